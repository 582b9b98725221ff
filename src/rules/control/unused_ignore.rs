//! `unused-ignore`: a comment that passes over nothing.

use crate::finding::{Finding, Mark, Severity};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "unused-ignore",
    aliases: &[],
    category: Category::Control,
    severity: Severity::Warning,
    milder: None,
    summary: "a comment asks to pass over a finding that is not there",
    explanation: Explanation {
        finds: "A comment `# ladder: ignore[rule] reason` whose rule finds nothing on its line or, where the comment stands \
                alone, on the next; one that names a rule that is not there; and a comment that begins with `# ladder:` and \
                means nothing.",
        why: "The comment tells its readers that something is wrong here and accepted. Once that is mended, it tells them \
              something untrue, and it would hide the next mistake on the line.",
        off: "When comments are kept on purpose while rules are tried out.",
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
