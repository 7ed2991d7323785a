//! Annotated articles: the gold sets beside the repository and the articles written for the project.
//!
//! The project's own articles are plain text with marks, many to a file:
//!
//! ```text
//! # id 2021-02-22
//! [Kim](P Kim Kardashian), [40](A 40 Kim Kardashian), [vroeg](E1 life.separation A) [vrijdag](D DATE 2021-02-19) … [aan](E1).
//! ```
//! A person carries the fullest name in the article, an age the years and whose they are (or `-`), a date
//! its TIMEX3 type and value, an event its type and modality (asserted, future, not); the parts of a split
//! trigger share a digit, and the first part carries the rest.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::Path;

/// An article and what a careful reader marked in it. Offsets are code points.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct GoldArticle {
    pub id: String,
    pub lang: String,
    /// The publication date.
    pub date: Option<String>,
    pub text: String,
    /// The kinds that are marked in full.
    pub scope: Vec<String>,
    pub gold: Vec<GoldMention>,
}

/// One marked mention.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum GoldMention {
    Person {
        spans: Vec<[usize; 2]>,
        entity: Option<String>,
        #[serde(default)]
        optional: bool,
    },
    Date {
        spans: Vec<[usize; 2]>,
        #[serde(rename = "type")]
        timex: String,
        values: Vec<String>,
        #[serde(default)]
        optional: bool,
    },
    Age {
        spans: Vec<[usize; 2]>,
        /// A number, or a range such as "18-29" where the text names one.
        years: serde_json::Value,
        entity: Option<String>,
        #[serde(default)]
        optional: bool,
    },
    Event {
        spans: Vec<[usize; 2]>,
        types: Vec<String>,
        modality: String,
        #[serde(default)]
        optional: bool,
    },
}

/// Reads a gold set, an article a line.
pub fn read_gold(path: &Path) -> Result<Vec<GoldArticle>, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// Reads every file of marked articles in a folder, in the order of their names.
pub fn read_marked(folder: &Path, lang: &str) -> Result<Vec<GoldArticle>, Box<dyn Error>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut articles = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "txt")) {
        let text = fs::read_to_string(path)?;
        for part in text.split("\n# ").map(|part| part.trim_start_matches("# ")) {
            let parsed = parse_marked(part, lang);
            articles.push(parsed.map_err(|error| format!("{}: {error}", path.display()))?);
        }
    }
    Ok(articles)
}

/// Reads one marked article: a header line without its `# `, then the text.
fn parse_marked(part: &str, lang: &str) -> Result<GoldArticle, String> {
    let (header, marked) = part.split_once('\n').ok_or("an article has no text")?;
    let (id, date) = header.trim().split_once(' ').ok_or_else(|| format!("header \"{header}\""))?;
    let mut text = String::new();
    let mut gold = Vec::new();
    // Which gold mention a split trigger's digit means, until the next with that digit.
    let mut split: [Option<usize>; 10] = [None; 10];
    let mut rest = marked.trim();
    while let Some(open) = rest.find('[') {
        text.push_str(&rest[..open]);
        let bad = || format!("{id}: the mark at \"{}\"", rest[open..].chars().take(40).collect::<String>());
        let (surface, after) = rest[open + 1..].split_once("](").ok_or_else(bad)?;
        let (attributes, after) = after.split_once(')').ok_or_else(bad)?;
        let start = text.chars().count();
        text.push_str(surface);
        let span = [start, text.chars().count()];
        let (kind, value) = attributes.split_once(' ').unwrap_or((attributes, ""));
        let digit = kind.strip_prefix('E').and_then(|digit| digit.parse::<usize>().ok());
        match (digit.and_then(|digit| split[digit]), value) {
            (Some(first), "") => match &mut gold[first] {
                GoldMention::Event { spans, .. } => spans.push(span),
                _ => return Err(bad()),
            },
            _ => {
                if let Some(digit) = digit {
                    split[digit] = Some(gold.len());
                }
                gold.push(parse_mention(&kind[..1], value, span).ok_or_else(bad)?);
            }
        }
        rest = after;
    }
    text.push_str(rest);
    let scope = ["person", "date", "age", "event"].map(str::to_owned).to_vec();
    Ok(GoldArticle { id: id.to_owned(), lang: lang.to_owned(), date: Some(date.to_owned()), text, scope, gold })
}

/// Reads the events of passages of single sentences: a header `# id id` names the first and the last sentence of each, a
/// row its sentence, its parts (`first-last` code points, joined by commas), its words, its type and its modality. The
/// sentences are those of a gold set whose texts may not lie here.
pub fn read_passages(path: &Path, sentences: &[GoldArticle]) -> Result<Vec<GoldArticle>, Box<dyn Error>> {
    let places: HashMap<&str, usize> = sentences.iter().enumerate().map(|(at, one)| (one.id.as_str(), at)).collect();
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let passages = text.split("\n# ").map(|part| part.trim_start_matches("# "));
    let passages = passages.map(|part| {
        parse_passage(part, sentences, &places).ok_or_else(|| format!("{}: passage \"{part}\"", path.display()).into())
    });
    passages.collect()
}

/// Reads one passage: a header line without its `# `, then its rows.
fn parse_passage(part: &str, sentences: &[GoldArticle], places: &HashMap<&str, usize>) -> Option<GoldArticle> {
    let mut lines = part.lines();
    let (first, last) = lines.next()?.split_once(' ')?;
    let mut passage = GoldArticle {
        id: first.to_owned(),
        text: String::new(),
        scope: ["person", "event"].map(str::to_owned).to_vec(),
        gold: Vec::new(),
        ..sentences[*places.get(first)?].clone()
    };
    // Where each sentence begins in the passage.
    let mut starts: HashMap<&str, usize> = HashMap::new();
    let mut length = 0;
    let inside = sentences.get(*places.get(first)?..=*places.get(last)?).filter(|inside| !inside.is_empty())?;
    for sentence in inside {
        starts.insert(&sentence.id, length);
        for mention in &sentence.gold {
            if let GoldMention::Person { spans, entity, optional } = mention {
                let spans = spans.iter().map(|span| span.map(|at| at + length)).collect();
                passage.gold.push(GoldMention::Person { spans, entity: entity.clone(), optional: *optional });
            }
        }
        passage.text.push_str(&sentence.text);
        passage.text.push('\n');
        length += sentence.text.chars().count() + 1;
    }
    for line in lines {
        let [sentence, parts, _, event_type, modality] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
        let start = starts.get(sentence)?;
        let spans = parts.split(',').map(|part| {
            let (from, to) = part.split_once('-')?;
            Some([start + from.parse::<usize>().ok()?, start + to.parse::<usize>().ok()?])
        });
        passage.gold.push(GoldMention::Event {
            spans: spans.collect::<Option<_>>()?,
            types: vec![event_type.to_owned()],
            modality: modality.to_owned(),
            optional: false,
        });
    }
    Some(passage)
}

fn parse_mention(kind: &str, value: &str, span: [usize; 2]) -> Option<GoldMention> {
    let (spans, optional) = (vec![span], false);
    let (first, second) = value.split_once(' ').unwrap_or((value, ""));
    let entity = |name: &str| (!name.is_empty() && name != "-").then(|| name.to_owned());
    Some(match kind {
        "P" => GoldMention::Person { spans, entity: entity(value), optional },
        "A" => GoldMention::Age { spans, years: first.parse::<u32>().ok()?.into(), entity: entity(second), optional },
        "D" => GoldMention::Date { spans, timex: first.to_owned(), values: vec![second.to_owned()], optional },
        "E" => GoldMention::Event { spans, types: vec![first.to_owned()], modality: second.to_owned(), optional },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked() {
        let article = parse_marked(
            "x 2021-02-22\n[Kim](P Kim West) ([40](A 40 -)) [vroeg](E1 life.separation A) [nu](D DATE PRESENT_REF) é [aan](E1).",
            "nl",
        )
        .unwrap();
        assert_eq!(article.text, "Kim (40) vroeg nu é aan.");
        assert_eq!(article.gold.len(), 4);
        match &article.gold[2] {
            GoldMention::Event { spans, .. } => assert_eq!(spans[..], [[9, 14], [20, 23]]),
            other => panic!("{other:?}"),
        }
        assert!(parse_marked("x 2021-02-22\n[Kim](Q Kim)", "nl").is_err());
    }

    #[test]
    fn passages() {
        let sentence = |id: &str, text: &str| GoldArticle {
            id: id.to_owned(),
            lang: "nl".to_owned(),
            date: None,
            text: text.to_owned(),
            scope: vec!["person".to_owned()],
            gold: vec![GoldMention::Person { spans: vec![[0, 3]], entity: None, optional: false }],
        };
        let sentences = [sentence("a-1", "Kim é."), sentence("a-2", "Jan vroeg het aan."), sentence("a-3", "Ada.")];
        let places = sentences.iter().enumerate().map(|(at, one)| (one.id.as_str(), at)).collect();
        let check = |part: &str| parse_passage(part, &sentences, &places);
        let passage = check("a-1 a-2\na-2\t4-9,14-17\tvroeg … aan\tlife.separation\tA").unwrap();
        assert_eq!(passage.text, "Kim é.\nJan vroeg het aan.\n");
        let spans = passage.gold.iter().map(|mention| match mention {
            GoldMention::Person { spans, .. } | GoldMention::Event { spans, .. } => spans.clone(),
            other => panic!("{other:?}"),
        });
        assert_eq!(spans.collect::<Vec<_>>(), [vec![[0, 3]], vec![[7, 10]], vec![[11, 16], [21, 24]]]);
        for bad in ["a-1", "a-1 b-2", "a-2 a-1", "a-1 a-1\na-2\t0-1\tx\tlife.death\tA", "a-1 a-1\na-1\t0\tx\ty\tA"] {
            assert!(check(bad).is_none(), "{bad}");
        }
    }
}
