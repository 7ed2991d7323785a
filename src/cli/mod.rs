//! The command line: arguments, reading, writing, exit codes.

pub mod ndjson;
mod story;
mod terminal;

use clap::builder::PossibleValue;
use clap::{Parser, Subcommand, ValueEnum};
use kantlijn::{
    Annotation, Article, DEFAULT_CAP, Error, Format, Language, Options, PartialDate, Policy, Unit, languages,
};
use std::fmt::Display;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::LazyLock;

/// Marks the people, dates and events of a news article. Nothing leaves the machine.
#[derive(Parser)]
#[command(version, arg_required_else_help = true, after_help = EXIT)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT: &str =
    "Exit status: 0 all went well, 1 some input could not be annotated (each said why), 2 wrong arguments.";

const EXAMPLES: &str = "\
Examples:
  kantlijn annotate artikel.txt
  kantlijn annotate --published 2021-02-22 --format json artikel.txt
  pbpaste | kantlijn annotate -
  kantlijn annotate --ndjson < articles.ndjson > annotated.ndjson

Exit status: 0 all went well, 1 some input could not be annotated (each said why), 2 wrong arguments.";

#[derive(Subcommand)]
enum Command {
    /// Annotate articles, each from a file, or one from standard input
    #[command(after_help = EXAMPLES)]
    Annotate(Annotate),
    /// Tell several articles as one story: one cast, one timeline
    Story(story::Arguments),
}

#[derive(clap::Args)]
struct Annotate {
    /// The articles: UTF-8 text, `-` for standard input
    #[arg(value_name = "FILE", default_value = "-")]
    files: Vec<PathBuf>,
    /// The language of the articles, or `auto`: each article's own
    #[arg(long, default_value = "auto", value_name = "CODE")]
    lang: String,
    /// The language of the reasons (`why`), where it is not the article's own
    #[arg(long, value_name = "CODE")]
    why_lang: Option<String>,
    /// When the articles were published: 2021, 2021-02 or 2021-02-22
    #[arg(long, value_name = "DATE")]
    published: Option<PartialDate>,
    /// How a date that can be past or future is read
    #[arg(long, value_enum, default_value_t = PolicyName::News)]
    policy: PolicyName,
    /// What to write [default: text]
    #[arg(long, value_enum, conflicts_with = "ndjson")]
    format: Option<OutputFormat>,
    /// What offsets count, in JSON and NDJSON; the other formats count code points
    #[arg(long, value_enum, default_value_t = UnitName::Codepoint)]
    offsets: UnitName,
    /// Read an article a line, {"id", "text", "lang"?, "published"?}; write an annotation a line
    #[arg(long)]
    ndjson: bool,
    /// Go on where an earlier run stopped: keep what FILE holds, write the rest to it
    #[arg(long, value_name = "FILE", requires = "ndjson")]
    resume: Option<PathBuf>,
    /// How many threads annotate [default: one a core]
    #[arg(long, requires = "ndjson", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
    /// The longest article to take, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = DEFAULT_CAP)]
    max_bytes: usize,
}

/// What can be written: `text` for a terminal, or a format of the library.
#[derive(Clone, Copy)]
enum OutputFormat {
    Text,
    Library(Format),
}

impl ValueEnum for OutputFormat {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<OutputFormat>> = LazyLock::new(|| {
            let formats = Format::ALL.iter().map(|(format, ..)| OutputFormat::Library(*format));
            std::iter::once(OutputFormat::Text).chain(formats).collect()
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let Self::Library(format) = self else { return Some(PossibleValue::new("text")) };
        Format::ALL.iter().find(|(known, ..)| known == format).map(|(_, name, _)| PossibleValue::new(*name))
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum PolicyName {
    /// As a newspaper means it: past or today unless the words say otherwise
    News,
    /// As one asks an assistant: what is to come
    Assistant,
}

#[derive(Clone, Copy, ValueEnum)]
enum UnitName {
    /// Unicode code points
    Codepoint,
    /// UTF-16 code units
    Utf16,
    /// Bytes of UTF-8
    Byte,
}

impl From<UnitName> for Unit {
    fn from(name: UnitName) -> Self {
        match name {
            UnitName::Codepoint => Self::Codepoint,
            UnitName::Utf16 => Self::Utf16,
            UnitName::Byte => Self::Byte,
        }
    }
}

/// What the arguments choose for every article.
pub struct Settings {
    pub languages: Languages,
    pub published: Option<PartialDate>,
    pub options: Options,
    pub unit: Unit,
    pub cap: usize,
}

/// The languages, loaded once: an article may name its own, whatever was chosen for the others.
pub struct Languages {
    pub chosen: String,
    pub loaded: Vec<Language>,
}

impl Languages {
    fn load(chosen: &str, reasons: Option<&str>) -> Result<Self, Error> {
        if chosen != "auto" {
            kantlijn::language(chosen)?;
        }
        let mut loaded =
            languages::PACKS.iter().map(|(_, pack)| kantlijn::load(*pack)).collect::<Result<Vec<_>, _>>()?;
        for language in &mut loaded {
            reasons.map_or(Ok(()), |code| language.explain_in(code))?;
        }
        Ok(Self { chosen: chosen.to_owned(), loaded })
    }

    /// The language of one article: the one it names, else the one of the arguments, which may be the text's own.
    fn of(&self, named: Option<&str>, text: &str) -> Result<&Language, Error> {
        let code = match named.unwrap_or(&self.chosen) {
            "auto" => kantlijn::detect(text, languages::WORDS),
            code => code,
        };
        let known = self.loaded.iter().find(|language| language.code() == code);
        known.ok_or_else(|| Error::UnknownLanguage {
            asked: code.chars().take(40).collect(),
            known: self.loaded.iter().map(Language::code).collect::<Vec<_>>().join(", "),
        })
    }
}

/// Runs the program.
pub fn run() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Annotate(arguments) => annotate(&arguments),
        Command::Story(arguments) => story::tell(&arguments),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever reads our output has had enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            complain("output", error);
            ExitCode::FAILURE
        }
        Err(Failure::Arguments(error)) => {
            complain("arguments", error);
            ExitCode::from(2)
        }
    }
}

/// What ends the run.
enum Failure {
    Arguments(Error),
    Output(io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Arguments(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

fn complain(about: impl Display, problem: impl Display) {
    anstream::eprintln!("kantlijn: {about}: {problem}");
}

/// Whether every input was annotated.
fn annotate(arguments: &Annotate) -> Result<bool, Failure> {
    let policy = match arguments.policy {
        PolicyName::News => Policy::News,
        PolicyName::Assistant => Policy::Assistant,
    };
    let settings = Settings {
        languages: Languages::load(&arguments.lang, arguments.why_lang.as_deref())?,
        published: arguments.published,
        options: Options { policy },
        unit: arguments.offsets.into(),
        cap: arguments.max_bytes,
    };
    let format = arguments.format.unwrap_or(OutputFormat::Text);
    if arguments.resume.is_some() && arguments.files.len() > 1 {
        return Err(Error::BadOption { option: "--resume", value: "several files".into(), allowed: "one file" }.into());
    }
    let mut all_well = true;
    for path in &arguments.files {
        let opened = open(path);
        let result = match opened {
            Ok(input) if arguments.ndjson => stream(input, arguments, &settings)?,
            Ok(input) => match read(input, settings.cap).and_then(|text| article(text, &settings)) {
                Ok((text, annotation)) => {
                    write(&text, annotation, format, &settings)?;
                    Ok(())
                }
                Err(error) => Err(error.to_string()),
            },
            Err(error) => Err(error.to_string()),
        };
        if let Err(problem) = result {
            all_well = false;
            complain(path.display(), problem);
        }
    }
    Ok(all_well)
}

/// Annotates a stream of articles; the inner error says what was wrong with it.
fn stream(input: impl Read + Send, arguments: &Annotate, settings: &Settings) -> Result<Result<(), String>, Failure> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = arguments.threads.map_or(cores, usize::from);
    let outcome = match &arguments.resume {
        Some(path) => {
            let (done, file) = ndjson::Done::resume(path)?;
            ndjson::annotate(input, file, done, settings, threads)?
        }
        None => ndjson::annotate(input, io::stdout().lock(), ndjson::Done::default(), settings, threads)?,
    };
    Ok(outcome.map_err(|bad| bad.to_string()))
}

fn open(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    if path == Path::new("-") {
        if io::stdin().is_terminal() {
            anstream::eprintln!("kantlijn: type or paste an article, then press Ctrl-D");
        }
        return Ok(Box::new(io::stdin()));
    }
    Ok(Box::new(File::open(path)?))
}

/// All of the input, if it is UTF-8 and no longer than `cap`.
fn read(input: impl Read, cap: usize) -> Result<String, Box<dyn std::error::Error>> {
    let mut bytes = Vec::new();
    let limit = (cap as u64).saturating_add(1);
    let mut input = input.take(limit);
    input.read_to_end(&mut bytes)?;
    if bytes.len() > cap {
        // The rest is counted, so that the message can say how long the text is, and not kept.
        let rest = io::copy(&mut input.into_inner(), &mut io::sink())?;
        return Err(Error::TooLong { bytes: bytes.len() + rest as usize, cap }.into());
    }
    String::from_utf8(bytes).map_err(|error| Error::NotUtf8 { at: error.utf8_error().valid_up_to() }.into())
}

/// Annotates one article; the annotation's spans count bytes.
fn article(text: String, settings: &Settings) -> Result<(String, Annotation), Box<dyn std::error::Error>> {
    let mut article = Article::with_cap(text.as_str(), settings.cap)?;
    article.published = settings.published;
    let annotation = kantlijn::annotate(&article, settings.languages.of(None, &text)?, &settings.options);
    Ok((text, annotation))
}

fn write(text: &str, annotation: Annotation, format: OutputFormat, settings: &Settings) -> io::Result<()> {
    let OutputFormat::Library(format) = format else {
        // Colours where the terminal shows them.
        return terminal::write(&mut anstream::stdout().lock(), text, &annotation);
    };
    let mut output = io::BufWriter::new(io::stdout().lock());
    match format {
        // The one format whose offsets can be chosen.
        Format::Json => {
            serde_json::to_writer_pretty(&mut output, &annotation.with_offsets(text, settings.unit))?;
            writeln!(output)?;
        }
        format => {
            let written = kantlijn::export(text, &annotation, format);
            output.write_all(written.as_bytes())?;
            if !written.ends_with('\n') {
                writeln!(output)?;
            }
        }
    }
    output.flush()
}
