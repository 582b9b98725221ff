//! Tables: whatever a file holds, what is read of it loads, and each level is in it.

use std::path::PathBuf;

use ladder::import::{self, File, Format, Options, Written};
use ladder::model::LadderSet;
use ladder::model::resolve::Resolved;
use ladder::parse::{self, Input};
use ladder::render::yaml;
use ladder::source::Memory;
use ladder::view::{ExportedBase, ExportedLadder};

use super::Files;

pub fn import(files: &Files) {
    let files: Vec<File<'_>> = files
        .iter()
        .map(|(name, bytes)| {
            let format = Format::of(&PathBuf::from(name)).unwrap_or(Format::Csv);
            File { name: name.clone(), bytes, format }
        })
        .collect();
    for files in std::iter::once(&files[..]).chain(files.chunks(1)) {
        let Ok(reading) = import::read(files, "x", &Options::default()) else { continue };
        let (text, levels) = match reading.written() {
            Written::Ladder(ladder) => {
                let set = LadderSet { ladders: vec![*ladder].into(), ..LadderSet::default() };
                let levels = set.ladders[0].levels().count();
                (yaml(&ExportedLadder::new(&Resolved::new(&set, &set.ladders[0]))), levels)
            }
            Written::Base(base) => (yaml(&ExportedBase::new(&base)), 0),
        };
        let text = text.expect("plain values");
        let tree = Memory::new().with("x.yaml", text.as_str());
        let loaded = parse::load(&tree, &[Input::Path(PathBuf::from("x.yaml"))]);
        // A person has to say at which grade a level is; everything else is in order.
        let wrong: Vec<&String> = loaded
            .findings
            .iter()
            .filter(|finding| finding.rule != "missing-grade")
            .map(|finding| &finding.message)
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}\nin\n{text}");
        assert_eq!(loaded.set.ladders.iter().flat_map(|ladder| ladder.levels()).count(), levels, "{text}");
    }
}
