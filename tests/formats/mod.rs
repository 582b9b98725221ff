//! What `ladder validate` writes: every format read back, and all of them telling the same.

mod fingerprints;
mod github;
mod hostile;
mod outputs;
mod pay;
mod same;

use std::path::Path;
use std::process::{Command, Output};

use crate::support::program::{PROGRAM, scrub};
use crate::support::readers::{self, Read};

/// Every format for findings.
const FORMATS: [&str; 8] = ["human", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown"];
/// Those that are published: whoever can see a pull request reads them.
const PUBLIC: [&str; 5] = ["sarif", "github", "gitlab", "junit", "markdown"];

/// The program in a folder, without what a pipeline sets.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    scrub(&mut command).current_dir(folder).env("NO_COLOR", "1");
    command
}

fn validate(folder: &Path, arguments: &[&str]) -> Output {
    program(folder).arg("validate").args(arguments).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A folder with files in it.
fn folder<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// The findings that a format tells; `None` for the one without places to be read back.
fn read(format: &str, text: &str) -> Option<Vec<Read>> {
    Some(match format {
        "concise" => readers::concise(text),
        "json" => readers::json(text),
        "sarif" => readers::sarif(text),
        "github" => readers::github(text),
        "gitlab" => readers::gitlab(text),
        "junit" => readers::junit(text),
        "markdown" => readers::markdown(text),
        "human" => return None,
        other => panic!("nobody reads {other}"),
    })
}
