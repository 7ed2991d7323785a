//! Articles as they come, a line each; annotations as they go, a line each, in the same order.
//!
//! One thread reads, several annotate, one writes. Every queue is short, so memory stays flat however long
//! the stream is.

use super::Settings;
use kantlijn::{Annotation, Article, Error, PartialDate, annotate as annotate_article};
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Read, Seek, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// How many lines may wait before and after each annotating thread.
const QUEUE: usize = 16;

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

/// What an earlier run already wrote: a line for each of the first lines of the input.
#[derive(Default)]
pub struct Done {
    /// The lines not yet compared with the input.
    written: Option<BufReader<io::Take<File>>>,
}

/// What a line tells of whose it is.
#[derive(Deserialize)]
struct Named {
    id: Option<serde_json::Value>,
}

impl Done {
    /// Reads an earlier run's output, cuts off a last line that was not finished, and opens it for the rest.
    pub fn resume(path: &Path) -> io::Result<(Self, File)> {
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        let mut whole = 0;
        let mut reader = BufReader::new(&mut file);
        let mut bytes = Vec::new();
        while reader.read_until(b'\n', &mut bytes)? > 0 && bytes.ends_with(b"\n") {
            if serde_json::from_slice::<Named>(&bytes).is_err() {
                let problem = format!("{} is not the output of an earlier run: choose another file", path.display());
                return Err(io::Error::other(problem));
            }
            whole += bytes.len() as u64;
            bytes.clear();
        }
        file.set_len(whole)?;
        file.seek(io::SeekFrom::End(0))?;
        Ok((Self { written: Some(BufReader::new(File::open(path)?.take(whole))) }, file))
    }

    /// Whether the next input line was annotated before; an error where the output is not of this input.
    fn has(&mut self, line: &[u8]) -> Result<bool, String> {
        let Some(written) = &mut self.written else { return Ok(false) };
        let mut bytes = Vec::new();
        if written.read_until(b'\n', &mut bytes).map_err(|error| error.to_string())? == 0 {
            self.written = None;
            return Ok(false);
        }
        let id = |bytes: &[u8]| serde_json::from_slice::<Named>(bytes).ok().and_then(|named| named.id).and_then(name);
        match (id(&bytes), id(line)) {
            (Some(before), now) if now.as_ref() != Some(&before) => Err(format!(
                "the earlier output goes on with \"{before}\", which this input does not: give the same input"
            )),
            _ => Ok(true),
        }
    }
}

/// An id as text.
fn name(id: serde_json::Value) -> Option<String> {
    match id {
        serde_json::Value::Null => None,
        serde_json::Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}

/// A line to annotate, or why it cannot be read.
type Numbered = (usize, Result<Vec<u8>, String>);
/// A line of output, and whether it is an annotation.
type Finished = (Vec<u8>, bool);

/// Annotates line after line on `threads` threads. The outer error is the output's.
pub fn annotate(
    input: impl Read + Send,
    output: impl Write,
    mut done: Done,
    settings: &Settings,
    threads: usize,
) -> io::Result<Result<(), BadLines>> {
    thread::scope(|scope| {
        let mut to_annotate = Vec::new();
        let mut finished = Vec::new();
        for _ in 0..threads.max(1) {
            let (line_in, line_out) = sync_channel::<Numbered>(QUEUE);
            let (result_in, result_out) = sync_channel::<Finished>(QUEUE);
            to_annotate.push(line_in);
            finished.push(result_out);
            scope.spawn(move || work(&line_out, &result_in, settings));
        }
        scope.spawn(move || read(BufReader::new(input), &to_annotate, &mut done, settings.cap));
        write(output, &finished)
    })
}

/// Hands the lines out in turn; stops when nobody wants them any more, or the input cannot be read on.
fn read(mut input: impl BufRead, to_annotate: &[SyncSender<Numbered>], done: &mut Done, cap: usize) {
    // JSON may write a byte as six ("\u0041"); the rest is room for the other fields.
    let longest = cap.saturating_mul(6).saturating_add(1 << 16);
    let mut turn = 0;
    for number in 1.. {
        let mut bytes = Vec::new();
        let mut last = false;
        let mut line = match input.by_ref().take(longest as u64).read_until(b'\n', &mut bytes) {
            Ok(0) => return,
            Ok(length) if length == longest && !bytes.ends_with(b"\n") => skip_line(&mut input).map(|()| {
                Err(format!("the line is longer than {longest} bytes: split the article, or raise --max-bytes"))
            }),
            Ok(_) if bytes.trim_ascii().is_empty() => continue,
            Ok(_) => Ok(Ok(bytes)),
            Err(error) => Err(error),
        }
        .unwrap_or_else(|error| {
            last = true;
            Err(error.to_string())
        });
        match done.has(line.as_deref().unwrap_or_default()) {
            Ok(true) => continue,
            Ok(false) => {}
            Err(problem) => {
                last = true;
                line = Err(problem);
            }
        }
        if to_annotate[turn].send((number, line)).is_err() || last {
            return;
        }
        turn = (turn + 1) % to_annotate.len();
    }
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

fn work(lines: &Receiver<Numbered>, results: &SyncSender<Finished>, settings: &Settings) {
    for (number, line) in lines {
        let outcome = line.map_err(|error| (None, error)).and_then(|bytes| one(&bytes, settings));
        let good = outcome.is_ok();
        let json = match outcome {
            Ok(annotation) => serde_json::to_vec(&annotation),
            Err((id, error)) => serde_json::to_vec(&Problem { id, line: number, error }),
        };
        let mut json = json.expect("plain data can be written as JSON");
        json.push(b'\n');
        if results.send((json, good)).is_err() {
            return;
        }
    }
}

/// Collects the results in the turn they were handed out.
fn write(output: impl Write, finished: &[Receiver<Finished>]) -> io::Result<Result<(), BadLines>> {
    let mut output = BufWriter::new(output);
    let mut progress = Progress::new();
    let mut bad = 0;
    for turn in (0..finished.len()).cycle() {
        let Ok((json, good)) = finished[turn].recv() else { break };
        bad += usize::from(!good);
        output.write_all(&json)?;
        progress.step();
    }
    output.flush()?;
    progress.finish();
    Ok(if bad == 0 { Ok(()) } else { Err(BadLines(bad)) })
}

/// A count on the terminal, now and then; silent where standard error is no terminal.
struct Progress {
    shown: bool,
    count: usize,
    last: Instant,
}

impl Progress {
    fn new() -> Self {
        Self { shown: io::stderr().is_terminal(), count: 0, last: Instant::now() }
    }

    fn step(&mut self) {
        self.count += 1;
        if self.shown && self.last.elapsed() > Duration::from_millis(500) {
            self.last = Instant::now();
            eprint!("\r{} articles", self.count);
        }
    }

    fn finish(&self) {
        if self.shown {
            eprintln!("\r{} articles", self.count);
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
    let id = line.id.and_then(name);
    let failed = |error: Error| (id.clone(), error.to_string());
    let published = line.published.map(|date| date.parse::<PartialDate>()).transpose().map_err(failed)?;
    let language = settings.languages.of(line.lang.as_deref(), &line.text).map_err(failed)?;
    let mut article = Article::with_cap(line.text.as_str(), settings.cap).map_err(failed)?;
    article.id = id.clone();
    article.published = published.or(settings.published);
    Ok(annotate_article(&article, language, &settings.options).with_offsets(&line.text, settings.unit))
}
