//! Tracks, their levels and moves.

use super::expectation::expectations;
use super::pay::pay;
use super::{entries_of, read_all};
use crate::finding::{Mark, Shape};
use crate::model::{Entries, Level, LevelId, Link, Manages, Stated, Status, Track, TrackId, TrackKind};
use crate::parse::document::{RawLevel, RawMove, RawTrack, Spanned};
use crate::parse::keys;
use crate::parse::reader::{Fields, Reader};
use crate::parse::yaml::{NodeId, NodeKind};

pub(super) fn track(reader: &mut Reader<'_>, node: NodeId) -> Option<RawTrack> {
    let fields = reader.fields(node, &keys::TRACK, None)?;
    let id = reader.id(&fields, "id");
    let kind = match reader.word(&fields, "kind", &TrackKind::ALL, TrackKind::as_str) {
        Stated::Unstated => Stated::Unknown,
        kind => kind,
    };
    let mut value = Track {
        id: TrackId::from(""),
        title: reader.text(&fields, "title"),
        summary: reader.text(&fields, "summary"),
        kind,
        professions: plain(reader.texts(&fields, "profession")),
        aligned: reader.flag(&fields, "aligned"),
        cumulative: reader.flag(&fields, "cumulative"),
        formerly: reader.ids(&fields, "formerly").iter().map(|id| id.as_str().into()).collect(),
        levels: Entries::default(),
    };
    let levels = match reader.list(&fields, "levels") {
        Stated::Is(nodes) if nodes.is_empty() => {
            let mark = Mark::span(fields.key_span("levels").unwrap_or(fields.head()), "the list is empty");
            reader.report(
                Shape::EmptyTrack
                    .finding("a track without levels", mark)
                    .help("add the first level, `- { id: …, title: …, grade: … }`, or delete the track"),
            );
            Entries { list: Vec::new(), partial: true }
        }
        Stated::Is(nodes) => read_all(reader, nodes, level),
        _ => Entries { list: Vec::new(), partial: true },
    };
    value.id = TrackId::from(id.get()?.value.as_str());
    Some(RawTrack { value, origin: reader.origin(&fields, "id"), levels })
}

/// Texts without their places.
fn plain(texts: Entries<Spanned<String>>) -> Entries<String> {
    Entries { list: texts.list.into_iter().map(|text| text.value).collect(), partial: texts.partial }
}

fn level(reader: &mut Reader<'_>, node: NodeId) -> Option<RawLevel> {
    let fields = reader.fields(node, &keys::LEVEL, None)?;
    let id = reader.id(&fields, "id");
    let (pay, pay_origins) = reader.about_pay(|reader| pay(reader, &fields));
    let value = Level {
        id: LevelId::from(id.get().map_or("", |id| id.value.as_str())),
        titles: plain(reader.texts(&fields, "title")),
        grades: Stated::Unstated,
        summary: reader.text(&fields, "summary"),
        scope: reader.text(&fields, "scope"),
        manages: reader.word(&fields, "manages", &Manages::ALL, Manages::as_str),
        terminal: reader.flag(&fields, "terminal"),
        status: reader.word(&fields, "status", &Status::ALL, Status::as_str),
        formerly: reader.ids(&fields, "formerly").iter().map(|id| id.as_str().into()).collect(),
        pay,
        equivalents: reader.equivalents(&fields, "equivalents"),
        expectations: Entries::default(),
        links: entries_of(reader, &fields, "links", link).list,
    };
    let grades = grades(reader, &fields);
    let expectations = expectations(reader, &fields);
    id.get()?;
    Some(RawLevel { value, origin: reader.origin(&fields, "id"), grades, expectations, pay: pay_origins })
}

fn grades(reader: &mut Reader<'_>, fields: &Fields) -> Stated<(Spanned<String>, Spanned<String>)> {
    let (key_span, node) = match fields.node("grade") {
        Stated::Is(found) => found,
        Stated::Unstated => return Stated::Unstated,
        Stated::Unknown => return Stated::Unknown,
    };
    let texts = reader.texts_of(node, key_span, "grade");
    match (texts.list.as_slice(), texts.partial) {
        (_, true) => Stated::Unknown,
        ([one], _) => Stated::Is((one.clone(), one.clone())),
        ([low, high], _) => Stated::Is((low.clone(), high.clone())),
        _ => {
            let mark = Mark::span(reader.mark_of(node, key_span), "more than two grades");
            reader.report(
                Shape::BadValue
                    .finding("a span of grades is its lowest and its highest grade", mark)
                    .help("write two grades: `grade: [4, 6]` means 4 to 6"),
            );
            Stated::Unknown
        }
    }
}

fn link(reader: &mut Reader<'_>, node: NodeId) -> Option<Link> {
    let fields = reader.fields(node, &keys::LINK, None)?;
    let title = reader.text(&fields, "title");
    let Stated::Is(url) = reader.url(&fields, "url") else { return None };
    Some(Link { title, url: url.value })
}

pub(super) fn written_move(reader: &mut Reader<'_>, node: NodeId) -> Option<RawMove> {
    let head = reader.tree.span(node);
    let head = match reader.tree.kind(node) {
        NodeKind::Map(entries) => entries.first().map(|entry| entry.key_span),
        _ => None,
    }
    .unwrap_or(head);
    let fields = reader.fields(node, &keys::MOVE, Some(head))?;
    let (from, to) = (reader.texts(&fields, "from"), reader.texts(&fields, "to"));
    let lateral = reader.flag(&fields, "lateral");
    let both_ways = reader.flag(&fields, "both_ways");
    let note = reader.text(&fields, "note");
    let needed = |mut ends: Entries<_>, key| {
        ends.partial |= fields.key_span(key).is_none();
        ends
    };
    Some(RawMove {
        origin: reader.origin(&fields, "from"),
        from: needed(from, "from"),
        to: needed(to, "to"),
        lateral,
        both_ways,
        note,
    })
}
