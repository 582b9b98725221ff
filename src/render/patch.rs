//! Two texts compared line by line, as git prints it. Knows nothing of ladders.

use std::time::Duration;

use similar::TextDiff;

use super::Screen;
use super::human::{ADDED, HEADING, HUNK, REMOVED};
use crate::words::{is_hostile, line_of_file};

/// Where git looks for a NUL, which makes a file binary.
const LOOKED_AT: usize = 8000;

/// How long the shortest comparison is looked for; after that, any that is right will do.
const PATIENCE: Duration = Duration::from_secs(5);

/// One side of a comparison: the name of its file and what that holds; no file where that is `None`.
pub type MaybeFile<'a> = (&'a str, Option<&'a [u8]>);

/// A unified diff of two files that differ: `--- a/OLD`, `+++ b/NEW`, then what differs. A byte of a file is printed as it is,
/// unless somebody looks at it.
pub fn patch(old: MaybeFile<'_>, new: MaybeFile<'_>, screen: Screen) -> String {
    let name = |(name, bytes): MaybeFile<'_>, prefix: &str| match bytes {
        Some(_) => quoted(&format!("{prefix}{}", name.trim_start_matches('/'))),
        None => "/dev/null".to_owned(),
    };
    let (old_name, new_name) = (name(old, "a/"), name(new, "b/"));
    let (Some(old_text), Some(new_text)) = (text(old), text(new)) else {
        return format!("Binary files {old_name} and {new_name} differ\n");
    };
    let (old_lines, new_lines): (Vec<&str>, Vec<&str>) =
        (old_text.split_inclusive('\n').collect(), new_text.split_inclusive('\n').collect());
    let diff = TextDiff::configure().newline_terminated(true).timeout(PATIENCE).diff_slices(&old_lines, &new_lines);
    let body = diff.unified_diff().to_string();
    if body.is_empty() {
        return body;
    }
    // A name with a space ends with a tab, so that whatever reads it knows where it ends.
    let ended = |name: String| if name.contains(' ') { format!("{name}\t") } else { name };
    let mut out = heading(&format!("--- {}", ended(old_name)), screen);
    out.push_str(&heading(&format!("+++ {}", ended(new_name)), screen));
    for line in body.split_inclusive('\n') {
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = if screen.is_terminal { line_of_file(line) } else { line.to_owned() };
        out.push_str(&match line.as_bytes().first() {
            Some(b'@') => screen.paint(HUNK, &line),
            Some(b'-') => screen.paint(REMOVED, &line),
            Some(b'+') => screen.paint(ADDED, &line),
            _ => line,
        });
        out.push('\n');
    }
    out
}

/// A line above what differs, as git sets it off.
pub fn heading(line: &str, screen: Screen) -> String {
    format!("{}\n", screen.paint(HEADING, line))
}

/// The text of a side; `None` where it is no text.
fn text<'a>((_, bytes): MaybeFile<'a>) -> Option<&'a str> {
    let bytes = bytes.unwrap_or_default();
    let is_binary = bytes.iter().take(LOOKED_AT).any(|byte| *byte == 0);
    std::str::from_utf8(bytes).ok().filter(|_| !is_binary)
}

/// A name as git prints it: in quotation marks where a line cannot hold what it holds.
pub fn quoted(name: &str) -> String {
    let is_special = |c: char| is_hostile(c) || matches!(c, '"' | '\\');
    if name.contains(is_special) { in_quotes(name) } else { name.to_owned() }
}

/// A name in quotation marks, with the escapes of C, as git writes and reads it.
pub fn in_quotes(name: &str) -> String {
    let mut quoted = "\"".to_owned();
    for c in name.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if is_hostile(c) => c.to_string().bytes().for_each(|byte| quoted.push_str(&format!("\\{byte:03o}"))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(old: Option<&str>, new: Option<&str>) -> String {
        patch(("a b.yaml", old.map(str::as_bytes)), ("a b.yaml", new.map(str::as_bytes)), Screen::default())
    }

    #[test]
    fn sides_that_are_missing_and_ends_without_a_line_break_are_told_as_git_tells_them() {
        assert_eq!(
            plain(None, Some("one\ntwo")),
            "--- /dev/null\n+++ b/a b.yaml\t\n@@ -0,0 +1,2 @@\n+one\n+two\n\\ No newline at end of file\n"
        );
        assert_eq!(plain(Some("one\n"), None), "--- a/a b.yaml\t\n+++ /dev/null\n@@ -1 +0,0 @@\n-one\n");
        assert_eq!(plain(Some(""), None), "");
    }

    #[test]
    fn a_carriage_return_ends_no_line_and_is_kept() {
        assert_eq!(
            plain(Some("a\rb\r\n"), Some("a\rc\r\n")),
            "--- a/a b.yaml\t\n+++ b/a b.yaml\t\n@@ -1 +1 @@\n-a\rb\r\n+a\rc\r\n"
        );
    }

    #[test]
    fn what_is_no_text_is_binary() {
        for bytes in [&b"a\xff"[..], b"a\0b"] {
            let diff = patch(("x", Some(b"text")), ("x", Some(bytes)), Screen::default());
            assert_eq!(diff, "Binary files a/x and b/x differ\n");
        }
    }

    #[test]
    fn somebody_who_looks_at_it_is_shown_nothing_that_moves_the_cursor() {
        let screen = Screen { color: true, is_terminal: true, ..Screen::default() };
        let diff = patch(("x", Some(b"")), ("x", Some(b"a\t\x1b[2J\r\n")), screen);
        assert!(diff.contains("+a\t\u{fffd}[2J\r"), "{diff:?}");
    }

    #[test]
    fn names_are_quoted_where_a_line_cannot_hold_them() {
        assert_eq!(quoted("a b 設.yaml"), "a b 設.yaml");
        assert_eq!(quoted("a\"b\\\n\u{1b}"), r#""a\"b\\\n\033""#);
        assert_eq!(quoted("a\u{202e}b"), r#""a\342\200\256b""#);
    }
}
