//! What a word looks like, in one byte.

use crate::token::TokenKind;

/// The shape of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Shape {
    /// Beyond the text's ends.
    #[default]
    None,
    /// Small letters.
    Lower,
    /// A capital and small letters.
    Capital,
    /// One capital letter.
    Letter,
    /// A capital with a full stop, or several: `R.L.`
    Initials,
    /// Two or three capitals.
    ShortUpper,
    /// Four capitals or more.
    Upper,
    /// A capital inside: `McDonald`, `iPhone`.
    Mixed,
    /// A hyphen with a capital after it: `Willem-Alexander`.
    HyphenCapital,
    /// A hyphen with a small letter after it: `Trump-aanhanger`.
    HyphenLower,
    /// A capital after an apostrophe: `O'Neill`.
    Apostrophe,
    /// Letters and digits.
    Alphanumeric,
    /// `'s`, `'t`, `'n`
    Clitic,
    /// Four digits.
    Year,
    /// One or two digits.
    ShortNumber,
    /// Other digits.
    Number,
    /// A quotation mark.
    Quote,
    /// A sign of any other kind.
    Sign,
}

impl Shape {
    /// The shape of a word that is made of `kind`.
    pub fn of(kind: TokenKind, word: &str) -> Self {
        match kind {
            TokenKind::Space => return Self::None,
            TokenKind::Punctuation => {
                let quote = matches!(word, "\"" | "'" | "‘" | "’" | "“" | "”" | "„" | "‚" | "«" | "»" | "`");
                return if quote { Self::Quote } else { Self::Sign };
            }
            TokenKind::Number => {
                return match word.len() {
                    1 | 2 => Self::ShortNumber,
                    4 => Self::Year,
                    _ => Self::Number,
                };
            }
            TokenKind::Word => {}
        }
        let (mut upper, mut lower, mut digits, mut inner) = (0, 0, 0, 0);
        let (mut hyphen, mut apostrophe) = (None, false);
        let mut before = '-';
        for c in word.chars() {
            if c.is_uppercase() {
                upper += 1;
                inner += usize::from(before.is_lowercase());
                apostrophe |= matches!(before, '\'' | '’');
            } else if c.is_lowercase() {
                lower += 1;
            } else if c.is_ascii_digit() {
                digits += 1;
            }
            if matches!(before, '-' | '\u{2010}' | '\u{2011}') && lower + upper + digits > 1 {
                hyphen = Some(c.is_uppercase());
            }
            before = c;
        }
        match (upper, lower) {
            _ if word.starts_with(['\'', '’']) => Self::Clitic,
            _ if digits > 0 => Self::Alphanumeric,
            (0, _) => Self::Lower,
            _ if word.ends_with('.') => Self::Initials,
            (1, 0) => Self::Letter,
            _ if hyphen == Some(true) => Self::HyphenCapital,
            _ if hyphen == Some(false) => Self::HyphenLower,
            (2 | 3, 0) => Self::ShortUpper,
            (_, 0) => Self::Upper,
            _ if apostrophe => Self::Apostrophe,
            _ if inner > 0 || !word.starts_with(char::is_uppercase) => Self::Mixed,
            _ => Self::Capital,
        }
    }

    /// Whether a word of this shape holds a capital, so that it can be a name.
    pub fn has_capital(self) -> bool {
        matches!(
            self,
            Self::Capital
                | Self::Letter
                | Self::Initials
                | Self::ShortUpper
                | Self::Upper
                | Self::Mixed
                | Self::HyphenCapital
                | Self::HyphenLower
                | Self::Apostrophe
        )
    }
}
