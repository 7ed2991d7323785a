//! Decides whom each mention means: long names first, then each short one by the long names it fits.

use super::alias;
use super::choice::Choice;
use super::cues::{Cues, Scene};
use super::lone;
use super::name::Name;
use crate::annotation::{Person, PersonId, PersonMention};
use crate::order;
use crate::vocabulary::{Index, Numbering};

/// At most this many names are weighed for one mention, so that work stays linear in the text.
pub(super) const MOST: usize = 48;

/// One distinct name of the article.
pub(super) struct Form {
    pub name: Name,
    /// The first mention that has it.
    pub first: usize,
}

/// The names of an article.
pub(super) struct Names<'a> {
    pub forms: &'a [Form],
    /// A word → the names of more than one word that hold it.
    pub holders: Index<'a>,
}

impl<'a> Names<'a> {
    fn hold(&mut self, form: usize) {
        let forms = self.forms;
        for part in &forms[form].name.parts {
            for key in [Some(&part.key), part.joined.as_ref()].into_iter().flatten() {
                self.holders.add(key, form, MOST);
            }
        }
    }

    /// The longer names that can hold `name`, found by its rarest word.
    fn longer(&self, name: &Name) -> Vec<usize> {
        let lists = name.parts.iter().map(|part| self.holders.get(&part.key)).filter(|list| !list.is_empty());
        let Some(rarest) = lists.min_by_key(|list| list.len()) else { return Vec::new() };
        let fits = |other: &Name| name.fits(other) || !name.is_single() && other.fits(name);
        rarest.iter().copied().filter(|form| fits(&self.forms[*form].name)).collect()
    }

    /// Names that differ from `name` by a slip in one word.
    fn nearly(&self, name: &Name) -> Vec<usize> {
        let lists = name.parts.iter().flat_map(|part| self.holders.get(&part.key));
        lists.copied().filter(|form| name.nearly(&self.forms[*form].name)).take(MOST).collect()
    }
}

/// Which names are one person's.
pub(super) struct Groups {
    /// Union-find over the forms.
    parents: Vec<usize>,
    /// Names that are given as another name of someone, possessives and pet names.
    pub given: Vec<bool>,
}

impl Groups {
    fn new(forms: usize) -> Self {
        Self { parents: (0..forms).collect(), given: vec![false; forms] }
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
}

/// Decides whom each mention means; sets `person` (and `why` where it was close), gives the persons.
pub(crate) fn group(scene: &Scene, mentions: &mut [PersonMention]) -> Vec<Person> {
    let (forms, own) = forms(mentions, &scene.cues);
    let mut names = Names { forms: &forms, holders: Index::default() };
    let mut groups = Groups::new(forms.len());
    let mut form_of = own.clone();
    join_long_names(&mut names, &mut groups);
    let reasons = place_short_names(scene, mentions, &names, &mut groups, &mut form_of);
    alias::join(scene, mentions, &mut groups, &form_of);
    for (mention, why) in mentions.iter_mut().zip(reasons) {
        mention.why = why;
    }
    persons(mentions, &forms, &mut groups, &own, &form_of)
}

/// The distinct names, and which of them each mention has.
fn forms(mentions: &[PersonMention], cues: &Cues) -> (Vec<Form>, Vec<usize>) {
    let (mut known, mut forms) = (Numbering::default(), Vec::new());
    let mut own = Vec::with_capacity(mentions.len());
    for (first, mention) in mentions.iter().enumerate() {
        let form = known.number(&mention.text);
        if form == forms.len() {
            forms.push(Form { name: Name::new(&mention.text, cues), first });
        }
        own.push(form);
    }
    (forms, own)
}

/// Joins the names of two words and more, the longest first: "Kim Kardashian" is "Kim Kardashian West".
fn join_long_names(names: &mut Names, groups: &mut Groups) {
    let forms = names.forms;
    let mut order: Vec<usize> = (0..forms.len()).filter(|form| !forms[*form].name.is_single()).collect();
    order::sort_by_key(&mut order, |form| {
        let (written, all) = forms[*form].name.fullness();
        (u32::MAX as usize - written, u32::MAX as usize - all)
    });
    for form in order {
        let Form { name, first } = &forms[form];
        let mut longer = names.longer(name);
        if longer.is_empty() {
            longer = names.nearly(name);
        }
        // The last that was named before, else the first after.
        let before = longer.iter().filter(|other| forms[**other].first < *first).max();
        if let Some(other) = before.or(longer.first()).copied() {
            groups.join(form, other);
        }
        names.hold(form);
    }
}

/// Places each name of one word; gives the reasons of close choices.
fn place_short_names(
    scene: &Scene,
    mentions: &[PersonMention],
    names: &Names,
    groups: &mut Groups,
    form_of: &mut [usize],
) -> Vec<Option<String>> {
    let mut choice = Choice::new(scene, mentions, names.forms);
    let mut reasons = vec![None; mentions.len()];
    let mut words = Numbering::default();
    // Of each word the form that stands for those it means, where it stands for nobody with a longer name.
    let mut alone: Vec<Option<usize>> = Vec::new();
    for m in 0..form_of.len() {
        let form = form_of[m];
        let name = &names.forms[form].name;
        let part = name.parts.first().filter(|_| name.is_single());
        let word = part.map(|part| words.number(&part.key));
        if let (Some(part), Some(word)) = (part, word) {
            alone.resize(alone.len().max(word + 1), None);
            let fitting = names.longer(name);
            form_of[m] = match choice.choose(m, (part, word), &fitting, form_of, groups) {
                Some((other, why)) => {
                    reasons[m] = why;
                    other
                }
                None => *alone[word].get_or_insert(form),
            };
        }
        choice.saw(groups.root(form_of[m]), m, word);
    }
    let introduced = |form: &usize| scene.before(names.forms[*form].first).is_some();
    lone::join(scene, names, groups, alone.into_iter().flatten().filter(|form| !introduced(form)).collect());
    reasons
}

/// Numbers the persons by their first mention, and names each by the fullest of their names.
fn persons(
    mentions: &mut [PersonMention],
    forms: &[Form],
    groups: &mut Groups,
    own: &[usize],
    form_of: &[usize],
) -> Vec<Person> {
    let mut ids: Vec<Option<PersonId>> = vec![None; forms.len()];
    let mut people: Vec<Person> = Vec::new();
    let mut fullest = Vec::new();
    // Whom each name was seen to mean.
    let mut meant: Vec<Vec<PersonId>> = vec![Vec::new(); forms.len()];
    for (mention, (own, form)) in mentions.iter_mut().zip(own.iter().zip(form_of)) {
        let id = *ids[groups.root(*form)].get_or_insert(PersonId(people.len()));
        let name = &forms[*own].name;
        // What the text calls another name is no one's main name.
        let given = groups.given[*own];
        let several = name.parts.len() > 1;
        let fullness = (several && !given, several, !given, name.fullness(), mention.text.len());
        mention.person = id;
        let new = !meant[*own].contains(&id);
        if new {
            meant[*own].push(id);
        }
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
        } else if new {
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
