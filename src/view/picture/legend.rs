//! The legend: the marks that occur, and what they mean.

use super::measure::{Style, width, wrap};
use super::{Gap, LevelBox, Line, LineKind, MARGIN, Mark, Point, Sign, Text, Tone};
use crate::model::Status;

/// The legend of a picture, below `y`: its marks, its words, and where it ends.
pub(super) fn legend(
    lines: &[Line],
    gaps: &[Gap],
    levels: &[LevelBox],
    y: i32,
    picture_width: i32,
) -> (Vec<Sign>, Vec<Text>, i32) {
    const LINE: i32 = 22;
    let marks = marks(lines, gaps, levels);
    let (mut signs, mut texts) = (Vec::new(), Vec::new());
    let mut at = Point { x: MARGIN, y: y + 26 };
    for mark in &marks {
        let text_x = Sign::SIZE.0 + 8;
        let right = picture_width - MARGIN;
        if at.x > MARGIN && at.x + text_x + width(mark.meaning(), Style::Small) > right {
            at = Point { x: MARGIN, y: at.y + LINE };
        }
        signs.push(Sign { at, mark: *mark });
        let mut end = at.x;
        for (line, text) in wrap(mark.meaning(), Style::Small, right - at.x - text_x).into_iter().enumerate() {
            at.y += if line == 0 { 0 } else { Style::Small.leading() };
            end = end.max(at.x + text_x + width(&text, Style::Small));
            let base = Point { x: at.x + text_x, y: at.y + 12 };
            texts.push(Text { at: base, style: Style::Small, tone: Tone::Soft, text });
        }
        at.x = end + 20;
    }
    let end = if marks.is_empty() { y } else { at.y + Sign::SIZE.1 };
    (signs, texts, end + MARGIN)
}

/// The marks that occur.
fn marks(lines: &[Line], gaps: &[Gap], levels: &[LevelBox]) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    for line in lines {
        found.extend(match line.kind {
            LineKind::Rung | LineKind::HalfRung | LineKind::Fork => None,
            LineKind::Promotion(_) => Some(Mark::Promotion),
            LineKind::Switch if line.heads.0 => Some(Mark::SwitchBothWays),
            LineKind::Switch => Some(Mark::SwitchOneWay),
            LineKind::StepDown => Some(Mark::StepDown),
        });
    }
    found.extend(gaps.iter().map(|_| Mark::Gap));
    for level in levels {
        found.extend(level.chips.iter().map(|_| Mark::OtherLadder));
        found.extend(level.is_terminal.then_some(Mark::CareerLevel));
        found.extend(match level.status {
            Some(Status::Planned) => Some(Mark::Planned),
            Some(Status::Deprecated) => Some(Mark::Deprecated),
            Some(Status::Active) | None => None,
        });
    }
    Mark::ALL.into_iter().filter(|mark| found.contains(mark)).collect()
}
