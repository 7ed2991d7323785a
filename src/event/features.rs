//! The feature functions: what the models weigh at a candidate. The trainer calls these same functions.

use super::layout::FUNCTIONS;
use super::lexicon::Lemma;
use super::view::{Atom, Candidate, Kind, View};
use crate::lexicon::fold;

/// Mixes a template's number and its values into one hash.
fn mix(template: u32, a: u32, b: u32) -> u32 {
    let mut hash = (a ^ template.wrapping_mul(0x9e37_79b9)).wrapping_mul(0x7feb_352d);
    hash = (hash ^ hash >> 15 ^ b.rotate_left(16)).wrapping_mul(0x846c_a68b);
    hash = (hash ^ hash >> 16).wrapping_mul(0x7feb_352d);
    hash ^ hash >> 15
}

/// What a token is, coarsely: its class if it is a function word, else the strength and type of its lemma.
fn coarse(view: &View, atom: Atom) -> u32 {
    if atom.kind != Kind::Word {
        return atom.kind as u32;
    }
    if atom.taken {
        return 9;
    }
    if atom.reading.function > 0 {
        return 10 + u32::from(atom.reading.function);
    }
    let number = [atom.reading.noun, atom.reading.verb, atom.head.noun, atom.head.verb].into_iter().find(|n| *n > 0);
    match number.map(|number| view.triggers.lemma(number)) {
        Some(Lemma { strength, types, kind, .. }) if strength > 1 => {
            40 + u32::from(kind) + 4 * u32::from(strength) + 32 * u32::from(types[0])
        }
        _ if atom.capital => 8,
        _ => 7,
    }
}

/// What is looked at once for a candidate and used by all three models.
struct Facts {
    own: Atom,
    lemma: Lemma,
    other: Lemma,
    /// Form, compound or not, split or not.
    shape: u32,
    before: [Atom; 3],
    after: [Atom; 3],
    headline: u32,
    starts: bool,
}

fn facts(view: &View, candidate: &Candidate) -> Facts {
    let sentence = &view.document.sentences[candidate.sentence];
    let (first, last) = (candidate.head(), candidate.parts[0].end - 1);
    let back = |n: isize| view.at(first, -n, sentence);
    let ahead = |n: isize| view.at(last, n, sentence);
    let line_start = sentence.start == 0 || view.document.ends_line(sentence.start - 1);
    let stop = view.document.word(sentence.end - 1);
    let headline = match candidate.sentence {
        0 => 3,
        _ if line_start && !matches!(stop, "." | "!" | "?" | "”" | "’" | "\"" | "'") => 2,
        1 => 1,
        _ => 0,
    };
    Facts {
        own: view.atoms[first],
        lemma: view.lemma(candidate),
        other: view.triggers.lemma(candidate.other),
        shape: candidate.form as u32
            | u32::from(candidate.compound) << 4
            | (candidate.parts.len() as u32) << 5
            | ((last - first).min(3) as u32) << 7,
        before: [back(1), back(2), back(3)],
        after: [ahead(1), ahead(2), ahead(3)],
        headline,
        starts: first == sentence.start,
    }
}

/// The letters a word begins and ends with.
fn affixes(word: &str, emit: &mut impl FnMut(u32, u32)) {
    let step = |hash: u32, c: char| (hash ^ c as u32).wrapping_mul(0x0100_0193);
    let mut hash = 0x811c_9dc5;
    for (length, c) in word.chars().flat_map(fold).take(6).enumerate() {
        hash = step(hash, c);
        if length >= 2 {
            emit(length as u32, hash);
        }
    }
    hash = 0x811c_9dc5;
    for (length, c) in word.chars().rev().flat_map(fold).take(6).enumerate() {
        hash = step(hash, c);
        if length >= 1 {
            emit(8 + length as u32, hash);
        }
    }
}

/// Calls `emit` with every feature by which a candidate is found to name an event or not.
pub fn detection(view: &View, candidate: &Candidate, emit: &mut impl FnMut(u32)) {
    let facts = facts(view, candidate);
    let mut push = |template: u32, a: u32, b: u32| emit(mix(template, a, b));
    let Facts { own, lemma, other, shape, before, after, headline, starts } = facts;
    let (hash, strength) = (u32::from(lemma.hash), u32::from(lemma.strength));
    let listed = strength + 8 * u32::from(lemma.kind);
    let kind = listed | shape << 8;
    push(0, 0, 0);
    push(1, own.word, 0);
    push(2, hash, u32::from(candidate.compound));
    push(3, hash, shape);
    push(4, kind, 0);
    push(5, u32::from(lemma.types[0]), listed);
    push(6, u32::from(lemma.types[0]), shape);
    push(7, u32::from(other.strength), listed);
    push(8, u32::from(lemma.types[1]), listed);
    if candidate.parts.len() == 1 {
        affixes(view.document.word(candidate.head()), &mut |end, value| {
            push(10 + end, value, 0);
        });
    }
    for (place, atom) in before.iter().chain(&after).enumerate() {
        let (place, coarse) = (place as u32, coarse(view, *atom));
        push(30 + place, atom.word, 0);
        push(36 + place, coarse, 0);
        if place != 2 && place != 5 {
            push(42 + place, atom.word, listed);
            push(48 + place, coarse, kind);
            push(54 + place, coarse, hash);
        }
    }
    push(60, before[0].word, own.word);
    push(61, own.word, after[0].word);
    push(62, coarse(view, before[0]), coarse(view, after[0]));
    push(63, coarse(view, before[1]), coarse(view, before[0]));
    push(64, coarse(view, after[0]), coarse(view, after[1]));
    push(65, before[0].word, before[1].word);
    push(66, after[0].word, after[1].word);
    push(67, headline, listed);
    push(68, u32::from(own.capital), u32::from(starts) << 8 | listed);
    push(69, headline, shape);

    // The rest of the clause: function words by distance, other triggers by type.
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
        let number = atom.reading.noun.max(atom.reading.verb).max(atom.head.noun);
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

    // The article: its topics, and how often the lemma stands in it.
    let own_topic = view.topics.get(lemma.types[0] as usize).copied().unwrap_or(0);
    push(80, u32::from(own_topic.min(5)), listed);
    if let Some(top) = top_topic(view) {
        push(81, top, listed);
        push(82, top, hash);
        push(83, top, own.word);
    }
}

fn top_topic(view: &View) -> Option<u32> {
    let (top, count) = view.topics.iter().enumerate().max_by_key(|(place, count)| (**count, usize::MAX - place))?;
    (*count > 1).then_some(top as u32)
}

/// Calls `emit` with every feature by which the type of an event is told.
pub fn typing(view: &View, candidate: &Candidate, emit: &mut impl FnMut(u32)) {
    let facts = facts(view, candidate);
    let mut push = |template: u32, a: u32, b: u32| emit(mix(template + 100, a, b));
    let Facts { own, lemma, other, shape, before, after, .. } = facts;
    let hash = u32::from(lemma.hash);
    push(0, 0, 0);
    push(1, own.word, 0);
    push(2, hash, 0);
    push(3, hash, shape);
    for (place, known) in lemma.types.iter().enumerate() {
        push(4, u32::from(*known), place as u32 | u32::from(lemma.strength) << 4);
        push(5, u32::from(*known), 0);
    }
    push(6, u32::from(other.types[0]), u32::from(lemma.types[0]));
    push(7, u32::from(lemma.types[0]), u32::from(lemma.types[1]));
    if candidate.parts.len() == 1 {
        affixes(view.document.word(candidate.head()), &mut |end, value| push(10 + end, value, 0));
    }
    for (place, atom) in before.iter().chain(&after).enumerate() {
        let place = place as u32;
        push(30 + place, atom.word, 0);
        push(36 + place, atom.word, u32::from(lemma.types[0]));
        push(42 + place, coarse(view, *atom), 0);
    }
    let sentence = &view.document.sentences[candidate.sentence];
    let first = candidate.head();
    for offset in (-15_isize..=15).filter(|offset| *offset != 0) {
        let atom = view.at(first, offset, sentence);
        if atom.kind != Kind::Word || atom.reading.function > 0 {
            continue;
        }
        let number = atom.reading.noun.max(atom.reading.verb).max(atom.head.noun);
        let near = u32::from(offset.abs() < 5);
        push(50, atom.word, 0);
        push(51, atom.word, hash);
        if number > 0 {
            let neighbour = view.triggers.lemma(number);
            push(52, u32::from(neighbour.types[0]), near);
            push(53, u32::from(neighbour.types[0]), hash);
            push(54, u32::from(neighbour.types[0]), u32::from(lemma.types[0]));
        }
    }
    let total = view.topics.iter().sum::<u16>().max(1);
    for (topic, count) in view.topics.iter().enumerate().filter(|(_, count)| **count > 0) {
        let share = (count * 8 / total).min(4);
        push(60, topic as u32, u32::from(share));
        if share > 0 {
            push(61, topic as u32, hash);
            push(62, topic as u32, u32::from(lemma.types[0]));
        }
    }
}

/// Calls `emit` with every feature by which the modality of an event is told.
pub fn modality(view: &View, candidate: &Candidate, emit: &mut impl FnMut(u32)) {
    let facts = facts(view, candidate);
    let mut push = |template: u32, a: u32, b: u32| emit(mix(template + 200, a, b));
    let Facts { own, lemma, shape, before, after, headline, .. } = facts;
    let hash = u32::from(lemma.hash);
    push(0, shape, 0);
    push(1, own.word, 0);
    push(2, hash, shape);
    push(5, headline, shape);
    for (place, atom) in before.iter().chain(&after).enumerate() {
        push(10 + place as u32, atom.word, 0);
        push(16 + place as u32, coarse(view, *atom), shape);
    }
    push(22, before[0].word, before[1].word);
    push(23, after[0].word, after[1].word);
    let sentence = &view.document.sentences[candidate.sentence];
    let first = candidate.head();
    // Words, function classes and cues of the clause, and of the sentence beyond it.
    let mut cues = [0_u32; 2];
    for (side, step) in [(0, -1_isize), (1, 1)] {
        let (mut inside, mut verb) = (1, false);
        for distance in 1..=40 {
            let atom = view.at(first, step * distance, sentence);
            if atom.kind == Kind::None {
                break;
            }
            if atom.kind == Kind::Stop || FUNCTIONS.get(atom.reading.function as usize) == Some(&"subordinator") {
                inside = 0;
            }
            if atom.cue > 0 {
                let cue = u32::from(atom.cue);
                push(36, cue, side << 1 | inside);
                push(37, cue, side << 3 | inside << 2 | (distance as u32 / 3).min(3));
                push(38, cue, shape << 2 | side << 1 | inside);
                cues[(cue as usize - 1) / 3 % 2] += inside + 1;
            }
            if atom.kind != Kind::Word {
                continue;
            }
            if distance <= 20 {
                push(30, atom.word, side << 1 | inside);
                if inside == 1 {
                    push(31, atom.word, shape);
                }
            }
            if atom.reading.function >= 8 {
                push(32, u32::from(atom.reading.function), shape << 2 | side << 1 | inside);
                push(33, u32::from(atom.reading.function) << 4 | (distance as u32).min(4), side);
            }
            let finite = u32::from(atom.reading.function >= 9 && atom.reading.function < 16);
            if !verb && (finite > 0 || atom.reading.form.is_finite() && atom.reading.verb > 0) {
                verb = true;
                push(39, atom.reading.form as u32, side << 1 | inside | finite << 2);
                push(40, atom.word, side << 1 | inside);
                push(41, atom.word, shape);
            }
        }
    }
    push(42, cues[0].min(4), cues[1].min(4));
    push(43, cues[0].min(4) << 4 | cues[1].min(4), shape);
    push(34, u32::from(view.document.word(sentence.end - 1) == "?"), 0);
}

/// Calls `emit` with the features of modality that hang on the event's type.
pub fn modality_of_type(candidate: &Candidate, event_type: u8, emit: &mut impl FnMut(u32)) {
    emit(mix(260, u32::from(event_type), 0));
    emit(mix(261, u32::from(event_type), candidate.form as u32));
}
