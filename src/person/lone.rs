//! Joins names of one word that fit nobody as they stand: possessives ("Dijsselbloems"), slips of the pen,
//! pet names ("Maxje") and short forms ("Souf").

use super::cue::Cue;
use super::cues::Scene;
use super::group::{Groups, MOST};
use super::name::is_slip;
use crate::lexicon::Class;
use std::collections::HashMap;

/// Joins each word of `alone` to the only person it can mean, if there is just one.
pub(super) fn join(scene: &Scene, groups: &mut Groups, alone: &HashMap<String, usize>) {
    let mut lone: Vec<(&String, usize)> = alone.iter().map(|(word, form)| (word, *form)).collect();
    lone.sort_by_key(|(_, form)| *form);
    let mut by_start: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut by_slip: HashMap<String, Vec<usize>> = HashMap::new();
    let long = groups.forms.iter().enumerate().filter(|(_, form)| !form.name.is_single());
    let keys = long.flat_map(|(form, known)| known.name.parts.iter().map(move |part| (form, part.key.clone())));
    let keys: Vec<(usize, String)> = keys.collect();
    let push = |list: &mut Vec<usize>, form: usize| {
        if list.len() < MOST {
            list.push(form);
        }
    };
    for (form, key) in &keys {
        for start in SHORT.filter_map(|length| key.get(..length)).filter(|start| start.len() < key.len()) {
            push(by_start.entry(start).or_default(), *form);
        }
        for cut in without_one(key) {
            push(by_slip.entry(cut).or_default(), *form);
        }
    }
    for (word, form) in lone {
        let bare = possessor(word).into_iter().chain(pet_name(scene, word));
        let owner = bare.clone().find_map(|bare| alone.get(bare).copied().filter(|owner| *owner != form));
        if let Some(owner) = owner {
            groups.join(form, owner);
            groups.given.push(form);
            continue;
        }
        let mut found: Vec<usize> = bare.filter_map(|bare| groups.holders.get(bare)).flatten().copied().collect();
        if found.is_empty() {
            let slips = |form: &usize| groups.forms[*form].name.parts.iter().any(|part| is_slip(&part.key, word));
            let near = without_one(word).flat_map(|cut| by_slip.get(&cut).into_iter().flatten().copied());
            found = near.filter(slips).collect();
        }
        if found.is_empty() && !scene.name_classes(word).has(Class::Given) {
            found = by_start.get(word.as_str()).cloned().unwrap_or_default();
        }
        let mut roots: Vec<usize> = found.iter().map(|form| groups.root(*form)).collect();
        roots.sort_unstable();
        roots.dedup();
        if let [only] = roots[..] {
            groups.join(form, only);
        }
    }
}

/// How many bytes a short form has: "Souf".
const SHORT: std::ops::RangeInclusive<usize> = 3..=4;

/// "dijsselbloem" of "dijsselbloems".
fn possessor(word: &str) -> Option<&str> {
    word.strip_suffix('s').filter(|bare| bare.len() > 1)
}

/// "max" of "maxje".
fn pet_name<'w>(scene: &Scene, word: &'w str) -> Option<&'w str> {
    let ends = word.char_indices().map(|(at, _)| at).filter(|at| (3..word.len()).contains(at));
    let is_ending = |at: &usize| scene.cues.of(&word[*at..]).has(Cue::Small);
    ends.rev().take(4).find(is_ending).map(|at| &word[..at])
}

/// A word of 5 to 39 letters itself and all that is left of it without one letter.
fn without_one(word: &str) -> impl Iterator<Item = String> {
    let word = Some(word).filter(|word| (5..40).contains(&word.chars().take(40).count()));
    word.into_iter().flat_map(|word| {
        let cut = move |(at, c): (usize, char)| format!("{}{}", &word[..at], &word[at + c.len_utf8()..]);
        word.char_indices().map(cut).chain([word.to_owned()])
    })
}
