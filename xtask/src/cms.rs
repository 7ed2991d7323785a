//! `cargo xtask test --cms`: the integrations, each in the real thing.

use crate::command::{npm_packages, root, run};
use crate::{build, test};
use std::error::Error;

/// Runs them in Chromium.
pub fn run_tests() -> Result<(), Box<dyn Error>> {
    test::ensure_packages([("/usr/bin/chromium", "chromium")].into_iter())?;
    run("cargo", &["build", "--quiet"])?;
    build::run_build()?;
    npm_packages(&root().join("tests/browser"))?;
    let arguments = ["--test", "--test-concurrency=1", "--test-timeout=300000", "--test-force-exit"];
    test::node(&root().join("tests/cms"), "chromium", &arguments)
}
