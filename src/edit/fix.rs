//! From an edit to the bytes that change. The way a place is written decides; doubtful cases are left alone.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Splice;
use super::lines::Lines;
use crate::finding::Edit;
use crate::model::Place;
use crate::parse::yaml::{self, Entry, NodeId, NodeKind, Style, Tree};
use crate::parse::{Loaded, Origins};
use crate::source::{FileId, SourceFile, Span};

/// The file that an edit is of; `None` where its place is written nowhere.
pub fn file_of(loaded: &Loaded, edit: &Edit) -> Option<FileId> {
    match edit {
        Edit::Word(span, _) | Edit::Quote(span) => Some(span.file),
        Edit::BothWays(place) | Edit::Remove(place) | Edit::List(place, _) | Edit::Text(place, ..) => {
            Some(loaded.origins.of(place).first()?.name.file)
        }
    }
}

/// Knows how one file is written.
pub struct Editor<'a> {
    source: &'a SourceFile,
    origins: &'a Origins,
    file: FileId,
    tree: Tree,
    /// Texts and keys that are written in one piece.
    words: HashSet<Range<usize>>,
    /// The mapping in which a key is written, by where the key begins.
    entries: HashMap<usize, (NodeId, usize)>,
    /// What aliases name.
    shared: Vec<Range<usize>>,
    lines: Lines<'a>,
}

impl<'a> Editor<'a> {
    /// An editor of a file; `None` where it is not YAML.
    pub fn new(loaded: &'a Loaded, file: FileId) -> Option<Self> {
        let source = loaded.sources.file(file);
        let tree = yaml::parse(file, source.text(), &mut Vec::new())?;
        let (mut words, mut entries) = (HashSet::new(), HashMap::new());
        for id in tree.nodes().filter(|id| !tree.is_alias(*id)) {
            match tree.kind(id) {
                NodeKind::Scalar { .. } => {
                    words.insert(tree.span(id).range());
                }
                NodeKind::Map(list) => {
                    // Merged entries are written elsewhere.
                    let own = |entry: &&Entry| contains(tree.span(id), entry.key_span);
                    words.extend(list.iter().filter(own).map(|entry| entry.key_span.range()));
                    let keys = list.iter().enumerate().filter(|(_, entry)| own(entry));
                    entries.extend(keys.map(|(index, entry)| (entry.key_span.start as usize, (id, index))));
                }
                NodeKind::Empty | NodeKind::Null | NodeKind::List(_) | NodeKind::Alias(_) => {}
            }
        }
        let shared = tree.shared().map(Span::range).collect();
        Some(Self { source, origins: &loaded.origins, file, tree, words, entries, shared, lines: Lines::new(source) })
    }

    /// The bytes that an edit changes; `None` if that is doubtful, if more would change than is meant, or if nothing would.
    pub fn splice(&self, edit: &Edit) -> Option<Splice> {
        let splice = match edit {
            Edit::Word(span, word) => self.word(*span, word),
            Edit::BothWays(place) => self.both_ways(place),
            Edit::Remove(place) => self.remove(place),
            Edit::List(place, points) => self.list(place, points),
            Edit::Text(place, key, text) => self.text(place, *key, text),
            Edit::Quote(span) => self.quote(*span),
        };
        splice.filter(|splice| self.source.text()[splice.range.clone()] != splice.text)
    }

    fn word(&self, span: Span, word: &str) -> Option<Splice> {
        let range = span.range();
        let written = self.source.text().get(range.clone())?;
        let in_comment = self.tree.comments().iter().any(|comment| contains(*comment, span));
        if span.file != self.file || !(in_comment || self.words.contains(&range)) {
            return None;
        }
        // What stands in a mapping that is used several times is the same mistake everywhere. A text that is itself named
        // by an alias may be right elsewhere.
        if self.shared.contains(&range) || written.starts_with(['*', '&', '!', '|', '>']) {
            return None;
        }
        // `IC3` and `IC2` are different levels, not a slip of the finger.
        if !digits(written).eq(digits(word)) {
            return None;
        }
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
        if !word.starts_with(char::is_alphanumeric) || !word.chars().all(is_plain) {
            return None;
        }
        let text = match written.chars().next()? {
            quote @ ('"' | '\'') => format!("{quote}{word}{quote}"),
            _ if word.eq_ignore_ascii_case("null") => return None,
            _ => word.to_owned(),
        };
        Some(Splice { range, text })
    }

    fn both_ways(&self, place: &Place) -> Option<Splice> {
        let [origin] = self.origins.of(place)[..] else { return None };
        let key = |name: &str| origin.keys.iter().find(|(key, ..)| *key == name).map(|(_, span, _)| *span);
        let (map, _) = self.entry(key("from")?)?;
        let entries = self.own_entries(map)?;
        let find = |name: &str| entries.iter().find(|entry| entry.key == name);
        let (from, to) = (find("from")?, find("to")?);
        if !self.is_one(from.value) || !self.is_one(to.value) || self.touches_shared(&self.tree.span(map).range()) {
            return None;
        }
        if let Some(flag) = find("both_ways") {
            let range = self.tree.span(flag.value).range();
            let is_text = matches!(self.tree.kind(flag.value), NodeKind::Scalar { style: Style::Plain, .. });
            let is_no = self.source.text()[range.clone()].eq_ignore_ascii_case("false");
            return (is_text && is_no).then(|| Splice { range, text: "true".to_owned() });
        }
        if self.source.text()[self.tree.span(map).range()].starts_with('{') {
            let last = self.tree.span(entries.last()?.value).range();
            return (!last.is_empty()).then(|| Splice { range: last.end..last.end, text: ", both_ways: true".into() });
        }
        let later = if from.key_span.start > to.key_span.start { from } else { to };
        let before = self.lines.before(later.key_span)?;
        let end = self.source.line_range(self.lines.number(self.tree.span(later.value).range().end)).end;
        let (indent, eol) = (" ".repeat(before.len()), self.lines.line_break(end)?);
        Some(Splice { range: end..end, text: format!("{eol}{indent}both_ways: true") })
    }

    fn remove(&self, place: &Place) -> Option<Splice> {
        let [origin] = self.origins.of(place)[..] else { return None };
        let (map, index) = self.entry(origin.name)?;
        let entries = self.own_entries(map)?;
        let entry = &entries[index];
        if entries.len() < 2 || self.tree.is_alias(entry.value) {
            return None;
        }
        let before = self.lines.before(entry.key_span)?;
        let text = self.source.text();
        let value = self.tree.span(entry.value).range();
        let (first, last) = (self.lines.number(entry.key_span.start as usize), self.lines.number(value.end));
        let last_line = self.source.line_range(last);
        if !before.bytes().all(|byte| byte == b' ') || !text[value.end..last_line.end].trim().is_empty() {
            return None;
        }
        self.lines.line_break(last_line.end)?;
        let next = self.source.line_range(last + 1).start;
        let range = self.source.line_range(first).start..next.max(last_line.end);
        // A comment about it would be lost, or would seem to be about the next line.
        let spoken_of = |comment: &Span| {
            let (start, line) = (comment.start as usize, self.lines.number(comment.start as usize));
            let stands_alone = text[self.source.line_range(line).start..start].trim().is_empty();
            range.contains(&start) || (line + 1 == first && stands_alone)
        };
        let below = text[range.end..].lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let is_deeper = below.len() - below.trim_start().len() > before.len();
        if is_deeper || self.tree.comments().iter().any(spoken_of) || self.touches_shared(&range) {
            return None;
        }
        // The last line of a file that does not end in a line break takes the one before it along.
        let start = if next == last_line.end { self.source.line_range(first.checked_sub(1)?).end } else { range.start };
        Some(Splice { range: start..range.end, text: String::new() })
    }

    fn list(&self, place: &Place, points: &[String]) -> Option<Splice> {
        let [origin] = self.origins.of(place)[..] else { return None };
        let (map, index) = self.entry(origin.name)?;
        let value = self.own_entries(map)?[index].value;
        let range = self.tree.span(value).range();
        // A block of text ends where its indentation does, and what an anchor names is used elsewhere.
        let is_one_text = matches!(self.tree.kind(value), NodeKind::Scalar { style: Style::Plain | Style::Quoted, .. });
        if !is_one_text || self.tree.is_alias(value) || self.touches_shared(&range) {
            return None;
        }
        // A text between straight quotation marks means the same to JSON and to YAML.
        let points: Vec<String> =
            points.iter().map(|point| serde_json::Value::from(point.as_str()).to_string()).collect();
        Some(Splice { range, text: format!("[{}]", points.join(", ")) })
    }

    fn text(&self, place: &Place, key: Option<&str>, text: &str) -> Option<Splice> {
        let [origin] = self.origins.of(place)[..] else { return None };
        let span = key.map_or(Some(origin.name), |key| origin.key(key))?;
        self.rewritten(span.range(), text)
    }

    fn quote(&self, span: Span) -> Option<Splice> {
        let written = self.source.text().get(span.range())?;
        let comment = self.tree.comments().iter().find(|comment| comment.end == span.end)?;
        let text = written.get(..(comment.start - span.start) as usize)?.trim_end();
        let range = span.range();
        let splice = self.rewritten(range.start..range.start + text.len(), written)?;
        Some(Splice { range, ..splice })
    }

    /// A text in one line in place of another one, between quotation marks.
    fn rewritten(&self, range: Range<usize>, text: &str) -> Option<Splice> {
        let is_block = self.source.text().get(range.clone())?.starts_with(['|', '>', '&', '!', '*']);
        if !self.words.contains(&range) || is_block || self.touches_shared(&range) {
            return None;
        }
        // A text between straight quotation marks means the same to JSON and to YAML.
        Some(Splice { range, text: serde_json::Value::from(text).to_string() })
    }

    fn entry(&self, key: Span) -> Option<(NodeId, usize)> {
        (key.file == self.file).then(|| self.entries.get(&(key.start as usize)).copied()).flatten()
    }

    /// The entries of a mapping, where `<<` brings none to it.
    fn own_entries(&self, map: NodeId) -> Option<&[Entry]> {
        let NodeKind::Map(entries) = self.tree.kind(map) else { return None };
        let span = self.tree.span(map);
        entries.iter().all(|entry| contains(span, entry.key_span)).then_some(entries)
    }

    /// Whether something is one text, or a list of one.
    fn is_one(&self, id: NodeId) -> bool {
        match self.tree.kind(id) {
            NodeKind::List(items) => items.len() == 1,
            NodeKind::Scalar { .. } => true,
            _ => false,
        }
    }

    fn touches_shared(&self, range: &Range<usize>) -> bool {
        self.shared.iter().any(|shared| shared.start < range.end && range.start < shared.end)
    }
}

fn contains(outer: Span, inner: Span) -> bool {
    outer.file == inner.file && outer.start <= inner.start && inner.end <= outer.end
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_numeric())
}
