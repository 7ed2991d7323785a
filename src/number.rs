//! Number words of a language → values. Ages and dates both need them.
//!
//! The build spells every number from 1 to 9,999 by the language's rules and keeps the words in one
//! finite-state transducer; a look-up walks it letter by letter, so it takes time linear in the word.

/// Added to the value of an ordinal in the transducer.
pub const ORDINAL: u64 = 100_000;
/// Added to the value of a number and a half in the transducer.
pub const HALF: u64 = 200_000;

/// What a number word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Its whole part, from 1 to 9,999.
    pub value: u32,
    /// Whether it counts a place in an order ("derde").
    pub ordinal: bool,
    /// Whether a half comes on top ("anderhalf").
    pub half: bool,
}

impl Number {
    fn of(output: u64) -> Self {
        let value = (output % ORDINAL) as u32;
        Self { value, ordinal: output / ORDINAL == 1, half: output / ORDINAL == 2 }
    }
}

/// The number words of a language, read in place.
#[derive(Clone)]
pub struct Numbers<'a>(fst::raw::Fst<&'a [u8]>);

impl<'a> Numbers<'a> {
    /// Reads the words in `section`; nothing where it is not such a list.
    pub fn new(section: &'a [u8]) -> Option<Self> {
        fst::raw::Fst::new(section).ok().map(Self)
    }

    /// The value of `word`, which is in small letters.
    pub fn parse(&self, word: &str) -> Option<Number> {
        self.prefixes(word).last().filter(|(_, end)| *end == word.len()).map(|(number, _)| number)
    }

    /// The bytes that number words start with.
    pub fn first_bytes(&self) -> impl Iterator<Item = u8> {
        let root = self.0.root();
        (0..root.len()).map(move |i| root.transition(i).inp)
    }

    /// The numbers that `word` starts with, shortest first, each with the byte where it ends.
    pub fn prefixes(&self, word: &str) -> impl Iterator<Item = (Number, usize)> {
        let mut node = Some(self.0.root());
        let mut sum = 0;
        word.bytes()
            .enumerate()
            .map_while(move |(at, byte)| {
                let from = node?;
                let step = from.transition(from.find_input(byte)?);
                sum += step.out.value();
                let to = self.0.node(step.addr);
                node = Some(to);
                Some(to.is_final().then(|| (Number::of(sum + to.final_output().value()), at + 1)))
            })
            .flatten()
    }
}
