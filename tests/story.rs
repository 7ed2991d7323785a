//! Several articles told as one story.

use kantlijn::story::{Contradiction, Event, Story};
use kantlijn::{Article, Modality, Options, annotate, language, story};

/// The story of some texts, in the order given.
fn tell(texts: &[&str]) -> Story {
    let dutch = language("nl").unwrap();
    let articles: Vec<_> =
        texts.iter().map(|text| annotate(&Article::new(*text).unwrap(), &dutch, &Options::default())).collect();
    story(&articles, &dutch)
}

/// The story of texts in several languages, told in the first one's.
fn tell_across(texts: &[(&str, &str)]) -> Story {
    let articles: Vec<_> = texts
        .iter()
        .map(|(code, text)| annotate(&Article::new(*text).unwrap(), &language(code).unwrap(), &Options::default()))
        .collect();
    story(&articles, &language(texts[0].0).unwrap())
}

fn seeds() -> Story {
    tell(&[include_str!("../seeds/000_d2e9b11a68fdacb0.txt"), include_str!("../seeds/002_fd07732b7cfd0854.txt")])
}

fn of<'a>(story: &'a Story, event_type: &str, earliest: &str, latest: &str) -> Vec<&'a Event> {
    let inside =
        |event: &&Event| event.when.as_ref().is_some_and(|when| *when.earliest >= *earliest && *when.latest <= *latest);
    story.events.iter().filter(|event| event.event_type == event_type).filter(inside).collect()
}

fn names(story: &Story, event: &Event) -> Vec<String> {
    event.people.iter().map(|id| story.people[id.0].name.clone()).collect()
}

/// Type, first and last day, people, articles.
type Expected<'a> = (&'a str, &'a str, &'a str, &'a [&'a str], &'a [usize]);

/// The events of a type inside some days: there is one, with these people, told by these articles.
#[test]
fn the_seeds_tell_one_story() {
    let story = seeds();
    let couple = &["Kanye West", "Kim Kardashian West"];
    let events: [Expected; 4] = [
        ("politics.election", "2020-01-01", "2020-12-31", &["Kanye West"], &[1]),
        ("life.separation", "2021-02-01", "2021-02-28", couple, &[0, 1]),
        ("life.separation", "2021-04-09", "2021-04-09", couple, &[0]),
        ("contact.meeting", "2021-09-30", "2021-09-30", couple, &[0]),
    ];
    for (event_type, earliest, latest, who, told) in events {
        let found = of(&story, event_type, earliest, latest);
        assert_eq!(found.len(), 1, "{event_type} {earliest}: {:#?}", story.events);
        let mut names = names(&story, found[0]);
        names.sort();
        assert_eq!(names, who, "{event_type} {earliest}");
        let articles: Vec<_> = found[0].told.iter().map(|told| told.article).collect();
        assert_eq!(articles, told, "{event_type} {earliest}");
        assert_eq!(found[0].modality, Modality::Asserted, "{event_type} {earliest}");
    }
}

#[test]
fn births_are_narrowed_by_both_seeds() {
    let story = seeds();
    for (name, earliest, latest) in [
        ("Kanye West", "1977-02-02", "1977-12-31"),
        ("North", "2013-02-02", "2013-12-31"),
        ("Saint", "2015-02-02", "2016-02-28"),
        ("Chicago", "2017-02-02", "2018-02-28"),
        ("Psalm", "2019-02-02", "2019-12-31"),
    ] {
        let people: Vec<_> = story.people.iter().filter(|person| person.name == name).collect();
        assert_eq!(people.len(), 1, "{name}");
        assert_eq!(people[0].told.len(), 2, "{name}");
        let born = people[0].born.as_ref().map(|born| (born.earliest.as_str(), born.latest.as_str()));
        assert_eq!(born, Some((earliest, latest)), "{name}");
    }
}

#[test]
fn events_with_a_time_come_first_and_in_order() {
    let story = seeds();
    let times: Vec<_> = story.events.iter().map(|event| event.when.as_ref().map(|when| &when.earliest)).collect();
    let dated = times.iter().take_while(|time| time.is_some()).count();
    assert!(times[..dated].is_sorted() && times[dated..].iter().all(Option::is_none), "{times:?}");
}

#[test]
fn contradictions_are_listed() {
    let story = tell(&[
        "date 2021-02-10 Jan Jansen (40) trouwde in 2015 in Gent. Jan Jansen is acteur.",
        "date 2021-02-12 Jan Jansen (60) trouwde in 2015 in Gent. Jan Jansen is acteur.",
    ]);
    assert_eq!(story.people.len(), 1, "{:#?}", story.people);
    assert!(story.people[0].born.is_none());
    assert!(matches!(story.contradictions[..], [Contradiction::Birth { .. }]), "{:#?}", story.contradictions);
}

const DUTCH: &str = "Zangeres Els Peeters overleden

Zangeres Els Peeters (54) is op 3 maart 2021 overleden in een ziekenhuis in Gent. Dat heeft haar man Mark Jansen gezegd.
Peeters trouwde in 1995 met Jansen. In juni 2019 won ze een prijs in Parijs. De begrafenis is op 10 maart 2021.";

const ENGLISH: &str = "Belgian singer Els Peeters dies at 54

The Belgian singer Els Peeters, 54, died in hospital on 3 March 2021, her husband, Mark Jansen, said.
Peeters married Jansen in 1995. They were in London in 2005, when she was injured in an attack on the Underground. Her
agent, Ruth Delaney, 41, said the funeral of Els Peeters would be held on 10 March 2021.";

#[test]
fn articles_of_two_languages_are_one_story() {
    for texts in [[("nl", DUTCH), ("en", ENGLISH)], [("en", ENGLISH), ("nl", DUTCH)]] {
        let story = tell_across(&texts);
        let both = |name: &str| story.people.iter().find(|person| person.name == name).map(|person| person.told.len());
        let told = [both("Els Peeters"), both("Mark Jansen"), both("Ruth Delaney")];
        assert_eq!(told, [Some(2), Some(2), Some(1)], "{:#?}", story.people);
        for (event_type, day) in [("life.marriage", "1995"), ("life.death", "2021-03-03")] {
            let of_both = |event: &&Event| event.event_type == event_type && event.told.len() == 2;
            let events: Vec<_> = story.events.iter().filter(of_both).collect();
            assert_eq!(events.len(), 1, "{event_type}: {:#?}", story.events);
            assert_eq!(events[0].when.as_ref().map(|when| &*when.edtf), Some(day), "{events:#?}");
        }
        assert!(story.contradictions.is_empty(), "{:#?}", story.contradictions);
        let times: Vec<_> = story.events.iter().filter_map(|event| Some(&event.when.as_ref()?.earliest)).collect();
        assert!(times.len() >= 3 && times.is_sorted(), "{times:?}");
        // One timeline has the words of one language.
        let label = if texts[0].0 == "nl" { "overlijden" } else { "death" };
        assert!(story.events.iter().any(|event| event.label == label), "{:#?}", story.events);
    }
}

#[test]
fn nothing_to_tell() {
    assert!(tell(&[]).events.is_empty());
    assert!(tell(&["Het regent."]).people.is_empty());
}
