//! What the text says someone is: "premier Terwal", "Nora Wendel, de advocaat van Els", "Terwal is premier".

use super::cue::Cue;
use super::cues::Scene;
use crate::annotation::{Person, PersonMention, Span};
use crate::lexicon::Class;
use crate::token::TokenKind;
use std::ops::Range;

/// At most this many roles are kept for one person.
const MOST: usize = 12;
/// At most this many tokens make a role.
const LONGEST: usize = 8;

/// Adds the roles of everyone.
pub(super) fn add(scene: &Scene, persons: &[PersonMention], people: &mut [Person]) {
    for (m, mention) in persons.iter().enumerate() {
        let Some(person) = people.get_mut(mention.person.0) else { continue };
        for tokens in [before(scene, m), after(scene, m)].into_iter().flatten() {
            let span = scene.document.span(tokens);
            let words: Vec<&str> = Span::of(span, scene.document.text).split_whitespace().collect();
            let role = lower_first(&words.join(" "), scene);
            if person.roles.len() < MOST && !person.roles.contains(&role) {
                person.roles.push(role);
            }
        }
    }
}

/// Small first letter, unless the word is an abbreviation or a compound with a name ("PvdA-leider").
fn lower_first(role: &str, scene: &Scene) -> String {
    let word = role.split(' ').next().unwrap_or(role);
    let (start, compound) = word.split_once('-').map_or((word, false), |(start, _)| (start, true));
    let mut chars = start.chars();
    let first = chars.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    let common = &[Class::Frequent, Class::Usual, Class::Rare, Class::Role];
    let is_common = || scene.name_classes(start).any(common);
    if chars.as_str().contains(char::is_uppercase) || compound && !is_common() {
        return role.to_owned();
    }
    first + &role[role.chars().next().map_or(0, char::len_utf8)..]
}

fn is_role(scene: &Scene, i: usize) -> bool {
    scene.classes(i).any(&[Cue::Role, Cue::Title, Cue::Kin]) && !scene.classes(i).any(&[Cue::Address, Cue::Plural])
}

/// "scheidingsadvocaat Nora Wendel", "minister van Financiën Wopke Hoekstra".
fn before(scene: &Scene, m: usize) -> Option<Range<usize>> {
    let (start, from) = (scene.places[m].start, scene.sentence(m).start);
    let near = start.checked_sub(1).filter(|i| *i >= from)?;
    if is_role(scene, near) {
        // "commissaris van de koningin".
        let of = (near.saturating_sub(2).max(from)..near).find(|i| scene.classes(*i).has(Cue::Of));
        let office = of.and_then(|of| of.checked_sub(1)).filter(|i| *i >= from && scene.classes(*i).has(Cue::Role));
        return Some(office.unwrap_or(near)..start);
    }
    let earliest = from.max(start.saturating_sub(LONGEST / 2)).max(m.checked_sub(1).map_or(0, |m| scene.places[m].end));
    let role = (earliest..near).rev().find(|i| scene.classes(*i).has(Cue::Role))?;
    let of = scene.classes(role + 1).has(Cue::Of) && role + 1 < near;
    let office = (role + 2..start).all(|i| {
        let capital = scene.word(i).starts_with(char::is_uppercase);
        scene.document.tokens[i].kind == TokenKind::Word
            && (capital || scene.classes(i).any(&[Cue::Link, Cue::Definite]))
    });
    (of && office && !scene.classes(near).any(&[Cue::Definite, Cue::Link])).then_some(role..start)
}

/// ", fractieleider van de oppositie.", " is premier", ", die werkt als chief executive officer van Veltra Energie".
fn after(scene: &Scene, m: usize) -> Option<Range<usize>> {
    let end = scene.sentence(m).end;
    let mut at = scene.places[m].end;
    let comma = at < end && scene.word(at) == ",";
    // What stands between a name and the description of its bearer.
    let lead = (at..end).take(LEAD).find(|i| {
        let classes = scene.classes(*i);
        !(matches!(scene.word(*i), "," | "(" | ")")
            || scene.document.tokens[*i].kind == TokenKind::Number
            || classes.any(&[
                Cue::Copula,
                Cue::Works,
                Cue::Comparison,
                Cue::Definite,
                Cue::Indefinite,
                Cue::Now,
                Cue::Year,
                Cue::Old,
            ]))
    })?;
    let said = (at..lead).any(|i| scene.classes(i).any(&[Cue::Copula, Cue::Works]));
    if !(said || comma && lead > at) || (m + 1 < scene.places.len() && scene.places[m + 1].start <= lead) {
        return None;
    }
    at = lead;
    let next = scene.places.get(m + 1).map_or(end, |place| place.start);
    let stops = |i: &usize| {
        let classes = scene.classes(*i);
        let small = scene.word(*i).starts_with(char::is_lowercase);
        scene.document.tokens[*i].kind == TokenKind::Punctuation
            || classes.has(Cue::Link)
            || small && classes.any(&[Cue::Copula, Cue::Pronoun, Cue::Definite]) && !follows_preposition(scene, *i)
    };
    let longest = end.min(at + LONGEST);
    let close = (at..longest).find(stops).unwrap_or(longest);
    let mut head = (at..close.min(at + HEAD)).find(|i| scene.classes(*i).any(&[Cue::Role, Cue::Title]))?;
    if (at..head)
        .any(|i| scene.classes(i).any(&[Cue::Stop, Cue::Pronoun, Cue::At, Cue::Comparison, Cue::Year, Cue::Kin]))
    {
        return None;
    }
    // "chief executive officer": the last of them.
    while let Some(last) = (head + 1..close.min(head + HEAD)).find(|i| scene.classes(*i).has(Cue::Role)) {
        if (head + 1..last).any(|i| scene.classes(i).any(&[Cue::Stop, Cue::Of, Cue::Particle])) {
            break;
        }
        head = last;
    }
    // A name right after the noun has it for itself; a name inside ("de advocaat van Els") is part of the role.
    let own = next > head + 1 || next <= at;
    // Words after the head that are no complement belong to the sentence.
    let complement = head + 1 < close && scene.classes(head + 1).any(&[Cue::Of, Cue::Particle]);
    let close = if complement { close } else { head + 1 };
    (own && close > at).then_some(at..close)
}

fn follows_preposition(scene: &Scene, i: usize) -> bool {
    i > 0 && scene.classes(i - 1).any(&[Cue::Of, Cue::Particle, Cue::Stop])
}

/// How many tokens may stand between a name and a description.
const LEAD: usize = 7;
/// How far into a description its noun can stand.
const HEAD: usize = 4;
