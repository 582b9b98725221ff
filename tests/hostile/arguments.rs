//! What stands on the command line.

use super::*;

#[test]
fn a_path_that_begins_with_a_dash_is_an_option_unless_it_is_marked_as_none() {
    let project = Project::new().with("-x.yaml", HEALTHY).with("--fail-on", HEALTHY);
    project.run("validate -x.yaml").ends_with(2).complains("-x");
    project.run("validate -- -x.yaml").ends_with(0);
    project.run("validate ./-x.yaml").ends_with(0);
    project.run("show -- -x.yaml").ends_with(0).prints("Healthy");
    project.run("list -- --fail-on").ends_with(0).prints("healthy");
}

#[test]
fn a_file_that_is_named_twice_is_loaded_once() {
    let project = Project::new().with("ladders/x.yaml", HEALTHY);
    let run = project.run("validate ladders/x.yaml ladders ./ladders/../ladders/x.yaml .");
    run.ends_with(0).prints("checked 1 file");
}

#[test]
fn an_empty_argument_is_no_path() {
    let project = Project::new().with("x.yaml", HEALTHY);
    project.call(["validate", ""]).run().ends_with(2);
    project.call(["show", ""]).run().ends_with(2).complains("an argument is empty");
}

#[test]
fn a_thousand_paths_are_fine() {
    let mut project = Project::new();
    for index in 0..1_000 {
        project = project.with(format!("{index}.yaml"), HEALTHY.replace("healthy", &format!("l{index}")));
    }
    let paths = (0..1_000).map(|index| format!("{index}.yaml"));
    let run = project.call(["validate".to_owned()].into_iter().chain(paths)).run();
    run.ends_with(0).prints("checked 1000 files");
}
