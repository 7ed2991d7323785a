//! Characters that break programs, before, inside and after a mention of each kind.

mod common;

use common::{all, cases, check_ids, check_spans};
use kantlijn::{Annotation, Article, Language, Options, annotate, language};

/// Each character or cluster, and its name.
const HAZARDS: &[(&str, &str)] = &[
    ("é", "composed accent"),
    ("e\u{301}", "decomposed accent"),
    ("ĳ", "digraph"),
    ("ß", "grows when capitalised"),
    ("İ", "grows when lowered"),
    ("👨‍👩‍👧‍👦", "family of emoji"),
    ("🇳🇱", "flag"),
    ("𝔸", "letter beyond the basic plane"),
    ("\u{fffd}", "replacement, which stands for a lone surrogate too"),
    ("\u{feff}", "byte order mark"),
    ("\0", "NUL"),
    ("\u{200b}", "zero-width space"),
    ("\u{200d}", "zero-width joiner"),
    ("\u{200c}", "zero-width non-joiner"),
    ("\u{ad}", "soft hyphen"),
    ("\u{a0}", "no-break space"),
    ("\u{202f}", "narrow no-break space"),
    ("\u{2028}", "line separator"),
    ("\u{202e}", "right-to-left override"),
    ("\u{2067}", "right-to-left isolate"),
    ("سلام", "Arabic"),
    ("שלום", "Hebrew"),
    ("Z\u{351}\u{36b}\u{343}", "stacked marks"),
    ("\u{1b}[31m", "terminal escape"),
];

/// A sentence of a language, in three parts of which the middle one is a mention.
struct Sentence {
    language: Language,
    kind: String,
    before: String,
    mention: String,
    after: String,
}

/// The sentences of every language: `sentence`, a kind, and the text with `|` around the mention.
fn sentences() -> Vec<Sentence> {
    let of_language = |language: Language| {
        let cases = cases(language.code()).into_iter().filter(|case| case.topic == "sentence");
        let sentences = cases.map(|case| {
            let [before, mention, after] = case.expected[0].split('|').collect::<Vec<_>>()[..] else {
                panic!("\"{}\" has no mention between bars", case.expected[0]);
            };
            let (before, mention, after) = (before.to_owned(), mention.to_owned(), after.to_owned());
            Sentence { language: language.clone(), kind: case.text, before, mention, after }
        });
        sentences.collect::<Vec<_>>()
    };
    all().into_iter().flat_map(of_language).collect()
}

fn annotation(text: &str, language: &Language) -> Annotation {
    let annotation = annotate(&Article::new(text).unwrap(), language, &Options::default());
    check_spans(text, &annotation);
    check_ids(&annotation);
    annotation
}

impl Sentence {
    fn finds(&self, mention: &str, text: &str) -> bool {
        let found = annotation(text, &self.language).mentions;
        found.iter().any(|found| found.kind() == self.kind && found.text() == mention)
    }
}

#[test]
fn beside_a_mention_they_hide_nothing() {
    for sentence in sentences() {
        let Sentence { language, kind, before, mention, after } = &sentence;
        let code = language.code();
        assert!(sentence.finds(mention, &[&**before, mention, after].concat()), "{code}: no {kind} {mention}");
        for (hazard, name) in HAZARDS {
            for text in [[hazard, " ", before, mention, after].concat(), [before, mention, after, " ", hazard].concat()]
            {
                assert!(sentence.finds(mention, &text), "{code}, {name}: no {kind} in {text:?}");
            }
        }
    }
}

#[test]
fn next_to_and_inside_a_mention_the_result_is_sound() {
    for Sentence { language, before, mention, after, .. } in &sentences() {
        for (hazard, _) in HAZARDS {
            annotation(&format!("{before}{hazard}{mention}{after}"), language);
            annotation(&format!("{before}{mention}{hazard}{after}"), language);
            for (at, _) in mention.char_indices().skip(1) {
                let text = format!("{before}{}{hazard}{}{after}", &mention[..at], &mention[at..]);
                annotation(&text, language);
            }
        }
    }
}

#[test]
fn what_cannot_be_seen_changes_nothing() {
    for sentence in sentences() {
        let Sentence { language, kind, before, mention, after } = &sentence;
        for hidden in ["\u{ad}", "\u{2060}"] {
            // Inside the first word, as a hyphenating editor leaves it.
            let at = mention.char_indices().nth(if kind == "age" { 5 } else { 2 }).unwrap().0;
            if mention.as_bytes()[at - 1].is_ascii_alphabetic() && mention.as_bytes()[at].is_ascii_alphabetic() {
                let hyphenated = [&mention[..at], hidden, &mention[at..]].concat();
                let text = [before, hyphenated.as_str(), after].concat();
                assert!(sentence.finds(&hyphenated, &text), "{}: no {kind} in {text:?}", language.code());
            }
        }
    }
}

#[test]
fn composed_and_decomposed_accents_mean_the_same() {
    let composed = "Gisteren sprak André Müller met de 43-jarige René Özil. Eén dag later overleed hij.";
    let decomposed = composed.replace('é', "e\u{301}").replace('ü', "u\u{308}").replace('Ö', "O\u{308}");
    let dutch = language("nl").unwrap();
    let kinds = |text: &str| -> Vec<(&'static str, String)> {
        let fold = |found: &str| found.replace("e\u{301}", "é").replace("u\u{308}", "ü").replace("O\u{308}", "Ö");
        annotation(text, &dutch).mentions.iter().map(|mention| (mention.kind(), fold(mention.text()))).collect()
    };
    assert_eq!(kinds(composed), kinds(&decomposed));
}
