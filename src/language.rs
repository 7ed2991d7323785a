//! One loaded language: a checked pack, and what every stage needs of it.

use crate::{error::Error, pack};
use std::borrow::Cow;

/// A language, loaded from its pack. The pack is read in place: loading costs one checksum.
#[derive(Debug, Clone)]
pub struct Language {
    pack: Cow<'static, [u8]>,
    code: String,
}

impl Language {
    /// Loads a pack.
    ///
    /// # Errors
    /// [`Error::BadPack`], which says what is wrong with it.
    pub(crate) fn load(pack: impl Into<Cow<'static, [u8]>>) -> Result<Self, Error> {
        let pack = pack.into();
        let code = pack::check(&pack).map_err(Error::BadPack)?.to_owned();
        let language = Self { code, pack };
        for tag in [b"abbr", b"func"] {
            fst::Set::new(language.section(tag)).map_err(|_| Error::BadPack("a word list is damaged"))?;
        }
        Ok(language)
    }

    /// The ISO 639-1 code, such as `nl`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// A section of the pack, empty if it has none of that name.
    pub fn section(&self, tag: &[u8; 4]) -> &[u8] {
        pack::section(&self.pack, tag)
    }

    /// Whether `word`, in small letters, is one of the function words that tell the language.
    pub(crate) fn is_function_word(&self, word: &str) -> bool {
        self.is_listed(b"func", word)
    }

    /// Whether a full stop after `word` need not end a sentence.
    pub(crate) fn is_abbreviation(&self, word: &str) -> bool {
        self.is_listed(b"abbr", word)
    }

    fn is_listed(&self, tag: &[u8; 4], word: &str) -> bool {
        fst::Set::new(self.section(tag)).is_ok_and(|words| words.contains(word))
    }
}
