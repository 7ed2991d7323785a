//! What JavaScript calls. Results cross as JSON, which the browser parses faster than we could build objects.

use crate::annotation::Annotation;
use crate::article::{Article, DEFAULT_CAP, PartialDate, Unit};
use crate::date::Policy;
use crate::error::Error;
use crate::export::{self, Format};
use crate::language::Language;
use crate::pipeline::{Options, annotate, load};
use wasm_bindgen::prelude::*;

/// One loaded language.
#[wasm_bindgen]
pub struct Kantlijn {
    language: Language,
}

/// An `Error` with the kind as its name, so that a page can say it in the reader's language.
fn thrown(error: Error) -> JsValue {
    let thrown = js_sys::Error::new(&error.to_string());
    thrown.set_name(error.kind());
    thrown.into()
}

/// The names of what a caller can choose.
const CHOICES: &str = "id, published, policy, maxBytes";

/// What a caller can choose; all of it may be left out.
#[derive(Default)]
struct Choices {
    id: Option<String>,
    published: Option<PartialDate>,
    policy: Policy,
    cap: Option<usize>,
}

impl Choices {
    fn read(options: &JsValue) -> Result<Self, Error> {
        let mut choices = Self::default();
        let Some(object) = options.dyn_ref::<js_sys::Object>() else { return Ok(choices) };
        for entry in js_sys::Object::entries(object).iter() {
            let entry = js_sys::Array::from(&entry);
            let (name, value) = (entry.get(0).as_string().unwrap_or_default(), entry.get(1));
            if value.is_undefined() || value.is_null() {
                continue;
            }
            let text = value.as_string();
            let bad = |option, allowed| Error::BadOption { option, value: text.clone().unwrap_or_default(), allowed };
            match name.as_str() {
                "id" => choices.id = Some(text.clone().ok_or_else(|| bad("id", "a text"))?),
                "published" => choices.published = Some(text.as_deref().unwrap_or_default().parse()?),
                "policy" => {
                    choices.policy = match text.as_deref() {
                        Some("news") => Policy::News,
                        Some("assistant") => Policy::Assistant,
                        _ => return Err(bad("policy", "news, assistant")),
                    }
                }
                "maxBytes" => {
                    let number = value.as_f64().filter(|number| *number >= 0.0);
                    choices.cap = Some(number.ok_or_else(|| bad("maxBytes", "a number of bytes"))? as usize);
                }
                // A misspelt name must not pass in silence.
                _ => return Err(Error::BadOption { option: "an option", value: name, allowed: CHOICES }),
            }
        }
        Ok(choices)
    }
}

/// The annotation as a plain object; spans count UTF-16 units.
fn object(text: &str, annotation: Annotation) -> Result<JsValue, JsValue> {
    let annotation = annotation.with_offsets(text, Unit::Utf16);
    js_sys::JSON::parse(&export::indented(&annotation, &annotation))
}

#[wasm_bindgen]
impl Kantlijn {
    /// Loads a language from its pack; throws an `Error` that says what is wrong with it.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: Vec<u8>) -> Result<Self, JsValue> {
        Ok(Self { language: load(pack).map_err(thrown)? })
    }

    /// The language's code.
    #[wasm_bindgen(getter)]
    pub fn lang(&self) -> String {
        self.language.code().to_owned()
    }

    /// Annotates a text; spans count UTF-16 units, as JavaScript does. Throws an `Error` for a text
    /// that is empty or too long, and for options that do not exist; its `name` is [`Error::kind`].
    pub fn annotate(&self, text: &str, options: JsValue) -> Result<JsValue, JsValue> {
        let choices = Choices::read(&options).map_err(thrown)?;
        let mut article = Article::with_cap(text, choices.cap.unwrap_or(DEFAULT_CAP)).map_err(thrown)?;
        article.id = choices.id;
        article.published = choices.published;
        object(text, annotate(&article, &self.language, &Options { policy: choices.policy }))
    }
}

/// The code of the language that a text is in, told before any pack is loaded.
#[wasm_bindgen]
pub fn detect(text: &str) -> String {
    crate::detect::detect(text, crate::languages::WORDS).to_owned()
}

/// The annotation that an object holds, once it is known to fit the text.
fn given(text: &str, annotation: &JsValue, unit: Unit) -> Result<Annotation, JsValue> {
    let annotation = super::object::annotation(annotation).ok_or(Error::BadAnnotation("it is no annotation"));
    annotation.and_then(|annotation| annotation.fit(text, unit)).map_err(thrown)
}

/// Writes an annotation (spans in UTF-16 units) in one of the formats of the command line. Throws an `Error` for a
/// format that does not exist and an annotation that does not fit the text.
#[wasm_bindgen(js_name = exportAs)]
pub fn export_as(text: &str, annotation: &JsValue, format: &str) -> Result<String, JsValue> {
    let format: Format = format.parse().map_err(thrown)?;
    Ok(export::export(text, &given(text, annotation, Unit::Utf16)?, format))
}

/// Reads an export back, JSON or a Web Annotation page: the annotation as [`Kantlijn::annotate`] gives it. Throws an
/// `Error` if it was not made from exactly this text.
#[wasm_bindgen(js_name = readBack)]
pub fn read_back(text: &str, json: &str) -> Result<JsValue, JsValue> {
    let document = js_sys::JSON::parse(json).unwrap_or(JsValue::NULL);
    let carried = super::object::field(&document, "kantlijn");
    let annotation = if carried.is_object() { carried } else { document };
    object(text, given(text, &annotation, Unit::Codepoint)?)
}
