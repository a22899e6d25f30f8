//! Folders with files and manifests, and what is collected from them.

use std::fs;

use super::*;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("parent")).expect("folders");
        fs::write(path, text).expect("file");
    }
    folder
}

/// The ids of the documents and the messages of the failures, without the folder.
fn outcome(folder: &tempfile::TempDir, paths: &[&str], manifest: Option<&str>) -> (Vec<String>, Vec<String>) {
    let paths: Vec<_> = paths.iter().map(|path| folder.path().join(path)).collect();
    let manifest = manifest.map(|manifest| folder.path().join(manifest));
    let collected = collect(&paths, manifest.as_deref());
    let prefix = format!("{}/", folder.path().display());
    let ids = collected.documents.into_iter().map(|document| document.source.id).collect();
    (ids, collected.failures.iter().map(|failure| failure.to_string().replace(&prefix, "")).collect())
}

fn check(folder: &tempfile::TempDir, paths: &[&str], manifest: Option<&str>, ids: &[&str], failures: &[&str]) {
    let (got_ids, got_failures) = outcome(folder, paths, manifest);
    assert_eq!(got_ids, ids);
    assert_eq!(got_failures, failures);
}

#[test]
fn folders_are_walked_in_the_order_of_names() {
    let folder = folder(&[
        ("in/b.txt", "B"),
        ("in/a.md", "A"),
        ("in/c/d.markdown", "D"),
        ("in/e.TXT", "E"),
        ("in/skipped.csv", "x,y"),
        ("in/.hidden/f.txt", "F"),
        ("one.html", "<p>H</p>"),
    ]);
    check(&folder, &["one.html", "in"], None, &["one", "a", "b", "d", "e"], &[]);
}

#[test]
fn the_manifest_of_a_folder_describes_what_is_beside_and_below() {
    let folder = folder(&[
        ("in/sources.csv", "path,id,published\nsub/b.txt,beta,2024-12\n../far.txt,far-away,\nnone.txt,,\n"),
        ("in/a.txt", "A"),
        ("in/sub/b.txt", "B"),
        ("far.txt", "F"),
    ]);
    let failures = ["in/sources.csv:4: in/none.txt: no such file"];
    check(&folder, &["in"], None, &["a", "beta", "far-away"], &failures);
}

#[test]
fn the_nearest_manifest_wins_and_a_named_one_takes_the_place_of_all() {
    let folder = folder(&[
        ("in/sources.csv", "path,id\nsub/b.txt,outer\n"),
        ("in/sub/sources.csv", "path,id\nb.txt,inner\n"),
        ("in/sub/b.txt", "B"),
        ("other.csv", "path,id\nin/sub/b.txt,other\n"),
    ]);
    check(&folder, &["in"], None, &["inner"], &[]);
    check(&folder, &["in"], Some("other.csv"), &["other"], &[]);
    check(&folder, &["in/sub/b.txt"], None, &["inner"], &[]);
    check(&folder, &[], Some("in/sources.csv"), &["outer"], &[]);
}

#[test]
fn a_file_whose_row_cannot_be_read_is_left_out() {
    let folder = folder(&[("in/sources.csv", "path,published\na.txt,soon\n"), ("in/a.txt", "A"), ("in/b.txt", "B")]);
    let failure = "in/sources.csv:2: `soon` is not a publication date: want 2024-12-26, or 2024-12";
    check(&folder, &["in"], None, &["b"], &[failure]);
    check(&folder, &[], Some("in/sources.csv"), &[], &[failure]);
    check(&folder, &["in/a.txt"], None, &[], &[failure]);
    check(&folder, &["in/b.txt"], None, &["b"], &[]);
}

#[test]
fn a_broken_manifest_is_one_error_and_nothing_is_read_without_it() {
    let folder = folder(&[("in/sources.csv", "file\na.txt\n"), ("in/a.txt", "A"), ("in/b.txt", "B"), ("c.txt", "C")]);
    let failure = "in/sources.csv: has no `path` column: want path,id,publisher,title,url,published,language; nothing that it names is read";
    check(&folder, &["in", "c.txt"], None, &["c"], &[failure]);
    check(&folder, &["in/a.txt", "in/b.txt"], None, &[], &[failure]);
    check(&folder, &["c.txt"], Some("in/sources.csv"), &[], &[failure]);
    check(&folder, &["c.txt"], Some("none.csv"), &[], &["none.csv: no such file"]);
}

#[test]
fn a_file_named_twice_is_read_once() {
    let folder = folder(&[("in/a.txt", "A")]);
    let failure = "in/../in/a.txt: is named twice (first as in/a.txt): want each file once";
    check(&folder, &["in/a.txt", "in/../in/a.txt"], None, &["a"], &[failure]);
    check(
        &folder,
        &["in", "in/a.txt"],
        None,
        &["a"],
        &["in/a.txt: is named twice (first as in/a.txt): want each file once"],
    );
}

#[test]
fn files_of_one_name_get_ids_of_their_own_and_a_given_id_goes_once() {
    let folder = folder(&[("x/a.txt", "A"), ("y/a.txt", "other"), ("z/a.txt", "A"), ("v/b.md", "---\nid: a\n---\nB")]);
    let second = format!("a-{}", &DocumentId::of(b"other").as_str()[..8]);
    let failure = "v/b.md: has the id `a` of x/a.txt, but other content: want an id of its own";
    check(&folder, &["x", "y", "z", "v"], None, &["a", &second, "a"], &[failure]);
}

#[test]
fn what_gives_no_document_is_said_and_the_others_go_on() {
    let folder = folder(&[("empty.txt", " "), ("in/x.csv", "x"), ("good.txt", "G")]);
    let failures = [
        "none.txt: no such file",
        "empty.txt: is empty: want a text to read",
        "in: holds no documents: want text, Markdown, HTML, PDF, DOCX, ODT, EML, MHTML, JSON, feeds or ZIP",
    ];
    check(&folder, &["none.txt", "empty.txt", "in", "good.txt"], None, &["good"], &failures);
}

#[test]
fn rows_of_a_manifest_go_before_front_matter() {
    let folder = folder(&[
        ("sources.csv", "path,id,title,desk\na.md,row,,politics\n"),
        ("a.md", "---\nid: front\ntitle: From the file\npublished: 2024-12-26\ndesk: economy\n---\n# Heading\n"),
    ]);
    let collected = collect(&[folder.path().join("a.md")], None);
    let source = &collected.documents.first().expect("a document").source;
    assert_eq!((source.id.as_str(), source.title.as_deref()), ("row", Some("From the file")));
    assert_eq!(source.published.map(|p| p.to_string()).as_deref(), Some("2024-12-26"));
    assert_eq!(source.extra.get("desk").map(String::as_str), Some("politics"));
}

#[test]
fn what_is_excluded_is_not_planned() {
    let folder = folder(&[("a.txt", "A"), ("old/b.txt", "B"), ("c/old.txt", "C"), ("c/d.md", "D")]);
    let walk = Walk::excluding(["old", "c/*.txt"]).expect("patterns");
    let planned = plan(&[folder.path().to_owned()], None, &walk);
    let names: Vec<_> = planned.into_iter().map(|planned| planned.expect("planned").path).collect();
    assert_eq!(names, [folder.path().join("a.txt"), folder.path().join("c/d.md")]);
}

#[cfg(unix)]
#[test]
fn links_inside_are_read_once_and_links_out_are_refused() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("in/a.txt", "A"), ("out/b.txt", "B"), ("out/c/d.txt", "D")]);
    for (to, from) in [
        ("in", "in/loop"),
        ("in/a.txt", "in/again.txt"),
        ("out/b.txt", "in/b.txt"),
        ("out/c", "in/c"),
        ("none.txt", "in/none.txt"),
    ] {
        symlink(folder.path().join(to), folder.path().join(from)).expect("link");
    }
    let out = |name: &str| {
        format!("in/{name}: is a link out of in: want a file inside, or the link's target named by itself")
    };
    let gone = "in/none.txt: cannot be read: No such file or directory (os error 2)";
    check(&folder, &["in"], None, &["a"], &[&out("b.txt"), &out("c"), gone]);
}
