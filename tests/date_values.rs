//! Every value parses back by the grammars of TIMEX3 and EDTF, and its days are those that it says.

use kantlijn::date::{self, Policy, calendar};
use kantlijn::{DateMention, language};
use regex::Regex;
use std::sync::LazyLock;

/// TIMEX3 values as ISO-TimeML and TimeML 1.2.1 write them; X where something is left open.
static TIMEX3: LazyLock<Regex> = LazyLock::new(|| {
    let clock = r"T(MO|MI|AF|EV|NI|DT|([01]\d|2[0-4]):[0-5]\d(:[0-5]\d)?(Z|[+-]\d\d:\d\d)?)";
    let within = r"(-(H[12X]|Q[1-4X]|SP|SU|FA|WI|W(\d\d|XX)(-WE|-[1-7X])?|(\d\d|XX)(-(\d\d|XX))?))?";
    let amount = r"(\d+|X)";
    let length = format!(
        r"P({amount}(DE|CE|Y))?({amount}Q)?({amount}M)?({amount}WE)?({amount}W)?({amount}D)?({amount}TNI)?(XX)?(T({amount}H)?({amount}M)?({amount}S)?)?"
    );
    Regex::new(&format!(
        r"^((PAST|PRESENT|FUTURE)_REF|\d{{2}}|\d{{3}}|\d{{4}}/\d{{4}}|(\d{{4}}|XXXX){within}({clock})?|{clock}|{length})$"
    ))
    .unwrap()
});

/// EDTF, level 2, as far as dates of an article need it.
static EDTF: LazyLock<Regex> = LazyLock::new(|| {
    let day = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])";
    let date = format!(
        r"(({day}|(\d{{4}}|XXXX)(-(0[1-9]|1[0-2]|2[1-4]|3[3-6]|4[01]|XX)(-(\d\d|XX))?)?|\d{{3}}X|\d{{2}}XX)~?)"
    );
    let time = r"T([01]\d|2[0-4]):[0-5]\d:[0-5]\d(Z|[+-]\d\d:\d\d)?";
    Regex::new(&format!(r"^({day}{time}|{date}|{date}/{date}|\[{day}(,{day})+\])$")).unwrap()
});

/// The first and the last day of a TIMEX3 value without gaps, read anew.
fn days(value: &str) -> Option<(String, String)> {
    let date = value.split('T').next()?;
    let number = |text: &str| text.parse::<i32>().ok();
    let parts: Vec<&str> = date.split('-').collect();
    let year = number(parts[0]).filter(|_| parts[0].len() == 4)?;
    let bounds = match parts[1..] {
        [] => calendar::year(year),
        [part] if part.starts_with('W') && part != "WI" => calendar::week(year, number(&part[1..])? as u32),
        [week, "WE"] => {
            let (_, sunday) = calendar::week(year, number(&week[1..])? as u32)?;
            Some((sunday.pred_opt()?, sunday))
        }
        [half] if half.starts_with('H') => calendar::months(year, number(&half[1..])? as u32 * 6 - 5, 6),
        [quarter] if quarter.starts_with('Q') => calendar::months(year, number(&quarter[1..])? as u32 * 3 - 2, 3),
        ["SP"] => calendar::months(year, 3, 3),
        ["SU"] => calendar::months(year, 6, 3),
        ["FA"] => calendar::months(year, 9, 3),
        ["WI"] => calendar::months(year, 12, 3),
        [month] => calendar::month(year, number(month)? as u32),
        [month, day] => calendar::day(year, number(month)? as u32, number(day)? as u32).map(|day| (day, day)),
        _ => None,
    }?;
    Some((bounds.0.to_string(), bounds.1.to_string()))
}

/// What is wrong with a mention, if anything.
fn check(date: &DateMention) -> Option<String> {
    let wrong = |what: &str| Some(format!("{what}: {date:?}"));
    if !TIMEX3.is_match(&date.value) {
        return wrong("not TIMEX3");
    }
    if date.edtf.as_ref().is_some_and(|edtf| !EDTF.is_match(edtf)) {
        return wrong("not EDTF");
    }
    if date.why.is_empty() || date.why.contains(['{', '}']) {
        return wrong("no reason");
    }
    let known = date.earliest.clone().zip(date.latest.clone());
    match (days(&date.value), known) {
        (Some(said), Some(known)) if said != known => wrong("other days"),
        (Some(_), None) => wrong("no days"),
        (_, Some((earliest, latest))) if earliest > latest => wrong("days the wrong way round"),
        _ => None,
    }
}

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
