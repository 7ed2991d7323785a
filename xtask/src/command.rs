//! Running other programs.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root").to_owned()
}

/// Where cargo puts what it builds.
pub fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into)
}

/// Runs a program in the repository's root and fails if it does.
pub fn run(program: &str, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    run_in(&root(), program, arguments)
}

/// Runs a program in a folder and fails if it does.
pub fn run_in(folder: &Path, program: &str, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    let status = Command::new(program).args(arguments).current_dir(folder).status();
    let status = status.map_err(|error| format!("{program} cannot be started ({error}): install it and try again"))?;
    if !status.success() {
        return Err(format!("{program} {} failed ({status})", arguments.join(" ")).into());
    }
    Ok(())
}

/// The packages of a folder's `package-lock.json`, installed as locked where they are not yet.
pub fn npm_packages(folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let modules = folder.join("node_modules");
    let installed = std::fs::metadata(modules.join(".package-lock.json")).and_then(|file| file.modified());
    let locked = std::fs::metadata(folder.join("package-lock.json")).and_then(|file| file.modified())?;
    if installed.is_ok_and(|installed| installed >= locked) {
        return Ok(modules);
    }
    run_in(folder, "npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"])?;
    Ok(modules)
}

/// Says that a program is not there, and how to get it.
pub fn missing(program: &str, install: &str) -> String {
    format!("{program} is missing: {install}")
}

/// Fails where a subcommand of cargo is not installed, and says how to get it.
pub fn cargo_tool(name: &str) -> Result<(), Box<dyn Error>> {
    let asked = Command::new("cargo").args([name, "--version"]).output()?;
    let program = format!("cargo-{name}");
    if asked.status.success() { Ok(()) } else { Err(missing(&program, &format!("cargo install {program}")).into()) }
}
