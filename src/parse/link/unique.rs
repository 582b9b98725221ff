//! One id, one thing.

use foldhash::{HashMap, HashSet};

use super::{Identified, Linker, Loaded, owner, plural};
use crate::finding::{Mark, Shape};
use crate::model::{Part, Place, TrackKind};
use crate::parse::document::{Document, DocumentKind};
use crate::source::Span;
use crate::words::suggest;

impl Linker {
    /// Reports ids that appear twice in one list, even if they differ only in case.
    pub(super) fn unique<'a>(&mut self, what: &str, scope: &str, named: impl IntoIterator<Item = Identified<'a>>) {
        let mut seen: HashMap<String, (&str, Span)> = HashMap::default();
        for Identified { id, span, place } in named {
            let Some((first, first_span)) = seen.get(&id.to_lowercase()).copied() else {
                seen.insert(id.to_lowercase(), (id, span));
                continue;
            };
            let message = if first == id {
                format!("two {} of {scope} have the id `{id}`", plural(what))
            } else {
                format!("the {} `{first}` and `{id}` of {scope} differ only in case", plural(what))
            };
            let mut finding = Shape::DuplicateId
                .finding(message, Mark::span(span, "the second"))
                .also(Mark::span(first_span, "the first"))
                .help(format!("give each {what} its own id"));
            finding.place = place;
            self.report(finding);
        }
    }

    /// Ladders and bases share one space of names.
    pub(super) fn owners_are_unique(&mut self, documents: &[Loaded]) {
        let named = documents.iter().filter_map(|loaded| {
            let id = loaded.document.id.get()?;
            Some(Identified { id: &id.value, span: id.span, place: Some(Place::whole(owner(id))) })
        });
        let named: Vec<_> = named.collect();
        self.unique("file", "those that are loaded together", named);
    }

    /// Definitions that a ladder uses come from one file each: grades and scale whole, every competency once.
    pub(super) fn nothing_is_defined_twice(&mut self, documents: &[Loaded]) {
        let mut reported: HashSet<(Span, Span)> = HashSet::default();
        for (index, loaded) in documents.iter().enumerate() {
            // A base that no ladder extends is still a file of its own.
            if loaded.document.kind == DocumentKind::Base && loaded.bases.is_empty() {
                continue;
            }
            let reached = reached(documents, index);
            if reached.len() == 1 {
                continue;
            }
            let mut competencies: HashMap<String, (&str, usize, Span)> = HashMap::default();
            for key in ["grades", "scale"] {
                let mut first: Option<Span> = None;
                for file in &reached {
                    let document = &documents[*file].document;
                    let stated = match key {
                        "grades" => document.grades.get().is_some(),
                        _ => document.scale.get().is_some(),
                    };
                    let key_span =
                        document.origin.keys.iter().find(|(name, ..)| *name == key).map(|(_, span, _)| *span);
                    let Some(span) = key_span.filter(|_| stated) else { continue };
                    let Some(first) = first else {
                        first = Some(span);
                        continue;
                    };
                    if reported.insert(pair(first, span)) {
                        self.report(
                            Shape::Redefined
                                .finding(format!("`{key}` is defined in two files"), Mark::span(span, "again here"))
                                .also(Mark::span(first, "first here"))
                                .help(format!("`{key}` must come whole from one file: keep one of the two")),
                        );
                    }
                }
            }
            for file in &reached {
                for competency in &documents[*file].document.competencies {
                    let (id, span) = (competency.value.id.as_str(), competency.origin.name);
                    let Some((first, first_file, first_span)) = competencies.get(&id.to_lowercase()).copied() else {
                        competencies.insert(id.to_lowercase(), (id, *file, span));
                        continue;
                    };
                    if first_file != *file && reported.insert(pair(first_span, span)) {
                        let message = if first == id {
                            format!("the competency `{id}` is defined in two files")
                        } else {
                            format!("the competencies `{first}` and `{id}` of two files differ only in case")
                        };
                        let mut finding = Shape::Redefined
                            .finding(message, Mark::span(span, "again here"))
                            .also(Mark::span(first_span, "first here"))
                            .help("keep one of the two, or change an id");
                        finding.place = documents[*file]
                            .document
                            .id
                            .get()
                            .map(|id| Place::new(owner(id), Part::Competency(competency.value.id.clone())));
                        self.report(finding);
                    }
                }
            }
        }
    }
}

/// Two places, whichever was met first.
fn pair(a: Span, b: Span) -> (Span, Span) {
    if a < b { (a, b) } else { (b, a) }
}

/// The documents that one reaches, those that others extend first, and itself last.
pub(super) fn reached(documents: &[Loaded], start: usize) -> Vec<usize> {
    let mut order = Vec::new();
    // Of all documents, one reaches few.
    let mut seen = HashSet::from_iter([start]);
    let mut stack = vec![(start, 0)];
    while let Some((at, next)) = stack.pop() {
        match documents[at].bases.get(next) {
            None => order.push(at),
            Some(base) => {
                stack.push((at, next + 1));
                let is_base = |index: &usize| documents[*index].document.kind == DocumentKind::Base;
                if let Some(base) = base.filter(is_base).filter(|base| seen.insert(*base)) {
                    stack.push((base, 0));
                }
            }
        }
    }
    order
}

impl Linker {
    /// A competency is for tracks that exist: kinds, or ids of the ladders that reach it.
    pub(super) fn competency_tracks_exist(&mut self, documents: &mut [Loaded]) {
        let mut reaching: Vec<Vec<usize>> = vec![Vec::new(); documents.len()];
        for (at, _) in documents.iter().enumerate().filter(|(_, it)| it.document.kind == DocumentKind::Ladder) {
            reached(documents, at).into_iter().for_each(|index| reaching[index].push(at));
        }
        for (at, ladders) in reaching.into_iter().enumerate() {
            let document = &documents[at].document;
            if document.competencies.iter().all(|competency| competency.tracks.is_empty()) {
                continue;
            }
            let ladders: Vec<&Document> = ladders.into_iter().map(|at| &documents[at].document).collect();
            // A base whose ladders are not at hand cannot be judged.
            let judged = !ladders.is_empty()
                && ladders.iter().all(|ladder| !ladder.tracks.partial)
                && ((self.scope.complete && self.scope.whole_project) || document.kind == DocumentKind::Ladder);
            if !judged {
                continue;
            }
            let kinds = TrackKind::ALL.map(TrackKind::as_str);
            let ids = ladders.iter().flat_map(|ladder| ladder.tracks.iter()).map(|track| track.value.id.as_str());
            let names: HashSet<&str> = kinds.into_iter().chain(ids).collect();
            let mut holes = Vec::new();
            for (index, competency) in document.competencies.iter().enumerate() {
                for track in competency.tracks.iter().filter(|track| !names.contains(track.value.as_str())) {
                    holes.push(index);
                    let near = suggest::did_you_mean(&track.value, names.iter().copied());
                    let kinds = suggest::one_of(&kinds);
                    let mut finding = Shape::UnknownReference
                        .finding(
                            format!("there is no track `{}`", track.value),
                            Mark::span(track.span, "neither a track nor a kind"),
                        )
                        .help(near.unwrap_or_else(|| format!("name a track by its id or its kind: {kinds}")));
                    let id = document.id.get();
                    finding.place = id.map(|id| Place::new(owner(id), Part::Competency(competency.value.id.clone())));
                    self.report(finding);
                }
            }
            for index in holes {
                documents[at].document.competencies.list[index].tracks.partial = true;
            }
        }
    }
}
