//! `ladder validate`

use super::outputs::Outputs;
use super::{Status, World, all_findings, report};
use crate::cli::ValidateArgs;
use crate::rules;

pub(super) fn run(args: &ValidateArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let outputs = Outputs::new(&args.format, world)?;
    let loaded = world.load(&args.paths)?;
    outputs.spare(world, &loaded)?;
    world.complain(&loaded.unreadable)?;
    if loaded.named.is_empty() && outputs.are_for_people() {
        return Ok(Status::Unusable);
    }
    let findings = all_findings(&loaded);
    outputs.write(report(&loaded, &findings, rules::ALL.len()), world)?;
    Ok(if !loaded.unreadable.is_empty() {
        Status::Unusable
    } else if findings.iter().any(|finding| args.fail_on.fails(finding.severity)) {
        Status::Findings
    } else {
        Status::Fine
    })
}
