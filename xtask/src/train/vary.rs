//! Copies of articles in which the people have other names, so that the model learns from what stands
//! around a name more than from the name.

use super::data::Item;
use kantlijn::Language;
use kantlijn::lexicon::{Class, Words, hash};
use kantlijn::sentence::Document;
use kantlijn::tagger::Shape;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// Names to draw from.
pub struct Names {
    given: Vec<String>,
    surnames: Vec<String>,
}

impl Names {
    /// Reads every list of given and family names in a language's folder.
    pub fn read(folder: &Path) -> Self {
        let mut files: Vec<_> = fs::read_dir(folder.join("names")).into_iter().flatten().flatten().collect();
        files.sort_by_key(|file| file.file_name());
        let (mut given, mut surnames) = (Vec::new(), Vec::new());
        for file in files {
            let name = file.file_name().to_string_lossy().into_owned();
            let list = match &name {
                name if name.starts_with("given") => &mut given,
                name if name.starts_with("surnames") => &mut surnames,
                _ => continue,
            };
            let text = fs::read_to_string(file.path()).unwrap_or_default();
            let entries = text.lines().filter(|line| !line.starts_with('#'));
            let words = entries.filter_map(|line| line.split('\t').next()?.split(' ').next_back());
            list.extend(words.filter(|word| word.chars().count() > 2).map(str::to_owned));
        }
        Self { given, surnames }
    }

    /// A given or a family name. One family name in four is made of two, so that no list knows it.
    fn draw(&self, given: bool, chance: &mut Chance) -> String {
        let list = if given { &self.given } else { &self.surnames };
        let name = chance.pick(list);
        if given || chance.below(4) > 0 {
            return name.clone();
        }
        let half = |word: &str| word.char_indices().nth(word.chars().count().div_ceil(2)).map_or(0, |(at, _)| at);
        let other = chance.pick(list);
        format!("{}{}", &name[..half(name)], other[half(other)..].to_lowercase())
    }
}

/// A fixed sequence of numbers that look random (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ z >> 31) % limit.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, list: &'a [String]) -> &'a String {
        &list[self.below(list.len())]
    }
}

/// The item with other names; the same word gets the same new one throughout.
pub fn vary(item: &Item, number: usize, language: &Language, words: &Words, names: &Names) -> Item {
    let document = Document::new(&item.text, language);
    let mut chance = Chance(number as u64);
    let mut renamed: HashMap<String, String> = HashMap::new();
    let mut text = String::new();
    let mut gold = Vec::new();
    let mut at = 0;
    let mut spans = item.gold.clone();
    spans.sort_unstable();
    for (start, end) in spans {
        text.push_str(&item.text[at..start]);
        let new_start = text.len();
        at = start;
        let inside =
            document.tokens.iter().filter(|token| (token.start as usize) >= start && (token.start as usize) < end);
        for (place, token) in inside.enumerate() {
            let (from, to) = (token.start as usize, (token.end as usize).min(end));
            let word = &item.text[from..to];
            text.push_str(&item.text[at..from]);
            at = to;
            let name = matches!(
                Shape::of(*token, word),
                Shape::Capital | Shape::HyphenCapital | Shape::Apostrophe | Shape::Mixed
            );
            if !name || words.classes(hash(word)).has(Class::Particle) {
                text.push_str(word);
                continue;
            }
            let classes = words.classes(hash(word));
            let given = classes.any(&[Class::Given, Class::GivenAbroad])
                && (place == 0 && to < end || !classes.has(Class::KnownPerson));
            let new = renamed.entry(word.to_owned()).or_insert_with(|| names.draw(given, &mut chance));
            text.push_str(new);
        }
        text.push_str(&item.text[at..end]);
        at = end;
        gold.push((new_start, text.len()));
    }
    text.push_str(&item.text[at..]);
    Item { id: format!("{}*", item.id), text, gold, weight: item.weight, fold: item.fold }
}
