//! Each limit that `docs/limits.md` states, at its edge: as much is fine, and one more is not.

use std::fs::{self, File};

use clap::Parser;
use ladder::cli::Cli;
use ladder::source::{Disk, Tree};

use super::*;

/// The number in the row of the page that begins with these words.
#[track_caller]
pub(super) fn limit(what: &str) -> usize {
    let page = include_str!("../../docs/limits.md");
    let row = page.lines().find_map(|line| line.strip_prefix("| ")?.strip_prefix(what));
    let number = row.and_then(|row| row.trim_end_matches(" |").rsplit(' ').next());
    number.and_then(|number| number.replace(',', "").parse().ok()).unwrap_or_else(|| panic!("no row `{what}`"))
}

/// A ladder with `text` behind it has no finding with so much of something, and `message` with one more.
#[track_caller]
fn is_held(what: &str, text: impl Fn(usize) -> String, message: &str) {
    let limit = limit(what);
    let file = |count: usize| Project::new().with("x.yaml", format!("{HEALTHY}{}\n", text(count)));
    file(limit).run("validate x.yaml").ends_with(0).prints("no findings");
    file(limit + 1).run("validate x.yaml").ends_with(1).prints(message).is_short();
}

#[test]
fn bytes_of_a_file() {
    let limit = limit("bytes in a file") as u64;
    let project = Project::new().with("x.yaml", "");
    let path = project.at("x.yaml");
    let disk = Disk { allows_outside: false };
    let read = |size: u64| {
        let file = File::options().write(true).open(&path).expect("the file is there");
        file.set_len(size).expect("a file with a hole");
        disk.read(&path).map(|bytes| bytes.len() as u64)
    };
    assert_eq!(read(limit), Ok(limit));
    assert!(read(limit + 1).is_err_and(|error| error.reason.contains("larger than 64 MB")));
}

#[test]
fn bytes_of_a_text_and_a_key() {
    let message = "; the limit is 1048576";
    is_held("bytes in one text or key", |bytes| format!("x-note: {}", "k".repeat(bytes)), message);
    is_held("bytes in one text or key", |bytes| format!("? x-{}\n: 1", "k".repeat(bytes - 2)), message);
}

#[test]
fn nesting() {
    let brackets = |depth: usize| format!("x-note: {}{}", "[".repeat(depth), "]".repeat(depth));
    is_held("lists and mappings inside each other in brackets", brackets, "nested too deep");
    // The file is a mapping itself.
    let dashes = |depth: usize| format!("x-note:\n  {}x", "- ".repeat(depth - 1));
    is_held("lists and mappings inside each other by indentation", dashes, "nested too deep");
}

#[test]
fn aliases_and_merge_keys() {
    let aliases = |count: usize| format!("x-one: &one x\nx-all: [{}]", vec!["*one"; count].join(", "));
    is_held("values that aliases and merge keys add", aliases, "aliases that would add");
}

#[test]
fn moves_of_one_written_move() {
    let limit = limit("moves that one written move expands to");
    let message = format!("the limit is {limit}");
    let project = |from: usize, to: usize| {
        let list = |id: &str, count: usize| format!("[{}]", vec![id; count].join(", "));
        let text = HEALTHY.replace("from: IC2", &format!("from: {}", list("IC2", from)));
        Project::new().with("x.yaml", text.replace("to: M2, both_ways: true", &format!("to: {}", list("M2", to))))
    };
    let fine = project(100, limit / 100).run("validate x.yaml --format concise");
    assert!(!fine.stdout.contains(&message), "{fine}");
    project(1, limit + 1).run("validate x.yaml --format concise").ends_with(1).prints(&message);
}

#[test]
fn findings_that_are_folded() {
    let (full, lines) = (limit("findings of a rule in a file"), limit("lines of folded findings"));
    let titles = |count: usize| {
        let keys: String = (0..count).map(|index| format!("key{index}: 1\n")).collect();
        let run = Project::new().with("x.yaml", format!("{HEALTHY}{keys}")).run("validate x.yaml");
        (run.stdout.matches("error[unknown-field]").count(), run.stdout)
    };
    assert_eq!(titles(full).0, full);
    let (folded, text) = titles(full + 1);
    assert!(folded == 1 && text.contains(&format!("{full} more in this file")), "{text}");
    assert!(!titles(1 + lines).1.contains("  and "));
    assert!(titles(1 + lines + 1).1.contains("  and 1 more\n"));
}

#[test]
fn findings_that_keep_a_command_from_its_work() {
    let limit = limit("findings that keep another command");
    let project = |count: usize| {
        let keys: String = (0..count).map(|index| format!("key{index}: 1\n")).collect();
        Project::new().with("x.yaml", format!("{HEALTHY}{keys}"))
    };
    for command in ["show x.yaml", "diff x.yaml x.yaml", "list x.yaml"] {
        let sees =
            |count: usize| project(count).run(command).ends_with(4).stderr.matches("error[unknown-field]").count();
        assert_eq!(sees(limit), sees(limit + 1), "{command}");
        project(limit + 1).run(command).complains("and 1 more\n");
        assert!(!project(limit).run(command).stderr.contains(" more\n"), "{command}");
    }
}

#[test]
fn annotations_of_a_kind() {
    let limit = limit("annotations of a kind");
    let annotations = |count: usize| {
        let keys: String = (0..count).map(|index| format!("key{index}: 1\n")).collect();
        let project = Project::new().with("x.yaml", format!("{HEALTHY}{keys}"));
        project.run("validate x.yaml --format github").stdout.matches("::error ").count()
    };
    assert_eq!(annotations(limit), limit);
    assert!(annotations(limit + 1) <= limit);
}

#[test]
fn bytes_of_markdown() {
    let limit = limit("bytes of `--format markdown`");
    let keys: String = (0..3_000).map(|index| format!("key{index}: 1\n")).collect();
    let page =
        Project::new().with("x.yaml", format!("{HEALTHY}{keys}")).run("validate x.yaml --format markdown").stdout;
    assert!(page.len() <= limit && page.len() > limit - 1_000, "{}", page.len());
}

#[test]
fn threads() {
    assert!(fs::read_to_string("docs/limits.md").expect("it is there").contains("`--jobs` takes 1 to 1,024 threads."));
    let takes = |jobs: &str| Cli::try_parse_from(["ladder", "--jobs", jobs, "rules"]).is_ok();
    assert!(takes("1") && takes("1024") && !takes("0") && !takes("1025"));
}
