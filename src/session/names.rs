//! Names on the command line: paths, ladders, levels.

use std::path::{Path, PathBuf};

use super::{Status, Stop, World};
use crate::finding::{Finding, Severity};
use crate::model::resolve::Resolved;
use crate::model::{Ladder, OwnerId};
use crate::parse::{self, Input, Loaded};
use crate::source::{Kind, ReadError, is_yaml};
use crate::words::suggest;

/// A ladder, and the path of its file.
pub type At<'a> = (&'a Ladder, String);

/// Whether an argument is a path: it ends in `.yaml` or `.yml`, is `-`, begins like a path, or exists.
pub fn is_path(world: &World<'_>, text: &str) -> bool {
    let path = Path::new(text);
    let begins_as_one = ["/", "./", "../", "~/"].iter().any(|start| text.starts_with(start));
    text == "-" || text == ".." || begins_as_one || is_yaml(path) || !matches!(world.tree.kind(path), Ok(Kind::Missing))
}

/// Splits arguments into paths and names.
pub fn paths_and_names(world: &World<'_>, what: &[String]) -> (Vec<PathBuf>, Vec<String>) {
    let (paths, names): (Vec<&String>, Vec<&String>) = what.iter().partition(|text| is_path(world, text));
    (paths.into_iter().map(PathBuf::from).collect(), names.into_iter().cloned().collect())
}

/// The error of a level that several ladders have.
pub fn several(name: &str, homes: &[&Ladder]) -> Stop {
    let named: Vec<String> = homes.iter().map(|ladder| format!("{}/{name}", ladder.id)).collect();
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    Stop::new(Status::Usage, format!("{} ladders have a level `{name}`", homes.len()))
        .help(format!("name one: {}", suggest::one_of(&named)))
}

/// The named ladders that can be used. Files that cannot be read, and findings that make a ladder unusable, are
/// printed; the status is then [`Status::Unusable`].
pub fn usable<'a>(world: &mut World<'_>, loaded: &'a Loaded) -> anyhow::Result<(Vec<At<'a>>, Status)> {
    usable_of(world, loaded, |_| true)
}

/// The same, for the ladders that `wanted` takes. A file whose ladder is unknown is then ignored, unless nothing
/// else is found.
fn usable_of<'a>(
    world: &mut World<'_>,
    loaded: &'a Loaded,
    wanted: impl Fn(&Ladder) -> bool,
) -> anyhow::Result<(Vec<At<'a>>, Status)> {
    world.complain(&loaded.unreadable)?;
    let broken: Vec<&OwnerId> =
        loaded.named.iter().filter(|named| named.has_errors).filter_map(|named| named.owner.as_ref()).collect();
    let nameless = loaded.named.iter().any(|named| named.has_errors && named.owner.is_none());
    let mut ladders = Vec::new();
    let mut hurt = Vec::new();
    for ladder in &loaded.set.ladders {
        let owner = ladder.owner();
        let Some(named) = loaded.named.iter().find(|named| named.owner.as_ref() == Some(&owner)) else { continue };
        if !wanted(ladder) {
            continue;
        }
        let bases = reached(loaded, ladder);
        let is_hurt =
            broken.contains(&&owner) || bases.iter().any(|base| broken.contains(&base)) || ladder.extends.partial;
        if is_hurt {
            hurt.push(owner);
            hurt.extend(bases);
        } else {
            ladders.push((ladder, loaded.sources.path(named.file).display().to_string()));
        }
    }
    let everything = !wanted_is_narrow(loaded, &wanted);
    let is_hurt = !hurt.is_empty() || (everything && (nameless || !broken.is_empty()));
    if is_hurt {
        let owner_of = |finding: &Finding| {
            let file = loaded.span(finding).map(|span| span.file);
            loaded.named.iter().find(|named| Some(named.file) == file).and_then(|named| named.owner.clone())
        };
        let findings: Vec<Finding> = loaded
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .filter(|finding| everything || owner_of(finding).is_none_or(|owner| hurt.contains(&owner)))
            .cloned()
            .collect();
        world.complain_of(loaded, &findings)?;
    }
    let status = if is_hurt || !loaded.unreadable.is_empty() { Status::Unusable } else { Status::Fine };
    Ok((ladders, status))
}

fn wanted_is_narrow(loaded: &Loaded, wanted: &impl Fn(&Ladder) -> bool) -> bool {
    !loaded.set.ladders.iter().all(wanted)
}

/// The bases that a ladder builds on.
pub fn reached(loaded: &Loaded, ladder: &Ladder) -> Vec<OwnerId> {
    Resolved::new(&loaded.set, ladder).bases.iter().map(|base| base.owner()).collect()
}

/// The meaning of the names on the command line.
pub struct Selection<'a> {
    pub ladders: Vec<At<'a>>,
    /// Single levels, by id, each with its ladder.
    pub levels: Vec<(&'a Ladder, String)>,
    /// Competencies, by id, each with the ladder that reaches it.
    pub competencies: Vec<(&'a Ladder, String)>,
    pub status: Status,
}

/// Finds the ladders and levels that are named; without a name, every ladder.
pub fn select<'a>(world: &mut World<'_>, loaded: &'a Loaded, names: &[String]) -> anyhow::Result<Selection<'a>> {
    if names.is_empty() {
        let (ladders, status) = usable(world, loaded)?;
        if ladders.is_empty() && status == Status::Fine {
            return Err(Stop::new(Status::NothingMatched, "found only base files and no ladder to show")
                .help("a ladder file begins with `ladder: <id>`")
                .into());
        }
        return Ok(Selection { ladders, levels: Vec::new(), competencies: Vec::new(), status });
    }
    let known: Vec<&Ladder> = loaded.named_ladders().collect();
    let mut whole: Vec<&Ladder> = Vec::new();
    let mut levels: Vec<(&Ladder, String)> = Vec::new();
    let mut competencies: Vec<(&Ladder, String)> = Vec::new();
    for name in names {
        let named = match competency(loaded, &known, name) {
            Some(Ok((ladder, id))) => {
                if !competencies.iter().any(|(known, other)| known.id == ladder.id && *other == id) {
                    competencies.push((ladder, id));
                }
                continue;
            }
            Some(Err(stop)) => Err(stop),
            None => meant(&known, name),
        };
        match named {
            Ok(Meant::Ladder(ladder)) if whole.iter().any(|known| known.id == ladder.id) => {}
            Ok(Meant::Ladder(ladder)) => whole.push(ladder),
            Ok(Meant::Level(ladder, level)) => {
                if !levels.iter().any(|(known, other)| known.id == ladder.id && *other == level) {
                    levels.push((ladder, level));
                }
            }
            Err(stop) => {
                // The name may be in a file that could not be read.
                let (_, status) = usable(world, loaded)?;
                return Err(if status == Status::Fine { stop } else { Stop { status, ..stop } }.into());
            }
        }
    }
    let wanted = |ladder: &Ladder| {
        let parts = levels.iter().chain(&competencies).map(|(other, _)| *other);
        whole.iter().copied().chain(parts).any(|other| other.id == ladder.id)
    };
    let (ladders, status) = usable_of(world, loaded, wanted)?;
    let at = |id: &Ladder| ladders.iter().find(|(ladder, _)| ladder.id == id.id).cloned();
    for parts in [&mut levels, &mut competencies] {
        parts.retain(|(ladder, _)| at(ladder).is_some());
    }
    Ok(Selection { ladders: whole.into_iter().filter_map(at).collect(), levels, competencies, status })
}

/// The competency that a name means; `None` if it means a ladder or a level.
fn competency<'a>(loaded: &Loaded, known: &[&'a Ladder], name: &str) -> Option<Result<(&'a Ladder, String), Stop>> {
    let (ladder, part) = name.split_once("/@")?;
    let home = known.iter().find(|known| known.id.as_str() == ladder)?;
    let id = match by_part(home, part) {
        Ok(id) => id,
        Err(stop) => return Some(Err(stop)),
    };
    let resolved = Resolved::new(&loaded.set, home);
    let ids: Vec<&str> = resolved.competencies.iter().map(|known| known.value.id.as_str()).collect();
    if ids.contains(&id) {
        return Some(Ok((home, id.to_owned())));
    }
    let stop = Stop::new(Status::NothingMatched, format!("the ladder `{ladder}` has no competency `{id}`"));
    let near = suggest::did_you_mean(id, ids.iter().copied());
    Some(Err(stop.help(near.unwrap_or_else(|| match ids[..] {
        [] => "it has no competencies".to_owned(),
        _ => format!("its competencies are {}", ids.join(", ")),
    }))))
}

/// What a name means.
pub enum Meant<'a> {
    Ladder(&'a Ladder),
    /// A level, by id.
    Level(&'a Ladder, String),
}

/// The level that a name means, among the known ladders.
pub fn level<'a>(known: &[&'a Ladder], name: &str) -> Result<(&'a Ladder, String), Stop> {
    match meant(known, name)? {
        Meant::Level(ladder, level) => Ok((ladder, level)),
        Meant::Ladder(ladder) => Err(Stop::new(Status::Usage, format!("`{}` is a ladder, not a level", ladder.id))
            .help("name a level, such as `engineering/IC4`")),
    }
}

/// The ladder or level that a name means, among the known ones.
pub fn meant<'a>(known: &[&'a Ladder], name: &str) -> Result<Meant<'a>, Stop> {
    if name.is_empty() {
        return Err(Stop::new(Status::Usage, "an argument is empty")
            .help("name a ladder, a level, a file or a folder, or omit it"));
    }
    if let Some(ladder) = known.iter().find(|ladder| ladder.id.as_str() == name) {
        return Ok(Meant::Ladder(ladder));
    }
    let ids = || known.iter().map(|ladder| ladder.id.as_str());
    if let Some((ladder, level)) = name.split_once('/') {
        let Some(home) = known.iter().find(|known| known.id.as_str() == ladder) else {
            return Err(unknown("ladder", ladder, ids(), ids()));
        };
        if home.level(level).is_some() {
            return Ok(Meant::Level(home, level.to_owned()));
        }
        if let Some(part) = level.strip_prefix('@') {
            let id = by_part(home, part)?;
            return Err(Stop::new(Status::Usage, format!("`{name}` is a competency, not a ladder or level"))
                .help(format!("`ladder show {ladder}/@{id}` shows it")));
        }
        if let Some(meant) = by_place(home, level) {
            return meant;
        }
        let levels: Vec<&str> = home.levels().map(|(_, level)| level.id.as_str()).collect();
        let help = suggest::did_you_mean(level, levels.iter().copied()).unwrap_or_else(|| {
            format!(
                "its levels are {}; name a level as `{ladder}/{}`",
                levels.join(", "),
                levels.first().unwrap_or(&"IC4")
            )
        });
        return Err(
            Stop::new(Status::NothingMatched, format!("the ladder `{ladder}` has no level `{level}`")).help(help)
        );
    }
    if name.starts_with('@') {
        let help = match known {
            [ladder, ..] => format!("name its ladder as well: `ladder show {}/{name}`", ladder.id.as_str()),
            [] => "no ladder is loaded".to_owned(),
        };
        return Err(Stop::new(Status::Usage, format!("`{name}` does not say of which ladder")).help(help));
    }
    let homes: Vec<&Ladder> = known.iter().copied().filter(|ladder| ladder.level(name).is_some()).collect();
    match homes[..] {
        [home] => return Ok(Meant::Level(home, name.to_owned())),
        [] => {}
        _ => return Err(several(name, &homes)),
    }
    let levels = || known.iter().flat_map(|ladder| ladder.levels()).map(|(_, level)| level.id.as_str());
    if looks_like_a_level(name) && suggest::nearest(name, ids()).is_empty() {
        let near = suggest::did_you_mean(name, levels()).map_or_else(String::new, |near| format!("; {near}"));
        let ladder = known.first().map_or("engineering", |ladder| ladder.id.as_str());
        return Err(Stop::new(Status::NothingMatched, format!("no ladder has a level `{name}`"))
            .help(format!("name a level as `{ladder}/IC4`, or as `IC4` if only one loaded ladder has it{near}")));
    }
    Err(unknown("ladder or level", name, ids().chain(levels()), ids()))
}

/// The meaning of a place as `--format json` prints it, after its ladder: `ic/IC4` is a level, and `ic` cannot be
/// shown on its own.
fn by_place<'a>(home: &'a Ladder, place: &str) -> Option<Result<Meant<'a>, Stop>> {
    let mut parts = place.split('/');
    let track = parts.next().and_then(|id| home.tracks.iter().find(|track| track.id.as_str() == id))?;
    let ladder = &home.id;
    let Some(level) = parts.next() else {
        let first = track.levels.first().map_or("IC4", |level| level.id.as_str());
        let stop = Stop::new(Status::Usage, format!("`{ladder}/{place}` is a track, not a ladder or level")).help(
            format!("`ladder show {ladder}` shows the tracks, `ladder show {ladder}/{first}` a level of this one"),
        );
        return Some(Err(stop));
    };
    let level = track.levels.iter().find(|known| known.id.as_str() == level)?;
    if parts.next().is_some() {
        let stop = Stop::new(Status::Usage, format!("`{ladder}/{place}` is a part of a level"))
            .help(format!("`ladder show {ladder}/{}` shows the level", level.id));
        return Some(Err(stop));
    }
    Some(Ok(Meant::Level(home, level.id.to_string())))
}

/// The id of the competency that a place means, as `--format json` prints it, after its ladder and `@`:
/// `competencies/delivery`, or `delivery` for short. No other part is shown on its own.
fn by_part<'n>(home: &Ladder, part: &'n str) -> Result<&'n str, Stop> {
    let (list, id) = part.split_once('/').unwrap_or((part, ""));
    match (list, id) {
        ("competencies", id) if !id.is_empty() && !id.contains('/') => Ok(id),
        _ if !LISTS.contains(&list) && !part.contains('/') => Ok(list),
        _ => {
            let ladder = &home.id;
            let help = match list {
                "moves" => format!("`ladder show {ladder} --view moves` shows the moves"),
                "competencies" => format!("`ladder show {ladder} --view competency` shows all competencies"),
                _ => format!("`ladder show {ladder}` shows the ladder"),
            };
            Err(Stop::new(Status::Usage, format!("`{ladder}/@{part}` cannot be shown on its own")).help(help))
        }
    }
}

/// How a competency is named behind its ladder: `@delivery`, or at length if the short name means something else.
pub fn part_of(competency: &str) -> String {
    if LISTS.contains(&competency) { long_part(competency) } else { format!("@{competency}") }
}

/// How every competency can be named behind its ladder: `@competencies/delivery`.
pub fn long_part(competency: &str) -> String {
    format!("@competencies/{competency}")
}

/// What follows `@` in places, and is not a competency.
const LISTS: [&str; 5] = ["competencies", "grades", "moves", "roles", "scale"];

/// The help for a ladder's or level's name given in place of a path.
pub fn help_with_names(world: &World<'_>, errors: &[ReadError]) -> Option<String> {
    let name = errors.iter().find_map(|error| {
        let name = error.path.to_str()?;
        let is_name = !is_yaml(&error.path) && !name.starts_with(['.', '/', '~', '-']) && !name.contains(['\\', ':']);
        (is_name && world.tree.kind(&error.path) == Ok(Kind::Missing)).then_some(name)
    })?;
    let loaded = parse::load(world.tree, &[Input::Path(world.usual_place())]);
    let id = name.split('/').next().unwrap_or(name);
    let file = loaded.named.iter().find(|named| named.owner.as_ref().is_some_and(|owner| owner.as_str() == id));
    Some(match file {
        Some(named) => {
            let path = loaded.sources.path(named.file).display();
            format!("this command takes files and folders: `{id}` is in `{path}`; `ladder show {name}` takes names")
        }
        None => "this command takes files and folders; `ladder show` takes the names of ladders and levels".to_owned(),
    })
}

fn unknown<'a>(
    what: &str,
    name: &str,
    near: impl Iterator<Item = &'a str>,
    ladders: impl Iterator<Item = &'a str>,
) -> Stop {
    let all: Vec<&str> = ladders.collect();
    let stop = Stop::new(Status::NothingMatched, format!("there is no {what} `{name}`"));
    match suggest::did_you_mean(name, near) {
        Some(hint) => stop.help(hint),
        None if all.is_empty() => stop.help("no ladder is loaded; name its file or folder as well"),
        None => stop.help(format!("the loaded ladders are {}; a path ends in `.yaml` or exists", all.join(", "))),
    }
}

/// Letters, then digits: `IC4`, `L3.2`, `M10`.
fn looks_like_a_level(name: &str) -> bool {
    let digits = name.trim_start_matches(char::is_alphabetic);
    digits.len() < name.len()
        && name.len() - digits.len() <= 4
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
}
