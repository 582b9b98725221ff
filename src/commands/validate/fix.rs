//! `ladder validate --fix`: corrects findings file by file, in memory, before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::cli::ValidateArgs;
use crate::edit::{self, Editor};
use crate::finding::{Edit, Finding, Severity};
use crate::parse::Loaded;
use crate::rules::{self, Category};
use crate::session::baseline::Baseline;
use crate::session::judging::{Judging, book, located};
use crate::session::replace::replace_unchanged;
use crate::session::settings::Flags;
use crate::session::{Status, Stop, World};
use crate::source::{FileId, Overlay, SourceFile};
use crate::words::count;
use crate::words::printable;

/// The number of rounds: a corrected key can reveal further findings below it.
const MAX_ROUNDS: usize = 10;

/// The corrected files.
pub(super) struct Fixed {
    changes: Vec<Change>,
    /// Files that would have had more errors than before.
    refused: BTreeSet<PathBuf>,
}

/// A corrected file.
struct Change {
    path: PathBuf,
    old: String,
    new: String,
    /// The number of corrected findings.
    fixes: usize,
}

/// The text of a file, and the number of findings corrected in it.
type Edited = BTreeMap<PathBuf, (String, usize)>;

/// Corrects what can safely be corrected, in memory. Returns the files as loaded after all corrections, too.
///
/// # Errors
/// If standard input is named, and if loading is refused.
pub(super) fn compute(args: &ValidateArgs, world: &mut World<'_>, flags: &Flags) -> anyhow::Result<(Loaded, Fixed)> {
    if args.paths.iter().any(|path| path == Path::new("-")) {
        return Err(Stop::new(Status::Usage, "`--fix` changes files, not standard input")
            .help("name files or folders")
            .into());
    }
    let tree = world.tree;
    let mut overlay = Overlay::new(tree);
    let mut loaded = load(args, world, &overlay)?;
    let before: BTreeMap<PathBuf, String> =
        named(&loaded).map(|(_, file)| (file.path().into(), file.with_mark(file.text()))).collect();
    let mut all = Edited::new();
    let mut refused = BTreeSet::new();
    for _ in 0..MAX_ROUNDS {
        let findings = wanted(args, world, flags, &loaded)?;
        let mut edited = edit(&loaded, &findings, &refused);
        if edited.is_empty() {
            break;
        }
        let errors = errors(&loaded);
        let previous: BTreeMap<PathBuf, String> =
            named(&loaded).map(|(_, file)| (file.path().into(), file.with_mark(file.text()))).collect();
        for (path, (text, _)) in &edited {
            overlay.set(path, text.clone().into_bytes());
        }
        loop {
            loaded = load(args, world, &overlay)?;
            let worse =
                self::errors(&loaded).into_iter().filter(|(path, now)| *now > errors.get(path).copied().unwrap_or(0));
            let worse: Vec<PathBuf> = worse.map(|(path, _)| path).collect();
            if worse.is_empty() || edited.is_empty() {
                break;
            }
            // If a file got worse that was not edited, any edited file may be the cause.
            let mut guilty: Vec<PathBuf> = worse.into_iter().filter(|path| edited.contains_key(path)).collect();
            if guilty.is_empty() {
                guilty = edited.keys().cloned().collect();
            }
            for path in guilty {
                edited.remove(&path);
                overlay.set(&path, previous[&path].clone().into_bytes());
                refused.insert(path);
            }
        }
        for (path, (text, fixes)) in edited {
            let change = all.entry(path).or_default();
            *change = (text, change.1 + fixes);
        }
    }
    let changes = all.into_iter().map(|(path, (new, fixes))| Change { old: before[&path].clone(), path, new, fixes });
    let fixed = Fixed { changes: changes.collect(), refused };
    Ok((loaded, fixed))
}

impl Fixed {
    /// Whether nothing was corrected.
    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Replaces the files, or prints what would change in them, and reports how much was corrected and what was not.
    pub(super) fn carry_out(&self, args: &ValidateArgs, world: &mut World<'_>) -> anyhow::Result<()> {
        for path in &self.refused {
            let path = printable(&path.display().to_string());
            writeln!(world.err, "warning: `{path}` is not fixed further: it would have more errors than before")?;
        }
        let (done, failed) = if args.diff { (&self.changes[..], None) } else { self.write() };
        if !done.is_empty() && args.quiet == 0 {
            let fixes = count(done.iter().map(|change| change.fixes).sum(), "finding");
            let verb = if args.diff { "would fix" } else { "fixed" };
            writeln!(world.err, "{verb} {fixes} in {}", count(done.len(), "file"))?;
        }
        failed.map_or(Ok(()), Err)
    }

    /// Replaces the files up to the first that cannot be written; those that were, and why no more.
    fn write(&self) -> (&[Change], Option<anyhow::Error>) {
        for (index, Change { path, old, new, .. }) in self.changes.iter().enumerate() {
            if let Err(error) = replace_unchanged(path, old.as_bytes(), new.as_bytes()) {
                let error = anyhow::Error::from(error).context(format!("could not write `{}`", path.display()));
                return (&self.changes[..index], Some(error));
            }
        }
        (&self.changes, None)
    }

    /// Prints the corrections as a unified diff.
    pub(super) fn print(&self, world: &mut World<'_>) -> anyhow::Result<()> {
        for Change { path, old, new, .. } in &self.changes {
            world.print_patch(path, old.as_bytes(), new.as_bytes())?;
        }
        Ok(())
    }
}

fn load(args: &ValidateArgs, world: &mut World<'_>, tree: &Overlay<'_>) -> anyhow::Result<Loaded> {
    super::load(args, &mut world.with_tree(tree))
}

/// The findings that would be reported. Those that a comment or the baseline suppresses are left alone.
fn wanted(args: &ValidateArgs, world: &mut World<'_>, flags: &Flags, loaded: &Loaded) -> anyhow::Result<Vec<Finding>> {
    let book = book(world, flags.clone(), loaded)?;
    let findings = Judging::new(world.tree, loaded, &book).judge(!args.no_ignores).findings;
    let Some(path) = &args.baseline else { return Ok(findings) };
    let baseline = Baseline::read(world.tree, path)?;
    Ok(baseline.unknown(&located(loaded, &findings)))
}

/// The named files that can be corrected, corrected. Comments to the program come first in each file: a corrected one
/// may suppress the rest.
fn edit(loaded: &Loaded, findings: &[Finding], refused: &BTreeSet<PathBuf>) -> Edited {
    let edits = findings.iter().flat_map(|finding| {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        edits.map(move |edit| (is_control(finding), edit))
    });
    let mut by_file: BTreeMap<FileId, (Vec<_>, Vec<_>)> = BTreeMap::new();
    for (is_control, edit) in edits {
        if let Some(file) = edit::file_of(loaded, edit) {
            let (comments, others) = by_file.entry(file).or_default();
            if is_control { comments.push(edit) } else { others.push(edit) }
        }
    }
    let mut edited = Edited::new();
    for (id, file) in named(loaded).filter(|(_, file)| !refused.contains(file.path())) {
        let Some((comments, others)) = by_file.get(&id) else { continue };
        let Some(editor) = Editor::new(loaded, id) else { continue };
        let apply = |edits: &[&Edit]| {
            let (text, fixes) = edit::apply(file.text(), edits.iter().filter_map(|edit| editor.splice(edit)).collect());
            (fixes > 0).then_some((text, fixes))
        };
        if let Some((text, fixes)) = apply(comments).or_else(|| apply(others)) {
            edited.insert(file.path().into(), (file.with_mark(&text), fixes));
        }
    }
    edited
}

fn is_control(finding: &Finding) -> bool {
    rules::find(finding.rule).is_some_and(|rule| rule.category == Category::Control)
}

fn named(loaded: &Loaded) -> impl Iterator<Item = (FileId, &SourceFile)> {
    loaded.named.iter().map(|named| (named.file, loaded.sources.file(named.file)))
}

/// The number of the loader's errors in each file. Findings of rules do not count: a corrected key only reveals them.
fn errors(loaded: &Loaded) -> BTreeMap<PathBuf, usize> {
    let mut errors = BTreeMap::new();
    for finding in loaded.findings.iter().filter(|finding| finding.severity == Severity::Error) {
        if let Some(span) = loaded.span(finding) {
            *errors.entry(loaded.sources.path(span.file).to_path_buf()).or_default() += 1;
        }
    }
    errors
}
