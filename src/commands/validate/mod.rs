//! `ladder validate`

use std::path::{Path, PathBuf};

use crate::revisions::changed::keep_changed;
use crate::session::baseline::Baseline;
use crate::session::judging::{book, judge, report};
use crate::session::outputs::Outputs;
use crate::session::settings::{Book, Flags};
mod fix;

use crate::cli::ValidateArgs;
use crate::config::RuleSetting;
use crate::finding::Finding;
use crate::parse::Loaded;
use crate::render::defuse;
use crate::rules::{Check, Rule};
use crate::session::{Status, World, judging};
use crate::source::Kind;
use crate::view::{Output, OutputKind, Suppressed};
use crate::words::count;
use crate::words::printable;

pub(super) fn run(args: &ValidateArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let outputs = Outputs::new(&args.format, OutputKind::Findings, world)?;
    let flags = Flags {
        rules: args.rule.clone(),
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        fail_on: args.fail_on,
    };
    let fixed = if args.fix { Some(fix::compute(args, world, &flags)?) } else { None };
    let mut loaded = match &fixed {
        Some(_) => None,
        None => Some(world.load(&args.paths)?),
    };
    let is_nothing = loaded.as_ref().or(fixed.as_ref().map(|fixed| &fixed.loaded)).is_none_or(|l| l.named.is_empty());
    if let (Some(loaded), Some(revision)) = (&mut loaded, &args.changed_since) {
        let unchanged = keep_changed(world, loaded, revision)?;
        if args.quiet == 0 && unchanged > 0 {
            let verb = if unchanged == 1 { "reads" } else { "read" };
            writeln!(world.err, "{} {verb} the same at `{revision}`", count(unchanged, "file"))?;
        }
    }
    let loaded =
        loaded.as_ref().or(fixed.as_ref().map(|fixed| &fixed.loaded)).expect("it is loaded in one way or the other");
    world.complain(&loaded.unreadable)?;
    if args.list_files {
        for named in &loaded.named {
            let path = printable(&loaded.sources.file(named.file).path().display().to_string());
            let path = if world.is_github() { defuse(&path) } else { path };
            writeln!(world.out, "{path}")?;
        }
        return Ok(if loaded.unreadable.is_empty() { Status::Fine } else { Status::Unusable });
    }
    if is_nothing && outputs.are_for_people() {
        return Ok(Status::Unusable);
    }
    let book = book(world, flags, loaded)?;
    let baseline = args.baseline.iter().chain(&args.write_baseline).map(PathBuf::as_path);
    outputs.spare(world, loaded, baseline.chain(book.paths()))?;
    if let Some(fixed) = &fixed {
        fixed.announce(args, world)?;
        if !args.diff {
            fixed.write()?;
        }
    }
    if args.verbose > 0 {
        for named in &loaded.named {
            let path = loaded.sources.file(named.file).path();
            let config =
                book.config(world.tree, path).map_or("defaults".into(), |read| read.config.path.display().to_string());
            writeln!(world.err, "{}", printable(&format!("checking {} by {config}", path.display())))?;
        }
    }
    let judged = judge(world, loaded, &book, !args.no_ignores);
    let mut suppressed = Suppressed { ignored: judged.ignored, baselined: 0 };

    let mut kept: Vec<Finding> = judged.findings;
    if let Some(path) = &args.write_baseline {
        let baseline = Baseline::of(&report(loaded, &kept, judged.rules));
        baseline.write(world, path)?;
        let written = count(baseline.len(), "finding");
        writeln!(world.err, "wrote {written} to {}", printable(&path.display().to_string()))?;
    }
    if let Some(path) = args.baseline.as_ref().or(args.write_baseline.as_ref()) {
        let baseline = Baseline::read(world.tree, path)?;
        let all = report(loaded, &kept, judged.rules);
        let stale = baseline.stale(&all, |path, rule| was_asked(world, loaded, &book, path, rule));
        let unknown: Vec<Finding> = all
            .findings
            .iter()
            .filter(|located| !baseline.knows(located))
            .map(|located| located.finding.clone())
            .collect();
        suppressed.baselined = kept.len() - unknown.len();
        kept = unknown;
        if !stale.is_empty() {
            let verb = if stale.len() == 1 { "is" } else { "are" };
            writeln!(world.err, "{} of the baseline {verb} no longer reported:", count(stale.len(), "finding"))?;
            for line in &stale {
                writeln!(world.err, "  {}", printable(line))?;
            }
            let typed = printable(&path.display().to_string());
            writeln!(world.err, "`--write-baseline {typed}` writes it without them")?;
        }
    }
    let fails = kept.iter().any(|finding| judging::fails(world, loaded, &book, finding));
    if let Some(fixed) = fixed.as_ref().filter(|_| args.diff) {
        fixed.print(world)?;
        return Ok(match fails || !fixed.is_empty() {
            _ if !loaded.unreadable.is_empty() => Status::Unusable,
            true => Status::Findings,
            false => Status::Fine,
        });
    }
    let mut report = report(loaded, &kept, judged.rules);
    report.suppressed = suppressed;
    report.fails = fails;
    report.is_verdict = args.quiet == 0;
    report.shows_pay = loaded
        .named
        .iter()
        .all(|named| book.shows_pay(book.config(world.tree, loaded.sources.file(named.file).path())).0);
    let page = |file| book.explanations(book.config(world.tree, loaded.sources.file(file).path())).0.cloned();
    report.pages = loaded.named.iter().filter_map(|named| Some((named.file, page(named.file)?))).collect();
    outputs.write(Output::Findings(report), world)?;
    Ok(if !loaded.unreadable.is_empty() {
        Status::Unusable
    } else if fails {
        Status::Findings
    } else {
        Status::Fine
    })
}

/// Whether a baseline's entry would have been found again, had it still been there: its file was checked or is gone, and
/// its rule was run there.
fn was_asked(world: &World<'_>, loaded: &Loaded, book: &Book, path: &Path, rule: Option<&Rule>) -> bool {
    let absolute = world.tree.canonical(path);
    let is_checked =
        loaded.named.iter().any(|named| world.tree.canonical(loaded.sources.file(named.file).path()) == absolute);
    if !is_checked && world.tree.kind(path) == Ok(Kind::File) {
        return false;
    }
    rule.is_none_or(|rule| {
        let is_off = matches!(book.rule(rule, book.config(world.tree, path), &absolute), Some((RuleSetting::Off, _)));
        !is_off && (loaded.whole_project || !matches!(rule.check, Check::Project(_)))
    })
}
