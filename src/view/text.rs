//! What one file says, a line a fact, each with its place: made so that a comparison of two such texts, line by line,
//! reads well.

use crate::model::{Band, Fact, Ladder, LevelId, OwnerId, Part, Place, Says};

/// The sign for a missing title, and for a competency that is deliberately not asked.
const NOTHING: &str = "~";

/// The facts of a file, or of a level, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPage {
    /// A line each.
    pub lines: Vec<TextLine>,
}

/// A fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLine {
    /// What it is about.
    pub place: Place,
    /// What of it: a key of the format; `None` where the place says it.
    pub key: Option<&'static str>,
    /// What is said.
    pub value: String,
}

impl TextPage {
    /// What is said of a ladder or base.
    pub fn new(owner: &OwnerId, facts: Vec<Fact<'_>>, shows_pay: bool) -> Self {
        let lines = facts.into_iter().filter_map(|fact| {
            let value = match fact.says {
                Says::Text(_, words) => words.to_owned(),
                Says::Word(word) => word.into_owned(),
                Says::Band(band) => amounts(band, shows_pay),
                Says::Link(link) => {
                    let title = link.title.text().map_or_else(String::new, |title| format!("{title} "));
                    format!("{title}<{}>", link.url)
                }
                Says::Nothing => NOTHING.to_owned(),
                Says::Unknown => return None,
            };
            Some(TextLine { place: Place::new(owner.clone(), fact.part), key: fact.key, value })
        });
        Self { lines: lines.collect() }
    }

    /// A level of a ladder, and the moves that the ladder's file writes down from it and to it.
    pub fn level(ladder: &Ladder, level: &LevelId, shows_pay: bool) -> Self {
        let is_of_level = |fact: &Fact<'_>| match &fact.part {
            Part::Role(id) | Part::RoleExpectation(id, _) => {
                ladder.roles.iter().any(|role| role.id == *id && role.levels.contains(level))
            }
            Part::Move(from, to) => [from, to].contains(&&level.to_string()),
            part => part.level() == Some(level),
        };
        Self::new(&ladder.owner(), ladder.facts().into_iter().filter(is_of_level).collect(), shows_pay)
    }
}

/// Amounts are private: what is made of this text may be published.
fn amounts(band: &Band, shows_pay: bool) -> String {
    match shows_pay {
        true => band.in_words(),
        false => format!("{}, amounts are private", band.currency.text().unwrap_or_default()),
    }
}
