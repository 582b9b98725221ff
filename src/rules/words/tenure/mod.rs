//! Where English prose asks for time served: a length of time, and beside it a word for experience, role or level.
//!
//! Time alone is never enough, for plans and budgets have it too. What is doubtful is passed over.

mod doubts;
mod spent;
mod tables;
#[cfg(test)]
mod tests;

use crate::rules::prose::{CYCLES, Word, any_of, is_number, is_sign, is_stop, is_unit, is_word, stem, words};

use tables::{AT_WORK, BEFORE, BETWEEN, CLAIMS, FIELDS, LED, LEVELS, OF_A_LADDER, ROLES, WORKED_ON};

/// The first phrase that asks for time served. `is_level` knows the ids of levels.
pub(super) fn tenure<'t>(text: &'t str, is_level: &dyn Fn(&str) -> bool) -> Option<&'t str> {
    let words = words(text);
    let prose = Prose { words: &words, is_level };
    (0..words.len()).filter(|at| is_unit(&words[*at].lower)).find_map(|unit| {
        let (start, end) = prose.asks_for(unit).filter(|(start, _)| !prose.is_of_others(*start))?;
        Some(&text[words[start].start..words[end].end])
    })
}

/// Words in which time is looked for.
struct Prose<'a> {
    words: &'a [Word<'a>],
    is_level: &'a dyn Fn(&str) -> bool,
}

/// A number before a unit, and the words before it.
struct Length {
    /// The index of the number.
    number: usize,
    /// The index of "at least" and the like.
    start: usize,
    /// Written as "5+".
    is_open: bool,
    /// "At least", "a minimum of".
    is_least: bool,
}

impl Prose<'_> {
    fn at(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| word.lower.as_str())
    }

    fn before(&self, index: usize, back: usize) -> &str {
        index.checked_sub(back).map_or("", |at| self.at(at))
    }

    /// Where the phrase begins and ends that asks for the time that `unit` ends.
    fn asks_for(&self, unit: usize) -> Option<(usize, usize)> {
        let Some(length) = self.length(unit) else { return self.bare(unit) };
        if self.is_planned(&length) || self.is_denied(length.start) {
            return None;
        }
        if self.at(unit) == "yoe" {
            return Some((length.start, unit));
        }
        let (unit, length) = self.stretched(unit, length);
        let of_work =
            || self.experience(unit).or_else(|| self.service(unit)).or_else(|| self.possessive(unit, &length));
        let after = self.place(unit, &length).or_else(|| self.person(unit)).or_else(|| self.activity(unit, &length));
        let after = after.or_else(|| self.later_place(unit, &length));
        let after = if any_of(CYCLES, stem(self.at(unit))) { after } else { of_work().or(after) };
        if let Some(end) = after {
            return Some((length.start, end));
        }
        let start = self.said_before(&length).or_else(|| self.all_there_is(&length, unit))?;
        Some((start, unit))
    }

    /// The number before a unit.
    fn length(&self, unit: usize) -> Option<Length> {
        let mut at = unit.checked_sub(1)?;
        let mut is_least = false;
        loop {
            match self.at(at) {
                "more" | "so" if self.before(at, 1) == "or" => {
                    is_least = true;
                    at = at.checked_sub(2)?;
                }
                word if any_of(BETWEEN, word) => at = at.checked_sub(1)?,
                _ => break,
            }
        }
        if self.at(at) == ")" && self.before(at, 2) == "(" {
            at = at.checked_sub(3)?;
        }
        if !is_number(self.at(at)) {
            return None;
        }
        if self.at(at) == "half" && self.before(at, 1) == "a" && self.before(at, 2) == "and" {
            at = at.checked_sub(3)?;
        }
        let is_open = self.at(at).ends_with('+');
        if matches!(self.before(at, 1), "to" | "or" | "-" | "and") && is_number(self.before(at, 2)) {
            at -= 2;
        }
        let mut start = at;
        while start > 0 && any_of(BEFORE, self.at(start - 1)) {
            start -= 1;
        }
        let before: Vec<&str> = (start..at).map(|index| self.at(index)).collect();
        is_least |= before.iter().any(|word| matches!(*word, "least" | "minimum" | "less" | "fewer"));
        Some(Length { number: at, start: self.trimmed(start, at), is_open, is_least })
    }

    /// The end of "6 months minimum", "a decade or more"; such a time is a least one.
    fn stretched(&self, unit: usize, mut length: Length) -> (usize, Length) {
        let more = match (self.at(unit + 1), self.at(unit + 2)) {
            ("minimum" | "plus", _) => 1,
            ("or", "more" | "longer") | ("at", "least" | "minimum") => 2,
            _ => 0,
        };
        length.is_least |= more > 0;
        (unit + more, length)
    }

    /// "At least 12 months (of steady work at your current level)".
    fn later_place(&self, unit: usize, length: &Length) -> Option<usize> {
        if !length.is_least && !length.is_open {
            return None;
        }
        let mut ahead = (unit + 1..unit + 10).take_while(|at| is_word(self.at(*at)));
        ahead.find_map(|at| {
            let end = Some(at).filter(|at| matches!(self.at(*at), "at" | "in"));
            let end = end.and_then(|at| self.named_place(at + 1, false))?;
            (at + 1..end).any(|between| any_of(OF_A_LADDER, self.at(between))).then_some(end)
        })
    }

    /// "Several years' leading of teams": time that belongs to what follows.
    fn possessive(&self, unit: usize, length: &Length) -> Option<usize> {
        let is_possessive = self.at(unit).ends_with('\'') || self.at(unit).ends_with("s's");
        let next = self.at(unit + 1);
        let is_work = any_of(FIELDS, next) || any_of(AT_WORK, next);
        (is_possessive && is_word(next) && (is_work || (self.is_claimed(length) && next != "worth")))
            .then_some(unit + 1)
    }

    /// The beginning of a phrase that does not begin with "of" or "the".
    fn trimmed(&self, start: usize, number: usize) -> usize {
        (start..number).find(|at| !matches!(self.at(*at), "of" | "the" | "than" | "a")).unwrap_or(number)
    }

    /// Words before "for three years": "has been a manager", "in role"; or before the number: "experience:".
    fn said_before(&self, length: &Length) -> Option<usize> {
        let mut at = length.start.checked_sub(1)?;
        while matches!(self.at(at), "of" | "the" | "a" | "than" | ":" | "(" | "is" | "-") {
            at = at.checked_sub(1)?;
        }
        // "The customer experience over three years" is no tenure.
        let is_apart = at + 1 < length.start || length.is_least || length.is_open;
        if matches!(self.at(at), "experience" | "tenure") && is_apart && !any_of(WORKED_ON, self.before(at, 1)) {
            return Some(at);
        }
        let is_for = self.at(at) == "for";
        if is_for {
            at = at.checked_sub(1)?;
        }
        // "At level for two years", "time in role: two years".
        let is_bound =
            is_for || length.is_least || self.before(length.start, 1) == ":" || self.before(length.start, 1) == "of";
        let place = (at.saturating_sub(3)..at)
            .rev()
            .find(|start| matches!(self.at(*start), "in" | "at") && self.named_place(start + 1, false) == Some(at));
        if let Some(start) = place.filter(|_| is_bound) {
            return Some(start - usize::from(self.before(start, 1) == "time"));
        }
        if !is_for {
            return None;
        }
        let sentence = (at.saturating_sub(8)..=at).rev().take_while(|index| !is_stop(self.at(*index)));
        sentence.into_iter().find(|start| self.is_career(*start, at))
    }

    /// Whether the words from `start` to `end` say what somebody has been: "been a manager", "led a team".
    fn is_career(&self, start: usize, end: usize) -> bool {
        let any = |list: &str| (start + 1..=end).any(|at| any_of(list, self.at(at)));
        let has = (1..=2).any(|back| matches!(self.before(start, back), "has" | "have" | "having" | "had"));
        // A thing, too, may have been in development or in use.
        let is_claimed = self.at(start) != "been";
        let role = |first: usize| self.named_person(first).or_else(|| self.named_place(first, is_claimed));
        let role = role(start + 1).or_else(|| role(start + 2)).is_some_and(|at| at <= end);
        match self.at(start) {
            "been" if self.at(start + 1) == "in" && matches!(self.at(start + 2), "management" | "leadership") => true,
            "been" | "worked" | "served" | "working" => role || self.at(start + 1) == "here",
            "held" => any(ROLES) || any(LEVELS),
            "managed" | "led" | "supervised" => has && any(LED),
            _ => false,
        }
    }

    /// "5+ years", "typically 3 to 5 years", and nothing else.
    fn all_there_is(&self, length: &Length, unit: usize) -> Option<usize> {
        let only = self.words[..length.start].iter().chain(&self.words[unit + 1..]).all(|word| is_sign(&word.lower));
        (only && (length.is_open || length.is_least)).then_some(length.start)
    }

    /// "has years of experience".
    fn bare(&self, unit: usize) -> Option<(usize, usize)> {
        let is_claimed = (1..=2).any(|back| any_of(CLAIMS, self.before(unit, back)));
        if !is_claimed || self.at(unit + 1) != "of" || self.is_denied(unit) {
            return None;
        }
        Some((unit, self.experience(unit)?))
    }
}
