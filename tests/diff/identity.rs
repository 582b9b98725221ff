//! Who is who: renames, merges, claims, hints; whom a change reaches; what versions have to say.

use ladder::diff::{Bump, Diff, DiffSettings, Edit, HintKind, Impact, Kind, Remap, diff};
use ladder::model::{LadderSet, OwnerId, Part, Place};
use ladder::parse::{Input, load};
use ladder::source::Memory;

use super::apply::apply;
use crate::support::meaning;

pub(super) fn loaded(files: &[(&str, &str)]) -> LadderSet {
    let memory = files.iter().fold(Memory::new(), |memory, (path, text)| memory.with(path, *text));
    let loaded = load(&memory, &[Input::Path(".".into())]);
    assert!(loaded.findings.is_empty(), "{:#?}", loaded.findings);
    loaded.set
}

/// A ladder with one track of these levels.
fn levels(levels: &str) -> LadderSet {
    loaded(&[(
        "a.yaml",
        &format!("ladder: a\ncompetencies: [ {{ id: c }} ]\ntracks:\n  - id: t\n    kind: ic\n    levels:\n{levels}"),
    )])
}

pub(super) fn compared(old: &LadderSet, new: &LadderSet) -> Diff {
    let found = diff(old, new, &DiffSettings::default());
    let applied = apply(old, &found.changes).expect("the changes fit the set that they come from");
    assert_eq!(meaning::of(&applied), meaning::of(new));
    found
}

pub(super) fn lines(found: &Diff) -> Vec<String> {
    found.changes.iter().map(|change| format!("{} {} {}", change.kind, change.impact, change.place)).collect()
}

#[test]
fn formerly_wins_over_an_equal_id() {
    // Everybody moves up: what was B is C, what was A is B, and A is new.
    let old = levels("      - { id: A, title: One }\n      - { id: B, title: Two }\n");
    let new = levels(
        "      - { id: A, title: Zero }\n      - { id: B, title: One, formerly: A }\n      - { id: C, title: Two, formerly: B }\n",
    );
    assert_eq!(
        lines(&compared(&old, &new)),
        ["level-added addition a/t/A", "level-renamed wording a/t/B", "level-renamed wording a/t/C"]
    );
}

#[test]
fn a_rename_that_was_done_is_not_done_again() {
    let old = levels("      - { id: A, formerly: B }\n      - { id: B, formerly: A }\n");
    let new = levels("      - { id: A, formerly: B, title: One }\n      - { id: B, formerly: A }\n");
    assert_eq!(lines(&compared(&old, &new)), ["level-retitled wording a/t/A"]);
}

#[test]
fn of_several_names_the_first_is_renamed_and_the_others_are_merged_into_it() {
    let old = levels("      - { id: A }\n      - { id: B }\n      - { id: C }\n");
    let new = levels("      - { id: D, formerly: [B, A, unheard-of] }\n      - { id: C }\n");
    let found = compared(&old, &new);
    assert_eq!(lines(&found), ["level-renamed wording a/t/D", "level-removed breaking a/t/A"]);
    assert!(found.changes[1].reason.contains("merged into `a/t/D`"), "{}", found.changes[1].reason);
    assert!(found.hints.is_empty());
}

#[test]
fn the_order_of_tracks_makes_no_rename() {
    let in_order =
        |tracks: [&str; 2]| loaded(&[("a.yaml", &format!("ladder: a\ntracks:\n{}{}", tracks[0], tracks[1]))]);
    let night = |levels: &str| format!("  - {{ id: night, kind: ic, levels: [{levels}] }}\n");
    let ic = |levels: &str| format!("  - {{ id: ic, kind: ic, levels: [{levels}] }}\n");
    let (x, d) = ("{ id: X, grade: 1 }", "{ id: D, grade: 2 }");
    let (a, b) = ("{ id: A, grade: 2 }", "{ id: B, grade: 3 }");
    let before = [ic(&format!("{x}, {d}")), night(b)];
    let after = [ic(x), night(&format!("{a}, {b}"))];
    for order in [[0, 1], [1, 0]] {
        let of = |tracks: &[String; 2]| in_order(order.map(|at| tracks[at].as_str()));
        let mut found = lines(&compared(&of(&before), &of(&after)));
        found.sort();
        assert_eq!(found, ["level-added addition a/night/A", "level-removed breaking a/ic/D"], "{order:?}");
    }
}

#[test]
fn of_equally_good_guesses_the_id_decides() {
    let tracks = "tracks: [{ id: t, kind: ic, levels: [{ id: A }] }]\n";
    let of = |ids: &[&str]| {
        let competencies = ids.iter().map(|id| format!("{{ id: {id} }}")).collect::<Vec<_>>().join(", ");
        loaded(&[("a.yaml", &format!("ladder: a\ncompetencies: [{competencies}]\n{tracks}"))])
    };
    let new = of(&["lead-c"]);
    for ids in [["lead-a", "lead-b"], ["lead-b", "lead-a"]] {
        let found = compared(&of(&ids), &new);
        let from: Vec<String> = found.hints.iter().map(|hint| hint.from.to_string()).collect();
        assert_eq!(from, ["a/@competencies/lead-a"], "{ids:?}");
    }
}

#[test]
fn two_that_claim_one_name_are_an_error() {
    let set = |tracks: &str| loaded(&[("a.yaml", &format!("ladder: a\ntracks:\n{tracks}"))]);
    let old = set("  - { id: t, kind: ic, levels: [{ id: A }] }\n");
    let new = set(
        "  - { id: u, formerly: t, kind: ic, levels: [{ id: A }] }\n  - { id: v, formerly: t, kind: ic, levels: [{ id: B }] }\n",
    );
    let found = compared(&old, &new);
    assert_eq!(found.claims.len(), 1);
    assert_eq!(found.claims[0].of.to_string(), "a/t");
    let claimants: Vec<String> = found.claims[0].claimants.iter().map(ToString::to_string).collect();
    assert_eq!(claimants, ["a/u", "a/v"]);
}

#[test]
fn two_levels_that_were_one_are_a_split_and_the_one_that_says_the_same_goes_on() {
    let old = levels("      - { id: A, expectations: { c: Leads a team without managing it. } }\n");
    let new = levels(
        "      - { id: B, formerly: A, expectations: { c: Manages people. } }\n      - { id: C, formerly: A, expectations: { c: \
         Leads a team without managing it. } }\n",
    );
    let found = compared(&old, &new);
    assert!(found.claims.is_empty());
    assert_eq!(lines(&found), ["level-added addition a/t/B", "level-renamed wording a/t/C"]);
    assert_eq!(found.changes[0].reason, "split from `A`: people there are at `C` or `B` from now on");
    let back = compared(&new, &old);
    assert_eq!(lines(&back), ["level-renamed wording a/t/A", "level-removed breaking a/t/B"]);
    assert_eq!(back.changes[1].reason, "merged into `a/t/A`, where people at it are from now on");
}

#[test]
fn a_level_that_says_nothing_is_known_by_its_grade_between_the_same_neighbours() {
    let list = |ids: &[(&str, u8)]| {
        let line = |(id, grade): &(&str, u8)| format!("      - {{ id: {id}, grade: {grade} }}\n");
        levels(&ids.iter().map(line).collect::<String>())
    };
    let old = list(&[("A", 1), ("B", 2), ("C", 3)]);
    let found = compared(&old, &list(&[("A", 1), ("X", 2), ("C", 3)]));
    assert_eq!(lines(&found), ["level-renamed wording a/t/X"]);
    assert_eq!(found.changes[0].reason, "renamed: the same grade, neighbours and texts; `formerly: B` would state it");
    // All of them, each by its own grade.
    assert_eq!(compared(&old, &list(&[("X", 1), ("Y", 2), ("Z", 3)])).recognised.len(), 3);
    // Not at another grade, nor elsewhere, nor where two could be it.
    for other in [&[("A", 1), ("X", 4), ("C", 3)], &[("A", 1), ("C", 3), ("X", 2)]] {
        assert!(compared(&old, &list(other)).recognised.is_empty());
    }
    assert!(compared(&old, &list(&[("A", 1), ("X", 2), ("Y", 2), ("C", 3)])).recognised.is_empty());
}

#[test]
fn a_level_that_says_the_same_is_renamed_and_one_that_only_looks_alike_is_a_hint() {
    let level = |id: &str, text: &str| {
        levels(&format!("      - {{ id: {id}, title: Engineer, expectations: {{ c: {text} }} }}\n"))
    };
    let old = level("SE1", "Builds bridges that carry trains.");
    let found = compared(&old, &level("IC7", "Builds bridges that carry trains."));
    assert_eq!(lines(&found), ["level-renamed wording a/t/IC7"]);
    assert_eq!(found.changes[0].reason, "renamed: it says the same; `formerly: SE1` would state it");
    assert_eq!((found.recognised.len(), found.hints.len()), (1, 0));

    let found = compared(&old, &level("SE2", "Builds bridges and repairs roads."));
    assert_eq!(found.verdict().impact, Some(Impact::Breaking));
    let hint = &found.hints[0];
    assert_eq!((hint.kind, hint.line.as_deref()), (HintKind::Rename, Some("formerly: SE1")));
    assert!(found.recognised.is_empty() && hint.score >= 60, "{}", hint.score);
}

#[test]
fn another_notation_of_an_id_is_a_rename_and_what_the_level_asks_is_compared() {
    let level = |id: &str, text: &str| levels(&format!("      - {{ id: {id}, expectations: {{ c: {text} }} }}\n"));
    let found = compared(&level("senior1", "Should build bridges."), &level("Senior-1", "Must build bridges."));
    assert_eq!(lines(&found), ["level-renamed wording a/t/Senior-1", "expectation-raised raises-bar a/t/Senior-1/c"]);
}

#[test]
fn two_that_say_the_same_are_not_told_apart_by_it() {
    let twins = |one: &str, other: &str| {
        levels(&format!(
            "      - {{ id: {one}, expectations: {{ c: Builds. }} }}\n      - {{ id: {other}, expectations: {{ c: Builds. }} }}\n"
        ))
    };
    let found = compared(&twins("A", "B"), &twins("Y", "Z"));
    assert!(found.recognised.is_empty() && found.verdict().impact == Some(Impact::Breaking));
}

#[test]
fn an_expectation_that_went_to_another_level_is_a_hint() {
    let said = "expectations: { c: Builds bridges that stand. }";
    let old = levels(&format!("      - {{ id: A, {said} }}\n      - {{ id: B }}\n"));
    let new = levels(&format!("      - {{ id: A }}\n      - {{ id: B, {said} }}\n"));
    let hints = compared(&old, &new).hints;
    assert_eq!((hints[0].kind, hints[0].score), (HintKind::MovedExpectation, 100));
}

#[test]
fn what_a_level_says_is_found_at_a_level_that_is_new_below_it() {
    let file = |cumulative: bool, levels: &str| {
        loaded(&[(
            "a.yaml",
            &format!(
                "ladder: a\ncompetencies: [ {{ id: c }} ]\ntracks:\n  - id: t\n    kind: ic\n    cumulative: {cumulative}\n    levels:\n{levels}"
            ),
        )])
    };
    let old = "      - { id: B, expectations: { c: [ Builds bridges that stand., Counts the bolts. ] } }\n";
    let new = "      - { id: A, expectations: { c: Builds bridges that stand. } }\n      - { id: B, expectations: { c: [ Counts the bolts. ] } }\n";
    for (cumulative, caution) in [(true, false), (false, true)] {
        let (old, new) = (file(cumulative, old), file(cumulative, new));
        for (from, to, level) in
            [(&old, &new, "level-added addition a/t/A"), (&new, &old, "level-removed breaking a/t/A")]
        {
            let found = compared(from, to);
            let mut said = lines(&found);
            said.sort();
            assert_eq!(said, [level, "point-moved wording a/t/B/c#1"]);
            let moved = found.changes.iter().find(|change| change.kind == Kind::PointMoved).expect("it moved");
            assert_eq!(moved.caution, caution, "who does not include the level below has to be looked after");
        }
    }
}

#[test]
fn of_examples_only_those_that_changed_are_shown() {
    let level = |examples: &str| {
        levels(&format!("      - {{ id: A, expectations: {{ c: {{ text: Builds., examples: [ {examples} ] }} }} }}\n"))
    };
    let found = compared(&level("A bridge., A road., A tunnel."), &level("A road., A tunnel., A harbour."));
    let change = &found.changes[0];
    assert_eq!((change.old.as_deref(), change.new.as_deref()), (Some("A bridge."), Some("A harbour.")));
}

#[test]
fn examples_of_a_point_are_wording_at_the_point() {
    let level = |points: &str| levels(&format!("      - {{ id: A, expectations: {{ c: [ Asks., {points} ] }} }}\n"));
    let one = level("{ text: Builds a bridge over a brook., examples: A plank. }");
    let two = level("{ text: Builds a bridge over a brook., examples: [ A plank., A tunnel. ] }");
    let found = compared(&one, &two);
    assert_eq!(lines(&found), ["point-reworded wording a/t/A/c#2"]);
    let change = &found.changes[0];
    assert_eq!((change.old.as_deref(), change.new.as_deref()), (None, Some("A tunnel.")));
    let both = compared(&one, &level("{ text: Builds a large bridge over a brook., examples: A tunnel. }"));
    let of_text = both.changes.iter().find(|change| change.new.as_deref().is_some_and(|text| text.contains("large")));
    assert_ne!(
        of_text.map(|change| &change.edit),
        Some(&Edit::Included),
        "what is a part of another change is not announced"
    );
    assert_eq!(both.changes.len(), 2);
    let gone = level("Builds a bridge over a river.");
    let shown: Vec<_> = compared(&one, &gone).changes.iter().map(|change| change.old.clone().unwrap()).collect();
    assert_eq!(shown, ["Builds a bridge over a brook.", "A plank."]);
}

#[test]
fn what_a_level_handed_down_is_lost_by_levels_that_change_places() {
    let set = |levels: &str| {
        let file = "ladder: a\ncompetencies: [ { id: c } ]\ntracks: [ { id: t, kind: ic, cumulative: true, levels: [ LEVELS ] } ]\n";
        loaded(&[("a.yaml", &file.replace("LEVELS", levels))])
    };
    let old = set("{ id: A, expectations: { c: Plans. } }, { id: B }, { id: C }");
    let new = set("{ id: C }, { id: B }");
    let found = lines(&compared(&old, &new));
    assert!(found.contains(&"expectation-lowered lowers-bar a/t/B/c".to_owned()), "{found:#?}");
}

#[test]
fn a_role_changes_the_demand_of_no_level() {
    let set = |roles: &str| {
        let file = "ladder: a\ncompetencies: [ { id: c } ]\ntracks:\n  - id: t\n    kind: ic\n    levels: [ { id: A }, { id: B } ]\nroles: [ ROLES \
                    ]\n";
        loaded(&[("a.yaml", &file.replace("ROLES", roles))])
    };
    let none = set("");
    let lead = set("{ id: lead, title: Lead, levels: B, expectations: { c: Plans. } }");
    let found = compared(&none, &lead);
    assert_eq!(lines(&found), ["role-added addition a/@roles/lead"]);
    let reached: Vec<String> = found.changes[0].reaches.iter().map(ToString::to_string).collect();
    assert_eq!(reached, ["a/t/B"]);
    assert_eq!(lines(&compared(&lead, &none)), ["role-removed wording a/@roles/lead"]);
    let head =
        set("{ id: head, formerly: lead, title: Head, levels: [ A, B ], expectations: { c: Plans and decides. } }");
    assert_eq!(
        lines(&compared(&lead, &head)),
        [
            "role-changed wording a/@roles/head",
            "role-changed wording a/@roles/head",
            "role-changed wording a/@roles/head",
            "role-changed wording a/@roles/head/c"
        ]
    );
    assert_eq!(lines(&compared(&set("{ id: lead, levels: B }"), &set("{ id: lead, levels: [ B ] }"))), [""; 0]);
}

#[test]
fn an_added_level_lists_its_parts_only_in_full() {
    let old = levels("      - { id: A }\n");
    let new = levels(
        "      - { id: A }\n      - { id: B, expectations: { c: Builds. }, pay: { currency: EUR, min: 1, max: 2 } }\n",
    );
    assert_eq!(lines(&compared(&old, &new)), ["level-added addition a/t/B"]);
    let full = DiffSettings { full: true, ..DiffSettings::default() };
    assert_eq!(
        lines(&diff(&old, &new, &full)),
        ["level-added addition a/t/B", "expectation-added addition a/t/B/c", "band-added addition a/t/B/@pay"]
    );
    assert_eq!(diff(&new, &old, &full).changes.len(), 3);
}

#[test]
fn a_change_in_a_base_is_one_change_that_says_whom_it_reaches() {
    let ladder = |id: &str| {
        format!(
            "ladder: {id}\nextends: b.yaml\ntracks: [ {{ id: t, kind: ic, levels: [ {{ id: L1, grade: 1 }}, {{ id: L2, grade: 2 }} ] }} ]\n"
        )
    };
    let base = |pay: &str| {
        format!(
            "base: b\nversion: 1.0.0\ngrades: [ {{ id: 1 }}, {{ id: 2, pay: {{ currency: EUR, min: {pay}, max: 90 }} }} ]\n"
        )
    };
    let (x, y) = (ladder("x"), ladder("y"));
    let old = loaded(&[("b.yaml", &base("50")), ("x.yaml", &x), ("y.yaml", &y)]);
    let new = loaded(&[("b.yaml", &base("40")), ("x.yaml", &x), ("y.yaml", &y)]);
    let found = compared(&old, &new);
    assert_eq!(lines(&found), ["band-lowered breaking b/@grades/2/@pay"]);
    let reaches: Vec<String> = found.changes[0].reaches.iter().map(ToString::to_string).collect();
    assert_eq!(reaches, ["x", "y", "x/t/L2", "y/t/L2"]);
    assert!(!found.changes[0].reason.contains(|c: char| c.is_ascii_digit()), "{}", found.changes[0].reason);

    // Each ladder that it reaches has the verdict; the version is the base's to raise.
    let verdicts = found.verdicts(&old, &new);
    assert!(verdicts.iter().all(|part| part.verdict.impact == Some(Impact::Breaking)));
    assert_eq!(verdicts.iter().map(|part| part.own.bump).collect::<Vec<_>>(), [Bump::Major, Bump::None, Bump::None]);
    assert_eq!(verdicts.iter().map(|part| part.version.suffices).collect::<Vec<_>>(), [Some(false), None, None]);
}

#[test]
fn a_base_that_is_taken_out_of_a_ladder_is_one_change_that_nobody_has_to_act_on() {
    let tracks = "tracks: [ { id: t, kind: ic, levels: [ { id: L1, grade: 1, expectations: { c: { step: low, text: Builds. } } } ] } ]\n";
    let shared = "grades: [ { id: 1, title: One } ]\nscale: [ { id: low } ]\ncompetencies: [ { id: c } ]\n";
    let old = loaded(&[("a.yaml", &format!("ladder: a\n{shared}{tracks}"))]);
    let new = loaded(&[
        ("a.yaml", &format!("ladder: a\nextends: b.yaml\n{tracks}")),
        ("b.yaml", &format!("base: b\n{shared}")),
    ]);
    assert_eq!(lines(&compared(&old, &new)), ["base-added editorial b", "extends-changed editorial a"]);
    assert_eq!(lines(&compared(&new, &old)), ["base-removed editorial b", "extends-changed editorial a"]);
}

#[test]
fn who_inherits_and_who_follows_is_said_in_the_reason() {
    let text = |point: &str| {
        format!(
            "ladder: a\ncompetencies: [ {{ id: c }} ]\ntracks:\n  - id: t\n    kind: ic\n    cumulative: true\n    levels:\n      - {{ id: A, expectations: {{ c: {point} }} }}\n      - {{ id: B }}\n      - {{ id: C }}\n      - {{ id: D, expectations: {{ c: ~ }} }}\n  - id: u\n    kind: manager\n    levels: [ {{ id: M, expectations: {{ c: {{ same_as: A }} }} }} ]\n"
        )
    };
    let found = compared(&loaded(&[("a.yaml", &text("Should build."))]), &loaded(&[("a.yaml", &text("Must build."))]));
    assert_eq!(lines(&found), ["expectation-raised raises-bar a/t/A/c"]);
    let change = &found.changes[0];
    assert_eq!(change.reason, "`Must` asks for more than `Should`; `B` to `C` include it; `M` follows");
    let reaches: Vec<String> = change.reaches.iter().map(ToString::to_string).collect();
    assert_eq!(reaches, ["a/t/B..a/t/C", "a/u/M"]);
}

#[test]
fn a_project_may_see_an_impact_otherwise() {
    let old = levels("      - { id: A, title: One }\n");
    let new = levels("      - { id: A, title: Two }\n");
    let remap = vec![Remap { kind: Kind::LevelRetitled, to: Impact::Breaking }];
    let found = diff(&old, &new, &DiffSettings { remap, ..DiffSettings::default() });
    assert_eq!(found.verdict().bump, Bump::Major);
}

#[test]
fn a_lost_parallel_is_a_reason_of_the_regrade() {
    let at = |grade: u8| {
        loaded(&[(
            "a.yaml",
            &format!(
                "ladder: a\ntracks:\n  - {{ id: ic, kind: ic, levels: [ {{ id: IC4, grade: {grade} }} ] }}\n  - {{ id: m, kind: manager, levels: [ {{ id: M4, grade: 4 }} ] }}\n"
            ),
        )])
    };
    let found = compared(&at(4), &at(5));
    assert_eq!(lines(&found), ["level-regraded breaking a/ic/IC4"]);
    assert!(found.changes[0].reason.ends_with("no longer parallel to `M4`"), "{}", found.changes[0].reason);
}

#[test]
fn what_does_not_fit_is_an_error_that_names_its_place() {
    let old = levels("      - { id: A, title: One }\n");
    let new = levels("      - { id: A, title: Two }\n");
    let changes = diff(&old, &new, &DiffSettings::default()).changes;
    let error = apply(&levels("      - { id: B }\n"), &changes).expect_err("there is no level A");
    assert_eq!(error.to_string(), "could not apply a change: there is no `a/t/A`");
}

#[test]
fn what_could_not_be_read_is_passed_over() {
    let file = |grade: &str, competency: &str, pay: &str| {
        let text = format!(
            "ladder: a\ncompetencies: [ {{ id: c }} ]\ntracks:\n  - id: t\n    kind: ic\n    levels:\n      - {{ id: A, grade: {grade}, expectations: {{ {competency}: Builds. }}, pay: {{ currency: EUR, min: {pay}, max: 9 }} }}\n"
        );
        load(&Memory::new().with("a.yaml", text), &[Input::Path(".".into())]).set
    };
    let (sound, broken) = (file("4", "c", "1"), file("four", "cc", "one"));
    assert_ne!(sound, broken);
    for (old, new) in [(&sound, &broken), (&broken, &sound)] {
        let found = diff(old, new, &DiffSettings::default());
        assert!(found.changes.is_empty(), "{:?}", lines(&found));
    }
}

#[test]
fn a_place_is_found_by_its_names_in_the_other_revision() {
    let old = loaded(&[(
        "a.yaml",
        "ladder: a\ncompetencies: [ { id: c } ]\ntracks:\n  - { id: t, kind: ic, levels: [ { id: A, expectations: { c: Builds. } }, { id: B }, { id: C } ] }\n  - { id: u, kind: manager, levels: [ { id: M } ] }\nmoves: [ { from: A, to: M } ]\n",
    )]);
    // What was A is B on another track, what was B is gone, and C is new under the name of what is D now.
    let new = loaded(&[(
        "b.yaml",
        "ladder: b\nformerly: a\ncompetencies: [ { id: d, formerly: c } ]\ntracks:\n  - { id: s, formerly: t, kind: ic, levels: [ { id: C }, { id: D, formerly: C } ] }\n  - { id: u, kind: manager, levels: [ { id: M }, { id: B, formerly: A, expectations: { d: Builds. } } ] }\nmoves: [ { from: B, to: M } ]\n",
    )]);
    let found = compared(&old, &new);
    let place = |owner: &str, part: Part| Place::new(OwnerId::from(owner), part);
    let level = |owner: &str, track: &str, level: &str| place(owner, Part::Level(track.into(), level.into()));
    let asks = |owner: &str, track: &str, level: &str, competency: &str| {
        place(owner, Part::Expectation(track.into(), level.into(), competency.into()))
    };
    for (was, is) in [
        (Place::whole(OwnerId::from("a")), Place::whole(OwnerId::from("b"))),
        (place("a", Part::Track("t".into())), place("b", Part::Track("s".into()))),
        (level("a", "t", "A"), level("b", "u", "B")),
        (asks("a", "t", "A", "c"), asks("b", "u", "B", "d")),
        (level("a", "t", "C"), level("b", "s", "D")),
        (place("a", Part::Move("A".into(), "M".into())), place("b", Part::Move("B".into(), "M".into()))),
        (level("a", "u", "M"), level("b", "u", "M")),
    ] {
        assert_eq!(found.now(&was), is);
        assert_eq!(found.was(&is), was);
    }
    // B is gone though something is called so, and C was not there though something was called so.
    let is_nowhere = |set: &LadderSet, place: &Place| {
        let level = place.part.level().expect("a level");
        set.ladders.iter().all(|ladder| ladder.level(level.as_str()).is_none())
    };
    assert!(is_nowhere(&new, &found.now(&level("a", "t", "B"))));
    assert!(is_nowhere(&old, &found.was(&level("b", "s", "C"))));
}

#[test]
fn a_renamed_ladder_answers_for_what_it_lost() {
    let file = |head: &str, levels: &str| {
        loaded(&[(
            "a.yaml",
            &format!("ladder: {head}\nversion: 1.0.0\ntracks: [ {{ id: t, kind: ic, levels: [ {levels} ] }} ]\n"),
        )])
    };
    let (old, new) = (file("a", "{ id: A }, { id: B }"), file("b\nformerly: a", "{ id: A }"));
    let verdicts = compared(&old, &new).verdicts(&old, &new);
    assert_eq!(verdicts.len(), 1);
    assert_eq!((verdicts[0].own.bump, verdicts[0].version.suffices), (Bump::Major, Some(false)));
}
