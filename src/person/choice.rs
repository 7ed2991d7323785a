//! Chooses among the persons that a short name fits.

use super::cue::Cue;
use super::cues::Scene;
use super::group::Groups;
use super::name::Part;
use crate::annotation::PersonMention;
use crate::language::Language;
use crate::lexicon::Class;
use std::collections::{HashMap, HashSet};

/// The longest list of names that is walked from one of them.
const LIST: usize = 8;

/// What was said of each person so far.
pub(super) struct Choice<'a> {
    scene: &'a Scene<'a>,
    mentions: &'a [PersonMention],
    language: &'a Language,
    /// Whether a mention stands in one list with the mention before it.
    listed: Vec<bool>,
    /// A person, and a word that they were called by alone → the last mention that did.
    called: HashMap<(usize, String), usize>,
    /// Persons who were called by one word.
    short: HashSet<usize>,
    /// The role or address before a name → the persons who had it there.
    roles: HashSet<(usize, String)>,
    genders: HashMap<usize, Cue>,
}

impl<'a> Choice<'a> {
    pub fn new(scene: &'a Scene, mentions: &'a [PersonMention], language: &'a Language) -> Self {
        let listed = (0..mentions.len()).map(|m| m > 0 && scene.is_list(m - 1)).collect();
        let (called, short, roles, genders) = Default::default();
        Self { scene, mentions, language, listed, called, short, roles, genders }
    }

    /// Takes note of mention `m` of the person whose names `root` stands for; `word` is their name there
    /// if it is one word.
    pub fn saw(&mut self, root: usize, m: usize, word: Option<&str>) {
        if let Some(word) = word {
            self.called.insert((root, word.to_owned()), m);
            self.short.insert(root);
        }
        let (role, gender) = (self.scene.before(m).0, self.scene.gender(m));
        if let Some(role) = role {
            self.roles.insert((root, role));
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
        let mut reason = "first";
        let mut narrow = |name, keep: &dyn Fn(&usize) -> bool| {
            let kept: Vec<usize> = roots.iter().copied().filter(|root| keep(root)).collect();
            if !kept.is_empty() && kept.len() < roots.len() {
                roots = kept;
                reason = name;
            }
        };
        let last = |root: &usize| self.called.get(&(*root, part.key.clone())).copied();
        let known = |root: &usize| self.genders.get(root).copied();
        narrow("gender", &|root| gender.is_none_or(|own| known(root).is_none_or(|known| known == own)));
        narrow("gender", &|root| gender.is_none_or(|own| known(root) == Some(own)));
        narrow("role", &|root| role.as_ref().is_some_and(|role| self.roles.contains(&(*root, role.clone()))));
        narrow("called", &|root| last(root).is_some());
        narrow("other", &|root| !self.short.contains(root) || last(root).is_some());
        if roots.len() > 1 && roots.iter().any(|root| last(root).is_some()) {
            reason = "last";
        }
        let first = |root: &usize| std::cmp::Reverse(groups.forms[*root].first);
        let chosen = roots.iter().copied().max_by_key(|root| (last(root), first(root)))?;
        Some((chosen, self.why(reason, count, &self.mentions[groups.forms[chosen].first].text)))
    }

    /// The sentence that gives a reason.
    fn why(&self, reason: &str, count: usize, name: &str) -> Option<String> {
        let sentence = Some(self.language.reason(reason)).filter(|sentence| !sentence.is_empty())?;
        Some(sentence.replace("{count}", &count.to_string()).replace("{name}", name))
    }

    /// The other mentions of the list that `m` stands in.
    fn list(&self, m: usize) -> impl Iterator<Item = usize> {
        let back = (0..m).rev().take(LIST).take_while(|other| self.listed[*other + 1]);
        let ahead = (m + 1..self.listed.len()).take(LIST).take_while(|other| self.listed[*other]);
        back.chain(ahead)
    }

    /// Whether `part` stands in a name only as a further given name, by which nobody is called.
    fn is_middle_given_name(&self, part: &Part, name: &[Part]) -> bool {
        let name: Vec<&Part> = name.iter().filter(|part| !part.nick && !part.initial).collect();
        let Some(at) = name.iter().position(|other| other.key == part.key) else { return false };
        let classes = self.scene.name_classes(&part.key);
        let surname = classes.has(Class::Surname);
        let given = classes.has(Class::Given) && (!surname || at + 1 < name.len());
        at > 0
            && name.len() > 2
            && name.get(at + 1).unwrap_or(&name[at]).joined.is_none()
            && name[at].particles.is_empty()
            && given
    }
}
