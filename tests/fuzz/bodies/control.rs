//! What a project says about its checks: settings, comments that ignore findings, a baseline.

use ladder::render;
use ladder::rules::{self, Category};
use ladder::view::OutputKind;
use serde_json::{Value, json};

use super::Files;
use super::findings::agree;
use super::program::{can_be_read, run, run_in_terminal};
use crate::support::readers::{self, Read};

pub fn config(files: &Files) {
    let tree = files.tree();
    for name in render::names(OutputKind::Config) {
        let ran = run(&tree, &format!("config . --format {name}"));
        match ran.out.is_empty() {
            true => assert!(ran.err.contains("error"), "{}", ran.err),
            false => can_be_read(render::find(name).expect("a format of the table"), &ran.bytes),
        }
    }
    run_in_terminal(&tree, "config .");
    agree(&tree, "validate . --full");
}

/// A comment hides findings and makes none, but for those about comments.
pub fn ignores(files: &Files) {
    let tree = files.tree();
    let all = run(&tree, "validate . --no-ignores --format json");
    if all.out.is_empty() {
        return;
    }
    let mut all: Vec<Read> = readers::json(&all.out);
    for found in agree(&tree, "validate . --full") {
        let is_control = rules::find(&found.rule).is_some_and(|rule| rule.category == Category::Control);
        if !is_control {
            let at = all.iter().position(|known| *known == found);
            all.remove(at.unwrap_or_else(|| panic!("only with comments: {found:?}")));
        }
    }
}

/// Any file may be named as a baseline, and one of all findings accepts all that can be accepted.
pub fn baseline(files: &Files) {
    let tree = files.tree();
    let all = findings(&run(&tree, "validate . --format gitlab").out);
    if files.get("baseline.json").is_some() {
        run_in_terminal(&tree, "validate . --baseline baseline.json");
        let left = findings(&run(&tree, "validate . --baseline baseline.json --format gitlab").out);
        assert!(left.iter().all(|finding| all.contains(finding)), "{left:?}");
    }
    let accepted = all.iter().filter(|finding| can_be_known(finding)).map(|finding| {
        json!({
            "fingerprint": finding["fingerprint"],
            "rule": finding["check_name"],
            "place": null,
            "path": finding["location"]["path"],
        })
    });
    let baseline = json!({ "ladder_baseline": 1, "findings": accepted.collect::<Vec<_>>() });
    let tree = files.with("baseline.json", baseline.to_string()).tree();
    let left = run(&tree, "validate . --baseline baseline.json --format gitlab");
    assert!(all.is_empty() || !left.err.contains("baseline"), "{}", left.err);
    let left = findings(&left.out);
    assert!(left.iter().all(|finding| !can_be_known(finding)), "{left:?}");
}

/// What the format with fingerprints says; nothing if the run was refused.
fn findings(out: &str) -> Vec<Value> {
    if out.is_empty() { Vec::new() } else { serde_json::from_str(out).expect("it is a list in JSON") }
}

fn can_be_known(finding: &Value) -> bool {
    finding["check_name"].as_str().and_then(rules::find).is_some_and(rules::can_be_set)
}
