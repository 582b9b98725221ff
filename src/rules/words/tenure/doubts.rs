//! Whether somebody claims a length of time, or it is planned, denied or of others.

use super::tables::{BEFORE, CLAIMS, DENIED, HELD, OTHERS, PEOPLE_BY_ROLE, PLANNED, TOGETHER, WITH_OTHERS};
use super::{Length, Prose};
use crate::rules::prose::{any_of, is_stop, is_word};

impl Prose<'_> {
    pub(super) fn is_planned(&self, length: &Length) -> bool {
        let from = length.number.saturating_sub(3);
        let is_ahead = (from..length.number).any(|at| any_of(PLANNED, self.at(at)));
        // "Once a year", "200 days a year".
        let is_rate = matches!(self.at(length.number), "a" | "an")
            && length.number == length.start
            && !matches!(
                self.before(length.start, 1),
                "" | "for" | "after" | "spent" | "with" | "has" | "have" | "half" | "is"
            );
        is_ahead || is_rate || self.before(length.start, 1) == "in"
    }

    pub(super) fn is_denied(&self, start: usize) -> bool {
        // "No less than two years" asks for them all the same.
        let before = (start.saturating_sub(4)..start).rev().take_while(|at| !is_stop(self.at(*at)));
        before.into_iter().any(|at| {
            let is_bound = matches!(self.at(at + 1), "less" | "fewer");
            any_of(DENIED, self.at(at)) && !is_bound
        })
    }

    /// "Mentors people with (five years of experience)": time that others have, which is nothing that is asked here.
    pub(super) fn is_of_others(&self, start: usize) -> bool {
        let held = (0..start).rev().take_while(|at| any_of(HELD, self.at(*at)) || any_of(BEFORE, self.at(*at)));
        let first = held.last().unwrap_or(start);
        let is_held = (first..start).any(|at| matches!(self.at(at), "with" | "who" | "that" | "having"));
        let Some(holder) = first.checked_sub(1).filter(|_| is_held) else { return false };
        let word = self.at(holder);
        let is_people = |word: &str| any_of(OTHERS, word) || any_of(PEOPLE_BY_ROLE, word);
        if !is_people(word) && !is_people(word.trim_end_matches('s')) {
            return false;
        }
        let before = (holder.saturating_sub(6)..holder).rev().take_while(|at| is_word(self.at(*at)));
        before.into_iter().any(|at| {
            let is_together = matches!(self.at(at), "with" | "alongside") && any_of(TOGETHER, self.before(at, 1));
            is_together || any_of(WITH_OTHERS, self.at(at))
        })
    }

    pub(super) fn is_claimed(&self, length: &Length) -> bool {
        let claims = |at: usize| any_of(CLAIMS, self.at(at));
        length.is_open || length.is_least || (length.start.saturating_sub(2)..length.number).any(claims)
    }
}
