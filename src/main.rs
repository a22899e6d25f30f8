//! Arguments in, exit code out: 0 done, 1 nothing found or findings reported, 2 an error.

use std::fmt;
use std::io::{BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use attested::cli::{Cli, Outcome};
use clap::Parser;
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

fn main() -> ExitCode {
    hush_what_is_reported();
    tracing_subscriber::fmt().with_max_level(Level::INFO).with_writer(std::io::stderr).event_format(OneLine).init();
    let cli = Cli::parse();
    match run(&cli) {
        Ok(outcome) => ExitCode::from(outcome.code()),
        // Who reads only the head of the output has got what they asked for.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::from(2)
        }
    }
}

/// The panic of a parser is reported as the fault of a file; nobody wants to read it twice.
fn hush_what_is_reported() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !attested::ingest::is_contained() {
            report(panic);
        }
    }));
}

fn run(cli: &Cli) -> anyhow::Result<Outcome> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let outcome = cli.run(&mut out)?;
    out.flush()?;
    Ok(outcome)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    io.into_iter().any(|io| io.kind() == ErrorKind::BrokenPipe)
}

/// A message as one line: `error: data/a.txt: no such file`.
struct OneLine;

impl<S, N> FormatEvent<S, N> for OneLine
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, context: &FmtContext<'_, S, N>, mut to: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        to.write_str(match *event.metadata().level() {
            Level::ERROR => "error: ",
            Level::WARN => "warning: ",
            _ => "",
        })?;
        context.format_fields(to.by_ref(), event)?;
        writeln!(to)
    }
}
