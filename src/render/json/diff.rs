//! The shape of `ladder diff --format json`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diff::{Bump, Impact, KINDS, KindRow, Ruling, negations, scales};
use crate::roster::RosterView;
use crate::view::{ChangeView, DiffReport, HintView, OwnerDiff, SCHEMA_VERSION, VersionView};

#[derive(Serialize, JsonSchema)]
pub(super) struct Document<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    verdict: Verdict,
    needs_review: usize,
    summary: &'a [String],
    changes: Vec<Change<'a>>,
    hidden: usize,
    hints: &'a [HintView],
    ladders: Vec<Owner<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    roster: Option<&'a RosterView>,
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

#[derive(Serialize, JsonSchema)]
struct Owner<'a> {
    id: &'a str,
    title: &'a str,
    base: bool,
    verdict: Verdict,
    version: &'a VersionView,
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
        hints: &report.hints,
        ladders: report.owners.iter().map(owner).collect(),
        roster: report.roster.as_ref(),
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
        version: &owner.version,
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
