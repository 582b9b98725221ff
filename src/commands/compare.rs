//! `ladder compare`

use super::at;
use crate::cli::CompareArgs;
use crate::model::resolve::Resolved;
use crate::model::{self, Ladder};
use crate::parse::Loaded;
use crate::render;
use crate::session::names::{Meant, meant, paths_and_names, select};
use crate::session::outputs::write_one;
use crate::session::public::shows_pay;
use crate::session::{Status, Stop, World};
use crate::view::{LadderComparison, LevelComparison, MoveKind, MoveView, Output, View};
use crate::words::suggest;

pub(super) fn run(args: &CompareArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    at::revision(args.at.as_deref(), &args.what, world, |world| compare(args, world))
}

fn compare(args: &CompareArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let (paths, names) = paths_and_names(world, &args.what);
    if names.is_empty() || names.len() > 2 {
        return Err(Stop::new(Status::Usage, "expected two levels or two ladders, or a level and the next one up")
            .help("`ladder compare IC4 IC5`, `ladder compare engineering product` or `ladder compare IC4`")
            .into());
    }
    let loaded = at::load(args.at.as_deref(), &paths, world)?;
    let selection = select(world, &loaded, &names)?;
    if selection.status != Status::Fine && selection.ladders.len() + selection.levels.len() < names.len() {
        return Ok(selection.status);
    }
    let known: Vec<&Ladder> = loaded.named_ladders().collect();
    let view = match (meant(&known, &names[0])?, names.get(1).map(|name| meant(&known, name)).transpose()?) {
        (Meant::Ladder(a), Some(Meant::Ladder(b))) => {
            let (a, b) = (Resolved::new(&loaded.set, a), Resolved::new(&loaded.set, b));
            if args.full {
                return Err(Stop::new(Status::Usage, "`--full` is for levels").help("leave out `--full`").into());
            }
            View::Ladders(Box::new(LadderComparison::new(&a, &b)))
        }
        (Meant::Level(ladder, a), b) => {
            let (other, b) = match b {
                Some(Meant::Level(other, b)) => (other, b),
                None => match next_up(&loaded, ladder, &a)? {
                    Some(b) => (ladder, b),
                    None => return Err(at_the_top(ladder, &a).into()),
                },
                Some(Meant::Ladder(other)) => return Err(unlike(&a, other).into()),
            };
            let format = render::find(&args.format.name).expect("clap takes only formats of the table");
            let shows_pay = format.is_published() && shows_pay(world, &loaded)?;
            let (from, to) = (Resolved::new(&loaded.set, ladder), Resolved::new(&loaded.set, other));
            let index = |resolved: &Resolved<'_>, id: &str| resolved.level_index(id).expect("it was found by its id");
            let (a, b) = (index(&from, &a), index(&to, &b));
            View::Levels(Box::new(LevelComparison::new((&from, a), (&to, b), args.full, shows_pay)))
        }
        (Meant::Ladder(ladder), Some(Meant::Level(_, level))) => return Err(unlike(&level, ladder).into()),
        (Meant::Ladder(ladder), None) => {
            return Err(Stop::new(Status::Usage, format!("`{}` is a ladder, and there is no other", ladder.id))
                .help("name two ladders, or a level")
                .into());
        }
    };
    write_one(&args.format, Output::View(view), &loaded, world)?;
    Ok(selection.status)
}

fn unlike(level: &str, ladder: &Ladder) -> Stop {
    Stop::new(Status::Usage, format!("`{level}` is a level and `{}` a ladder", ladder.id))
        .help("name two levels or two ladders")
}

fn at_the_top(ladder: &Ladder, level: &str) -> Stop {
    Stop::new(Status::NothingMatched, format!("no promotion leads up from `{level}`"))
        .help(format!("name the other level: `ladder compare {}/{level} LEVEL`", ladder.id))
}

/// The level that a promotion leads to, if there is one; beyond levels at which nobody is any more.
pub(super) fn next_up(loaded: &Loaded, ladder: &Ladder, level: &str) -> Result<Option<String>, Stop> {
    let resolved = Resolved::new(&loaded.set, ladder);
    let routes = resolved.routes();
    let ways: Vec<MoveView> = routes.iter().map(|route| MoveView::new(&resolved, route)).collect();
    let mut passed = vec![level];
    loop {
        let from = *passed.last().expect("it begins with the level");
        let is_up = |way: &&MoveView| way.from == from && way.kind == MoveKind::Promotion;
        match ways.iter().filter(is_up).map(|way| way.to.as_str()).collect::<Vec<_>>()[..] {
            [one] => {
                let is_deprecated =
                    ladder.level(one).is_some_and(|(_, to)| to.status() == Some(model::Status::Deprecated));
                if !is_deprecated || passed.contains(&one) {
                    return Ok(Some(one.to_owned()));
                }
                passed.push(one);
            }
            // At the end of the track, one that is on its way out is better than none.
            [] => return Ok((passed.len() > 1).then(|| from.to_owned())),
            ref ups => {
                return Err(Stop::new(Status::Usage, format!("promotions lead from `{from}` to {} levels", ups.len()))
                    .help(format!("name one as well: {}", suggest::one_of(ups))));
            }
        }
    }
}
