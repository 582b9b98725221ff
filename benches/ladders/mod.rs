//! Ladders of any number, no two alike.

use std::fmt::Write as _;

/// A ladder of 24 KB: seven levels for individual contributors, six for managers, ten competencies, and in
/// each revision other texts.
pub fn ladder(number: usize, revision: u64) -> String {
    let mut words = Words(number as u64 + 1 + (revision << 32));
    let mut text = format!("ladder: f{number}\ntitle: Function {number}\nversion: 1.0.0\n\ngrades:\n");
    for grade in 1..=8 {
        let _ = writeln!(text, "  - {{ id: {grade} }}");
    }
    text += "\ncompetencies:\n";
    for competency in COMPETENCIES {
        let kind = if competency == "mentoring" { "leadership" } else { "craft" };
        let _ = writeln!(text, "  - {{ id: {competency}, title: The {competency}, kind: {kind} }}");
    }
    text += "\ntracks:\n";
    for (track, levels, first, title) in [("ic", 1..=7, "IC", "Engineer"), ("manager", 3..=8, "M", "Manager")] {
        let _ = writeln!(text, "  - id: {track}\n    kind: {track}\n    levels:");
        for grade in levels {
            let _ =
                writeln!(text, "      - id: {first}{grade}\n        title: {title} {grade}\n        grade: {grade}");
            let _ = writeln!(text, "        summary: {}.\n        expectations:", words.sentence());
            for competency in COMPETENCIES {
                let _ = writeln!(text, "          {competency}:\n            - {}", words.sentence());
            }
        }
    }
    text += "\nmoves:\n";
    for grade in 3..=7 {
        let _ = writeln!(text, "  - {{ from: IC{grade}, to: M{grade}, both_ways: true }}");
    }
    text
}

const COMPETENCIES: [&str; 10] = [
    "delivery",
    "design",
    "quality",
    "planning",
    "communication",
    "mentoring",
    "strategy",
    "customers",
    "operations",
    "craft",
];
const VERBS: [&str; 8] = ["Plans", "Delivers", "Writes", "Reviews", "Explains", "Improves", "Chooses", "Measures"];
const KINDS: [&str; 8] = ["small", "complex", "shared", "critical", "unclear", "reliable", "public", "costly"];
const THINGS: [&str; 8] =
    ["services", "releases", "budgets", "incidents", "prototypes", "contracts", "decisions", "workflows"];
const ENDS: [&str; 8] = [
    "with the team",
    "across two teams",
    "for the area",
    "before anyone asks",
    "and says why",
    "under pressure",
    "without surprises",
    "when plans change",
];

/// Words by chance, the same in each run.
struct Words(u64);

impl Words {
    fn pick(&mut self, from: &[&'static str; 8]) -> &'static str {
        // Knuth's MMIX generator; its high bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from[(self.0 >> 61) as usize]
    }

    fn sentence(&mut self) -> String {
        let (verb, kind, thing, end) = (self.pick(&VERBS), self.pick(&KINDS), self.pick(&THINGS), self.pick(&ENDS));
        let (other, more, last) = (self.pick(&THINGS), self.pick(&KINDS), self.pick(&ENDS));
        format!("{verb} {kind} {thing} and {other} {end}, {more} {} {last}", self.pick(&THINGS))
    }
}
