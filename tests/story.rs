//! Several articles told as one story.

use kantlijn::story::{Contradiction, Event, Story};
use kantlijn::{Article, Options, annotate, language, story};

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

#[test]
fn both_seeds_tell_of_one_filing() {
    let story = seeds();
    let filing = of(&story, "life.separation", "2021-02-01", "2021-02-28");
    assert_eq!(filing.len(), 1, "{:#?}", story.events);
    assert_eq!(filing[0].told.iter().map(|told| told.article).collect::<Vec<_>>(), [0, 1]);
    let who = names(&story, filing[0]);
    assert!(["Kim Kardashian West", "Kanye West"].iter().all(|name| who.iter().any(|known| known == name)), "{who:?}");
    assert_eq!(of(&story, "politics.election", "2020-01-01", "2020-12-31").len(), 1);
}

#[test]
fn a_child_of_two_ages_is_one_child() {
    let story = seeds();
    let north: Vec<_> = story.people.iter().filter(|person| person.name.starts_with("North")).collect();
    assert_eq!(north.len(), 1);
    assert_eq!(north[0].told.len(), 2);
    let born = north[0].born.as_ref().unwrap();
    // 7 in February 2021, and 8 in an article of 2021.
    assert!(*born.earliest >= *"2013-01-01" && *born.latest <= *"2014-02-28", "{born:?}");
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
