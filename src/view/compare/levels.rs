//! Two levels: what each asks that the other does not, competency by competency, with everything that they include.

use std::collections::HashSet;

use crate::model::resolve::{End, Resolved};
use crate::model::{Competency, CompetencyId, Point};
use crate::view::layout::{Block, Columns, Groups, Layout, Line, Sheet};
use crate::view::parts::{LadderName, StepPlace, order_by_group, step_name};
use crate::view::{BandView, LevelView, MoveView};
use crate::words::{clean, count, range};

/// The comparison of a level `a` with a level `b`.
#[derive(Debug, Clone)]
pub struct LevelComparison {
    /// The first.
    pub a: ComparedLevel,
    /// The second.
    pub b: ComparedLevel,
    /// The moves from one to the other, those from `a` first.
    pub moves: Vec<MoveView>,
    /// What they ask, competency by competency, in the order of the ladder's groups.
    pub competencies: Vec<CompetencyComparison>,
    /// Whether to show what is the same.
    pub is_full: bool,
    /// Whether a format that is meant for publication shows pay.
    pub shows_pay: bool,
}

/// A level in a comparison.
#[derive(Debug, Clone)]
pub struct ComparedLevel {
    pub ladder: LadderName,
    pub track: String,
    /// The title of its track.
    pub track_title: String,
    /// `ic`, `manager`, `hybrid` or `shared`.
    pub kind: Option<&'static str>,
    /// Whether its track is cumulative.
    pub cumulative: bool,
    /// How it is called beside the other: `IC4`, or `engineering/IC4` beside a level of another ladder.
    pub name: String,
    /// Its id, titles, grades, scope, pay and whom it manages.
    pub level: LevelView,
    /// The title of its grade, if it has one grade.
    pub grade_title: Option<String>,
}

/// What two levels ask of a competency. Points are compared word for word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompetencyComparison {
    pub competency: String,
    /// Its title, or else its id.
    pub title: String,
    /// Its heading.
    pub group: Option<String>,
    /// The step that the first level asks.
    pub step_a: Option<String>,
    /// The step that the second level asks.
    pub step_b: Option<String>,
    /// Where the steps are on their scales.
    pub places: [Option<StepPlace>; 2],
    /// The points that only the first level asks.
    pub only_a: Vec<ComparedPoint>,
    /// The points that only the second level asks.
    pub only_b: Vec<ComparedPoint>,
    /// The points that both ask, as the first says them.
    pub both: Vec<ComparedPoint>,
}

/// A point in a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedPoint {
    /// What is asked.
    pub text: String,
    /// The level whose words these are: the compared one, or one that it includes.
    pub level: String,
}

impl CompetencyComparison {
    /// Whether the first level asks anything of it.
    pub fn is_asked_by_a(&self) -> bool {
        self.step_a.is_some() || !self.only_a.is_empty() || !self.both.is_empty()
    }

    /// Whether the second level asks anything of it.
    pub fn is_asked_by_b(&self) -> bool {
        self.step_b.is_some() || !self.only_b.is_empty() || !self.both.is_empty()
    }

    /// The step that is asked, or how it changes: `expert`, `no step → expert`; `None` if neither level asks one.
    pub fn step(&self) -> Option<String> {
        let said = |step: &Option<String>, is_asked: bool| match step {
            Some(step) => step.clone(),
            None if is_asked => "no step".to_owned(),
            None => "not asked".to_owned(),
        };
        match (&self.step_a, &self.step_b) {
            (None, None) => None,
            (Some(a), Some(b)) if a == b => Some(a.clone()),
            (a, b) => Some(format!("{} → {}", said(a, self.is_asked_by_a()), said(b, self.is_asked_by_b()))),
        }
    }

    /// Whether both levels ask the same.
    pub fn is_same(&self) -> bool {
        self.only_a.is_empty() && self.only_b.is_empty() && self.step_a == self.step_b
    }
}

/// What a level asks of a competency.
struct Asks {
    step: Option<String>,
    place: Option<StepPlace>,
    points: Vec<ComparedPoint>,
}

impl LevelComparison {
    /// Compares the level `a` with the level `b`, each given by its ladder and its index.
    pub fn new(a: (&Resolved<'_>, usize), b: (&Resolved<'_>, usize), is_full: bool, shows_pay: bool) -> Self {
        let is_one_ladder = a.0.ladder.id == b.0.ladder.id;
        let level_a = ComparedLevel::new(a.0, a.1, is_one_ladder);
        let level_b = ComparedLevel::new(b.0, b.1, is_one_ladder);
        Self {
            moves: moves(a, b, [&level_a.name, &level_b.name]),
            a: level_a,
            b: level_b,
            competencies: competencies(a, b),
            is_full,
            shows_pay,
        }
    }

    /// Whether a level is compared with itself.
    pub fn is_one_level(&self) -> bool {
        (&self.a.ladder.id, &self.a.level.id) == (&self.b.ladder.id, &self.b.level.id)
    }

    /// Whether both levels are of one track.
    pub fn is_one_track(&self) -> bool {
        (&self.a.ladder.id, &self.a.track) == (&self.b.ladder.id, &self.b.track)
    }

    /// Whether both ask the same.
    pub fn is_same(&self) -> bool {
        self.competencies.iter().all(CompetencyComparison::is_same)
    }

    /// The comparison as texts and tables.
    pub fn layout(&self, shows_pay: bool) -> Layout {
        let (a, b) = (&self.a, &self.b);
        let name = |level: &ComparedLevel| level.level.name_as(&level.name);
        if self.is_one_level() {
            let says = "Both are the same level, so nothing differs.".to_owned();
            return Layout { title: name(a), about: self.about(), blocks: vec![Block::Text(says)] };
        }
        let mut blocks = vec![Block::Table(self.facts(shows_pay))];
        blocks.extend(self.ways().into_iter().map(Block::Text));
        blocks.push(Block::Text(self.verdict()));
        let both = self.count_of(|compared| &compared.both);
        let sheet = self.asked();
        if !sheet.rows.is_empty() {
            blocks.push(Block::Table(sheet));
        }
        if !self.is_full && both > 0 {
            blocks.push(Block::Text(format!("Both ask {}; `--full` shows them.", count(both, "point"))));
        }
        Layout { title: format!("{} and {}", name(a), name(b)), about: self.about(), blocks }
    }

    /// The ladders and tracks of two levels; empty for one level.
    pub fn about(&self) -> String {
        let about = |level: &ComparedLevel| format!("{}, {}", level.ladder.title, level.track_title);
        match (about(&self.a), about(&self.b)) {
            _ if self.is_one_level() => String::new(),
            (a, b) if a == b => a,
            (a, b) => format!("{a} · {b}"),
        }
    }

    fn count_of(&self, points: fn(&CompetencyComparison) -> &Vec<ComparedPoint>) -> usize {
        self.competencies.iter().map(|compared| points(compared).len()).sum()
    }

    /// The moves between the levels, and which asks more: a sentence each.
    pub fn in_words(&self) -> Vec<String> {
        if self.is_one_level() {
            return vec!["Both are the same level, so nothing differs.".to_owned()];
        }
        self.ways().into_iter().map(|way| format!("{way}.")).chain([self.verdict()]).collect()
    }

    /// Which of them asks more.
    fn verdict(&self) -> String {
        let (a, b) = (&self.a, &self.b);
        let (only_a, only_b) = (self.count_of(|c| &c.only_a), self.count_of(|c| &c.only_b));
        match (only_a, only_b) {
            _ if self.competencies.is_empty() => format!("Neither {} nor {} asks anything.", a.name, b.name),
            (0, 0) if self.is_same() => format!("{} and {} ask the same.", a.name, b.name),
            (0, 0) => format!("{} and {} ask the same points, at other steps.", a.name, b.name),
            (0, _) => format!("{} asks everything that {} asks, and {} more.", b.name, a.name, count(only_b, "point")),
            (_, 0) => format!("{} asks everything that {} asks, and {} more.", a.name, b.name, count(only_a, "point")),
            _ => format!(
                "{} asks {} that {} does not, and {} asks {} that {} does not.",
                b.name,
                count(only_b, "point"),
                a.name,
                a.name,
                count(only_a, "point"),
                b.name
            ),
        }
    }

    /// The moves, both directions of one kind in one line.
    fn ways(&self) -> Vec<String> {
        let (a, b) = (&self.a.name, &self.b.name);
        let says = |way: &MoveView| {
            let note = way.note.as_ref().map_or_else(String::new, |note| format!(" ({})", note.trim_end_matches('.')));
            format!("{}{note}", way.kind.describe())
        };
        match &self.moves[..] {
            [] if a == b => Vec::new(),
            [] => vec![format!("No move leads from {a} to {b}, or back.")],
            [there, back] if says(there) == says(back) => vec![format!("{a} ⇄ {b}: {}", says(there))],
            moves => moves.iter().map(|way| format!("{} → {}: {}", way.from, way.to, says(way))).collect(),
        }
    }

    /// What is known of both levels, apart from what they ask.
    fn facts(&self, shows_pay: bool) -> Sheet {
        let row = |label: &str, value: &dyn Fn(&ComparedLevel) -> Vec<String>| {
            Line::Cells(vec![vec![label.to_owned()], value(&self.a), value(&self.b)])
        };
        let mut rows = vec![
            row("Grade", &|level| level.grade().into_iter().collect()),
            row("Summary", &|level| level.level.summary.iter().cloned().collect()),
            row("Scope", &|level| level.level.scope.iter().cloned().collect()),
            row("Manages", &|level| level.level.manages.iter().map(|who| (*who).to_owned()).collect()),
        ];
        if shows_pay {
            rows.push(row("Pay", &|level| level.level.pay.iter().map(BandView::describe).collect()));
        }
        rows.retain(|row| matches!(row, Line::Cells(cells) if cells[1..].iter().any(|cell| !cell.is_empty())));
        Sheet {
            name: "Levels",
            head: vec![String::new(), self.a.name.clone(), self.b.name.clone()],
            columns: Columns::Fields,
            rows,
        }
    }

    /// What they ask; without what is the same, unless that is shown.
    fn asked(&self) -> Sheet {
        let mut rows = Vec::new();
        let mut groups = Groups::default();
        for compared in &self.competencies {
            if compared.is_same() && !self.is_full {
                continue;
            }
            rows.extend(groups.heading(compared.group.as_deref()));
            let mut name = vec![compared.title.clone()];
            name.extend(compared.step().map(|step| format!("({step})")));
            let mut cells = vec![name, self.told(&compared.only_a, &self.a), self.told(&compared.only_b, &self.b)];
            if self.is_full {
                cells.push(compared.both.iter().map(|point| point.text.clone()).collect());
            }
            rows.push(Line::Cells(cells));
        }
        let mut head = vec!["Competency".to_owned(), format!("Only {}", self.a.name), format!("Only {}", self.b.name)];
        if self.is_full {
            head.push("Both".to_owned());
        }
        Sheet { name: "Competencies", head, columns: Columns::Fields, rows }.without_empty_columns()
    }
}

impl LevelComparison {
    /// The points that only one level asks. On a switch, what each includes from further down its own track would hide what
    /// the two levels are about, so it is counted and not listed.
    fn told(&self, points: &[ComparedPoint], level: &ComparedLevel) -> Vec<String> {
        let is_switch = !self.is_one_track();
        let is_listed = |point: &&ComparedPoint| self.is_full || !is_switch || point.level == level.level.id;
        let (listed, folded): (Vec<&ComparedPoint>, Vec<&ComparedPoint>) = points.iter().partition(is_listed);
        let mut told: Vec<String> = listed.iter().map(|point| point.text.clone()).collect();
        // They come from the highest level down.
        let mut levels: Vec<&str> = folded.iter().rev().map(|point| point.level.as_str()).collect();
        levels.dedup();
        if let Some(levels) = range(&levels) {
            let more = if told.is_empty() { "" } else { " more" };
            told.push(format!("{}{more} from {levels}", count(folded.len(), "point")));
        }
        told
    }
}

impl ComparedLevel {
    fn new(resolved: &Resolved<'_>, index: usize, is_one_ladder: bool) -> Self {
        let standing = &resolved.levels[index];
        let level = LevelView::new(resolved, index);
        let one = |(low, high): (_, _)| (low == high).then_some(low);
        let grade = standing.ranks.and_then(one).and_then(|rank| resolved.spine.grade(rank));
        Self {
            ladder: LadderName::new(resolved),
            track: standing.track.id.to_string(),
            track_title: standing.track.title().to_owned(),
            kind: standing.track.kind.get().map(|kind| kind.as_str()),
            cumulative: standing.track.is_cumulative(),
            name: match is_one_ladder {
                true => level.id.clone(),
                false => resolved.level_ref(index).to_string(),
            },
            grade_title: grade.and_then(|grade| grade.title.get().cloned()),
            level,
        }
    }

    /// Its grades, and the title of its grade.
    pub fn grade(&self) -> Option<String> {
        let grades = self.level.grades.as_ref()?.to_string();
        Some(self.grade_title.as_ref().map_or_else(|| grades.clone(), |title| format!("{grades} {title}")))
    }
}

/// What two levels ask, competency by competency, in the order of the ladder's groups.
pub(in crate::view) fn competencies(a: (&Resolved<'_>, usize), b: (&Resolved<'_>, usize)) -> Vec<CompetencyComparison> {
    let mut known = HashSet::new();
    let of_both = a.0.competencies.iter().chain(&b.0.competencies).map(|defined| defined.value);
    let competencies = of_both.filter(|competency| known.insert(&competency.id));
    let mut compared: Vec<CompetencyComparison> =
        competencies.filter_map(|competency| compare(a, b, competency)).collect();
    order_by_group(&mut compared, |compared| compared.group.as_deref());
    compared
}

/// What two levels ask of a competency; `None` if neither asks anything.
fn compare(
    a: (&Resolved<'_>, usize),
    b: (&Resolved<'_>, usize),
    competency: &Competency,
) -> Option<CompetencyComparison> {
    let (asks_a, asks_b) = (asks(a, &competency.id), asks(b, &competency.id));
    if asks_a.is_empty() && asks_b.is_empty() {
        return None;
    }
    let [said_by_a, said_by_b] = [&asks_a, &asks_b].map(Asks::said);
    let (both, only_a) = asks_a.points.iter().cloned().partition(|point| said_by_b.contains(&clean(&point.text)));
    Some(CompetencyComparison {
        competency: competency.id.to_string(),
        title: competency.title().to_owned(),
        group: competency.group.get().cloned(),
        only_b: asks_b.points.iter().filter(|point| !said_by_a.contains(&clean(&point.text))).cloned().collect(),
        places: [asks_a.place, asks_b.place],
        step_a: asks_a.step,
        step_b: asks_b.step,
        only_a,
        both,
    })
}

impl Asks {
    /// The points, without what makes no difference between two.
    fn said(&self) -> HashSet<String> {
        self.points.iter().map(|point| clean(&point.text)).collect()
    }

    fn is_empty(&self) -> bool {
        self.step.is_none() && self.points.is_empty()
    }
}

/// Each point once, those of the level itself first, then those of the levels that it includes, from the next below down.
fn asks((resolved, level): (&Resolved<'_>, usize), competency: &CompetencyId) -> Asks {
    let effective = resolved.effective(level, competency);
    let mut points: Vec<ComparedPoint> = Vec::new();
    let mut said = HashSet::new();
    for (by, asked) in effective.parts.iter().rev() {
        for text in asked.points.iter().map(Point::as_str) {
            if said.insert(clean(text)) {
                let level = resolved.levels[*by].level.id.to_string();
                points.push(ComparedPoint { text: text.to_owned(), level });
            }
        }
    }
    let scale = resolved.scale_of(competency);
    Asks {
        step: effective.step().map(|step| step_name(scale, step)),
        place: effective.step().and_then(|step| StepPlace::new(scale, step)),
        points,
    }
}

/// The moves from `a` to `b` and back, with their ends called by `names`.
fn moves(a: (&Resolved<'_>, usize), b: (&Resolved<'_>, usize), names: [&String; 2]) -> Vec<MoveView> {
    let levels = [a.0.level_ref(a.1), b.0.level_ref(b.1)];
    let end = |end: End<'_>| {
        let level = match end {
            End::Here(index) => a.0.level_ref(index),
            End::Elsewhere(level) => level.clone(),
        };
        levels.iter().position(|known| *known == level)
    };
    let mut moves: Vec<(usize, MoveView)> = Vec::new();
    for route in a.0.routes() {
        let (Some(from), Some(to)) = (end(route.from), end(route.to)) else { continue };
        let way = MoveView::new(a.0, &route);
        moves.push((from, MoveView { from: names[from].clone(), to: names[to].clone(), ..way }));
    }
    moves.sort_by_key(|(from, _)| *from);
    moves.into_iter().map(|(_, way)| way).collect()
}
