//! Which key or value is being written at a byte of a text that need not be finished.
//!
//! Only the text in front of the byte counts: a marker takes the place of the word that is being written, open brackets are
//! closed behind it, and the marker is then looked for in the tree.

use crate::edit::{id_of, is_lateral};
use crate::parse::keys::{BASE, COMPETENCY, KeySpec, LADDER, NodeSpec, Takes};
use crate::parse::yaml::{self, Entry, NodeId, NodeKind, Tree};
use crate::source::{SourceFile, Sources};

/// A word that nobody writes.
const MARKER: &str = "ladder-completes-here";

/// What is being written.
#[derive(Debug)]
pub(super) enum Spot {
    /// A key of such a mapping, which has some already.
    Key(&'static NodeSpec, Vec<String>),
    /// A key of a file that is neither ladder nor base yet.
    FirstKey,
    /// A competency, as the key of an expectation.
    Competency(Vec<String>),
    /// A step of a competency's scale, as the key of what it means.
    StepKey { competency: Option<String>, present: Vec<String> },
    /// The value of a key; for an expectation with its competency.
    Value { key: &'static KeySpec, competency: Option<String>, is_lateral: bool },
}

/// What is being written at a byte, and where its word begins.
pub(super) fn at(text: &str, offset: usize) -> Option<(Spot, usize)> {
    let is_end = |letter: char| letter.is_whitespace() || matches!(letter, '[' | ']' | '{' | '}' | ',' | '"' | '\'');
    let start = text[..offset].rfind(is_end).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let line = &text[text[..start].rfind('\n').map_or(0, |at| at + 1)..start];
    let closing: String = open_brackets(line).into_iter().rev().collect();
    let before = &text[..start];
    let spot = ["", ":"].into_iter().find_map(|end| {
        let mut sources = Sources::default();
        let whole = format!("{before}{MARKER}{end}{closing}\n");
        let file = sources.add(SourceFile::new("buffer", whole.clone()));
        let tree = yaml::parse(file, &whole, &mut Vec::new())?;
        top(&tree)
    })?;
    Some((spot, start))
}

/// What closes the brackets that a line leaves open, the outermost first.
fn open_brackets(line: &str) -> Vec<char> {
    let mut open = Vec::new();
    let mut quote = None;
    for letter in line.chars() {
        match (quote, letter) {
            (Some(mark), _) if mark == letter => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '{') => open.push('}'),
            (None, '[') => open.push(']'),
            (None, '}' | ']') => drop(open.pop()),
            (None, _) => {}
        }
    }
    open.extend(quote);
    open
}

fn top(tree: &Tree) -> Option<Spot> {
    let entries = match tree.kind(tree.root()) {
        NodeKind::Map(entries) => entries,
        _ => return is_marker(tree, tree.root()).then_some(Spot::FirstKey),
    };
    let has = |key: &str| entries.iter().any(|entry| entry.key == key);
    if has(MARKER) && !has("ladder") && !has("base") && !has("tracks") {
        return Some(Spot::FirstKey);
    }
    mapping(tree, tree.root(), if has("base") { &BASE } else { &LADDER }, None)
}

fn is_marker(tree: &Tree, node: NodeId) -> bool {
    matches!(tree.kind(node), NodeKind::Scalar { value, .. } if value == MARKER)
}

fn keys(entries: &[Entry]) -> Vec<String> {
    entries.iter().map(|entry| entry.key.clone()).filter(|key| key != MARKER).collect()
}

/// The marker in a mapping of a kind, or where one is to begin.
fn mapping(tree: &Tree, node: NodeId, spec: &'static NodeSpec, competency: Option<&str>) -> Option<Spot> {
    let entries = match tree.kind(node) {
        NodeKind::Map(entries) => entries,
        _ => return is_marker(tree, node).then(|| Spot::Key(spec, Vec::new())),
    };
    if entries.iter().any(|entry| entry.key == MARKER) {
        return Some(Spot::Key(spec, keys(entries)));
    }
    let is_lateral = is_lateral(tree, entries);
    let competency = if std::ptr::eq(spec, &COMPETENCY) { id_of(tree, entries) } else { competency };
    entries.iter().find_map(|entry| {
        let key = spec.key(&entry.key)?;
        let each = tree.each(&entry.value);
        match key.takes {
            Takes::List(inner) | Takes::OneOrMore(inner) => {
                each.iter().find_map(|node| mapping(tree, *node, inner, competency))
            }
            Takes::Expectations(inner) => expectations(tree, entry.value, inner),
            Takes::Steps(_) => steps(tree, entry.value, competency),
            _ => each.iter().any(|node| is_marker(tree, *node)).then(|| Spot::Value {
                key,
                competency: competency.map(str::to_owned),
                is_lateral,
            }),
        }
    })
}

fn expectations(tree: &Tree, node: NodeId, spec: &'static NodeSpec) -> Option<Spot> {
    let entries = match tree.kind(node) {
        NodeKind::Map(entries) => entries,
        _ => return is_marker(tree, node).then(|| Spot::Competency(Vec::new())),
    };
    if entries.iter().any(|entry| entry.key == MARKER) {
        return Some(Spot::Competency(keys(entries)));
    }
    entries.iter().find_map(|entry| match tree.kind(entry.value) {
        // What is asked may be a text, which nobody can complete.
        NodeKind::Map(_) => mapping(tree, entry.value, spec, Some(&entry.key)),
        _ => None,
    })
}

fn steps(tree: &Tree, node: NodeId, competency: Option<&str>) -> Option<Spot> {
    let entries: &[Entry] = match tree.kind(node) {
        NodeKind::Map(entries) => entries,
        _ => &[],
    };
    let is_here = is_marker(tree, node) || entries.iter().any(|entry| entry.key == MARKER);
    is_here.then(|| Spot::StepKey { competency: competency.map(str::to_owned), present: keys(entries) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written at the bar.
    fn spot(text: &str) -> String {
        let offset = text.find('|').expect("a bar");
        match at(&text.replace('|', ""), offset).map(|(spot, _)| spot) {
            Some(Spot::Key(spec, present)) => format!("key of {} after {present:?}", spec.name),
            Some(Spot::FirstKey) => "first key".to_owned(),
            Some(Spot::Competency(present)) => format!("competency after {present:?}"),
            Some(Spot::StepKey { competency, present }) => format!("step of {competency:?} after {present:?}"),
            Some(Spot::Value { key, competency, .. }) => format!("{} of {competency:?}", key.name),
            None => "nothing".to_owned(),
        }
    }

    #[test]
    fn each_place_is_known_by_what_comes_before_it() {
        let track = "ladder: x\ntracks:\n  - id: ic\n    levels:\n      - id: A\n";
        assert_eq!(spot("|"), "first key");
        assert_eq!(spot("la|"), "first key");
        assert_eq!(spot("ladder: x\nti|\ntracks: [\n"), "key of ladder file after [\"ladder\"]");
        assert_eq!(spot("ladder: x\ntracks:\n  - |"), "key of track after []");
        assert_eq!(spot(&format!("{track}        gr|")), "key of level after [\"id\"]");
        assert_eq!(spot(&format!("{track}        grade: |")), "grade of None");
        assert_eq!(spot(&format!("{track}        grade: [4, |")), "grade of None");
        assert_eq!(spot(&format!("{track}        expectations:\n          d|")), "competency after []");
        assert_eq!(spot(&format!("{track}        expectations: {{ a: b, d|")), "competency after [\"a\"]");
        let step = format!("{track}        expectations: {{ a: {{ step: |");
        assert_eq!(spot(&step), "step of Some(\"a\")");
        assert_eq!(spot("ladder: x\nmoves:\n  - { from: A, to: \"|"), "to of None");
        assert_eq!(spot("base: x\nextends: |"), "extends of None");
        assert_eq!(
            spot("base: x\ncompetencies:\n  - id: a\n    steps:\n      b: c\n      |"),
            "step of Some(\"a\") after [\"b\"]"
        );
        assert_eq!(spot("ladder: x\nsummary: some |"), "nothing");
    }
}
