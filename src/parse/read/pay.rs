//! Bands.

use crate::finding::{Mark, Shape};
use crate::model::{Amount, Band, Entries, Period, Stated};
use crate::parse::document::{Origin, RawPay};
use crate::parse::keys;
use crate::parse::reader::{Fields, Reader, meant_amount};
use crate::parse::yaml::{Entry, NodeId, NodeKind};
use crate::source::Span;

pub(super) fn pay(reader: &mut Reader<'_>, fields: &Fields) -> RawPay {
    let (key_span, nodes) = match reader.one_or_more(fields, "pay") {
        Stated::Is(found) => found,
        Stated::Unstated => return (Entries::default(), Vec::new()),
        Stated::Unknown => return (Entries { list: Vec::new(), partial: true }, Vec::new()),
    };
    let (mut bands, mut origins): (Entries<Band>, Vec<Origin>) = (Entries::default(), Vec::new());
    let nodes: Vec<_> = nodes.into_iter().flat_map(|node| by_location(reader, node)).collect();
    for (location, node) in nodes {
        let Some((mut band, origin)) = band(reader, node, key_span) else {
            bands.partial = true;
            continue;
        };
        if let Some(location) = location {
            band.location = Stated::Is(location);
        }
        if let Some(twin) = bands.list.iter().position(|known| known.location == band.location) {
            let what = match band.location.text() {
                Some(location) => format!("two bands for `{location}`"),
                None => "two bands without a `location`".to_owned(),
            };
            reader.report(
                Shape::DuplicateId
                    .finding(what, Mark::span(origin.name, "the second"))
                    .also(Mark::span(origins[twin].name, "the first"))
                    .help("give each band its own `location`, or keep one"),
            );
            bands.partial = true;
            continue;
        }
        bands.list.push(band);
        origins.push(origin);
    }
    (bands, origins)
}

/// `pay: { Berlin: { … } }`: bands by location, which the format writes as a key of the band, are read as they are meant.
fn by_location(reader: &mut Reader<'_>, node: NodeId) -> Vec<(Option<String>, NodeId)> {
    let NodeKind::Map(entries) = reader.tree.kind(node) else { return vec![(None, node)] };
    let is_place = |entry: &Entry| {
        keys::BAND.key(&entry.key).is_none() && matches!(reader.tree.kind(entry.value), NodeKind::Map(_))
    };
    let Some(first) = entries.first().filter(|_| entries.iter().all(is_place)) else { return vec![(None, node)] };
    let named = format!("`location: {}`", first.key);
    let help = match entries.len() {
        1 => format!("write {named} next to `currency`, `min` and `max`"),
        _ => format!("write a list of bands, each with `currency`, `min`, `max` and a location such as {named}"),
    };
    reader.report(
        Shape::UnknownField
            .finding(format!("a band has no key `{}`", first.key), Mark::span(first.key_span, "a location?"))
            .help(help),
    );
    entries.iter().map(|entry| (Some(entry.key.clone()), entry.value)).collect()
}

fn band(reader: &mut Reader<'_>, node: NodeId, key_span: Span) -> Option<(Band, Origin)> {
    let head = if reader.tree.span(node).start == reader.tree.span(node).end {
        key_span
    } else {
        reader.mark_of(node, key_span)
    };
    if let NodeKind::Scalar { value, .. } = reader.tree.kind(node) {
        let help = format!("write `pay: {}`", meant_band(value));
        reader.wrong_type_at(head, node, "a band must be a mapping", help);
        return None;
    }
    let fields = reader.fields(node, &keys::BAND, Some(head))?;
    let origin = reader.origin(&fields, "location");
    let currency = reader.spanned_text(&fields, "currency");
    let currency = match currency {
        Stated::Is(code) if code.value.len() == 3 && code.value.bytes().all(|b| b.is_ascii_uppercase()) => {
            Stated::Is(code.value)
        }
        Stated::Is(code) => {
            let finding = Shape::BadValue.finding(
                format!("`{}` is not a currency code", code.value),
                Mark::span(code.span, "not three capitals"),
            );
            reader.report(finding.help("write the three capitals of ISO 4217: `EUR`, `USD`, `GBP`"));
            Stated::Unknown
        }
        _ => Stated::Unknown,
    };
    let period = reader.word(&fields, "period", &Period::ALL, Period::as_str);
    let amounts = ["min", "mid", "max"].map(|key| (key, reader.amount(&fields, key)));
    let is_open = |key| fields.key_span(key).is_none();
    if is_open("min") && is_open("max") && !fields.has_unknown_key() {
        reader.report(
            Shape::MissingField
                .finding(
                    "a band must have a minimum or a maximum",
                    Mark::span(fields.head(), "neither `min` nor `max`"),
                )
                .help("add `min:`, `max:` or both, each an amount of money"),
        );
    }
    // Of a period that could not be read, nobody knows what the amounts are worth. Nor is an end known to be open where a key
    // was misspelt.
    let in_force = |(key, amount): (&str, Stated<Amount>)| match (period, amount) {
        (Stated::Unknown, _) => Stated::Unknown,
        (_, Stated::Unstated) if key != "mid" && fields.has_unknown_key() => Stated::Unknown,
        _ => amount.map(|amount| period.get().copied().unwrap_or_default().to_year(amount)),
    };
    let [min, mid, max] = amounts.map(in_force);
    let mut band = Band { location: reader.text(&fields, "location"), currency, period, min, mid, max };
    let known: Vec<_> = amounts.iter().filter_map(|(key, amount)| Some((*key, *amount.get()?))).collect();
    let pairs = known.iter().flat_map(|low| known.iter().map(move |high| (*low, *high)));
    let ordered = |key: &str| amounts.iter().position(|(known, _)| *known == key);
    let wrong = pairs.filter(|((low_key, low), (high_key, high))| ordered(low_key) < ordered(high_key) && low > high);
    // If a whole band is reversed, its ends show it best.
    let wrong = wrong.min_by_key(|((low, _), (high, _))| (*low != "min", *high != "max"));
    if let Some(((low_key, low), (high_key, high))) = wrong {
        let at = |key| origin.key(key).unwrap_or(origin.name);
        let message = format!("the {} of a band is above its {}", word(low_key), word(high_key));
        reader.report(
            Shape::BandOrder
                .finding(message, Mark::span(at(low_key), low.to_string()))
                .also(Mark::span(at(high_key), high.to_string()))
                .help("`min` must be the lowest amount and `max` the highest, with `mid` between them"),
        );
        (band.min, band.mid, band.max) = (Stated::Unknown, Stated::Unknown, Stated::Unknown);
    }
    Some((band, origin))
}

/// What `30k-35k EUR` probably means, as a band; an example where that cannot be told.
fn meant_band(text: &str) -> String {
    let is_sign = |word: &&str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    let currency = text.split(|c: char| !c.is_alphabetic()).find(is_sign).unwrap_or("EUR");
    let ends = text.replace(currency, "").replace(" to ", "-");
    let amounts: Vec<Amount> = ends.split(['-', '–', '/']).filter_map(|end| meant_amount(end.trim())).collect();
    match amounts[..] {
        [min, max] => format!("{{ currency: {currency}, min: {}, max: {} }}", min.plain(), max.plain()),
        [min] => format!("{{ currency: {currency}, min: {} }}", min.plain()),
        _ => "{ currency: EUR, min: 48000, max: 60000 }".to_owned(),
    }
}

fn word(key: &str) -> &'static str {
    match key {
        "min" => "minimum",
        "mid" => "midpoint",
        _ => "maximum",
    }
}
