//! TimeML 1.2 (<http://www.timeml.org/>): the text with its times and events, and what ties them.

use super::{attribute, escape, wrapped};
use crate::annotation::{Annotation, DateMention, Mention, Modality, TimexType};

/// A TimeML document.
pub fn write(text: &str, annotation: &Annotation) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n<DOCID>");
    escape(annotation.id.as_deref().unwrap_or("article"), &mut xml);
    xml.push_str("</DOCID>\n");
    if let Some(published) = &annotation.published {
        let value = published.value.to_string();
        xml.push_str("<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" functionInDocument=\"PUBLICATION_TIME\"");
        attribute("value", &value, &mut xml);
        xml.push('>');
        xml.push_str(&value);
        xml.push_str("</TIMEX3></DCT>\n");
    }
    xml.push_str("<TEXT>");
    xml += &wrapped(text, annotation, escape, |mention, span, xml| {
        let element = match mention {
            Mention::Date(date) => {
                xml.push_str("<TIMEX3");
                time_attributes(date, xml);
                "TIMEX3"
            }
            Mention::Event(event) if event.spans[0] == span => {
                xml.push_str("<EVENT");
                attribute("eid", &format!("e{}", event.id.0 + 1), xml);
                attribute("class", "OCCURRENCE", xml);
                "EVENT"
            }
            _ => return escape(span.of(text), xml),
        };
        xml.push('>');
        escape(span.of(text), xml);
        xml.push_str("</");
        xml.push_str(element);
        xml.push('>');
    });
    xml.push_str("</TEXT>\n");
    instances(annotation, &mut xml);
    xml.push_str("</TimeML>\n");
    xml
}

fn time_attributes(date: &DateMention, xml: &mut String) {
    let timex = match date.timex {
        TimexType::Date => "DATE",
        TimexType::Time => "TIME",
        TimexType::Duration => "DURATION",
        TimexType::Set => "SET",
    };
    attribute("tid", &format!("t{}", date.id.0 + 1), xml);
    attribute("type", timex, xml);
    attribute("value", &date.value, xml);
    if let Some(modifier) = &date.modifier {
        attribute("mod", modifier, xml);
    }
    if let Some(anchor) = date.anchor {
        attribute("anchorTimeID", &format!("t{}", anchor.0 + 1), xml);
    }
}

/// One instance a trigger, and a link to the time of its event.
fn instances(annotation: &Annotation, xml: &mut String) {
    for mention in &annotation.mentions {
        let Mention::Event(event) = mention else { continue };
        let number = event.id.0 + 1;
        let modality = match event.modality {
            Modality::Asserted => "NONE",
            Modality::Future => "FUTURE",
            Modality::Other => "OTHER",
        };
        xml.push_str("<MAKEINSTANCE");
        attribute("eiid", &format!("ei{number}"), xml);
        attribute("eventID", &format!("e{number}"), xml);
        attribute("modality", modality, xml);
        xml.push_str("/>\n");
        if let Some(from) = annotation.events[event.event.0].when.as_ref().and_then(|when| when.from) {
            xml.push_str("<TLINK");
            attribute("lid", &format!("l{number}"), xml);
            attribute("eventInstanceID", &format!("ei{number}"), xml);
            attribute("relatedToTime", &format!("t{}", from.0 + 1), xml);
            attribute("relType", "IS_INCLUDED", xml);
            xml.push_str("/>\n");
        }
    }
}
