//! What JavaScript calls.

use crate::article::{Article, DEFAULT_CAP, PartialDate, Unit};
use crate::date::Policy;
use crate::error::Error;
use crate::language::Language;
use crate::pipeline::{Options, annotate, load};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

/// One loaded language.
#[wasm_bindgen]
pub struct Kantlijn {
    language: Language,
}

/// The names of the fields of [`Choices`].
const CHOICES: [&str; 4] = ["id", "published", "policy", "maxBytes"];

/// What a caller can choose; all fields may be left out.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Choices {
    id: Option<String>,
    published: Option<String>,
    policy: Policy,
    max_bytes: Option<usize>,
}

/// An `Error` with the kind as its name, so that a page can say it in the reader's language.
fn thrown(error: &Error) -> JsValue {
    let thrown = js_sys::Error::new(&error.to_string());
    thrown.set_name(error.kind());
    thrown.into()
}

/// The caller's choices. `serde` reads the fields it knows; a misspelt one must not pass in silence.
fn choices(options: JsValue) -> Result<Choices, JsValue> {
    let Some(object) = options.dyn_ref::<js_sys::Object>() else { return Ok(Choices::default()) };
    for key in js_sys::Object::keys(object).iter().filter_map(|key| key.as_string()) {
        if !CHOICES.contains(&key.as_str()) {
            let error =
                Error::BadOption { option: "an option", value: key, allowed: "id, published, policy, maxBytes" };
            return Err(thrown(&error));
        }
    }
    Ok(serde_wasm_bindgen::from_value(options)?)
}

#[wasm_bindgen]
impl Kantlijn {
    /// Loads a language from its pack; throws an `Error` that says what is wrong with it.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: Vec<u8>) -> Result<Self, JsValue> {
        Ok(Self { language: load(pack).map_err(|error| thrown(&error))? })
    }

    /// The language's code.
    #[wasm_bindgen(getter)]
    pub fn lang(&self) -> String {
        self.language.code().to_owned()
    }

    /// Annotates a text; spans count UTF-16 units, as JavaScript does. Throws an `Error` for a text
    /// that is empty or too long (its `name` is [`Error::kind`]), and for options that do not exist.
    pub fn annotate(&self, text: &str, options: JsValue) -> Result<JsValue, JsValue> {
        let choices = choices(options)?;
        let mut article =
            Article::with_cap(text, choices.max_bytes.unwrap_or(DEFAULT_CAP)).map_err(|error| thrown(&error))?;
        article.id = choices.id;
        let published = choices.published.map(|date| date.parse::<PartialDate>()).transpose();
        article.published = published.map_err(|error| thrown(&error))?;
        let annotation = annotate(&article, &self.language, &Options { policy: choices.policy });
        let serializer = serde_wasm_bindgen::Serializer::json_compatible();
        Ok(annotation.with_offsets(text, Unit::Utf16).serialize(&serializer)?)
    }
}
