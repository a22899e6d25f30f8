//! The main job: a project built twice, and the shipped datasets against their sources.

use std::path::Path;

use crate::support::{Folder, files, repository};

/// A copy of what the shipped project is made from, without what is made.
fn shipped_inputs() -> Folder {
    let folder = Folder::empty();
    let copy = |path: &Path, name: &Path| {
        folder.write(&name.to_string_lossy(), std::fs::read(path).expect("readable"));
    };
    copy(&repository().join("attested.toml"), Path::new("attested.toml"));
    for (below, extension) in [("data/sources", None), ("charts", Some("toml"))] {
        for (name, bytes) in files(&repository().join(below)) {
            if extension.is_none_or(|wanted| name.extension().is_some_and(|found| found == wanted)) {
                folder.write(&Path::new(below).join(name).to_string_lossy(), bytes);
            }
        }
    }
    folder
}

#[test]
fn a_build_gives_the_same_bytes_twice() {
    let folder = shipped_inputs();
    let first = folder.run(&["build"]);
    assert_eq!(first.code, 0, "{}", first.err);
    let made = |folder: &Folder| [folder.files("data/datasets"), folder.files("charts")].concat();
    let once = made(&folder);
    assert!(once.iter().any(|(name, _)| name.ends_with("observations.csv")));
    assert!(once.iter().any(|(name, _)| name.ends_with("russia-cis-trade.png")));
    assert_eq!(folder.run(&["build"]).out, first.out);
    assert!(made(&folder) == once, "a second build in place gives other bytes");

    let elsewhere = shipped_inputs();
    assert_eq!(elsewhere.command(&["build", "."]).output().expect("runs").status.code(), Some(0));
    assert!(made(&elsewhere) == once, "a build elsewhere gives other bytes");
}

#[test]
fn the_shipped_datasets_are_those_that_the_sources_give() {
    let folder = shipped_inputs();
    assert_eq!(folder.run(&["build"]).code, 0);
    for below in ["data/datasets", "charts"] {
        let (made, shipped) = (folder.files(below), files(&repository().join(below)));
        let names = |files: &[(std::path::PathBuf, Vec<u8>)]| -> Vec<_> { files.iter().map(|f| f.0.clone()).collect() };
        assert_eq!(names(&made), names(&shipped), "{below}");
        for (made, shipped) in made.iter().zip(&shipped) {
            assert!(made == shipped, "{below}/{}: run `cargo run -- build` and commit", made.0.display());
        }
    }
}

#[test]
fn a_new_project_builds_and_grows() {
    let folder = Folder::empty();
    let init = folder.run(&["init", "mine"]);
    assert_eq!(
        init.out,
        "mine/attested.toml\nmine/data/sources/sources.csv\nmine/charts/example.toml\nmine/.gitignore\n"
    );
    folder.write("mine/data/sources/a.md", "Russia's trade with China amounted to $240 billion in 2023.\n");
    folder.write("mine/charts/trade.toml", "title = 'Trade'\nseries = ['trade_turnover.RU.CN.level.USD']\n");
    let build = folder.run(&["build", "mine"]);
    assert_eq!(build.code, 0, "{build:?}");
    let report = folder.read("mine/report.md");
    assert!(report.contains("![Trade. ") && report.contains("](charts/trade.svg)"), "{report}");
    let page = folder.read("mine/report.html");
    assert!(page.contains("<mark>$240 billion</mark>") && page.contains("<title>Trade</title>"), "{page}");
    assert!(folder.read("mine/data/datasets/observations.csv").contains("trade_turnover.RU.CN.level.USD"));

    std::fs::remove_file(folder.path().join("mine/data/sources/a.md")).expect("removed");
    folder.write("mine/data/sources/b.md", "Russia's trade with India amounted to $60 billion in 2023.\n");
    let again = folder.run(&["build", "mine"]);
    assert_eq!(again.code, 2, "{again:?}");
    assert!(
        again.err.contains("error: mine/charts/trade.toml: no series `trade_turnover.RU.CN.level.USD`"),
        "{again:?}"
    );
    assert!(!folder.read("mine/data/datasets/observations.csv").contains("RU.CN"), "what was removed is gone");
}

#[test]
fn a_project_may_have_areas_of_its_own() {
    let folder = Folder::empty();
    folder.run(&["init"]);
    folder.write("attested.toml", "codelists = 'codelists'\n");
    let head = repository().join("data/codelists/areas.csv");
    let head = std::fs::read_to_string(head).expect("areas").lines().next().unwrap_or_default().to_owned();
    let blanks = ",".repeat(head.matches(',').count() - 3);
    folder.write("codelists/areas.csv", format!("{head}\nATLANTIS,,Atlantis,region{blanks}\n"));
    let run = folder.line("areas atlantis --format csv");
    assert_eq!((run.code, run.out.as_str()), (0, "area,alpha3,name,kind\nATLANTIS,,Atlantis,region\n"), "{}", run.err);
}

#[test]
fn a_project_may_have_words_of_its_own() {
    let folder = Folder::empty();
    folder.write("a.txt", "Trade between the Elbonian Union countries amounted to $5 billion in 2024.\n");
    let fields = |folder: &Folder| folder.line("extract a.txt --format csv").out;
    assert!(!fields(&folder).contains(",EAEU,EAEU,"));
    folder.write("attested.toml", "lexicon = 'lexicon'\n");
    let head = std::fs::read_to_string(repository().join("data/lexicon/en/areas.csv")).expect("areas");
    let head = head.lines().next().unwrap_or_default();
    folder.write("lexicon/en/areas.csv", format!("{head}\nElbonian Union,EAEU,name\n"));
    assert!(fields(&folder).contains(",EAEU,EAEU,"), "{}", fields(&folder));
}
