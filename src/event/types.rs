//! The event types: what a newsroom tells apart. A language's data gives each a readable label.

/// Every type, group before the dot, in the order by which packs and weights number them.
pub const TYPES: [&str; 35] = [
    "life.birth",
    "life.marriage",
    "life.separation",
    "life.death",
    "life.injury",
    "life.illness",
    "justice.investigation",
    "justice.arrest",
    "justice.charge",
    "justice.trial",
    "justice.verdict",
    "justice.release",
    "crime.offence",
    "conflict.attack",
    "conflict.war",
    "conflict.protest",
    "politics.election",
    "politics.decision",
    "personnel.start",
    "personnel.end",
    "contact.meeting",
    "contact.statement",
    "business.founding",
    "business.deal",
    "business.closure",
    "business.launch",
    "culture.release",
    "culture.performance",
    "culture.award",
    "sport.match",
    "disaster.accident",
    "disaster.natural",
    "movement.travel",
    "science.discovery",
    "other.event",
];

/// The number of a type's name.
pub fn type_number(name: &str) -> Option<u8> {
    TYPES.iter().position(|known| *known == name).map(|place| place as u8)
}
