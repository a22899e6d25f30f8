//! Whether a store holds what it promises: SQLite's own checks, and everything that one row says of another.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Row, params};
use rustc_hash::FxHashMap;

use super::cells::{Cells, KEY, key};
use super::figure_rows::facts;
use super::observations::Place;
use super::written::Written;
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
    "SELECT 'document ' || source_id, 'has no reading: want who read it' FROM documents \
     WHERE nr NOT IN (SELECT document FROM readings)",
    "SELECT 'table recent', 'row ' || figure || ' is among the other observations, too' FROM recent \
     JOIN observations USING (series, period_first, period_last, figure)",
];

/// The tables whose rows are each of a figure.
const OF_FIGURES: [&str; 6] = ["mentions", "unresolved", "reread", "hidden", "observations", "recent"];
/// Every observation, wherever it is kept.
const OBSERVATIONS: &str = "(SELECT * FROM observations UNION ALL SELECT * FROM recent)";

impl Store {
    /// Everything that is wrong with the store; nothing in a sound one. A part that cannot be read is a fault, too.
    pub fn verify(&self) -> Vec<Fault> {
        let (mut faults, mut observed) = (Vec::new(), 0);
        let mut part = |place: &str, found: Result<Vec<Fault>, StoreError>| match found {
            Ok(found) => faults.extend(found),
            Err(error) => faults.push(fault(place, error)),
        };
        part("file", self.file());
        part("tables", self.astray());
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
                    part(&place, self.figures_in(&place, &stored, &mut observed));
                    part(&place, self.present(&place, &stored));
                }
            }
        }
        part("observations", self.observations(observed));
        faults
    }

    /// What SQLite finds in the file, and rows that lead nowhere.
    fn file(&self) -> Result<Vec<Fault>, StoreError> {
        let mut check = self.connection.prepare("PRAGMA integrity_check")?;
        let found: Vec<String> = check.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut faults: Vec<_> = found.iter().filter(|text| *text != "ok").map(|text| fault("file", text)).collect();
        let mut check = self.connection.prepare("PRAGMA foreign_key_check")?;
        let broken = check.query_map([], |row| {
            let row_number: Option<i64> = row.get(1)?;
            Ok(leads_nowhere(&row.get::<_, String>(0)?, row_number, &row.get::<_, String>(2)?))
        })?;
        faults.extend(broken.collect::<Result<Vec<_>, _>>()?);
        Ok(faults)
    }

    /// Rows that lead to a figure that is not there.
    fn astray(&self) -> Result<Vec<Fault>, StoreError> {
        let mut numbers = Vec::<std::ops::Range<i64>>::new();
        Written::each(&self.connection, |written| {
            numbers.push(written.numbers());
            Ok(())
        })?;
        let is_there = |figure: i64| {
            let behind = numbers.partition_point(|range| range.start <= figure);
            behind.checked_sub(1).is_some_and(|at| numbers[at].contains(&figure))
        };
        let mut faults = Vec::new();
        let corrects = "SELECT corrects FROM figures WHERE corrects IS NOT NULL".to_owned();
        let tables = OF_FIGURES.map(|table| (table, format!("SELECT figure FROM {table}")));
        for (table, sql) in tables.into_iter().chain([("figures", corrects)]) {
            let mut statement = self.connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let figure = row.get(0)?;
                if !is_there(figure) {
                    faults.push(leads_nowhere(table, Some(figure), "figures"));
                }
            }
        }
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
        Ok(faults)
    }

    /// Whether the figures of a document stand in its text, and are kept where they belong. Those that are found among the
    /// observations are counted.
    fn figures_in(&self, place: &str, of: &StoredDocument, observed: &mut i64) -> Result<Vec<Fault>, StoreError> {
        let Some(nr) = self.number_of(&of.id)? else { return Ok(Vec::new()) };
        let Some(document) = documents::numbered(&self.connection, nr)? else { return Ok(Vec::new()) };
        let rows = Written::of_document(&self.connection, nr)?;
        let (mut faults, mut places) = (self.belong(place, nr, &rows)?, FxHashMap::default());
        for written in &rows {
            for figure in written.figures() {
                let (nr, kept) = figure?;
                places.insert(nr, kept.series.zip(kept.days));
            }
        }
        for (nr, figure) in self.stored_figures(nr, |_, _| true)? {
            let kept = places.get(&nr).copied().flatten();
            let place = kept.map(|(series, (first, last))| (i64::from(series), first, last, nr));
            let shown = place.map(|place| self.shown(place)).transpose()?.flatten();
            match (place, &shown) {
                (Some(place), Some((cells, _))) => {
                    *observed += 1;
                    faults.extend(observed_otherwise(&document, &figure, place, cells));
                }
                (Some(_), None) => {
                    let problem = "is not among the observations of its series and period";
                    faults.push(fault(&format!("figure {}", figure.id), problem));
                }
                (None, _) => {}
            }
            faults.extend(placed(&document, &figure, shown.as_ref().map(|(_, sentence)| sentence)));
            faults.extend(resolved(&document, &figure));
        }
        Ok(faults)
    }

    /// What the rows of the figures of a document say of each other and of other tables.
    fn belong(&self, place: &str, document: i64, rows: &[Written]) -> Result<Vec<Fault>, StoreError> {
        let (lacking, mut faults, mut names) = (self.among("unresolved", document)?, Vec::new(), FxHashMap::default());
        let mut read = self.connection.prepare_cached("SELECT 1 FROM readings WHERE nr = ?1 AND document <> ?2")?;
        for written in rows {
            if read.exists([written.reading, document])? {
                faults.push(fault(place, "has figures that were read in another document"));
            }
            for figure in written.figures() {
                let (nr, kept) = figure?;
                let place = format!("figure {}", FigureId::of_number(kept.name));
                if kept.series.is_some() == lacking.contains(&nr) {
                    faults
                        .push(fault(&place, "is both an observation and unresolved, or neither: want one of the two"));
                }
                names.insert(nr, kept.name);
                if written.corrects.is_some_and(|corrects| names.get(&corrects) != Some(&kept.name)) {
                    faults.push(fault(&place, "corrects a figure of another name"));
                }
            }
        }
        Ok(faults)
    }

    /// The cell and the sentence of the observation of a place.
    fn shown(&self, (series, first, last, figure): Place) -> Result<Option<(Vec<u8>, String)>, StoreError> {
        let which = "WHERE series = ?1 AND period_first = ?2 AND period_last = ?3 AND figure = ?4";
        let sql = format!("SELECT cells, sentence FROM {OBSERVATIONS} {which}");
        let mut shown = self.connection.prepare_cached(&sql)?;
        let place = params![series, first, last, figure];
        Ok(shown.query_row(place, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// Observations of another series or period than their figure, where there are more of them than are found by figures.
    fn observations(&self, found: i64) -> Result<Vec<Fault>, StoreError> {
        let all: i64 =
            self.connection.query_row(&format!("SELECT count(*) FROM {OBSERVATIONS}"), [], |row| row.get(0))?;
        let mut faults = Vec::new();
        if all == found {
            return Ok(faults);
        }
        let mut statement = self
            .connection
            .prepare(&format!("SELECT series, period_first, period_last, figure FROM {OBSERVATIONS}"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let place: Place = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            let Some(written) = Written::with(&self.connection, place.3)? else { continue };
            for figure in written.figures() {
                let (nr, kept) = figure?;
                let belongs =
                    kept.series.zip(kept.days).map(|(series, (first, last))| (series.into(), first, last, nr));
                if nr == place.3 && belongs != Some(place) {
                    let problem = "is an observation of another series or period than the figure";
                    faults.push(fault(&format!("figure {}", FigureId::of_number(kept.name)), problem));
                }
            }
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

/// An observation whose cell is not what the figure comes to.
fn observed_otherwise(document: &Document, stored: &StoredFigure, place: Place, cells: &[u8]) -> Option<Fault> {
    let figure = &stored.figure;
    let (Some(first), Resolution::Resolved { origin, .. }) = (figure.mentions.first(), &stored.resolution) else {
        return None;
    };
    let stated = figure.claim.quantity.stated.to_string();
    let mut wanted = Vec::new();
    facts(document, &stored.id, (figure, first), (*origin, &stated)).write(&mut wanted);
    packed::set_place(&mut wanted, place);
    let problem = "is an observation that says something else than the figure";
    (wanted != cells).then(|| fault(&format!("figure {}", stored.id), problem))
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

fn leads_nowhere(table: &str, row: Option<i64>, parent: &str) -> Fault {
    let row = row.map_or_else(String::new, |row| format!(" {row}"));
    fault(&format!("table {table}"), format!("row{row} leads to a row that is not in {parent}"))
}
