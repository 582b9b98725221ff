//! Where ladders say something: each text once, where it is written, with the levels that it is asked of.

mod wanted;

use std::collections::{HashMap, HashSet};

use super::layout::{Block, Columns, Layout, Line, Sheet};
use crate::model::resolve::Resolved;
use crate::model::{Asked, CompetencyId, Fact, LevelRef, OwnerId, Part, Place, Says, Use};
use crate::words::{count, suggest};

pub use wanted::{Match, Wanted};

/// What is found.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The words as they were typed.
    pub words: String,
    /// The texts that have them, the best matches first, and equal ones in the order of the ladders.
    pub hits: Vec<Hit>,
    /// How many more there are at other levels and competencies than the wanted ones.
    pub elsewhere: usize,
    /// The words of which no text has a form.
    pub near: Vec<Near>,
}

/// A text that has the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub matched: Match,
    /// What the text is of.
    pub place: Place,
    /// The title of the competency that it is about.
    pub competency: Option<String>,
    /// What the text is for.
    pub used_as: Use,
    pub text: String,
    /// The levels that it is about or that ask it: `engineering/IC4`.
    pub levels: Vec<String>,
    /// The same, neighbours as one: `engineering/IC4–IC6`.
    pub ranges: Vec<String>,
    /// Where it is written; `None` if that is not known.
    pub written: Option<Written>,
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub path: String,
    /// Counted from 1.
    pub line: usize,
}

/// A word that no text has, and those that are near it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    pub word: String,
    /// Words that texts have.
    pub instead: Vec<String>,
}

/// What a search is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct SearchFilter {
    /// A level; what it includes and what its steps mean is of it too.
    pub level: Option<LevelRef>,
    /// A competency, by id.
    pub competency: Option<String>,
}

/// A level among those of several ladders, by the index of its ladder and its own.
type Node = (usize, usize);

impl Search {
    /// Searches ladders and the bases that they reach. `written` knows where a place, or a key of it, is.
    pub fn new(
        ladders: &[Resolved<'_>],
        words: &str,
        wanted: &Wanted,
        filter: &SearchFilter,
        written: &dyn Fn(&Place, Option<&'static str>) -> Option<Written>,
    ) -> Self {
        let texts = texts(ladders);
        let matches: Vec<(Match, &Text<'_>)> =
            texts.iter().filter_map(|text| Some((wanted.in_text(text.words)?, text))).collect();
        let mut found = Self { words: words.to_owned(), ..Self::default() };
        if matches.is_empty() {
            found.near = near(wanted, &texts);
            return found;
        }
        let levels = Levels::new(ladders);
        for (matched, text) in matches {
            let nodes = levels.of(&text.place);
            let name = |(ladder, level): &Node| ladders[*ladder].level_ref(*level);
            let competency = competency(&text.place.part);
            let is_wanted = filter.level.as_ref().is_none_or(|level| nodes.iter().any(|node| name(node) == *level))
                && filter.competency.as_deref().is_none_or(|wanted| competency.map(|id| id.as_str()) == Some(wanted));
            if !is_wanted {
                found.elsewhere += 1;
                continue;
            }
            found.hits.push(Hit {
                matched,
                place: text.place.clone(),
                competency: competency.map(|id| title(ladders, id)),
                used_as: text.used_as,
                text: text.words.to_owned(),
                levels: nodes.iter().map(|node| name(node).to_string()).collect(),
                ranges: ranges(ladders, &nodes),
                written: written(&text.place, text.key),
            });
        }
        found.hits.sort_by_key(|hit| hit.matched);
        found
    }

    /// What is found, as a table.
    pub fn layout(&self) -> Layout {
        let mut rows = Vec::new();
        let mut before = None;
        let is_mixed = self.hits.iter().any(|hit| hit.matched != Match::Phrase);
        for hit in &self.hits {
            if is_mixed && before.replace(hit.matched) != Some(hit.matched) {
                rows.push(Line::Group(Some(hit.matched.describe().to_owned())));
            }
            rows.push(Line::Cells(hit.row()));
        }
        let mut blocks = Vec::new();
        if rows.is_empty() {
            blocks.extend(self.nothing().into_iter().map(Block::Text));
        } else {
            let head = ["Where", "What it says", "File"].map(str::to_owned).to_vec();
            let sheet = Sheet { name: "Places", head, columns: Columns::Fields, rows };
            blocks.push(Block::Table(sheet.without_empty_columns()));
        }
        let about = if self.hits.is_empty() { String::new() } else { count(self.hits.len(), "text") };
        Layout { title: format!("Search: {}", self.words), about, blocks }
    }

    /// What is found, a fact a cell.
    pub fn records(&self) -> Sheet {
        const HEAD: &[&str] = &["Match", "Place", "Ladder", "Levels", "Competency", "Kind", "Text", "File", "Line"];
        let row = |hit: &Hit| {
            let owner = hit.place.owner.to_string();
            let levels = hit.ranges.iter().map(|range| range.strip_prefix(&format!("{owner}/")).unwrap_or(range));
            let written = hit.written.as_ref();
            vec![
                hit.matched.describe().to_owned(),
                hit.place.to_string(),
                owner.clone(),
                levels.collect::<Vec<_>>().join(", "),
                hit.competency.clone().unwrap_or_default(),
                kind(hit.used_as).to_owned(),
                hit.text.clone(),
                written.map_or_else(String::new, |written| written.path.clone()),
                written.map_or_else(String::new, |written| written.line.to_string()),
            ]
        };
        Sheet::records("Places", HEAD, self.hits.iter().map(row).collect())
    }

    /// What is said if nothing is found.
    fn nothing(&self) -> Vec<String> {
        match self.elsewhere {
            0 => {}
            1 => return vec!["Nothing there says it; 1 text elsewhere does.".to_owned()],
            others => return vec![format!("Nothing there says it; {others} texts elsewhere do.")],
        }
        let mut said = vec!["No text says it.".to_owned()];
        if self.near.is_empty() {
            said.push("Each of the words is found, but no text has all of them.".to_owned());
        }
        for near in self.near.iter().filter(|near| !near.instead.is_empty()) {
            let instead: Vec<&str> = near.instead.iter().map(String::as_str).collect();
            said.push(format!("No text has `{}`; did you mean {}?", near.word, suggest::one_of(&instead)));
        }
        said
    }
}

impl Hit {
    fn row(&self) -> Vec<Vec<String>> {
        let mut place = if self.ranges.is_empty() { vec![self.apart_from_levels()] } else { self.ranges.clone() };
        place.extend(self.competency.clone());
        let says = match self.used_as {
            Use::Point => self.text.clone(),
            other => format!("{}: {}", kind(other), self.text),
        };
        let file = self.written.iter().map(|written| format!("{}:{}", written.path, written.line));
        vec![place, vec![says], file.collect()]
    }

    /// What the text is of, where no level asks it.
    fn apart_from_levels(&self) -> String {
        let owner = &self.place.owner;
        match &self.place.part {
            Part::Track(track) => format!("{owner}/{track}"),
            Part::Grade(grade) => format!("{owner}, grade {grade}"),
            Part::Step(step) | Part::CompetencyScale(_, step) | Part::CompetencyStep(_, step) => {
                format!("{owner}, step {step}")
            }
            Part::Role(role) | Part::RoleExpectation(role, _) => format!("{owner}, role {role}"),
            Part::Move(from, to) => format!("{owner}, {from} → {to}"),
            _ => owner.to_string(),
        }
    }
}

/// What a text is for, in a word.
fn kind(used_as: Use) -> &'static str {
    match used_as {
        Use::Title => "Title",
        Use::Summary => "Summary",
        Use::Scope => "Scope",
        Use::Point => "Point",
        Use::Example => "Example",
        Use::Note => "Note",
    }
}

impl Match {
    fn describe(self) -> &'static str {
        match self {
            Self::Phrase => "Word for word",
            Self::Words => "All words",
            Self::Stems => "Other forms of the words",
        }
    }
}

/// A text of a file.
struct Text<'a> {
    place: Place,
    key: Option<&'static str>,
    used_as: Use,
    words: &'a str,
}

/// What the ladders and the bases that they reach say, each file once, a base before the first ladder that reaches it.
fn texts<'a>(ladders: &[Resolved<'a>]) -> Vec<Text<'a>> {
    let mut texts = Vec::new();
    let mut read: HashSet<OwnerId> = HashSet::new();
    for resolved in ladders {
        for base in &resolved.bases {
            if read.insert(base.owner()) {
                texts.extend(texts_of(&base.owner(), base.facts()));
            }
        }
        texts.extend(texts_of(&resolved.ladder.owner(), resolved.ladder.facts()));
    }
    texts
}

fn texts_of<'a>(owner: &OwnerId, facts: Vec<Fact<'a>>) -> Vec<Text<'a>> {
    // One written move is several directed ones, each with the same note.
    let mut notes = HashSet::new();
    let text = |fact: Fact<'a>| match fact.says {
        Says::Text(Use::Note, words) if !notes.insert(words) => None,
        Says::Text(used_as, words) => {
            Some(Text { place: Place::new(owner.clone(), fact.part), key: fact.key, used_as, words })
        }
        _ => None,
    };
    facts.into_iter().filter_map(text).collect()
}

/// The words of which no text has a form, with near ones.
fn near(wanted: &Wanted, texts: &[Text<'_>]) -> Vec<Near> {
    let known: HashSet<String> = texts.iter().flat_map(|text| wanted::words(text.words)).collect();
    let mut known: Vec<String> = known.into_iter().collect();
    known.sort();
    let near = wanted.unknown(&known).map(|word| {
        let instead = suggest::nearest(word, known.iter().map(String::as_str));
        Near { word: word.to_owned(), instead: instead.into_iter().map(str::to_owned).collect() }
    });
    near.collect()
}

/// The competency that a part is about.
fn competency(part: &Part) -> Option<&CompetencyId> {
    match part {
        Part::CompetencyScale(competency, _) | Part::CompetencyStep(competency, _) => Some(competency),
        part => part.competency(),
    }
}

fn title(ladders: &[Resolved<'_>], competency: &CompetencyId) -> String {
    let defined = ladders.iter().find_map(|resolved| resolved.competency(competency));
    defined.map_or_else(|| competency.to_string(), |defined| defined.value.title().to_owned())
}

/// Which levels texts are of.
struct Levels<'r, 'a> {
    ladders: &'r [Resolved<'a>],
    /// The indices of the ladders.
    by_owner: HashMap<OwnerId, usize>,
    /// The levels that ask a competency, and what an expectation or a step of a competency says.
    asking: HashMap<Place, Vec<Node>>,
}

impl<'r, 'a> Levels<'r, 'a> {
    fn new(ladders: &'r [Resolved<'a>]) -> Self {
        let mut asking: HashMap<Place, Vec<Node>> = HashMap::new();
        for (at, resolved) in ladders.iter().enumerate() {
            for (index, defined) in resolved.competencies.iter().enumerate() {
                let competency = &defined.value.id;
                if resolved.competency_index(competency) != Some(index) {
                    continue;
                }
                let whole = Place::new(defined.owner.clone(), Part::Competency(competency.clone()));
                for level in 0..resolved.levels.len() {
                    let parts = resolved.effective(level, competency).parts;
                    let written = parts.iter().map(|(by, asked)| place_of(resolved, competency, *by, asked));
                    for place in written.chain(parts.first().map(|_| whole.clone())) {
                        let nodes = asking.entry(place).or_default();
                        if nodes.last() != Some(&(at, level)) {
                            nodes.push((at, level));
                        }
                    }
                }
            }
        }
        // The first, if an id is used twice.
        let ladders_by_owner = ladders.iter().enumerate().rev();
        let by_owner = ladders_by_owner.map(|(at, resolved)| (resolved.ladder.owner(), at)).collect();
        Self { ladders, by_owner, asking }
    }

    /// The levels that a text is about, or that ask it, in the order of the ladders.
    fn of(&self, place: &Place) -> Vec<Node> {
        let ladder = self.by_owner.get(&place.owner).copied();
        let here = |id: &str| ladder.and_then(|at| Some((at, self.ladders[at].level_index(id)?)));
        match &place.part {
            Part::Level(_, level) => here(level.as_str()).into_iter().collect(),
            Part::Point(track, level, competency, _) => {
                let part = Part::Expectation(track.clone(), level.clone(), competency.clone());
                self.of(&Place::new(place.owner.clone(), part))
            }
            Part::Role(role) | Part::RoleExpectation(role, _) => {
                let roles = ladder.map_or(&[][..], |at| &self.ladders[at].ladder.roles.list);
                let role = roles.iter().find(|known| known.id == *role);
                role.into_iter().flat_map(|role| &role.levels).filter_map(|id| here(id.as_str())).collect()
            }
            _ => self.asking.get(place).cloned().unwrap_or_default(),
        }
    }
}

/// Where what the level `by` asks of a competency is written: there, or at the competency, which says what a step means.
fn place_of(resolved: &Resolved<'_>, competency: &CompetencyId, by: usize, asked: &Asked) -> Place {
    let defined = resolved.competency(competency).filter(|_| asked.of_step);
    if let Some((defined, step)) = defined.zip(asked.step.get()) {
        return Place::new(defined.owner.clone(), Part::CompetencyStep(competency.clone(), step.clone()));
    }
    let level = &resolved.levels[by];
    let part = Part::Expectation(level.track.id.clone(), level.level.id.clone(), competency.clone());
    Place::new(resolved.ladder.owner(), part)
}

/// The names of levels; those that follow each other on a track are one.
fn ranges(ladders: &[Resolved<'_>], nodes: &[Node]) -> Vec<String> {
    let track = |(ladder, level): Node| ladders[ladder].levels[level].track_index;
    let is_next = |a: &Node, b: &Node| a.0 == b.0 && a.1 + 1 == b.1 && track(*a) == track(*b);
    let range = |nodes: &[Node]| {
        let (first, last) = (nodes[0], nodes[nodes.len() - 1]);
        let name = ladders[first.0].level_ref(first.1).to_string();
        if first == last { name } else { format!("{name}–{}", ladders[last.0].levels[last.1].level.id) }
    };
    nodes.chunk_by(is_next).map(range).collect()
}
