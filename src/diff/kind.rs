//! The table of kinds: what can change, and how much each change matters. Nothing else decides an impact.

use std::fmt;

use super::Impact;

/// What changed, as `thing-what`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A ladder that was not there.
    LadderAdded,
    /// A ladder that is gone.
    LadderRemoved,
    /// A ladder with another id.
    LadderRenamed,
    /// A ladder with another title.
    LadderRetitled,
    /// A base that was not there.
    BaseAdded,
    /// A base that is gone.
    BaseRemoved,
    /// A base with another title.
    BaseRetitled,
    /// Other bases are extended.
    ExtendsChanged,
    /// A grade, step or competency is defined in another file.
    DefinitionMoved,
    /// The version of a ladder or base.
    VersionChanged,
    /// Where the fork is stated.
    ForkChanged,
    /// The summary of anything.
    SummaryChanged,
    /// Who keeps a ladder.
    OwnerChanged,
    /// The day on which a ladder was last reviewed.
    ReviewedChanged,
    /// A track that was not there.
    TrackAdded,
    /// A track that is gone.
    TrackRemoved,
    /// A track with another id.
    TrackRenamed,
    /// A track with another title.
    TrackRetitled,
    /// The kind of a track or a competency.
    KindChanged,
    /// Whether a track is compared with others.
    ProfessionChanged,
    AlignedChanged,
    /// Whether levels include what the levels below them ask.
    CumulativeChanged,
    /// A level that was not there.
    LevelAdded,
    /// A level that is gone.
    LevelRemoved,
    /// A level with another id.
    LevelRenamed,
    /// A level with other titles.
    LevelRetitled,
    /// A level at another grade.
    LevelRegraded,
    /// Levels of a track in another order.
    LevelReordered,
    /// A level on another track.
    LevelMoved,
    /// The scope of a level or a grade.
    ScopeChanged,
    /// Whether anybody can be at a level today.
    StatusChanged,
    /// Whether it is fine to stay at a level for a career.
    TerminalChanged,
    /// Whom a level manages.
    ManagesChanged,
    /// The links of a level.
    LinksChanged,
    /// What a level or grade is called in other frameworks.
    EquivalentsChanged,
    /// A competency that was not there.
    CompetencyAdded,
    /// A competency that is gone.
    CompetencyRemoved,
    /// A competency with another id.
    CompetencyRenamed,
    /// A competency with another title.
    CompetencyRetitled,
    /// A competency for more tracks.
    CompetencyWidened,
    /// A competency for fewer tracks.
    CompetencyNarrowed,
    /// A competency for other tracks.
    CompetencyMoved,
    /// The group of a competency.
    GroupChanged,
    /// A level asks something of a competency that it did not.
    ExpectationAdded,
    /// A level no longer asks anything of a competency.
    ExpectationRemoved,
    /// An expectation at another level.
    ExpectationMoved,
    /// An expectation in other words.
    ExpectationReworded,
    /// An expectation that asks for more.
    ExpectationRaised,
    /// An expectation that asks for less.
    ExpectationLowered,
    /// One more point in an expectation.
    PointAdded,
    /// One point fewer in an expectation.
    PointRemoved,
    /// A point at another level.
    PointMoved,
    /// A point in other words.
    PointReworded,
    /// A point that asks for more.
    PointRaised,
    /// A point that asks for less.
    PointLowered,
    /// A grade that was not there.
    GradeAdded,
    /// A grade that is gone.
    GradeRemoved,
    /// A grade with another id.
    GradeRenamed,
    /// A grade with another title.
    GradeRetitled,
    /// Grades in another order.
    GradeReordered,
    /// A step that was not there.
    StepAdded,
    /// A step that is gone.
    StepRemoved,
    /// A step with another id.
    StepRenamed,
    /// A step with another title.
    StepRetitled,
    /// Steps in another order.
    StepReordered,
    /// A way from one level to another that was not there.
    MoveAdded,
    /// A way from one level to another that is gone.
    MoveRemoved,
    /// The note of a move, or a move that the order of levels implies anyway.
    MoveReworded,
    /// A band where none was.
    BandAdded,
    /// A band that is gone.
    BandRemoved,
    /// A band that rises, as a whole if not in every part.
    BandRaised,
    /// A band that falls, as a whole if not in every part.
    BandLowered,
    /// A band that begins lower and ends higher.
    BandWidened,
    /// A band that begins higher and ends lower.
    BandNarrowed,
    /// A band in another currency.
    CurrencyChanged,
}

/// What the comparison found out about a change; with the kind it gives the impact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Case {
    /// There is nothing to tell apart.
    Plain,
    /// Only notation differs.
    Layout,
    /// Other words that ask nothing of anybody, or words of one strength.
    Words,
    /// In effect nothing differs.
    Same,
    /// Nobody is concerned.
    Unused,
    /// Somebody is concerned.
    Used,
    /// It takes a reader to say.
    Unsure,
    /// Less in effect.
    Less,
    /// More in effect.
    More,
    /// People can be there who could not.
    Opens,
    /// People can no longer be there.
    Closes,
    /// No amount falls.
    Rises,
    /// An amount falls.
    Falls,
}

impl Case {
    /// When it holds, in words.
    pub const fn when(self) -> &'static str {
        match self {
            Self::Plain => "always, else",
            Self::Layout => "only notation differs: punctuation, case, spelling",
            Self::Words => "other words for the same",
            Self::Same => "in effect nothing differs",
            Self::Unused => "no level is concerned",
            Self::Used => "a level is concerned",
            Self::Unsure => "unsure: somebody should read it",
            Self::Less => "less in effect",
            Self::More => "more in effect",
            Self::Opens => "a level opens",
            Self::Closes => "a level closes",
            Self::Rises => "no amount falls",
            Self::Falls => "an amount falls",
        }
    }
}

/// The impact of a kind in one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruling {
    /// When it holds.
    pub case: Case,
    /// What it amounts to.
    pub impact: Impact,
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindRow {
    /// The kind.
    pub kind: Kind,
    /// Its name, `thing-what`.
    pub name: &'static str,
    /// What it means, in a line: lowercase, without a final stop.
    pub meaning: &'static str,
    /// Its impacts, from least to most. At a level that was planned, none counts for more than an addition.
    pub rulings: &'static [Ruling],
}

const fn on(case: Case, impact: Impact) -> Ruling {
    Ruling { case, impact }
}

const fn row(kind: Kind, name: &'static str, meaning: &'static str, rulings: &'static [Ruling]) -> KindRow {
    KindRow { kind, name, meaning, rulings }
}

/// Every kind, in the order of [`Kind`].
#[rustfmt::skip]
pub static KINDS: &[KindRow] = &[
    // Ladders and bases
    row(Kind::LadderAdded, "ladder-added", "a ladder that was not there", &[on(Case::Plain, Impact::Addition)]),
    row(Kind::LadderRemoved, "ladder-removed", "a ladder that is gone", &[on(Case::Plain, Impact::Breaking)]),
    row(Kind::LadderRenamed, "ladder-renamed", "a ladder with another id", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::LadderRetitled, "ladder-retitled", "a ladder with another title", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    row(Kind::BaseAdded, "base-added", "a base that was not there", &[on(Case::Same, Impact::Editorial), on(Case::Plain, Impact::Addition)]),
    row(Kind::BaseRemoved, "base-removed", "a base that is gone", &[on(Case::Same, Impact::Editorial), on(Case::Unused, Impact::Wording), on(Case::Used, Impact::Breaking)]),
    row(Kind::BaseRetitled, "base-retitled", "a base with another title", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    row(Kind::ExtendsChanged, "extends-changed", "other bases are extended", &[on(Case::Same, Impact::Editorial), on(Case::Unsure, Impact::Wording), on(Case::Plain, Impact::Addition), on(Case::Less, Impact::Breaking)]),
    row(Kind::DefinitionMoved, "definition-moved", "a grade, step or competency is defined in another file", &[on(Case::Same, Impact::Editorial)]),
    row(Kind::VersionChanged, "version-changed", "the version of a ladder or base", &[on(Case::Plain, Impact::Editorial)]),
    row(Kind::ForkChanged, "fork-changed", "where the fork is stated", &[on(Case::Plain, Impact::Editorial)]),
    row(Kind::SummaryChanged, "summary-changed", "the summary of anything", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording), on(Case::Unsure, Impact::Wording), on(Case::Less, Impact::LowersBar), on(Case::More, Impact::RaisesBar)]),
    row(Kind::OwnerChanged, "owner-changed", "who keeps a ladder", &[on(Case::Plain, Impact::Editorial)]),
    row(Kind::ReviewedChanged, "reviewed-changed", "the day on which a ladder was last reviewed", &[on(Case::Plain, Impact::Editorial)]),
    // Tracks
    row(Kind::TrackAdded, "track-added", "a track that was not there", &[on(Case::Plain, Impact::Addition)]),
    row(Kind::TrackRemoved, "track-removed", "a track that is gone", &[on(Case::Plain, Impact::Breaking)]),
    row(Kind::TrackRenamed, "track-renamed", "a track with another id", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::TrackRetitled, "track-retitled", "a track with another title", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    row(Kind::KindChanged, "kind-changed", "the kind of a track or a competency", &[on(Case::Words, Impact::Wording), on(Case::Unsure, Impact::Wording), on(Case::Plain, Impact::Breaking)]),
    row(Kind::ProfessionChanged, "profession-changed", "the crafts that a track is for", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::AlignedChanged, "aligned-changed", "whether a track is compared with others", &[on(Case::More, Impact::Addition), on(Case::Less, Impact::Breaking)]),
    row(Kind::CumulativeChanged, "cumulative-changed", "whether levels include what the levels below them ask", &[on(Case::Same, Impact::Wording), on(Case::Less, Impact::LowersBar), on(Case::More, Impact::RaisesBar)]),
    // Levels
    row(Kind::LevelAdded, "level-added", "a level that was not there", &[on(Case::Plain, Impact::Addition)]),
    row(Kind::LevelRemoved, "level-removed", "a level that is gone", &[on(Case::Plain, Impact::Breaking)]),
    row(Kind::LevelRenamed, "level-renamed", "a level with another id", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::LevelRetitled, "level-retitled", "a level with other titles", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    row(Kind::LevelRegraded, "level-regraded", "a level at another grade", &[on(Case::Unsure, Impact::Wording), on(Case::Plain, Impact::Breaking)]),
    row(Kind::LevelReordered, "level-reordered", "levels of a track in another order", &[on(Case::Plain, Impact::Breaking)]),
    row(Kind::LevelMoved, "level-moved", "a level on another track", &[on(Case::Plain, Impact::Breaking)]),
    row(Kind::ScopeChanged, "scope-changed", "the scope of a level or a grade", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording), on(Case::Unused, Impact::Wording), on(Case::Unsure, Impact::Wording), on(Case::Less, Impact::LowersBar), on(Case::More, Impact::RaisesBar)]),
    row(Kind::StatusChanged, "status-changed", "whether anybody can be at a level today", &[on(Case::Opens, Impact::Addition), on(Case::Closes, Impact::Breaking)]),
    row(Kind::TerminalChanged, "terminal-changed", "whether it is fine to stay at a level for a career", &[on(Case::Less, Impact::LowersBar), on(Case::More, Impact::RaisesBar)]),
    row(Kind::ManagesChanged, "manages-changed", "whom a level manages", &[on(Case::Unsure, Impact::Wording), on(Case::Less, Impact::LowersBar), on(Case::More, Impact::RaisesBar)]),
    row(Kind::LinksChanged, "links-changed", "the links of a level", &[on(Case::Plain, Impact::Editorial)]),
    row(Kind::EquivalentsChanged, "equivalents-changed", "what a level or grade is called in other frameworks", &[on(Case::Plain, Impact::Editorial)]),
    // Competencies
    row(Kind::CompetencyAdded, "competency-added", "a competency that was not there", &[on(Case::Plain, Impact::Addition)]),
    row(Kind::CompetencyRemoved, "competency-removed", "a competency that is gone", &[on(Case::Unused, Impact::Wording), on(Case::Used, Impact::LowersBar)]),
    row(Kind::CompetencyRenamed, "competency-renamed", "a competency with another id", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::CompetencyRetitled, "competency-retitled", "a competency with another title", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    row(Kind::CompetencyWidened, "competency-widened", "a competency for more tracks", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::CompetencyNarrowed, "competency-narrowed", "a competency for fewer tracks", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::CompetencyMoved, "competency-moved", "a competency for other tracks", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::GroupChanged, "group-changed", "the group of a competency", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    // Expectations
    row(Kind::ExpectationAdded, "expectation-added", "a level asks something of a competency that it did not", &[on(Case::Same, Impact::Wording), on(Case::More, Impact::RaisesBar)]),
    row(Kind::ExpectationRemoved, "expectation-removed", "a level no longer asks anything of a competency", &[on(Case::Same, Impact::Wording), on(Case::Less, Impact::LowersBar)]),
    row(Kind::ExpectationMoved, "expectation-moved", "an expectation at another level", &[on(Case::Same, Impact::Wording), on(Case::Less, Impact::LowersBar), on(Case::More, Impact::RaisesBar)]),
    row(Kind::ExpectationReworded, "expectation-reworded", "an expectation in other words", &[on(Case::Layout, Impact::Editorial), on(Case::Same, Impact::Wording), on(Case::Words, Impact::Wording), on(Case::Unsure, Impact::Wording)]),
    row(Kind::ExpectationRaised, "expectation-raised", "an expectation that asks for more", &[on(Case::Same, Impact::Wording), on(Case::More, Impact::RaisesBar)]),
    row(Kind::ExpectationLowered, "expectation-lowered", "an expectation that asks for less", &[on(Case::Same, Impact::Wording), on(Case::Less, Impact::LowersBar)]),
    row(Kind::PointAdded, "point-added", "one more point in an expectation", &[on(Case::Same, Impact::Wording), on(Case::More, Impact::RaisesBar)]),
    row(Kind::PointRemoved, "point-removed", "one point fewer in an expectation", &[on(Case::Same, Impact::Wording), on(Case::Less, Impact::LowersBar)]),
    row(Kind::PointMoved, "point-moved", "a point at another level", &[on(Case::Same, Impact::Wording), on(Case::Less, Impact::LowersBar), on(Case::More, Impact::RaisesBar)]),
    row(Kind::PointReworded, "point-reworded", "a point in other words", &[on(Case::Layout, Impact::Editorial), on(Case::Same, Impact::Wording), on(Case::Words, Impact::Wording), on(Case::Unsure, Impact::Wording)]),
    row(Kind::PointRaised, "point-raised", "a point that asks for more", &[on(Case::Same, Impact::Wording), on(Case::More, Impact::RaisesBar)]),
    row(Kind::PointLowered, "point-lowered", "a point that asks for less", &[on(Case::Same, Impact::Wording), on(Case::Less, Impact::LowersBar)]),
    // Grades and steps
    row(Kind::GradeAdded, "grade-added", "a grade that was not there", &[on(Case::Plain, Impact::Addition)]),
    row(Kind::GradeRemoved, "grade-removed", "a grade that is gone", &[on(Case::Unused, Impact::Wording), on(Case::Used, Impact::Breaking)]),
    row(Kind::GradeRenamed, "grade-renamed", "a grade with another id", &[on(Case::Layout, Impact::Editorial), on(Case::Plain, Impact::Wording)]),
    row(Kind::GradeRetitled, "grade-retitled", "a grade with another title", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    row(Kind::GradeReordered, "grade-reordered", "grades in another order", &[on(Case::Unused, Impact::Wording), on(Case::Used, Impact::Breaking)]),
    row(Kind::StepAdded, "step-added", "a step that was not there", &[on(Case::Plain, Impact::Addition)]),
    row(Kind::StepRemoved, "step-removed", "a step that is gone", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::StepRenamed, "step-renamed", "a step with another id", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::StepRetitled, "step-retitled", "a step with another title", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    row(Kind::StepReordered, "step-reordered", "steps in another order", &[on(Case::Unused, Impact::Wording), on(Case::Used, Impact::RaisesBar)]),
    // Moves
    row(Kind::MoveAdded, "move-added", "a way from one level to another that was not there", &[on(Case::Plain, Impact::Addition)]),
    row(Kind::MoveRemoved, "move-removed", "a way from one level to another that is gone", &[on(Case::Plain, Impact::Breaking)]),
    row(Kind::MoveReworded, "move-reworded", "the note of a move, or a move that the order of levels implies anyway", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    // Pay
    row(Kind::BandAdded, "band-added", "a band where none was", &[on(Case::Same, Impact::Wording), on(Case::Rises, Impact::Addition), on(Case::Falls, Impact::Breaking)]),
    row(Kind::BandRemoved, "band-removed", "a band that is gone", &[on(Case::Same, Impact::Wording), on(Case::Rises, Impact::Addition), on(Case::Falls, Impact::Breaking)]),
    row(Kind::BandRaised, "band-raised", "a band that rises", &[on(Case::Rises, Impact::Addition), on(Case::Falls, Impact::Breaking)]),
    row(Kind::BandLowered, "band-lowered", "a band that falls", &[on(Case::Falls, Impact::Breaking)]),
    row(Kind::BandWidened, "band-widened", "a band that begins lower and ends higher", &[on(Case::Falls, Impact::Breaking)]),
    row(Kind::BandNarrowed, "band-narrowed", "a band that begins higher and ends lower", &[on(Case::Falls, Impact::Breaking)]),
    row(Kind::CurrencyChanged, "currency-changed", "a band in another currency", &[on(Case::Falls, Impact::Breaking)]),
];

impl Kind {
    /// Its line of the table.
    pub fn row(self) -> &'static KindRow {
        // The test below holds the table to the order of the kinds.
        &KINDS[self as usize]
    }

    /// Its name, `thing-what`.
    pub fn as_str(self) -> &'static str {
        self.row().name
    }

    /// The kind of that name.
    pub fn find(name: &str) -> Option<Self> {
        KINDS.iter().find(|row| row.name == name).map(|row| row.kind)
    }

    /// Whether it says that something is gone.
    pub fn is_removal(self) -> bool {
        matches!(
            self,
            Self::LadderRemoved
                | Self::BaseRemoved
                | Self::TrackRemoved
                | Self::LevelRemoved
                | Self::CompetencyRemoved
                | Self::ExpectationRemoved
                | Self::PointRemoved
                | Self::GradeRemoved
                | Self::StepRemoved
                | Self::MoveRemoved
                | Self::BandRemoved
        )
    }

    /// What the table says of it in one case.
    pub(super) fn impact(self, case: Case) -> Impact {
        let ruling = self.row().rulings.iter().find(|ruling| ruling.case == case);
        ruling.expect("the table rules on every case that a comparison of this kind can find").impact
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_table_stands_in_the_order_of_the_kinds_and_names_each_once() {
        let mut names = HashSet::new();
        for (index, row) in KINDS.iter().enumerate() {
            assert_eq!(row.kind as usize, index, "{}", row.name);
            assert_eq!(format!("{:?}", row.kind).to_lowercase(), row.name.replace('-', ""), "{}", row.name);
            assert!(names.insert(row.name), "{}", row.name);
            assert!(row.name.contains('-') && !row.meaning.ends_with('.'), "{}", row.name);
            assert_eq!(Kind::find(row.name), Some(row.kind));
            assert_eq!(row.kind.is_removal(), row.name.ends_with("-removed"), "{}", row.name);
        }
    }

    #[test]
    fn every_kind_has_impacts_from_least_to_most_and_each_case_once() {
        for row in KINDS {
            assert!(!row.rulings.is_empty(), "{}", row.name);
            assert!(row.rulings.windows(2).all(|two| two[0].impact <= two[1].impact), "{}", row.name);
            let cases: HashSet<Case> = row.rulings.iter().map(|ruling| ruling.case).collect();
            assert_eq!(cases.len(), row.rulings.len(), "{}", row.name);
        }
    }

    /// What is added one way is removed the other way; each asymmetry has its reason here.
    #[test]
    fn what_raises_one_way_lowers_the_other_way() {
        for (more, less) in [
            (Kind::ExpectationAdded, Kind::ExpectationRemoved),
            (Kind::ExpectationRaised, Kind::ExpectationLowered),
            (Kind::PointAdded, Kind::PointRemoved),
            (Kind::PointRaised, Kind::PointLowered),
        ] {
            assert_eq!((more.impact(Case::More), less.impact(Case::Less)), (Impact::RaisesBar, Impact::LowersBar));
            assert_eq!(more.impact(Case::Same), less.impact(Case::Same));
        }
        // A new thing is an addition, and its end is breaking for those who stood on it.
        for (added, removed) in [
            (Kind::LadderAdded, Kind::LadderRemoved),
            (Kind::TrackAdded, Kind::TrackRemoved),
            (Kind::LevelAdded, Kind::LevelRemoved),
            (Kind::MoveAdded, Kind::MoveRemoved),
        ] {
            assert_eq!((added.impact(Case::Plain), removed.impact(Case::Plain)), (Impact::Addition, Impact::Breaking));
        }
    }
}
