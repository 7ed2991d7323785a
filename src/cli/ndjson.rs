//! Articles as they come, a line each; annotations as they go, a line each. One article is held at a time.

use super::Settings;
use kantlijn::{Annotation, Article, Error, PartialDate, annotate as annotate_article};
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

/// One line of input.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Option<serde_json::Value>,
    text: String,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default, alias = "date")]
    published: Option<String>,
}

/// What stands in the output for a line that could not be annotated.
#[derive(Serialize)]
struct Problem {
    id: Option<String>,
    line: usize,
    error: String,
}

/// How many lines could not be annotated.
#[derive(Debug)]
pub struct BadLines(usize);

impl std::fmt::Display for BadLines {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{} lines could not be annotated; each has an \"error\" in the output", self.0)
    }
}

/// Annotates line after line. The outer error is the output's.
pub fn annotate(input: impl Read, settings: &Settings) -> io::Result<Result<(), BadLines>> {
    let mut input = BufReader::new(input);
    let mut output = BufWriter::new(io::stdout().lock());
    // JSON may write a byte as six ("\u0041"); the rest is room for the other fields.
    let longest = settings.cap.saturating_mul(6).saturating_add(1 << 16);
    let (mut bytes, mut bad, mut number) = (Vec::new(), 0, 0);
    loop {
        bytes.clear();
        let outcome = match input.by_ref().take(longest as u64).read_until(b'\n', &mut bytes) {
            Ok(0) => break,
            Ok(length) if length == longest && !bytes.ends_with(b"\n") => {
                skip_line(&mut input)?;
                Err((None, format!("the line is longer than {longest} bytes: split the article, or raise --max-bytes")))
            }
            Ok(_) if bytes.trim_ascii().is_empty() => {
                number += 1;
                continue;
            }
            Ok(_) => one(&bytes, settings),
            Err(error) => Err((None, error.to_string())),
        };
        number += 1;
        match outcome {
            Ok(annotation) => serde_json::to_writer(&mut output, &annotation)?,
            Err((id, error)) => {
                bad += 1;
                serde_json::to_writer(&mut output, &Problem { id, line: number, error })?;
            }
        }
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(if bad == 0 { Ok(()) } else { Err(BadLines(bad)) })
}

fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let (length, ended) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        input.consume(length);
        if ended {
            return Ok(());
        }
    }
}

/// Annotates one line, or says whose it is and what is wrong with it.
fn one(bytes: &[u8], settings: &Settings) -> Result<Annotation, (Option<String>, String)> {
    if let Err(error) = str::from_utf8(bytes) {
        return Err((None, Error::NotUtf8 { at: error.valid_up_to() }.to_string()));
    }
    let line: Line = serde_json::from_slice(bytes)
        .map_err(|error| (None, format!("not an article, {{\"id\", \"text\", \"lang\"?, \"published\"?}}: {error}")))?;
    let id = line.id.and_then(|id| match id {
        serde_json::Value::Null => None,
        serde_json::Value::String(text) => Some(text),
        other => Some(other.to_string()),
    });
    let failed = |error: Error| (id.clone(), error.to_string());
    let published = line.published.map(|date| date.parse::<PartialDate>()).transpose().map_err(failed)?;
    let language = settings.languages.of(line.lang.as_deref()).map_err(failed)?;
    let mut article = Article::with_cap(line.text.as_str(), settings.cap).map_err(failed)?;
    article.id = id.clone();
    article.published = published.or(settings.published);
    Ok(annotate_article(&article, language, &settings.options).with_offsets(&line.text, settings.unit))
}
