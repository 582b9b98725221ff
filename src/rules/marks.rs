//! Where each rule marks its bad ladder: every finding, its severity, and the exact place of each of its marks. The texts of
//! findings are in `docs/rules.md`; this is what must not move unseen when that page is written anew.
#![cfg(test)]

use super::{ALL, checked};
use crate::finding::Mark;
use crate::parse::Loaded;

const EXPECTED: &str = "\
error syntax: 2:15 :
error unknown-field: 7:30 sumary
error missing-field: 3:9 ic
error wrong-type: 5:68 yes
error bad-value: 7:11 management
error empty-value: 9:9 title
error duplicate-key: 11:9 title | 9:9 title
error duplicate-id: 7:15 IC1 | 6:15 IC1
error unknown-reference: 11:22 M3
error missing-base: 2:10 compny.yaml
error base-cycle: company.yaml:2:10 grades.yaml | grades.yaml:2:10 company.yaml
error redefined: 3:22 influence | company.yaml:2:22 influence
error empty-track: 8:5 levels
error band-order: 4:41 70000 | 4:53 56000
error bad-version: 2:10 1.2
error grade-order: 7:27 1 | 6:27 2
error grade-gap: 6:27 4 | 12:26 5
warning grade-collision: 8:27 2 | 7:27 2
error missing-grade: 7:15 IC2
error track-ceiling: 5:32 1 | 8:53 2
error fork-mismatch: 2:7 1 | 9:31 2
warning missing-track: 1:9 support
warning pay-mismatch: 7:35 { currency: EUR, min: 48000, max: 60000 } | 10:39 { currency: EUR, min: 56000, max: 70000 }
warning pay-on-one-side: 7:15 IC2 | 10:39 { currency: EUR, min: 48000, max: 60000 }
note scope-missing: 7:15 IC2 | 10:41 A product and everybody who asks about it
note uneven-detail: 7:13 IC2 | 13:13 M2
warning promotion-by-switch: 10:13 IC2 | 8:31 3
warning one-way-switch: 9:17 IC2 | 8:20 M2
warning no-switch: 1:9 support | 5:55 2 | 8:31 2
warning forced-switch: 5:43 IC2 | 11:20 M2 | 8:20 E3
warning dead-end: 5:43 IC2 | 8:20 E3
warning unreachable-level: 8:20 M2 | 5:43 IC2
note duplicate-move: 12:13 M2 | 11:22 M2
warning leadership-for-managers-only: 10:44 { answers: Finds the cause behind a case. } | 14:45 influence
note no-leadership-named: 3:3 - { id: answers, kind: craft }
warning management-on-ic-track: 14:11 people | 4:25 management
warning manages-mismatch: 5:67 people
warning manages-mismatch: 8:43 none
warning missing-expectation: 10:44 { influence: Talks a colleague round. } | 9:46 answers | 11:46 answers
warning step-drop: 8:65 1 | 7:65 2
warning repeated-expectation: 8:46 answers | 7:46 answers
warning nothing-new: 8:44 { answers: { same_as: IC1 }, influence: { same_as: IC1 } } | 7:15 IC1
warning empty-level: 7:15 IC1
error expectation-off-track: 14:45 answers | 3:28 ic
note unused-competency: 2:22 answers
warning band-drop: 4:19 { currency: EUR, min: 38000, max: 46000 } | 3:19 { currency: EUR, min: 40000, max: 52000 }
warning band-outside-grade: 9:57 36000 | 3:41 40000
note band-gap: 4:41 54000 | 3:53 50000
warning currency-mix: 4:49 USD | 3:49 EUR
note duplicate-title: 5:77 Support Agent | 5:32 Support Agent
warning tenure-criterion: 7:39 Has 5+ years of experience and at least two years in role.
warning placeholder-text: 7:39 TODO
note title-across-ladders: sales.yaml:6:32 Principal | 6:77 Principal
note ceiling-across-ladders: 6:32 1 | sales.yaml:6:55 2
note switch-across-ladders: 12:13 IC2 | 6:55 2 | sales.yaml:6:32 1
warning unused-ignore: 7:48 track-ceiling
";

/// `3:16 IC1` in the file of the first example, `sales.yaml:3:16 IC1` in another.
fn shown(loaded: &Loaded, mark: &Mark) -> String {
    let span = loaded.origins.span(mark).expect("a mark is at something that is written");
    let (file, start) = (loaded.sources.file(span.file), loaded.sources.positions(span).0);
    let path = file.path().to_string_lossy();
    let path = if path == "ladder.yaml" { String::new() } else { format!("{path}:") };
    let text = loaded.sources.slice(span).lines().next().unwrap_or_default();
    format!("{path}{}:{} {text}", start.line, start.column)
}

#[test]
fn each_mark_of_each_bad_ladder_is_in_its_place() {
    let mut actual = String::new();
    for rule in ALL {
        let (loaded, findings) = checked(rule.explanation.bad);
        for finding in findings {
            let marks = std::iter::once(&finding.primary).chain(&finding.related);
            let marks: Vec<String> = marks.map(|mark| shown(&loaded, mark)).collect();
            actual += &format!("{} {}: {}\n", finding.severity, finding.rule, marks.join(" | "));
        }
    }
    for (actual, expected) in actual.lines().zip(EXPECTED.lines()) {
        assert_eq!(actual, expected);
    }
    assert_eq!(actual, EXPECTED);
}
