//! Decides whom each mention means: long names first, then each short one by the long names it fits.

use super::alias;
use super::choice::Choice;
use super::cues::{Cues, Scene};
use super::lone;
use super::name::Name;
use crate::annotation::{Person, PersonId, PersonMention};
use crate::language::Language;
use crate::sentence::Document;
use std::collections::{HashMap, HashSet};

/// At most this many names are weighed for one mention, so that work stays linear in the text.
pub(super) const MOST: usize = 48;

/// One distinct name of the article.
pub(super) struct Form {
    pub name: Name,
    /// The first mention that has it.
    pub first: usize,
}

/// The names of an article, and which of them are one person's.
#[derive(Default)]
pub(super) struct Groups {
    pub forms: Vec<Form>,
    /// Union-find over the forms.
    parents: Vec<usize>,
    /// Names that are given as another name of someone, possessives and pet names, in order.
    pub given: Vec<usize>,
    /// A word → the names of more than one word that hold it.
    pub holders: HashMap<String, Vec<usize>>,
}

impl Groups {
    fn add(&mut self, name: Name, first: usize) -> usize {
        let form = self.forms.len();
        self.forms.push(Form { name, first });
        self.parents.push(form);
        form
    }

    /// The form that stands for all of its person's.
    pub fn root(&mut self, mut form: usize) -> usize {
        while self.parents[form] != form {
            self.parents[form] = self.parents[self.parents[form]];
            form = self.parents[form];
        }
        form
    }

    /// Makes one person of two.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b)] = a.min(b);
    }

    fn hold(&mut self, form: usize) {
        for part in &self.forms[form].name.parts {
            for key in [Some(&part.key), part.joined.as_ref()].into_iter().flatten() {
                let holders = self.holders.entry(key.clone()).or_default();
                if holders.len() < MOST && holders.last() != Some(&form) {
                    holders.push(form);
                }
            }
        }
    }

    /// The longer names that can hold `name`, found by its rarest word.
    fn longer(&self, name: &Name) -> Vec<usize> {
        let lists = name.parts.iter().filter_map(|part| self.holders.get(&part.key));
        let Some(rarest) = lists.min_by_key(|list| list.len()) else { return Vec::new() };
        let fits = |other: &Name| name.fits(other) || !name.is_single() && other.fits(name);
        rarest.iter().copied().filter(|form| fits(&self.forms[*form].name)).collect()
    }

    /// Names that differ from `name` by a slip in one word.
    fn nearly(&self, name: &Name) -> Vec<usize> {
        let lists = name.parts.iter().filter_map(|part| self.holders.get(&part.key));
        let near = lists.flatten().copied().filter(|form| name.nearly(&self.forms[*form].name));
        near.take(MOST).collect()
    }
}

/// Decides whom each mention means; sets `person` (and `why` where it was close), gives the persons.
pub(crate) fn group(document: &Document, language: &Language, mentions: &mut [PersonMention]) -> Vec<Person> {
    let Some(scene) = Scene::new(document, language, mentions) else { return Vec::new() };
    let mut groups = Groups::default();
    let own = forms(mentions, &scene.cues, &mut groups);
    let mut form_of = own.clone();
    join_long_names(&mut groups);
    let reasons = place_short_names(&scene, language, mentions, &mut groups, &mut form_of);
    alias::join(&scene, mentions, &mut groups, &form_of, language);
    for (mention, why) in mentions.iter_mut().zip(reasons) {
        mention.why = why;
    }
    persons(mentions, &mut groups, &own, &form_of)
}

/// The form of each mention, one for each distinct name.
fn forms(mentions: &[PersonMention], cues: &Cues, groups: &mut Groups) -> Vec<usize> {
    let mut known: HashMap<&str, usize> = HashMap::new();
    let form = |(place, mention)| {
        let PersonMention { text, .. }: &PersonMention = mention;
        *known.entry(text).or_insert_with(|| groups.add(Name::new(text, cues), place))
    };
    mentions.iter().enumerate().map(form).collect()
}

/// Joins the names of two words and more, the longest first: "Kim Kardashian" is "Kim Kardashian West".
fn join_long_names(groups: &mut Groups) {
    let mut order: Vec<usize> = (0..groups.forms.len()).filter(|form| !groups.forms[*form].name.is_single()).collect();
    order.sort_by_key(|form| std::cmp::Reverse(groups.forms[*form].name.fullness()));
    for form in order {
        let name = &groups.forms[form].name;
        let mut longer = groups.longer(name);
        if longer.is_empty() {
            longer = groups.nearly(name);
        }
        let first = groups.forms[form].first;
        // The last that was named before, else the first after.
        let before = longer.iter().filter(|other| groups.forms[**other].first < first).max();
        if let Some(other) = before.or(longer.first()).copied() {
            groups.join(form, other);
        }
        groups.hold(form);
    }
}

/// Places each name of one word; gives the reasons of close choices.
fn place_short_names(
    scene: &Scene,
    language: &Language,
    mentions: &[PersonMention],
    groups: &mut Groups,
    form_of: &mut [usize],
) -> Vec<Option<String>> {
    let mut choice = Choice::new(scene, mentions, language);
    let mut reasons = vec![None; mentions.len()];
    // A word → the form that stands for those it means, where it stands for nobody with a longer name.
    let mut alone: HashMap<String, usize> = HashMap::new();
    for m in 0..form_of.len() {
        let form = form_of[m];
        let name = &groups.forms[form].name;
        let part = name.parts.first().filter(|_| name.is_single()).cloned();
        if let Some(part) = &part {
            let fitting = groups.longer(name);
            form_of[m] = match choice.choose(m, part, &fitting, form_of, groups) {
                Some((other, why)) => {
                    reasons[m] = why;
                    other
                }
                None => *alone.entry(part.key.clone()).or_insert(form),
            };
        }
        let root = groups.root(form_of[m]);
        choice.saw(root, m, part.as_ref().map(|part| part.key.as_str()));
    }
    let introduced = |form: &usize| scene.before(groups.forms[*form].first).0.is_some();
    alone.retain(|_, form| !introduced(form));
    lone::join(scene, groups, &alone);
    reasons
}

/// Numbers the persons by their first mention, and names each by the fullest of their names.
fn persons(mentions: &mut [PersonMention], groups: &mut Groups, own: &[usize], form_of: &[usize]) -> Vec<Person> {
    let mut ids: HashMap<usize, PersonId> = HashMap::new();
    let mut people: Vec<Person> = Vec::new();
    let mut fullest = Vec::new();
    let mut known: HashSet<(PersonId, usize)> = HashSet::new();
    for (mention, (own, form)) in mentions.iter_mut().zip(own.iter().zip(form_of)) {
        let root = groups.root(*form);
        let id = *ids.entry(root).or_insert(PersonId(people.len()));
        let name = &groups.forms[*own].name;
        // What the text calls another name is no one's main name.
        let given = groups.given.binary_search(own).is_ok();
        let several = name.parts.len() > 1;
        let fullness = (several && !given, several, !given, name.fullness(), mention.text.len());
        mention.person = id;
        if id.0 == people.len() {
            people.push(Person {
                id,
                name: mention.text.clone(),
                aliases: Vec::new(),
                roles: Vec::new(),
                relations: Vec::new(),
                born: None,
                mentions: Vec::new(),
            });
            fullest.push(fullness);
            known.insert((id, *own));
        } else if known.insert((id, *own)) {
            let person = &mut people[id.0];
            let mut alias = mention.text.clone();
            if fullness > fullest[id.0] {
                fullest[id.0] = fullness;
                std::mem::swap(&mut person.name, &mut alias);
            }
            person.aliases.push(alias);
        }
    }
    people
}
