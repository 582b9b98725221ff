//! `ladder search`

use super::at;
use crate::cli::SearchArgs;
use crate::model::resolve::Resolved;
use crate::model::{Ladder, LevelRef, Place};
use crate::parse::Loaded;
use crate::session::names::{Meant, meant, paths_and_names, select};
use crate::session::outputs::write_one;
use crate::session::{Status, Stop, World};
use crate::view::{Output, Search, SearchFilter, View, Wanted, Written};
use crate::words::suggest;

pub(super) fn run(args: &SearchArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    at::revision(args.at.as_deref(), &args.places, world, |world| search(args, world))
}

fn search(args: &SearchArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let words = args.words.join(" ");
    let Some(wanted) = Wanted::new(&words) else {
        return Err(Stop::new(Status::Usage, format!("`{words}` has no letters or digits to search for"))
            .help("name words: `ladder search incident response`")
            .into());
    };
    let (paths, names) = paths_and_names(world, &args.places);
    let loaded = at::load(args.at.as_deref(), &paths, world)?;
    let selection = select(world, &loaded, &names)?;
    if let Some((ladder, level)) = selection.levels.first() {
        return Err(Stop::new(Status::Usage, format!("`--in` takes ladders, and `{level}` is a level"))
            .help(format!("search it with `--level {}/{level}`", ladder.id))
            .into());
    }
    let ladders: Vec<Resolved<'_>> =
        selection.ladders.iter().map(|(ladder, _)| Resolved::new(&loaded.set, ladder)).collect();
    let filter = SearchFilter {
        level: args.level.as_deref().map(|name| level(&loaded, name)).transpose()?,
        competency: args.competency.as_deref().map(|name| competency(&ladders, name)).transpose()?,
    };
    let found = Search::new(&ladders, &words, &wanted, &filter, &|place, key| written(&loaded, place, key));
    let is_nothing = found.hits.is_empty();
    if ladders.is_empty() {
        return Ok(selection.status);
    }
    write_one(&args.format, Output::View(View::Search(found)), &loaded, world)?;
    Ok(if is_nothing { selection.status.max(Status::NothingMatched) } else { selection.status })
}

fn level(loaded: &Loaded, name: &str) -> Result<LevelRef, Stop> {
    let known: Vec<&Ladder> = loaded.named_ladders().collect();
    match meant(&known, name)? {
        Meant::Level(ladder, level) => Ok(LevelRef { ladder: ladder.id.clone(), level: level.as_str().into() }),
        Meant::Ladder(ladder) => Err(Stop::new(Status::Usage, format!("`{}` is a ladder, not a level", ladder.id))
            .help(format!("search a ladder with `--in {}`", ladder.id))),
    }
}

fn competency(ladders: &[Resolved<'_>], name: &str) -> Result<String, Stop> {
    let mut ids = ladders.iter().flat_map(|resolved| &resolved.competencies).map(|known| known.value.id.as_str());
    if ids.clone().any(|id| id == name) {
        return Ok(name.to_owned());
    }
    let stop = Stop::new(Status::NothingMatched, format!("there is no competency `{name}`"));
    Err(match suggest::did_you_mean(name, ids.clone()) {
        Some(help) => stop.help(help),
        None => match ids.next() {
            Some(id) => stop.help(format!("name it by its id, such as `{id}`; `ladder show` has the ids")),
            None => stop.help("the ladders have no competencies"),
        },
    })
}

/// The line where a place, or a key of it, is written.
fn written(loaded: &Loaded, place: &Place, key: Option<&'static str>) -> Option<Written> {
    let origin = *loaded.origins.of(place).first()?;
    let span = key.and_then(|key| origin.key(key)).unwrap_or(origin.name);
    let (start, _) = loaded.sources.positions(span);
    Some(Written { path: loaded.sources.path(span.file).display().to_string(), line: start.line })
}
