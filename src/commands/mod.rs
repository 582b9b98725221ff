//! The commands, one file each: load, compute, hand an output to a format.

mod at;
mod compare;
pub mod completions;
mod config;
mod diff;
mod explain;
mod git_diff;
mod import;
mod init;
mod list;
mod log;
mod lsp;
mod man;
mod path;
mod rename;
mod rules;
mod schema;
mod search;
mod setup_git;
mod show;
mod site;
mod stats;
mod text;
mod validate;
mod worksheet;

use crate::cli::{Cli, Command};
use crate::session::{Status, World};

/// Runs a command.
///
/// # Errors
/// A [`Stop`](crate::session::Stop) if the user can put it right; otherwise an input or output that failed.
pub fn run(cli: &Cli, world: &mut World<'_>) -> anyhow::Result<Status> {
    match &cli.command {
        Command::Site(args) => site::run(args, world),
        Command::Init(args) => init::run(args, world),
        Command::Import(args) => import::run(args, world),
        Command::Show(args) => show::run(args, world),
        Command::Compare(args) => compare::run(args, world),
        Command::Path(args) => path::run(args, world),
        Command::Search(args) => search::run(args, world),
        Command::Worksheet(args) => worksheet::run(args, world),
        Command::Stats(args) => stats::run(args, world),
        Command::List(args) => list::run(args, world),
        Command::Validate(args) => validate::run(args, world),
        Command::Rules(args) => rules::run(args, world),
        Command::Explain(args) => explain::run(args, world),
        Command::Rename(args) => rename::run(args, world),
        Command::Diff(args) => diff::run(args, world),
        Command::Log(args) => log::run(args, world),
        Command::GitDiff(args) => git_diff::run(args, cli.color, world),
        Command::SetupGit => setup_git::run(world),
        Command::Config(args) => config::run(args, world),
        Command::Schema(args) => schema::run(args, world),
        Command::Lsp => lsp::run(cli.allow_outside, world),
        Command::Completions(args) => completions::run(args, world),
        Command::Man(args) => man::run(args, world),
    }
}
