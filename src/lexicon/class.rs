//! The classes a word can belong to, as a set of bits. Which words belong to which is data.

/// One class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// A given name.
    Given,
    /// A common family name.
    Surname,
    /// The last word of a name by which someone is well known.
    KnownPerson,
    /// A particle of a family name.
    Particle,
    /// A word of a place's name.
    Place,
    /// A word of an organisation's name.
    Organisation,
    /// A word of the name of a work, prize, event or brand.
    Work,
    /// A noun that heads an organisation's or a place's name or stands before it.
    Head,
    /// A title, form of address, profession or role.
    Role,
    /// A word of kinship.
    Kin,
    /// A verb of saying.
    Says,
    /// A word seen in small letters, seldom.
    Rare,
    /// A word seen in small letters, now and then.
    Usual,
    /// A word seen in small letters, often.
    Frequent,
    /// A word that is written with a capital and names nobody: a nationality, a month, a feast.
    Proper,
    /// A given name of men alone.
    Male,
    /// A given name of women alone.
    Female,
}

/// A set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Classes(pub u32);

impl Classes {
    /// The set of `classes`.
    pub const fn of(classes: &[Class]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < classes.len() {
            bits |= 1 << classes[i] as u32;
            i += 1;
        }
        Self(bits)
    }

    /// Whether the set holds `class`.
    pub fn has(self, class: Class) -> bool {
        self.0 >> class as u8 & 1 == 1
    }

    /// Whether the set holds one of `classes`.
    pub fn any(self, classes: &[Class]) -> bool {
        classes.iter().any(|class| self.has(*class))
    }

    /// The set without `classes`.
    #[must_use]
    pub fn without(self, classes: &[Class]) -> Self {
        classes.iter().fold(self, |set, class| Self(set.0 & !(1 << *class as u8)))
    }

    /// The set with `class` added.
    #[must_use]
    pub fn with(self, class: Class) -> Self {
        Self(self.0 | 1 << class as u8)
    }
}
