//! What others install: the npm package in `dist/npm/`, ready for `npm pack`, and out of it the plugin of WordPress in
//! `dist/wordpress/` and the Django app of Wagtail in `dist/wagtail/`.

use crate::build::{self, ELEMENT, WASM};
use crate::command::{npm_packages, root, run_in};
use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// What the package's own modules are called, and which TypeScript types are made for.
const ENTRIES: &[&str] = &["index.js", "element.js", "node.js"];

/// Builds all of them out of a built `dist/`.
pub fn build_all(dist: &Path) -> Result<(), Box<dyn Error>> {
    build(dist)?;
    // The block editor loads the package's own modules.
    let mut editor = modules(dist, &["index.js"])?;
    editor.extend(["index.js", "assets.js"].map(str::to_owned));
    plugin(dist, "wordpress/kantlijn", "assets", editor)?;
    plugin(dist, "wagtail/kantlijn_wagtail", "static/kantlijn", BTreeSet::new())
}

/// A plugin with what a page loads in its folder `assets`, and `modules` besides.
fn plugin(dist: &Path, place: &str, assets: &str, modules: BTreeSet<String>) -> Result<(), Box<dyn Error>> {
    build::copy_folder(&root().join("integrations").join(place), &dist.join(place))?;
    let assets = dist.join(place).join(assets);
    fs::create_dir_all(&assets)?;
    let packs = kantlijn::languages::PACKS.iter().map(|(code, _)| format!("{code}.pack"));
    let page = [ELEMENT, WASM, "worker.js"].map(str::to_owned);
    for name in packs.chain(page).chain(modules) {
        fs::copy(dist.join("npm").join(&name), assets.join(&name))?;
    }
    copy_licences(&dist.join(place))
}

/// Whatever is given on carries its licences.
fn copy_licences(folder: &Path) -> Result<(), Box<dyn Error>> {
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(root().join(name), folder.join(name))?;
    }
    Ok(())
}

/// Builds the npm package out of a built `dist/`.
fn build(dist: &Path) -> Result<(), Box<dyn Error>> {
    let (own, package) = (root().join("integrations/npm"), dist.join("npm"));
    fs::create_dir_all(&package)?;
    fs::write(package.join("assets.js"), assets())?;
    for name in ENTRIES.iter().chain(&["README.md"]) {
        fs::copy(own.join(name), package.join(name))?;
    }
    let manifest = fs::read_to_string(own.join("package.json"))?;
    let version = format!("\"version\": \"{}\"", kantlijn_version()?);
    fs::write(package.join("package.json"), manifest.replace("\"version\": \"0.0.0\"", &version))?;
    copy_licences(&package)?;
    let packs = kantlijn::languages::PACKS.iter().map(|(code, _)| format!("{code}.pack"));
    let others = ["annotation.d.ts", ELEMENT, WASM].map(str::to_owned);
    for name in packs.chain(others).chain(modules(dist, ENTRIES)?) {
        fs::copy(dist.join(&name), package.join(&name))?;
    }
    // Projects before ES2026 do not know `Symbol.dispose`.
    let glue = fs::read_to_string(dist.join("kantlijn.d.ts"))?;
    let glue: Vec<&str> = glue.lines().filter(|line| !line.contains("Symbol.dispose")).collect();
    fs::write(package.join("kantlijn.d.ts"), glue.join("\n"))?;
    // Bundlers copy the worker as it is, so it has no imports.
    fs::write(package.join("worker.js"), build::bundle(dist, "worker.js", "esm")?)?;
    declare_types(&package)?;
    // What JSDoc has no words for: the element's name and events, as the DOM's types know them.
    let types = package.join("element.d.ts");
    fs::write(&types, fs::read_to_string(&types)? + &fs::read_to_string(own.join("globals.d.ts"))?)?;
    Ok(())
}

fn kantlijn_version() -> Result<String, Box<dyn Error>> {
    let manifest = fs::read_to_string(root().join("Cargo.toml"))?;
    let version = manifest.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    Ok(version.ok_or("Cargo.toml has no version")?.to_owned())
}

/// The module that names the wasm and the packs as bundlers look for them: an address literally in the source.
fn assets() -> String {
    let mut packs = String::new();
    for (code, _) in kantlijn::languages::PACKS {
        let _ = writeln!(packs, "  {code}: new URL('./{code}.pack', import.meta.url),");
    }
    format!(
        "/** Where the wasm and the packs lie, said so that bundlers take them along. */\n\n\
         import {{ locate }} from './engine.js';\n\n\
         /** @type {{Record<string, URL>}} */\nconst packs = {{\n{packs}}};\n\n\
         locate({{ wasm: new URL('./{WASM}', import.meta.url), pack: (lang) => packs[lang] }});\n"
    )
}

/// The page's modules that entries of the package import, directly or not.
fn modules(dist: &Path, entries: &[&str]) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let own = root().join("integrations/npm");
    let mut found = BTreeSet::new();
    let mut waiting: Vec<_> = entries.iter().map(|name| own.join(name)).collect();
    while let Some(path) = waiting.pop() {
        let source = fs::read_to_string(&path)?;
        for part in source.split(" from './").skip(1) {
            let name = part.split('\'').next().unwrap_or_default();
            if !ENTRIES.contains(&name) && found.insert(name.to_owned()) {
                waiting.push(dist.join(name));
            }
        }
    }
    Ok(found)
}

/// Writes the types of every module beside it, out of its JSDoc.
fn declare_types(package: &Path) -> Result<(), Box<dyn Error>> {
    let compiler = npm_packages(&root().join("xtask"))?.join(".bin/tsc");
    let compiler = compiler.to_str().ok_or("the path is not UTF-8")?;
    let options = "--allowJs --declaration --emitDeclarationOnly --target es2023 \
                   --module esnext --moduleResolution bundler \
                   --lib es2024,dom,dom.iterable --skipLibCheck";
    let mut arguments: Vec<&str> = options.split(' ').collect();
    arguments.extend(ENTRIES);
    run_in(package, compiler, &arguments)
}
