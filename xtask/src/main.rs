//! What developers run: `cargo xtask --help`.

mod archive;
mod corpus;
mod bench;
mod build;
mod cms;
mod command;
mod fuzz;
mod growth;
mod instructions;
mod package;
mod phrases;
mod plot;
mod score;
mod serve;
mod sizes;
mod speed;
mod stages;
mod supply;
mod test;
mod train;
mod types;
mod who_when;

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
    /// Build the page, the wasm and the packs in dist/, and all of them in one file
    Build,
    /// Build the page and serve it on loopback
    Serve(serve::Arguments),
    /// Run every test
    Test(test::Arguments),
    /// Take the pictures of the README
    Screenshot,
    /// Measure speed against JavaScript peers
    Bench(bench::Arguments),
    /// Repeat what every rule and class of words looks for: time must grow with the text and no faster
    Growth,
    /// Count the instructions of each stage, under valgrind, against those recorded
    Instructions(instructions::Arguments),
    /// Check the licences, the sources and the known faults of what others wrote
    Supply,
    /// Write a software bill of materials into dist/
    Sbom,
    /// Show what the wasm and the packs of the last build spend their bytes on
    Sizes,
    /// Try random inputs on every fuzz target
    Fuzz(fuzz::Arguments),
    /// Measure memory and speed on a long archive
    Archive(archive::Arguments),
    /// Train the event models
    TrainEvents(train::event::Arguments),
    /// Read the phrase cases of other date taggers
    Phrases(phrases::Arguments),
    /// Measure the person, date and event stages alone
    Speed,
    /// Score every gold set against the floors recorded in the project
    Score(score::Arguments),
    /// Train the model of how the letters of names look
    TrainLetters(train::letters::Arguments),
    /// Train a language's person model from the gold sets and the project's own articles
    Train(train::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().task {
        Task::Build => build::run_build(),
        Task::Serve(arguments) => serve::run(&arguments),
        Task::Test(arguments) => test::run_tests(&arguments),
        Task::Screenshot => test::take_screenshots(),
        Task::Bench(arguments) => bench::run(&arguments),
        Task::Instructions(arguments) => instructions::run_instructions(&arguments),
        Task::Supply => supply::run_supply(),
        Task::Sbom => supply::write_sbom(),
        Task::Sizes => sizes::run_sizes(),
        Task::Growth => growth::run_growth(),
        Task::Fuzz(arguments) => fuzz::run_fuzz(&arguments),
        Task::Archive(arguments) => archive::run_archive(&arguments),
        Task::TrainEvents(arguments) => train::event::run(&arguments),
        Task::Phrases(arguments) => phrases::run(&arguments),
        Task::Speed => speed::run(),
        Task::Score(arguments) => score::run(&arguments),
        Task::TrainLetters(arguments) => train::letters::run(&arguments),
        Task::Train(arguments) => train::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
