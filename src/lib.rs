//! Dual career ladders as code: what `ladder` does, as a library.
//!
//! Data flows one way, and each stage drops only what the next must not know:
//!
//! ```text
//! text -> document with spans -> model -> findings, views -> a format -> a writer
//! ```
//!
//! The modules below are in that order. `docs/design.md` says where a new thing goes.

mod jobs;

pub mod words;

pub mod source;

pub mod model;

pub mod finding;

pub mod parse;

pub mod config;

pub mod edit;

pub mod rules;

pub mod diff;

pub mod roster;

pub mod view;

pub mod render;

pub mod import;

pub mod schema;

pub mod shipped;

pub mod cli;

pub mod session;

pub mod revisions;

pub mod site;

pub mod lsp;

pub mod commands;
