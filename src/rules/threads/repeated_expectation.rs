//! `repeated-expectation`: a level says again what the level below says.

use foldhash::{HashMap, HashSet};

use crate::finding::{Edit, Finding, Fix, Severity};
use crate::model::resolve::Told;
use crate::model::{Ask, Asked, CompetencyId, LevelId};
use crate::rules::causes::{is_active, told, tracks};
use crate::rules::texts::{Text, Word};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};
use crate::words::join;

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "repeated-expectation",
    aliases: &[],
    category: Category::Threads,
    severity: Severity::Warning,
    milder: Some(Severity::Note),
    summary: "points of a level repeat a lower level word for word, or are written twice",
    explanation: Explanation {
        finds: "Points with the same words as a point of a lower level on the track. Case, spacing and punctuation \
                make no difference. A level is one finding, with the number of its points. Levels of a track that \
                repeat fewer than half of their points are one note. Also a point that a level has twice. Nothing is \
                reported for `same_as`, for points with a step, which already says how far they go, or if a level asks \
                for nothing new at all, which `nothing-new` reports.",
        why: "Readers compare the two levels word by word, find no difference, and cannot say what the promotion is \
              for.",
        off: "When levels are deliberately copied so that each can be read alone; better, write `same_as`, which shows \
              the same words.",
        bad: "\
ladder: support
competencies: [{ id: answers }, { id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a case., influence: Talks a colleague round. } }
      - { id: IC2, grade: 2, expectations: { answers: Answers a case., influence: Talks a team round. } }
  - id: manager
    kind: manager
    levels:
      - { id: M2, grade: 2, expectations: { answers: Keeps a queue short., influence: Settles who does what. } }
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
competencies: [{ id: answers }, { id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a case., influence: Talks a colleague round. } }
      - { id: IC2, grade: 2, expectations: { answers: { same_as: IC1 }, influence: Talks a team round. } }
  - id: manager
    kind: manager
    levels:
      - { id: M2, grade: 2, expectations: { answers: Keeps a queue short., influence: Settles who does what. } }
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

/// Tracks of either side are judged alike, so the rule is its own mirror.
fn check(subject: &Subject<'_>, report: &mut Report) {
    let idle: HashSet<usize> = subject.causes.idle.iter().map(|idle| idle.level).collect();
    let referred = referred(subject);
    for (track, levels) in tracks(subject.resolved) {
        let mut below: HashMap<&[Word], Point<'_>> = HashMap::default();
        let mut few = Vec::default();
        for level in levels.filter(|level| is_active(subject.resolved, *level)) {
            let points = points(subject, level);
            let mut own: HashMap<&[Word], &Point<'_>> = HashMap::default();
            let mut twice = Vec::new();
            for point in &points {
                match own.get(subject.texts.words(point.text)) {
                    Some(first) => twice.push((*first, point)),
                    None => _ = own.insert(subject.texts.words(point.text), point),
                }
            }
            said_twice(subject, report, level, &twice);
            if !idle.contains(&level) {
                let again: Vec<(&Point<'_>, &Point<'_>)> = points
                    .iter()
                    .filter_map(|point| Some((point, below.get(subject.texts.words(point.text))?)))
                    .filter(|(point, first)| first.asked.step.is_unstated() && point.asked.step.is_unstated())
                    .collect();
                let repeated =
                    Repeated { level, again: &again, of: points.len(), is_cumulative: track.is_cumulative() };
                match repeated.finding(subject, &referred, report) {
                    Some(finding) if repeated.is_most() => report.push(finding),
                    Some(finding) => few.push((level, format!("{} of {}", repeated.again.len(), repeated.of), finding)),
                    None => {}
                }
            }
            below.extend(points.into_iter().map(|point| (subject.texts.words(point.text), point)));
        }
        in_one(subject, few).into_iter().for_each(|finding| report.push(finding));
    }
}

/// The levels of a track that repeat a few of their points, as one finding.
fn in_one(subject: &Subject<'_>, few: Vec<(usize, String, Finding)>) -> Option<Finding> {
    let (levels, counts): (Vec<String>, Vec<String>) = few
        .iter()
        .map(|(level, count, _)| (format!("`{}`", subject.resolved.levels[*level].level.id), count.clone()))
        .unzip();
    let mut findings = few.into_iter().map(|(_, _, finding)| finding);
    let mut one = findings.next()?;
    for further in findings {
        one.message =
            format!("{} repeat points word for word from levels below them: {}", join(&levels), join(&counts));
        one.related.push(further.primary);
        if let (Some(fix), Some(further)) = (&mut one.fix, &further.fix) {
            fix.edits.extend(further.edits.iter().cloned());
        } else if one.fix.is_none() {
            one.fix = further.fix;
        }
    }
    Some(one)
}

/// A point that a level writes out.
#[derive(Clone, Copy)]
struct Point<'a> {
    level: usize,
    competency: &'a CompetencyId,
    asked: &'a Asked,
    text: &'a Text<'a>,
}

fn points<'a>(subject: &'a Subject<'_>, level: usize) -> Vec<Point<'a>> {
    let mut points = Vec::new();
    for (competency, told) in told(subject.resolved, level) {
        // What is asked through `same_as` is written elsewhere.
        let Told::Asked { by, asked } = told else { continue };
        if by == level {
            let texts = subject.texts.points(level, competency).iter().filter(|text| text.count > 0);
            points.extend(texts.map(|text| Point { level, competency, asked, text }));
        }
    }
    points
}

/// How many places are marked.
const SHOWN: usize = 3;

fn said_twice(subject: &Subject<'_>, report: &mut Report, level: usize, twice: &[(&Point<'_>, &Point<'_>)]) {
    let [(first, again), further @ ..] = twice else { return };
    let id = &subject.resolved.levels[level].level.id;
    let many = if further.is_empty() { "a point".to_owned() } else { format!("{} points", twice.len()) };
    let mut finding = report
        .finding(format!("`{id}` has {many} twice, word for word"), again.text.mark("again here"))
        .also(first.text.mark("first here"));
    for (_, again) in further.iter().take(SHOWN - 1) {
        finding = finding.also(again.text.mark("this one too"));
    }
    report.push(finding.help("keep each point once, under the competency that it is about"));
}

/// What a level says that levels below it say.
struct Repeated<'a> {
    level: usize,
    /// Each point with the one below it.
    again: &'a [(&'a Point<'a>, &'a Point<'a>)],
    /// How many points the level has.
    of: usize,
    is_cumulative: bool,
}

impl Repeated<'_> {
    /// Where most of a level is what the one below says, nobody can tell what the promotion is for.
    fn is_most(&self) -> bool {
        self.again.len() * 2 >= self.of
    }

    /// "5 of its 59 points"
    fn count(&self) -> String {
        match (self.again.len(), self.of) {
            (1, 1) => "its only point".to_owned(),
            (again, of) if again == of => format!("all of its {of} points"),
            (again, of) => format!("{again} of its {of} points"),
        }
    }

    fn finding(
        &self,
        subject: &Subject<'_>,
        referred: &HashSet<(&LevelId, &CompetencyId)>,
        report: &Report,
    ) -> Option<Finding> {
        let [(point, first), further @ ..] = self.again else { return None };
        let id = |level: usize| &subject.resolved.levels[level].level.id;
        let (own, below) = (id(self.level), id(first.level));
        let count = self.count();
        let is_one_level = further.iter().all(|(_, first_of)| first_of.level == first.level);
        let from = if is_one_level { format!("`{below}`") } else { "levels".to_owned() };
        let message = if self.is_cumulative {
            format!(
                "`{own}` repeats {count}, which {from} below it already {}",
                if is_one_level { "asks for" } else { "ask for" }
            )
        } else {
            format!("`{own}` repeats {count} word for word from {from} below it")
        };
        let mark = point.text.mark("again here");
        let mut finding = if self.is_most() { report.finding(message, mark) } else { report.milder(message, mark) };
        finding = finding.also(first.text.mark("first here"));
        for (point, _) in further.iter().take(SHOWN - 1) {
            finding = finding.also(point.text.mark("this one too"));
        }
        finding = finding.help(if self.is_cumulative {
            format!("delete the repeated points, since the track is cumulative; say what else `{own}` asks for")
        } else {
            format!("say what `{own}` asks for beyond `{below}`, or write `{{ same_as: {below} }}` for an unchanged competency")
        });
        let edits = if self.is_cumulative { self.superfluous(subject, referred) } else { Vec::new() };
        Some(match edits.is_empty() {
            true => finding,
            false => finding.fix(Fix { title: "delete it".to_owned(), edits }),
        })
    }

    /// Takes out the expectations all of whose points are said below, under the same competency and without more examples,
    /// and that no level refers to.
    fn superfluous(&self, subject: &Subject<'_>, referred: &HashSet<(&LevelId, &CompetencyId)>) -> Vec<Edit> {
        let id = &subject.resolved.levels[self.level].level.id;
        let of_one = self.again.chunk_by(|(a, _), (b, _)| a.competency == b.competency);
        let superfluous = of_one.filter(|points| {
            let (point, first) = points[0];
            let is_whole = points.len() == subject.texts.points(self.level, point.competency).len();
            let is_same =
                points.iter().all(|(_, below)| below.level == first.level && below.competency == point.competency);
            let has_own = point.asked.points.iter().any(|point| !point.examples.is_empty());
            let adds_nothing =
                !has_own && (point.asked.examples.is_empty() || point.asked.examples == first.asked.examples);
            is_whole && is_same && adds_nothing && !referred.contains(&(id, point.competency))
        });
        superfluous.map(|points| Edit::Remove(subject.expectation_place(self.level, points[0].0.competency))).collect()
    }
}

/// What other levels ask by `same_as`, which then has to be said.
fn referred<'a>(subject: &'a Subject<'_>) -> HashSet<(&'a LevelId, &'a CompetencyId)> {
    let expectations = subject.resolved.levels.iter().flat_map(|standing| standing.level.expectations.iter());
    let targets = expectations.filter_map(|expectation| match &expectation.ask {
        Ask::SameAs(level) => Some((level, &expectation.competency)),
        _ => None,
    });
    targets.collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::{checked, found};

    fn answers(one: &str, two: &str) -> Vec<(&'static str, String)> {
        found(&format!(
            "\
ladder: support
competencies: [{{ id: answers }}, {{ id: influence, kind: leadership }}]
tracks:
  - id: ic
    kind: ic
    levels:
      - {{ id: IC1, grade: 1, expectations: {{ answers: {one}, influence: Talks a colleague round. }} }}
      - {{ id: IC2, grade: 2, expectations: {{ answers: {two}, influence: Talks a team round. }} }}
  - id: manager
    kind: manager
    levels:
      - {{ id: M2, grade: 2, expectations: {{ answers: Keeps a queue short., influence: Settles who does what. }} }}
moves: [{{ from: IC2, to: M2, both_ways: true }}]
"
        ))
    }

    #[test]
    fn case_spacing_and_punctuation_make_no_difference() {
        let repeated = |text: &str| [("repeated-expectation", text.to_owned())];
        assert_eq!(answers("Answers a case", "'answers  a, CASE!'"), repeated("'answers  a, CASE!'"));
        assert_eq!(answers("[Answers a case, Asks]", "[Finds, Asks.]"), repeated("Asks."));
    }

    /// The severity and message of what is found.
    fn messages(one: &str, two: &str, track: &str) -> Vec<String> {
        let (_, findings) = checked(&format!(
            "\
ladder: support
competencies: [{{ id: answers }}, {{ id: influence, kind: leadership }}]
tracks:
  - id: ic
    kind: ic{track}
    levels:
      - {{ id: IC1, grade: 1, expectations: {{ answers: {one}, influence: Talks a colleague round. }} }}
      - {{ id: IC2, grade: 2, expectations: {{ answers: {two}, influence: Talks a team round. }} }}
"
        ));
        let findings = findings.iter().filter(|finding| finding.rule == "repeated-expectation");
        findings.map(|finding| format!("{}: {}", finding.severity, finding.message)).collect()
    }

    #[test]
    fn a_level_is_one_finding_with_a_count() {
        assert_eq!(
            messages("[a b, c d, e f]", "[a b, c d, x y]", ""),
            ["warning: `IC2` repeats 2 of its 4 points word for word from `IC1` below it"]
        );
        assert_eq!(
            messages("[a b, c d, e f]", "[a b, g h, x y]", ""),
            ["note: `IC2` repeats 1 of its 4 points word for word from `IC1` below it"]
        );
        assert_eq!(
            messages("[a b, c d]", "[a b, x y]", "\n    cumulative: true"),
            ["note: `IC2` repeats 1 of its 3 points, which `IC1` below it already asks for"]
        );
    }

    #[test]
    fn a_point_twice_in_one_level_is_found() {
        assert_eq!(messages("[a b, c d, A b]", "x y", ""), ["warning: `IC1` has a point twice, word for word"]);
    }

    #[test]
    fn the_same_words_at_another_step_and_steps_without_words_are_fine() {
        assert_eq!(answers("{ step: 1, text: Answers a case }", "{ step: 2, text: Answers a case }"), []);
        assert_eq!(answers("{ step: 2, text: Answers a case }", "{ step: 2, text: Answers a case }"), []);
        assert_eq!(answers("{ step: 2 }", "{ step: 2 }"), []);
    }
}
