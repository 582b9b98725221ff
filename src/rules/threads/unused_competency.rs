//! `unused-competency`: a competency that nobody is asked for.

use foldhash::{HashMap, HashSet};

use crate::finding::{Mark, Severity};
use crate::model::{Ask, Competency, OwnerId, Part, Place};
use crate::rules::{Category, Check, Explanation, Project, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "unused-competency",
    aliases: &[],
    category: Category::Threads,
    severity: Severity::Note,
    milder: None,
    summary: "a competency that no level of the project asks for",
    explanation: Explanation {
        finds: "A competency that no level asks for in any ladder that can use it; `~` asks for nothing. This is \
                checked only if the whole project is named. Nothing is reported for a base that no ladder extends, and \
                while no ladder has any expectations.",
        why: "Every view shows it as something that counts, but nobody can be promoted for it.",
        off: "When competencies are published before the levels say what they ask for.",
        bad: "\
ladder: support
competencies: [{ id: answers }, { id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { influence: Talks a colleague round. } }
      - { id: IC2, grade: 2, expectations: { influence: Talks a team round. } }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, expectations: { influence: Settles who does what. } }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
competencies: [{ id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { influence: Talks a colleague round. } }
      - { id: IC2, grade: 2, expectations: { influence: Talks a team round. } }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, expectations: { influence: Settles who does what. } }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Project(check),
};

/// What the ladders that reach one base, or the one ladder that defines something for itself, ask for.
#[derive(Default)]
struct Reach<'a> {
    asked: HashSet<&'a str>,
    /// Whether some level says something at all.
    is_described: bool,
    /// Whether something that could not be read may ask for more.
    is_partial: bool,
}

fn check(project: &Project<'_>, report: &mut Report) {
    let mut reached: HashMap<OwnerId, Reach<'_>> = HashMap::default();
    // A ladder whose bases are not all known may reach any base.
    let may_reach_any = project.subjects.iter().any(|subject| subject.ladder().extends.partial);
    for subject in project.subjects {
        let bases = subject.resolved.bases.iter().map(|base| base.owner());
        for owner in bases.chain([subject.ladder().owner()]) {
            let reach = reached.entry(owner).or_default();
            for (_, level) in subject.ladder().levels() {
                reach.is_described |= !level.expectations.is_empty();
                let asked = level.expectations.iter().filter(|e| !matches!(e.ask, Ask::NotAsked));
                reach.asked.extend(asked.map(|expectation| expectation.competency.as_str()));
            }
            let of_roles = subject.ladder().roles.iter().flat_map(|role| role.expectations.iter());
            reach.asked.extend(of_roles.map(|expectation| expectation.competency.as_str()));
            reach.is_partial |= is_partial(subject);
        }
    }
    for base in &project.set.bases {
        if !may_reach_any {
            judge(&base.owner(), &base.definitions.competencies, &reached, report);
        }
    }
    for ladder in &project.set.ladders {
        judge(&ladder.owner(), &ladder.definitions.competencies, &reached, report);
    }
}

fn is_partial(subject: &Subject<'_>) -> bool {
    let tracks = &subject.ladder().tracks;
    let is_level_partial = subject.ladder().levels().any(|(_, level)| level.expectations.partial);
    tracks.partial || is_level_partial || tracks.iter().any(|track| track.levels.partial)
}

fn judge(owner: &OwnerId, competencies: &[Competency], reached: &HashMap<OwnerId, Reach<'_>>, report: &mut Report) {
    let Some(reach) = reached.get(owner).filter(|reach| reach.is_described && !reach.is_partial) else { return };
    for competency in competencies.iter().filter(|competency| !reach.asked.contains(competency.id.as_str())) {
        let place = Place::new(owner.clone(), Part::Competency(competency.id.clone()));
        report.push(
            report
                .finding(
                    format!("no level asks for `{}`", competency.id),
                    Mark::place(place, "defined here, but not asked for"),
                )
                .help("ask for it at a level, or remove the competency"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn ladders(second: &str) -> Vec<(&'static str, String)> {
        found(&format!(
            "\
ladder: support
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels: [{{ id: IC1, grade: 1, expectations: {{ influence: Talks a colleague round. }} }}]
  - id: manager
    kind: manager
    levels: [{{ id: M1, grade: 1, expectations: {{ influence: Settles who does what. }} }}]
moves: [{{ from: IC1, to: M1, both_ways: true }}]
#: sales.yaml
ladder: sales
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels: [{{ id: IC1, grade: 1, expectations: {{ influence: Wins a customer over.{second} }} }}]
  - id: manager
    kind: manager
    levels: [{{ id: M1, grade: 1, expectations: {{ influence: Settles who sells to whom. }} }}]
moves: [{{ from: IC1, to: M1, both_ways: true }}]
#: company.yaml
base: company
competencies: [{{ id: offers }}, {{ id: influence, kind: leadership }}]
"
        ))
    }

    #[test]
    fn a_competency_of_a_base_is_used_where_any_ladder_asks_for_it() {
        assert_eq!(ladders(", offers: Writes an offer."), []);
        assert_eq!(ladders(""), [("unused-competency", "offers".to_owned())]);
        assert_eq!(ladders(", offers: ~"), [("unused-competency", "offers".to_owned())]);
    }

    #[test]
    fn a_misspelt_expectation_may_be_the_one_that_is_missing() {
        assert_eq!(ladders(", offerz: Writes an offer."), [("unknown-reference", "offerz".to_owned())]);
    }
}
