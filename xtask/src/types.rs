//! The TypeScript types of the result, read off `src/annotation.rs`: one source, so that the two cannot drift.
//!
//! The file is plain data with a derive a type, a line a field; anything else in it that would matter is an error.

use std::error::Error;
use std::fmt::Write;

/// What a file of Rust types says in TypeScript.
pub fn typescript(rust: &str) -> Result<String, Box<dyn Error>> {
    let mut written = String::from("// Generated from src/annotation.rs by `cargo xtask build`.\n");
    let mut lines = rust.lines().peekable();
    let (mut docs, mut attributes, mut is_data) = (Vec::new(), String::new(), false);
    while let Some(line) = lines.next() {
        if let Some(doc) = line.strip_prefix("/// ") {
            docs.push(doc.to_owned());
        } else if line.starts_with("#[derive(") {
            is_data = line.contains("Serialize");
        } else if line.starts_with("#[serde(") {
            attributes = line.to_owned();
        } else {
            let name = line.split([' ', '{', '(']).nth(2).unwrap_or_default();
            let mut body = || lines.by_ref().take_while(|line| *line != "}").collect::<Vec<_>>();
            if is_data && line.starts_with("pub struct") && line.ends_with('{') {
                write_docs(&docs, "", &mut written);
                write_struct(name, &body(), &mut written)?;
            } else if is_data && line.starts_with("pub enum") {
                write_docs(&docs, "", &mut written);
                write_enum(name, &body(), &attributes, &mut written)?;
            }
            docs.clear();
            attributes.clear();
            is_data = false;
        }
    }
    Ok(written)
}

fn write_docs(docs: &[String], indent: &str, written: &mut String) {
    if !docs.is_empty() {
        let text = docs.join(&format!("\n{indent} * ")).replace(['[', ']'], "");
        let _ = writeln!(written, "{indent}/** {text} */");
    }
}

fn write_struct(name: &str, body: &[&str], written: &mut String) -> Result<(), Box<dyn Error>> {
    let _ = writeln!(written, "export interface {name} {{");
    let (mut docs, mut renamed, mut mark, mut as_text) = (Vec::new(), None, "", false);
    for line in body.iter().map(|line| line.trim()) {
        if let Some(doc) = line.strip_prefix("/// ") {
            docs.push(doc.to_owned());
        } else if line.starts_with("#[serde(") {
            renamed = line.split_once("rename = \"").and_then(|(_, rest)| rest.split('"').next());
            mark = if line.contains("skip_serializing_if") { "?" } else { "" };
            as_text = line.contains("with = \"as_text\"");
        } else if let Some((field, kind)) = line.strip_prefix("pub ").and_then(|field| field.split_once(": ")) {
            write_docs(&docs, "  ", written);
            let kind = if as_text { "string".into() } else { type_name(kind.trim_end_matches(','))? };
            let _ = writeln!(written, "  {}{mark}: {kind};", renamed.unwrap_or(field));
            docs.clear();
            (renamed, mark, as_text) = (None, "", false);
        }
    }
    written.push_str("}\n");
    Ok(())
}

fn write_enum(name: &str, body: &[&str], attributes: &str, written: &mut String) -> Result<(), Box<dyn Error>> {
    let mut variants = Vec::new();
    for line in body.iter().map(|line| line.trim().trim_end_matches(',')) {
        let case = |word: &str| match attributes {
            upper if upper.contains("UPPERCASE") => Ok(word.to_uppercase()),
            lower if lower.contains("lowercase") => Ok(word.to_lowercase()),
            _ => Err(format!("{name}: its variants have no known spelling")),
        };
        match line.split_once('(') {
            _ if line.is_empty() || line.starts_with("//") => {}
            Some((variant, inside)) => {
                let inside = inside.trim_end_matches(')');
                variants.push(format!("({{ kind: \"{}\" }} & {inside})", case(variant)?));
            }
            None => variants.push(format!("\"{}\"", case(line)?)),
        }
    }
    let _ = writeln!(written, "export type {name} = {};", variants.join(" | "));
    Ok(())
}

fn type_name(rust: &str) -> Result<String, Box<dyn Error>> {
    let inside = |outer: &str| rust.strip_prefix(outer).and_then(|rest| rest.strip_suffix('>'));
    Ok(match rust {
        "String" | "MentionId" | "PersonId" | "EventId" => "string".into(),
        "f64" | "u32" => "number".into(),
        "Span" => "[number, number]".into(),
        _ if inside("Option<").is_some() => format!("{} | null", type_name(inside("Option<").unwrap_or_default())?),
        _ if inside("Vec<").is_some() => format!("Array<{}>", type_name(inside("Vec<").unwrap_or_default())?),
        name if name.chars().all(char::is_alphanumeric) => name.into(),
        other => return Err(format!("no TypeScript is known for {other}").into()),
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_result_in_typescript() {
        let types = super::typescript(include_str!("../../src/annotation.rs")).unwrap();
        for expected in [
            "export interface Annotation {",
            "  published: Published | null;",
            "  spans: Array<[number, number]>;",
            "  mod: string | null;",
            "  value: string;",
            "  why?: string | null;",
            "export type Modality = \"asserted\" | \"future\" | \"other\";",
            "export type Mention = ({ kind: \"person\" } & PersonMention) | ({ kind: \"date\" } & DateMention)",
        ] {
            assert!(types.contains(expected), "{expected} in:\n{types}");
        }
    }
}
