//! The table of kinds of change and their impacts. Nothing else decides an impact.

use std::fmt;

use super::{Case, Impact};

/// A kind of change, as `thing-what`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A ladder is added.
    LadderAdded,
    /// A ladder is removed.
    LadderRemoved,
    /// A ladder gets another id.
    LadderRenamed,
    /// A ladder gets another title.
    LadderRetitled,
    /// A base is added.
    BaseAdded,
    /// A base is removed.
    BaseRemoved,
    /// A base gets another title.
    BaseRetitled,
    /// A ladder or base extends other bases.
    ExtendsChanged,
    /// A grade, step or competency is defined in another file.
    DefinitionMoved,
    /// The version of a ladder or base changes.
    VersionChanged,
    /// The stated fork changes.
    ForkChanged,
    /// A summary changes.
    SummaryChanged,
    /// Who keeps a ladder.
    OwnerChanged,
    /// The day on which a ladder was last reviewed.
    ReviewedChanged,
    /// A track is added.
    TrackAdded,
    /// A track is removed.
    TrackRemoved,
    /// A track gets another id.
    TrackRenamed,
    /// A track gets another title.
    TrackRetitled,
    /// The kind of a track or competency changes.
    KindChanged,
    /// A track is or is no longer compared with others.
    ProfessionChanged,
    AlignedChanged,
    /// Levels include or no longer include what the levels below them ask.
    CumulativeChanged,
    /// A level is added.
    LevelAdded,
    /// A level is removed.
    LevelRemoved,
    /// A level gets another id.
    LevelRenamed,
    /// A level gets other titles.
    LevelRetitled,
    /// A level moves to another grade.
    LevelRegraded,
    /// The order of the levels of a track changes.
    LevelReordered,
    /// A level moves to another track.
    LevelMoved,
    /// Most of what a level asks is not what it was.
    LevelRewritten,
    /// The scope of a level or grade changes.
    ScopeChanged,
    /// The status of a level changes.
    StatusChanged,
    /// A level becomes or is no longer a career level.
    TerminalChanged,
    /// A level manages others than before.
    ManagesChanged,
    /// The links of a level change.
    LinksChanged,
    /// What a level or grade is called in other frameworks.
    EquivalentsChanged,
    /// A competency is added.
    CompetencyAdded,
    /// A competency is removed.
    CompetencyRemoved,
    /// A competency gets another id.
    CompetencyRenamed,
    /// A competency gets another title.
    CompetencyRetitled,
    /// A competency covers more tracks.
    CompetencyWidened,
    /// A competency covers fewer tracks.
    CompetencyNarrowed,
    /// A competency covers other tracks.
    CompetencyMoved,
    /// The group of a competency changes.
    GroupChanged,
    /// A level gets an expectation of a competency.
    ExpectationAdded,
    /// A level loses its expectation of a competency.
    ExpectationRemoved,
    /// An expectation moves to another level or competency.
    ExpectationMoved,
    /// An expectation gets other words.
    ExpectationReworded,
    /// An expectation asks for more.
    ExpectationRaised,
    /// An expectation asks for less.
    ExpectationLowered,
    /// An expectation gets another point.
    PointAdded,
    /// An expectation loses a point.
    PointRemoved,
    /// A point moves to another level or competency.
    PointMoved,
    /// A point gets other words.
    PointReworded,
    /// A point asks for more.
    PointRaised,
    /// A point asks for less.
    PointLowered,
    /// A grade is added.
    GradeAdded,
    /// A grade is removed.
    GradeRemoved,
    /// A grade gets another id.
    GradeRenamed,
    /// A grade gets another title.
    GradeRetitled,
    /// The order of the grades changes.
    GradeReordered,
    /// A step is added.
    StepAdded,
    /// A step is removed.
    StepRemoved,
    /// A step gets another id.
    StepRenamed,
    /// A step gets another title.
    StepRetitled,
    /// The order of the steps changes.
    StepReordered,
    /// A move from one level to another is added.
    MoveAdded,
    /// A move from one level to another is removed.
    MoveRemoved,
    /// The note of a move changes, or a move that the order of levels already implies.
    MoveReworded,
    /// A role is new.
    RoleAdded,
    /// A role is gone.
    RoleRemoved,
    /// A role is called, held or described otherwise.
    RoleChanged,
    /// A band is added.
    BandAdded,
    /// A band is removed.
    BandRemoved,
    /// A band rises, as a whole if not in every part.
    BandRaised,
    /// A band falls, as a whole if not in every part.
    BandLowered,
    /// A band begins lower and ends higher.
    BandWidened,
    /// A band begins higher and ends lower.
    BandNarrowed,
    /// A band gets another currency.
    CurrencyChanged,
}

/// The impact of a kind in one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruling {
    /// When it holds.
    pub case: Case,
    /// The impact then.
    pub impact: Impact,
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindRow {
    /// The kind.
    pub kind: Kind,
    /// Its name, `thing-what`.
    pub name: &'static str,
    /// Its meaning in one line: lowercase, without a final stop.
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
    row(Kind::LadderAdded, "ladder-added", "a ladder is added", &[on(Case::Plain, Impact::Addition)]),
    row(Kind::LadderRemoved, "ladder-removed", "a ladder is removed", &[on(Case::Plain, Impact::Breaking)]),
    row(Kind::LadderRenamed, "ladder-renamed", "a ladder gets another id", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::LadderRetitled, "ladder-retitled", "a ladder gets another title", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    row(Kind::BaseAdded, "base-added", "a base is added", &[on(Case::Same, Impact::Editorial), on(Case::Plain, Impact::Addition)]),
    row(Kind::BaseRemoved, "base-removed", "a base is removed", &[on(Case::Same, Impact::Editorial), on(Case::Unused, Impact::Wording), on(Case::Used, Impact::Breaking)]),
    row(Kind::BaseRetitled, "base-retitled", "a base gets another title", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    row(Kind::ExtendsChanged, "extends-changed", "a ladder or base extends other bases", &[on(Case::Same, Impact::Editorial), on(Case::Unsure, Impact::Wording), on(Case::Plain, Impact::Addition), on(Case::Less, Impact::Breaking)]),
    row(Kind::DefinitionMoved, "definition-moved", "a grade, step or competency is defined in another file", &[on(Case::Same, Impact::Editorial)]),
    row(Kind::VersionChanged, "version-changed", "the version of a ladder or base changes", &[on(Case::Plain, Impact::Editorial)]),
    row(Kind::ForkChanged, "fork-changed", "the stated fork changes", &[on(Case::Plain, Impact::Editorial)]),
    row(Kind::SummaryChanged, "summary-changed", "a summary changes", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording), on(Case::Unsure, Impact::Wording), on(Case::Less, Impact::LowersBar), on(Case::More, Impact::RaisesBar)]),
    row(Kind::OwnerChanged, "owner-changed", "the owner of a ladder changes", &[on(Case::Plain, Impact::Editorial)]),
    row(Kind::ReviewedChanged, "reviewed-changed", "the date of the last review of a ladder changes", &[on(Case::Plain, Impact::Editorial)]),
    // Tracks
    row(Kind::TrackAdded, "track-added", "a track is added", &[on(Case::Plain, Impact::Addition)]),
    row(Kind::TrackRemoved, "track-removed", "a track is removed", &[on(Case::Same, Impact::Wording), on(Case::Plain, Impact::Breaking)]),
    row(Kind::TrackRenamed, "track-renamed", "a track gets another id", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::TrackRetitled, "track-retitled", "a track gets another title", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    row(Kind::KindChanged, "kind-changed", "the kind of a track or competency changes", &[on(Case::Words, Impact::Wording), on(Case::Unsure, Impact::Wording), on(Case::Plain, Impact::Breaking)]),
    row(Kind::ProfessionChanged, "profession-changed", "the crafts that a track is for", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::AlignedChanged, "aligned-changed", "a track is or is no longer compared with others", &[on(Case::More, Impact::Addition), on(Case::Less, Impact::Breaking)]),
    row(Kind::CumulativeChanged, "cumulative-changed", "levels include or no longer include what the levels below them ask", &[on(Case::Same, Impact::Wording), on(Case::Less, Impact::LowersBar), on(Case::More, Impact::RaisesBar)]),
    // Levels
    row(Kind::LevelAdded, "level-added", "a level is added", &[on(Case::Plain, Impact::Addition)]),
    row(Kind::LevelRemoved, "level-removed", "a level is removed", &[on(Case::Plain, Impact::Breaking)]),
    row(Kind::LevelRenamed, "level-renamed", "a level gets another id", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::LevelRetitled, "level-retitled", "a level gets other titles", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    row(Kind::LevelRegraded, "level-regraded", "a level moves to another grade", &[on(Case::Unsure, Impact::Wording), on(Case::Plain, Impact::Breaking)]),
    row(Kind::LevelReordered, "level-reordered", "the order of the levels of a track changes", &[on(Case::Plain, Impact::Breaking)]),
    row(Kind::LevelMoved, "level-moved", "a level moves to another track", &[on(Case::Same, Impact::Wording), on(Case::Plain, Impact::Breaking)]),
    row(Kind::LevelRewritten, "level-rewritten", "most of what a level asks is not what it was", &[on(Case::Unsure, Impact::Wording), on(Case::Less, Impact::LowersBar), on(Case::More, Impact::RaisesBar)]),
    row(Kind::ScopeChanged, "scope-changed", "the scope of a level or grade changes", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording), on(Case::Unused, Impact::Wording), on(Case::Unsure, Impact::Wording), on(Case::Less, Impact::LowersBar), on(Case::More, Impact::RaisesBar)]),
    row(Kind::StatusChanged, "status-changed", "the status of a level changes", &[on(Case::Opens, Impact::Addition), on(Case::Closes, Impact::Breaking)]),
    row(Kind::TerminalChanged, "terminal-changed", "a level becomes or is no longer a career level", &[on(Case::Less, Impact::LowersBar), on(Case::More, Impact::RaisesBar)]),
    row(Kind::ManagesChanged, "manages-changed", "a level manages others than before", &[on(Case::Unsure, Impact::Wording), on(Case::Less, Impact::LowersBar), on(Case::More, Impact::RaisesBar)]),
    row(Kind::LinksChanged, "links-changed", "the links of a level change", &[on(Case::Plain, Impact::Editorial)]),
    row(Kind::EquivalentsChanged, "equivalents-changed", "the names of a level or grade in other frameworks change", &[on(Case::Plain, Impact::Editorial)]),
    // Competencies
    row(Kind::CompetencyAdded, "competency-added", "a competency is added", &[on(Case::Plain, Impact::Addition)]),
    row(Kind::CompetencyRemoved, "competency-removed", "a competency is removed", &[on(Case::Unused, Impact::Wording), on(Case::Used, Impact::Wording)]),
    row(Kind::CompetencyRenamed, "competency-renamed", "a competency gets another id", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::CompetencyRetitled, "competency-retitled", "a competency gets another title", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    row(Kind::CompetencyWidened, "competency-widened", "a competency covers more tracks", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::CompetencyNarrowed, "competency-narrowed", "a competency covers fewer tracks", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::CompetencyMoved, "competency-moved", "a competency covers other tracks", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::GroupChanged, "group-changed", "the group of a competency changes", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    // Expectations
    row(Kind::ExpectationAdded, "expectation-added", "a level gets an expectation of a competency", &[on(Case::Same, Impact::Wording), on(Case::More, Impact::RaisesBar)]),
    row(Kind::ExpectationRemoved, "expectation-removed", "a level loses its expectation of a competency", &[on(Case::Same, Impact::Wording), on(Case::Less, Impact::LowersBar)]),
    row(Kind::ExpectationMoved, "expectation-moved", "an expectation moves to another level or competency", &[on(Case::Same, Impact::Wording), on(Case::Unsure, Impact::Wording)]),
    row(Kind::ExpectationReworded, "expectation-reworded", "an expectation gets other words", &[on(Case::Layout, Impact::Editorial), on(Case::Same, Impact::Wording), on(Case::Words, Impact::Wording), on(Case::Unsure, Impact::Wording)]),
    row(Kind::ExpectationRaised, "expectation-raised", "an expectation asks for more", &[on(Case::Same, Impact::Wording), on(Case::More, Impact::RaisesBar)]),
    row(Kind::ExpectationLowered, "expectation-lowered", "an expectation asks for less", &[on(Case::Same, Impact::Wording), on(Case::Less, Impact::LowersBar)]),
    row(Kind::PointAdded, "point-added", "an expectation gets another point", &[on(Case::Same, Impact::Wording), on(Case::More, Impact::RaisesBar)]),
    row(Kind::PointRemoved, "point-removed", "an expectation loses a point", &[on(Case::Same, Impact::Wording), on(Case::Less, Impact::LowersBar)]),
    row(Kind::PointMoved, "point-moved", "a point moves to another level or competency", &[on(Case::Same, Impact::Wording), on(Case::Unsure, Impact::Wording)]),
    row(Kind::PointReworded, "point-reworded", "a point gets other words", &[on(Case::Layout, Impact::Editorial), on(Case::Same, Impact::Wording), on(Case::Words, Impact::Wording), on(Case::Unsure, Impact::Wording)]),
    row(Kind::PointRaised, "point-raised", "a point asks for more", &[on(Case::Same, Impact::Wording), on(Case::More, Impact::RaisesBar)]),
    row(Kind::PointLowered, "point-lowered", "a point asks for less", &[on(Case::Same, Impact::Wording), on(Case::Less, Impact::LowersBar)]),
    // Grades and steps
    row(Kind::GradeAdded, "grade-added", "a grade is added", &[on(Case::Plain, Impact::Addition)]),
    row(Kind::GradeRemoved, "grade-removed", "a grade is removed", &[on(Case::Unused, Impact::Wording), on(Case::Used, Impact::Breaking)]),
    row(Kind::GradeRenamed, "grade-renamed", "a grade gets another id", &[on(Case::Layout, Impact::Editorial), on(Case::Plain, Impact::Wording)]),
    row(Kind::GradeRetitled, "grade-retitled", "a grade gets another title", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    row(Kind::GradeReordered, "grade-reordered", "the order of the grades changes", &[on(Case::Unused, Impact::Wording), on(Case::Used, Impact::Breaking)]),
    row(Kind::StepAdded, "step-added", "a step is added", &[on(Case::Plain, Impact::Addition)]),
    row(Kind::StepRemoved, "step-removed", "a step is removed", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::StepRenamed, "step-renamed", "a step gets another id", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::StepRetitled, "step-retitled", "a step gets another title", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    row(Kind::StepReordered, "step-reordered", "the order of the steps changes", &[on(Case::Unused, Impact::Wording), on(Case::Used, Impact::RaisesBar)]),
    // Moves
    row(Kind::MoveAdded, "move-added", "a move from one level to another is added", &[on(Case::Plain, Impact::Addition)]),
    row(Kind::MoveRemoved, "move-removed", "a move from one level to another is removed", &[on(Case::Plain, Impact::Breaking)]),
    row(Kind::MoveReworded, "move-reworded", "the note of a move changes, or a move that the order of levels already implies", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording)]),
    // Roles
    row(Kind::RoleAdded, "role-added", "a role is added", &[on(Case::Plain, Impact::Addition)]),
    row(Kind::RoleRemoved, "role-removed", "a role is removed", &[on(Case::Plain, Impact::Wording)]),
    row(Kind::RoleChanged, "role-changed", "a role gets another id, title, text or expectation, or other levels may hold it", &[on(Case::Layout, Impact::Editorial), on(Case::Words, Impact::Wording), on(Case::Plain, Impact::Wording)]),
    // Pay
    row(Kind::BandAdded, "band-added", "a band is added", &[on(Case::Same, Impact::Wording), on(Case::Rises, Impact::Addition), on(Case::Falls, Impact::Breaking)]),
    row(Kind::BandRemoved, "band-removed", "a band is removed", &[on(Case::Same, Impact::Wording), on(Case::Rises, Impact::Addition), on(Case::Falls, Impact::Breaking)]),
    row(Kind::BandRaised, "band-raised", "a band rises", &[on(Case::Rises, Impact::Addition), on(Case::Falls, Impact::Breaking)]),
    row(Kind::BandLowered, "band-lowered", "a band falls", &[on(Case::Falls, Impact::Breaking)]),
    row(Kind::BandWidened, "band-widened", "a band begins lower and ends higher", &[on(Case::Falls, Impact::Breaking)]),
    row(Kind::BandNarrowed, "band-narrowed", "a band begins higher and ends lower", &[on(Case::Falls, Impact::Breaking)]),
    row(Kind::CurrencyChanged, "currency-changed", "a band gets another currency", &[on(Case::Falls, Impact::Breaking)]),
];

impl Kind {
    /// Its line of the table.
    pub fn row(self) -> &'static KindRow {
        // The test below checks that the table is in the order of the kinds.
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
                | Self::RoleRemoved
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
