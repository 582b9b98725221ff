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
        finds: "A file that is not UTF-8 text with one YAML document in it: a second `: ` in one line, a quotation \
                mark or bracket that is never closed, a line that does not fit the lines above it, a tab as \
                indentation, an alias to nothing, a second document after `---`, nothing but comments. Lists, aliases \
                and texts far beyond the size of any ladder are refused as well. Reading stops there, so that what \
                else is wrong with the file may show only once this is mended. In a folder, a broken file counts only \
                where a line of it begins with `ladder:`, `base:` or `tracks:`.",
        why: "Until it is mended nobody can look their level up in this file, and the place where reading stops is \
              often some lines below the slip.",
        off: "It cannot be turned off, because a file that cannot be read says nothing that could be shown or checked.",
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
