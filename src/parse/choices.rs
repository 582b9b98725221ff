//! What can be written as the value of a key: the ids that a file reaches, with their titles.

use std::path::{Path, PathBuf};

use super::Loaded;
use super::keys::Takes;
use crate::model::resolve::{Resolved, Scale, Spine};
use crate::model::{CompetencyId, Entries, Ladder, Step, Track, TrackKind};
use crate::source::{folder_of, lexical};

/// An id or a word that can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As it is written.
    pub text: String,
    /// What it is called; empty where it has no title.
    pub title: String,
    /// What it is for.
    pub summary: Option<String>,
}

/// What one file can name.
#[derive(Debug)]
pub struct Choices<'a> {
    loaded: &'a Loaded,
    /// Paths of bases are relative to it.
    file: &'a Path,
    /// The ladder of the file, or its base as a ladder without tracks; `None` where it is neither yet.
    home: Option<Resolved<'a>>,
}

impl<'a> Choices<'a> {
    /// Of a file and what is in it.
    pub fn new(loaded: &'a Loaded, file: &'a Path, home: Option<&'a Ladder>) -> Self {
        Self { loaded, file, home: home.map(|home| Resolved::new(&loaded.set, home)) }
    }

    /// The values of a key, which may be one of what is asked of a competency, or of a move between tracks.
    pub fn values(&self, takes: Takes, competency: Option<&str>, is_lateral: bool) -> Vec<Choice> {
        match takes {
            Takes::Grade | Takes::Grades => self.grades(),
            Takes::Step => self.steps(competency),
            Takes::Level | Takes::LevelsHere => self.levels(),
            Takes::Levels if is_lateral => self.tracks(),
            Takes::Levels => self.levels().into_iter().chain(self.levels_elsewhere()).collect(),
            Takes::Tracks => {
                let kinds = TrackKind::ALL.map(|kind| word(kind.as_str()));
                let is_no_kind = |track: &Choice| kinds.iter().all(|kind| kind.text != track.text);
                let tracks = self.tracks().into_iter().filter(is_no_kind);
                kinds.iter().cloned().chain(tracks).collect()
            }
            Takes::Files => self.bases(),
            Takes::Word(words) => words.iter().copied().map(word).collect(),
            Takes::Flag => vec![word("true"), word("false")],
            _ => Vec::new(),
        }
    }

    /// The competencies that the file reaches.
    pub fn competencies(&self) -> Vec<Choice> {
        let all = self.home.iter().flat_map(|home| &home.competencies);
        all.map(|known| choice(&known.value.id, known.value.title(), known.value.summary.get())).collect()
    }

    /// The steps of the scale that a competency has; without one, those of the scale in force.
    pub fn steps(&self, competency: Option<&str>) -> Vec<Choice> {
        let Some(home) = &self.home else { return Vec::new() };
        let scale = competency.map_or(&home.scale, |id| home.scale_of(&CompetencyId::from(id)));
        let Scale::Listed { steps, .. } = scale else { return Vec::new() };
        let of = |step: &Step| choice(&step.id, step.title.text().unwrap_or_default(), step.summary.get());
        steps.iter().map(of).collect()
    }

    fn grades(&self) -> Vec<Choice> {
        let Some(Spine::Listed { grades, .. }) = self.home.as_ref().map(|home| &home.spine) else { return Vec::new() };
        let all = grades.iter();
        all.map(|grade| choice(&grade.id, grade.title.text().unwrap_or_default(), grade.summary.get())).collect()
    }

    fn levels(&self) -> Vec<Choice> {
        let levels = self.home.iter().flat_map(|home| home.ladder.levels());
        levels.map(|(_, level)| choice(&level.id, level.title(), level.summary.get())).collect()
    }

    fn levels_elsewhere(&self) -> Vec<Choice> {
        let own = self.home.as_ref().map(|home| &home.ladder.id);
        let others = self.loaded.set.ladders.iter().filter(|ladder| Some(&ladder.id) != own);
        let levels = others.flat_map(|ladder| ladder.levels().map(move |(_, level)| (&ladder.id, level)));
        levels
            .map(|(ladder, level)| choice(&format!("{ladder}/{}", level.id), level.title(), level.summary.get()))
            .collect()
    }

    /// The tracks of the ladder; in a base, those of the ladders that reach it, one of each id.
    fn tracks(&self) -> Vec<Choice> {
        let Some(home) = &self.home else { return Vec::new() };
        let set = &self.loaded.set;
        let id = home.ladder.id.as_str();
        let reaches = |ladder: &&Ladder| Resolved::new(set, ladder).bases.iter().any(|base| base.id.as_str() == id);
        let tracks: Vec<&Entries<Track>> = match set.base(id) {
            None => vec![&home.ladder.tracks],
            Some(_) => set.ladders.iter().filter(reaches).map(|ladder| &ladder.tracks).collect(),
        };
        let mut choices: Vec<Choice> = Vec::new();
        for track in tracks.into_iter().flatten() {
            if choices.iter().all(|known| known.text != track.id.as_str()) {
                choices.push(choice(&track.id, track.title(), track.summary.get()));
            }
        }
        choices
    }

    /// The base files of the project, as this file names them.
    fn bases(&self) -> Vec<Choice> {
        let loaded = self.loaded;
        let bases = loaded.set.bases.iter().filter_map(|base| {
            let file = loaded.sources.path(loaded.origins.file(&base.owner())?);
            let relative = relative(&folder_of(self.file), file).display().to_string();
            (file != self.file).then(|| choice(&relative, base.title.text().unwrap_or_default(), base.summary.get()))
        });
        bases.collect()
    }
}

fn choice(text: &impl ToString, title: &str, summary: Option<&String>) -> Choice {
    Choice { text: text.to_string(), title: title.to_owned(), summary: summary.cloned() }
}

fn word(word: &str) -> Choice {
    choice(&word, "", None)
}

/// The way from a folder to a file.
fn relative(folder: &Path, file: &Path) -> PathBuf {
    let (folder, file) = (lexical(folder), lexical(file));
    let shared = folder.components().zip(file.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(shared).map(|_| Path::new(".."));
    let down = file.components().skip(shared);
    up.chain(down.map(|part| Path::new(part.as_os_str()))).collect()
}
