//! `cargo xtask score`.

use std::error::Error;

#[derive(clap::Args)]
pub struct Arguments {}

pub fn run(_: &Arguments) -> Result<(), Box<dyn Error>> {
    Ok(())
}
