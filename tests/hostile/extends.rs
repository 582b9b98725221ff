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
    for (base, reason) in [("no.yaml", "no such file"), (".", "folder")] {
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

#[test]
fn a_base_outside_of_the_repository_is_refused_and_not_quoted() {
    // The mark of a repository, of a project, and a folder that is neither.
    for (mark, beyond) in [(".git/HEAD", "repository"), (".ladder.yaml", "project"), ("notes.md", "project")] {
        let project =
            Project::new().with("secret.yaml", "base: company\ntitel: s3cret\n").with(format!("own/{mark}"), "");
        let outside = project.at("secret.yaml").display().to_string();
        for path in ["../secret.yaml", "l/../../secret.yaml", "../gone.yaml", "link.yaml", &outside] {
            let project = Project::new().with("secret.yaml", "base: company\ntitel: s3cret\n");
            let project = project.with(format!("own/{mark}"), "").with("own/l/x.yaml", "");
            let project = project.with("own/x.yaml", format!("extends: {path}\n{HEALTHY}"));
            #[cfg(unix)]
            std::os::unix::fs::symlink("../secret.yaml", project.at("own/link.yaml")).expect("a link");
            for args in ["validate x.yaml", "show x.yaml", "list x.yaml", "validate x.yaml --format json"] {
                let run = project.call(args.split(' ')).within("own").run();
                assert!(!format!("{run}").contains("s3cret"), "{run}");
                assert_ne!(run.status, Some(0), "{run}");
            }
            let run = project.call(["validate", "x.yaml", "--format", "concise"]).within("own").run();
            run.ends_with(1)
                .prints("x.yaml:1:10: error: ")
                .prints("[missing-base]")
                .prints(&format!("is outside of the {beyond}"));
        }
    }
}

#[test]
fn a_base_outside_is_read_where_somebody_allows_or_names_it() {
    let project = Project::new().with("company.yaml", "base: company\n").with("own/.git/HEAD", "");
    let project = project.with("own/ladders/x.yaml", format!("extends: ../../company.yaml\n{HEALTHY}"));
    let run = |args: &str| project.call(args.split(' ')).within("own").run();
    run("validate ladders").ends_with(1).complains("").prints("--allow-outside");
    run("validate ladders --allow-outside").ends_with(0);
    run("--allow-outside show ladders").ends_with(0);
    run("validate ladders ../company.yaml").ends_with(0);
    // All that somebody named is theirs.
    let project = Project::new().with("company.yaml", "base: company\n");
    let project = project.with("ladders/x.yaml", format!("extends: ../company.yaml\n{HEALTHY}"));
    project.run("validate").ends_with(0);
    let folder = project.at("").display().to_string();
    Project::new().call(["validate", &folder]).run().ends_with(0);
    let file = project.at("ladders/x.yaml").display().to_string();
    Project::new().call(["validate", &file]).run().ends_with(1).prints("missing-base").prints("--allow-outside");
}
