//! What holds of every text and every annotation. The fuzz targets read this file, too.

use kantlijn::sentence::{Document, LONGEST};
use kantlijn::{Annotation, Language, Mention};
use unicode_segmentation::UnicodeSegmentation;

/// Where graphemes start, and the end of the text.
fn boundaries(text: &str) -> Vec<usize> {
    text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect()
}

/// Tokens tile the text, sentences tile the tokens, both on grapheme boundaries.
pub fn check_tokens(text: &str, language: &Language) {
    let boundaries = boundaries(text);
    let document = Document::new(text, language);
    let mut at = 0;
    for token in &document.tokens {
        assert_eq!(token.start as usize, at, "{token:?} of {text:?}");
        assert!(token.start < token.end && token.end <= token.next, "{token:?} of {text:?}");
        assert!(boundaries.binary_search(&(token.end as usize)).is_ok(), "{token:?} cuts a grapheme of {text:?}");
        at = token.next as usize;
    }
    assert_eq!(at, text.len());
    let mut at = 0;
    for sentence in &document.sentences {
        assert!(sentence.start == at && sentence.end > at && sentence.len() <= LONGEST, "{sentence:?} of {text:?}");
        at = sentence.end;
    }
    assert_eq!(at, document.tokens.len());
}

/// Spans lie on grapheme boundaries inside the text, are not empty, and hold what the mention says.
pub fn check_spans(text: &str, annotation: &Annotation) {
    let boundaries = boundaries(text);
    for mention in &annotation.mentions {
        let spans = mention.spans();
        assert!(
            !spans.is_empty() && spans.windows(2).all(|pair| pair[0].end <= pair[1].start),
            "{mention:?} in {text:?}"
        );
        for span in spans {
            assert!(span.start < span.end && span.end <= text.len(), "{mention:?} in {text:?}");
            for edge in [span.start, span.end] {
                assert!(boundaries.binary_search(&edge).is_ok(), "{mention:?} cuts a grapheme of {text:?}");
            }
        }
        let said: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        assert_eq!(mention.text(), said.join(" … "));
    }
}

/// Every id means something, and every person and event is named somewhere.
pub fn check_ids(annotation: &Annotation) {
    let (people, events, mentions) = (annotation.people.len(), annotation.events.len(), annotation.mentions.len());
    for (place, mention) in annotation.mentions.iter().enumerate() {
        assert_eq!(mention.id().0, place);
        match mention {
            Mention::Person(m) => {
                assert!(m.person.0 < people && annotation.people[m.person.0].mentions.contains(&m.id));
                assert!((0.0..=1.0).contains(&m.score));
            }
            Mention::Age(m) => assert!(m.person.is_none_or(|person| person.0 < people)),
            Mention::Event(m) => {
                assert!(m.event.0 < events && annotation.events[m.event.0].mentions.contains(&m.id));
            }
            Mention::Date(m) => {
                assert!(m.anchor.is_none_or(|anchor| matches!(annotation.mentions[anchor.0], Mention::Date(_))));
            }
        }
    }
    for (place, person) in annotation.people.iter().enumerate() {
        assert_eq!(person.id.0, place);
        assert!(!person.mentions.is_empty(), "a person is named somewhere: {person:?}");
        assert!(person.relations.iter().all(|relation| relation.person.0 < people));
    }
    for (place, event) in annotation.events.iter().enumerate() {
        assert_eq!(event.id.0, place);
        assert!(!event.mentions.is_empty(), "an event is named somewhere: {event:?}");
        assert!(event.people.iter().all(|person| person.0 < people));
        let from = event.when.as_ref().and_then(|when| when.from);
        assert!(from.is_none_or(|from| from.0 < mentions && matches!(annotation.mentions[from.0], Mention::Date(_))));
    }
}
