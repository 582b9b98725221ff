//! Finds English prose that asks somebody to manage people: a verb of managing, and people right after it.
//!
//! The verb alone is never enough: stakeholders, risks and expectations are managed too. Doubtful cases are ignored.

use crate::rules::prose::{any_of, is_number, is_stop, words};

const VERBS: &str = "manages manage managing supervises supervise supervising";
/// What may stand between the verb and the people.
const BETWEEN: &str = "\
    a an the of up to at least about small large few several some other own direct team teams group groups their his her its \
    your junior senior mid-level more less experienced fellow and or - – and/or performance-wise full-time";
const PEOPLE: &str = "\
    people engineers developers programmers designers analysts scientists researchers writers testers employees staff reports \
    directs subordinates interns apprentices contractors agents consultants managers leads supervisors members individuals ics";
/// What is said of somebody else, or denied.
const DENIED: &str =
    "not never without no nor instead rather help helps helping managers leads other others how who may";
const RESPONSIBLE: &str = "responsible accountable responsibility does has takes with of";

/// The first phrase that asks to manage people.
pub(super) fn managing(text: &str) -> Option<&str> {
    let words = words(text);
    let at = |index: usize| words.get(index).map_or("", |word| word.lower.as_str());
    let is_denied = |index: usize| {
        let before = (index.saturating_sub(4)..index).rev().take_while(|index| !is_stop(at(*index)));
        before.into_iter().any(|index| any_of(DENIED, at(index)))
    };
    (0..words.len()).find_map(|start| {
        let end = if any_of(VERBS, at(start)) {
            let people = (start + 1..start + 8)
                .find(|index| !any_of(BETWEEN, at(*index)) && !is_number(at(*index)))
                .filter(|people| any_of(PEOPLE, at(*people)))?;
            // "Manages people and expectations" is meant; "manages staff meetings" is not.
            let next = at(people + 1);
            let ends = next.is_empty()
                || !next.starts_with(char::is_alphabetic)
                || FOLLOWS.split(' ').any(|word| word == next);
            ends.then_some(people)?
        } else if matches!((at(start), at(start + 1)), ("people" | "line", "management")) {
            let before = (start.saturating_sub(4)..start).any(|index| any_of(RESPONSIBLE, at(index)));
            before.then_some(start + 1)?
        } else {
            return None;
        };
        (!is_denied(start)).then(|| &text[words[start].start..words[end].end])
    })
}

/// What may follow the people.
const FOLLOWS: &str = "and or in on of at with across who from as by within through to directly for";

#[cfg(test)]
mod tests {
    use super::managing;

    #[test]
    fn managing_people_is_found() {
        for (text, expected) in [
            ("Manages 1-2 programmers", "Manages 1-2 programmers"),
            ("Plans the work and manages a team of engineers.", "manages a team of engineers"),
            ("Supervises up to three junior developers", "Supervises up to three junior developers"),
            ("Able to manage people", "manage people"),
            ("Has direct responsibility for line management", "line management"),
        ] {
            assert_eq!(managing(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_managing_is_not() {
        for text in [
            "Manages stakeholders and risks",
            "Manages people's expectations",
            "Manages staff meetings",
            "Leads without managing people",
            "Does not manage people",
            "Helps managers manage engineers",
            "Manages a project team",
            "Talks about people management with others",
            "Reports to the director",
        ] {
            assert_eq!(managing(text), None, "{text}");
        }
    }
}
