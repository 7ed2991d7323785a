//! Who is in an article, when it was, what happened: `cargo run --example cast -- artikel.txt 2021-02-22`.

use kantlijn::{Article, Mention, Options, PartialDate, annotate, language};
use std::error::Error;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let text = match arguments.next() {
        Some(path) => fs::read_to_string(path)?,
        None => "Kim Kardashian vroeg afgelopen vrijdag de scheiding aan van Kanye West.".to_owned(),
    };
    let mut article = Article::new(text)?;
    article.published = arguments.next().map(|date| date.parse::<PartialDate>()).transpose()?;
    let annotation = annotate(&article, &language("nl")?, &Options::default());
    for person in &annotation.people {
        println!("{}: {} mentions", person.name, person.mentions.len());
    }
    for mention in &annotation.mentions {
        if let Mention::Date(date) = mention {
            println!("{}: {} ({})", date.text, date.value, date.why);
        }
    }
    for event in &annotation.events {
        let who: Vec<&str> = event.people.iter().map(|id| annotation.people[id.0].name.as_str()).collect();
        println!("{}: {}", event.label, who.join(", "));
    }
    Ok(())
}
