//! The names that date rules use for slots, units and other constants. The build shares this file.

/// An enum whose variants have names in the data files, in order from 0.
macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];
            /// Their names in the data files, in the same order.
            pub const NAMES: &[&str] = &[$($text,)*];

            /// The one with the number `value`.
            pub fn of(value: i16) -> Option<Self> {
                usize::try_from(value).ok().and_then(|i| Self::ALL.get(i)).copied()
            }

            /// The number of the one called `name`.
            pub fn number(name: &str) -> Option<i16> {
                Self::NAMES.iter().position(|known| *known == name).map(|i| i as i16)
            }
        }
    };
}

names! {
    /// What an expression is.
    Op {
        /// A place on the calendar or the clock.
        Date = "date",
        /// A length of time.
        Duration = "duration",
        /// A repetition.
        Set = "set",
        /// The present, the past or the future.
        Ref = "ref",
    }
}

names! {
    /// What a rule can say about a time.
    Slot {
        /// A year in full.
        Year = "year",
        /// The last two digits of a year.
        YearShort = "yearshort",
        /// The second year of a school year or a sports season.
        YearEnd = "yearend",
        /// A decade: the year without its last digit.
        Decade = "decade",
        /// The ten of a decade of the last century: 80.
        DecadeShort = "decadeshort",
        /// The ordinal of a century.
        Century = "century",
        /// The half of a year, 1 or 2.
        Half = "half",
        /// The quarter of a year, 1 to 4.
        Quarter = "quarter",
        /// A [`Season`].
        Season = "season",
        /// 1 to 12.
        Month = "month",
        /// An ISO week, 1 to 53.
        Week = "week",
        /// Whether it is the weekend of that week.
        Weekend = "weekend",
        /// 1 (Monday) to 7.
        Weekday = "weekday",
        /// The day of the month.
        Day = "day",
        /// A holiday: its place in the language's list.
        Holiday = "holiday",
        /// A [`Part`] of the day.
        Part = "part",
        /// 0 to 24.
        Hour = "hour",
        /// 0 to 59.
        Minute = "minute",
        /// 0 to 59.
        Second = "second",
        /// Minutes that the hour lacks ("kwart voor"), or has too much if below zero.
        Before = "before",
        /// More minutes that the hour lacks ("vijf voor half").
        Before2 = "before2",
        /// Whether the clock counts to 24, so that morning and evening need no guess.
        Exact = "exact",
        /// The time zone, in minutes east of Greenwich.
        Zone = "zone",
        /// The same in hours.
        ZoneHours = "zonehours",
        /// How many units.
        Amount = "amount",
        /// Whether half a unit comes on top.
        Plus = "plus",
        /// A [`Unit`].
        Unit = "unit",
        /// A second amount.
        Amount2 = "amount2",
        /// Its unit.
        Unit2 = "unit2",
        /// A third amount.
        Amount3 = "amount3",
        /// Its unit.
        Unit3 = "unit3",
        /// -1 back, 0 this one, 1 ahead; with a unit it counts units, else it chooses among those named.
        Dir = "dir",
        /// An [`Origin`].
        From = "from",
        /// A [`Reference`].
        Ref = "ref",
        /// A [`Modifier`].
        Mod = "mod",
        /// Whether it is a time of the day, whatever its value.
        Clock = "clock",
        /// Whether an amount is meant to the day ("precies").
        Precise = "precise",
        /// The day that it is counted from, in days from that of publication.
        Base = "base",
        /// Which one of a unit within a larger one, -1 for the last.
        Nth = "nth",
    }
}

names! {
    /// A unit of time.
    Unit {
        Second = "second", Minute = "minute", QuarterHour = "quarterhour", Hour = "hour", Day = "day", Night = "night",
        Weekend = "weekend", Week = "week", Fortnight = "fortnight", Month = "month", Quarter = "quarter",
        HalfYear = "halfyear", Season = "season", Year = "year", SchoolYear = "schoolyear", Decade = "decade",
        Century = "century", Millennium = "millennium", Moment = "moment",
    }
}

names! {
    /// A season; winter is named by the year it starts in.
    Season { Spring = "SP", Summer = "SU", Autumn = "FA", Winter = "WI", }
}

names! {
    /// A part of the day.
    Part { Morning = "MO", Midday = "MI", Afternoon = "AF", Evening = "EV", Night = "NI", Daytime = "DT", }
}

names! {
    /// What a time is counted from.
    Origin {
        /// The publication date.
        Publication = "publication",
        /// The time the text speaks of.
        Text = "text",
    }
}

names! {
    /// A time that names no date.
    Reference { Past = "past", Present = "present", Future = "future", }
}

names! {
    /// A TIMEX3 modifier.
    Modifier {
        Start = "START", Mid = "MID", End = "END", Approx = "APPROX", MoreThan = "MORE_THAN", LessThan = "LESS_THAN",
        EqualOrMore = "EQUAL_OR_MORE", EqualOrLess = "EQUAL_OR_LESS", Before = "BEFORE", After = "AFTER",
    }
}

names! {
    /// Word classes that tell the resolver, rather than the grammar, about the sentence.
    Hint {
        /// A finite verb in the past tense.
        Past = "PAST",
        /// A finite verb in the present tense.
        Present = "PRESENT",
        /// A verb that speaks of what is to come.
        Future = "FUTURE",
        /// Such a verb that also makes the perfect of a report, with an infinitive and a participle.
        Conditional = "CONDITIONAL",
        /// An auxiliary that makes a perfect tense with a participle.
        Perfect = "PERFECT",
        /// A participle that tells of something planned that is called off or put off.
        CalledOff = "CALLEDOFF",
        /// What is a past plural right after a time that opens the sentence.
        PastPlural = "PASTPLURAL",
        /// A word that is a finite verb only where there is no other.
        Ambiguous = "AMBIGUOUS",
        /// What a plural in the present looks like.
        Plural = "PLURAL",
        /// A past participle.
        Participle = "PARTICIPLE",
        /// A word that looks like a verb and is none.
        NoVerb = "NOVERB",
        /// A word for the present that can also start a clause.
        Conjunction = "CONJUNCTION",
        /// A word that stands before such a clause.
        Focusing = "FOCUSING",
        /// A word that a clause's subject starts with, or that stands before its verb.
        Subject = "SUBJECT",
        /// A determiner: no verb follows it.
        Determiner = "DETERMINER",
        /// A word that starts another clause.
        Clause = "CLAUSE",
        /// "since": what follows is past.
        Since = "SINCE",
        /// "until", "from", "per": what follows is rather to come.
        Until = "UNTIL",
        /// "of": ties a time to a noun.
        Of = "OF",
        /// "before", ahead of an event.
        Before = "BEFORE",
        /// "after", ahead of an event.
        After = "AFTER",
        /// A word that stands before the date of publication.
        Metadata = "METADATA",
    }
}

/// The number that stands for an amount the words leave open.
pub const VAGUE: i16 = -999;

/// The number of the constant called `name` in a rule, whatever its kind.
#[allow(dead_code, reason = "called by the build, which shares this file")]
pub fn constant(name: &str) -> Option<i16> {
    [Unit::number, Season::number, Part::number, Origin::number, Reference::number, Modifier::number]
        .iter()
        .find_map(|find| find(name))
        .or_else(|| (name == "X").then_some(VAGUE))
        .or_else(|| name.parse().ok())
}

names! {
    /// What a guard can ask of a neighbouring token apart from its word.
    Look {
        /// A word that starts with a capital.
        Capital = "CAPITAL",
        /// A word that starts with a small letter.
        Small = "SMALL",
        /// Digits.
        Digits = "DIGITS",
        /// Nothing: the text or the line starts or ends here.
        Edge = "EDGE",
        /// Something with no space between.
        Glued = "GLUED",
        /// Of the first token alone: a capital inside a sentence.
        Proper = "PROPER",
    }
}

names! {
    /// The instructions of a rule's program, each three numbers of 16 bits: itself and two operands.
    Code {
        /// A token of terminal `a`, kept as `b` - 1 unless `b` is 0.
        Token = "token",
        /// Goes on with the next, or else leaves out the next `a`.
        Split = "split",
        /// Leaves out the next `a`.
        Jump = "jump",
        /// No space before the next token.
        Glue = "glue",
        /// Span `a` starts here.
        Open = "open",
        /// Span `a` ends here.
        Close = "close",
        /// Keeps the constant `b` as `a`.
        Set = "set",
        /// The rule fits.
        Accept = "accept",
    }
}

/// FNV-1a: where a word stands in the word table.
pub fn hash(word: &[u8]) -> u32 {
    word.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
