//! Every test through the program or the library, a module a subject, in one binary: linking is what takes the time.
//!
//! `support` is what tests share, `data` what they read, `cmd` the commands that are run as they stand in Markdown.

#![allow(clippy::unwrap_used)]

mod support;

#[cfg(unix)]
mod action;
#[cfg(unix)]
mod browser;
mod cmd;
#[cfg(unix)]
mod comment;
mod compare;
mod control;
mod diff;
mod exit_status;
mod fix;
mod formats;
mod fuzz;
mod generated;
mod git_commands;
#[cfg(unix)]
mod gitlab;
mod growth;
mod hostile;
mod html;
mod import;
#[cfg(unix)]
mod install;
mod json;
mod keys;
mod laws;
mod layers;
mod links;
mod log;
#[cfg(unix)]
mod lsp;
mod mistakes;
mod pager;
mod pages;
mod paths;
mod picture;
#[cfg(target_os = "linux")]
mod progress;
mod rename;
mod revisions;
mod roster;
mod rules;
mod schema;
mod search;
mod sheets;
mod shells;
mod site;
mod views;
mod walk;
mod widths;
mod worksheet;
