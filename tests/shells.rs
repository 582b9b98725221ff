//! Completions and manual pages, asked for as people ask: by the shells and by the formatter of manual pages. A shell that
//! is not installed is named as skipped; in a pipeline it has to be there.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::program::PROGRAM;
use crate::support::repository::Repository;
use crate::support::skipped::installed;

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
    lines("bash", &[&["--norc", "--noprofile", "-c", script, "bash"], words].concat(), folder)
}

/// What a zsh with the script loaded offers when somebody types a line and `TAB` in a terminal. `compadd`, by which zsh is
/// told what fits, is wrapped to write it down.
fn zsh(words: &[&str], folder: &Path) -> Vec<String> {
    let script = r#"
        zmodload zsh/zpty
        heard=$(mktemp)
        zpty -b terminal HEARD=$heard zsh -f -i
        zpty -w terminal 'PS1= RPS1=; stty -echo; autoload -U compinit && compinit -u -D && source <(ladder completions zsh)'
        zpty -w terminal 'compadd() {
            if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
            local -a fitting; builtin compadd -A fitting "$@"; print -rl -- $fitting >>$HEARD; builtin compadd "$@"
        }'
        zpty -w terminal 'comppostfuncs=(exit); bindkey "^I" complete-word; print ready >$HEARD'
        until [[ -s $heard ]]; do sleep 0.02; done
        # Keys that are pressed before the editor of lines is there may be lost.
        repeat 60; do
            zpty -w -n terminal $'\C-u'"$*"$'\t'
            repeat 50; do zpty -t terminal || break 2; zpty -r terminal seen; sleep 0.02; done
        done
        tail -n +2 $heard; rm $heard
    "#;
    lines("zsh", &[&["-f", "-c", script, "zsh"], words].concat(), folder)
}

/// What a fish with the script loaded offers for a line.
fn fish(words: &[&str], folder: &Path) -> Vec<String> {
    let script = "ladder completions fish | source; complete --do-complete \"$argv\"";
    let offered = lines("fish", &[&["--no-config", "-c", script], words].concat(), folder);
    offered.iter().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

/// What a shell says, line by line; it complains of nothing.
fn lines(shell: &str, arguments: &[&str], folder: &Path) -> Vec<String> {
    let output = run(shell, arguments, folder);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    String::from_utf8(output.stdout).unwrap().lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What a shell must offer, whatever order it puts it in.
fn offers_what_is_at_hand(shell: fn(&[&str], &Path) -> Vec<String>) {
    let offered = shell(&["ladder", "show", "eng"], &here());
    for name in ["engineering", "engineering/IC1", "engineering/M8"] {
        assert!(offered.contains(&name.to_owned()), "{offered:?}");
    }
    assert!(offered.iter().all(|name| name.starts_with("engineering")), "{offered:?}");
    assert_eq!(shell(&["ladder", "show", "design/M8"], &here()), ["design/M8"]);
    assert_eq!(shell(&["ladder", "log", "design/M8"], &here()), ["design/M8"]);
    assert_eq!(shell(&["ladder", "show", "tests/cmd/ladders/wide.yaml", "F"], &here()), ["F1", "F2"]);
    let bare = shell(&["ladder", "show", ""], &here());
    assert!(
        ["design", "education", "engineering", "product"].iter().all(|name| bare.contains(&(*name).to_owned())),
        "{bare:?}"
    );
    assert!(!bare.contains(&"engineering/IC4".to_owned()), "no flood of levels: {bare:?}");

    assert_eq!(shell(&["ladder", "sch"], &here()), ["schema"]);
    assert!(shell(&["ladder", "show", "engineering", "--format", ""], &here()).contains(&"json".to_owned()));
    assert!(shell(&["ladder", "explain", "grade-"], &here()).contains(&"grade-gap".to_owned()));
    assert_eq!(shell(&["ladder", "show", "tests/cmd/ceil"], &here()), ["tests/cmd/ceiling.yaml"]);
    assert_eq!(shell(&["ladder", "completions", "po"], &here()), ["powershell"]);
    assert_eq!(shell(&["ladder", "validate", "--select", "alig"], &here()), ["alignment"]);
    assert_eq!(shell(&["ladder", "validate", "--ignore", "one-way"], &here()), ["one-way-switch"]);

    assert_eq!(shell(&["ladder", "diff", "HEAD", "--level", "design/M8"], &here()), ["design/M8"]);
    assert_eq!(shell(&["ladder", "diff", "tests/cmd/ladders/wide.yaml", "--level", "F"], &here()), ["F1", "F2"]);
    assert_eq!(shell(&["ladder", "diff", "--track", "mana"], &here()), ["manager"]);
    assert_eq!(shell(&["ladder", "diff", "--competency", "deliv"], &here()), ["delivery"]);
    assert_eq!(shell(&["ladder", "validate", "--rule", "one-way"], &here()), ["one-way-switch="]);
    assert_eq!(shell(&["ladder", "show", "--at", "HEA"], &here()), ["HEAD"]);
    assert_eq!(shell(&["ladder", "show", "engineering/@deliv"], &here()), ["engineering/@delivery"]);
    let long = shell(&["ladder", "show", "engineering/@competencies/deliv"], &here());
    assert_eq!(long, ["engineering/@competencies/delivery"]);
    assert_eq!(shell(&["ladder", "show", "engineering", "--view", "mat"], &here()), ["matrix"]);
    assert_eq!(shell(&["ladder", "show", "engineering", "--track", "mana"], &here()), ["manager"]);
    assert_eq!(shell(&["ladder", "show", "engineering", "--levels", "IC3..IC5"], &here()), ["IC3..IC5"]);
    assert_eq!(shell(&["ladder", "show", "engineering", "--competency", "deliv"], &here()), ["delivery"]);
    assert_eq!(shell(&["ladder", "show", "engineering", "--grade", "8"], &here()), ["8"]);
    assert_eq!(shell(&["ladder", "compare", "engineering/IC5", "product/M8"], &here()), ["product/M8"]);
    assert_eq!(shell(&["ladder", "compare", "--at", "HEA"], &here()), ["HEAD"]);
    assert_eq!(shell(&["ladder", "path", "engineering/IC5", "product/M8"], &here()), ["product/M8"]);
    assert_eq!(shell(&["ladder", "path", "--at", "HEA"], &here()), ["HEAD"]);
    assert_eq!(shell(&["ladder", "compare", "tests/cmd/ladders/wide.yaml", "F"], &here()), ["F1", "F2"]);
    assert_eq!(shell(&["ladder", "search", "--in", "prod"], &here()), ["product"]);
    assert_eq!(shell(&["ladder", "search", "docs", "--level", "product/M8"], &here()), ["product/M8"]);
    assert_eq!(shell(&["ladder", "search", "x", "--competency", "deliv"], &here()), ["delivery"]);
    let searched = ["ladder", "search", "x", "--in", "tests/cmd/ladders/wide.yaml", "--level", "F"];
    assert_eq!(shell(&searched, &here()), ["F1", "F2"]);
    assert_eq!(shell(&["ladder", "worksheet", "product/IC4", "--to", "product/M8"], &here()), ["product/M8"]);
    for words in [["search", "x", "--level", ""], ["worksheet", "product/IC4", "--to", ""]] {
        let offered = shell(&[&["ladder"], &words[..]].concat(), &here());
        assert!(!offered.contains(&"IC4".to_owned()), "three ladders have it: {offered:?}");
    }
    assert!(!shell(&["ladder", "path", "eng"], &here()).contains(&"engineering".to_owned()));
    assert_eq!(shell(&["ladder", "stats", "prod"], &here()), ["product"]);
    assert_eq!(shell(&["ladder", "diff", "HEA"], &here()), ["HEAD"]);
}

#[test]
fn a_competency_called_like_a_part_of_a_ladder_is_offered_by_its_long_name() {
    let folder = tempfile::tempdir().unwrap();
    let ladder = "ladder: k\ncompetencies: [{ id: moves }, { id: b }]\ntracks: []\n";
    std::fs::write(folder.path().join("k.yaml"), ladder).unwrap();
    assert_eq!(bash(&["ladder", "show", "k/@"], folder.path()), ["k/@competencies/moves", "k/@b"]);
}

/// Branches and tags, alone and behind the dots.
fn offers_revisions(shell: fn(&[&str], &Path) -> Vec<String>) {
    let repository = Repository::new();
    repository.commit("one", &[("a.yaml", "ladder: a\n")]);
    repository.git(&["tag", "v1"]);
    repository.git(&["branch", "next"]);
    assert_eq!(shell(&["ladder", "diff", "ne"], &repository.at("")), ["next"]);
    assert_eq!(shell(&["ladder", "diff", "v1..ne"], &repository.at("")), ["v1..next"]);
    assert_eq!(shell(&["ladder", "validate", "--changed-since", "v"], &repository.at("")), ["v1"]);
}

/// Where files are missing or broken, a shell is silent about it.
fn is_silent_about_mistakes(shell: fn(&[&str], &Path) -> Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(shell(&["ladder", "show", "eng"], folder.path()), [""; 0]);
    let broken = "ladder: a\ntracks: [{ id: ic, levels: [{ id: L1, grad: 1 }] }]\n";
    fs::write(folder.path().join("a.yaml"), broken).unwrap();
    fs::write(folder.path().join("b.yaml"), "ladder: b: c\n  - [\n").unwrap();
    fs::write(folder.path().join("c.yaml"), b"ladder: \xff\n").unwrap();
    let mut offered = shell(&["ladder", "show", "a"], folder.path());
    offered.sort();
    assert_eq!(offered, ["a", "a.yaml", "a/L1"]);
    assert_eq!(shell(&["ladder", "show", "nowhere.yaml", "a"], folder.path()), ["a.yaml"]);
}

#[test]
fn bash_completes() {
    if installed("bash") {
        offers_what_is_at_hand(bash);
        is_silent_about_mistakes(bash);
        offers_revisions(bash);
        let bare = bash(&["ladder", "show", ""], &here());
        assert_eq!(bare[..4], ["design", "education", "engineering", "product"], "ladders come first");
    }
}

#[test]
fn zsh_completes() {
    if installed("zsh") {
        offers_what_is_at_hand(zsh);
        is_silent_about_mistakes(zsh);
        offers_revisions(zsh);
    }
}

#[test]
fn fish_completes() {
    if installed("fish") {
        offers_what_is_at_hand(fish);
        is_silent_about_mistakes(fish);
        offers_revisions(fish);
    }
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
