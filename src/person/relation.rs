//! The ties of kinship and partnership that the text states: "haar man Koen", "Mosterts vader Joop",
//! "Sigrid, dochter van Dag Hermans".

use super::cue::Cue;
use super::cues::{Classes, Scene};
use crate::annotation::{Person, PersonId, PersonMention, Relation};
use crate::token::TokenKind;

/// A kind of tie with its name, and what it is seen from the other side.
type Tie = (Cue, &'static str, &'static str);

/// In this order, since a former partner is a partner too.
const TIES: &[Tie] = &[
    (Cue::Former, "former partner", "former partner"),
    (Cue::Partner, "partner", "partner"),
    (Cue::Friend, "partner", "partner"),
    (Cue::Child, "child", "parent"),
    (Cue::Parent, "parent", "child"),
    (Cue::Sibling, "sibling", "sibling"),
];

/// How many tokens may stand between a word of kinship and a name.
const GAP: usize = 3;

/// Adds the relations of everyone, both ways.
pub(super) fn add(scene: &Scene, persons: &[PersonMention], people: &mut [Person]) {
    let mut genders: Vec<Option<Cue>> = vec![None; people.len()];
    for (m, mention) in persons.iter().enumerate() {
        if let (gender @ Some(_), Some(slot)) = (scene.gender(m), genders.get_mut(mention.person.0)) {
            *slot = slot.or(gender);
        }
    }
    for m in 0..persons.len() {
        let found = owned(scene, persons, &genders, m).or_else(|| of(scene, m));
        let Some((bearer, (_, kind, reverse))) = found else { continue };
        // "haar kinderen Fenna, Siem en Lotte": all of the list.
        let plural = (m..persons.len() - 1).take(GAP * 3).take_while(|m| is_plain_list(scene, *m)).count();
        for other in m..=m + plural {
            tie(people, persons[bearer].person, persons[other].person, kind, reverse);
        }
    }
}

fn is_plain_list(scene: &Scene, m: usize) -> bool {
    let gap = scene.places[m].end..scene.places[m + 1].start;
    scene.is_list(m) && !gap.clone().any(|i| scene.classes(i).any(&[Cue::Kin, Cue::Role, Cue::Title, Cue::Possessive]))
}

fn tie(people: &mut [Person], bearer: PersonId, other: PersonId, kind: &str, reverse: &str) {
    if bearer == other || bearer.0.max(other.0) >= people.len() {
        return;
    }
    for (from, to, kind) in [(bearer, other, kind), (other, bearer, reverse)] {
        let relation = Relation { kind: kind.to_owned(), person: to };
        let relations = &mut people[from.0].relations;
        // Said once; "former partner" outweighs "partner".
        if relations.iter().any(|known| known.person == to) {
            continue;
        }
        relations.push(relation);
    }
}

fn tie_of(classes: Classes) -> Option<Tie> {
    TIES.iter().copied().find(|(cue, ..)| classes.has(*cue) && classes.has(Cue::Kin))
}

/// The bearer of the tie in "haar man Koen", "Hildes man Koen", "Hilde en echtgenoot Koen", for mention `m`
/// of the one that stands last.
fn owned(scene: &Scene, persons: &[PersonMention], genders: &[Option<Cue>], m: usize) -> Option<(usize, Tie)> {
    let (start, from) = (scene.places[m].start, scene.sentence(m).start);
    let near = (start.saturating_sub(GAP).max(from)..start).rev();
    let kin = near.take_while(|i| scene.word(*i) != ".").find(|i| tie_of(scene.classes(*i)).is_some())?;
    let quiet = (kin + 1..start)
        .all(|i| scene.classes(i).has(Cue::Role) || scene.word(i) == "," || scene.classes(i).has(Cue::Title));
    let tie = tie_of(scene.classes(kin)).filter(|_| quiet)?;
    let before = m.checked_sub(1).filter(|before| scene.sentences[*before] == scene.sentences[m])?;
    let determiner = (kin.saturating_sub(GAP).max(from)..kin).rev().find(|i| {
        scene.classes(*i).any(&[Cue::Possessive, Cue::Definite, Cue::Indefinite]) || *i < scene.places[before].end
    });
    let possessive = determiner.map(|i| scene.classes(i)).filter(|classes| classes.has(Cue::Possessive));
    if let Some(classes) = possessive {
        let gender = [Cue::Male, Cue::Female].into_iter().find(|gender| classes.has(*gender));
        let opposite = gender.is_some_and(|gender| !scene.classes(kin).has(gender) && kin + 1 == start);
        if tie.0 == Cue::Friend && !opposite {
            return None;
        }
        let fits = |other: &usize| {
            gender.is_none_or(|gender| {
                genders.get(persons[*other].person.0).copied().flatten().is_none_or(|known| known == gender)
            })
        };
        let inside = (0..=before).rev().take_while(|other| scene.sentences[*other] == scene.sentences[m]);
        return inside.take(GAP * 3).find(fits).map(|other| (other, tie));
    }
    // A possessive name: right before, with its ending.
    let end = scene.places[before].end;
    let text = scene.document.text;
    let last = end.checked_sub(1).and_then(|last| scene.document.tokens.get(last));
    let rest = last.and_then(|token| text.get(persons[before].spans[0].end..token.end as usize)).unwrap_or_default();
    if tie.0 == Cue::Friend {
        return None;
    }
    let ending = rest == "s" || matches!(scene.word(end), "'s" | "’s" | "'" | "’");
    if ending && kin.checked_sub(end).is_some_and(|gap| gap <= GAP) {
        return Some((before, tie));
    }
    let linked = kin.checked_sub(1).is_some_and(|link| scene.classes(link).has(Cue::Link));
    let spouse = tie.0 == Cue::Partner && linked;
    let words = (end..kin).all(|i| scene.document.tokens[i].kind == TokenKind::Word);
    let surname = |m: usize| persons[m].text.rsplit(' ').next();
    (spouse && (words || surname(before) == surname(m))).then_some((before, tie))
}

/// The bearer of the tie in "Sigrid, de dochter van Dag Hermans", "Joop is de vader van Koen", for mention `m`
/// of the one that stands first.
fn of(scene: &Scene, m: usize) -> Option<(usize, Tie)> {
    let next = m + 1;
    let end = scene.places[m].end;
    let start = scene.places.get(next).filter(|_| scene.sentences[m] == scene.sentences[next])?.start;
    start.checked_sub(end).filter(|gap| (3..=2 * GAP + 2).contains(gap))?;
    let kin = (end..start).find(|i| tie_of(scene.classes(*i)).is_some_and(|tie| tie.0 != Cue::Friend))?;
    let lead = (end..kin).all(|i| {
        let classes = scene.classes(i);
        scene.word(i) == "," || classes.any(&[Cue::Copula, Cue::Definite, Cue::Indefinite, Cue::Now]) || i + 1 == kin
    });
    let of = kin + 1 < start && scene.classes(kin + 1).has(Cue::Of);
    let rest = (kin + 2..start).all(|i| scene.classes(i).any(&[Cue::Role, Cue::Title, Cue::Definite, Cue::Address]));
    (lead && of && rest).then(|| (next, tie_of(scene.classes(kin)).unwrap_or(TIES[0])))
}
