//! The order of grades and of steps.

use std::fmt;

use crate::model::{Base, Competency, Grade, GradeId, Ladder, OwnerId, Step, StepId};
use crate::model::{Definitions, Entries, Stated};

/// A number as grades and steps use it: not negative, at most three decimals. `4`, `4.0` and `04` are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(i64);

impl Number {
    /// Reads digits with at most three decimals and nothing else; a grade is never larger than a million.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(decimals) || whole.len() > 7 {
            return None;
        }
        let decimals = decimals.trim_end_matches('0');
        if decimals.len() > 3 {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let thousandths: i64 = format!("{decimals:0<3}").parse().ok()?;
        Some(Self(whole * 1000 + thousandths))
    }

    /// Whether it is a half grade or the like, `3.5`.
    pub fn is_fractional(self) -> bool {
        self.0 % 1000 != 0
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 1000, self.0 % 1000);
        if rest == 0 {
            write!(f, "{whole}")
        } else {
            write!(f, "{whole}.{}", format!("{rest:03}").trim_end_matches('0'))
        }
    }
}

/// A grade's position: comparable within one ladder only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank(i64);

/// The grades in force for a ladder.
#[derive(Debug, Clone)]
pub enum Spine<'a> {
    /// A list; its order is the order of the grades.
    Listed {
        /// The ladder or base that gives the list.
        owner: OwnerId,
        /// The grades, lowest first.
        grades: &'a Entries<Grade>,
    },
    /// No list: grades are numbers.
    Numbers,
    /// A list could not be read or reached.
    Unknown,
}

impl<'a> Spine<'a> {
    pub(super) fn in_force(ladder: &'a Ladder, bases: &[&'a Base], complete: bool) -> Self {
        match in_force(ladder, bases, complete, |definitions| &definitions.grades) {
            Stated::Is((owner, grades)) => Self::Listed { owner, grades },
            Stated::Unstated => Self::Numbers,
            Stated::Unknown => Self::Unknown,
        }
    }

    /// The listed grade that `text` names, as text or as the same number.
    pub fn find(&self, text: &str) -> Option<&'a Grade> {
        let Self::Listed { grades, .. } = self else { return None };
        position(grades.iter().map(|grade| grade.id.as_str()), text).map(|index| &grades.list[index])
    }

    /// The grade's position, or `None` where it is not on the spine.
    pub fn rank(&self, grade: &GradeId) -> Option<Rank> {
        match self {
            Self::Listed { grades, .. } => position(grades.iter().map(|grade| grade.id.as_str()), grade.as_str())
                .map(|index| Rank(index as i64 * 1000)),
            Self::Numbers => Number::parse(grade.as_str()).map(|number| Rank(number.0)),
            Self::Unknown => None,
        }
    }

    /// What the grade at `rank` is called: its id.
    pub fn name(&self, rank: Rank) -> String {
        match self {
            Self::Listed { grades, .. } => usize::try_from(rank.0 / 1000)
                .ok()
                .and_then(|index| grades.get(index))
                .map_or_else(|| Number(rank.0).to_string(), |grade| grade.id.to_string()),
            Self::Numbers | Self::Unknown => Number(rank.0).to_string(),
        }
    }

    /// The listed grade at `rank`.
    pub fn grade(&self, rank: Rank) -> Option<&'a Grade> {
        let Self::Listed { grades, .. } = self else { return None };
        usize::try_from(rank.0 / 1000).ok().and_then(|index| grades.list.get(index))
    }

    /// The grades from one to another: each of a list, and of numbers both ends and the whole numbers between.
    pub fn between(&self, low: Rank, high: Rank) -> Vec<Rank> {
        // Numbers are bounded by a million, and a span over more than this is no ladder.
        const WIDEST: usize = 1000;
        let whole = (low.0 / 1000 + 1..).map(|number| Rank(number * 1000)).take_while(|rank| *rank < high);
        let mut ranks: Vec<Rank> = std::iter::once(low).chain(whole.take(WIDEST)).collect();
        if high != low {
            ranks.push(high);
        }
        ranks
    }

    /// The grades of several spans, ascending, each once.
    pub(super) fn covered(&self, mut spans: Vec<(Rank, Rank)>) -> Vec<Rank> {
        // Spans are joined before they are walked. A plain walk is as fast for 1,000 levels of one or two grades, and takes
        // 1,000 times as long for 1,000 levels that each span 1,000 grades.
        spans.sort_unstable();
        let mut ranks: Vec<Rank> = spans.iter().flat_map(|(low, high)| [*low, *high]).collect();
        let mut joined: Vec<(Rank, Rank)> = Vec::new();
        for (low, high) in spans {
            match joined.last_mut() {
                Some((_, reach)) if low <= *reach => *reach = high.max(*reach),
                _ => joined.push((low, high)),
            }
        }
        ranks.extend(joined.into_iter().flat_map(|(low, high)| self.between(low, high)));
        ranks.sort_unstable();
        ranks.dedup();
        ranks
    }

    /// Whether the grade is a half grade: a number with decimals.
    pub fn is_half(&self, rank: Rank) -> bool {
        Number::parse(&self.name(rank)).is_some_and(Number::is_fractional)
    }
}

/// The scale in force for a ladder.
#[derive(Debug, Clone)]
pub enum Scale<'a> {
    /// Named steps, lowest first.
    Listed {
        /// The ladder or base that gives the scale.
        owner: OwnerId,
        /// The steps, lowest first.
        steps: &'a Entries<Step>,
    },
    /// No scale: steps are numbers.
    Numbers,
    /// A scale could not be read or reached.
    Unknown,
}

impl<'a> Scale<'a> {
    pub(super) fn in_force(ladder: &'a Ladder, bases: &[&'a Base], complete: bool) -> Self {
        match in_force(ladder, bases, complete, |definitions| &definitions.scale) {
            Stated::Is((owner, steps)) => Self::Listed { owner, steps },
            Stated::Unstated => Self::Numbers,
            Stated::Unknown => Self::Unknown,
        }
    }

    /// The scale that a competency has for itself.
    pub(super) fn own(owner: &OwnerId, competency: &'a Competency) -> Option<Self> {
        match &competency.scale {
            Stated::Is(steps) => Some(Self::Listed { owner: owner.clone(), steps }),
            Stated::Unstated => None,
            Stated::Unknown => Some(Self::Unknown),
        }
    }

    /// The step that `text` names: an id, else a number that counts the steps from 1.
    pub fn find(&self, text: &str) -> Option<&'a Step> {
        let Self::Listed { steps, .. } = self else { return None };
        let index = position(steps.iter().map(|step| step.id.as_str()), text)
            .or_else(|| text.parse::<usize>().ok().and_then(|count| count.checked_sub(1)))?;
        steps.list.get(index)
    }

    /// The step's position, or `None` where it is not on the scale.
    pub fn rank(&self, step: &StepId) -> Option<Rank> {
        match self {
            Self::Listed { steps, .. } => {
                steps.iter().position(|known| known.id == *step).map(|index| Rank(index as i64 * 1000))
            }
            Self::Numbers => Number::parse(step.as_str()).map(|number| Rank(number.0)),
            Self::Unknown => None,
        }
    }

    /// The position of a step that may be here under an earlier or later id.
    pub fn rank_in_any_revision(&self, step: &StepId) -> Option<Rank> {
        let Self::Listed { steps, .. } = self else { return self.rank(step) };
        let was = || steps.iter().position(|known| known.formerly.contains(step));
        self.rank(step).or_else(|| was().map(|index| Rank(index as i64 * 1000)))
    }

    /// Whether two texts name one step.
    pub fn is_one_step(&self, one: &StepId, other: &StepId) -> bool {
        match self {
            Self::Listed { .. } => {
                let named = |step: &StepId| self.find(step.as_str()).map(|known| &known.id);
                named(one).is_some() && named(one) == named(other)
            }
            Self::Numbers => {
                let number = |step: &StepId| Number::parse(step.as_str());
                number(one).is_some() && number(one) == number(other)
            }
            Self::Unknown => one == other,
        }
    }

    /// What the step is called: its title, else its id.
    pub fn title<'b>(&'b self, step: &'b StepId) -> &'b str {
        match self {
            Self::Listed { steps, .. } => steps
                .list
                .iter()
                .find(|known| known.id == *step)
                .and_then(|known| known.title.text())
                .unwrap_or(step.as_str()),
            Self::Numbers | Self::Unknown => step.as_str(),
        }
    }
}

/// The one list that a ladder reaches; where several are reached (a finding of its own), nobody knows which is meant.
fn in_force<'a, T>(
    ladder: &'a Ladder,
    bases: &[&'a Base],
    complete: bool,
    list: impl Fn(&'a Definitions) -> &'a Stated<Entries<T>>,
) -> Stated<(OwnerId, &'a Entries<T>)> {
    let of_bases = bases.iter().map(|base| (base.owner(), list(&base.definitions)));
    let own = std::iter::once((ladder.owner(), list(&ladder.definitions)));
    let mut found = if complete { Stated::Unstated } else { Stated::Unknown };
    for (owner, stated) in of_bases.chain(own) {
        found = match (stated, found) {
            (Stated::Unstated, found) => found,
            (Stated::Is(entries), Stated::Unstated) => Stated::Is((owner, entries)),
            (Stated::Is(_) | Stated::Unknown, _) => return Stated::Unknown,
        };
    }
    found
}

fn position<'b>(ids: impl Iterator<Item = &'b str> + Clone, text: &str) -> Option<usize> {
    ids.clone().position(|id| id == text).or_else(|| {
        let number = Number::parse(text)?;
        ids.clone().position(|id| Number::parse(id) == Some(number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_one_form() {
        for text in ["4", "4.0", "04", "4.000"] {
            assert_eq!(Number::parse(text).expect(text).to_string(), "4");
        }
        assert_eq!(Number::parse("3.50").expect("a number").to_string(), "3.5");
        for text in ["", "-4", "4.", ".5", "4.1234", "0x1F", "1_000", "1e3", "99999999"] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }

    #[test]
    fn spans_cover_their_ends_and_the_whole_numbers_between() {
        let rank = |text: &str| Rank(Number::parse(text).expect("a number").0);
        let covered = |spans: &[(&str, &str)]| {
            let spans = spans.iter().map(|(low, high)| (rank(low), rank(high))).collect();
            let ranks = Spine::Numbers.covered(spans);
            ranks.into_iter().map(|rank| Spine::Numbers.name(rank)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(covered(&[("4", "6"), ("1", "1"), ("5", "8"), ("6", "6")]), "1 4 5 6 7 8");
        assert_eq!(covered(&[("3.5", "5.5"), ("8", "9")]), "3.5 4 5 5.5 8 9");
        assert_eq!(covered(&[("6", "4")]), "4 6", "out of order, as it is written");
    }
}
