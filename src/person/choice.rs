//! Chooses among the persons that a short name fits.

use super::cues::Scene;
use super::group::Groups;
use crate::annotation::PersonMention;
use std::collections::HashMap;

/// What was said of each person so far, by the root of their names.
pub(super) struct Choice<'a> {
    scene: &'a Scene<'a>,
    mentions: &'a [PersonMention],
    seen: HashMap<usize, Seen>,
}

#[derive(Default, Clone, Copy)]
struct Seen {
    /// The last mention.
    last: usize,
    /// How often named by one word.
    short: usize,
}

impl<'a> Choice<'a> {
    pub fn new(scene: &'a Scene, mentions: &'a [PersonMention]) -> Self {
        Self { scene, mentions, seen: HashMap::new() }
    }

    /// Takes note of a mention of the person whose names `root` stands for.
    pub fn saw(&mut self, root: usize, mention: usize, short: bool) {
        let seen = self.seen.entry(root).or_default();
        seen.last = mention;
        seen.short += usize::from(short);
    }

    /// The one of `fitting` that mention `m`, a name of one word, means, and why where more than one fits.
    pub fn choose(&self, m: usize, fitting: &[usize], groups: &mut Groups) -> Option<(usize, Option<String>)> {
        let mut roots: Vec<usize> = fitting.iter().map(|form| groups.root(*form)).collect();
        roots.sort_unstable();
        roots.dedup();
        match roots[..] {
            [] => None,
            [only] => Some((only, None)),
            _ => {
                let before = roots.iter().filter(|root| self.seen.contains_key(root));
                let called = before.clone().filter(|root| self.seen[root].short > 0);
                let last = |root: &&usize| self.seen[*root].last;
                let chosen = called.max_by_key(last).or(before.min_by_key(|root| groups.forms[**root].first));
                let chosen = *chosen.unwrap_or(&roots[0]);
                let name = &self.mentions[groups.forms[chosen].first].text;
                let why = format!("{} persons fit; {name} was named last", roots.len());
                let _ = (self.scene, m);
                Some((chosen, Some(why)))
            }
        }
    }
}
