//! The contract of a language: every one passes the same battery, whose cases are data of the language
//! (`tests/languages/CODE.tsv`), and so does a toy that only the tests know (`tests/languages/eo/`). A failure
//! says what to add.

use kantlijn::{Annotation, Article, Language, Options, annotate, detect, languages};
use std::fs;
use std::path::PathBuf;

/// The language that only the tests know.
const TOY: (&str, &[u8]) = ("eo", include_bytes!(concat!(env!("OUT_DIR"), "/eo.pack")));

fn folder(code: &str) -> PathBuf {
    let place = if code == TOY.0 { "tests/languages" } else { "src/languages" };
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(place).join(code)
}

/// Every built-in language, and the toy.
fn all() -> Vec<Language> {
    languages::PACKS.iter().chain([&TOY]).map(|(_, pack)| kantlijn::load(*pack).unwrap()).collect()
}

/// The cases of a language: what is asked, the text with its marks, what must come of it.
struct Case {
    topic: String,
    text: String,
    expected: Vec<String>,
}

/// The topics that every language must have a case of, events where it has weights for them, and where its data
/// for them lies.
const TOPICS: &[(&str, &str)] = &[
    ("month", "MONTH in dates/words.txt and a rule in dates/"),
    ("weekday", "WEEKDAY in dates/words.txt and a rule in dates/"),
    ("number", "numbers.txt"),
    ("ordinal", "numbers.txt"),
    ("relative", "a rule in dates/"),
    ("duration", "a rule in dates/"),
    ("set", "a rule in dates/"),
    ("age", "persons-cues.txt"),
    ("event", "events/triggers.tsv"),
    ("nothing", "a guard in dates/, or a word in words/"),
];

fn cases(code: &str) -> Vec<Case> {
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

fn annotated(text: &str, language: &Language) -> Annotation {
    let mut article = Article::new(text).unwrap();
    article.published = "2021-10-01".parse().ok();
    annotate(&article, language, &Options::default())
}

/// The mentions of a text as `text = value`, an event's or a person's as its type or name.
fn found(text: &str, language: &Language) -> Vec<String> {
    let annotation = serde_json::to_value(annotated(text, language)).unwrap();
    let mentions = annotation["mentions"].as_array().unwrap().iter().map(|mention| {
        let value = match mention["kind"].as_str().unwrap() {
            "date" => mention["value"].as_str().unwrap().to_owned(),
            "age" => format!("{} years", mention["years"]),
            "event" => mention["type"].as_str().unwrap().to_owned(),
            _ => "person".to_owned(),
        };
        format!("{} = {value}", mention["text"].as_str().unwrap())
    });
    mentions.collect()
}

#[test]
fn every_language_has_its_files() {
    for (code, _) in languages::PACKS.iter().chain([&TOY]) {
        for file in ["README.md", "abbreviations.txt", "function-words.txt", "numbers.txt", "persons-cues.txt"] {
            assert!(folder(code).join(file).is_file(), "{code} lacks {file}");
        }
        let readme = fs::read_to_string(folder(code).join("README.md")).unwrap();
        for entry in walk(&folder(code)) {
            let name = entry.file_name().unwrap().to_str().unwrap();
            let place = entry.strip_prefix(folder(code)).unwrap().to_str().unwrap().to_owned();
            let listed = readme.contains(&place)
                || readme.contains(&format!("{}/`", place.split('/').next().unwrap()))
                || place.ends_with(".rules") && readme.contains("*.rules")
                || name == "README.md";
            assert!(listed, "src/languages/{code}/README.md does not say where {place} is from");
        }
    }
}

fn walk(folder: &std::path::Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn every_language_passes_the_battery() {
    let mut wrong = Vec::new();
    for language in all() {
        let code = language.code();
        let cases = cases(code);
        let trained = folder(code).join("events.weights").is_file();
        for (topic, place) in TOPICS.iter().filter(|(topic, _)| trained || *topic != "event") {
            let of_topic: Vec<&Case> = cases.iter().filter(|case| case.topic == *topic).collect();
            assert!(!of_topic.is_empty(), "tests/languages/{code}.tsv has no case of {topic}");
            for case in of_topic {
                let got = found(&case.text, &language);
                let fits = case.expected.iter().all(|wanted| got.contains(wanted));
                if !fits || case.expected.is_empty() && !got.is_empty() {
                    wrong.push(format!("{code}, {topic}: {:?} gives {got:?}; add to {place}", case.text));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_month_weekday_and_ordinal_is_known() {
    for language in all() {
        let code = language.code();
        for case in cases(code).iter().filter(|case| case.topic == "list") {
            let (pattern, words) = (&case.text, &case.expected[0]);
            for (place, word) in words.split(' ').enumerate() {
                let text = pattern.replace('_', word);
                let wanted =
                    case.expected[1].replace("NN", &format!("{:02}", place + 1)).replace('N', &(place + 1).to_string());
                let got = found(&text, &language);
                assert!(
                    got.iter().any(|one| one.ends_with(&format!("= {wanted}"))),
                    "{code}: {text:?} gives {got:?}, not {wanted}"
                );
            }
        }
    }
}

#[test]
fn spans_are_the_texts_own_in_every_language() {
    for language in all() {
        for case in cases(language.code()) {
            let text = format!("\u{1f600} é {}", case.text);
            for mention in serde_json::to_value(annotated(&text, &language)).unwrap()["mentions"].as_array().unwrap() {
                let spans = mention["spans"].as_array().unwrap().iter();
                let parts: Vec<&str> = spans
                    .map(|span| &text[span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize])
                    .collect();
                assert_eq!(parts.join(" … "), mention["text"].as_str().unwrap());
            }
        }
    }
}

#[test]
fn the_language_is_found() {
    let languages = all();
    for (place, language) in languages.iter().enumerate() {
        let code = language.code();
        let text: Vec<String> =
            cases(code).iter().filter(|case| case.topic == "text").map(|case| case.text.clone()).collect();
        assert!(!text.is_empty(), "tests/languages/{code}.tsv has no text");
        for text in text {
            assert_eq!(
                detect(&text, &languages),
                place,
                "{text:?} is not told to be {code}: add to function-words.txt"
            );
        }
    }
    assert_eq!(detect("", &languages), 0);
}
