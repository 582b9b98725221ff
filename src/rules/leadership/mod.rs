//! Whether both sides lead, and one manages.

mod managing;

pub mod leadership_for_managers_only;
pub mod management_on_ic_track;
pub mod manages_mismatch;
pub mod no_leadership_named;

use super::Subject;
use crate::model::Competency;

/// Moving people who do not report to you.
const LEADERSHIP: &str = "leadership";
/// Being responsible for people who do.
const MANAGEMENT: &str = "management";

fn is_of_kind(competency: &Competency, kind: &str) -> bool {
    competency.kind.text() == Some(kind)
}

/// Whether every competency that the ladder reaches is known with its kind, so that the absence of one says something.
fn kinds_are_known(subject: &Subject<'_>) -> bool {
    let resolved = subject.resolved;
    resolved.competencies_complete && resolved.competencies.iter().all(|competency| !competency.value.kind.is_unknown())
}
