//! Points: what is asked, one by one.

use crate::model::{Entries, Point, Stated};
use crate::parse::document::Origin;
use crate::parse::keys;
use crate::parse::reader::Reader;
use crate::parse::yaml::{NodeId, NodeKind};
use crate::source::Span;

/// A text, or a list of points, and where each is written.
pub(super) fn points(
    reader: &mut Reader<'_>,
    node: NodeId,
    key_span: Span,
    key: &str,
) -> (Entries<Point>, Vec<Origin>) {
    let (mut points, mut origins) = (Entries::default(), Vec::new());
    let items = match reader.tree.kind(node) {
        NodeKind::List(items) if items.is_empty() => {
            reader.empty(key, reader.mark_of(node, key_span), "the list is empty");
            points.partial = true;
            return (points, origins);
        }
        NodeKind::List(items) => items.as_slice(),
        _ => &[node],
    };
    points.list.reserve_exact(items.len());
    origins.reserve_exact(items.len());
    let is_list = matches!(reader.tree.kind(node), NodeKind::List(_));
    for item in items {
        let point = match reader.tree.kind(*item) {
            NodeKind::Map(entries) if is_list && entries.iter().any(|entry| keys::POINT.key(&entry.key).is_some()) => {
                point(reader, *item)
            }
            _ => {
                let expected = if is_list { "a text" } else { "a text, or a list of points" };
                let text = reader.scalar(*item, key_span, key, expected);
                text.map(|text| (Point::from(text.value), Origin::bare(text.span)))
            }
        };
        match point {
            Some((point, origin)) => {
                points.list.push(point);
                origins.push(origin);
            }
            None => points.partial = true,
        }
    }
    (points, origins)
}

fn point(reader: &mut Reader<'_>, node: NodeId) -> Option<(Point, Origin)> {
    let fields = reader.fields(node, &keys::POINT, None)?;
    let text = reader.text(&fields, "text");
    let examples = reader.texts(&fields, "examples");
    let origin = reader.origin(&fields, "text");
    match text {
        Stated::Is(text) if !examples.partial && !fields.has_unknown_key() => {
            Some((Point { text, examples: examples.list.into_iter().map(|text| text.value).collect() }, origin))
        }
        _ => None,
    }
}
