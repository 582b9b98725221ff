//! `ladder rename`: a thing gets another id in every file of the project, or in none.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cli::{RenameArgs, Renamed};
use crate::config::{self, ReadConfig};
use crate::edit::{self, FileEdit};
use crate::model::resolve::{Resolved, Spine};
use crate::model::{OwnerId, Part, Place};
use crate::parse::Loaded;
use crate::session::replace::{Replacement, replace_all};
use crate::session::{Status, Stop, World, settings};
use crate::source::{Kind, SourceFile, folder_of};
use crate::words::{count, printable, suggest};

pub(super) fn run(args: &RenameArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let loaded = world.load(&project(args, world)?)?;
    if !loaded.unreadable.is_empty() {
        world.complain(&loaded.unreadable)?;
        return Ok(Status::Unusable);
    }
    let place = named(args, &loaded)?;
    let settings = settings_of(&loaded, world)?;
    let edits = edit::rename(&loaded, &settings, &place, &args.id).map_err(|refused| Stop {
        status: Status::Usage,
        message: refused.message,
        help: refused.help,
    })?;
    let files = edits.iter().map(|edit| edited(edit, world)).collect::<anyhow::Result<Vec<Replacement>>>()?;
    if args.dry_run {
        for file in &files {
            let path = world.tree.shown(&file.path);
            world.print_patch(&path, &file.old, &file.new)?;
        }
    } else if let Err((path, error)) = replace_all(&files) {
        let context = format!("could not write `{}`, so nothing is renamed", path.display());
        return Err(anyhow::Error::from(error).context(context));
    }
    let verb = if args.dry_run { "would rename" } else { "renamed" };
    let edits = count(edits.iter().map(|edit| edit.splices.len()).sum(), "edit");
    let files = count(files.len(), "file");
    writeln!(world.err, "{verb} {} to {}: {edits} in {files}", printable(&place.to_string()), printable(&args.id))?;
    Ok(Status::Fine)
}

/// The folders of the projects that what is named belongs to.
fn project(args: &RenameArgs, world: &World<'_>) -> anyhow::Result<Vec<PathBuf>> {
    let mut folders: Vec<PathBuf> = Vec::new();
    let usual = [world.usual_place()];
    for path in if args.paths.is_empty() { &usual } else { &args.paths[..] } {
        if path == Path::new("-") {
            return Err(Stop::new(Status::Usage, "`rename` changes files, not standard input")
                .help("name files or folders")
                .into());
        }
        let folder = match world.tree.kind(path) {
            Ok(Kind::File) => folder_of(path),
            _ => path.clone(),
        };
        let top = config::nearest(world.tree, &folder).map(|settings| folder_of(&settings));
        let is_top = |folder: &Path| top.as_ref().is_none_or(|top| world.tree.canonical(folder) == *top);
        let known = [folder, PathBuf::from(".")].into_iter().find(|folder| is_top(folder));
        folders.extend(known.or(top).filter(|folder| !folders.contains(folder)));
    }
    Ok(folders)
}

/// The settings of the files.
fn settings_of(loaded: &Loaded, world: &mut World<'_>) -> anyhow::Result<Vec<ReadConfig>> {
    let folders = loaded.named.iter().map(|named| folder_of(&named.path));
    let paths: BTreeSet<PathBuf> = folders.filter_map(|folder| config::nearest(world.tree, &folder)).collect();
    paths.iter().map(|path| settings::open(world, path)).collect()
}

/// A file as it is and as it becomes.
fn edited(edit: &FileEdit, world: &World<'_>) -> anyhow::Result<Replacement> {
    let old = world.tree.read(&edit.path)?;
    let source = SourceFile::new(&edit.path, String::from_utf8(old.clone())?);
    let (text, _) = edit::apply(source.text(), edit.splices.clone());
    Ok(Replacement { path: edit.path.clone(), old, new: source.with_mark(&text).into_bytes() })
}

/// What the name on the command line means.
fn named(args: &RenameArgs, loaded: &Loaded) -> Result<Place, Stop> {
    let [one, many] = args.kind.words();
    let known = known(args.kind, loaded);
    let meant: Vec<&(Place, Vec<String>)> = known.iter().filter(|(_, names)| names.contains(&args.name)).collect();
    match meant[..] {
        [(place, _)] => Ok(place.clone()),
        [] => {
            let names = || known.iter().flat_map(|(_, names)| names.iter().map(String::as_str));
            let help = suggest::did_you_mean(&args.name, names()).unwrap_or_else(|| match known.is_empty() {
                true => format!("the files define no {many}"),
                false => {
                    let full: Vec<&str> = known.iter().map(|(_, names)| names[1].as_str()).collect();
                    format!("the {many} are {}", full.join(", "))
                }
            });
            Err(Stop::new(Status::NothingMatched, format!("there is no {one} `{}`", args.name)).help(help))
        }
        _ => {
            let full: Vec<&str> = meant.iter().map(|(_, names)| names[1].as_str()).collect();
            Err(Stop::new(Status::Usage, format!("{} {many} have the id `{}`", meant.len(), args.name))
                .help(format!("name one: {}", suggest::one_of(&full))))
        }
    }
}

/// Everything of a kind, each with its names: the id, the full name, and others.
fn known(kind: Renamed, loaded: &Loaded) -> Vec<(Place, Vec<String>)> {
    let set = &loaded.set;
    let ladders = set.ladders.iter();
    let named = |owner: &OwnerId, id: &str, part: Part| {
        let place = Place::new(owner.clone(), part);
        let names = vec![id.to_owned(), format!("{owner}/{id}"), place.to_string()];
        (place, names)
    };
    match kind {
        Renamed::Ladder => ladders.map(|ladder| (Place::whole(&ladder.id), vec![ladder.id.to_string(); 2])).collect(),
        Renamed::Track => {
            let tracks = ladders.flat_map(|ladder| ladder.tracks.iter().map(move |track| (ladder.owner(), track)));
            tracks.map(|(owner, track)| named(&owner, track.id.as_str(), Part::Track(track.id.clone()))).collect()
        }
        Renamed::Level => {
            let levels = ladders.flat_map(|ladder| ladder.levels().map(move |(track, level)| (ladder, track, level)));
            levels
                .map(|(ladder, track, level)| {
                    let part = Part::Level(track.id.clone(), level.id.clone());
                    named(&ladder.owner(), level.id.as_str(), part)
                })
                .collect()
        }
        Renamed::Competency => {
            let defined = set.all_definitions();
            let all = defined.flat_map(|(owner, own)| own.competencies.iter().map(move |known| (owner.clone(), known)));
            let all = all.map(|(owner, known)| named(&owner, known.id.as_str(), Part::Competency(known.id.clone())));
            let mut known: Vec<_> = all.collect();
            for resolved in ladders.map(|ladder| Resolved::new(set, ladder)) {
                for competency in &resolved.competencies {
                    let (ladder, id) = (&resolved.ladder.id, &competency.value.id);
                    let place = Place::new(competency.owner.clone(), Part::Competency(id.clone()));
                    let of_place = known.iter_mut().filter(|(known, _)| *known == place);
                    of_place.for_each(|(_, names)| names.extend([format!("{ladder}/{id}"), format!("{ladder}/@{id}")]));
                }
            }
            known
        }
        Renamed::Grade => {
            let defined = set.all_definitions();
            let all = defined.flat_map(|(owner, own)| {
                own.grades.get().into_iter().flatten().map(move |known| (owner.clone(), known))
            });
            let all = all.map(|(owner, known)| named(&owner, known.id.as_str(), Part::Grade(known.id.clone())));
            let mut known: Vec<_> = all.collect();
            for resolved in ladders.map(|ladder| Resolved::new(set, ladder)) {
                let Spine::Listed { owner, .. } = &resolved.spine else { continue };
                for (place, names) in known.iter_mut().filter(|(place, _)| place.owner == *owner) {
                    if let Part::Grade(id) = &place.part {
                        names.push(format!("{}/{id}", resolved.ladder.id));
                    }
                }
            }
            known
        }
    }
}
