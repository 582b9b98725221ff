//! The scales: what asks for more than what.

use std::sync::LazyLock;

/// Words that say more or less of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// What it is called.
    pub name: &'static str,
    /// What it compares.
    pub meaning: &'static str,
    /// How far two ranks are apart at least, for one to ask for more than the other.
    pub step: u8,
    /// From the least to the most.
    pub strengths: Vec<Strength>,
}

impl Scale {
    /// Whether it compares what somebody does.
    pub(in crate::diff::text) fn is_of_verbs(&self) -> bool {
        matches!(self.name, "responsibility" | "making" | "improving" | "proposing" | "rank")
    }
}

/// One rank of a scale, and the ways to say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strength {
    /// Its place: more is stronger.
    pub rank: u8,
    /// The words, in small letters and their base form.
    pub words: Vec<&'static str>,
}

/// Every scale.
pub fn scales() -> &'static [Scale] {
    &SCALES
}

static SCALES: LazyLock<Vec<Scale>> = LazyLock::new(|| {
    let read = |(heading, lines): (&'static str, Vec<&'static str>)| {
        let (name, meaning) = heading.split_once("] ").expect("the tests hold the headings");
        let (name, step) = name.split_once(' ').expect("the tests hold the headings");
        let strength = |line: &'static str| {
            let (rank, words) = line.split_once(": ").expect("the tests hold the lines");
            Strength { rank: rank.parse().expect("the tests hold the ranks"), words: words.split(", ").collect() }
        };
        let strengths = lines.into_iter().map(strength).collect();
        Scale { name, meaning, step: step.parse().expect("the tests hold the steps"), strengths }
    };
    super::sections(include_str!("scales.txt")).into_iter().map(read).collect()
});
