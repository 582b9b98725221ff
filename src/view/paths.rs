//! The ways on from a level, or to another one: each a row of moves, with what each newly asks.

use std::collections::{HashMap, HashSet, VecDeque};

use super::compare::{CompetencyComparison, competencies};
use super::layout::{Block, Columns, Layout, Line, Sheet};
use super::{MoveKind, MoveView, named};
use crate::model::resolve::{End, Resolved};
use crate::model::{LadderId, LevelRef, Status, TrackKind};
use crate::words::{count, join};

/// How many ways to a level are shown at most.
const MOST: usize = 5;
/// How many competencies a move names at most, and how many characters of a title it shows.
const NAMED: usize = 3;
const LONGEST: usize = 40;
/// How many moves longer than the shortest a way may be.
const LONGER: usize = 2;

/// The ways on from a level.
#[derive(Debug, Clone, Default)]
pub struct Paths {
    /// The level that they start at, as it is named beside others: `engineering/IC4`.
    pub from: String,
    /// Its title.
    pub from_title: String,
    /// The level that they lead to; without one, each way is one move.
    pub to: Option<String>,
    /// Its title.
    pub to_title: String,
    /// The ways, the shortest first.
    pub ways: Vec<Vec<PathStep>>,
    /// Whether a higher grade can be reached only through a level that manages people.
    pub up_is_management: bool,
}

/// A move of a way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathStep {
    /// Where it starts: `engineering/IC4`.
    pub from: String,
    /// Where it leads.
    pub to: String,
    /// The titles of the level that it leads to.
    pub title: String,
    /// What it does.
    pub kind: MoveKind,
    /// The grades before and after.
    pub grades: Option<(String, String)>,
    /// The status of the level that it leads to, unless people can be there today.
    pub status: Option<&'static str>,
    /// What to know about it.
    pub note: Option<String>,
    /// The titles of competencies that are newly asked.
    pub new: Vec<String>,
    /// Those of which more is asked, or something else.
    pub more: Vec<String>,
    /// Those that are no longer asked.
    pub gone: Vec<String>,
}

/// A level among all ladders, by the index of its ladder and its own.
type Node = (usize, usize);

/// Every level of all ladders, and the moves between them.
struct Map<'r, 'a> {
    ladders: &'r [Resolved<'a>],
    by_id: HashMap<&'r LadderId, usize>,
    moves: HashMap<Node, Vec<(Node, MoveView)>>,
}

impl Paths {
    /// The moves that start at a level, those up first.
    pub fn on_from(ladders: &[Resolved<'_>], from: &LevelRef) -> Option<Self> {
        let map = Map::new(ladders);
        let start = map.node(from)?;
        let mut ways: Vec<Vec<PathStep>> =
            map.on(start).iter().map(|(to, way)| vec![map.step(start, *to, way)]).collect();
        ways.sort_by_key(|way| (way[0].kind != MoveKind::Promotion, way[0].kind == MoveKind::OtherLadder));
        Some(Self { ways, up_is_management: map.up_is_management(start), ..Self::start(&map, start) })
    }

    /// The ways from a level to another, through any ladder; none if no moves lead there.
    pub fn between(ladders: &[Resolved<'_>], from: &LevelRef, to: &LevelRef) -> Option<Self> {
        let map = Map::new(ladders);
        let (start, end) = (map.node(from)?, map.node(to)?);
        let ways = map.ways(start, end).into_iter().map(|nodes| {
            let steps = nodes.windows(2).map(|pair| {
                let way = map.on(pair[0]).iter().find(|(to, _)| *to == pair[1]);
                map.step(pair[0], pair[1], &way.expect("the way goes by moves").1)
            });
            steps.collect()
        });
        let ways = ways.collect();
        Some(Self { to: Some(map.name(end)), to_title: map.title(end), ways, ..Self::start(&map, start) })
    }

    fn start(map: &Map<'_, '_>, start: Node) -> Self {
        Self { from: map.name(start), from_title: map.title(start), ..Self::default() }
    }

    /// The ways as texts and a table.
    pub fn layout(&self) -> Layout {
        let mut rows = Vec::new();
        let mut told: HashMap<(&str, &str), usize> = HashMap::new();
        for (index, way) in self.ways.iter().enumerate() {
            if self.to.is_some() {
                let moves = count(way.len(), "move");
                let is_only = self.ways.len() == 1;
                rows.push(Line::Group(Some(if is_only { moves } else { format!("Way {}: {moves}", index + 1) })));
            }
            for step in way {
                let asks = match told.get(&(&step.from, &step.to)) {
                    Some(before) => vec![format!("as in way {before}")],
                    None => step.asks(),
                };
                told.entry((&step.from, &step.to)).or_insert(index + 1);
                rows.push(Line::Cells(self.row(step, asks)));
            }
        }
        let mut blocks = Vec::new();
        if self.up_is_management {
            blocks.push(Block::Text(format!("The only way up from {} leads into management.", self.from)));
        }
        match (&self.to, rows.is_empty()) {
            (_, false) => {
                let head = ["To", "Move", "What it asks"].map(str::to_owned).to_vec();
                blocks.push(Block::Table(Sheet { name: "Moves", head, rows, columns: Columns::Fields }));
            }
            (None, true) => blocks.push(Block::Text("No move starts here.".to_owned())),
            (Some(to), true) if *to == self.from => blocks.push(Block::Text("Both are the same level.".to_owned())),
            (Some(to), true) => blocks.push(Block::Text(format!("No moves lead from {} to {to}.", self.from))),
        }
        let from = named(&self.from, &self.from_title);
        let title = match &self.to {
            Some(to) => format!("From {from} to {}", named(to, &self.to_title)),
            None => format!("Ways on from {from}"),
        };
        Layout { title, about: String::new(), blocks }
    }

    fn row(&self, step: &PathStep, asks: Vec<String>) -> Vec<Vec<String>> {
        let home = self.from.split_once('/').map_or("", |(ladder, _)| ladder);
        let to = step.to.strip_prefix(home).and_then(|rest| rest.strip_prefix('/')).unwrap_or(&step.to);
        let how = std::iter::once(step.kind.describe_with(step.grades.as_ref(), step.status))
            .chain(step.note.clone())
            .collect();
        vec![vec![named(to, &step.title)], how, asks]
    }

    /// A row for each move, a fact a cell.
    pub fn records(&self) -> Sheet {
        let steps = self.ways.iter().enumerate().flat_map(|(at, way)| way.iter().map(move |step| (at + 1, step)));
        let row = |(way, step): (usize, &PathStep)| {
            let (before, after) = step.grades.clone().unwrap_or_default();
            vec![
                way.to_string(),
                step.from.clone(),
                step.to.clone(),
                step.title.clone(),
                step.kind.describe().to_owned(),
                before,
                after,
                step.note.clone().unwrap_or_default(),
                step.new.join("\n"),
                step.more.join("\n"),
                step.gone.join("\n"),
            ]
        };
        const HEAD: &[&str] = &[
            "Way",
            "From",
            "To",
            "Title",
            "Move",
            "Grade before",
            "Grade after",
            "Note",
            "New",
            "More or other",
            "No longer",
        ];
        Sheet::records("Moves", HEAD, steps.map(row).collect())
    }
}

impl PathStep {
    /// What it asks that was not asked before, and what not any more: a short line each.
    fn asks(&self) -> Vec<String> {
        let lists = [("new", &self.new), ("more or other", &self.more), ("no longer", &self.gone)];
        let said = lists.into_iter().filter(|(_, titles)| !titles.is_empty());
        said.map(|(says, titles)| format!("{says}: {}", some_of(titles))).collect()
    }
}

/// The first of some titles, and how many more there are.
fn some_of(titles: &[String]) -> String {
    let mut some: Vec<String> = titles.iter().take(NAMED).map(|title| excerpt(title)).collect();
    if titles.len() > NAMED {
        some.push(format!("{} more", titles.len() - NAMED));
    }
    join(&some)
}

/// A title, or the beginning of a long one.
fn excerpt(title: &str) -> String {
    match title.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
        None => title.to_owned(),
    }
}

impl<'r, 'a> Map<'r, 'a> {
    fn new(ladders: &'r [Resolved<'a>]) -> Self {
        let by_id = ladders.iter().enumerate().map(|(at, resolved)| (&resolved.ladder.id, at)).collect();
        let mut map = Self { ladders, by_id, moves: HashMap::new() };
        for (at, resolved) in ladders.iter().enumerate() {
            for route in resolved.routes() {
                // A move to another ladder is also among the routes of that one.
                let End::Here(from) = route.from else { continue };
                let to = match route.to {
                    End::Here(to) => Some((at, to)),
                    End::Elsewhere(level) => map.node(level),
                };
                let Some(to) = to else { continue };
                map.moves.entry((at, from)).or_default().push((to, MoveView::new(resolved, &route)));
            }
        }
        map
    }

    fn node(&self, level: &LevelRef) -> Option<Node> {
        let at = *self.by_id.get(&level.ladder)?;
        Some((at, self.ladders[at].level_index(level.level.as_str())?))
    }

    fn on(&self, node: Node) -> &[(Node, MoveView)] {
        self.moves.get(&node).map_or(&[], Vec::as_slice)
    }

    fn name(&self, (ladder, level): Node) -> String {
        self.ladders[ladder].level_ref(level).to_string()
    }

    fn title(&self, (ladder, level): Node) -> String {
        self.ladders[ladder].levels[level].level.titles.join(" / ")
    }

    fn step(&self, from: Node, to: Node, way: &MoveView) -> PathStep {
        let level = |(ladder, level): Node| (&self.ladders[ladder], level);
        let compared = competencies(level(from), level(to));
        let titles = |wanted: fn(&CompetencyComparison) -> bool| {
            let found = compared.iter().filter(|known| wanted(known));
            found.map(|known| known.title.clone()).collect()
        };
        PathStep {
            from: self.name(from),
            to: self.name(to),
            title: self.title(to),
            kind: way.kind,
            grades: way.grades.clone(),
            status: way.status,
            note: way.note.clone(),
            new: titles(|known| !known.is_asked_by_a() && known.is_asked_by_b()),
            more: titles(|known| {
                let differs = !known.only_b.is_empty() || known.step_a != known.step_b;
                known.is_asked_by_a() && known.is_asked_by_b() && differs
            }),
            gone: titles(|known| known.is_asked_by_a() && !known.is_asked_by_b()),
        }
    }

    /// The ways from one level to another without a detour, that is, without moves that a single move could replace: the
    /// shortest first, of those of one length the ones with fewer switches.
    fn ways(&self, start: Node, end: Node) -> Vec<Vec<Node>> {
        let left = self.distances(end);
        let Some(shortest) = left.get(&start).filter(|_| start != end) else { return Vec::new() };
        let most = shortest + LONGER;
        let mut found: Vec<(usize, Vec<Node>)> = Vec::new();
        let mut open: VecDeque<(usize, Vec<Node>)> = VecDeque::from([(0, vec![start])]);
        while let Some((switches, way)) = open.pop_front() {
            let last = *way.last().expect("a way has a start");
            if last == end {
                // Ways come in the order of their length.
                if found.len() >= MOST && found.iter().all(|(_, known)| known.len() < way.len()) {
                    break;
                }
                found.push((switches, way));
                continue;
            }
            let is_detour =
                |to: &Node| way.iter().rev().skip(1).any(|passed| self.on(*passed).iter().any(|(next, _)| next == to));
            for (to, step) in self.on(last) {
                let fits = left.get(to).is_some_and(|rest| way.len() + rest <= most);
                if fits && !way.contains(to) && !is_detour(to) && open.len() < WIDEST {
                    let switches = switches + usize::from(step.kind != MoveKind::Promotion);
                    open.push_back((switches, way.iter().copied().chain([*to]).collect()));
                }
            }
        }
        found.sort_by_key(|(switches, way)| (way.len(), *switches));
        found.into_iter().take(MOST).map(|(_, way)| way).collect()
    }

    /// How many moves each level is away from `end`.
    fn distances(&self, end: Node) -> HashMap<Node, usize> {
        let mut back: HashMap<Node, Vec<Node>> = HashMap::new();
        for (from, moves) in &self.moves {
            moves.iter().for_each(|(to, _)| back.entry(*to).or_default().push(*from));
        }
        let mut distances = HashMap::from([(end, 0)]);
        let mut open = VecDeque::from([end]);
        while let Some(node) = open.pop_front() {
            let next = distances[&node] + 1;
            for from in back.get(&node).into_iter().flatten() {
                if !distances.contains_key(from) {
                    distances.insert(*from, next);
                    open.push_back(*from);
                }
            }
        }
        distances
    }

    /// Whether moves lead to a higher grade, but only through levels of managers.
    fn up_is_management(&self, start: Node) -> bool {
        let standing = |(ladder, level): Node| &self.ladders[ladder].levels[level];
        let is_management =
            |node: Node| matches!(standing(node).track.kind.get(), Some(TrackKind::Manager | TrackKind::Hybrid));
        let spine = &self.ladders[start.0].spine;
        let Some((_, highest)) = standing(start).ranks.filter(|_| !is_management(start)) else { return false };
        // `None` for a level whose grade the ladder of the start does not know.
        let is_higher = |node: Node| {
            let level = standing(node).level;
            let high = spine.rank(&level.grades.get()?.high)?;
            Some(high > highest && level.status() != Some(Status::Deprecated))
        };
        let goes_up = |through_management: bool| {
            let mut seen = HashSet::new();
            let mut open = vec![start];
            while let Some(node) = open.pop() {
                if !seen.insert(node) {
                    continue;
                }
                // What is not known is no reason to say that there is only one way.
                if is_higher(node).unwrap_or(!through_management) {
                    return true;
                }
                let on = self.on(node).iter().map(|(to, _)| *to);
                open.extend(on.filter(|to| through_management || !is_management(*to)));
            }
            false
        };
        !goes_up(false) && goes_up(true)
    }
}

/// How many unfinished ways are kept at most.
const WIDEST: usize = 100_000;
