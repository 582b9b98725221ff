//! How a comparison is written: marks that need no colour, an honest cut, broken files beside sound ones.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

fn ladder(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ladder"))
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .args(arguments)
        .output()
        .unwrap()
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

fn small(id: &str, text: &str) -> String {
    format!(
        "ladder: {id}\ncompetencies: [{{ id: delivery }}]\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n      \
         - {{ id: IC1, grade: 1, expectations: {{ delivery: {text} }} }}\n"
    )
}

#[test]
fn what_came_and_what_went_is_marked_in_colour_and_without() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &[
            ("old.yaml", &small("x", "Contributes to the plan of a team.")),
            ("new.yaml", &small("x", "Owns the plan of a team.")),
        ],
    );
    for color in ["always", "never"] {
        let output = ladder(folder.path(), &["diff", "old.yaml", "new.yaml", "--color", color]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("[-Contributes to-]") && text.contains("{+Owns+}"), "{text}");
        assert_eq!(text.contains('\u{1b}'), color == "always", "{text}");
    }
}

#[test]
fn markdown_is_cut_under_the_limit_of_a_comment_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let many = |word: &str| {
        let mut text =
            "ladder: x\ncompetencies: [{ id: delivery }]\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n".to_owned();
        for level in 1..=600 {
            let asked =
                format!("{word} what level {level} has to bring to the people who wait for it at the end of the day.");
            let _ =
                writeln!(text, "      - {{ id: IC{level}, grade: {level}, expectations: {{ delivery: {asked} }} }}");
        }
        text
    };
    write(folder.path(), &[("old.yaml", &many("Finishes")), ("new.yaml", &many("Completes"))]);
    let output = ladder(folder.path(), &["diff", "old.yaml", "new.yaml", "--format", "markdown"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.len() < 65_536, "{}", text.len());
    let shown = text.matches("expectation-reworded").count();
    assert!(shown > 0 && text.contains(&format!("{} more do not fit here", 600 - shown)), "{shown} shown");
    assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
}

#[test]
fn a_file_that_does_not_load_is_named_and_the_others_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &[
            ("old/a.yaml", &small("a", "Finishes a task.")),
            ("old/b.yaml", &small("b", "Finishes a task.")),
            ("new/a.yaml", &small("a", "Brings work to its end.")),
            ("new/b.yaml", "ladder: b\ntracks: [\n"),
        ],
    );
    let output = ladder(folder.path(), &["diff", "old", "new"]);
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(4));
    assert!(err.contains("new/b.yaml:2:9"), "{err}");
    assert!(out.contains("expectation-reworded") && !out.contains("ladder-removed"), "{out}");
    assert!(out.contains("Not compared, because it could not be read: b."), "{out}");
}

#[test]
fn two_that_claim_one_name_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let track =
        |id: &str, level: &str| format!("  - {{ id: {id}, kind: ic, formerly: s, levels: [{{ id: {level} }}] }}\n");
    let head = "ladder: x\ntracks:\n";
    write(
        folder.path(),
        &[
            ("old.yaml", &format!("{head}  - {{ id: s, kind: ic, levels: [{{ id: A }}] }}\n")),
            ("new.yaml", &format!("{head}{}{}", track("a", "A"), track("b", "B"))),
        ],
    );
    let output = ladder(folder.path(), &["diff", "old.yaml", "new.yaml"]);
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8(output.stderr).unwrap().contains("under `formerly`"));
}

#[test]
fn pay_is_counted_in_markdown_and_its_amounts_are_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let paid = |max: u32| {
        let pay = format!("pay: {{ currency: EUR, min: 40000, max: {max} }}");
        format!("ladder: x\ntracks:\n  - id: ic\n    kind: ic\n    levels: [{{ id: IC1, grade: 1, {pay} }}]\n")
    };
    write(folder.path(), &[("old.yaml", &paid(51_111)), ("new.yaml", &paid(50_222))]);
    let markdown = |folder: &Path| {
        String::from_utf8(ladder(folder, &["diff", "old.yaml", "new.yaml", "--format", "markdown"]).stdout).unwrap()
    };
    let text = markdown(folder.path());
    assert!(
        text.contains("band-lowered")
            && !["51111", "50222"].iter().any(|amount| text.replace([' ', '\u{a0}'], "").contains(amount)),
        "{text}"
    );
    write(folder.path(), &[(".ladder.yaml", "pay: show\n")]);
    assert!(markdown(folder.path()).replace([' ', '\u{a0}'], "").contains("51111"));
}

#[test]
fn what_levels_above_inherit_concerns_each_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let ladder = |text: &str| {
        let levels: String = (2..=4).map(|level| format!("      - {{ id: IC{level}, grade: {level} }}\n")).collect();
        let small = small("x", text).replace("kind: ic\n", "kind: ic\n    cumulative: true\n");
        format!("{small}{levels}")
    };
    write(folder.path(), &[("old.yaml", &ladder("Contributes to a plan.")), ("new.yaml", &ladder("Owns a plan."))]);
    let output = ladder_diff(folder.path(), &["--level", "IC3"]);
    assert!(output.contains("More is asked at IC1, IC2, IC3 and IC4: delivery."), "{output}");
    assert!(output.contains("expectation-raised") && !output.contains("not shown"), "{output}");
}

/// `ladder diff old.yaml new.yaml`, with options.
fn ladder_diff(folder: &Path, options: &[&str]) -> String {
    let output = ladder(folder, &[&["diff", "old.yaml", "new.yaml"], options].concat());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_new_level_that_others_include_concerns_all_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let ladder = |inserted: &str| {
        let small = small("x", "Owns a plan.").replace("kind: ic\n", "kind: ic\n    cumulative: true\n");
        format!("{small}{inserted}      - {{ id: IC3, grade: 3 }}\n      - {{ id: IC4, grade: 4 }}\n")
    };
    let new = "      - { id: IC2, grade: 2, expectations: { delivery: Reviews the plans of others. } }\n";
    write(folder.path(), &[("old.yaml", &ladder("")), ("new.yaml", &ladder(new))]);
    let output = ladder_diff(folder.path(), &["--level", "IC4"]);
    assert!(
        output.contains("raises-bar delivery") && output.contains("`IC2` is new below it, and asks this"),
        "{output}"
    );
    // And the way back: it is gone, and those above lose it.
    std::fs::rename(folder.path().join("old.yaml"), folder.path().join("without.yaml")).unwrap();
    std::fs::rename(folder.path().join("new.yaml"), folder.path().join("old.yaml")).unwrap();
    std::fs::rename(folder.path().join("without.yaml"), folder.path().join("new.yaml")).unwrap();
    let output = ladder_diff(folder.path(), &["--level", "IC4"]);
    assert!(output.contains("lowers-bar delivery") && output.contains("`IC2` below it is removed"), "{output}");
}

#[test]
fn nothing_is_said_of_a_text_that_a_reader_has_to_judge() {
    let folder = tempfile::tempdir().unwrap();
    let texts =
        [small("x", "Shows managers how it is done."), small("x", "Does not have to show managers how it is done.")];
    write(folder.path(), &[("old.yaml", &texts[0]), ("new.yaml", &texts[1])]);
    let output = ladder_diff(folder.path(), &[]);
    assert!(output.contains("needs review"), "{output}");
    assert!(!output.contains("Nobody is asked for more or less"), "{output}");
}

#[test]
fn a_filter_takes_a_level_with_its_ladder_and_refuses_what_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let texts = [small("x", "Contributes to a plan."), small("x", "Owns a plan.")];
    write(folder.path(), &[("old.yaml", &texts[0]), ("new.yaml", &texts[1])]);
    let output = ladder_diff(folder.path(), &["--level", "x/IC1"]);
    assert!(output.contains("expectation-raised"), "{output}");
    for (flag, wrong, meant) in
        [("--level", "IC11", "IC1"), ("--track", "icc", "ic"), ("--competency", "delivry", "delivery")]
    {
        let output = ladder(folder.path(), &["diff", "old.yaml", "new.yaml", flag, wrong]);
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{complaint}");
        assert!(complaint.contains(&format!("did you mean `{meant}`?")), "{complaint}");
    }
}

#[test]
fn a_filter_by_level_takes_the_moves_that_it_is_an_end_of() {
    let folder = tempfile::tempdir().unwrap();
    let ladder = |moves: &str| {
        let manager = "  - id: manager\n    kind: manager\n    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }]\n";
        format!("{}{manager}{moves}", small("x", "Owns a plan."))
    };
    write(folder.path(), &[("old.yaml", &ladder("moves: [{ from: IC1, to: M1 }]\n")), ("new.yaml", &ladder(""))]);
    for level in ["IC1", "x/IC1", "M1"] {
        let output = ladder_diff(folder.path(), &["--level", level]);
        assert!(output.contains("breaking move from IC1 to M1"), "{level}: {output}");
    }
    assert!(ladder_diff(folder.path(), &["--level", "M2"]).contains("1 change not shown"));
}

#[test]
fn a_filter_by_the_id_that_a_level_had_takes_what_became_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let old = small("x", "Contributes to a plan.");
    let new = small("y\nformerly: [x]", "Owns a plan.").replace("id: IC1", "id: SE1, formerly: [IC1]");
    write(folder.path(), &[("old.yaml", &old), ("new.yaml", &new)]);
    for level in ["IC1", "x/IC1", "SE1", "y/SE1"] {
        let output = ladder_diff(folder.path(), &["--level", level]);
        assert!(output.contains("expectation-raised") && output.contains("level-renamed"), "{level}: {output}");
    }
}

#[test]
fn what_is_said_of_people_stays_true_where_a_project_counts_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let titled = |title: &str, text: &str| small("x", text).replace("grade: 1", &format!("title: {title}, grade: 1"));
    let said = |impacts: &str, new: &str| {
        let old = titled("One", "Contributes to a plan.");
        write(folder.path(), &[(".ladder.yaml", impacts), ("old.yaml", &old), ("new.yaml", new)]);
        ladder_diff(folder.path(), &[])
    };
    let output = said("impacts: { level-retitled: breaking }\n", &titled("Two", "Contributes to a plan."));
    assert!(output.starts_with("Nobody is asked for more or less"), "{output}");
    assert!(output.contains("This project's settings count that as breaking.\nVerdict: breaking"), "{output}");
    let output = said("impacts: { expectation-raised: wording }\n", &titled("One", "Owns a plan."));
    assert!(output.starts_with("More is asked at IC1: delivery."), "{output}");
    assert!(output.contains("settings count that as wording.\nVerdict: wording"), "{output}");
}
