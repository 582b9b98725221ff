//! Structures of real ladders, as facts: names, levels and grades.

/// The ladders of the table, each with the rules that may speak of it.
pub fn table() -> Vec<(&'static str, Vec<&'static str>, String)> {
    let parts = include_str!("../data/companies.txt").split("\n\n").skip(1);
    let read = |part: &'static str| {
        let (head, rest) = part.trim().split_once('\n').expect("a head and its lines");
        let (id, fair) = head.split_once(':').expect("an id");
        let mut ladder = format!("ladder: {id}\ntracks:\n");
        let mut moves = String::new();
        for line in rest.lines().map(str::trim).skip(1) {
            match line.strip_prefix("> ") {
                Some(written) => moves.push_str(&format!("  - {written}\n")),
                None => ladder.push_str(&track_of(line)),
            }
        }
        if !moves.is_empty() {
            ladder.push_str(&format!("moves:\n{moves}"));
        }
        (id, fair.split_whitespace().collect(), ladder)
    };
    parts.map(read).collect()
}

/// A line of the table: `ic ic: IC1 1, IC2 2`.
fn track_of(line: &str) -> String {
    let (head, list) = line.split_once(": ").expect("a track and its levels");
    let mut words = head.split(' ');
    let (id, kind) = (words.next().expect("an id"), words.next().expect("a kind"));
    let aligned = if words.next() == Some("-") { ", aligned: false" } else { "" };
    let level = |level: &str| {
        let (id, grade) = level.split_once(' ').unwrap_or((level, ""));
        let grade = match grade.split_once('-') {
            Some((low, high)) => format!(", grade: [{low}, {high}]"),
            None if grade.is_empty() => String::new(),
            None => format!(", grade: {grade}"),
        };
        let status = if id.ends_with('!') { ", status: planned" } else { "" };
        format!("{{ id: {}{grade}{status} }}", id.trim_end_matches('!'))
    };
    let levels: Vec<String> = list.split(", ").map(level).collect();
    format!("  - {{ id: {id}, kind: {kind}{aligned}, levels: [{}] }}\n", levels.join(", "))
}
