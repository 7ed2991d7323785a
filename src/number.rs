//! Number words and numerals of a language → values.
