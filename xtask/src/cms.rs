//! `cargo xtask test --cms`: the integrations, each in the real thing.

use crate::command::{npm_packages, root, run, target_folder};
use crate::{build, test};
use std::error::Error;
use std::process::Command;

/// What the tests run, and the Debian package that brings it. Packages of PyPI and npm are locked beside each test.
const PROGRAMS: &[(&str, &str)] = &[
    ("/usr/bin/chromium", "chromium"),
    ("/usr/share/wordpress/wp-settings.php", "wordpress"),
    ("/usr/share/wordpress/wp-content/themes/twentytwentythree/style.css", "wordpress-theme-twentytwentythree"),
    ("/usr/bin/php", "php-cli"),
    ("/usr/sbin/mariadbd", "mariadb-server-core"),
    ("/usr/bin/java", "default-jre-headless"),
    ("/var/lib/dpkg/info/python3-venv.list", "python3-venv"),
];

/// Runs them in Chromium.
pub fn run_tests() -> Result<(), Box<dyn Error>> {
    test::ensure_packages(PROGRAMS.iter().copied())?;
    check_crate()?;
    run("cargo", &["build", "--quiet"])?;
    build::run_build()?;
    npm_packages(&root().join("tests/browser"))?;
    let arguments = ["--test", "--test-concurrency=1", "--test-timeout=300000", "--test-force-exit"];
    test::node(&root().join("tests/cms"), "chromium", &arguments)
}

/// What the crate's users see: documentation without warnings, the example, and a package that builds by itself.
fn check_crate() -> Result<(), Box<dyn Error>> {
    let documented = Command::new("cargo")
        .args(["doc", "--quiet", "--no-deps", "--package", "kantlijn"])
        .env("RUSTDOCFLAGS", "--deny warnings")
        .current_dir(root())
        .status()?;
    if !documented.success() {
        return Err("the documentation has warnings".into());
    }
    run("cargo", &["run", "--quiet", "--example", "cast"])?;
    // The tests may run before their changes are committed. Built apart: a build script from the package's copy of the
    // sources would be taken for the project's own, and not be built anew with these.
    let apart = target_folder().join("packaged");
    let apart = apart.to_str().ok_or("the path is not UTF-8")?;
    run("cargo", &["package", "--quiet", "--package", "kantlijn", "--allow-dirty", "--target-dir", apart])
}
