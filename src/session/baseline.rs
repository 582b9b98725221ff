//! Baselines: known findings that are accepted until somebody corrects them.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::replace::replace;
use super::{Status, Stop, World};
use crate::finding::Finding;
use crate::render::json;
use crate::rules::{self, Rule};
use crate::source::{Sources, Tree};
use crate::view::Located;

/// The version of the file's shape.
const VERSION: u32 = 1;

/// The file. It is keyed by fingerprints, never by line numbers, so that it survives edits elsewhere.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The version of the shape.
    ladder_baseline: u32,
    /// The accepted findings.
    findings: Vec<Known>,
}

/// A known finding. Everything except the fingerprint is for people who read the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    fingerprint: String,
    rule: String,
    place: Option<String>,
    path: String,
}

impl Baseline {
    /// The findings of today, without those of shape: what cannot be read cannot be judged, so those cannot be accepted.
    pub fn of(sources: &Sources, findings: &[Located<'_>]) -> Self {
        let findings = findings.iter().filter(|located| can_be_known(located)).map(|located| Known {
            fingerprint: located.fingerprint.clone(),
            rule: located.finding.rule.to_owned(),
            place: located.finding.place.as_ref().map(ToString::to_string),
            path: sources.path(located.span.file).display().to_string(),
        });
        Self { ladder_baseline: VERSION, findings: findings.collect() }
    }

    pub fn read(tree: &dyn Tree, path: &Path) -> anyhow::Result<Self> {
        let bytes = tree.read(path)?;
        let baseline: Self = serde_json::from_slice(&bytes).map_err(|error| {
            Stop::new(Status::Unusable, format!("`{}` is not a baseline: {error}", path.display()))
                .help("`ladder validate --write-baseline FILE` writes one")
        })?;
        if baseline.ladder_baseline != VERSION {
            let message = format!("`{}` is a baseline from another version of ladder", path.display());
            return Err(Stop::new(Status::Unusable, message).help("write it again with `--write-baseline`").into());
        }
        Ok(baseline)
    }

    /// The number of findings in it.
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// The findings that it does not know.
    pub fn unknown(&self, findings: &[Located<'_>]) -> Vec<Finding> {
        let known: HashSet<&str> = self.findings.iter().map(|known| known.fingerprint.as_str()).collect();
        let is_known = |located: &&Located<'_>| can_be_known(located) && known.contains(located.fingerprint.as_str());
        findings.iter().filter(|located| !is_known(located)).map(|located| located.finding.clone()).collect()
    }

    /// The accepted findings that are no longer reported, in words. `was_asked` says whether a rule was checked for a path,
    /// so that a finding that was not looked for does not count as gone.
    pub fn stale(&self, findings: &[Located<'_>], was_asked: impl Fn(&Path, Option<&Rule>) -> bool) -> Vec<String> {
        let there: HashSet<&str> = findings.iter().map(|located| located.fingerprint.as_str()).collect();
        let gone = self.findings.iter().filter(|known| {
            !there.contains(known.fingerprint.as_str()) && was_asked(Path::new(&known.path), rules::find(&known.rule))
        });
        gone.map(|known| format!("{} at {}", known.rule, known.place.as_deref().unwrap_or(&known.path))).collect()
    }

    /// Writes it. It may replace only a baseline.
    pub fn write(&self, world: &World<'_>, path: &Path) -> anyhow::Result<()> {
        if path.exists() && Self::read(world.tree, path).is_err() {
            let message = format!("`{}` exists and is not a baseline; nothing was written", path.display());
            return Err(Stop::new(Status::Usage, message).help("name another file").into());
        }
        let mut text = Vec::new();
        json::write(&mut text, self)?;
        replace(path, &text).with_context(|| format!("could not write `{}`", path.display()))
    }
}

fn can_be_known(located: &Located<'_>) -> bool {
    rules::find(located.finding.rule).is_some_and(rules::can_be_set)
}
