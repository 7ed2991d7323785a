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

use std::{env, fs, path::Path};

/// A section's tag, and what compiles it from a language's folder.
type Section = (&'static [u8; 4], fn(&Path) -> Vec<u8>);

const SECTIONS: &[Section] = &[
    (b"abbr", words::abbreviations),
    (b"func", words::function_words),
    (b"word", lexicon::words),
    (b"pers", person::weights),
    (b"numb", numbers::numbers),
    (b"date", date::dates),
    (b"cues", person_cues::cues),
    (b"akas", person_cues::also_known_as),
    (b"pwhy", person_cues::reasons),
    (b"evlx", event::lexicon),
    (b"evwt", event::weights),
    (b"evlb", event::labels),
];

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    // The tests add a language of their own, which no program holds.
    let places = ["src/languages", "tests/languages"].map(|place| Path::new(&root).join(place));
    for place in places.iter().filter(|place| place.is_dir()) {
        println!("cargo:rerun-if-changed={}", place.display());
    }
    for folder in places.iter().filter_map(|place| fs::read_dir(place).ok()).flatten().flatten() {
        if !folder.path().join("README.md").is_file() {
            continue;
        }
        let code = folder.file_name().into_string().expect("a language's code is ASCII");
        let sections: Vec<_> = SECTIONS.iter().map(|(tag, compile)| (*tag, compile(&folder.path()))).collect();
        fs::write(Path::new(&out).join(format!("{code}.pack")), pack::write(&code, &sections))
            .expect("the output folder can be written");
    }
}
