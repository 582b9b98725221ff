//! From tree to document: one function for each kind of node, in the order of the table of keys.

mod definitions;
mod expectation;
mod pay;
mod points;
mod role;
mod track;

use super::document::{Document, DocumentKind};
use super::keys;
use super::reader::{Fields, Reader};
use super::yaml::{NodeId, NodeKind};
use crate::finding::{Mark, Shape};
use crate::model::{Entries, Stated};
use crate::source::Span;
use definitions::{competency, grade, step};
use role::role;
use track::{track, written_move};

/// The kind of a file.
pub enum Read {
    /// A ladder or base file.
    Document(Box<Document>),
    /// It has none of `ladder`, `base` and `tracks` at its top.
    NotALadder(Span),
    /// Findings say why it is neither.
    Broken,
}

/// Reads the tree of one file.
pub fn document(reader: &mut Reader<'_>) -> Read {
    let root = reader.tree.root();
    let NodeKind::Map(entries) = reader.tree.kind(root) else {
        return Read::NotALadder(reader.tree.span(root));
    };
    let at = |key: &str| entries.iter().find(|entry| entry.key == key).map(|entry| entry.key_span);
    // A file that is both or neither is read as a ladder, which has all the keys.
    let is_both = at("base").is_some() && (at("ladder").is_some() || at("tracks").is_some());
    let kind = match (at("ladder"), at("base"), at("tracks")) {
        (Some(ladder), Some(base), _) => {
            let (first, second) = if ladder < base { (ladder, base) } else { (base, ladder) };
            reader.report(
                Shape::BadValue
                    .finding("a file is a ladder or a base, not both", Mark::span(second, "this makes it the other"))
                    .also(Mark::span(first, "this makes it one"))
                    .help("put shared definitions into a separate file, and name that file under `extends`"),
            );
            DocumentKind::Ladder
        }
        (Some(_), None, _) => DocumentKind::Ladder,
        (None, Some(_), None) => DocumentKind::Base,
        (None, Some(base), Some(tracks)) => {
            reader.report(
                Shape::UnknownField
                    .finding("a base file has no tracks", Mark::span(tracks, "unknown in a base"))
                    .also(Mark::span(base, "this makes it a base"))
                    .help("begin the file with `ladder: <id>` instead of `base: <id>`, or move the tracks to a ladder file"),
            );
            DocumentKind::Ladder
        }
        (None, None, Some(_)) => DocumentKind::Ladder,
        (None, None, None) => return Read::NotALadder(entries.first().map_or(reader.tree.span(root), |e| e.key_span)),
    };
    let spec = match kind {
        DocumentKind::Ladder => &keys::LADDER,
        DocumentKind::Base => &keys::BASE,
    };
    let name = if kind == DocumentKind::Ladder { "ladder" } else { "base" };
    let head = at("tracks").filter(|_| at("ladder").is_none());
    let reported = if is_both { ["ladder", "base", "tracks"].as_slice() } else { &[] };
    let Some(fields) = reader.fields_but(root, spec, head, reported) else {
        return Read::Broken;
    };
    let mut origin = reader.origin(&fields, name);
    let id = match entries.iter().find(|entry| entry.key == "base") {
        Some(base) if at("ladder").is_none() && is_both => reader.id_of(base.value, base.key_span, "base"),
        _ => reader.id(&fields, name),
    };
    if let Stated::Is(id) = &id {
        origin.name = id.span;
    }
    let mut document = Document {
        kind,
        origin,
        is_both,
        id,
        title: reader.text(&fields, "title"),
        version: reader.version(&fields, "version"),
        summary: reader.text(&fields, "summary"),
        owned_by: Stated::Unstated,
        reviewed: Stated::Unstated,
        formerly: Vec::new(),
        extends: reader.files(&fields, "extends"),
        fork: Stated::Unstated,
        grades: filled(reader, &fields, "grades", grade),
        scale: filled(reader, &fields, "scale", step),
        competencies: entries_of(reader, &fields, "competencies", competency),
        tracks: Entries::default(),
        moves: Entries::default(),
        roles: Entries::default(),
    };
    if kind == DocumentKind::Ladder {
        document.owned_by = reader.text(&fields, "owned_by");
        document.reviewed = reader.date(&fields, "reviewed");
        document.formerly = reader.ids(&fields, "formerly");
        document.fork = reader.spanned_text(&fields, "fork");
        document.tracks = match filled(reader, &fields, "tracks", track) {
            Stated::Is(tracks) => tracks,
            _ => Entries { list: Vec::new(), partial: true },
        };
        document.moves = entries_of(reader, &fields, "moves", written_move);
        document.roles = entries_of(reader, &fields, "roles", role);
    }
    Read::Document(Box::new(document))
}

type ReadOne<T> = fn(&mut Reader<'_>, NodeId) -> Option<T>;

/// A list of mappings that may be omitted or empty.
fn entries_of<T>(reader: &mut Reader<'_>, fields: &Fields, key: &str, read: ReadOne<T>) -> Entries<T> {
    match reader.list(fields, key) {
        Stated::Is(nodes) => read_all(reader, nodes, read),
        Stated::Unstated => Entries::default(),
        Stated::Unknown => Entries { list: Vec::new(), partial: true },
    }
}

/// A list of mappings that needs an entry.
fn filled<T>(reader: &mut Reader<'_>, fields: &Fields, key: &str, read: ReadOne<T>) -> Stated<Entries<T>> {
    match reader.list(fields, key) {
        Stated::Is(nodes) if nodes.is_empty() => {
            reader.empty_key(fields.spec(key), fields.key_span(key).unwrap_or(fields.head()), "the list is empty");
            Stated::Unknown
        }
        Stated::Is(nodes) => Stated::Is(read_all(reader, nodes, read)),
        Stated::Unstated => Stated::Unstated,
        Stated::Unknown => Stated::Unknown,
    }
}

fn read_all<T>(reader: &mut Reader<'_>, nodes: Vec<NodeId>, read: ReadOne<T>) -> Entries<T> {
    let mut entries = Entries { list: Vec::with_capacity(nodes.len()), partial: false };
    for node in nodes {
        match read(reader, node) {
            Some(entry) => entries.list.push(entry),
            None => entries.partial = true,
        }
    }
    entries
}
