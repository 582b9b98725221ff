//! The key `formerly` of a thing that gets another id.

use super::beside::beside;
use super::lines::Lines;
use super::words::Word;
use super::{Splice, scalar};
use crate::parse::yaml::{Entry, NodeId, NodeKind, Style, Tree};
use crate::source::{SourceFile, Span};

/// The splices that add the old id to those that a thing had, or put it in place of the new one if the thing had that one
/// before. `given` is its id as it is written. `None` where the layout allows no safe edit.
pub fn formerly(source: &SourceFile, tree: &Tree, given: &Word<'_>, new: &str) -> Option<Vec<Splice>> {
    let (mapping, entries) = home(tree, given.key)?;
    match entries.iter().find(|entry| entry.key == "formerly") {
        Some(entry) => add(source, tree, entry.value, given.text, new),
        None => insert(source, mapping, given).map(|splice| vec![splice]),
    }
}

/// The mapping in which a key is written, and its entries.
fn home(tree: &Tree, key: Span) -> Option<(Span, &[Entry])> {
    tree.nodes().filter(|node| !tree.is_alias(*node)).find_map(|node| match tree.kind(node) {
        NodeKind::Map(entries) => {
            let span = tree.span(node);
            let is_here = span.start <= key.start && key.end <= span.end;
            (is_here && entries.iter().any(|entry| entry.key_span == key)).then_some((span, entries.as_slice()))
        }
        _ => None,
    })
}

/// A new key behind the id.
fn insert(source: &SourceFile, mapping: Span, given: &Word<'_>) -> Option<Splice> {
    let (text, lines) = (source.text(), Lines::new(source));
    let old = scalar::plain(given.text);
    let end = given.used.end as usize;
    let line = source.line_range(lines.number(end));
    let rest = text[end..line.end].trim_start();
    let is_block = !text[mapping.range()].starts_with('{');
    if let Some(before) = lines.before(given.key).filter(|_| is_block && (rest.is_empty() || rest.starts_with('#'))) {
        let (eol, indent) = (lines.line_break(line.end)?, " ".repeat(before.len()));
        return Some(Splice { range: line.end..line.end, text: format!("{eol}{indent}formerly: {old}") });
    }
    let follows = text[end..].trim_start();
    follows.starts_with([',', '}']).then(|| Splice { range: end..end, text: format!(", formerly: {old}") })
}

/// One more id among those that are written.
fn add(source: &SourceFile, tree: &Tree, value: NodeId, old: &str, new: &str) -> Option<Vec<Splice>> {
    let text = source.text();
    let range = tree.span(value).range();
    let ids: Vec<(&str, NodeId)> = match tree.kind(value) {
        NodeKind::List(items) => items.iter().filter_map(|item| Some((word(tree, *item)?, *item))).collect(),
        _ => vec![(word(tree, value)?, value)],
    };
    if ids.iter().any(|(id, _)| *id == old) {
        return Some(Vec::new());
    }
    if tree.is_alias(value) {
        let mut ids: Vec<String> = ids.iter().filter(|(id, _)| *id != new).map(|(id, _)| scalar::plain(id)).collect();
        ids.push(scalar::plain(old));
        return Some(vec![Splice { range, text: format!("[{}]", ids.join(", ")) }]);
    }
    if tree.shared().any(|shared| shared.range() == range) {
        return None;
    }
    if let Some((_, node)) = ids.iter().find(|(id, _)| *id == new) {
        let range = scalar::bare(text, tree.span(*node).range());
        return Some(vec![Splice { text: scalar::like(&text[range.clone()], old), range }]);
    }
    let (_, last) = ids.last()?;
    let list = matches!(tree.kind(value), NodeKind::List(_)).then(|| tree.span(value));
    beside(source, list, tree.span(*last).range(), old).map(|splice| vec![splice])
}

fn word(tree: &Tree, node: NodeId) -> Option<&str> {
    match tree.kind(node) {
        NodeKind::Scalar { value, style } if *style != Style::Block => Some(value.trim()),
        _ => None,
    }
}
