//! Events found in short texts: trigger, type, modality; participants and times.

use kantlijn::{Article, Mention, Modality, Options, annotate, language};

/// Every event as `trigger type modality`, with participants and time where it has them.
fn events(text: &str) -> Vec<String> {
    let annotation = annotate(&Article::new(text).unwrap(), &language("nl").unwrap(), &Options::default());
    let events = annotation.mentions.iter().filter_map(|mention| match mention {
        Mention::Event(mention) => Some(mention),
        _ => None,
    });
    let shown = events.map(|mention| {
        let event = &annotation.events[mention.event.0];
        assert!(event.mentions.contains(&mention.id) && !event.label.is_empty() && !event.schema.is_empty());
        let modality = match mention.modality {
            Modality::Asserted => "A",
            Modality::Future => "F",
            Modality::Other => "N",
        };
        let people: Vec<&str> = event.people.iter().map(|id| annotation.people[id.0].name.as_str()).collect();
        let when = event.when.as_ref().map(|when| when.edtf.as_str()).unwrap_or_default();
        if let Some(when) = &event.when {
            assert!(!when.why.is_empty());
        }
        format!("{} {} {modality} [{}] {when}", mention.text, mention.event_type, people.join(", "))
    });
    shown.collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(events(text), expected, "{text}");
}

#[test]
fn separable_verbs_and_nouns_of_one_event() {
    check(
        "Kim Kardashian vroeg op 19 februari 2021 de scheiding aan.",
        &[
            "vroeg … aan life.separation A [Kim Kardashian] 2021-02-19",
            "scheiding life.separation A [Kim Kardashian] 2021-02-19",
        ],
    );
}

#[test]
fn verbs_in_every_form() {
    for text in [
        "Jan Peeters overleed op 3 mei 2019 in Gent.",
        "Jan Peeters is op 3 mei 2019 in Gent overleden.",
        "Jan Peeters stierf op 3 mei 2019 in Gent.",
        "Op 3 mei 2019 kwam Jan Peeters bij een ongeluk om het leven.",
    ] {
        let found = events(text);
        assert!(found.iter().any(|event| event.contains("life.death A [Jan Peeters] 2019-05-03")), "{text}: {found:?}");
    }
}

#[test]
fn no_event() {
    for text in ["Het regent zelden in de woestijn.", "De tafel heeft vier poten.", "?", "1 2 3"] {
        check(text, &[]);
    }
}
