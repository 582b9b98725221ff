//! Where pages lead. A page by itself leads to its own parts, and a page of a site to others: that is all in which they differ.

use std::fmt::Write as _;

/// The addresses of what a page names; `None` if there is none, so that a page only names it.
pub trait Links {
    /// A ladder.
    fn ladder(&self, _ladder: &str) -> Option<String> {
        None
    }

    /// A level of a ladder.
    fn level(&self, _ladder: &str, _level: &str) -> Option<String> {
        None
    }

    /// What is said about a competency of a ladder.
    fn competency(&self, _ladder: &str, _competency: &str) -> Option<String> {
        None
    }

    /// Two levels side by side, each given by its ladder and its id.
    fn comparison(&self, _a: (&str, &str), _b: (&str, &str)) -> Option<String> {
        None
    }
}

/// A page that leads nowhere.
pub struct Nowhere;

impl Links for Nowhere {}

/// The page of a ladder by itself: its levels are columns of the matrix.
pub struct Within<'a> {
    ladder: &'a str,
    levels: Vec<&'a str>,
    /// Whether the page says what competencies are.
    has_words: bool,
}

impl<'a> Within<'a> {
    /// The page of the ladder `ladder`, which has these levels.
    pub fn new(ladder: &'a str, levels: impl IntoIterator<Item = &'a str>) -> Self {
        Self { ladder, levels: levels.into_iter().collect(), has_words: true }
    }

    /// The same for a page that is the matrix and no more.
    pub fn matrix_only(self) -> Self {
        Self { has_words: false, ..self }
    }
}

impl Links for Within<'_> {
    fn level(&self, ladder: &str, level: &str) -> Option<String> {
        (ladder == self.ladder).then(|| format!("#{}", fragment(level)))
    }

    fn competency(&self, ladder: &str, competency: &str) -> Option<String> {
        let anchor = competency_anchor(competency, &self.levels);
        (self.has_words && ladder == self.ladder).then(|| format!("#{}", fragment(&anchor)))
    }

    fn comparison(&self, a: (&str, &str), b: (&str, &str)) -> Option<String> {
        let is_here = a.0 == self.ladder && b.0 == self.ladder;
        is_here.then(|| format!("#compare={},{}", fragment(a.1), fragment(b.1)))
    }
}

/// The anchor of a competency on the page of a ladder: its id, with `@` before it if a level has the same id.
pub fn competency_anchor(competency: &str, levels: &[&str]) -> String {
    if levels.contains(&competency) { format!("@{competency}") } else { competency.to_owned() }
}

/// The ladder and the id of a level that the ladder `home` calls `IC4`, or `product/IC4` if it is another's.
pub fn address<'a>(home: &'a str, level: &'a str) -> (&'a str, &'a str) {
    level.split_once('/').unwrap_or((home, level))
}

/// An anchor as a part of an address, where only plain signs are sure to stay as they are.
pub fn fragment(anchor: &str) -> String {
    let mut fragment = String::new();
    for byte in anchor.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' | b'@' => {
                fragment.push(char::from(byte));
            }
            _ => {
                let _ = write!(fragment, "%{byte:02X}");
            }
        }
    }
    fragment
}
