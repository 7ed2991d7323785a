//! Number words from 1 to 9,999, spelled here by each language's grammar and read by the library.

use kantlijn::date::{self, Policy};
use kantlijn::language;
use kantlijn::number::Numbers;

/// The Dutch word for a number: units before tens, hundreds up to nineteen, nothing between.
fn dutch(n: u32) -> String {
    const SMALL: [&str; 20] = [
        "",
        "een",
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
        "dertien",
        "veertien",
        "vijftien",
        "zestien",
        "zeventien",
        "achttien",
        "negentien",
    ];
    const TENS: [&str; 10] =
        ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"];
    let counted = |count: u32| if count == 1 { String::new() } else { dutch(count) };
    match n {
        0..20 => SMALL[n as usize].to_owned(),
        20..100 => {
            let unit = SMALL[n as usize % 10];
            let link = if unit.is_empty() {
                ""
            } else if unit.ends_with('e') {
                "ën"
            } else {
                "en"
            };
            format!("{unit}{link}{}", TENS[n as usize / 10])
        }
        1100..2000 | 100..1000 => format!("{}honderd{}", counted(n / 100), dutch(n % 100)),
        _ => format!("{}duizend{}", counted(n / 1000), dutch(n % 1000)),
    }
}

/// The English word for a number below a hundred; longer ones are written apart.
fn english(n: u32) -> String {
    const SMALL: [&str; 20] = [
        "",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    match n {
        0..20 => SMALL[n as usize].to_owned(),
        _ if n.is_multiple_of(10) => TENS[n as usize / 10].to_owned(),
        _ => format!("{}-{}", TENS[n as usize / 10], SMALL[n as usize % 10]),
    }
}

fn dutch_ordinal(n: u32) -> String {
    let (word, last) = (dutch(n), if n.is_multiple_of(100) { 100 } else { n % 100 });
    match last {
        1 => word.strip_suffix("een").unwrap().to_owned() + "eerste",
        3 => word.strip_suffix("drie").unwrap().to_owned() + "derde",
        8 => word + "ste",
        2 | 4..=7 | 9..=19 => word + "de",
        _ => word + "ste",
    }
}

#[test]
fn spelled_and_read_back() {
    type Speller = fn(u32) -> String;
    let spellers: [(&str, Speller, Option<Speller>, u32, &str); 2] = [
        ("nl", dutch, Some(dutch_ordinal), 9_999, "Na WORD dagen was het klaar."),
        ("en", english, None, 99, "It was done after WORD days."),
    ];
    for (code, spell, spell_ordinal, last, sentence) in spellers {
        let language = language(code).unwrap();
        let numbers = Numbers::new(language.section(b"numb")).unwrap();
        let mut wrong = Vec::new();
        for n in 1..=last {
            let word = spell(n);
            if numbers.parse(&word).is_none_or(|number| number.value != n || number.ordinal || number.half) {
                wrong.push(format!("{n} {word}: {:?}", numbers.parse(&word)));
            }
            if let Some(ordinal) = spell_ordinal.map(|spell| spell(n))
                && numbers.parse(&ordinal).is_none_or(|number| number.value != n || !number.ordinal)
            {
                wrong.push(format!("{n} {ordinal}: {:?}", numbers.parse(&ordinal)));
            }
            let text = sentence.replace("WORD", &word);
            let found = date::dates(&text, &language, None, Policy::News);
            if n > 1 && found.first().is_none_or(|date| date.value != format!("P{n}D")) {
                wrong.push(format!("{text} {:?}", found.first().map(|date| &date.value)));
            }
        }
        assert!(wrong.is_empty(), "{code}: {} wrong\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
    }
}
