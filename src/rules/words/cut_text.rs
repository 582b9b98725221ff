//! `cut-text`: a text whose rest YAML takes for a comment.

use crate::finding::{Severity, Shape};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "cut-text",
    aliases: &[],
    category: Category::Words,
    severity: Severity::Warning,
    milder: None,
    summary: "the rest of a text is read as a comment",
    explanation: Explanation {
        finds: "A text without quotation marks, of several words and without a full stop, that is followed by a `#` with a \
                number or a word directly after it, as in `Ships the #1 priority`. YAML takes a `#` after a space for the \
                beginning of a comment. A comment that begins with a space, `# like this one`, is a remark and fine.",
        why: "The end of the sentence is missing wherever the ladder is shown, and nobody sees that in the file.",
        off: "When your comments begin without a space.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, summary: Answers the cases that have been answered before. }
      - id: IC2
        grade: 2
        summary: Answers the #1 case of the week
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
      - id: IC2
        grade: 2
        summary: \"Answers the #1 case of the week\"
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, summary: Sees to it that every case finds somebody. }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Loader(Shape::CutText),
};
