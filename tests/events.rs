//! Events found in short texts: trigger, type, modality; participants and times.

use kantlijn::{Article, Mention, Modality, Options, annotate, language};

/// Every event as `trigger type modality`, with participants and time where it has them.
fn events(text: &str) -> Vec<String> {
    events_of(&Article::new(text).unwrap())
}

fn events_of(article: &Article) -> Vec<String> {
    let annotation = annotate(article, &language("nl").unwrap(), &Options::default());
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
fn what_lies_after_publication_is_to_come() {
    for (text, event) in [
        ("Het concert op 12 mei 2021 is in Utrecht.", "concert culture.performance"),
        ("De bruiloft van Anna Bos is op 12 mei 2021.", "bruiloft life.marriage"),
        ("De hoorzitting van 12 mei 2021 gaat over de aanslag.", "hoorzitting justice.trial"),
        ("De verkiezingen van 12 mei 2021 beslissen wie er regeert.", "verkiezingen politics.election"),
    ] {
        for (published, modality) in [("2021-05-01", "F"), ("2021-06-01", "A")] {
            let mut article = Article::new(text).unwrap();
            article.published = Some(published.parse().unwrap());
            let (found, expected) = (events_of(&article), format!("{event} {modality} "));
            assert!(found.iter().any(|found| found.starts_with(&expected)), "{published} {text}: {found:?}");
        }
    }
}

#[test]
fn a_time_told_before_goes_on() {
    check(
        "Jan Peeters en Ann Smit trouwden op 4 mei 2019 in Gent. Na de plechtigheid was er een feest voor honderd gasten. \
         De bruiloft werd gefilmd.",
        &[
            "trouwden life.marriage A [Jan Peeters, Ann Smit] 2019-05-04",
            "plechtigheid contact.meeting A [Jan Peeters, Ann Smit] 2019-05-04",
            "feest contact.meeting A [Jan Peeters, Ann Smit] 2019-05-04",
            "bruiloft life.marriage A [Jan Peeters, Ann Smit] 2019-05-04",
        ],
    );
}

#[test]
fn a_bound_is_no_time() {
    check("Jan Peeters moet voor 4 mei 2019 aftreden.", &["aftreden personnel.end F [Jan Peeters] "]);
}

#[test]
fn the_reason_names_where_a_time_stands() {
    let why = |text: &str, event_type: &str| {
        let annotation = annotate(&Article::new(text).unwrap(), &language("nl").unwrap(), &Options::default());
        let event = annotation.events.into_iter().find(|event| event.event_type == event_type);
        event.and_then(|event| event.when).map(|when| when.why).unwrap_or_default()
    };
    let wedding = "Jan Peeters en Ann Smit trouwden op 4 mei 2019 in Gent. Na de plechtigheid was er een feest voor honderd gasten.";
    assert_eq!(why(wedding, "life.marriage"), "De tijd '4 mei 2019' staat bij 'trouwden'.");
    assert_eq!(why(wedding, "contact.meeting"), "Rond 'plechtigheid' gaat het artikel over '4 mei 2019'.");
    let divorce = "Huwelijk van Jan Peeters voorbij. Jan Peeters en Ann Smit trouwden in 2012.";
    assert_eq!(why(divorce, "life.marriage"), "Elders in het artikel staat '2012' bij hetzelfde: 'trouwden'.");
}

#[test]
fn no_event() {
    for text in ["Het regent zelden in de woestijn.", "De tafel heeft vier poten.", "?", "1 2 3"] {
        check(text, &[]);
    }
}
