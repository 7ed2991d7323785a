//! `cargo xtask test`: every test there is.

use crate::command::{npm_packages, root, run, run_in};
use crate::{build, score};
use std::error::Error;
use std::path::Path;

/// The browsers, and the Debian packages that bring them.
const BROWSERS: &[(&str, &str)] = &[("/usr/bin/chromium", "chromium")];

#[derive(clap::Args)]
pub struct Arguments {
    /// Leave out the tests in browsers
    #[arg(long)]
    no_browser: bool,
}

/// Runs them in rising order of cost and stops at the first that fails.
pub fn run_tests(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    run("cargo", &["test", "--workspace", "--quiet"])?;
    score::run(&score::Arguments::default())?;
    build::run_build()?;
    if arguments.no_browser {
        return Ok(());
    }
    browser_script(&["--test", "--test-concurrency=1", "--test-timeout=120000", "--test-force-exit"])
}

/// Builds the page and takes the pictures of the README.
pub fn take_screenshots() -> Result<(), Box<dyn Error>> {
    build::run_build()?;
    browser_script(&["screenshot.js"])
}

/// Runs node among the browser tests, with browsers and packages in place.
fn browser_script(arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    ensure_browsers()?;
    let folder = root().join("tests/browser");
    npm_packages(&folder)?;
    run_in(&folder, "node", arguments)
}

/// Installs the browsers that are missing, where this may be done; else says how.
fn ensure_browsers() -> Result<(), Box<dyn Error>> {
    let missing: Vec<&str> =
        BROWSERS.iter().filter(|(path, _)| !Path::new(path).exists()).map(|(_, package)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(&missing);
    run("apt-get", &["update", "--quiet"])
        .and_then(|()| run("apt-get", &install))
        .map_err(|error| format!("the browser tests need {}: {error}", missing.join(", ")).into())
}
