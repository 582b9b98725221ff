//! `ladder setup-git`: prints the lines to paste so that git shows changes of ladders. Runs no git and writes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::render::in_quotes;
use crate::session::{Status, Stop, USUAL_FOLDER, World, typed};
use crate::source::{folder_of, slashed};

/// The name of the diff driver.
const DRIVER: &str = "ladder";

/// The file in which git looks up the driver of a file.
const ATTRIBUTES: &str = ".gitattributes";

pub(super) fn run(world: &mut World<'_>) -> anyhow::Result<Status> {
    let (patterns, are_at_hand) = patterns(world)?;
    let existing = world.tree.read(Path::new(ATTRIBUTES)).unwrap_or_default();
    let existing = String::from_utf8_lossy(&existing).into_owned();
    let out = &mut *world.out;
    let which = if are_at_hand { "the ladder files here" } else { "ladder files (there are none here yet)" };
    writeln!(out, "# Name {which} in this folder's `{ATTRIBUTES}`. Commit the file: it only")?;
    writeln!(out, "# names a driver, and has no effect in a clone without the settings below.")?;
    if !existing.is_empty() && !existing.ends_with('\n') {
        writeln!(out, "printf '\\n' >> {ATTRIBUTES}")?;
    }
    for pattern in patterns {
        let line = format!("{pattern} diff={DRIVER}");
        if existing.lines().any(|known| known.trim() == line) {
            writeln!(out, "# already there: {line}")?;
        } else {
            writeln!(out, "printf '%s\\n' {} >> {ATTRIBUTES}", typed::quoted(&line))?;
        }
    }
    writeln!(out)?;
    writeln!(out, "# Show what changes for people in `git diff`, and with `--ext-diff` also in `git show` and")?;
    writeln!(out, "# `git log -p`. This sets it for this clone; add `--global` after `config` to set it for all.")?;
    writeln!(out, "git config diff.{DRIVER}.command 'ladder git-diff --'")?;
    writeln!(out)?;
    writeln!(out, "# Show facts in place of YAML lines in `git show`, `git log -p` and `git diff --no-ext-diff`.")?;
    writeln!(out, "# You can set both: when git runs the command above, it does not use this one.")?;
    writeln!(out, "git config diff.{DRIVER}.textconv 'ladder show --format text --'")?;
    writeln!(out)?;
    writeln!(out, "# To undo this:")?;
    writeln!(out, "#   git config --remove-section diff.{DRIVER}")?;
    Ok(Status::Fine)
}

/// The patterns that name the ladder files, and whether there are such files.
fn patterns(world: &mut World<'_>) -> anyhow::Result<(Vec<String>, bool)> {
    let loaded = match world.load(&[]) {
        Ok(loaded) => loaded,
        Err(error) => match error.downcast::<Stop>() {
            Ok(stop) if stop.status == Status::NothingMatched => {
                return Ok((vec![format!("{USUAL_FOLDER}/*.yaml")], false));
            }
            Ok(stop) => return Err(stop.into()),
            Err(error) => return Err(error),
        },
    };
    let files: BTreeSet<PathBuf> =
        loaded.named.iter().map(|named| loaded.sources.path(named.file).to_path_buf()).collect();
    // By folder and extension, since a glob names both.
    let mut kinds: BTreeMap<(PathBuf, String), Vec<&PathBuf>> = BTreeMap::new();
    for file in &files {
        kinds.entry(kind_of(file)).or_default().push(file);
    }
    let mut patterns = Vec::new();
    for ((folder, extension), ladders) in kinds {
        let beside = world.tree.walk(&folder).unwrap_or_default().files;
        let beside = beside.iter().map(|path| path.strip_prefix("./").unwrap_or(path));
        let is_alone =
            beside.filter(|path| kind_of(path) == (folder.clone(), extension.clone())).all(|path| files.contains(path));
        if is_alone {
            let folder = if folder == Path::new(".") { String::new() } else { escaped(&folder) };
            patterns.push(quoted(&format!("{folder}/*.{extension}")));
        } else {
            patterns.extend(ladders.iter().map(|path| quoted(&format!("/{}", escaped(path)))));
        }
    }
    Ok((patterns, true))
}

fn kind_of(path: &Path) -> (PathBuf, String) {
    (folder_of(path), path.extension().unwrap_or_default().to_string_lossy().into_owned())
}

/// A path with `/` between folders, in which no character of a glob means anything but itself.
fn escaped(path: &Path) -> String {
    let path = slashed(path.to_path_buf());
    path.to_string_lossy().chars().fold(String::new(), |mut escaped, c| {
        if "*?[]\\!#".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
        escaped
    })
}

/// A pattern as `.gitattributes` takes it: in quotation marks where a space would end it.
fn quoted(pattern: &str) -> String {
    let ends_it = |c: char| c.is_whitespace() || c.is_control() || c == '"';
    if pattern.contains(ends_it) { in_quotes(pattern) } else { pattern.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_quoted_as_git_reads_them() {
        assert_eq!(quoted(&escaped(Path::new("ladders/a.yaml"))), "ladders/a.yaml");
        assert_eq!(quoted(&escaped(Path::new("our ladders/a[1]*.yaml"))), r#""our ladders/a\\[1\\]\\*.yaml""#);
        assert_eq!(quoted(&escaped(Path::new("a\"b.yaml"))), r#""a\"b.yaml""#);
    }
}
