//! `ladder validate`

mod fix;

use std::collections::HashSet;
use std::path::PathBuf;

use crate::cli::ValidateArgs;
use crate::finding::Finding;
use crate::parse::Loaded;
use crate::render::defuse;
use crate::revisions::changed::Since;
use crate::session::azure::azure_run;
use crate::session::baseline::Baseline;
use crate::session::judging::{Judging, book, located, located_with_corrections};
use crate::session::outputs::Outputs;
use crate::session::public::public;
use crate::session::settings::Flags;
use crate::session::{Status, World};
use crate::source::FileId;
use crate::view::{FindingReport, Output, OutputKind, Suppressed};
use crate::words::{count, printable};

pub(super) fn run(args: &ValidateArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let outputs = Outputs::new(&args.format, OutputKind::Findings, world)?;
    let flags = Flags {
        rules: args.rule.clone(),
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        fail_on: args.fail_on,
    };
    let (mut loaded, fixed) = match args.fix {
        true => fix::compute(args, world, &flags).map(|(loaded, fixed)| (loaded, Some(fixed)))?,
        false => (load(args, world)?, None),
    };
    world.complain(&loaded.unreadable)?;
    let since = args.changed_since.as_ref().map(|revision| Since::new(world, &loaded, revision)).transpose()?;
    if args.list_files {
        if let Some(since) = &since {
            narrow(&mut loaded, args, world, |file| since.has_changed(file))?;
        }
        return list_files(&loaded, world);
    }
    if loaded.named.is_empty() && !loaded.unreadable.is_empty() && outputs.are_for_people() {
        return Ok(Status::Unusable);
    }
    let book = book(world, flags, &loaded)?;
    let baseline = args.baseline.iter().chain(&args.write_baseline).map(PathBuf::as_path);
    outputs.spare(world, &loaded, baseline.chain(book.paths()))?;
    if let Some(fixed) = &fixed {
        fixed.carry_out(args, world)?;
    }
    let mut judged = Judging::new(world.tree, &loaded, &book).judge(!args.no_ignores);
    if let Some(since) = &since {
        let earlier = since.earlier(world, &args.paths, &book, !args.no_ignores)?;
        since.keep_news(&loaded, &mut judged, earlier);
        let told: HashSet<FileId> =
            judged.findings.iter().filter_map(|finding| Some(loaded.span(finding)?.file)).collect();
        narrow(&mut loaded, args, world, |file| since.has_changed(file) || told.contains(&file))?;
    }
    let judging = Judging::new(world.tree, &loaded, &book);
    if args.verbose > 0 {
        say_configurations(&judging, world)?;
    }
    let found = judged.findings.len();
    let kept = without_known(args, &judging, judged.findings, world)?;
    let fails = kept.iter().any(|finding| judging.fails(finding));
    if let Some(fixed) = fixed.as_ref().filter(|_| args.diff) {
        fixed.print(world)?;
        return Ok(status(&loaded, fails || !fixed.is_empty()));
    }
    // They take another reading of each file.
    let located = if outputs.write_corrections() { located_with_corrections } else { located };
    let report = FindingReport {
        sources: &loaded.sources,
        findings: located(&loaded, &kept),
        checked: judging.checked(judged.rules),
        unreadable: &loaded.unreadable,
        files: loaded.named.iter().map(|named| named.file).collect(),
        suppressed: Suppressed { ignored: judged.ignored.len(), baselined: found - kept.len() },
        gates: judging.gates(),
        is_quiet: args.quiet > 0,
        is_full: args.full,
        public: public(world, judging.shows_pay()),
        pages: judging.pages(),
        azure: azure_run(world.env).map(Box::new),
    };
    outputs.write(&Output::Findings(report), world)?;
    Ok(status(&loaded, fails))
}

/// What is named, which may be nothing if that is allowed.
fn load(args: &ValidateArgs, world: &mut World<'_>) -> anyhow::Result<Loaded> {
    if args.allow_none { Ok(world.load_what_is_there(&args.paths)?.1) } else { world.load(&args.paths) }
}

/// Reports only on some of the files; says how many are left out, as the same in the revision of `--changed-since`.
fn narrow(
    loaded: &mut Loaded,
    args: &ValidateArgs,
    world: &mut World<'_>,
    stays: impl Fn(FileId) -> bool,
) -> anyhow::Result<()> {
    let all = loaded.named.len();
    loaded.named.retain(|named| stays(named.file));
    let left_out = all - loaded.named.len();
    if let (Some(revision), 0, 1..) = (&args.changed_since, args.quiet, left_out) {
        let verb = if left_out == 1 { "is" } else { "are" };
        writeln!(world.err, "{} {verb} the same as in `{revision}`", count(left_out, "file"))?;
    }
    Ok(())
}

fn list_files(loaded: &Loaded, world: &mut World<'_>) -> anyhow::Result<Status> {
    for named in &loaded.named {
        let path = printable(&loaded.sources.path(named.file).display().to_string());
        let path = if world.is_github() { defuse(&path) } else { path };
        writeln!(world.out, "{path}")?;
    }
    Ok(status(loaded, false))
}

/// Names the configuration of each file.
fn say_configurations(judging: &Judging<'_>, world: &mut World<'_>) -> anyhow::Result<()> {
    for named in &judging.loaded.named {
        let path = judging.loaded.sources.path(named.file).display();
        let config = judging.config(named.file);
        let config = config.map_or("defaults".to_owned(), |read| read.config.path.display().to_string());
        writeln!(world.err, "{}", printable(&format!("checking {path} with {config}")))?;
    }
    Ok(())
}

/// The findings that are not in the baseline. With `--write-baseline`, the baseline is written first.
fn without_known(
    args: &ValidateArgs,
    judging: &Judging<'_>,
    findings: Vec<Finding>,
    world: &mut World<'_>,
) -> anyhow::Result<Vec<Finding>> {
    let Some(path) = args.write_baseline.as_ref().or(args.baseline.as_ref()) else { return Ok(findings) };
    let all = located(judging.loaded, &findings);
    let typed = printable(&path.display().to_string());
    if args.write_baseline.is_some() {
        let baseline = Baseline::of(&judging.loaded.sources, &all);
        baseline.write(world, path)?;
        writeln!(world.err, "wrote {} to {typed}", count(baseline.len(), "finding"))?;
    }
    let baseline = Baseline::read(world.tree, path)?;
    let stale = baseline.stale(&all, |path, rule| judging.was_asked(path, rule));
    if !stale.is_empty() {
        let verb = if stale.len() == 1 { "is" } else { "are" };
        writeln!(world.err, "{} of the baseline {verb} no longer reported:", count(stale.len(), "finding"))?;
        for line in &stale {
            writeln!(world.err, "  {}", printable(line))?;
        }
        writeln!(world.err, "`--write-baseline {typed}` removes them")?;
    }
    Ok(baseline.unknown(&all))
}

fn status(loaded: &Loaded, fails: bool) -> Status {
    match fails {
        _ if !loaded.unreadable.is_empty() => Status::Unusable,
        true => Status::Findings,
        false => Status::Fine,
    }
}
