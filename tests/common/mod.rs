//! What several tests need: every language with its cases, and what holds of every annotation.

#![allow(dead_code, reason = "no test needs all of it")]

use kantlijn::{Annotation, Language, Mention, languages};
use std::fs;
use std::path::PathBuf;
use unicode_segmentation::UnicodeSegmentation;

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

/// Spans lie on grapheme boundaries inside the text, are not empty, and hold what the mention says.
pub fn check_spans(text: &str, annotation: &Annotation) {
    let boundaries: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
    for mention in &annotation.mentions {
        let spans = mention.spans();
        assert!(
            !spans.is_empty() && spans.windows(2).all(|pair| pair[0].end <= pair[1].start),
            "{mention:?} in {text:?}"
        );
        for span in spans {
            assert!(span.start < span.end && span.end <= text.len(), "{mention:?} in {text:?}");
            for edge in [span.start, span.end] {
                assert!(boundaries.binary_search(&edge).is_ok(), "{mention:?} cuts a grapheme of {text:?}");
            }
        }
        let said: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        assert_eq!(mention.text(), said.join(" … "));
    }
}

/// Every id means something, and every person and event is named somewhere.
pub fn check_ids(annotation: &Annotation) {
    let (people, events, mentions) = (annotation.people.len(), annotation.events.len(), annotation.mentions.len());
    for (place, mention) in annotation.mentions.iter().enumerate() {
        assert_eq!(mention.id().0, place);
        match mention {
            Mention::Person(m) => {
                assert!(m.person.0 < people && annotation.people[m.person.0].mentions.contains(&m.id));
                assert!((0.0..=1.0).contains(&m.score));
            }
            Mention::Age(m) => assert!(m.person.is_none_or(|person| person.0 < people)),
            Mention::Event(m) => {
                assert!(m.event.0 < events && annotation.events[m.event.0].mentions.contains(&m.id));
            }
            Mention::Date(m) => {
                assert!(m.anchor.is_none_or(|anchor| matches!(annotation.mentions[anchor.0], Mention::Date(_))));
            }
        }
    }
    for (place, person) in annotation.people.iter().enumerate() {
        assert_eq!(person.id.0, place);
        assert!(!person.mentions.is_empty(), "a person is named somewhere: {person:?}");
        assert!(person.relations.iter().all(|relation| relation.person.0 < people));
    }
    for (place, event) in annotation.events.iter().enumerate() {
        assert_eq!(event.id.0, place);
        assert!(!event.mentions.is_empty(), "an event is named somewhere: {event:?}");
        assert!(event.people.iter().all(|person| person.0 < people));
        let from = event.when.as_ref().and_then(|when| when.from);
        assert!(from.is_none_or(|from| from.0 < mentions && matches!(annotation.mentions[from.0], Mention::Date(_))));
    }
}
