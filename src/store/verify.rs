//! Whether a store holds what it promises: SQLite's own checks, and everything that one row says of another.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Row};

use super::cells::{Cells, KEY, key};
use super::{Store, StoreError, StoredDocument, StoredFigure, documents, seals};
use crate::model::{Document, Figure, FigureId, Missing, Resolution, Span, resolve};
use crate::review::settle;
use crate::text::fingerprint;

/// Something in a store that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where: a document, figure, series or table.
    pub place: String,
    /// What is wrong, and what was wanted.
    pub problem: String,
}

/// What one row says of another, as a query that gives the place and the problem of each breach.
const RULES: &[&str] = &[
    "SELECT 'figure ' || id, 'has no mention: want one at least' FROM figures WHERE nr NOT IN (SELECT figure FROM mentions)",
    "SELECT 'figure ' || id, 'is both an observation and unresolved, or neither: want one of the two' FROM figures \
     WHERE (series IS NOT NULL) = (nr IN (SELECT figure FROM unresolved))",
    "SELECT 'figure ' || f.id, 'is not among the observations of its series and period' FROM figures f \
     WHERE f.series IS NOT NULL AND NOT EXISTS (SELECT 1 FROM observations o WHERE o.series = f.series \
     AND o.period_first = f.period_first AND o.period_last = f.period_last AND o.figure = f.nr)",
    "SELECT 'figure ' || coalesce(f.id, o.id), 'is an observation that says something else than the figure' \
     FROM observations o LEFT JOIN figures f ON f.nr = o.figure WHERE f.nr IS NULL OR (f.series, f.period_first, \
     f.period_last, f.value, f.unit_mult, f.status, f.period_from, f.confidence, f.id) IS NOT (o.series, o.period_first, \
     o.period_last, o.value, o.unit_mult, o.status, o.period_from, o.confidence, o.id) OR f.speaker IS NOT o.speaker",
    "SELECT 'figure ' || o.id, 'is an observation that does not lead to its mentions' FROM observations o \
     LEFT JOIN mentions m ON m.figure = o.figure AND m.nth = 0 WHERE (m.\"start\", m.\"end\", \
     m.sentence_start, m.sentence_end, (SELECT count(*) FROM mentions WHERE figure = o.figure)) \
     IS NOT (o.\"start\", o.\"end\", o.sentence_start, o.sentence_end, o.mentions)",
    "SELECT 'figure ' || o.id, 'has the vintage ' || coalesce(date(o.vintage * 86400, 'unixepoch'), 'none') \
     || ': want that of its document, ' || coalesce(d.vintage, 'none') FROM observations o \
     JOIN documents d ON d.nr = o.figure >> 24 WHERE date(o.vintage * 86400, 'unixepoch') IS NOT d.vintage",
    "SELECT 'figure ' || f.id, 'was read in another document' FROM figures f JOIN readings r ON r.nr = f.reading \
     WHERE r.document <> f.document",
    "SELECT 'figure ' || f.id, 'corrects a figure of another name' FROM figures f JOIN figures g ON g.nr = f.corrects \
     WHERE g.id <> f.id OR g.document <> f.document",
    "SELECT 'document ' || source_id, 'has no reading: want who read it' FROM documents \
     WHERE nr NOT IN (SELECT document FROM readings)",
];

impl Store {
    /// Everything that is wrong with the store; nothing in a sound one. A part that cannot be read is a fault, too.
    pub fn verify(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut part = |place: &str, found: Result<Vec<Fault>, StoreError>| match found {
            Ok(found) => faults.extend(found),
            Err(error) => faults.push(fault(place, error)),
        };
        part("file", self.file());
        part("tables", self.rules());
        part("series", self.keys());
        part("seals", self.seals());
        part("tables", self.tables());
        match self.documents() {
            Err(error) => part("documents", Err(error)),
            Ok(documents) => {
                for stored in documents {
                    let place = format!("document {}", stored.source.id);
                    part(&place, self.text(&place, &stored));
                    part(&place, self.present(&place, &stored));
                }
            }
        }
        faults
    }

    /// What SQLite finds in the file, and rows that lead nowhere.
    fn file(&self) -> Result<Vec<Fault>, StoreError> {
        let mut check = self.connection.prepare("PRAGMA integrity_check")?;
        let found: Vec<String> = check.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut faults: Vec<_> = found.iter().filter(|text| *text != "ok").map(|text| fault("file", text)).collect();
        let mut check = self.connection.prepare("PRAGMA foreign_key_check")?;
        let broken = check.query_map([], |row| {
            let (table, row, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let row = row.map_or_else(String::new, |row| format!(" {row}"));
            Ok(fault(&format!("table {table}"), format!("row{row} leads to a row that is not in {parent}")))
        })?;
        faults.extend(broken.collect::<Result<Vec<_>, _>>()?);
        Ok(faults)
    }

    /// Rows that are not as they were written.
    fn seals(&self) -> Result<Vec<Fault>, StoreError> {
        let broken = seals::broken(&self.connection)?;
        Ok(broken.iter().map(|(place, problem)| fault(place, problem)).collect())
    }

    /// Tables, indexes and triggers that are not those of a store of this version.
    fn tables(&self) -> Result<Vec<Fault>, StoreError> {
        let (mine, wanted) = (self.parts()?, Self::in_memory()?.parts()?);
        let lost = wanted.iter().filter(|part| !mine.contains(part)).map(|part| (part, "is not there as it must be"));
        let more = mine.iter().filter(|part| !wanted.contains(part)).map(|part| (part, "is not one of a store"));
        Ok(lost.chain(more).map(|((kind, name, _), problem)| fault(&format!("{kind} {name}"), problem)).collect())
    }

    /// The kind, name and definition of each part of the file.
    fn parts(&self) -> Result<BTreeSet<(String, String, String)>, StoreError> {
        let sql = "SELECT type, name, tbl_name || ' ' || coalesce(sql, '') FROM sqlite_schema \
             WHERE name NOT LIKE 'sqlite_stat%'";
        let mut statement = self.connection.prepare(sql)?;
        let parts = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(parts.collect::<Result<_, _>>()?)
    }

    fn rules(&self) -> Result<Vec<Fault>, StoreError> {
        let mut faults = Vec::new();
        for rule in RULES {
            let mut statement = self.connection.prepare(rule)?;
            let found =
                statement.query_map([], |row| Ok(Fault { place: row.get(0)?, problem: row.get::<_, String>(1)? }))?;
            faults.extend(found.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(faults)
    }

    /// Series whose key is not what its parts give.
    fn keys(&self) -> Result<Vec<Fault>, StoreError> {
        let one = |row: &Row| -> Result<Option<Fault>, StoreError> {
            let mut cells = Cells::of(row, "series");
            let name: String = cells.plain()?;
            let key = key(&mut cells)?.to_string();
            Ok((key != name).then(|| fault(&format!("series {name}"), format!("has the parts of {key}"))))
        };
        let sql = format!("SELECT k.key, {KEY} FROM series k ORDER BY k.nr");
        self.each(&sql, one)
    }

    /// The faults that `one` finds in the rows of a query.
    fn each(
        &self,
        sql: &str,
        one: impl Fn(&Row) -> Result<Option<Fault>, StoreError>,
    ) -> Result<Vec<Fault>, StoreError> {
        let mut statement = self.connection.prepare(sql)?;
        let found: Vec<Option<Fault>> = statement.query_and_then([], one)?.collect::<Result<_, StoreError>>()?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Whether a document's text is the one that was stored, and its figures stand in it.
    fn text(&self, place: &str, stored: &StoredDocument) -> Result<Vec<Fault>, StoreError> {
        let nr: i64 =
            self.connection
                .query_row("SELECT nr FROM documents WHERE id = ?1", [stored.id.as_str()], |row| row.get(0))?;
        let Some(document) = documents::numbered(&self.connection, nr)? else { return Ok(Vec::new()) };
        let Some(body) = document.text.get(document.body.start..document.body.end) else {
            return Ok(vec![fault(place, "has a body that is not in its text")]);
        };
        let print = i64::from_ne_bytes(fingerprint(body).to_ne_bytes());
        let sql = "SELECT count(*) FROM fingerprints WHERE document = ?1 AND fingerprint <> ?2";
        let changed: i64 = self.connection.query_row(sql, [nr, print], |row| row.get(0))?;
        let mut faults = Vec::new();
        if changed > 0 {
            faults.push(fault(place, "has a text that is not the one that was stored: its fingerprint differs"));
        }
        let mut shown = self.connection.prepare_cached(
            "SELECT o.sentence FROM figures f JOIN observations o ON o.series = f.series \
             AND o.period_first = f.period_first AND o.period_last = f.period_last AND o.figure = f.nr WHERE f.nr = ?1",
        )?;
        for (nr, figure) in self.figures("d.id = ?1", stored.id.as_str())? {
            let shown: Option<String> = shown.query_row([nr], |row| row.get(0)).optional()?;
            faults.extend(placed(&document, &figure, shown.as_ref()));
            faults.extend(resolved(&document, &figure));
        }
        Ok(faults)
    }

    /// Whether what is shown of a document is what follows from its readings and decisions.
    fn present(&self, place: &str, stored: &StoredDocument) -> Result<Vec<Fault>, StoreError> {
        let originals = self.originals(&stored.id)?;
        let read: Vec<(FigureId, Figure)> =
            originals.iter().map(|(_, stored)| (stored.id.clone(), stored.figure.clone())).collect();
        let decisions = self.decisions_of(&stored.id)?;
        let standing = settle(&read, &decisions).standing;
        let mut wanted: Vec<_> = standing
            .iter()
            .filter_map(|standing| standing.claim.as_ref().map(|claim| (standing.id.clone(), claim.clone())))
            .collect();
        let shown = self.figures_of(&stored.id)?;
        let mut faults = Vec::new();
        for figure in shown {
            let at = wanted.iter().position(|(id, claim)| *id == figure.id && *claim == figure.figure.claim);
            match at {
                Some(at) => drop(wanted.swap_remove(at)),
                None => faults.push(fault(&format!("figure {}", figure.id), "is shown: want it hidden")),
            }
        }
        let lost = |(id, _): &(FigureId, _)| fault(place, format!("does not show figure {id}, which stands"));
        faults.extend(wanted.iter().map(lost));
        Ok(faults)
    }
}

/// Mentions that do not slice to their words, or lie outside of their sentence, and an observation that shows another
/// sentence than that of the first.
fn placed(document: &Document, stored: &StoredFigure, shown: Option<&String>) -> Vec<Fault> {
    let slice = |span: Span| document.text.get(span.start..span.end);
    let mut faults = Vec::new();
    for (nth, mention) in stored.figure.mentions.iter().enumerate() {
        let place = format!("figure {} at {}", stored.id, mention.span.start);
        if slice(mention.span) != Some(&mention.surface) {
            let found = slice(mention.span).unwrap_or_default();
            faults.push(fault(&place, format!("reads `{}` where the text has `{found}`", mention.surface)));
        }
        let sentence = slice(mention.sentence);
        let shows_another = nth == 0 && shown.is_some_and(|shown| sentence != Some(shown));
        if sentence.is_none() || shows_another || !mention.sentence.contains(mention.span) {
            faults.push(fault(&place, "has a sentence that is not that of the text"));
        }
    }
    faults
}

/// A figure that is in another series or period than its dimensions say, or lacks others.
fn resolved(document: &Document, stored: &StoredFigure) -> Option<Fault> {
    let said = |resolution: &Resolution| match resolution {
        Resolution::Resolved { key, period, .. } => format!("{key} in {period}"),
        Resolution::Unresolved(lacking) => {
            let names: Vec<_> = lacking.missing.iter().map(Missing::to_string).collect();
            format!("unresolved for want of {}", names.join(", "))
        }
    };
    let follows = resolve(&stored.figure.claim, document.source.published);
    (follows != stored.resolution).then(|| {
        let problem = format!("is kept as {}: its dimensions say {}", said(&stored.resolution), said(&follows));
        fault(&format!("figure {}", stored.id), problem)
    })
}

fn fault(place: &str, problem: impl ToString) -> Fault {
    Fault { place: place.to_owned(), problem: problem.to_string() }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{LEVEL, document, extraction};
    use super::*;

    /// A store of one document with one observation and one figure that lacks an area.
    fn store() -> Store {
        let mut store = Store::in_memory().expect("store");
        let claims = [LEVEL, "trade_turnover - - level USD 83.7 9 2024"];
        store.ingest(&document("a", "2024-12-26"), &extraction(&claims)).expect("ingested");
        store
    }

    /// The problems found after some damage, joined.
    fn after(damage: &str) -> String {
        let store = store();
        store.connection.pragma_update(None, "foreign_keys", false).expect("off");
        let triggers: Vec<String> = store
            .connection
            .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            .and_then(|mut s| s.query_map([], |row| row.get(0))?.collect())
            .expect("triggers");
        for name in triggers {
            store.connection.execute_batch(&format!("DROP TRIGGER {name}")).expect("dropped");
        }
        store.connection.execute_batch(damage).expect(damage);
        let found = store.verify();
        // The triggers had to go for the damage to be done.
        found
            .iter()
            .filter(|f| !f.place.starts_with("trigger "))
            .map(|f| format!("{}: {}\n", f.place, f.problem))
            .collect()
    }

    #[test]
    fn a_sound_store_has_no_fault() {
        assert_eq!(store().verify(), []);
        assert_eq!(after("SELECT 1"), "");
    }

    #[test]
    fn damage_is_found_and_named() {
        let cases = [
            ("UPDATE texts SET text = replace(text, '83.7', '84.7')", "its fingerprint differs"),
            (
                "UPDATE texts SET text = replace(text, '83.7', '84.7')",
                "reads `$83.7 billion` where the text has `$84.7",
            ),
            ("UPDATE documents SET body_end = 100000", "a body that is not in its text"),
            ("UPDATE mentions SET surface = '$9 billion' WHERE figure = 16777217", "reads `$9 billion`"),
            ("UPDATE observations SET sentence = 'Something else.'", "a sentence that is not that of the text"),
            ("DELETE FROM mentions WHERE figure = 16777217", "has no mention"),
            ("DELETE FROM observations", "is not among the observations of its series"),
            ("DELETE FROM unresolved", "or neither"),
            ("UPDATE observations SET vintage = 18262", "has the vintage 2020-01-01: want that of its document"),
            ("UPDATE observations SET period_last = 20119", "is not among the observations of its series"),
            ("UPDATE observations SET value = '9'", "is an observation that says something else"),
            ("UPDATE observations SET speaker = 'Nobody'", "is an observation that says something else"),
            ("UPDATE observations SET mentions = 2", "does not lead to its mentions"),
            ("UPDATE observations SET \"start\" = 1", "does not lead to its mentions"),
            ("UPDATE figures SET period_last = 20118 WHERE nr = 16777217", "want a day, or a run of whole months"),
            ("UPDATE figures SET period_first = 19358, period_last = 19722 WHERE nr = 16777217", "its dimensions say"),
            ("UPDATE series SET area = 'KZ' WHERE nr = 1", "has the parts of"),
            ("UPDATE figures SET area = 'KZ' WHERE nr = 16777217", "its dimensions say"),
            ("DELETE FROM series WHERE nr = 1", "leads to a row that is not in series"),
            ("INSERT INTO hidden VALUES (16777217)", "which stands"),
            ("UPDATE figures SET value = 'about much' WHERE nr = 16777217", "document a"),
            ("DELETE FROM readings", "has no reading"),
            ("UPDATE figures SET speaker = 'Nobody' WHERE nr = 16777217", "document a: is not as it was written"),
            ("UPDATE documents SET extra = '{\"a\":1}'", "document a: is not as it was written"),
            ("DELETE FROM seals", "document a: has no seal"),
            ("INSERT INTO seals SELECT what, 7, sha256 FROM seals", "documents 7: has a seal and is not there"),
            ("INSERT INTO files VALUES (randomblob(32), '[]')", "table files: is not as it was written"),
            ("DROP INDEX figures_by_id", "index figures_by_id: is not there as it must be"),
            ("CREATE TABLE more (x)", "table more: is not one of a store"),
        ];
        for (damage, wanted) in cases {
            let found = after(damage);
            assert!(found.contains(wanted), "{damage}: want `{wanted}`, found:\n{found}");
        }
    }

    #[test]
    fn a_stored_text_that_is_not_read_any_more_is_named() {
        let mut store = Store::in_memory().expect("store");
        let document = document("a", "2024-12");
        let extraction = extraction(&[LEVEL]);
        store.ingest(&document, &extraction).expect("ingest");
        let (id, _) = extraction.named(&document.id).next().expect("a figure");
        store
            .connection
            .execute_batch("DROP TRIGGER figures_no_update; UPDATE figures SET area = 'XK2'")
            .expect("spoilt");
        let error = store.figure(&id).expect_err("spoilt").to_string();
        assert!(
            error.starts_with(&format!("the store's table figures, row {id}: `XK2` is not an area code")),
            "{error}"
        );
    }
}
