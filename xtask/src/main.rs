//! What developers run: `cargo xtask --help`.

#[allow(dead_code, reason = "the trainer reads the marked articles")]
mod corpus;
mod score;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// What developers of Kantlijn run.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Score every gold set against the floors recorded in the project
    Score(score::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().task {
        Task::Score(arguments) => score::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
