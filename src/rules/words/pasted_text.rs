//! `pasted-text`: marks that a text kept from the page it was copied from.

use crate::finding::{Edit, Fix, Severity};
use crate::model::{Part, Place, Use};
use crate::rules::texts::Text;
use crate::rules::{Category, Check, Explanation, File, Report, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "pasted-text",
    aliases: &[],
    category: Category::Words,
    severity: Severity::Warning,
    milder: None,
    summary: "a list is pasted as one text, or a whole text is in curly quotation marks",
    explanation: Explanation {
        finds: "A text with several bullets, such as `• one • two`, which was a list where it was copied from; and a \
                text that is completely inside curly quotation marks, which YAML takes for a part of it.",
        why: "Points inside one text cannot be compared, counted or referred to, and a change of one of them looks \
              like a change of all.",
        off: "When such marks are wanted and the texts are only shown.",
        bad: "\
ladder: support
competencies: [{ id: answers }, { id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a case., influence: Asks early. } }
      - id: IC2
        grade: 2
        expectations:
          answers: • Finds the cause behind a case • Writes down what was learnt
          influence: Talks a team round.
  - id: manager
    kind: manager
    levels:
      - { id: M2, grade: 2, expectations: { answers: Keeps a queue short., influence: Settles a quarrel. } }
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
competencies: [{ id: answers }, { id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a case., influence: Asks early. } }
      - id: IC2
        grade: 2
        expectations:
          answers: [Finds the cause behind a case, Writes down what was learnt]
          influence: Talks a team round.
  - id: manager
    kind: manager
    levels:
      - { id: M2, grade: 2, expectations: { answers: Keeps a queue short., influence: Settles a quarrel. } }
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::File(check),
};

const BULLETS: [char; 6] = ['•', '◦', '▪', '●', '‣', '∙'];

fn check(file: &File<'_, '_>, report: &mut Report) {
    for text in &file.texts().list {
        let points = points(text.written);
        if points.len() > 1 && matches!(text.used_as, Use::Summary | Use::Scope | Use::Point) {
            let message = format!("{} points are pasted into one text", points.len());
            let finding = report.finding(message, text.mark("bullets in a text"));
            let finding = finding.help("write a list, with each point on its own line after `-`");
            report.push(match expectation(file, text) {
                Some(place) => {
                    let points = points.iter().map(|point| (*point).to_owned()).collect();
                    finding.fix(Fix { title: "write a list".to_owned(), edits: vec![Edit::List(place, points)] })
                }
                None => finding,
            });
        } else if let Some(inside) = quoted(text.written) {
            let message = "the text is in curly quotation marks, which YAML takes for a part of it";
            let finding = report.finding(message, text.mark("YAML uses straight ones"));
            let (place, key) = text.place();
            let edits = vec![Edit::Text(place.clone(), key, inside.to_owned())];
            let fix = Fix { title: "use straight quotation marks".to_owned(), edits };
            report.push(finding.help("delete them, or use straight ones").fix(fix));
        }
    }
}

/// The texts between bullets; empty without any. A single bullet inside a text parts two halves, and no list.
fn points(text: &str) -> Vec<&str> {
    let is_list = |bullet: &&char| text.trim_start().starts_with(**bullet) || text.matches(**bullet).count() > 1;
    let Some(bullet) = BULLETS.iter().find(is_list) else { return Vec::new() };
    text.split(*bullet).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The expectation of a point, where that may be all of it.
fn expectation(file: &File<'_, '_>, text: &Text<'_>) -> Option<Place> {
    let Part::Point(track, level, competency, 1) = text.part() else { return None };
    Some(Place::new(file.owner(), Part::Expectation(track.clone(), level.clone(), competency.clone())))
}

/// What is inside the quotation marks around all of a text.
fn quoted(text: &str) -> Option<&str> {
    let text = text.trim();
    let pairs = [('“', '”'), ('„', '“'), ('„', '”'), ('«', '»'), ('‘', '’')];
    pairs.iter().find_map(|(open, close)| {
        let inside = text.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inside.contains([*open, *close])).then(|| inside.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::{points, quoted};

    #[test]
    fn bullets_part_points_and_a_single_one_parts_nothing() {
        assert_eq!(points("• one • two"), ["one", "two"]);
        assert_eq!(points("one • two • three"), ["one", "two", "three"]);
        for text in ["one • two", "• one", "open 9 · 17", "plain"] {
            assert!(points(text).len() < 2, "{text}");
        }
    }

    #[test]
    fn quotation_marks_around_all_of_a_text_quote_nothing() {
        assert_eq!(quoted("“Leads teams”"), Some("Leads teams"));
        assert_eq!(quoted("„Leitet Teams“"), Some("Leitet Teams"));
        for text in ["Says “no” when it has to", "“Yes” and “no”", "’tis said"] {
            assert_eq!(quoted(text), None, "{text}");
        }
    }
}
