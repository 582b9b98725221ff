//! `ladder rules`

use crate::cli::RulesArgs;
use crate::rules;
use crate::session::{Status, World};
use crate::view::Output;

pub(super) fn run(args: &RulesArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    world.write(&args.format, &Output::Rules(rules::ALL))?;
    Ok(Status::Fine)
}
