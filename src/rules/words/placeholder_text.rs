//! `placeholder-text`: words that only keep a place.

use crate::finding::Severity;
use crate::model::{Status, Use};
use crate::rules::placeholder::refers;
use crate::rules::{Category, Check, Explanation, File, Report, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "placeholder-text",
    aliases: &[],
    category: Category::Words,
    severity: Severity::Warning,
    milder: None,
    summary: "placeholder words in place of a text: TODO, n/a, `...`, `Same as L3`",
    explanation: Explanation {
        finds: "A text that contains `TODO`, `FIXME`, `TBD` or the like in capitals, `lorem ipsum` or `<insert …>`, or \
                that consists only of `...`, `xxx`, `n/a`, `to be defined`, `Same as L3` or the like. A sentence that \
                trails off is not a placeholder, and neither are things to do. A `planned` level may be unfinished and \
                is not checked.",
        why: "People are judged by this level, and the line that should say what it asks says that nobody has decided.",
        off: "While a ladder is being drafted.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, summary: Answers the cases that have been answered before. }
      - { id: IC2, grade: 2, summary: TODO }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, summary: Sees to it that every case finds somebody. }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, summary: Answers the cases that have been answered before. }
      - { id: IC2, grade: 2, summary: Answers the cases that nobody has seen before. }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, summary: Sees to it that every case finds somebody. }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::File(check),
};

fn check(file: &File<'_, '_>, report: &mut Report) {
    for text in &file.texts().list {
        let Some(placeholder) = text.placeholder.filter(|_| text.status != Some(Status::Planned)) else { continue };
        let message = format!("`{placeholder}` is a placeholder, not a text");
        let help = match text.used_as {
            Use::Point if refers(placeholder) => {
                "write what is asked, or `{ same_as: … }` with the id of the other level"
            }
            _ => "write the text, or delete the key for now",
        };
        report.push(report.finding(message, text.mark("a placeholder")).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    #[test]
    fn every_kind_of_text_is_looked_at_and_each_is_one_finding() {
        let project = "\
ladder: a
title: TBD
summary: TODO
extends: company.yaml
competencies: [{ id: writing, title: TBA, summary: tbc, group: xxx }]
tracks:
  - id: ic
    kind: ic
    title: FIXME
    summary: '...'
    levels:
      - id: IC1
        title: [Agent, tbd]
        grade: 1
        summary: TODO and TBD
        scope: '…'
        expectations: { writing: { text: [Writes., XXX], examples: [lorem ipsum] } }
        links: [{ title: Todo, url: https://example.org }]
  - id: m
    kind: manager
    levels: [{ id: M1, grade: 1, status: planned, summary: TODO }]
moves: [{ from: IC1, to: M1, both_ways: true, note: <insert reason> }]
#: company.yaml
base: company
summary: to be written
grades: [{ id: 1, title: TBD, summary: TODO, scope: TBC }]
scale: [{ id: learns, title: TODO, summary: TBD }]
";
        let found = found(project);
        let texts: Vec<&str> =
            found.iter().filter(|(rule, _)| *rule == "placeholder-text").map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts.len(), 20, "{texts:?}");
    }

    #[test]
    fn a_placeholder_is_found_in_a_long_text_too() {
        for placeholder in ["TODO", "lorem ipsum", "find a better word", "rephrase this", "reword this", "[your team]"]
        {
            let ladder = format!(
                "ladder: a\ntracks: [{{ id: ic, kind: ic, levels: [{{ id: IC1, grade: 1, summary: 'Answers the cases that nobody \
                 has seen before, for ({placeholder}) and others' }}] }}]\n"
            );
            let found = found(&ladder);
            assert!(found.iter().any(|(rule, _)| *rule == "placeholder-text"), "{placeholder}: {found:?}");
        }
    }
}
