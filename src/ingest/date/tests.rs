//! Dates where documents have them, and dates that are none of publication.

use super::*;

fn found(url: Option<&str>, text: &str) -> String {
    find(url, None, text).map_or("unknown".to_owned(), |dated| format!("{} {}", dated.published, dated.origin))
}

fn check(want: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(found(None, text), want, "{text}");
    }
}

#[test]
fn metadata_in_any_form() {
    for (text, want) in [
        ("2024-12-26", "2024-12-26"),
        ("2024-12", "2024-12"),
        ("2024-12-26T23:30:00-05:00", "2024-12-26"),
        ("2024-12-26 23:30:00", "2024-12-26"),
        ("Thu, 26 Dec 2024 10:00:00 GMT", "2024-12-26"),
        ("20241226", "2024-12-26"),
        ("26.12.2024 10:15", "2024-12-26"),
        ("26/12/2024", "2024-12-26"),
        ("12/26/2024", "2024-12-26"),
        ("December 26, 2024", "2024-12-26"),
        ("8 октября 2024 года", "2024-10-08"),
        ("8 de octubre de 2024", "2024-10-08"),
        ("1er mars 2024", "2024-03-01"),
        ("8. Oktober 2024", "2024-10-08"),
        ("2024年10月8日", "2024-10-08"),
    ] {
        assert_eq!(parse(text).map(|p| p.to_string()).as_deref(), Some(want), "{text}");
    }
    for text in ["", "yesterday", "08/10/2024", "31.02.2024", "2024", "26 December", "1 May 2024 to 3 May 2024"] {
        assert_eq!(parse(text), None, "{text}");
    }
}

#[test]
fn addresses_have_days() {
    for (url, want) in [
        ("https://example.org/news/2025/11/12/511647.html", "2025-11-12 address"),
        ("https://example.org/20251024/rate-863892073.html", "2025-10-24 address"),
        ("https://example.org/n3/2024/0117/c90000-20123409.html", "2024-01-17 address"),
        ("https://example.org/2024/12/cpi/", "2024-12 address"),
        ("https://example.org/doc/8140944", "unknown"),
        ("https://example.org/a?d=2024-01-02", "unknown"),
        ("https://example.org/2024/13/45/", "unknown"),
    ] {
        assert_eq!(found(Some(url), "Trade grew."), want, "{url}");
    }
}

#[test]
fn datelines_with_a_year() {
    check(
        "2024-10-08 dateline",
        &[
            "BISHKEK, October 8, 2024. /Agency/. Trade grew.",
            "Putin on trade\n\nMOSCOW, 8 October 2024 (Agency) - Trade grew.",
            "Dakar, 8 octobre 2024. Trois réunions.",
            "Berlin, 08.10.2024 – Der Ausschuss hat sortiert.",
            "МОСКВА, 8 октября 2024 года. /Агентство/. Торговля выросла.",
        ],
    );
}

#[test]
fn a_year_comes_from_other_evidence_only() {
    check(
        "unknown",
        &[
            "BISHKEK, October 13. /Agency/. Trade grew in 2023, and will grow in 2024.",
            "BISHKEK, October 13. /Agency/. Trade grew on Monday.",
        ],
    );
    check(
        "2023-10-13 dateline",
        &[
            "BISHKEK, October 13. /Agency/. Trade grew in 2022 and 2023, he said on Friday.",
            "BISHKEK, October 13. /Agency/. They had met on October 11, 2023 in Moscow.",
            "BISHKEK, October 13. /Agency/. Trade grew in 2022.\n\n© Agency 2023",
            "БИШКЕК, 13 октября. /Агентство/. Саммит прошёл 13 октября 2023 года.",
        ],
    );
    let text = "BISHKEK, October 13. /Agency/. Trade grew.";
    assert_eq!(found(Some("https://example.org/news/2023/trade"), text), "2023-10-13 dateline");
    assert_eq!(found(Some("https://example.org/news/trade-2023-review"), text), "unknown");
}

#[test]
fn lines_that_say_when() {
    check(
        "2024-10-08 text",
        &[
            "New openings\n\nphoto: example.org\n8 October 2024\nJane Roe\n\nThe council met on 3 October.",
            "Talks\nOctober 8, 2024\n16:20\nText of the talks.",
            "Встреча с Президентом\n8 октября 2024 года, 11:35, Бишкек\n\nУважаемый коллега!",
            "О ПРОИЗВОДСТВЕ\nСрочная информация. Дата размещения: 08.10.2024. Следующий выпуск: 26.11.2024\nВыпуск вырос.",
            "Inflation\n\nPar la rédaction, le 08/10/2024\nPublié le 8 octobre 2024",
            "Published: 2024-10-08 14:00\nBody.",
            "（新华社）\n2024年10月8日 09:30\n正文",
            "MENAFN08102024003344001122ID1\nTrade grew.",
        ],
    );
    check("2024-10-10 text", &["会议于2024年10月10日在12号会议室举行。"]);
    check("2025-10 text", &["RUNDBRIEF AN DIE MITGLIEDER · Oktober 2025\n\nLiebe Mitglieder,"]);
}

#[test]
fn what_a_text_speaks_of_is_not_its_date() {
    check(
        "unknown",
        &[
            "Trade reached $83.7 billion by 8 October 2024, the ministry said in a statement to the press.",
            "The next meeting will be held on 12 December 2025.",
            "Next issue: 26.11.2025\nText.",
            "In October 2024 inflation fell to 2.3 percent.",
            "ВВП вырос к 1 октября 2024 года на 4,1 %, сообщило министерство.",
            "Die Sitzung am 10. Oktober 2024 findet in der großen halle statt。",
            "",
        ],
    );
}

#[test]
fn the_name_of_a_file_goes_before_its_text() {
    let dated = find(None, Some("2024-12-26-trade"), "MOSCOW, 8 October 2024. Trade grew.").expect("a date");
    assert_eq!((dated.published.to_string().as_str(), dated.origin), ("2024-12-26", DateOrigin::FileName));
}
