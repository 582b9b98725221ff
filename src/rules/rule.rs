//! A rule: what it is called, says and runs, and the report that takes its findings.

use super::subject::{File, Project, Subject};
use crate::finding::{Finding, Mark, Severity, Shape};

/// One kind of mistake in a ladder.
#[derive(Debug)]
pub struct Rule {
    /// The name of the defect, in kebab-case; also the name of the rule's file.
    pub id: &'static str,
    /// Earlier ids.
    pub aliases: &'static [&'static str],
    /// Its category.
    pub category: Category,
    /// How much its findings matter.
    pub severity: Severity,
    /// A milder severity that some of its findings have; the explanation says which.
    pub milder: Option<Severity>,
    /// The defect in one line: lowercase, without a final stop.
    pub summary: &'static str,
    /// Its explanation.
    pub explanation: Explanation,
    /// How it is found.
    pub check: Check,
}

/// The explanation of a rule. The tests run `bad` and `good`.
#[derive(Debug)]
pub struct Explanation {
    /// What exactly it finds, in sentences.
    pub finds: &'static str,
    /// Why that matters to the people on the ladder.
    pub why: &'static str,
    /// When to turn it off.
    pub off: &'static str,
    /// A ladder with this defect and no other; see [`super::files`] for several files in one text.
    pub bad: &'static str,
    /// The same ladder, corrected.
    pub good: &'static str,
}

/// A category of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Whether the file can be understood.
    Shape,
    /// Whether the two sides line up.
    Alignment,
    /// Whether people can move where they should.
    Moves,
    /// Whether both sides lead, and one manages.
    Leadership,
    /// Whether expectations grow from level to level.
    Threads,
    /// Whether pay follows the grades.
    Pay,
    /// Whether the words mean something.
    Words,
    /// Whether ladders that share one base's grades agree.
    Across,
    /// Whether what a file says of itself still holds.
    Control,
}

impl Category {
    /// Every category, in the order of the catalogue.
    pub const ALL: [Self; 9] = [
        Self::Shape,
        Self::Alignment,
        Self::Moves,
        Self::Leadership,
        Self::Threads,
        Self::Pay,
        Self::Words,
        Self::Across,
        Self::Control,
    ];

    /// The word on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Shape => "shape",
            Self::Alignment => "alignment",
            Self::Moves => "moves",
            Self::Leadership => "leadership",
            Self::Threads => "threads",
            Self::Pay => "pay",
            Self::Words => "words",
            Self::Across => "across",
            Self::Control => "control",
        }
    }
}

/// How a rule is checked.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// By the loader.
    Loader(Shape),
    /// On one ladder.
    Ladder(fn(&Subject<'_>, &mut Report)),
    /// On one file, ladder or base, for content that both may have. A base is checked once, if it is named, and not
    /// again for each ladder that extends it. A file that is only referred to is not checked.
    File(fn(&File<'_, '_>, &mut Report)),
    /// By looking at the ladders that were named, whether or not they are all of a project.
    Named(fn(&Project<'_>, &mut Report)),
    /// On all ladders and bases of a project, if the whole project was named.
    Project(fn(&Project<'_>, &mut Report)),
    /// After suppressing findings by comments: see [`super::suppress`].
    Ignores,
}

/// Takes the findings of one rule.
pub struct Report {
    rule: &'static Rule,
    findings: Vec<Finding>,
}

impl Report {
    /// What a rule reports.
    pub(super) fn of(rule: &'static Rule, check: impl FnOnce(&mut Self)) -> Vec<Finding> {
        let mut report = Self { rule, findings: Vec::new() };
        check(&mut report);
        report.findings
    }

    /// A finding of the rule, to be completed and handed to [`Report::push`].
    pub fn finding(&self, message: impl Into<String>, primary: Mark) -> Finding {
        Finding::new(self.rule.id, self.rule.severity, message, primary)
    }

    /// A finding of the rule's milder severity.
    pub fn milder(&self, message: impl Into<String>, primary: Mark) -> Finding {
        let severity = self.rule.milder.expect("a rule that reports milder findings says so in its table");
        Finding::new(self.rule.id, severity, message, primary)
    }

    /// Takes a finding.
    pub fn push(&mut self, mut finding: Finding) {
        debug_assert_eq!(finding.rule, self.rule.id, "a finding of another rule");
        // Set here like the id, so that no rule can forget that pay is private. A rule of another category that marks
        // amounts, such as `pay-mismatch`, is about pay too.
        let marks_pay = finding.related.iter().chain([&finding.primary]).any(Mark::is_at_amounts);
        finding.about_pay = marks_pay || self.rule.category == Category::Pay;
        self.findings.push(finding);
    }
}
