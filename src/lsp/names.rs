//! From a word in a file to the thing that it names, and back to every word that names it.

use std::path::Path;

use crate::edit::{Names, Word, words};
use crate::model::resolve::{Resolved, Scale, Spine};
use crate::model::{Base, CompetencyId, Ladder, Part, Place};
use crate::parse::Loaded;
use crate::parse::yaml;
use crate::source::{FileId, Span, folder_of, lexical};

/// What the word at a byte of a file names, and where the word is.
pub(super) fn at(loaded: &Loaded, file: FileId, offset: usize) -> Option<(Place, Span)> {
    let is_there = |span: Span| span.start as usize <= offset && offset <= span.end as usize;
    named(loaded, file).into_iter().find(|(_, span)| is_there(*span))
}

/// Every word that names a thing.
pub(super) fn all(loaded: &Loaded, place: &Place) -> Vec<Span> {
    let files = loaded.files.iter().flat_map(|(file, _)| named(loaded, *file));
    files.filter(|(named, _)| named == place).map(|(_, span)| span).collect()
}

/// What a file gives its id, and where that is.
pub(super) fn given(loaded: &Loaded, file: FileId) -> Vec<(Place, Span)> {
    let is_own = |(place, span): &(Place, Span)| {
        let written = loaded.origins.of(place);
        written.iter().any(|origin| origin.name == *span)
    };
    named(loaded, file).into_iter().filter(is_own).collect()
}

/// The words of a file that name things that exist.
fn named(loaded: &Loaded, file: FileId) -> Vec<(Place, Span)> {
    let text = loaded.sources.file(file).text();
    let Some(tree) = yaml::parse(file, text, &mut Vec::new()) else { return Vec::new() };
    let words = words(&tree);
    let owner = words.iter().find(|word| word.names == Names::Owner).map(|word| word.text);
    let Some(home) = owner.and_then(|owner| loaded.set.ladder_or_base(owner)) else { return Vec::new() };
    let home = Resolved::new(&loaded.set, &home);
    let folder = folder_of(loaded.sources.path(file));
    let named = words.iter().filter_map(|word| {
        let place = if word.names == Names::Base { base(loaded, &folder, word.text) } else { place(&home, word) };
        Some((place?, word.used))
    });
    named.collect()
}

/// The base in a file that is named from a folder.
fn base(loaded: &Loaded, folder: &Path, text: &str) -> Option<Place> {
    let path = lexical(&folder.join(text));
    let owners = loaded.set.bases.iter().map(Base::owner);
    let mut of_file = owners
        .filter(|owner| loaded.origins.file(owner).is_some_and(|file| lexical(loaded.sources.path(file)) == path));
    of_file.next().map(Place::whole)
}

/// What a word of a file names.
fn place(home: &Resolved<'_>, word: &Word<'_>) -> Option<Place> {
    let (set, ladder) = (home.set, home.ladder);
    let owner = ladder.id.as_str();
    let competency = word.competency.map(CompetencyId::from);
    let own = |part: Part| Place::new(owner, part);
    match word.names {
        Names::Owner => Some(own(Part::Whole)),
        Names::Craft => (word.text == owner).then(|| own(Part::Whole)),
        Names::Track | Names::TrackOrKind => track(ladder, word.text),
        Names::Level => level(ladder, word.text),
        Names::End => match word.text.split_once('/') {
            Some((ladder, id)) => level(set.ladder(ladder)?, id),
            None => level(ladder, word.text),
        },
        Names::Role => Some(own(Part::Role(word.text.into()))),
        Names::Competency if word.is_given => Some(own(Part::Competency(word.text.into()))),
        Names::Competency => {
            let defined = home.competency(&word.text.into())?;
            Some(Place::new(defined.owner.clone(), Part::Competency(defined.value.id.clone())))
        }
        Names::Grade if word.is_given => Some(own(Part::Grade(word.text.into()))),
        Names::Grade => {
            let Spine::Listed { owner, .. } = &home.spine else { return None };
            Some(Place::new(owner.clone(), Part::Grade(home.spine.find(word.text)?.id.clone())))
        }
        Names::Step if word.is_given => Some(own(match competency {
            Some(competency) => Part::CompetencyScale(competency, word.text.into()),
            None => Part::Step(word.text.into()),
        })),
        Names::Step => step(home, &competency?, word.text),
        Names::Base => None,
    }
}

/// A step of the scale that a competency has.
fn step(home: &Resolved<'_>, competency: &CompetencyId, text: &str) -> Option<Place> {
    let scale = home.scale_of(competency);
    let Scale::Listed { owner, .. } = scale else { return None };
    let id = scale.find(text)?.id.clone();
    let has_own = home.competency(competency).is_some_and(|known| known.value.scale.get().is_some());
    let part = if has_own { Part::CompetencyScale(competency.clone(), id) } else { Part::Step(id) };
    Some(Place::new(owner.clone(), part))
}

fn track(ladder: &Ladder, id: &str) -> Option<Place> {
    let track = ladder.tracks.iter().find(|track| track.id.as_str() == id)?;
    Some(Place::new(&ladder.id, Part::Track(track.id.clone())))
}

fn level(ladder: &Ladder, id: &str) -> Option<Place> {
    let (track, level) = ladder.level(id)?;
    Some(Place::new(&ladder.id, Part::Level(track.id.clone(), level.id.clone())))
}
