//! Case and accent folding, and the hash by which tables know a word.

/// The letters of `c` that count when words are compared: small, without the accents of Latin script.
pub fn fold(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'a'..='z' | '0'..='9' => (c, None),
        'A'..='Z' => (c.to_ascii_lowercase(), None),
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' => ('a', None),
        'æ' | 'Æ' => ('a', Some('e')),
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' => ('c', None),
        'ď' | 'Ď' | 'đ' | 'Đ' | 'ð' | 'Ð' => ('d', None),
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ė' | 'Ė' | 'ę' | 'Ę' | 'ě' | 'Ě' => ('e', None),
        'ğ' | 'Ğ' => ('g', None),
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'ı' | 'İ' => ('i', None),
        'ł' | 'Ł' | 'ľ' | 'Ľ' => ('l', None),
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' => ('n', None),
        'ò'..='ö' | 'ø' | 'Ò'..='Ö' | 'Ø' | 'ō' | 'Ō' | 'ő' | 'Ő' => ('o', None),
        'œ' | 'Œ' => ('o', Some('e')),
        'ř' | 'Ř' => ('r', None),
        'ś' | 'Ś' | 'š' | 'Š' | 'ş' | 'Ş' | 'ș' | 'Ș' => ('s', None),
        'ß' => ('s', Some('s')),
        'ť' | 'Ť' | 'ţ' | 'Ţ' | 'ț' | 'Ț' => ('t', None),
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ů' | 'Ů' | 'ű' | 'Ű' => ('u', None),
        'ý' | 'ÿ' | 'Ý' => ('y', None),
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => ('z', None),
        '’' | '\u{2bc}' | '‘' => ('\'', None),
        '\u{2010}' | '\u{2011}' => ('-', None),
        // Soft hyphens, joiners and combining accents carry nothing.
        '\u{ad}' | '\u{2060}' | '\u{200c}' | '\u{200d}' | '\u{300}'..='\u{36f}' => return None.into_iter().chain(None),
        c => (c.to_lowercase().next().unwrap_or(c), None),
    };
    Some(first).into_iter().chain(second)
}

/// A word in small letters, each by itself.
pub fn small(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).collect()
}

/// The state before the first letter, for those who hash in steps.
pub const START: u32 = 0x811c_9dc5;

/// One step of FNV-1a over a folded letter.
pub fn step(state: u32, c: char) -> u32 {
    (state ^ c as u32).wrapping_mul(0x0100_0193)
}

/// Spreads a state over all 32 bits.
fn finish(state: u32) -> u32 {
    let mut hash = state;
    hash = (hash ^ hash >> 16).wrapping_mul(0x7feb_352d);
    hash = (hash ^ hash >> 15).wrapping_mul(0x846c_a68b);
    hash ^ hash >> 16
}

/// The hash of a word or phrase, blind to case and to Latin accents.
pub fn hash(word: &str) -> u32 {
    finish(word.chars().flat_map(fold).fold(START, step))
}

/// The hash of a phrase: that of its first words, joined with that of the next.
pub fn join(first: u32, next: u32) -> u32 {
    finish(first.rotate_left(5) ^ next.wrapping_mul(0x9e37_79b9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        for (given, expected) in [
            ("Jan", "jan"),
            ("Çelik", "celik"),
            ("Ångström", "angstrom"),
            ("D’Hondt", "d'hondt"),
            ("Strauß", "strauss"),
        ] {
            assert_eq!(given.chars().flat_map(fold).collect::<String>(), expected);
            assert_eq!(hash(given), hash(expected));
        }
    }
}
