//! What a server lets robots read: robots.txt, as RFC 9309 has it.

/// The rules for one robot. Without any, everything may be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Robots(Vec<Rule>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    allow: bool,
    path: String,
}

impl Robots {
    /// The rules of the groups that name a robot; if none does, those of the groups for all.
    pub fn of(text: &str, name: &str) -> Self {
        let (mut own, mut all, mut named) = (Vec::new(), Vec::new(), false);
        let (mut for_own, mut for_all, mut in_rules) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':').map(|(key, value)| (key.trim(), value.trim())) else {
                continue;
            };
            if key.eq_ignore_ascii_case("user-agent") {
                if in_rules {
                    (for_own, for_all, in_rules) = (false, false, false);
                }
                for_own |= value.eq_ignore_ascii_case(name);
                for_all |= value == "*";
                named |= for_own;
                continue;
            }
            let allow = key.eq_ignore_ascii_case("allow");
            if !allow && !key.eq_ignore_ascii_case("disallow") {
                continue;
            }
            in_rules = true;
            let rule = Rule { allow, path: value.to_owned() };
            if for_own {
                own.push(rule.clone());
            }
            if for_all {
                all.push(rule);
            }
        }
        let mut rules = if named { own } else { all };
        rules.retain(|rule| !rule.path.is_empty());
        Self(rules)
    }

    /// Whether a path with its query may be read: the longest rule decides, and of equally long ones the one that allows.
    pub fn allow(&self, path: &str) -> bool {
        let fitting = self.0.iter().filter(|rule| fits(&rule.path, path));
        fitting.max_by_key(|rule| (rule.path.len(), rule.allow)).is_none_or(|rule| rule.allow)
    }
}

/// Whether a path begins as a pattern says; `*` stands for anything, `$` for the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    for (at, part) in parts.iter().enumerate() {
        if to_end && at + 1 == parts.len() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(found) => rest = &rest[found + part.len()..],
            None => return false,
        }
    }
    !to_end || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_decides() {
        let robots =
            Robots::of("User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /*.pdf$\nDisallow: /q?x=\n", "attested");
        for (path, may) in [
            ("/", true),
            ("/a", false),
            ("/abc", false),
            ("/a/b/c", true),
            ("/r/x.pdf", false),
            ("/r/x.pdf?y", true),
            ("/q?x=1", false),
            ("/q", true),
        ] {
            assert_eq!(robots.allow(path), may, "{path}");
        }
    }

    #[test]
    fn a_group_of_ones_own_takes_the_place_of_that_for_all() {
        let text = "User-agent: Other\nUser-Agent: ATTESTED # us\nCrawl-delay: 5\nDisallow: /x\n\nUser-agent: *\nDisallow: /\n";
        let robots = Robots::of(text, "attested");
        assert!(robots.allow("/y") && !robots.allow("/x"));
        assert!(!Robots::of(text, "someone").allow("/y"));
        assert!(Robots::of("User-agent: *\nDisallow:\n", "attested").allow("/y"));
        assert!(Robots::of("<html>no rules</html>", "attested").allow("/y"));
    }
}
