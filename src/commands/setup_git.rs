//! `ladder setup-git`: the lines that make git show changes of ladders, for somebody to paste. Runs no git and writes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::render::in_quotes;
use crate::session::{Status, Stop, USUAL_FOLDER, World, typed};
use crate::source::folder_of;

/// The name under which git knows us.
const DRIVER: &str = "ladder";

/// Where git looks for what files are.
const ATTRIBUTES: &str = ".gitattributes";

pub(super) fn run(world: &mut World<'_>) -> anyhow::Result<Status> {
    let (patterns, are_at_hand) = patterns(world)?;
    let existing = world.tree.read(Path::new(ATTRIBUTES)).unwrap_or_default();
    let existing = String::from_utf8_lossy(&existing).into_owned();
    let out = &mut *world.out;
    let which = if are_at_hand { "the ladder files at hand" } else { "ladder files, of which none is at hand yet" };
    writeln!(out, "# Which files: a line in `{ATTRIBUTES}` of this folder for {which}. Commit it: it")?;
    writeln!(out, "# names a driver and nothing else, and does nothing in a clone without the settings below.")?;
    if !existing.is_empty() && !existing.ends_with('\n') {
        writeln!(out, "printf '\\n' >> {ATTRIBUTES}")?;
    }
    for pattern in patterns {
        let line = format!("{pattern} diff={DRIVER}");
        if existing.lines().any(|known| known.trim() == line) {
            writeln!(out, "# there already: {line}")?;
        } else {
            writeln!(out, "printf '%s\\n' {} >> {ATTRIBUTES}", typed::quoted(&line))?;
        }
    }
    writeln!(out)?;
    writeln!(
        out,
        "# What changes for the people on a ladder, in `git diff`; with `--ext-diff` also in `git show` and"
    )?;
    writeln!(out, "# `git log -p`. For this clone; add `--global` after `config` for all of yours.")?;
    writeln!(out, "git config diff.{DRIVER}.command 'ladder git-diff --'")?;
    writeln!(out)?;
    writeln!(
        out,
        "# Lines of facts in place of lines of YAML, in `git show`, `git log -p` and `git diff --no-ext-diff`."
    )?;
    writeln!(out, "# Both may be set: where git runs the command above, it does not ask for this text.")?;
    writeln!(out, "git config diff.{DRIVER}.textconv 'ladder show --format text --'")?;
    writeln!(out)?;
    writeln!(out, "# Back to how it was:")?;
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
    // By folder and by how names end, since a glob is about both.
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
    let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    path.chars().fold(String::new(), |mut escaped, c| {
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
