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

#[test]
fn nothing_to_tell() {
    assert!(tell(&[]).events.is_empty());
    assert!(tell(&["Het regent."]).people.is_empty());
}
