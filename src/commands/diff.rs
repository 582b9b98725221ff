//! `ladder diff`

use std::path::{Path, PathBuf};

use crate::cli::{DiffArgs, FailOn};
use crate::diff::{Diff, DiffSettings, Impact, Judgement};
use crate::model::LadderSet;
use crate::parse::{Loaded, NamedFile};
use crate::render;
use crate::revisions::comparing::{compare, settings};
use crate::revisions::places::Places;
use crate::revisions::sides::{LoadedSide, follow, load, skipped};
use crate::revisions::{self, Files};
use crate::roster::{self, Ambiguous, Columns, Roster, RosterView};
use crate::session::outputs::Outputs;
use crate::session::public::public;
use crate::session::settings::Origin;
use crate::session::{Status, Stop, World};
use crate::source::{Kind, Repository, read_limited};
use crate::view::{DiffFilter, DiffGate, DiffReport, Notice, Output, OutputKind, SideView, Telling};
use crate::words::{printable, suggest};

pub(super) fn run(args: &DiffArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    if args.explain {
        let outputs = Outputs::new(&args.format, OutputKind::DiffTables, world)?;
        outputs.write(&Output::DiffTables, world)?;
        return Ok(Status::Fine);
    }
    let outputs = Outputs::new(&args.format, OutputKind::Diff, world)?;
    let notice = notice(args, &outputs)?;
    let roster = args.roster.as_ref().map(|path| read_roster(args, world, path, &outputs)).transpose()?;
    let compared = revisions::compared(world, &args.revisions, &args.paths)?;
    let (book, shows_pay) = settings(world, &compared.new)?;
    let (mut judgements, mut written): (Vec<Judgement>, Vec<Origin>) = book.judgements().into_iter().unzip();
    let (mut old, mut new) = (load(world, &compared.old)?, load(world, &compared.new)?);
    if let Some(repository) = &compared.repository {
        follow(world, repository, (&compared.old, &mut old), (&compared.new, &new))?;
        follow(world, repository, (&compared.new, &mut new), (&compared.old, &old))?;
    }
    if let (Some(repository), None) = (&compared.repository, &compared.new.revision) {
        needs_all(world, repository, (&compared.old, &old), &new)?;
    }
    let others = || args.roster.iter().map(PathBuf::as_path).chain(book.paths());
    outputs.spare(world, &old, others())?;
    outputs.spare(world, &new, others())?;
    let (old, new) = (LoadedSide::new(world, &compared.old, old)?, LoadedSide::new(world, &compared.new, new)?);
    if old.is_broken(&compared.old) || new.is_broken(&compared.new) {
        return Ok(Status::Unusable);
    }
    if old.loaded.named.is_empty() && new.loaded.named.is_empty() {
        let message = format!("there are no ladder files in {} or in {}", compared.old.name, compared.new.name);
        return Err(Stop::new(Status::NothingMatched, message)
            .help("name the files or folders that contain them")
            .into());
    }
    let skipped = skipped(&old, &new);
    let (old_set, new_set) = (old.comparable(&skipped), new.comparable(&skipped));
    for (judgement, origin) in judged_in_files(&new.loaded)? {
        judgements.push(judgement);
        written.push(origin);
    }
    let settings = DiffSettings { full: args.full, remap: book.remap(), judgements };
    let diff = compare(&old_set, &new_set, &settings)?;
    tell_stale(&diff, &settings, &written, [&old_set, &new_set], world)?;
    let filter = DiffFilter {
        impact: args.impact,
        level: args.level.clone(),
        track: args.track.clone(),
        competency: args.competency.clone(),
    };
    known(&filter, [&old_set, &new_set])?;
    let places = Places::new(world, &new.loaded, &diff);
    let telling = Telling {
        filter,
        stat_only: args.stat,
        spots: Some(&places),
        roster: roster.map(|roster| count_people(args, &roster, &old_set, &new_set, &diff)).transpose()?,
        // The names of two paths may be private, so only revisions are named in public formats.
        sides: compared.repository.as_ref().map(|git| (side(git, &compared.old), side(git, &compared.new))),
        not_compared: skipped.iter().map(ToString::to_string).collect(),
        gate: gate(args),
        public: public(world, shows_pay),
        notice,
    };
    let report = DiffReport::new(&old_set, &new_set, &diff, telling);
    let fails = report.fails() || (args.exit_code && report.impact.is_some());
    outputs.write(&Output::Diff(Box::new(report)), world)?;
    Ok(if old.status.max(new.status) == Status::Unusable {
        Status::Unusable
    } else if fails {
        Status::Findings
    } else {
        Status::Fine
    })
}

/// The judgements that comments of the new revision give, each of an edit somewhere in its file.
fn judged_in_files(loaded: &Loaded) -> Result<Vec<(Judgement, Origin)>, Stop> {
    let mut judgements = Vec::new();
    for judged in &loaded.judged {
        let Some(named) = loaded.named.iter().find(|named| named.file == judged.span.file) else { continue };
        let Some(owner) = &named.owner else { continue };
        let at = loaded.sources.file(named.file).position(judged.span.start as usize);
        let origin = Origin::File(named.path.clone(), at.line, at.column);
        let Some(impact) = Impact::ALL.into_iter().find(|impact| impact.as_str() == judged.impact) else {
            let message = format!("{origin}: `{}` is not an impact", printable(&judged.impact));
            let help = format!("write {}", suggest::one_of(&Impact::ALL.map(Impact::as_str)));
            return Err(Stop::new(Status::Unusable, message).help(help));
        };
        let (edit, reason) = (judged.edit.clone(), judged.reason.clone());
        judgements.push((Judgement { place: owner.to_string(), edit, impact, reason }, origin));
    }
    Ok(judgements)
}

/// Says which judgements no longer apply, of those over what is compared here.
fn tell_stale(
    diff: &Diff,
    settings: &DiffSettings,
    written: &[Origin],
    sets: [&LadderSet; 2],
    world: &mut World<'_>,
) -> anyhow::Result<()> {
    for stale in &diff.stale {
        let place = &settings.judgements[stale.index].place;
        let owner = place.split('/').next().unwrap_or_default();
        if sets.iter().all(|set| set.ladder(owner).is_none() && set.base(owner).is_none()) {
            continue;
        }
        let why = match &stale.edits[..] {
            [] if !place.contains('/') => {
                format!("no change is edit {} any more", settings.judgements[stale.index].edit)
            }
            [] => "nothing changes there".to_owned(),
            edits => format!("the text changed again, and is edit {} now", edits.join(" or ")),
        };
        let message = format!("warning: {}: the judgement of `{place}` no longer applies: {why}", written[stale.index]);
        writeln!(world.err, "{}", printable(&message))?;
    }
    Ok(())
}

/// A side as people know it. What was typed stays, unless it only says where in the history it is.
fn side(repository: &Repository, files: &Files) -> SideView {
    let known = files.revision.as_ref().and_then(|revision| repository.known_as(revision.name()).ok());
    let Some(known) = known else { return SideView { name: files.name.clone(), about: None } };
    let typed = &files.name;
    let is_hex = typed.len() >= 7 && typed.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_position = is_hex || typed.starts_with("HEAD") || typed.contains(['~', '^', '@']);
    let name = known.name.filter(|_| is_position && !typed.contains(':')).unwrap_or_else(|| typed.clone());
    SideView { name, about: Some(format!("{}, {}: {}", known.date, known.author, known.subject)) }
}

/// What fails the run; of several impacts the least.
fn gate(args: &DiffArgs) -> DiffGate {
    let impacts = args.fail_on.iter().filter_map(|gate| match gate {
        FailOn::Impact(impact) => Some(*impact),
        FailOn::NeedsReview => None,
    });
    let review = args.fail_on.contains(&FailOn::NeedsReview);
    DiffGate { impact: impacts.min(), review, version: args.check_version }
}

/// What the author adds to an announcement; `None` if none of the formats is one. Then an addition is refused, as it would
/// be ignored.
fn notice(args: &DiffArgs, outputs: &Outputs) -> Result<Option<Notice>, Stop> {
    let notice = Notice { effective: args.effective, read_at: args.read_at.clone() };
    let flag = if notice.effective.is_some() { "--effective" } else { "--read-at" };
    match outputs.without(OutputKind::Announcement) {
        None => Ok(Some(notice)),
        Some(format) if notice != Notice::default() => {
            let message = format!("`{flag}` is for announcements, and `--format {format}` writes none");
            Err(Stop::new(Status::Usage, message).help("add `--format announcement`"))
        }
        Some(_) => Ok(None),
    }
}

/// Refuses to report files as removed that a sparse work tree leaves out.
fn needs_all(
    world: &World<'_>,
    repository: &Repository,
    (files, old): (&Files, &Loaded),
    new: &Loaded,
) -> Result<(), Stop> {
    let is_missing = |named: &&NamedFile| {
        world.tree.kind(&named.path) == Ok(Kind::Missing)
            && !named.owner.as_ref().is_some_and(|owner| new.is_named(owner))
    };
    let missing = old.named.iter().filter(is_missing).map(|named| files.tree(world.tree).canonical(&named.path));
    Ok(repository.are_gone(&missing.collect::<Vec<_>>())?)
}

/// Checks the names in a filter: with a misspelt one it would look as if nothing had changed.
fn known(filter: &DiffFilter, sets: [&LadderSet; 2]) -> Result<(), Stop> {
    let ladders = || sets.into_iter().flat_map(|set| &set.ladders);
    let tracks = ladders().flat_map(|ladder| ladder.tracks.iter()).map(|track| track.id.to_string());
    let levels = ladders().flat_map(|ladder| ladder.levels().map(move |(_, level)| (ladder, level)));
    let levels = levels.flat_map(|(ladder, level)| [level.id.to_string(), format!("{}/{}", ladder.id, level.id)]);
    let defined = sets.into_iter().flat_map(LadderSet::all_definitions);
    let competencies = defined.flat_map(|(_, defined)| defined.competencies.iter()).map(|known| known.id.to_string());
    let wanted: [(&str, &Option<String>, Vec<String>); 3] = [
        ("track", &filter.track, tracks.collect()),
        ("level", &filter.level, levels.collect()),
        ("competency", &filter.competency, competencies.collect()),
    ];
    for (what, name, all) in wanted {
        let Some(name) = name.as_ref().filter(|name| !all.contains(name)) else { continue };
        let stop = Stop::new(Status::NothingMatched, format!("neither side has a {what} `{name}`"));
        let near = suggest::did_you_mean(name, all.iter().map(String::as_str));
        return Err(near.map_or_else(|| stop.clone(), |near| stop.clone().help(near)));
    }
    Ok(())
}

/// Reads the roster. Refuses it if all formats are meant for publication, because none of them would show the count.
fn read_roster(args: &DiffArgs, world: &mut World<'_>, path: &Path, outputs: &Outputs) -> anyhow::Result<Roster> {
    if let Some(format) = outputs.without(OutputKind::Roster) {
        let message = format!("`--roster` does not work with `--format {format}`, which is meant for publication");
        let formats = render::names(OutputKind::Roster).join(", ");
        return Err(Stop::new(Status::Usage, message).help(format!("formats for rosters: {formats}")).into());
    }
    let bytes = match path == Path::new("-") {
        true => read_limited(&mut *world.stdin, Path::new("standard input"))?,
        false => world.tree.read(path)?,
    };
    let columns = Columns { level: args.roster_level.clone(), ladder: args.roster_ladder.clone() };
    Ok(roster::read(&bytes, &columns).map_err(|error| {
        let stop = Stop::new(Status::Unusable, format!("could not use the roster `{}`: {error}", path.display()));
        match error.help() {
            Some(help) => stop.help(help),
            None => stop,
        }
    })?)
}

fn count_people(
    args: &DiffArgs,
    roster: &Roster,
    old: &LadderSet,
    new: &LadderSet,
    diff: &Diff,
) -> Result<RosterView, Stop> {
    RosterView::new(roster, old, new, diff).map_err(|Ambiguous { line, ladders }| {
        let path = args.roster.as_deref().unwrap_or(Path::new("-")).display();
        let message = format!("line {line} of the roster `{path}` names a level that is in {ladders} ladders");
        Stop::new(Status::Unusable, message)
            .help("add a column `ladder`, name one with `--roster-ladder NAME`, or write levels as `engineering/IC4`")
    })
}
