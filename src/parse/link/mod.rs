//! From documents to one model: what is defined first, then what refers to it.
//!
//! A reference that does not resolve is a finding and a hole; one that cannot be judged, because what it may refer to was
//! not read, is only a hole.

mod alone;
mod define;
mod moves;
mod refer;
mod unique;

use foldhash::{HashMap, HashSet};

use super::document::{Document, DocumentKind, Spanned};
use super::origins::Origins;
use crate::finding::{Finding, Mark, Shape};
use crate::jobs::for_each_owned;
use crate::model::resolve::Resolved;
use crate::model::{Base, BaseId, Entries, Ladder, LadderSet, OwnerId, Place};
use crate::source::Span;

use define::Open;

pub(super) use alone::{base_alone, ladder_alone};
pub(super) use moves::MAX_PAIRS;

/// A document among those that are linked together.
#[derive(Debug)]
pub struct Loaded {
    pub document: Document,
    /// For each file that it extends, which document that is; `None` where it could not be read.
    pub bases: Vec<Option<usize>>,
}

/// What linking yields.
#[derive(Debug)]
pub struct Linked {
    /// The model.
    pub set: LadderSet,
    /// Where its things are written.
    pub origins: Origins,
}

/// What the documents are of everything that there is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope {
    /// Every file that a reference may lead to could be read.
    pub complete: bool,
    /// Every file of the project was named.
    pub whole_project: bool,
}

/// Links documents. They are taken, so that what they say is there once, however many there are.
pub fn link(mut documents: Vec<Loaded>, scope: Scope, findings: &mut Vec<Finding>) -> Linked {
    let mut linker = Linker { scope, ..Linker::default() };
    linker.owners_are_unique(&documents);
    linker.bases_are_bases(&documents);
    linker.bases_are_no_circle(&documents);
    linker.nothing_is_defined_twice(&documents);
    linker.competency_tracks_exist(&mut documents);

    let extends = extended(&documents);
    let mut known: HashSet<String> = HashSet::default();
    let with_id = documents.into_iter().zip(extends).filter_map(|(loaded, extends)| {
        let id = loaded.document.id.get()?.value.clone();
        // Of two files with one id nobody knows which is meant: the second is left out, and what extends it has a hole.
        known.insert(id.clone()).then_some((loaded.document, id, extends))
    });
    let defined = for_each_owned(with_id.collect(), |(document, id, extends)| {
        let mut linker = Linker { scope, ..Linker::default() };
        let defined = match document.kind {
            DocumentKind::Base => Defined::Base(linker.base(document, id.as_str().into(), extends)),
            DocumentKind::Ladder => {
                let (ladder, open) = linker.ladder(document, id.as_str().into(), extends);
                Defined::Ladder(Box::new(ladder), open)
            }
        };
        (defined, linker)
    });
    let mut set = LadderSet::default();
    let mut all_open = Vec::new();
    for (defined, part) in defined {
        linker.take(part);
        match defined {
            Defined::Base(base) => set.bases.push(base),
            Defined::Ladder(ladder, open) => {
                set.ladders.push(*ladder);
                all_open.push(open);
            }
        }
    }

    let by_id: HashMap<&str, &Ladder> = set.ladders.iter().map(|ladder| (ladder.id.as_str(), ladder)).collect();
    let all = All { ladders: &by_id, origins: &linker.origins };
    let references = for_each_owned(set.ladders.iter().zip(all_open).collect(), |(ladder, open)| {
        let mut linker = Linker { scope, ..Linker::default() };
        (linker.references(&Resolved::new(&set, ladder), open, &all), linker)
    });
    let (references, parts): (Vec<_>, Vec<_>) = references.into_iter().unzip();
    parts.into_iter().for_each(|part| linker.take(part));
    for (ladder, references) in set.ladders.iter_mut().zip(references) {
        references.fill(ladder);
    }
    findings.append(&mut linker.findings);
    Linked { set, origins: linker.origins }
}

enum Defined {
    Base(Base),
    Ladder(Box<Ladder>, Open),
}

/// Everything that is defined, for references to it.
struct All<'a> {
    ladders: &'a HashMap<&'a str, &'a Ladder>,
    origins: &'a Origins,
}

#[derive(Default)]
struct Linker {
    origins: Origins,
    findings: Vec<Finding>,
    scope: Scope,
    /// How many names were unknown.
    unknown: usize,
}

impl Linker {
    /// Adds what another found.
    fn take(&mut self, other: Self) {
        self.origins.take(other.origins);
        self.findings.extend(other.findings);
    }

    fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// What `extends` names must be a base.
    fn bases_are_bases(&mut self, documents: &[Loaded]) {
        for (index, loaded) in documents.iter().enumerate() {
            for (written, base) in loaded.document.extends.iter().zip(&loaded.bases) {
                // A ladder that extends itself is a circle, and reported as one.
                let Some(base) = base.filter(|base| *base != index).map(|base| &documents[base].document) else {
                    continue;
                };
                if base.kind == DocumentKind::Ladder && !base.is_both {
                    self.report(
                        Shape::BadValue
                            .finding(
                                format!("`{}` is a ladder, but only a base can be extended", written.value.display()),
                                Mark::span(written.span, "extended here"),
                            )
                            .also(Mark::span(base.origin.name, "this makes it a ladder"))
                            .help("move shared definitions into a file that begins with `base: <id>`"),
                    );
                }
            }
        }
    }

    /// A base that extends itself, directly or through others.
    fn bases_are_no_circle(&mut self, documents: &[Loaded]) {
        let mut reported = vec![false; documents.len()];
        for start in 0..documents.len() {
            // Depth first over files; `path` holds the way from `start`.
            let mut path: Vec<(usize, usize)> = vec![(start, 0)];
            let mut seen = HashSet::default();
            while let Some((at, next)) = path.pop() {
                seen.insert(at);
                let Some(base) = documents[at].bases.get(next) else { continue };
                path.push((at, next + 1));
                match base {
                    Some(base) if *base == start => {
                        if !path.iter().any(|(at, _)| reported[*at]) {
                            self.report_circle(documents, start, &path);
                            path.iter().for_each(|(at, _)| reported[*at] = true);
                        }
                        break;
                    }
                    Some(base) if !seen.contains(base) => path.push((*base, 0)),
                    _ => {}
                }
            }
        }
    }

    fn report_circle(&mut self, documents: &[Loaded], start: usize, path: &[(usize, usize)]) {
        let name = |index: usize| documents[index].document.id.get().map_or("a file", |id: &Spanned<String>| &id.value);
        let written = |(at, next): (usize, usize)| documents[at].document.extends.get(next.saturating_sub(1));
        let Some(first) = path.first().and_then(|step| written(*step)) else { return };
        let message = if path.len() == 1 {
            format!("`{}` extends itself", name(start))
        } else {
            let way: Vec<String> = path.iter().map(|(at, _)| format!("`{}`", name(*at))).collect();
            format!("{} extend each other in a circle", way.join(", "))
        };
        let mut finding = Shape::BaseCycle.finding(message, Mark::span(first.span, "the circle begins here"));
        for step in &path[1..] {
            if let Some(written) = written(*step) {
                finding = finding.also(Mark::span(written.span, "and continues here"));
            }
        }
        self.report(finding.help("a base cannot build on itself: delete one of these lines"));
    }
}

/// The ids of the bases that each document extends; a hole for one that others share.
fn extended(documents: &[Loaded]) -> Vec<Entries<BaseId>> {
    let mut bearers: HashMap<&str, usize> = HashMap::default();
    for id in documents.iter().filter_map(|loaded| loaded.document.id.get()) {
        *bearers.entry(&id.value).or_default() += 1;
    }
    let of = |loaded: &Loaded| {
        let mut extends = Entries { list: Vec::new(), partial: loaded.document.extends.partial };
        for base in &loaded.bases {
            let document = base.map(|index| &documents[index].document).filter(|base| base.kind == DocumentKind::Base);
            match document.and_then(|document| document.id.get()) {
                Some(id) if bearers[id.value.as_str()] == 1 => extends.list.push(BaseId::from(id.value.as_str())),
                _ => extends.partial = true,
            }
        }
        extends
    };
    documents.iter().map(of).collect()
}

fn owner(id: &Spanned<String>) -> OwnerId {
    OwnerId::from(id.value.as_str())
}

/// "levels", "competencies".
fn plural(what: &str) -> String {
    what.strip_suffix('y').map_or_else(|| format!("{what}s"), |stem| format!("{stem}ies"))
}

/// Something with an id, for finding twins.
struct Identified<'a> {
    id: &'a str,
    span: Span,
    place: Option<Place>,
}
