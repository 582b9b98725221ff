//! What rules find in ladders that are more tangled than their own examples.

use crate::support::program::Project;

/// The findings of `x.yaml`, each as its line and its rule.
fn found(ladder: &str) -> Vec<(usize, String)> {
    let run = Project::new().with("x.yaml", ladder).run("validate --format json .");
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("a list").iter();
    let line = |finding: &serde_json::Value| finding["line"].as_u64().expect("a line");
    let rule = |finding: &serde_json::Value| finding["rule"].as_str().expect("a rule").to_owned();
    findings.map(|finding| (usize::try_from(line(finding)).expect("a small file"), rule(finding))).collect()
}

fn has(found: &[(usize, String)], line: usize, rule: &str) -> bool {
    found.iter().any(|(at, id)| *at == line && id == rule)
}

/// The two best paid of all may be on one track: what the other track pays is still what the rest is measured by.
#[test]
fn pay_is_measured_by_the_other_track_wherever_the_best_paid_are() {
    let level =
        |id: &str, pay: u32| format!("{{ id: {id}, grade: 1, pay: {{ currency: EUR, min: {pay}, max: {pay} }} }}");
    let ladder = format!(
        "ladder: x\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n      - {}\n      - {}\n      - {}\n      - {}\n  \
         - id: manager\n    kind: manager\n    levels:\n      - {}\nmoves: [{{ from: A, to: M, both_ways: true }}]\n",
        level("A", 95000),
        level("B", 100000),
        level("C", 98000),
        level("D", 50000),
        level("M", 90000),
    );
    let found = found(&ladder);
    assert!(has(&found, 9, "pay-mismatch"), "D is paid less than M: {found:?}");
    assert!(has(&found, 13, "pay-mismatch"), "M is paid less than B: {found:?}");
    assert_eq!(found.iter().filter(|(_, rule)| rule == "pay-mismatch").count(), 2, "{found:?}");
}

/// People at the lowest grade get there without a move, so a move can start from there.
#[test]
fn the_lowest_level_is_offered_as_the_start_of_a_missing_move() {
    let ladder = "\
ladder: x
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1, terminal: true }]
  - id: specialist
    kind: ic
    levels: [{ id: S2, grade: 2 }]
  - id: rotation
    kind: ic
    aligned: false
    levels: [{ id: R1 }]
moves: [{ from: IC1, to: R1 }]
";
    let run = Project::new().with("x.yaml", ladder).run("validate .");
    run.prints("unreachable-level").prints("`{ from: IC1, to: S2 }`");
}

/// A key that nobody knows is one finding: nothing is missing, since it may be what the key was meant to be.
#[test]
fn beside_an_unknown_key_nothing_is_missing() {
    let ladder = "\
ladder: x
competencies: [{ id: delivery }]
tracks:
  - id: ic
    kind: ic
    levels:
      - id: IC1
        grade: 1
        expectations: { delivery: { wish: Ships. } }
        pay: { currency: EUR, low: 1, high: 2 }
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }]
moves: [{ from: IC1, to: M1, both_ways: true }]
";
    let wrong: Vec<_> = found(ladder).into_iter().filter(|(line, _)| [9, 10].contains(line)).collect();
    let unknown = |line: usize| (line, "unknown-field".to_owned());
    assert_eq!(wrong, [unknown(9), unknown(10), unknown(10)]);
}
