//! What JavaScript calls.

use crate::article::{Article, DEFAULT_CAP, PartialDate, Unit};
use crate::date::Policy;
use crate::language::Language;
use crate::pipeline::{Options, annotate, load};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

/// One loaded language.
#[wasm_bindgen]
pub struct Kantlijn {
    language: Language,
}

/// What a caller can choose; all fields may be left out.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
struct Choices {
    id: Option<String>,
    published: Option<String>,
    policy: Policy,
    max_bytes: Option<usize>,
}

#[wasm_bindgen]
impl Kantlijn {
    /// Loads a language from its pack; throws an `Error` that says what is wrong with it.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: Vec<u8>) -> Result<Self, JsError> {
        Ok(Self { language: load(pack)? })
    }

    /// The language's code.
    #[wasm_bindgen(getter)]
    pub fn lang(&self) -> String {
        self.language.code().to_owned()
    }

    /// Annotates a text; spans count UTF-16 units, as JavaScript does. Throws an `Error` for a text
    /// that is empty or too long, and for options that do not exist.
    pub fn annotate(&self, text: &str, options: JsValue) -> Result<JsValue, JsError> {
        let choices: Choices = match options.is_undefined() || options.is_null() {
            true => Choices::default(),
            false => serde_wasm_bindgen::from_value(options)?,
        };
        let mut article = Article::with_cap(text, choices.max_bytes.unwrap_or(DEFAULT_CAP))?;
        article.id = choices.id;
        article.published = choices.published.map(|date| date.parse::<PartialDate>()).transpose()?;
        let annotation = annotate(&article, &self.language, &Options { policy: choices.policy });
        let serializer = serde_wasm_bindgen::Serializer::json_compatible();
        Ok(annotation.with_offsets(text, Unit::Utf16).serialize(&serializer)?)
    }
}
