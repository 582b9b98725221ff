//! What is longer than the screen goes through a pager, in a terminal only. `script` of util-linux makes the terminal.
#![cfg(target_os = "linux")]

use crate::support::program::{HEALTHY, PROGRAM, Project, Run};
use crate::support::skipped::installed;

/// Runs the program in a terminal of 10 lines.
fn in_terminal(project: &Project, pager: &str, args: &str) -> Run {
    let command = format!("stty rows 10 cols 60; {PROGRAM} {args}");
    let words = ["script", "--quiet", "--return", "--command", &command, "/dev/null"];
    let call = project.call([""; 0]).through(&words.map(std::ffi::OsStr::new));
    call.env("TERM", "xterm-256color").env("PAGER", pager).run()
}

#[test]
fn what_is_longer_than_the_screen_is_paged_with_its_colours_and_widths() {
    if !installed("script") {
        return;
    }
    let project = Project::new().with("ladders/healthy.yaml", HEALTHY);
    let run = in_terminal(&project, "cat >paged; printf paged:$LESS", "show");
    assert_eq!(run.ends_with(0).stdout, "paged:FRX");
    let paged = std::fs::read_to_string(project.at("paged")).expect("the pager wrote it");
    assert!(paged.contains("\u{1b}[1m") && paged.contains("Healthy"), "{paged:?}");
    assert!(paged.lines().all(|line| textwrap::core::display_width(line) <= 60), "{paged}");
    in_terminal(&project, "printf paged", "list").ends_with(0).prints("healthy");
    assert!(!in_terminal(&project, "printf paged", "list").stdout.contains("paged"), "it fits the screen");
}

#[test]
fn a_pager_can_be_left_out_be_missing_and_quit_early() {
    if !installed("script") {
        return;
    }
    let project = Project::new().with("ladders/healthy.yaml", format!("{HEALTHY}bogus: 1\n"));
    for (pager, args) in [("", "validate"), ("cat", "validate"), ("printf paged", "--no-pager validate")] {
        let run = in_terminal(&project, pager, args);
        assert!(run.ends_with(1).prints("unknown-field").stdout.ends_with("\n"), "{run}");
        assert!(!run.stdout.contains("paged"), "{run}");
    }
    in_terminal(&project, "no-such-pager", "validate").ends_with(1).prints("not found").prints("unknown-field");
    let run = in_terminal(&project, "true", "validate");
    assert_eq!(run.ends_with(1).stdout, "", "who has read enough leaves early");
}

#[test]
fn a_pipe_is_not_paged() {
    let project = Project::new().with("ladders/healthy.yaml", HEALTHY);
    project.call(["show"]).env("PAGER", "printf paged").run().ends_with(0).prints("Healthy");
}
