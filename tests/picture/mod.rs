//! The picture of a ladder: what holds for every ladder that loads, and what single ladders show.

mod drawn;
mod laws;

use std::path::PathBuf;

use ladder::model::resolve::Resolved;
use ladder::parse::{self, Input};
use ladder::source::Memory;
use ladder::view::Picture;
use ladder::view::picture::Form;

/// The wide picture of a ladder that is written in one file.
fn picture(text: &str) -> Picture {
    drawn_as(Form::Wide, text)
}

fn drawn_as(form: Form, text: &str) -> Picture {
    let loaded = parse::load(&Memory::new().with("ladder.yaml", text), &[Input::Path(PathBuf::from("ladder.yaml"))]);
    let ladder = loaded.set.ladders.first().unwrap_or_else(|| panic!("a ladder: {:?}\n{text}", loaded.findings));
    Picture::new(&Resolved::new(&loaded.set, ladder), form, None)
}
