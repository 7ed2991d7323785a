//! Joins names of one word that fit nobody as they stand: possessives ("Dijsselbloems"), slips of the pen,
//! pet names ("Maxje") and short forms ("Souf").

use super::cue::Cue;
use super::cues::Scene;
use super::group::{Groups, MOST, Names};
use super::name::is_slip;
use crate::lexicon::Class;
use crate::order;
use crate::vocabulary::Index;

/// Joins each name of `lone`, of one word, to the only person it can mean, if there is just one.
pub(super) fn join(scene: &Scene, names: &Names, groups: &mut Groups, mut lone: Vec<usize>) {
    let forms = names.forms;
    order::sort_by_key(&mut lone, |form| (*form, 0));
    let mut alone = Index::default();
    for form in &lone {
        alone.add(&forms[*form].name.parts[0].key, *form, 1);
    }
    let (mut by_start, mut by_slip) = (Index::default(), Index::default());
    for (form, known) in forms.iter().enumerate().filter(|(_, form)| !form.name.is_single()) {
        for key in known.name.parts.iter().map(|part| &part.key) {
            for start in SHORT.filter_map(|length| key.get(..length)).filter(|start| start.len() < key.len()) {
                by_start.add(start, form, MOST);
            }
            for cut in without_one(key) {
                by_slip.add(cut, form, MOST);
            }
        }
    }
    for form in lone {
        let word = &forms[form].name.parts[0].key;
        let bare = possessor(word).into_iter().chain(pet_name(scene, word));
        let owner = bare.clone().flat_map(|bare| alone.get(bare)).copied().find(|owner| *owner != form);
        if let Some(owner) = owner {
            groups.join(form, owner);
            groups.given[form] = true;
            continue;
        }
        let mut found: Vec<usize> = bare.flat_map(|bare| names.holders.get(bare)).copied().collect();
        if found.is_empty() {
            let slips = |form: &usize| forms[*form].name.parts.iter().any(|part| is_slip(&part.key, word));
            found.extend(without_one(word).flat_map(|cut| by_slip.get(&cut)).filter(|form| slips(form)));
        }
        if found.is_empty() && !scene.name_classes(word).has(Class::Given) {
            found.extend(by_start.get(word));
        }
        if let [first, others @ ..] = &found[..] {
            let only = groups.root(*first);
            if others.iter().all(|other| groups.root(*other) == only) {
                groups.join(form, only);
            }
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
