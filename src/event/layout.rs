//! How the trigger lexicon lies in a pack: shared by the build, which writes it, and the library.

/// What a word form is, grammatically.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
#[repr(u8)]
pub enum Form {
    /// Not a form of a listed noun or verb.
    #[default]
    None,
    /// A noun in the singular.
    Singular,
    /// A noun in the plural.
    Plural,
    /// An infinitive, which is also the plural of the present.
    Infinitive,
    /// A finite form of the present.
    Present,
    /// A finite form of the past.
    Past,
    /// A past participle.
    Participle,
    /// A past participle with an ending, before a noun.
    Attributive,
    /// A present participle.
    Progressive,
}

impl Form {
    const ALL: [Self; 9] = [
        Self::None,
        Self::Singular,
        Self::Plural,
        Self::Infinitive,
        Self::Present,
        Self::Past,
        Self::Participle,
        Self::Attributive,
        Self::Progressive,
    ];

    /// The form with that number.
    pub fn of(number: u8) -> Self {
        Self::ALL.get(usize::from(number)).copied().unwrap_or_default()
    }

    /// Whether the form is a verb's.
    pub fn is_verbal(self) -> bool {
        !matches!(self, Self::None | Self::Singular | Self::Plural)
    }

    /// Whether the form is a verb's and carries the clause.
    pub fn is_finite(self) -> bool {
        matches!(self, Self::Infinitive | Self::Present | Self::Past)
    }
}

/// The classes of closed-class words, by the names they have in a language's data; number 0 is none.
pub const FUNCTIONS: [&str; 25] = [
    "",
    "determiner",
    "possessive",
    "preposition",
    "conjunction",
    "subordinator",
    "pronoun",
    "reflexive",
    "negation",
    "be",
    "have",
    "passive",
    "modal",
    "wish",
    "future",
    "conditional",
    "infinitive",
    "adverb",
    "auxiliary",
    "pair",
    "according",
    "bound",
    "past",
    "coming",
    "day",
];

/// The place of a class in [`FUNCTIONS`]; the table's length where there is none of that name.
const fn function(name: &str) -> u8 {
    let mut place = 0;
    while place < FUNCTIONS.len() {
        let (known, asked) = (FUNCTIONS[place].as_bytes(), name.as_bytes());
        let mut at = 0;
        while at < known.len() && at < asked.len() && known[at] == asked[at] {
            at += 1;
        }
        if at == known.len() && at == asked.len() {
            break;
        }
        place += 1;
    }
    place as u8
}

/// The classes that the library names, by their places in [`FUNCTIONS`].
#[allow(missing_docs, reason = "their names are those of the data")]
pub mod class {
    use super::function;

    pub const DETERMINER: u8 = function("determiner");
    pub const POSSESSIVE: u8 = function("possessive");
    pub const PREPOSITION: u8 = function("preposition");
    pub const CONJUNCTION: u8 = function("conjunction");
    pub const SUBORDINATOR: u8 = function("subordinator");
    pub const PRONOUN: u8 = function("pronoun");
    pub const REFLEXIVE: u8 = function("reflexive");
    pub const NEGATION: u8 = function("negation");
    pub const BE: u8 = function("be");
    pub const CONDITIONAL: u8 = function("conditional");
    pub const INFINITIVE: u8 = function("infinitive");
    pub const ADVERB: u8 = function("adverb");
    pub const AUXILIARY: u8 = function("auxiliary");
    pub const PAIR: u8 = function("pair");
    pub const ACCORDING: u8 = function("according");
    pub const BOUND: u8 = function("bound");
    pub const PAST: u8 = function("past");
}

/// What the lexicon says of one word form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// The form of the verb if there is one, else of the noun.
    pub form: Form,
    /// The noun's place in the lemma table, counted from 1.
    pub noun: u16,
    /// The verb's place in the lemma table, counted from 1.
    pub verb: u16,
    /// Its place in [`FUNCTIONS`].
    pub function: u8,
    /// Its number among the particles of separable verbs, counted from 1.
    pub particle: u8,
}

/// What a listed word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Part {
    /// A noun; its number is its place in the lemma table, counted from 1.
    Noun,
    /// A verb; its number is its place in the lemma table, counted from 1.
    Verb,
    /// A closed-class word; its number is its class's place in [`FUNCTIONS`].
    Function,
    /// A particle of separable verbs; its number is its place among them, counted from 1.
    Particle,
}

impl Part {
    /// The part with that number.
    pub fn of(number: u16) -> Self {
        [Self::Noun, Self::Verb, Self::Function, Self::Particle][usize::from(number & 3)]
    }
}

/// The most endings, the empty one among them, so that a bit of a u64 stands for each: a form with any other ending is a
/// stem of its own.
pub const ENDINGS: usize = 64;
/// Bytes of a stem's entry.
pub const ENTRY: usize = 4;
/// From this bit of an entry's first number on stands the word's part.
pub const PART_SHIFT: u16 = 14;
/// In the last byte of an entry: no other word has the same stem.
pub const LAST: u8 = 0x80;

/// Bytes of a lemma: strength and part of speech; four types, 255 for none. The first byte of
/// every lemma comes first, then the second of every lemma, and so on.
pub const LEMMA: usize = 5;
/// Bytes of a separable verb's record: base verb, u16; particle, u8; separable verb, u16.
pub const SPLIT: usize = 5;

/// How surely a lemma names an event, by the names in a language's data; number 0 is a verb that only
/// carries particles or phrases.
#[allow(dead_code, reason = "the build reads these names")]
pub const STRENGTHS: [&str; 5] = ["", "weak", "maybe", "likely", "sure"];

/// Bytes of a phrase's verb: the phrase's lemma, u16; the verb that must stand near it, u16, 0 for none.
pub const PHRASE_VERB: usize = 4;
/// What a phrase can say of the modality of an event near it, and on which side, by the names in a
/// language's data.
#[allow(dead_code, reason = "the build reads these names")]
pub const CUES: [&str; 6] = ["F\tbefore", "F\tany", "F\tafter", "N\tbefore", "N\tany", "N\tafter"];
