//! The build script: compiles every language's folder into a pack, one section a stage.

#[path = "../pack.rs"]
#[allow(dead_code, reason = "the library reads what the build writes")]
mod pack;

#[path = "compile/lexicon.rs"]
mod lexicon;
#[path = "compile/person.rs"]
mod person;
#[path = "../person/cue.rs"]
mod cue;
#[path = "../person/known.rs"]
#[allow(dead_code, reason = "the library reads what the build writes")]
mod known;
#[path = "compile/person_cues.rs"]
mod person_cues;
#[path = "compile/words.rs"]
mod words;
#[path = "compile/event/mod.rs"]
mod event;

#[path = "../number.rs"]
#[allow(dead_code, reason = "the library reads what the build writes")]
mod number;
#[path = "compile/numbers.rs"]
mod numbers;

#[path = "compile/date.rs"]
mod date;
#[path = "compile/date_automaton.rs"]
mod date_automaton;
#[path = "compile/date_rules.rs"]
mod date_rules;
#[path = "compile/date_words.rs"]
mod date_words;
#[path = "../date/names.rs"]
#[allow(dead_code, reason = "the library reads what the build writes")]
mod names;

use std::{env, ffi::OsStr, fs, path::Path};

/// A section's tag, and what compiles it from a language's folder.
type Section = (&'static [u8; 4], fn(&Path) -> Vec<u8>);

/// Words and tables of words come first, hashes and weights last: what is alike packs better together.
const SECTIONS: &[Section] = &[
    (b"abbr", words::abbreviations),
    (b"akas", person_cues::also_known_as),
    (b"evlb", event::labels),
    (b"cues", person_cues::cues),
    (b"numb", numbers::numbers),
    (b"evlx", event::lexicon),
    (b"date", date::dates),
    (b"evwt", event::weights),
    (b"word", lexicon::words),
    (b"pers", person::weights),
    (b"lttr", person::letters),
];

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    // The tests add a language of their own, which no program holds.
    let places = ["src/languages", "tests/languages"].map(|place| Path::new(&root).join(place));
    for place in places.iter().filter(|place| place.is_dir()) {
        println!("cargo:rerun-if-changed={}", place.display());
    }
    let folders = places.iter().filter_map(|place| fs::read_dir(place).ok()).flatten().flatten();
    let mut folders: Vec<_> = folders.map(|folder| folder.path()).collect();
    folders.retain(|folder| folder.join("README.md").is_file());
    folders.sort();
    let code =
        |folder: &Path| folder.file_name().and_then(OsStr::to_str).expect("a language's code is ASCII").to_owned();
    // Every language can give its reasons in the words of each other.
    let reasons: Vec<_> = folders.iter().map(|other| (pack::reasons(&code(other)), words::reasons(other))).collect();
    for folder in &folders {
        let code = code(folder);
        let reasons = reasons.iter().map(|(tag, sentences)| (tag, sentences.clone()));
        let sections: Vec<_> = reasons.chain(SECTIONS.iter().map(|(tag, compile)| (*tag, compile(folder)))).collect();
        // What tells the language is known before any pack is there.
        let words = words::function_words(folder);
        for (name, bytes) in [("pack", pack::write(&code, &sections)), ("words", words)] {
            fs::write(Path::new(&out).join(format!("{code}.{name}")), bytes).expect("the output folder can be written");
        }
    }
}
