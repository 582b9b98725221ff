//! A signal that ends a run while it writes: no file is half written, and none is left beside them.

use std::fs;
use std::path::Path;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::*;
use crate::support::program::wait;

/// The files of a folder that a run has not given their names yet.
fn unfinished(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with(".ladder-") && name.ends_with(".tmp")).count()
}

/// Starts a run and ends it by a signal as soon as it writes to a folder; whether it was the signal that ended it.
fn ended_by(signal: Signal, project: &Project, args: &str, folder: &str) -> bool {
    use std::os::unix::process::ExitStatusExt;

    let folder = project.at(folder);
    let mut child = project.call(args.split_whitespace()).start();
    let pid = Pid::from_raw(child.id().cast_signed());
    while unfinished(&folder) == 0 {
        if child.try_wait().expect("the program can be waited for").is_some() {
            return false;
        }
    }
    kill(pid, signal).expect("the child is there until it was waited for");
    let exit = wait(&mut child).expect("it ends");
    assert_eq!(unfinished(&folder), 0, "{exit}");
    assert!(exit.success() || exit.signal() == Some(signal as i32), "{exit}");
    !exit.success()
}

#[test]
fn a_fix_that_is_ended_leaves_whole_ladders() {
    let (before, after) = (HEALTHY.replace("title: Healthy", "titel: Healthy"), HEALTHY);
    let of = |text: &str, index: usize| text.replace("ladder: healthy", &format!("ladder: l{index}"));
    for signal in [Signal::SIGTERM, Signal::SIGINT] {
        // The run may be over before the signal comes.
        let ended = (0..20).any(|_| {
            let project = (0..60).fold(Project::new(), |project, index| {
                project.with(format!("ladders/{index}.yaml"), of(&before, index))
            });
            let ended = ended_by(signal, &project, "validate --fix", "ladders");
            let texts: Vec<String> = (0..60)
                .map(|index| fs::read_to_string(project.at(format!("ladders/{index}.yaml"))).expect("it is there"))
                .collect();
            let fixed = texts.iter().enumerate().filter(|(index, text)| **text == of(after, *index)).count();
            let left = texts.iter().enumerate().filter(|(index, text)| **text == of(&before, *index)).count();
            assert_eq!(fixed + left, 60, "{texts:?}");
            ended && left > 0
        });
        assert!(ended, "no run was ended by {signal} while it wrote");
    }
}

#[test]
fn an_init_that_is_ended_can_be_repeated() {
    let ended = (0..200).any(|_| {
        let project = Project::new();
        fs::create_dir(project.at("ladders")).expect("a folder");
        let ended = ended_by(Signal::SIGTERM, &project, "init", "ladders");
        project.run("init").ends_with(if ended { 0 } else { 2 });
        project.run("validate").ends_with(0);
        ended
    });
    assert!(ended, "no run was ended while it wrote");
}
