//! Measures the models on articles, as the shared measure does.

use super::data::{Doc, Gold, overlap};
use kantlijn::date::{self, Policy};
use kantlijn::event::{Model, TYPES, Triggers, View};
use kantlijn::sentence::Document;
use kantlijn::{Language, Span};

/// What was right.
#[derive(Default, Clone, Copy)]
pub struct Tally {
    gold: usize,
    predicted: usize,
    trigger: usize,
    typed: usize,
    group: usize,
    modality: usize,
}

impl Tally {
    /// Adds another.
    pub fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.trigger += other.trigger;
        self.typed += other.typed;
        self.group += other.group;
        self.modality += other.modality;
    }

    /// The figures in a line.
    pub fn show(&self) -> String {
        let f = |right: usize| 200.0 * right as f64 / (self.gold + self.predicted).max(1) as f64;
        format!(
            "gold {} predicted {} P {:.1} R {:.1} trigger {:.1} type {:.1} group {:.1} modality {:.1}",
            self.gold,
            self.predicted,
            100.0 * self.trigger as f64 / self.predicted.max(1) as f64,
            100.0 * self.trigger as f64 / self.gold.max(1) as f64,
            f(self.trigger),
            f(self.typed),
            f(self.group),
            100.0 * self.modality as f64 / self.trigger.max(1) as f64
        )
    }
}

/// An event as the models found it.
pub struct Predicted {
    spans: Vec<Span>,
    event_type: u8,
    modality: usize,
}

/// The events of an article as the library finds them with some models.
pub fn predict(doc: &Doc, language: &Language, triggers: &Triggers, model: &Model) -> Vec<Predicted> {
    let document = Document::new(&doc.text, language);
    let dates = date::read(&document, language, &doc.taken, doc.published, Policy::News).dated;
    let view = View::new(&document, triggers, &doc.taken, &dates);
    let found = model.decide(&view).into_iter();
    found
        .map(|(candidate, event_type, modality)| Predicted {
            spans: candidate.spans(&document),
            event_type,
            modality: modality as usize,
        })
        .collect()
}

/// Counts what is right in one article; prints the errors if asked.
pub fn measure(doc: &Doc, kept: &[Predicted], errors: bool) -> Tally {
    let mut free = vec![true; kept.len()];
    let required: Vec<&Gold> = doc.gold.iter().filter(|gold| !gold.optional).collect();
    let mut t = Tally { gold: required.len(), ..Tally::default() };
    let mut pairs = vec![None; required.len()];
    for (pair, gold) in pairs.iter_mut().zip(&required) {
        *pair = (0..kept.len()).find(|i| free[*i] && kept[*i].spans == gold.spans);
        if let Some(i) = *pair {
            free[i] = false;
        }
    }
    for (pair, gold) in pairs.iter_mut().zip(&required).filter(|(pair, _)| pair.is_none()) {
        let best = (0..kept.len())
            .filter(|i| free[*i])
            .max_by_key(|i| (overlap(&kept[*i].spans, &gold.spans), usize::MAX - i));
        *pair = best.filter(|i| overlap(&kept[*i].spans, &gold.spans) > 0);
        if let Some(i) = *pair {
            free[i] = false;
        }
    }
    let show = |spans: &[Span]| {
        let s = spans[0];
        let from = doc.text[..s.start].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
        let to = doc.text[s.end..].char_indices().nth(40).map_or(doc.text.len(), |(at, _)| s.end + at);
        format!("{} [[{}]] {}", &doc.text[from..s.start], s.of(&doc.text), &doc.text[s.end..to]).replace('\n', "/")
    };
    for (pair, gold) in pairs.iter().zip(&required) {
        let Some(i) = pair else {
            if errors {
                println!("MISS\t{}\t{}", TYPES[gold.types[0] as usize], show(&gold.spans));
            }
            continue;
        };
        t.trigger += 1;
        t.typed += usize::from(gold.types.contains(&kept[*i].event_type));
        let group = |n: u8| TYPES[n as usize].split('.').next();
        t.group += usize::from(gold.types.iter().any(|g| group(*g) == group(kept[*i].event_type)));
        t.modality += usize::from(gold.modality == kept[*i].modality);
        if errors && !gold.types.contains(&kept[*i].event_type) {
            println!(
                "TYPE\t{}\t{}\t{}",
                TYPES[gold.types[0] as usize],
                TYPES[kept[*i].event_type as usize],
                show(&gold.spans)
            );
        }
        if errors && gold.modality != kept[*i].modality {
            println!(
                "MODAL\t{}\t{}\t{}",
                &"AFN"[gold.modality..=gold.modality],
                &"AFN"[kept[*i].modality..=kept[*i].modality],
                show(&gold.spans)
            );
        }
    }
    for (i, p) in kept.iter().enumerate().filter(|(i, _)| free[*i]) {
        let optional = doc.gold.iter().any(|gold| gold.optional && overlap(&gold.spans, &p.spans) > 0);
        t.predicted += usize::from(!optional);
        if errors && !optional {
            println!("SURPLUS\t{}\t{}", TYPES[p.event_type as usize], show(&kept[i].spans));
        }
    }
    t.predicted += t.trigger;
    t
}
