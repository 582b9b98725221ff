//! A level as a page of texts and tables for people, and as tables of records for programs.

use super::layout::{Block, Columns, Groups, Layout, Line, Sheet};
use super::level::{ExpectationView, RoleView};
use super::parts::{EquivalentView, matches, order_by_group};
use super::{CompetencyView, LevelPage, MoveKind, MoveView, PointView, named};
use crate::words::{join, range};

impl LevelPage {
    /// What it is and asks, and what comes next.
    pub fn layout(&self) -> Layout {
        let mut blocks: Vec<Block> = self.level.summary.iter().cloned().map(Block::Text).collect();
        for (label, texts) in self.details(self.shows_pay) {
            blocks.push(Block::Text(format!("{label}: {}", join(&texts))));
        }
        let asked = self.asked(&self.level.expectations);
        blocks.push(match asked.rows.is_empty() {
            true => Block::Text(format!("{} asks nothing.", self.level.id)),
            false => Block::Table(asked),
        });
        let next = self.next().into_iter().map(|(way, is_two_way)| {
            let back = if is_two_way { ", and back" } else { "" };
            let how = format!("{}{back}", way.describe());
            Line::Cells(vec![vec![self.name(&way.to)], vec![how], way.note.iter().cloned().collect()])
        });
        let head = ["To", "Move", "Note"].map(str::to_owned).to_vec();
        let next =
            Sheet { name: "Moves", head, columns: Columns::Fields, rows: next.collect() }.without_empty_columns();
        blocks.push(Block::Heading(1, "What comes next".to_owned()));
        blocks.push(match next.rows.is_empty() {
            true => Block::Text("No move starts here.".to_owned()),
            false => Block::Table(next),
        });
        for role in &self.roles {
            blocks.push(Block::Heading(1, format!("Role: {}", role.title())));
            blocks.extend(role.summary.iter().cloned().map(Block::Text));
            let asked = self.asked(&role.expectations);
            if !asked.rows.is_empty() {
                blocks.push(Block::Table(asked));
            }
        }
        Layout {
            title: named(&self.level.id, &self.level.titles.join(" / ")), about: self.about().join(" · "), blocks
        }
    }

    /// What it is, each word or short text by itself: its ladder, its track, its grade.
    pub fn about(&self) -> Vec<String> {
        let mut about = vec![self.ladder.title.clone(), self.track_title.clone().unwrap_or_else(|| self.track.clone())];
        if let Some(grades) = &self.level.grades {
            let title = self.grade_title().map_or_else(String::new, |title| format!(" {title}"));
            about.push(format!("grade {grades}{title}"));
        }
        if self.level.status != "active" {
            about.push(self.level.status.to_owned());
        }
        if self.level.terminal {
            about.push("career level".to_owned());
        }
        about
    }

    /// What is known of it apart from what it asks, each kind of fact with its label.
    pub fn details(&self, shows_pay: bool) -> Vec<(&'static str, Vec<String>)> {
        let level = &self.level;
        let links = level.links.iter().map(|link| match &link.title {
            Some(title) => format!("{title}: {}", link.url),
            None => link.url.clone(),
        });
        let mut details: Vec<(&str, Vec<String>)> = vec![
            ("Scope", level.scope.iter().cloned().collect()),
            ("Manages", level.manages.iter().map(|who| (*who).to_owned()).collect()),
            ("Parallel", level.parallel.iter().map(|id| self.name(id)).collect()),
            ("Pay", level.pay.iter().filter(|_| shows_pay).map(super::BandView::describe).collect()),
            ("Matches", matches(self.equivalents()).into_iter().collect()),
            ("See", links.collect()),
        ];
        details.retain(|(_, texts)| !texts.is_empty());
        details
    }

    /// What its grades and it are called in other frameworks.
    pub fn equivalents(&self) -> impl Iterator<Item = &EquivalentView> {
        self.grades.iter().flat_map(|grade| &grade.equivalents).chain(&self.level.equivalents)
    }

    /// The moves that start here, promotions first, each with whether another leads back.
    pub fn next(&self) -> Vec<(&MoveView, bool)> {
        let is_two_way =
            |way: &MoveView| way.kind != MoveKind::Promotion && self.from.iter().any(|back| back.from == way.to);
        let mut next: Vec<_> = self.next.iter().map(|way| (way, is_two_way(way))).collect();
        next.sort_by_key(|(way, _)| way.kind != MoveKind::Promotion);
        next
    }

    /// A level of this ladder or another, with its title.
    pub fn name(&self, id: &str) -> String {
        named(id, self.neighbours.get(id).and_then(|known| known.title.as_deref()).unwrap_or_default())
    }

    /// A step as people call it.
    pub fn step_name(&self, competency: &str, step: &str) -> String {
        let own = self.competencies.iter().filter(|known| known.id == competency).flat_map(|known| &known.scale);
        let known = own.chain(&self.scale).find(|known| known.id == *step);
        let title = known.and_then(|known| known.title.as_deref()).unwrap_or(step);
        if known.is_none() { format!("step {title}") } else { title.to_lowercase() }
    }

    /// What is remarked on an expectation: its step, and where its words are from.
    pub fn remarks(&self, said: &ExpectationView) -> Vec<String> {
        let mut remarks = Vec::new();
        remarks.extend(said.step.as_ref().map(|step| self.step_name(&said.competency, step)));
        remarks.extend(said.said_at.as_ref().map(|level| format!("as at {level}")));
        remarks.extend(said.not_asked.then(|| "not asked here".to_owned()));
        remarks
    }

    /// The expectations with their competencies, by group.
    pub fn by_group<'a>(
        &'a self,
        expectations: &'a [ExpectationView],
    ) -> Vec<(&'a CompetencyView, &'a ExpectationView)> {
        let competencies = self.competencies.iter();
        let mut pairs: Vec<_> = competencies
            .filter_map(|known| Some((known, expectations.iter().find(|said| said.competency == known.id)?)))
            .collect();
        order_by_group(&mut pairs, |(known, _)| known.group.as_deref());
        pairs
    }

    fn asked(&self, expectations: &[ExpectationView]) -> Sheet {
        let mut rows = Vec::new();
        let mut groups = Groups::default();
        for (known, said) in self.by_group(expectations) {
            rows.extend(groups.heading(known.group.as_deref()));
            let mut name = vec![known.title().to_owned()];
            let remarks = self.remarks(said);
            if !remarks.is_empty() {
                name.push(format!("({})", remarks.join(", ")));
            }
            rows.push(Line::Cells(vec![name, self.told(said)]));
        }
        let head = ["Competency", "What it asks"].map(str::to_owned).to_vec();
        Sheet { name: "Expectations", head, columns: Columns::Fields, rows }
    }

    /// What an expectation says, and what it includes.
    fn told(&self, said: &ExpectationView) -> Vec<String> {
        let mut told = texts(&said.points, &said.examples);
        if self.is_full {
            for part in self.included.iter().filter(|part| part.competency == said.competency) {
                let step = part.step.as_ref().map(|step| format!(" ({})", self.step_name(&part.competency, step)));
                let from = format!("from {}{}", part.level, step.unwrap_or_default());
                let below = texts(&part.points, &part.examples);
                match below.is_empty() {
                    true => told.push(from),
                    false => told.extend(below.into_iter().map(|text| format!("{from}: {text}"))),
                }
            }
        } else if let Some(levels) = range(&said.includes) {
            let plus = if said.points.is_empty() { "" } else { "plus " };
            told.push(format!("{plus}everything asked at {levels}"));
        }
        told
    }
}

/// The points, each followed by its examples, and the examples of all.
fn texts(points: &[PointView], examples: &[String]) -> Vec<String> {
    let example = |text: &String| format!("e.g. {text}");
    let mut texts = Vec::new();
    for point in points {
        texts.push(point.text.clone());
        texts.extend(point.examples.iter().map(example));
    }
    texts.extend(examples.iter().map(example));
    texts
}

const LEVELS: &[&str] =
    &["Ladder", "Track", "Level", "Title", "Grade", "Summary", "Scope", "Manages", "Terminal", "Status", "Parallel"];
const ASKED: &[&str] =
    &["Ladder", "Level", "Role", "Group", "Competency", "Asked", "Step", "Said at", "Point", "Examples"];
const MOVES: &[&str] = &["Ladder", "Level", "To", "Title", "Move", "Note"];

/// Levels as tables of one fact a cell: themselves, all that they ask with what they include, and the moves that start there.
pub fn level_records(pages: &[LevelPage]) -> Layout {
    let levels = pages.iter().map(|page| {
        let level = &page.level;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            page.ladder.id.clone(),
            page.track.clone(),
            level.id.clone(),
            level.titles.join("\n"),
            level.grades.as_ref().map_or_else(String::new, ToString::to_string),
            text(&level.summary),
            text(&level.scope),
            level.manages.unwrap_or_default().to_owned(),
            level.terminal.to_string(),
            level.status.to_owned(),
            level.parallel.join("\n"),
        ]
    });
    let asked = pages.iter().flat_map(|page| {
        let own = page.asked_records(None, &page.level.expectations);
        own.into_iter().chain(page.roles.iter().flat_map(|role| page.asked_records(Some(role), &role.expectations)))
    });
    let moves = pages.iter().flat_map(|page| {
        page.next().into_iter().map(|(way, _)| {
            let title = page.neighbours.get(&way.to).and_then(|known| known.title.clone());
            let before = [&page.ladder.id, &page.level.id, &way.to].map(Clone::clone);
            let after =
                [title.unwrap_or_default(), way.kind.describe().to_owned(), way.note.clone().unwrap_or_default()];
            before.into_iter().chain(after).collect()
        })
    });
    let sheets = [
        Sheet::records("Levels", LEVELS, levels.collect()),
        Sheet::records("Expectations", ASKED, asked.collect()),
        Sheet::records("Moves", MOVES, moves.collect()),
    ];
    Layout { title: String::new(), about: String::new(), blocks: sheets.into_iter().map(Block::Table).collect() }
}

impl LevelPage {
    /// What the tables of records leave out of it.
    pub fn not_in_records(&self) -> Vec<&'static str> {
        let has_equivalents =
            self.grades.iter().any(|grade| !grade.equivalents.is_empty()) || !self.level.equivalents.is_empty();
        [("equivalents", has_equivalents), ("links", !self.level.links.is_empty()), ("pay", !self.level.pay.is_empty())]
            .into_iter()
            .filter_map(|(what, is_there)| is_there.then_some(what))
            .collect()
    }

    /// A row for each point, with the level whose words it is; examples of all points are in a row without one.
    fn asked_records(&self, role: Option<&RoleView>, expectations: &[ExpectationView]) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        for (known, said) in self.by_group(expectations) {
            let mut add = |asked: &str, step: &Option<String>, by: &str, points: &[PointView], examples: &[String]| {
                let mut row = |point: &str, examples: &[String]| {
                    let group = known.group.as_deref().unwrap_or_default();
                    let of = [
                        self.ladder.id.as_str(),
                        &self.level.id,
                        role.map_or("", RoleView::title),
                        group,
                        known.title(),
                    ];
                    let says = [asked, step.as_deref().unwrap_or_default(), by, point, &examples.join("\n")];
                    rows.push(of.into_iter().chain(says).map(str::to_owned).collect());
                };
                points.iter().for_each(|point| row(&point.text, &point.examples));
                if points.is_empty() || !examples.is_empty() {
                    row("", examples);
                }
            };
            let by = said.said_at.as_deref().unwrap_or(if role.is_none() { &self.level.id } else { "" });
            if said.not_asked {
                add("no", &None, by, &[], &[]);
            } else if said.step.is_some() || !said.points.is_empty() || !said.examples.is_empty() {
                add("yes", &said.step, by, &said.points, &said.examples);
            }
            for part in self.included.iter().filter(|part| role.is_none() && part.competency == said.competency) {
                add("yes", &part.step, &part.level, &part.points, &part.examples);
            }
        }
        rows
    }
}
