//! The words around the levels: the name of the ladder, of its tracks and of its grades.

use super::grid::{Grid, Row};
use super::measure::{Style, width, wrap};
use super::{Form, MARGIN, Point, Text, Tone, told};
use crate::model::resolve::{Rank, Resolved};
use crate::words::one_line;

/// Room for the names of grades.
const GRADE_ROOM: i32 = 126;
/// Grades with ids up to this width have their names beside the id.
const SHORT_ID: i32 = 44;

/// Lines of text below each other, from the upper left corner.
#[derive(Default)]
pub(super) struct Caption {
    texts: Vec<Text>,
    pub width: i32,
    pub height: i32,
}

impl Caption {
    /// Adds a text below the others, in as many lines as it needs.
    fn push(&mut self, text: &str, style: Style, tone: Tone, room: i32) {
        for text in wrap(text, style, room) {
            self.width = self.width.max(width(&text, style));
            self.height += style.leading();
            self.texts.push(Text { at: Point { x: 0, y: self.height - 4 }, style, tone, text });
        }
    }

    /// Its lines, where its upper left corner is at a point.
    pub fn at(&self, corner: Point) -> impl Iterator<Item = Text> {
        let place =
            move |text: &Text| Text { at: Point { x: corner.x + text.at.x, y: corner.y + text.at.y }, ..text.clone() };
        self.texts.iter().map(place)
    }
}

/// The name of the ladder, and what to know about it.
pub(super) fn name(resolved: &Resolved<'_>, grid: &Grid, room: i32) -> Caption {
    let mut caption = Caption::default();
    caption.push(&one_line(resolved.ladder.title()), Style::Heading, Tone::Ink, room);
    caption.height += 4;
    caption.push(&told::subtitle(resolved, grid), Style::Small, Tone::Soft, room);
    caption
}

/// What stands above the grades.
pub(super) fn grade_heading() -> Caption {
    let mut caption = Caption::default();
    caption.push("Grade", Style::Small, Tone::Soft, GRADE_ROOM);
    caption
}

/// The name of a track and its professions.
pub(super) fn track_heading(resolved: &Resolved<'_>, track: usize, room: i32) -> Caption {
    let track = &resolved.ladder.tracks[track];
    let mut caption = Caption::default();
    caption.push(&one_line(track.title()), Style::Name, Tone::Track(track.kind.get().copied()), room);
    if !track.professions.is_empty() {
        let professions = one_line(&format!("({})", track.professions.join(", ")));
        caption.push(&professions, Style::Small, Tone::Soft, room);
    }
    if !track.is_aligned() {
        caption.push("not compared", Style::Small, Tone::Soft, room);
    }
    caption
}

/// For each row its grade: the name right of the id where all ids are short, else below it; no name in the narrow form.
pub(super) fn grades(resolved: &Resolved<'_>, form: Form, grid: &Grid) -> Vec<Caption> {
    let id = |row: &Row| match row {
        Row::Grade(rank) => one_line(&resolved.spine.name(*rank)),
        Row::Unknown | Row::Extra => String::new(),
    };
    let longest = grid.rows.iter().map(|row| width(&id(row), Style::Grade)).max().unwrap_or_default();
    let caption = |row: &Row| {
        let mut caption = Caption::default();
        caption.push(&id(row), Style::Grade, Tone::Ink, GRADE_ROOM);
        let name = match row {
            Row::Grade(_) if form == Form::Narrow => String::new(),
            Row::Grade(rank) => grade_name(resolved, *rank),
            Row::Unknown => "no known grade".to_owned(),
            Row::Extra => String::new(),
        };
        if longest > SHORT_ID || matches!(row, Row::Unknown) {
            caption.push(&name, Style::Small, Tone::Soft, GRADE_ROOM);
            return caption;
        }
        let mut beside = Caption::default();
        beside.push(&name, Style::Small, Tone::Soft, GRADE_ROOM);
        let height = caption.height.max(beside.height);
        let corner = |x, part: &Caption| Point { x, y: (height - part.height) / 2 };
        let x = longest + 6;
        let texts = caption.at(corner(0, &caption)).chain(beside.at(corner(x, &beside))).collect();
        Caption { texts, width: if beside.width > 0 { x + beside.width } else { caption.width }, height }
    };
    grid.rows.iter().map(caption).collect()
}

fn grade_name(resolved: &Resolved<'_>, rank: Rank) -> String {
    let id = resolved.spine.name(rank);
    let title = resolved.spine.grade(rank).and_then(|grade| grade.title.text());
    title.filter(|title| *title != id).map(one_line).unwrap_or_default()
}

/// Where the columns begin, each with the place where its heading has to end.
pub(super) fn heading_room(grid: &Grid, columns: &[i32], right: i32) -> Vec<(usize, i32)> {
    const SPACE: i32 = 8;
    let tracks: Vec<usize> = grid.columns.iter().map(|column| column.track).collect();
    let starts = (0..tracks.len()).filter(|at| *at == 0 || tracks[*at] != tracks[at - 1]);
    let room = |at: usize| {
        let next = (at..tracks.len()).find(|next| tracks[*next] != tracks[at]);
        next.map_or(right, |next| columns[next] - SPACE) - columns[at]
    };
    starts.map(|at| (at, room(at))).collect()
}

/// The corner of the column of grades at a height.
pub(super) fn margin(y: i32) -> Point {
    Point { x: MARGIN, y }
}
