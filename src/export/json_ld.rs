//! schema.org JSON-LD: the article, whom it mentions and what it is about.

use super::json::indented;
use crate::annotation::{Annotation, Event, Person, PersonId};
use serde::Serialize;

#[derive(Serialize)]
struct NewsArticle<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    article_type: &'static str,
    about: Vec<About<'a>>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<&'a str>,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    mentions: Vec<Mentioned<'a>>,
}

/// A schema.org `Event`.
#[derive(Serialize)]
struct About<'a> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    event_type: &'static str,
    #[serde(rename = "additionalType")]
    schema: &'a str,
    #[serde(rename = "attendee", skip_serializing_if = "Vec::is_empty")]
    people: Vec<Reference>,
    #[serde(rename = "endDate", skip_serializing_if = "Option::is_none")]
    end: Option<&'a str>,
    name: String,
    #[serde(rename = "startDate", skip_serializing_if = "Option::is_none")]
    start: Option<&'a str>,
}

/// A schema.org `Person`.
#[derive(Serialize)]
struct Mentioned<'a> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    person_type: &'static str,
    #[serde(rename = "alternateName", skip_serializing_if = "<[_]>::is_empty")]
    aliases: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    children: Vec<Reference>,
    #[serde(rename = "jobTitle", skip_serializing_if = "<[_]>::is_empty")]
    roles: &'a [String],
    name: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parent: Vec<Reference>,
    #[serde(rename = "relatedTo", skip_serializing_if = "Vec::is_empty")]
    related: Vec<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sibling: Vec<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spouse: Vec<Reference>,
}

#[derive(Serialize)]
struct Reference {
    #[serde(rename = "@id")]
    id: String,
}

/// A `NewsArticle` with `Person`s and `Event`s.
pub fn write(annotation: &Annotation) -> String {
    let article = NewsArticle {
        context: "https://schema.org",
        article_type: "NewsArticle",
        about: annotation.events.iter().map(|event| about(annotation, event)).collect(),
        published: annotation.published.as_ref().map(|published| published.value.to_string()),
        identifier: annotation.id.as_deref(),
        language: &annotation.lang,
        mentions: annotation.people.iter().map(mentioned).collect(),
    };
    indented(&article, annotation) + "\n"
}

fn reference(id: PersonId) -> Reference {
    Reference { id: format!("#{id}") }
}

fn mentioned(person: &Person) -> Mentioned<'_> {
    let mut mentioned = Mentioned {
        id: format!("#{}", person.id),
        person_type: "Person",
        aliases: &person.aliases,
        children: Vec::new(),
        roles: &person.roles,
        name: &person.name,
        parent: Vec::new(),
        related: Vec::new(),
        sibling: Vec::new(),
        spouse: Vec::new(),
    };
    for relation in &person.relations {
        let others = match relation.kind.as_str() {
            "partner" => &mut mentioned.spouse,
            "child" => &mut mentioned.children,
            "parent" => &mut mentioned.parent,
            "sibling" => &mut mentioned.sibling,
            _ => &mut mentioned.related,
        };
        others.push(reference(relation.person));
    }
    mentioned
}

fn about<'a>(annotation: &'a Annotation, event: &'a Event) -> About<'a> {
    let names: Vec<&str> = event.people.iter().map(|person| annotation.people[person.0].name.as_str()).collect();
    let name = if names.is_empty() { event.label.clone() } else { format!("{}: {}", event.label, names.join(", ")) };
    let edtf = event.when.as_ref().map_or("", |when| &when.edtf);
    let (start, end) = edtf.split_once('/').unwrap_or((edtf, ""));
    // schema.org takes ISO 8601 alone: an EDTF value with open digits, seasons or doubts is left out.
    let iso = |value: &'a str| Some(value).filter(|value| is_iso_date(value));
    About {
        id: format!("#{}", event.id),
        event_type: "Event",
        schema: &event.schema,
        people: event.people.iter().copied().map(reference).collect(),
        end: iso(end),
        name,
        start: iso(start),
    }
}

/// `2021`, `2021-02`, `2021-02-22`, or a day with a time.
fn is_iso_date(value: &str) -> bool {
    let day = value.split('T').next().unwrap_or_default();
    day.parse::<crate::article::PartialDate>().is_ok()
}
