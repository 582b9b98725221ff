//! What can be written at a place: keys, ids with their titles, words.

use std::path::{Path, PathBuf};

use gen_lsp_types as lsp;

use super::project::Project;
use super::spot::Spot;
use crate::model::resolve::{Resolved, Scale, Spine};
use crate::model::{CompetencyId, TrackKind};
use crate::parse::keys::{BASE, KeySpec, LADDER, Takes};
use crate::source::folder_of;

/// Something that can be written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub text: String,
    /// What it is, in a few words.
    pub title: String,
    /// What it is for.
    pub about: String,
    pub kind: lsp::CompletionItemKind,
}

/// What can be written at a spot of a file.
pub(super) fn candidates(project: &Project, path: &Path, spot: &Spot) -> Vec<Candidate> {
    let loaded = &project.loaded;
    let named = loaded.named.iter().find(|named| loaded.sources.path(named.file) == path);
    let owner = named.and_then(|named| named.owner.as_ref());
    let ladder = owner.and_then(|owner| loaded.set.ladder(owner.as_str()));
    let home = ladder.map(|ladder| Resolved::new(&loaded.set, ladder));
    let place = Place { project, path, home };
    match spot {
        Spot::FirstKey => {
            let first = [(&LADDER, "ladder"), (&BASE, "base")];
            first.into_iter().filter_map(|(spec, name)| spec.key(name)).map(key).collect()
        }
        Spot::Key(spec, present) => {
            spec.keys.iter().filter(|key| !present.iter().any(|known| known == key.name)).map(key).collect()
        }
        Spot::Competency(present) => {
            let mut all = place.competencies();
            all.retain(|candidate| !present.contains(&candidate.text));
            all.iter_mut().for_each(|candidate| candidate.text.push(':'));
            all
        }
        Spot::StepKey => place.steps(None),
        Spot::Value { key, competency, is_lateral } => place.values(key, competency.as_deref(), *is_lateral),
    }
}

fn key(spec: &KeySpec) -> Candidate {
    let title = if spec.required { format!("{}, required", spec.takes.describe()) } else { spec.takes.describe() };
    let (text, about) = (format!("{}:", spec.name), spec.about.to_owned());
    Candidate { text, title, about, kind: lsp::CompletionItemKind::Property }
}

fn id(id: &str, title: &str, about: Option<&String>) -> Candidate {
    let about = about.cloned().unwrap_or_default();
    Candidate { text: id.to_owned(), title: title.to_owned(), about, kind: lsp::CompletionItemKind::Reference }
}

fn word(word: &str) -> Candidate {
    let (title, about) = (String::new(), String::new());
    Candidate { text: word.to_owned(), title, about, kind: lsp::CompletionItemKind::EnumMember }
}

struct Place<'a> {
    project: &'a Project,
    path: &'a Path,
    /// The ladder of the file; `None` for a base.
    home: Option<Resolved<'a>>,
}

impl Place<'_> {
    fn values(&self, key: &KeySpec, competency: Option<&str>, is_lateral: bool) -> Vec<Candidate> {
        match key.takes {
            Takes::Grade | Takes::Grades => self.grades(),
            Takes::Step => self.steps(competency),
            Takes::Level | Takes::LevelsHere => self.levels(),
            Takes::Levels if is_lateral => self.tracks(),
            Takes::Levels => self.levels().into_iter().chain(self.levels_elsewhere()).collect(),
            Takes::Tracks => TrackKind::ALL.iter().map(|kind| word(kind.as_str())).chain(self.tracks()).collect(),
            Takes::Files => self.bases(),
            Takes::Word(words) => words.iter().copied().map(word).collect(),
            Takes::Flag => vec![word("true"), word("false")],
            _ => Vec::new(),
        }
    }

    fn grades(&self) -> Vec<Candidate> {
        let Some(Spine::Listed { grades, .. }) = self.home.as_ref().map(|home| &home.spine) else { return Vec::new() };
        grades
            .iter()
            .map(|grade| id(grade.id.as_str(), grade.title.text().unwrap_or_default(), grade.summary.get()))
            .collect()
    }

    /// The steps of the scale that a competency has.
    fn steps(&self, competency: Option<&str>) -> Vec<Candidate> {
        let Some(home) = &self.home else { return Vec::new() };
        let scale = competency.map_or(&home.scale, |id| home.scale_of(&CompetencyId::from(id)));
        let Scale::Listed { steps, .. } = scale else { return Vec::new() };
        steps
            .iter()
            .map(|step| id(step.id.as_str(), step.title.text().unwrap_or_default(), step.summary.get()))
            .collect()
    }

    fn levels(&self) -> Vec<Candidate> {
        let levels = self.home.iter().flat_map(|home| home.ladder.levels());
        levels.map(|(_, level)| id(level.id.as_str(), level.title(), level.summary.get())).collect()
    }

    fn levels_elsewhere(&self) -> Vec<Candidate> {
        let own = self.home.as_ref().map(|home| &home.ladder.id);
        let others = self.project.loaded.set.ladders.iter().filter(|ladder| Some(&ladder.id) != own);
        let levels = others.flat_map(|ladder| ladder.levels().map(move |(_, level)| (ladder, level)));
        levels
            .map(|(ladder, level)| id(&format!("{}/{}", ladder.id, level.id), level.title(), level.summary.get()))
            .collect()
    }

    fn tracks(&self) -> Vec<Candidate> {
        let tracks = self.home.iter().flat_map(|home| home.ladder.tracks.iter());
        tracks.map(|track| id(track.id.as_str(), track.title(), track.summary.get())).collect()
    }

    fn competencies(&self) -> Vec<Candidate> {
        let all = self.home.iter().flat_map(|home| &home.competencies);
        all.map(|known| id(known.value.id.as_str(), known.value.title(), known.value.summary.get())).collect()
    }

    /// The base files of the project, as this file names them.
    fn bases(&self) -> Vec<Candidate> {
        let loaded = &self.project.loaded;
        let bases = loaded.set.bases.iter().filter_map(|base| {
            let file = loaded.sources.path(loaded.origins.file(&base.owner())?);
            let relative = relative(&folder_of(self.path), file).display().to_string();
            (file != self.path).then(|| id(&relative, base.title.text().unwrap_or_default(), base.summary.get()))
        });
        bases.collect()
    }
}

/// The way from a folder to a file.
fn relative(folder: &Path, file: &Path) -> PathBuf {
    let shared = folder.components().zip(file.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(shared).map(|_| Path::new(".."));
    let down = file.components().skip(shared);
    up.chain(down.map(|part| Path::new(part.as_os_str()))).collect()
}
