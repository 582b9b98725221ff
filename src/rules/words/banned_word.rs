//! `banned-word`: a word that the project does not want in its ladders.

use crate::finding::Severity;
use crate::rules::{Category, Check, Explanation, File, Report, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "banned-word",
    aliases: &[],
    category: Category::Words,
    severity: Severity::Warning,
    milder: None,
    summary: "a word that the project bans",
    explanation: Explanation {
        finds: "A text with a word, or several words in a row, from `words.banned` in `.ladder.yaml`: the name of \
                another company in a ladder that began as a copy, or a title that is no longer used. Capitals make no \
                difference. A project that lists no words gets no findings.",
        why: "A word that a project has decided against returns with every text that is copied from elsewhere, and \
              readers notice it before the authors do.",
        off: "Never: remove the word from the list.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, summary: Answers the cases that have been answered before. }
      - { id: IC2, grade: 2, summary: A rockstar of the queue. }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, summary: Sees to it that every case finds somebody. }]
moves: [{ from: IC2, to: M2, both_ways: true }]
#: .ladder.yaml
words: { banned: [{ word: rockstar, reason: It says nothing of the work. }] }
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
#: .ladder.yaml
words: { banned: [{ word: rockstar, reason: It says nothing of the work. }] }
",
    },
    check: Check::File(check),
};

fn check(file: &File<'_, '_>, report: &mut Report) {
    for banned in &file.settings().banned {
        for text in file.texts().with(&banned.word) {
            let finding = report.finding(format!("`{}` is banned in this project", banned.word), text.mark("banned"));
            report.push(match banned.reason.is_empty() {
                true => finding.help("use another word"),
                false => finding.help(banned.reason.clone()),
            });
        }
    }
}
