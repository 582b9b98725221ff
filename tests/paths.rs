//! Laws of `ladder path`.

use std::path::PathBuf;

use ladder::model::LevelRef;
use ladder::model::resolve::Resolved;
use ladder::parse::{self, Input};
use ladder::source::Disk;
use ladder::view::{MoveView, Paths};

use crate::support::program::Project;

#[test]
fn each_step_of_a_way_is_a_move_of_a_ladder() {
    let loaded = parse::load(&Disk::default(), &[Input::Path(PathBuf::from("ladders"))]);
    let ladders: Vec<Resolved<'_>> =
        loaded.set.ladders.iter().map(|ladder| Resolved::new(&loaded.set, ladder)).collect();
    let mut moves: Vec<(String, String)> = Vec::new();
    for resolved in &ladders {
        let full = |name: String| if name.contains('/') { name } else { format!("{}/{name}", resolved.ladder.id) };
        let views = resolved.routes();
        moves
            .extend(views.iter().map(|route| MoveView::new(resolved, route)).map(|way| (full(way.from), full(way.to))));
    }
    let levels: Vec<LevelRef> =
        ladders.iter().flat_map(|ladder| (0..ladder.levels.len()).map(|level| ladder.level_ref(level))).collect();
    let mut found = 0;
    for from in levels.iter().step_by(5) {
        for to in levels.iter().step_by(7) {
            let paths = Paths::between(&ladders, from, to).expect("both are levels");
            let mut shorter = 0;
            for way in &paths.ways {
                assert_eq!(way[0].from, from.to_string());
                assert_eq!(way[way.len() - 1].to, to.to_string());
                assert!(way.windows(2).all(|pair| pair[0].to == pair[1].from), "{from} {to}");
                for step in way {
                    assert!(moves.contains(&(step.from.clone(), step.to.clone())), "{} {}", step.from, step.to);
                }
                for (index, step) in way.iter().enumerate() {
                    for later in &way[index + 1..] {
                        let is_known = moves.contains(&(step.from.clone(), later.to.clone()));
                        assert!(!is_known, "{from} {to}: {} {} is a detour", step.from, later.to);
                    }
                }
                assert!(shorter <= way.len(), "{from} {to}: the shortest come first");
                shorter = way.len();
                found += 1;
            }
        }
    }
    assert!(found > 30, "only {found} ways");
}

const ONLY_WAY: &str = "leads into management";

/// A ladder with an individual contributor below grade 2 and others above, by their track, grade and status.
fn ladder(id: &str, above: &str, moves: &str) -> String {
    format!(
        "ladder: {id}\ntracks:\n  - {{ id: ic, kind: ic, levels: [{{ id: {id}1, grade: 1 }}{above}] }}\n  - {{ id: m, kind: \
         manager, levels: [{{ id: {id}m1, grade: 1 }}, {{ id: {id}m2, grade: 2 }}] }}\nmoves: [{moves}]\n"
    )
}

#[test]
fn the_only_way_up_is_looked_for_in_other_ladders_too() {
    let to_managers = "{ from: a1, to: am1 }";
    let says = |moves: &str| {
        let project = Project::new()
            .with("a.yaml", ladder("a", "", moves))
            .with("b.yaml", ladder("b", ", { id: b2, grade: 2 }", ""));
        project.run("path a/a1 .").ends_with(0).stdout.contains(ONLY_WAY)
    };
    assert!(says(to_managers));
    assert!(!says(&format!("{to_managers}, {{ from: a1, to: b/b2 }}")));
    assert!(says("{ from: a1, to: b/bm2 }"));
    assert!(!says(""));
}

#[test]
fn a_level_that_is_on_its_way_out_is_no_way_up_and_says_so() {
    let with = |above: &str| Project::new().with("a.yaml", ladder("a", above, "{ from: a1, to: am1 }"));
    let ends = with(", { id: a2, grade: 2, status: deprecated }");
    ends.run("path a1").ends_with(0).prints(ONLY_WAY).prints("promotion, grade 1 → 2, deprecated");
    ends.run("compare a1").ends_with(0).prints("a1 and a2 (deprecated)");
    let goes_on = with(", { id: a2, grade: 2, status: deprecated }, { id: a3, grade: 3, status: planned }");
    goes_on.run("compare a1").ends_with(0).prints("a1 and a3 (planned)");
    goes_on.run("worksheet a1").ends_with(0).prints("from a1 to a3 (planned)");
}
