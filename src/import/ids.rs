//! Ids made from names.

use std::collections::HashSet;

use crate::model::is_valid_id;

/// An id from a name, in small letters: `Incident response` becomes `incident-response`.
pub fn slug(text: &str) -> String {
    let mut id = String::new();
    for c in text.trim().chars() {
        if c.is_alphanumeric() {
            id.extend(c.to_lowercase());
        } else if matches!(c, '\'' | '’') {
        } else if c == '+' || c == '#' {
            id.push_str(if c == '+' { "p" } else { "sharp" });
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id: String = id.trim_end_matches('-').chars().take(60).collect();
    let id = id.trim_end_matches('-').to_owned();
    if is_valid_id(&id) { id } else { "unnamed".to_owned() }
}

/// An id as it is written, if that is one; else made from it.
pub fn as_written(text: &str) -> String {
    let joined: String = text.split_whitespace().collect();
    if is_valid_id(&joined) { joined } else { slug(text) }
}

/// Ids that are taken: two that differ only in case are the same.
#[derive(Debug, Default)]
pub struct Taken(HashSet<String>);

impl Taken {
    /// The first of several that is free, or the last with a number.
    pub fn take(&mut self, wanted: &[String]) -> String {
        for id in wanted {
            if self.0.insert(id.to_lowercase()) {
                return id.clone();
            }
        }
        let last = wanted.last().map_or("unnamed", String::as_str);
        let numbered = (2..).map(|number| format!("{last}-{number}"));
        let mut free = numbered.filter(|id| !self.0.contains(&id.to_lowercase()));
        let id = free.next().expect("there are endlessly many");
        self.0.insert(id.to_lowercase());
        id
    }
}
