//! What `ladder rename` does to files, as the comparison sees it.

use ladder::diff::{DiffSettings, Edit, diff};
use ladder::edit;
use ladder::model::{LadderSet, Part, Place};
use ladder::parse::{self, Input, Loaded};
use ladder::source::{Memory, SourceFile};
use proptest::collection::vec;
use proptest::prelude::*;

use super::apply::apply;
use crate::laws::config;
use crate::support::ladders::dice::Dice;
use crate::support::ladders::document::files;
use crate::support::ladders::layout::write;
use crate::support::meaning;

fn load(base: &str, ladder: &str) -> Loaded {
    let tree = Memory::new().with("company.yaml", base).with("ladder.yaml", ladder);
    parse::load(&tree, &[Input::Path(".".into())])
}

/// Everything that can get another id.
fn places(set: &LadderSet) -> Vec<Place> {
    let ladder = &set.ladders[0];
    let mut places = vec![Place::whole(&ladder.id)];
    places.extend(ladder.tracks.iter().map(|track| Place::new(&ladder.id, Part::Track(track.id.clone()))));
    let levels = ladder.levels().map(|(track, level)| Part::Level(track.id.clone(), level.id.clone()));
    places.extend(levels.map(|part| Place::new(&ladder.id, part)));
    let base = set.bases.iter().map(|base| (base.owner(), &base.definitions));
    for (owner, definitions) in base.chain([(ladder.owner(), &ladder.definitions)]) {
        let grades = definitions.grades.get().into_iter().flatten().map(|grade| Part::Grade(grade.id.clone()));
        let competencies = definitions.competencies.iter().map(|known| Part::Competency(known.id.clone()));
        places.extend(grades.chain(competencies).map(|part| Place::new(owner.clone(), part)));
    }
    places
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn a_rename_gives_another_id_and_changes_nothing_else(
        document in vec(any::<u32>(), 0..1500),
        layout in vec(any::<u32>(), 0..4000),
        which in any::<prop::sample::Index>(),
    ) {
        let drawn = files(&Dice::new(&document));
        let dice = Dice::new(&layout);
        let texts = [("company.yaml", write(&dice, &drawn.base)), ("ladder.yaml", write(&dice, &drawn.ladder))];
        let before = load(&texts[0].1, &texts[1].1);
        prop_assert!(before.findings.is_empty(), "{:?}", before.findings);
        let places = places(&before.set);
        let place = which.get(&places);
        let edits = match edit::rename(&before, &[], place, "another-id") {
            Ok(edits) => edits,
            // Some layouts are for nobody to edit, and are refused.
            Err(refused) => {
                prop_assert!(refused.message.ends_with("cannot be edited by itself"), "{}", refused);
                return Ok(());
            }
        };
        let texts = texts.map(|(name, text)| {
            let of_file = edits.iter().find(|edit| edit.path.ends_with(name));
            let source = SourceFile::new(name, text);
            let splices = of_file.map_or_else(Vec::new, |edit| edit.splices.clone());
            source.with_mark(&edit::apply(source.text(), splices).0)
        });
        let after = load(&texts[0], &texts[1]);
        prop_assert!(after.findings.is_empty(), "{:?}\n{}\n{}", after.findings, texts[0], texts[1]);
        let changes = diff(&before.set, &after.set, &DiffSettings::default()).changes;
        let renames = changes.iter().filter(|change| change.edit == Edit::Rename(place.clone(), "another-id".to_owned()));
        prop_assert_eq!(renames.count(), 1, "{}\n{}\n{}", place, texts[0], texts[1]);
        for change in &changes {
            let is_rename = matches!(change.edit, Edit::Rename(..) | Edit::Included | Edit::Follows);
            prop_assert!(is_rename, "{:?}\n{}\n{}", change, texts[0], texts[1]);
        }
        let expected = apply(&before.set, &changes).expect("a rename can be applied");
        prop_assert_eq!(meaning::of(&after.set), meaning::of(&expected), "{}\n{}", texts[0], texts[1]);
    }
}
