//! The rooms that know the browser: the bindings, and the marks in a page.

mod bindings;
mod object;
mod render;
