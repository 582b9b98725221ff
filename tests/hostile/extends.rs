//! Bases in circles and chains, and bases that are none.

use super::*;

#[test]
fn a_base_that_extends_itself_is_a_finding() {
    let project = Project::new().with("x.yaml", "base: x\nextends: x.yaml\ncompetencies: [{ id: a }]\n");
    for named in ["x.yaml", "./x.yaml", "."] {
        let run = project.run(&format!("validate {named}"));
        run.ends_with(1).prints("base-cycle").prints("--> x.yaml:2:10\n").prints("found 1 error");
    }
}

#[test]
fn two_bases_in_a_circle_are_one_finding() {
    let project = Project::new()
        .with("ladders/a.yaml", "base: a\nextends: b.yaml\n")
        .with("ladders/b.yaml", "base: b\nextends: [../ladders/a.yaml]\n")
        .with("ladders/x.yaml", format!("extends: b.yaml\n{HEALTHY}"));
    let run = project.run("validate");
    run.ends_with(1).prints("base-cycle").prints("--> ladders/a.yaml:2:10\n").prints("found 1 error");
    project.run("show healthy").ends_with(4).complains("circle");
}

#[test]
fn a_ladder_that_extends_itself_is_one_finding() {
    let project = Project::new().with("x.yaml", format!("extends: [x.yaml]\n{HEALTHY}"));
    let run = project.run("validate x.yaml");
    run.ends_with(1).prints("`healthy` extends itself").prints("--> x.yaml:1:11\n").prints("found 1 error");
}

#[test]
fn a_base_that_cannot_be_read_is_found_where_it_is_extended() {
    for (base, reason) in [("no.yaml", "no such file"), (".", "folder"), ("/dev/null", "not a regular")] {
        let project = Project::new().with("x.yaml", format!("extends: {base}\n{HEALTHY}"));
        let run = project.run("validate x.yaml");
        run.ends_with(1).prints("missing-base").prints(reason).prints("--> x.yaml:1:10\n").prints("found 1 error");
    }
}

#[test]
fn a_chain_of_a_thousand_bases_is_followed() {
    let mut project = Project::new().with("x.yaml", format!("extends: b0.yaml\n{HEALTHY}"));
    for index in 0..1_000 {
        let next = if index < 999 { format!("extends: b{}.yaml\n", index + 1) } else { String::new() };
        project = project.with(format!("b{index}.yaml"), format!("base: b{index}\n{next}"));
    }
    project.run("validate x.yaml").ends_with(0).prints("no findings");
}
