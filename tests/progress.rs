//! The line that turns while a person waits: after a second, in a terminal, and gone before the output.

use std::ffi::OsStr;

use crate::support::program::{HEALTHY, PROGRAM, Project};
use crate::support::skipped::installed;

/// What the line says.
const LINE: &str = "reading ladders";

/// What it says while a site is written.
const SITE_LINE: &str = "writing the site";

/// What a terminal gets of a run whose standard input keeps it waiting. `script` of util-linux makes the terminal.
fn in_terminal(arguments: &str, wait: &str, redirected: &str, variable: Option<(&str, &str)>) -> String {
    let project = Project::new().with("a.yaml", HEALTHY);
    let command = format!("(sleep {wait}; cat a.yaml) | {PROGRAM} {arguments} - {redirected}");
    let words = ["script", "--quiet", "--return", "--command", &command, "/dev/null"];
    let call = project.call([""; 0]).through(&words.map(OsStr::new)).env("TERM", "xterm").env("CI", "");
    let run = variable.into_iter().fold(call, |call, (name, value)| call.env(name, value)).run();
    run.ends_with(0).stdout.clone()
}

#[test]
fn who_waits_sees_a_line_that_is_gone_before_the_output() {
    if !installed("script") {
        return;
    }
    let screen = in_terminal("validate", "1.6", "", None);
    let (_, rest) = screen.rsplit_once(LINE).unwrap_or_else(|| panic!("there is no line: {screen:?}"));
    let (cleared, output) = rest.split_once("1 file").unwrap_or_else(|| panic!("no output follows: {screen:?}"));
    assert!(cleared.contains("\u{1b}[2K"), "the line is still there: {screen:?}");
    assert!(!output.contains(LINE), "{screen:?}");
}

#[test]
fn who_waits_for_a_site_is_told_so() {
    if installed("script") {
        let screen = in_terminal("site out", "1.6", "", None);
        assert!(screen.contains(SITE_LINE) && screen.contains("index.html: 1 ladder"), "{screen:?}");
    }
}

#[test]
fn nobody_else_sees_it() {
    if !installed("script") {
        return;
    }
    let cases = [
        ("0", "", None),
        ("1.6", "2>&1 | cat", None),
        ("1.6", "", Some(("CI", "true"))),
        ("1.6", "", Some(("TERM", "dumb"))),
    ];
    for (wait, redirected, variable) in cases {
        let screen = in_terminal("validate", wait, redirected, variable);
        assert!(screen.contains("1 file") && !screen.contains(LINE), "{wait} {redirected} {variable:?}: {screen:?}");
    }
}
