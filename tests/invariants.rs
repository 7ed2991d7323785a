//! What holds for every text, checked on random ones made of the words that the stages look for.

mod common;

use common::{all, cases, check_ids, check_spans, check_tokens};
use kantlijn::{Annotation, Article, Language, Options, PartialDate, Unit, annotate};
use proptest::prelude::*;
use std::sync::LazyLock;

/// Every language, and what its texts are made of: the words of its cases.
static LANGUAGES: LazyLock<Vec<(Language, Vec<String>)>> = LazyLock::new(|| {
    let words = |language: Language| {
        let cases = cases(language.code());
        let texts = cases.iter().flat_map(|case| case.expected.iter().chain([&case.text]));
        let words = texts.flat_map(|text| text.split([' ', '|', '=', '_'])).filter(|word| !word.is_empty());
        (language, words.map(str::to_owned).collect())
    };
    all().into_iter().map(words).collect()
});

/// How many random texts each test tries, of all languages together.
const TEXTS: u32 = 20_000;

/// What news is made of, and what breaks programs.
const PIECES: &[&str] = &[
    "Kim",
    "Kardashian",
    "Kanye",
    "K.",
    "van",
    "den",
    "Berg",
    "Jan",
    "Mei",
    "'s",
    "’s",
    "premier",
    "Rutte",
    "de",
    "het",
    "op",
    "donderdag",
    "30",
    "september",
    "2021",
    "vorige",
    "week",
    "twee",
    "jaar",
    "geleden",
    "gisteren",
    "half",
    "acht",
    "uur",
    "20.15",
    "(7)",
    "40-jarige",
    ",",
    "40",
    ",",
    "vroeg",
    "scheiding",
    "aan",
    "trouwde",
    "overleed",
    "aanval",
    "niet",
    "zou",
    "zal",
    ".",
    "!",
    "?",
    ":",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "\t",
    "\"",
    "“",
    "”",
    "‘",
    "(",
    ")",
    "-",
    "–",
    "Zaterdag",
    "maandagochtend",
    "eind",
    "begin",
    "jaren",
    "tachtig",
    "1980-1985",
    "van",
    "tot",
    "en",
    "met",
    "3e",
    "é",
    "e\u{301}",
    "ĳ",
    "ß",
    "İ",
    "👨‍👩‍👧‍👦",
    "🇳🇱",
    "𝔸",
    "\u{fffd}",
    "\u{feff}",
    "\0",
    "\u{200b}",
    "\u{200d}",
    "\u{ad}",
    "\u{a0}",
    "\u{2028}",
    "\u{202e}",
    "سلام",
    "שלום",
    "\u{301}\u{302}",
    "<b>",
    "&amp;",
    "@kim",
    "http://x.nl/",
    "3-1",
    "70 %",
];

/// A language's place in [`LANGUAGES`], and a text.
fn text() -> impl Strategy<Value = (usize, String)> {
    let of_language = |place: usize| {
        let piece = prop_oneof![
            5 => proptest::sample::select(PIECES).prop_map(str::to_owned),
            5 => proptest::sample::select(LANGUAGES[place].1.as_slice()),
            1 => any::<char>().prop_map(String::from),
        ];
        let spaced = (piece, prop_oneof![4 => Just(" "), 1 => Just("")]).prop_map(|(piece, gap)| piece + gap);
        (Just(place), proptest::collection::vec(spaced, 1..40).prop_map(|pieces| pieces.concat()))
    };
    (0..LANGUAGES.len()).prop_flat_map(of_language)
}

fn annotation(place: usize, text: &str) -> Option<Annotation> {
    let mut article = Article::new(text).ok()?;
    article.published = Some("2021-10-01".parse::<PartialDate>().unwrap());
    Some(annotate(&article, &LANGUAGES[place].0, &Options::default()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: TEXTS, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tokens_and_sentences_tile_the_text((place, text) in text()) {
        check_tokens(&text, &LANGUAGES[place].0);
    }

    #[test]
    fn spans_and_ids_hold((place, text) in text()) {
        if let Some(annotation) = annotation(place, &text) {
            check_spans(&text, &annotation);
            check_ids(&annotation);
        }
    }

    #[test]
    fn the_same_twice_and_through_json((place, text) in text()) {
        if let Some(first) = annotation(place, &text) {
            let json = serde_json::to_string(&first).unwrap();
            prop_assert_eq!(&json, &serde_json::to_string(&annotation(place, &text).unwrap()).unwrap());
            prop_assert_eq!(&first, &serde_json::from_str::<Annotation>(&json).unwrap());
        }
    }

    #[test]
    fn line_ends_make_no_difference((place, text) in text()) {
        let unix = text.replace('\r', "");
        let windows = unix.replace('\n', "\r\n");
        if let (Some(unix), Some(windows)) = (annotation(place, &unix), annotation(place, &windows)) {
            let texts = |annotation: &Annotation| -> Vec<String> {
                let mentions = annotation.mentions.iter();
                mentions.map(|mention| serde_json::to_value(mention).unwrap()["text"].to_string().replace("\\r", "")).collect()
            };
            prop_assert_eq!(texts(&unix), texts(&windows));
            let roles = |annotation: &Annotation| -> Vec<Vec<String>> {
                annotation.people.iter().map(|person| person.roles.clone()).collect()
            };
            prop_assert_eq!(roles(&unix), roles(&windows));
        }
    }

    #[test]
    fn offsets_name_the_same_words((place, text) in text()) {
        if let Some(bytes) = annotation(place, &text) {
            let points: Vec<char> = text.chars().collect();
            let units: Vec<u16> = text.encode_utf16().collect();
            let in_points = bytes.clone().with_offsets(&text, Unit::Codepoint);
            let in_units = bytes.clone().with_offsets(&text, Unit::Utf16);
            for (i, mention) in bytes.mentions.iter().enumerate() {
                for (j, span) in mention.spans().iter().enumerate() {
                    let (p, u) = (in_points.mentions[i].spans()[j], in_units.mentions[i].spans()[j]);
                    prop_assert_eq!(points[p.start..p.end].iter().collect::<String>(), span.of(&text));
                    prop_assert_eq!(String::from_utf16(&units[u.start..u.end]).unwrap(), span.of(&text));
                }
            }
        }
    }
}
