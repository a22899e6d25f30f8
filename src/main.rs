//! Arguments in, exit code out.

use clap::Parser;

#[derive(Parser)]
enum Cli {
    Extract(attested::cli::extract::Extract),
}

fn main() -> anyhow::Result<()> {
    let Cli::Extract(args) = Cli::parse();
    attested::cli::extract::run(&args, &mut std::io::stdout().lock())
}
