//! A server on this machine, and what a guest makes of its answers.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

use super::*;

/// Starts a server that answers each path with what `answer` says, and closes; its address.
fn serve(answer: impl Fn(&str, &str) -> Vec<u8> + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            respond(stream, &answer);
        }
    });
    address
}

fn respond(mut stream: TcpStream, answer: &impl Fn(&str, &str) -> Vec<u8>) {
    let mut lines = BufReader::new(stream.try_clone().expect("stream")).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let path = first.split(' ').nth(1).unwrap_or_default();
    let _ = stream.write_all(&answer(path, &head.join("\n").to_lowercase()));
}

fn page(head: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn to(place: &str) -> Vec<u8> {
    page(&format!("302 Found\r\nLocation: {place}"), b"")
}

fn guest() -> Web {
    Web::new(WebLimits { private: true, time: Duration::from_secs(2), bytes: 1000, redirects: 3 })
}

fn problem(web: &Web, address: &str) -> String {
    web.get(address, None).expect_err(address).to_string().replace(address, "URL")
}

#[test]
fn a_page_comes_with_what_it_is_known_by() {
    let server = serve(|path, head| match path {
        "/robots.txt" => page("404 Not Found", b""),
        "/moved" => to("/page?x=1"),
        "/page?x=1" if head.contains("if-none-match: \"v1\"") => page("304 Not Modified", b""),
        "/page?x=1" => {
            assert!(head.contains("user-agent: attested/") && head.contains("gzip"), "{head}");
            page("200 OK\r\nContent-Type: text/html; charset=windows-1251\r\nETag: \"v1\"", b"<p>Trade")
        }
        other => panic!("{other}"),
    });
    let web = guest();
    let Ok(Answer::Page(bytes, version)) = web.get(&format!("{server}/moved"), None) else { panic!("a page") };
    assert_eq!(bytes.bytes, b"<p>Trade");
    assert_eq!(bytes.media_type.as_deref(), Some("text/html; charset=windows-1251"));
    assert_eq!(bytes.url, Some(format!("{server}/page?x=1")));
    assert_eq!(version.etag.as_deref(), Some("\"v1\""));
    assert_eq!(web.get(&format!("{server}/page?x=1"), Some(&version)), Ok(Answer::Unchanged));
}

#[test]
fn private_addresses_are_refused_on_every_way() {
    let web = Web::new(WebLimits::default());
    for address in [
        "http://127.0.0.1:9/",
        "http://localhost:9/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://192.168.0.1/",
    ] {
        let message = web.get(address, None).expect_err(address).to_string();
        assert!(message.contains("an address of a private network or of this machine"), "{message}");
    }
}

#[test]
fn what_redirects_too_far_or_elsewhere_is_refused() {
    let server = serve(|path, _| match path {
        "/robots.txt" => page("404 Not Found", b""),
        "/file" => to("file:///etc/passwd"),
        "/nowhere" => page("302 Found", b""),
        _ => to("/loop"),
    });
    let web = guest();
    assert_eq!(problem(&web, &format!("{server}/loop")), "URL: redirects more than 3 times");
    assert!(problem(&web, &format!("{server}/file")).ends_with("want an address of http or https"));
    assert_eq!(problem(&web, &format!("{server}/nowhere")), "URL: redirects to nowhere");
}

#[test]
fn limits_hold_for_what_is_unpacked() {
    let server = serve(|path, _| match path {
        "/robots.txt" => page("404 Not Found", b""),
        // 100,000 letters, packed.
        "/bomb" => page("200 OK\r\nContent-Encoding: gzip", include_bytes!("fixtures/bomb.gz")),
        "/slow" => {
            std::thread::sleep(Duration::from_secs(4));
            page("200 OK", b"late")
        }
        _ => page("200 OK", &[b'a'; 1001]),
    });
    let web = guest();
    assert_eq!(problem(&web, &format!("{server}/long")), "URL: has more than 1000 bytes: want at most so many");
    assert_eq!(problem(&web, &format!("{server}/bomb")), "URL: has more than 1000 bytes: want at most so many");
    assert_eq!(problem(&web, &format!("{server}/slow")), "URL: takes longer than 2 s");
}

#[test]
fn robots_txt_is_honoured() {
    let server = serve(|path, _| match path {
        "/robots.txt" => page("200 OK", b"User-agent: *\nDisallow: /private\n"),
        "/moved" => to("/private/x"),
        _ => page("200 OK", b"text"),
    });
    let web = guest();
    for path in ["/private/x", "/moved"] {
        assert!(
            problem(&web, &format!("{server}{path}")).ends_with("/robots.txt does not let robots read it"),
            "{path}"
        );
    }
    assert!(matches!(web.get(&format!("{server}/public"), None), Ok(Answer::Page(..))));
    let failing = serve(|_, _| page("500 Oops", b""));
    assert_eq!(problem(&guest(), &format!("{failing}/x")), "URL: the server answers 500 Internal Server Error");
}

#[test]
fn what_is_no_address_says_so() {
    let web = guest();
    assert!(problem(&web, "http://").starts_with("URL: is no address"));
    assert!(is_url("HTTPS://example.org/") && !is_url("docs/a.txt") && !is_url("ftp://example.org/"));
    // Nobody listens there.
    let gone = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    assert!(problem(&web, &format!("http://{gone}/")).contains("refused"));
}
