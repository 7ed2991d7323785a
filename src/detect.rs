//! Which language a text is in: the one whose function words it holds most of.
//!
//! Each language lists its own (`function-words.txt`), so that a further language changes nothing here. They are known
//! before any pack is loaded: a page fetches the pack of the language that its article is in.

use crate::lexicon::small;
use crate::token::{TokenKind, tokenize};

/// Enough text to tell languages apart, in characters.
const ENOUGH: usize = 6000;

/// The code of the language that `text` is in, of those given, each with its function words, a line each and line ends
/// around them; the first where nothing speaks for another, and nothing where there is none.
pub fn detect<'a>(text: &str, languages: &[(&'a str, &str)]) -> &'a str {
    let end = text.char_indices().nth(ENOUGH).map_or(text.len(), |(at, _)| at);
    let mut counts = vec![0; languages.len()];
    for token in tokenize(&text[..end]).iter().filter(|token| token.kind == TokenKind::Word) {
        let line = format!("\n{}\n", small(token.of(text)));
        for (count, (_, words)) in counts.iter_mut().zip(languages) {
            *count += usize::from(words.contains(&line));
        }
    }
    let best = counts.iter().max().and_then(|most| counts.iter().position(|count| count == most));
    best.map_or("", |best| languages[best].0)
}
