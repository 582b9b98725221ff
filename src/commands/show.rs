//! `ladder show`

use std::path::Path;

use super::{at, text};
use crate::cli::ShowArgs;
use crate::model::resolve::Resolved;
use crate::render;
use crate::session::names::{paths_and_names, select};
use crate::session::outputs::write_one;
use crate::session::{Status, Stop, World, typed};
use crate::view::{ExportedLadder, LadderView, LevelPage, Output, OutputKind, ShownLadder, SideBySide};

pub(super) fn run(args: &ShowArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    at::revision(args.at.as_deref(), &args.what, world, |world| show(args, world))
}

fn show(args: &ShowArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let (paths, names) = paths_and_names(world, &args.what);
    let format = render::find(&args.format.name).expect("clap takes only formats of the table");
    if format.supports(OutputKind::Text) {
        if args.full {
            let message = format!("`--format {}` writes what each file says itself", args.format.name);
            return Err(Stop::new(Status::Usage, message).help("leave out `--full` or `--format`").into());
        }
        if args.format.file.is_some() {
            let message = format!("`--format {0}` goes to standard output", args.format.name);
            return Err(Stop::new(Status::Usage, message).help("redirect it to the file").into());
        }
        return text::run(&args.format.name, &paths, &names, world);
    }
    let loaded = at::load(args.at.as_deref(), &paths, world)?;
    let selection = select(world, &loaded, &names)?;
    if !selection.ladders.is_empty() && !selection.levels.is_empty() {
        return Err(Stop::new(Status::Usage, "ladders and levels cannot be shown together")
            .help("name ladders, or name levels")
            .into());
    }
    let at = args.at.as_ref().and_then(|name| typed::word(Path::new(name)));
    let at = at.map_or_else(String::new, |name| format!(" --at {name}"));
    if !selection.levels.is_empty() {
        if !format.supports(OutputKind::Levels) {
            let message = format!("`--format {}` writes whole ladders, not single levels", args.format.name);
            let formats = render::names_of_any(&[OutputKind::Levels, OutputKind::Text]).join(", ");
            return Err(Stop::new(Status::Usage, message).help(format!("formats for levels: {formats}")).into());
        }
        let pages = selection.levels.iter().map(|(ladder, level)| {
            let resolved = Resolved::new(&loaded.set, ladder);
            let index = resolved.level_index(level).expect("the level was found by its id");
            LevelPage::new(&resolved, index, args.full)
        });
        write_one(&args.format, &Output::Levels(pages.collect()), &loaded, world)?;
        return Ok(selection.status);
    }
    if args.full {
        let ladder = selection.ladders.first().map(|(ladder, _)| *ladder);
        let level = ladder.and_then(|ladder| Some((&ladder.id, &ladder.levels().next()?.1.id)));
        let stop = Stop::new(Status::Usage, "`--full` is for levels, and no level is named");
        return Err(match level {
            Some((ladder, level)) => stop.help(format!("name one: `ladder show {ladder}/{level} --full`")).into(),
            None => stop.help("leave out `--full`").into(),
        });
    }
    if selection.ladders.len() > 1 && !format.supports(OutputKind::SeveralLadders) {
        let ids: Vec<&str> = selection.ladders.iter().map(|(ladder, _)| ladder.id.as_str()).collect();
        let message = format!("`--format {}` writes one ladder, but {} are loaded", args.format.name, ids.len());
        return Err(Stop::new(Status::Usage, message)
            .help(format!("name one of {}: `ladder show {} --format {}`", ids.join(", "), ids[0], args.format.name))
            .into());
    }
    if !selection.ladders.is_empty() {
        let shown = selection.ladders.iter().map(|(ladder, path)| {
            let resolved = Resolved::new(&loaded.set, ladder);
            ShownLadder {
                ladder: LadderView::new(&resolved, path.clone()),
                table: SideBySide::new(&resolved),
                export: ExportedLadder::new(&resolved),
                typed: typed::paths(&paths).map(|paths| format!("{paths}{at}")),
            }
        });
        write_one(&args.format, &Output::Ladders(shown.collect()), &loaded, world)?;
    }
    Ok(selection.status)
}
