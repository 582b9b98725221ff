//! The picture in sentences, for those who do not see it.

use super::grid::{Grid, Row};
use crate::model::Level;
use crate::model::resolve::{End, Rank, Resolved, Route};
use crate::view::moves::{MoveKind, MoveView};
use crate::view::parts::named;
use crate::words::{count, join, one_line};

/// The ladder in a line.
pub(super) fn title(resolved: &Resolved<'_>) -> String {
    let (levels, tracks) = (resolved.levels.len(), resolved.ladder.tracks.len());
    format!("{}: {} on {}", one_line(resolved.ladder.title()), count(levels, "level"), count(tracks, "track"))
}

/// What is below the name of the ladder: its version, and how large it is.
pub(super) fn subtitle(resolved: &Resolved<'_>, grid: &Grid) -> String {
    let version =
        resolved.ladder.version.text().map_or_else(String::new, |text| format!("Version {}. ", one_line(text)));
    let grades = grid.rows.iter().filter(|row| matches!(row, Row::Grade(_))).count();
    let levels = count(resolved.levels.len(), "level");
    let at = if grades == 0 { String::new() } else { format!(" at {}", count(grades, "grade")) };
    let fork = grid.fork.and_then(|row| match grid.rows[row] {
        Row::Grade(rank) => Some(format!(", fork at grade {}", one_line(&resolved.spine.name(rank)))),
        Row::Unknown | Row::Extra => None,
    });
    format!("{version}{levels}{at}{}", fork.unwrap_or_default())
}

/// A level by its id and its titles.
pub(super) fn name(level: &Level) -> String {
    named(&one_line(level.id.as_str()), &one_line(&level.titles.join(" / ")))
}

/// What there is to a level: its track, its grades, its marks and its moves.
pub(super) fn level(resolved: &Resolved<'_>, routes: &[Route<'_>], index: usize) -> String {
    let standing = &resolved.levels[index];
    let level = standing.level;
    let mut parts = vec![one_line(standing.track.title())];
    match standing.ranks {
        Some((low, high)) if low == high => parts[0] += &format!(", grade {}", grade(resolved, low)),
        Some((low, high)) => parts[0] += &format!(", grades {} to {}", grade(resolved, low), grade(resolved, high)),
        None => {}
    }
    if let Some(status) = level.unused() {
        parts.push(status.to_owned());
    }
    if level.is_terminal() {
        parts.push("career level".to_owned());
    }
    parts.extend(moves(routes.iter().filter(|route| route.from == End::Here(index)), resolved));
    parts.join("; ")
}

/// A gap.
pub(super) fn gap(resolved: &Resolved<'_>, rank: Rank, track: usize) -> String {
    let track = one_line(resolved.ladder.tracks[track].title());
    format!("Gap: {track} has no level at grade {}", grade(resolved, rank))
}

fn grade(resolved: &Resolved<'_>, rank: Rank) -> String {
    let id = one_line(&resolved.spine.name(rank));
    let title = resolved.spine.grade(rank).and_then(|grade| grade.title.text()).map(one_line);
    named(&id, &title.unwrap_or_default())
}

/// Where one can go, and what each move is.
fn moves<'a>(routes: impl Iterator<Item = &'a Route<'a>>, resolved: &Resolved<'_>) -> Vec<String> {
    let mut by_kind: Vec<(MoveKind, Vec<String>)> = Vec::new();
    for route in routes {
        let view = MoveView::new(resolved, route);
        let to = one_line(&view.to);
        match by_kind.iter_mut().find(|(kind, _)| *kind == view.kind) {
            Some((_, targets)) => targets.push(to),
            None => by_kind.push((view.kind, vec![to])),
        }
    }
    let say = |(kind, targets): (MoveKind, Vec<String>)| {
        let what = match kind {
            MoveKind::OtherLadder => "move",
            kind => kind.describe(),
        };
        format!("{what} to {}", join(&targets))
    };
    by_kind.into_iter().map(say).collect()
}
