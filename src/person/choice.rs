//! Chooses among the persons that a short name fits.

use super::cue::Cue;
use super::cues::Scene;
use super::group::{Form, Groups, MOST};
use super::name::Part;
use crate::annotation::PersonMention;
use crate::lexicon::Class;

/// The longest list of names that is walked from one of them.
const LIST: usize = 8;

/// What was said of each person so far.
pub(super) struct Choice<'a> {
    scene: &'a Scene<'a>,
    mentions: &'a [PersonMention],
    forms: &'a [Form],
    /// Whether a mention stands in one list with the mention before it.
    listed: Vec<bool>,
    /// Of each word the persons who were called by it alone, and the last mention that did.
    called: Vec<Vec<(usize, usize)>>,
    /// Of each person, by the form that stands for their names, what is known of them.
    known: Vec<Known>,
}

/// What was said of one person.
#[derive(Default, Clone)]
struct Known {
    /// Whether they were called by one word.
    short: bool,
    /// The roles and addresses before their name.
    roles: Vec<String>,
    gender: Option<Cue>,
}

impl<'a> Choice<'a> {
    pub fn new(scene: &'a Scene, mentions: &'a [PersonMention], forms: &'a [Form]) -> Self {
        let listed = (0..mentions.len()).map(|m| m > 0 && scene.is_list(m - 1)).collect();
        Self { scene, mentions, forms, listed, called: Vec::new(), known: vec![Known::default(); forms.len()] }
    }

    /// Takes note of mention `m` of the person whose names `root` stands for; `word` is the number of their name there
    /// if it is one word.
    pub fn saw(&mut self, root: usize, m: usize, word: Option<usize>) {
        let known = &mut self.known[root];
        if let Some(word) = word {
            self.called.resize(self.called.len().max(word + 1), Vec::new());
            match self.called[word].iter_mut().find(|(person, _)| *person == root) {
                Some((_, last)) => *last = m,
                None => self.called[word].push((root, m)),
            }
            known.short = true;
        }
        if let Some(role) =
            self.scene.role_before(m).filter(|role| known.roles.len() < MOST && !known.roles.contains(role))
        {
            known.roles.push(role);
        }
        known.gender = known.gender.or_else(|| self.scene.gender(m));
    }

    /// The one of `fitting` that mention `m`, a name of the one word `part` with its number, means, and why where more
    /// than one fits.
    pub fn choose(
        &self,
        m: usize,
        (part, word): (&Part, usize),
        fitting: &[usize],
        form_of: &[usize],
        groups: &mut Groups,
    ) -> Option<(usize, Option<String>)> {
        let apart: Vec<usize> = self.list(m).map(|other| groups.root(form_of[other])).collect();
        let mut roots: Vec<usize> = Vec::new();
        // Names that came before count alone, if there are any.
        for before in [true, false] {
            for form in fitting {
                if (self.forms[*form].first < m) != before {
                    continue;
                }
                let root = groups.root(*form);
                let given = self.is_middle_given_name(part, &self.forms[*form].name.parts);
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
        let (role, gender) = (self.scene.role_before(m), self.scene.gender_before(m));
        let mut reason = "first";
        let mut narrow = |name, keep: &dyn Fn(&usize) -> bool| {
            let kept: Vec<usize> = roots.iter().copied().filter(|root| keep(root)).collect();
            if !kept.is_empty() && kept.len() < roots.len() {
                roots = kept;
                reason = name;
            }
        };
        let called = self.called.get(word).map_or(&[][..], Vec::as_slice);
        let last = |root: &usize| called.iter().find(|(person, _)| person == root).map(|(_, last)| *last);
        let known = |root: &usize| self.known[*root].gender;
        narrow("gender", &|root| gender.is_none_or(|own| known(root).is_none_or(|known| known == own)));
        narrow("gender", &|root| gender.is_none_or(|own| known(root) == Some(own)));
        narrow("role", &|root| role.as_ref().is_some_and(|role| self.known[*root].roles.contains(role)));
        narrow("called", &|root| last(root).is_some());
        narrow("other", &|root| !self.known[*root].short || last(root).is_some());
        if roots.len() > 1 && roots.iter().any(|root| last(root).is_some()) {
            reason = "last";
        }
        let first = |root: &usize| std::cmp::Reverse(self.forms[*root].first);
        let chosen = roots.iter().copied().max_by_key(|root| (last(root), first(root)))?;
        Some((chosen, self.why(reason, count, &self.mentions[self.forms[chosen].first].text)))
    }

    /// The sentence that gives a reason.
    fn why(&self, reason: &str, count: usize, name: &str) -> Option<String> {
        let sentence = Some(self.scene.language.reason(reason)).filter(|sentence| !sentence.is_empty())?;
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
