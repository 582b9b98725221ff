//! `ladder import --against`: what an updated table would change in a ladder that is there.

use std::path::PathBuf;

use super::exported;
use crate::diff::DiffSettings;
use crate::import::{self, Reading, Written};
use crate::model::LadderSet;
use crate::model::resolve::Resolved;
use crate::parse::{self, Input};
use crate::render;
use crate::revisions::Files;
use crate::revisions::comparing::{compare, settings};
use crate::session::names::{paths_and_names, select};
use crate::session::public::public;
use crate::session::{Status, Stop, World};
use crate::source::Memory;
use crate::view::{DiffReport, ExportedLadder, Output, Telling};

/// The ladder with what the tables say, as one file; what changes is told as `ladder diff` does on standard output.
pub(super) fn run(reading: &Reading, name: &str, world: &mut World<'_>) -> anyhow::Result<(String, Status)> {
    let Written::Ladder(read) = reading.written() else {
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
    let old = alone(&render::yaml(&ExportedLadder::new(&Resolved::new(&loaded.set, known)))?);
    let text = render::yaml(&exported(import::update(&old.ladders[0], &read, reading.has_grades)))?;
    let new = alone(&text);
    let files = Files { name: name.to_owned(), revision: None, paths, is_exact: true };
    let (book, shows_pay) = settings(world, &files)?;
    let judgements = book.judgements().into_iter().map(|(judgement, _)| judgement).collect();
    let settings = DiffSettings { full: false, remap: book.remap(), judgements };
    let diff = compare(&old, &new, &settings)?;
    let telling = Telling { public: public(world, shows_pay), ..Telling::default() };
    let report = DiffReport::new(&old, &new, &diff, telling);
    world.write("human", &Output::Diff(Box::new(report)))?;
    Ok((text, Status::Fine))
}

/// What a file says that needs no other.
fn alone(exported: &str) -> LadderSet {
    let file = PathBuf::from("ladder.yaml");
    parse::load(&Memory::new().with("ladder.yaml", exported), &[Input::Path(file)]).set
}
