//! From tree to document: one function for each kind of node, in the order of the table of keys.

use super::document::{
    Document, DocumentKind, Origin, Raw, RawAsk, RawCompetency, RawExpectation, RawLevel, RawMove, RawPay, RawTrack,
    Spanned,
};
use super::keys;
use super::reader::{Fields, Reader};
use super::yaml::{Entry, NodeId, NodeKind};
use crate::finding::{Mark, Shape};
use crate::model::{
    Asked, Band, Competency, CompetencyId, Entries, Grade, GradeId, Level, LevelId, Link, Manages, Stated, Status,
    Step, StepId, Track, TrackId, TrackKind,
};
use crate::source::Span;

/// What a file turns out to be.
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
    // Of a file that is both, or neither, everything is read that can be read: as a ladder, which has all the keys.
    let is_both = at("base").is_some() && (at("ladder").is_some() || at("tracks").is_some());
    let kind = match (at("ladder"), at("base"), at("tracks")) {
        (Some(ladder), Some(base), _) => {
            let (first, second) = if ladder < base { (ladder, base) } else { (base, ladder) };
            reader.report(
                Shape::BadValue
                    .finding(
                        "a file is a ladder or a base, not both",
                        Mark::span(second, "and this makes it the other"),
                    )
                    .also(Mark::span(first, "this makes it one"))
                    .help("put what ladders share into a file of its own, and name that file under `extends`"),
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
        formerly: Vec::new(),
        extends: reader.files(&fields, "extends"),
        fork: Stated::Unstated,
        grades: filled(reader, &fields, "grades", grade),
        scale: filled(reader, &fields, "scale", step),
        competencies: entries_of(reader, &fields, "competencies", competency),
        tracks: Entries::default(),
        moves: Entries::default(),
    };
    if kind == DocumentKind::Ladder {
        document.formerly = reader.ids(&fields, "formerly");
        document.fork = reader.spanned_text(&fields, "fork");
        document.tracks = match filled(reader, &fields, "tracks", track) {
            Stated::Is(tracks) => tracks,
            _ => Entries { list: Vec::new(), partial: true },
        };
        document.moves = entries_of(reader, &fields, "moves", written_move);
    }
    Read::Document(Box::new(document))
}

fn grade(reader: &mut Reader<'_>, node: NodeId) -> Option<Raw<Grade>> {
    let fields = reader.fields(node, &keys::GRADE, None)?;
    let id = reader.id(&fields, "id");
    let (pay, pay_origins) = reader.about_pay(|reader| pay(reader, &fields));
    let value = Grade {
        id: GradeId::from(id.get().map_or("", |id| id.value.as_str())),
        title: reader.text(&fields, "title"),
        summary: reader.text(&fields, "summary"),
        scope: reader.text(&fields, "scope"),
        pay,
        formerly: reader.ids(&fields, "formerly").iter().map(|id| id.as_str().into()).collect(),
    };
    id.get()?;
    Some(Raw { value, origin: reader.origin(&fields, "id"), pay: pay_origins })
}

fn step(reader: &mut Reader<'_>, node: NodeId) -> Option<Raw<Step>> {
    let fields = reader.fields(node, &keys::STEP, None)?;
    let id = reader.id(&fields, "id");
    let value = Step {
        id: StepId::from(id.get().map_or("", |id| id.value.as_str())),
        title: reader.text(&fields, "title"),
        summary: reader.text(&fields, "summary"),
        formerly: reader.ids(&fields, "formerly").iter().map(|id| id.as_str().into()).collect(),
    };
    id.get()?;
    Some(Raw { value, origin: reader.origin(&fields, "id"), pay: Vec::new() })
}

fn competency(reader: &mut Reader<'_>, node: NodeId) -> Option<RawCompetency> {
    let fields = reader.fields(node, &keys::COMPETENCY, None)?;
    let id = reader.id(&fields, "id");
    let tracks = reader.texts(&fields, "tracks");
    let value = Competency {
        id: CompetencyId::from(id.get().map_or("", |id| id.value.as_str())),
        title: reader.text(&fields, "title"),
        summary: reader.text(&fields, "summary"),
        group: reader.text(&fields, "group"),
        kind: reader.text(&fields, "kind"),
        tracks: Entries::default(),
        formerly: reader.ids(&fields, "formerly").iter().map(|id| id.as_str().into()).collect(),
    };
    id.get()?;
    Some(RawCompetency { value, origin: reader.origin(&fields, "id"), tracks })
}

fn track(reader: &mut Reader<'_>, node: NodeId) -> Option<RawTrack> {
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
                    .help("add the first level: `- { id: …, title: …, grade: … }`, or delete the track"),
            );
            Entries { list: Vec::new(), partial: true }
        }
        Stated::Is(nodes) => read_all(reader, nodes, level),
        _ => Entries { list: Vec::new(), partial: true },
    };
    value.id = TrackId::from(id.get()?.value.as_str());
    Some(RawTrack { value, origin: reader.origin(&fields, "id"), levels })
}

fn level(reader: &mut Reader<'_>, node: NodeId) -> Option<RawLevel> {
    let fields = reader.fields(node, &keys::LEVEL, None)?;
    let id = reader.id(&fields, "id");
    let titles = reader.texts(&fields, "title");
    let (pay, pay_origins) = reader.about_pay(|reader| pay(reader, &fields));
    let value = Level {
        id: LevelId::from(id.get().map_or("", |id| id.value.as_str())),
        titles: Entries { list: titles.list.into_iter().map(|title| title.value).collect(), partial: titles.partial },
        grades: Stated::Unstated,
        summary: reader.text(&fields, "summary"),
        scope: reader.text(&fields, "scope"),
        manages: reader.word(&fields, "manages", &Manages::ALL, Manages::as_str),
        terminal: reader.flag(&fields, "terminal"),
        status: reader.word(&fields, "status", &Status::ALL, Status::as_str),
        formerly: reader.ids(&fields, "formerly").iter().map(|id| id.as_str().into()).collect(),
        pay,
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
            let mark = Mark::span(reader.mark_of(node, key_span), "more than two");
            reader.report(
                Shape::BadValue
                    .finding("a span of grades names its lowest and its highest", mark)
                    .help("write two: `grade: [4, 6]` stands for 4 to 6"),
            );
            Stated::Unknown
        }
    }
}

fn expectations(reader: &mut Reader<'_>, fields: &Fields) -> Entries<RawExpectation> {
    let (key_span, node) = match fields.node("expectations") {
        Stated::Is(found) => found,
        Stated::Unstated => return Entries::default(),
        Stated::Unknown => return Entries { list: Vec::new(), partial: true },
    };
    let NodeKind::Map(entries) = reader.tree.kind(node) else {
        let mark = reader.mark_of(node, key_span);
        let help = "write one line for each competency: `delivery: Finishes a described task.`";
        reader.wrong_type_at(
            mark,
            node,
            "`expectations` takes a mapping from competency to what is asked of it",
            help.to_owned(),
        );
        return Entries { list: Vec::new(), partial: true };
    };
    let squeezed = reader.squeezed(entries);
    let written = entries.iter().filter(|entry| !squeezed.contains(&entry.key_span));
    let list = written.map(|entry| expectation(reader, &entry.key, entry.key_span, entry.value)).collect();
    Entries { list, partial: !squeezed.is_empty() }
}

fn expectation(reader: &mut Reader<'_>, competency: &str, key_span: Span, node: NodeId) -> RawExpectation {
    let mut expectation = RawExpectation {
        competency: Spanned { value: competency.to_owned(), span: key_span },
        origin: Origin::bare(key_span),
        ask: RawAsk::Unknown,
        points: Vec::new(),
    };
    match reader.tree.kind(node) {
        NodeKind::Null => expectation.ask = RawAsk::NotAsked,
        NodeKind::Empty => {
            reader.report(
                Shape::EmptyValue
                    .finding(
                        format!("nothing is said of `{competency}`"),
                        Mark::span(key_span, "the line is not finished"),
                    )
                    .help("write what is asked, or `~` where it is deliberately not asked here"),
            );
        }
        NodeKind::Map(_) => long_expectation(reader, &mut expectation, node),
        NodeKind::Scalar { .. } | NodeKind::List(_) | NodeKind::Alias(_) => {
            let points = reader.texts_of(node, key_span, competency);
            expectation.points = points.list.iter().map(|point| point.span).collect();
            if !points.partial {
                let points = points.list.into_iter().map(|point| point.value).collect();
                expectation.ask = RawAsk::Asked(Asked { points, ..Asked::default() }, Stated::Unstated);
            }
        }
    }
    expectation
}

fn long_expectation(reader: &mut Reader<'_>, expectation: &mut RawExpectation, node: NodeId) {
    let Some(fields) = reader.fields(node, &keys::EXPECTATION, Some(expectation.competency.span)) else { return };
    let mut origin = reader.origin(&fields, "");
    origin.name = expectation.competency.span;
    expectation.origin = origin;
    let same_as = reader.spanned_text(&fields, "same_as");
    let step = reader.spanned_text(&fields, "step");
    let text = reader.texts(&fields, "text");
    let examples = reader.texts(&fields, "examples");
    expectation.points = text.list.iter().map(|point| point.span).collect();
    let has = |key| fields.key_span(key);
    expectation.ask = match same_as {
        Stated::Unknown => RawAsk::Unknown,
        Stated::Is(target) => {
            if let Some(beside) = has("text").or(has("step")).or(has("examples")) {
                let target_span = target.span;
                reader.report(
                    Shape::BadValue
                        .finding("`same_as` stands alone", Mark::span(beside, "and this says something else"))
                        .also(Mark::span(target_span, "this says all that the other level says"))
                        .help("delete `same_as`, or what stands beside it"),
                );
                RawAsk::Unknown
            } else {
                RawAsk::SameAs(target)
            }
        }
        Stated::Unstated if text.partial || fields.has_unknown_key() => RawAsk::Unknown,
        Stated::Unstated if text.list.is_empty() && step.is_unstated() => {
            let label = "neither `text` nor `step`";
            reader.report(
                Shape::MissingField
                    .finding("an expectation must say what is asked", Mark::span(expectation.competency.span, label))
                    .help("add `text:` or `step:`, or write `~` where it is deliberately not asked here"),
            );
            RawAsk::Unknown
        }
        Stated::Unstated => {
            let texts = |entries: Entries<Spanned<String>>| entries.list.into_iter().map(|text| text.value).collect();
            let asked = Asked { step: Stated::Unstated, points: texts(text), examples: texts(examples) };
            RawAsk::Asked(asked, step)
        }
    };
}

fn pay(reader: &mut Reader<'_>, fields: &Fields) -> RawPay {
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
                    .help("give each band a `location` of its own, or keep one"),
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
        1 => format!("write {named} beside `currency`, `min` and `max`"),
        _ => format!("write a list of bands, with {named} and the like beside `currency`, `min` and `max` of each"),
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
    let needed = |amount| if amount == Stated::Unstated { Stated::Unknown } else { amount };
    let mut band = Band {
        location: reader.text(&fields, "location"),
        currency,
        min: needed(reader.amount(&fields, "min")),
        mid: reader.amount(&fields, "mid"),
        max: needed(reader.amount(&fields, "max")),
    };
    let amounts = [("min", band.min), ("mid", band.mid), ("max", band.max)];
    let known: Vec<_> = amounts.iter().filter_map(|(key, amount)| Some((*key, *amount.get()?))).collect();
    let pairs = known.iter().flat_map(|low| known.iter().map(move |high| (*low, *high)));
    let ordered = |key: &str| amounts.iter().position(|(known, _)| *known == key);
    let wrong = pairs.filter(|((low_key, low), (high_key, high))| ordered(low_key) < ordered(high_key) && low > high);
    // Of a band that is upside down, its ends say it best.
    let wrong = wrong.min_by_key(|((low, _), (high, _))| (*low != "min", *high != "max"));
    if let Some(((low_key, low), (high_key, high))) = wrong {
        let at = |key| origin.key(key).unwrap_or(origin.name);
        let message = format!("the {} of a band is above its {}", word(low_key), word(high_key));
        reader.report(
            Shape::BandOrder
                .finding(message, Mark::span(at(low_key), low.to_string()))
                .also(Mark::span(at(high_key), high.to_string()))
                .help("`min` is the least, `max` the most, and `mid` lies between them"),
        );
        (band.min, band.mid, band.max) = (Stated::Unknown, Stated::Unknown, Stated::Unknown);
    }
    Some((band, origin))
}

fn word(key: &str) -> &'static str {
    match key {
        "min" => "minimum",
        "mid" => "midpoint",
        _ => "maximum",
    }
}

fn link(reader: &mut Reader<'_>, node: NodeId) -> Option<Link> {
    let fields = reader.fields(node, &keys::LINK, None)?;
    let title = reader.text(&fields, "title");
    let url = match reader.spanned_text(&fields, "url") {
        Stated::Is(url) => url,
        _ => return None,
    };
    let known = ["https://", "http://", "mailto:"].iter().any(|scheme| url.value.starts_with(scheme));
    if !known || url.value.chars().any(|c| c.is_whitespace() || c.is_control()) {
        let finding =
            Shape::BadValue.finding(format!("`{}` is not a link", url.value), Mark::span(url.span, "not a link"));
        reader.report(finding.help("a link begins with `https://`, `http://` or `mailto:` and has no spaces"));
        return None;
    }
    Some(Link { title, url: url.value })
}

fn written_move(reader: &mut Reader<'_>, node: NodeId) -> Option<RawMove> {
    let head = reader.tree.span(node);
    let head = match reader.tree.kind(node) {
        NodeKind::Map(entries) => entries.first().map(|entry| entry.key_span),
        _ => None,
    }
    .unwrap_or(head);
    let fields = reader.fields(node, &keys::MOVE, Some(head))?;
    let (from, to) = (reader.texts(&fields, "from"), reader.texts(&fields, "to"));
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
        both_ways,
        note,
    })
}

type ReadOne<T> = fn(&mut Reader<'_>, NodeId) -> Option<T>;

/// A list of mappings that may be left out, and be empty.
fn entries_of<T>(reader: &mut Reader<'_>, fields: &Fields, key: &str, read: ReadOne<T>) -> Entries<T> {
    match reader.list(fields, key) {
        Stated::Is(nodes) => read_all(reader, nodes, read),
        Stated::Unstated => Entries::default(),
        Stated::Unknown => Entries { list: Vec::new(), partial: true },
    }
}

/// A list of mappings that says something only with an entry in it.
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
    let mut entries = Entries::default();
    for node in nodes {
        match read(reader, node) {
            Some(entry) => entries.list.push(entry),
            None => entries.partial = true,
        }
    }
    entries
}
