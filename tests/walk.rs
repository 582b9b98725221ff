//! Which files of a folder are loaded.

use crate::support::program::{HEALTHY, Project};

#[test]
fn a_walk_takes_yaml_and_yml_and_leaves_out_what_git_ignores() {
    let named = |id: &str| HEALTHY.replace("healthy", id);
    let project = Project::new()
        .with("ladders/one.yaml", named("one"))
        .with("ladders/deep/er/two.yml", named("two"))
        .with("ladders/.gitignore", "drafts/\n*-old.yaml\n!kept-old.yaml\n")
        .with("ladders/drafts/three.yaml", named("three"))
        .with("ladders/four-old.yaml", named("four"))
        .with("ladders/kept-old.yaml", named("five"))
        .with("ladders/compose.yaml", "services: {}\n")
        .with("ladders/notes.txt", named("six"));
    let run = project.run("list --format json");
    run.ends_with(0);
    let ids: Vec<&str> = run.stdout.lines().filter_map(|line| line.trim().strip_prefix("\"id\": ")).collect();
    assert_eq!(ids, ["\"two\",", "\"five\",", "\"one\","]);
    project.run("validate").ends_with(0).prints("checked 3 files").prints("skipped 1 YAML file");
    // What is named is loaded, whatever git ignores.
    project.run("list ladders/drafts/three.yaml").ends_with(0).prints("three");
}

#[test]
fn without_a_name_the_usual_folder_is_looked_into_and_else_the_current_one() {
    let in_both = Project::new().with("ladders/one.yaml", HEALTHY).with("two.yaml", HEALTHY.replace("healthy", "two"));
    in_both.run("list").ends_with(0).prints("ladders/one.yaml");
    assert!(!in_both.run("list").stdout.contains("two"));
    Project::new().with("two.yaml", HEALTHY).run("list").ends_with(0).prints("two.yaml");
}

#[test]
fn a_file_that_was_emptied_is_a_finding_and_no_ladder_that_went() {
    let project = Project::new().with("ladders/one.yaml", HEALTHY).with("ladders/two.yaml", " \n");
    project.run("validate").ends_with(1).prints("ladders/two.yaml").prints("the file is empty");
}

#[test]
fn examples_are_looked_at_only_if_they_are_named() {
    let project = Project::new()
        .with("ladders/one.yaml", HEALTHY.replace("healthy", "one"))
        .with("ladders/examples/two.yaml", HEALTHY.replace("healthy", "two"))
        .with("elsewhere/examples/three.yaml", HEALTHY.replace("healthy", "three"));
    for (what, ids) in [
        ("", "one"),
        ("ladders", "one"),
        (".", "three one"),
        ("elsewhere", "three"),
        ("ladders/examples", "two"),
        ("ladders/examples/two.yaml", "two"),
    ] {
        let run = project.run(&format!("list {what} --format json"));
        let lines = run.ends_with(0).stdout.lines();
        let found: Vec<&str> =
            lines.filter_map(|line| line.trim().strip_prefix("\"id\": \"")?.strip_suffix("\",")).collect();
        assert_eq!(found.join(" "), ids, "list {what}");
    }
}
