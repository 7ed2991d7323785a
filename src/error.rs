//! The one error type. Each kind says what was wrong and what to do about it.

use std::fmt;

/// What can go wrong before annotation starts. Annotation itself cannot fail.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The text is longer than the cap, both in bytes of UTF-8.
    TooLong { bytes: usize, cap: usize },
    /// The text is empty, or nothing but white space.
    Empty,
    /// The input is not UTF-8; the first bad byte stands at `at`.
    NotUtf8 { at: usize },
    /// Not a date of the form `2021`, `2021-02` or `2021-02-22`, or not one the calendar has.
    BadDate(String),
    /// No pack of that language is known.
    UnknownLanguage { asked: String, known: String },
    /// An option's name or value is not one of those that exist.
    BadOption { option: &'static str, value: String, allowed: &'static str },
    /// The language pack is damaged, or made for another version.
    BadPack(&'static str),
    /// An annotation that is read back is damaged, or of another text.
    BadAnnotation(&'static str),
}

impl Error {
    /// The kind as one word: the variant's name.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "TooLong",
            Self::Empty => "Empty",
            Self::NotUtf8 { .. } => "NotUtf8",
            Self::BadDate(_) => "BadDate",
            Self::UnknownLanguage { .. } => "UnknownLanguage",
            Self::BadOption { .. } => "BadOption",
            Self::BadPack(_) => "BadPack",
            Self::BadAnnotation(_) => "BadAnnotation",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::TooLong { bytes, cap } => {
                write!(f, "the text is {bytes} bytes long and the cap is {cap}: split it, or raise the cap")
            }
            Self::Empty => f.write_str("there is no text: give an article of at least one word"),
            Self::NotUtf8 { at } => {
                write!(f, "the text is not UTF-8 (byte {at}): save it as UTF-8 and try again")
            }
            Self::BadDate(given) => write!(
                f,
                "\"{given}\" is not a date: write a year, a month or a day, such as 2021, 2021-02 or 2021-02-22"
            ),
            Self::UnknownLanguage { asked, known } => {
                write!(f, "there is no language \"{asked}\": choose one of {known}")
            }
            Self::BadOption { option, value, allowed } => {
                write!(f, "{option} cannot be \"{value}\": choose one of {allowed}")
            }
            Self::BadAnnotation(what) => {
                write!(f, "the annotation cannot be used ({what}): give one that was made from exactly this text")
            }
            Self::BadPack(what) => {
                write!(f, "the language pack cannot be used ({what}): load the pack that came with this version")
            }
        }
    }
}

impl std::error::Error for Error {}
