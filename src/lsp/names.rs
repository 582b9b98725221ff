//! From a word in a file to the thing that it names, and back to every word that names it.

use crate::edit::{Names, Word, words};
use crate::model::resolve::{Resolved, Spine};
use crate::model::{Ladder, Part, Place};
use crate::parse::Loaded;
use crate::parse::yaml;
use crate::source::{FileId, Span};

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

/// The ladders and bases, tracks, levels, competencies and grades that a file gives their ids: the thing, and where its id is.
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
    let Some(owner) = words.iter().find(|word| word.names == Names::Owner).map(|word| word.text) else {
        return Vec::new();
    };
    let home = loaded.set.ladder(owner).map(|ladder| Resolved::new(&loaded.set, ladder));
    let named = words.iter().filter_map(|word| Some((place(loaded, owner, home.as_ref(), word)?, word.used)));
    named.collect()
}

/// What a word names. A base has no ladder of its own: what it uses, it defines.
fn place(loaded: &Loaded, owner: &str, home: Option<&Resolved<'_>>, word: &Word<'_>) -> Option<Place> {
    let set = &loaded.set;
    let own = |part: Part| Place::new(owner, part);
    match word.names {
        Names::Owner => Some(own(Part::Whole)),
        Names::Craft => (word.text == owner).then(|| own(Part::Whole)),
        Names::Track | Names::TrackOrKind => track(home?.ladder, word.text),
        Names::Level => level(home?.ladder, word.text),
        Names::End => match word.text.split_once('/') {
            Some((ladder, id)) => level(set.ladder(ladder)?, id),
            None => level(home?.ladder, word.text),
        },
        Names::Competency | Names::Grade if word.is_given => Some(own(match word.names {
            Names::Grade => Part::Grade(word.text.into()),
            _ => Part::Competency(word.text.into()),
        })),
        Names::Competency => {
            let defined = home?.competencies.iter().find(|defined| defined.value.id.as_str() == word.text)?;
            Some(Place::new(defined.owner.clone(), Part::Competency(defined.value.id.clone())))
        }
        Names::Grade => match &home?.spine {
            Spine::Listed { owner, .. } => {
                let grade = home?.spine.find(word.text)?;
                Some(Place::new(owner.clone(), Part::Grade(grade.id.clone())))
            }
            Spine::Numbers | Spine::Unknown => None,
        },
    }
}

fn track(ladder: &Ladder, id: &str) -> Option<Place> {
    let track = ladder.tracks.iter().find(|track| track.id.as_str() == id)?;
    Some(Place::new(&ladder.id, Part::Track(track.id.clone())))
}

fn level(ladder: &Ladder, id: &str) -> Option<Place> {
    let (track, level) = ladder.level(id)?;
    Some(Place::new(&ladder.id, Part::Level(track.id.clone(), level.id.clone())))
}
