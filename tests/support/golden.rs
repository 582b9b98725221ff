//! Output held to files, which `LADDER_WRITE=1` writes.

use std::fs;

use clap::Parser;
use ladder::cli::Cli;
use ladder::commands;
use ladder::model::Date;
use ladder::render::Screen;
use ladder::session::World;
use ladder::source::Disk;

/// Holds a file to what it should be, or writes it.
pub fn fresh(path: &str, expected: &str) {
    if std::env::var_os("LADDER_WRITE").is_some() {
        fs::write(path, expected).expect(path);
        return;
    }
    let actual = fs::read_to_string(path).unwrap_or_default();
    assert!(
        actual.replace("\r\n", "\n") == expected,
        "{path} is stale: run `LADDER_WRITE=1 cargo test --test all generated`"
    );
}

/// What a command prints.
pub fn output(arguments: &[&str], screen: Screen) -> String {
    let cli = Cli::try_parse_from(std::iter::once("ladder").chain(arguments.iter().copied())).expect("arguments");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut world = World {
        tree: &Disk::default(),
        stdin: &mut std::io::empty(),
        env: &|_| None,
        today: Date::parse("2026-11-25").expect("a date"),
        out: &mut out,
        err: &mut err,
        screen,
        err_screen: Screen::default(),
    };
    commands::run(&cli, &mut world).expect("the command runs");
    assert_eq!(String::from_utf8_lossy(&err), "");
    String::from_utf8(out).expect("UTF-8")
}
