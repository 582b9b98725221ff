//! `uneven-detail`: of two parallel levels, one is described in a few words.

use foldhash::HashSet;

use super::parallel::weightiest;
use crate::finding::Severity;
use crate::model::resolve::Told;
use crate::model::{Status, Use};
use crate::rules::causes::{is_described, tracks};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "uneven-detail",
    aliases: &[],
    category: Category::Alignment,
    severity: Severity::Note,
    milder: None,
    summary: "a level is described in far fewer words than a parallel level",
    explanation: Explanation {
        finds: "A level that is described in at most a third of the words of a parallel level, and in at least 40 \
                words fewer; on a track that is not cumulative, also of the level below it, and all such levels of a \
                track are one finding. The words of its summary, scope and expectations count, including those of a \
                level that `same_as` names. Planned and deprecated levels, levels without text, and placeholders are \
                not checked, and neither is a level of a cumulative track next to one that is not cumulative, because \
                it does not repeat the levels below it.",
        why: "The side with the long descriptions is the one that somebody thought about. People on the other side are \
              judged by unwritten rules.",
        off: "When one side is described elsewhere; a link from its levels can say where.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, summary: Answers the cases that have been answered before. }
      - id: IC2
        grade: 2
        summary: Handles difficult cases.
  - id: manager
    kind: manager
    levels:
      - id: M2
        grade: 2
        summary: >-
          Leads the people who answer the cases of one product. Sees to it that every case finds somebody who can
          answer it, that nobody is left alone with angry callers, and that what is learnt from one case reaches
          everybody. Hires, says plainly how people are doing, and finds them work that lets them grow.
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, summary: Answers the cases that have been answered before. }
      - id: IC2
        grade: 2
        summary: >-
          Answers the cases of one product that nobody has seen before. Finds the cause that many cases have in
          common, and stays with those who can remove it until it is gone. Writes down what was learnt, so that
          the next such case is an easy one, and teaches colleagues how to look.
  - id: manager
    kind: manager
    levels:
      - id: M2
        grade: 2
        summary: >-
          Leads the people who answer the cases of one product. Sees to it that every case finds somebody who can
          answer it, that nobody is left alone with angry callers, and that what is learnt from one case reaches
          everybody. Hires, says plainly how people are doing, and finds them work that lets them grow.
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

/// How many times as many words are several.
const TIMES: usize = 3;
/// How many words more are several; below that, the one is short and the other not long.
const WORDS: usize = 40;

fn check(subject: &Subject<'_>, report: &mut Report) {
    let levels = &subject.resolved.levels;
    let counts: Vec<Count> = (0..levels.len()).map(|level| count(subject, level)).collect();
    let words = |level: usize| (counts[level].words > 0).then_some(counts[level].words);
    let mut told = HashSet::default();
    let beside = weightiest(subject, words);
    let beside_cumulative = weightiest(subject, |level| words(level).filter(|_| levels[level].track.is_cumulative()));
    for (level, standing) in levels.iter().enumerate() {
        if counts[level].is_partial || standing.track.cumulative.is_unknown() {
            continue;
        }
        let twin = if standing.track.is_cumulative() { beside_cumulative[level] } else { beside[level] };
        let (Some(few), Some(twin)) = (words(level), twin) else { continue };
        let many = counts[twin].words;
        if many < few * TIMES || many - few < WORDS {
            continue;
        }
        let id = |level: usize| &levels[level].level.id;
        report.push(
            report
                .finding(
                    format!(
                        "`{}` is described in {few} words, but `{}`, which is parallel to it, in {many}",
                        id(level),
                        id(twin)
                    ),
                    subject.level_mark(level, format!("{few} words")),
                )
                .also(subject.level_mark(twin, format!("{many} words")))
                .help("describe both levels in similar detail"),
        );
        told.insert(level);
    }
    thinner(subject, report, &counts, &told);
}

/// Reports levels that are described in far fewer words than the level below; those of a track are one finding.
fn thinner(subject: &Subject<'_>, report: &mut Report, counts: &[Count], told: &HashSet<usize>) {
    let id = |level: usize| &subject.resolved.levels[level].level.id;
    for (track, levels) in tracks(subject.resolved) {
        // A cumulative track leaves to the levels below what they have said.
        if track.is_cumulative() || track.cumulative.is_unknown() {
            continue;
        }
        let described: Vec<usize> =
            levels.filter(|level| counts[*level].words > 0 && !counts[*level].is_partial).collect();
        let is_thin = |pair: &&[usize]| {
            let (many, few) = (counts[pair[0]].words, counts[pair[1]].words);
            // Where only one of the two has expectations, that is what is wrong.
            let both = is_described(subject.resolved, pair[0]) == is_described(subject.resolved, pair[1]);
            both && many >= few * TIMES && many - few >= WORDS && !told.contains(&pair[1])
        };
        let found: Vec<&[usize]> = described.windows(2).filter(is_thin).collect();
        let [first, further @ ..] = &found[..] else { continue };
        let (below, level) = (first[0], first[1]);
        let (many, few) = (counts[below].words, counts[level].words);
        let mut finding = report
            .finding(
                format!("`{}` is described in {few} words, but `{}` below it in {many}", id(level), id(below)),
                subject.level_mark(level, format!("{few} words")),
            )
            .also(subject.level_mark(below, format!("{many} words")));
        for pair in further {
            finding = finding.also(subject.level_mark(pair[1], format!("{} words", counts[pair[1]].words)));
        }
        report
            .push(finding.help(
                "say what the higher level asks as fully, or say `cumulative: true` where it adds to the others",
            ));
    }
}

/// How fully a level is described.
struct Count {
    words: usize,
    /// Whether there is more that could not be read.
    is_partial: bool,
}

fn count(subject: &Subject<'_>, level: usize) -> Count {
    let standing = subject.resolved.levels[level].level;
    let mut count = Count { words: 0, is_partial: standing.expectations.partial };
    if standing.status() != Some(Status::Active) {
        return count;
    }
    count.is_partial |= standing.summary.is_unknown() || standing.scope.is_unknown();
    let own = subject.texts.of_level(level).iter().filter(|text| text.used_as != Use::Title);
    count.words += own.map(|text| text.count).sum::<usize>();
    for expectation in &standing.expectations {
        match subject.resolved.told(level, &expectation.competency) {
            // What a step means is written at the competency.
            Told::Asked { asked, .. } if asked.of_step => {
                count.words += asked.points.iter().map(|point| point.text.split_whitespace().count()).sum::<usize>();
            }
            Told::Asked { by, .. } if by != level => {
                let points = subject.texts.points(by, &expectation.competency);
                count.words += points.iter().map(|text| text.count).sum::<usize>();
            }
            Told::Unknown => count.is_partial = true,
            Told::Asked { .. } | Told::Silent | Told::NotAsked => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    /// What is found beside a level of 60 words.
    fn marked(ic: &str, track: &str) -> Vec<String> {
        let long = "word ".repeat(60);
        let ladder = format!(
            "ladder: a\ncompetencies: [{{ id: craft }}]\ntracks:\n  - id: ic\n    kind: ic\n{track}    levels:\n      - {{ id: \
             IC1, grade: 1, {ic} }}\n      - {{ id: IC2, grade: 2, expectations: {{ craft: {long} }} }}\n  - id: m\n    kind: \
             manager\n    levels: [{{ id: M1, grade: 1, summary: {long} }}]\n"
        );
        found(&ladder).into_iter().filter(|(rule, _)| *rule == "uneven-detail").map(|(_, text)| text).collect()
    }

    #[test]
    fn a_third_of_the_words_is_uneven() {
        assert_eq!(marked(&format!("summary: {}", "a ".repeat(20)), ""), ["IC1"]);
        assert_eq!(marked(&format!("summary: {}", "a ".repeat(21)), ""), [] as [String; 0]);
    }

    #[test]
    fn what_a_step_means_counts() {
        let ladder = |steps: &str| {
            let long = "word ".repeat(60);
            let levels = format!(
                "tracks:\n  - {{ id: ic, kind: ic, levels: [{{ id: IC1, grade: 1, summary: Short., expectations: {{ craft: {{ step: 1 \
                 }} }} }}] }}\n  - {{ id: m, kind: manager, levels: [{{ id: M1, grade: 1, summary: {long} }}] }}\n"
            );
            let found = found(&format!("ladder: a\ncompetencies: [{{ id: craft{steps} }}]\n{levels}"));
            found.into_iter().filter(|(rule, _)| *rule == "uneven-detail").count()
        };
        assert_eq!((ladder(""), ladder(&format!(", steps: {{ 1: {} }}", "a ".repeat(30)))), (1, 0));
    }

    #[test]
    fn what_a_level_is_the_same_as_counts() {
        assert_eq!(marked("summary: Short., expectations: { craft: { same_as: IC2 } }", ""), [] as [String; 0]);
    }

    #[test]
    fn a_level_far_thinner_than_the_one_below_is_found() {
        let up = |words: &[usize], track: &str| {
            let level = |(index, words): (usize, &usize)| {
                format!("      - {{ id: L{index}, grade: {index}, summary: {} }}\n", "word ".repeat(*words))
            };
            let levels: String = words.iter().enumerate().map(level).collect();
            let ladder = format!("ladder: a\ntracks:\n  - id: ic\n    kind: ic\n{track}    levels:\n{levels}");
            found(&ladder).into_iter().filter(|(rule, _)| *rule == "uneven-detail").count()
        };
        assert_eq!(up(&[520, 305, 158, 35], ""), 1);
        assert_eq!(up(&[520, 305, 158, 60], ""), 0);
        assert_eq!(up(&[45, 15], ""), 0, "three times as many, and yet not many");
        assert_eq!(up(&[520, 305, 158, 0], ""), 0, "a level that says nothing");
        assert_eq!(up(&[520, 305, 158, 35], "    cumulative: true\n"), 0);
    }

    #[test]
    fn nothing_is_said_of_levels_that_say_nothing_or_leave_it_to_others() {
        let none: [String; 0] = [];
        for level in ["title: X", "summary: TODO", "summary: Short., status: planned", "summary: Short., scope: [x]"] {
            assert_eq!(marked(level, ""), none, "{level}");
        }
        assert_eq!(marked("summary: Short.", "    cumulative: true\n"), none);
    }

    #[test]
    fn three_times_as_many_words_and_forty_more_are_uneven() {
        let found = |few: usize, many: usize| {
            let text = |words: usize| "word ".repeat(words);
            let ladder = format!(
                "ladder: a\ntracks:\n  - {{ id: ic, kind: ic, levels: [{{ id: IC1, grade: 1, summary: {} }}] }}\n  - {{ id: m, \
                 kind: manager, levels: [{{ id: M1, grade: 1, summary: {} }}] }}\n",
                text(few),
                text(many)
            );
            found(&ladder).into_iter().filter(|(rule, _)| *rule == "uneven-detail").count()
        };
        assert_eq!([found(40, 120), found(40, 119), found(10, 50), found(10, 49)], [1, 0, 1, 0]);
    }

    #[test]
    fn a_level_is_compared_with_the_fullest_one_of_another_track() {
        let level = |id: &str, words: usize| format!("{{ id: {id}, grade: 1, summary: {} }}", "word ".repeat(words));
        let track = |kind: &str, levels: &[String]| {
            format!("  - {{ id: t-{kind}{}, kind: {kind}, levels: [{}] }}\n", levels[0].len(), levels.join(", "))
        };
        let mut tracks = [
            track("ic", &[level("A", 100), level("B", 10)]),
            track("manager", &[level("M", 60)]),
            track("hybrid", &[level("H", 80)]),
            track("ic", &[level("G", 70)]),
        ];
        for _ in 0..tracks.len() {
            tracks.rotate_left(1);
            let (_, findings) = crate::rules::checked(&format!("ladder: a\ntracks:\n{}", tracks.concat()));
            let found = findings.iter().filter(|finding| finding.rule == "uneven-detail");
            let messages: Vec<&str> = found.map(|finding| finding.message.as_str()).collect();
            assert_eq!(messages, ["`B` is described in 10 words, but `H`, which is parallel to it, in 80"]);
        }
    }
}
