//! Structures of real ladders, as facts: names, levels and grades. Each is written as a good author would, and what a reader of
//! the real one would call unfair must not be found.
#![cfg(test)]

#[path = "../../tests/support/structures.rs"]
mod structures;

use structures::table;

use super::found;

/// The rules that speak of a ladder, each once.
fn rules(ladder: &str) -> Vec<&'static str> {
    let mut rules: Vec<&'static str> = found(ladder).into_iter().map(|(rule, _)| rule).collect();
    rules.dedup();
    rules
}

/// Levels as `id grade`, in one line.
fn levels(list: &str) -> String {
    let level = |pair: &str| {
        let (id, grade) = pair.split_once(' ').expect("an id and a grade");
        format!("{{ id: {id}, grade: {grade} }}")
    };
    list.split(", ").map(level).collect::<Vec<_>>().join(", ")
}

#[test]
fn of_published_structures_only_what_is_fair_is_said() {
    for (id, fair, ladder) in table() {
        let unfair: Vec<_> = rules(&ladder).into_iter().filter(|rule| !fair.contains(rule)).collect();
        assert_eq!(unfair, [""; 0], "{id}: {:?}\n{ladder}", found(&ladder));
    }
}

fn track(id: &str, kind: &str, list: &str) -> String {
    format!("  - {{ id: {id}, kind: {kind}, levels: [{}] }}\n", levels(list))
}

#[test]
fn a_step_up_into_management_below_the_fork_is_no_promotion_by_switch_however_it_is_written() {
    let managers = track("manager", "manager", "manager 8, senior-manager 9, director 10, senior-director 11, vp 12");
    let apart = format!(
        "ladder: engineering\ntracks:\n{}{managers}moves: [{{ from: senior, to: manager }}]\n",
        track(
            "ic",
            "ic",
            "intern 5, engineer 6, senior 7, staff 8, principal 9, distinguished 10, eleven 11, fellow 12"
        )
    );
    let trunk = format!(
        "ladder: engineering\ntracks:\n{}{}{managers}",
        track("trunk", "shared", "intern 5, engineer 6, senior 7"),
        track("ic", "ic", "staff 8, principal 9, distinguished 10, eleven 11, fellow 12")
    );
    assert_eq!(rules(&apart), ["no-switch"]);
    assert_eq!(rules(&apart), rules(&trunk), "one fork has one verdict");
}

#[test]
fn titles_that_either_side_may_hold_need_no_more_than_one_move() {
    let ladder = format!(
        "ladder: engineering\ntracks:\n{}{}moves: [{{ from: ic, to: lead, lateral: true, both_ways: true }}]\n",
        track("ic", "ic", "engineer-1 1, engineer-2 2, senior 3, staff 4, principal 5"),
        track("lead", "manager", "group-lead 3, senior-group-lead 4, director 5"),
    );
    assert_eq!(rules(&ladder), Vec::<&str>::new());
}

#[test]
fn tracks_side_by_side_without_written_moves_are_no_dead_ends() {
    let ladder = format!(
        "ladder: technology\ntracks:\n{}{}{}{}",
        track("technical", "ic", "t-s2 2, t-m1 3, t-d1 5"),
        track("team", "manager", "s2 2, m1 3, m2 4"),
        track("family", "manager", "family-m1 3, d1 5, d2 6"),
        track("division", "manager", "l1 7"),
    );
    assert!(!rules(&ladder).contains(&"dead-end"), "{:?}", rules(&ladder));
}

#[test]
fn a_path_that_begins_as_one_kind_of_work_and_ends_as_another_is_no_dead_end() {
    let ladder = format!(
        "ladder: technology\ntracks:\n{}{}{}",
        track("technical", "ic", "junior 1, engineer 2, senior 3, staff 4, principal 5"),
        track("data", "ic", "analyst 2, scientist 3, vp-data 4"),
        track("people", "manager", "manager 3, director 4, cto 5"),
    );
    assert_eq!(rules(&ladder), ["no-switch"]);
}

#[test]
fn one_title_for_levels_that_their_ids_count_is_fine_and_a_missing_way_back_is_not() {
    let ladder = "\
ladder: engineering
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, title: Software Engineer, grade: 1 }
      - { id: IC2, title: Software Engineer, grade: 2 }
      - { id: IC3, title: Software Engineer, grade: 3 }
      - { id: IC4, title: Software Engineer, grade: 4 }
      - { id: IC5, title: Staff Engineer, grade: 5 }
  - id: manager
    kind: manager
    levels:
      - { id: M3, title: Engineering Manager, grade: 3 }
      - { id: M4, title: Engineering Manager, grade: 4 }
      - { id: M5, title: Senior Engineering Manager, grade: 5 }
moves: [{ from: IC3, to: M3 }]
";
    assert_eq!(rules(ladder), ["one-way-switch"]);
}

#[test]
fn a_ceiling_that_differs_by_profession_is_told_of_each() {
    let ladder = "\
ladder: product
tracks:
  - id: product-manager
    kind: ic
    levels: [{ id: PM7, grade: 7 }, { id: PM8, grade: 8 }, { id: PM9, grade: 9 }, { id: PM10, grade: 10 }]
  - id: designer
    kind: ic
    profession: designer
    levels: [{ id: D6, grade: 6 }, { id: D7, grade: 7 }, { id: D8, grade: 8 }]
  - id: lead
    kind: manager
    profession: [product, designer]
    levels: [{ id: L8, grade: 8 }, { id: L9, grade: 9 }, { id: L10, grade: 10 }]
moves: [{ from: [PM8, D8], to: L8, both_ways: true }]
";
    assert_eq!(found(ladder), [("track-ceiling", "8".to_owned())]);
    let silent = ladder.replace("    profession: designer\n", "").replace("    profession: [product, designer]\n", "");
    assert!(!rules(&silent).contains(&"track-ceiling"), "without professions product managers fill the side");
}

#[test]
fn individual_contributors_with_reports_are_one_finding_a_track() {
    let level = |grade: usize| format!("{{ id: L{grade}, grade: {grade}, manages: people }}");
    let ics: Vec<String> = (3..=6).map(level).collect();
    let ladder = format!(
        "ladder: support\ntracks:\n  - {{ id: ic, kind: ic, levels: [{}] }}\n{}moves: [{{ from: L4, to: M4, both_ways: true }}]\n",
        ics.join(", "),
        track("manager", "manager", "M4 4, M5 5, M6 6"),
    );
    assert_eq!(found(&ladder).len(), 1, "{:?}", found(&ladder));
}

#[test]
fn a_switch_that_costs_a_grade_is_told() {
    let ladder = format!(
        "ladder: engineering\ntracks:\n{}{}moves: [{{ from: IC5, to: M2 }}]\n",
        track("ic", "ic", "IC2 2, IC3 3, IC4 4, IC5 5, IC6 6, IC7 7, IC8 8"),
        track("manager", "manager", "M2 4, M3 5, M4 6, M5 7, M6 8"),
    );
    assert_eq!(rules(&ladder), ["demotion-by-switch"]);
}
