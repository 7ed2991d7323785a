//! Plain word lists.

use std::{fs, path::Path};

/// The lines of a list, without comments and blank lines.
pub fn lines(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// The lines of a language's list and of the list of that name for every language, as far as they are there.
pub fn list(folder: &Path, name: &str) -> Vec<String> {
    let paths = [folder.join(name), folder.with_file_name("shared").join(name)];
    paths.iter().filter(|path| path.is_file()).flat_map(|path| lines(path)).collect()
}

/// `abbreviations.txt`, after which a full stop need not end a sentence.
pub fn abbreviations(folder: &Path) -> Vec<u8> {
    let mut words = lines(&folder.join("abbreviations.txt"));
    words.sort();
    words.dedup();
    fst::Set::from_iter(words).expect("the words are sorted").into_fst().into_inner()
}

/// `function-words.txt`, by which a text's language is told: a word a line, with a line end before the first too.
pub fn function_words(folder: &Path) -> Vec<u8> {
    format!("\n{}\n", lines(&folder.join("function-words.txt")).join("\n")).into_bytes()
}

/// `why.tsv`, the sentences that say why a value is what it is: a name, a tab and a sentence a line.
pub fn reasons(folder: &Path) -> Vec<u8> {
    lines(&folder.join("why.tsv")).join("\n").into_bytes()
}
