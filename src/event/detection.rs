//! By what a candidate is found to name an event or not, in three steps: itself, the words beside it, the
//! words further off. What most candidates are is plain before the last.

use super::features::{Facts, affixes, coarse, facts, headline, mix, shape};
use super::lexicon::Lemma;
use super::view::{Candidate, Kind, View};

/// The steps of [`detection`].
pub const STEPS: usize = 3;

/// Calls `emit` with the features of a candidate in one step, counted from 0.
pub fn detection(view: &View, candidate: &Candidate, step: usize, emit: &mut impl FnMut(u32)) {
    match step {
        0 => {
            of_word(view, candidate, emit);
            of_place(view, candidate, emit);
        }
        1 => beside(view, candidate, emit),
        _ => far(view, candidate, emit),
    }
}

/// The candidate itself and the topics of the article: the same wherever in it the candidate stands.
pub fn of_word(view: &View, candidate: &Candidate, emit: &mut impl FnMut(u32)) {
    let mut push = |template: u32, a: u32, b: u32| emit(mix(template, a, b));
    let (own, lemma) = (view.atoms[candidate.head()], view.lemma(candidate));
    let (other, shape) = (view.triggers.lemma(candidate.other), shape(candidate));
    let (number, listed) = (u32::from(lemma.number), listed(lemma));
    push(0, 0, 0);
    push(1, own.word, 0);
    push(2, number, u32::from(candidate.compound));
    push(3, number, shape);
    push(4, listed | shape << 8, 0);
    push(5, u32::from(lemma.types[0]), listed);
    push(6, u32::from(lemma.types[0]), shape);
    push(7, u32::from(other.strength), listed);
    push(8, u32::from(lemma.types[1]), listed);
    if candidate.parts.len() == 1 {
        affixes(view.document.word(candidate.head()), &mut |end, value| {
            push(10 + end, value, 0);
        });
    }
    let own_topic = view.topics.get(lemma.types[0] as usize).copied().unwrap_or(0);
    push(80, u32::from(own_topic.min(5)), listed);
    if let Some(top) = view.top_topic {
        push(81, top, listed);
        push(82, top, number);
        push(83, top, own.word);
    }
}

/// Where the candidate stands.
pub fn of_place(view: &View, candidate: &Candidate, emit: &mut impl FnMut(u32)) {
    let mut push = |template: u32, a: u32, b: u32| emit(mix(template, a, b));
    let listed = listed(view.lemma(candidate));
    let headline = headline(view, candidate.sentence);
    let sentence = &view.document.sentences[candidate.sentence];
    let starts = candidate.head() == sentence.start;
    // A word between words with capitals is mostly part of a name.
    let capital = |offset: isize| u32::from(view.at(candidate.head(), offset, sentence).capital);
    let capitals = capital(-1) << 2 | capital(0) << 1 | capital(1);
    push(77, capitals, u32::from(starts) << 8 | listed);
    push(78, capitals, shape(candidate));
    push(67, headline, listed);
    push(68, capital(0), u32::from(starts) << 8 | listed);
    push(69, headline, shape(candidate));
}

/// How surely a lemma names an event, and its part of speech.
fn listed(lemma: Lemma) -> u32 {
    u32::from(lemma.strength) + 8 * u32::from(lemma.kind)
}

/// The three words before and after.
fn beside(view: &View, candidate: &Candidate, emit: &mut impl FnMut(u32)) {
    let mut push = |template: u32, a: u32, b: u32| emit(mix(template, a, b));
    let Facts { own, lemma, shape, before, after, .. } = facts(view, candidate);
    let (number, listed) = (u32::from(lemma.number), listed(lemma));
    let kind = listed | shape << 8;
    let kinds = [before, after].map(|words| words.map(|atom| coarse(view, atom)));
    for (place, (atom, coarse)) in before.iter().chain(&after).zip(kinds.as_flattened()).enumerate() {
        let (place, coarse) = (place as u32, *coarse);
        push(30 + place, atom.word, 0);
        push(36 + place, coarse, 0);
        if place != 2 && place != 5 {
            push(42 + place, atom.word, listed);
            push(48 + place, coarse, kind);
            push(54 + place, coarse, number);
        }
    }
    let [back, ahead] = kinds;
    push(60, before[0].word, own.word);
    push(61, own.word, after[0].word);
    push(62, back[0], ahead[0]);
    push(63, back[1], back[0]);
    push(64, ahead[0], ahead[1]);
    push(65, before[0].word, before[1].word);
    push(66, after[0].word, after[1].word);
}

/// The words further off: function words by distance, other triggers by type, numbers and people.
fn far(view: &View, candidate: &Candidate, emit: &mut impl FnMut(u32)) {
    let mut push = |template: u32, a: u32, b: u32| emit(mix(template, a, b));
    let lemma = view.lemma(candidate);
    let listed = listed(lemma);
    let shape = shape(candidate);
    let sentence = &view.document.sentences[candidate.sentence];
    let first = candidate.head();
    let mut numbers = 0;
    let mut people = 0;
    for offset in (-12_isize..=12).filter(|offset| *offset != 0) {
        let atom = view.at(first, offset, sentence);
        let near = if offset.abs() < 4 { 0 } else { 1 } + if offset < 0 { 0 } else { 2 };
        if atom.kind == Kind::Number {
            numbers |= 1 << near;
        }
        if atom.taken {
            people |= 1 << near;
        }
        if atom.reading.function >= 8 {
            push(70, u32::from(atom.reading.function) << 8 | near, shape);
        }
        let number = atom.listed();
        if atom.kind == Kind::Word && number > 0 {
            let neighbour = view.triggers.lemma(number);
            if neighbour.strength > 2 {
                push(71, u32::from(neighbour.types[0]), listed << 4 | near);
                push(72, u32::from(neighbour.types[0]), u32::from(lemma.types[0]));
            }
        }
        if atom.kind == Kind::Word && atom.reading.function == 0 && offset.abs() < 7 {
            push(73, atom.word, u32::from(lemma.types[0]));
        }
    }
    push(74, numbers, listed);
    push(75, people, listed);
    push(76, people, shape);
}
