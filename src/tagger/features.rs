//! The one feature function: what the model weighs at a token.

use super::{Atom, Beliefs, Run, Shape, View};
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

/// Calls `emit` with each token of a run, from 0, and every feature of the first pass at it.
pub fn features(view: &View, run: &Run, emit: &mut impl FnMut(usize, Feature)) {
    let sides = Sides::new(view, run);
    for (t, i) in run.0.clone().enumerate() {
        let mut emit = |feature| emit(t, feature);
        for place in PLACES {
            let at = i.wrapping_add_signed(place);
            let word = if run.1.contains(&at) { view.document.word(at) } else { "" };
            features_of_word(place, view.at(i, place, &run.1), word, &mut emit);
        }
        sides.features_of_run(&mut emit);
        features_of_place(view, i, run, &sides, &mut emit);
    }
}

/// Calls `emit` with each token of a run, from 0, and every feature of the second pass at it. `before` tells how many
/// tokens the runs before have.
pub fn features_of_beliefs(
    view: &View,
    run: &Range<usize>,
    beliefs: &Beliefs,
    before: usize,
    emit: &mut impl FnMut(usize, Feature),
) {
    beliefs.features(view, run, before, &mut |t, template, a, b| {
        emit(t, (Group::Belief, mix(200 + template, a, b)));
    });
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
pub fn features_of_place(view: &View, i: usize, (run, sentence): &Run, sides: &Sides, emit: &mut impl FnMut(Feature)) {
    let at = |offset: isize| view.at(i, offset, sentence);
    let own = view.atoms[i];
    let shape = |atom: Atom| atom.shape as u32;
    let mut push = |(group, template, a, b): (Group, u32, u32, u32)| emit((group, mix(template, a, b)));

    let starts = i == sentence.start || i == sentence.start + 1 && at(-1).shape == Shape::Quote;
    let (place, length) = ((i - run.start).min(4) as u32, run.len().min(5) as u32);
    let glued = |i: usize| u32::from(view.document.tokens[i].is_glued());

    let shapes = [
        (Group::Shape, 41, shape(at(-1)), shape(own)),
        (Group::Shape, 42, shape(own), shape(at(1))),
        (Group::Shape, 43, shape(at(-1)) << 8 | shape(at(-2)), shape(own)),
        (Group::Shape, 44, shape(own), shape(at(1)) << 8 | shape(at(2))),
        (Group::Shape, 45, shape(at(-1)) << 8 | shape(at(1)), shape(own)),
        (Group::Shape, 46, u32::from(starts), shape(own)),
        (Group::Shape, 47, place, length),
        (Group::Shape, 48, length, shape(at(1)) << 8 | u32::from(starts)),
        (Group::Shape, 49, glued(i), if i > 0 { glued(i - 1) } else { 0 }),
    ];
    shapes.into_iter().for_each(&mut push);
    if own.phrases != Classes::default() {
        push((Group::Cues, 97, own.phrases.0, 0));
        push((Group::Cues, 98, own.phrases.0, length << 3 | place));
    }
    let near =
        |offset: isize| at(offset).classes.0 & (NAMES | FREQUENCY) | u32::from(at(offset).shape.has_capital()) << 31;
    let names = [
        (Group::Names, 76, near(-1), near(0)),
        (Group::Names, 77, near(0), near(1)),
        (Group::Names, 78, own.classes.0, shape(own) << 8 | u32::from(starts)),
        (Group::Names, 79, near(-1), at(1).classes.0 & NAMES),
    ];
    names.into_iter().for_each(&mut push);
    for bit in 0..20 {
        if own.classes.0 >> bit & 1 == 1 {
            push((Group::Names, 80, bit, length));
        }
    }

    let like = |offset: isize| u32::from(at(offset).like);
    let letters = [
        (Group::Letters, 90, like(0), shape(own) << 1 | u32::from(starts)),
        (Group::Letters, 91, like(0), own.classes.0 & (NAMES | FREQUENCY)),
        (Group::Letters, 92, like(-1), like(0)),
        (Group::Letters, 93, like(0), like(1)),
        (Group::Letters, 94, like(0), length << 3 | place),
        (Group::Letters, 95, like(0), at(-1).word),
        (Group::Letters, 96, like(0), at(1).word),
    ];
    letters.into_iter().for_each(&mut push);
    sides.features_of_place(i == run.start, i + 1 == run.end, own, &mut push);

    let seen = view.seen(i);
    for bit in (0..10).filter(|bit| seen >> bit & 1 == 1) {
        push((Group::Article, 140, bit, u32::from(starts)));
    }
    let article = [
        (Group::Article, 141, seen, 0),
        (Group::Article, 142, if i + 1 < sentence.end { view.seen(i + 1) } else { 0 }, 0),
        (Group::Article, 143, if i > sentence.start { view.seen(i - 1) } else { 0 }, 0),
    ];
    article.into_iter().for_each(&mut push);
    if view.stem(i).is_some() {
        push((Group::Article, 144, view.seen_stem(i), 0));
        push((Group::Article, 145, shape(at(1)), u32::from(view.seen_stem(i) > 0)));
        push((Group::Article, 146, shape(at(1)), seen));
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

/// What stands on either side of a run, gathered once for all its tokens.
pub struct Sides {
    /// The nearest atoms before and after, and the run's first and last.
    left: [Atom; NEAR],
    right: [Atom; NEAR],
    head: Atom,
    tail: Atom,
    /// The nearest cue of each class before and after, and how far away it stands.
    cues: [Cues; 2],
    /// Whether a list that holds the run begins with a word of kinship.
    kin: bool,
    /// The names in one list with the run.
    lists: [List; 2],
    /// Whether the sentence begins a line, ends with a sign, begins with the run; and how long both are.
    line: [bool; 3],
    lengths: [u32; 2],
}

/// How many tokens on each side are looked at for cues.
const NEAR: usize = 5;

/// The nearest cues on one side.
#[derive(Default)]
struct Cues {
    found: [u32; CUES.count_ones() as usize],
    count: usize,
}

impl Cues {
    fn new(near: &[Atom; NEAR]) -> Self {
        let mut cues = Self::default();
        let mut known = 0;
        for (distance, atom) in (1..).zip(near) {
            let mut classes = atom.classes.0 & CUES & !known;
            known |= classes;
            while classes != 0 {
                cues.found[cues.count] = classes.trailing_zeros() * 8 + distance;
                cues.count += 1;
                classes &= classes - 1;
            }
        }
        cues
    }
}

/// Three shapes in one number.
fn shapes(a: Atom, b: Atom, c: Atom) -> u32 {
    (a.shape as u32) << 16 | (b.shape as u32) << 8 | c.shape as u32
}

impl Sides {
    /// Looks around a run.
    pub fn new(view: &View, (run, sentence): &Run) -> Self {
        let left: [Atom; NEAR] = std::array::from_fn(|at| view.at(run.start, -1 - at as isize, sentence));
        let right: [Atom; NEAR] = std::array::from_fn(|at| view.at(run.end - 1, 1 + at as isize, sentence));
        let listed = right[0].shape == Shape::Sign;
        let mut before = (1..=20).map(|offset| view.at(run.start, -offset, sentence));
        let is_kin = |atom: Atom| (atom.shape != Shape::None).then(|| atom.classes.has(Class::Kin));
        let line_start = sentence.start == 0 || view.document.ends_line(sentence.start - 1);
        Self {
            head: view.atoms[run.start],
            tail: view.atoms[run.end - 1],
            cues: [Cues::new(&left), Cues::new(&right)],
            kin: listed && before.by_ref().map_while(is_kin).any(|kin| kin),
            lists: [List::new(view, run.start, -1, sentence), List::new(view, run.end - 1, 1, sentence)],
            line: [line_start, view.atoms[sentence.end - 1].shape == Shape::Sign, run.start == sentence.start],
            lengths: [(sentence.len() as u32).min(8), run.len() as u32],
            left,
            right,
        }
    }

    /// Calls `emit` with what holds for every token of the run alike.
    pub fn features_of_run(&self, emit: &mut impl FnMut(Feature)) {
        let push = |(template, a, b): (u32, u32, u32)| emit((Group::Sides, mix(100 + template, a, b)));
        let Self { left, right, lists, .. } = self;
        let [names, singles] = [lists[0].names + lists[1].names, lists[0].singles + lists[1].singles];
        let [line_start, stop, starts] = self.line.map(u32::from);
        let alike = [
            (4, left[0].word, right[0].word),
            (14, self.head.classes.0, self.tail.classes.0),
            // The names listed with the run: villages come in long rows of single words, people seldom.
            (22, names << 3 | singles, self.single()),
            (23, (lists[0].classes | lists[1].classes) & (NAMES | CUES), self.single()),
            // Headlines and bylines: lines without a full stop, datelines.
            (15, line_start << 1 | stop, starts),
            (16, self.lengths[0], self.lengths[1]),
        ];
        alike.into_iter().for_each(push);
    }

    fn single(&self) -> u32 {
        u32::from(self.lengths[1] == 1)
    }

    /// Calls `emit` with what depends on whether the token is the run's first or last, and on what it is itself.
    fn features_of_place(&self, first: bool, last: bool, own: Atom, emit: &mut impl FnMut((Group, u32, u32, u32))) {
        let mut push = |(template, a, b): (u32, u32, u32)| emit((Group::Sides, 100 + template, a, b));
        let (first, last) = (u32::from(first), u32::from(last));
        let (left, right, known) = (&self.left, &self.right, own.classes.0 & (NAMES | FREQUENCY));
        for (template, cues, edge) in [(10, &self.cues[0], first), (11, &self.cues[1], last)] {
            for cue in &cues.found[..cues.count] {
                push((template, *cue, edge));
                push((template + 10, *cue, known));
            }
        }
        let kin = u32::from(self.kin);
        let names = self.lists[0].names + self.lists[1].names;
        let around = [
            (0, left[0].word, first),
            (1, right[0].word, last),
            (2, left[1].word, first),
            (3, right[1].word, last),
            (5, left[0].classes.0, first),
            (6, right[0].classes.0, last),
            (7, shapes(right[0], right[1], right[2]), last),
            (8, shapes(left[0], left[1], Atom::default()), first),
            // Lists of children, with or without their ages.
            (17, shapes(right[0], right[1], right[2]), kin),
            (18, shapes(left[0], right[0], right[1]), kin << 1 | first),
            (24, names.min(3) << 1 | self.single(), known),
            // The run itself: its first and last words.
            (12, self.head.word, first),
            (13, self.tail.word, last),
            (25, shapes(self.tail, self.head, right[0]), last),
        ];
        around.into_iter().for_each(&mut push);
    }
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
