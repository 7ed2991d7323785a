//! The contract of a language: every one passes the same battery, whose cases are data of the language
//! (`tests/languages/CODE.tsv`), and so does a toy that only the tests know (`tests/languages/eo/`). A failure
//! says what to add.

mod common;

use common::{Case, TOY, all, cases, folder};
use kantlijn::{Annotation, Article, Language, Options, annotate, detect, languages, pack};
use std::fs;
use std::path::PathBuf;

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
        for file in
            ["README.md", "abbreviations.txt", "function-words.txt", "numbers.txt", "persons-cues.txt", "why.tsv"]
        {
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

#[test]
fn every_shared_list_says_where_it_is_from() {
    let shared = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/languages/shared");
    let sources = fs::read_to_string(shared.join("SOURCES.md")).unwrap();
    for entry in walk(&shared) {
        let place = entry.strip_prefix(&shared).unwrap().to_str().unwrap();
        assert!(place == "SOURCES.md" || sources.contains(&format!("`{place}`")), "shared/SOURCES.md lacks {place}");
    }
}

/// The reasons that a language has sentences for, and the blanks in each.
fn reasons(code: &str) -> Vec<(String, Vec<String>)> {
    let text = fs::read_to_string(folder(code).join("why.tsv")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    let blanks = |sentence: &str| {
        let mut blanks: Vec<String> =
            sentence.split('{').skip(1).map(|rest| rest.split('}').next().unwrap().to_owned()).collect();
        blanks.sort();
        blanks
    };
    let mut reasons: Vec<_> = lines.map(|(name, sentence)| (name.to_owned(), blanks(sentence))).collect();
    reasons.sort();
    reasons
}

#[test]
fn every_language_gives_every_reason_and_those_of_the_others() {
    let codes: Vec<&str> = languages::PACKS.iter().chain([&TOY]).map(|(code, _)| *code).collect();
    for mut language in all() {
        let code = language.code().to_owned();
        assert_eq!(
            reasons(&code),
            reasons(codes[0]),
            "{code}/why.tsv: the reasons of {}, each with its blanks",
            codes[0]
        );
        let month = cases(&code).into_iter().find(|case| case.topic == "month").unwrap();
        let (text, value) = (month.text, month.expected[0].split(" = ").last().unwrap().to_owned());
        let mut told = Vec::new();
        for other in &codes {
            language.explain_in(other).unwrap();
            let annotation = serde_json::to_value(annotated(&text, &language)).unwrap();
            told.push(annotation["mentions"].as_array().unwrap().last().unwrap()["why"].as_str().unwrap().to_owned());
        }
        assert!(told.iter().all(|why| why.contains(&value)), "{told:?}");
        let own = codes.iter().position(|known| *known == code).unwrap();
        let plain = serde_json::to_value(annotated(&text, &all()[own])).unwrap();
        assert_eq!(plain["mentions"].as_array().unwrap().last().unwrap()["why"], told[own]);
        told.sort();
        told.dedup();
        assert_eq!(told.len(), codes.len(), "{code}: {told:?}");
        for unknown in ["xx", "", "n", "nld"] {
            let refused = language.explain_in(unknown).unwrap_err().to_string();
            assert!(codes.iter().all(|code| refused.contains(code)), "{refused}");
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
        let cases = cases(code);
        let mut lengths: Vec<_> =
            cases.iter().filter(|case| case.topic == "list").map(|case| case.expected[0].split(' ').count()).collect();
        lengths.sort_unstable();
        assert_eq!(
            lengths,
            [7, 12, 31, 31],
            "tests/languages/{code}.tsv: lists of weekdays, months, numbers and ordinals"
        );
        for case in cases.iter().filter(|case| case.topic == "list") {
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
fn every_kind_has_a_sentence() {
    for (code, _) in languages::PACKS.iter().chain([&TOY]) {
        let cases = cases(code);
        for (kind, file) in [("date", ""), ("age", ""), ("person", "persons.weights"), ("event", "events.weights")] {
            let can = file.is_empty() || folder(code).join(file).is_file();
            let has = cases.iter().any(|case| case.topic == "sentence" && case.text == kind);
            assert!(has || !can, "tests/languages/{code}.tsv has no sentence with a mention of kind {kind}");
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
    let toy = include_str!(concat!(env!("OUT_DIR"), "/eo.words"));
    let known = [languages::WORDS, &[(TOY.0, toy)]].concat();
    for (code, _) in &known {
        let text: Vec<String> =
            cases(code).iter().filter(|case| case.topic == "text").map(|case| case.text.clone()).collect();
        assert!(!text.is_empty(), "tests/languages/{code}.tsv has no text");
        for text in text {
            assert_eq!(detect(&text, &known), *code, "{text:?} is not told to be {code}: add to function-words.txt");
        }
    }
    assert_eq!(detect("", &known), languages::WORDS[0].0);
    assert_eq!(detect("de het een", &[]), "");
}

/// The event models know words by their numbers in the trigger lexicon.
#[test]
fn models_know_the_words_of_their_lexicon() {
    for (code, pack) in languages::PACKS {
        let section = |tag| pack::section(pack, tag);
        let weights = section(b"evwt");
        assert!(
            weights.is_empty() || pack::section(weights, b"lexi") == pack::checksum_of(section(b"evlx")),
            "the trigger lexicon is not the one that the event models were trained with: cargo xtask train-events {code}"
        );
    }
}
