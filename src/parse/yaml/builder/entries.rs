//! Entries of mappings that are not where they are written: merged, repeated, cut in two.

use foldhash::{HashMap, HashSet};

use super::Builder;
use crate::finding::{Finding, Mark, Shape};
use crate::parse::yaml::{Entry, Node, NodeId, NodeKind, Style};
use crate::source::Span;

impl Builder<'_> {
    /// Entries of a list whose `- ` is missing: all of their keys are read as keys of the entry above them.
    pub(super) fn next_entries(&mut self, again: Vec<Entry>, first: &Entry) -> Result<Vec<NodeId>, Box<Finding>> {
        let mut maps: Vec<Vec<Entry>> = Vec::new();
        for entry in again {
            match maps.last_mut() {
                Some(map) if entry.key != first.key => {
                    // Written a third time, it is neither here nor there.
                    if map.iter().all(|known| known.key != entry.key) {
                        map.push(entry);
                    }
                }
                _ => {
                    let mark = Mark::span(entry.key_span, "the next entry begins here");
                    self.findings.push(
                        Shape::DuplicateKey
                            .finding(format!("the key `{}` is repeated, and so are others after it", entry.key), mark)
                            .also(Mark::span(first.key_span, "the entry above begins here"))
                            .help("is a `- ` missing before this line? each entry of a list begins with one"),
                    );
                    maps.push(vec![entry]);
                }
            }
        }
        let span = |map: &[Entry], nodes: &[Node]| {
            let last = &map[map.len() - 1];
            let end = nodes[last.value.0 as usize].span.end.max(last.key_span.end);
            Span::new(self.file, map[0].key_span.start as usize, end as usize)
        };
        let spans: Vec<Span> = maps.iter().map(|map| span(map, &self.nodes)).collect();
        maps.into_iter().zip(spans).map(|(map, span)| self.add(NodeKind::Map(map), span, None)).collect()
    }

    /// Puts the entries that `<<` names in its place; the entries of the mapping itself win.
    pub(super) fn merge(
        &mut self,
        entries: &mut Vec<Entry>,
        written: &HashMap<String, Span>,
        at: usize,
        source: NodeId,
        key_span: Span,
    ) -> Result<(), Box<Finding>> {
        let resolve = |id: NodeId| match &self.nodes[id.0 as usize].kind {
            NodeKind::Alias(target) => *target,
            _ => id,
        };
        let source = resolve(source);
        let sources = match &self.nodes[source.0 as usize].kind {
            NodeKind::List(items) => items.iter().map(|item| resolve(*item)).collect(),
            _ => vec![source],
        };
        let mut merged: Vec<Entry> = Vec::new();
        let mut seen: HashSet<String> = HashSet::default();
        for source in sources {
            let NodeKind::Map(from) = &self.nodes[source.0 as usize].kind else {
                let mark = Mark::span(key_span, "merged here");
                self.findings.push(
                    Shape::WrongType
                        .finding("`<<` merges mappings, but this is not a mapping", mark)
                        .help("give `<<` an alias of a mapping (`<<: *name`) or a list of such aliases"),
                );
                continue;
            };
            let is_fresh = |entry: &&Entry| !written.contains_key(&entry.key) && !seen.contains(&entry.key);
            let (fresh, overridden): (Vec<&Entry>, Vec<&Entry>) = from.iter().partition(is_fresh);
            let fresh: Vec<Entry> = fresh.into_iter().cloned().collect();
            self.overridden.extend(overridden.into_iter().cloned());
            self.growth = self.growth.saturating_add(from.len() as u64);
            seen.extend(fresh.iter().map(|entry| entry.key.clone()));
            merged.extend(fresh);
        }
        self.grow(0, key_span)?;
        entries.splice(at..at, merged);
        Ok(())
    }
}

/// Whether keys that are written again are those of a further entry.
pub(super) fn is_next_entry(entries: &[Entry], again: &[Entry]) -> bool {
    again.len() > 1 && entries.first().is_some_and(|first| first.key == again[0].key)
}

pub(super) fn twice(
    entry: &Entry,
    first_seen: &HashMap<String, Span>,
    is_block: bool,
    first: Option<&Entry>,
) -> Finding {
    let mut help = "keep one of the two; the first one was read".to_owned();
    if is_block && first.is_some_and(|first| first.key == entry.key) {
        help.push_str(", or put a `- ` before this line if it begins another entry of a list");
    }
    Shape::DuplicateKey
        .finding(format!("the key `{}` is written twice", entry.key), Mark::span(entry.key_span, "written again here"))
        .also(Mark::span(first_seen[&entry.key], "first written here"))
        .help(help)
}

/// In braces, `min: 40,000` is two entries to YAML but one number to its author, so the rest is put back. Nobody means
/// digits as a key right after a number and its comma.
pub(super) fn goes_on_with(
    nodes: &mut [Node],
    text: &str,
    before: Option<&Entry>,
    key: &str,
    key_span: Span,
    value: NodeId,
) -> bool {
    let Some(before) = before else { return false };
    if !matches!(nodes[value.0 as usize].kind, NodeKind::Empty)
        || !key.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return false;
    }
    let node = &mut nodes[before.value.0 as usize];
    let NodeKind::Scalar { value, style: Style::Plain } = &mut node.kind else { return false };
    let is_number = value.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    if !is_number || text.get(node.span.end as usize..key_span.start as usize) != Some(",") {
        return false;
    }
    value.push(',');
    value.push_str(key);
    node.span.end = key_span.end;
    true
}
