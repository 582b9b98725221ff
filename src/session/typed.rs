//! Arguments as people type them, for suggested commands.

use std::path::{Path, PathBuf};

/// A word as a shell takes it: in quotation marks if it needs them. `None` if it cannot be typed.
pub fn word(path: &Path) -> Option<String> {
    let text = path.to_str().filter(|text| !text.chars().any(char::is_control))?;
    // A shell reads `~` at the beginning only.
    let is_plain = |(at, c): (usize, char)| c.is_alphanumeric() || "-_./@:+,=%".contains(c) || (c == '~' && at > 0);
    Some(match !text.is_empty() && text.char_indices().all(is_plain) {
        true => text.to_owned(),
        false => quoted(text),
    })
}

/// A text in quotation marks, as a shell takes it.
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Paths after a command, each with a space before it; `None` if they cannot be named again, such as standard
/// input.
pub fn paths(paths: &[PathBuf]) -> Option<String> {
    let mut typed = String::new();
    for path in paths {
        if path == Path::new("-") {
            return None;
        }
        typed.push(' ');
        typed.push_str(&word(path)?);
    }
    Some(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_read_otherwise_is_quoted() {
        let typed = |names: &[&str]| paths(&names.iter().map(PathBuf::from).collect::<Vec<_>>());
        assert_eq!(typed(&[]).as_deref(), Some(""));
        assert_eq!(typed(&["a/b.yaml", "c d", "it's"]).as_deref(), Some(" a/b.yaml 'c d' 'it'\\''s'"));
        assert_eq!(typed(&["HEAD~1", "~a"]).as_deref(), Some(" HEAD~1 '~a'"));
        assert_eq!(typed(&["a.yaml", "-"]), None);
        assert_eq!(typed(&["a\u{1b}b"]), None);
    }
}
