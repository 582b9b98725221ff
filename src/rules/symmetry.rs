//! A rule about one side has a mirror for the other side, or a written reason why not.

use super::{ALL, checked};
use crate::finding::Severity;

/// Rules that find nothing in their bad ladder when its sides are exchanged, each with the reason. A test fails if an
/// entry is no longer needed.
const ONE_SIDED: &[(&str, &str)] = &[
    ("fork-mismatch", "the fork is where managers begin, whatever individual contributors do"),
    ("promotion-by-switch", "what tempts people into work that they do not want is the raise that comes with reports"),
    (
        "leadership-for-managers-only",
        "nobody concludes from a manager side without leadership that managers need not lead",
    ),
    ("management-on-ic-track", "both sides lead, and one manages: leadership on a manager track is as it should be"),
    ("ceiling-across-ladders", "how far one can rise by managing depends on how many people there are to manage"),
];

/// Rules that are milder about one side.
const MILDER: &[(&str, &str)] =
    &[("track-ceiling", "an early end of the manager side forces nobody into work that they do not want")];

/// The same files, with tracks that are not named after their kinds, so that their places stay what they are.
fn named_apart(files: &str) -> String {
    let names = [
        ("id: ic\n", "id: left\n"),
        ("id: manager\n", "id: right\n"),
        ("tracks: ic", "tracks: left"),
        ("tracks: manager", "tracks: right"),
        ("tracks: [ic, manager]", "tracks: [left, right]"),
    ];
    names.iter().fold(files.to_owned(), |files, (from, to)| files.replace(from, to))
}

/// The same files, with individual contributors for managers and the reverse.
fn mirrored(files: &str) -> String {
    let swaps = [("kind: ic", "kind: manager"), ("manages: people", "manages: none")];
    swaps.iter().fold(files.to_owned(), |files, (one, other)| {
        files.replace(one, "\u{0}").replace(other, one).replace('\u{0}', other)
    })
}

/// The places and severities of a rule's findings. Exchanging the sides changes no place, so a rule that treats them
/// alike reports the same places.
fn spoken(id: &str, files: &str) -> Vec<(Option<String>, Severity)> {
    let (_, findings) = checked(files);
    let spoken = findings.into_iter().filter(|finding| finding.rule == id);
    spoken.map(|finding| (finding.place.map(|place| place.to_string()), finding.severity)).collect()
}

#[test]
fn a_rule_speaks_of_either_side_or_has_a_reason_not_to() {
    for rule in ALL {
        let names = |table: &[(&str, &str)]| table.iter().any(|(id, _)| *id == rule.id);
        let [bad_files, good_files] = [rule.explanation.bad, rule.explanation.good].map(named_apart);
        let bad = spoken(rule.id, &bad_files);
        let mirror = spoken(rule.id, &mirrored(&bad_files));
        assert!(!bad.is_empty(), "{}", rule.id);
        if names(ONE_SIDED) {
            assert_ne!(bad, mirror, "{} is not one-sided", rule.id);
            continue;
        }
        let expected: Vec<_> = match (names(MILDER), rule.milder) {
            (true, Some(milder)) => bad.into_iter().map(|(place, _)| (place, milder)).collect(),
            (is_named, _) => {
                assert!(!is_named, "{} is not milder about one side", rule.id);
                bad
            }
        };
        assert_eq!(mirror, expected, "{}: the bad ladder with its sides exchanged", rule.id);
        let good = spoken(rule.id, &mirrored(&good_files));
        assert_eq!(good, [], "{}: the good ladder with its sides exchanged", rule.id);
    }
}

#[test]
fn the_tables_name_rules() {
    for (id, reason) in ONE_SIDED.iter().chain(MILDER) {
        assert!(ALL.iter().any(|rule| rule.id == *id), "{id}");
        assert!(!reason.is_empty());
    }
}
