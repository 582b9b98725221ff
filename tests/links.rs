//! Links to explanations: where they lead, and that nothing but a terminal that has links gets them.

use crate::support::program::{HEALTHY, PROGRAM, Project, Run};
use crate::support::skipped::installed;
use clap::Parser;
use ladder::cli::Cli;
use ladder::commands;
use ladder::model::Date;
use ladder::render::Screen;
use ladder::session::World;
use ladder::source::Memory;

/// The healthy ladder with one warning, `one-way-switch`.
fn one_way() -> String {
    HEALTHY.replace(", both_ways: true", "")
}

/// What is printed of two ladders with configurations of their own, on a screen.
fn printed(configs: [&str; 2], arguments: &str, screen: Screen) -> String {
    let tree = Memory::new()
        .with("a/.ladder.yaml", configs[0])
        .with("a/a.yaml", one_way())
        .with("b/.ladder.yaml", configs[1])
        .with("b/b.yaml", one_way().replace("ladder: healthy", "ladder: other"));
    let words = ["ladder", "validate", "-q"].into_iter().chain(arguments.split_whitespace());
    let cli = Cli::try_parse_from(words).expect("arguments");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut world = World {
        tree: &tree,
        stdin: &mut std::io::empty(),
        env: &|_| None,
        today: Date::today(),
        out: &mut out,
        err: &mut err,
        screen,
        err_screen: Screen::default(),
    };
    commands::run(&cli, &mut world).expect("the command runs");
    assert_eq!(String::from_utf8_lossy(&err), "");
    String::from_utf8(out).expect("UTF-8")
}

/// The rule's id as a link, with what stands around it.
fn linked(address: &str) -> String {
    format!("[\u{1b}]8;;{address}\u{1b}\\one-way-switch\u{1b}]8;;\u{1b}\\]: ")
}

const PAGE: &str = "explanations: https://example.org/rules.html";
const FOLDERS: &str = "explanations: https://example.net/{rule}/";

#[test]
fn a_rule_leads_to_the_page_of_the_configuration_of_its_file() {
    let screen = Screen { links: true, ..Screen::default() };
    let text = printed([PAGE, FOLDERS], "a b", screen);
    let (first, _) = text.split_once("a/a.yaml").expect("two findings");
    assert!(first.contains(&linked("https://example.org/rules.html#one-way-switch")), "{text:?}");
    assert!(text.contains(&linked("https://example.net/one-way-switch/")), "{text:?}");
    assert_eq!(text.matches("\u{1b}]8;;http").count(), 2, "{text:?}");

    let text = printed([PAGE, ""], "a b", screen);
    assert_eq!(text.matches("\u{1b}]8;;http").count(), 1, "a project without a page has no link: {text:?}");
}

#[test]
fn a_link_changes_nothing_of_what_is_seen() {
    for color in [false, true] {
        for width in [40, 80, 200] {
            let plain = Screen { color, width, ..Screen::default() };
            let seen = printed([PAGE, FOLDERS], "a b", plain);
            assert!(!seen.contains("\u{1b}]8"), "{seen:?}");
            let with_links = printed([PAGE, FOLDERS], "a b", Screen { links: true, ..plain });
            let parts: Vec<&str> = with_links.split("\u{1b}]8;;").collect();
            let without = parts.iter().enumerate().map(|(index, part)| match index {
                0 => part,
                _ => part.split_once("\u{1b}\\").expect("a link ends").1,
            });
            assert_eq!(without.collect::<String>(), seen);
        }
    }
}

#[test]
fn formats_for_programs_have_no_links() {
    let screen = Screen { links: true, ..Screen::default() };
    for format in ["concise", "json", "sarif", "github", "gitlab", "junit", "markdown"] {
        let text = printed([PAGE, FOLDERS], &format!("a b --format {format}"), screen);
        assert!(!text.contains('\u{1b}'), "{format}: {text:?}");
    }
}

fn project() -> Project {
    Project::new().with("ladders/a.yaml", one_way()).with(".ladder.yaml", PAGE)
}

fn has_links(run: &Run) -> bool {
    run.prints("one-way-switch").stdout.contains("\u{1b}]8;;https://example.org/rules.html#one-way-switch\u{1b}")
}

#[test]
fn a_pipe_and_a_file_have_no_links_whatever_the_terminal_is() {
    let project = project();
    let call = || project.call(["validate"]);
    let run = call().env("VTE_VERSION", "7000").env("TERM", "xterm-256color").run();
    assert!(!has_links(&run), "{run}");
    let run = call().env("FORCE_HYPERLINK", "1").run();
    assert!(has_links(&run), "who asks for links gets them: {run}");

    project.call(["validate", "--format", "human=a.txt"]).env("FORCE_HYPERLINK", "1").run().ends_with(0);
    let written = std::fs::read_to_string(project.at("a.txt")).expect("the file");
    assert!(written.contains("one-way-switch") && !written.contains('\u{1b}'), "{written:?}");
}

/// Through `script` of util-linux, which runs a command in a terminal of its own.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_that_has_links_gets_them() {
    if !installed("script") {
        return;
    }
    let project = project();
    let in_terminal = |variables: &[(&str, &str)]| {
        let command = format!("{} validate", PROGRAM);
        let words = ["script", "--quiet", "--return", "--command", &command, "/dev/null"];
        let mut call = project.call([""; 0]).through(&words.map(std::ffi::OsStr::new));
        for (name, value) in variables {
            call = call.env(name, value);
        }
        let run = call.run();
        has_links(run.ends_with(0))
    };
    assert!(in_terminal(&[("VTE_VERSION", "7000"), ("TERM", "xterm-256color")]));
    assert!(
        in_terminal(&[("VTE_VERSION", "7000"), ("TERM", "xterm-256color"), ("NO_COLOR", "1")]),
        "a link is no colour"
    );
    assert!(!in_terminal(&[("VTE_VERSION", "0"), ("TERM", "xterm")]), "a terminal that nobody knows");
    assert!(!in_terminal(&[("VTE_VERSION", "7000"), ("TERM", "dumb")]), "a terminal within a terminal");
    assert!(!in_terminal(&[("VTE_VERSION", "7000"), ("TERM", "xterm"), ("FORCE_HYPERLINK", "0")]));
    assert!(in_terminal(&[("VTE_VERSION", "0"), ("TERM", "dumb"), ("FORCE_HYPERLINK", "1")]));
}
