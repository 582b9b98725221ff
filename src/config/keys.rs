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
pub static NODES: &[&NodeSpec] = &[&CONFIG, &PATHS, &TOLERANCE, &WORDS, &BANNED, &JUDGEMENT, &SITE];

/// The file.
pub static CONFIG: NodeSpec = NodeSpec {
    name: "configuration",
    title: "`.ladder.yaml`",
    about: "Marks the top of a project and contains its settings. `ladder` looks for it from each ladder file upwards. Every key \
            is optional; an empty file only marks the project.",
    keys: &[
        key(
            "rules",
            Takes::Rules,
            "Rules or categories, each with `error`, `warning`, `note` or `off`; the line of a rule wins over that of its category.",
        ),
        key("select", Takes::Texts, "The only rules and categories to check."),
        key("ignore", Takes::Texts, "Rules and categories to skip."),
        key("fail_on", Takes::Word(GATES), "The lowest severity that fails `ladder validate`; the default is `error`."),
        key("paths", Takes::List(&PATHS), "Settings for some files; later ones win."),
        key("exclude", Takes::Texts, "Files to leave out when a folder is loaded, as globs like those of .gitignore."),
        key("tolerance", Takes::OneOrMore(&TOLERANCE), "How far things may differ before a rule reports them."),
        key(
            "review_months",
            Takes::Months,
            "After how many months a ladder has to be reviewed again; without it, `review-due` reports nothing.",
        ),
        key("words", Takes::OneOrMore(&WORDS), "Words that the project wants to keep out of its ladders."),
        key("impacts", Takes::Impacts, "Kinds of change, each with its impact in `ladder diff`."),
        key("judgements", Takes::List(&JUDGEMENT), "Judgements of the team over single edits in `ladder diff`."),
        key(
            "pay",
            Takes::Word(&["show", "hide"]),
            "`show` prints pay in pages, Markdown and comments too; the default is `hide`.",
        ),
        key(
            "explanations",
            Takes::Page,
            "The address where `docs/rules.md`, or a page of your own, is published; findings then link to it. The id of the rule \
             becomes the anchor, or replaces `{rule}` in the address.",
        ),
        key("site", Takes::One(&SITE), "What `ladder site` calls its site, and how that looks."),
    ],
    one_of: &[],
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
review_months: 12
words: { banned: [{ word: rockstar }] }
impacts: { level-renamed: addition }
judgements:
  - { place: engineering/ic/IC4/delivery, edit: 3f2a9c1b, impact: wording, reason: the same duty in fewer words }
pay: hide
explanations: https://example.org/ladder/rules.html
site: { name: Career ladders at Example }
",
};

/// Settings for some files.
pub static PATHS: NodeSpec = NodeSpec {
    name: "path setting",
    title: "Settings for some files",
    about: "Other severities for some files. Globs are like those of .gitignore, relative to the configuration's folder.",
    keys: &[
        KeySpec { name: "match", takes: Takes::Texts, required: true, about: "The files, as globs." },
        KeySpec { name: "rules", takes: Takes::Rules, required: true, about: "Rules or categories, as at the top." },
    ],
    one_of: &[],
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
    about: "How far things may differ before a rule reports them.",
    keys: &[key(
        "pay",
        Takes::PerCent,
        "How far the midpoints of parallel levels may differ, in per cent of the larger one; the default is 5.",
    )],
    one_of: &[],
    example: "tolerance: { pay: 10 }\n",
};

/// Words that ladders are kept free of.
pub static WORDS: NodeSpec = NodeSpec {
    name: "words",
    title: "Words",
    about: "What `banned-word` looks for.",
    keys: &[key("banned", Takes::List(&BANNED), "The words that no text of a ladder or base may have.")],
    one_of: &[],
    example: "\
words:
  banned:
    - { word: rockstar, reason: It says nothing of the work. }
",
};

/// A word that is banned.
pub static BANNED: NodeSpec = NodeSpec {
    name: "banned word",
    title: "A banned word",
    about: "A word, or several in a row. Capitals make no difference, and other forms of a word are other words.",
    keys: &[
        KeySpec { name: "word", takes: Takes::Text, required: true, about: "The word." },
        key("reason", Takes::Text, "Why it is banned, or what to write; the finding says so."),
    ],
    one_of: &[],
    example: "\
words:
  banned:
    - { word: Initech, reason: The ladder was copied from theirs. }
",
};

/// A judgement over one edit.
pub static JUDGEMENT: NodeSpec = NodeSpec {
    name: "judgement",
    title: "Judgements",
    about: "What the team says of one edit, in place of the judgement of `ladder diff`. It holds for that edit only, and a \
            warning says when it no longer applies.",
    keys: &[
        KeySpec {
            name: "place",
            takes: Takes::Text,
            required: true,
            about: "The place of the change, as the output has it.",
        },
        KeySpec {
            name: "edit",
            takes: Takes::Text,
            required: true,
            about: "The id of the edit, as the output has it.",
        },
        KeySpec {
            name: "impact",
            takes: Takes::Text,
            required: true,
            about: "The impact of the change, as `ladder diff --explain` lists them.",
        },
        KeySpec { name: "reason", takes: Takes::Text, required: true, about: "Why, for whoever reads the comparison." },
    ],
    one_of: &[],
    example: "\
judgements:
  - place: engineering/ic/IC4/delivery#2
    edit: 3f2a9c1b
    impact: wording
    reason: the same duty, said in fewer words
",
};

/// A site of the ladders.
pub static SITE: NodeSpec = NodeSpec {
    name: "site",
    title: "The site",
    about: "What `ladder site` calls its site, and how that looks. Every key is optional.",
    keys: &[
        key("name", Takes::Text, "The name of the site; the default is `Career ladders`."),
        key(
            "logo",
            Takes::Text,
            "The file of a picture beside the name, relative to the configuration's folder: `.svg`, `.png`, `.jpg`, `.gif` or `.webp`.",
        ),
        key(
            "ic_color",
            Takes::Color,
            "The colour of the side of individual contributors. Text in it has to be readable in a box of its own tint; the colour for dark \
             screens is made from it.",
        ),
        key("manager_color", Takes::Color, "The colour of the side of managers, likewise."),
        key("note", Takes::Text, "What each page says at its end, such as whom to ask."),
        key(
            "feedback",
            Takes::Url,
            "Where a reader can say something about a page. In the link, `{page}` becomes the page's address in the site, and \
             `{title}` its title.",
        ),
    ],
    one_of: &[],
    example: "\
site:
  name: Career ladders at Example
  logo: docs/logo.svg
  ic_color: \"#0b6469\"
  manager_color: \"#6c35a8\"
  note: Ask your manager what is unclear.
  feedback: https://example.org/issues/new?title={title}&body={page}
",
};
