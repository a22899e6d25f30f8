//! The shape of the tree: layers, lengths, and what a library does not do.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::repository;

const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 60;
const MEDIAN_FUNCTION: usize = 10;

/// Files and functions that are longer than they may be; what is not any more has to be taken off.
const TOO_LONG: &str = include_str!("too_long.txt");

/// The Rust files below a folder, by path from the repository.
fn sources(below: &str) -> Vec<(String, String)> {
    let mut todo = vec![repository().join(below)];
    let mut found = Vec::new();
    while let Some(next) = todo.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("readable");
                found.push((name(&path), text));
            }
        }
    }
    found.sort();
    found
}

fn name(path: &Path) -> String {
    let below: PathBuf = path.strip_prefix(repository()).expect("below the repository").to_owned();
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn no_findings(findings: Vec<String>) {
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}

/// What each module may import, from the block in ARCHITECTURE.md.
fn layers() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(repository().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let block = text.split("```layers\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a layers block");
    let row = |line: &str| {
        let (module, uses) = line.split_once("->").unwrap_or_else(|| panic!("`{line}`: want `module -> modules`"));
        (module.trim().to_owned(), uses.split_whitespace().map(str::to_owned).collect())
    };
    block.lines().filter(|line| !line.trim().is_empty()).map(row).collect()
}

#[test]
fn imports_keep_to_the_layers() {
    let layers = layers();
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    for (file, text) in sources("src") {
        let Some(module) = file.strip_prefix("src/").and_then(|rest| rest.split_once('/')).map(|(module, _)| module)
        else {
            continue;
        };
        seen.insert(module.to_owned());
        let Some(allowed) = layers.get(module) else {
            findings.push(format!("{file}: `{module}` is not among the layers of ARCHITECTURE.md"));
            continue;
        };
        for used in imports(&text) {
            let may = used == module || allowed.contains("everything") || allowed.contains(&used);
            if !may {
                findings.push(format!("{file}: `{module}` may not use `{used}`"));
            }
        }
    }
    let gone = layers.keys().filter(|layer| !seen.contains(*layer));
    findings.extend(gone.map(|layer| format!("ARCHITECTURE.md: there is no src/{layer}")));
    no_findings(findings);
}

/// The modules of the crate that a file names, in `use` and elsewhere; comments do not count.
fn imports(text: &str) -> BTreeSet<String> {
    let word = |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut used = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => used.extend(top_level(list).iter().map(|item| word(item))),
            None => drop(used.insert(word(rest))),
        }
    }
    used.retain(|word| word.chars().next().is_some_and(char::is_lowercase));
    used
}

/// The items of a brace list up to its end, without what is nested in them.
fn top_level(list: &str) -> Vec<String> {
    let (mut depth, mut items) = (0, vec![String::new()]);
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(String::new()),
            _ if depth == 0 && !c.is_whitespace() => items.last_mut().expect("an item").push(c),
            _ => {}
        }
    }
    items
}

#[test]
fn brace_lists_are_seen_through() {
    let used = imports("use crate::{model::{Area, Unit}, text};\n// crate::store\nlet x = crate::lang::english();");
    assert_eq!(used.into_iter().collect::<Vec<_>>(), ["lang", "model", "text"]);
}

/// The files, and the functions behind a blank, that may be too long.
fn too_long() -> BTreeSet<String> {
    TOO_LONG.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn files_are_short() {
    let known = too_long();
    let (mut findings, mut long) = (Vec::new(), BTreeSet::new());
    for (file, text) in [sources("src"), sources("tests")].concat() {
        let lines = text.lines().count();
        if lines >= LONGEST_FILE && !known.contains(&file) {
            findings.push(format!("{file}: {lines} lines: want fewer than {LONGEST_FILE}"));
        }
        if lines >= LONGEST_FILE {
            long.insert(file);
        }
    }
    let mended = known.iter().filter(|place| !place.contains(' ') && !long.contains(*place));
    findings.extend(mended.map(|file| format!("{file}: is short now: take it off tests/it/too_long.txt")));
    no_findings(findings);
}

/// A function of a formatted file.
struct Function {
    name: String,
    line: usize,
    lines: usize,
}

/// The functions of a formatted file, with their code: comments and blank lines do not count.
fn functions(text: &str) -> Vec<Function> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line.trim_start()) else { continue };
        let end = format!("{}}}", &line[..line.len() - line.trim_start().len()]);
        let closed = line.ends_with('}') || line.ends_with(';');
        let last = if closed { at } else { at + lines[at..].iter().position(|line| *line == end).unwrap_or(0) };
        let is_code = |line: &&&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
        found.push(Function { name, line: at + 1, lines: lines[at..=last].iter().filter(is_code).count() });
    }
    found
}

/// The name of the function that a line begins.
fn function_name(line: &str) -> Option<String> {
    let line = match line.strip_prefix("pub") {
        Some(rest) => rest.strip_prefix('(').and_then(|rest| rest.split_once(") ")).map_or(rest, |(_, rest)| rest),
        None => line,
    };
    let line = line.trim_start();
    let rest = line.strip_prefix("const ").unwrap_or(line).strip_prefix("fn ")?;
    Some(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
}

#[test]
fn functions_are_short() {
    let known = too_long();
    let (mut findings, mut lengths, mut long) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (file, text) in [sources("src"), sources("tests")].concat() {
        for Function { name, line, lines } in functions(&text) {
            let place = format!("{file} {name}");
            if lines > LONGEST_FUNCTION && !known.contains(&place) {
                findings.push(format!("{file}:{line}: {name} has {lines} lines: want at most {LONGEST_FUNCTION}"));
            }
            if lines > LONGEST_FUNCTION {
                long.insert(place);
            }
            if file.starts_with("src/") {
                lengths.push(lines);
            }
        }
    }
    let mended = known.iter().filter(|place| place.contains(' ') && !long.contains(*place));
    findings.extend(mended.map(|place| format!("{place}: is short now: take it off tests/it/too_long.txt")));
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    if median >= MEDIAN_FUNCTION {
        findings.push(format!("the median function has {median} lines: want fewer than {MEDIAN_FUNCTION}"));
    }
    no_findings(findings);
}

#[test]
fn the_library_neither_panics_nor_prints() {
    let forbidden = [".unwrap()", ".expect(", "println!(", "print!(", "dbg!(", "process::exit", "todo!("];
    let for_tests = ["tests.rs", "testing.rs", "fixture.rs"];
    let mut findings = Vec::new();
    for (file, text) in sources("src") {
        if file == "src/main.rs" || for_tests.iter().any(|name| file.ends_with(name)) {
            continue;
        }
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for (at, line) in code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let found = forbidden.iter().filter(|word| line.contains(*word));
            findings.extend(found.map(|word| format!("{file}:{}: `{word}` in the library", at + 1)));
        }
    }
    no_findings(findings);
}

/// Folders of one machine; the names are put together so that this file does not hold them.
fn machine_folders() -> [String; 5] {
    ["work", "home", "root", "tmp", "Users"].map(|folder| format!("/{folder}/"))
}

#[test]
fn nothing_names_a_folder_of_one_machine() {
    let output = std::process::Command::new("git").args(["ls-files"]).current_dir(repository()).output();
    let listed = output.ok().filter(|output| output.status.success());
    // A copy without its history has no list of files; there is nothing to hold it to then.
    let Some(listed) = listed else { return };
    let mut findings = Vec::new();
    for file in String::from_utf8_lossy(&listed.stdout).lines() {
        let Ok(text) = fs::read_to_string(repository().join(file)) else { continue };
        for folder in machine_folders() {
            let absolute = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || "._-~}>/".contains(c));
            if text.match_indices(&folder).any(|(at, _)| absolute(at)) {
                findings.push(format!("{file}: names {folder}"));
            }
        }
    }
    no_findings(findings);
}
