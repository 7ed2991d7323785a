//! An annotation out of a plain JavaScript object. Field by field it takes a tenth of the wasm that a parser would.

use crate::annotation::{
    AgeMention, Annotation, DateMention, Event, EventId, EventMention, Interval, Mention, MentionId, Modality, Person,
    PersonId, PersonMention, Published, Relation, Source, Span, TimexType, When,
};
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The field of an object; `undefined` if it has none.
pub fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// The field of an object, if it is a text.
pub fn text(object: &JsValue, name: &str) -> Option<String> {
    field(object, name).as_string()
}

/// A whole number; nothing is rounded.
fn whole(value: &JsValue) -> Option<usize> {
    value.as_f64().filter(|number| *number >= 0.0 && number.fract() == 0.0).map(|number| number as usize)
}

/// A field that may be missing or null: `Some(None)` then, `None` if it cannot be read.
fn optional<T>(object: &JsValue, name: &str, read: impl Fn(&JsValue) -> Option<T>) -> Option<Option<T>> {
    let value = field(object, name);
    if value.is_null() || value.is_undefined() { Some(None) } else { read(&value).map(Some) }
}

fn optional_text(object: &JsValue, name: &str) -> Option<Option<String>> {
    optional(object, name, JsValue::as_string)
}

/// The items of a field that is a list; one that cannot be read spoils the whole.
fn list<T>(object: &JsValue, name: &str, read: impl Fn(&JsValue) -> Option<T>) -> Option<Vec<T>> {
    field(object, name).dyn_into::<Array>().ok()?.iter().map(|item| read(&item)).collect()
}

/// The place that an id such as `m1` stands for.
fn place(value: &JsValue) -> Option<usize> {
    value.as_string()?.get(1..)?.parse::<usize>().ok()?.checked_sub(1)
}

fn id(object: &JsValue, name: &str) -> Option<usize> {
    place(&field(object, name))
}

/// The spans of a mention.
pub fn spans(mention: &JsValue) -> Option<Vec<Span>> {
    list(mention, "spans", |span| {
        let span = span.dyn_ref::<Array>()?;
        Some(Span::new(whole(&span.get(0))?, whole(&span.get(1))?))
    })
}

/// The annotation that an object holds; `None` if it holds none.
pub fn annotation(value: &JsValue) -> Option<Annotation> {
    Some(Annotation {
        version: whole(&field(value, "version"))? as u32,
        id: optional_text(value, "id")?,
        lang: text(value, "lang")?,
        published: optional(value, "published", published)?,
        mentions: list(value, "mentions", mention)?,
        people: list(value, "people", person)?,
        events: list(value, "events", event)?,
    })
}

fn published(value: &JsValue) -> Option<Published> {
    let source = match text(value, "source")?.as_str() {
        "given" => Source::Given,
        "text" => Source::Text,
        "inferred" => Source::Inferred,
        _ => return None,
    };
    Some(Published { value: text(value, "value")?.parse().ok()?, source, why: text(value, "why")? })
}

fn mention(value: &JsValue) -> Option<Mention> {
    let (id_, spans, words) = (MentionId(id(value, "id")?), spans(value)?, text(value, "text")?);
    Some(match text(value, "kind")?.as_str() {
        "person" => Mention::Person(PersonMention {
            id: id_,
            spans,
            text: words,
            person: PersonId(id(value, "person")?),
            score: field(value, "score").as_f64()?,
            why: optional_text(value, "why")?,
        }),
        "date" => Mention::Date(DateMention {
            id: id_,
            spans,
            text: words,
            timex: match text(value, "type")?.as_str() {
                "DATE" => TimexType::Date,
                "TIME" => TimexType::Time,
                "DURATION" => TimexType::Duration,
                "SET" => TimexType::Set,
                _ => return None,
            },
            value: text(value, "value")?,
            modifier: optional_text(value, "mod")?,
            anchor: optional(value, "anchor", place)?.map(MentionId),
            edtf: optional_text(value, "edtf")?,
            earliest: optional_text(value, "earliest")?,
            latest: optional_text(value, "latest")?,
            why: text(value, "why")?,
        }),
        "age" => Mention::Age(AgeMention {
            id: id_,
            spans,
            text: words,
            years: whole(&field(value, "years"))? as u32,
            person: optional(value, "person", place)?.map(PersonId),
        }),
        "event" => Mention::Event(EventMention {
            id: id_,
            spans,
            text: words,
            event_type: text(value, "type")?,
            modality: match text(value, "modality")?.as_str() {
                "asserted" => Modality::Asserted,
                "future" => Modality::Future,
                "other" => Modality::Other,
                _ => return None,
            },
            event: EventId(id(value, "event")?),
        }),
        _ => return None,
    })
}

fn person(value: &JsValue) -> Option<Person> {
    let relation =
        |value: &JsValue| Some(Relation { kind: text(value, "kind")?, person: PersonId(id(value, "person")?) });
    Some(Person {
        id: PersonId(id(value, "id")?),
        name: text(value, "name")?,
        aliases: list(value, "aliases", JsValue::as_string)?,
        roles: list(value, "roles", JsValue::as_string)?,
        relations: list(value, "relations", relation)?,
        born: optional(value, "born", |born| {
            Some(Interval { earliest: text(born, "earliest")?, latest: text(born, "latest")? })
        })?,
        mentions: list(value, "mentions", |id| place(id).map(MentionId))?,
    })
}

fn event(value: &JsValue) -> Option<Event> {
    Some(Event {
        id: EventId(id(value, "id")?),
        event_type: text(value, "type")?,
        label: text(value, "label")?,
        schema: text(value, "schema")?,
        mentions: list(value, "mentions", |id| place(id).map(MentionId))?,
        people: list(value, "people", |id| place(id).map(PersonId))?,
        when: optional(value, "when", |when| {
            let from = optional(when, "from", place)?.map(MentionId);
            Some(When { edtf: text(when, "edtf")?, from, why: text(when, "why")? })
        })?,
    })
}
