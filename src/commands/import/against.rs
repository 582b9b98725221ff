//! `ladder import --against`: what an updated table would change in a ladder that is there.

use std::path::{Path, PathBuf};

use clap::Parser;

use crate::cli::{Cli, Command};
use crate::import::{self, Reading, Written};
use crate::model::resolve::Resolved;
use crate::model::{Ladder, LadderSet};
use crate::parse::{self, Input};
use crate::render;
use crate::session::names::{paths_and_names, select};
use crate::session::{Status, Stop, World};
use crate::source::{Memory, Overlay};
use crate::view::ExportedLadder;

/// What the two sides of the comparison are called.
const SIDES: [&str; 2] = ["now", "with-the-table"];

/// The ladder with what the tables say, as one file; what changes is told by `ladder diff` on standard output.
pub(super) fn run(reading: &Reading, name: &str, world: &mut World<'_>) -> anyhow::Result<(String, Status)> {
    let Written::Ladder(new) = reading.written() else {
        let message = "the tables have no levels, so there is nothing to compare with a ladder";
        return Err(Stop::new(Status::Usage, message).help("leave out `--against`").into());
    };
    let (paths, names) = paths_and_names(world, &[name.to_owned()]);
    let loaded = world.load(&paths)?;
    let selection = select(world, &loaded, &names)?;
    let [(known, _)] = selection.ladders[..] else {
        return Err(Stop::new(Status::Usage, format!("`--against {name}` is not one ladder"))
            .help("name one ladder")
            .into());
    };
    let old = render::yaml(&ExportedLadder::new(&Resolved::new(&loaded.set, known)))?;
    let alone = alone(&old).expect("an exported ladder loads again");
    let updated = import::update(&alone, &new, reading.has_grades);
    let set = LadderSet { ladders: vec![updated].into(), ..LadderSet::default() };
    let text = render::yaml(&ExportedLadder::new(&Resolved::new(&set, &set.ladders[0])))?;
    let mut tree = Overlay::new(world.tree);
    let files = SIDES.map(|side| PathBuf::from(format!("{side}.yaml")));
    tree.set(&files[0], old.into_bytes());
    tree.set(&files[1], text.clone().into_bytes());
    let arguments = ["ladder", "diff"].into_iter().chain(files.iter().filter_map(|file| file.to_str()));
    let cli = Cli::try_parse_from(arguments).expect("these are the arguments of `diff`");
    let Command::Diff(args) = &cli.command else { unreachable!("the command is `diff`") };
    let status = crate::commands::diff::run(args, &mut world.with_tree(&tree))?;
    Ok((text, status))
}

/// The model of a file that needs no other.
fn alone(text: &str) -> Option<Ladder> {
    let tree = Memory::new().with("ladder.yaml", text);
    let mut loaded = parse::load(&tree, &[Input::Path(Path::new("ladder.yaml").to_path_buf())]);
    loaded.set.ladders.pop()
}
