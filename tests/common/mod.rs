//! What several tests need: every language with its cases, and what holds of every annotation.

#![allow(dead_code, unused_imports, reason = "no test needs all of it")]

mod holds;
pub mod values;

pub use holds::*;
use kantlijn::{Language, languages};
use std::fs;
use std::path::PathBuf;

/// The language that only the tests know.
pub const TOY: (&str, &[u8]) = ("eo", include_bytes!(concat!(env!("OUT_DIR"), "/eo.pack")));

/// The folder of a language's data.
pub fn folder(code: &str) -> PathBuf {
    let place = if code == TOY.0 { "tests/languages" } else { "src/languages" };
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(place).join(code)
}

/// Every built-in language, and the toy.
pub fn all() -> Vec<Language> {
    languages::PACKS.iter().chain([&TOY]).map(|(_, pack)| kantlijn::load(*pack).unwrap()).collect()
}

/// The cases of a language: what is asked, the text with its marks, what must come of it.
pub struct Case {
    pub topic: String,
    pub text: String,
    pub expected: Vec<String>,
}

/// The cases of a language, from its file.
pub fn cases(code: &str) -> Vec<Case> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/languages/{code}.tsv"));
    let text = fs::read_to_string(&path).unwrap_or_else(|_| {
        panic!("{code} has no cases: write {}, a line a case: topic, text with [marks], values", path.display())
    });
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let case = |line: &str| {
        let mut fields = line.split('\t').map(str::to_owned);
        let (topic, text) = (fields.next().unwrap(), fields.next().unwrap_or_default());
        Case { topic, text, expected: fields.collect() }
    };
    lines.map(case).collect()
}
