//! Pages from a server that the tests start on this machine.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use crate::support::Folder;

const PAGE: &str = "<html><head><title>Trade is up</title></head><body><article><h1>Trade is up</h1><p>Russia's trade with the \
    CIS countries reached $83.7 billion in January-October 2023, up 2 percent from the same period a year earlier, the minister \
    said at a meeting of the council in Moscow.</p></article></body></html>";

/// A server with one page, and the requests that it has had.
fn serve() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let requests = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&requests);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let lines = BufReader::new(stream.try_clone().expect("stream")).lines().map_while(Result::ok);
            let head = lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n").to_lowercase();
            let path = head.split(' ').nth(1).unwrap_or_default();
            let (status, body) = match path {
                "/news/2023/12/26/trade.html" if head.contains("if-none-match: \"one\"") => ("304 Not Modified", ""),
                "/news/2023/12/26/trade.html" => ("200 OK\r\nContent-Type: text/html\r\nETag: \"one\"", PAGE),
                _ => ("404 Not Found", ""),
            };
            seen.lock().expect("requests").push(format!("{path} {}", &status[..3]));
            let answer =
                format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (address, requests)
}

#[test]
fn a_page_is_ingested_and_asked_for_only_once() {
    let (folder, (server, requests)) = (Folder::empty(), serve());
    let page = format!("{server}/news/2023/12/26/trade.html");
    let run = folder.run(&["ingest", &page, "--allow-private", "--format", "csv"]);
    assert_eq!(run.err, "1 new with 2 figures, 0 known, 0 failed\n", "{run:?}");
    assert!(run.out.contains("\ntrade,new,2,2,0,"), "{run:?}");
    let sources = folder.line("sources --format csv").out;
    assert!(sources.contains(",2023-12-26,") && sources.contains(&page), "the address gives the day: {sources}");
    requests.lock().expect("requests").clear();
    let again = folder.run(&["ingest", &page, "--allow-private"]);
    assert_eq!((again.code, again.err.as_str()), (0, "0 new with 0 figures, 1 known, 0 failed\n"));
    let asked = requests.lock().expect("requests").clone();
    assert_eq!(asked, ["/robots.txt 404", "/news/2023/12/26/trade.html 304"]);
}

#[test]
fn private_addresses_need_to_be_allowed() {
    let (folder, (server, requests)) = (Folder::with_documents(), serve());
    let run = folder.run(&["ingest", &format!("{server}/x"), "docs", "--format", "csv"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("/x: 127.0.0.1 is 127.0.0.1, an address of a private network or of this machine\n"),
        "{run:?}"
    );
    assert!(run.err.ends_with("3 new with 6 figures, 0 known, 1 failed\n"), "the others go on: {run:?}");
    assert!(requests.lock().expect("requests").is_empty(), "nobody was asked");
    let gone = folder.run(&["extract", &format!("{server}/gone"), "--allow-private"]);
    assert_eq!((gone.code, gone.err), (2, format!("error: {server}/gone: the server answers 404 Not Found\n")));
}

#[test]
fn a_manifest_may_name_addresses() {
    let (folder, (server, _)) = (Folder::empty(), serve());
    let page = format!("{server}/news/2023/12/26/trade.html");
    folder.write("pages.csv", format!("path,id,publisher,published\n{page},trade-report,The Agency,2023-12-27\n"));
    let run = folder.line("ingest --manifest pages.csv --allow-private");
    assert_eq!(run.err, "1 new with 2 figures, 0 known, 0 failed\n", "{run:?}");
    let sources = folder.line("sources --format csv").out;
    assert!(sources.contains("\ntrade-report,The Agency,2023-12-27,"), "{sources}");
}
