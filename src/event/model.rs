//! The weights inside a pack, and what they decide.

use super::features::{detection, modality, modality_of_type, typing};
use super::types::TYPES;
use super::view::{Candidate, View};
use crate::annotation::Modality;
use crate::lexicon::Table;
use crate::pack;

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

    /// Bucket bits of its table.
    pub fn bits(self) -> u32 {
        match self {
            Self::Detection => 15,
            Self::Modality | Self::Types => 13,
        }
    }
}

/// The trained models inside a pack. Weights are small integers, so that sums are exact everywhere.
#[derive(Debug, Clone)]
pub struct Model<'a> {
    detection: Table<'a>,
    modality: Table<'a>,
    types: Table<'a>,
    /// The sum from which a candidate counts as an event.
    threshold: i32,
}

impl<'a> Model<'a> {
    /// Reads the models in `bytes`, a pack of its own: a table for each, and `nums`, the threshold; says
    /// what is wrong with it if it is none.
    pub fn new(bytes: &'a [u8]) -> Result<Self, &'static str> {
        const BAD: &str = "the weights of events are made for another version";
        if bytes.is_empty() {
            return Err("it has no weights of events");
        }
        let table = |columns: Columns, count| Table::new(pack::section(bytes, columns.tag()), count);
        let Some([a, b, c, d]) = pack::section(bytes, b"nums").get(..4) else { return Err(BAD) };
        Ok(Self {
            detection: table(Columns::Detection, 1)?,
            modality: table(Columns::Modality, 3)?,
            types: table(Columns::Types, TYPES.len())?,
            threshold: i32::from_le_bytes([*a, *b, *c, *d]),
        })
    }

    /// The candidates that name an event, each with its type's number and its modality.
    pub fn decide<'v>(&self, view: &'v View) -> Vec<(&'v Candidate, u8, Modality)> {
        let mut found = Vec::new();
        for candidate in &view.candidates {
            let mut sum = 0;
            detection(view, candidate, &mut |feature| {
                sum += self.detection.get(feature).and_then(|row| row.first()).map_or(0, |w| i32::from(*w as i8));
            });
            if sum < self.threshold {
                continue;
            }
            let mut types = [0; TYPES.len()];
            typing(view, candidate, &mut |feature| add(self.types, feature, &mut types));
            let event_type = best(&types) as u8;
            let mut modalities = [0; 3];
            modality(view, candidate, &mut |feature| add(self.modality, feature, &mut modalities));
            modality_of_type(candidate, event_type, &mut |feature| add(self.modality, feature, &mut modalities));
            let modality = [Modality::Asserted, Modality::Future, Modality::Other][best(&modalities)];
            found.push((candidate, event_type, modality));
        }
        found
    }
}

fn add<const N: usize>(table: Table, feature: u32, sums: &mut [i32; N]) {
    if let Some(row) = table.get(feature) {
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum += i32::from(*weight as i8);
        }
    }
}

/// The place of the largest sum, the first of equals.
fn best(sums: &[i32]) -> usize {
    (0..sums.len()).max_by_key(|place| (sums[*place], usize::MAX - place)).unwrap_or(0)
}
