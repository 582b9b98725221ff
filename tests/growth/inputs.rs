//! Inputs of any size, each large in one respect. The tests and a bench share them.

use std::fmt::Write as _;

/// A way to be large: its name, and the files of that size.
pub type Shape = (&'static str, fn(usize) -> Vec<String>);

/// Every way to be large.
pub const SHAPES: &[Shape] = &[
    ("levels", |size| one(Ladder { levels: size, ..Ladder::SMALL })),
    ("cumulative levels", |size| one(Ladder { levels: size, is_cumulative: true, ..Ladder::SMALL })),
    ("levels at one grade", |size| one(Ladder { levels: size, has_one_grade: true, ..Ladder::SMALL })),
    ("levels with mistakes", |size| one(Ladder { levels: size, is_faulty: true, ..Ladder::SMALL })),
    ("competencies", |size| one(Ladder { competencies: size, ..Ladder::SMALL })),
    ("competencies with mistakes", |size| one(Ladder { competencies: size, is_faulty: true, ..Ladder::SMALL })),
    ("tracks", |size| one(Ladder { tracks: size, levels: 2, ..Ladder::SMALL })),
    ("steps", |size| one(Ladder { steps: size, ..Ladder::SMALL })),
    ("moves", |size| one(Ladder { levels: 20, moves: size * 16, ..Ladder::SMALL })),
    ("roles", |size| one(Ladder { roles: size, ..Ladder::SMALL })),
    // Up to 32 points of a competency are each compared with each.
    ("points", |size| one(Ladder { points: size * 4, levels: 2, competencies: 1, ..Ladder::SMALL })),
    ("points with mistakes", |size| one(Ladder { points: size * 4, levels: 2, is_faulty: true, ..Ladder::SMALL })),
    ("words", |size| one(Ladder { words: size * 8, ..Ladder::SMALL })),
    ("files", |size| (0..size).map(|index| Ladder::SMALL.text(index)).collect()),
    ("files with mistakes", |size| {
        (0..size).map(|index| Ladder { is_faulty: true, ..Ladder::SMALL }.text(index)).collect()
    }),
];

fn one(ladder: Ladder) -> Vec<String> {
    vec![ladder.text(0)]
}

/// A ladder of pairs of tracks, one of individual contributors and one of managers.
#[derive(Clone, Copy)]
struct Ladder {
    levels: usize,
    competencies: usize,
    tracks: usize,
    steps: usize,
    moves: usize,
    roles: usize,
    points: usize,
    words: usize,
    is_cumulative: bool,
    has_one_grade: bool,
    /// Whether as many rules as possible find something at every level.
    is_faulty: bool,
}

impl Ladder {
    const SMALL: Self = Self {
        levels: 3,
        competencies: 2,
        tracks: 1,
        steps: 2,
        moves: 3,
        roles: 1,
        points: 1,
        words: 6,
        is_cumulative: false,
        has_one_grade: false,
        is_faulty: false,
    };

    /// The text of its file. Unless it is faulty, no two texts of it are alike.
    fn text(&self, index: usize) -> String {
        let mut text = format!("ladder: fn{index}\ntitle: Function {index}\nversion: 1.0.0\ngrades:\n");
        let grades = if self.has_one_grade { 1 } else { self.levels * self.tracks };
        lines(&mut text, grades, |grade| format!("  - id: {grade}"));
        text += "scale:\n";
        lines(&mut text, self.steps, |step| format!("  - {{ id: s{step}, title: Step {step} }}"));
        text += "competencies:\n";
        for thread in 0..self.competencies {
            let kind = if thread == 0 { "leadership" } else { "craft" };
            let _ = writeln!(text, "  - id: c{thread}\n    title: Thread {thread}\n    kind: {kind}\n    steps:");
            lines(&mut text, self.steps, |step| format!("      s{step}: Step {step} of thread {thread} asks this"));
        }
        text += "tracks:\n";
        for pair in 0..self.tracks {
            for (kind, letter) in [("ic", 'I'), ("manager", 'M')] {
                let cumulative = self.is_cumulative;
                let _ = writeln!(text, "  - id: {kind}{pair}\n    kind: {kind}\n    cumulative: {cumulative}");
                let craft = if pair == 0 { String::new() } else { format!("    profession: craft{pair}\n") };
                text += &craft;
                text += "    levels:\n";
                (0..self.levels).for_each(|level| self.level(&mut text, letter, pair, level, index));
            }
        }
        text += "roles:\n";
        lines(&mut text, self.roles, |role| format!("  - {{ id: r{role}, title: Role {role}, levels: [I0] }}"));
        text += "moves:\n";
        let pairs = (0..self.levels).flat_map(|from| (0..self.levels).map(move |to| (from, to)));
        // Those between equals first.
        let mut pairs: Vec<(usize, usize)> = pairs.take(self.levels.max(self.moves).pow(2)).collect();
        pairs.sort_by_key(|(from, to)| from.abs_diff(*to));
        for (from, to) in pairs.into_iter().take(self.moves) {
            let to = if self.is_faulty { to + self.levels } else { to };
            let _ = writeln!(text, "  - {{ from: I{from}, to: M{to}, note: From {from} to {to} }}");
        }
        text
    }

    fn level(&self, text: &mut String, letter: char, pair: usize, level: usize, index: usize) {
        let id = if pair == 0 { format!("{letter}{level}") } else { format!("{letter}{pair}-{level}") };
        let title = if self.is_faulty { "Engineer".to_owned() } else { format!("Title {id}") };
        // A gap and a step back at every other level.
        let grade = match (self.has_one_grade, self.is_faulty) {
            (true, _) => 0,
            (_, true) if letter == 'I' => level - level % 2,
            _ => pair * self.levels + level,
        };
        let _ = writeln!(text, "      - id: {id}\n        title: {title}\n        grade: {grade}");
        let pay = 1000 * (1 + if self.is_faulty { self.levels - level } else { grade });
        let _ = writeln!(text, "        pay: {{ min: {pay}, max: {}, currency: EUR }}", pay + 900);
        text.push_str("        expectations:\n");
        for thread in 0..self.competencies {
            if self.is_faulty && (level + thread).is_multiple_of(3) {
                let _ = writeln!(text, "          d{thread}: [Is asked of nothing]");
                continue;
            }
            let _ = writeln!(text, "          c{thread}:");
            for point in 0..self.points {
                let words: String = (1..self.words).map(|word| format!(" part{}", word + point)).collect();
                let _ = match self.is_faulty {
                    true => writeln!(text, "            - TODO after 3 years{words}"),
                    false => writeln!(text, "            - Plans {id}c{thread}p{point}n{index}{words}"),
                };
            }
        }
    }
}

fn lines(text: &mut String, count: usize, line: impl Fn(usize) -> String) {
    (0..count).for_each(|number| {
        let _ = writeln!(text, "{}", line(number));
    });
}
