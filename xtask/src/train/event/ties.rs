//! Learns who takes part in events and when they were, from the articles of `tests/who-when/` that are there to build on:
//! every person near a gold event is an example, and so is the choice among the times near it and none. Where nobody has
//! read articles in a language, what the rules say of its own articles is learnt.

use super::data::{Doc, bytes, load};
use super::fit::{Model, PERSONS, TIMES, weight};
use super::maxent::{Choice, Example};
use crate::corpus::{GoldArticle, GoldMention};
use crate::who_when::{Row, same_time};
use kantlijn::date::{self, Policy};
use kantlijn::event::{LEAST, Ties, Triggers, View, note};
use kantlijn::sentence::Document;
use kantlijn::{Article, Mention, Modality, Options, Person, PersonId, Span, annotate_with_persons, language};
use std::collections::BTreeMap;
use std::error::Error;

/// Features, and whether the person takes part, or the time is the event's.
type Weighed = (Vec<u32>, bool);

/// One mention of an event.
pub struct Case {
    /// The persons near it.
    persons: Vec<Weighed>,
    /// The persons that take part and are not among these.
    beyond: usize,
    /// None, right if none of the others is, and the times that can be the event's.
    times: Vec<Weighed>,
    /// Whether it has none.
    timeless: bool,
}

/// The modalities in the order of gold's letters.
const MODALITIES: [Modality; 3] = [Modality::Asserted, Modality::Future, Modality::Other];

/// The cases of an article, whose events are those of `rows`, if there are such.
fn cases(
    set: &'static str,
    article: &GoldArticle,
    rows: Option<&Vec<Row>>,
    triggers: &Triggers,
) -> Result<Vec<Case>, Box<dyn Error>> {
    let Doc { text, published, taken, gold, cases, .. } = load(set, article, triggers)?;
    let language = language(&article.lang)?;
    let mut input = Article::new(text.as_str())?;
    input.published = published;
    let at = bytes(&text);
    let persons = article.gold.iter().filter_map(|mention| match mention {
        GoldMention::Person { spans, optional: false, .. } => Some(Span::new(at[spans[0][0]], at[spans[0][1]])),
        _ => None,
    });
    let mut persons: Vec<Span> = persons.collect();
    persons.sort_unstable();
    let annotation = annotate_with_persons(&input, &language, &Options::default(), &persons);
    let persons = annotation.mentions.into_iter().filter_map(|mention| match mention {
        Mention::Person(person) => Some(person),
        _ => None,
    });
    let persons: Vec<_> = persons.collect();
    let people = annotation.people;

    let document = Document::new(&text, &language);
    let dates = date::read(&document, &language, &taken, published, Policy::News).dated;
    let view = View::new(&document, triggers, &taken, &dates);
    let dates = dates.mentions;
    let decided = view.candidates.iter().zip(&cases).filter_map(|(candidate, case)| {
        let gold = &gold[case.gold.ok()??];
        Some((candidate.clone(), gold.types[0], MODALITIES[gold.modality]))
    });
    let decided = decided.collect();
    let (mentions, notes) = note(view, decided);
    let ties = Ties::new(&document, &language, &notes, &mentions, (&persons, &people), &dates);
    let mut found = Vec::new();
    for (place, mention) in mentions.iter().enumerate() {
        let span = mention.spans[0];
        let row = rows.map(|rows| rows.iter().find(|row| at[row.start] < span.end && span.start < at[row.end]));
        let by_rule = ties.people_by_rule(place);
        let expected = match row {
            // An event that may be one or not has no row.
            Some(None) => continue,
            Some(Some(row)) => row.people.len(),
            None => by_rule.len(),
        };
        let takes_part = |person: PersonId| match row.flatten() {
            Some(row) => {
                let Person { name, aliases, .. } = &people[person.0];
                aliases.iter().chain([name]).any(|name| row.people.contains(name))
            }
            None => by_rule.contains(person),
        };
        let mut persons = Vec::new();
        ties.persons(place, |person, features| persons.push((features.to_vec(), takes_part(person))));
        let beyond = expected.saturating_sub(persons.iter().filter(|(_, right)| *right).count());
        let is_time = |moment: usize| match row.flatten() {
            Some(row) => row.when.is_some() && same_time(row.when.as_deref(), Some(&dates[ties.date(moment)].value)),
            None => ties.time_by_rule(place) == Some(moment),
        };
        let mut times = Vec::new();
        ties.times(place, |moment, features| times.push((features.to_vec(), moment.is_some_and(is_time))));
        times[0].1 = !times.iter().any(|(_, right)| *right);
        let timeless = row.flatten().map_or(ties.time_by_rule(place).is_none(), |row| row.when.is_none());
        found.push(Case { persons, beyond, times, timeless });
    }
    Ok(found)
}

/// What ties persons and times to events.
pub struct Models {
    pub persons: Model,
    pub times: Model,
}

/// Trains on articles.
pub fn fit(read: &[&Read]) -> Models {
    let cases = || read.iter().flat_map(|(set, cases)| cases.iter().map(|case| (weight(set), case)));
    let persons = cases().flat_map(|(weight, case)| {
        case.persons.iter().map(move |(features, right)| Example {
            features: features.clone(),
            class: usize::from(*right),
            weight,
        })
    });
    let times = cases().map(|(weight, case)| Choice { options: case.times.clone(), weight });
    Models {
        persons: Model::classify(persons.collect(), 1, GRAIN, PERSONS),
        times: Model::choose(times.collect(), GRAIN, TIMES),
    }
}

/// What one step of a stored weight is worth.
const GRAIN: f32 = 0.1;

/// The F1 of participants and the share of right times, mention by mention.
#[derive(Default)]
pub struct Tally {
    both: usize,
    found: usize,
    expected: usize,
    timed: usize,
    cases: usize,
}

impl Tally {
    pub fn add(&mut self, case: &Case, models: &Models) {
        for (features, right) in &case.persons {
            let found = models.persons.steps(features)[0] > LEAST;
            self.both += usize::from(found && *right);
            self.found += usize::from(found);
            self.expected += usize::from(*right);
        }
        self.expected += case.beyond;
        let sum = |place: &usize| models.times.steps(&case.times[*place].0)[0];
        // The first of equals, as in the library.
        let best = (0..case.times.len()).rev().max_by_key(sum).unwrap_or_default();
        self.timed += usize::from(if best == 0 { case.timeless } else { case.times[best].1 });
        self.cases += 1;
    }

    /// The figures in a line.
    pub fn show(&self) -> String {
        let who = 200.0 * self.both as f64 / (self.found + self.expected).max(1) as f64;
        format!("who {who:.1} when {:.1}", 100.0 * self.timed as f64 / self.cases.max(1) as f64)
    }
}

/// An article's set and its cases.
pub type Read = (&'static str, Vec<Case>);

/// The cases of each of the articles that have been read; of all where none has.
pub fn read(
    articles: &[(&'static str, GoldArticle)],
    rows: &BTreeMap<String, Vec<Row>>,
    triggers: &Triggers,
) -> Result<Vec<Read>, Box<dyn Error>> {
    let read = articles.iter().filter(|(_, article)| rows.is_empty() || rows.contains_key(&article.id));
    read.map(|(set, article)| Ok((*set, cases(set, article, rows.get(&article.id), triggers)?))).collect()
}
