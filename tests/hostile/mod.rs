//! Input that nobody would write, or only in malice: always a clear end, never a panic, a hang or all of the memory.

mod arguments;
mod bombs;
mod extends;
#[cfg(unix)]
mod files;
mod limits;
#[cfg(unix)]
mod outputs;
mod revisions;
mod settings;
#[cfg(unix)]
mod signals;
mod size;
mod terminal;
mod text;

use crate::support::program::{HEALTHY, Project};

/// `text` in a file `x.yaml` cannot be read: for `validate` that is a finding, for other commands it makes the file
/// unusable. Both point at the same place and say the same.
#[track_caller]
fn cannot_be_read(text: impl AsRef<[u8]>, at: &str, message: &str) {
    let project = Project::new().with("x.yaml", text);
    let pointer = format!("--> x.yaml:{at}\n");
    project.run("validate x.yaml").ends_with(1).prints(message).prints(&pointer).is_short().is_tame();
    for command in ["show x.yaml", "list x.yaml", "show x.yaml --format yaml"] {
        project.run(command).ends_with(4).complains(message).complains(&pointer).is_short().is_tame();
    }
    let json = project.run("validate x.yaml --format json");
    let (line, column) = at.split_once(':').expect("a line and a column");
    json.ends_with(1).prints(&format!("\"line\": {line},")).prints(&format!("\"column\": {column},"));
}

/// A file that loads without a finding.
#[track_caller]
fn is_fine(text: impl AsRef<[u8]>) {
    let project = Project::new().with("x.yaml", text);
    project.run("validate x.yaml").ends_with(0).prints("no findings");
    project.run("show x.yaml").ends_with(0).prints("Healthy");
}
