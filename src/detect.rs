//! Which language a text is in: the one whose function words it holds most of.
//!
//! Each language lists its own (`function-words.txt`), so that a further language changes nothing here.

use crate::language::Language;
use crate::token::{TokenKind, tokenize};

/// Enough text to tell languages apart, in bytes.
const ENOUGH: usize = 6000;

/// The place in `languages` of the one that `text` is in; the first where nothing speaks for another.
pub fn detect<'a>(text: &str, languages: impl IntoIterator<Item = &'a Language>) -> usize {
    let end = (0..=text.len().min(ENOUGH)).rev().find(|end| text.is_char_boundary(*end));
    let start = &text[..end.unwrap_or(0)];
    let words: Vec<String> = (tokenize(start).iter())
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| token.of(start).to_lowercase())
        .collect();
    let count = |language: &Language| words.iter().filter(|word| language.is_function_word(word)).count();
    let counts = languages.into_iter().map(count).enumerate();
    counts.max_by_key(|(place, count)| (*count, std::cmp::Reverse(*place))).map_or(0, |(place, _)| place)
}
