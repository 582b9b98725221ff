//! `ladder import`

mod against;
mod told;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::cli::{ImportArgs, ReadingArgs, Sides};
use crate::import::{self, Error, File, Format, Options, Orientation, Reading, Written};
use crate::model::LadderSet;
use crate::model::resolve::Resolved;
use crate::render;
use crate::session::replace::create_all;
use crate::session::{Status, Stop, World, typed};
use crate::source::{STDIN_NAME, read_limited};
use crate::view::{ExportedBase, ExportedLadder, Narrowing, Output, ShownLadder};
use crate::words::{join, suggest};

pub(super) use told::tell;

/// The file and the id of a base that is written beside its ladder.
const BASE: (&str, &str) = ("company.yaml", "company");

pub(super) fn run(args: &ImportArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let is_folder = args.out.as_deref().is_some_and(names_folder);
    let named = args.out.as_deref().filter(|_| !is_folder).unwrap_or(&args.files[0]);
    let reading = read(&args.files, &import::id_of(named), &args.reading, world)?;
    tell(&reading, world)?;
    if let Some(name) = &args.against {
        let (text, status) = against::run(&reading, name, world)?;
        if let Some(out) = &args.out {
            write_new(&[(out.clone(), text)], world)?;
        }
        return Ok(status);
    }
    if args.dry_run {
        return dry_run(&reading, world);
    }
    let Some(out) = &args.out else {
        let text = alone(&reading)?;
        world.out.write_all(text.as_bytes())?;
        return Ok(Status::Fine);
    };
    let files = if is_folder { apart(&reading, out)? } else { vec![(out.clone(), alone(&reading)?)] };
    write_new(&files, world)?;
    let ladder = &files.last().expect("there is at least one file").0;
    let place = typed::paths(std::slice::from_ref(ladder)).unwrap_or_default();
    writeln!(world.err, "\nnext: `ladder validate{place}` says what is still to be added")?;
    Ok(Status::Fine)
}

/// Whether a destination is a folder: one that is there, or a path with a `/` at its end.
fn names_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// Reads the files as one ladder of that id.
pub(super) fn read(paths: &[PathBuf], id: &str, args: &ReadingArgs, world: &mut World<'_>) -> anyhow::Result<Reading> {
    let options = options(args)?;
    let wanted = args.from.as_deref().map(|name| Format::named(name).expect("clap takes only formats of the table"));
    let mut contents: Vec<(String, Vec<u8>, Format)> = Vec::new();
    for path in paths {
        let is_stdin = path == Path::new("-");
        let name = if is_stdin { STDIN_NAME.to_owned() } else { path.display().to_string() };
        let Some(format) = wanted.or_else(|| Format::of(path)) else {
            let message = match is_stdin {
                true => "the format of standard input is not known".to_owned(),
                false => format!("the format of `{name}` is not known by its name"),
            };
            let names: Vec<&str> = Format::ALL.iter().map(|(name, _)| *name).collect();
            let help = format!("name it: `--from FORMAT`, with {}", suggest::one_of(&names));
            return Err(Stop::new(Status::Usage, message).help(help).into());
        };
        let bytes = if is_stdin {
            read_limited(&mut *world.stdin, Path::new("standard input"))?
        } else {
            world.tree.read(path)?
        };
        contents.push((name, bytes, format));
    }
    let files: Vec<File<'_>> =
        contents.iter().map(|(name, bytes, format)| File { name: name.clone(), bytes, format: *format }).collect();
    import::read(&files, id, &options).map_err(|error| stop(error, &contents[0].0).into())
}

fn options(args: &ReadingArgs) -> Result<Options, Stop> {
    let pair = |option: &str, text: &String| match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() && !value.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err(Stop::new(Status::Usage, format!("`{option} {text}` is not a level, `=` and a value")).help(format!(
            "write it as in `{option} \"Senior Engineer={}\"`",
            if option == "--ids" { "IC4" } else { "4" }
        ))),
    };
    let pairs =
        |option: &str, texts: &[String]| texts.iter().map(|text| pair(option, text)).collect::<Result<Vec<_>, _>>();
    if let Some((_, id)) = pairs("--ids", &args.ids)?.iter().find(|(_, id)| !crate::model::is_valid_id(id)) {
        let message = format!("`{id}` is not an id");
        return Err(
            Stop::new(Status::Usage, message).help("an id has letters, digits, `-`, `_` and `.`, and no spaces")
        );
    }
    if let Some(code) =
        args.currency.as_ref().filter(|code| code.len() != 3 || !code.chars().all(|c| c.is_ascii_uppercase()))
    {
        let message = format!("`--currency {code}` is not a currency");
        return Err(Stop::new(Status::Usage, message).help("write its three letters, as in `EUR`"));
    }
    let tracks = args.track.iter().map(|text| match text.split_once('=') {
        Some((table, track)) => (Some(table.trim().to_owned()), track.trim().to_owned()),
        None => (None, text.trim().to_owned()),
    });
    Ok(Options {
        levels: args.levels.map(|side| match side {
            Sides::Rows => Orientation::Rows,
            Sides::Columns => Orientation::Columns,
        }),
        tracks: tracks.collect(),
        manager_levels: args.manager_levels.iter().map(|name| name.trim().to_owned()).collect(),
        ids: pairs("--ids", &args.ids)?,
        grades: pairs("--grades", &args.grades)?,
        header_rows: args.header_rows,
        sheets: args.sheet.clone(),
        cumulative: args.cumulative,
        currency: args.currency.clone(),
        split: args.split,
    })
}

fn stop(error: Error, first: &str) -> Stop {
    let quoted = |names: &[String]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
    match error {
        Error::Unreadable { file, error } => Stop::new(Status::Unusable, format!("could not read `{file}`: {error}")),
        Error::NoSuchSheet { wanted, known } => {
            let stop = Stop::new(Status::NothingMatched, format!("there is no sheet or heading `{wanted}`"));
            if known.is_empty() { stop } else { stop.help(format!("there are {}", join(&quoted(&known)))) }
        }
        Error::NoSuchLevel { option, wanted, known } => {
            Stop::new(Status::NothingMatched, format!("`{option}` names `{wanted}`, and no table has such a level"))
                .help(format!("there are {}", join(&quoted(&known))))
        }
        Error::NoLadder(none) => {
            let reasons = none.reasons.join("\n  ");
            Stop::new(Status::NothingMatched, format!("found no ladder in `{first}`\n  {reasons}"))
                .help("if levels have names of your own, say where they are: `--levels rows` or `--levels columns`")
        }
    }
}

fn dry_run(reading: &Reading, world: &mut World<'_>) -> anyhow::Result<Status> {
    match reading.written() {
        Written::Ladder(ladder) => {
            let set = LadderSet { ladders: vec![*ladder].into(), ..LadderSet::default() };
            let resolved = Resolved::new(&set, &set.ladders[0]);
            let shown = ShownLadder::new(resolved, &Narrowing::default(), String::new());
            world.write("human", &Output::Ladders(vec![shown]))?;
        }
        // Without levels, the file itself is the shortest way to show it.
        Written::Base(_) => world.out.write_all(alone(reading)?.as_bytes())?,
    }
    Ok(Status::Fine)
}

/// One file that needs no other.
pub(super) fn alone(reading: &Reading) -> anyhow::Result<String> {
    Ok(match reading.written() {
        Written::Ladder(ladder) => render::yaml(&exported(*ladder))?,
        Written::Base(base) => render::yaml(&ExportedBase::new(&base))?,
    })
}

fn exported(ladder: crate::model::Ladder) -> ExportedLadder {
    let set = LadderSet { ladders: vec![ladder].into(), ..LadderSet::default() };
    ExportedLadder::new(&Resolved::new(&set, &set.ladders[0]))
}

/// The base and the ladder, each in a file of the folder; a base alone if there are no levels.
fn apart(reading: &Reading, folder: &Path) -> anyhow::Result<Vec<(PathBuf, String)>> {
    let Written::Ladder(ladder) = reading.written() else {
        return Ok(vec![(folder.join(BASE.0), alone(reading)?)]);
    };
    let id = ladder.id.to_string();
    let (base, ladder) = exported(*ladder).apart(BASE.1, BASE.0);
    Ok(vec![(folder.join(BASE.0), render::yaml(&base)?), (folder.join(format!("{id}.yaml")), render::yaml(&ladder)?)])
}

/// Writes files that are not there yet, or none.
fn write_new(files: &[(PathBuf, String)], world: &mut World<'_>) -> anyhow::Result<()> {
    if let Some((path, _)) = files.iter().find(|(path, _)| fs::symlink_metadata(path).is_ok()) {
        return Err(Stop::new(Status::Unusable, format!("`{}` already exists; nothing was written", path.display()))
            .help("name another file with `--out`")
            .into());
    }
    for folder in files.iter().filter_map(|(path, _)| path.parent()).filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).with_context(|| format!("could not create the folder `{}`", folder.display()))?;
    }
    if let Err((path, error)) = create_all(files) {
        return Err(error).with_context(|| format!("could not write `{}`; nothing was written", path.display()));
    }
    for (path, _) in files {
        writeln!(world.err, "wrote {}", path.display())?;
    }
    Ok(())
}
