//! What each fuzz target checks of its input, whatever the bytes. `tests/fuzz.rs` replays the corpus on the same.

#![allow(dead_code, reason = "a fuzz target runs one of them")]

#[path = "../../src/cli/mod.rs"]
mod cli;
#[path = "../common/holds.rs"]
mod holds;
#[path = "../common/values.rs"]
mod values;

use kantlijn::{
    Annotation, Article, Format, Language, OffsetMap, Options, PartialDate, Policy, Span, Unit, date, languages,
};
use std::borrow::Cow;
use std::sync::LazyLock;

/// What holds of any input, or panics.
pub type Check = fn(&[u8]);

/// Every target: its name, which is its corpus's folder, and its check.
pub const TARGETS: &[(&str, Check)] = &[
    ("annotate", annotate),
    ("tokens", tokens),
    ("offsets", offsets),
    ("dates", dates),
    ("pack", pack),
    ("lines", lines),
];

const UNITS: [Unit; 3] = [Unit::Byte, Unit::Utf16, Unit::Codepoint];

static LANGUAGES: LazyLock<Vec<Language>> =
    LazyLock::new(|| languages::PACKS.iter().map(|(_, pack)| kantlijn::load(*pack).unwrap()).collect());

/// The first byte, whose bits choose, and the rest as text.
fn choice_and_text(data: &[u8]) -> (usize, Cow<'_, str>) {
    let (choice, rest) = data.split_first().unwrap_or((&0, &[]));
    (usize::from(*choice), String::from_utf8_lossy(rest))
}

fn language(choice: usize) -> &'static Language {
    &LANGUAGES[choice % LANGUAGES.len()]
}

fn policy(choice: usize) -> Policy {
    if choice & 2 == 0 { Policy::News } else { Policy::Assistant }
}

/// All that a caller can check of an annotation of any text.
pub fn annotate(data: &[u8]) {
    let (choice, text) = choice_and_text(data);
    let Ok(mut article) = Article::new(&*text) else { return };
    article.published = (choice & 4 != 0).then(|| "2021-10-01".parse().unwrap());
    let (language, options) = (language(choice), Options { policy: policy(choice) });
    let annotation = kantlijn::annotate(&article, language, &options);
    holds::check_spans(&text, &annotation);
    holds::check_ids(&annotation);
    assert_eq!(annotation, kantlijn::annotate(&article, language, &options), "another result the second time");
    let json = serde_json::to_string(&annotation).unwrap();
    let read: Annotation = serde_json::from_str(&json).unwrap();
    assert_eq!(read.fit(&text, Unit::Byte).as_ref(), Ok(&annotation));
    for (format, ..) in Format::ALL {
        kantlijn::export(&text, &annotation, *format);
    }
    // The persons that were found, and bytes of the text, as if a reader had put them right.
    let of_person = |mention: &kantlijn::Mention| (mention.kind() == "person").then(|| mention.spans()[0]);
    let mut persons: Vec<Span> = annotation.mentions.iter().filter_map(of_person).collect();
    let given = kantlijn::annotate_with_persons(&article, language, &options, &persons);
    assert_eq!(persons, given.mentions.iter().filter_map(of_person).collect::<Vec<_>>());
    persons.extend(data.windows(2).map(|pair| Span::new(pair[0].into(), pair[1].into())));
    let forced = kantlijn::annotate_with_persons(&article, language, &options, &persons);
    holds::check_ids(&forced);
}

/// Tokens tile any text, sentences its tokens.
pub fn tokens(data: &[u8]) {
    let (choice, text) = choice_and_text(data);
    holds::check_tokens(&text, language(choice));
}

/// Offsets go to every unit and back, in any order.
pub fn offsets(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for unit in UNITS {
        let width = |c: char| match unit {
            Unit::Byte => c.len_utf8(),
            Unit::Utf16 => c.len_utf16(),
            Unit::Codepoint => 1,
        };
        // Every place between characters: its byte, and the characters before it in the unit.
        let mut places = vec![(0, 0)];
        places.extend(text.chars().scan((0, 0), |(byte, count), c| {
            (*byte, *count) = (*byte + c.len_utf8(), *count + width(c));
            Some((*byte, *count))
        }));
        let mut map = OffsetMap::new(&text, unit);
        // The bytes themselves say where to go next.
        for step in data.iter().take(64) {
            let place = usize::from(*step) * 31 % places.len();
            let (byte, count) = places[place];
            assert_eq!(map.convert(byte), count, "{unit:?} {byte} of {text:?}");
            assert_eq!(map.invert(count), Some(byte), "{unit:?} {byte} of {text:?}");
            let next = places.get(place + 1).filter(|(_, next)| *next == count + 1);
            assert_eq!(map.invert(count + 1), next.map(|(byte, _)| *byte), "{unit:?} {count} + 1 of {text:?}");
        }
    }
}

/// Dates print and parse back, as do the values of all that a text says. Its first line is when it was published.
pub fn dates(data: &[u8]) {
    let (choice, text) = choice_and_text(data);
    let (published, text) = text.split_once('\n').unwrap_or(("", &text));
    let published: Option<PartialDate> = published.parse().ok();
    if let Some(date) = published {
        assert_eq!(date.to_string().parse(), Ok(date));
        assert!(date.days().is_none_or(|(first, last)| first <= last));
    }
    let clock = (choice & 4 != 0).then_some((choice as u32 % 24, choice as u32 % 60));
    let found = date::dates_at(text, language(choice), published, policy(choice), clock);
    let wrong: Vec<String> = found.iter().filter_map(values::check).collect();
    assert!(wrong.is_empty(), "{} in {text:?}", wrong.join("\n"));
}

/// A pack of any bytes is an error or a language; under a header that fits, wrong marks at worst.
pub fn pack(data: &[u8]) {
    let _ = kantlijn::load(data.to_vec());
    let Ok(language) = kantlijn::load(repaired(data, "eo")) else { return };
    let article =
        Article::new("Kim Kardashian (40) trouwde op 3 mei 2020 en overleed la 3-an de majo, 43-jara.").unwrap();
    let annotation = kantlijn::annotate(&article, &language, &Options::default());
    holds::check_spans(article.text(), &annotation);
    holds::check_ids(&annotation);
}

/// Sections that are read by the crate `fst`, which panics on forged ones: an empty list stands in for these.
const WORD_LISTS: [&[u8; 4]; 4] = [b"abbr", b"numb", b"cues", b"stem"];
/// Sections that are packs of their own.
const PACKS: [&[u8; 4]; 3] = [b"pers", b"evlx", b"evwt"];

/// The sections of a damaged pack, as far as its table tells them, under a header of their own.
fn repaired(data: &[u8], code: &str) -> Vec<u8> {
    const HEADER: usize = 28;
    let body = data.get(HEADER..).unwrap_or_default();
    let number = |bytes: &[u8]| u32::from_le_bytes(bytes.try_into().unwrap()) as usize;
    let count = data.get(6).copied().unwrap_or_default();
    let entries = body.chunks_exact(12).take(count.into()).filter_map(|entry| {
        let (start, length) = (number(&entry[4..8]), number(&entry[8..]));
        Some((entry[..4].try_into().unwrap(), body.get(start..start.checked_add(length)?)?))
    });
    let entries: Vec<([u8; 4], &[u8])> = entries.collect();
    let sound = |tag, section: &[u8]| {
        let forged = || fst::raw::Fst::new(section).and_then(|list| list.verify()).is_err();
        if WORD_LISTS.contains(&tag) && forged() {
            fst::Set::default().into_fst().into_inner()
        } else if PACKS.contains(&tag) && !section.is_empty() {
            repaired(section, code)
        } else {
            section.to_vec()
        }
    };
    let sections: Vec<_> = entries.iter().map(|(tag, section)| (tag, sound(tag, section))).collect();
    kantlijn::pack::write(code, &sections)
}

/// What the check reads of a line: other fields may hold anything, halves of a character among it.
#[derive(serde::Deserialize)]
struct Given {
    text: String,
}

/// Every line that is not blank gives one line, an annotation that fits its text or an error, under any options.
pub fn lines(data: &[u8]) {
    let (choice, text) = choice_and_text(data);
    let (options, _) = text.split_once('\n').unwrap_or_default();
    let input = data.get(1 + options.len() + 1..).unwrap_or_default();
    let mut loaded = LANGUAGES.clone();
    for language in &mut loaded {
        let _ = language.explain_in(options);
    }
    let unit = UNITS[choice % UNITS.len()];
    let settings = cli::Settings {
        languages: cli::Languages { chosen: ["auto", "nl", "en"][choice / 3 % 3].to_owned(), loaded },
        published: options.parse().ok(),
        options: Options { policy: policy(choice) },
        unit,
        cap: if choice & 32 == 0 { 1 << 20 } else { 64 },
    };
    let mut output = Vec::new();
    let threads = 1 + choice / 64;
    let outcome = cli::ndjson::annotate(input, &mut output, Default::default(), &settings, threads).unwrap();
    let output = String::from_utf8(output).unwrap();
    let given = input.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    assert_eq!(given.clone().count(), output.lines().count());
    let mut bad = false;
    for (given, line) in given.zip(output.lines()) {
        let result: serde_json::Value = serde_json::from_str(line).unwrap();
        if result["error"].is_string() {
            bad = true;
            continue;
        }
        let article: Given = serde_json::from_slice(given).unwrap();
        let annotation: Annotation = serde_json::from_value(result).unwrap();
        annotation.fit(&article.text, unit).unwrap();
    }
    assert_eq!(outcome.is_err(), bad);
}
