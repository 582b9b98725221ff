//! `ladder validate`

use super::{Status, World, all_findings, report};
use crate::cli::ValidateArgs;
use crate::rules;
use crate::view::Output;

pub(super) fn run(args: &ValidateArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let loaded = world.load(&args.paths)?;
    world.complain(&loaded.unreadable)?;
    if loaded.named.is_empty() {
        return Ok(Status::Unusable);
    }
    let findings = all_findings(&loaded);
    world.write(&args.format, &Output::Findings(report(&loaded, &findings, rules::ALL.len())))?;
    Ok(if !loaded.unreadable.is_empty() {
        Status::Unusable
    } else if findings.iter().any(|finding| args.fail_on.fails(finding.severity)) {
        Status::Findings
    } else {
        Status::Fine
    })
}
