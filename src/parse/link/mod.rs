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
use crate::jobs::for_each;
use crate::model::resolve::Resolved;
use crate::model::{Base, Entries, Ladder, LadderSet, OwnerId, Place};
use crate::source::Span;

pub(super) use alone::{base_alone, ladder_alone};
pub(super) use moves::MAX_PAIRS;

/// A document among those that are linked together.
#[derive(Debug)]
pub struct Loaded<'a> {
    pub document: &'a Document,
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

/// Links documents.
pub fn link(documents: &[Loaded<'_>], scope: Scope, findings: &mut Vec<Finding>) -> Linked {
    let mut linker = Linker { scope, ..Linker::default() };
    linker.owners_are_unique(documents);
    linker.bases_are_bases(documents);
    linker.bases_are_no_circle(documents);
    linker.nothing_is_defined_twice(documents);

    let mut bearers: HashMap<&str, usize> = HashMap::default();
    let mut first = Vec::new();
    for (loaded, id) in documents.iter().filter_map(|loaded| Some((loaded, loaded.document.id.get()?))) {
        let known = bearers.entry(&id.value).or_default();
        *known += 1;
        // Of two files with one id nobody knows which is meant: the second is left out, and what extends it has a hole.
        if *known == 1 {
            first.push((loaded, id));
        }
    }
    let defined = for_each(&first, |(loaded, id)| {
        let mut linker = Linker { scope, ..Linker::default() };
        let defined = match loaded.document.kind {
            DocumentKind::Base => {
                Defined::Base(linker.base(loaded.document, id, extended(loaded, documents, &bearers)))
            }
            DocumentKind::Ladder => {
                Defined::Ladder(linker.ladder(loaded.document, id, extended(loaded, documents, &bearers)))
            }
        };
        (defined, linker)
    });
    let mut set = LadderSet::default();
    let mut ladders = Vec::new();
    for ((loaded, _), (defined, part)) in first.into_iter().zip(defined) {
        linker.take(part);
        match defined {
            Defined::Base(base) => set.bases.push(base),
            Defined::Ladder(ladder) => {
                set.ladders.push(ladder);
                ladders.push(loaded.document);
            }
        }
    }
    linker.competency_tracks_exist(documents, &mut set);

    let by_id: HashMap<&str, &Ladder> = set.ladders.iter().map(|ladder| (ladder.id.as_str(), ladder)).collect();
    let all = All { ladders: &by_id, origins: &linker.origins };
    let pairs: Vec<_> = set.ladders.iter().zip(&ladders).collect();
    let references = for_each(&pairs, |(ladder, document)| {
        let mut linker = Linker { scope, ..Linker::default() };
        (linker.references(&Resolved::new(&set, ladder), document, &all), linker)
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
    Ladder(Ladder),
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
    fn bases_are_bases(&mut self, documents: &[Loaded<'_>]) {
        for (index, loaded) in documents.iter().enumerate() {
            for (written, base) in loaded.document.extends.iter().zip(&loaded.bases) {
                // A ladder that extends itself is a circle, and reported as one.
                let Some(base) = base.filter(|base| *base != index).map(|base| documents[base].document) else {
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
    fn bases_are_no_circle(&mut self, documents: &[Loaded<'_>]) {
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

    fn report_circle(&mut self, documents: &[Loaded<'_>], start: usize, path: &[(usize, usize)]) {
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

/// The ids of the bases that a document extends. `bearers` tells how many documents have an id.
fn extended<T: for<'a> From<&'a str>>(
    loaded: &Loaded<'_>,
    documents: &[Loaded<'_>],
    bearers: &HashMap<&str, usize>,
) -> Entries<T> {
    let mut extends = Entries { list: Vec::new(), partial: loaded.document.extends.partial };
    for base in &loaded.bases {
        let document = base.map(|index| documents[index].document).filter(|base| base.kind == DocumentKind::Base);
        match document.and_then(|document| document.id.get()) {
            Some(id) if bearers[id.value.as_str()] == 1 => extends.list.push(T::from(id.value.as_str())),
            _ => extends.partial = true,
        }
    }
    extends
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
