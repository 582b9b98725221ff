//! Workbooks and CSV files that `ladder show` wrote: what their tables say is the model again, without any guess.

use std::collections::BTreeMap;

use super::grid::Grid;
use super::part::Left;
use crate::model::{
    Amount, Ask, Asked, Band, Competency, Date, Definitions, Entries, Equivalent, Expectation, Grade, GradeSpan,
    Ladder, Level, LevelRef, Link, Manages, Move, Period, Point, Role, Stated, Status, Step, Track, TrackKind,
};
use crate::view::GOES_ON;

/// The tables that every ladder of ours has, each with its first headings.
const SURE: &[(&str, &[&str])] =
    &[("Ladder", &["Key", "Value"]), ("Tracks", &["Id", "Title"]), ("Levels", &["Track", "Id", "Title"])];

/// Tables that are only for reading have these before them; what they say is in the others.
const KNOWN: &[&str] = &[
    "Ladder",
    "Grades",
    "Steps",
    "Competencies",
    "Step texts",
    "Tracks",
    "Levels",
    "Expectations",
    "Moves",
    "Roles",
    "Role expectations",
    "Links",
    "Pay",
];

/// A row: its cells by their headings, and the place of the first.
struct Row {
    cells: BTreeMap<String, String>,
    at: String,
}

/// The tables by name.
struct Tables(BTreeMap<String, Vec<Row>>);

/// What was read: the ladder, and what a file of its own cannot hold.
pub struct Own {
    pub ladder: Ladder,
    pub left: Vec<Left>,
    /// Tables that show again what others hold.
    pub views: Vec<String>,
}

/// The ladder of grids that `ladder show` wrote; `None` if others did.
pub fn read(grids: &[Grid]) -> Option<Own> {
    let tables = Tables::of_csv(grids).or_else(|| Tables::of_sheets(grids))?;
    let mut left = Vec::new();
    let ladder = tables.ladder(&mut left)?;
    let is_view = |grid: &&Grid| !grid.name.is_empty() && !KNOWN.contains(&grid.name.as_str());
    Some(Own { ladder, left, views: grids.iter().filter(is_view).map(Grid::place).collect() })
}

impl Row {
    fn get(&self, heading: &str) -> &str {
        self.cells.get(heading).map_or("", String::as_str)
    }

    fn text(&self, heading: &str) -> Stated<String> {
        Some(self.get(heading)).filter(|text| !text.is_empty()).map(str::to_owned).into()
    }

    /// An entry on each line, or on several of which the others are marked.
    fn list(&self, heading: &str) -> Vec<String> {
        let text = self.get(heading);
        let mut entries: Vec<String> = Vec::new();
        for line in text.split('\n').filter(|_| !text.is_empty()) {
            match (line.strip_prefix(GOES_ON), entries.last_mut()) {
                (Some(more), Some(entry)) => {
                    entry.push('\n');
                    entry.push_str(more);
                }
                (Some(more), None) => entries.push(more.to_owned()),
                (None, _) => entries.push(line.to_owned()),
            }
        }
        entries
    }

    fn ids<T: for<'a> From<&'a str>>(&self, heading: &str) -> Vec<T> {
        self.get(heading).lines().map(T::from).collect()
    }

    fn flag(&self, heading: &str) -> Stated<bool> {
        self.get(heading).parse().ok().into()
    }

    fn equivalents(&self) -> Vec<Equivalent> {
        let pair = |entry: &String| {
            let (framework, name) = entry.split_once(": ")?;
            Some(Equivalent { framework: framework.to_owned(), name: name.to_owned() })
        };
        self.list("Equivalents").iter().filter_map(pair).collect()
    }

    fn point(&self) -> Option<Point> {
        let text = self.get("Point");
        (!text.is_empty()).then(|| Point { text: text.to_owned(), examples: self.list("Examples") })
    }
}

impl Tables {
    fn of_sheets(grids: &[Grid]) -> Option<Self> {
        let has = |(name, head): &(&str, &[&str])| {
            let sheet = grids.iter().find(|grid| grid.name == *name && grid.height() > 0);
            sheet.is_some_and(|grid| {
                head.iter().enumerate().all(|(at, heading)| grid.width() > at && grid.text(0, at) == *heading)
            })
        };
        if !SURE.iter().all(has) {
            return None;
        }
        let known = grids.iter().filter(|grid| KNOWN.contains(&grid.name.as_str()) && grid.height() > 0);
        Some(Self(known.map(|grid| (grid.name.clone(), rows(grid, 0..grid.width()))).collect()))
    }

    /// All tables are one there, which names them in its first column.
    fn of_csv(grids: &[Grid]) -> Option<Self> {
        let [grid] = grids else { return None };
        let has = |heading: &str| grid.height() > 0 && (0..grid.width()).any(|column| grid.text(0, column) == heading);
        if !["Table", "Key", "Value", "Id", "Track"].into_iter().all(has) || grid.text(0, 0) != "Table" {
            return None;
        }
        let mut tables: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in rows(grid, 0..grid.width()) {
            let name = row.get("Table").to_owned();
            tables.entry(name).or_default().push(row);
        }
        tables.contains_key("Levels").then_some(Self(tables))
    }

    fn of(&self, table: &str) -> &[Row] {
        self.0.get(table).map_or(&[], Vec::as_slice)
    }

    fn ladder(&self, left: &mut Vec<Left>) -> Option<Ladder> {
        let own = |key: &str| {
            let row = self.of("Ladder").iter().find(|row| row.get("Key") == key);
            row.map(|row| row.get("Value").to_owned()).filter(|value| !value.is_empty())
        };
        let id = own("ladder").filter(|id| crate::model::is_valid_id(id))?;
        let grades: Vec<Grade> = self.of("Grades").iter().map(|row| self.grade(row)).collect();
        let scale = self.steps("");
        Some(Ladder {
            title: own("title").into(),
            version: own("version").into(),
            summary: own("summary").into(),
            owned_by: own("owned_by").into(),
            reviewed: own("reviewed").and_then(|date| Date::parse(&date)).into(),
            formerly: own("formerly").unwrap_or_default().lines().map(Into::into).collect(),
            extends: Entries::default(),
            fork: own("fork").map(|grade| grade.as_str().into()).into(),
            definitions: Definitions {
                grades: Some(Entries::from(grades)).filter(|grades| !grades.is_empty()).into(),
                scale: Some(Entries::from(scale)).filter(|scale| !scale.is_empty()).into(),
                competencies: self.of("Competencies").iter().map(|row| self.competency(row)).collect::<Vec<_>>().into(),
            },
            tracks: self.of("Tracks").iter().map(|row| self.track(row)).collect::<Vec<_>>().into(),
            roles: self.of("Roles").iter().map(|row| self.role(row)).collect::<Vec<_>>().into(),
            moves: self.moves(&id, left).into(),
            id: id.as_str().into(),
        })
    }

    fn grade(&self, row: &Row) -> Grade {
        Grade {
            id: row.get("Id").into(),
            title: row.text("Title"),
            summary: row.text("Summary"),
            scope: row.text("Scope"),
            pay: self.pay("grade", row.get("Id")),
            equivalents: row.equivalents(),
            formerly: row.ids("Formerly"),
        }
    }

    fn steps(&self, competency: &str) -> Vec<Step> {
        let rows = self.of("Steps").iter().filter(|row| row.get("Competency") == competency);
        let step = |row: &Row| Step {
            id: row.get("Id").into(),
            title: row.text("Title"),
            summary: row.text("Summary"),
            formerly: row.ids("Formerly"),
        };
        rows.map(step).collect()
    }

    fn competency(&self, row: &Row) -> Competency {
        let id = row.get("Id");
        let own = self.steps(id);
        let mut meanings: Vec<Asked> = Vec::new();
        for said in self.of("Step texts").iter().filter(|said| said.get("Competency") == id) {
            let Some(point) = said.point() else { continue };
            let step = said.get("Step");
            match meanings.iter_mut().find(|known| known.step.get().is_some_and(|known| known.as_str() == step)) {
                Some(known) => known.points.push(point),
                None => meanings.push(Asked {
                    step: Stated::Is(step.into()),
                    points: vec![point],
                    of_step: true,
                    ..Asked::default()
                }),
            }
        }
        Competency {
            id: id.into(),
            title: row.text("Title"),
            summary: row.text("Summary"),
            group: row.text("Group"),
            kind: row.text("Kind"),
            tracks: row.list("Tracks").into(),
            scale: if own.is_empty() { Stated::Unstated } else { Stated::Is(own.into()) },
            steps: meanings,
            formerly: row.ids("Formerly"),
        }
    }

    fn track(&self, row: &Row) -> Track {
        let id = row.get("Id");
        let levels = self.of("Levels").iter().filter(|level| level.get("Track") == id);
        Track {
            id: id.into(),
            title: row.text("Title"),
            summary: row.text("Summary"),
            kind: TrackKind::ALL.into_iter().find(|kind| kind.as_str() == row.get("Kind")).into(),
            professions: row.list("Professions").into(),
            aligned: row.flag("Aligned"),
            cumulative: row.flag("Cumulative"),
            formerly: row.ids("Formerly"),
            levels: levels.map(|level| self.level(level)).collect::<Vec<_>>().into(),
        }
    }

    fn level(&self, row: &Row) -> Level {
        let id = row.get("Id");
        let grades = row.list("Grade");
        let span = grades.first().map(|low| {
            let high = grades.last().expect("there is a first one");
            GradeSpan { low: low.as_str().into(), high: high.as_str().into() }
        });
        let links = self.of("Links").iter().filter(|link| link.get("Level") == id);
        Level {
            id: id.into(),
            titles: row.list("Title").into(),
            grades: span.into(),
            summary: row.text("Summary"),
            scope: row.text("Scope"),
            manages: Manages::ALL.into_iter().find(|known| known.as_str() == row.get("Manages")).into(),
            terminal: row.flag("Terminal"),
            status: Status::ALL.into_iter().find(|known| known.as_str() == row.get("Status")).into(),
            formerly: row.ids("Formerly"),
            pay: self.pay("level", id),
            expectations: self.asked("Expectations", "Level", id).into(),
            equivalents: row.equivalents(),
            links: links.map(|link| Link { title: link.text("Title"), url: link.get("Address").to_owned() }).collect(),
        }
    }

    fn role(&self, row: &Row) -> Role {
        Role {
            id: row.get("Id").into(),
            title: row.text("Title"),
            summary: row.text("Summary"),
            formerly: row.ids("Formerly"),
            levels: row.ids("Levels").into(),
            expectations: self.asked("Role expectations", "Role", row.get("Id")).into(),
        }
    }

    fn asked(&self, table: &str, of: &str, id: &str) -> Vec<Expectation> {
        let mut asked: Vec<Expectation> = Vec::new();
        for row in self.of(table).iter().filter(|row| row.get(of) == id) {
            let competency = row.get("Competency");
            let at = asked.iter().position(|known| known.competency.as_str() == competency).unwrap_or_else(|| {
                let ask = if row.get("Asked") == "no" { Ask::NotAsked } else { Ask::Asked(Asked::default()) };
                asked.push(Expectation { competency: competency.into(), ask });
                asked.len() - 1
            });
            let Ask::Asked(known) = &mut asked[at].ask else { continue };
            if !row.get("Step").is_empty() {
                known.step = Stated::Is(row.get("Step").into());
            }
            match row.point() {
                Some(point) => known.points.push(point),
                None => known.examples.extend(row.list("Examples")),
            }
        }
        asked
    }

    fn moves(&self, ladder: &str, left: &mut Vec<Left>) -> Vec<Move> {
        let mut moves = Vec::new();
        for row in self.of("Moves") {
            let (from, to) = (row.get("From"), row.get("To"));
            if from.contains('/') || to.contains('/') {
                let why = "a file of its own cannot hold a move to another ladder";
                left.push(Left::new(row.at.clone(), format!("{from} to {to}"), why));
                continue;
            }
            let end = |level: &str| LevelRef { ladder: ladder.into(), level: level.into() };
            moves.push(Move { from: end(from), to: end(to), note: row.text("Note"), of_tracks: false });
        }
        moves
    }

    fn pay(&self, of: &str, id: &str) -> Entries<Band> {
        let rows = self.of("Pay").iter().filter(|row| row.get("Of") == of && row.get("Id") == id);
        let band = |row: &Row| {
            let period = Period::ALL.into_iter().find(|period| period.as_str() == row.get("Period"));
            let amount = |heading: &str| -> Stated<Amount> {
                let written = row.get(heading).parse::<f64>().ok().filter(|amount| amount.abs() < 1e13);
                let cents = written.map(|amount| Amount((amount * 100.0).round() as i64));
                cents.map(|cents| period.unwrap_or_default().to_year(cents)).into()
            };
            Band {
                location: row.text("Location"),
                currency: row.text("Currency"),
                period: period.into(),
                min: amount("Min"),
                mid: amount("Mid"),
                max: amount("Max"),
            }
        };
        rows.map(band).collect::<Vec<_>>().into()
    }
}

/// The rows below the headings. In CSV, several tables share a column.
fn rows(grid: &Grid, columns: std::ops::Range<usize>) -> Vec<Row> {
    let row = |row: usize| {
        let cells =
            columns.clone().map(|column| (grid.text(0, column).to_owned(), grid.as_written(row, column).to_owned()));
        Row { cells: cells.filter(|(_, text)| !text.is_empty()).collect(), at: grid.address(row, 0) }
    };
    (1..grid.height()).map(row).collect()
}
