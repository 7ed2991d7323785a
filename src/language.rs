//! One loaded language: a checked pack, and what every stage needs of it.

use crate::{error::Error, pack};
use std::borrow::Cow;

/// A language, loaded from its pack. The pack is read in place: loading costs one checksum.
#[derive(Debug, Clone)]
pub struct Language {
    pack: Cow<'static, [u8]>,
    code: String,
    /// The tag of the section whose sentences give reasons.
    reasons: [u8; 4],
}

impl Language {
    /// Loads a pack.
    ///
    /// # Errors
    /// [`Error::BadPack`], which says what is wrong with it.
    pub(crate) fn load(pack: impl Into<Cow<'static, [u8]>>) -> Result<Self, Error> {
        let pack = pack.into();
        let code = pack::check(&pack).map_err(Error::BadPack)?.to_owned();
        let language = Self { reasons: pack::reasons(&code), code, pack };
        fst::Set::new(language.section(b"abbr")).map_err(|_| Error::BadPack("a word list is damaged"))?;
        Ok(language)
    }

    /// The ISO 639-1 code, such as `nl`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// From now on the reasons of values (`why`) are in the language `code`: an article in one language explained in
    /// another. Every pack holds the sentences of all languages.
    ///
    /// # Errors
    /// [`Error::UnknownLanguage`] names those that exist.
    pub fn explain_in(&mut self, code: &str) -> Result<(), Error> {
        let reasons = pack::reasons(code);
        if code.len() != 2 || self.section(&reasons).is_empty() {
            let known = pack::explained(&self.pack).collect::<Vec<_>>().join(", ");
            return Err(Error::UnknownLanguage { asked: code.chars().take(40).collect(), known });
        }
        self.reasons = reasons;
        Ok(())
    }

    /// The sentence of a reason, with its gaps; empty where there is none.
    pub(crate) fn reason(&self, name: &str) -> &str {
        line(self.section(&self.reasons), name)
    }

    /// A section of the pack, empty if it has none of that name.
    pub fn section(&self, tag: &[u8; 4]) -> &[u8] {
        pack::section(&self.pack, tag)
    }

    /// Whether a full stop after `word` need not end a sentence.
    pub(crate) fn is_abbreviation(&self, word: &str) -> bool {
        fst::Set::new(self.section(b"abbr")).is_ok_and(|words| words.contains(word))
    }
}

/// What stands behind `name` in a section of lines, each a name, a tab and a text; empty where there is none.
pub(crate) fn line<'a>(section: &'a [u8], name: &str) -> &'a str {
    let mut lines = section.split(|byte| *byte == b'\n');
    let text = lines.find_map(|line| line.strip_prefix(name.as_bytes())?.strip_prefix(b"\t"));
    str::from_utf8(text.unwrap_or_default()).unwrap_or_default()
}
