//! Whether a store holds what it promises: SQLite's own checks, and everything that one row says of another.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Row};

use super::cells::{Cells, KEY, key};
use super::figure_rows::facts;
use super::{Store, StoreError, StoredDocument, StoredFigure, documents, packed, seals};
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
    "SELECT 'figure ' || id, 'is both an observation and unresolved, or neither: want one of the two' FROM figures \
     WHERE (series IS NOT NULL) = (nr IN (SELECT figure FROM unresolved))",
    "SELECT 'figure ' || f.id, 'is not among the observations of its series and period' FROM figures f \
     WHERE f.series IS NOT NULL AND NOT EXISTS (SELECT 1 FROM observations o WHERE o.series = f.series \
     AND o.period_first = f.period_first AND o.period_last = f.period_last AND o.figure = f.nr)",
    "SELECT 'figure ' || coalesce(f.id, o.figure), 'is an observation of another series or period than the figure' \
     FROM observations o LEFT JOIN figures f ON f.nr = o.figure WHERE (f.series, f.period_first, f.period_last) IS NOT \
     (o.series, o.period_first, o.period_last)",
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
        part("names", self.names());
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

    /// Figures that are not found by their names.
    fn names(&self) -> Result<Vec<Fault>, StoreError> {
        let lost = self.unnamed()?;
        Ok(lost.iter().map(|id| fault(&format!("figure {id}"), "is not found by its name")).collect())
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
            "SELECT o.cells, o.sentence FROM figures f JOIN observations o ON o.series = f.series \
             AND o.period_first = f.period_first AND o.period_last = f.period_last AND o.figure = f.nr WHERE f.nr = ?1",
        )?;
        for (nr, figure) in self.figures("d.id = ?1", stored.id.as_str())? {
            let shown: Option<(Vec<u8>, String)> =
                shown.query_row([nr], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            if let Some((cells, _)) = &shown {
                faults.extend(self.observed_otherwise(nr, &document, &figure, cells)?);
            }
            faults.extend(placed(&document, &figure, shown.as_ref().map(|(_, sentence)| sentence)));
            faults.extend(resolved(&document, &figure));
        }
        Ok(faults)
    }

    /// An observation whose cell is not what the figure comes to.
    fn observed_otherwise(
        &self,
        nr: i64,
        document: &Document,
        stored: &StoredFigure,
        cells: &[u8],
    ) -> Result<Option<Fault>, StoreError> {
        let figure = &stored.figure;
        let (Some(first), Resolution::Resolved { origin, .. }) = (figure.mentions.first(), &stored.resolution) else {
            return Ok(None);
        };
        let sql = "SELECT series, period_first, period_last, nr FROM figures WHERE nr = ?1";
        let mut place = self.connection.prepare_cached(sql)?;
        let place = place.query_row([nr], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        let stated = figure.claim.quantity.stated.to_string();
        let mut wanted = Vec::new();
        facts(document, &stored.id, (figure, first), (*origin, &stated)).write(&mut wanted);
        packed::set_place(&mut wanted, place);
        let problem = "is an observation that says something else than the figure";
        Ok((wanted != cells).then(|| fault(&format!("figure {}", stored.id), problem)))
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
