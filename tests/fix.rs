//! `ladder validate --fix` through the real process: what it corrects, and that no other byte changes.

use std::fs;

use crate::support::program::{HEALTHY, Project};

/// Mends a file, and requires what it becomes, byte for byte, and that a second run changes nothing.
#[track_caller]
fn becomes(before: &str, after: &str) {
    let project = Project::new().with("x.yaml", before);
    let diff = project.run("validate --fix --diff x.yaml");
    assert_eq!(fs::read_to_string(project.at("x.yaml")).expect("it is there"), before, "`--diff` wrote: {diff}");
    assert_eq!(diff.stdout.is_empty(), before == after, "{diff}");
    let run = project.run("validate --fix x.yaml");
    let fixed = fs::read_to_string(project.at("x.yaml")).expect("it is there");
    assert_eq!(fixed, after, "{run}");
    assert_eq!(run.stderr.contains("fixed"), before != after, "{run}");
    let again = project.run("validate --fix x.yaml");
    assert!(again.stderr.is_empty(), "{again}");
    assert_eq!(fs::read_to_string(project.at("x.yaml")).expect("it is there"), after);
    assert_eq!(fs::read_dir(project.at(".")).expect("a folder").count(), 1, "something is left beside it");
}

/// A ladder with a repeated expectation, a one-way switch, a misspelt key, word and reference, comments, CJK text and an
/// anchor that is used.
const BEFORE: &str = "\
# 職位 \u{2014} all of it
ladder: support   # the id
titel: 設計 ladder
competencies: [{ id: answers }, { id: influence, kind: leadership }] # 二つ
tracks:
  - id: ic
    kind: ic
    cumulative: true

    levels:
      - { id: IC1, grade: 1, expectations: { answers: &a Answers a case., influence: Talks  round. } }
      - id: IC2
        grade: 2
        expectations:
          answers:
            - Answers a
              case.

          influence: Talks a team round. # 影響
  - id: manager
    kind: mangaer # 管理
    levels:
      - { id: M2, grade: 2, expectations: { 'answrs': *a, influence: Settles who does what. } }
moves:
  # the way over
  - from: IC2 # here
    to: M2    # there
    note: >-
      Ask 先輩.
";

const AFTER: &str = "\
# 職位 \u{2014} all of it
ladder: support   # the id
title: 設計 ladder
competencies: [{ id: answers }, { id: influence, kind: leadership }] # 二つ
tracks:
  - id: ic
    kind: ic
    cumulative: true

    levels:
      - { id: IC1, grade: 1, expectations: { answers: &a Answers a case., influence: Talks  round. } }
      - id: IC2
        grade: 2
        expectations:

          influence: Talks a team round. # 影響
  - id: manager
    kind: manager # 管理
    levels:
      - { id: M2, grade: 2, expectations: { 'answers': *a, influence: Settles who does what. } }
moves:
  # the way over
  - from: IC2 # here
    to: M2    # there
    both_ways: true
    note: >-
      Ask 先輩.
";

#[test]
fn what_is_safe_is_mended_and_all_else_stays() {
    becomes(BEFORE, AFTER);
}

#[test]
fn carriage_returns_and_byte_order_marks_stay() {
    becomes(&BEFORE.replace('\n', "\r\n"), &AFTER.replace('\n', "\r\n"));
    becomes(&format!("\u{feff}{BEFORE}"), &format!("\u{feff}{AFTER}"));
    let both = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    becomes(&both(BEFORE), &both(AFTER));
}

#[test]
fn a_way_back_is_written_in_the_style_of_the_move() {
    let moves = |text: &str| HEALTHY.replace("moves: [{ from: IC2, to: M2, both_ways: true }]\n", text);
    for (before, after) in [
        ("moves: [{ from: IC2, to: M2 }]\n", "moves: [{ from: IC2, to: M2, both_ways: true }]\n"),
        ("moves: [{from: [IC2], to: 'M2',}]\n", "moves: [{from: [IC2], to: 'M2', both_ways: true,}]\n"),
        ("moves: [{ from: IC2, to: M2, both_ways: false }]\n", "moves: [{ from: IC2, to: M2, both_ways: true }]\n"),
        ("moves:\n- to: M2\n  from:\n  - IC2", "moves:\n- to: M2\n  from:\n  - IC2\n  both_ways: true"),
    ] {
        becomes(&moves(before), &moves(after));
    }
    for left in [
        "moves: [{ from: [IC1, IC2], to: M2 }]\n",
        "x-move: &m { from: IC2, to: M2 }\nmoves: [*m]\n",
        "x-move: &m { from: IC2 }\nmoves: [{ <<: *m, to: M2 }]\n",
        "x-no: &no false\nmoves: [{ from: IC2, to: M2, both_ways: *no }]\n",
    ] {
        becomes(&moves(left), &moves(left));
    }
}

#[test]
fn a_repeated_expectation_is_left_where_something_would_be_lost() {
    let ladder = |upper: &str| {
        format!(
            "\
ladder: support
competencies: [{{ id: answers }}, {{ id: influence, kind: leadership }}]
tracks:
  - id: ic
    kind: ic
    cumulative: true
    levels:
      - {{ id: IC1, grade: 1, expectations: {{ answers: &a Answers a case., influence: Talks a colleague round. }} }}
      - id: IC2
        grade: 2
        expectations:
{upper}
  - id: manager
    kind: manager
    levels:
      - {{ id: M2, grade: 2, expectations: {{ answers: Keeps a queue short., influence: Settles who does what. }} }}
moves: [{{ from: IC2, to: M2, both_ways: true }}]
"
        )
    };
    let other = "          influence: Talks a team round.";
    becomes(&ladder(&format!("{other}\n          answers: Answers a case.")), &ladder(other));
    for left in [
        "          answers: Answers a case. # on purpose",
        "          # on purpose\n          answers: Answers a case.",
        "          answers: Answers a case.\n            # on purpose",
        "          answers: { text: Answers a case., examples: [Answers 12 cases a day.] }",
    ] {
        let left = ladder(&format!("{other}\n{left}"));
        becomes(&left, &left);
    }
    let flow = ladder("          { answers: Answers a case., influence: Talks a team round. }");
    becomes(&flow, &flow);
}

#[test]
fn words_are_mended_where_they_are_written_for_nothing_else() {
    let shared = HEALTHY.replace("kind: manager", "kind: &k mangaer").replace("title: Lead", "title: *k");
    becomes(&shared, &shared);
    let another_level = HEALTHY.replace("to: M2", "to: M22");
    becomes(&another_level, &another_level);
    becomes(
        &HEALTHY.replace("kind: manager", "kind: \"mangaer\""),
        &HEALTHY.replace("kind: manager", "kind: \"manager\""),
    );
    // One edit in an anchor corrects all its uses.
    becomes(
        &HEALTHY
            .replace("{ id: IC1,", "{ <<: &x { sumary: One. }, id: IC1,")
            .replace("{ id: IC2,", "{ <<: *x, id: IC2,"),
        &HEALTHY
            .replace("{ id: IC1,", "{ <<: &x { summary: One. }, id: IC1,")
            .replace("{ id: IC2,", "{ <<: *x, id: IC2,"),
    );
    becomes(
        &format!("{HEALTHY}# ladder: ignore[grade-gpa] they wait\nsummary: Short.\n"),
        &format!("{HEALTHY}# ladder: ignore[grade-gap] they wait\nsummary: Short.\n"),
    );
}

#[test]
fn a_key_with_a_character_that_nobody_sees_is_left_and_nothing_is_said_to_be_fixed() {
    for hidden in ["\u{a0}", "\u{85}", "\u{2028}", "\u{3000}"] {
        let text = HEALTHY.replace("title: Healthy", &format!("title{hidden}: Healthy"));
        becomes(&text, &text);
    }
}

#[test]
fn white_space_at_the_end_of_a_word_is_deleted() {
    let quoted = HEALTHY.replace("kind: manager", "kind: 'manager '");
    becomes(&quoted, &HEALTHY.replace("kind: manager", "kind: 'manager'"));
    let hidden = format!("{HEALTHY}owned_by: people\u{a0}\n");
    becomes(&hidden, &format!("{HEALTHY}owned_by: people\n"));
    let prose = HEALTHY.replace("title: Healthy", "title: \"A ladder \"");
    becomes(&prose, &prose);
}

#[test]
fn points_pasted_into_a_block_of_text_are_left() {
    let pasted = |text: &str| {
        let known = HEALTHY.replace("tracks:", "competencies: [{ id: a }]\ntracks:");
        known.replace("{ id: IC1,", &format!("{{ id: IC1, expectations: {{ a: {text} }},"))
    };
    let points = "\"• Leads a team. • Plans the work.\"";
    becomes(&pasted(points), &pasted("[\"Leads a team.\", \"Plans the work.\"]"));
    for style in ["|", ">-"] {
        let block = format!("{style}\n            • Leads a team.\n            • Plans the work.");
        let text = format!(
            "ladder: x\ncompetencies: [{{ id: a }}]\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n      - id: IC1\n        \
             expectations:\n          a: {block}\n"
        );
        becomes(&text, &text);
    }
}

#[test]
fn the_report_and_the_status_are_of_what_remains() {
    let project = Project::new()
        .with("one.yaml", HEALTHY.replace("title: Healthy", "titel: Healthy"))
        .with("two.yaml", HEALTHY.replace("healthy", "second").replace("title: Healthy", "titel: Two\nbogus: 1"));
    let diff = project.run("validate --fix --diff one.yaml");
    diff.ends_with(1).prints("--- a/one.yaml\n+++ b/one.yaml\n@@").prints("-titel: Healthy\n+title: Healthy\n");
    diff.complains("would fix 1 finding in 1 file");
    let run = project.run("validate --fix");
    run.ends_with(1).prints("bogus").complains("fixed 2 findings in 2 files");
    assert!(!run.stdout.contains("titel"), "{run}");
    project.run("validate --fix one.yaml").ends_with(0).prints("no findings");
    project.run("validate --fix --diff one.yaml").ends_with(0);
    project.run("validate --fix --diff two.yaml").ends_with(1);
}

#[test]
fn a_fix_that_would_bring_errors_to_light_is_refused() {
    let broken =
        HEALTHY.replace("tracks:", "trakcs:").replace("grade: 1", "grade: one").replace("grade: 2", "grade: two");
    let project = Project::new().with("x.yaml", &broken);
    project.run("validate --fix x.yaml").ends_with(1).complains("more errors than before");
    assert_eq!(fs::read_to_string(project.at("x.yaml")).expect("it is there"), broken);
}

#[test]
fn only_named_files_are_changed_and_standard_input_is_none() {
    let project = Project::new()
        .with("base.yaml", "base: company\ntitel: Company\n")
        .with("x.yaml", HEALTHY.replace("title: Healthy", "extends: base.yaml"));
    project.run("validate --fix x.yaml").ends_with(1);
    assert_eq!(fs::read_to_string(project.at("base.yaml")).expect("it is there"), "base: company\ntitel: Company\n");
    project.call(["validate", "--fix", "-"]).stdin(HEALTHY).run().ends_with(2).complains("standard input");
    project.run("validate --diff x.yaml").ends_with(2).complains("--fix");
}

#[test]
fn what_a_comment_or_a_baseline_accepts_is_left() {
    let accepted = HEALTHY.replace(
        "moves: [{ from: IC2, to: M2, both_ways: true }]",
        "moves: [{ from: IC2, to: M2 }] # ladder: ignore[one-way-switch] arranged",
    );
    becomes(&accepted, &accepted);
    // Also by a comment that names its rule with a slip, which is corrected first.
    becomes(&accepted.replace("ignore[one-way-switch]", "ignore[one-way-swich]"), &accepted);
    let one_way = HEALTHY.replace(", both_ways: true", "");
    let project = Project::new().with("x.yaml", &one_way);
    project.run("validate --write-baseline known.json x.yaml").ends_with(0);
    project.run("validate --fix --baseline known.json x.yaml").ends_with(0);
    assert_eq!(fs::read_to_string(project.at("x.yaml")).expect("it is there"), one_way);
}

#[test]
fn texts_in_curly_marks_and_texts_that_a_comment_cuts_off_are_put_right() {
    let with = |summary: &str| HEALTHY.replace("title: One,", &format!("title: One, summary: {summary},"));
    becomes(&with("“Answers the phone”"), &with("\"Answers the phone\""));
    let cut = |title: &str| format!("{HEALTHY}summary: {title}\n");
    becomes(&cut("Ships the #1 priority"), &cut("\"Ships the #1 priority\""));
    for left in ["Ships the first priority. #1", "Ships the # first priority", "Ships #1", "Ships the 'first' # of all"]
    {
        becomes(&cut(left), &cut(left));
    }
}
