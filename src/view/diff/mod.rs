//! The changes of a revision, laid out: the verdict first, then by ladder, track and level.

mod filter;
mod sections;

use std::collections::HashMap;

use super::announcement::{Announcement, Notice};
use super::change::{ChangeView, change_view};
use super::facets::{Concerned, Facets};
use super::headline::{brief, sentences};
use super::names::owner_title;
use super::{DiffGate, Public, Spot, Spots};
use crate::diff::{Bump, Change, Diff, Hint, Impact, Reach, Verdict, VersionCheck};
use crate::model::{LadderSet, OwnerId, Place};
use crate::roster::RosterView;
use crate::words::join;

pub use filter::DiffFilter;
use sections::sections;
pub use sections::{Group, Section};

/// A comparison, ready to be shown.
pub struct DiffReport {
    /// The worst impact over all; `None` where nothing changes.
    pub impact: Option<Impact>,
    /// The version bump that it asks for.
    pub bump: Bump,
    /// How many changes need review: a reader has to say whether they ask for more or less.
    pub reviews: usize,
    /// The verdict in one line, for whoever reads no more.
    pub brief: String,
    /// The verdict as sentences that can be passed on.
    pub sentences: Vec<String>,
    /// How many changes there are of each impact, the worst first; none where there are none.
    pub counts: Vec<(Impact, usize)>,
    /// Each ladder and base that was compared, also those without a change.
    pub owners: Vec<OwnerDiff>,
    /// Changes that look like something else.
    pub hints: Vec<Hint>,
    /// How many changes the filters leave out.
    pub hidden: usize,
    /// Whether only counts are wanted.
    pub stat_only: bool,
    /// How many people it affects, if a roster was given; shown by formats that support [`super::OutputKind::Roster`].
    pub roster: Option<RosterView>,
    /// The tracks and levels that the listed changes affect.
    pub facets: Facets,
    /// What the old side and the new one are called, where they have names, such as revisions.
    pub sides: Option<(SideView, SideView)>,
    /// The ladders and bases that could not be compared, because one side of them could not be read.
    pub not_compared: Vec<String>,
    /// The gate that fails the comparison.
    pub gate: DiffGate,
    /// What of it may go out in public.
    pub public: Public,
    /// What people are told of it, if a format announces it.
    pub announcement: Option<Announcement>,
}

/// A side of a comparison, as people know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideView {
    /// A branch, a tag, or what was typed.
    pub name: String,
    /// Date, author and subject of the commit, where it is one.
    pub about: Option<String>,
}

/// What changes in one ladder or base.
pub struct OwnerDiff {
    pub id: String,
    pub title: String,
    /// Whether it is a base.
    pub is_base: bool,
    /// Its worst impact.
    pub impact: Option<Impact>,
    /// The bump that it asks for.
    pub bump: Bump,
    /// Whether its own file changes, and not only what it builds on.
    pub changes_itself: bool,
    /// The titles of the bases that change and that it reaches.
    pub changed_bases: Vec<String>,
    /// Its version before and now.
    pub version: VersionCheck,
    /// The bump that the changes in its own file ask for.
    pub own_bump: Bump,
    /// Its changes under headings: those of the whole first, then track by track.
    pub sections: Vec<Section>,
    /// How many changes there are of each impact, the worst first.
    pub counts: Vec<(Impact, usize)>,
    /// The place of its version now, else of its id.
    pub spot: Option<Spot>,
}

/// How a comparison is told, and what is told beside it.
#[derive(Default)]
pub struct Telling<'a> {
    /// Which changes are listed.
    pub filter: DiffFilter,
    /// Whether only counts are wanted.
    pub stat_only: bool,
    /// The places of changes in files, if there are files.
    pub spots: Option<&'a dyn Spots>,
    /// How many people it concerns.
    pub roster: Option<RosterView>,
    /// What the old side and the new one are called.
    pub sides: Option<(SideView, SideView)>,
    /// The ladders and bases that could not be compared.
    pub not_compared: Vec<String>,
    /// The gate that fails the comparison.
    pub gate: DiffGate,
    /// What of it may go out in public.
    pub public: Public,
    /// What the author adds to an announcement; `None` if no format announces it.
    pub notice: Option<Notice>,
}

impl DiffReport {
    /// Lays out a comparison of two sets.
    pub fn new(old: &LadderSet, new: &LadderSet, diff: &Diff, telling: Telling<'_>) -> Self {
        let Telling { filter, stat_only, spots, .. } = telling;
        let verdict = diff.verdict();
        let concerned = Concerned::new(old, new, diff);
        let levels = filter.levels(old, new, diff);
        let shown = diff.changes.iter().filter(|change| filter.takes(&concerned, levels.as_ref(), change));
        let shown: Vec<&Change> = shown.collect();
        let mut by_owner: HashMap<OwnerId, Vec<&Change>> = HashMap::new();
        for change in &shown {
            by_owner.entry(diff.owner_now(change)).or_default().push(change);
        }
        let mut changed_bases = changed_bases(old, new, diff);
        let mut owners = Vec::new();
        for owner in diff.verdicts(old, new) {
            let former = diff.was(&Place::whole(owner.owner.clone())).owner;
            let changes = by_owner.remove(&owner.owner).unwrap_or_default();
            owners.push(OwnerDiff {
                id: owner.owner.to_string(),
                title: owner_title(new, &owner.owner)
                    .or_else(|| owner_title(old, &owner.owner))
                    .unwrap_or_else(|| owner.owner.to_string()),
                is_base: owner.is_base,
                impact: owner.verdict.impact,
                bump: owner.verdict.bump,
                changes_itself: owner.own.impact.is_some(),
                changed_bases: changed_bases.remove(&owner.owner).unwrap_or_default(),
                version: owner.version.clone(),
                own_bump: owner.own.bump,
                sections: sections(
                    (old.ladder(former.as_str()), new.ladder(owner.owner.as_str())),
                    diff,
                    changes.iter().copied(),
                    &|change| {
                        let levels = concerned.levels(change);
                        ChangeView {
                            spot: spots.and_then(|spots| spots.of(change)),
                            levels,
                            ..change_view(old, new, change)
                        }
                    },
                ),
                counts: counts(changes.iter().copied()),
                spot: spots.and_then(|spots| spots.version(&owner.owner)),
            });
        }
        let sentences = with_what_is_missing(sentences(old, new, diff), &verdict, &telling.not_compared);
        Self {
            impact: verdict.impact,
            bump: verdict.bump,
            reviews: diff.changes.iter().filter(|change| change.caution).count(),
            brief: brief(old, new, diff).unwrap_or_else(|| sentences[0].clone()),
            sentences,
            counts: counts(diff.changes.iter()),
            owners,
            hints: diff.hints.clone(),
            hidden: diff.changes.len() - shown.len(),
            stat_only,
            roster: telling.roster,
            facets: Facets::new([new, old], &concerned, &shown),
            sides: telling.sides,
            not_compared: telling.not_compared,
            gate: telling.gate,
            public: telling.public,
            announcement: telling.notice.map(|notice| Announcement::new(old, new, diff, &shown, notice)),
        }
    }

    /// Whether the comparison fails by its gate.
    pub fn fails(&self) -> bool {
        let is_short = |owner: &OwnerDiff| owner.version.suffices == Some(false);
        self.impact.is_some_and(|worst| self.gate.fails(worst, self.reviews > 0))
            || (self.gate.version && self.owners.iter().any(is_short))
    }

    /// The verdict on one line, around the word for the impact: "at least wording, which asks for at least a patch version;
    /// 2 need review".
    pub fn verdict(&self, word: impl Fn(Impact) -> String) -> String {
        match self.impact {
            None => "no change".to_owned(),
            Some(impact) => format!("{}{}, which {}", self.at_least(), word(impact), self.asks()),
        }
    }

    /// "asks for at least a patch version; 2 need review"
    pub fn asks(&self) -> String {
        let reviews = match self.reviews {
            0 => String::new(),
            1 => "; 1 needs review".to_owned(),
            many => format!("; {many} need review"),
        };
        format!("asks for {}a {} version{reviews}", self.at_least(), self.bump)
    }

    /// Stands before a verdict that may be too mild: what needs review may ask for more, which asks for a major version.
    pub fn at_least(&self) -> &'static str {
        if self.reviews > 0 && self.bump < Bump::Major { "at least " } else { "" }
    }

    /// The ladders and bases of which there is something to say: not those whose changes are all filtered out.
    pub fn told(&self) -> impl Iterator<Item = &OwnerDiff> {
        self.owners
            .iter()
            .filter(|owner| owner.impact.is_some())
            .filter(|owner| !owner.sections.is_empty() || (!owner.changes_itself && self.hidden == 0))
    }
}

/// The sentences, with what could not be compared because it could not be read on one side or the other.
fn with_what_is_missing(mut sentences: Vec<String>, verdict: &Verdict, not_compared: &[String]) -> Vec<String> {
    if not_compared.is_empty() {
        return sentences;
    }
    if verdict.impact.is_none() {
        sentences = vec!["Nothing changes in the ladders that could be compared.".to_owned()];
    }
    let it = if not_compared.len() == 1 { "it" } else { "they" };
    sentences.push(format!("Not compared, because {it} could not be read: {}.", not_compared.join(", ")));
    sentences
}

impl OwnerDiff {
    /// What is said where its own file does not change.
    pub fn only_bases(&self) -> String {
        match &self.changed_bases[..] {
            [base] => format!("Only its base, {base}, changed."),
            bases => format!("Only its bases, {}, changed.", join(bases)),
        }
    }

    /// What is to be said of its version; `None` where there is nothing to judge by.
    pub fn version_line(&self) -> Option<String> {
        let version = &self.version;
        let old = version.old.as_deref()?;
        let new = version.new.as_deref().unwrap_or("none");
        match version.suffices? {
            true if old == new => None,
            true => Some(format!("version {old}, now {new}: bumped enough")),
            false => {
                Some(format!("version {old}, now {new}: not bumped enough, this asks for a {} version", self.own_bump))
            }
        }
    }
}

fn counts<'a>(changes: impl Iterator<Item = &'a Change>) -> Vec<(Impact, usize)> {
    let mut counts = [0; Impact::ALL.len()];
    changes.for_each(|change| counts[change.impact as usize] += 1);
    let worst_first = Impact::ALL.into_iter().rev();
    worst_first.map(|impact| (impact, counts[impact as usize])).filter(|(_, count)| *count > 0).collect()
}

/// The titles of the bases whose changes concern a ladder or base, for each that they concern.
fn changed_bases(old: &LadderSet, new: &LadderSet, diff: &Diff) -> HashMap<OwnerId, Vec<String>> {
    let mut titles: HashMap<OwnerId, Vec<String>> = HashMap::new();
    for change in &diff.changes {
        let base = diff.owner_now(change);
        let title = || owner_title(new, &base).or_else(|| owner_title(old, &base)).unwrap_or_else(|| base.to_string());
        for reached in change.reaches.iter().map(Reach::owner).filter(|reached| *reached != base) {
            let (of_it, title) = (titles.entry(reached).or_default(), title());
            if !of_it.contains(&title) {
                of_it.push(title);
            }
        }
    }
    titles
}
