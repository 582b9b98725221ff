//! `duplicate-move`: the same move twice.

use foldhash::{HashMap, HashSet};

use crate::finding::{Mark, Severity};
use crate::model::{Ladder, LevelRef, Move, Part, Place};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "duplicate-move",
    aliases: &[],
    category: Category::Moves,
    severity: Severity::Note,
    milder: None,
    summary: "the same move is written twice",
    explanation: Explanation {
        finds: "Two written moves from one level to another, after lists and `both_ways` are expanded, in one file or \
                in the files of the two ladders that a move connects. A move that repeats an implied promotion is not \
                a duplicate, because it adds a note.",
        why: "Sooner or later only one of the two is changed, and people read two rules about one step.",
        off: "When moves are deliberately written once for each side.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }]
moves:
  - { from: IC1, to: M1, both_ways: true }
  - { from: IC2, to: M2, both_ways: true }
  - { from: M2, to: IC2 }
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }]
moves:
  - { from: IC1, to: M1, both_ways: true }
  - { from: IC2, to: M2, both_ways: true }
",
    },
    check: Check::Ladder(check),
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let home = subject.ladder();
    let elsewhere = moves_of_earlier_ladders(subject);
    let mut counts: HashMap<(&LevelRef, &LevelRef), usize> = HashMap::default();
    let mut reported: HashSet<(&LevelRef, &LevelRef)> = HashSet::default();
    for written in &home.moves {
        let (from, to) = (&written.from, &written.to);
        let count = counts.entry((from, to)).or_default();
        let nth = *count;
        *count += 1;
        let first = match elsewhere.get(&(from, to)) {
            _ if nth > 0 => Mark::place(place(home, written), "first here"),
            Some(writer) => Mark::place(place(writer, written), format!("the file of `{}` has it too", writer.id)),
            None => continue,
        };
        // Two moves that hold both ways are one repetition, not one for each direction.
        if reported.contains(&(to, from)) {
            continue;
        }
        reported.insert((from, to));
        let (from_id, to_id) = (from.relative_to(&home.id), to.relative_to(&home.id));
        report.push(
            report
                .finding(
                    format!("the move from `{from_id}` to `{to_id}` is written twice"),
                    Mark::again(place(home, written), nth, "again here"),
                )
                .also(first)
                .help("keep one of the two, and combine their notes"),
        );
    }
}

fn place(writer: &Ladder, written: &Move) -> Place {
    Place::new(&writer.id, Part::Move(written.from.relative_to(&writer.id), written.to.relative_to(&writer.id)))
}

/// The moves that earlier ladders of the set write and that connect them with this one. One of two is the earlier,
/// so a repetition between two files is found once.
fn moves_of_earlier_ladders<'a>(subject: &'a Subject<'_>) -> HashMap<(&'a LevelRef, &'a LevelRef), &'a Ladder> {
    let home = &subject.ladder().id;
    let earlier = subject.moves.iter().take_while(|(writer, _)| writer.id != *home);
    earlier.map(|(writer, written)| ((&written.from, &written.to), *writer)).collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    #[test]
    fn two_moves_that_hold_both_ways_are_one_repetition() {
        let ladder = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }]
moves:
  - { from: IC1, to: M1, both_ways: true }
  - { from: M1, to: [IC1], both_ways: true }
";
        assert_eq!(found(ladder), [("duplicate-move", "M1".to_owned())]);
    }

    #[test]
    fn a_note_on_a_promotion_repeats_nothing() {
        let ladder = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }]
moves:
  - { from: IC1, to: M1, both_ways: true }
  - { from: IC1, to: IC2, note: A panel of peers decides. }
";
        assert_eq!(found(ladder), []);
    }

    #[test]
    fn a_move_between_two_ladders_that_both_write_is_found_once() {
        let ladders = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }]
moves:
  - { from: IC1, to: M1, both_ways: true }
  - { from: IC1, to: sales/IC1 }
#: sales.yaml
ladder: sales
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }]
moves:
  - { from: IC1, to: M1, both_ways: true }
  - { from: support/IC1, to: IC1 }
";
        assert_eq!(found(ladders).iter().map(|(rule, _)| *rule).collect::<Vec<_>>(), ["duplicate-move"]);
    }
}
