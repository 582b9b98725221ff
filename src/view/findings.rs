//! Findings with their places made concrete, and what was checked.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::fingerprint::Fingerprints;
use super::public::Public;
use crate::finding::{Finding, Gate, Mark, Page, Severity};
use crate::rules;
use crate::source::{FileId, ReadError, Sources, Span};
use crate::words::one_line;

/// The help of a finding whose words are withheld.
const WITHHELD: &str = "pay is not shown here; `ladder validate` in a terminal shows it";

/// What was checked, and what is wrong.
pub struct FindingReport<'a> {
    /// Every text.
    pub sources: &'a Sources,
    /// The findings, by file as named, then by line and column.
    pub findings: Vec<Located<'a>>,
    /// What was checked.
    pub checked: Checked,
    /// Files and folders that could not be read.
    pub unreadable: &'a [ReadError],
    /// The files that were checked, in the order in which they were named.
    pub files: Vec<FileId>,
    /// What was passed over.
    pub suppressed: Suppressed,
    /// The lowest severity that fails, of each file that was checked.
    pub gates: BTreeMap<FileId, Gate>,
    /// Whether people are told the findings and nothing else.
    pub is_quiet: bool,
    /// Whether each finding is shown in full, however often its rule speaks.
    pub is_full: bool,
    /// What of it may go out in public.
    pub public: Public,
    /// Where rules are explained, for the files whose configurations say so.
    pub pages: BTreeMap<FileId, Page>,
    /// The run on Azure that this is part of.
    pub azure: Option<Box<AzureRun>>,
}

/// A run of a pipeline on Azure, by what its service files a report by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AzureRun {
    /// Organisation, project, pipeline, phase, branch and build, as one path.
    pub id: String,
    /// The pipeline: a number.
    pub definition: String,
    pub definition_name: String,
    /// The phase: a GUID.
    pub phase: String,
    pub phase_name: String,
}

/// How many findings were passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Suppressed {
    /// By comments.
    pub ignored: usize,
    /// By a baseline.
    pub baselined: usize,
}

impl Suppressed {
    /// What comments and a baseline pass over, in words; `None` where they pass over nothing.
    pub fn in_words(self) -> Option<String> {
        let kinds = [(self.ignored, "ignored by comments"), (self.baselined, "in the baseline")];
        let parts: Vec<String> =
            kinds.iter().filter(|(number, _)| *number > 0).map(|(number, how)| format!("{number} {how}")).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// A finding with its stretch of text.
pub struct Located<'a> {
    pub finding: &'a Finding,
    /// Where to correct it.
    pub span: Span,
    /// What else to look at.
    pub related: Vec<Marked<'a>>,
    /// What it is known by from run to run: 32 hexadecimal digits of its rule, its place and the marked text, never of
    /// line numbers. See `view::fingerprint`.
    pub fingerprint: String,
    /// The edit that corrects it, where it has one that can be made.
    pub correction: Option<Correction>,
}

/// An edit of the user's text, ready to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// What it does, in words.
    pub title: String,
    /// What is replaced, and by what; an empty stretch is an insertion.
    pub replacements: Vec<(Span, String)>,
}

impl<'a> Located<'a> {
    /// Makes findings concrete and puts them in order: by file, then by line and column. `span` gives the stretch of a mark;
    /// every finding is about something that is written, so it has a place. `correction` gives the edit of a finding.
    pub fn all(
        sources: &Sources,
        findings: &'a [Finding],
        span: impl Fn(&Mark) -> Option<Span>,
        mut correction: impl FnMut(&Finding) -> Option<Correction>,
    ) -> Vec<Self> {
        let mut located: Vec<Self> = findings
            .iter()
            .map(|finding| Self {
                finding,
                span: span(&finding.primary).expect("a finding is about something that is written"),
                related: finding.related.iter().filter_map(|mark| Some(Marked { mark, span: span(mark)? })).collect(),
                fingerprint: String::new(),
                correction: correction(finding),
            })
            .collect();
        let key = |located: &Self| (sources.path(located.span.file).to_path_buf(), located.span.start);
        located.sort_by(|a, b| {
            key(a)
                .cmp(&key(b))
                .then_with(|| b.finding.severity.cmp(&a.finding.severity))
                .then_with(|| a.finding.rule.cmp(b.finding.rule))
        });
        let mut fingerprints = Fingerprints::default();
        for located in &mut located {
            let name = sources.path(located.span.file).file_name().unwrap_or_default().to_string_lossy();
            located.fingerprint = fingerprints.next(located.finding, &name, sources.slice(located.span));
        }
        located
    }

    /// Its words, fit for publication. Of a finding that is about pay only the rule's own words are left, since its message, its labels and
    /// its help may all carry amounts.
    pub fn in_public(&self, public: &Public) -> PublicFinding<'_> {
        let finding = self.finding;
        if finding.about_pay && !public.shows_pay {
            let summary = rules::find(finding.rule).map_or("a mistake in pay", |rule| rule.summary);
            let message = match &finding.place {
                Some(place) => format!("{summary}: `{}`", one_line(&place.to_string())),
                None => summary.to_owned(),
            };
            let help = Some(WITHHELD.to_owned());
            return PublicFinding { message, help, label: None, related: Vec::new(), correction: None };
        }
        let related = self.related.iter().map(|marked| (marked.span, one_line(&marked.mark.label)));
        PublicFinding {
            message: one_line(&finding.message),
            help: finding.help.as_deref().map(one_line),
            label: Some(one_line(&finding.primary.label)).filter(|label| !label.is_empty()),
            related: related.collect(),
            correction: self.correction.as_ref(),
        }
    }
}

/// A mark with its stretch of text.
pub struct Marked<'a> {
    pub mark: &'a Mark,
    /// Its stretch of text.
    pub span: Span,
}

/// The words of a finding, fit for publication. Each is one line without control characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicFinding<'a> {
    /// What is wrong.
    pub message: String,
    /// What was expected, or the likely fix.
    pub help: Option<String>,
    /// What to say at the mark.
    pub label: Option<String>,
    /// What else to look at, and what to say there.
    pub related: Vec<(Span, String)>,
    /// The edit that corrects it.
    pub correction: Option<&'a Correction>,
}

/// How much was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Checked {
    /// Ladder and base files.
    pub files: usize,
    /// Ladders.
    pub ladders: usize,
    /// Tracks.
    pub tracks: usize,
    /// Levels.
    pub levels: usize,
    /// Rules.
    pub rules: usize,
    /// YAML files that are neither ladder nor base.
    pub skipped: usize,
}

/// How many findings there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl<'a> FindingReport<'a> {
    /// Whether a finding is at or above the gate of its file.
    pub fn fails(&self, located: &Located<'_>) -> bool {
        self.gates.get(&located.span.file).is_some_and(|gate| gate.fails(located.finding.severity))
    }

    /// Where the rule of a finding is explained, by the configuration of its file.
    pub fn explanation(&self, located: &Located<'_>) -> Option<String> {
        self.pages.get(&located.span.file).map(|page| page.of(located.finding.rule))
    }

    /// Where a rule is explained: by the files in which it found something, or by all where it found nothing. `None` too
    /// where configurations differ.
    pub fn explanation_of(&self, rule: &str) -> Option<String> {
        let found =
            self.findings.iter().filter(|located| located.finding.rule == rule).map(|located| located.span.file);
        let mut files: BTreeSet<FileId> = found.collect();
        if files.is_empty() {
            files.extend(&self.files);
        }
        let pages: BTreeSet<Option<&Page>> = files.iter().map(|file| self.pages.get(file)).collect();
        let page = pages.first().copied().flatten().filter(|_| pages.len() == 1);
        page.map(|page| page.of(rule))
    }

    /// The findings from the most severe to the least; those of one severity stay in their order.
    pub fn worst_first(&self) -> Vec<&Located<'_>> {
        let mut findings: Vec<_> = self.findings.iter().collect();
        findings.sort_by_key(|located| Reverse(located.finding.severity));
        findings
    }

    /// How many findings there are of each severity.
    pub fn summary(&self) -> Summary {
        let count = |severity| self.findings.iter().filter(|located| located.finding.severity == severity).count();
        Summary { errors: count(Severity::Error), warnings: count(Severity::Warning), notes: count(Severity::Note) }
    }

    /// How many findings there are of each rule, the most frequent first.
    pub fn by_rule(&self) -> Vec<(&'static str, usize)> {
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for located in &self.findings {
            *counts.entry(located.finding.rule).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| Reverse(*count));
        counts
    }
}
