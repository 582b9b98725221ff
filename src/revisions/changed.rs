//! `ladder validate --changed-since`: what differs from a revision, and what a change broke elsewhere.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::path::{Path, PathBuf};

use super::repository;
use crate::finding::{Finding, Mark};
use crate::model::{BaseId, Entries, OwnerId, Place};
use crate::parse::Loaded;
use crate::session::judging::{Judged, Judging};
use crate::session::settings::Book;
use crate::session::{Stop, World};
use crate::source::{FileId, Kind, Revision, Tree};

/// Loaded files beside a revision.
pub struct Since {
    revision: Revision,
    changed: BTreeSet<FileId>,
}

/// How often something was wrong in a revision: by rule, place and message, since files may have other names now.
pub struct Known(HashMap<(&'static str, Option<String>, String), usize>);

impl Since {
    /// The files that were named, beside a revision.
    ///
    /// # Errors
    /// If there is no such revision.
    pub fn new(world: &World<'_>, loaded: &Loaded, revision: &str) -> Result<Self, Stop> {
        let repository = repository()?;
        let earlier = Earlier { revision: repository.revision(revision)?, top: repository.top(), now: world.tree };
        let is_changed = |path: &Path| !earlier.reads_the_same(path);
        let named = loaded.named.iter().filter(|named| {
            is_changed(&named.path) || named.owner.as_ref().is_some_and(|owner| builds_on(loaded, owner, is_changed))
        });
        let changed = named.map(|named| named.file).collect();
        Ok(Self { revision: earlier.revision, changed })
    }

    /// Whether a file, or a base that it builds on, is not the same in the revision.
    pub fn has_changed(&self, file: FileId) -> bool {
        self.changed.contains(&file)
    }

    /// What was wrong in the revision, judged by the settings of today.
    ///
    /// # Errors
    /// If the settings have mistakes.
    pub fn earlier(
        &self,
        world: &mut World<'_>,
        paths: &[PathBuf],
        book: &Book,
        hears_comments: bool,
    ) -> anyhow::Result<Known> {
        // Standard input belongs to no revision.
        let in_revision: Vec<PathBuf> = paths.iter().filter(|path| *path != Path::new("-")).cloned().collect();
        let mut known = HashMap::new();
        if paths.is_empty() || !in_revision.is_empty() {
            let (_, loaded) = world.load_from(&self.revision, &in_revision)?;
            for finding in Judging::new(world.tree, &loaded, book).judge(hears_comments).findings {
                *known.entry(key(&finding)).or_default() += 1;
            }
        }
        Ok(Known(known))
    }

    /// Of all findings, keeps those of files that changed, and those that a change brought to others.
    pub fn keep_news(&self, loaded: &Loaded, judged: &mut Judged, mut earlier: Known) {
        let has_changed = |finding: &Finding| loaded.span(finding).is_some_and(|span| self.has_changed(span.file));
        judged.ignored.retain(has_changed);
        judged.findings.retain(|finding| has_changed(finding) || !earlier.takes(finding));
    }
}

impl Known {
    /// Whether a finding is one of these, each of which counts once.
    fn takes(&mut self, finding: &Finding) -> bool {
        self.0.get_mut(&key(finding)).is_some_and(|left| {
            let is_left = *left > 0;
            *left = left.saturating_sub(1);
            is_left
        })
    }
}

fn key(finding: &Finding) -> (&'static str, Option<String>, String) {
    (finding.rule, finding.place.as_ref().map(ToString::to_string), finding.message.clone())
}

/// Whether a base that a ladder or base builds on has changed or is gone.
fn builds_on(loaded: &Loaded, owner: &OwnerId, is_changed: impl Fn(&Path) -> bool) -> bool {
    let extends = |id: &str| -> Option<&Entries<BaseId>> {
        let of_ladder = loaded.set.ladder(id).map(|ladder| &ladder.extends);
        of_ladder.or_else(|| loaded.set.base(id).map(|base| &base.extends))
    };
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut queue: VecDeque<&str> = VecDeque::from([owner.as_str()]);
    while let Some(extended) = queue.pop_front().and_then(&extends) {
        if extended.partial {
            return true;
        }
        for base in extended.iter().map(BaseId::as_str).filter(|base| seen.insert(base)) {
            let written = loaded.origins.span(&Mark::place(Place::whole(OwnerId::from(base)), ""));
            if written.is_none_or(|span| is_changed(loaded.sources.path(span.file))) {
                return true;
            }
            queue.push_back(base);
        }
    }
    false
}

/// The revision to compare today's files with.
struct Earlier<'a> {
    revision: Revision,
    top: &'a Path,
    now: &'a dyn Tree,
}

impl Earlier<'_> {
    /// Whether a file had the same text then: under its name or, if nothing had that name, under another.
    fn reads_the_same(&self, path: &Path) -> bool {
        // Standard input and unreadable files are compared with nothing.
        let Ok(now) = self.now.read(path).map(text) else { return false };
        let is_it = |path: &Path| self.revision.read(path).is_ok_and(|then| text(then) == now);
        match self.revision.kind(path) {
            Ok(Kind::Missing) => {
                let walk = self.revision.walk(self.top).unwrap_or_default();
                walk.files.iter().any(|file| is_it(file))
            }
            _ => is_it(path),
        }
    }
}

/// Bytes without carriage returns, since git may have added them in the work tree.
fn text(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.retain(|byte| *byte != b'\r');
    bytes
}
