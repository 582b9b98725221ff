//! The points of a cell.

use crate::model::Point;

/// Signs that begin a point.
const BULLETS: &[&str] = &[
    "• ", "* ", "- ", "– ", "— ", "· ", "‣ ", "◦ ", "▪ ", "● ", "○ ", "✓ ", "✔ ", "➢ ", "→ ", "+ ", "» ", "•", "▪",
    "●", "‣", "◦", "·",
];

/// The points of a cell, as the model has them.
pub fn of(text: &str, sentences: bool) -> Vec<Point> {
    split(text, sentences).into_iter().map(Point::from).collect()
}

/// Splits a cell into its texts: at line breaks, blank lines and bullets; with `sentences`, also at the ends of sentences,
/// and in a text without any, at commas.
pub fn split(text: &str, sentences: bool) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let has_bullets = lines.iter().any(|line| bullet(line).is_some());
    let mut points: Vec<String> = Vec::new();
    for line in lines {
        match bullet(line) {
            Some(rest) => inner(rest, &mut points),
            // A line below a bullet that begins in small letters goes on with it.
            None if has_bullets && !points.is_empty() && line.starts_with(char::is_lowercase) => {
                let last = points.last_mut().expect("there is one");
                last.push(' ');
                last.push_str(line);
            }
            None => inner(line, &mut points),
        }
    }
    points.retain(|point| point.chars().any(char::is_alphanumeric));
    if sentences { points.iter().flat_map(|point| at_ends(point)).collect() } else { points }
}

/// Bullets within a line: "• one • two".
fn inner(line: &str, points: &mut Vec<String>) {
    let parts: Vec<&str> = line.split(" • ").map(str::trim).filter(|part| !part.is_empty()).collect();
    points.extend(parts.into_iter().map(str::to_owned));
}

fn bullet(line: &str) -> Option<&str> {
    if let Some(rest) = BULLETS.iter().find_map(|bullet| line.strip_prefix(bullet)) {
        return Some(rest.trim()).filter(|rest| !rest.is_empty());
    }
    // "1. ", "2) "
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = &line[digits..];
    let after = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))?;
    ((1..=2).contains(&digits) && !after.trim().is_empty()).then(|| after.trim())
}

fn at_ends(text: &str) -> Vec<String> {
    let pieces = |text: &str, ends: &[char]| -> Vec<String> {
        let mut pieces = vec![String::new()];
        let mut before = ' ';
        for c in text.chars() {
            if c == ' ' && ends.contains(&before) {
                pieces.push(String::new());
            } else {
                pieces.last_mut().expect("there is one").push(c);
            }
            before = c;
        }
        let trimmed = pieces.into_iter().map(|piece| piece.trim().trim_end_matches(',').to_owned());
        trimmed.filter(|piece| !piece.is_empty()).collect()
    };
    let sentences = pieces(text, &['.', ';']);
    if sentences.len() > 1 { sentences } else { pieces(text, &[',']) }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn lines_and_bullets_are_points() {
        assert_eq!(split("one\n\ntwo", false), ["one", "two"]);
        assert_eq!(split("* one\n  goes on\n- two\n3. three\n• four", false), ["one goes on", "two", "three", "four"]);
        assert_eq!(split("Knows a, b. Does c.", false), ["Knows a, b. Does c."]);
        assert_eq!(split("• one • two", false), ["one", "two"]);
    }

    #[test]
    fn sentences_are_points_only_if_they_are_asked_for() {
        assert_eq!(split("Knows a, b. Does c.", true), ["Knows a, b.", "Does c."]);
        assert_eq!(split("Knows a, does c", true), ["Knows a", "does c"]);
    }
}
