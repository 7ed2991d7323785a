//! The browser: bindings and rendering.
