//! The words of a file that name things: ids where they are given, and where they are used. The table of keys says which
//! key holds what.

use crate::parse::keys::{self, NodeSpec, Takes};
use crate::parse::yaml::{Entry, NodeId, NodeKind, Style, Tree};
use crate::source::Span;

/// What a word is an id of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// The ladder or base of the file.
    Owner,
    Track,
    Level,
    Competency,
    Grade,
    Step,
    Role,
    /// A base file, by its path.
    Base,
    /// A level of this ladder or, behind the id of its ladder, of another: an end of a move.
    End,
    /// A track or a kind of tracks.
    TrackOrKind,
    /// A craft, which may have the id of the ladder.
    Craft,
}

/// A word that names something.
#[derive(Debug, Clone, Copy)]
pub struct Word<'t> {
    pub names: Names,
    /// Whether the id is given here; elsewhere it is used.
    pub is_given: bool,
    pub text: &'t str,
    /// The competency that a step is of, where it is of one.
    pub competency: Option<&'t str>,
    /// Where it is used: of an alias, the alias.
    pub used: Span,
    /// Where it is written: of an alias, the text that it stands for.
    pub written: Span,
    /// The key in front of it; the word itself where it is a key.
    pub key: Span,
    /// The list that it is in, where that is written.
    pub list: Option<Span>,
    pub style: Style,
}

/// The words of a ladder or base file.
pub fn words(tree: &Tree) -> Vec<Word<'_>> {
    let NodeKind::Map(entries) = tree.kind(tree.root()) else { return Vec::new() };
    let is_ladder = entries.iter().any(|entry| matches!(entry.key.as_str(), "ladder" | "tracks"));
    let mut walk = Walk { tree, found: Vec::new() };
    walk.mapping(if is_ladder { &keys::LADDER } else { &keys::BASE }, tree.root(), None);
    walk.found
}

struct Walk<'t> {
    tree: &'t Tree,
    found: Vec<Word<'t>>,
}

impl<'t> Walk<'t> {
    /// Walks a mapping, which may be one of a competency.
    fn mapping(&mut self, spec: &'static NodeSpec, node: NodeId, competency: Option<&'t str>) {
        let NodeKind::Map(entries) = self.tree.kind(node) else { return };
        let is_lateral = is_lateral(self.tree, entries);
        let competency = if std::ptr::eq(spec, &keys::COMPETENCY) { id_of(self.tree, entries) } else { competency };
        for entry in entries {
            let Some(key) = spec.key(&entry.key) else { continue };
            let names = match key.takes {
                Takes::Id => {
                    if let Some(names) = given_in(spec) {
                        self.add(names, true, competency, entry.value, entry.key_span, None);
                    }
                    continue;
                }
                Takes::Level | Takes::LevelsHere => Names::Level,
                Takes::Levels if is_lateral => Names::Track,
                Takes::Levels => Names::End,
                Takes::Grade | Takes::Grades => Names::Grade,
                Takes::Tracks => Names::TrackOrKind,
                Takes::Crafts => Names::Craft,
                Takes::Step => Names::Step,
                Takes::Files => Names::Base,
                Takes::List(inner) | Takes::OneOrMore(inner) => {
                    self.tree.each(&entry.value).iter().for_each(|node| self.mapping(inner, *node, competency));
                    continue;
                }
                Takes::Expectations(inner) => {
                    self.expectations(inner, entry.value);
                    continue;
                }
                Takes::Steps(_) => {
                    self.keys(Names::Step, competency, entry.value);
                    continue;
                }
                _ => continue,
            };
            let tree = self.tree;
            let list = matches!(tree.kind(entry.value), NodeKind::List(_)).then(|| tree.span(tree.meant(entry.value)));
            for node in tree.each(&entry.value) {
                self.add(names, false, competency, *node, entry.key_span, list);
            }
        }
    }

    fn expectations(&mut self, spec: &'static NodeSpec, node: NodeId) {
        self.keys(Names::Competency, None, node);
        let NodeKind::Map(entries) = self.tree.kind(node) else { return };
        for entry in entries {
            self.mapping(spec, entry.value, Some(&entry.key));
        }
    }

    /// The keys of a mapping that are ids.
    fn keys(&mut self, names: Names, competency: Option<&'t str>, node: NodeId) {
        let NodeKind::Map(entries) = self.tree.kind(node) else { return };
        self.found.extend(entries.iter().map(|entry| Word {
            names,
            is_given: false,
            text: &entry.key,
            competency,
            used: entry.key_span,
            written: entry.key_span,
            key: entry.key_span,
            list: None,
            style: Style::Plain,
        }));
    }

    fn add(
        &mut self,
        names: Names,
        is_given: bool,
        competency: Option<&'t str>,
        node: NodeId,
        key: Span,
        list: Option<Span>,
    ) {
        let NodeKind::Scalar { value, style } = self.tree.kind(node) else { return };
        let (used, written) = (self.tree.span(node), self.tree.span(self.tree.meant(node)));
        self.found.push(Word {
            names,
            is_given,
            text: value.trim(),
            competency,
            used,
            written,
            key,
            list,
            style: *style,
        });
    }
}

/// The id that the entries of a mapping give it.
pub fn id_of<'t>(tree: &'t Tree, entries: &[Entry]) -> Option<&'t str> {
    let entry = entries.iter().find(|entry| entry.key == "id")?;
    match tree.kind(entry.value) {
        NodeKind::Scalar { value, .. } => Some(value.trim()),
        _ => None,
    }
}

/// Whether the entries are those of a move between tracks.
pub fn is_lateral(tree: &Tree, entries: &[Entry]) -> bool {
    let flag = entries.iter().find(|entry| entry.key == "lateral").map(|entry| tree.kind(entry.value));
    matches!(flag, Some(NodeKind::Scalar { value, style: Style::Plain }) if value.eq_ignore_ascii_case("true"))
}

/// What the id of such a node is an id of.
fn given_in(spec: &'static NodeSpec) -> Option<Names> {
    let all = [
        (&keys::LADDER, Names::Owner),
        (&keys::BASE, Names::Owner),
        (&keys::TRACK, Names::Track),
        (&keys::LEVEL, Names::Level),
        (&keys::COMPETENCY, Names::Competency),
        (&keys::GRADE, Names::Grade),
        (&keys::STEP, Names::Step),
        (&keys::ROLE, Names::Role),
    ];
    all.into_iter().find(|(known, _)| std::ptr::eq(*known, spec)).map(|(_, names)| names)
}
