//! Whether the words mean something.

mod tenure;

pub mod banned_word;
pub mod cut_text;
pub mod duplicate_title;
pub mod pasted_text;
pub mod placeholder_text;
pub mod tenure_criterion;

use crate::model::Status;
use crate::model::resolve::Standing;

/// Whether the grades of a level can be compared with others, and people are at it.
pub(in crate::rules) fn is_compared(standing: &Standing<'_>) -> bool {
    standing.track.is_aligned() && standing.ranks.is_some() && standing.level.status() == Some(Status::Active)
}

/// A title without differences that do not count.
pub(in crate::rules) fn plain(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
