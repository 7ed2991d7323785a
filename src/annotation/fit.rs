//! Fitting an annotation that comes from outside to its text, before anything relies on it.

use super::{Annotation, Mention, Span};
use crate::article::{OffsetMap, Unit};
use crate::error::Error;

impl Annotation {
    /// The same annotation with spans that count bytes of `text` instead of `unit`, once it is known to be of this
    /// text: every span holds the words that it says, every id names something.
    ///
    /// # Errors
    /// [`Error::BadAnnotation`], which says what does not fit.
    pub fn fit(mut self, text: &str, unit: Unit) -> Result<Self, Error> {
        let mut map = OffsetMap::new(text, unit);
        for mention in &mut self.mentions {
            for span in mention.parts_mut().1 {
                let (Some(start), Some(end)) = (map.invert(span.start), map.invert(span.end)) else {
                    return Err(Error::BadAnnotation("a span lies outside the text"));
                };
                *span = Span::new(start, end);
            }
        }
        self.check(text).map_err(Error::BadAnnotation)?;
        Ok(self)
    }

    fn check(&self, text: &str) -> Result<(), &'static str> {
        let (mentions, people, events) = (self.mentions.len(), self.people.len(), self.events.len());
        for (place, mention) in self.mentions.iter().enumerate() {
            let spans = mention.spans();
            if spans.is_empty() || spans.iter().any(|span| span.start >= span.end) {
                return Err("a span is empty");
            }
            let quoted: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
            if quoted.join(" … ") != mention.text() {
                return Err("its words are not the text's");
            }
            let named = match mention {
                Mention::Person(m) => m.person.0 < people,
                Mention::Date(m) => m.anchor.is_none_or(|anchor| anchor.0 < mentions),
                Mention::Age(m) => m.person.is_none_or(|person| person.0 < people),
                Mention::Event(m) => m.event.0 < events,
            };
            if !named || mention.id().0 != place {
                return Err("an id names nothing");
            }
        }
        let own = |ids: &[super::MentionId]| ids.iter().all(|id| id.0 < mentions);
        let people_fit = self
            .people
            .iter()
            .all(|person| own(&person.mentions) && person.relations.iter().all(|relation| relation.person.0 < people));
        let events_fit = self.events.iter().all(|event| {
            let from = event.when.as_ref().and_then(|when| when.from);
            own(&event.mentions) && own(from.as_slice()) && event.people.iter().all(|person| person.0 < people)
        });
        if people_fit && events_fit { Ok(()) } else { Err("an id names nothing") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "👍 Kim vroeg cafe\u{301} aan.";

    fn annotation(changed: &str, with: &str) -> Annotation {
        let json = r#"{"version":1,"id":null,"lang":"nl","published":null,"mentions":[
            {"id":"m1","kind":"person","spans":[[2,5]],"text":"Kim","person":"p1","score":1.0},
            {"id":"m2","kind":"event","spans":[[6,11],[18,21]],"text":"vroeg … aan","type":"life.separation",
             "modality":"asserted","event":"e1"}],
          "people":[{"id":"p1","name":"Kim","aliases":[],"roles":[],"relations":[],"born":null,"mentions":["m1"]}],
          "events":[{"id":"e1","type":"life.separation","label":"scheiding","schema":"Event","mentions":["m2"],
            "people":["p1"],"when":null}]}"#;
        serde_json::from_str(&json.replacen(changed, with, 1)).unwrap()
    }

    #[test]
    fn what_fits_is_as_it_was() {
        let fitted = annotation("", "").fit(TEXT, Unit::Codepoint).unwrap();
        assert_eq!(fitted.mentions[1].spans()[1].of(TEXT), "aan");
        for unit in [Unit::Byte, Unit::Utf16, Unit::Codepoint] {
            assert_eq!(fitted.clone().with_offsets(TEXT, unit).fit(TEXT, unit).unwrap(), fitted);
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for (changed, with) in [
            ("[2,5]", "[2,99]"),
            ("[2,5]", "[5,2]"),
            ("[2,5]", "[3,6]"),
            ("[[2,5]]", "[]"),
            (r#""person":"p1""#, r#""person":"p2""#),
            (r#""event":"e1""#, r#""event":"e9""#),
            (r#""id":"m2""#, r#""id":"m3""#),
            (r#"["m2"]"#, r#"["m7"]"#),
            (r#""people":["p1"]"#, r#""people":["p3"]"#),
        ] {
            let error = annotation(changed, with).fit(TEXT, Unit::Codepoint).unwrap_err();
            assert!(matches!(error, Error::BadAnnotation(_)), "{changed} -> {with}");
        }
        assert!(annotation("", "").fit(TEXT, Unit::Utf16).is_err());
    }
}
