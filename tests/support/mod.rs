//! What tests share: running the program and git, a browser, readers of formats and pages, generators of ladders.

#[cfg(unix)]
pub mod chrome;
pub mod golden;
pub mod ladders;
pub mod meaning;
pub mod page;
pub mod program;
pub mod readers;
pub mod repository;
#[cfg(unix)]
pub mod server;
pub mod sets;
pub mod skipped;
pub mod structures;
