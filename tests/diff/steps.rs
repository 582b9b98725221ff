//! The steps of competencies: their own scale, and the texts that say what a step means.

use ladder::model::LadderSet;

use super::identity::{compared, lines, loaded};

#[test]
fn steps_of_an_own_scale_are_compared_by_it() {
    let set = |scale: &str, step: &str| {
        let file = "ladder: a\nscale: [ { id: plans }, { id: builds } ]\ncompetencies: [ { id: c, scale: [ SCALE ] } ]\ntracks:\n  - id: t\n    \
                    kind: ic\n    levels: [ { id: A, expectations: { c: { step: STEP } } } ]\n";
        loaded(&[("a.yaml", &file.replace("SCALE", scale).replace("STEP", step))])
    };
    let told = |old: &LadderSet, new: &LadderSet| lines(&compared(old, new));
    // In the scale of the ladder the order is the other way round.
    let (low, high) = (set("{ id: builds }, { id: plans }", "builds"), set("{ id: builds }, { id: plans }", "plans"));
    assert_eq!(told(&low, &high), ["expectation-raised raises-bar a/t/A/c"]);
    assert_eq!(told(&high, &low), ["expectation-lowered lowers-bar a/t/A/c"]);
    let other = set("{ id: plans, title: Plans }, { id: makes, formerly: builds }, { id: sells }", "makes");
    assert_eq!(
        told(&low, &other),
        [
            "step-retitled wording a/@competencies/c/@scale/plans",
            "step-renamed wording a/@competencies/c/@scale/makes",
            "step-added addition a/@competencies/c/@scale/sells",
            "step-reordered raises-bar a/@competencies/c",
            "expectation-reworded wording a/t/A/c"
        ]
    );
    assert_eq!(told(&other, &set("{ id: plans, title: Plans }", "plans")).len(), 3);
}

#[test]
fn a_text_of_a_step_is_judged_by_the_levels_that_had_it_in_that_file() {
    // Only ladder b asks for the step. It defines the competency itself, or finds it in the base.
    let set = |base: &str, ladder: &str| {
        let competency = |says: &str| format!("competencies: [ {{ id: c, steps: {{ low: {says} }} }} ]\n");
        let levels = |id: &str, asks: &str| {
            format!("tracks:\n  - id: t\n    kind: ic\n    levels: [ {{ id: {id}, expectations: {{ c: {asks} }} }} ]\n")
        };
        let scale = "scale: [ { id: low }, { id: top } ]\n";
        let own = if ladder.is_empty() {
            "extends: company.yaml\n".to_owned()
        } else {
            scale.to_owned() + &competency(ladder)
        };
        loaded(&[
            ("company.yaml", &format!("base: company\n{scale}{}", competency(base))),
            ("a.yaml", &format!("ladder: a\nextends: company.yaml\n{}", levels("A", "not expected"))),
            ("b.yaml", &format!("ladder: b\n{own}{}", levels("B", "{ step: low }"))),
        ])
    };
    let own = set("Plans.", "[Plans., Builds.]");
    let shared = set("[Plans., Sells.]", "");
    let told = |old: &LadderSet, new: &LadderSet| lines(&compared(old, new));
    assert_eq!(
        told(&own, &shared),
        [
            "point-added wording company/@competencies/c/@steps/low",
            "extends-changed editorial b",
            "point-added raises-bar company/@competencies/c/@steps/low",
            "point-removed lowers-bar company/@competencies/c/@steps/low",
            "definition-moved editorial b/@competencies/c",
            "definition-moved editorial b/@scale/low",
            "definition-moved editorial b/@scale/top",
        ]
    );
    assert_eq!(
        told(&shared, &own),
        [
            "point-removed wording company/@competencies/c/@steps/low",
            "extends-changed editorial b",
            "point-added raises-bar b/@competencies/c/@steps/low",
            "point-removed lowers-bar b/@competencies/c/@steps/low",
            "definition-moved editorial b/@competencies/c",
            "definition-moved editorial b/@scale/low",
            "definition-moved editorial b/@scale/top",
        ]
    );
}
