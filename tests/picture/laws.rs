//! For any ladder: nothing overlaps, no line runs through what it does not belong to, and all of it is in the picture.

use std::fmt::Write as _;

use ladder::view::picture::{Form, Frame, Line, LineKind, Picture, Point, Text, width};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

use super::drawn_as;

const TITLES: &[&str] = &[
    "Engineer",
    "Senior Staff Research Scientist and Methodologist",
    "Vice President of Data, Research and Machine Learning",
    "Donaudampfschifffahrtsgesellschaftskapitänsanwärterin",
    "首席工程师兼研究部门负责人以及所有其他相关职责",
    "👩‍💻 & <b>\"nasty\"</b>",
];

#[derive(Debug, Clone)]
struct Track {
    kind: usize,
    is_aligned: bool,
    levels: Vec<Level>,
}

#[derive(Debug, Clone)]
struct Level {
    /// From the grade of the level below to its own.
    rise: usize,
    /// How many grades it has in addition.
    span: usize,
    title: usize,
    mark: usize,
}

fn tracks() -> impl Strategy<Value = Vec<Track>> {
    // Most levels rise by a grade; a rise of 9 is a grade that nobody knows.
    let rise = prop_oneof![6 => Just(1usize), 2 => 0..4usize, 1 => Just(9)];
    let span = prop_oneof![6 => Just(0usize), 1 => 1..4usize];
    let level = (rise, span, 0..TITLES.len(), 0..12usize).prop_map(|(rise, span, title, mark)| Level {
        rise,
        span,
        title,
        mark,
    });
    let track = (0..4usize, 0..8usize, vec(level, 1..14)).prop_map(|(kind, aligned, levels)| Track {
        kind,
        is_aligned: aligned > 0,
        levels,
    });
    vec(track, 1..=8)
}

/// A ladder as text. Moves are pairs of levels, by their place among all of them.
fn text(grades: usize, tracks: &[Track], moves: &[(usize, usize, bool)]) -> String {
    let mut text = "ladder: drawn\ntitle: Every ladder that loads\ngrades:\n".to_owned();
    for grade in 1..=grades {
        let _ =
            writeln!(text, "  - {{ id: {grade}, title: {} }}", ["Senior", "Senior Staff of the Company"][grade % 2]);
        if grade % 7 == 3 {
            let _ = writeln!(text, "  - {{ id: {grade}.5 }}");
        }
    }
    text += "tracks:\n";
    let mut ids = Vec::new();
    for (at, track) in tracks.iter().enumerate() {
        let kind = ["ic", "manager", "hybrid", "shared"][track.kind];
        let _ = writeln!(text, "  - id: t{at}\n    title: Track number {at} of the ladder\n    kind: {kind}");
        let _ = writeln!(text, "    aligned: {}\n    levels:", track.is_aligned);
        let mut grade = 0;
        for (number, level) in track.levels.iter().enumerate() {
            grade = (grade + level.rise).min(grades);
            let high = (grade.max(1) + level.span).min(grades);
            let asked = if level.rise == 9 { "unknown".to_owned() } else { format!("[{}, {high}]", grade.max(1)) };
            let mark =
                ["terminal: true", "status: planned", "status: deprecated"].get(level.mark).unwrap_or(&"links: []");
            let id = format!("T{at}-{number}");
            let title = serde_json::to_string(TITLES[level.title]).unwrap();
            let _ = writeln!(text, "      - {{ id: {id}, title: {title}, grade: {asked}, {mark} }}");
            ids.push(id);
        }
    }
    let _ = writeln!(text, "moves:{}", if moves.is_empty() { " []" } else { "" });
    for (from, to, is_both_ways) in moves {
        let (from, to) = (&ids[from % ids.len()], &ids[to % ids.len()]);
        let _ = writeln!(text, "  - {{ from: {from}, to: {to}, both_ways: {is_both_ways} }}");
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_overlaps_and_no_line_runs_through_anything(
        grades in 1..=30usize,
        tracks in tracks(),
        moves in vec((0..200usize, 0..200usize, any::<bool>()), 0..24),
    ) {
        let text = text(grades, &tracks, &moves);
        let levels: usize = tracks.iter().map(|track| track.levels.len()).sum();
        for form in [Form::Wide, Form::Narrow] {
            let picture = drawn_as(form, &text);
            prop_assert_eq!(picture.levels.len(), levels, "{:?} {}", form, text);
            let wrong = faults(&picture);
            prop_assert!(wrong.is_empty(), "{form:?}: {wrong:#?}\nin\n{text}");
        }
    }
}

/// Everything that is wrong with a picture.
pub(super) fn faults(picture: &Picture) -> Vec<String> {
    let mut wrong = Vec::new();
    let levels = picture.levels.iter().map(|level| (level.id.as_str(), level.frame));
    let landings = picture.levels.iter().filter_map(|level| Some((level.id.as_str(), level.landing()?)));
    let boxes: Vec<(&str, Frame)> =
        levels.chain(landings).chain(picture.gaps.iter().map(|gap| ("gap", gap.frame))).collect();
    for (at, (name, frame)) in boxes.iter().enumerate() {
        for (other_name, other) in boxes[at + 1..].iter().filter(|(other_name, _)| name == &"gap" || name != other_name)
        {
            if meet(*frame, *other) {
                wrong.push(format!("the boxes {name} and {other_name} overlap"));
            }
        }
    }
    let mut texts: Vec<(&Text, Option<Frame>)> =
        picture.heading.iter().chain(&picture.texts).map(|text| (text, None)).collect();
    texts.extend(picture.gaps.iter().map(|gap| (&gap.text, Some(gap.frame))));
    let in_levels = picture.levels.iter().flat_map(|level| level.texts.iter().map(|text| (text, Some(level.frame))));
    texts.extend(in_levels);
    let texts: Vec<(&str, Frame, Option<Frame>)> =
        texts.into_iter().map(|(text, home)| (text.text.as_str(), extent(text), home)).collect();
    for (at, (text, frame, home)) in texts.iter().enumerate() {
        if home.is_some_and(|home| !is_within(*frame, home)) {
            wrong.push(format!("`{text}` leaves its box"));
        }
        let meets_box = home.is_none() && boxes.iter().any(|(_, other)| meet(*frame, *other));
        if meets_box {
            wrong.push(format!("`{text}` is under a box"));
        }
        for (other, other_frame, _) in &texts[at + 1..] {
            if meet(*frame, *other_frame) {
                wrong.push(format!("`{text}` and `{other}` overlap"));
            }
        }
    }
    let all = Frame { x: 0, y: 0, width: picture.width, height: picture.height };
    let frames = boxes.iter().copied().chain(texts.iter().map(|(text, frame, _)| (*text, *frame)));
    for (name, frame) in frames.filter(|(_, frame)| !is_within(*frame, all)) {
        wrong.push(format!("`{name}` leaves the picture: {frame:?}"));
    }
    for line in &picture.lines {
        for stretch in stretches(line) {
            let through = boxes.iter().copied().chain(texts.iter().map(|(text, frame, _)| (*text, *frame)));
            for (name, _) in through.filter(|(_, frame)| meet(stretch, *frame)) {
                wrong.push(format!("a line runs through `{name}`: {line:?}"));
            }
            if !is_within(stretch, all) {
                wrong.push(format!("a line leaves the picture: {line:?}"));
            }
        }
    }
    wrong.extend(loose_ends(picture));
    wrong.extend(shared_stretches(picture));
    wrong
}

/// Moves begin and end at the side of a box.
fn loose_ends(picture: &Picture) -> Vec<String> {
    let boxes = || picture.levels.iter().map(|level| level.frame).chain(picture.gaps.iter().map(|gap| gap.frame));
    let touches = |point: &Point| {
        boxes().any(|frame| {
            let within = Frame { x: frame.x - 1, y: frame.y - 1, width: frame.width + 2, height: frame.height + 2 };
            meet(Frame { x: point.x, y: point.y, width: 0, height: 0 }, within)
        })
    };
    let moves = picture.lines.iter().filter(|line| is_move(line));
    let loose = moves.filter(|line| ![line.points.first(), line.points.last()].into_iter().flatten().all(touches));
    loose.map(|line| format!("a move hangs loose: {line:?}")).collect()
}

/// Moves cross others, but run along none, or nobody could tell them apart.
fn shared_stretches(picture: &Picture) -> Vec<String> {
    let moves: Vec<&Line> = picture.lines.iter().filter(|line| is_move(line) && !line.is_curved).collect();
    let mut wrong = Vec::new();
    for (at, line) in moves.iter().enumerate() {
        for other in &moves[at + 1..] {
            let runs_along = |one: Frame, two: Frame| {
                let across = one.height == 0 && two.height == 0 && one.y == two.y;
                let along = one.width == 0 && two.width == 0 && one.x == two.x;
                (across && one.x < two.right() && two.x < one.right())
                    || (along && one.y < two.bottom() && two.y < one.bottom())
            };
            if stretches(line).iter().any(|one| stretches(other).iter().any(|two| runs_along(*one, *two))) {
                wrong.push(format!("two moves share a stretch: {line:?} and {other:?}"));
            }
        }
    }
    wrong
}

fn is_move(line: &Line) -> bool {
    matches!(line.kind, LineKind::Promotion(_) | LineKind::Switch | LineKind::StepDown)
}

/// The stretches of a line as frames without width or height; a curve as many short ones.
fn stretches(line: &Line) -> Vec<Frame> {
    let mut points = line.points.clone();
    if line.is_curved {
        let (start, end) = (points[0], points[1]);
        let bend = f64::from(start.y - end.y) * 0.62;
        let curve = (0..=40).map(|step| {
            let t = f64::from(step) / 40.0;
            let mix = |a: f64, b: f64, c: f64, d: f64| {
                let s = 1.0 - t;
                (a * s * s * s + 3.0 * b * s * s * t + 3.0 * c * s * t * t + d * t * t * t).round() as i32
            };
            let (x, end_x) = (f64::from(start.x), f64::from(end.x));
            let (y, end_y) = (f64::from(start.y), f64::from(end.y));
            Point { x: mix(x, x, end_x, end_x), y: mix(y, y - bend, end_y + bend, end_y) }
        });
        points.splice(0..2, curve);
    }
    let stretch = |pair: &[Point]| Frame {
        x: pair[0].x.min(pair[1].x),
        y: pair[0].y.min(pair[1].y),
        width: (pair[0].x - pair[1].x).abs(),
        height: (pair[0].y - pair[1].y).abs(),
    };
    points.windows(2).map(stretch).collect()
}

/// The room that a text takes, if its font is as wide as the table says and 15 per cent more.
fn extent(text: &Text) -> Frame {
    let size = text.style.size();
    Frame { x: text.at.x, y: text.at.y - size * 8 / 10, width: width(&text.text, text.style), height: size }
}

/// Whether two frames have more in common than an edge.
fn meet(one: Frame, other: Frame) -> bool {
    one.x < other.right() && other.x < one.right() && one.y < other.bottom() && other.y < one.bottom()
}

fn is_within(one: Frame, other: Frame) -> bool {
    other.x <= one.x && other.y <= one.y && one.right() <= other.right() && one.bottom() <= other.bottom()
}
