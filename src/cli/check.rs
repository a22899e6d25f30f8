//! `attested check`: what cannot hold together, with the sentences that say so.

mod official;

use std::io::Write;

use anyhow::Result;
use serde_json::json;

use super::Outcome;
use super::common::{AsOf, Chosen, Rows, StoreAt, print};
use super::official::pairs;
use crate::analysis::{self, Finding, Rule, Severity, words};
use crate::model::Observation;
use crate::report::{self, Format, Table};

/// Arguments of `attested check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested check --rule same-statement --format json\n\
    Exit code 1 if there is a warning or an error among the findings.\n\
    Rules: value-conflict, scale-slip, share-above-whole, growth-against-levels, same-statement, mirror-conflict, revision,
    official-statistics")]
pub struct Args {
    /// Report only what this rule finds; may be given several times
    #[arg(long, value_name = "RULE")]
    pub rule: Vec<Rule>,
    /// As of which day.
    #[command(flatten)]
    pub as_of: AsOf,
    /// Which of several values is shown.
    #[command(flatten)]
    pub chosen: Chosen,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
    /// How rows are printed.
    #[command(flatten)]
    pub rows: Rows,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let store = args.store.open()?;
    let policy = args.chosen.policy()?;
    let known = store.all_series(args.as_of.day)?.into_iter().map(|series| series.under(policy.clone()));
    let series = analysis::statement::once(&known.collect::<Vec<_>>());
    let official = store.official()?;
    let mut findings = analysis::check(&series);
    findings.extend(official::findings(&pairs(&series, &official, args.as_of)));
    findings.retain(|finding| args.rule.is_empty() || args.rule.contains(&finding.rule));
    match args.rows.format {
        Format::Table => findings.iter().try_for_each(|finding| for_people(finding, out))?,
        Format::Csv => args.rows.print(&rows(&findings), out)?,
        Format::Json => print::text(out, &json_text(&findings))?,
    }
    tracing::info!("{}", summary(&findings));
    let grave = findings.iter().any(|finding| finding.severity > Severity::Info);
    Ok(if grave { Outcome::Findings } else { Outcome::Done })
}

fn summary(findings: &[Finding<'_>]) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Info].map(count);
    let (errors, warnings) = (print::counted(errors, "error"), print::counted(warnings, "warning"));
    format!("{errors}, {warnings}, {} to know", print::counted(notes, "thing"))
}

fn for_people(finding: &Finding<'_>, out: &mut impl Write) -> Result<()> {
    writeln!(out, "{} {}: {}", finding.severity, finding.rule, report::plain(&finding.message))?;
    for o in &finding.observations {
        let said = format!("{} {}: \u{201c}{}\u{201d}", o.id, words::source(o), o.sentence);
        writeln!(out, "    {}", report::plain(&said))?;
    }
    Ok(writeln!(out)?)
}

/// A row for each observation of each finding.
fn rows(findings: &[Finding<'_>]) -> Table {
    let columns = [
        "finding",
        "severity",
        "rule",
        "message",
        "figure",
        "series",
        "time_period",
        "value",
        "document",
        "vintage",
        "sentence",
    ];
    let mut table = Table::new(columns);
    for (at, finding) in findings.iter().enumerate() {
        for o in &finding.observations {
            table.row([
                (at + 1).to_string(),
                finding.severity.to_string(),
                finding.rule.to_string(),
                finding.message.clone(),
                o.id.to_string(),
                o.key.to_string(),
                o.period.to_string(),
                words::quantity(&o.quantity),
                o.source_id.clone(),
                print::maybe(o.vintage),
                o.sentence.clone(),
            ]);
        }
    }
    table
}

fn json_text(findings: &[Finding<'_>]) -> String {
    let all: Vec<_> = findings.iter().map(finding_object).collect();
    format!("{:#}\n", serde_json::Value::from(all))
}

fn finding_object(finding: &Finding<'_>) -> serde_json::Value {
    let observations: Vec<_> = finding.observations.iter().map(|o| observation_object(o)).collect();
    json!({
        "severity": finding.severity.to_string(),
        "rule": finding.rule.to_string(),
        "message": finding.message,
        "observations": observations,
    })
}

fn observation_object(o: &Observation) -> serde_json::Value {
    json!({
        "figure": o.id,
        "series": o.key,
        "time_period": o.period,
        "value": words::quantity(&o.quantity),
        "document": o.source_id,
        "vintage": o.vintage.map(|day| day.to_string()),
        "speaker": o.speaker,
        "sentence": o.sentence,
    })
}
