//! The one feature function: what the model weighs at a token.

use super::{Atom, Beliefs, Shape, View};
use crate::lexicon::{Class, Classes, START, fold, step};
use std::ops::Range;

/// The kinds of evidence, each of which the trainer can leave out to see what it brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Group {
    /// The word itself.
    Word,
    /// The words around it.
    Window,
    /// Its first and last letters.
    Affix,
    /// Capitals, signs and the place in the sentence.
    Shape,
    /// Name lists.
    Names,
    /// How often it is seen in small letters.
    Frequency,
    /// Roles, kin, verbs of saying, heads, places, organisations, works.
    Cues,
    /// How much its letters are like a name's.
    Letters,
    /// What stands on either side of the run of capitals.
    Sides,
    /// The same word elsewhere in the article.
    Article,
    /// The first pass's opinion of the same word elsewhere.
    Belief,
}

/// One feature: its kind and its hash.
pub type Feature = (Group, u32);

/// Mixes a template's number and its values into one hash.
fn mix(template: u32, a: u32, b: u32) -> u32 {
    let mut hash = (a ^ template.wrapping_mul(0x9e37_79b9)).wrapping_mul(0x7feb_352d);
    hash = (hash ^ hash >> 15 ^ b.rotate_left(16)).wrapping_mul(0x846c_a68b);
    hash = (hash ^ hash >> 16).wrapping_mul(0x7feb_352d);
    hash ^ hash >> 15
}

const NAMES: u32 = Classes::of(&[Class::Given, Class::Surname, Class::KnownPerson, Class::Particle]).0;
const FREQUENCY: u32 = Classes::of(&[Class::Rare, Class::Usual, Class::Frequent, Class::Proper]).0;
const CUES: u32 =
    Classes::of(&[Class::Place, Class::Organisation, Class::Work, Class::Head, Class::Role, Class::Kin, Class::Says]).0;

/// Where the words stand that tell something of a token by themselves: up to two tokens before and after it.
pub const PLACES: [isize; 5] = [-2, -1, 0, 1, 2];

/// Calls `emit` with every feature of the first pass at token `i`, which lies in `run` of `sentence`.
pub fn features(view: &View, i: usize, run: &(Range<usize>, Range<usize>), emit: &mut impl FnMut(Feature)) {
    for place in PLACES {
        let at = i.wrapping_add_signed(place);
        let word = if run.1.contains(&at) { view.document.word(at) } else { "" };
        features_of_word(place, view.at(i, place, &run.1), word, emit);
    }
    features_of_place(view, i, run, emit);
}

/// Calls `emit` with every feature of the second pass at token `i`.
pub fn features_of_beliefs(
    view: &View,
    i: usize,
    run: &Range<usize>,
    beliefs: &Beliefs,
    emit: &mut impl FnMut(Feature),
) {
    beliefs.features(view, i, run, &mut |template, a, b| emit((Group::Belief, mix(200 + template, a, b))));
}

/// Calls `emit` with what a word tells by itself of the token that it stands at `place` of: the same wherever the two
/// are. Nothing stands beyond the sentence's ends.
pub fn features_of_word(place: isize, atom: Atom, word: &str, emit: &mut impl FnMut(Feature)) {
    let mut push = |group: Group, template: u32, a: u32, b: u32| emit((group, mix(template, a, b)));
    match place {
        0 => {
            push(Group::Word, 0, 0, 0);
            push(Group::Word, 1, atom.word, 0);
            push(Group::Word, 2, atom.word, atom.shape as u32);
            affixes(word, &mut |template, value| push(Group::Affix, 20 + template, value, 0));
            push(Group::Shape, 40, atom.shape as u32, 0);
        }
        -1 | 1 => {
            push(Group::Window, if place < 0 { 3 } else { 4 }, atom.word, 0);
            if atom.shape == Shape::Lower {
                affixes(word, &mut |end, value| {
                    if end == 7 {
                        push(Group::Affix, if place < 0 { 32 } else { 33 }, value, 0);
                    }
                });
            }
        }
        _ => push(Group::Window, if place < 0 { 5 } else { 6 }, atom.word, 0),
    }
    let (template, capital) = ((62 + place) as u32, u32::from(atom.shape.has_capital()));
    push(Group::Names, template, atom.classes.0 & NAMES, capital);
    push(Group::Frequency, template + 5, atom.classes.0 & FREQUENCY, capital);
    push(Group::Cues, template + 10, atom.classes.0 & CUES, capital);
}

/// Calls `emit` with what the words around token `i` tell together.
#[allow(clippy::too_many_lines, reason = "a list of templates")]
pub fn features_of_place(
    view: &View,
    i: usize,
    (run, sentence): &(Range<usize>, Range<usize>),
    emit: &mut impl FnMut(Feature),
) {
    let at = |offset: isize| view.at(i, offset, sentence);
    let own = view.atoms[i];
    let shape = |atom: Atom| atom.shape as u32;
    let mut push = |group: Group, template: u32, a: u32, b: u32| emit((group, mix(template, a, b)));

    push(Group::Shape, 41, shape(at(-1)), shape(own));
    push(Group::Shape, 42, shape(own), shape(at(1)));
    push(Group::Shape, 43, shape(at(-1)) << 8 | shape(at(-2)), shape(own));
    push(Group::Shape, 44, shape(own), shape(at(1)) << 8 | shape(at(2)));
    push(Group::Shape, 45, shape(at(-1)) << 8 | shape(at(1)), shape(own));
    let starts = i == sentence.start || i == sentence.start + 1 && at(-1).shape == Shape::Quote;
    let (place, length) = ((i - run.start).min(4) as u32, run.len().min(5) as u32);
    push(Group::Shape, 46, u32::from(starts), shape(own));
    push(Group::Shape, 47, place, length);
    push(Group::Shape, 48, length, shape(at(1)) << 8 | u32::from(starts));
    let glued = |i: usize| u32::from(view.document.tokens[i].is_glued());
    push(Group::Shape, 49, glued(i), if i > 0 { glued(i - 1) } else { 0 });

    if own.phrases != Classes::default() {
        push(Group::Cues, 97, own.phrases.0, 0);
        push(Group::Cues, 98, own.phrases.0, length << 3 | place);
    }
    let near =
        |offset: isize| at(offset).classes.0 & (NAMES | FREQUENCY) | u32::from(at(offset).shape.has_capital()) << 31;
    push(Group::Names, 76, near(-1), near(0));
    push(Group::Names, 77, near(0), near(1));
    push(Group::Names, 78, own.classes.0, shape(own) << 8 | u32::from(starts));
    push(Group::Names, 79, near(-1), at(1).classes.0 & NAMES);
    for bit in 0..20 {
        if own.classes.0 >> bit & 1 == 1 {
            push(Group::Names, 80, bit, length);
        }
    }

    let like = |offset: isize| u32::from(at(offset).like);
    push(Group::Letters, 90, like(0), shape(own) << 1 | u32::from(starts));
    push(Group::Letters, 91, like(0), own.classes.0 & (NAMES | FREQUENCY));
    push(Group::Letters, 92, like(-1), like(0));
    push(Group::Letters, 93, like(0), like(1));
    push(Group::Letters, 94, like(0), length << 3 | place);
    push(Group::Letters, 95, like(0), at(-1).word);
    push(Group::Letters, 96, like(0), at(1).word);

    sides(view, i, run, sentence, &mut |template, a, b| push(Group::Sides, 100 + template, a, b));

    let (seen, next, before) = (view.seen.of(own.word), view.seen.of(at(1).word), view.seen.of(at(-1).word));
    for bit in 0..10 {
        push(Group::Article, 140, bit << 1 | seen >> bit & 1, u32::from(starts));
    }
    push(Group::Article, 141, seen, 0);
    push(Group::Article, 142, next, 0);
    push(Group::Article, 143, before, 0);
    if let Some(stem) = view.stem(i) {
        push(Group::Article, 144, view.seen.of(stem), 0);
        push(Group::Article, 145, shape(at(1)), u32::from(view.seen.of(stem) > 0));
        push(Group::Article, 146, shape(at(1)), seen);
    }
}

/// The hashes of a word's first one to four (templates 0 to 3) and last one to five letters (5 to 9).
fn affixes(word: &str, emit: &mut impl FnMut(u32, u32)) {
    let mut hash = START;
    for (length, c) in word.chars().flat_map(fold).take(4).enumerate() {
        hash = step(hash, c);
        emit(length as u32, hash);
    }
    hash = START;
    for (length, c) in word.chars().rev().flat_map(fold).take(5).enumerate() {
        hash = step(hash, c);
        emit(5 + length as u32, hash);
    }
}

/// What stands on either side of the run, wherever in it the token is.
fn sides(view: &View, i: usize, run: &Range<usize>, sentence: &Range<usize>, emit: &mut impl FnMut(u32, u32, u32)) {
    let left = |offset: isize| view.at(run.start, -offset, sentence);
    let right = |offset: isize| view.at(run.end - 1, offset, sentence);
    let (first, last) = (u32::from(i == run.start), u32::from(i + 1 == run.end));
    emit(0, left(1).word, first);
    emit(1, right(1).word, last);
    emit(2, left(2).word, first);
    emit(3, right(2).word, last);
    emit(4, left(1).word, right(1).word);
    emit(5, left(1).classes.0, first);
    emit(6, right(1).classes.0, last);
    let shapes = |a: Atom, b: Atom, c: Atom| (a.shape as u32) << 16 | (b.shape as u32) << 8 | c.shape as u32;
    emit(7, shapes(right(1), right(2), right(3)), last);
    emit(8, shapes(left(1), left(2), Atom::default()), first);
    // The nearest cue on each side, up to five tokens away.
    let lefts: [u32; 5] = std::array::from_fn(|at| left(at as isize + 1).classes.0 & CUES);
    let rights: [u32; 5] = std::array::from_fn(|at| right(at as isize + 1).classes.0 & CUES);
    for (template, near, edge) in [(10, lefts, first), (11, rights, last)] {
        let mut unseen = near.iter().fold(0, |all, classes| all | classes);
        for (distance, classes) in (1..).zip(near) {
            while classes & unseen != 0 {
                let class = (classes & unseen).trailing_zeros();
                unseen &= !(1 << class);
                let cue = class * 8 + distance;
                emit(template, cue, edge);
                emit(template + 10, cue, view.atoms[i].classes.0 & (NAMES | FREQUENCY));
            }
        }
    }
    // Lists of children, with or without their ages.
    let listed = right(1).shape == Shape::Sign;
    let before = (1..=20).map(left).take_while(|atom| listed && atom.shape != Shape::None);
    let kin = before.into_iter().any(|atom| atom.classes.has(Class::Kin));
    emit(17, shapes(right(1), right(2), right(3)), u32::from(kin));
    emit(18, shapes(left(1), right(1), right(2)), u32::from(kin) << 1 | first);
    // The names listed with the run: villages come in long rows of single words, people seldom.
    let lists = [List::new(view, run.start, -1, sentence), List::new(view, run.end - 1, 1, sentence)];
    let [names, singles] = [lists[0].names + lists[1].names, lists[0].singles + lists[1].singles];
    let (single, classes) = (u32::from(run.len() == 1), (lists[0].classes | lists[1].classes) & (NAMES | CUES));
    emit(22, names << 3 | singles, single);
    emit(23, classes, single);
    emit(24, names.min(3) << 1 | single, view.atoms[i].classes.0 & (NAMES | FREQUENCY));
    // The run itself: its first and last words.
    let (head, tail) = (view.atoms[run.start], view.atoms[run.end - 1]);
    emit(12, head.word, first);
    emit(13, tail.word, last);
    emit(14, head.classes.0, tail.classes.0);
    emit(25, shapes(tail, head, right(1)), last);
    // Headlines and bylines: lines without a full stop, datelines.
    let line_start = sentence.start == 0 || view.document.ends_line(sentence.start - 1);
    let stop = view.atoms[sentence.end - 1].shape == Shape::Sign;
    emit(15, u32::from(line_start) << 1 | u32::from(stop), u32::from(run.start == sentence.start));
    emit(16, (sentence.len() as u32).min(8), run.len() as u32);
}

/// The names that stand in one list with a run, on one side of it.
#[derive(Default)]
struct List {
    names: u32,
    /// Those of one word.
    singles: u32,
    /// What the lists say of their words, together.
    classes: u32,
}

impl List {
    /// The most names that are looked at, and the most words of one.
    const MOST: (u32, u32) = (3, 5);

    /// Goes by `step` from token `edge` of the run, over names with a comma or a short word between.
    fn new(view: &View, edge: usize, step: isize, sentence: &Range<usize>) -> Self {
        let is_comma = |i: usize| view.document.word(i) == ",";
        let is_word = |i: usize| view.atoms[i].shape == Shape::Lower && view.document.word(i).len() <= LINK;
        let beyond = |at: usize, fits: &dyn Fn(usize) -> bool| {
            at.checked_add_signed(step).filter(|next| sentence.contains(next) && fits(*next))
        };
        let mut list = Self::default();
        let mut at = edge;
        while list.names < Self::MOST.0 {
            let Some(first) = beyond(at, &|i| is_comma(i) || is_word(i)) else { break };
            // Both stand between the last two names of some lists.
            at = beyond(first, &|i| if is_comma(first) { is_word(i) } else { is_comma(i) }).unwrap_or(first);
            let mut words = 0;
            while let Some(next) = beyond(at, &|i| words < Self::MOST.1 && view.atoms[i].shape.has_capital()) {
                (at, words) = (next, words + 1);
                list.classes |= view.atoms[at].classes.0;
            }
            if words == 0 {
                break;
            }
            list.names += 1;
            list.singles += u32::from(words == 1);
        }
        list
    }
}

/// The most bytes of a word that links the names of a list: "en", "and".
const LINK: usize = 3;
