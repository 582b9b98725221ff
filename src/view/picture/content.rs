//! What the box of a level says: its id, its title, remarks, and the ways to and from other ladders.

use super::measure::{Style, balanced, width};
use super::{Chip, Point, Text, Tone};
use crate::model::resolve::{End, Resolved, Route};
use crate::model::{GradeSpan, TrackKind};
use crate::view::moves::{MoveKind, MoveView};
use crate::view::parts::is_spelled_out;
use crate::words::one_line;

/// From the side of a box to its text.
pub(super) const PADDING: i32 = 12;
/// The bar at the left side of a box.
pub(super) const BAR: i32 = 3;
/// Above and below the text of a box.
const ABOVE: i32 = 9;
/// From the end of an id to the remark behind it, and from a chip to its text.
const SPACE: i32 = 8;

/// The texts of a level, from the upper left corner of its box.
pub(super) struct Content {
    pub texts: Vec<Text>,
    pub chips: Vec<Chip>,
    /// The height of a box that holds all of it.
    pub height: i32,
}

/// Lines of a box, from the top.
struct Lines {
    content: Content,
    room: i32,
}

impl Lines {
    fn push(&mut self, text: &str, style: Style, tone: Tone) {
        self.indented(text, style, tone, 0);
    }

    /// Titles on one line if they fit, otherwise each from a line of its own.
    fn titles(&mut self, titles: &[String], style: Style, tone: Tone) {
        let together = one_line(&titles.join(" / "));
        let Some((last, others)) = titles.split_last().filter(|_| width(&together, style) > self.room) else {
            self.push(&together, style, tone);
            return;
        };
        for title in others {
            self.push(&format!("{} /", one_line(title)), style, tone);
        }
        self.push(&one_line(last), style, tone);
    }

    fn indented(&mut self, text: &str, style: Style, tone: Tone, indent: i32) {
        for line in balanced(text, style, self.room - indent) {
            self.content.height += style.leading();
            let at = Point { x: BAR + PADDING + indent, y: self.content.height - 4 };
            self.content.texts.push(Text { at, style, tone, text: line });
        }
    }
}

/// The content of a level in a box of this width.
pub(super) fn content(resolved: &Resolved<'_>, routes: &[Route<'_>], index: usize, box_width: i32) -> Content {
    let standing = &resolved.levels[index];
    let level = standing.level;
    let tone = Tone::Track(standing.track.kind.get().copied());
    let room = box_width - BAR - 2 * PADDING;
    let mut lines = Lines { content: Content { texts: Vec::new(), chips: Vec::new(), height: ABOVE - 1 }, room };
    let (id, title) = (one_line(level.id.as_str()), one_line(&level.titles.join(" / ")));
    let remark = remark(resolved, index);
    let is_spelled_out = is_spelled_out(&id, &title);
    if is_spelled_out {
        lines.titles(&level.titles, Style::Name, tone);
    } else {
        lines.push(&id, Style::Name, tone);
    }
    let behind = width(&id, Style::Name) + SPACE;
    let fits = !is_spelled_out && !remark.is_empty() && behind + width(&remark, Style::Small) <= room;
    if let Some(first) = lines.content.texts.first().filter(|_| fits) {
        let at = Point { x: first.at.x + behind, ..first.at };
        lines.content.texts.push(Text { at, style: Style::Small, tone: Tone::Soft, text: remark.clone() });
    }
    if !is_spelled_out {
        lines.titles(&level.titles, Style::Plain, Tone::Ink);
    }
    if !fits {
        lines.push(&remark, Style::Small, Tone::Soft);
    }
    if is_entered_by_switch(resolved, routes, index) {
        lines.push("entered by a switch", Style::Small, tone);
    }
    for (other, goes, comes) in elsewhere(routes, index) {
        let before = lines.content.height;
        lines.indented(&other, Style::Small, Tone::Soft, Chip::WIDTH + SPACE);
        let at = Point { x: BAR + PADDING, y: before + Style::Small.leading() - 8 };
        lines.content.chips.push(Chip { at, goes, comes });
    }
    lines.content.height += ABOVE - 1 + if level.is_terminal() { 4 } else { 0 };
    lines.content
}

/// Its status if it is not in use, and its grades if it has several.
fn remark(resolved: &Resolved<'_>, index: usize) -> String {
    let level = resolved.levels[index].level;
    let status = level.unused();
    let grades = level.grades.get().filter(|span| span.is_wide()).map(grades);
    status.map(str::to_owned).into_iter().chain(grades).collect::<Vec<_>>().join(", ")
}

fn grades(span: &GradeSpan) -> String {
    format!("grades {} to {}", one_line(span.low.as_str()), one_line(span.high.as_str()))
}

/// Whether a level is the first of its track, above where others begin, and one comes to it only from another track.
fn is_entered_by_switch(resolved: &Resolved<'_>, routes: &[Route<'_>], index: usize) -> bool {
    let standing = &resolved.levels[index];
    let lowest = resolved.used_ranks.first().copied();
    let is_above = standing.track.is_aligned() && standing.ranks.is_some_and(|(low, _)| Some(low) > lowest);
    if standing.position > 0 || !is_above || standing.track.kind.get() == Some(&TrackKind::Shared) {
        return false;
    }
    let mut ways = routes.iter().filter(|route| route.to == End::Here(index) && route.within().is_some());
    let kinds: Vec<MoveKind> = ways.by_ref().map(|route| MoveView::new(resolved, route).kind).collect();
    !kinds.is_empty() && !kinds.contains(&MoveKind::Promotion)
}

/// The levels of other ladders that one can go to or come from.
fn elsewhere(routes: &[Route<'_>], index: usize) -> Vec<(String, bool, bool)> {
    let mut found: Vec<(String, bool, bool)> = Vec::new();
    for route in routes {
        let (other, goes) = match (route.from, route.to) {
            (End::Here(from), End::Elsewhere(to)) if from == index => (to, true),
            (End::Elsewhere(from), End::Here(to)) if to == index => (from, false),
            _ => continue,
        };
        let other = one_line(&other.to_string());
        let at = found.iter().position(|(known, ..)| *known == other).unwrap_or_else(|| {
            found.push((other, false, false));
            found.len() - 1
        });
        found[at].1 |= goes;
        found[at].2 |= !goes;
    }
    found
}
