//! When someone was born, as far as an age and the publication date tell.

use super::cue::Cue;
use super::cues::Scene;
use crate::annotation::{AgeMention, Interval, Person, Published};
use chrono::{Datelike, Days, Months, NaiveDate};

/// Sets `born` from the ages that people have as the article is published. Ages that contradict each other
/// tell nothing.
pub(super) fn set(scene: &Scene, ages: &[AgeMention], published: &Published, people: &mut [Person]) {
    let Some((first, last)) = published.value.days() else { return };
    let mut intervals: Vec<Vec<(NaiveDate, NaiveDate)>> = vec![Vec::new(); people.len()];
    for age in ages.iter().filter(|age| is_present(scene, age)) {
        let place = age.person.and_then(|person| intervals.get_mut(person.0));
        if let (Some(place), Some(interval)) = (place, interval(age.years, first, last)) {
            place.push(interval);
        }
    }
    for (person, intervals) in people.iter_mut().zip(intervals) {
        let both = |a: (NaiveDate, NaiveDate), b: (NaiveDate, NaiveDate)| (a.0.max(b.0), a.1.min(b.1));
        let shared = intervals.into_iter().reduce(both).filter(|(earliest, latest)| earliest <= latest);
        let text = |(earliest, latest): (NaiveDate, NaiveDate)| Interval {
            earliest: earliest.to_string(),
            latest: latest.to_string(),
        };
        person.born = shared.map(text);
    }
}

/// The birthdays of someone who has had `years` on some day from `first` to `last`.
fn interval(years: u32, first: NaiveDate, last: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let back =
        |day: NaiveDate, years: u32| day.checked_sub_months(Months::new(12 * years)).filter(|day| day.year() > 0);
    Some((back(first, years + 1)?.checked_add_days(Days::new(1))?, back(last, years)?))
}

/// Whether an age is said beside a name or a noun, as of now: "40-jarige", ", 40,", "(7)".
fn is_present(scene: &Scene, age: &AgeMention) -> bool {
    let tokens = &scene.document.tokens;
    let start = tokens.partition_point(|token| (token.start as usize) < age.spans[0].start);
    let end = tokens.partition_point(|token| (token.start as usize) < age.spans[0].end);
    if start == 0 || end == start {
        return false;
    }
    let adjective = scene.classes(end - 1).has(Cue::Suffix) && !scene.classes(end).has(Cue::Age);
    let beside = matches!(scene.word(start - 1), "," | "(") || scene.classes(start - 1).has(Cue::Now);
    (adjective || beside) && !(start.saturating_sub(2)..start).any(|i| scene.classes(i).has(Cue::Then))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::PartialDate;

    #[test]
    fn intervals() {
        for (published, years, expected) in [
            ("2021-10-01", 40, "1980-10-02 1981-10-01"),
            ("2021-10", 40, "1980-10-02 1981-10-31"),
            ("2021", 7, "2013-01-02 2014-12-31"),
            ("2024-02-29", 1, "2022-03-01 2023-02-28"),
            ("0100", 110, ""),
        ] {
            let (first, last) = published.parse::<PartialDate>().unwrap().days().unwrap();
            let found = interval(years, first, last).map(|(a, b)| format!("{a} {b}")).unwrap_or_default();
            assert_eq!(found, expected, "{years} in {published}");
        }
    }
}
