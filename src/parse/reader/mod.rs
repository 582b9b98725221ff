//! From tree to values: every getter checks one kind of value, collects what is wrong, and goes on.

mod values;

use foldhash::HashSet;

use super::document::Origin;
use super::keys::{KeySpec, NodeSpec, Takes};
use super::yaml::{Entry, NodeId, NodeKind, Style, Tree, first_line};
use super::{invisible, syntax};
use crate::finding::{Finding, Fix, Mark, Shape};
use crate::model::{CompetencyId, Stated, is_valid_id};
use crate::source::Span;
use crate::words::suggest;

pub use values::meant_amount;

/// Reads the nodes of one file.
pub struct Reader<'t> {
    /// The tree.
    pub tree: &'t Tree,
    text: &'t str,
    findings: &'t mut Vec<Finding>,
    /// The competencies that were named: most levels name the same.
    competencies: HashSet<CompetencyId>,
}

/// The keys of one mapping, checked against its table.
pub struct Fields {
    spec: &'static NodeSpec,
    written: Vec<(&'static KeySpec, Span, Written)>,
    /// What to mark where a key is missing.
    head: Span,
    has_unknown_key: bool,
}

#[derive(Clone, Copy)]
enum Written {
    Node(NodeId),
    Unreadable,
}

impl Fields {
    fn get(&self, key: &str) -> Option<(Span, Written)> {
        debug_assert!(self.spec.key(key).is_some(), "`{key}` is not in the table of a {}", self.spec.name);
        self.written.iter().find(|(spec, ..)| spec.name == key).map(|(_, span, written)| (*span, *written))
    }

    /// The node of a key; `Unknown` where its emptiness has been reported.
    pub fn node(&self, key: &str) -> Stated<(Span, NodeId)> {
        match self.get(key) {
            None if self.spec.key(key).is_some_and(|spec| spec.required) => Stated::Unknown,
            None => Stated::Unstated,
            Some((_, Written::Unreadable)) => Stated::Unknown,
            Some((span, Written::Node(node))) => Stated::Is((span, node)),
        }
    }

    /// What the table says of a key, which is one of it.
    pub fn spec(&self, key: &str) -> &'static KeySpec {
        self.spec.key(key).expect("the key is in the table")
    }

    /// Where a key is written.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.get(key).map(|(span, _)| span)
    }

    /// Whether a key was reported as unknown.
    pub fn has_unknown_key(&self) -> bool {
        self.has_unknown_key
    }

    /// What to mark of the mapping as a whole.
    pub fn head(&self) -> Span {
        self.head
    }
}

impl<'t> Reader<'t> {
    /// A reader of `tree`, which was made from `text`.
    pub fn new(tree: &'t Tree, text: &'t str, findings: &'t mut Vec<Finding>) -> Self {
        Self { tree, text, findings, competencies: HashSet::default() }
    }

    /// Adds a finding.
    pub fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The id of a competency as it is written.
    pub fn competency(&mut self, written: &str) -> CompetencyId {
        if let Some(known) = self.competencies.get(written) {
            return known.clone();
        }
        let id = CompetencyId::from(written);
        self.competencies.insert(id.clone());
        id
    }

    /// Reads something in which every mistake may quote pay.
    pub fn about_pay<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.findings.len();
        let value = read(self);
        self.findings[before..].iter_mut().for_each(|finding| finding.about_pay = true);
        value
    }

    /// A mapping's keys: unknown, empty and missing ones are reported. `head` is marked where a key is missing.
    pub fn fields(&mut self, node: NodeId, spec: &'static NodeSpec, head: Option<Span>) -> Option<Fields> {
        self.fields_but(node, spec, head, &[])
    }

    /// The same, without a word on the keys of whose presence or absence something is `reported`.
    pub fn fields_but(
        &mut self,
        node: NodeId,
        spec: &'static NodeSpec,
        head: Option<Span>,
        reported: &[&str],
    ) -> Option<Fields> {
        self.untagged(node);
        let NodeKind::Map(entries) = self.tree.kind(node) else {
            let expected = format!("write {} as `key: value` lines", spec.one());
            self.wrong_type(node, &format!("{} must be a mapping", spec.one()), expected);
            return None;
        };
        let start = self.tree.span(node);
        let named =
            entries.iter().find(|entry| entry.key == "id").map(|entry| self.mark_of(entry.value, entry.key_span));
        let head = head.or(named).or(entries.first().map(|entry| entry.key_span));
        let mut fields = Fields {
            spec,
            written: Vec::new(),
            head: head.unwrap_or_else(|| first_line(self.text, start)),
            has_unknown_key: false,
        };
        if let Some(finding) = id_as_key(entries, spec) {
            self.findings.push(finding);
            return None;
        }
        let free: Vec<&str> = spec.keys.iter().map(|key| key.name).filter(|key| !is_written(entries, key)).collect();
        let squeezed = self.squeezed(entries);
        for entry in entries {
            if let Some(key) = spec.key(&entry.key) {
                let written = self.content(key, entry.key_span, entry.value);
                fields.written.push((key, entry.key_span, written));
            } else if squeezed.contains(&entry.key_span) {
                let name = entry.key.split(':').next().unwrap_or_default();
                fields.has_unknown_key = true;
                fields.written.extend(spec.key(name).map(|key| (key, entry.key_span, Written::Unreadable)));
            } else if !entry.key.starts_with("x-") && !reported.contains(&entry.key.as_str()) {
                self.unknown_key(&mut fields, entry, &free);
            }
        }
        for key in spec.keys.iter().filter(|key| key.required) {
            if fields.get(key.name).is_none() && !reported.contains(&key.name) {
                let mark = Mark::span(fields.head, format!("this {} has no `{}`", spec.name, key.name));
                self.findings.push(
                    Shape::MissingField
                        .finding(format!("{} must have the key `{}`", spec.one(), key.name), mark)
                        .help(format!("add `{}:`, which takes {}", key.name, key.takes.describe())),
                );
            }
        }
        Some(fields)
    }

    /// In braces, `from:IC4` is one long key: which keys are such, reported at the first.
    pub fn squeezed(&mut self, entries: &[Entry]) -> Vec<Span> {
        let is_squeezed = |entry: &&Entry| {
            let is_plain = self.text.get(entry.key_span.range()) == Some(entry.key.as_str());
            is_plain
                && matches!(self.tree.kind(entry.value), NodeKind::Empty)
                && !entry.key.starts_with("x-")
                && syntax::squeezed(&entry.key).is_some()
        };
        let squeezed: Vec<&Entry> = entries.iter().filter(is_squeezed).collect();
        if let Some((name, value)) = squeezed.first().and_then(|first| first.key.split_once(':')) {
            let span = squeezed[0].key_span;
            let colon = Span::new(span.file, span.start as usize, span.start as usize + name.len() + 1);
            self.findings.push(
                Shape::Syntax
                    .finding(
                        format!("a space is missing after `{name}:`"),
                        Mark::span(colon, "no space after the colon"),
                    )
                    .help(format!("write `{name}: {value}`")),
            );
        }
        squeezed.iter().map(|entry| entry.key_span).collect()
    }

    /// Reports a key that the format does not have. What it was probably meant as, one of the keys that are `free`,
    /// counts as written and unreadable, so that a misspelt key is one finding.
    fn unknown_key(&mut self, fields: &mut Fields, entry: &Entry, free: &[&'static str]) {
        let spec = fields.spec;
        let known = spec.keys.iter().map(|key| key.name);
        let near = match synonym(&entry.key, free) {
            Some(meant) => vec![meant],
            None => suggest::nearest(&entry.key, free.iter().copied()),
        };
        let mut finding = Shape::UnknownField
            .finding(format!("{} has no key `{}`", spec.one(), entry.key), Mark::span(entry.key_span, "unknown"));
        finding = match &near[..] {
            [_, ..] => finding.help(format!("did you mean {}?", suggest::one_of(&near))),
            // In braces, what follows a comma in a text looks like a key.
            [] if entry.key.contains(' ') && matches!(self.tree.kind(entry.value), NodeKind::Empty) => finding.help(
                "is this the rest of a text? inside `{ … }`, put a text with a comma in quotation marks or on its own line",
            ),
            [] => {
                let all: Vec<String> = known.map(|key| format!("`{key}`")).collect();
                finding.help(format!("its keys are {}; begin a key of your own with `x-`", all.join(", ")))
            }
        };
        if let [near] = near[..] {
            finding = finding.fix(Fix::word(entry.key_span, near));
        }
        self.findings.push(finding);
        fields.has_unknown_key = true;
        let meant = near.iter().filter_map(|near| spec.key(near));
        fields.written.extend(meant.map(|key| (key, entry.key_span, Written::Unreadable)));
    }

    /// Where a mapping and its keys stand. `name` is the key whose value names it.
    pub fn origin(&self, fields: &Fields, name: &str) -> Origin {
        let keys = fields
            .written
            .iter()
            .map(|(key, span, written)| match written {
                Written::Node(node) => (key.name, *span, self.mark_of(*node, *span)),
                Written::Unreadable => (key.name, *span, *span),
            })
            .collect::<Box<[_]>>();
        let name = keys.iter().find(|(key, ..)| *key == name).map_or(fields.head, |(.., value)| *value);
        Origin { name, keys }
    }

    /// What to mark of a value: a text's first line, or the key of what spreads over lines.
    pub fn mark_of(&self, node: NodeId, key: Span) -> Span {
        let span = self.tree.span(node);
        let text = self.text.get(span.range()).unwrap_or_default();
        let is_text = matches!(self.tree.kind(node), NodeKind::Scalar { .. });
        if text.is_empty() || (!is_text && text.contains('\n')) { key } else { first_line(self.text, span) }
    }
    /// Reports a value of the wrong type.
    pub fn wrong_type(&mut self, node: NodeId, message: &str, help: String) {
        let span = first_line(self.text, self.tree.span(node));
        self.wrong_type_at(span, node, message, help);
    }

    /// Reports a value of the wrong type, marked at `span`.
    pub fn wrong_type_at(&mut self, span: Span, node: NodeId, message: &str, help: String) {
        let is = match self.tree.kind(node) {
            NodeKind::Empty => "nothing is written here",
            NodeKind::Null => "this is `~`",
            NodeKind::Scalar { .. } => "this is a text",
            NodeKind::List(_) => "this is a list",
            NodeKind::Map(_) => "this is a mapping",
            NodeKind::Alias(_) => "this is an alias",
        };
        self.findings.push(Shape::WrongType.finding(message, Mark::span(span, is)).help(help));
    }

    /// Reports a key without a value.
    pub fn empty(&mut self, key: &str, span: Span, label: &str) {
        let finding = Shape::EmptyValue.finding(format!("`{key}` has no value"), Mark::span(span, label));
        self.findings.push(finding.help("write a value, or delete the line"));
    }

    /// Reports a key without a value, which has to be there where the table says so.
    pub fn empty_key(&mut self, key: &KeySpec, span: Span, label: &str) {
        if !key.required {
            return self.empty(key.name, span, label);
        }
        let finding = Shape::EmptyValue.finding(format!("`{}` has no value", key.name), Mark::span(span, label));
        self.findings.push(finding.help(format!("write a value: `{}` takes {}", key.name, key.takes.describe())));
    }

    fn content(&mut self, key: &'static KeySpec, key_span: Span, value: NodeId) -> Written {
        match self.tree.kind(value) {
            NodeKind::Empty => {
                self.empty_key(key, key_span, "nothing is written here");
                Written::Unreadable
            }
            NodeKind::Scalar { value: text, .. } if text.trim().is_empty() && self.tree.tag(value).is_none() => {
                self.empty_key(key, self.mark_of(value, key_span), "the text is empty");
                Written::Unreadable
            }
            NodeKind::Scalar { .. } | NodeKind::List(_) if !is_prose(key.takes) && self.hides_something(value) => {
                Written::Unreadable
            }
            NodeKind::Null => {
                let finding = Shape::EmptyValue
                    .finding(
                        format!("`{}` cannot be `~`", key.name),
                        Mark::span(self.mark_of(value, key_span), "not a value"),
                    )
                    .help("only an expectation can be `~`, which means \"not asked here\"; delete the key instead");
                self.findings.push(finding);
                Written::Unreadable
            }
            _ => Written::Node(value),
        }
    }

    /// Reports characters that nobody sees, in a text or the texts of a list; whether there are any.
    fn hides_something(&mut self, node: NodeId) -> bool {
        let before = self.findings.len();
        for node in self.tree.each(&node) {
            let span = self.tree.span(*node);
            let hidden = match self.tree.kind(*node) {
                NodeKind::Scalar { .. } => self.text.get(span.range()).and_then(invisible::find),
                _ => None,
            };
            if let Some(at) = hidden {
                self.findings.push(invisible::finding(span.file, self.text, span.start as usize + at));
            }
        }
        self.findings.len() > before
    }

    /// Reports a tag; whether there is one.
    fn untagged(&mut self, node: NodeId) -> bool {
        let Some(tag) = self.tree.tag(node) else { return false };
        let written = self.text.get(tag.range()).unwrap_or_default();
        let end = self.tree.span(node).end as usize;
        let whole = self.text.get(tag.start as usize..end).unwrap_or(written);
        let is_plain = matches!(self.tree.kind(node), NodeKind::Scalar { style: Style::Plain, .. });
        let example = if is_plain && whole.len() <= 60 && !whole.contains(['"', '\\', '`', '\n']) {
            format!(": `\"{whole}\"`")
        } else {
            String::new()
        };
        self.findings.push(
            Shape::BadValue
                .finding(format!("the tag `{written}` has no meaning here"), Mark::span(tag, "a tag"))
                .help(format!("delete the tag; put a text that begins with `!` in quotation marks{example}")),
        );
        true
    }
}

/// The key that another word for it means, of those that are `free`.
fn synonym(word: &str, free: &[&'static str]) -> Option<&'static str> {
    const SYNONYMS: &[(&str, &[&str])] = &[
        ("type", &["kind"]),
        ("salary", &["pay"]),
        ("description", &["summary"]),
        ("name", &["title"]),
        ("skills", &["competencies", "expectations"]),
        ("reports", &["manages"]),
    ];
    let (_, meant) = SYNONYMS.iter().find(|(known, _)| word.eq_ignore_ascii_case(known))?;
    free.iter().copied().find(|key| meant.contains(key))
}

/// Whether a value is there to be read by people, in whatever characters they like.
fn is_prose(takes: Takes) -> bool {
    matches!(
        takes,
        Takes::Text
            | Takes::Texts
            | Takes::Crafts
            | Takes::Points(_)
            | Takes::Files
            | Takes::List(_)
            | Takes::OneOrMore(_)
            | Takes::Expectations(_)
    )
}

fn is_written(entries: &[Entry], key: &str) -> bool {
    entries.iter().any(|entry| entry.key == key)
}

/// `- M2: { grade: 2 }`: an id where a key should be is one mistake, not an unknown key and a missing one.
fn id_as_key(entries: &[Entry], spec: &NodeSpec) -> Option<Finding> {
    let [entry] = entries else { return None };
    let wants_id = spec.key("id").is_some_and(|key| key.required);
    if !wants_id || spec.key(&entry.key).is_some() || !is_valid_id(&entry.key) {
        return None;
    }
    if !suggest::nearest(&entry.key, spec.keys.iter().map(|key| key.name)).is_empty() {
        return None;
    }
    let finding = Shape::MissingField.finding(
        format!("{} must have the key `id`", spec.one()),
        Mark::span(entry.key_span, "an id where a key should be"),
    );
    Some(finding.help(format!("write `id: {}` next to the other keys", entry.key)))
}
