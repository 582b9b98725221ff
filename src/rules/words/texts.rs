//! Every text that a person wrote into a file, and where it stands. Ids, currencies and the like are no texts.

use std::collections::HashSet;

use crate::finding::Mark;
use crate::model::{Ask, Definitions, Ladder, OwnerId, Part, Place, Stated, Status};
use crate::rules::File;

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// What something is called.
    Title,
    /// What something is, or is for.
    Summary,
    /// The size of problem.
    Scope,
    /// A point of an expectation.
    Point,
    /// An example of an expectation.
    Example,
    /// What to know about a move.
    Note,
}

/// A text of a file.
#[derive(Debug, Clone)]
pub(super) struct Text<'a> {
    /// The words.
    pub words: &'a str,
    /// What they are for.
    pub used_as: Use,
    /// The status of the level that they are about; `Active` for what is not of a level.
    pub status: Option<Status>,
    /// What they are of.
    place: Place,
    /// The key that they stand under, where `place` does not say it all.
    key: Option<&'static str>,
}

impl Text<'_> {
    /// A mark at the text.
    pub fn mark(&self, label: impl Into<String>) -> Mark {
        match self.key {
            Some(key) => Mark::key(self.place.clone(), key, label),
            None => Mark::place(self.place.clone(), label),
        }
    }
}

/// The texts of a file, in its order.
pub(super) fn texts<'a>(file: &'a File<'_>) -> Vec<Text<'a>> {
    let owner = file.owner();
    let mut texts = Texts { owner, status: Some(Status::Active), list: Vec::new() };
    let (title, summary) = match file {
        File::Ladder(subject) => (&subject.ladder().title, &subject.ladder().summary),
        File::Base(base) => (&base.title, &base.summary),
    };
    texts.add(Part::Whole, "title", Use::Title, title);
    texts.add(Part::Whole, "summary", Use::Summary, summary);
    texts.definitions(file.definitions());
    if let File::Ladder(subject) = file {
        texts.ladder(subject.ladder());
    }
    texts.list
}

struct Texts<'a> {
    owner: OwnerId,
    status: Option<Status>,
    list: Vec<Text<'a>>,
}

impl<'a> Texts<'a> {
    fn add(&mut self, part: Part, key: &'static str, used_as: Use, text: &'a Stated<String>) {
        text.text().into_iter().for_each(|words| self.push(part.clone(), Some(key), used_as, words));
    }

    fn push(&mut self, part: Part, key: Option<&'static str>, used_as: Use, words: &'a str) {
        let place = Place::new(self.owner.clone(), part);
        self.list.push(Text { words, used_as, status: self.status, place, key });
    }

    fn definitions(&mut self, definitions: &'a Definitions) {
        for grade in definitions.grades.get().into_iter().flatten() {
            let part = Part::Grade(grade.id.clone());
            self.add(part.clone(), "title", Use::Title, &grade.title);
            self.add(part.clone(), "summary", Use::Summary, &grade.summary);
            self.add(part, "scope", Use::Scope, &grade.scope);
        }
        for step in definitions.scale.get().into_iter().flatten() {
            let part = Part::Step(step.id.clone());
            self.add(part.clone(), "title", Use::Title, &step.title);
            self.add(part, "summary", Use::Summary, &step.summary);
        }
        for competency in &definitions.competencies {
            let part = Part::Competency(competency.id.clone());
            self.add(part.clone(), "title", Use::Title, &competency.title);
            self.add(part.clone(), "summary", Use::Summary, &competency.summary);
            self.add(part, "group", Use::Title, &competency.group);
        }
    }

    fn ladder(&mut self, ladder: &'a Ladder) {
        for track in &ladder.tracks {
            self.status = Some(Status::Active);
            let part = Part::Track(track.id.clone());
            self.add(part.clone(), "title", Use::Title, &track.title);
            self.add(part, "summary", Use::Summary, &track.summary);
            for level in &track.levels {
                self.status = level.status();
                let part = Part::Level(track.id.clone(), level.id.clone());
                level.titles.iter().for_each(|title| self.push(part.clone(), Some("title"), Use::Title, title));
                self.add(part.clone(), "summary", Use::Summary, &level.summary);
                self.add(part.clone(), "scope", Use::Scope, &level.scope);
                for expectation in &level.expectations {
                    let Ask::Asked(asked) = &expectation.ask else { continue };
                    let (track, level, competency) = (&track.id, &level.id, &expectation.competency);
                    for (index, point) in asked.points.iter().enumerate() {
                        let part = Part::Point(track.clone(), level.clone(), competency.clone(), index + 1);
                        self.push(part, None, Use::Point, point);
                    }
                    let part = Part::Expectation(track.clone(), level.clone(), competency.clone());
                    asked
                        .examples
                        .iter()
                        .for_each(|example| self.push(part.clone(), Some("examples"), Use::Example, example));
                }
                level.links.iter().for_each(|link| self.add(part.clone(), "links", Use::Title, &link.title));
            }
        }
        self.status = Some(Status::Active);
        // One written move is several directed ones, each with the same note.
        let mut seen = HashSet::new();
        for written in &ladder.moves {
            let ends = (written.from.relative_to(&ladder.id), written.to.relative_to(&ladder.id));
            if written.note.text().is_some_and(|note| seen.insert(note)) {
                self.add(Part::Move(ends.0, ends.1), "note", Use::Note, &written.note);
            }
        }
    }
}
