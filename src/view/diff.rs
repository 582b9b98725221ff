//! The changes of a revision, laid out: the verdict first, then by ladder, track and level.

use std::collections::HashSet;
use std::rc::Rc;

use super::facets::{self, Concerned, Facets};
use super::headline::{brief, concerned, sentences};
use super::words::{is_prose, word_diff};
use super::{Announcement, DiffGate, Notice, Public, Spot, Spots};
use crate::diff::{Bump, Change, Diff, Hint, Impact, Kind, Verdict, VersionCheck};
use crate::model::{Ask, Ladder, LadderSet, LevelId, OwnerId, Part, Place, TrackId};
use crate::roster::RosterView;
use crate::words::join;

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
    /// What people are told of it.
    pub announcement: Announcement,
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
    /// Its id.
    pub id: String,
    /// Its title.
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
    /// Where its version stands now, else its id.
    pub spot: Option<Spot>,
}

/// Changes under one heading: the whole of a ladder, or a track.
pub struct Section {
    /// The heading; `None` for the whole.
    pub heading: Option<String>,
    /// Changes by level; the first group, without a heading, is about the track itself.
    pub groups: Vec<Group>,
}

/// Changes of one level.
pub struct Group {
    /// The level's id and title; `None` for what is about no level.
    pub heading: Option<String>,
    /// The changes.
    pub changes: Vec<ChangeView>,
}

/// A change, laid out.
#[derive(Debug, Clone)]
pub struct ChangeView {
    /// What changed.
    pub kind: Kind,
    /// What that does.
    pub impact: Impact,
    /// Where.
    pub place: String,
    /// What of the level it is about: a competency's title, a move; empty where the heading says it.
    pub subject: String,
    /// What stood there.
    pub old: Option<String>,
    /// What stands there.
    pub new: Option<String>,
    /// The text as parts, where both are prose; moved line breaks do not show.
    pub words: Vec<(Fate, String)>,
    /// Why the impact is what it is.
    pub reason: String,
    /// Whether somebody should read it.
    pub caution: bool,
    /// What the edit is known by, for a judgement in the configuration.
    pub edit: String,
    /// What a level that is removed asked, a text a line.
    pub asked: Vec<String>,
    /// Whom else it concerns, as places.
    pub reaches: Vec<String>,
    /// The track that it is about, by id.
    pub track: Option<String>,
    /// The levels that it is about or reaches, as `engineering/IC4`.
    pub levels: Rc<[String]>,
    /// Whom a change in a base concerns, in words.
    pub concerns: Option<String>,
    /// Whether it is about pay, which is private.
    pub is_pay: bool,
    /// Where it stands now; `None` where nothing is left in any file.
    pub spot: Option<Spot>,
}

/// What became of a part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stayed.
    Kept,
    /// It went.
    Removed,
    /// It came.
    Added,
}

/// Which changes are wanted; an empty filter takes all.
#[derive(Debug, Clone, Default)]
pub struct DiffFilter {
    /// This impact and above.
    pub impact: Option<Impact>,
    /// A level, by id.
    pub level: Option<String>,
    /// A track, by id.
    pub track: Option<String>,
    /// A competency, by id.
    pub competency: Option<String>,
}

impl DiffFilter {
    /// Whether a change is wanted; `levels` are those that are wanted, where some are.
    fn takes<'a>(&self, concerned: &Concerned<'a>, levels: Option<&HashSet<String>>, change: &'a Change) -> bool {
        let parts = [concerned.diff.place_now(change).part, change.place.part.clone()];
        let is = |wanted: &Option<String>, id: &dyn Fn(&Part) -> Option<String>| {
            wanted.as_ref().is_none_or(|wanted| parts.iter().any(|part| id(part).as_ref() == Some(wanted)))
        };
        self.impact.is_none_or(|least| change.impact >= least)
            && levels.is_none_or(|levels| concerned.levels(change).iter().any(|level| levels.contains(level)))
            && is(&self.track, &|part| part.track().map(ToString::to_string))
            && (change.kind == Kind::LevelRewritten
                || is(&self.competency, &|part| part.competency().map(ToString::to_string)))
    }

    /// The levels that are wanted, as changes carry them: what has the id, else what had it.
    fn levels(&self, old: &LadderSet, new: &LadderSet, diff: &Diff) -> Option<HashSet<String>> {
        let wanted = self.level.as_ref()?;
        let (ladder, level) = wanted.split_once('/').map_or((None, wanted.as_str()), |(a, b)| (Some(a), b));
        let of = |set: &LadderSet| {
            let ladders = set.ladders.iter().filter(|known| ladder.is_none_or(|ladder| known.id.as_str() == ladder));
            let place = |known: &Ladder| {
                let (track, level) = known.level(level)?;
                Some(Place::new(&known.id, Part::Level(track.id.clone(), level.id.clone())))
            };
            ladders.filter_map(place).collect::<Vec<_>>()
        };
        let key = |place: &Place| Some(facets::key(&place.owner, place.part.level()?));
        let now: HashSet<String> = of(new).iter().filter_map(key).collect();
        if !now.is_empty() {
            return Some(now);
        }
        let both = of(old).into_iter().flat_map(|was| [diff.now(&was), was]);
        Some(both.filter_map(|place| key(&place)).collect())
    }
}

/// How a comparison is told, and what is told beside it.
#[derive(Default)]
pub struct Telling<'a> {
    /// Which changes are listed.
    pub filter: DiffFilter,
    /// Whether only counts are wanted.
    pub stat_only: bool,
    /// Where changes stand in files, where there are any.
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
    /// What the author adds to an announcement.
    pub notice: Notice,
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
        let mut owners = Vec::new();
        for owner in diff.verdicts(old, new) {
            let former = diff.was(&Place::whole(owner.owner.clone())).owner;
            let is_own = |change: &&Change| diff.owner_now(change) == owner.owner;
            let changes = || shown.iter().copied().filter(is_own);
            owners.push(OwnerDiff {
                id: owner.owner.to_string(),
                title: title(new, &owner.owner)
                    .or_else(|| title(old, &owner.owner))
                    .unwrap_or_else(|| owner.owner.to_string()),
                is_base: owner.is_base,
                impact: owner.verdict.impact,
                bump: owner.verdict.bump,
                changes_itself: owner.own.impact.is_some(),
                changed_bases: changed_bases(old, new, diff, &owner.owner),
                version: owner.version.clone(),
                own_bump: owner.own.bump,
                sections: sections(
                    (old.ladder(former.as_str()), new.ladder(owner.owner.as_str())),
                    diff,
                    changes(),
                    &|change| {
                        let levels = concerned.levels(change);
                        ChangeView {
                            spot: spots.and_then(|spots| spots.of(change)),
                            levels,
                            ..change_view(old, new, change)
                        }
                    },
                ),
                counts: counts(changes()),
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
            announcement: Announcement::new(old, new, diff, &shown, telling.notice),
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

/// The titles of the bases whose changes concern a ladder or base.
fn changed_bases(old: &LadderSet, new: &LadderSet, diff: &Diff, owner: &OwnerId) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    for change in diff.changes.iter().filter(|change| change.reaches.iter().any(|reach| reach.owner() == *owner)) {
        let base = diff.owner_now(change);
        let title = title(new, &base).or_else(|| title(old, &base)).unwrap_or_else(|| base.to_string());
        if base != *owner && !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles
}

fn title(set: &LadderSet, owner: &OwnerId) -> Option<String> {
    let ladder = set.ladder(owner.as_str()).map(|ladder| ladder.title().to_owned());
    ladder.or_else(|| set.base(owner.as_str()).map(|base| base.title.text().unwrap_or(base.id.as_str()).to_owned()))
}

/// Groups of changes by the id of their track, and in each by the id of their level.
type ByTrack = Vec<(Option<TrackId>, Section, Vec<Option<LevelId>>)>;

/// The changes of one file under headings, in the order of the new revision; what is gone comes where it stood.
fn sections<'a>(
    (old, new): (Option<&Ladder>, Option<&Ladder>),
    diff: &Diff,
    changes: impl Iterator<Item = &'a Change>,
    view: &dyn Fn(&'a Change) -> ChangeView,
) -> Vec<Section> {
    // A name of the new revision, else of the old one, where another thing may have the id by now.
    let track_heading = |now: &TrackId, was: &TrackId| {
        let find = |ladder: Option<&Ladder>, id: &TrackId| {
            ladder?.tracks.iter().find(|known| known.id == *id).map(|track| track.title().to_owned())
        };
        find(new, now).or_else(|| find(old, was)).unwrap_or_else(|| was.to_string())
    };
    let level_heading = |now: &LevelId, was: &LevelId| {
        let find = |ladder: Option<&Ladder>, id: &LevelId| {
            ladder?.level(id.as_str()).map(|(_, level)| format!("{id} {}", level.title()))
        };
        find(new, now).or_else(|| find(old, was)).unwrap_or_else(|| was.to_string())
    };
    // By track, and in each by level; what concerns the whole comes first.
    let whole = (None, Section { heading: None, groups: Vec::new() }, Vec::new());
    let mut sections: ByTrack = vec![whole];
    for change in changes {
        let (now, was) = (diff.place_now(change).part, &change.place.part);
        let (track, level) = (now.track().zip(was.track()), now.level().zip(was.level()));
        let at = sections.iter().rposition(|(known, ..)| known.as_ref() == now.track()).unwrap_or_else(|| {
            let heading = track.map(|(now, was)| track_heading(now, was));
            sections.push((now.track().cloned(), Section { heading, groups: Vec::new() }, Vec::new()));
            sections.len() - 1
        });
        let (_, section, levels) = &mut sections[at];
        // Changes of one level mostly follow each other.
        let at = levels.iter().rposition(|known| known.as_ref() == now.level()).unwrap_or_else(|| {
            levels.push(now.level().cloned());
            let heading = level.map(|(now, was)| level_heading(now, was));
            section.groups.push(Group { heading, changes: Vec::new() });
            levels.len() - 1
        });
        section.groups[at].changes.push(view(change));
    }
    sections.into_iter().map(|(_, section, _)| section).filter(|section| !section.groups.is_empty()).collect()
}

/// A change, laid out.
pub(super) fn change_view(old: &LadderSet, new: &LadderSet, change: &Change) -> ChangeView {
    // Of a level that was rewritten the parts are listed on demand.
    let shown =
        |side: &Option<String>| side.clone().filter(|text| !text.is_empty() && change.kind != Kind::LevelRewritten);
    let (was, is) = (shown(&change.old), shown(&change.new));
    let words = match (&was, &is) {
        (Some(old), Some(new)) if is_prose(old) && is_prose(new) => word_diff(old, new),
        _ => Vec::new(),
    };
    ChangeView {
        kind: change.kind,
        impact: change.impact,
        place: change.place.to_string(),
        subject: subject(old, new, &change.place),
        old: was,
        new: is,
        words,
        reason: change.reason.clone(),
        caution: change.caution,
        edit: change.edit_id(),
        asked: asked(old, change),
        reaches: change.reaches.iter().map(ToString::to_string).collect(),
        track: change.place.part.track().map(ToString::to_string),
        levels: Rc::default(),
        concerns: concerned(new, change, [new, old].iter().any(|set| set.base(change.place.owner.as_str()).is_some())),
        is_pay: matches!(change.place.part, Part::LevelPay(..) | Part::GradePay(..)),
        spot: None,
    }
}

/// What a level that is removed asked: "Delivery: Plans the work of a team."
fn asked(old: &LadderSet, change: &Change) -> Vec<String> {
    let Some(level) = change.place.part.level().filter(|_| change.kind == Kind::LevelRemoved) else {
        return Vec::new();
    };
    let level = old.ladder(change.place.owner.as_str()).and_then(|ladder| ladder.level(level.as_str()));
    let expectations = level.into_iter().flat_map(|(_, level)| level.expectations.iter());
    let texts = expectations.flat_map(|expectation| {
        let points = match &expectation.ask {
            Ask::Asked(asked) => asked.points.clone(),
            Ask::SameAs(level) => vec![format!("the same as {level}")],
            Ask::NotAsked | Ask::Unknown => Vec::new(),
        };
        let title = competency_title([old, old], expectation.competency.as_str());
        points.into_iter().map(move |point| format!("{title}: {point}"))
    });
    texts.collect()
}

/// What a change is about, beyond its level.
fn subject(old: &LadderSet, new: &LadderSet, place: &Place) -> String {
    let competency = |id: &str| competency_title([new, old], id);
    let pay = |what: &str, location: &Option<String>| match location {
        Some(location) => format!("{what} in {location}"),
        None => what.to_owned(),
    };
    match &place.part {
        Part::Whole | Part::Track(_) | Part::Level(..) => String::new(),
        Part::Expectation(_, _, id) => competency(id.as_str()),
        Part::Point(_, _, id, number) => format!("{}, point {number}", competency(id.as_str())),
        Part::LevelPay(_, _, location) => pay("pay", location),
        Part::GradePay(id, location) => pay(&format!("pay of grade {id}"), location),
        Part::Competency(id) => format!("competency {}", competency(id.as_str())),
        Part::CompetencyStep(id, step) => format!("{}, step {step}", competency(id.as_str())),
        Part::Grade(id) => format!("grade {id}"),
        Part::Step(id) => format!("step {id}"),
        Part::Move(from, to) => format!("move from {from} to {to}"),
    }
}

/// What a competency is called in the first of the sets that has it, else its id.
pub(super) fn competency_title(sets: [&LadderSet; 2], id: &str) -> String {
    let defined = sets.into_iter().find_map(|set| {
        let of_bases = set.bases.iter().map(|base| &base.definitions);
        let of_ladders = set.ladders.iter().map(|ladder| &ladder.definitions);
        let mut all = of_bases.chain(of_ladders).flat_map(|definitions| definitions.competencies.iter());
        all.find(|competency| competency.id.as_str() == id).map(|competency| competency.title().to_owned())
    });
    defined.unwrap_or_else(|| id.to_owned())
}
