//! Decisions, ledgers and sheets on made-up figures.

use super::sheet::{self, SheetRow};
use super::*;
use crate::model::{
    Claim, Confidence, DocumentId, Figure, FigureId, Mention, ObsStatus, PeriodOrigin, Quantity, Span, Transformation,
    Unit, UnitMult,
};

const TEXT: &str = "Trade rose by 3 percent each in Chile and Peru, to $83.7 billion.";

fn document() -> DocumentId {
    DocumentId::of(TEXT.as_bytes())
}

/// A claim from its fields, such as `area=CL; value=3`.
fn claim(fields: &str) -> Claim {
    let bare = Claim {
        quantity: Quantity { stated: "1".parse().expect("a value"), mult: UnitMult(0), unit: Unit::PERCENT },
        indicator: None,
        item: None,
        measure: Transformation::Level,
        area: None,
        counterpart: None,
        period: None,
        period_origin: PeriodOrigin::Carried,
        status: ObsStatus::Actual,
        speaker: None,
    };
    fields.parse::<Changes>().expect(fields).apply(&bare).expect(fields)
}

/// The figure of some words of the text, the nth of that span.
fn figure(surface: &str, nth: usize, fields: &str) -> (FigureId, Figure) {
    let start = TEXT.find(surface).expect(surface);
    let span = Span::new(start, start + surface.len());
    let mention = Mention { span, surface: surface.to_owned(), sentence: Span::new(0, TEXT.len()) };
    let figure =
        Figure { claim: claim(fields), mentions: vec![mention], confidence: Confidence::Low, derivation: Vec::new() };
    (FigureId::of(&document(), span, nth), figure)
}

fn decision(of: &(FigureId, Figure), verdict: Verdict, changes: &str, at: &str) -> Decision {
    let (id, figure) = of;
    let mention = &figure.mentions[0];
    Decision {
        place: Place {
            document: document(),
            source_id: "then".to_owned(),
            span: mention.span,
            surface: mention.surface.clone(),
            figure: id.clone(),
        },
        read: Changes::whole(&figure.claim),
        verdict,
        changes: changes.parse().expect(changes),
        by: "A. Reader".to_owned(),
        why: "because, \"of\" this\nand that".to_owned(),
        at: at.parse().expect(at),
    }
}

#[test]
fn fields_give_the_claim_again() {
    for fields in [
        "value=83.70e9; unit=USD; indicator=trade_turnover; area=RU; counterpart=CIS; period=2023-01-01/P10M",
        "value=28e9; value_high=30e9; bound=range; unit=EUR; item=coal; status=forecast",
        "value=-50; bound=below; measure=growth; basis=since:2015; period_origin=stated",
        "value=25e-2; unit=percentage_points; measure=change; basis=pop; speaker=A\\; B \\\\ C",
    ] {
        let claim = claim(fields);
        let whole = Changes::whole(&claim);
        assert_eq!(whole.apply(&self::claim("area=US; item=oil")).map(|c| c.quantity), Ok(claim.quantity), "{fields}");
        assert_eq!(whole.to_string().parse(), Ok(whole.clone()), "{fields}");
        assert_eq!(Changes::between(&self::claim(""), &claim).apply(&self::claim("")), Ok(claim), "{fields}");
    }
}

#[test]
fn digits_stay_under_their_scale_word() {
    let old = claim("value=83.7e9; bound=above; unit=USD");
    let stated = |fields: &str| {
        let quantity = fields.parse::<Changes>().expect(fields).apply(&old).expect(fields).quantity;
        format!("{} e{} {}", quantity.stated, quantity.mult, quantity.unit)
    };
    for (fields, now) in [
        ("value=84200000000", ">84.2 e9 USD"),
        ("value=84.20e9", ">84.20 e9 USD"),
        ("value=5", ">5 e0 USD"),
        ("bound=exact", "83.7 e9 USD"),
        ("value_high=90000000000", "83.7..90 e9 USD"),
        ("value=80e9; value_high=95.5e9", "80..95.5 e9 USD"),
        ("unit=EUR", ">83.7 e9 EUR"),
    ] {
        assert_eq!(stated(fields), now, "{fields}");
    }
}

#[test]
fn what_cannot_be_set_says_why() {
    let old = claim("value=3; measure=growth; basis=yoy");
    for (fields, words) in [
        ("area=XX", "area: `XX` is not an area code"),
        ("indicator=gdpp", "indicator: `gdpp` is not an indicator code"),
        ("unit=dollars", "unit: `dollars` is not a unit"),
        ("period=2024-13", "period: `2024-13` is not"),
        ("value=three", "value: `three` is not a number"),
        ("value=1e99", "value: `1e99` is not a number"),
        ("bound=range", "bound: a range needs its high end"),
        ("bound=above; value_high=5", "bound: a value that is above has no high end"),
        ("measure=level; basis=yoy", "basis: a level has no basis"),
        ("basis=daily", "basis: `daily` is not a basis"),
        ("status=hoped", "status: `hoped` is not a status"),
    ] {
        let error = fields.parse::<Changes>().expect(fields).apply(&old).expect_err(fields).to_string();
        assert!(error.starts_with(words), "{fields}: {error}");
    }
    assert!("aera=RU".parse::<Changes>().is_err());
    assert!("area".parse::<Changes>().is_err());
}

#[test]
fn the_last_decision_holds_and_none_is_lost() {
    let figures = [figure("3 percent", 0, "value=3; area=CL"), figure("$83.7 billion", 0, "value=83.7e9; unit=USD")];
    let decisions = [
        decision(&figures[0], Verdict::Reject, "", "2026-01-01T00:00:00Z"),
        decision(&figures[0], Verdict::Correct, "area=PE; period=2024", "2026-01-02T00:00:00Z"),
        decision(&figures[1], Verdict::Accept, "", "2026-01-03T00:00:00Z"),
    ];
    let settled = settle(&figures, &decisions);
    assert_eq!(settled.standing[0].claim, Some(claim("value=3; area=PE; period=2024")));
    assert!(settled.standing[0].is_corrected() && !settled.standing[0].read_anew);
    assert_eq!(settled.standing[1].claim.as_ref(), Some(&figures[1].1.claim));
    assert!(settled.gone.is_empty());
    assert_eq!(settle(&figures, &decisions[..1]).standing[0].claim, None);
}

#[test]
fn decisions_survive_a_better_extractor() {
    let old = [figure("3 percent", 0, "value=3; area=CL"), figure("$83.7 billion", 0, "value=83.7e9; unit=USD")];
    let decisions = [
        decision(&old[0], Verdict::Correct, "area=PE", "2026-01-01T00:00:00Z"),
        decision(&old[1], Verdict::Accept, "", "2026-01-02T00:00:00Z"),
    ];
    // The rules now find the period of one, and of the other something else and a wider span.
    let new = [
        figure("3 percent", 0, "value=3; area=CL; period=2024"),
        figure("to $83.7 billion", 0, "value=83.7e9; unit=USD; area=CL"),
    ];
    let settled = settle(&new, &decisions);
    assert_eq!(settled.standing[0].claim, Some(claim("value=3; area=PE; period=2024")), "a correction keeps the rest");
    assert_eq!(settled.standing[1].claim, Some(claim("value=83.7e9; unit=USD")), "what was right stays");
    assert!(settled.standing.iter().all(|standing| standing.read_anew));
    assert!(settled.gone.is_empty());
}

#[test]
fn figures_of_one_number_are_told_apart() {
    let twins = [figure("3 percent", 0, "value=3; area=CL"), figure("3 percent", 1, "value=3; area=PE")];
    let reject_second = [decision(&twins[1], Verdict::Reject, "", "2026-01-01T00:00:00Z")];
    let stands = |figures: &[(FigureId, Figure)], decisions: &[Decision]| -> Vec<bool> {
        settle(figures, decisions).standing.iter().map(|standing| standing.claim.is_some()).collect()
    };
    assert_eq!(stands(&twins, &reject_second), [true, false]);
    // They change places, and with them their names.
    let turned = [figure("3 percent", 0, "value=3; area=PE"), figure("3 percent", 1, "value=3; area=CL")];
    assert_eq!(stands(&turned, &reject_second), [false, true]);
    // The second is not read any more: the first is not rejected in its place.
    let settled = settle(&twins[..1], &reject_second);
    assert!(settled.standing[0].claim.is_some());
    assert_eq!(settled.gone.len(), 1);
    // Both are decided about, and only the first is left.
    let both = [decision(&twins[0], Verdict::Accept, "", "2026-01-01T00:00:00Z"), reject_second[0].clone()];
    let settled = settle(&twins[..1], &both);
    assert!(settled.standing[0].claim.is_some() && settled.gone.len() == 1);
    assert!(settle(&[], &both).gone.iter().all(|gone| gone.why.contains("no figure is read there")));
}

#[test]
fn readings_differ_in_what_they_say() {
    let old = [
        figure("3 percent", 0, "value=3; area=CL"),
        figure("$83.7 billion", 0, "value=83.7e9; unit=USD"),
        figure("Chile", 0, "value=1"),
    ];
    let new = [
        figure("3 percent", 0, "value=3; area=PE; period=2024"),
        figure("to $83.7 billion", 0, "value=83.7e9; unit=USD"),
        figure("Peru", 0, "value=1"),
    ];
    let words: Vec<_> = differences(&old, &new)
        .into_iter()
        .map(|difference| (difference.before().is_some(), difference.after().is_some(), difference.words()))
        .collect();
    let changed = ["area CL -> PE", "period - -> 2024", "period_origin carried -> stated"].map(str::to_owned).to_vec();
    assert_eq!(words[0], (true, true, changed));
    assert_eq!((words[1].0, words[1].1, words[2].1), (true, false, true), "one is gone, and one is new: {words:?}");
    assert_eq!((words[3].0, words[3].1), (true, true));
    assert!(words[3].2[0].starts_with("place"), "{words:?}");
    assert!(differences(&old, &old).is_empty());
}

#[test]
fn a_ledger_reads_what_it_writes_in_any_order() {
    let figures =
        [figure("3 percent", 0, "value=3; area=CL; speaker=@home"), figure("$83.7 billion", 0, "value=83.7e9")];
    let mut decisions = vec![
        decision(&figures[1], Verdict::Accept, "", "2026-01-03T00:00:00Z"),
        decision(&figures[0], Verdict::Correct, "speaker=-Nobody\\; else; period=2024-05", "2026-01-02T00:00:00Z"),
        decision(&figures[0], Verdict::Reject, "", "2026-01-01T10:00:00Z"),
    ];
    let text = ledger::write(&decisions);
    decisions.sort_by_key(|decision| decision.at);
    assert_eq!(ledger::read(text.as_bytes()).expect("a ledger"), decisions);
    decisions.reverse();
    assert_eq!(ledger::write(&decisions), text, "sorted");
    assert_eq!(ledger::join(decisions.clone(), ledger::read(text.as_bytes()).expect("a ledger")).1, 0);
    assert!(ledger::read(b"").expect("none").is_empty());
}

#[test]
fn a_broken_ledger_names_line_and_column() {
    let text =
        ledger::write(&[decision(&figure("3 percent", 0, "value=3"), Verdict::Accept, "", "2026-01-01T00:00:00Z")]);
    for (from, to, words) in [
        ("2026-01-01T00:00:00Z", "yesterday", "2: at: `yesterday` is not a moment"),
        ("accept", "maybe", "2: decision: `maybe` is not a decision"),
        ("A. Reader", "", "2: by: is empty"),
        (",accept,", ",correct,", "2: changes: is empty"),
        ("value=3", "value 3", "2: read: "),
        ("document,source", "<<<<<<< HEAD\ndocument,source", "1: <<<<<<< head: is no column"),
        (",why,at", ",why", "1: at: is missing"),
    ] {
        let error = ledger::read(text.replacen(from, to, 1).as_bytes()).expect_err(words).to_string();
        assert!(error.starts_with(words), "{words}: {error}");
    }
}

fn row(of: &(FigureId, Figure)) -> SheetRow {
    let mention = &of.1.mentions[0];
    SheetRow {
        figure: of.0.clone(),
        claim: of.1.claim.clone(),
        state: "open".to_owned(),
        note: "low confidence".to_owned(),
        confidence: "low".to_owned(),
        document: "=cmd|' /C calc'!A0".to_owned(),
        sha256: document(),
        published: "2024-12-26".to_owned(),
        span: mention.span,
        surface: mention.surface.clone(),
        sentence: format!("@SUM(A1)\n{TEXT}"),
    }
}

fn rows() -> Vec<SheetRow> {
    vec![
        row(&figure("3 percent", 0, "value=3.5; area=CL; period=2024-05; measure=growth; basis=yoy")),
        row(&figure("$83.7 billion", 0, "value=837.25e9; unit=USD; period=2024-07-01")),
    ]
}

fn read_sheet(bytes: &[u8]) -> Result<Vec<sheet::Ruling>, SheetError> {
    let rows = rows();
    sheet::read(bytes, |id| rows.iter().find(|row| row.figure == *id).cloned(), None)
}

/// A sheet with a cell of a row, counted from 0, set.
fn edited(edits: &[(usize, &str, &str)]) -> String {
    let text = sheet::write(&rows());
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().expect("a head").clone();
    let mut records: Vec<Vec<String>> =
        reader.records().map(|r| r.expect("a row").iter().map(str::to_owned).collect()).collect();
    for (row, column, cell) in edits {
        let at = head.iter().position(|name| name == *column).expect(column);
        records[*row][at] = (*cell).to_owned();
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&head).expect("written");
    records.iter().for_each(|record| writer.write_record(record).expect("written"));
    String::from_utf8(writer.into_inner().expect("written")).expect("UTF-8")
}

#[test]
fn a_sheet_left_alone_decides_nothing() {
    let text = sheet::write(&rows());
    assert!(text.starts_with('\u{feff}') && text.contains("'=cmd|") && text.contains("'@SUM"), "{text}");
    assert_eq!(read_sheet(text.as_bytes()), Ok(Vec::new()));
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read_sheet(&utf16), Ok(Vec::new()));
    assert_eq!(read_sheet(text.replace('\n', "\r\n").as_bytes()), Ok(Vec::new()));
}

#[test]
fn what_spreadsheets_make_of_cells_is_no_edit() {
    for (row, column, cell) in [
        (0, "period", "May-24"),
        (0, "period", "2024-05"),
        (1, "period", "01.07.2024"),
        (1, "period", "7/1/2024"),
        (1, "value", "8.37E+11"),
        (1, "value", "837 250 000 000"),
        (0, "value", "3.50"),
        (0, "decision", "  "),
    ] {
        assert_eq!(read_sheet(edited(&[(row, column, cell)]).as_bytes()), Ok(Vec::new()), "{column} {cell}");
    }
    let semicolons = edited(&[(0, "value", "3,5"), (0, "sentence", "plain"), (1, "sentence", "plain")]);
    assert_eq!(
        read_sheet(format!("sep=;\r\n{}", semicolons.replace(',', ";").replace("\"3;5\"", "3,5")).as_bytes()),
        Ok(Vec::new())
    );
}

#[test]
fn edited_cells_are_corrections() {
    let sheet = edited(&[
        (0, "area", "PE"),
        (0, "value", "4"),
        (0, "why", "misread"),
        (0, "by", "B"),
        (1, "decision", "Accept"),
    ]);
    let rulings = read_sheet(sheet.as_bytes()).expect("rulings");
    let told: Vec<_> = rulings.iter().map(|r| (r.verdict, r.changes.to_string(), r.by.as_deref(), r.line)).collect();
    // A sentence has two lines here, so that the second row starts on the fourth line.
    assert_eq!(
        told,
        [(Verdict::Correct, "value=4; area=PE".to_owned(), Some("B"), 2), (Verdict::Accept, String::new(), None, 4)]
    );
}

#[test]
fn faults_of_a_sheet_are_named_by_line_and_column() {
    let windows = edited(&[(1, "decision", "yes")]).replace('\n', "\r\n");
    assert!(read_sheet(windows.as_bytes()).is_err_and(|error| error.to_string().starts_with("4: decision")));
    let first = figure("3 percent", 0, "").0.to_string();
    for (edits, words) in [
        (vec![(0, "area", "XX"), (0, "why", "w")], "2: area: `XX` is not an area code"),
        (vec![(0, "period", "Jun-24"), (0, "why", "w")], "2: period: `Jun-24` is not"),
        (vec![(0, "value", "about 4"), (0, "why", "w")], "2: value: `about 4` is not a number"),
        (vec![(0, "decision", "yes")], "2: decision: `yes` is not a decision"),
        (vec![(0, "decision", "reject")], "2: why: is empty"),
        (vec![(0, "decision", "accept"), (0, "area", "PE")], "2: decision: says accept, and area was edited"),
        (vec![(0, "decision", "correct"), (0, "why", "w")], "2: decision: says correct, and no field differs"),
        (vec![(0, "stamp", "s00000000"), (0, "decision", "accept")], "2: stamp: "),
        (vec![(1, "figure", "nonsense")], "4: figure: `nonsense` is not a figure id"),
        (vec![(1, "figure", "0123456789ab")], "4: figure: no figure 0123456789ab"),
        (
            vec![(0, "decision", "accept"), (1, "decision", "accept"), (1, "figure", &first), (1, "stamp", "")],
            "4: decision: says accept, and value",
        ),
    ] {
        let error = read_sheet(edited(&edits).as_bytes()).expect_err(words).to_string();
        assert!(error.starts_with(words), "{words}: {error}");
    }
    for (bytes, words) in [
        (b"figure\n\xc0\xc1\n".as_slice(), "2: is not UTF-8"),
        (b"decision,why\n", "1: figure: is missing"),
        (b"figure,aera\n", "1: aera: is no column"),
        (b"", "1: is empty"),
        (b"figure,why\n0123456789ab,a,b,c\n", "2: `b` stands beyond the last column"),
    ] {
        let error = read_sheet(bytes).expect_err(words).to_string();
        assert!(error.starts_with(words), "{words}: {error}");
    }
}
