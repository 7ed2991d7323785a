//! What the trainer reads: articles as candidates with their features, and what gold says of each.

use crate::corpus::{GoldArticle, GoldMention};
use kantlijn::date::{self, Policy};
use kantlijn::event::{STEPS, TYPES, Triggers, View, detection, modality, modality_of_type, type_number, typing};
use kantlijn::sentence::Document;
use kantlijn::{PartialDate, Span, language};
use std::error::Error;

/// A gold event as the trainer uses it.
pub struct Gold {
    pub spans: Vec<Span>,
    pub types: Vec<u8>,
    pub modality: usize,
    pub optional: bool,
}

/// What is known of one candidate.
pub struct Case {
    pub spans: Vec<Span>,
    pub detection: Vec<u32>,
    /// How many of these come in the first steps of detection: in one, in two, …
    pub steps: Vec<usize>,
    pub typing: Vec<u32>,
    pub modality: Vec<u32>,
    /// The features of modality that each type adds.
    pub modality_of_type: Vec<Vec<u32>>,
    /// The gold event it stands for; `Err` where it overlaps one that another candidate stands for.
    pub gold: Result<Option<usize>, ()>,
}

impl Case {
    /// The features of modality for a type.
    pub fn modal(&self, event_type: usize) -> Vec<u32> {
        self.modality.iter().chain(&self.modality_of_type[event_type]).copied().collect()
    }
}

/// An article and the set it is from.
pub struct Doc {
    pub set: &'static str,
    pub text: String,
    pub published: Option<PartialDate>,
    /// Where its persons and ages stand.
    pub taken: Vec<Span>,
    pub gold: Vec<Gold>,
    pub cases: Vec<Case>,
}

/// The byte of every code point, and the text's end.
pub fn bytes(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// Looks at an article as the library does, with the gold persons and ages.
pub fn load(set: &'static str, article: &GoldArticle, triggers: &Triggers) -> Result<Doc, Box<dyn Error>> {
    let language = language(&article.lang)?;
    let at = bytes(&article.text);
    let span = |s: &[usize; 2]| Span::new(at[s[0]], at[s[1]]);
    let mut taken = Vec::new();
    let mut gold = Vec::new();
    for mention in &article.gold {
        match mention {
            GoldMention::Person { spans, .. } | GoldMention::Age { spans, .. } => taken.extend(spans.iter().map(span)),
            GoldMention::Event { spans, types, modality, optional } => gold.push(Gold {
                spans: spans.iter().map(span).collect(),
                types: types.iter().filter_map(|name| type_number(name)).collect(),
                modality: "AFN".find(modality.as_str()).unwrap_or(0),
                optional: *optional,
            }),
            GoldMention::Date { .. } => {}
        }
    }
    let document = Document::new(&article.text, &language);
    let published = article.date.as_deref().map(str::parse).transpose()?;
    let view = View::new(
        &document,
        triggers,
        &taken,
        &date::read(&document, &language, &taken, published, Policy::News).dated,
    );
    let mut cases = Vec::new();
    for candidate in &view.candidates {
        let (mut detect, mut typed) = (Vec::new(), Vec::new());
        let mut steps = Vec::new();
        for step in 0..STEPS {
            detection(&view, candidate, step, &mut |feature| detect.push(feature));
            steps.push(detect.len());
        }
        typing(&view, candidate, &mut |feature| typed.push(feature));
        let mut modal = Vec::new();
        modality(&view, candidate, &mut |feature| modal.push(feature));
        let of_type = |event_type: usize| {
            let mut features = Vec::new();
            modality_of_type(&view, candidate, event_type as u8, &mut |feature| features.push(feature));
            features
        };
        cases.push(Case {
            spans: candidate.spans(&document),
            detection: detect,
            steps,
            typing: typed,
            modality: modal,
            modality_of_type: (0..TYPES.len()).map(of_type).collect(),
            gold: Ok(None),
        });
    }
    for (place, event) in gold.iter().enumerate() {
        let overlapping: Vec<usize> =
            (0..cases.len()).filter(|i| overlap(&cases[*i].spans, &event.spans) > 0).collect();
        let same = |i: &usize| cases[*i].spans == event.spans;
        let listed = |i: &usize| view.lemma(&view.candidates[*i]).strength;
        let best = overlapping
            .iter()
            .copied()
            .max_by_key(|i| (same(i), listed(i), overlap(&cases[*i].spans, &event.spans), usize::MAX - i));
        for i in overlapping {
            cases[i].gold = if Some(i) == best && !event.optional { Ok(Some(place)) } else { Err(()) };
        }
    }
    Ok(Doc { set, text: article.text.clone(), published, taken, gold, cases })
}

/// The bytes that two mentions share.
pub fn overlap(a: &[Span], b: &[Span]) -> usize {
    a.iter().flat_map(|x| b.iter().map(move |y| x.end.min(y.end).saturating_sub(x.start.max(y.start)))).sum()
}
