//! YAML text to a compact tree whose every node has a span. Knows nothing of ladders.
//!
//! Nodes live in one list and name each other by index, so that neither building nor dropping a tree
//! recurses on a depth that the input controls. Aliases share what they name; how much they would grow the
//! document if written out is counted and limited.

mod builder;

use std::slice;

use foldhash::HashSet;
use granit_parser::Parser;

use builder::Builder;

use super::conflict::conflict;
use super::syntax;
use crate::finding::{Finding, Mark, Shape};
use crate::source::{FileId, Span};

/// How deep lists and mappings may nest. The format needs nine.
const MAX_DEPTH: usize = 64;
/// How many nodes a file may have.
const MAX_NODES: usize = 8_000_000;

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
    overridden: Vec<Entry>,
}

/// A node and its stretch of text.
#[derive(Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where it is used: for an alias, the alias.
    pub span: Span,
    /// The stretch of a tag of its own (`!x`); the core tags are not kept.
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
    pub key_span: Span,
    /// The value.
    pub value: NodeId,
}

impl Tree {
    /// The top of the document.
    pub fn root(&self) -> NodeId {
        self.root
    }

    /// The stretches of comments, without their line breaks.
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// Every node, those of a mapping's values among them, and of its keys only those with an anchor.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> {
        (0..self.nodes.len() as u32).map(NodeId)
    }

    /// The stretches of values that aliases name.
    pub fn shared(&self) -> impl Iterator<Item = Span> {
        self.shared.iter().map(|id| self.span(*id))
    }

    /// The entries of merged mappings that other entries with their keys win over.
    pub fn overridden(&self) -> &[Entry] {
        &self.overridden
    }

    /// Whether an alias is written.
    pub fn is_alias(&self, id: NodeId) -> bool {
        matches!(self.node(id).kind, NodeKind::Alias(_))
    }

    /// The node that an alias stands for; of any other node, itself.
    pub fn meant(&self, id: NodeId) -> NodeId {
        match self.node(id).kind {
            NodeKind::Alias(target) => target,
            _ => id,
        }
    }

    /// What a node is, aliases followed.
    pub fn kind(&self, id: NodeId) -> &NodeKind {
        &self.node(self.meant(id)).kind
    }

    /// The entries of a list; what is no list, itself.
    pub fn each<'t>(&'t self, id: &'t NodeId) -> &'t [NodeId] {
        match self.kind(*id) {
            NodeKind::List(items) => items,
            _ => slice::from_ref(id),
        }
    }

    /// Where a node is used.
    pub fn span(&self, id: NodeId) -> Span {
        self.node(id).span
    }

    /// Where the tag of a node, or of what it is an alias of, is written.
    pub fn tag(&self, id: NodeId) -> Option<Span> {
        self.node(self.meant(id)).tag
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }
}

/// Reads one document. `None` where the text is not YAML or holds nothing; the findings then say why.
pub fn parse(file: FileId, text: &str, findings: &mut Vec<Finding>) -> Option<Tree> {
    parse_within(MAX_NODES, file, text, findings)
}

fn parse_within(most_nodes: usize, file: FileId, text: &str, findings: &mut Vec<Finding>) -> Option<Tree> {
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
    let mut builder = Builder::new(file, text, findings, most_nodes);
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
    let Builder { nodes, root, comments, several, shared, overridden, .. } = builder;
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
    root.map(|root| Tree { nodes, root, comments, shared, overridden })
}

/// The stretch up to the end of its first line.
pub fn first_line(text: &str, span: Span) -> Span {
    let slice = text.get(span.range()).unwrap_or_default();
    let line = slice.lines().next().unwrap_or_default();
    Span::new(span.file, span.start as usize, span.start as usize + line.len())
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

    #[test]
    fn nodes_have_a_limit() {
        // As many as the page says would take half a minute here.
        let page = include_str!("../../../docs/limits.md");
        let written = page.lines().find_map(|line| line.strip_prefix("| values in a file | "));
        let number = written.map(|number| number.trim_end_matches(" |").replace(',', ""));
        assert_eq!(number, Some(MAX_NODES.to_string()));
        let file = Sources::default().add(SourceFile::new("x.yaml", String::new()));
        let parse = |text: &str| {
            let mut findings = Vec::new();
            let is_read = parse_within(10, file, text, &mut findings).is_some();
            (is_read, findings.pop().map(|finding| finding.message))
        };
        assert_eq!(parse("[a, b, c, d, e, f, g, h, i]"), (true, None));
        let message = "more than 10 values in one file".to_owned();
        assert_eq!(parse("[a, b, c, d, e, f, g, h, i, j]"), (false, Some(message)));
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
        let files = [folder.join("examples"), folder].into_iter().flat_map(|folder| {
            std::fs::read_dir(folder).expect("the ladders are here").map(|entry| entry.expect("a file").path())
        });
        let texts: Vec<_> = files
            .filter(|path| path.is_file())
            .map(|path| (path.display().to_string(), std::fs::read_to_string(path)))
            .collect();
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
