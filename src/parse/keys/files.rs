//! What stands at the top of a file.

use super::{COMPETENCY, GRADE, MOVE, NodeSpec, ROLE, STEP, TRACK, Takes, key, required};

/// A ladder file.
pub static LADDER: NodeSpec = NodeSpec {
    name: "ladder file",
    title: "A ladder file",
    about: "The career ladder of one function. Only `ladder` and `tracks` are required. A small company can put \
            `grades`, `scale` and all competencies here and needs no base.",
    keys: &[
        required("ladder", Takes::Id, "The ladder's id, unique among the ladders that are loaded together."),
        key("title", Takes::Text, "The name of the ladder."),
        key("version", Takes::Version, "The semantic version of this definition."),
        key("extends", Takes::Files, "The base files that this ladder builds on, relative to this file."),
        key("summary", Takes::Text, "A description of the ladder."),
        key("owned_by", Takes::Text, "The people or team who own the ladder and can be asked about it."),
        key("reviewed", Takes::Date, "The date on which somebody last checked that the ladder still holds."),
        key("formerly", Takes::Ids, "Ids that the ladder had in earlier revisions."),
        key(
            "fork",
            Takes::Grade,
            "The grade from which both sides exist. It follows from the tracks; if it is written, it is checked.",
        ),
        key("grades", Takes::List(&GRADE), "The spine, lowest first; only one file may define it."),
        key("scale", Takes::List(&STEP), "Names for `step`, lowest first; only one file may define them."),
        key("competencies", Takes::List(&COMPETENCY), "Competencies in addition to those of the base."),
        required("tracks", Takes::List(&TRACK), "The tracks, side by side."),
        key(
            "moves",
            Takes::List(&MOVE),
            "Moves in addition to the promotion from each level to the next on its track.",
        ),
        key("roles", Takes::List(&ROLE), "Roles that people at some levels may hold, such as tech lead."),
    ],
    one_of: &[],
    example: "\
ladder: engineering
title: Engineering
version: 1.0.0
summary: How engineers grow, with people to manage or without.
owned_by: The engineering managers
reviewed: 2026-03-31
formerly: tech
fork: 2
extends: company.yaml
grades: [{ id: 1 }, { id: 2 }]
scale: [{ id: learning }, { id: leading }]
competencies: [{ id: delivery }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { delivery: Finishes a described task. } }
      - { id: IC2, grade: 2, expectations: { delivery: Breaks a goal into tasks. } }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
roles: [{ id: tech-lead, levels: IC2 }]
#: company.yaml
base: company
",
};

/// A base file.
pub static BASE: NodeSpec = NodeSpec {
    name: "base file",
    title: "A base file",
    about: "Definitions that several ladders share. It has no tracks and no moves.",
    keys: &[
        required("base", Takes::Id, "The base's id, unique among the bases and ladders that are loaded together."),
        key("title", Takes::Text, "The name of the base."),
        key("version", Takes::Version, "The semantic version of this definition."),
        key("extends", Takes::Files, "Base files that this one builds on, relative to this file."),
        key("summary", Takes::Text, "A description of the base."),
        key("grades", Takes::List(&GRADE), "The spine, lowest first."),
        key("scale", Takes::List(&STEP), "Names for `step`, lowest first."),
        key("competencies", Takes::List(&COMPETENCY), "Competencies that all functions share."),
    ],
    one_of: &[],
    example: "\
base: company
title: Our company
version: 1.0.0
summary: What every function's ladder builds on.
extends: [scale.yaml]
grades:
  - { id: 1, title: Associate }
  - { id: 2, title: Senior }
competencies:
  - { id: delivery, title: Delivery }
#: scale.yaml
base: scale
scale:
  - { id: learning, title: Learning }
  - { id: leading, title: Leading }
",
};
