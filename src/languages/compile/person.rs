//! The weights of the person model, which `cargo xtask train-letters` and `cargo xtask train` write.

use std::{fs, path::Path};

/// `persons.weights`, as it is; empty before the first training.
pub fn weights(folder: &Path) -> Vec<u8> {
    fs::read(folder.join("persons.weights")).unwrap_or_default()
}

/// `letters.weights`, as it is; empty before the first training.
pub fn letters(folder: &Path) -> Vec<u8> {
    fs::read(folder.join("letters.weights")).unwrap_or_default()
}
