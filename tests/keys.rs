//! What keys of the format do, from the file to the views.

use crate::support::program::Project;

/// A ladder whose one level asks what `expectations` says.
fn asking(expectations: &str) -> Project {
    let text = format!(
        "ladder: a\ncompetencies: [{{ id: writing }}, {{ id: building }}]\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n      \
         - id: IC1\n        grade: 1\n        expectations:\n{expectations}"
    );
    Project::new().with("a.yaml", text)
}

/// What the program prints on standard output.
fn prints(project: &Project, args: &str) -> String {
    let run = project.run(args);
    run.ends_with(0);
    run.stdout.clone()
}

#[test]
fn examples_of_a_point_stand_under_it_in_every_view() {
    let expectations =
        "          building:\n            - Builds.\n            - { text: Tests., examples: [A drop., A shake.] }\n";
    let project = asking(expectations);
    let level = prints(&project, "show a/IC1");
    assert!(level.contains("    - Builds.\n    - Tests.\n      e.g. A drop.\n      e.g. A shake.\n"), "{level}");
    let text = prints(&project, "show --format text a.yaml");
    assert!(text.contains("a/ic/IC1/building#2 examples: A shake.\n"), "{text}");
    let file = prints(&project, "show --format yaml a.yaml");
    assert_eq!(prints(&Project::new().with("a.yaml", &file), "show a/IC1"), level);
    let json: serde_json::Value = serde_json::from_str(&prints(&project, "show --format json a/IC1")).unwrap();
    let found = json.pointer("/levels/0/level/expectations/0/points/1").unwrap_or(&json);
    assert_eq!(*found, serde_json::json!({ "text": "Tests.", "examples": ["A drop.", "A shake."] }));
}

#[test]
fn examples_of_a_point_are_read_by_the_rules_of_words() {
    let project =
        asking("          building:\n            - Builds.\n            - { text: Tests., examples: [TBD] }\n");
    let run = project.run("validate --format concise a.yaml");
    assert!(run.stdout.contains("a.yaml:12:41: warning") && run.stdout.contains("placeholder-text"), "{}", run.stdout);
}

/// A ladder with a competency of its own scale, and the step that its two levels ask for.
fn scaled(scale: &str, steps: [&str; 2]) -> String {
    let [one, two] = steps;
    format!(
        "ladder: a\nscale: [{{ id: low }}, {{ id: high }}]\ncompetencies: [{{ id: on-call, scale: [{scale}] }}, {{ id: writing \
         }}]\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n      - {{ id: IC1, grade: 1, expectations: {{ on-call: {{ step: {one} \
         }}, writing: {{ step: low }} }} }}\n      - {{ id: IC2, grade: 2, expectations: {{ on-call: {{ step: {two} }}, writing: {{ \
         step: high }} }} }}\n"
    )
}

const ON_CALL: &str = "{ id: shadows, title: Shadows }, { id: answers, title: Answers pages }, { id: leads }";

#[test]
fn a_competency_with_a_scale_of_its_own_is_asked_for_by_its_steps() {
    let project = Project::new().with("a.yaml", scaled(ON_CALL, ["answers", "2"]));
    let level = prints(&project, "show a/IC2");
    assert!(level.contains("on-call (answers pages)\n") && level.contains("writing (high)\n"), "{level}");
    let text = prints(&project, "show --format text a.yaml");
    assert!(text.contains("a/@competencies/on-call/@scale/answers title: Answers pages\n"), "{text}");
    let file = prints(&project, "show --format yaml a.yaml");
    assert_eq!(prints(&Project::new().with("a.yaml", &file), "show a/IC2"), level);
}

#[test]
fn steps_are_checked_against_the_scale_of_their_competency() {
    let found = |scale: &str, steps| {
        let run = Project::new().with("a.yaml", scaled(scale, steps)).run("validate --format concise a.yaml");
        run.stdout.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let has = |lines: &[String], what: &str| lines.iter().any(|line| line.contains(what));
    assert!(!has(&found(ON_CALL, ["shadows", "leads"]), "step"));
    assert!(has(&found(ON_CALL, ["low", "leads"]), "there is no step `low`"));
    assert!(has(&found(ON_CALL, ["leads", "shadows"]), "`IC2` asks for less of `on-call` than `IC1` below it"));
    let twice = "{ id: leads }, { id: Leads }";
    assert!(has(
        &found(twice, ["1", "1"]),
        "the steps `leads` and `Leads` of the competency `on-call` differ only in case"
    ));
}

/// A ladder with these roles, and a level that may hold them.
fn with_roles(roles: &str) -> String {
    format!(
        "ladder: a\ncompetencies: [{{ id: writing, title: Writing }}]\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n      - {{ id: IC1, \
         grade: 1, expectations: {{ writing: Writes. }} }}\n      - {{ id: IC2, grade: 2, summary: Leads., expectations: {{ writing: ~ }} }}\nroles: [{roles}]\n"
    )
}

const TECH_LEAD: &str = "{ id: tech-lead, title: Tech lead, summary: Settles it., levels: [IC2], expectations: { writing: [Sums up., \
                         { text: Decides., examples: A vote. }] } }";

#[test]
fn a_role_is_shown_with_the_levels_that_may_hold_it() {
    let project = Project::new().with("a.yaml", with_roles(TECH_LEAD));
    let level = prints(&project, "show a/IC2");
    let next = "What comes next\n  nothing: no move starts here\n  Tech lead (a role at this level, no promotion)\n";
    let role = "\nRole: Tech lead\n  Settles it.\n  Writing\n    - Sums up.\n    - Decides.\n      e.g. A vote.\n";
    assert!(level.ends_with(&format!("{next}{role}")), "{level}");
    assert!(!prints(&project, "show a/IC1").contains("Tech lead"));
    assert!(prints(&project, "show a").contains("\nTech lead: a role at IC2\n"));
    let text = prints(&project, "show --format text a.yaml");
    assert!(
        text.contains("a/@roles/tech-lead levels: IC2\n") && text.contains("a/@roles/tech-lead/writing: Sums up.\n"),
        "{text}"
    );
    let file = prints(&project, "show --format yaml a.yaml");
    assert_eq!(prints(&Project::new().with("a.yaml", &file), "show a/IC2"), level);
}

#[test]
fn roles_are_read_like_levels() {
    let found = |roles: &str| {
        let run = Project::new().with("a.yaml", with_roles(roles)).run("validate --format concise .");
        run.stdout.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let has = |lines: &[String], what: &str| lines.iter().any(|line| line.contains(what));
    let fine = found(TECH_LEAD);
    assert!(fine.iter().all(|line| line.contains(": note: ") && line.ends_with("[missing-track]")), "{fine:?}");
    assert!(has(&found("{ id: lead, levels: [IC2, IC9] }"), "there is no level `IC9`"));
    assert!(has(
        &found("{ id: lead, levels: IC2 }, { id: lead, levels: IC1 }"),
        "two roles of the ladder `a` have the id `lead`"
    ));
    assert!(has(&found("{ id: lead }"), "a role must have the key `levels`"));
    let asks = |what: &str| format!("{{ id: lead, levels: IC2, expectations: {{ {what} }} }}");
    assert!(has(&found(&asks("writting: Writes.")), "there is no competency `writting`"));
    assert!(has(&found(&asks("writing: TBD")), "`TBD` is a placeholder"));
    assert!(has(&found(&asks("writing: { same_as: IC2 }")), "`IC2` deliberately asks nothing of `writing`"));
    assert!(has(&found(&asks("writing: { same_as: IC3 }")), "there is no level `IC3`"));
}

#[test]
fn changes_of_roles_are_told_where_people_read_them() {
    let new = TECH_LEAD.replace("Sums up.", "Sums up each week.").replace("[IC2]", "[IC1, IC2]");
    let project = Project::new().with("old.yaml", with_roles(TECH_LEAD)).with("new.yaml", with_roles(&new));
    let told = prints(&project, "diff old.yaml new.yaml --format announcement");
    assert!(told.contains("**The role Tech lead**: this changes.\n  - Before: IC2\n  - Now: IC1, IC2\n"), "{told}");
    assert!(told.contains("**What the role Tech lead asks of Writing**: this changes.\n"), "{told}");
    let project = Project::new().with("old.yaml", with_roles("")).with("new.yaml", with_roles(TECH_LEAD));
    let told = prints(&project, "diff old.yaml new.yaml --format announcement");
    assert!(told.contains("People at this level can now hold the role Tech lead."), "{told}");
    let level = prints(&project, "diff old.yaml new.yaml --level IC1");
    assert!(!level.contains("Tech lead"), "{level}");
    assert!(prints(&project, "diff old.yaml new.yaml --level IC2").contains("role Tech lead (role-added)"));
}
