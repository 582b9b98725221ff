//! Laws that hold for any two sets of ladders.

use std::collections::{BTreeMap, BTreeSet};

use ladder::diff::{Bump, Change, Diff, DiffSettings, Edit, Impact, Kind, diff};
use ladder::model::resolve::Resolved;
use ladder::model::{Ask, LadderSet, LevelId, Part, Point, Stated, Track};
use proptest::prelude::*;

use super::apply::apply;
use crate::laws::config;
use crate::support::meaning;
use crate::support::sets::{Choices, set};

fn choices() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..600)
}

/// A set, and what became of it: mostly the same choices, so that they differ in a few things.
fn revision() -> impl Strategy<Value = (LadderSet, LadderSet)> {
    let edits = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6);
    (choices(), choices(), edits, any::<bool>()).prop_map(|(old, other, edits, apart)| {
        let mut new = if apart { other } else { old.clone() };
        for (index, byte) in edits {
            if !new.is_empty() {
                let at = index.index(new.len());
                new[at] = byte;
            }
        }
        (plain(&old), plain(&new))
    })
}

fn plain(bytes: &[u8]) -> LadderSet {
    set(&mut Choices::new(bytes), &str::to_owned)
}

fn compared(old: &LadderSet, new: &LadderSet) -> Diff {
    diff(old, new, &DiffSettings::default())
}

/// Kinds, impacts and places, sorted: what a reader sees of the changes.
fn seen(changes: &[Change]) -> Vec<String> {
    let mut seen: Vec<String> = changes.iter().map(|c| format!("{} {} {}", c.kind, c.impact, c.place)).collect();
    seen.sort();
    seen
}

/// The kind that the way back has.
fn mirrored(kind: Kind) -> Kind {
    let name = kind.as_str();
    for (from, to) in [("-added", "-removed"), ("-raised", "-lowered"), ("-widened", "-narrowed")] {
        for (from, to) in [(from, to), (to, from)] {
            if let Some(thing) = name.strip_suffix(from) {
                return Kind::find(&format!("{thing}{to}")).unwrap_or(kind);
            }
        }
    }
    kind
}

/// Turns lists round whose order means nothing.
fn turned(set: &LadderSet) -> LadderSet {
    let mut set = set.clone();
    set.bases.reverse();
    set.ladders.reverse();
    for base in &mut set.bases {
        base.definitions.competencies.list.reverse();
    }
    for ladder in &mut set.ladders {
        ladder.definitions.competencies.list.reverse();
        ladder.moves.list.reverse();
        ladder.roles.list.reverse();
        ladder.tracks.list.reverse();
        ladder.extends.list.reverse();
        for level in ladder.tracks.list.iter_mut().flat_map(|track| track.levels.list.iter_mut()) {
            level.expectations.list.reverse();
            level.pay.list.reverse();
        }
    }
    set
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn nothing_changed_is_no_change(bytes in choices()) {
        let set = plain(&bytes);
        let found = compared(&set, &set.clone());
        prop_assert_eq!(&found.changes, &[]);
        prop_assert_eq!(found.verdict().bump, Bump::None);
        // Nor does the order of what has none, nor a default that is written down.
        let mut same = turned(&set);
        for track in same.ladders.iter_mut().flat_map(|ladder| ladder.tracks.list.iter_mut()) {
            if track.aligned.is_unstated() {
                track.aligned = Stated::Is(true);
            }
        }
        prop_assert_eq!(seen(&compared(&set, &same).changes), Vec::<String>::new());
    }

    #[test]
    fn applying_the_changes_gives_what_the_new_revision_means((old, new) in revision()) {
        let changes = compared(&old, &new).changes;
        let applied = apply(&old, &changes).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(meaning::of(&applied), meaning::of(&new));
        // In whatever order they are handed in.
        let backwards: Vec<Change> = changes.into_iter().rev().collect();
        let applied = apply(&old, &backwards).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(meaning::of(&applied), meaning::of(&new));
    }

    #[test]
    fn applying_with_everything_listed_gives_the_same((old, new) in revision()) {
        let settings = DiffSettings { full: true, ..DiffSettings::default() };
        let changes = diff(&old, &new, &settings).changes;
        let applied = apply(&old, &changes).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(meaning::of(&applied), meaning::of(&new));
    }

    #[test]
    fn the_way_back_is_the_mirror((old, new) in revision()) {
        let there = compared(&old, &new).changes;
        let back = compared(&new, &old).changes;
        let kinds = |changes: &[Change], kind: fn(Kind) -> Kind| {
            let mut kinds: Vec<Kind> = changes.iter().map(|change| kind(change.kind)).collect();
            kinds.sort();
            kinds
        };
        prop_assert_eq!(kinds(&there, mirrored), kinds(&back, |kind| kind), "{:#?}\n{:#?}", seen(&there), seen(&back));
        // Of what is asked: more is less the other way, and words are words. Only where no level is planned, for there
        // everything counts as an addition, and one way only.
        let planned = |set: &LadderSet| {
            let mut levels = set.ladders.iter().flat_map(|ladder| ladder.levels());
            levels.any(|(_, level)| level.status() == Some(ladder::model::Status::Planned))
        };
        if !planned(&old) && !planned(&new) {
            let asked = |changes: &[Change], mirror: bool| {
                let of_what_is_asked = changes.iter().filter(|change| {
                    let name = change.kind.as_str();
                    name.starts_with("expectation-") || name.starts_with("point-") || name.starts_with("scope-")
                });
                let mut impacts: Vec<Impact> = of_what_is_asked
                    .map(|change| match change.impact {
                        Impact::RaisesBar if mirror => Impact::LowersBar,
                        Impact::LowersBar if mirror => Impact::RaisesBar,
                        impact => impact,
                    })
                    .collect();
                impacts.sort();
                impacts
            };
            prop_assert_eq!(asked(&there, true), asked(&back, false), "{:#?}\n{:#?}", seen(&there), seen(&back));
        }
    }

    #[test]
    fn the_order_of_what_has_none_makes_no_difference((old, new) in revision()) {
        let found = compared(&old, &new);
        prop_assert_eq!(seen(&found.changes), seen(&compared(&turned(&old), &turned(&new)).changes));
    }

    #[test]
    fn independent_edits_are_the_changes_of_each(bytes in choices(), first in any::<u8>(), second in any::<u8>()) {
        let old = plain(&bytes);
        let levels: usize = old.ladders.iter().map(|ladder| ladder.levels().count()).sum();
        if levels < 2 {
            return Ok(());
        }
        let first = usize::from(first) % levels;
        let second = (first + 1 + usize::from(second) % (levels - 1)) % levels;
        let edited = |mut set: LadderSet, at: usize| {
            let mut levels = set.ladders.iter_mut().flat_map(|l| l.tracks.list.iter_mut()).flat_map(|t| t.levels.list.iter_mut());
            let level = levels.nth(at).expect("an index below the number of levels");
            level.scope = Stated::Is(format!("A scope that nobody had at {}", level.id));
            level.titles.list.push("Another".to_owned());
            level.links.clear();
            set
        };
        let one = compared(&old, &edited(old.clone(), first)).changes;
        let two = compared(&old, &edited(old.clone(), second)).changes;
        let both = compared(&old, &edited(edited(old.clone(), second), first)).changes;
        let each: Vec<Change> = one.iter().chain(&two).cloned().collect();
        prop_assert_eq!(seen(&both), seen(&each));
        let applied = apply(&apply(&old, &two).expect("applies"), &one).expect("applies");
        prop_assert_eq!(meaning::of(&applied), meaning::of(&edited(edited(old.clone(), first), second)));
    }

    #[test]
    fn the_verdict_is_the_worst_of_its_parts((old, new) in revision()) {
        let found = compared(&old, &new);
        let verdict = found.verdict();
        prop_assert_eq!(verdict.impact, found.changes.iter().map(|change| change.impact).max());
        let parts = found.verdicts(&old, &new);
        prop_assert_eq!(parts.iter().filter_map(|part| part.verdict.impact).max(), verdict.impact);
        prop_assert!(parts.iter().all(|part| part.own <= part.verdict));
        // Listing everything changes no verdict.
        let full = DiffSettings { full: true, ..DiffSettings::default() };
        prop_assert_eq!(diff(&old, &new, &full).verdict(), verdict);
    }

    #[test]
    fn what_formerly_declares_is_renamed_and_nothing_else(bytes in choices(), mask in any::<u16>(), swap in any::<bool>()) {
        let pool = ["engineering", "product", "ic", "lead", "night", "A", "B", "C", "D", "craft", "delivery", "hiring", "low", "top", "1", "3"];
        let renamed = |id: &str| {
            let at = pool.iter().position(|known| *known == id);
            match (at.is_some_and(|at| mask >> at & 1 == 1), swap, id) {
                // Two may change names with each other.
                (_, true, "E") => "F".to_owned(),
                (_, true, "F") => "E".to_owned(),
                (true, ..) => format!("new-{id}"),
                (false, ..) => id.to_owned(),
            }
        };
        let (old, new) = (plain(&bytes), set(&mut Choices::new(&bytes), &renamed));
        // The way back has no `formerly` of its own, and is known by what the other revision says; but where two changed
        // names with each other, their ids are there on both sides, and ids are identity.
        let ways = if swap { vec![(&old, &new)] } else { vec![(&old, &new), (&new, &old)] };
        for (from, to) in ways {
            let changes = compared(from, to).changes;
            let other: Vec<_> = changes.iter().filter(|change| !change.kind.as_str().ends_with("-renamed")).collect();
            prop_assert!(other.is_empty(), "{:#?}", other);
            let applied = apply(from, &changes).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!(meaning::of(&applied), meaning::of(to));
        }
    }

    #[test]
    fn one_edit_is_one_change((old, new) in revision()) {
        let changes = compared(&old, &new).changes;
        let mut edits: Vec<String> = changes.iter().map(|change| format!("{} {} {} {:?}", change.kind, change.place, change.reason, change.edit)).collect();
        let count = edits.len();
        edits.sort();
        edits.dedup();
        // Two points of one text may come or go.
        let points = changes.iter().filter(|change| change.kind.as_str().starts_with("point-")).count();
        prop_assert!(edits.len() + points >= count);

    }

    #[test]
    fn a_text_that_moved_changes_nobodys_demand(bytes in choices(), at in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()) {
        let old = plain(&bytes);
        let mut new = old.clone();
        let levels = new.ladders.iter_mut().flat_map(|ladder| ladder.tracks.list.iter_mut()).flat_map(|track| track.levels.list.iter_mut());
        let mut lists: Vec<Vec<&mut Vec<Point>>> = levels.map(|level| {
            let asked = level.expectations.list.iter_mut().filter_map(|known| if let Ask::Asked(asked) = &mut known.ask { Some(&mut asked.points) } else { None });
            asked.collect()
        }).filter(|lists: &Vec<&mut Vec<Point>>| lists.len() > 1 && lists.iter().any(|points| points.len() > 1)).collect();
        if lists.is_empty() {
            return Ok(());
        }
        let at = at.index(lists.len());
        let from = lists[at].iter().position(|points| points.len() > 1).expect("one that has two");
        let text = lists[at][from].remove(0);
        let others: Vec<usize> = (0..lists[at].len()).filter(|other| *other != from).collect();
        lists[at][*to.get(&others)].push(text);
        // Unless a competency ends where the other goes on, everybody is asked for what they were.
        if (0..old.ladders.len()).all(|ladder| asked(&old, ladder) == asked(&new, ladder)) {
            for change in compared(&old, &new).changes {
                prop_assert!(change.by_table <= Impact::Wording && !change.caution, "{:#?}", change);
            }
        }
    }

    #[test]
    fn what_a_level_hands_down_is_told_at_the_levels_above(bytes in choices(), at in any::<prop::sample::Index>()) {
        let whole = plain(&bytes);
        let places: Vec<(usize, usize, usize)> = whole.ladders.iter().enumerate().flat_map(|(ladder, of)| {
            let on = |(track, known): (usize, &Track)| (0..known.levels.len()).map(move |level| (ladder, track, level)).collect::<Vec<_>>();
            of.tracks.iter().enumerate().filter(|(_, track)| track.is_cumulative()).flat_map(on).collect::<Vec<_>>()
        }).collect();
        if places.is_empty() {
            return Ok(());
        }
        let (ladder, track, level) = *at.get(&places);
        let mut less = whole.clone();
        let gone = less.ladders[ladder].tracks.list[track].levels.list.remove(level);
        let mut all = whole.ladders[ladder].levels().flat_map(|(_, level)| level.expectations.iter());
        if all.any(|known| known.ask == Ask::SameAs(gone.id.clone())) {
            return Ok(());
        }
        let survivors = less.ladders[ladder].tracks[track].levels.list.clone();
        for (old, new) in [(&whole, &less), (&less, &whole)] {
            let found = compared(old, new);
            let (before, after) = (asked(old, ladder), asked(new, ladder));
            let told = |level: &LevelId, kind: Kind, text: &str| found.changes.iter().any(|change| {
                let value = if kind == Kind::ExpectationLowered { &change.old } else { &change.new };
                let says = value.iter().flat_map(|value| value.lines()).any(|line| folded(line) == text);
                let concerned = found.levels(old, new, change);
                change.kind == kind && says && concerned.iter().any(|(_, known)| known == level)
            });
            for survivor in &survivors {
                let none = BTreeSet::new();
                let of = |asked: &Asked| asked.get(&survivor.id).unwrap_or(&none).clone();
                let (before, after) = (of(&before), of(&after));
                for text in before.difference(&after) {
                    prop_assert!(told(&survivor.id, Kind::ExpectationLowered, text), "{} lost {}: {:#?}", survivor.id, text, found.changes);
                }
                for text in after.difference(&before) {
                    prop_assert!(told(&survivor.id, Kind::ExpectationRaised, text), "{} got {}: {:#?}", survivor.id, text, found.changes);
                }
                // And nothing is told that was asked already, or is asked still.
                for change in found.changes.iter().filter(|change| change.edit == Edit::Follows) {
                    let Part::Expectation(_, at, _) = &change.place.part else { panic!("{change:?}") };
                    if at == &survivor.id {
                        let (had, has) = if change.old.is_some() { (&before, &after) } else { (&after, &before) };
                        for line in change.old.iter().chain(&change.new).flat_map(|text| text.lines()) {
                            let known = folded(line);
                            prop_assert!(line.starts_with("step ") || had.contains(&known) && !has.contains(&known), "{:#?}", change);
                        }
                    }
                }
            }
        }
    }
}

/// By level, what a ladder's levels ask in effect, of whatever competency: texts without notation.
type Asked = BTreeMap<LevelId, BTreeSet<String>>;

fn asked(set: &LadderSet, ladder: usize) -> Asked {
    let resolved = Resolved::new(set, &set.ladders[ladder]);
    let of = |level: usize| {
        let competencies = resolved.levels.iter().flat_map(|standing| standing.level.expectations.iter());
        let texts = competencies.flat_map(|known| {
            let parts = resolved.effective(level, &known.competency).parts;
            let texts = parts.into_iter().flat_map(|(_, asked)| asked.points.iter());
            texts.map(|point| folded(&point.text)).collect::<Vec<_>>()
        });
        (resolved.levels[level].level.id.clone(), texts.collect())
    };
    (0..resolved.levels.len()).map(of).collect()
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
