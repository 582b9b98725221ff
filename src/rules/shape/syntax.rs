//! `syntax`: a file that is not YAML that can be read.

use crate::finding::{Severity, Shape};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "syntax",
    aliases: &[],
    category: Category::Shape,
    severity: Severity::Error,
    milder: None,
    summary: "the file is not YAML that can be read",
    explanation: Explanation {
        finds: "A file that is not UTF-8 text with one YAML document: a second `: ` in one line, a quotation mark or \
                bracket that is never closed, a line that does not fit the lines above it, a tab as indentation, an \
                alias to nothing, a second document after `---`, or only comments. Lists, aliases and texts far beyond \
                the size of any ladder are refused too. Reading stops at the mistake, so further mistakes may show \
                only after it is corrected. In a folder, a broken file counts only if one of its lines begins with \
                `ladder:`, `base:` or `tracks:`.",
        why: "Until it is corrected, nobody can look up a level in this file. The mistake is often some lines above \
              the place where reading stops.",
        off: "It cannot be turned off, because a file that cannot be read can be neither shown nor checked.",
        bad: "\
ladder: support
title: Support: how we grow
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
title: \"Support: how we grow\"
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Loader(Shape::Syntax),
};
