//! Joins other names that the text or the list of known persons gives someone.

use super::cue::Cue;
use super::cues::Scene;
use super::group::Groups;
use super::known::{KnownNames, mark};
use crate::annotation::PersonMention;
use std::collections::{BTreeMap, btree_map::Entry};
use std::ops::Range;

/// At most this many tokens stand between a name and the other name given to it.
const GAP: usize = 10;
/// At most this many stand between a cue and the name that it introduces.
const REACH: usize = 3;

/// Joins the names that the text says are one person's, then those that are known to be.
pub(super) fn join(scene: &Scene, mentions: &[PersonMention], groups: &mut Groups, form_of: &[usize]) {
    let mut given = false;
    for m in 1..mentions.len() {
        let same = scene.sentences[m - 1] == scene.sentences[m];
        given = same && (gives_name(scene, gap(scene, m), m) || given && is_or(scene, m));
        let bearer = if given { Some(m - 1) } else { described(scene, groups, form_of, m).filter(|_| !same) };
        if let Some(bearer) = bearer {
            groups.join(form_of[bearer], form_of[m]);
            groups.given[form_of[m]] = true;
        }
    }
    join_known(scene, mentions, groups, form_of);
}

fn gap(scene: &Scene, m: usize) -> Range<usize> {
    scene.places[m - 1].end..scene.places[m].start
}

/// The mention that "De Brabander, die eigenlijk …" points back to, where the last sentences name nobody else.
fn described(scene: &Scene, groups: &mut Groups, form_of: &[usize], m: usize) -> Option<usize> {
    let sentence = scene.sentence(m);
    let near = scene.places[m].start.saturating_sub(2 * GAP);
    let lead = sentence.start..scene.places[m].start;
    if sentence.start < near || !scene.classes(sentence.start).has(Cue::Definite) {
        return None;
    }
    let comma = lead
        .clone()
        .take(2 * REACH + 1)
        .find(|i| scene.word(*i) == "," || scene.classes(*i).any(&[Cue::Of, Cue::Indefinite]))?;
    if scene.word(comma) != "," || !gives_name(scene, comma..lead.end, m) {
        return None;
    }
    let last = scene.sentences[m - 1];
    let recent = (0..m).rev().take(2 * GAP).take_while(|other| scene.sentences[*other] + 2 >= last);
    let root = groups.root(form_of[m - 1]);
    let mut recent = recent;
    recent.all(|other| groups.root(form_of[other]) == root).then_some(m - 1)
}

/// Whether the words of `gap`, before mention `m`, and those after it say that it is another name of the
/// person before.
fn gives_name(scene: &Scene, mut gap: Range<usize>, m: usize) -> bool {
    if gap.len() > 2 && scene.word(gap.start) == "(" && scene.word(gap.start + 2) == ")" {
        gap.start += 3;
    }
    if gap.is_empty() || gap.len() > GAP {
        return false;
    }
    let has = |i: usize, cue| scene.classes(i).has(cue);
    let other = |i: usize| scene.classes(i).any(&[Cue::Kin, Cue::Role]);
    let stop = |i: usize| matches!(scene.word(i), "." | ";" | ":" | "!" | "?") || i + 1 == gap.end && other(i);
    if gap.clone().any(stop) {
        return false;
    }
    let near = gap.end.saturating_sub(REACH).max(gap.start)..gap.end;
    let introduces = |i: usize| {
        let rest = i + 1..gap.end;
        let quiet = rest.clone().all(|i| !scene.word(i).starts_with(char::is_uppercase) && !has(i, Cue::Link));
        let named = rest.clone().any(|i| scene.classes(i).any(&[Cue::Comparison, Cue::Name]));
        quiet && (has(i, Cue::Alias) || has(i, Cue::AliasAs) && (named || rest.is_empty()))
    };
    if near.clone().any(introduces) {
        return true;
    }
    // "…, in het milieu Kaatje genoemd", "die zich Ye noemt".
    let aside = scene.word(gap.start) == ",";
    let end = scene.places[m].end;
    let after = (end..scene.sentence(m).end).take(REACH * 2).take_while(|i| !matches!(scene.word(*i), "," | "." | ";"));
    aside && gap.len() <= 2 * REACH + 1 && after.clone().any(|i| has(i, Cue::Called)) && !after.clone().any(other)
}

/// Whether mention `m` follows the one before it after a mere "or" or a comma.
fn is_or(scene: &Scene, m: usize) -> bool {
    let only = |m: usize| {
        let gap = gap(scene, m);
        (gap.len() == 1).then_some(gap.start)
    };
    let or = |m: usize| only(m).is_some_and(|i| scene.classes(i).has(Cue::Or));
    or(m) || only(m).is_some_and(|i| scene.word(i) == ",") && m + 1 < scene.places.len() && or(m + 1)
}

/// Joins names that the list of known persons gives as one person's.
fn join_known(scene: &Scene, mentions: &[PersonMention], groups: &mut Groups, form_of: &[usize]) {
    let Ok(known) = KnownNames::new(scene.language.section(b"akas")) else { return };
    let mut by_mark = BTreeMap::new();
    let mut names: Vec<(&str, usize)> = Vec::new();
    for (mention, form) in mentions.iter().zip(form_of) {
        if let Entry::Vacant(place) = by_mark.entry(mark(&mention.text)) {
            place.insert(*form);
            names.push((&mention.text, *form));
        }
    }
    for (name, form) in names {
        for full in known.full_names(name).filter_map(|full| by_mark.get(&full)) {
            groups.join(form, *full);
        }
    }
}
