//! The changes of a revision as annotations: each at its present place, or at the nearest one left if it was removed.

use std::cmp::Reverse;

use super::{Annotation, Rank};
use crate::diff::Impact;
use crate::view::{ChangeView, DiffReport, OwnerDiff, Spot};
use crate::words::one_line;

/// What could not be compared, versions that do not say enough, and the changes, the worst first.
pub(super) fn annotations(report: &DiffReport) -> Vec<Annotation> {
    if report.stat_only {
        return verdict(report).into_iter().collect();
    }
    let skipped = report.not_compared.iter().map(|owner| {
        let message = format!("`{}` was not compared, because it could not be read", one_line(owner));
        Annotation::new(Rank::Warning, "ladder", message)
    });
    let versions = report.owners.iter().filter_map(|owner| version(report, owner));
    let groups = report.owners.iter().flat_map(|owner| &owner.sections).flat_map(|section| &section.groups);
    let mut changes: Vec<&ChangeView> = groups.flat_map(|group| &group.changes).collect();
    changes.sort_by_key(|change| Reverse(change.impact));
    let changes = changes.into_iter().map(|change| annotation(report, change));
    let mut all: Vec<Annotation> = skipped.chain(versions).chain(changes).collect();
    all.sort_by_key(|annotation| Reverse(annotation.rank));
    all
}

/// How much a reader of a pull request should mind: what a gate was set for fails; what asks more or less of people, or
/// takes from them what they stood on, is for a reviewer; the rest is told.
fn rank(report: &DiffReport, impact: Impact, needs_review: bool) -> Rank {
    match impact {
        _ if report.gate.fails(impact, needs_review) => Rank::Error,
        Impact::LowersBar | Impact::RaisesBar | Impact::Breaking => Rank::Warning,
        Impact::Addition | Impact::Wording | Impact::Editorial => Rank::Notice,
    }
}

fn annotation(report: &DiffReport, change: &ChangeView) -> Annotation {
    let is_gone = change.new.is_none() && change.spot.as_ref().is_none_or(|spot| !spot.is_exact);
    let mut message =
        format!("`{}`{}: {}", one_line(&change.place), if is_gone { " is removed" } else { "" }, change.reason);
    if let Some(concerns) = &change.concerns {
        message.push_str(&format!("; this affects {concerns}"));
    }
    if change.caution {
        message.push_str(&format!("; needs review: edit {}", change.edit));
    }
    let mut message = one_line(&message);
    // Pay is private: that it changed is said, and no amount.
    if report.public.shows_pay || !change.is_pay {
        for (mark, side) in [("−", &change.old), ("+", &change.new)] {
            if let Some(side) = side {
                message.push_str(&format!("\n{mark} {}", one_line(side)));
            }
        }
    }
    let title = format!("ladder ({} {})", change.impact, change.kind);
    at(report, Annotation::new(rank(report, change.impact, change.caution), &title, message), change.spot.as_ref())
}

/// A version that was not bumped enough, which fails where that is asked for.
fn version(report: &DiffReport, owner: &OwnerDiff) -> Option<Annotation> {
    let line = owner.version_line().filter(|_| owner.version.suffices == Some(false))?;
    let rank = if report.gate.version { Rank::Error } else { Rank::Notice };
    let message = one_line(&format!("`{}`: {line}", owner.id));
    Some(at(report, Annotation::new(rank, "ladder (version)", message), owner.spot.as_ref()))
}

/// The verdict, where no change is to be listed.
fn verdict(report: &DiffReport) -> Option<Annotation> {
    let impact = report.impact?;
    let sentences = one_line(&report.sentences.join(" "));
    let message = format!("{}\n{sentences}", report.verdict(|impact| impact.to_string()));
    Some(Annotation::new(rank(report, impact, report.reviews > 0), "ladder (verdict)", message))
}

fn at(report: &DiffReport, annotation: Annotation, spot: Option<&Spot>) -> Annotation {
    match spot {
        Some(spot) => annotation.file(report.public.path(&spot.path)).stretch((spot.start, spot.end)),
        None => annotation,
    }
}
