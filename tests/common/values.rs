//! Every value parses back by the grammars of TIMEX3 and EDTF, and its days are those that it says. The fuzz targets read
//! this file, too.

use kantlijn::DateMention;
use kantlijn::date::calendar;
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
pub fn check(date: &DateMention) -> Option<String> {
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
