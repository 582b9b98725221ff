//! Mistakes in a user's ladder, as data with a place. Never an error of the program.

use std::fmt;

use crate::model::Place;
use crate::source::Span;

/// How much a finding matters; ordered from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It is badly worded, or a reason should be written down.
    Note,
    /// The ladder will hurt people.
    Warning,
    /// The ladder contradicts itself, or breaks the promise of a dual ladder.
    Error,
}

impl Severity {
    /// Every severity, the worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The word in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The lowest severity that fails a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gate {
    /// Errors fail.
    Error,
    /// Errors and warnings fail.
    Warning,
    /// Every finding fails.
    Note,
    /// Nothing fails.
    Never,
}

impl Gate {
    /// Every gate, from the strictest word to none.
    pub const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Note, Self::Never];

    /// The word on the command line and in the configuration.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
            Self::Never => "never",
        }
    }

    /// Whether a finding of that severity fails the check.
    pub fn fails(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Note => true,
            Self::Never => false,
        }
    }
}

/// Where a mark points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A stretch of text, where there is no place yet.
    Span(Span),
    /// The name of the place: an id, or the key if it has none.
    Place(Place),
    /// The value of a key at a place; the name of the place if the key is not written.
    Key(Place, &'static str),
    /// The n-th name of a place that is written several times, counted from 0.
    Again(Place, usize),
}

/// A stretch of the user's text, with a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where it points.
    pub target: Target,
    /// The label.
    pub label: String,
}

impl Mark {
    /// A mark at a stretch of text.
    pub fn span(span: Span, label: impl Into<String>) -> Self {
        Self { target: Target::Span(span), label: label.into() }
    }

    /// A mark at the name of a place.
    pub fn place(place: Place, label: impl Into<String>) -> Self {
        Self { target: Target::Place(place), label: label.into() }
    }

    /// A mark at the name of a place that is written several times; `nth` counts from 0.
    pub fn again(place: Place, nth: usize, label: impl Into<String>) -> Self {
        Self { target: Target::Again(place, nth), label: label.into() }
    }

    /// A mark at the value of a key.
    pub fn key(place: Place, key: &'static str, label: impl Into<String>) -> Self {
        Self { target: Target::Key(place, key), label: label.into() }
    }

    /// Whether it points at amounts of pay: at a band, or at a key that only a band has.
    pub fn is_at_amounts(&self) -> bool {
        match &self.target {
            Target::Span(_) => false,
            Target::Place(place) | Target::Again(place, _) => place.is_pay(),
            Target::Key(place, key) => place.is_pay() || matches!(*key, "min" | "mid" | "max"),
        }
    }
}

/// A comment that suppresses findings: `# ladder: ignore[rule] reason`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignore {
    /// The comment.
    pub span: Span,
    /// The line that it applies to, from 1: its own or, if it is alone on its line, the next one with something on it.
    pub line: usize,
    /// The rules that it names, as written, each with its place.
    pub rules: Vec<(String, Span)>,
    /// The reason; empty if none is given.
    pub reason: String,
}

/// An edit of the user's text that corrects a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in words.
    pub title: String,
    /// What is changed.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// The right word for a misspelt one.
    pub fn word(span: Span, word: &str) -> Self {
        Self { title: format!("write `{word}`"), edits: vec![Edit::Word(span, word.to_owned())] }
    }
}

/// A change of the user's text. Rules know no text, so they name a place; its text is looked up when it is edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Writes another word for a key, a reference or a word.
    Word(Span, String),
    /// Lets a move that is written for one pair of levels hold both ways.
    BothWays(Place),
    /// Deletes the text of a place.
    Remove(Place),
    /// Writes a list of points where an expectation is one text.
    List(Place, Vec<String>),
    /// Writes another text where one is: at a key of a place, or at a point.
    Text(Place, Option<&'static str>, String),
    /// Puts a text and the comment that follows it on its line between quotation marks, as one text.
    Quote(Span),
}

/// A mistake, and its place. It cannot be built without a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong: lowercase, without a final stop.
    pub message: String,
    /// Where to correct it.
    pub primary: Mark,
    /// What else to look at.
    pub related: Vec<Mark>,
    /// The place in the model that the finding is about, if there is one.
    pub place: Option<Place>,
    /// What was expected, or the likely fix.
    pub help: Option<String>,
    /// One obvious edit.
    pub fix: Option<Fix>,
    /// Whether its words and marks may contain pay, which is private: shown only in a terminal and in JSON.
    pub about_pay: bool,
}

impl Finding {
    /// A finding of a rule. Only the loader and the registry make findings, so that a rule cannot mislabel them.
    pub(crate) fn new(rule: &'static str, severity: Severity, message: impl Into<String>, primary: Mark) -> Self {
        let place = match &primary.target {
            Target::Span(_) => None,
            Target::Place(place) | Target::Key(place, _) | Target::Again(place, _) => Some(place.clone()),
        };
        let message = message.into();
        Self { rule, severity, message, primary, related: Vec::new(), place, help: None, fix: None, about_pay: false }
    }

    /// Adds something else to look at.
    #[must_use]
    pub fn also(mut self, mark: Mark) -> Self {
        self.related.push(mark);
        self
    }

    /// Adds what was expected, or the likely fix.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds what the finding is about.
    #[must_use]
    pub fn about(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds one obvious edit.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}

/// The mistakes that the loader itself finds: the rules of shape. All are errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// The text is not YAML that can be read.
    Syntax,
    /// A key that the format does not have.
    UnknownField,
    /// A key that must be there.
    MissingField,
    /// Another type than expected, such as a list for a text.
    WrongType,
    /// The right type, but not an allowed value.
    BadValue,
    /// A key without a value.
    EmptyValue,
    /// One key twice in a mapping.
    DuplicateKey,
    /// One id twice.
    DuplicateId,
    /// A reference to something that does not exist.
    UnknownReference,
    /// A base that cannot be read.
    MissingBase,
    /// A base that extends itself.
    BaseCycle,
    /// Something that is defined in two files.
    Redefined,
    /// A track without levels.
    EmptyTrack,
    /// A band whose amounts are not in order.
    BandOrder,
    /// A version that is not a semantic version.
    BadVersion,
    /// A text that a comment seems to cut off.
    CutText,
}

impl Shape {
    /// The rule's id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::UnknownField => "unknown-field",
            Self::MissingField => "missing-field",
            Self::WrongType => "wrong-type",
            Self::BadValue => "bad-value",
            Self::EmptyValue => "empty-value",
            Self::DuplicateKey => "duplicate-key",
            Self::DuplicateId => "duplicate-id",
            Self::UnknownReference => "unknown-reference",
            Self::MissingBase => "missing-base",
            Self::BaseCycle => "base-cycle",
            Self::Redefined => "redefined",
            Self::EmptyTrack => "empty-track",
            Self::BandOrder => "band-order",
            Self::BadVersion => "bad-version",
            Self::CutText => "cut-text",
        }
    }

    /// The severity of its rule.
    pub fn severity(self) -> Severity {
        match self {
            // What is read is what the file says, even where it may not be what was meant.
            Self::CutText => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// A finding of this rule.
    pub(crate) fn finding(self, message: impl Into<String>, primary: Mark) -> Finding {
        Finding::new(self.id(), self.severity(), message, primary)
    }
}

/// The page on which a project publishes the explanations of its rules: an address, to which a rule's id is added.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Page(String);

impl Page {
    /// The placeholder for a rule's id in an address.
    const RULE: &str = "{rule}";

    /// An address with `https://` or `http://`; the error is help.
    pub fn parse(address: &str) -> Result<Self, &'static str> {
        let filled = address.replace(Self::RULE, "rule");
        let is_web = ["https://", "http://"].iter().any(|scheme| filled.starts_with(scheme));
        let uri = fluent_uri::Uri::parse(filled.as_str()).ok().filter(|_| is_web);
        let Some(uri) = uri.filter(|uri| uri.authority().is_some_and(|authority| !authority.host().is_empty())) else {
            return Err("write an address like `https://example.org/rules.html`; letters beyond ASCII and other \
                        unusual characters need `%` codes, as a browser copies them");
        };
        if uri.has_fragment() && !address.contains(Self::RULE) {
            return Err("it already has an anchor: remove it, or write `{rule}` in place of the rule's id");
        }
        Ok(Self(address.to_owned()))
    }

    /// The address as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address that explains a rule: its id replaces `{rule}`, or becomes the anchor.
    pub fn of(&self, rule: &str) -> String {
        if self.0.contains(Self::RULE) { self.0.replace(Self::RULE, rule) } else { format!("{}#{rule}", self.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_a_rule() {
        let of = |address: &str| Page::parse(address).map(|page| page.of("grade-gap"));
        assert_eq!(of("https://a.org/r.html").as_deref(), Ok("https://a.org/r.html#grade-gap"));
        assert_eq!(
            of("http://localhost:80/{rule}/?q={rule}").as_deref(),
            Ok("http://localhost:80/grade-gap/?q=grade-gap")
        );
        assert_eq!(of("https://a.org/r#user-content-{rule}").as_deref(), Ok("https://a.org/r#user-content-grade-gap"));
        assert_eq!(of("https://[::1]/%E8%A6%8F").as_deref(), Ok("https://[::1]/%E8%A6%8F#grade-gap"));
    }

    #[test]
    fn what_no_terminal_should_get_is_no_address() {
        let hostile = [
            "https://a.org/\u{1b}\\",
            "https://a.org/\u{7}",
            "https://a.org/\u{9c}",
            "https://a.org/\n",
            "https://a b",
        ];
        let other =
            ["", "rules.html", "ftp://a.org/", "file:///etc/passwd", "javascript:alert(1)", "https:a", "//a.org/"];
        let broken = ["https://", "https:///r", "https://a.org/規則", "https://a.org/%zz", "https://a.org/{id}"];
        for address in hostile.iter().chain(&other).chain(&broken) {
            assert!(Page::parse(address).is_err(), "{address:?}");
        }
        assert!(Page::parse("https://a.org/#top").is_err_and(|help| help.contains("anchor")));
    }
}
