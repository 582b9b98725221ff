//! The shape of `ladder diff --format json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::roster::{Roster, roster};
use crate::diff::{self, Bump, Impact, KINDS, KindRow, Ruling, negations, scales};
use crate::view::{ChangeView, DiffReport, OwnerDiff, SCHEMA_VERSION};

#[derive(Serialize, JsonSchema)]
pub(super) struct Document<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    verdict: Verdict,
    needs_review: usize,
    summary: &'a [String],
    changes: Vec<Change<'a>>,
    hidden: usize,
    hints: Vec<Hint<'a>>,
    ladders: Vec<Owner<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    roster: Option<Roster<'a>>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Verdict {
    impact: Option<&'static str>,
    bump: &'static str,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Change<'a> {
    kind: &'static str,
    impact: &'static str,
    place: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
    reason: &'a str,
    caution: bool,
    edit: &'a str,
    reaches: &'a [String],
}

/// A hint, laid out.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "HintView")]
struct Hint<'a> {
    /// `rename` or `moved-expectation`.
    kind: &'static str,
    /// What is gone.
    from: String,
    /// What came.
    to: String,
    /// How alike the two are, in per cent.
    score: u8,
    /// The line to add if it was a rename.
    line: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct Owner<'a> {
    id: &'a str,
    title: &'a str,
    base: bool,
    verdict: Verdict,
    version: Version<'a>,
}

/// A version before and now.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "VersionView")]
struct Version<'a> {
    /// Before.
    old: Option<&'a str>,
    /// Now.
    new: Option<&'a str>,
    /// Whether it was bumped enough; null if there is no version to judge by.
    suffices: Option<bool>,
    /// The bump that the changes in its own file ask for.
    wanted: &'static str,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Kind {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    #[serde(flatten)]
    line: KindLine,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Tables {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    impacts: Vec<ImpactLine>,
    kinds: Vec<KindLine>,
    words: Vec<WordLine>,
    negations: Vec<&'static str>,
}

#[derive(Serialize, JsonSchema)]
struct ImpactLine {
    impact: &'static str,
    meaning: &'static str,
    bump: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct KindLine {
    kind: &'static str,
    meaning: &'static str,
    rulings: Vec<RulingLine>,
}

#[derive(Serialize, JsonSchema)]
struct RulingLine {
    when: &'static str,
    impact: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct WordLine {
    order: &'static str,
    rank: u8,
    words: &'static [&'static str],
}

impl Verdict {
    pub(super) fn new(impact: Option<Impact>, bump: Bump) -> Self {
        Self { impact: impact.map(Impact::as_str), bump: bump.as_str() }
    }
}

/// A comparison.
pub(super) fn document(report: &DiffReport) -> Document<'_> {
    let changes = || {
        let sections = report.owners.iter().flat_map(|owner| &owner.sections);
        sections.flat_map(|section| &section.groups).flat_map(|group| &group.changes)
    };
    Document {
        schema_version: SCHEMA_VERSION,
        verdict: Verdict::new(report.impact, report.bump),
        needs_review: report.reviews,
        summary: &report.sentences,
        changes: changes().map(change).collect(),
        hidden: report.hidden,
        hints: report.hints.iter().map(hint).collect(),
        ladders: report.owners.iter().map(owner).collect(),
        roster: report.roster.as_ref().map(roster),
    }
}

pub(super) fn change(change: &ChangeView) -> Change<'_> {
    Change {
        kind: change.kind.as_str(),
        impact: change.impact.as_str(),
        place: &change.place,
        old: change.old.as_deref(),
        new: change.new.as_deref(),
        reason: &change.reason,
        caution: change.caution,
        edit: &change.edit,
        reaches: &change.reaches,
    }
}

fn owner(owner: &OwnerDiff) -> Owner<'_> {
    Owner {
        id: &owner.id,
        title: &owner.title,
        base: owner.is_base,
        verdict: Verdict::new(owner.impact, owner.bump),
        version: version(owner),
    }
}

fn version(owner: &OwnerDiff) -> Version<'_> {
    let version = &owner.version;
    Version {
        old: version.old.as_deref(),
        new: version.new.as_deref(),
        suffices: version.suffices,
        wanted: owner.own_bump.as_str(),
    }
}

fn hint(hint: &diff::Hint) -> Hint<'_> {
    Hint {
        kind: hint.kind.as_str(),
        from: hint.from.to_string(),
        to: hint.to.to_string(),
        score: hint.score,
        line: hint.line.as_deref(),
    }
}

/// The tables that a comparison goes by.
pub(super) fn tables() -> Tables {
    Tables {
        schema_version: SCHEMA_VERSION,
        impacts: Impact::ALL
            .into_iter()
            .map(|impact| ImpactLine {
                impact: impact.as_str(),
                meaning: impact.meaning(),
                bump: impact.bump().as_str(),
            })
            .collect(),
        kinds: KINDS.iter().map(kind_line).collect(),
        words: scales()
            .iter()
            .flat_map(|scale| scale.strengths.iter().map(move |strength| (scale, strength)))
            .map(|(scale, strength)| WordLine { order: scale.name, rank: strength.rank, words: &strength.words })
            .collect(),
        negations: negations(),
    }
}

/// One kind of change.
pub(super) fn kind(row: &KindRow) -> Kind {
    Kind { schema_version: SCHEMA_VERSION, line: kind_line(row) }
}

fn kind_line(row: &KindRow) -> KindLine {
    let ruling = |ruling: &Ruling| RulingLine { when: ruling.case.when(), impact: ruling.impact.as_str() };
    KindLine { kind: row.name, meaning: row.meaning, rulings: row.rulings.iter().map(ruling).collect() }
}
