//! Where findings and comparisons go: formats, their files, and the extra output of a job on GitHub.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::replace::{destination, replace};
use super::{Status, Stop, World};
use crate::cli::FormatChoice;
use crate::parse::{self, Loaded, PROJECT_FILE};
use crate::render::{self, Audience, Format, Screen};
use crate::source::{Kind, SourceFile, folder_of};
use crate::view::{Output, OutputKind};
use crate::words::join;

/// Every format of a run, and its destination.
pub struct Outputs {
    stdout: Vec<&'static dyn Format>,
    files: Vec<(&'static dyn Format, PathBuf)>,
    /// The summary of a job on GitHub, to append to.
    summary: Option<PathBuf>,
    /// The outputs of a step on GitHub, to append to.
    step: Option<PathBuf>,
}

impl Outputs {
    /// The formats on the command line. Without any, a job on GitHub also gets annotations, if such an output
    /// has any.
    ///
    /// # Errors
    /// If two formats would go to one place, or one cannot show such an output: clap knows the formats of comparisons, but
    /// not which of them can show the tables.
    pub fn new(choices: &[FormatChoice], kind: OutputKind, world: &World<'_>) -> Result<Self, Stop> {
        let format = |name: &str| render::find(name).expect("clap takes only formats of the table");
        let variable = |name: &str| (world.env)(name).filter(|value| !value.is_empty());
        let mut outputs = Self { stdout: Vec::new(), files: Vec::new(), summary: None, step: None };
        for choice in choices {
            let chosen = format(&choice.name);
            if !chosen.supports(kind) {
                let message = format!("`--format {}` writes changes, not the tables of kinds and words", choice.name);
                let formats = render::names(kind).join(", ");
                return Err(Stop::new(Status::Usage, message).help(format!("formats for tables: {formats}")));
            }
            match &choice.file {
                Some(file) => outputs.add_file(chosen, file, world)?,
                None => outputs.add_stdout(chosen, world)?,
            }
        }
        if choices.is_empty() {
            outputs.stdout.push(format("human"));
            let annotations = format("github");
            if world.is_github() && annotations.supports(kind) {
                outputs.stdout.push(annotations);
            }
        }
        if outputs.formats().any(|format| format.audience() == Audience::Runner) {
            outputs.summary = variable("GITHUB_STEP_SUMMARY").map(PathBuf::from);
            outputs.step = variable("GITHUB_OUTPUT").map(PathBuf::from);
        }
        Ok(outputs)
    }

    fn add_stdout(&mut self, format: &'static dyn Format, world: &World<'_>) -> Result<(), Stop> {
        if format.is_binary() && world.screen.is_terminal {
            let message = format!("a terminal cannot show what `--format {}` writes", format.name());
            return Err(
                Stop::new(Status::Usage, message).help(format!("name a file: `--format {}=FILE`", format.name()))
            );
        }
        if let Some(other) = self.stdout.first() {
            let (one, two) = (other.name(), format.name());
            let message = format!("`{one}` and `{two}` cannot both go to standard output");
            return Err(Stop::new(Status::Usage, message).help(format!("name a file: `--format {two}=FILE`")));
        }
        self.stdout.push(format);
        Ok(())
    }

    fn add_file(&mut self, format: &'static dyn Format, file: &Path, world: &World<'_>) -> Result<(), Stop> {
        let wanted = place(world, file);
        if let Some((other, _)) = self.files.iter().find(|(_, known)| place(world, known) == wanted) {
            let message = format!("`{}` and `{}` cannot both go to `{}`", other.name(), format.name(), file.display());
            return Err(Stop::new(Status::Usage, message).help("name a file for each"));
        }
        let what = match wanted.file_name() == Some(PROJECT_FILE.as_ref()) {
            true => Some("the settings of a project"),
            false => parse::is_ladder(world.tree, &wanted).then_some("a ladder or base file"),
        };
        if let Some(what) = what {
            let (format, file) = (format.name(), file.display());
            let message = format!("`--format {format}` would overwrite `{file}`, which is {what}");
            return Err(Stop::new(Status::Usage, message).help("name another file"));
        }
        self.files.push((format, file.to_path_buf()));
        Ok(())
    }

    /// Whether only people read the output; they learn from standard error what could not be read.
    pub fn are_for_people(&self) -> bool {
        self.files.is_empty() && self.stdout.iter().all(|format| format.audience() == Audience::People)
    }

    /// Whether any of them writes the edits that correct findings.
    pub fn write_corrections(&self) -> bool {
        self.formats().any(|format| format.writes_corrections())
    }

    /// The first format, if none of them can show something.
    pub fn without(&self, kind: OutputKind) -> Option<&'static str> {
        let mut all = self.formats().peekable();
        let first = all.peek()?.name();
        (!all.any(|format| format.supports(kind))).then_some(first)
    }

    fn formats(&self) -> impl Iterator<Item = &'static dyn Format> {
        self.stdout.iter().copied().chain(self.files.iter().map(|(format, _)| *format))
    }

    /// Refuses to overwrite files that the run reads: ladders, bases, and the other files named here.
    ///
    /// # Errors
    /// If an output file is one of these.
    pub fn spare<'a>(
        &self,
        world: &World<'_>,
        loaded: &'a Loaded,
        others: impl Iterator<Item = &'a Path>,
    ) -> Result<(), Stop> {
        if self.files.is_empty() {
            return Ok(());
        }
        // For a file of a revision, this is the path on disk.
        let revised = loaded.files.iter().map(|(_, path)| path.as_path());
        let read: Vec<PathBuf> = loaded
            .sources
            .files()
            .map(SourceFile::path)
            .chain(revised)
            .chain(others)
            .map(|path| place(world, path))
            .collect();
        match self.files.iter().find(|(_, file)| read.contains(&place(world, file))) {
            Some((format, file)) => {
                let (format, file) = (format.name(), file.display());
                let message = format!("`--format {format}` would overwrite `{file}`, which this run reads");
                Err(Stop::new(Status::Usage, message).help("name another file"))
            }
            None => Ok(()),
        }
    }

    /// Writes an output in every format. All are laid out before the first is written.
    pub fn write(&self, output: &Output<'_>, world: &mut World<'_>) -> anyhow::Result<()> {
        let summary = match &self.summary {
            Some(path) => Some((path, render::summary(output)?)),
            None => None,
        };
        let mut files = Vec::new();
        for (format, path) in &self.files {
            let mut content = Vec::new();
            format.render(output, Screen::default(), &mut content)?;
            files.push((path, content));
        }
        for format in &self.stdout {
            world.print(*format, output)?;
        }
        for (path, content) in files {
            replace(path, &content).with_context(|| format!("could not write `{}`", path.display()))?;
        }
        let step = self.step.as_ref().map(|path| ("outputs of the step", path, render::step_outputs(output)));
        let summary = summary.map(|(path, text)| ("job summary", path, text));
        for (name, path, text) in summary.into_iter().chain(step) {
            if let Err(error) = append(path, &text) {
                // The findings themselves are written, so this does not change the status.
                writeln!(world.err, "warning: could not write to the {name} `{}`: {error}", path.display())?;
            }
        }
        Ok(())
    }
}

/// Writes an output in one format, which can show it, and spares the files that the run reads.
pub fn write_one(
    choice: &FormatChoice,
    mut output: Output<'_>,
    loaded: &Loaded,
    world: &mut World<'_>,
) -> anyhow::Result<()> {
    let format = render::find(&choice.name).expect("clap takes only formats of the table");
    if format.says_when_changed() {
        for name in output.ladders_mut() {
            let ladder = loaded.set.ladder(&name.id).expect("what is shown was loaded");
            name.changed = world.tree.last_change(&loaded.files_of(ladder));
        }
    }
    let outputs = Outputs::new(std::slice::from_ref(choice), output.kind(), world)?;
    outputs.spare(world, loaded, std::iter::empty())?;
    outputs.write(&output, world)?;
    let left_out = format.leaves_out(&output);
    if !left_out.is_empty() {
        writeln!(world.err, "note: `--format {}` leaves out {}", choice.name, join(&left_out))?;
    }
    Ok(())
}

/// The canonical name of a file that may not exist yet.
fn place(world: &World<'_>, file: &Path) -> PathBuf {
    match world.tree.kind(file) {
        Ok(Kind::Missing) => {
            let file = destination(file).unwrap_or_else(|_| file.to_path_buf());
            world.tree.canonical(&folder_of(&file)).join(file.file_name().unwrap_or_default())
        }
        _ => world.tree.canonical(file),
    }
}

fn append(path: &Path, text: &str) -> std::io::Result<()> {
    OpenOptions::new().append(true).create(true).open(path)?.write_all(text.as_bytes())
}
