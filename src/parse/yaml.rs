//! YAML text to a compact tree whose every node has a span. Knows nothing of ladders.
//!
//! Nodes live in one list and name each other by index, so that neither building nor dropping a tree
//! recurses on a depth that the input controls. Aliases share what they name; how much they would grow the
//! document if written out is counted and limited.

use granit_parser::{Event, Parser, ScalarStyle};

use foldhash::{HashMap, HashSet};

use super::conflict::conflict;
use super::{invisible, syntax};
use crate::finding::{Finding, Mark, Shape};
use crate::source::{FileId, Span};

/// How deep lists and mappings may nest. The format needs nine.
const MAX_DEPTH: usize = 64;
/// How many nodes a file may have.
const MAX_NODES: usize = 8_000_000;
/// How many nodes aliases and merge keys may add to those that are written.
const MAX_ALIAS_GROWTH: u64 = 100_000;
/// The longest text, in bytes.
const MAX_TEXT_BYTES: usize = 1024 * 1024;

/// A node of a [`Tree`], by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NodeId(u32);

/// A YAML document.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    root: NodeId,
    comments: Vec<Span>,
    shared: HashSet<NodeId>,
}

/// A node and where it stands.
#[derive(Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where it is used: for an alias, the alias.
    pub span: Span,
    /// Where a tag of its own (`!x`) stands; the core tags are not kept.
    pub tag: Option<Span>,
}

/// What a node is.
#[derive(Debug)]
pub enum NodeKind {
    /// Nothing is written: `key:`.
    Empty,
    /// `~` or `null` is written.
    Null,
    /// A text, a number, a word. What it means depends on what is wanted.
    Scalar {
        /// The text, escapes resolved.
        value: String,
        /// How it is written.
        style: Style,
    },
    /// A list.
    List(Vec<NodeId>),
    /// A mapping, without keys that are written twice; merge keys are resolved.
    Map(Vec<Entry>),
    /// What another node is; never another alias.
    Alias(NodeId),
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotation marks.
    Plain,
    /// In quotation marks.
    Quoted,
    /// As lines behind `|` or `>`, which are no part of its span.
    Block,
}

/// A key and its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key's text.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: NodeId,
}

impl Tree {
    /// The top of the document.
    pub fn root(&self) -> NodeId {
        self.root
    }

    /// Where comments stand, without their line breaks.
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// Every node, those of a mapping's values among them, and of its keys only those with an anchor.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> {
        (0..self.nodes.len() as u32).map(NodeId)
    }

    /// Where what an alias names is written.
    pub fn shared(&self) -> impl Iterator<Item = Span> {
        self.shared.iter().map(|id| self.span(*id))
    }

    /// Whether an alias is written.
    pub fn is_alias(&self, id: NodeId) -> bool {
        matches!(self.node(id).kind, NodeKind::Alias(_))
    }

    /// What a node is, aliases followed.
    pub fn kind(&self, id: NodeId) -> &NodeKind {
        match &self.node(id).kind {
            NodeKind::Alias(target) => &self.node(*target).kind,
            kind => kind,
        }
    }

    /// Where a node is used.
    pub fn span(&self, id: NodeId) -> Span {
        self.node(id).span
    }

    /// Where the tag of a node, or of what it is an alias of, is written.
    pub fn tag(&self, id: NodeId) -> Option<Span> {
        let node = self.node(id);
        match &node.kind {
            NodeKind::Alias(target) => self.node(*target).tag,
            _ => node.tag,
        }
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }
}

/// Reads one document. `None` where the text is not YAML or holds nothing; the findings then say why.
pub fn parse(file: FileId, text: &str, findings: &mut Vec<Finding>) -> Option<Tree> {
    if let Some(at) = text.find('\0') {
        let mark = Mark::span(Span::new(file, at, at + 1), "a NUL character");
        findings.push(
            Shape::Syntax
                .finding("the file contains a NUL character, so it is not text", mark)
                .help("save the file as UTF-8 text"),
        );
        return None;
    }
    // YAML would let it pass within a text, where nobody sees it.
    if let Some(at) = text.find('\u{feff}') {
        let mark = Mark::span(Span::new(file, at, at + '\u{feff}'.len_utf8()), "an invisible character");
        findings.push(
            Shape::Syntax
                .finding("a byte order mark in the middle of the file", mark)
                .help("delete the character; it is allowed only at the very start of a file"),
        );
        return None;
    }
    if let Some(conflict) = conflict(file, text) {
        findings.push(conflict);
        return None;
    }
    let options = granit_parser::options! {
        // Comments are only looked at for what they say to the program, so any number of them may follow each other.
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut builder = Builder::new(file, text, findings);
    for event in Parser::new_from_str_with_options(text, options) {
        let step = match event {
            Ok((event, span)) => {
                let (start, end) = (span.start.byte_offset().unwrap_or(0), span.end.byte_offset().unwrap_or(0));
                let tag = span.tag_span().map(|tag| {
                    let at = |marker: granit_parser::Marker| marker.byte_offset().unwrap_or(start);
                    Span::new(file, at(tag.start), at(tag.end))
                });
                builder.event(event, Span::new(file, start, end), tag)
            }
            Err(error) => Err(Box::new(syntax::explain(file, text, &error))),
        };
        match step {
            Ok(true) => {}
            Ok(false) => break,
            Err(finding) => {
                // What was wrong before may be what confused the parser.
                if builder.findings.iter().all(|known| known.rule != Shape::Syntax.id()) {
                    builder.findings.push(*finding);
                }
                return None;
            }
        }
    }
    let Builder { nodes, root, comments, several, shared, .. } = builder;
    let is_nothing = |root: NodeId| matches!(nodes[root.0 as usize].kind, NodeKind::Empty | NodeKind::Null);
    if root.is_none_or(is_nothing) {
        if several {
            return None;
        }
        let mark = Mark::span(Span::new(file, 0, 0), "nothing but blank lines and comments");
        findings.push(
            Shape::Syntax
                .finding("the file is empty", mark)
                .help("begin a ladder file with `ladder: <id>`; `ladder init` writes a first one"),
        );
        return None;
    }
    root.map(|root| Tree { nodes, root, comments, shared })
}

/// A list or mapping whose end has not come yet.
struct Open {
    id: NodeId,
    anchor: usize,
    /// Nodes that it would have, aliases written out.
    weight: u64,
    content: Content,
}

enum Content {
    List(Vec<NodeId>),
    Map {
        entries: Vec<Entry>,
        /// The key that waits for its value; `None` inside for a key that cannot be one.
        pending: Option<Option<(String, Span, bool)>>,
        first_seen: HashMap<String, Span>,
        /// What stands under keys that were written before.
        again: Vec<Entry>,
        merge: Option<(usize, NodeId, Span)>,
    },
}

struct Builder<'a> {
    file: FileId,
    text: &'a str,
    findings: &'a mut Vec<Finding>,
    nodes: Vec<Node>,
    root: Option<NodeId>,
    open: Vec<Open>,
    anchors: HashMap<usize, (NodeId, u64)>,
    growth: u64,
    comments: Vec<Span>,
    /// Whether a second document began.
    several: bool,
    shared: HashSet<NodeId>,
}

/// Whether to go on; an error is what stops the reading of the file.
type Step = Result<bool, Box<Finding>>;

impl<'a> Builder<'a> {
    fn new(file: FileId, text: &'a str, findings: &'a mut Vec<Finding>) -> Self {
        Self {
            file,
            text,
            findings,
            nodes: Vec::new(),
            root: None,
            open: Vec::new(),
            anchors: HashMap::default(),
            growth: 0,
            comments: Vec::new(),
            several: false,
            shared: HashSet::default(),
        }
    }

    /// Takes an event; `Ok(false)` where reading should stop.
    fn event(&mut self, event: Event<'_>, span: Span, tag_span: Option<Span>) -> Step {
        match event {
            Event::DocumentStart(..) if self.root.is_some() => {
                let end = (span.start as usize + 3).min(self.text.len());
                let mark = Mark::span(Span::new(self.file, span.start as usize, end), "the second begins here");
                let first = self.root.map(|root| &self.nodes[root.0 as usize].kind);
                let help = match first {
                    Some(NodeKind::Empty | NodeKind::Null) => "the first one is empty: delete this line",
                    _ => "put each ladder into a separate file: a ladder file is one document",
                };
                self.findings.push(Shape::Syntax.finding("the file contains more than one document", mark).help(help));
                self.several = true;
                Ok(false)
            }
            Event::Scalar(value, style, anchor, tag) => {
                if value.len() > MAX_TEXT_BYTES {
                    let mark = Mark::span(first_line(self.text, span), "this text");
                    let message = format!("a text of {} bytes; the limit is {MAX_TEXT_BYTES}", value.len());
                    return Err(Box::new(Shape::Syntax.finding(message, mark).help("is a quotation mark not closed?")));
                }
                let tag = tag.map(|tag| tag.original());
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
                    ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
                };
                let plain = style == Style::Plain;
                let kind = match &*value {
                    _ if plain && span.start == span.end && tag.is_none() => NodeKind::Empty,
                    "~" | "null" | "Null" | "NULL" if plain && tag.is_none() => NodeKind::Null,
                    _ => NodeKind::Scalar { value: value.into_owned(), style },
                };
                let span = trimmed(self.text, span);
                self.scalar(kind, span, own_tag(tag, tag_span), anchor, 1)
            }
            Event::Alias(target) => {
                let Some((node, weight)) = self.anchors.get(&target).copied() else {
                    let mark = Mark::span(span, "its anchor has not ended here");
                    return Err(Box::new(Shape::Syntax.finding("an alias inside the value that it names", mark)));
                };
                self.grow(weight, span)?;
                self.shared.insert(node);
                self.scalar(NodeKind::Alias(node), span, None, 0, weight)
            }
            Event::SequenceStart(_, anchor, tag) => {
                let id =
                    self.add(NodeKind::List(Vec::new()), span, own_tag(tag.map(|tag| tag.original()), tag_span))?;
                self.open.push(Open { id, anchor, weight: 1, content: Content::List(Vec::new()) });
                Ok(true)
            }
            Event::MappingStart(_, anchor, tag) => {
                let id = self.add(NodeKind::Map(Vec::new()), span, own_tag(tag.map(|tag| tag.original()), tag_span))?;
                let content = Content::Map {
                    entries: Vec::new(),
                    pending: None,
                    first_seen: HashMap::default(),
                    again: Vec::new(),
                    merge: None,
                };
                self.open.push(Open { id, anchor, weight: 1, content });
                Ok(true)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Comment(..) => {
                self.comments.push(span);
                Ok(true)
            }
            _ => Ok(true),
        }
    }

    fn add(&mut self, kind: NodeKind, span: Span, tag: Option<Span>) -> Result<NodeId, Box<Finding>> {
        if self.nodes.len() >= MAX_NODES {
            let mark = Mark::span(span, "one too many");
            return Err(Box::new(Shape::Syntax.finding(format!("more than {MAX_NODES} values in one file"), mark)));
        }
        self.nodes.push(Node { kind, span, tag });
        Ok(NodeId(self.nodes.len() as u32 - 1))
    }

    fn grow(&mut self, weight: u64, span: Span) -> Result<(), Box<Finding>> {
        self.growth = self.growth.saturating_add(weight);
        if self.growth > MAX_ALIAS_GROWTH {
            let mark = Mark::span(span, "one too many");
            let message = format!("aliases that would add more than {MAX_ALIAS_GROWTH} values to the file");
            return Err(Box::new(
                Shape::Syntax.finding(message, mark).help("write out the expectations of the levels"),
            ));
        }
        Ok(())
    }

    fn scalar(&mut self, kind: NodeKind, span: Span, tag: Option<Span>, anchor: usize, weight: u64) -> Step {
        if self.expects_key() {
            self.key(&kind, span)?;
            if anchor != 0 {
                let id = self.add(kind, span, tag)?;
                self.anchors.insert(anchor, (id, 1));
            }
            return Ok(true);
        }
        let id = self.add(kind, span, tag)?;
        if anchor != 0 {
            self.anchors.insert(anchor, (id, weight));
        }
        self.attach(id, weight);
        Ok(true)
    }

    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { content: Content::Map { pending: None, .. }, .. }))
    }

    fn key(&mut self, kind: &NodeKind, span: Span) -> Result<(), Box<Finding>> {
        let kind = match kind {
            NodeKind::Alias(target) => &self.nodes[target.0 as usize].kind,
            kind => kind,
        };
        let text = match kind {
            NodeKind::Scalar { value, style } => Some((value.clone(), *style == Style::Plain)),
            NodeKind::Null => Some((self.text[span.range()].to_owned(), true)),
            _ => None,
        };
        let text = match text {
            Some((key, true)) => Some((self.visible(key, span)?, true)),
            other => other,
        };
        let Some(Open { content: Content::Map { pending, .. }, .. }) = self.open.last_mut() else { return Ok(()) };
        if text.is_none() {
            self.findings.push(bad_key(span));
        }
        *pending = Some(text.map(|(text, plain)| (text, span, plain)));
        Ok(())
    }

    /// A key without characters that nobody sees, which are reported. As indentation they change what belongs to what: an
    /// error then.
    fn visible(&mut self, key: String, span: Span) -> Result<String, Box<Finding>> {
        let Some(at) = invisible::find(&self.text[span.range()]).filter(|_| !key.starts_with("x-")) else {
            return Ok(key);
        };
        let start = span.start as usize;
        let finding = invisible::finding(self.file, self.text, start + at);
        let before = self.text[..start].trim_end_matches([' ', '-']);
        let is_indentation = at == 0 && (before.is_empty() || before.ends_with(['\n', '\r']));
        if is_indentation || key.starts_with('-') {
            return Err(Box::new(finding));
        }
        self.findings.push(finding);
        Ok(key.replace(invisible::is, ""))
    }

    /// Hands a finished node to the list or mapping around it.
    fn attach(&mut self, id: NodeId, weight: u64) {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(id);
            return;
        };
        open.weight = open.weight.saturating_add(weight);
        let (entries, pending, first_seen, again, merge) = match &mut open.content {
            Content::List(items) => return items.push(id),
            Content::Map { entries, pending, first_seen, again, merge } => (entries, pending, first_seen, again, merge),
        };
        match pending.take() {
            // A list or mapping as a key.
            None => {
                self.findings.push(bad_key(self.nodes[id.0 as usize].span));
                *pending = Some(None);
            }
            Some(None) => {}
            Some(Some((key, key_span, plain))) => {
                if plain && key == "<<" && merge.is_none() {
                    first_seen.insert(key, key_span);
                    *merge = Some((entries.len(), id, key_span));
                } else if plain && goes_on_with(&mut self.nodes, self.text, entries.last(), &key, key_span, id) {
                    // It belonged to the number before it.
                } else if first_seen.contains_key(&key) {
                    again.push(Entry { key, key_span, value: id });
                } else {
                    first_seen.insert(key.clone(), key_span);
                    entries.push(Entry { key, key_span, value: id });
                }
            }
        }
    }

    fn close(&mut self, end: Span) -> Step {
        let Some(Open { id, anchor, weight, content }) = self.open.pop() else { return Ok(true) };
        let mut last = end.end;
        // A block ends where its last value ends, not where the next line begins.
        let is_block = end.start == end.end;
        let mut further = Vec::new();
        let kind = match content {
            Content::List(items) => {
                if is_block {
                    last = items.last().map_or(last, |item| self.nodes[item.0 as usize].span.end);
                }
                NodeKind::List(items)
            }
            Content::Map { mut entries, first_seen, again, merge, .. } => {
                let is_item = matches!(self.open.last(), Some(Open { content: Content::List(_), .. }));
                if is_block && is_item && is_next_entry(&entries, &again) {
                    further = self.next_entries(again, &entries[0])?;
                } else {
                    self.findings
                        .extend(again.iter().map(|entry| twice(entry, &first_seen, is_block, entries.first())));
                }
                if is_block {
                    last = entries
                        .last()
                        .map_or(last, |entry| entry.key_span.end.max(self.nodes[entry.value.0 as usize].span.end));
                }
                if let Some((at, source, key_span)) = merge {
                    self.merge(&mut entries, &first_seen, at, source, key_span)?;
                }
                NodeKind::Map(entries)
            }
        };
        let node = &mut self.nodes[id.0 as usize];
        node.kind = kind;
        node.span.end = last.max(node.span.start);
        if anchor != 0 {
            self.anchors.insert(anchor, (id, weight));
        }
        self.attach(id, weight);
        further.into_iter().for_each(|id| self.attach(id, 1));
        Ok(true)
    }

    /// Entries of a list whose `- ` is missing: all of their keys are read as keys of the entry above them.
    fn next_entries(&mut self, again: Vec<Entry>, first: &Entry) -> Result<Vec<NodeId>, Box<Finding>> {
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

    /// Puts the entries of what `<<` names where `<<` stands; what is written in the mapping itself wins.
    fn merge(
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
            let fresh: Vec<Entry> = from
                .iter()
                .filter(|entry| !written.contains_key(&entry.key) && !seen.contains(&entry.key))
                .cloned()
                .collect();
            self.growth = self.growth.saturating_add(from.len() as u64);
            seen.extend(fresh.iter().map(|entry| entry.key.clone()));
            merged.extend(fresh);
        }
        self.grow(0, key_span)?;
        entries.splice(at..at, merged);
        Ok(())
    }
}

/// The stretch up to the end of its first line.
pub fn first_line(text: &str, span: Span) -> Span {
    let slice = text.get(span.range()).unwrap_or_default();
    let line = slice.lines().next().unwrap_or_default();
    Span::new(span.file, span.start as usize, span.start as usize + line.len())
}

/// A stretch without what YAML takes for white space at its end. Another space, such as a no-break space, belongs to the
/// value.
fn trimmed(text: &str, span: Span) -> Span {
    let slice = text.get(span.range()).unwrap_or_default().trim_end_matches([' ', '\t', '\r', '\n']);
    Span::new(span.file, span.start as usize, span.start as usize + slice.len())
}

fn bad_key(span: Span) -> Finding {
    Shape::WrongType
        .finding("a key must be a word", Mark::span(span, "this is not a word"))
        .help("write `key: value`; a list or mapping cannot be a key")
}

/// Where the tag stands, unless it is one of YAML's core tags, which say what is known anyway.
fn own_tag(tag: Option<String>, span: Option<Span>) -> Option<Span> {
    tag.filter(|tag| !tag.starts_with("!!") && !tag.starts_with("!<tag:yaml.org,2002:")).and(span)
}

/// Whether keys that are written again are those of a further entry.
fn is_next_entry(entries: &[Entry], again: &[Entry]) -> bool {
    again.len() > 1 && entries.first().is_some_and(|first| first.key == again[0].key)
}

fn twice(entry: &Entry, first_seen: &HashMap<String, Span>, is_block: bool, first: Option<&Entry>) -> Finding {
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
fn goes_on_with(
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceFile, Sources};

    fn tree(text: &str) -> (Option<Tree>, Vec<Finding>) {
        let mut sources = Sources::default();
        let file = sources.add(SourceFile::new("x.yaml", text.to_owned()));
        let mut findings = Vec::new();
        let tree = parse(file, text, &mut findings);
        (tree, findings)
    }

    fn keys(text: &str) -> Vec<String> {
        let (tree, findings) = tree(text);
        assert_eq!(findings, []);
        let tree = tree.expect("a document");
        let NodeKind::Map(entries) = tree.kind(tree.root()) else { panic!("a mapping") };
        entries.iter().map(|entry| entry.key.clone()).collect()
    }

    #[test]
    fn merge_keys_add_what_is_not_written() {
        assert_eq!(keys("a: &x { p: 1, q: 2 }\n<<: *x\nq: 3\n"), ["a", "p", "q"]);
        assert_eq!(keys("a: &x { p: 1 }\nb: &y { p: 2, r: 3 }\n<<: [*x, *y]\n"), ["a", "b", "p", "r"]);
    }

    #[test]
    fn merge_keys_may_follow_each_other() {
        // The other reader resolves one step of such a chain only.
        let text = "x: &x { p: 1, q: 1 }\ny: &y { q: 2, <<: *x }\nz: { <<: *y, r: 3 }\n";
        let (tree, findings) = tree(text);
        assert_eq!(findings, []);
        let tree = tree.expect("a document");
        let NodeKind::Map(entries) = tree.kind(tree.root()) else { panic!("a mapping") };
        let NodeKind::Map(entries) = tree.kind(entries[2].value) else { panic!("a mapping") };
        let text = |entry: &Entry| match tree.kind(entry.value) {
            NodeKind::Scalar { value, .. } => format!("{}: {value}", entry.key),
            kind => panic!("{kind:?}"),
        };
        let mut found: Vec<String> = entries.iter().map(text).collect();
        found.sort();
        assert_eq!(found, ["p: 1", "q: 2", "r: 3"]);
    }

    #[test]
    fn a_block_ends_with_its_last_value() {
        let text = "a:\n  b: one\n\n# comment\nc: 2\n";
        let (tree, _) = tree(text);
        let tree = tree.expect("a document");
        let NodeKind::Map(entries) = tree.kind(tree.root()) else { panic!("a mapping") };
        assert_eq!(&text[tree.span(entries[0].value).range()], "b: one");
    }

    #[test]
    fn an_alias_bomb_is_a_finding_and_honest_aliases_are_not() {
        let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for (name, below) in ["b", "c", "d", "e", "f", "g"].iter().zip(["a", "b", "c", "d", "e", "f"]) {
            bomb.push_str(&format!("{name}: &{name} [{}]\n", vec![format!("*{below}"); 10].join(", ")));
        }
        let (tree_of_bomb, findings) = tree(&bomb);
        assert!(tree_of_bomb.is_none());
        assert!(findings[0].message.contains("aliases"), "{findings:?}");

        let honest = format!("a: &a {{ text: x }}\nlist: [{}]\n", vec!["*a"; 150].join(", "));
        assert_eq!(tree(&honest).1, []);
    }

    /// Requires that a node says what the other reader says, which knows no wanted type: a word that it takes for a number
    /// or a flag has to be one without quotes, and to be the same one when it is read again.
    fn agrees(tree: &Tree, id: NodeId, other: &serde_yaml::Value, at: &str) {
        use serde_yaml::Value;
        match (tree.kind(id), other) {
            (NodeKind::Empty | NodeKind::Null, Value::Null) => {}
            (NodeKind::Scalar { value, .. }, Value::String(text)) => assert_eq!(value, text, "{at}"),
            (NodeKind::Scalar { value, style: Style::Plain }, Value::Number(_) | Value::Bool(_)) => {
                let again: Value = serde_yaml::from_str(value).expect(at);
                assert_eq!(again, *other, "{at}");
            }
            (NodeKind::List(items), Value::Sequence(others)) => {
                assert_eq!(items.len(), others.len(), "{at}");
                for (index, (item, other)) in items.iter().zip(others).enumerate() {
                    agrees(tree, *item, other, &format!("{at}/{index}"));
                }
            }
            (NodeKind::Map(entries), Value::Mapping(others)) => {
                assert_eq!(entries.len(), others.len(), "{at}");
                for entry in entries {
                    // A key that the other reader takes for a number is compared as that.
                    let number = || others.get(&serde_yaml::from_str::<Value>(&entry.key).ok()?);
                    let other = others.get(entry.key.as_str()).or_else(number);
                    let at = format!("{at}/{}", entry.key);
                    agrees(tree, entry.value, other.unwrap_or_else(|| panic!("{at}: only one has the key")), &at);
                }
            }
            (kind, other) => panic!("{at}: {kind:?} and {other:?}"),
        }
    }

    fn agrees_on(name: &str, text: &str) {
        let (tree, findings) = tree(text);
        assert_eq!(findings, [], "{name}");
        let tree = tree.expect(name);
        let mut other: serde_yaml::Value = serde_yaml::from_str(text).expect(name);
        other.apply_merge().expect(name);
        agrees(&tree, tree.root(), &other, name);
    }

    #[test]
    fn another_reader_agrees_on_the_shipped_ladders() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("ladders");
        let files = std::fs::read_dir(folder).expect("the ladders are here").map(|entry| entry.expect("a file").path());
        let texts: Vec<_> = files.map(|path| (path.display().to_string(), std::fs::read_to_string(path))).collect();
        assert!(texts.len() >= 4, "{texts:?}");
        for (name, text) in texts {
            agrees_on(&name, &text.expect("UTF-8"));
        }
    }

    #[test]
    fn another_reader_agrees_on_the_examples_of_the_format() {
        for node in crate::parse::keys::NODES {
            for (name, text) in crate::rules::files(node.example) {
                agrees_on(&format!("{}, {name}", node.name), &text);
            }
        }
    }

    #[test]
    fn another_reader_agrees_on_the_good_ladder_of_every_rule() {
        for rule in crate::rules::ALL {
            for (name, text) in crate::rules::files(rule.explanation.good) {
                agrees_on(&format!("{}, {name}", rule.id), &text);
            }
        }
    }

    #[test]
    fn another_reader_agrees_on_what_ladders_seldom_use() {
        for text in [
            "a: &x { p: 1, q: two }\nb: { <<: *x, q: 3 }\nc: *x\n",
            "a: &x { p: 1 }\nb: &y { p: 2, r: 3 }\nc: { q: 1, <<: [*x, *y] }\nd: { <<: [*y, *x] }\n",
            "- &x { p: 1 }\n- &y\n  <<: *x\n  p: ~\n- [*x, *y]\n",
            "a: |\n  one\n   two\n\n  three\n\nb: >-\n  one\n  two\n\n  three\nc: |+\n  one\n\n\nd: |2\n    one\n",
            "a: one\n  two\n\n  three\nb: 'it''s\n  so'\nc: \"tab\\t \\u8a2d \\x41 \\\n  joined\"\n",
            "a:\nb: ~\nc: null\nd: ''\ne: \"~\"\nf: []\ng: {}\nh: [~, null]\n",
            "no: yes\non: off\ny: n\n",
            "a: 1.10\nb: 012\nc: 1_000\nd: 1e3\ne: true\nf: .5\ng: -1\nh: 12:30:45\ni: 2026-01-01\n",
            "? a\n: b\n? \"c d\"\n:\n  - e\n",
            "{ a: [1, 2, { b: c }], \"d\":e, f: }\n",
            "a:\r\n- b\r\n- c: |\r\n    d\r\n    e\r\n",
            "--- # x\na: b # c\n...\n",
        ] {
            agrees_on(text, text);
        }
    }
}
