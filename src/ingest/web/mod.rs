//! Pages from the web, fetched as a guest should: with a name, within limits, where robots may go, and from public
//! addresses only.
//!
//! Every host is resolved here, its addresses are looked at, and the connection goes to one of those that were looked at;
//! so neither a redirect nor a name server can lead into a private network. Proxies of the environment are not used,
//! because they would resolve names on their own.

mod address;
mod robots;

use std::collections::HashMap;
use std::io::Read;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ureq::Agent;
use ureq::http::{HeaderMap, StatusCode, header};
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

use super::{Bytes, IngestError};
use address::Guarded;
use robots::Robots;

/// The name by which robots.txt may speak of this program.
const NAME: &str = "attested";
/// Who asks.
const USER_AGENT: &str =
    concat!("attested/", env!("CARGO_PKG_VERSION"), " (reads quoted economic figures for a local archive)");
/// What is read most gladly.
const ACCEPT: &str = "text/html,application/xhtml+xml,text/plain,application/pdf,application/xml;q=0.9,*/*;q=0.5";
/// The longest robots.txt that is read, as RFC 9309 has it.
const LONGEST_ROBOTS: usize = 512 << 10;

/// What a page may cost, and where it may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WebLimits {
    /// How long one request may take.
    pub time: Duration,
    /// How many bytes it may have, unpacked.
    pub bytes: usize,
    /// How many redirects are followed.
    pub redirects: usize,
    /// Whether addresses of private networks and of this machine are allowed.
    pub private: bool,
}

impl Default for WebLimits {
    fn default() -> Self {
        Self { time: Duration::from_secs(30), bytes: 64 << 20, redirects: 5, private: false }
    }
}

/// What a server said to know a version of a page by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Version {
    /// The name that it gives to the version.
    pub etag: Option<String>,
    /// When the page was last changed, in the server's words.
    pub last_modified: Option<String>,
}

/// What a server answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// What is there is what was there.
    Unchanged,
    /// A page.
    Page(Bytes, Version),
}

/// A guest of the web.
#[derive(Debug)]
pub struct Web {
    agent: Agent,
    limits: WebLimits,
    /// What each server lets robots read; for a server that did not say, why not.
    robots: Mutex<HashMap<String, Arc<Result<Robots, String>>>>,
}

/// Whether a name on the command line is an address of the web.
pub fn is_url(name: &str) -> bool {
    let scheme = name.split("://").next().unwrap_or_default().to_ascii_lowercase();
    name.contains("://") && matches!(scheme.as_str(), "http" | "https")
}

impl Web {
    /// A guest with these limits.
    pub fn new(limits: WebLimits) -> Self {
        let config = Agent::config_builder()
            .user_agent(USER_AGENT)
            .accept(ACCEPT)
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(limits.time))
            .max_response_header_size(64 << 10)
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Guarded::new(limits.private));
        Self { agent, limits, robots: Mutex::default() }
    }

    /// What is at an address. With `known`, the server is asked whether that has changed.
    pub fn get(&self, address: &str, known: Option<&Version>) -> Result<Answer, IngestError> {
        let problem = |problem: String| IngestError::Web { url: address.to_owned(), problem };
        let url = Url::parse(address).map_err(|error| problem(format!("is no address: {error}")))?;
        self.follow(url, known, true).map_err(problem)
    }

    /// Follows redirects to a page; every address on the way has to be one that may be asked.
    fn follow(&self, mut url: Url, known: Option<&Version>, as_robot: bool) -> Result<Answer, String> {
        for _ in 0..=self.limits.redirects {
            if !matches!(url.scheme(), "http" | "https") {
                return Err(format!("leads to {url}: want an address of http or https"));
            }
            if as_robot {
                self.may_read(&url)?;
            }
            let mut request = self.agent.get(url.as_str());
            for (name, value) in known.map(Version::questions).unwrap_or_default() {
                request = request.header(name, value);
            }
            let response = request.call().map_err(|error| self.said(&error))?;
            let (head, body) = response.into_parts();
            match head.status {
                StatusCode::NOT_MODIFIED if known.is_some() => return Ok(Answer::Unchanged),
                status if status.is_redirection() => url = target(&url, &head.headers)?,
                status if status.is_success() => {
                    let bytes = self.whole(body, as_robot)?;
                    let media_type = text(&head.headers, header::CONTENT_TYPE);
                    let page = Bytes { bytes, media_type, url: Some(url.into()) };
                    return Ok(Answer::Page(page, Version::of(&head.headers)));
                }
                status => return Err(format!("the server answers {status}")),
            }
        }
        Err(format!("redirects more than {} times", self.limits.redirects))
    }

    /// The body, unpacked, if it is not too long.
    fn whole(&self, body: ureq::Body, as_robot: bool) -> Result<Vec<u8>, String> {
        let most = if as_robot { self.limits.bytes } else { LONGEST_ROBOTS };
        let mut bytes = Vec::new();
        let read = body.into_reader().take(most as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| format!("breaks off: {error}"))?;
        if bytes.len() <= most {
            return Ok(bytes);
        }
        if as_robot {
            return Err(format!("has more than {most} bytes: want at most so many"));
        }
        bytes.truncate(most);
        Ok(bytes)
    }

    /// Whether the server lets robots read an address. A server that does not say, because it fails, lets nobody.
    fn may_read(&self, url: &Url) -> Result<(), String> {
        let host = url[..url::Position::BeforePath].to_owned();
        let known = self.robots.lock().ok().and_then(|robots| robots.get(&host).cloned());
        let robots = known.unwrap_or_else(|| {
            let robots = Arc::new(self.ask_for_robots(&host));
            if let Ok(mut all) = self.robots.lock() {
                all.insert(host.clone(), Arc::clone(&robots));
            }
            robots
        });
        match robots.as_ref() {
            Ok(robots) if robots.allow(&url[url::Position::BeforePath..url::Position::AfterQuery]) => Ok(()),
            Ok(_) => Err(format!("{host}/robots.txt does not let robots read it")),
            Err(problem) => Err(problem.clone()),
        }
    }

    fn ask_for_robots(&self, host: &str) -> Result<Robots, String> {
        let url = Url::parse(&format!("{host}/robots.txt")).map_err(|error| error.to_string())?;
        match self.follow(url, None, false) {
            Ok(Answer::Page(page, _)) => Ok(Robots::of(&String::from_utf8_lossy(&page.bytes), NAME)),
            Ok(Answer::Unchanged) => Ok(Robots::default()),
            // A server without rules, or one that keeps them to itself, has none.
            Err(problem) if problem.starts_with("the server answers 4") => Ok(Robots::default()),
            Err(problem) => Err(problem),
        }
    }

    fn said(&self, error: &ureq::Error) -> String {
        match error {
            ureq::Error::Timeout(_) => format!("takes longer than {} s", self.limits.time.as_secs()),
            ureq::Error::HostNotFound => "there is no such host".to_owned(),
            // What the guard of addresses says, and what the system says.
            ureq::Error::Io(error) => error.to_string(),
            other => other.to_string(),
        }
    }
}

impl Version {
    fn of(headers: &HeaderMap) -> Self {
        Self { etag: text(headers, header::ETAG), last_modified: text(headers, header::LAST_MODIFIED) }
    }

    /// Whether the server gave anything to know the version by.
    pub fn is_known(&self) -> bool {
        self.etag.is_some() || self.last_modified.is_some()
    }

    /// The headers that ask whether it is still the one.
    fn questions(&self) -> Vec<(header::HeaderName, &str)> {
        let etag = self.etag.as_deref().map(|etag| (header::IF_NONE_MATCH, etag));
        let date = self.last_modified.as_deref().map(|date| (header::IF_MODIFIED_SINCE, date));
        etag.into_iter().chain(date).collect()
    }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// Where a redirect leads.
fn target(from: &Url, headers: &HeaderMap) -> Result<Url, String> {
    let place = text(headers, header::LOCATION).ok_or("redirects to nowhere")?;
    from.join(&place).map_err(|error| format!("redirects to `{place}`, which is no address: {error}"))
}

#[cfg(test)]
mod tests;
