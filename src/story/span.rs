//! Stretches of days, and what two statements of a time leave together.

use crate::annotation::Interval;

/// The days that two intervals share.
pub fn both(a: &Interval, b: &Interval) -> Option<Interval> {
    // Days are written year first, so that their text sorts as they do.
    let (earliest, latest) = ((&a.earliest).max(&b.earliest), (&a.latest).min(&b.latest));
    (earliest <= latest).then(|| Interval { earliest: earliest.clone(), latest: latest.clone() })
}

/// The EDTF of what two times leave together, where `shared` are the days that they share.
pub fn narrowed((a, a_days): (&str, &Interval), (b, b_days): (&str, &Interval), shared: &Interval) -> String {
    // "[2021-02-05,2021-02-12]": one of some days.
    let listed = |edtf: &str| -> Option<String> {
        let days = edtf.strip_prefix('[')?.strip_suffix(']')?.split(',');
        let kept: Vec<&str> = days.filter(|day| (&*shared.earliest..=&*shared.latest).contains(day)).collect();
        (!kept.is_empty()).then(|| if kept.len() == 1 { kept[0].to_owned() } else { format!("[{}]", kept.join(",")) })
    };
    if let Some(days) = listed(a).or_else(|| listed(b)) {
        return days;
    }
    match () {
        () if shared == a_days => a.to_owned(),
        () if shared == b_days => b.to_owned(),
        () if shared.earliest == shared.latest => shared.earliest.clone(),
        () => format!("[{}..{}]", shared.earliest, shared.latest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_narrow_one_another() {
        let days = |earliest: &str, latest: &str| Interval { earliest: earliest.into(), latest: latest.into() };
        for (a, a_days, b, b_days, expected) in [
            ("2021", ("2021-01-01", "2021-12-31"), "2021-02", ("2021-02-01", "2021-02-28"), Some("2021-02")),
            ("2021-02-28", ("2021-02-28", "2021-02-28"), "2021", ("2021-01-01", "2021-12-31"), Some("2021-02-28")),
            (
                "[2021-01-29,2021-02-05,2021-02-12]",
                ("2021-01-29", "2021-02-12"),
                "2021-02",
                ("2021-02-01", "2021-02-28"),
                Some("[2021-02-05,2021-02-12]"),
            ),
            ("2021-01", ("2021-01-01", "2021-01-31"), "2021-02", ("2021-02-01", "2021-02-28"), None),
        ] {
            let (a_days, b_days) = (days(a_days.0, a_days.1), days(b_days.0, b_days.1));
            let found = both(&a_days, &b_days).map(|shared| narrowed((a, &a_days), (b, &b_days), &shared));
            assert_eq!(found.as_deref(), expected, "{a} and {b}");
        }
    }
}
