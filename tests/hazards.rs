//! Characters that break programs, before, inside and after a mention of each kind.

mod common;

use common::{check_ids, check_spans};
use kantlijn::{Annotation, Article, Options, annotate, language};

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

/// A kind, and a sentence in three parts of which the middle one is a mention.
const SENTENCES: &[(&str, &str, &str, &str)] = &[
    ("person", "Gisteren sprak premier ", "Mark Rutte", " met de pers."),
    ("date", "Het gebeurde op ", "30 september 2021", " in Breda."),
    ("age", "Hij sprak met de ", "43-jarige", " Kim Kardashian over haar werk."),
    ("event", "In dat ziekenhuis ", "overleed", " hij aan zijn verwondingen."),
];

fn annotation(text: &str) -> Annotation {
    let dutch = language("nl").unwrap();
    let annotation = annotate(&Article::new(text).unwrap(), &dutch, &Options::default());
    check_spans(text, &annotation);
    check_ids(&annotation);
    annotation
}

fn finds(kind: &str, mention: &str, text: &str) -> bool {
    annotation(text).mentions.iter().any(|found| found.kind() == kind && found.text() == mention)
}

#[test]
fn beside_a_mention_they_hide_nothing() {
    for (kind, before, mention, after) in SENTENCES {
        assert!(finds(kind, mention, &[*before, mention, after].concat()), "{mention}");
        for (hazard, name) in HAZARDS {
            for text in [[hazard, " ", before, mention, after].concat(), [before, mention, after, " ", hazard].concat()]
            {
                assert!(finds(kind, mention, &text), "{name}: no {kind} in {text:?}");
            }
        }
    }
}

#[test]
fn next_to_and_inside_a_mention_the_result_is_sound() {
    for (_, before, mention, after) in SENTENCES {
        for (hazard, _) in HAZARDS {
            annotation(&format!("{before}{hazard}{mention}{after}"));
            annotation(&format!("{before}{mention}{hazard}{after}"));
            for (at, _) in mention.char_indices().skip(1) {
                annotation(&format!("{before}{}{hazard}{}{after}", &mention[..at], &mention[at..]));
            }
        }
    }
}

#[test]
fn what_cannot_be_seen_changes_nothing() {
    for (kind, before, mention, after) in SENTENCES {
        for hidden in ["\u{ad}", "\u{2060}"] {
            // Inside the first word, as a hyphenating editor leaves it.
            let at = mention.char_indices().nth(if *kind == "age" { 5 } else { 2 }).unwrap().0;
            if mention.as_bytes()[at - 1].is_ascii_alphabetic() && mention.as_bytes()[at].is_ascii_alphabetic() {
                let hyphenated = [&mention[..at], hidden, &mention[at..]].concat();
                let text = [before, hyphenated.as_str(), after].concat();
                assert!(finds(kind, &hyphenated, &text), "no {kind} in {text:?}");
            }
        }
    }
}

#[test]
fn composed_and_decomposed_accents_mean_the_same() {
    let composed = "Gisteren sprak André Müller met de 43-jarige René Özil. Eén dag later overleed hij.";
    let decomposed = composed.replace('é', "e\u{301}").replace('ü', "u\u{308}").replace('Ö', "O\u{308}");
    let kinds = |text: &str| -> Vec<(&'static str, String)> {
        let fold = |found: &str| found.replace("e\u{301}", "é").replace("u\u{308}", "ü").replace("O\u{308}", "Ö");
        annotation(text).mentions.iter().map(|mention| (mention.kind(), fold(mention.text()))).collect()
    };
    assert_eq!(kinds(composed), kinds(&decomposed));
}
