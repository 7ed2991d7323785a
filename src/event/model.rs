//! The weights inside a pack, and what they decide.

use super::detection::{STEPS, detection, of_place, of_word};
use super::layout::Form;
use super::modality::{modality, modality_of_type};
use super::ties::Ties;
use super::types::TYPES;
use super::typing::{about, typing};
use super::view::{Candidate, View};
use crate::annotation::{Modality, PersonId};
use crate::lexicon::{Recent, Table, plain};
use crate::{order, pack};

/// Which of the three tables of weights, and how many columns it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// An event, or none.
    Detection = 1,
    /// Asserted, future or other.
    Modality = 3,
    /// The types.
    Types = TYPES.len() as isize,
}

impl Columns {
    /// Its section in the weights.
    pub fn tag(self) -> &'static [u8; 4] {
        match self {
            Self::Detection => b"dete",
            Self::Modality => b"moda",
            Self::Types => b"type",
        }
    }

    /// Key bits of its table.
    pub fn key_bits(self) -> u32 {
        match self {
            Self::Detection => 21,
            Self::Modality | Self::Types => 19,
        }
    }
}

/// The sections of the weights that hold the tables of what ties persons and times to events, of one column each, and
/// the key bits of those.
pub const WHOM: (&[u8; 4], u32) = (b"whom", 19);
pub const WHEN: (&[u8; 4], u32) = (b"when", 19);

/// The trained models inside a pack. Weights are small integers, so that sums are exact everywhere.
#[derive(Debug, Clone)]
pub struct Model<'a> {
    detection: Table<'a>,
    modality: Table<'a>,
    types: Table<'a>,
    persons: Table<'a>,
    times: Table<'a>,
    /// The sum from which a candidate counts as an event.
    threshold: i32,
    /// The sum below which it is none, whatever the next step of detection says: of each step but the last.
    hopeless: [i32; STEPS - 1],
}

impl<'a> Model<'a> {
    /// Reads the models in `bytes`, a pack of its own: a table for each; `nums`, the threshold and the hopeless sums;
    /// `lexi`, the checksum of the trigger lexicon by whose numbers they know words (which a test compares). Says what is
    /// wrong with it if it is none.
    pub fn new(bytes: &'a [u8]) -> Result<Self, &'static str> {
        const BAD: &str = "the weights of events are made for another version";
        if bytes.is_empty() {
            return Err("it has no weights of events");
        }
        let table = |columns: Columns, count| Table::new(pack::section(bytes, columns.tag()), count);
        let number = |place: usize| {
            let bytes = pack::section(bytes, b"nums").get(4 * place..4 * place + 4)?;
            Some(i32::from_le_bytes(bytes.try_into().ok()?))
        };
        Ok(Self {
            detection: table(Columns::Detection, 1)?,
            modality: table(Columns::Modality, 3)?,
            types: table(Columns::Types, TYPES.len())?,
            persons: Table::new(pack::section(bytes, WHOM.0), 1)?,
            times: Table::new(pack::section(bytes, WHEN.0), 1)?,
            threshold: number(0).ok_or(BAD)?,
            hopeless: std::array::from_fn(|step| number(step + 1).unwrap_or(i32::MIN)),
        })
    }

    /// The candidates that name an event, each with its type's number and its modality.
    pub fn decide<'v>(&self, view: &'v View) -> Vec<(&'v Candidate, u8, Modality)> {
        let tokens = view.document.tokens.len();
        let mut weights = Recent::new(self.detection, plain, tokens);
        let mut told = Told::new(view);
        let sum = |candidate| {
            let mut sum = [told.sum(candidate, &mut weights)];
            of_place(view, candidate, &mut |feature| add(&mut weights, feature, &mut sum));
            for (step, hopeless) in (1..).zip(self.hopeless) {
                if sum[0] < hopeless {
                    break;
                }
                detection(view, candidate, step, &mut |feature| add(&mut weights, feature, &mut sum));
            }
            sum
        };
        let mut sums: Vec<[i32; 1]> = view.candidates.iter().map(sum).collect();
        lend(view.candidates.iter().map(|candidate| view.word(candidate)), &mut sums, FOUND);
        let found: Vec<&Candidate> =
            view.candidates.iter().zip(sums).filter(|(_, [sum])| *sum >= self.threshold).map(|(it, _)| it).collect();
        let mut weights = Recent::new(self.types, plain, found.len());
        let mut typed = |candidate: &Candidate| {
            let mut types = [0; TYPES.len()];
            typing(view, candidate, &mut |feature| add(&mut weights, feature, &mut types));
            for event_type in about(view, candidate) {
                types.get_mut(usize::from(event_type)).into_iter().for_each(|sum| *sum += ABOUT);
            }
            best(&types) as u8
        };
        let types: Vec<u8> = found.iter().map(|candidate| typed(candidate)).collect();
        let mut weights = Recent::new(self.modality, plain, found.len());
        let modal = |(candidate, event_type): (&&Candidate, &u8)| {
            let mut modalities = [0; 3];
            let mut add = |feature| add(&mut weights, feature, &mut modalities);
            modality(view, candidate, &mut add);
            modality_of_type(view, candidate, *event_type, &mut add);
            modalities
        };
        let mut modalities: Vec<[i32; 3]> = found.iter().zip(&types).map(modal).collect();
        lend(found.iter().map(|candidate| view.word(candidate)), &mut modalities, TOLD);
        let modality = |sums: &[i32; 3]| [Modality::Asserted, Modality::Future, Modality::Other][best(sums)];
        let decided = found.iter().zip(types).zip(&modalities);
        decided.map(|((candidate, event_type), sums)| (*candidate, event_type, modality(sums))).collect()
    }
}

impl Model<'_> {
    /// Tells of each of `count` mentions what speaks for it that each person near takes part in its event, in the order
    /// of their ids: above 0 it is likely.
    pub(super) fn persons(&self, ties: &Ties, count: usize) -> impl FnMut(usize) -> Vec<(PersonId, i32)> {
        let mut weights = Recent::new(self.persons, plain::<1>, count * 8);
        move |place| {
            let mut said = Vec::new();
            ties.persons(place, |person, features| {
                said.push((person, sum(&mut weights, features)));
            });
            said
        }
    }

    /// Tells of each of `count` mentions which moment most speaks for being the time of its event, of equals the nearest,
    /// and by how much it outweighs that the event has no time (which may be below zero).
    pub(super) fn times(&self, ties: &Ties, count: usize) -> impl FnMut(usize) -> Option<(usize, i32)> {
        let mut weights = Recent::new(self.times, plain::<1>, count * 8);
        move |place| {
            let (mut none, mut best) = (0, None);
            ties.times(place, |moment, features| {
                let sum = sum(&mut weights, features);
                match moment {
                    None => none = sum,
                    Some(moment) if best.is_none_or(|(_, most)| sum > most) => best = Some((moment, sum)),
                    Some(_) => {}
                }
            });
            best.map(|(moment, sum)| (moment, sum - none))
        }
    }
}

/// The sum of the weights of features in a table of one column.
fn sum(weights: &mut Recent<[i8; 1]>, features: &[u32]) -> i32 {
    features.iter().map(|feature| i32::from(weights.get(*feature)[0])).sum()
}

/// How much a type that stands between the parts of a split verb counts beside what was learnt: there are too few such
/// verbs of each type to learn it from.
const ABOUT: i32 = 4;

/// How much the same word elsewhere in the article counts beside a place's own sum, as a fraction: for
/// whether it names an event, and for whether that happened.
const FOUND: (i32, i32) = (2, 5);
const TOLD: (i32, i32) = (3, 5);

/// Adds to the sums of each place a part of the mean of those of the same word elsewhere.
fn lend<const N: usize>(words: impl Iterator<Item = u32>, sums: &mut [[i32; N]], (part, of): (i32, i32)) {
    for places in order::by_key(words).chunk_by(|a, b| a.0 == b.0).filter(|places| places.len() > 1) {
        let mut total = [0; N];
        for (_, place) in places {
            total.iter_mut().zip(sums[*place]).for_each(|(total, sum)| *total += sum);
        }
        let others = places.len() as i32 - 1;
        for (_, place) in places {
            sums[*place].iter_mut().zip(total).for_each(|(sum, total)| *sum += part * (total - *sum) / (of * others));
        }
    }
}

fn add<const N: usize>(weights: &mut Recent<[i8; N]>, feature: u32, sums: &mut [i32; N]) {
    for (sum, weight) in sums.iter_mut().zip(weights.get(feature)) {
        *sum += i32::from(weight);
    }
}

/// What a word is a candidate as: lemma, other lemma, form, whether it is a compound.
type Role = (u16, u16, Form, bool);

/// The sums of what candidates of one word tell wherever they stand, each summed up where it is first asked for.
struct Told<'v> {
    view: &'v View<'v>,
    /// For each word, with what it was a candidate as.
    known: Vec<Option<(Role, i32)>>,
}

impl<'v> Told<'v> {
    fn new(view: &'v View) -> Self {
        Self { view, known: vec![None; view.document.vocabulary.len()] }
    }

    fn sum(&mut self, candidate: &Candidate, weights: &mut Recent<[i8; 1]>) -> i32 {
        let mut count = || {
            let mut sum = [0];
            of_word(self.view, candidate, &mut |feature| add(weights, feature, &mut sum));
            sum[0]
        };
        if !candidate.is_one_word() {
            return count();
        }
        let known = &mut self.known[self.view.document.vocabulary.number(candidate.head())];
        let role = (candidate.lemma, candidate.other, candidate.form, candidate.compound);
        match known {
            Some((of, sum)) if *of == role => *sum,
            _ => known.insert((role, count())).1,
        }
    }
}

/// The place of the largest sum, the first of equals.
fn best(sums: &[i32]) -> usize {
    (0..sums.len()).max_by_key(|place| (sums[*place], usize::MAX - place)).unwrap_or(0)
}
