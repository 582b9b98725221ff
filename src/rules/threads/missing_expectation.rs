//! `missing-expectation`: a competency that is not mentioned for a while, or not any more.

use foldhash::HashMap;

use super::described;
use crate::finding::Severity;
use crate::model::CompetencyId;
use crate::model::resolve::Told;
use crate::rules::causes::{told, tracks};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};
use crate::words::join;

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "missing-expectation",
    aliases: &[],
    category: Category::Threads,
    severity: Severity::Warning,
    milder: None,
    summary: "a level says nothing about a competency that its neighbours mention",
    explanation: Explanation {
        finds: "On a track that is not cumulative: a competency that a level does not mention although levels below \
                and above it do (a gap), or one that is not mentioned again before the track ends, while other \
                competencies are (a silent end). A competency may start late, and `~` ends it. Planned and deprecated \
                levels and levels without any expectations are not checked.",
        why: "Nobody can tell whether the level does not ask for it or whether somebody forgot to write it down, so \
              every manager decides differently.",
        off: "When levels deliberately name only what changes; better, write `cumulative: true` on the track.",
        bad: "\
ladder: support
competencies:
  - { id: answers, kind: craft }
  - { id: influence, kind: leadership }
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a described case., influence: Asks for help early. } }
      - { id: IC2, grade: 2, expectations: { influence: Talks a colleague round. } }
      - { id: IC3, grade: 3, expectations: { answers: Finds what many cases share., influence: Talks a team round. } }
  - id: manager
    kind: manager
    levels:
      - { id: M3, grade: 3, expectations: { answers: Keeps a queue short., influence: Settles who takes which case. } }
moves: [{ from: IC3, to: M3, both_ways: true }]
",
        good: "\
ladder: support
competencies:
  - { id: answers, kind: craft }
  - { id: influence, kind: leadership }
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a described case., influence: Asks for help early. } }
      - { id: IC2, grade: 2, expectations: { answers: { same_as: IC1 }, influence: Talks a colleague round. } }
      - { id: IC3, grade: 3, expectations: { answers: Finds what many cases share., influence: Talks a team round. } }
  - id: manager
    kind: manager
    levels:
      - { id: M3, grade: 3, expectations: { answers: Keeps a queue short., influence: Settles who takes which case. } }
moves: [{ from: IC3, to: M3, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (track, levels) in tracks(subject.resolved) {
        if track.is_cumulative() || track.cumulative.is_unknown() {
            continue;
        }
        let track_of_threads = Woven::new(subject, described(subject, levels));
        let mut holes: Vec<Hole<'_>> = Vec::new();
        for thread in &track_of_threads.threads {
            let competency = subject.resolved.competency(thread.competency);
            if competency.is_some_and(|competency| competency.value.is_for(track) == Some(true)) {
                holes.extend(track_of_threads.holes(thread));
            }
        }
        let place = |hole: &Hole<'_>| (hole.from, hole.to, hole.goes_on);
        holes.sort_by_key(place);
        for alike in holes.chunk_by(|a, b| place(a) == place(b)) {
            track_of_threads.report(subject, alike, report);
        }
    }
}

/// The described levels of a track, and the threads that run through them.
struct Woven<'a> {
    levels: Vec<usize>,
    /// How many of the levels below a position could not be read in full.
    partial_below: Vec<usize>,
    /// Whether some thread of an earlier level goes on at a position.
    goes_on: Vec<bool>,
    threads: Vec<Thread<'a>>,
}

/// What is said of one competency, by position, lowest first.
struct Thread<'a> {
    competency: &'a CompetencyId,
    told: Vec<(usize, Told<'a>)>,
}

impl<'a> Woven<'a> {
    fn new(subject: &'a Subject<'_>, levels: Vec<usize>) -> Self {
        let mut threads: Vec<Thread<'a>> = Vec::new();
        let mut by_competency: HashMap<&CompetencyId, usize> = HashMap::default();
        let mut partial_below = vec![0];
        let mut goes_on = Vec::new();
        for (position, level) in levels.iter().enumerate() {
            let is_partial = subject.resolved.levels[*level].level.expectations.partial;
            partial_below.push(partial_below[position] + usize::from(is_partial));
            let mut continues = false;
            for (competency, told) in told(subject.resolved, *level) {
                let index = *by_competency.entry(competency).or_insert_with(|| {
                    threads.push(Thread { competency, told: Vec::new() });
                    threads.len() - 1
                });
                let earlier = threads[index].told.last().map(|(_, told)| *told);
                continues |= matches!((earlier, told), (Some(Told::Asked { .. }), Told::Asked { .. }));
                threads[index].told.push((position, told));
            }
            goes_on.push(continues);
        }
        Self { levels, partial_below, goes_on, threads }
    }

    /// Where a thread has nothing, though it should.
    fn holes(&self, thread: &Thread<'a>) -> Vec<Hole<'a>> {
        let mut holes = Vec::new();
        let ends = thread.told.iter().skip(1).map(Some).chain([None]);
        for ((from, told), next) in thread.told.iter().zip(ends) {
            let Told::Asked { .. } = told else { continue };
            let (to, goes_on) = match next {
                Some((to, Told::Asked { .. })) => (*to, true),
                Some(_) => continue,
                None => (self.levels.len(), false),
            };
            let first = from + 1;
            let is_silent = first < to && self.partial_below[first] == self.partial_below[to];
            if is_silent && (goes_on || self.goes_on[first]) {
                holes.push(Hole { competency: thread.competency, from: *from, to, goes_on });
            }
        }
        holes
    }

    /// Reports what the same levels say nothing about: that is one thing to look at, however many competencies it is.
    fn report(&self, subject: &Subject<'_>, holes: &[Hole<'_>], report: &mut Report) {
        let [Hole { competency, from, to, goes_on }, further @ ..] = holes else { return };
        let (first, to) = (from + 1, *to);
        let id = |position: usize| &subject.resolved.levels[self.levels[position]].level.id;
        let names: Vec<String> = holes.iter().map(|hole| format!("`{}`", hole.competency)).collect();
        let about = join(&names);
        let silent = match to - first {
            1 => format!("`{}` says nothing about {about}", id(first)),
            2 => format!("`{}` and `{}` say nothing about {about}", id(first), id(to - 1)),
            _ => format!("`{}` to `{}` say nothing about {about}", id(first), id(to - 1)),
        };
        let ends = if further.is_empty() { "ends" } else { "end" };
        let message = match goes_on {
            true => format!("{silent}, but `{}` and `{}` do", id(*from), id(to)),
            false => format!("{silent}, which {ends} after `{}`", id(*from)),
        };
        let is_asked = if further.is_empty() { "is it asked here?" } else { "are they asked here?" };
        let mark =
            |position: usize, competency, label| subject.expectation_mark(self.levels[position], competency, label);
        let mut finding = report
            .finding(message, subject.level_key(self.levels[first], "expectations", is_asked))
            .also(mark(*from, competency, "asked at the level below"));
        if *goes_on {
            finding = finding.also(mark(to, competency, "and again at the level above"));
        }
        for hole in further {
            finding = finding.also(mark(hole.from, hole.competency, "asked below too"));
        }
        report.push(finding.help(format!(
            "say what is asked, or `{competency}: {{ same_as: {} }}`; write `{competency}: ~` if nothing is asked",
            id(*from)
        )));
    }
}

/// Levels that say nothing about a competency that a level below them asks.
struct Hole<'a> {
    competency: &'a CompetencyId,
    /// The position of that level.
    from: usize,
    /// The position of the next level that asks it, or the end of the track.
    to: usize,
    /// Whether there is such a level.
    goes_on: bool,
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    /// A track of three levels, each with what it says of `answers`; all of them say something of `influence`.
    fn said(track: &str, answers: [&str; 3]) -> Vec<(&'static str, String)> {
        let [one, two, three] = answers;
        found(&format!(
            "\
ladder: support
competencies: [{{ id: answers }}, {{ id: influence, kind: leadership }}]
tracks:
  - id: ic
    kind: ic{track}
    levels:
      - {{ id: IC1, grade: 1, expectations: {{ influence: Asks for help early.{one} }} }}
      - {{ id: IC2, grade: 2, expectations: {{ influence: Talks a colleague round.{two} }} }}
      - {{ id: IC3, grade: 3, expectations: {{ influence: Talks a team round.{three} }} }}
  - id: manager
    kind: manager
    levels: [{{ id: M3, grade: 3, expectations: {{ answers: Keeps a queue., influence: Settles it. }} }}]
moves: [{{ from: IC3, to: M3, both_ways: true }}]
"
        ))
    }

    const ONE: &str = ", answers: Answers a described case.";
    const TWO: &str = ", answers: Finds the cause behind a case.";
    const END: &str = ", answers: ~";

    #[test]
    fn a_thread_may_start_late_and_end_where_it_is_closed() {
        assert_eq!(said("", ["", "", ONE]), []);
        assert_eq!(said("", [ONE, END, ""]), []);
        assert_eq!(said("", [ONE, END, TWO]), []);
        assert_eq!(said("", [ONE, TWO, END]), []);
    }

    #[test]
    fn a_hole_and_a_silent_end_are_found_at_the_first_silent_level() {
        let at_two = [("missing-expectation", "{ influence: Talks a colleague round. }".to_owned())];
        assert_eq!(said("", [ONE, "", TWO]), at_two);
        assert_eq!(said("", [ONE, "", ""]), at_two);
    }

    #[test]
    fn a_cumulative_track_may_leave_things_out() {
        assert_eq!(said("\n    cumulative: true", [ONE, "", TWO]), []);
        assert_eq!(said("\n    cumulative: true", [ONE, TWO, ""]), []);
    }

    #[test]
    fn what_could_not_be_read_is_no_hole() {
        assert_eq!(said("", [ONE, ", answerz: Finds the cause.", TWO])[0].0, "unknown-reference");
        assert_eq!(said("", [ONE, ", answerz: Finds the cause.", TWO]).len(), 1);
        assert_eq!(said("\n    cumulative: perhaps", [ONE, "", TWO]).len(), 1);
    }

    #[test]
    fn planned_and_deprecated_levels_without_text_are_passed_over() {
        let ladder = "\
ladder: support
competencies: [{ id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { influence: Asks for help early. } }
      - { id: IC2, grade: 2, status: planned }
      - { id: IC3, grade: 3, expectations: { influence: Talks a team round. } }
      - { id: IC4, grade: 4, status: deprecated }
  - id: manager
    kind: manager
    levels:
      - { id: M3, grade: 3, expectations: { influence: Settles who takes which case. } }
      - { id: M4, grade: 4, status: planned }
moves: [{ from: IC3, to: M3, both_ways: true }]
";
        assert_eq!(found(ladder), []);
    }
}
