//! The table of keys of `.ladder.yaml`.

use crate::finding::Gate;
use crate::parse::keys::{KeySpec, NodeSpec, Takes};

const GATES: &[&str] = &{
    let all = Gate::ALL;
    [all[0].as_str(), all[1].as_str(), all[2].as_str(), all[3].as_str()]
};

const fn key(name: &'static str, takes: Takes, about: &'static str) -> KeySpec {
    KeySpec { name, takes, required: false, about }
}

/// Every kind of node, in the order of the reference page.
pub static NODES: &[&NodeSpec] = &[&CONFIG, &PATHS, &TOLERANCE];

/// The file.
pub static CONFIG: NodeSpec = NodeSpec {
    name: "configuration",
    title: "`.ladder.yaml`",
    about: "Marks the top of a project, and holds its settings. It is found from each ladder file upwards. Every key may be \
            left out, and so may every line: an empty file only marks the project.",
    keys: &[
        key(
            "rules",
            Takes::Rules,
            "Rules or categories, each with `error`, `warning`, `note` or `off`; a rule's own line wins.",
        ),
        key("select", Takes::Texts, "The only rules and categories that are checked."),
        key("ignore", Takes::Texts, "Rules and categories that are not checked."),
        key("fail_on", Takes::Word(GATES), "The least severity that fails `ladder validate`; `error` where left out."),
        key("paths", Takes::List(&PATHS), "Settings for some files; later ones win."),
        key("exclude", Takes::Texts, "Files that a walk passes over, as globs like those of .gitignore."),
        key("tolerance", Takes::OneOrMore(&TOLERANCE), "How far things may differ before a rule speaks."),
        key("impacts", Takes::Impacts, "Kinds of change, each with the impact that it is given in `ladder diff`."),
        key(
            "pay",
            Takes::Word(&["show", "hide"]),
            "`show` to print pay in pages, Markdown and comments too; `hide` where left out.",
        ),
        key(
            "explanations",
            Takes::Page,
            "Where `docs/rules.md`, or a page of your own, is published; findings then link to it. The id of the rule is \
             added as the anchor, or stands where the address says `{rule}`.",
        ),
    ],
    example: "\
rules:
  title-across-ladders: off
  words: note
select: [alignment, moves, threads, words, across]
ignore: [step-drop]
fail_on: warning
paths:
  - match: drafts/**
    rules: { missing-expectation: off }
exclude: [archive/]
tolerance: { pay: 7.5 }
impacts: { level-renamed: addition }
pay: hide
explanations: https://example.org/ladder/rules.html
",
};

/// Settings for some files.
pub static PATHS: NodeSpec = NodeSpec {
    name: "path setting",
    title: "Settings for some files",
    about: "What rules are set to in files that globs name. Globs are those of .gitignore, relative to the configuration's folder.",
    keys: &[
        KeySpec { name: "match", takes: Takes::Texts, required: true, about: "The files, as globs." },
        KeySpec { name: "rules", takes: Takes::Rules, required: true, about: "Rules or categories, as at the top." },
    ],
    example: "\
paths:
  - match: [drafts/**, \"*-next.yaml\"]
    rules: { threads: note, placeholder-text: off }
",
};

/// Tolerances.
pub static TOLERANCE: NodeSpec = NodeSpec {
    name: "tolerance",
    title: "Tolerances",
    about: "How far things may differ before a rule speaks.",
    keys: &[key(
        "pay",
        Takes::PerCent,
        "How far the midpoints of parallel levels may differ, in per cent of the larger one; 5 where left out.",
    )],
    example: "tolerance: { pay: 10 }\n",
};
