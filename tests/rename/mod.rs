//! `ladder rename`: what becomes of files, and that nothing else changes.

mod command;
mod edits;
