//! A blank form to think with: what a level asks, what of it is new against another level, and room for evidence and notes.
//! It knows no people, and nothing reads a filled one back: a person's assessment is no part of a ladder's definition.

use super::compare::{ComparedPoint, CompetencyComparison, LevelComparison};
use super::layout::{Block, Columns, Groups, Layout, Line, Sheet};
use crate::model::Date;

/// A form for the level `b` of a comparison, from the level `a`; both can be one.
#[derive(Debug, Clone)]
pub struct Worksheet {
    /// What the two levels ask.
    pub compared: LevelComparison,
    /// The day that it is made.
    pub date: Date,
}

/// What the form asks of a competency.
#[derive(Debug, Clone)]
pub struct WorksheetPart<'a> {
    pub compared: &'a CompetencyComparison,
    /// The points, new ones first.
    pub points: Vec<WorksheetPoint<'a>>,
}

/// A point of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorksheetPoint<'a> {
    pub point: &'a ComparedPoint,
    /// Whether the first level does not ask it.
    pub is_new: bool,
}

impl Worksheet {
    /// What the level asks, competency by competency.
    pub fn parts(&self) -> impl Iterator<Item = WorksheetPart<'_>> {
        let asked = self.compared.competencies.iter().filter(|compared| compared.is_asked_by_b());
        asked.map(|compared| {
            let point = |is_new| move |point| WorksheetPoint { point, is_new };
            let points = compared.only_b.iter().map(point(true)).chain(compared.both.iter().map(point(false)));
            WorksheetPart { compared, points: points.collect() }
        })
    }

    /// Whether it is for the level that somebody is at.
    pub fn is_for_one_level(&self) -> bool {
        self.compared.is_one_level()
    }

    /// The form.
    pub fn layout(&self) -> Layout {
        let (a, b) = (&self.compared.a, &self.compared.b);
        let [title_a, title_b] = [a, b].map(|level| level.level.name_as(&level.name));
        let ladders =
            if a.ladder.id == b.ladder.id { b.ladder.to_string() } else { format!("{} · {}", a.ladder, b.ladder) };
        let mut blocks = vec![Block::Text("This is a guide for a conversation, not a checklist.".to_owned())];
        if let Some(scope) = &b.level.scope {
            blocks.push(Block::Text(format!("Scope of {}: {scope}", b.name)));
        }
        let sheet = self.form();
        if sheet.rows.is_empty() {
            blocks.push(Block::Text(format!("{} asks nothing.", b.name)));
        } else {
            if !self.is_for_one_level() && !self.parts().any(|part| part.is_new()) {
                blocks.push(Block::Text(format!("{} asks nothing that {} does not.", b.name, a.name)));
            }
            blocks.push(Block::Table(sheet));
        }
        Layout {
            title: match self.is_for_one_level() {
                true => format!("Worksheet for {title_b}"),
                false => format!("Worksheet from {title_a} to {title_b}"),
            },
            about: format!("{ladders} · {}", self.date),
            blocks,
        }
    }

    /// The table, a row a point.
    fn form(&self) -> Sheet {
        let is_for_one = self.is_for_one_level();
        let row = |name: String, asks: &str, is_new: bool| {
            let mut cells = vec![vec![name], vec![asks.to_owned()]];
            if !is_for_one {
                cells.push(if is_new { vec!["new".to_owned()] } else { Vec::new() });
            }
            cells.extend([Vec::new(), Vec::new()]);
            Line::Cells(cells)
        };
        let mut rows = Vec::new();
        let mut groups = Groups::default();
        for part in self.parts() {
            let compared = part.compared;
            rows.extend(groups.heading(compared.group.as_deref()));
            let step = compared.step().map_or_else(String::new, |step| format!(" ({step})"));
            let name = || format!("{}{step}", compared.title);
            if let (true, Some(step)) = (part.points.is_empty(), &compared.step_b) {
                rows.push(row(name(), step, part.is_new()));
            }
            rows.extend(part.points.iter().map(|asked| row(name(), &asked.point.text, asked.is_new)));
        }
        let mut head = vec!["Competency".to_owned(), format!("What {} asks", self.compared.b.name)];
        if !is_for_one {
            head.push("New".to_owned());
        }
        head.extend(["Evidence".to_owned(), "Notes".to_owned()]);
        Sheet { name: "Worksheet", head, columns: Columns::Fields, rows }
    }
}

impl WorksheetPart<'_> {
    /// Whether the level asks more of it than the first one, or another step.
    fn is_new(&self) -> bool {
        let compared = self.compared;
        !compared.only_b.is_empty() || compared.step_a != compared.step_b
    }
}
