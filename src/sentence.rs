//! Tokens → sentences, and the document that the later stages read.

use crate::annotation::Span;
use crate::language::Language;
use crate::order;
use crate::token::{Token, TokenKind, tokenize};
use crate::vocabulary::Vocabulary;
use std::ops::Range;

/// The most tokens of a sentence. Later stages look over a whole sentence for each of its words: a text that never ends
/// one takes no more time than any other.
pub const LONGEST: usize = 256;

/// A text, its tokens and its sentences.
pub struct Document<'a> {
    /// The text, as given.
    pub text: &'a str,
    /// Its tokens, which tile it.
    pub tokens: Vec<Token>,
    /// Its sentences as ranges of tokens, which tile the tokens. A line's end may end one too; none has over [`LONGEST`].
    pub sentences: Vec<Range<usize>>,
    /// Its distinct words.
    pub vocabulary: Vocabulary<'a>,
}

impl<'a> Document<'a> {
    /// Splits a text.
    pub fn new(text: &'a str, language: &Language) -> Self {
        let tokens = tokenize(text);
        let sentences = split(text, &tokens, language);
        let vocabulary = Vocabulary::new(text, &tokens);
        Self { text, tokens, sentences, vocabulary }
    }

    /// The text of token `i`, without the white space after it.
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens[i].of(self.text)
    }

    /// The bytes that tokens `range` take up, without the white space after the last; for a range that is not empty.
    pub fn span(&self, range: Range<usize>) -> Span {
        let (first, last) = (self.tokens[range.start], self.tokens[range.end - 1]);
        Span::new(first.start as usize, last.end as usize)
    }

    /// The sentence that token `i` is in.
    pub fn sentence(&self, i: usize) -> Range<usize> {
        let place = self.sentences.partition_point(|sentence| sentence.end <= i);
        self.sentences.get(place).cloned().unwrap_or(i..i + 1)
    }

    /// Of each token, whether it lies in one of the spans, which come in any order.
    pub fn inside(&self, spans: &[Span]) -> Vec<bool> {
        let mut spans = spans.to_vec();
        order::sort_by_key(&mut spans, |span| span.key());
        let mut spans = spans.into_iter().peekable();
        let is_inside = |token: &Token| {
            while spans.next_if(|span| span.end <= token.start as usize).is_some() {}
            let inside = spans.peek().is_some_and(|span| span.start < token.end as usize);
            inside && token.kind != TokenKind::Space
        };
        self.tokens.iter().map(is_inside).collect()
    }

    /// Whether a line ends after token `i`.
    pub fn ends_line(&self, i: usize) -> bool {
        let gap = self.tokens[i].gap(self.text);
        // Nearly every gap is one space or none.
        !matches!(gap.as_bytes(), [] | b" ") && has_line_end(gap)
    }
}

fn has_line_end(gap: &str) -> bool {
    gap.contains(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
}

fn split(text: &str, tokens: &[Token], language: &Language) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for i in 0..tokens.len() {
        if i + 1 == tokens.len() || i + 1 - start == LONGEST || ends_after(text, tokens, i, language) {
            sentences.push(start..i + 1);
            start = i + 1;
        }
    }
    sentences
}

/// Whether a sentence ends after token `i`, which is not the last.
fn ends_after(text: &str, tokens: &[Token], i: usize, language: &Language) -> bool {
    let gap = tokens[i].gap(text);
    let next = tokens[i + 1].of(text);
    let next_is_lower = next.starts_with(char::is_lowercase);
    if has_line_end(gap) {
        // A single line end before a small letter is a wrapped line.
        let lines = gap.matches('\n').count();
        return lines > 1 || !next_is_lower;
    }
    if gap.is_empty() || next_is_lower {
        return false;
    }
    // Step back over what may close a sentence after its mark.
    let mut mark = i;
    while mark > 0 && tokens[mark - 1].is_glued() && matches!(tokens[mark].of(text), "\"" | "”" | "’" | "'" | ")" | "»")
    {
        mark -= 1;
    }
    match tokens[mark].of(text) {
        "!" | "?" | "…" => !matches!(next, "," | ")" | ";"),
        "." => {
            let before = if mark > 0 && tokens[mark - 1].is_glued() { tokens[mark - 1].of(text) } else { "" };
            tokens[i + 1].kind != TokenKind::Punctuation && !language.is_abbreviation(before)
                || matches!(next, "\"" | "“" | "„" | "‘" | "'" | "(" | "«" | "-" | "–" | "—")
        }
        _ => false,
    }
}
