//! The date rules' own examples and counter-examples, as they stand beside each rule.

use kantlijn::date::{self, Policy};
use kantlijn::{Language, language, languages};
use std::fs;

/// The rule files of a language, each with its name.
fn rule_files(code: &str) -> Vec<(String, String)> {
    let folder = format!("{}/src/languages/{code}/dates", env!("CARGO_MANIFEST_DIR"));
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let rules = files.filter(|path| path.extension().is_some_and(|extension| extension == "rules"));
    rules.map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

/// What is wrong with `text [with spans] = VALUE, VALUE @ PUBLISHED`, if anything.
fn check(example: &str, language: &Language, policy: Policy) -> Option<String> {
    let (marked, values) = example.rsplit_once(" = ").unwrap_or((example, ""));
    let (values, published) = values.split_once(" @ ").unwrap_or((values, ""));
    let mut text = String::new();
    let mut spans = Vec::new();
    for (i, part) in marked.split(['[', ']']).enumerate() {
        let start = text.len();
        text += part;
        if i % 2 == 1 {
            spans.push((start, text.len()));
        }
    }
    let values: Vec<&str> = values.split(", ").filter(|value| !value.is_empty()).collect();
    let found = date::dates(&text, language, published.trim().parse().ok(), policy);
    let got: Vec<_> = found.iter().map(|date| (date.spans[0].start, date.spans[0].end, date.value.as_str())).collect();
    // One value for each span; where there are more, the first are those of times elsewhere in the text.
    let elsewhere = values.len().saturating_sub(spans.len());
    let wanted: Vec<_> =
        spans.iter().zip(&values[elsewhere..]).map(|((start, end), value)| (*start, *end, *value)).collect();
    let fits = values.len() >= spans.len()
        && wanted.iter().all(|want| got.contains(want))
        && got.len() == values.len()
        && values[..elsewhere].iter().all(|value| got.iter().any(|(.., found)| found == value));
    let shown: Vec<String> = found.iter().map(|date| format!("[{}] {}", date.text, date.value)).collect();
    (!fits).then(|| format!("{example}\n    gives {}", shown.join(", ")))
}

#[test]
fn examples_beside_the_rules() {
    for (code, _) in languages::PACKS {
        let language = language(code).unwrap();
        let mut wrong = Vec::new();
        let mut count = 0;
        for (file, text) in rule_files(code) {
            let assistant = text.lines().any(|line| line == "only assistant");
            let policy = if assistant { Policy::Assistant } else { Policy::News };
            for line in text.lines().map(str::trim) {
                let Some(example) = line.strip_prefix("+ ").or_else(|| line.strip_prefix("- ")) else { continue };
                count += 1;
                wrong.extend(check(example, &language, policy).map(|what| format!("{file}: {what}")));
            }
        }
        assert!(wrong.is_empty(), "{} of {count} examples:\n{}", wrong.len(), wrong.join("\n"));
        assert!(count > 200, "{code} has {count} examples");
    }
}

#[test]
fn nothing_in_texts_without_dates() {
    let dutch = language("nl").unwrap();
    let text = include_str!("dates/nothing-nl.txt");
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let fired = lines.iter().flat_map(|line| date::dates(line, &dutch, "2021-10-01".parse().ok(), Policy::News));
    let fired: Vec<String> = fired.map(|date| format!("[{}] {}", date.text, date.value)).collect();
    assert!(fired.is_empty(), "{}", fired.join("\n"));
    assert!(lines.len() >= 150, "{}", lines.len());
}
