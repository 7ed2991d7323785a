//! The languages that come with the program. A language is a folder beside this file and its
//! code below.

use crate::error::Error;
use crate::language::Language;
use crate::pipeline::load;

/// Names the languages, the one that a text is in where nothing tells another first.
macro_rules! languages {
    ($($code:literal),*) => {
        /// Code and pack of every language. In the browser packs are fetched, so none is built in.
        #[cfg(not(target_arch = "wasm32"))]
        pub const PACKS: &[(&str, &[u8])] =
            &[$(($code, include_bytes!(concat!(env!("OUT_DIR"), "/", $code, ".pack")))),*];
        /// Code and pack of every language. In the browser packs are fetched, so none is built in.
        #[cfg(target_arch = "wasm32")]
        pub const PACKS: &[(&str, &[u8])] = &[];
        /// Code of every language and its function words, as [`crate::detect()`] reads them.
        pub const WORDS: &[(&str, &str)] =
            &[$(($code, include_str!(concat!(env!("OUT_DIR"), "/", $code, ".words")))),*];
    };
}

languages!("nl", "en");

/// A built-in language by its code.
///
/// # Errors
/// [`Error::UnknownLanguage`] names those that exist.
pub fn language(code: &str) -> Result<Language, Error> {
    match PACKS.iter().find(|(known, _)| *known == code) {
        Some((_, pack)) => load(*pack),
        None => {
            let known = PACKS.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
            Err(Error::UnknownLanguage { asked: code.chars().take(40).collect(), known })
        }
    }
}
