//! Values by kind: texts, ids, flags, words, versions, amounts, lists.

use std::path::PathBuf;

use super::{Fields, Reader};
use crate::finding::{Edit, Fix, Mark, Shape};
use crate::model::{Amount, Date, Entries, Equivalent, Stated, is_valid_id};
use crate::parse::document::Spanned;
use crate::parse::yaml::{NodeId, NodeKind, Style};
use crate::source::Span;
use crate::words::suggest;

impl Reader<'_> {
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

    /// An id at a node, which stands under `key`.
    pub fn id_of(&mut self, node: NodeId, key_span: Span, key: &str) -> Stated<Spanned<String>> {
        self.scalar(node, key_span, key, "an id").and_then(|id| self.checked_id(id)).into_stated()
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
        let mut texts = Entries { list: Vec::with_capacity(items.len()), partial: false };
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
        if let NodeKind::Scalar { value, style: Style::Plain } = self.tree.kind(node) {
            match value.as_str() {
                "true" | "True" | "TRUE" => return Stated::Is(true),
                "false" | "False" | "FALSE" => return Stated::Is(false),
                _ => {}
            }
        }
        let (meant, is_quoted) = match self.tree.kind(node) {
            NodeKind::Scalar { value, style } => (meant_flag(value), *style != Style::Plain),
            _ => (None, false),
        };
        let message = format!("`{key}` takes `true` or `false`");
        let help = match meant {
            Some(word) if is_quoted => format!("write `{key}: {word}`, without quotation marks"),
            Some(word) => format!("write `{key}: {word}`"),
            None => message.clone(),
        };
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
        let expected = format!("`{key}` is {}", crate::words::suggest::one_of(&words));
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
            finding = finding.fix(Fix::word(text.span, near));
        }
        self.findings.push(finding);
    }

    /// A link that a browser or a mail program opens.
    pub fn url(&mut self, fields: &Fields, key: &str) -> Stated<Spanned<String>> {
        let url = self.spanned_text(fields, key);
        let Stated::Is(text) = &url else { return url };
        let is_known = ["https://", "http://", "mailto:"].iter().any(|scheme| text.value.starts_with(scheme));
        if is_known && !text.value.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return url;
        }
        let finding =
            Shape::BadValue.finding(format!("`{}` is not a link", text.value), Mark::span(text.span, "not a link"));
        self.report(finding.help("write a link that begins with `https://`, `http://` or `mailto:` and has no spaces"));
        Stated::Unknown
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
            || "write three numbers with dots: major for breaking changes and higher bars, minor for additions, patch for wording".into(),
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
        let plain = matches!(self.tree.kind(node), NodeKind::Scalar { style: Style::Plain, .. });
        match parse_amount(&text.value) {
            Some(amount) if plain => Stated::Is(amount),
            Some(amount) => {
                let message = format!("`{key}` takes a number, but this is a text");
                let finding = Shape::WrongType.finding(message, Mark::span(text.span, "in quotation marks"));
                self.findings.push(finding.help(format!("write `{key}: {}`", amount.plain())));
                Stated::Unknown
            }
            None => {
                let mark = Mark::span(text.span, "not an amount");
                let finding = Shape::BadValue.finding(format!("`{}` is not an amount of money", text.value), mark);
                let help = match meant_amount(&text.value) {
                    Some(amount) => format!("write `{key}: {}`", amount.plain()),
                    None => "an amount in digits only: `78000`".to_owned(),
                };
                self.findings.push(finding.help(help));
                Stated::Unknown
            }
        }
    }

    /// A day.
    pub fn date(&mut self, fields: &Fields, key: &str) -> Stated<Date> {
        let text = match self.spanned_text(fields, key) {
            Stated::Is(text) => text,
            Stated::Unstated => return Stated::Unstated,
            Stated::Unknown => return Stated::Unknown,
        };
        let date = Date::parse(&text.value);
        if date.is_none() {
            let mark = Mark::span(text.span, "not a date");
            let finding = Shape::BadValue.finding(format!("`{}` is not a date", text.value), mark);
            self.findings.push(finding.help("write year, month and day: `2026-03-31`"));
        }
        date.into_stated()
    }

    /// What something is called in other frameworks.
    pub fn equivalents(&mut self, fields: &Fields, key: &str) -> Vec<Equivalent> {
        let Stated::Is((span, node)) = fields.node(key) else { return Vec::new() };
        self.untagged(node);
        let NodeKind::Map(entries) = self.tree.kind(node) else {
            let mark = self.mark_of(node, span);
            let message = format!("`{key}` takes a mapping from framework to the name there");
            self.wrong_type_at(mark, node, &message, format!("write `{key}: {{ sfia: 5 }}`"));
            return Vec::new();
        };
        if entries.is_empty() {
            self.empty(key, span, "the mapping is empty");
        }
        let squeezed = self.squeezed(entries);
        let written = entries.iter().filter(|entry| !squeezed.contains(&entry.key_span));
        let named = written.filter_map(|entry| {
            let name = self.scalar(entry.value, entry.key_span, &entry.key, "a text")?;
            Some(Equivalent { framework: entry.key.clone(), name: name.value })
        });
        let mut named: Vec<Equivalent> = named.collect();
        // A mapping has no order.
        named.sort_by(|one, other| one.framework.cmp(&other.framework));
        named
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
                    format!("expected {expected}: begin each with `- `"),
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
        let is_tagged = self.untagged(node);
        let span = self.mark_of(node, key_span);
        match self.tree.kind(node) {
            NodeKind::Scalar { value, .. } if value.trim().is_empty() => {
                if !is_tagged {
                    self.empty(key, span, "the text is empty");
                }
                None
            }
            NodeKind::Scalar { value: written, style } => {
                self.cut_off(node);
                let value = written.trim_end();
                // The lines of a block end as they like, and so does a sentence.
                let is_word = *style != Style::Block && !value.contains(char::is_whitespace);
                if is_word && value != written {
                    let message = format!("white space at the end of `{key}`");
                    let mut finding = Shape::BadValue.finding(message, Mark::span(span, "ends with white space"));
                    if is_valid_id(value) {
                        finding = finding.fix(Fix::word(span, value));
                    }
                    self.findings.push(finding.help("delete it: to the program it would be part of the value"));
                }
                Some(Spanned { value: value.to_owned(), span })
            }
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

    /// Reports a text that a comment seems to cut off: `Ships the #1 priority`.
    fn cut_off(&mut self, node: NodeId) {
        let NodeKind::Scalar { value, style: Style::Plain } = self.tree.kind(node) else { return };
        let span = self.tree.span(node);
        let (start, end) = (span.start as usize, span.end as usize);
        let rest = self.text.get(end..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default().trim_end();
        if line.trim_start().starts_with('#') && goes_on(value, line.trim_start()) {
            let all = Span::new(span.file, start, end + line.len());
            let mark = Mark::span(
                Span::new(span.file, end + line.len() - line.trim_start().len(), end + line.len()),
                "read as a comment",
            );
            let finding = Shape::CutText.finding("a comment seems to be the rest of a text", mark);
            let text = self.text.get(all.range()).unwrap_or_default();
            let finding = finding.help(format!("put the text in quotation marks: `{}`", serde_json::Value::from(text)));
            self.findings.push(
                finding.fix(Fix { title: "put it in quotation marks".to_owned(), edits: vec![Edit::Quote(all)] }),
            );
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
        let rule = "an id begins with a letter or digit and continues with letters, digits, `-`, `_` and `.`";
        let help = if is_valid_id(&mended) { format!("{rule}: `{mended}`") } else { rule.to_owned() };
        self.findings.push(finding.help(help));
        None
    }
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

/// Whether a comment goes on with a sentence: after several words without a full stop, it begins with a number or a name,
/// and not with a space as remarks do.
fn goes_on(text: &str, comment: &str) -> bool {
    let is_sentence = text.split_whitespace().nth(1).is_some() && !text.ends_with(['.', '!', '?', ';', ':']);
    let mut after = comment.chars().skip(1);
    is_sentence && after.next().is_some_and(char::is_alphanumeric)
}

fn one_or_hole<T>(value: Option<T>) -> Entries<T> {
    let partial = value.is_none();
    Entries { list: value.into_iter().collect(), partial }
}

/// What `yes`, `off`, `true,` and `tru` probably mean.
fn meant_flag(text: &str) -> Option<&'static str> {
    let word = text.trim().trim_end_matches([',', ';', '.']).to_lowercase();
    match word.as_str() {
        "yes" | "on" | "y" | "1" => Some("true"),
        "no" | "off" | "n" | "0" => Some("false"),
        word => match suggest::nearest(word, ["true", "false"])[..] {
            ["true"] => Some("true"),
            ["false"] => Some("false"),
            _ => None,
        },
    }
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

/// What `78_000`, `78,000`, `78.000,50`, `78k` and `0x1F` probably mean.
pub fn meant_amount(text: &str) -> Option<Amount> {
    if let Some(hex) = text.strip_prefix("0x") {
        return i64::from_str_radix(hex, 16).ok().filter(|n| *n < 1_000_000_000).map(|n| Amount(n * 100));
    }
    let lower = text.to_lowercase();
    let is_filling = |c: &char| c.is_whitespace() || matches!(c, '_' | '\'' | '’' | '€' | '$' | '£');
    let bare: String = lower.chars().filter(|c| !is_filling(c)).collect();
    match bare.strip_suffix('k') {
        Some(thousands) => parse_amount(&thousands.replace(',', ".")).map(|amount| Amount(amount.0 * 1000)),
        None => parse_amount(&with_a_point(&bare)),
    }
}

/// A number without marks between its thousands and with a point before its decimals. What has exactly three digits behind
/// it, or stands there more than once, marks thousands.
fn with_a_point(text: &str) -> String {
    let Some(last) = text.rfind([',', '.']) else { return text.to_owned() };
    let mark = &text[last..=last];
    let decimals = &text[last + 1..];
    let marks_thousands = decimals.len() == 3 || text.matches(mark).count() > 1;
    let whole = text[..last].replace([',', '.'], "");
    if marks_thousands { format!("{whole}{decimals}") } else { format!("{whole}.{decimals}") }
}
