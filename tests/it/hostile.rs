//! A folder of files that are broken, locked, endless or a trap: each is named with its fault on one line, the others go
//! in, and neither memory nor time runs away.

use std::io::Cursor;
use std::time::{Duration, Instant};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::made::{XML, deflated, docx, mail, odt, page, pdf, zip};
use crate::support::Folder;

const SENTENCE: &str = "Kazakhstan's inflation was 9.4 percent in March 2024.";

/// An archive whose only entry is a link.
fn linked(target: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.add_symlink("link.txt", target, SimpleFileOptions::default()).expect("a link");
    archive.finish().expect("an archive").into_inner()
}

/// The same bytes with every entry marked as locked with a password.
fn locked(mut bytes: Vec<u8>) -> Vec<u8> {
    for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = bytes.windows(4).enumerate().filter(|(_, w)| w == mark).map(|(at, _)| at).collect();
        places.into_iter().for_each(|at| bytes[at + flags] |= 1);
    }
    bytes
}

/// The same bytes with one of the middle changed.
fn flipped(mut bytes: Vec<u8>, at: usize) -> Vec<u8> {
    bytes[at] ^= 0xff;
    bytes
}

fn half(bytes: &[u8]) -> Vec<u8> {
    bytes[..bytes.len() / 2].to_vec()
}

fn archives() -> Vec<(&'static str, Vec<u8>)> {
    let good = zip(&[("a.txt", SENTENCE.as_bytes())]);
    let nested = zip(&[("b.zip", &zip(&[("c.zip", &good)]))]);
    let zeros = vec![b'0'; 9 << 20];
    let many: Vec<String> = (0..10_001).map(|n| format!("{n}.txt")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    vec![
        ("bomb.zip", zip(&[("a.txt", &zeros)])),
        ("bombs.zip", zip(&[("a.txt", &zeros[..5 << 20]), ("b.txt", &zeros[..5 << 20])])),
        ("many.zip", zip(&many)),
        ("nested.zip", nested),
        ("cut.zip", half(&good)),
        ("head.zip", good[..20].to_vec()),
        ("climbs.zip", zip(&[("../climbs.txt", SENTENCE.as_bytes())])),
        ("root.zip", zip(&[("/etc/root.txt", SENTENCE.as_bytes())])),
        ("backslash.zip", zip(&[("..\\..\\back.txt", SENTENCE.as_bytes())])),
        ("linked.zip", linked("/etc/passwd")),
        ("locked.zip", locked(good.clone())),
        ("flipped.zip", flipped(good.clone(), 45)),
        ("empty.zip", zip(&[])),
        ("pictures.zip", zip(&[("a.png", b"\x89PNG")])),
        ("inside.zip", zip(&[("broken.pdf", b"%PDF-1.5 and no more")])),
    ]
}

fn offices() -> Vec<(&'static str, Vec<u8>)> {
    let deep = format!("{XML}<w:document>{}</w:document>", "<w:p>".repeat(100_000));
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let paragraph = "<w:p><w:r><w:t>Trade grew by 5 percent.</w:t></w:r></w:p>";
    vec![
        ("deep.docx", docx(&deep)),
        ("laughs.docx", docx(&format!("{XML}{laughs}<w:document><w:p><w:t>&b;</w:t></w:p></w:document>"))),
        ("open.docx", docx(&format!("{XML}<w:document>{paragraph}"))),
        ("broken.docx", docx(&format!("{XML}<w:document><w:p <w:t></w:document>"))),
        ("bomb.docx", docx(&"0".repeat(9 << 20))),
        ("cut.docx", half(&docx(&format!("{XML}<w:document>{}</w:document>", paragraph.repeat(50))))),
        ("binary.docx", docx("\u{0}\u{1}\u{2}")),
        ("deep.odt", odt(&format!("{XML}{}", "<text:list>".repeat(100_000)))),
        ("nothing.odt", odt(&format!("{XML}<office:document-content/>"))),
        ("none.odt", zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")])),
    ]
}

fn pdfs() -> Vec<(&'static str, Vec<u8>)> {
    let text = b"BT /F1 12 Tf 50 700 Td (Trade grew by 5 percent.) Tj ET";
    let good = pdf(&page(text, ""), "");
    let bomb = deflated(&vec![b' '; 9 << 20]);
    let mut looped = page(text, "");
    looped[1] = b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>".to_vec();
    vec![
        ("cut.pdf", half(&good)),
        ("head.pdf", b"%PDF-1.7\n".to_vec()),
        ("noise.pdf", [b"%PDF-1.7\n".to_vec(), (0..=255).cycle().take(50_000).collect()].concat()),
        ("bomb.pdf", pdf(&page(&bomb, "/Filter /FlateDecode"), "")),
        ("loop.pdf", pdf(&looped, "")),
        ("nested.pdf", pdf(&page(&b"[".repeat(200_000), ""), "")),
        ("scan.pdf", pdf(&page(b"0 0 100 100 re f", ""), "")),
        (
            "locked.pdf",
            pdf(&page(text, ""), "/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (x) /P -4 >> /ID [(a) (a)]"),
        ),
        ("font.pdf", pdf(&page(b"BT /F9 12 Tf (Trade) Tj ET", ""), "")),
    ]
}

fn texts() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("empty.txt", Vec::new()),
        ("blank.txt", b" \n\t\n ".to_vec()),
        ("mark.txt", b"\xef\xbb\xbf".to_vec()),
        ("nul.txt", b"Trade grew by 5 percent.\0\0 Then it fell.".to_vec()),
        ("controls.txt", vec![7; 4000]),
        ("noise.txt", (0..=255).rev().cycle().skip(9).take(10_000).collect()),
        ("line.txt", b"trade ".repeat(300_000)),
        ("long.txt", b"Trade grew by 5 percent.\n".repeat(400_000)),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("program.txt", b"\x7fELF\x02\x01\x01\0\0".to_vec()),
        ("packed.txt", b"\x1f\x8b\x08\0\0\0\0\0".to_vec()),
        ("front.md", b"---\npublished: soon\n---\nTrade grew.".to_vec()),
    ]
}

fn markup() -> Vec<(&'static str, Vec<u8>)> {
    let item = "<item><title>T</title><description>Trade grew.</description></item>";
    let boundary = "Content-Type: multipart/mixed; boundary=";
    let bomb = zip(&[("a.txt", &vec![b'0'; 9 << 20])]);
    vec![
        ("deep.html", format!("<html><body>{}", "<div>".repeat(100_000)).into_bytes()),
        ("script.html", b"<html><head><script>var trade = 5;</script></head><body></body></html>".to_vec()),
        ("nul.html", b"<html><body>\0\0\0<p>Trade</p></body></html>".to_vec()),
        ("cut.xml", format!("{XML}<rss version=\"2.0\"><channel><title>A</title>{item}<ite").into_bytes()),
        ("deep.xml", format!("{XML}<rss>{}", "<channel>".repeat(100_000)).into_bytes()),
        ("other.xml", format!("{XML}<orders><order/></orders>").into_bytes()),
        ("cut.json", b"[{\"text\": \"Trade grew by 5 percent.\"}, {\"te".to_vec()),
        ("deep.json", b"[".repeat(200_000)),
        ("other.json", b"{\"orders\": []}".to_vec()),
        ("bad.jsonl", b"{\"text\": 5}\n".to_vec()),
        ("result.json", b"{\"name\": \"A\", \"type\": \"public_channel\", \"messages\": [{\"id\": 1, \"te".to_vec()),
        ("empty.eml", mail("", "")),
        ("deep.eml", mail(&format!("{boundary}x"), &format!("--x\r\n{boundary}x\r\n\r\n").repeat(5000))),
        ("attached.eml", {
            let bomb: String = bomb.iter().map(|b| format!("={b:02X}")).collect();
            let part = "Content-Type: application/zip; name=\"b.zip\"\r\nContent-Disposition: attachment; \
                        filename=\"b.zip\"\r\nContent-Transfer-Encoding: quoted-printable";
            mail(&format!("{boundary}x"), &format!("--x\r\n{part}\r\n\r\n{bomb}\r\n--x--\r\n"))
        }),
    ]
}

/// Writes everything that is hostile below a folder, and gives back its names.
fn hostile(folder: &Folder) -> Vec<String> {
    let mut names = Vec::new();
    for (name, bytes) in [archives(), offices(), pdfs(), texts(), markup()].concat() {
        folder.write(&format!("docs/bad/{name}"), bytes);
        names.push(name.to_owned());
    }
    folder.write("docs/bad/folder.txt/readme", "no document");
    #[cfg(unix)]
    for (name, target) in [("out.txt", "/etc/hostname"), ("gone.txt", "nowhere.txt"), ("self.txt", "self.txt")] {
        std::os::unix::fs::symlink(target, folder.path().join("docs/bad").join(name)).expect("a link");
        names.push(name.to_owned());
    }
    names
}

/// The most memory that the children of this process have taken, in bytes.
#[cfg(target_os = "linux")]
fn peak(folder: &Folder, line: &str) -> (std::process::Output, u64) {
    let args: Vec<&str> = line.split(' ').collect();
    let child = folder
        .command(&args)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("started");
    let status = format!("/proc/{}/status", child.id());
    let (done, most) = (std::sync::atomic::AtomicBool::new(false), std::sync::atomic::AtomicU64::new(0));
    let output = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                let text = std::fs::read_to_string(&status).unwrap_or_default();
                let kilobytes =
                    text.lines().find_map(|l| l.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
                most.fetch_max(kilobytes.unwrap_or(0u64) << 10, std::sync::atomic::Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        let output = child.wait_with_output().expect("ended");
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        output
    });
    (output, most.into_inner())
}

#[test]
#[cfg(target_os = "linux")]
fn every_fault_is_named_and_the_others_go_in() {
    const MEMORY: u64 = 500 << 20;
    const TIME: Duration = Duration::from_secs(60);
    let folder = Folder::empty();
    folder.write("docs/first.txt", SENTENCE);
    folder.write("docs/zz/last.txt", SENTENCE.replace("March", "April"));
    let names = hostile(&folder);
    assert!(names.len() >= 60, "{}", names.len());
    let started = Instant::now();
    let (output, memory) = peak(&folder, "ingest docs --max-unpacked 8 --max-file 8 --max-seconds 5 --format csv");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(started.elapsed() < TIME && memory < MEMORY, "{:?} {memory}", started.elapsed());
    assert_eq!(output.status.code(), Some(2), "{err}");
    let wrong: Vec<_> = names
        .iter()
        .filter(|name| {
            let fault = |line: &&str| line.starts_with(&format!("error: docs/bad/{name}")) && line.contains(": ");
            let parts = name.ends_with(".zip") || name.ends_with(".eml");
            !(1..=if parts { 2 } else { 1 }).contains(&err.lines().filter(fault).count())
        })
        .collect();
    assert!(wrong.is_empty(), "not named, or more than once: {wrong:?}\n{err}");
    assert!(err.lines().all(|line| line.starts_with("error: docs/bad/") || line.contains(" new with ")), "{err}");
    let taken: Vec<_> = out.lines().filter(|line| line.contains(",new,")).collect();
    assert_eq!(taken.len(), 2, "{out}\n{err}");
    let series = folder.line("series --format csv");
    assert_eq!(series.code, 0, "{series:?}");
}
