//! `kantlijn story`: several articles, one cast and one timeline.

use super::{Failure, Languages, Settings, article, complain, open, read};
use clap::ValueEnum;
use kantlijn::story::{Contradiction, Event, Story};
use kantlijn::{Annotation, DEFAULT_CAP, Modality, Options, PersonId, Unit};
use std::io::{self, Write};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Arguments {
    /// The articles: UTF-8 text
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The language of the articles
    #[arg(long, default_value = "auto", value_name = "CODE")]
    lang: String,
    /// What to write
    #[arg(long, value_enum, default_value_t = StoryFormat::Text)]
    format: StoryFormat,
    /// The longest article to take, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = DEFAULT_CAP)]
    max_bytes: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StoryFormat {
    /// A cast and a timeline to read
    Text,
    /// The story with all that it rests on
    Json,
}

/// Whether every article could be told.
pub fn tell(arguments: &Arguments) -> Result<bool, Failure> {
    let settings = Settings {
        languages: Languages::load(&arguments.lang, None)?,
        published: None,
        options: Options::default(),
        unit: Unit::Codepoint,
        cap: arguments.max_bytes,
    };
    let mut all_well = true;
    let mut articles: Vec<Annotation> = Vec::new();
    for path in &arguments.files {
        let told = open(path).map_err(Into::into).and_then(|input| read(input, settings.cap));
        match told.and_then(|text| article(text, &settings)) {
            Ok((_, mut annotation)) => {
                annotation.id = Some(path.display().to_string());
                articles.push(annotation);
            }
            Err(problem) => {
                all_well = false;
                complain(path.display(), problem);
            }
        }
    }
    let language = settings.languages.of(articles.first().map(|first| first.lang.as_str()), "")?;
    let story = kantlijn::story(&articles, language);
    let mut output = anstream::stdout().lock();
    match arguments.format {
        StoryFormat::Json => {
            serde_json::to_writer_pretty(&mut output, &story).map_err(io::Error::from)?;
            writeln!(output)?;
        }
        StoryFormat::Text => write(&mut output, &story)?,
    }
    Ok(all_well)
}

fn write(output: &mut impl Write, story: &Story) -> io::Result<()> {
    let name = |id: &PersonId| story.people[id.0].name.as_str();
    for person in &story.people {
        write!(output, "\x1b[1m{}\x1b[0m", person.name)?;
        if !person.aliases.is_empty() {
            write!(output, " ({})", person.aliases.join(", "))?;
        }
        if let Some(born) = &person.born {
            write!(output, ", * {}/{}", born.earliest, born.latest)?;
        }
        writeln!(output)?;
    }
    for event in &story.events {
        writeln!(output, "{}", line(event, &name))?;
    }
    for contradiction in &story.contradictions {
        match contradiction {
            Contradiction::Birth { person, told } => {
                let told: Vec<String> = told
                    .iter()
                    .map(|(article, born)| format!("[{}] * {}/{}", article + 1, born.earliest, born.latest))
                    .collect();
                writeln!(output, "≠ {}: {}", name(person), told.join(" ≠ "))?;
            }
            Contradiction::Time { events: [a, b] } | Contradiction::Modality { events: [a, b] } => {
                let line = |id: &kantlijn::EventId| line(&story.events[id.0], &name);
                writeln!(output, "≠ {} ≠ {}", line(a), line(b))?;
            }
        }
    }
    Ok(())
}

/// One event: its time, what it is, who took part, which articles tell it.
fn line<'a>(event: &Event, name: &impl Fn(&PersonId) -> &'a str) -> String {
    let when = event.when.as_ref().map_or("?", |when| when.edtf.as_str());
    let mark = match event.modality {
        Modality::Asserted => "",
        Modality::Future => " →",
        Modality::Other => " ?",
    };
    let people: Vec<&str> = event.people.iter().map(name).collect();
    let told: Vec<String> = event.told.iter().map(|told| (told.article + 1).to_string()).collect();
    format!("{when}  {}{mark}  {}  [{}]", event.label, people.join(", "), told.join(","))
}
