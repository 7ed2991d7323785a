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

fn number(object: &JsValue, name: &str) -> Option<f64> {
    field(object, name).as_f64()
}

/// The items of a field that is a list; one that cannot be read spoils the whole.
fn list<T>(object: &JsValue, name: &str, read: impl Fn(&JsValue) -> Option<T>) -> Option<Vec<T>> {
    field(object, name).dyn_into::<Array>().ok()?.iter().map(|item| read(&item)).collect()
}

fn object(parent: &JsValue, name: &str) -> Option<JsValue> {
    Some(field(parent, name)).filter(JsValue::is_object)
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
        Some(Span::new(span.get(0).as_f64()? as usize, span.get(1).as_f64()? as usize))
    })
}

/// The annotation that an object holds; `None` if it holds none.
pub fn annotation(value: &JsValue) -> Option<Annotation> {
    Some(Annotation {
        version: number(value, "version")? as u32,
        id: text(value, "id"),
        lang: text(value, "lang")?,
        published: object(value, "published").map(|published| read_published(&published)).unwrap_or(Some(None))?,
        mentions: list(value, "mentions", mention)?,
        people: list(value, "people", person)?,
        events: list(value, "events", event)?,
    })
}

fn read_published(value: &JsValue) -> Option<Option<Published>> {
    let source = match text(value, "source")?.as_str() {
        "given" => Source::Given,
        "text" => Source::Text,
        "inferred" => Source::Inferred,
        _ => return None,
    };
    Some(Some(Published { value: text(value, "value")?.parse().ok()?, source, why: text(value, "why")? }))
}

fn mention(value: &JsValue) -> Option<Mention> {
    let (id_, spans, words) = (MentionId(id(value, "id")?), spans(value)?, text(value, "text")?);
    Some(match text(value, "kind")?.as_str() {
        "person" => Mention::Person(PersonMention {
            id: id_,
            spans,
            text: words,
            person: PersonId(id(value, "person")?),
            score: number(value, "score")?,
            why: text(value, "why"),
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
            modifier: text(value, "mod"),
            anchor: id(value, "anchor").map(MentionId),
            edtf: text(value, "edtf"),
            earliest: text(value, "earliest"),
            latest: text(value, "latest"),
            why: text(value, "why")?,
        }),
        "age" => Mention::Age(AgeMention {
            id: id_,
            spans,
            text: words,
            years: number(value, "years")? as u32,
            person: id(value, "person").map(PersonId),
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
        born: object(value, "born")
            .and_then(|born| Some(Interval { earliest: text(&born, "earliest")?, latest: text(&born, "latest")? })),
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
        when: object(value, "when").and_then(|when| {
            Some(When { edtf: text(&when, "edtf")?, from: id(&when, "from").map(MentionId), why: text(&when, "why")? })
        }),
    })
}
