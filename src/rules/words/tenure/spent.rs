//! What the time was spent in, if it follows the length: experience, a role, a level, an activity.

use super::tables::{
    AT_WORK, EXPERIENCE, FIELDS, GOES_ON, LED, LEVELS, NO_WORK, OF_A_LADDER, PARTS, PEOPLE_BY_ROLE, ROLES, SERVICE,
    WORKED_ON,
};
use super::{Length, Prose};
use crate::rules::prose::{any_of, is_sign, is_word};

impl Prose<'_> {
    /// "(5 years) of relevant experience".
    pub(super) fn experience(&self, unit: usize) -> Option<usize> {
        let has_of = self.at(unit + 1) == "of";
        let (first, gap) = if has_of { (unit + 2, 4) } else { (unit + 1, 3) };
        for at in first..=first + gap {
            let word = self.at(at);
            if any_of(EXPERIENCE, word) {
                let is_worked_on = any_of(WORKED_ON, self.before(at, 1)) && !self.phrase_ends(at);
                return (!is_worked_on).then_some(at);
            }
            let may_part = word == "," && has_of;
            if word.is_empty() || any_of(PARTS, word) || (!may_part && is_sign(word)) || (at == first && word == "and")
            {
                return None;
            }
        }
        None
    }

    /// "(5 years) of service".
    pub(super) fn service(&self, unit: usize) -> Option<usize> {
        let is_possessive = self.at(unit).ends_with('\'') || self.at(unit).ends_with("'s");
        let at = match self.at(unit + 1) {
            "of" => unit + 2,
            _ if is_possessive => unit + 1,
            _ => return None,
        };
        (any_of(SERVICE, self.at(at)) && self.phrase_ends(at)).then_some(at)
    }

    pub(super) fn phrase_ends(&self, at: usize) -> bool {
        let next = self.at(at + 1);
        is_sign(next) || any_of(GOES_ON, next)
    }

    /// "(two years) in a similar role", "(18 months) at level".
    pub(super) fn place(&self, unit: usize, length: &Length) -> Option<usize> {
        if !matches!(self.at(unit + 1), "in" | "at" | "within" | "on" | "with") {
            return None;
        }
        if length.is_open
            && self.at(unit + 1) == "in"
            && is_word(self.at(unit + 2))
            && !any_of(NO_WORK, self.at(unit + 2))
        {
            return Some(unit + 2);
        }
        self.named_place(unit + 2, self.is_claimed(length))
    }

    /// A role or level that begins at `first`, after at most three other words.
    pub(super) fn named_place(&self, first: usize, is_claimed: bool) -> Option<usize> {
        for at in first..=first + 3 {
            let word = self.at(at);
            if !is_word(word) || any_of(PARTS, word) {
                return None;
            }
            let plain = (first..at).all(|between| any_of(OF_A_LADDER, self.at(between)));
            let is_level = self.words.get(at).is_some_and(|word| (self.is_level)(word.written));
            let is_field = is_claimed && any_of(FIELDS, word) && !any_of(LEVELS, self.at(at + 1));
            if any_of(ROLES, word) || (plain && (any_of(LEVELS, word) || is_level)) || is_field {
                return Some(at);
            }
        }
        None
    }

    /// "(three years) as a manager".
    pub(super) fn person(&self, unit: usize) -> Option<usize> {
        (self.at(unit + 1) == "as").then(|| self.named_person(unit + 2)).flatten()
    }

    pub(super) fn named_person(&self, first: usize) -> Option<usize> {
        for at in first..=first + 3 {
            let word = self.at(at);
            if !is_word(word) || any_of(PARTS, word) || matches!(word, "the" | "and") {
                return None;
            }
            if any_of(PEOPLE_BY_ROLE, word) || self.words.get(at).is_some_and(|word| (self.is_level)(word.written)) {
                return Some(at);
            }
        }
        None
    }

    /// "(5+ years) building software", "(has two years) managing people".
    pub(super) fn activity(&self, unit: usize, length: &Length) -> Option<usize> {
        let next = self.at(unit + 1);
        let leads = matches!(next, "managing" | "leading" | "supervising")
            && (unit + 2..unit + 5).any(|at| any_of(LED, self.at(at)));
        let is_for_something = self.before(length.start, 1) == "for";
        let is_asked = length.is_open || (length.is_least && !is_for_something);
        ((is_asked && any_of(AT_WORK, next)) || (self.is_claimed(length) && leads)).then_some(unit + 1)
    }
}
