//! The events of the parser become a tree: anchors, keys, limits.

mod entries;

use foldhash::{HashMap, HashSet};
use granit_parser::{Event, ScalarStyle};

use super::{Entry, Node, NodeId, NodeKind, Style, first_line};
use crate::finding::{Finding, Mark, Shape};
use crate::parse::invisible;
use crate::source::{FileId, Span};

use entries::{goes_on_with, is_next_entry, twice};

/// How many nodes aliases and merge keys may add to those that are written.
const MAX_ALIAS_GROWTH: u64 = 100_000;
/// The longest text, in bytes.
const MAX_TEXT_BYTES: usize = 1024 * 1024;

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
        /// Entries with keys that were written before.
        again: Vec<Entry>,
        merge: Option<(usize, NodeId, Span)>,
    },
}

pub(super) struct Builder<'a> {
    file: FileId,
    text: &'a str,
    pub(super) findings: &'a mut Vec<Finding>,
    most_nodes: usize,
    pub(super) nodes: Vec<Node>,
    pub(super) root: Option<NodeId>,
    open: Vec<Open>,
    anchors: HashMap<usize, (NodeId, u64)>,
    growth: u64,
    pub(super) comments: Vec<Span>,
    /// Whether a second document began.
    pub(super) several: bool,
    pub(super) shared: HashSet<NodeId>,
    pub(super) overridden: Vec<Entry>,
}

/// Whether to go on; an error is what stops the reading of the file.
pub(super) type Step = Result<bool, Box<Finding>>;

impl<'a> Builder<'a> {
    pub(super) fn new(file: FileId, text: &'a str, findings: &'a mut Vec<Finding>, most_nodes: usize) -> Self {
        Self {
            file,
            text,
            findings,
            most_nodes,
            nodes: Vec::new(),
            root: None,
            open: Vec::new(),
            anchors: HashMap::default(),
            growth: 0,
            comments: Vec::new(),
            several: false,
            overridden: Vec::new(),
            shared: HashSet::default(),
        }
    }

    /// Takes an event; `Ok(false)` where reading should stop.
    pub(super) fn event(&mut self, event: Event<'_>, span: Span, tag_span: Option<Span>) -> Step {
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
        if self.nodes.len() >= self.most_nodes {
            let mark = Mark::span(span, "one too many");
            let message = format!("more than {} values in one file", self.most_nodes);
            return Err(Box::new(Shape::Syntax.finding(message, mark)));
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

/// The stretch of a tag, unless it is one of YAML's core tags, which add nothing.
fn own_tag(tag: Option<String>, span: Option<Span>) -> Option<Span> {
    tag.filter(|tag| !tag.starts_with("!!") && !tag.starts_with("!<tag:yaml.org,2002:")).and(span)
}
