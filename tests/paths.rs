//! Laws of `ladder path`.

use std::path::PathBuf;

use ladder::model::LevelRef;
use ladder::model::resolve::Resolved;
use ladder::parse::{self, Input};
use ladder::source::Disk;
use ladder::view::{MoveView, Paths};

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
