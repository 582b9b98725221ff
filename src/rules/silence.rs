//! Ladders without findings: one small ladder for each way in which a good ladder may differ from a plain one. With a hole in
//! any place, rules have none either.
#![cfg(test)]

use super::found;
use super::holes::rules_ignore_holes;

const IC: &str = "  - id: ic
    kind: ic
    levels:
      - { id: IC3, grade: 3, expectations: { influence: Asks a colleague for help. } }
      - { id: IC4, grade: 4, expectations: { influence: Talks a colleague round. } }
      - { id: IC5, grade: 5, expectations: { influence: Talks a team round. } }
";
const MANAGER: &str = "  - id: manager
    kind: manager
    levels:
      - { id: M4, grade: 4, expectations: { influence: Settles who does what. } }
      - { id: M5, grade: 5, expectations: { influence: Settles what two teams owe each other. } }
";
const MOVES: &str = "\
moves:
  - { from: IC4, to: M4, both_ways: true }
  - { from: IC5, to: M5, both_ways: true }
";
const LEADERSHIP: &str = "competencies: [{ id: influence, kind: leadership }]\n";

fn silent(parts: &[&str]) {
    let [competencies, tracks @ .., moves] = parts else { panic!("competencies, tracks, moves") };
    let ladder = format!("ladder: support\n{competencies}tracks:\n{}{moves}", tracks.concat());
    assert_eq!(found(&ladder), [], "{ladder}");
    rules_ignore_holes(&ladder);
}

#[test]
fn tracks_that_start_at_different_grades() {
    silent(&[LEADERSHIP, IC, MANAGER, MOVES]);
}

#[test]
fn a_competency_that_starts_late_or_ends_where_it_is_closed() {
    let ic = "  - id: ic
    kind: ic
    levels:
      - { id: IC3, grade: 3, expectations: { answers: Answers a case. } }
      - { id: IC4, grade: 4, expectations: { answers: Finds the cause., influence: Talks a colleague round. } }
      - { id: IC5, grade: 5, expectations: { answers: ~, influence: Talks a team round. } }
";
    let competencies = "competencies: [{ id: answers, tracks: ic }, { id: influence, kind: leadership }]\n";
    silent(&[competencies, ic, MANAGER, MOVES]);
}

#[test]
fn a_track_that_is_not_aligned() {
    let advisers = "  - id: advisers
    kind: ic
    aligned: false
    levels:
      - { id: A1, expectations: { influence: Is heard by one team. } }
      - { id: A2, expectations: { influence: Is heard by several teams. } }
";
    silent(&[LEADERSHIP, IC, MANAGER, advisers, MOVES]);
}

#[test]
fn a_span_beside_two_levels() {
    let manager = "  - id: manager
    kind: manager
    levels:
      - { id: M4, grade: [4, 5], expectations: { influence: Settles who does what. } }
";
    silent(&[LEADERSHIP, IC, manager, "moves: [{ from: [IC4, IC5], to: M4, both_ways: true }]\n"]);
}

#[test]
fn spans_that_share_an_end() {
    let manager = "  - id: manager
    kind: manager
    levels:
      - { id: M4, grade: [3, 4], expectations: { influence: Settles who does what. } }
      - { id: M5, grade: [4, 5], expectations: { influence: Settles what two teams owe each other. } }
";
    silent(&[LEADERSHIP, IC, manager, MOVES]);
}

#[test]
fn many_to_many_switches_where_a_lateral_one_exists() {
    silent(&[LEADERSHIP, IC, MANAGER, "moves: [{ from: [IC4, IC5], to: [M4, M5], both_ways: true }]\n"]);
}

#[test]
fn a_step_that_is_lower_on_the_other_track() {
    let stepped = |track: &str| track.replace("influence: ", "influence: { step: STEP, text: ").replace(". }", ". } }");
    let mut ic = stepped(IC);
    for step in ["2", "3", "4"] {
        ic = ic.replacen("STEP", step, 1);
    }
    let manager = stepped(MANAGER).replace("STEP", "1");
    silent(&[LEADERSHIP, &ic, &manager, MOVES]);
}

#[test]
fn planned_and_deprecated_levels_without_text() {
    let ic = format!("{IC}      - {{ id: IC6, grade: 6, status: planned }}\n");
    let manager = MANAGER.replace("levels:\n", "levels:\n      - { id: M3, grade: 3, status: deprecated }\n");
    let manager = format!("{manager}      - {{ id: M6, grade: 6, status: planned }}\n");
    for cumulative in ["", "cumulative: true\n    "] {
        let with = |track: &str| track.replace("levels:", &format!("{cumulative}levels:"));
        silent(&[LEADERSHIP, &with(&ic), &with(&manager), MOVES]);
    }
}

#[test]
fn terminal_levels() {
    let ic = IC.replace("grade: 4,", "grade: 4, terminal: true,");
    let head = "      - { id: M6, grade: 6, terminal: true, expectations: { influence: Speaks for the function. } }\n";
    silent(&[LEADERSHIP, &ic, &format!("{MANAGER}{head}"), MOVES]);
}

#[test]
fn a_hybrid_track_beside_both_sides() {
    let hybrid = "  - id: lead
    kind: hybrid
    levels:
      - { id: L4, grade: 4, expectations: { influence: Talks the team round and hires for it. } }
";
    for moves in
        ["", "  - { from: L4, to: [IC4, M4], both_ways: true }\n", "  - { from: IC4, to: L4, both_ways: true }\n"]
    {
        silent(&[LEADERSHIP, IC, hybrid, MANAGER, &format!("{MOVES}{moves}")]);
    }
}

#[test]
fn a_shared_trunk_that_promotes_into_both_branches() {
    let trunk = "  - id: trunk
    kind: shared
    levels:
      - { id: S2, grade: 2, expectations: { influence: Asks early. } }
      - { id: S3, grade: 3, expectations: { influence: Asks a colleague for help. } }
";
    let ic = IC.lines().filter(|line| !line.contains("IC3")).map(|line| format!("{line}\n")).collect::<String>();
    silent(&[LEADERSHIP, trunk, &ic, MANAGER, MOVES]);
}

#[test]
fn expectations_left_out_on_a_cumulative_track() {
    let ic = "  - id: ic
    kind: ic
    cumulative: true
    levels:
      - { id: IC3, grade: 3, expectations: { answers: Answers a case., influence: Asks a colleague for help. } }
      - { id: IC4, grade: 4, expectations: { answers: Finds the cause. } }
      - { id: IC5, grade: 5, expectations: { influence: Talks a team round. } }
";
    let competencies = "competencies: [{ id: answers, tracks: ic }, { id: influence, kind: leadership }]\n";
    silent(&[competencies, ic, MANAGER, MOVES]);
}

#[test]
fn two_titles_on_a_level() {
    silent(&[LEADERSHIP, &IC.replace("id: IC5,", "id: IC5, title: [Expert, Adviser],"), MANAGER, MOVES]);
}

#[test]
fn a_competency_for_one_track() {
    let competencies =
        "competencies: [{ id: people, kind: management, tracks: manager }, { id: influence, kind: leadership }]\n";
    let mut manager = MANAGER.to_owned();
    for people in ["Hires for a team.", "Hires managers."] {
        manager = manager.replacen("expectations: { inf", &format!("expectations: {{ people: {people}, inf"), 1);
    }
    silent(&[competencies, IC, &manager, MOVES]);
}

#[test]
fn half_grades() {
    let half =
        "      - { id: IC4h, grade: 4.5, expectations: { influence: Talks two colleagues round. } }\n      - { id: IC5";
    silent(&[LEADERSHIP, &IC.replace("      - { id: IC5", half), MANAGER, MOVES]);
}

#[test]
fn a_manager_level_over_two_grades() {
    let ic = format!("{IC}      - {{ id: IC6, grade: 6, expectations: {{ influence: Talks a department round. }} }}\n");
    let manager = MANAGER.replace("grade: 5", "grade: [5, 6]");
    silent(&[LEADERSHIP, &ic, &manager, &MOVES.replace("IC5", "[IC5, IC6]")]);
}

#[test]
fn a_structure_without_any_expectations() {
    let bare = |track: &str| {
        let lines = track.lines().map(|line| line.split(", expectations").next().unwrap_or(line));
        lines
            .map(|line| if line.contains("{ id") { format!("{line} }}\n") } else { format!("{line}\n") })
            .collect::<String>()
    };
    silent(&["", &bare(IC), &bare(MANAGER), MOVES]);
    silent(&[LEADERSHIP, &bare(IC), &bare(MANAGER), MOVES]);
}
