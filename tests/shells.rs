//! Completions and manual pages, asked for as people ask: by the shells and by the formatter of manual pages. A shell that
//! is not installed is named as skipped.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_ladder");

/// Whether a program is installed; says so where it is not.
fn installed(program: &str) -> bool {
    let paths = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&paths).any(|folder| folder.join(program).is_file());
    if !found {
        eprintln!("skipped: {program} is not installed");
    }
    found
}

/// A program that finds `ladder` as people's shells find it, in the folder of this crate or another.
fn run(program: &str, arguments: &[&str], folder: &Path) -> Output {
    let mut paths = vec![Path::new(PROGRAM).parent().unwrap().to_path_buf()];
    paths.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("PATH", env::join_paths(paths).unwrap())
        .env_remove("LADDER_COMPLETE")
        .output()
        .unwrap()
}

fn here() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What a bash with the script loaded offers for the last of some words, through the function that it has registered.
fn bash(words: &[&str], folder: &Path) -> Vec<String> {
    let script = r#"
        source <(ladder completions bash)
        [[ $(complete -p ladder) =~ -F\ ([^ ]+) ]] || exit 1
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_TYPE=9 COMP_KEY=9
        COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
        "${BASH_REMATCH[1]}" ladder "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let arguments = [&["--norc", "--noprofile", "-c", script, "bash"], words].concat();
    let output = run("bash", &arguments, folder);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{words:?}");
    String::from_utf8(output.stdout).unwrap().lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn bash_completes_ladders_and_levels_at_hand() {
    if !installed("bash") {
        return;
    }
    let offered = bash(&["ladder", "show", "eng"], &here());
    assert_eq!(offered[..2], ["engineering", "engineering/IC1"]);
    assert!(offered.iter().all(|name| name.starts_with("engineering")), "{offered:?}");
    assert_eq!(bash(&["ladder", "show", "design/M8"], &here()), ["design/M8"]);
    assert_eq!(bash(&["ladder", "show", "tests/cmd/ladders/wide.yaml", "F"], &here()), ["F1", "F2"]);
    let bare = bash(&["ladder", "show", ""], &here());
    assert_eq!(bare[..3], ["design", "engineering", "product"], "ladders come first, and no flood of levels");
}

#[test]
fn bash_completes_commands_formats_rules_and_files() {
    if !installed("bash") {
        return;
    }
    assert_eq!(bash(&["ladder", "sch"], &here()), ["schema"]);
    assert!(bash(&["ladder", "show", "engineering", "--format", ""], &here()).contains(&"json".to_owned()));
    assert!(bash(&["ladder", "explain", "grade-"], &here()).contains(&"grade-gap".to_owned()));
    assert_eq!(bash(&["ladder", "show", "tests/cmd/ceil"], &here()), ["tests/cmd/ceiling.yaml"]);
    assert_eq!(bash(&["ladder", "completions", "po"], &here()), ["powershell"]);
}

#[test]
fn completion_is_silent_where_files_are_missing_or_broken() {
    let folder = tempfile::tempdir().unwrap();
    if !installed("bash") {
        return;
    }
    assert_eq!(bash(&["ladder", "show", "eng"], folder.path()), [""; 0]);
    fs::write(folder.path().join("a.yaml"), "ladder: a\ntracks: [{ id: ic, levels: [{ id: L1, grad: 1 }] }]\n")
        .unwrap();
    fs::write(folder.path().join("b.yaml"), "ladder: b: c\n  - [\n").unwrap();
    fs::write(folder.path().join("c.yaml"), b"ladder: \xff\n").unwrap();
    assert_eq!(bash(&["ladder", "show", "a"], folder.path()), ["a", "a/L1", "a.yaml"]);
    assert_eq!(bash(&["ladder", "show", "nowhere.yaml", "a"], folder.path()), ["a.yaml"]);
}

#[test]
fn fish_completes_ladders_at_hand() {
    if !installed("fish") {
        return;
    }
    let script = "ladder completions fish | source; complete --do-complete 'ladder show eng'";
    let output = run("fish", &["--no-config", "-c", script], &here());
    let offered = String::from_utf8(output.stdout).unwrap();
    assert!(offered.lines().any(|line| line.starts_with("engineering\t")), "{offered}");
}

#[test]
fn zsh_takes_the_script() {
    if !installed("zsh") {
        return;
    }
    let script = "autoload -U compinit; compinit -u -D; source <(ladder completions zsh); print $_comps[ladder]";
    let output = run("zsh", &["-f", "-c", script], &here());
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "_clap_dynamic_completer_ladder");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

/// What each script asks, without the shell.
#[test]
fn every_shell_is_answered() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(!run(PROGRAM, &["completions", shell], &here()).stdout.is_empty(), "{shell}");
        let output = Command::new(PROGRAM)
            .args(["--", "ladder", "show", "eng"])
            .current_dir(here())
            .envs([("LADDER_COMPLETE", shell), ("_CLAP_COMPLETE_INDEX", "2"), ("_CLAP_IFS", "\n")])
            .output()
            .unwrap();
        let offered = String::from_utf8(output.stdout).unwrap();
        assert!(offered.lines().any(|line| line.starts_with("engineering/IC4")), "{shell}: {offered}");
        assert!(output.status.success() && output.stderr.is_empty(), "{shell}");
    }
}

#[test]
fn a_variable_that_somebody_left_behind_changes_nothing_and_a_wrong_one_says_nothing() {
    let ask = |shell: &str, arguments: &[&str]| {
        Command::new(PROGRAM).args(arguments).current_dir(here()).env("LADDER_COMPLETE", shell).output().unwrap()
    };
    assert!(String::from_utf8(ask("bash", &["list"]).stdout).unwrap().contains("engineering"));
    for (shell, arguments) in [("csh", &["--", "ladder", ""][..]), ("fish", &["--"]), ("", &["--", "ladder"])] {
        let output = ask(shell, arguments);
        assert!(output.stdout.is_empty() && output.stderr.is_empty(), "{shell}");
        assert!(!output.status.success(), "{shell}");
    }
}

#[test]
fn there_is_a_manual_page_for_each_command_and_it_reads_without_warnings() {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("man1");
    let written = run(PROGRAM, &["man", into.to_str().unwrap()], &here());
    let written = String::from_utf8(written.stdout).unwrap();
    let help = String::from_utf8(run(PROGRAM, &["--help"], &here()).stdout).unwrap();
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let mut pages = vec!["ladder.1".to_owned()];
    for command in commands.filter_map(|line| line.split_whitespace().next()).filter(|command| *command != "help") {
        pages.push(format!("ladder-{command}.1"));
    }
    assert!(pages.contains(&"ladder-validate.1".to_owned()));
    assert_eq!(written.lines().count(), pages.len());
    for page in &pages {
        let path = into.join(page);
        assert!(written.contains(&path.display().to_string()), "{page}");
        let path = path.to_str().unwrap();
        if installed("groff") {
            let output = run("groff", &["-man", "-Tutf8", "-ww", "-z", path], &here());
            assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{page}");
        }
        if installed("man") {
            let output = run("man", &["-l", path], &here());
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success() && text.contains("SYNOPSIS") && text.contains("ladder"), "{page}: {text}");
        }
    }
    let main = run(PROGRAM, &["man"], &here()).stdout;
    assert_eq!(main, fs::read(into.join("ladder.1")).unwrap());
    assert!(String::from_utf8(main).unwrap().contains("Exit status"));
}
