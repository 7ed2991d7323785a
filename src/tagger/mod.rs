//! The sequence model: features, weights, decoding. The trainer calls this same feature function.
//!
//! A linear-chain conditional random field, in two passes. Only [`View::runs`] of words that can be
//! part of a name are looked at: everything else is outside by definition, so that the work grows with
//! the capitals in a text. The first pass reads the words around; the second corrects its sums by what the
//! first thinks of the same words elsewhere in the article. Weights are small integers in a hash table
//! ([`Table`](crate::lexicon::Table)); sums are exact, and the few functions beyond
//! arithmetic are our own, so that every machine gives the same bits.

mod belief;
mod chain;
mod features;
mod letters;
mod math;
mod model;
mod seen;
mod shape;
mod view;

pub use belief::Beliefs;
pub use chain::{Chain, Emission, Label, TRANSITIONS, Tagged, Transitions};
pub use features::{Feature, Group, features, features_of_beliefs};
pub use letters::{BUCKET_BITS, Letters, runs};
pub use math::{exp, ln};
pub use model::{COLUMNS, KEY_BITS, Model, Weights, possessive, tag};
use seen::Seen;
pub use shape::Shape;
pub use view::{Atom, Run, View};
