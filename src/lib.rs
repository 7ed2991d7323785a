//! Kantlijn marks the people, dates and events of a news article.
//!
//! ```
//! use kantlijn::{Article, Options, annotate, language};
//!
//! let dutch = language("nl")?;
//! let article = Article::new("Kim Kardashian vroeg op 19 februari 2021 de scheiding aan.")?;
//! let annotation = annotate(&article, &dutch, &Options::default());
//! assert_eq!(annotation.lang, "nl");
//! # Ok::<(), kantlijn::Error>(())
//! ```
//!
//! The modules stand in the order of the flow: a stage imports only from those above it.

mod error;
mod order;
mod article;
pub mod pack;
mod language;
mod annotation;
pub mod lexicon;
pub mod token;
mod detect;
pub mod vocabulary;
pub mod sentence;
pub mod number;
pub mod tagger;
pub mod person;
pub mod date;
pub mod event;
mod pipeline;
pub mod story;
mod export;
pub mod languages;
#[cfg(target_arch = "wasm32")]
mod web;

pub use annotation::*;
pub use article::{Article, DEFAULT_CAP, OffsetMap, PartialDate, Unit};
pub use date::Policy;
pub use detect::detect;
pub use error::Error;
pub use export::{Format, export};
pub use language::Language;
pub use languages::language;
pub use pipeline::{Options, annotate, annotate_with_persons, load};
pub use story::{Story, story};
