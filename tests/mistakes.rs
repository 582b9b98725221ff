//! Mistakes that people make when they write a ladder: each is one finding, at the exact place, in the words of the format.

use ladder::finding::{Finding, Severity};
use ladder::parse::{self, Input};
use ladder::source::Memory;

/// What stands above a level.
const ABOVE: &str = "\
ladder: x
competencies: [{ id: delivery }, { id: hiring }]
tracks:
  - id: ic
    kind: ic
    levels:
";

/// What stands above a move.
const TRACKS: &str = "\
ladder: x
tracks:
  - { id: ic, kind: ic, levels: [{ id: IC4, grade: 4 }] }
  - { id: manager, kind: manager, levels: [{ id: M4, grade: 4 }] }
moves:
";

/// A mistake and what is said of it. The stretch that is marked stands between `«` and `»`.
struct Mistake {
    text: String,
    start: usize,
    end: usize,
}

fn mistake(marked: &str) -> Mistake {
    let start = marked.find('«').expect("a stretch is marked");
    let without = marked.replacen('«', "", 1);
    let end = without.find('»').expect("the stretch ends");
    Mistake { text: without.replacen('»', "", 1), start, end }
}

fn level(lines: &str) -> Mistake {
    mistake(&format!("{ABOVE}{lines}"))
}

/// A level that says something of a competency, in lines of their own and in braces.
fn both_ways_of_writing(text: &str) -> [Mistake; 2] {
    [
        level(&format!(
            "      - id: IC1\n        expectations:\n          delivery: {text}\n          hiring: Helps\n"
        )),
        level(&format!("      - {{ id: IC1, expectations: {{ delivery: {text} }} }}\n      - {{ id: IC2 }}\n")),
    ]
}

fn band(pay: &str) -> Mistake {
    mistake(&format!("base: company\ngrades:\n  - id: 1\n    pay: {pay}\n"))
}

fn errors(text: &str) -> Vec<(Finding, Option<std::ops::Range<usize>>)> {
    let loaded = parse::load(&Memory::new().with("x.yaml", text), &[Input::Path("x.yaml".into())]);
    let span = |finding: &Finding| loaded.span(finding).map(|span| span.range());
    let errors = loaded.findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| (finding.clone(), span(finding))).collect()
}

impl Mistake {
    /// Requires exactly one finding, at the mark, with these words in its message and its help.
    #[track_caller]
    fn is(&self, message: &str, help: &str) {
        let errors = errors(&self.text);
        let [(finding, span)] = &errors[..] else { panic!("not one finding: {errors:#?}\n{}", self.text) };
        let said = finding.help.as_deref().unwrap_or_default();
        assert!(finding.message.contains(message), "{}\n{}", finding.message, self.text);
        assert!(said.contains(help), "{said}\n{}", self.text);
        assert_eq!(span.clone().map(|span| &self.text[span]), Some(&self.text[self.start..self.end]), "{}", self.text);
        assert_eq!(span.clone().map(|span| span.start), Some(self.start), "{}", self.text);
        // People who edit a ladder have never heard of scalars.
        for word in ["scalar", "token", "indicator", "EOF", "while", "flow", "simple key"] {
            assert!(!finding.message.contains(word) && !said.contains(word), "`{word}`: {} {said}", finding.message);
        }
    }
}

#[test]
fn a_key_indented_too_far_is_marked_where_it_begins() {
    level("      - id: IC1\n         «grade»: 1\n")
        .is("a key in a place where none is allowed", "put 8 spaces before it");
    level("      - id: IC1\n        grade: 1\n          «title»: A\n")
        .is("a key in a place where none is allowed", "8 spaces");
    let text = "      - id: IC1\n        summary: A text\n          that goes on«:» here\n";
    level(text).is("in a text that continues", "quotation marks");
    level("      - id: IC1\n        summary: First«:» the reason\n")
        .is("a second `: ` in one line", "`summary: \"First: the reason\"`");
}

#[test]
fn an_invisible_character_is_named_where_it_stands() {
    let no_break = |lines: &str| level(lines).is("a no-break space (U+00A0)", "type a plain space");
    let zero_width = |lines: &str| level(lines).is("a zero-width space (U+200B)", "delete the character");
    no_break("      - id: IC1\n«\u{a0}»\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}grade: 1\n");
    no_break("      - id: IC1\n      «\u{a0}» grade: 1\n");
    no_break("      - id: IC1\n        grade:«\u{a0}»1\n");
    no_break("      - id: IC1\n        grade: «\u{a0}»1\n");
    no_break("      - id: IC1\n        grade: 1«\u{a0}»# one\n");
    no_break("      -«\u{a0}»id: IC1\n        grade: 1\n");
    no_break("      - { id: IC1, grade: 1,«\u{a0}»title: A }\n");
    no_break("      - id: IC1\n        expectations:\n          delivery:«\u{a0}»Ships\n          hiring: Helps\n");
    zero_width("      - id: IC«\u{200b}»1\n        grade: 1\n");
    zero_width("      - id: IC1\n        «\u{200b}»grade: 1\n");
    zero_width("      - id: IC1\n        gra«\u{200b}»de: 1\n");
    zero_width("      - { id: IC1, grade: [1, 2«\u{200b}»] }\n");
}

#[test]
fn invisible_characters_in_prose_are_the_authors_own() {
    let text =
        format!("{ABOVE}      - {{ id: IC1, grade: 1, title: \"10\u{a0}km 👩\u{200d}💻\", summary: \u{200f}שלום }}\n");
    assert_eq!(errors(&text), []);
}

#[test]
fn white_space_at_the_end_of_a_value_is_marked_and_belongs_to_no_value() {
    for value in ["«'leadership '»", "«\"leadership\\t\"»", "«leadership\u{a0}»", "«'leadership»\n  '"] {
        mistake(&format!("base: x\ncompetencies: [{{ id: a, kind: {value} }}]\n"))
            .is("white space at the end of `kind`", "delete it");
    }
    assert_eq!(errors("base: x\nsummary: 'A sentence. '\n"), []);
}

#[test]
fn the_lines_of_a_block_may_end_with_white_space() {
    let text = "ladder: x\nsummary: |\n  One.  \n  Two.\t\n\n  \ntracks: []\n";
    let loaded = parse::load(&Memory::new().with("x.yaml", text), &[Input::Path("x.yaml".into())]);
    assert!(loaded.findings.iter().all(|finding| !finding.message.contains("white space")), "{:?}", loaded.findings);
    let ladder = loaded.set.ladder("x").expect("it was read");
    assert_eq!(ladder.summary.get().map(String::as_str), Some("One.  \nTwo."));
}

#[test]
fn a_tag_is_marked_and_not_the_text_behind_it() {
    for text in both_ways_of_writing("«!Finishes» a task") {
        text.is("the tag `!Finishes` has no meaning here", "`\"!Finishes a task\"`");
    }
    for text in both_ways_of_writing("«!»") {
        text.is("the tag `!` has no meaning here", "delete the tag");
    }
}

#[test]
fn a_text_that_begins_with_what_yaml_reserves_goes_in_quotation_marks() {
    for (first, rest) in [
        ("[", "draft] Finishes"),
        ("{", "name} Finishes"),
        ("&", " x"),
        ("*", " x"),
        (">", " 3 tasks"),
        ("|", " 3 tasks"),
        ("%", " x"),
        ("@", "x"),
        ("-", " x"),
        ("?", " x"),
        (":", " x"),
        ("!", "<x"),
    ] {
        for text in both_ways_of_writing(&format!("«{first}»{rest}")) {
            let message = format!("a text cannot begin with `{first}`");
            text.is(&message, &format!("put the text in quotation marks: `\"{first}{rest}\"`"));
        }
    }
    for text in both_ways_of_writing("«`»x` runs") {
        text.is("a text cannot begin with a backtick", "needs quotation marks");
    }
    for (first, rest) in [(",", " x"), ("]", " x"), ("}", " x")] {
        let [text, _] = both_ways_of_writing(&format!("«{first}»{rest}"));
        text.is("a text cannot begin with", "put the text in quotation marks");
    }
}

#[test]
fn where_a_quotation_ends_is_said() {
    let [lines, braces] = both_ways_of_writing("\"Associate«\"» Engineer");
    lines.is("continues after its quotation marks", "`'\"Associate\" Engineer'`");
    braces.is("continues after its quotation marks", "the other kind of quotation marks");
    let [lines, braces] = both_ways_of_writing("'Engineer«'»s helper'");
    lines.is("continues after its quotation marks", "`'Engineer''s helper'`");
    braces.is("continues after its quotation marks", "write an apostrophe twice");
    let [lines, _] = both_ways_of_writing("'Associate«'» Engineer");
    lines.is("continues after its quotation marks", "`\"'Associate' Engineer\"`");
    for text in both_ways_of_writing("«\"»\\ud800\"") {
        text.is("a `\\` in double quotation marks", "single quotation marks");
    }
}

#[test]
fn every_line_of_nonsense_is_explained_in_plain_words() {
    for text in [
        "%YAML 9.9.9\n---\nladder: x\n",
        "%x\n",
        "ladder: x\n...\ntitle: y\n",
        "ladder: x\nsummary: |\n    one\n  two\n",
        "ladder: x\ntitle: \"a\nb\"\n",
        "ladder: x\ntitle: \"a\n---\nb\"\n",
        "ladder: x\ntitle: one\n  # two\n  three\n",
        "ladder: x\ntitle: \"one\"# two\n",
        "ladder: x\ntitle: !a!b c\n",
        "ladder: x\nsummary: >0\n  one\n",
        "ladder: x\ntracks: [\na\n]\n",
        "{ ladder: x, tracks:[] }\n",
        "ladder: x\nx: {a\n",
        "ladder: x\n  - y\n",
        "--- ladder: x\n",
    ] {
        let errors = errors(text);
        assert!(!errors.is_empty(), "{text}");
        for (finding, _) in errors {
            for word in ["scalar", "token", "indicator", "EOF", "while", "did not find"] {
                assert!(!finding.message.contains(word), "{}", finding.message);
            }
        }
    }
}

#[test]
fn a_missing_dash_is_one_finding_and_both_entries_are_read() {
    let text = "\
ladder: x
tracks:
  - id: ic
    kind: ic
    levels:
      - id: IC1
        grade: 1
        title: One
        «id»: IC2
        grade: 2
        title: Two
moves: [{ from: IC1, to: IC2 }]
";
    mistake(text).is("the key `id` is repeated, and so are others after it", "is a `- ` missing before this line?");
    let text = "\
ladder: x
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }]
    «id»: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }]
moves: [{ from: IC1, to: M1 }]
";
    mistake(text).is("the key `id` is repeated", "is a `- ` missing");
    mistake("ladder: x\ntitle: A\n«title»: B\ntracks: [{ id: ic, kind: ic, levels: [{ id: IC1, grade: 1 }] }]\n")
        .is("the key `title` is written twice", "keep one of the two");
}

#[test]
fn a_missing_space_behind_a_colon_is_one_finding() {
    let moves = |lines: &str| mistake(&format!("{TRACKS}{lines}"));
    moves("  - { «from:»IC4, to:M4 }\n").is("a space is missing after `from:`", "write `from: IC4`");
    moves("  - {«from:»IC4,to:M4,both_ways:true}\n").is("a space is missing after `from:`", "write `from: IC4`");
    moves("  - «from:»IC4\n    to: M4\n").is("a space is missing after `from:`", "write `from: IC4`");
    moves("  - from: IC4\n    «to:»M4\n").is("a space is missing after `to:`", "write `to: M4`");
    mistake("ladder: x\n«title:»Associate\ntracks: []\n").is("a space is missing after `title:`", "`title: Associate`");
    mistake("«ladder:»x\ntitle: X\n").is("a space is missing after `ladder:`", "`ladder: x`");
    level("      - id: IC1\n        «grade:»1\n        title: A\n")
        .is("a space is missing after `grade:`", "`grade: 1`");
    let text = "      - id: IC1\n        expectations:\n          «delivery:»Ships\n          hiring: Helps\n";
    level(text).is("a space is missing after `delivery:`", "`delivery: Ships`");
    level("      - { id: IC1, expectations: { «delivery:»Ships, hiring: Helps } }\n").is("after `delivery:`", "Ships");
}

#[test]
fn a_missing_brace_or_comma_is_looked_for() {
    let moves = |lines: &str| mistake(&format!("{TRACKS}{lines}"));
    moves("  - «from»: IC4, to: M4 }\n").is("a `{` is missing before `from`", "write `{ from: IC4, to: M4 }`");
    moves("  - from: IC4, to«:» M4\n").is("a second `: ` in one line", "`{ from: IC4, to: M4 }`");
    moves("  - { from: IC4 «to»: M4 }\n").is("a `,` is missing before `to`", "separate keys with commas");
    moves("  - «{» from: IC4, to: M4\n  - { from: M4, to: IC4 }\n").is("`{` is never closed", "closing `}`");
    level("      - { id: IC1, expectations: { delivery: # soon } }\n      «-» { id: IC2 }\n")
        .is("a `- ` inside brackets", "which begins a comment");
}

#[test]
fn an_amount_is_one_number_however_it_is_written() {
    let amount = |min: &str, meant: &str| {
        for pay in [
            format!("{{ currency: EUR, min: «{min}», max: 2000000 }}"),
            format!("\n      currency: EUR\n      min: «{min}»\n      max: 2000000"),
        ] {
            band(&pay).is("is not an amount of money", &format!("write `min: {meant}`"));
        }
    };
    amount("40,000", "40000");
    amount("1,040,000", "1040000");
    amount("40.000", "40000");
    amount("1.040.000", "1040000");
    amount("50.000,50", "50000.50");
    amount("50,000.50", "50000.50");
    amount("40 000", "40000");
    amount("40'000", "40000");
    amount("40.5k", "40500");
    assert_eq!(errors(&band("{ currency: EUR, min: 40000.50, max: «50000» }").text), []);
}

#[test]
fn bands_by_location_are_one_finding_and_read_as_they_are_meant() {
    band("{ «Berlin»: { currency: EUR, min: 40000, max: 50000 } }")
        .is("a band has no key `Berlin`", "write `location: Berlin` next to `currency`");
    band("{ «Berlin»: { currency: EUR, min: 4, max: 5 }, London: { currency: GBP, min: 4, max: 5 } }")
        .is("a band has no key `Berlin`", "a list of bands");
    let text = band("{ «Berlin»: { currency: EUR, min: 4, max: five } }").text;
    assert_eq!(errors(&text).len(), 2, "what is wrong inside is found too");
}

#[test]
fn quotation_marks_are_spoken_of_only_where_they_are_written() {
    let flag = |written: &str, help: &str| {
        let text = "ladder: x\ntracks: [{ id: ic, kind: ic, levels: [{ id: IC1, grade: 1 }], cumulative: ";
        mistake(&format!("{text}«{written}» }}]\n")).is("`cumulative` takes `true` or `false`", help);
        let text = mistake(&format!("{text}«{written}» }}]\n")).text;
        let help = errors(&text)[0].0.help.clone().unwrap_or_default();
        assert_eq!(help.contains("quotation marks"), written.starts_with('"'), "{help}");
    };
    flag("yes", "write `cumulative: true`");
    flag("off", "write `cumulative: false`");
    flag("tru", "write `cumulative: true`");
    flag("fasle", "write `cumulative: false`");
    flag("\"true\"", "write `cumulative: true`, without quotation marks");
    flag("sometimes", "takes `true` or `false`");
    mistake(&format!("{TRACKS}  - from: IC4\n    to: M4\n    both_ways: «true,»\n"))
        .is("takes `true` or `false`", "write `both_ways: true`");
}

#[test]
fn a_key_that_must_be_there_is_not_to_be_deleted() {
    let rest = "tracks: [{ id: ic, kind: ic, levels: [{ id: IC1, grade: 1 }] }]\n";
    mistake(&format!("«ladder»:\n{rest}")).is("`ladder` has no value", "write a value: `ladder` takes an id");
    mistake(&format!("ladder: «\"\"»\n{rest}")).is("`ladder` has no value", "write a value: `ladder` takes an id");
    mistake(&format!("ladder: x\n«title»:\n{rest}")).is("`title` has no value", "or delete the line");
    mistake("ladder: x\n«tracks»: []\n").is("`tracks` has no value", "write a value: `tracks` takes a list");
}

#[test]
fn nothing_of_a_file_is_passed_over_where_something_else_is_wrong() {
    let rules = |text: &str| -> Vec<&str> { errors(text).iter().map(|(finding, _)| finding.rule).collect() };
    for list in ["grades", "scale", "competencies"] {
        let text = format!("base: x\n{list}: [{{ title: [a], summary: {{}}, formerly: 'x y' }}]\n");
        assert_eq!(rules(&text), ["missing-field", "wrong-type", "wrong-type", "bad-value"], "{list}");
    }
    let rest = "titel: X\ntracks: [{ id: ic, kind: icc, levels: [{ id: IC1, grade: one }] }]\n";
    let expected = ["bad-value", "unknown-field", "bad-value", "bad-value"];
    assert_eq!(rules(&format!("ladder: x\nbase: y\n{rest}")), expected);
    assert_eq!(rules(&format!("base: y\n{rest}"))[1..], expected[1..]);
    assert_eq!(rules("ladder: x\nbase: y\ngrades: [{ id: 1, titel: A }]\n"), ["bad-value", "unknown-field"]);
}

#[test]
fn a_span_of_grades_is_suggested_as_a_list() {
    for (written, meant) in [("1-2", "[1, 2]"), ("1–2", "[1, 2]"), ("1..2", "[1, 2]"), ("1 to 2", "[1, 2]")] {
        level(&format!("      - {{ id: IC1, grade: «{written}» }}\n")).is("is not a grade", &format!("`{meant}`"));
        let text =
            "ladder: x\ngrades: [{ id: 1 }, { id: 2 }]\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n".to_owned();
        mistake(&format!("{text}      - {{ id: IC1, grade: «{written}» }}\n"))
            .is("there is no grade", &format!("`{meant}`"));
    }
    level("      - id: IC1\n        grade: «4, 5]»\n").is("is not a grade", "`[4, 5]`");
}

#[test]
fn of_another_ladders_level_what_is_unknown_is_marked() {
    let moves = |lines: &str| mistake(&format!("{TRACKS}{lines}"));
    moves("  - { from: IC4, to: «zz»/IC1 }\n").is("there is no ladder `zz`", "known ladders");
    moves("  - { from: IC4, to: \"«zz»/IC1\" }\n").is("there is no ladder `zz`", "known ladders");
    moves("  - { from: IC4, to: «x/IC9» }\n").is("there is no level `x/IC9`", "known levels");
}

#[test]
fn that_no_competency_is_defined_is_said_once() {
    let text = "\
ladder: x
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { «delivery»: a, hiring: b } }
      - { id: IC2, grade: 2, expectations: { delivery: a, hiring: b } }
";
    mistake(text).is("no competency is defined", "under `extends`");
}

/// What is wrong in `x.yaml` beside another file.
fn beside(name: &str, other: &str, text: &str) -> Vec<Finding> {
    let tree = Memory::new().with("x.yaml", text).with(name, other);
    parse::load(&tree, &[Input::Path("x.yaml".into())]).findings
}

#[test]
fn what_is_extended_is_suggested_with_its_ending() {
    let text = "ladder: x\nextends: company\ntracks: [{ id: ic, kind: ic, levels: [{ id: IC1, grade: 1 }] }]\n";
    let findings = beside("company.yaml", "base: company\n", text);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(findings[0].help.as_deref(), Some("did you mean `company.yaml`?"));
}

#[test]
fn a_ladder_that_is_extended_is_one_finding_whatever_is_wrong_with_it() {
    let tracks = "tracks: [{ id: ic, kind: ic, levels: [{ id: IC1, grade: 1 }] }]\n";
    let text = format!("ladder: x\nextends: y.yaml\n{tracks}");
    let findings = beside("y.yaml", &format!("ladder: y\ntitel: Y\n{tracks}"), &text);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert!(findings[0].message.contains("is a ladder, but only a base can be extended"), "{findings:#?}");
}

#[test]
fn a_merge_conflict_is_told_by_its_name_wherever_it_is() {
    let help = "delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`";
    for text in [
        "ladder: x\n«<<<<<<< HEAD»\ntitle: A\n=======\ntitle: B\n>>>>>>> topic\n",
        "ladder: x\nsummary: |\n  Some text\n«<<<<<<< HEAD»\n  more\n||||||| base\n=======\n  less\n>>>>>>> topic\n",
        "ladder: x\ntitle: A\n«>>>>>>> topic»\n",
    ] {
        mistake(text).is("a merge conflict that is not resolved", help);
    }
    assert!(errors("ladder: x\nsummary: |\n  Heading\n  =======\n  <<<<<<< a\ntracks: [{ id: a, kind: ic, levels: [{ id: A1, grade: 1 }] }]\n").is_empty());
}

#[test]
fn a_band_needs_one_end_and_a_period_that_there_is() {
    band("«{ currency: EUR }»").is("must have a minimum or a maximum", "add `min:`, `max:` or both");
    band("{ currency: EUR, period: «weekly», min: 900 }").is("is not a `period`", "`year`, `month` or `hour`");
    for pay in ["{ currency: EUR, min: 900 }", "{ currency: EUR, period: hour, max: 40.5 }"] {
        assert_eq!(errors(&band(&format!("{pay} #«»")).text), []);
    }
}

#[test]
fn a_lateral_move_names_two_tracks_with_a_grade_in_common() {
    let moves = |lines: &str| mistake(&format!("{TRACKS}{lines}"));
    moves("  - { from: ic, to: «managers», lateral: true }\n")
        .is("there is no track `managers`", "did you mean `manager`");
    moves("  - { from: ic, to: «ic», lateral: true }\n").is("must lead to another track", "name two tracks");
    moves("  - { from: IC4, to: manager, lateral: true }\n".replace("IC4", "«IC4»").as_str())
        .is("there is no track `IC4`", "did you mean `ic`");
    let apart = TRACKS.replace("id: M4, grade: 4", "id: M5, grade: 5");
    mistake(&format!("{apart}  - {{ from: ic, to: «manager», lateral: true }}\n"))
        .is("no level of `ic` is parallel to one of `manager`", "share a grade");
    assert_eq!(errors(&format!("{TRACKS}  - {{ from: ic, to: manager, lateral: true, both_ways: true }}\n")), []);
}

#[test]
fn a_date_and_equivalents_say_how_they_are_written() {
    mistake("ladder: x\nreviewed: «31.03.2026»\ntracks: [{ id: a, kind: ic, levels: [{ id: A1, grade: 1 }] }]\n")
        .is("is not a date", "year, month and day: `2026-03-31`");
    level("      - id: IC1\n        equivalents: «P4»\n")
        .is("a mapping from framework to the name there", "{ sfia: 5 }");
}

#[test]
fn another_word_for_a_key_is_told_the_key() {
    let of_level = |word: &str, value: &str, key: &str| {
        level(&format!("      - id: IC1\n        «{word}»: {value}\n"))
            .is("has no key", &format!("did you mean `{key}`?"));
    };
    of_level("salary", "{ currency: EUR, min: 1 }", "pay");
    of_level("description", "Builds.", "summary");
    of_level("name", "Engineer", "title");
    of_level("skills", "{ delivery: Ships. }", "expectations");
    of_level("reports", "people", "manages");
    let levels = "levels: [{ id: A1, grade: 1 }]";
    mistake(&format!("ladder: x\ntracks: [{{ id: a, «type»: ic, {levels} }}]\n")).is("has no key `type`", "`kind`");
    mistake(&format!("ladder: x\n«skills»: [{{ id: a }}]\ntracks: [{{ id: a, kind: ic, {levels} }}]\n"))
        .is("has no key `skills`", "`competencies`");
}

#[test]
fn pay_in_words_and_a_pasted_bullet_get_an_example_of_what_is_meant() {
    let pay = |text: &str, meant: &str| {
        band(&format!("«{text}»")).is("a band must be a mapping", &format!("write `pay: {{ currency: {meant} }}`"));
    };
    pay("30k-35k EUR", "EUR, min: 30000, max: 35000");
    pay("GBP 30,000 – 35,000", "GBP, min: 30000, max: 35000");
    pay("\"60 000 to 72 000\"", "EUR, min: 60000, max: 72000");
    pay("competitive", "EUR, min: 48000, max: 60000");
    level(
        "      - id: IC1\n        expectations:\n          delivery:\n            «*» Ships.\n            * Tests.\n",
    )
    .is("a list begins its lines with `-`", "`- Writes code");
}
