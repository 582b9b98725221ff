//! Laws of `ladder compare`.

use std::path::PathBuf;

use ladder::model::resolve::Resolved;
use ladder::parse::{self, Input};
use ladder::source::Disk;
use ladder::view::{CompetencyComparison, LadderComparison, LevelComparison};

/// Calls `check` with pairs of levels of the shipped ladders.
fn each_pair(check: impl Fn((&Resolved<'_>, usize), (&Resolved<'_>, usize))) {
    let files = ["company", "design", "engineering", "product"];
    let files = files.map(|name| Input::Path(PathBuf::from(format!("ladders/{name}.yaml"))));
    let loaded = parse::load(&Disk::default(), &files);
    let ladders: Vec<Resolved<'_>> =
        loaded.set.ladders.iter().map(|ladder| Resolved::new(&loaded.set, ladder)).collect();
    let levels = || ladders.iter().flat_map(|ladder| (0..ladder.levels.len()).map(move |level| (ladder, level)));
    for a in levels() {
        for b in levels().step_by(5) {
            check(a, b);
        }
    }
}

fn compare(a: (&Resolved<'_>, usize), b: (&Resolved<'_>, usize)) -> LevelComparison {
    LevelComparison::new(a, b, false, false)
}

#[test]
fn a_level_asks_the_same_as_itself() {
    each_pair(|a, _| {
        let compared = compare(a, a);
        assert!(compared.is_same() && compared.moves.is_empty(), "{}", compared.a.name);
        assert!(!compared.competencies.is_empty(), "{}", compared.a.name);
    });
}

#[test]
fn a_ladder_is_the_same_as_itself_and_as_no_other() {
    let loaded = parse::load(&Disk::default(), &[Input::Path(PathBuf::from("ladders"))]);
    let ladders: Vec<Resolved<'_>> =
        loaded.set.ladders.iter().map(|ladder| Resolved::new(&loaded.set, ladder)).collect();
    for a in &ladders {
        for b in &ladders {
            let compared = LadderComparison::new(a, b);
            assert_eq!(compared.is_same(), a.ladder.id == b.ladder.id, "{} {}", a.ladder.id, b.ladder.id);
        }
    }
}

#[test]
fn what_only_one_level_asks_is_the_same_from_both_ends() {
    each_pair(|a, b| {
        let (there, back) = (compare(a, b), compare(b, a));
        for compared in &there.competencies {
            let is_its = |other: &&CompetencyComparison| other.competency == compared.competency;
            let mirror = back.competencies.iter().find(is_its).expect("both ways speak of it");
            let pair = (&compared.only_a, &compared.only_b, &compared.step_a, &compared.step_b);
            assert_eq!(pair, (&mirror.only_b, &mirror.only_a, &mirror.step_b, &mirror.step_a));
            assert_eq!(compared.both.len(), mirror.both.len());
        }
        assert_eq!(there.competencies.len(), back.competencies.len());
        assert_eq!(there.moves.len(), back.moves.len());
    });
}

#[test]
fn what_a_level_asks_is_split_and_nothing_is_lost() {
    each_pair(|a, b| {
        let (compared, alone) = (compare(a, b), compare(a, a));
        let all = |compared: &LevelComparison| -> Vec<String> {
            let points = compared.competencies.iter().flat_map(|known| known.only_a.iter().chain(&known.both));
            let mut all: Vec<String> = points.map(|point| point.text.clone()).collect();
            all.sort();
            all
        };
        assert_eq!(all(&compared), all(&alone));
    });
}
