//! From tree to values: every getter checks one kind of value, collects what is wrong, and goes on.

use std::path::PathBuf;

use super::document::{Origin, Spanned};
use super::keys::{KeySpec, NodeSpec};
use super::yaml::{Entry, NodeId, NodeKind, Tree, first_line};
use crate::finding::{Finding, Fix, Mark, Shape};
use crate::model::{Amount, Entries, Stated, is_valid_id};
use crate::source::Span;
use crate::suggest;

/// Reads the nodes of one file.
pub struct Reader<'t> {
    /// The tree.
    pub tree: &'t Tree,
    text: &'t str,
    findings: &'t mut Vec<Finding>,
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
        Self { tree, text, findings }
    }

    /// Adds a finding.
    pub fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// A mapping's keys: unknown, empty and missing ones are reported. `head` is marked where a key is missing.
    pub fn fields(&mut self, node: NodeId, spec: &'static NodeSpec, head: Option<Span>) -> Option<Fields> {
        self.untagged(node);
        let NodeKind::Map(entries) = self.tree.kind(node) else {
            let expected = format!("{} is a mapping: `key: value` lines", spec.one());
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
        for entry in entries {
            if let Some(key) = spec.key(&entry.key) {
                let written = self.content(key, entry.key_span, entry.value);
                fields.written.push((key, entry.key_span, written));
            } else if !entry.key.starts_with("x-") {
                self.unknown_key(&mut fields, entry, &free);
            }
        }
        for key in spec.keys.iter().filter(|key| key.required) {
            if fields.get(key.name).is_none() {
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

    /// Reports a key that the format does not have. What it was probably meant as, one of the keys that are `free`,
    /// counts as written and unreadable, so that a misspelt key is one finding.
    fn unknown_key(&mut self, fields: &mut Fields, entry: &Entry, free: &[&'static str]) {
        let spec = fields.spec;
        let known = spec.keys.iter().map(|key| key.name);
        let near = suggest::nearest(&entry.key, free.iter().copied());
        let mut finding = Shape::UnknownField
            .finding(format!("{} has no key `{}`", spec.one(), entry.key), Mark::span(entry.key_span, "unknown"));
        finding = match suggest::did_you_mean(&entry.key, near.iter().copied()) {
            Some(hint) => finding.help(hint),
            // In braces, what follows a comma in a text looks like a key.
            None if entry.key.contains(' ') && matches!(self.tree.kind(entry.value), NodeKind::Empty) => finding.help(
                "is this the rest of a text? in `{ … }` a text with a comma goes in quotation marks, or on a line of its own",
            ),
            None => {
                let all: Vec<String> = known.map(|key| format!("`{key}`")).collect();
                finding.help(format!("its keys are {}; begin a key of your own with `x-`", all.join(", ")))
            }
        };
        if let [near] = near[..] {
            finding = finding.fix(Fix {
                title: format!("write `{near}`"),
                span: entry.key_span,
                replacement: near.to_owned(),
            });
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
            .collect::<Vec<_>>();
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

    /// A text.
    pub fn text(&mut self, fields: &Fields, key: &str) -> Stated<String> {
        self.spanned_text(fields, key).map(|text| text.value)
    }

    /// A text and where it stands.
    pub fn spanned_text(&mut self, fields: &Fields, key: &str) -> Stated<Spanned<String>> {
        match fields.node(key) {
            Stated::Is((span, node)) => self.scalar(node, span, key, "a text").into_stated(),
            Stated::Unstated => Stated::Unstated,
            Stated::Unknown => Stated::Unknown,
        }
    }

    /// An id and where it stands.
    pub fn id(&mut self, fields: &Fields, key: &str) -> Stated<Spanned<String>> {
        match self.spanned_text(fields, key) {
            Stated::Is(id) => self.checked_id(id).into_stated(),
            other => other,
        }
    }

    /// One id or a list of ids, without places.
    pub fn ids(&mut self, fields: &Fields, key: &str) -> Vec<String> {
        let texts = self.texts(fields, key);
        texts.list.into_iter().filter_map(|text| self.checked_id(text)).map(|id| id.value).collect()
    }

    /// One text or a list of texts; empty where the key is not there.
    pub fn texts(&mut self, fields: &Fields, key: &str) -> Entries<Spanned<String>> {
        match fields.node(key) {
            Stated::Is((span, node)) => self.texts_of(node, span, key),
            Stated::Unstated => Entries::default(),
            Stated::Unknown => Entries { list: Vec::new(), partial: true },
        }
    }

    /// One text or a list of texts at a node.
    pub fn texts_of(&mut self, node: NodeId, key_span: Span, key: &str) -> Entries<Spanned<String>> {
        let NodeKind::List(items) = self.tree.kind(node) else {
            return one_or_hole(self.scalar(node, key_span, key, "a text, or a list of texts"));
        };
        if items.is_empty() {
            self.empty(key, self.mark_of(node, key_span), "the list is empty");
            return Entries { list: Vec::new(), partial: true };
        }
        let mut texts = Entries::default();
        for item in items {
            match self.scalar(*item, key_span, key, "a text") {
                Some(text) => texts.list.push(text),
                None => texts.partial = true,
            }
        }
        texts
    }

    /// Files: one, or a list.
    pub fn files(&mut self, fields: &Fields, key: &str) -> Entries<Spanned<PathBuf>> {
        let texts = self.texts(fields, key);
        let list = texts.list.into_iter().map(|text| Spanned { value: PathBuf::from(text.value), span: text.span });
        Entries { list: list.collect(), partial: texts.partial }
    }

    /// `true` or `false`.
    pub fn flag(&mut self, fields: &Fields, key: &str) -> Stated<bool> {
        let (span, node) = match fields.node(key) {
            Stated::Is(found) => found,
            Stated::Unstated => return Stated::Unstated,
            Stated::Unknown => return Stated::Unknown,
        };
        self.untagged(node);
        if let NodeKind::Scalar { value, plain: true } = self.tree.kind(node) {
            match value.as_str() {
                "true" | "True" | "TRUE" => return Stated::Is(true),
                "false" | "False" | "FALSE" => return Stated::Is(false),
                _ => {}
            }
        }
        let meant = match self.tree.kind(node) {
            NodeKind::Scalar { value, .. } => match value.to_lowercase().as_str() {
                "yes" | "on" | "true" | "y" | "1" => Some("true"),
                "no" | "off" | "false" | "n" | "0" => Some("false"),
                _ => None,
            },
            _ => None,
        };
        let message = format!("`{key}` takes `true` or `false`");
        let help =
            meant.map_or_else(|| message.clone(), |word| format!("write `{key}: {word}`, without quotation marks"));
        self.wrong_type_at(self.mark_of(node, span), node, &message, help);
        Stated::Unknown
    }

    /// One of the words that the table allows.
    pub fn word<T: Copy>(&mut self, fields: &Fields, key: &str, all: &[T], name: fn(T) -> &'static str) -> Stated<T> {
        let text = match self.spanned_text(fields, key) {
            Stated::Is(text) => text,
            Stated::Unstated => return Stated::Unstated,
            Stated::Unknown => return Stated::Unknown,
        };
        if let Some(value) = all.iter().find(|value| name(**value) == text.value) {
            return Stated::Is(*value);
        }
        let words: Vec<&str> = all.iter().map(|value| name(*value)).collect();
        let expected = format!("`{key}` is {}", crate::suggest::one_of(&words));
        self.bad_word(&text, &format!("`{}` is not a `{key}`", text.value), words, expected);
        Stated::Unknown
    }

    /// A word that is none of `words`.
    pub fn bad_word(&mut self, text: &Spanned<String>, message: &str, words: Vec<&str>, expected: String) {
        let near = suggest::nearest(&text.value, words.iter().copied());
        let mut finding = Shape::BadValue.finding(message, Mark::span(text.span, "not one of its values"));
        finding = match suggest::did_you_mean(&text.value, words) {
            Some(hint) => finding.help(format!("{hint} {expected}")),
            None => finding.help(expected),
        };
        if let [near] = near[..] {
            finding =
                finding.fix(Fix { title: format!("write `{near}`"), span: text.span, replacement: near.to_owned() });
        }
        self.findings.push(finding);
    }

    /// A semantic version.
    pub fn version(&mut self, fields: &Fields, key: &str) -> Stated<String> {
        let text = match self.spanned_text(fields, key) {
            Stated::Is(text) => text,
            Stated::Unstated => return Stated::Unstated,
            Stated::Unknown => return Stated::Unknown,
        };
        if semver::Version::parse(&text.value).is_ok() {
            return Stated::Is(text.value);
        }
        let numbers = text.value.trim_start_matches(['v', 'V']);
        let padded = [numbers.to_owned(), format!("{numbers}.0"), format!("{numbers}.0.0")]
            .into_iter()
            .find(|version| semver::Version::parse(version).is_ok());
        let help = padded.map_or_else(
            || "three numbers with dots: major for what breaks or asks for more, minor for additions, patch for wording".into(),
            |version| format!("write `{version}`"),
        );
        let mark = Mark::span(text.span, "not three numbers with dots");
        let message = format!("`{}` is not a semantic version", text.value);
        self.findings.push(Shape::BadVersion.finding(message, mark).help(help));
        Stated::Unknown
    }

    /// An amount of money, and where it stands.
    pub fn amount(&mut self, fields: &Fields, key: &str) -> Stated<Amount> {
        let (span, node) = match fields.node(key) {
            Stated::Is(found) => found,
            Stated::Unstated => return Stated::Unstated,
            Stated::Unknown => return Stated::Unknown,
        };
        let Some(text) = self.scalar(node, span, key, "an amount of money, as a plain number") else {
            return Stated::Unknown;
        };
        let plain = matches!(self.tree.kind(node), NodeKind::Scalar { plain: true, .. });
        match parse_amount(&text.value) {
            Some(amount) if plain => Stated::Is(amount),
            Some(amount) => {
                let message = format!("`{key}` takes a number, and this is a text");
                let finding = Shape::WrongType.finding(message, Mark::span(text.span, "in quotation marks"));
                self.findings.push(finding.help(format!("write `{key}: {amount}`")));
                Stated::Unknown
            }
            None => {
                let mark = Mark::span(text.span, "not an amount");
                let finding = Shape::BadValue.finding(format!("`{}` is not an amount of money", text.value), mark);
                let help = match meant_amount(&text.value) {
                    Some(amount) => format!("write `{key}: {amount}`"),
                    None => "an amount a year, in digits only: `78000`".to_owned(),
                };
                self.findings.push(finding.help(help));
                Stated::Unknown
            }
        }
    }

    /// The mappings of a list, each with what to mark of it.
    pub fn list(&mut self, fields: &Fields, key: &str) -> Stated<Vec<NodeId>> {
        let (span, node) = match fields.node(key) {
            Stated::Is(found) => found,
            Stated::Unstated => return Stated::Unstated,
            Stated::Unknown => return Stated::Unknown,
        };
        self.untagged(node);
        match self.tree.kind(node) {
            NodeKind::List(items) => Stated::Is(items.clone()),
            _ => {
                let expected = fields.spec.key(key).map_or_else(String::new, |key| key.takes.describe());
                let mark = self.mark_of(node, span);
                self.wrong_type_at(
                    mark,
                    node,
                    &format!("`{key}` takes a list"),
                    format!("expected {expected}: each begins with `- `"),
                );
                Stated::Unknown
            }
        }
    }

    /// One mapping, or each of a list, which must not be empty.
    pub fn one_or_more(&mut self, fields: &Fields, key: &str) -> Stated<(Span, Vec<NodeId>)> {
        let (span, node) = match fields.node(key) {
            Stated::Is(found) => found,
            Stated::Unstated => return Stated::Unstated,
            Stated::Unknown => return Stated::Unknown,
        };
        self.untagged(node);
        match self.tree.kind(node) {
            NodeKind::List(items) if items.is_empty() => {
                self.empty(key, span, "the list is empty");
                Stated::Unknown
            }
            NodeKind::List(items) => Stated::Is((span, items.clone())),
            _ => Stated::Is((span, vec![node])),
        }
    }

    /// One scalar as text; `expected` says what is wanted where it is none.
    pub fn scalar(&mut self, node: NodeId, key_span: Span, key: &str, expected: &str) -> Option<Spanned<String>> {
        self.untagged(node);
        let span = self.mark_of(node, key_span);
        match self.tree.kind(node) {
            NodeKind::Scalar { value, .. } if value.trim().is_empty() => {
                self.empty(key, span, "the text is empty");
                None
            }
            NodeKind::Scalar { value, .. } => Some(Spanned { value: value.trim_end_matches('\n').to_owned(), span }),
            NodeKind::Empty => {
                self.empty(key, span, "nothing is written here");
                None
            }
            _ => {
                let message = format!("`{key}` takes {expected}");
                self.wrong_type_at(span, node, &message, format!("expected {expected}"));
                None
            }
        }
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
        let help = "write a value, or delete the line".to_owned();
        self.findings
            .push(Shape::EmptyValue.finding(format!("`{key}` has no value"), Mark::span(span, label)).help(help));
    }

    fn content(&mut self, key: &'static KeySpec, key_span: Span, value: NodeId) -> Written {
        match self.tree.kind(value) {
            NodeKind::Empty => {
                self.empty(key.name, key_span, "nothing is written here");
                Written::Unreadable
            }
            NodeKind::Null => {
                let finding = Shape::EmptyValue
                    .finding(
                        format!("`{}` cannot be `~`", key.name),
                        Mark::span(self.mark_of(value, key_span), "says nothing"),
                    )
                    .help(
                        "`~` means \"not asked here\" and stands only for an expectation; otherwise leave the key out",
                    );
                self.findings.push(finding);
                Written::Unreadable
            }
            _ => Written::Node(value),
        }
    }

    fn checked_id(&mut self, id: Spanned<String>) -> Option<Spanned<String>> {
        if is_valid_id(&id.value) {
            return Some(id);
        }
        let mended: String = id
            .value
            .trim()
            .chars()
            .map(|c| if c.is_alphanumeric() || matches!(c, '_' | '.') { c } else { '-' })
            .collect();
        let mended = mended.trim_matches(['-', '_', '.']).replace("..", ".");
        let finding =
            Shape::BadValue.finding(format!("`{}` cannot be an id", id.value), Mark::span(id.span, "not an id"));
        let rule = "an id begins with a letter or digit and goes on with letters, digits, `-`, `_` and `.`";
        let help = if is_valid_id(&mended) { format!("{rule}: `{mended}`") } else { rule.to_owned() };
        self.findings.push(finding.help(help));
        None
    }

    fn untagged(&mut self, node: NodeId) {
        if let Some(tag) = self.tree.tag(node) {
            let mark = Mark::span(first_line(self.text, self.tree.span(node)), "tagged");
            self.findings.push(
                Shape::BadValue
                    .finding(format!("the tag `{tag}` means nothing here"), mark)
                    .help("delete the tag; a text that begins with `!` goes in quotation marks"),
            );
        }
    }
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
    Some(finding.help(format!("write `id: {}`, and the other keys beside it", entry.key)))
}

/// Turns what a getter found or reported into what the file stated.
pub trait IntoStated<T> {
    /// `None` has been reported, so it is `Unknown`.
    fn into_stated(self) -> Stated<T>;
}

impl<T> IntoStated<T> for Option<T> {
    fn into_stated(self) -> Stated<T> {
        self.map_or(Stated::Unknown, Stated::Is)
    }
}

fn one_or_hole<T>(value: Option<T>) -> Entries<T> {
    let partial = value.is_none();
    Entries { list: value.into_iter().collect(), partial }
}

/// Digits, and at most two decimals.
fn parse_amount(text: &str) -> Option<Amount> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(decimals) || whole.len() > 12 || decimals.len() > 2 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let cents: i64 = format!("{decimals:0<2}").parse().ok()?;
    Some(Amount(whole * 100 + cents))
}

/// What `78_000`, `78,000`, `78k` and `0x1F` probably mean.
fn meant_amount(text: &str) -> Option<Amount> {
    if let Some(hex) = text.strip_prefix("0x") {
        return i64::from_str_radix(hex, 16).ok().filter(|n| *n < 1_000_000_000).map(|n| Amount(n * 100));
    }
    let lower = text.to_lowercase();
    let bare: String = lower.chars().filter(|c| !matches!(c, '_' | ',' | ' ' | '\'' | '€' | '$' | '£')).collect();
    match bare.strip_suffix('k') {
        Some(thousands) => parse_amount(thousands).map(|amount| Amount(amount.0 * 1000)),
        None => parse_amount(&bare),
    }
}
