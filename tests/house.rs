//! The invariants of the architecture (`src/README.md`), read off the sources.

use regex::Regex;
use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file with its place below `src/`, such as `date/mod.rs`.
fn library() -> Vec<(String, String)> {
    let src = root().join("src");
    let place = |path: &PathBuf| path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
    sources(&src).iter().map(|path| (place(path), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn only_web_knows_the_browser() {
    let names = Regex::new(r"\b(wasm_bindgen|web_sys|js_sys|serde_wasm_bindgen)\b").unwrap();
    for (place, text) in library() {
        assert!(place.starts_with("web/") || !names.is_match(&text), "{place} names the browser");
    }
    let tree = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--package", "kantlijn", "--edges", "normal", "--prefix", "none"])
        .current_dir(root())
        .output()
        .unwrap();
    let tree = String::from_utf8(tree.stdout).unwrap();
    assert!(tree.contains("kantlijn") && tree.contains("chrono"), "{tree}");
    assert!(!names.is_match(&tree.replace('-', "_")), "the native build depends on the browser: {tree}");
}

/// The stages in the order that `lib.rs` names them.
fn stages() -> Vec<String> {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let line = Regex::new(r"(?m)^(?:pub )?mod (\w+);").unwrap();
    line.captures_iter(&map).map(|found| found[1].to_owned()).collect()
}

#[test]
fn a_stage_imports_only_earlier_ones() {
    let stages = stages();
    let import = Regex::new(r"crate::(\w+)|^use crate::\{([^}]*)\}").unwrap();
    let place_of = |name: &str| stages.iter().position(|stage| stage == name);
    for (place, text) in library() {
        let room = place.split(['/', '.']).next().unwrap();
        let Some(own) = place_of(room) else { continue };
        for found in text.lines().flat_map(|line| import.captures_iter(line).collect::<Vec<_>>()) {
            let names = found.get(1).or(found.get(2)).unwrap().as_str();
            for name in names.split([',', ':', ' ', '{', '}']).filter(|name| !name.is_empty()) {
                if let Some(other) = place_of(name) {
                    // The pipeline calls the registry's loader, and the registry the pipeline's.
                    assert!(other <= own, "{place} imports {name}, which comes after it in lib.rs");
                }
            }
        }
    }
}

#[test]
fn person_date_and_event_never_import_one_another() {
    let kinds = ["person", "date", "event"];
    for (place, text) in library() {
        let room = place.split('/').next().unwrap();
        for other in kinds.iter().filter(|other| kinds.contains(&room) && **other != room) {
            assert!(!text.contains(&format!("crate::{other}")), "{place} imports {other}");
        }
    }
}

#[test]
fn no_stage_names_a_language() {
    let name = Regex::new(r#""(nl|en)"|\b([Dd]utch|Nederlands|[Ee]nglish)\b"#).unwrap();
    for (place, text) in library() {
        let exempt = ["languages/", "cli/", "web/", "lib.rs", "pack.rs"].iter().any(|part| place.starts_with(part));
        let code = text.split("#[cfg(test)]").next().unwrap();
        let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        assert!(exempt || !name.is_match(&code), "{place} names a language");
    }
}

#[test]
fn no_unsafe_and_files_stay_readable() {
    let word = Regex::new(r"\bunsafe\b").unwrap();
    for (place, text) in library() {
        let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        assert!(!code.iter().any(|line| word.is_match(line)), "{place} holds unsafe code");
        assert!(text.lines().count() <= 500, "{place} is too long: redesign the room");
    }
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    assert!(map.lines().count() < 100, "lib.rs is a map");
}
