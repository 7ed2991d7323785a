//! The result in other formats, one file a format.

use crate::annotation::Annotation;
use crate::error::Error;
use std::str::FromStr;

mod html;

/// A format of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// The article with `<mark>` elements.
    Html,
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        match name {
            "html" => Ok(Self::Html),
            _ => Err(Error::BadOption { option: "format", value: name.chars().take(40).collect(), allowed: "html" }),
        }
    }
}

/// Writes the annotation of `text`, whose spans count bytes, in a format.
pub fn export(text: &str, annotation: &Annotation, format: Format) -> String {
    match format {
        Format::Html => html::write(text, annotation),
    }
}
