//! `ladder init --from FILE`: a new project with the ladder of a table.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::{SCHEMA, schema, with_modeline};
use crate::cli::{Ci, ReadingArgs};
use crate::commands::import as reading;
use crate::session::replace::create_all;
use crate::session::{Status, Stop, World, typed};

/// The settings of a new project.
const SETTINGS: &str = "# The settings of this project; `ladder config` prints those in force.\npay: hide\n";

const GITHUB: &str = "\
name: ladders
on: [pull_request]
permissions:
  contents: read
jobs:
  ladders:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: pip install --quiet career-ladder
      - run: ladder validate
";

const GITLAB: &str = "\
ladders:
  image: python:3.13
  script:
    - pip install --quiet career-ladder
    - ladder validate --format human --format gitlab=gl-code-quality.json --format junit=ladder.xml
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality.json
      junit: ladder.xml
";

pub(super) fn run(folder: &Path, from: &Path, ci: Option<Ci>, world: &mut World<'_>) -> anyhow::Result<Status> {
    let id = crate::import::id_of(from);
    let found = reading::read(&[from.to_path_buf()], &id, &ReadingArgs::default(), world)?;
    reading::tell(&found, world)?;
    let project =
        folder.parent().filter(|parent| !parent.as_os_str().is_empty()).map_or_else(PathBuf::new, Path::to_path_buf);
    let mut files = vec![
        (project.join(".ladder.yaml"), SETTINGS.to_owned()),
        (folder.join(SCHEMA), schema()?),
        (folder.join(format!("{id}.yaml")), with_modeline(&reading::alone(&found)?)),
    ];
    match ci {
        Some(Ci::GitHub) => files.insert(0, (project.join(".github/workflows/ladder.yml"), GITHUB.to_owned())),
        Some(Ci::GitLab) => files.insert(0, (project.join(".gitlab-ci.yml"), GITLAB.to_owned())),
        None => {}
    }
    let taken: Vec<String> = files
        .iter()
        .filter(|(path, _)| fs::symlink_metadata(path).is_ok())
        .map(|(path, _)| format!("`{}`", path.display()))
        .collect();
    if !taken.is_empty() {
        let exist = if taken.len() == 1 { "exists" } else { "exist" };
        let message = format!("{} already {exist}; nothing was written", taken.join(" and "));
        let help = format!("`ladder import {} --out FILE` adds a ladder to a project", from.display());
        return Err(Stop::new(Status::Unusable, message).help(help).into());
    }
    for parent in files.iter().filter_map(|(path, _)| path.parent()).filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent).with_context(|| format!("could not create the folder `{}`", parent.display()))?;
    }
    if let Err((path, error)) = create_all(&files) {
        return Err(error).with_context(|| format!("could not write `{}`; nothing was written", path.display()));
    }
    for (path, _) in &files {
        writeln!(world.out, "wrote {}", path.display())?;
    }
    let place = typed::paths(&[folder.to_path_buf()]).unwrap_or_default();
    writeln!(world.out, "\nnext: `ladder validate{place}` says what is still to be added")?;
    Ok(Status::Fine)
}
