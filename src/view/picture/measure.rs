//! How wide a text may get, and where it breaks. Knows nothing of ladders.
//!
//! Whoever opens a picture has fonts of their own. The widths are those of DejaVu Sans, about the widest that systems use for
//! their menus and pages, and [`width`] adds 15 per cent to them.

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The name of the ladder.
    Heading,
    /// The id of a grade.
    Grade,
    /// The id of a level, the title of a track.
    Name,
    /// The title of a level.
    Plain,
    /// Remarks and the legend.
    Small,
}

impl Style {
    /// Its size in pixels.
    pub const fn size(self) -> i32 {
        match self {
            Self::Heading => 24,
            Self::Grade => 15,
            Self::Name | Self::Plain => 13,
            Self::Small => 12,
        }
    }

    /// From one line to the next, in pixels.
    pub const fn leading(self) -> i32 {
        match self {
            Self::Heading => 30,
            Self::Grade => 19,
            Self::Name | Self::Plain => 17,
            Self::Small => 16,
        }
    }

    pub const fn is_bold(self) -> bool {
        matches!(self, Self::Heading | Self::Grade | Self::Name)
    }
}

/// The width that a text may take at most, in whole pixels.
pub fn width(text: &str, style: Style) -> i32 {
    let hundredths: i32 = text.chars().map(|c| advance(c, style.is_bold())).sum();
    // Divided by 100 for the table, times 1.15 for fonts wider than it; rounded up.
    (hundredths * style.size() * 23 + 1999) / 2000
}

/// The lines of a text, none wider than `room` pixels. It breaks at spaces, and within a word only where the word is wider
/// than a line.
pub(super) fn wrap(text: &str, style: Style, room: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        let longer = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
        if width(&longer, style) <= room {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        line = break_word(&word, style, room, &mut lines);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The lines of a text as [`wrap`] makes them, but about equally wide where the last would be a number or the like by itself.
pub(super) fn balanced(text: &str, style: Style, room: i32) -> Vec<String> {
    let lines = wrap(text, style, room);
    if lines.len() < 2 || lines.last().is_some_and(|last| width(last, style) * 4 > room) {
        return lines;
    }
    let widest = words(text).iter().map(|word| width(word, style)).max().unwrap_or_default();
    let (mut narrowest, mut enough) = (widest.min(room), room);
    while narrowest < enough {
        let middle = i32::midpoint(narrowest, enough);
        if wrap(text, style, middle).len() > lines.len() {
            narrowest = middle + 1;
        } else {
            enough = middle;
        }
    }
    wrap(text, style, enough)
}

/// The words of a text. A slash or a dash stays with the word before it, so that no line begins with it.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match words.last_mut() {
            Some(last) if matches!(word, "/" | "-" | "–" | "—") => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// The last piece of a word; those before it go to `lines`, each as long as fits and at least a character. A piece ends behind
/// a hyphen or the like, if not right at its start.
fn break_word(word: &str, style: Style, room: i32, lines: &mut Vec<String>) -> String {
    let mut rest = word;
    while width(rest, style) > room {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
        let fits: Vec<usize> = ends.take_while(|end| width(&rest[..*end], style) <= room).collect();
        let first = rest.chars().next().expect("what is too wide has a character").len_utf8();
        let longest = fits.last().copied().unwrap_or(first);
        let is_joint = |end: &&usize| rest[..**end].ends_with(['-', '_', '/', '.']) && **end * 4 > longest;
        let end = fits.iter().rev().find(is_joint).copied().unwrap_or(longest);
        lines.push(rest[..end].to_owned());
        rest = rest[end..].trim_start();
    }
    rest.to_owned()
}

/// The width of a character in hundredths of the size of the font.
fn advance(c: char, is_bold: bool) -> i32 {
    let printable = (c as usize).checked_sub(0x20);
    let ascii = if is_bold { &BOLD } else { &REGULAR };
    if let Some(width) = printable.and_then(|at| ascii.get(at)) {
        return i32::from(*width);
    }
    let regular = match c {
        // Whole phrases in one character, and cuneiform.
        '\u{fdfa}' | '\u{fdfd}' => 1200,
        '\u{12000}'..='\u{1254f}' => 400,
        '\u{1f000}'.. => 140,
        '\u{2e80}'.. => 110,
        c if c.is_lowercase() => 70,
        c if c.is_alphabetic() => 90,
        _ => 105,
    };
    if is_bold { regular * 9 / 8 } else { regular }
}

/// DejaVu Sans from the space to the tilde, in hundredths of its size, rounded up.
const REGULAR: [u8; 95] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
    84, 84, 54, 100, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79, 61, 79, 70, 64, 62, 74, 69, 99, 69,
    62, 69, 40, 34, 40, 84, 50, 50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64,
    60, 82, 60, 60, 53, 64, 34, 64, 84,
];

/// The same of DejaVu Sans Bold.
const BOLD: [u8; 95] = [
    35, 46, 53, 84, 70, 101, 88, 31, 46, 46, 53, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40,
    84, 84, 84, 59, 100, 78, 77, 74, 84, 69, 69, 83, 84, 38, 38, 78, 64, 100, 84, 86, 74, 86, 78, 73, 69, 82, 78, 111,
    78, 73, 73, 46, 37, 46, 84, 50, 50, 68, 72, 60, 72, 68, 44, 72, 72, 35, 35, 67, 35, 105, 72, 69, 72, 72, 50, 60,
    48, 72, 66, 93, 65, 66, 59, 72, 37, 72, 84,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_is_that_of_the_table_and_15_per_cent() {
        // 28 and 64 hundredths of 13 pixels: 11.96, and with the margin 13.8.
        assert_eq!(width("in", Style::Plain), 14);
        assert!(width("in", Style::Name) > width("in", Style::Plain));
    }

    #[test]
    fn balanced_lines_are_no_more_and_leave_no_number_alone() {
        assert_eq!(wrap("Engineering Manager 2", Style::Plain, 169), ["Engineering Manager", "2"]);
        assert_eq!(balanced("Engineering Manager 2", Style::Plain, 169), ["Engineering", "Manager 2"]);
        assert_eq!(balanced("Engineering Manager", Style::Plain, 169), ["Engineering Manager"]);
        assert_eq!(balanced("Senior Specialist Nurse", Style::Plain, 169), ["Senior Specialist", "Nurse"]);
        assert_eq!(balanced("wwwwwwww i ii", Style::Plain, 110), ["wwwwwwww", "i ii"], "no word is broken for it");
    }

    #[test]
    fn a_line_never_begins_with_a_slash_or_a_dash() {
        assert_eq!(wrap("Lead developer - management", Style::Plain, 130), ["Lead developer -", "management"]);
        assert_eq!(wrap("Charge Nurse / Sister", Style::Plain, 105), ["Charge", "Nurse / Sister"]);
    }

    #[test]
    fn lines_break_at_spaces_and_words_only_where_they_are_wider_than_a_line() {
        assert_eq!(wrap("Senior Staff Engineer", Style::Plain, 100), ["Senior Staff", "Engineer"]);
        assert_eq!(wrap("senior-software-engineer", Style::Plain, 100), ["senior-", "software-", "engineer"]);
        assert_eq!(wrap("go-straightforward", Style::Plain, 120), ["go-straightforw", "ard"]);
        assert_eq!(wrap("設設設", Style::Plain, 20), ["設", "設", "設"]);
        assert_eq!(wrap("設計", Style::Plain, 1), ["設", "計"], "a character is never broken");
    }
}
