//! The forms of Dutch verbs and nouns, by rule, with a table of irregular verbs.
//!
//! Where spelling leaves open which of two forms is right ("wandel" or "wandeel"), both are made: a form
//! that no text holds costs a few bytes and no mistake.

use super::layout::Form;
use std::collections::BTreeMap;

/// Irregular verbs: infinitive → past singular, past plural, participle, present.
pub type Irregular = BTreeMap<String, [String; 4]>;

/// Prefixes after which the participle has no `ge`.
const UNSTRESSED: &[&str] = &["be", "ge", "er", "her", "ont", "ver"];
/// Prefixes that can be either stressed or not; a verb listed without a bar has them unstressed.
const INSEPARABLE: &[&str] = &[
    "be", "ge", "er", "her", "ont", "ver", "mis", "over", "onder", "door", "voor", "om", "weer", "vol", "aan", "achter",
];

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ë' | 'ï' | 'ö' | 'ü' | 'é')
}

/// The stems that an infinitive can have, and the sound that decides between `t` and `d` in the past.
fn stems(infinitive: &str) -> (Vec<String>, char) {
    let Some(base) = infinitive.strip_suffix("en") else {
        let base = infinitive.strip_suffix('n').unwrap_or(infinitive);
        return (vec![base.to_owned()], base.chars().last().unwrap_or('a'));
    };
    let letters: Vec<char> = base.chars().collect();
    let sound = letters.last().copied().unwrap_or('a');
    let n = letters.len();
    if n >= 2 && letters[n - 1] == letters[n - 2] && !is_vowel(sound) {
        return (vec![letters[..n - 1].iter().collect()], sound);
    }
    let hardened = |mut letters: Vec<char>| {
        if let Some(last) = letters.last_mut() {
            *last = match *last {
                'v' => 'f',
                'z' => 's',
                c => c,
            };
        }
        letters.into_iter().collect::<String>()
    };
    let mut found = Vec::new();
    let open = n >= 2 && !is_vowel(sound) && is_vowel(letters[n - 2]) && (n < 3 || !is_vowel(letters[n - 3]));
    if open && matches!(letters[n - 2], 'a' | 'e' | 'o' | 'u') {
        let mut doubled = letters.clone();
        doubled.insert(n - 1, letters[n - 2]);
        found.push(hardened(doubled));
        // An unstressed e stays single: "wandel", "open", "verbeter".
        let earlier = letters[..n - 2].iter().any(|c| is_vowel(*c));
        if letters[n - 2] == 'e' && earlier && matches!(sound, 'l' | 'n' | 'r' | 'm' | 'k') {
            found.push(hardened(letters));
        }
    } else {
        found.push(hardened(letters));
    }
    (found, sound)
}

fn with_ending(stem: &str, ending: char) -> String {
    if stem.ends_with(ending) || ending == 't' && stem.ends_with('t') {
        stem.to_owned()
    } else {
        format!("{stem}{ending}")
    }
}

/// The form before a noun: "vermoord" → "vermoorde", "opgeroepen" stays.
fn attributive(participle: &str) -> Option<String> {
    if participle.ends_with("en") {
        return None;
    }
    let letters: Vec<char> = participle.chars().collect();
    let n = letters.len();
    // A long vowel in the last syllable is written once before an ending: "begaan" has none; "verkocht" simply adds e.
    let double = n >= 3 && letters[n - 2] == letters[n - 3] && is_vowel(letters[n - 2]) && !is_vowel(letters[n - 1]);
    Some(if double {
        format!("{}{}e", letters[..n - 2].iter().collect::<String>(), letters[n - 1])
    } else {
        format!("{participle}e")
    })
}

/// The forms of a verb that is not separable.
pub fn verb(infinitive: &str, irregular: &Irregular) -> Vec<(String, Form)> {
    let known = irregular.get(infinitive).map(|forms| (String::new(), forms)).or_else(|| {
        let prefix = INSEPARABLE
            .iter()
            .filter(|prefix| infinitive.strip_prefix(**prefix).is_some_and(|rest| irregular.contains_key(rest)));
        prefix
            .max_by_key(|prefix| prefix.len())
            .map(|prefix| ((*prefix).to_owned(), &irregular[&infinitive[prefix.len()..]]))
    });
    let mut forms = vec![(infinitive.to_owned(), Form::Infinitive)];
    let (stems, sound) = stems(infinitive);
    for stem in &stems {
        forms.push((stem.clone(), Form::Present));
        forms.push((with_ending(stem, 't'), Form::Present));
    }
    if let Some((prefix, [past, pasts, participle, present])) = known {
        forms.push((format!("{prefix}{present}"), Form::Present));
        forms.push((format!("{prefix}{past}"), Form::Past));
        forms.push((format!("{prefix}{pasts}"), Form::Past));
        let bare = if prefix.is_empty() { participle } else { participle.strip_prefix("ge").unwrap_or(participle) };
        let participle = format!("{prefix}{bare}");
        forms.extend(attributive(&participle).map(|form| (form, Form::Attributive)));
        forms.push((participle, Form::Participle));
        return forms;
    }
    let ending = if "tkfschpx".contains(sound) { 't' } else { 'd' };
    for stem in &stems {
        forms.push((format!("{stem}{ending}e"), Form::Past));
        forms.push((format!("{stem}{ending}en"), Form::Past));
        let bare = with_ending(stem, ending);
        let unstressed =
            UNSTRESSED.iter().any(|prefix| infinitive.starts_with(prefix) && infinitive.len() > prefix.len() + 3);
        let mut participles = vec![];
        if !unstressed || infinitive.starts_with("er") || infinitive.starts_with("ge") {
            let joint = if bare.starts_with(['e', 'i', 'u']) { "geë" } else { "ge" };
            participles.push(if joint == "geë" && bare.starts_with('e') {
                format!("geë{}", &bare[1..])
            } else {
                format!("ge{bare}")
            });
        }
        if unstressed || INSEPARABLE.iter().any(|prefix| infinitive.starts_with(prefix)) {
            participles.push(bare);
        }
        for participle in participles {
            forms.extend(attributive(&participle).map(|form| (form, Form::Attributive)));
            forms.push((participle, Form::Participle));
        }
    }
    forms
}

/// The forms of a noun.
pub fn noun(lemma: &str) -> Vec<(String, Form)> {
    let mut forms = vec![(lemma.to_owned(), Form::Singular)];
    let mut plural = |form: String| forms.push((form, Form::Plural));
    let letters: Vec<char> = lemma.chars().collect();
    let n = letters.len();
    let Some(last) = letters.last().copied() else { return forms };
    if let Some(base) = lemma.strip_suffix("heid") {
        plural(format!("{base}heden"));
        return forms;
    }
    if is_vowel(last) {
        plural(if matches!(last, 'e' | 'é') { format!("{lemma}s") } else { format!("{lemma}'s") });
        if lemma.ends_with("tie") || lemma.ends_with("sie") {
            return forms;
        }
        if let Some(base) = lemma.strip_suffix("ie") {
            plural(format!("{lemma}ën"));
            plural(format!("{base}iën"));
        } else if last == 'e' {
            plural(format!("{lemma}n"));
        }
        return forms;
    }
    let weak = ["er", "el", "em", "en"].iter().any(|ending| lemma.ends_with(ending));
    if weak && letters[..n - 2].iter().any(|c| is_vowel(*c)) {
        plural(format!("{lemma}s"));
        return forms;
    }
    let native = ["ing", "cht", "eit", "ist", "aal", "ijd", "jst"].iter().any(|ending| lemma.ends_with(ending));
    if !native && !matches!(last, 's' | 'x' | 'z') {
        plural(format!("{lemma}s"));
    }
    let voiced = match last {
        'f' => 'v',
        's' => 'z',
        c => c,
    };
    let start: String = letters[..n - 1].iter().collect();
    let long = n >= 3 && is_vowel(letters[n - 2]) && is_vowel(letters[n - 3]);
    if n >= 3 && letters[n - 2] == letters[n - 3] && is_vowel(letters[n - 2]) {
        // "brief" keeps its two vowels, "maan" does not.
        let short: String = letters[..n - 2].iter().collect();
        plural(format!("{short}{voiced}en"));
        if voiced != last {
            plural(format!("{short}{last}en"));
        }
    } else if long || !is_vowel(letters[n.saturating_sub(2)]) {
        plural(format!("{start}{voiced}en"));
        if voiced != last {
            plural(format!("{lemma}en"));
        }
    } else {
        plural(format!("{lemma}{last}en"));
        // "gevolg", "slag → slagen": a short vowel can become long.
        plural(format!("{lemma}en"));
    }
    forms
}
