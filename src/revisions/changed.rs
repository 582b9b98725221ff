//! `ladder validate --changed-since`: reports only on loaded files that differ from a revision.

use std::collections::{BTreeSet, VecDeque};
use std::path::Path;

use super::repository;
use crate::finding::Mark;
use crate::model::{BaseId, Entries, OwnerId, Place};
use crate::parse::Loaded;
use crate::session::{Stop, World};
use crate::source::{FileId, Kind, Revision, Tree};

/// Removes files from the named ones if they and the bases that they build on are the same in the revision. Everything stays
/// loaded, so that the other files have the same findings as in a full run. Returns how many were removed.
///
/// # Errors
/// If there is no such revision.
pub fn keep_changed(world: &World<'_>, loaded: &mut Loaded, revision: &str) -> Result<usize, Stop> {
    let repository = repository()?;
    let earlier = Earlier { revision: repository.revision(revision)?, top: repository.top(), now: world.tree };
    let is_changed = |path: &Path| !earlier.reads_the_same(path);
    let changed: BTreeSet<FileId> = loaded
        .named
        .iter()
        .filter(|named| {
            is_changed(&named.path) || named.owner.as_ref().is_some_and(|owner| builds_on(loaded, owner, is_changed))
        })
        .map(|named| named.file)
        .collect();
    let all = loaded.named.len();
    loaded.named.retain(|named| changed.contains(&named.file));
    loaded.ignores.retain(|ignore| changed.contains(&ignore.span.file));
    let origins = &loaded.origins;
    loaded.findings.retain(|finding| origins.span(&finding.primary).is_some_and(|span| changed.contains(&span.file)));
    Ok(all - loaded.named.len())
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
