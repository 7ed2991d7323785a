//! Text → tokens that tile every byte.
//!
//! A token owns the white space after it, so the ranges `start..next` of all tokens, joined, are the
//! text. Words keep inner hyphens and apostrophes ("Willem-Alexander", "O'Neill", "zo'n") and the full
//! stops of initials ("R.L."); a final 's is a token of its own ("Kanye" + "'s"). Digits stand alone
//! ("40" + "-" + "jarige", "17" + "u" + "10"), except inside a word that began with a letter ("G20").
//! Everything else is one token a grapheme. Every boundary is a grapheme boundary.

use unicode_segmentation::UnicodeSegmentation;

/// One token: bytes `start..end` of the text, then white space up to `next`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its first byte.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
    /// Where the next token starts.
    pub next: u32,
    /// What it is made of.
    pub kind: TokenKind,
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with digits and joiners inside.
    Word,
    /// ASCII digits.
    Number,
    /// Any other single grapheme.
    Punctuation,
    /// White space before the first token; there is at most one, at the start.
    Space,
}

impl Token {
    /// The token's own text, without the white space after it.
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    /// The white space after it.
    pub fn gap(self, text: &str) -> &str {
        &text[self.end as usize..self.next as usize]
    }

    /// Whether nothing stands between this token and the next.
    pub fn is_glued(self) -> bool {
        self.end == self.next
    }
}

/// The classes of graphemes that decide where words end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Hyphen,
    Apostrophe,
    /// Invisible inside a word: soft hyphen, word joiner, zero-width joiners.
    Joiner,
    Space,
    Other,
}

impl Class {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' | '_' => Self::Letter,
            '0'..='9' => Self::Digit,
            '-' | '\u{2010}' | '\u{2011}' => Self::Hyphen,
            '\'' | '’' | '\u{2bc}' => Self::Apostrophe,
            '\u{ad}' | '\u{2060}' | '\u{200c}' | '\u{200d}' => Self::Joiner,
            // Zero-width space, byte order mark, directional marks.
            '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                Self::Space
            }
            c if c.is_whitespace() || c.is_control() => Self::Space,
            c if c.is_alphanumeric() => Self::Letter,
            _ => Self::Other,
        }
    }
}

/// Walks a text grapheme by grapheme.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl Cursor<'_> {
    /// The grapheme that starts at byte `at`: its class and the byte after it.
    fn peek(&self, at: usize) -> Option<(Class, usize)> {
        let bytes = self.text.as_bytes();
        let first = *bytes.get(at)?;
        // Two ASCII bytes in a row are two graphemes (a line end's two count as space either way).
        if first.is_ascii() && bytes.get(at + 1).is_none_or(u8::is_ascii) {
            return Some((Class::of(first as char), at + 1));
        }
        let rest = &self.text[at..];
        let grapheme = rest.graphemes(true).next()?;
        let class = match Class::of(grapheme.chars().next()?) {
            // A digit under a mark is no plain number.
            Class::Digit => Class::Other,
            class => class,
        };
        Some((class, at + grapheme.len()))
    }

    fn skip_while(&mut self, wanted: impl Fn(Class) -> bool) {
        while let Some((_, end)) = self.peek(self.at).filter(|(class, _)| wanted(*class)) {
            self.at = end;
        }
    }

    /// Whether the bytes from `at` hold a letter.
    fn letter_at(&self, at: usize) -> bool {
        self.peek(at).is_some_and(|(class, _)| class == Class::Letter)
    }

    /// Whether a full stop stands at `at`, with no mark on it.
    fn full_stop_at(&self, at: usize) -> bool {
        self.text[at..].starts_with('.') && self.peek(at).is_some_and(|(_, end)| end == at + 1)
    }

    /// The end of a clitic of one letter that starts at the apostrophe `at`: 's, 't, 'd.
    fn clitic_end(&self, at: usize) -> Option<usize> {
        let (_, letter) = self.peek(at).filter(|(class, _)| *class == Class::Apostrophe)?;
        let (_, end) = self.peek(letter).filter(|(class, _)| *class == Class::Letter)?;
        let alone = self.peek(end).is_none_or(|(class, _)| !matches!(class, Class::Letter | Class::Digit));
        alone.then_some(end)
    }

    /// Moves past a word that starts here. One glued to a number ("17u10") takes no digits.
    fn word(&mut self, after_number: bool) {
        let start = self.at;
        let inside = |class| match class {
            Class::Letter | Class::Joiner => true,
            Class::Digit => !after_number,
            _ => false,
        };
        self.skip_while(inside);
        if is_initial(&self.text[start..self.at]) && self.full_stop_at(self.at) {
            self.initials();
            return;
        }
        while let Some((class, after)) = self.peek(self.at) {
            let joins = match class {
                Class::Hyphen => self.peek(after).is_some_and(|(next, _)| inside(next)),
                Class::Apostrophe => {
                    self.letter_at(after)
                        && self.clitic_end(self.at).is_none_or(|_| self.text[after..].starts_with(['n', 't']))
                }
                _ => false,
            };
            if !joins {
                break;
            }
            self.at = after;
            self.skip_while(inside);
        }
    }

    /// Moves past the full stop of an initial, and past further initials glued to it.
    fn initials(&mut self) {
        loop {
            self.at += 1;
            let start = self.at;
            let mut ahead = Cursor { text: self.text, at: start };
            ahead.skip_while(|class| class == Class::Letter);
            if !is_initial(&self.text[start..ahead.at]) || !self.full_stop_at(ahead.at) {
                return;
            }
            self.at = ahead.at;
        }
    }
}

/// One capital letter, or several that initials keep together ("Th.", "Chr.", "IJ."), which names have in texts of
/// every language.
pub fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    let capital = chars.next().is_some_and(char::is_uppercase);
    let rest = chars.as_str();
    capital && (rest.chars().all(|c| !c.is_alphanumeric()) || matches!(word, "Th" | "Ch" | "Chr" | "Joh" | "Ph" | "IJ"))
}

/// Splits a text into tokens that tile it.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut cursor = Cursor { text, at: 0 };
    cursor.skip_while(|class| class == Class::Space);
    if cursor.at > 0 {
        let end = cursor.at as u32;
        tokens.push(Token { start: 0, end, next: end, kind: TokenKind::Space });
    }
    while let Some((class, after)) = cursor.peek(cursor.at) {
        let start = cursor.at as u32;
        let kind = match class {
            Class::Letter => {
                let after_number = tokens.last().is_some_and(|last| last.kind == TokenKind::Number && last.is_glued());
                cursor.word(after_number);
                TokenKind::Word
            }
            Class::Digit => {
                cursor.skip_while(|class| class == Class::Digit);
                TokenKind::Number
            }
            Class::Apostrophe if cursor.clitic_end(cursor.at).is_some() => {
                cursor.at = cursor.clitic_end(cursor.at).unwrap_or(after);
                TokenKind::Word
            }
            _ => {
                cursor.at = after;
                TokenKind::Punctuation
            }
        };
        let end = cursor.at as u32;
        cursor.skip_while(|class| class == Class::Space);
        tokens.push(Token { start, end, next: cursor.at as u32, kind });
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let tokens = tokenize(text);
        let words: Vec<&str> = tokens.iter().map(|token| token.of(text)).collect();
        assert_eq!(words.join("|"), expected, "{text}");
        let mut at = 0;
        for token in &tokens {
            assert_eq!(token.start, at, "{text}");
            at = token.next;
        }
        assert_eq!(at as usize, text.len());
    }

    #[test]
    fn tokens() {
        for (text, expected) in [
            ("", ""),
            ("Kim K. steunde", "Kim|K.|steunde"),
            ("R.L. en J.P. Balkenende", "R.L.|en|J.P.|Balkenende"),
            ("J.Jansen", "J.|Jansen"),
            ("IJ. de Boer", "IJ.|de|Boer"),
            ("de heer Chr. K. Mulder", "de|heer|Chr.|K.|Mulder"),
            ("Kanye's album, Ye’s lied", "Kanye|'s|album|,|Ye|’s|lied"),
            ("'s avonds in 't huis", "'s|avonds|in|'t|huis"),
            ("zo'n O'Neill D'Hondt", "zo'n|O'Neill|D'Hondt"),
            ("Trumps' hoed", "Trumps|'|hoed"),
            ("de 40-jarige", "de|40|-|jarige"),
            ("Willem-Alexander", "Willem-Alexander"),
            ("ex-stel - en", "ex-stel|-|en"),
            ("17u10, 20.15 uur, 30ste", "17|u|10|,|20|.|15|uur|,|30|ste"),
            ("30-09-2021", "30|-|09|-|2021"),
            ("G20 Covid-19", "G20|Covid-19"),
            ("North (7)", "North|(|7|)"),
            ("Kar\u{ad}dashian", "Kar\u{ad}dashian"),
            ("cafe\u{301} één", "cafe\u{301}|één"),
            ("1\u{301}2", "1\u{301}|2"),
            ("K.\u{301} K.\u{200d}", "K|.\u{301}|K|.\u{200d}"),
            ("👨‍👩‍👧‍👦ok", "👨‍👩‍👧‍👦|ok"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn leading_space_is_a_token() {
        let tokens = tokenize(" \n a");
        assert_eq!(tokens[0], Token { start: 0, end: 3, next: 3, kind: TokenKind::Space });
    }
}
