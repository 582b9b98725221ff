//! `unused-ignore`: a comment that suppresses nothing.

use crate::finding::{Finding, Mark, Severity};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "unused-ignore",
    aliases: &[],
    category: Category::Control,
    severity: Severity::Warning,
    milder: None,
    summary: "a comment suppresses a finding that does not exist",
    explanation: Explanation {
        finds: "A comment `# ladder: ignore[rule] reason` whose rule finds nothing on its line or, if the comment is \
                alone on its line, on the next one; a comment that names an unknown rule; and a comment that begins \
                with `# ladder:` and means nothing.",
        why: "The comment tells readers that a mistake here is known and accepted. Once the mistake is corrected, that \
              is untrue, and the comment would hide the next one on the line.",
        off: "When comments are deliberately kept while rules are tried out.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1 }
      - { id: IC2, grade: 2 } # ladder: ignore[track-ceiling] nobody is above
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1 }
      - { id: IC2, grade: 2 } # ladder: ignore[track-ceiling] the third grade is for the head of the function and a deputy
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }, { id: M3, grade: 3 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ignores,
};

pub(super) fn finding(message: impl Into<String>, mark: Mark) -> Finding {
    Finding::new(RULE.id, RULE.severity, message, mark)
}
