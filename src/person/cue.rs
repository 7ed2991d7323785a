//! The classes of words that tell who is who. The build compiles a language's words by this same list.

/// A class of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Cue {
    /// Also stands at the end of compounds.
    Compound,
    /// What someone does or is: "zanger".
    Role,
    /// Royalty, nobility and clergy, who are called by a single name.
    Title,
    /// A form of address before a family name.
    Address,
    /// Another noun for a human.
    Person,
    /// Any word of kinship.
    Kin,
    /// A husband, wife or loved one.
    Partner,
    /// A friend; of someone of the other gender, a loved one.
    Friend,
    /// A former one.
    Former,
    /// A child.
    Child,
    /// A parent.
    Parent,
    /// A brother or sister.
    Sibling,
    /// Any other relative.
    Relative,
    /// Said of several.
    Plural,
    /// Said of a man.
    Male,
    /// Said of a woman.
    Female,
    /// What lasts or exists for years, so that "a forty-year …" is no age.
    Thing,
    /// Stands between two names of one person.
    Alias,
    /// The same, with a comparison or a noun for names after it.
    AliasAs,
    /// A noun for names.
    Name,
    /// Stands after the second of them.
    Called,
    /// A personal pronoun.
    Pronoun,
    /// A possessive pronoun.
    Possessive,
    /// A verb between a person and an age.
    Copula,
    /// Such a verb that says someone reaches an age.
    Became,
    /// Its participle.
    Reached,
    /// The end of an adjective of age: "jarige".
    Suffix,
    /// The unit of ages.
    Year,
    /// Follows the unit.
    Old,
    /// Stands between someone and their age: "een meisje van elf".
    Of,
    /// Stands before a number that is an age: "aged 14".
    Aged,
    /// Stands before a possessive and an ordinal that is an age.
    At,
    /// Begins a clause after an age.
    When,
    /// A definite article or demonstrative.
    Definite,
    /// The indefinite article.
    Indefinite,
    /// Ends a noun phrase.
    Stop,
    /// The feast.
    Birthday,
    /// The noun "age".
    Age,
    /// Compares.
    Comparison,
    /// The end of an ordinal in digits.
    Ordinal,
    /// A word inside or before a family name.
    Particle,
    /// A title that stands inside a name.
    Nobility,
    /// Stands after a name and tells father from child: "jr.", "II".
    Generation,
    /// The end of a pet name.
    Small,
    /// May follow an ordinal that is an age.
    AfterOrdinal,
    /// Joins the last of a list.
    Link,
    /// Joins the last of several names for one.
    Or,
    /// May stand between a person and an age.
    Now,
    /// Such a word that means another time than now.
    Then,
    /// A verb between a person and what they do.
    Works,
}

/// Every class with its name in the data.
const NAMES: &[(&str, Cue)] = &[
    ("role", Cue::Role),
    ("title", Cue::Title),
    ("address", Cue::Address),
    ("person", Cue::Person),
    ("kin", Cue::Kin),
    ("partner", Cue::Partner),
    ("friend", Cue::Friend),
    ("former", Cue::Former),
    ("child", Cue::Child),
    ("parent", Cue::Parent),
    ("sibling", Cue::Sibling),
    ("relative", Cue::Relative),
    ("plural", Cue::Plural),
    ("male", Cue::Male),
    ("female", Cue::Female),
    ("thing", Cue::Thing),
    ("alias", Cue::Alias),
    ("alias-as", Cue::AliasAs),
    ("name", Cue::Name),
    ("called", Cue::Called),
    ("or", Cue::Or),
    ("pronoun", Cue::Pronoun),
    ("possessive", Cue::Possessive),
    ("copula", Cue::Copula),
    ("became", Cue::Became),
    ("reached", Cue::Reached),
    ("suffix", Cue::Suffix),
    ("year", Cue::Year),
    ("old", Cue::Old),
    ("of", Cue::Of),
    ("aged", Cue::Aged),
    ("at", Cue::At),
    ("when", Cue::When),
    ("definite", Cue::Definite),
    ("indefinite", Cue::Indefinite),
    ("stop", Cue::Stop),
    ("birthday", Cue::Birthday),
    ("age", Cue::Age),
    ("comparison", Cue::Comparison),
    ("ordinal", Cue::Ordinal),
    ("particle", Cue::Particle),
    ("nobility", Cue::Nobility),
    ("generation", Cue::Generation),
    ("small", Cue::Small),
    ("after-ordinal", Cue::AfterOrdinal),
    ("link", Cue::Link),
    ("now", Cue::Now),
    ("then", Cue::Then),
    ("works", Cue::Works),
];

impl Cue {
    /// The class that the data calls `name`.
    #[allow(dead_code, reason = "called by the build, which shares this file")]
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, cue)| *cue)
    }

    /// Its bit in a set of classes.
    pub fn bit(self) -> u64 {
        1 << self as u8
    }
}
