//! Every value parses back by the grammars of TIMEX3 and EDTF, and its days are those that it says.

mod common;

use common::values::check;
use kantlijn::date::{self, Policy};
use kantlijn::language;

/// A small generator of numbers that are the same every time (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn pick<'a>(&mut self, words: &'a str) -> &'a str {
        let words: Vec<&str> = words.split('|').collect();
        words[self.roll(words.len())]
    }
}

/// What expressions are made of: a word of the pattern in capitals is drawn from its list.
const WORDS: &[(&str, &str)] = &[
    ("WEEKDAY", "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"),
    ("MONTH", "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"),
    ("PART", "ochtend|middag|avond|nacht"),
    ("SEASON", "lente|zomer|herfst|winter|voorjaar|najaar"),
    ("UNIT", "minuten|uur|dagen|weken|maanden|jaar|kwartalen|eeuwen|decennia|weekenden"),
    ("PERIOD", "week|maand|jaar|weekend|kwartaal|eeuw|decennium|seizoen|schooljaar"),
    ("DIR", "vorige|volgende|afgelopen|komende|deze|dit"),
    (
        "NUMBER",
        "een|twee|drie|vijf|elf|twaalf|negentien|eenentwintig|honderd|tweeduizend|anderhalf|tweeënhalf|enkele|een paar|1|2|17|30|99|365",
    ),
    ("ORDINAL", "eerste|tweede|derde|laatste|vierde|vijfde|twintigste"),
    ("HOUR", "één|twee|drie|zes|zeven|negen|twaalf"),
    (
        "FEAST",
        "Kerstmis|Pasen|Hemelvaart|Koningsdag|Koninginnedag|Prinsjesdag|oudejaarsavond|tweede pinksterdag|Sinterklaas",
    ),
    ("EDGE", "begin|eind|half|medio|halverwege|uiterlijk"),
    ("WHEN", "geleden|later|eerder"),
    ("VERB", "won|wint|heeft gewonnen|zal winnen|werd gekozen|wordt gekozen"),
    ("YEAR", "1066|1899|1945|1999|2000|2016|2020|2021|2035"),
    ("DAY", "1|2|9|15|28|29|30|31"),
];

const PATTERNS: &[&str] = &[
    "WEEKDAY DAY MONTH YEAR",
    "DAY MONTH",
    "DAY MONTH YEAR",
    "MONTH YEAR",
    "MONTH 'DAY",
    "in MONTH",
    "in YEAR",
    "WEEKDAY",
    "DIR WEEKDAY",
    "WEEKDAYPART",
    "NUMBER UNIT WHEN",
    "over NUMBER UNIT",
    "NUMBER UNIT",
    "DIR PERIOD",
    "EDGE DIR PERIOD",
    "EDGE MONTH",
    "EDGE YEAR",
    "DIR SEASON",
    "de SEASON van YEAR",
    "het ORDINAL kwartaal van YEAR",
    "het ORDINAL kwartaal",
    "de ORDINAL WEEKDAY van MONTH YEAR",
    "de ORDINAL WEEKDAY van MONTH",
    "FEAST",
    "FEAST YEAR",
    "DIR FEAST",
    "om half HOUR",
    "om kwart over HOUR",
    "om HOUR uur",
    "om tien voor half HOUR",
    "de nacht van WEEKDAY op WEEKDAY",
    "'s PARTs",
    "vanPART",
    "gisterPART",
    "de jaren tachtig",
    "de ORDINAL eeuw",
    "eind jaren negentig",
    "elke WEEKDAY",
    "NUMBER keer per PERIOD",
    "om de NUMBER UNIT",
    "dezelfde dag",
    "die PART",
    "datzelfde jaar",
    "DAY/DAY/YEAR",
    "YEAR-09-DAY",
    "DAY-2-YEAR",
    "van DAY tot en met DAY MONTH",
    "tussen YEAR en YEAR",
    "DIR week WEEKDAY",
    "WEEKDAY over een week",
    "de zaterdag voor FEAST",
    "het seizoen YEAR-YEAR",
    "DAY.15 uur",
    "24.00 uur",
    "23.59 uur",
    "middernacht",
    "week DAY van YEAR",
    "het eind van het jaar",
    "de dag erna",
    "het jaar daarvoor",
];

fn expression(dice: &mut Dice) -> String {
    let mut text = PATTERNS[dice.roll(PATTERNS.len())].to_owned();
    for (name, words) in WORDS {
        while let Some(at) = text.find(name) {
            text.replace_range(at..at + name.len(), dice.pick(words));
        }
    }
    format!("{text} {} hij. ", dice.pick(WORDS[13].1))
}

#[test]
fn generated_expressions() {
    let dutch = language("nl").unwrap();
    let published = [
        "",
        "2021-10-01",
        "2020-02-29",
        "1999-12-31",
        "2021-02",
        "2024",
        "2016-11-11",
        "1900-01-01",
        "9999-12-31",
        "0001-01-01",
    ];
    // A million where time is no matter.
    let texts = if std::env::var_os("KANTLIJN_LONG").is_some() { 50_000 } else { 2_000 };
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut wrong = Vec::new();
    let mut count = 0;
    for i in 0..texts {
        let text: String = (0..20).map(|_| expression(&mut dice)).collect();
        let policy = if i % 3 == 0 { Policy::Assistant } else { Policy::News };
        let found = date::dates(&text, &dutch, published[i % published.len()].parse().ok(), policy);
        count += found.len();
        wrong.extend(found.iter().filter_map(check));
        if wrong.len() > 20 {
            break;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > texts * 15, "{count} found");
}

/// Time grows with the text, not with its square: the same on twice the text takes about twice as long.
#[test]
fn time_is_linear() {
    let dutch = language("nl").unwrap();
    let line =
        "Op donderdag 30 september om half acht van de eerste van de eerste van de tweede helft van drie jaar geleden ";
    let time = |times: usize| {
        let text = line.repeat(times);
        let run = || {
            let start = std::time::Instant::now();
            assert!(!date::dates(&text, &dutch, None, Policy::News).is_empty());
            start.elapsed()
        };
        (0..5).map(|_| run()).min().unwrap()
    };
    let (small, large) = (time(250), time(8000));
    // 32 times the text; a square would be 1,024 times. The rest is what a busy machine may cost.
    assert!(large < small * 300, "{small:?} for a 32nd of the text, {large:?} for all");
}
