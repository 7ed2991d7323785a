//! `cargo xtask supply` and `cargo xtask sbom`: what the project is made of that others wrote.

use crate::command::{cargo_tool, root, run};
use std::error::Error;
use std::fs;

/// Checks licences, sources and doubles of all crates by `deny.toml`, and known faults where their list can be had.
pub fn run_supply() -> Result<(), Box<dyn Error>> {
    cargo_tool("deny")?;
    run("cargo", &["deny", "--workspace", "check", "licenses", "bans", "sources"])?;
    if run("cargo", &["deny", "fetch", "db"]).is_err() {
        println!("known faults are not checked: their database cannot be reached");
        return Ok(());
    }
    run("cargo", &["deny", "--workspace", "check", "--disable-fetch", "advisories"])
}

/// Writes a software bill of materials, CycloneDX, of the crates in the wasm and in the program, into `dist/`.
pub fn write_sbom() -> Result<(), Box<dyn Error>> {
    cargo_tool("cyclonedx")?;
    let dist = root().join("dist");
    fs::create_dir_all(&dist)?;
    for (name, target) in [("wasm", "wasm32-unknown-unknown"), ("program", "x86_64-unknown-linux-gnu")] {
        let file = format!("kantlijn-{name}.cdx");
        let tool = ["cyclonedx", "--format", "json", "--spec-version", "1.5", "--no-build-deps", "--quiet"];
        run("cargo", &[&tool[..], &["--target", target, "--override-filename", &file]].concat())?;
        // It writes beside the manifest of every package of the workspace.
        let file = file + ".json";
        let written = root().join(&file);
        // Where it was built is no part of what it is.
        let bill = fs::read_to_string(&written)?.replace(&format!("{}", root().display()), "");
        fs::write(dist.join(&file), bill)?;
        fs::remove_file(written)?;
        fs::remove_file(root().join("xtask").join(&file))?;
        println!("dist/{file}");
    }
    Ok(())
}
