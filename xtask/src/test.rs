//! `cargo xtask test`: every test there is.

use crate::command::{npm_packages, root, run};
use crate::{build, cms, score};
use std::error::Error;
use std::path::Path;
use std::process::Command;

/// The browsers: the name that the tests know, the program, and the Debian package that brings it.
const BROWSERS: &[(&str, &str, &str)] =
    &[("chromium", "/usr/bin/chromium", "chromium"), ("firefox", "/usr/bin/firefox-esr", "firefox-esr")];

#[derive(clap::Args)]
pub struct Arguments {
    /// Leave out the tests in browsers
    #[arg(long)]
    no_browser: bool,
    /// Run the tests of the integrations instead, each in the real thing
    #[arg(long)]
    cms: bool,
}

/// Runs them in rising order of cost and stops at the first that fails.
pub fn run_tests(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    if arguments.cms {
        return cms::run_tests();
    }
    run("cargo", &["test", "--workspace", "--quiet"])?;
    score::run(&score::Arguments::default())?;
    build::run_build()?;
    if arguments.no_browser {
        return Ok(());
    }
    for (browser, ..) in BROWSERS {
        println!("in {browser}:");
        let arguments = ["--test", "--test-concurrency=1", "--test-timeout=300000", "--test-force-exit"];
        browser_script(browser, &arguments)?;
    }
    Ok(())
}

/// Builds the page and takes the pictures of the README.
pub fn take_screenshots() -> Result<(), Box<dyn Error>> {
    build::run_build()?;
    browser_script("chromium", &["screenshot.js"])
}

/// Measures how fast the page is.
pub fn measure_page() -> Result<(), Box<dyn Error>> {
    browser_script("chromium", &["bench.js"])
}

/// Runs node among the browser tests, with browsers and packages in place.
fn browser_script(browser: &str, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    ensure_browsers()?;
    let folder = root().join("tests/browser");
    npm_packages(&folder)?;
    node(&folder, browser, arguments)
}

/// Runs node in a folder of tests; they drive `browser`.
pub fn node(folder: &Path, browser: &str, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    let mut node = Command::new("node");
    let status = node.args(arguments).env("KANTLIJN_BROWSER", browser).current_dir(folder).status();
    match status.map_err(|error| format!("node cannot be started ({error}): install it and try again"))? {
        status if status.success() => Ok(()),
        status => Err(format!("node {} failed with {browser} ({status})", arguments.join(" ")).into()),
    }
}

/// Installs the browsers that are missing, where this may be done; else says how.
fn ensure_browsers() -> Result<(), Box<dyn Error>> {
    ensure_packages(BROWSERS.iter().map(|(_, path, package)| (*path, *package)))
}

/// Installs the Debian packages whose file is missing, where this may be done; else says how.
pub fn ensure_packages(wanted: impl Iterator<Item = (&'static str, &'static str)>) -> Result<(), Box<dyn Error>> {
    let missing: Vec<&str> = wanted.filter(|(path, _)| !Path::new(path).exists()).map(|(_, package)| package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(&missing);
    run("apt-get", &["update", "--quiet"])
        .and_then(|()| run("apt-get", &install))
        .map_err(|error| format!("the tests need Debian's {}: {error}", missing.join(", ")).into())
}
