//! `competency-on-one-side`: a competency that both sides need, but only one is asked for.

use foldhash::HashSet;

use crate::finding::{Mark, Severity};
use crate::model::resolve::{Resolved, Side, Told};
use crate::model::{Competency, Part, Place, TrackKind};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "competency-on-one-side",
    aliases: &[],
    category: Category::Alignment,
    severity: Severity::Note,
    milder: None,
    summary: "only one side is asked for a competency that both need, or the sides share none",
    explanation: Explanation {
        finds: "Two sides that are asked for several competencies each and have none in common. Otherwise a competency \
                that both kinds of work need although only one side is asked for it: leadership that only individual \
                contributors are asked for, planning, or communication, recognised by the kind, id or title of the \
                competency, in English. Nothing is reported if the competency's `tracks` leave out the other side, \
                because that is deliberate, or if the other side is asked for another such competency. \
                `leadership-for-managers-only` reports leadership that only managers are asked for.",
        why: "Sides that are measured by different things cannot be compared, and people who change sides start from \
              nothing in work that they have always done.",
        off: "When the two sides are two professions; better, write `profession`.",
        bad: "\
ladder: support
competencies: [{ id: answers }, { id: planning }, { id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a case., planning: Plans a day., influence: Asks early. } }
      - { id: IC2, grade: 2, expectations: { answers: Finds it., planning: Plans a week., influence: Asks a team. } }
  - id: manager
    kind: manager
    levels:
      - { id: M2, grade: 2, expectations: { answers: Keeps a queue short., influence: Settles a quarrel. } }
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
competencies: [{ id: answers }, { id: planning }, { id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a case., planning: Plans a day., influence: Asks early. } }
      - { id: IC2, grade: 2, expectations: { answers: Finds it., planning: Plans a week., influence: Asks a team. } }
  - id: manager
    kind: manager
    levels:
      - { id: M2, grade: 2, expectations: { answers: Keeps a queue short., planning: Plans shifts., influence: Settles. } }
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

const LEADERSHIP: &str = "leadership";
/// Words of an id or a title that tell that both kinds of work need the competency, and what they mean.
const NEEDED: [(&str, &str); 4] = [
    ("planning", "planning"),
    ("plans", "planning"),
    ("communication", "communication"),
    ("communicating", "communication"),
];
/// From how many competencies on it says something that none is shared.
const SEVERAL: usize = 2;

/// Either side may be the one that is not asked.
fn check(subject: &Subject<'_>, report: &mut Report) {
    let mut seen = HashSet::default();
    let mut is_told = false;
    for sides in &subject.crafts {
        let asked = [&sides.ic, &sides.manager].map(|side| asked(subject.resolved, side));
        let [Some(ic), Some(manager)] = &asked else { continue };
        if ic.len() >= SEVERAL && manager.len() >= SEVERAL && ic.is_disjoint(manager) {
            if !is_told {
                share_none(subject, report);
            }
            is_told = true;
            continue;
        }
        one_sided(subject, report, (ic, manager), "managers", &mut seen);
        one_sided(subject, report, (manager, ic), "individual contributors", &mut seen);
    }
}

/// The competencies that the levels of a side are asked for, by index; `None` where there are none, or not all are known.
fn asked(resolved: &Resolved<'_>, side: &Side) -> Option<HashSet<usize>> {
    if !side.is_populated || !side.complete {
        return None;
    }
    let mut asked = HashSet::default();
    let mut has_own = false;
    for level in side.levels.iter().copied().filter(|level| resolved.levels[*level].level.is_active()) {
        let expectations = &resolved.levels[level].level.expectations;
        if expectations.partial {
            return None;
        }
        for expectation in expectations {
            match resolved.told(level, &expectation.competency) {
                Told::Asked { .. } => {
                    asked.extend(resolved.competency_index(&expectation.competency));
                    has_own |= resolved.levels[level].track.kind.get() != Some(&TrackKind::Shared);
                }
                Told::Unknown => return None,
                Told::Silent | Told::NotAsked => {}
            }
        }
    }
    has_own.then_some(asked)
}

fn share_none(subject: &Subject<'_>, report: &mut Report) {
    let mark = Mark::key(Place::whole(&subject.ladder().id), "competencies", "neither side shares one with the other");
    let message = "the two sides share no competency, so parallel levels cannot be compared";
    let help = "ask both sides for competencies that both need, such as leadership or communication";
    report.push(report.finding(message, mark).help(help));
}

/// Reports what the first side is asked for, the second is not, and both need.
fn one_sided(
    subject: &Subject<'_>,
    report: &mut Report,
    (asked, other): (&HashSet<usize>, &HashSet<usize>),
    who: &str,
    seen: &mut HashSet<usize>,
) {
    let resolved = subject.resolved;
    let covered: HashSet<&str> = other.iter().filter_map(|index| needed(resolved.competencies[*index].value)).collect();
    let mut only: Vec<usize> = asked.difference(other).copied().collect();
    only.sort_unstable();
    for index in only {
        let value = resolved.competencies[index].value;
        let Some(needed) = needed(value).filter(|needed| !covered.contains(needed)) else { continue };
        let is_on_purpose = !value.tracks.is_empty() || value.tracks.partial;
        let is_told = needed == LEADERSHIP && who != "managers";
        if is_on_purpose || is_told || !seen.insert(index) {
            continue;
        }
        let place = Place::new(resolved.competencies[index].owner.clone(), Part::Competency(value.id.clone()));
        let message = format!("`{}` is asked of only one side, and never of {who}", value.id);
        let finding = report.finding(message, Mark::place(place, "both sides need it"));
        report.push(finding.help(format!("say what it asks of {who}, or limit it to its tracks with `tracks`")));
    }
}

/// What both sides need that a competency is about.
fn needed(competency: &Competency) -> Option<&'static str> {
    if competency.kind.text() == Some(LEADERSHIP) {
        return Some(LEADERSHIP);
    }
    let has = |word: &str| {
        let names = [competency.id.as_str(), competency.title()];
        let words = names.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
        words.into_iter().any(|known| known.eq_ignore_ascii_case(word))
    };
    NEEDED.iter().find(|(word, _)| has(word)).map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn with(competencies: &str, ic: &str, manager: &str) -> Vec<String> {
        let ladder = format!(
            "ladder: a\ncompetencies: [{competencies}]\ntracks:\n  - id: ic\n    kind: ic\n    levels: [{{ id: IC1, grade: 1, \
             expectations: {{ {ic} }} }}]\n  - id: m\n    kind: manager\n    levels: [{{ id: M1, grade: 1, expectations: {{ \
             {manager} }} }}]\n"
        );
        found(&ladder).into_iter().filter(|(rule, _)| *rule == "competency-on-one-side").map(|(_, text)| text).collect()
    }

    #[test]
    fn sides_that_share_no_competency_are_one_finding() {
        let four = "{ id: a }, { id: b }, { id: c }, { id: d }";
        assert_eq!(with(four, "a: x, b: x", "c: x, d: x").len(), 1);
        assert_eq!(with(four, "a: x, b: x", "b: x, d: x"), Vec::<String>::new());
        assert_eq!(with(four, "a: x", "c: x, d: x"), Vec::<String>::new(), "too few to tell");
    }

    #[test]
    fn a_competency_that_both_need_is_found_on_one_side() {
        let lead = "{ id: craft }, { id: influence, kind: leadership }";
        assert_eq!(with(lead, "craft: x, influence: x", "craft: x"), ["influence"]);
        assert_eq!(with("{ id: craft }, { id: c, title: Written communication }", "craft: x", "craft: x, c: x"), ["c"]);
        let on_purpose = "{ id: craft }, { id: planning, tracks: manager }";
        assert_eq!(with(on_purpose, "craft: x", "craft: x, planning: x"), Vec::<String>::new());
        let otherwise = "{ id: craft }, { id: planning }, { id: team-planning }";
        assert_eq!(with(otherwise, "craft: x, planning: x", "craft: x, team-planning: x"), Vec::<String>::new());
    }
}
