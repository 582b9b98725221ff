//! From documents to one model: what is defined first, then what refers to it.
//!
//! A reference that does not resolve is a finding and a hole; one that cannot be judged, because what it may refer to was
//! not read, is only a hole.

mod alone;
mod define;
mod moves;
mod refer;
mod unique;

use std::collections::HashSet;

use super::document::{Document, DocumentKind, Spanned};
use super::origins::Origins;
use crate::finding::{Finding, Mark, Shape};
use crate::model::resolve::Resolved;
use crate::model::{Entries, LadderSet, OwnerId, Place};
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
#[derive(Debug, Clone, Copy)]
pub struct Scope {
    /// Every file that a reference may lead to could be read.
    pub complete: bool,
    /// Every file of the project was named.
    pub whole_project: bool,
}

/// Links documents.
pub fn link(documents: &[Loaded<'_>], scope: Scope, findings: &mut Vec<Finding>) -> Linked {
    let mut linker = Linker { origins: Origins::default(), findings, scope };
    linker.owners_are_unique(documents);
    linker.bases_are_bases(documents);
    linker.bases_are_no_circle(documents);
    linker.nothing_is_defined_twice(documents);

    let mut set = LadderSet::default();
    let mut ladders = Vec::new();
    let mut taken: HashSet<&str> = HashSet::new();
    for loaded in documents {
        let Some(id) = loaded.document.id.get() else { continue };
        // Of two files with one id nobody knows which is meant: the second is left out, and what extends it has a hole.
        if !taken.insert(&id.value) {
            continue;
        }
        let extends = extended(loaded, documents);
        match loaded.document.kind {
            DocumentKind::Base => set.bases.push(linker.base(loaded.document, id, extends)),
            DocumentKind::Ladder => {
                set.ladders.push(linker.ladder(loaded.document, id, extends));
                ladders.push(loaded.document);
            }
        }
    }
    linker.competency_tracks_exist(documents, &mut set);

    let mut references = Vec::new();
    for (ladder, document) in set.ladders.iter().zip(&ladders) {
        references.push(linker.references(&Resolved::new(&set, ladder), document));
    }
    for (ladder, references) in set.ladders.iter_mut().zip(references) {
        references.fill(ladder);
    }
    Linked { set, origins: linker.origins }
}

struct Linker<'f> {
    origins: Origins,
    findings: &'f mut Vec<Finding>,
    scope: Scope,
}

impl Linker<'_> {
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
            let mut seen = vec![false; documents.len()];
            while let Some((at, next)) = path.pop() {
                seen[at] = true;
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
                    Some(base) if !seen[*base] => path.push((*base, 0)),
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

/// The ids of the bases that a document extends.
fn extended<T: for<'a> From<&'a str>>(loaded: &Loaded<'_>, documents: &[Loaded<'_>]) -> Entries<T> {
    let mut extends = Entries { list: Vec::new(), partial: loaded.document.extends.partial };
    for base in &loaded.bases {
        let document = base.map(|index| documents[index].document).filter(|base| base.kind == DocumentKind::Base);
        let bears = |id: &str| {
            let known = documents.iter().filter_map(|other| other.document.id.get());
            known.filter(|known| known.value == id).count()
        };
        match document.and_then(|document| document.id.get()) {
            Some(id) if bears(&id.value) == 1 => extends.list.push(T::from(id.value.as_str())),
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
