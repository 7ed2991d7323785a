//! By what is told whether an event happened, is to come, or did not.

use super::dates::Face;
use super::features::{Facts, facts, mix};
use super::layout::{FUNCTIONS, class};
use super::view::{Candidate, Kind, View};

/// The classes that tell of time, as bits of a clause's functions.
pub(super) const TIMES: u32 = 7 << class::PAST;
/// The classes of verbs and negation, as bits of a clause's functions.
pub(super) const VERBS: u32 = ((1 << (class::INFINITIVE + 1)) - 1) & !((1 << class::NEGATION) - 1);

/// Calls `emit` with every feature by which the modality of an event is told.
pub fn modality(view: &View, candidate: &Candidate, emit: &mut impl FnMut(u32)) {
    let facts = facts(view, candidate);
    let mut push = |template: u32, a: u32, b: u32| emit(mix(template + 200, a, b));
    let Facts { own, lemma, shape, before, after, headline, .. } = facts;
    let number = u32::from(lemma.number);
    push(0, shape, 0);
    push(1, own.word, 0);
    push(2, number, shape);
    push(5, headline, shape);
    for (place, atom) in before.iter().chain(&after).enumerate() {
        push(10 + place as u32, atom.word, 0);
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

    // What the clause as a whole says: its verbs, the word that opens it, the clause before it.
    let mood = view.clauses.mood(first);
    let before = view.clauses.mood_before(mood);
    let form = mood.form as u32;
    push(44, mood.functions & VERBS, shape << 4 | form);
    push(45, mood.functions & VERBS, mood.finite);
    push(46, mood.finite, shape);
    push(47, mood.opener, shape);
    push(48, mood.opener, before.verb);
    push(49, mood.opener, before.functions & VERBS);
    push(50, mood.functions & TIMES, form << 4 | u32::from(candidate.form.is_verbal()));
    push(51, mood.functions & TIMES, mood.finite);
    push(52, headline, mood.finite);
    push(53, mood.verb, u32::from(candidate.form.is_verbal()));
    let quotes = sentence.clone().take_while(|i| *i < first).filter(|i| is_quote(view.document.word(*i))).count();
    push(54, quotes as u32 & 1, form << 9 | shape);
    of_dates(view, candidate, &mut push);
    if !candidate.form.is_verbal() {
        let (determiner, tie, governor) = government(view, candidate);
        push(55, tie, determiner);
        push(56, tie, governor);
        push(57, governor, 0);
        push(58, determiner, number);
        push(59, determiner, mood.functions & VERBS);
    }
}

/// What the date nearest to an event in its sentence tells, or else the last one before that sentence.
fn of_dates(view: &View, candidate: &Candidate, push: &mut impl FnMut(u32, u32, u32)) {
    let (first, form) = (candidate.head(), candidate.form as u32);
    let sentence = &view.document.sentences[candidate.sentence];
    let until = |token: usize| view.dates.partition_point(|date| date.tokens.start < token);
    let (start, here, end) = (until(sentence.start), until(first), until(sentence.end));
    let place = |date: &Face| {
        let apart = view.clauses.clause[date.tokens.start] != view.clauses.clause[first];
        (apart, date.tokens.start.abs_diff(first))
    };
    let beside = start.max(here.saturating_sub(BESIDE))..end.min(here + BESIDE);
    let near = view.dates[beside].iter().filter(|date| date.is_time());
    let Some(date) = near.min_by_key(|date| place(date)) else {
        let last = start.checked_sub(1).map_or(4, |last| view.dates[last].side);
        push(83, last, form);
        return;
    };
    let place = u32::from(place(date).0) << 1 | u32::from(date.tokens.start > first);
    let told = date.side << 2 | date.lean as u32;
    push(80, told, place << 4 | form);
    push(81, date.side, place << 4 | form);
    push(82, date.pattern, told);
}

/// How many dates on either side of an event are looked at.
const BESIDE: usize = 3;

fn is_quote(word: &str) -> bool {
    matches!(word, "'" | "\"" | "‘" | "’" | "“" | "”" | "„")
}

/// The determiner of a noun, the preposition before that and the word before the preposition; 0 for none.
fn government(view: &View, candidate: &Candidate) -> (u32, u32, u32) {
    let sentence = &view.document.sentences[candidate.sentence];
    let (mut determiner, mut at) = (0, -1);
    while at > -5 {
        let atom = view.at(candidate.head(), at, sentence);
        let class = atom.reading.function;
        if atom.kind != Kind::Word && atom.kind != Kind::Number {
            break;
        }
        if class == class::PREPOSITION || class == class::BOUND {
            return (determiner, atom.word, view.at(candidate.head(), at - 1, sentence).word);
        }
        if class == class::DETERMINER || class == class::POSSESSIVE || class == class::NEGATION {
            determiner = atom.word;
        } else if class > 0 && class < class::PAST {
            break;
        }
        at -= 1;
    }
    (determiner, 0, 0)
}

/// Calls `emit` with the features of modality that hang on the event's type.
pub fn modality_of_type(view: &View, candidate: &Candidate, event_type: u8, emit: &mut impl FnMut(u32)) {
    let mood = view.clauses.mood(candidate.head());
    emit(mix(262, u32::from(event_type), mood.functions & VERBS));
    emit(mix(260, u32::from(event_type), 0));
    emit(mix(261, u32::from(event_type), candidate.form as u32));
}
