//! `unreachable-level`: a level that nobody can move to.

use foldhash::HashSet;

use crate::finding::Severity;
use crate::model::TrackKind;
use crate::model::resolve::{End, Rank, Resolved, Standing};
use crate::rules::causes::{Own, grades};
use crate::rules::{Category, Check, Explanation, Project, Report, Rule, Subject};
use crate::words::join;

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "unreachable-level",
    aliases: &[],
    category: Category::Moves,
    severity: Severity::Warning,
    milder: None,
    summary: "no move leads to the first level of a track",
    explanation: Explanation {
        finds: "The first level of an aligned track that starts above the lowest grade of its profession, if no shared \
                track promotes into it and no move leads to it. Nothing is reported for planned or deprecated levels, \
                for a hybrid track without moves (people take on such a role where they are), for a ladder that writes no \
                moves, or if `no-switch`, \
                `track-ceiling`, `promotion-by-switch`, `forced-switch` or `dead-end` reports the cause. This is \
                checked only if the whole project is named, because the file of another ladder may contain the move.",
        why: "Nobody inside the company can get to the level, so it is filled only from outside, and people learn that \
              they must leave to return at a higher level.",
        off: "When the level is meant for people from outside.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }, { id: IC3, grade: 3 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }, { id: M3, grade: 3 }]
moves:
  - { from: IC3, to: M3, both_ways: true }
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }, { id: IC3, grade: 3 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }, { id: M3, grade: 3 }]
moves:
  - { from: IC2, to: M2, both_ways: true }
  - { from: IC3, to: M3, both_ways: true }
",
    },
    check: Check::Project(check),
};

/// Tracks of either side are judged alike, so the rule is its own mirror.
fn check(project: &Project<'_>, report: &mut Report) {
    project.subjects.iter().for_each(|subject| ladder(subject, report));
}

fn ladder(subject: &Subject<'_>, report: &mut Report) {
    let (resolved, causes) = (subject.resolved, &subject.causes);
    // A ladder without any written move says nothing by leaving one out.
    let writes_moves = subject.routes.iter().any(|route| !route.implied);
    if !causes.moves_are_known || !promotions_are_known(subject) || !writes_moves {
        return;
    }
    let lowest_of_craft: Vec<Option<Rank>> =
        resolved.by_craft().iter().map(|levels| lowest(resolved, levels)).collect();
    let lowest = |level: usize| resolved.crafts_of(level).iter().filter_map(|craft| lowest_of_craft[*craft]).min();
    let reached: HashSet<usize> = subject
        .routes
        .iter()
        .filter_map(|route| match route.to {
            End::Here(level) => Some(level),
            End::Elsewhere(_) => None,
        })
        .collect();
    let touched: HashSet<usize> = subject
        .routes
        .iter()
        .filter(|route| !route.implied)
        .flat_map(|route| [route.from, route.to])
        .filter_map(|end| match end {
            End::Here(level) => Some(resolved.levels[level].track_index),
            End::Elsewhere(_) => None,
        })
        .collect();
    let is_lost = |(level, low): &(usize, _)| {
        let standing = &resolved.levels[*level];
        let is_above = standing.track.is_aligned() && Some(*low) > lowest(*level) && standing.level.is_active();
        let is_step = standing.track.kind.get() != Some(&TrackKind::Hybrid) || touched.contains(&standing.track_index);
        standing.position == 0 && is_above && is_step && !reached.contains(level)
    };
    let ranked = resolved.levels.iter().enumerate().filter_map(|(level, s)| Some((level, s.ranks?.0)));
    let lost: Vec<_> = ranked.filter(is_lost).collect();
    if lost.is_empty() {
        return;
    }
    let raised = causes.raising.iter().filter_map(|raising| raising.parallel);
    let mended: HashSet<usize> = causes.stuck.iter().map(|stuck| stuck.onward).chain(raised).collect();
    let has_crossing = !causes.switches.is_empty();
    let bottoms = [Own::Ic, Own::Manager].map(|own| own_bottom(subject, own));
    let is_explained = |level: usize, low: Rank| {
        let (bottom, other) = match Own::of(&resolved.levels[level]) {
            Some(Own::Ic) => (bottoms[0], Own::Manager),
            Some(Own::Manager) => (bottoms[1], Own::Ic),
            None => return false,
        };
        let ends_below = causes.ceiling(resolved, other, level).is_some_and(|top| top < low);
        bottom == Some(low) && !has_crossing && (!causes.uncrossed.is_empty() || ends_below)
    };
    let is_start = |level: &usize| {
        let standing = &resolved.levels[*level];
        let is_filled = standing.position > 0
            || reached.contains(level)
            || lowest(*level).is_some_and(|rank| standing.covers(rank));
        standing.track.is_aligned() && is_filled && standing.level.is_active()
    };
    let lost: Vec<(usize, Rank)> =
        lost.into_iter().filter(|(level, low)| !mended.contains(level) && !is_explained(*level, *low)).collect();
    let [(level, low), further @ ..] = &lost[..] else { return };
    let names: Vec<String> = lost.iter().map(|(level, _)| format!("`{}`", resolved.levels[*level].level.id)).collect();
    let message = if further.is_empty() {
        format!("no move leads to {}, the first level of its track, at {}", names[0], grades(subject, *level))
    } else {
        format!("no move leads to {}, the first levels of their tracks", join(&names))
    };
    let mut finding =
        report.finding(message, subject.level_mark(*level, "nobody can be promoted to this level or switch to it"));
    for (level, _) in further {
        finding = finding.also(subject.level_mark(*level, "or to this one"));
    }
    let of_craft =
        resolved.crafts_of(*level).first().map_or(Vec::new(), |craft| resolved.by_craft().swap_remove(*craft));
    let starts = resolved.by_rank(of_craft.into_iter().filter(is_start));
    let at = resolved.used_ranks.partition_point(|rank| rank < low);
    let near = resolved.used_ranks[..=at].iter().rev().find_map(|rank| starts.get(rank).copied());
    // Only a step that the ladder has elsewhere too: to a level beside, or to the next grade.
    let is_step = |start: &usize| {
        let standing = &resolved.levels[*start];
        let is_next = standing.ranks.and_then(|(_, high)| resolved.next_rank(high)) == Some(*low);
        is_next || standing.overlaps(&resolved.levels[*level])
    };
    if let Some(start) = near.filter(is_step) {
        let (start_id, id) = (&resolved.levels[start].level.id, &resolved.levels[*level].level.id);
        let is_lateral = resolved.levels[start].overlaps(&resolved.levels[*level]);
        // Nobody goes back to before the choice.
        let is_choice = resolved.levels[start].track.kind.get() == Some(&TrackKind::Shared);
        let both_ways = if is_lateral && !is_choice { ", both_ways: true" } else { "" };
        finding = finding
            .also(subject.level_mark(start, "a move could start here"))
            .help(format!("add to `moves`: `{{ from: {start_id}, to: {id}{both_ways} }}`"));
    }
    report.push(finding);
}

/// The lowest grade of some levels of aligned tracks.
fn lowest(resolved: &Resolved<'_>, levels: &[usize]) -> Option<Rank> {
    let aligned = levels.iter().map(|level| &resolved.levels[*level]).filter(|standing| standing.track.is_aligned());
    aligned.filter_map(|standing| standing.ranks).map(|(low, _)| low).min()
}

/// The lowest grade at which a side has a level of its own.
fn own_bottom(subject: &Subject<'_>, own: Own) -> Option<Rank> {
    let levels = own.side(&subject.sides).levels.iter().map(|level| &subject.resolved.levels[*level]);
    levels
        .filter(|standing| Own::of(standing) == Some(own))
        .filter_map(|standing| standing.ranks)
        .map(|(low, _)| low)
        .min()
}

/// Whether it is known into which tracks shared ones promote.
fn promotions_are_known(subject: &Subject<'_>) -> bool {
    let tracks = &subject.ladder().tracks;
    let is_known =
        |standing: &Standing<'_>| standing.track.kind.get() != Some(&TrackKind::Shared) || standing.ranks.is_some();
    !tracks.partial
        && tracks.iter().all(|track| !track.kind.is_unknown() && !track.levels.partial)
        && subject.resolved.levels.iter().all(is_known)
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    #[test]
    fn a_shared_trunk_promotes_into_both_branches() {
        let ladder = "\
ladder: support
tracks:
  - id: trunk
    kind: shared
    levels: [{ id: S1, grade: 1 }, { id: S2, grade: 2 }]
  - id: ic
    kind: ic
    levels: [{ id: IC3, grade: 3 }]
  - id: manager
    kind: manager
    levels: [{ id: M3, grade: 3 }]
moves: [{ from: IC3, to: M3, both_ways: true }]
";
        assert_eq!(found(ladder), []);
    }

    #[test]
    fn one_missing_move_is_one_finding() {
        let ladder = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }]
  - id: expert
    kind: ic
    levels: [{ id: E2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }]
moves: [{ from: IC1, to: M1, both_ways: true }]
";
        assert_eq!(found(ladder), [("forced-switch", "IC1".to_owned())]);
    }

    #[test]
    fn a_move_from_another_ladder_leads_there() {
        let ladders = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: expert
    kind: ic
    levels: [{ id: E2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }]
moves: [{ from: IC1, to: M1, both_ways: true }]
#: sales.yaml
ladder: sales
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }]
moves:
  - { from: IC1, to: M1, both_ways: true }
  - { from: IC2, to: support/E2 }
";
        assert_eq!(found(ladders), []);
    }

    #[test]
    fn one_file_of_several_does_not_tell_who_may_come_from_another() {
        let engineering = "\
ladder: engineering
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: data
    kind: ic
    levels: [{ id: D2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
";
        let research = "\
ladder: research
tracks: [{ id: ic, kind: ic, levels: [{ id: R2, grade: 2 }] }]
moves: [{ from: R2, to: engineering/D2 }]
";
        let tree = crate::source::Memory::new().with("engineering.yaml", engineering).with("research.yaml", research);
        let one = crate::parse::load(&tree, &[crate::parse::Input::Path("engineering.yaml".into())]);
        let settings = crate::config::Settings::default();
        let found = crate::rules::check(&one.set, |owner| one.is_named(owner), one.whole_project, |_| &settings);
        assert_eq!(found, []);
    }

    #[test]
    fn from_before_the_choice_one_does_not_come_back() {
        let ladder = "\
ladder: support
tracks:
  - id: trunk
    kind: shared
    levels: [{ id: S1, grade: 1 }, { id: S2, grade: 2 }]
  - id: ic
    kind: ic
    levels: [{ id: IC2, grade: 2 }, { id: IC3, grade: 3 }]
  - id: manager
    kind: manager
    levels: [{ id: M3, grade: 3 }]
moves: [{ from: IC3, to: M3, both_ways: true }]
";
        let (_, findings) = crate::rules::checked(ladder);
        let help: Vec<_> = findings.iter().map(|finding| (finding.rule, finding.help.as_deref())).collect();
        assert_eq!(help, [("unreachable-level", Some("add to `moves`: `{ from: S2, to: IC2 }`"))]);
    }

    /// The help of what is found about a track of experts.
    fn unreachable(expert: &str, more_tracks: &str, moves: &str) -> Vec<String> {
        let ladder = format!(
            "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{{ id: IC1, grade: 1 }}, {{ id: IC2, grade: 2 }}]
  - {{ id: expert, {expert} }}
  - id: manager
    kind: manager
    levels: [{{ id: M1, grade: 1 }}, {{ id: M2, grade: 2 }}]
{more_tracks}moves: [{moves}]
"
        );
        let (_, findings) = crate::rules::checked(&ladder);
        let findings = findings.into_iter().filter(|finding| finding.rule == "unreachable-level");
        findings.map(|finding| finding.help.unwrap_or_default()).collect()
    }

    const EXPERT: &str = "kind: ic, levels: [{ id: E2, grade: 2, terminal: true }]";
    const MOVES: &str = "{ from: IC1, to: M1, both_ways: true }, { from: IC2, to: M2, both_ways: true }";

    #[test]
    fn the_level_beside_is_offered_as_the_start_both_ways() {
        assert_eq!(unreachable(EXPERT, "", MOVES), ["add to `moves`: `{ from: IC2, to: E2, both_ways: true }`"]);
    }

    #[test]
    fn a_level_where_nobody_is_expected_to_come_from_below_is_reached() {
        let none: [String; 0] = [];
        for (from, to) in [
            ("grade: 2", "grade: 1"),
            ("grade: 2", "grade: 2, status: planned"),
            ("grade: 2", "grade: 2, status: deprecated"),
            ("kind: ic", "kind: hybrid"),
            ("kind: ic", "kind: ic, aligned: false"),
        ] {
            assert_eq!(unreachable(&EXPERT.replace(from, to), "", MOVES), none, "{to}");
        }
        let moves = format!("{MOVES}, {{ from: E2, to: M2 }}");
        assert_eq!(unreachable(&EXPERT.replace("kind: ic", "kind: hybrid"), "", &moves).len(), 1, "people leave it");
    }

    #[test]
    fn what_cannot_be_read_may_lead_there() {
        let none: [String; 0] = [];
        let tracks = [
            "  - { id: trunk, kind: shard, levels: [{ id: S1, grade: 1 }] }\n",
            "  - { id: trunk, kind: shared, levels: [{ id: S1, grade: one }] }\n",
            "  - { id: trunk, kind: shared, levels: [{ id: S1, grade: 3 }, [S2]] }\n",
            "  - trunk\n",
        ];
        for track in tracks {
            assert_eq!(unreachable(EXPERT, track, MOVES), none, "{track}");
        }
        assert_eq!(unreachable(EXPERT, "", &format!("{MOVES}, {{ from: IC3, to: E2 }}")), none);
    }
}
