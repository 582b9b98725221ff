//! `ladder show`

use std::path::Path;

use clap::ValueEnum;

use super::{at, text};
use crate::cli::{ShowArgs, ShowView};
use crate::model::Ladder;
use crate::model::resolve::{MovesByLadder, Resolved};
use crate::parse::Loaded;
use crate::render;
use crate::session::names::{At, Selection, paths_and_names, select};
use crate::session::outputs::write_one;
use crate::session::public::shows_pay;
use crate::session::{Status, Stop, World, typed};
use crate::view::{LadderMoves, LevelPage, Matrix, Narrowing, Output, OutputKind, ShownLadder, Threads, Unknown, View};
use crate::words::{join, suggest};

pub(super) fn run(args: &ShowArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    at::revision(args.at.as_deref(), &args.what, world, |world| show(args, world))
}

fn show(args: &ShowArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let (paths, names) = paths_and_names(world, &args.what);
    let format = render::find(&args.format.name).expect("clap takes only formats of the table");
    if args.link_base.is_some() && !format.has_links() {
        let message = format!("`--link-base` makes levels links, and `--format {}` has no links", args.format.name);
        let formats = render::FORMATS.iter().filter(|format| format.has_links()).map(|format| format.name());
        let formats = formats.collect::<Vec<_>>().join(", ");
        return Err(Stop::new(Status::Usage, message).help(format!("formats with links: {formats}")).into());
    }
    if format.supports(OutputKind::Text) {
        if let Some(option) = ladder_option(args).or(args.full.then_some("--full")) {
            let message = format!("`--format {}` writes what each file says itself", args.format.name);
            return Err(Stop::new(Status::Usage, message).help(format!("leave out `{option}` or `--format`")).into());
        }
        if args.format.file.is_some() {
            let message = format!("`--format {}` goes to standard output", args.format.name);
            return Err(Stop::new(Status::Usage, message).help("redirect it to the file").into());
        }
        return text::run(&args.format.name, &paths, &names, world);
    }
    let loaded = at::load(args.at.as_deref(), &paths, world)?;
    let selection = select(world, &loaded, &names)?;
    let moves = MovesByLadder::new(&loaded.set);
    let empty = [selection.ladders.is_empty(), selection.levels.is_empty(), selection.competencies.is_empty()];
    let output = match empty {
        [true, true, true] => return Ok(selection.status),
        [true, false, true] => {
            let shows_pay = format.is_published() && shows_pay(world, &loaded)?;
            levels(args, &loaded, &moves, &selection, shows_pay)?
        }
        [true, true, false] => competencies(args, &loaded, &selection)?,
        [false, true, true] => {
            let at = args.at.as_ref().and_then(|name| typed::word(Path::new(name)));
            let at = at.map_or_else(String::new, |name| format!(" --at {name}"));
            let typed = typed::paths(&paths).map(|paths| format!("{paths}{at}"));
            let shows_pay = format.is_published() && shows_pay(world, &loaded)?;
            ladders(args, &loaded, &moves, &selection.ladders, typed, shows_pay)?
        }
        _ => {
            return Err(Stop::new(Status::Usage, "ladders, levels and competencies cannot be shown together")
                .help("name only ladders, only levels, or only competencies")
                .into());
        }
    };
    if !format.supports(output.kind()) {
        return Err(refused(&args.format.name, &output, &selection.ladders).into());
    }
    write_one(&args.format, output, &loaded, world)?;
    Ok(selection.status)
}

/// The first option that is for ladders only.
fn ladder_option(args: &ShowArgs) -> Option<&'static str> {
    args.view.map(|_| "--view").or_else(|| narrowed_by(&args.narrow.narrowing()).first().copied())
}

/// The options that narrow a ladder.
fn narrowed_by(narrowing: &Narrowing) -> Vec<&'static str> {
    let Narrowing { tracks, levels, competencies, grades } = narrowing;
    let options = [("--track", tracks), ("--levels", levels), ("--competency", competencies), ("--grade", grades)];
    options.into_iter().filter(|(_, values)| !values.is_empty()).map(|(option, _)| option).collect()
}

fn levels<'a>(
    args: &ShowArgs,
    loaded: &'a Loaded,
    moves: &'a MovesByLadder<'a>,
    selection: &Selection<'a>,
    shows_pay: bool,
) -> Result<Output<'a>, Stop> {
    if let Some(option) = ladder_option(args) {
        return Err(Stop::new(Status::Usage, format!("`{option}` is for ladders, and a level is named"))
            .help(format!("name a ladder, or leave out `{option}`")));
    }
    let pages = selection.levels.iter().map(|(ladder, level)| {
        let resolved = Resolved::among(&loaded.set, ladder, moves);
        let index = resolved.level_index(level).expect("the level was found by its id");
        LevelPage::new(&resolved, index, args.full, shows_pay)
    });
    Ok(Output::Levels(pages.collect()))
}

fn competencies<'a>(args: &ShowArgs, loaded: &Loaded, selection: &Selection<'_>) -> Result<Output<'a>, Stop> {
    refuse_full(args, selection.competencies[0].0)?;
    if !args.narrow.competency.is_empty() {
        return Err(Stop::new(Status::Usage, "a competency is named twice, as an argument and by `--competency`")
            .help("leave out `--competency`"));
    }
    let (ladder, _) = selection.competencies[0];
    if selection.competencies.iter().any(|(other, _)| other.id != ladder.id) {
        return Err(Stop::new(Status::Usage, "competencies of several ladders cannot be shown together")
            .help("name those of one ladder"));
    }
    let named = selection.competencies.iter().map(|(_, id)| id.clone()).collect();
    let narrowing = Narrowing { competencies: named, ..args.narrow.narrowing() };
    let resolved = Resolved::new(&loaded.set, ladder);
    one_view(args.view.unwrap_or(ShowView::Competency), resolved, &narrowing)
}

fn ladders<'a>(
    args: &ShowArgs,
    loaded: &'a Loaded,
    moves: &'a MovesByLadder<'a>,
    ladders: &[At<'a>],
    typed: Option<String>,
    shows_pay: bool,
) -> Result<Output<'a>, Stop> {
    refuse_full(args, ladders[0].0)?;
    let narrowing = args.narrow.narrowing();
    let all: Vec<(Resolved<'_>, &String)> =
        ladders.iter().map(|(ladder, path)| (Resolved::among(&loaded.set, ladder, moves), path)).collect();
    check(&narrowing, all.iter().map(|(resolved, _)| resolved))?;
    // The tracks side by side have no competencies, so somebody who names one wants to see it.
    let names_competency = args.format.name == "human" && !narrowing.competencies.is_empty();
    let default = if names_competency { ShowView::Competency } else { ShowView::Tracks };
    let view = args.view.unwrap_or(default);
    if view != ShowView::Tracks {
        return match ladders {
            [(ladder, _)] => one_view(view, Resolved::new(&loaded.set, ladder), &narrowing),
            _ => {
                let view = view.to_possible_value().expect("no view is hidden");
                Err(name_one(&format!("--view {}", view.get_name()), "shows", ladders))
            }
        };
    }
    if names_competency {
        return Err(Stop::new(Status::Usage, "the tracks side by side have no competencies to narrow")
            .help("choose another view: `--view matrix` or `--view competency`"));
    }
    if render::find(&args.format.name).is_some_and(|format| format.is_whole())
        && let Some(option) = ladder_option(args)
    {
        let message = format!("`--format {}` writes a whole ladder", args.format.name);
        return Err(Stop::new(Status::Usage, message).help(format!("leave out `{option}`")));
    }
    let shown = all.into_iter().map(|(resolved, path)| {
        let mut shown = ShownLadder::new(resolved, &narrowing, path.clone());
        shown.link_base.clone_from(&args.link_base);
        shown.typed.clone_from(&typed);
        shown.shows_pay = shows_pay;
        shown
    });
    let shown: Vec<ShownLadder<'_>> = shown.filter(|shown| shown.has_levels() || narrowing.is_empty()).collect();
    if shown.is_empty() { Err(nothing_left(&narrowing)) } else { Ok(Output::Ladders(shown)) }
}

fn refuse_full(args: &ShowArgs, ladder: &Ladder) -> Result<(), Stop> {
    if !args.full {
        return Ok(());
    }
    let stop = Stop::new(Status::Usage, "`--full` is for levels, and no level is named");
    Err(match ladder.levels().next() {
        Some((_, level)) => stop.help(format!("name one: `ladder show {}/{} --full`", ladder.id, level.id)),
        None => stop.help("leave out `--full`"),
    })
}

/// A view of one ladder, other than its tracks.
fn one_view<'a>(view: ShowView, resolved: Resolved<'_>, narrowing: &Narrowing) -> Result<Output<'a>, Stop> {
    check(narrowing, [&resolved])?;
    let kept = narrowing.of(&resolved);
    let (view, is_empty) = match view {
        ShowView::Matrix => {
            let matrix = Matrix::new(&resolved, &kept);
            let is_empty = matrix.is_empty();
            (View::Matrix(matrix), is_empty)
        }
        ShowView::Competency => {
            let threads = Threads::new(&resolved, &kept);
            let is_empty = threads.threads.is_empty();
            (View::Threads(threads), is_empty)
        }
        ShowView::Tracks | ShowView::Moves if !narrowing.competencies.is_empty() => {
            return Err(Stop::new(Status::Usage, "this view has no competencies to narrow")
                .help("choose another view: `--view matrix` or `--view competency`"));
        }
        ShowView::Tracks | ShowView::Moves => {
            let moves = LadderMoves::new(&resolved, &kept);
            let is_empty = moves.starts.is_empty();
            (View::Moves(moves), is_empty)
        }
    };
    if is_empty && !narrowing.is_empty() { Err(nothing_left(narrowing)) } else { Ok(Output::View(view)) }
}

/// Refuses names that none of the ladders has.
fn check<'r, 'a: 'r>(narrowing: &Narrowing, ladders: impl IntoIterator<Item = &'r Resolved<'a>>) -> Result<(), Stop> {
    narrowing.check(ladders).map_err(|unknown| match unknown {
        Unknown::Name(what, name, known) => {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let help = suggest::did_you_mean(&name, known.iter().copied());
            Stop::new(Status::NothingMatched, format!("there is no {what} `{name}`")).help(help.unwrap_or_else(|| {
                match known[..] {
                    [] => "there are none".to_owned(),
                    _ => format!("expected one of {}", known.join(", ")),
                }
            }))
        }
        Unknown::Range(range) => Stop::new(Status::Usage, format!("`{range}` is not a range of levels of one track"))
            .help("write the lower level first: `IC3..IC5`"),
    })
}

fn nothing_left(narrowing: &Narrowing) -> Stop {
    match narrowed_by(narrowing)[..] {
        [one] => Stop::new(Status::NothingMatched, format!("no level has anything to show for `{one}`")),
        ref options => {
            let options: Vec<String> = options.iter().map(|option| format!("`{option}`")).collect();
            Stop::new(Status::NothingMatched, format!("nothing matches {} at once", join(&options)))
                .help("leave out one of them")
        }
    }
}

/// The format cannot show the output.
fn refused(format: &str, output: &Output<'_>, ladders: &[At<'_>]) -> Stop {
    let formats = |kinds: &[OutputKind]| render::names_of_any(kinds).join(", ");
    match output.kind() {
        OutputKind::Levels => {
            Stop::new(Status::Usage, format!("`--format {format}` writes whole ladders, not single levels"))
                .help(format!("formats for levels: {}", formats(&[OutputKind::Levels, OutputKind::Text])))
        }
        OutputKind::View => {
            Stop::new(Status::Usage, format!("`--format {format}` writes whole ladders, not this view"))
                .help(format!("formats for views: {}", formats(&[OutputKind::View])))
        }
        _ => name_one(&format!("--format {format}"), "writes", ladders),
    }
}

/// An option is for one ladder, and there are several.
fn name_one(option: &str, does: &str, ladders: &[At<'_>]) -> Stop {
    let ids: Vec<&str> = ladders.iter().map(|(ladder, _)| ladder.id.as_str()).collect();
    Stop::new(Status::Usage, format!("`{option}` {does} one ladder, but {} are loaded", ids.len())).help(format!(
        "name one of {}: `ladder show {} {option}`",
        ids.join(", "),
        ids[0]
    ))
}
