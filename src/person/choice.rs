//! Chooses among the persons that a short name fits.

use super::cue::Cue;
use super::cues::Scene;
use super::group::Groups;
use super::name::Part;
use crate::annotation::PersonMention;
use crate::lexicon::{Class, Words, hash};
use std::collections::HashMap;

/// The longest list of names that is walked from one of them.
const LIST: usize = 8;

/// What was said of each person so far.
pub(super) struct Choice<'a> {
    scene: &'a Scene<'a>,
    mentions: &'a [PersonMention],
    words: Option<Words<'a>>,
    /// Whether a mention stands in one list with the mention before it.
    listed: Vec<bool>,
    /// A person, and a word that they were called by alone → the last mention that did.
    called: HashMap<(usize, String), usize>,
    /// Persons who were called by one word.
    short: HashMap<usize, usize>,
    /// The role or address before a name → the persons who had it there.
    roles: HashMap<(usize, String), ()>,
    genders: HashMap<usize, Cue>,
}

impl<'a> Choice<'a> {
    pub fn new(scene: &'a Scene, mentions: &'a [PersonMention], words: Option<Words<'a>>) -> Self {
        let listed = (0..mentions.len()).map(|m| m > 0 && scene.is_list(m - 1)).collect();
        let (called, short, roles, genders) = Default::default();
        Self { scene, mentions, words, listed, called, short, roles, genders }
    }

    /// Takes note of mention `m` of the person whose names `root` stands for; `word` is their name there
    /// if it is one word.
    pub fn saw(&mut self, root: usize, m: usize, word: Option<&str>) {
        if let Some(word) = word {
            self.called.insert((root, word.to_owned()), m);
            *self.short.entry(root).or_default() += 1;
        }
        let (role, gender) = self.scene.before(m);
        if let Some(role) = role {
            self.roles.insert((root, role), ());
        }
        if let Some(gender) = gender {
            self.genders.entry(root).or_insert(gender);
        }
    }

    /// The one of `fitting` that mention `m`, a name of the one word `part`, means, and why where more than
    /// one fits.
    pub fn choose(
        &self,
        m: usize,
        part: &Part,
        fitting: &[usize],
        form_of: &[usize],
        groups: &mut Groups,
    ) -> Option<(usize, Option<String>)> {
        let apart: Vec<usize> = self.list(m).map(|other| groups.root(form_of[other])).collect();
        let mut roots: Vec<usize> = Vec::new();
        // Names that came before count alone, if there are any.
        for before in [true, false] {
            for form in fitting {
                if (groups.forms[*form].first < m) != before {
                    continue;
                }
                let root = groups.root(*form);
                let given = self.is_middle_given_name(part, &groups.forms[*form].name.parts);
                if !roots.contains(&root) && !apart.contains(&root) && !given {
                    roots.push(root);
                }
            }
            if !roots.is_empty() {
                break;
            }
        }
        if roots.len() < 2 {
            return roots.first().map(|root| (*root, None));
        }
        let count = roots.len();
        let (role, gender) = self.scene.before(m);
        let mut narrow = |keep: &dyn Fn(&usize) -> bool| {
            let kept: Vec<usize> = roots.iter().copied().filter(|root| keep(root)).collect();
            if !kept.is_empty() {
                roots = kept;
            }
        };
        narrow(&|root| gender.is_none_or(|gender| self.genders.get(root).is_none_or(|known| *known == gender)));
        narrow(&|root| role.as_ref().is_some_and(|role| self.roles.contains_key(&(*root, role.clone()))));
        narrow(&|root| self.called.contains_key(&(*root, part.key.clone())));
        narrow(&|root| !self.short.contains_key(root) || self.called.contains_key(&(*root, part.key.clone())));
        let last = |root: &usize| self.called.get(&(*root, part.key.clone())).copied();
        let first = |root: &usize| std::cmp::Reverse(groups.forms[*root].first);
        let chosen = roots.iter().copied().max_by_key(|root| (last(root), first(root)))?;
        let name = &self.mentions[groups.forms[chosen].first].text;
        Some((chosen, Some(format!("{count} persons fit; {name} was named last"))))
    }

    /// The other mentions of the list that `m` stands in.
    fn list(&self, m: usize) -> impl Iterator<Item = usize> {
        let back = (0..m).rev().take(LIST).take_while(|other| self.listed[*other + 1]);
        let ahead = (m + 1..self.listed.len()).take(LIST).take_while(|other| self.listed[*other]);
        back.chain(ahead)
    }

    /// Whether `part` stands in a name only as a second given name, by which nobody is called.
    fn is_middle_given_name(&self, part: &Part, name: &[Part]) -> bool {
        let Some(at) = name.iter().position(|other| other.key == part.key) else { return false };
        let inner = at > 0 && name[at].joined.is_none() && !name[at].nick;
        let is_given = |key: &str| {
            let classes = self.words.map(|words| words.classes(hash(key))).unwrap_or_default();
            classes.any(&[Class::Given, Class::GivenAbroad]) && !classes.any(&[Class::Surname, Class::SurnameAbroad])
        };
        inner && name.len() > 2 && name[at].particles.is_empty() && is_given(&part.key)
    }
}
