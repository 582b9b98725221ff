//! The rules for a sound ladder: one file per rule, and one table of them all.
//!
//! A rule is a pure function of the model. It knows neither text nor format, and ignores unknown values. It reports
//! through [`Report`], which stamps the rule's id and severity, so that a rule cannot mislabel its finding.

mod across;
mod alignment;
mod causes;
mod control;
mod example;
mod leadership;
mod moves;
mod pay;
mod placeholder;
mod prose;
mod shape;
mod texts;
mod threads;
mod words;

#[cfg(test)]
use crate::config::Review;
use crate::config::Settings;
use crate::finding::{Finding, Mark, Severity, Shape};
use crate::jobs::for_each;
use crate::model::resolve::{MovesByLadder, Resolved, Route, Sides};
use crate::model::{Base, CompetencyId, Definitions, Ladder, LadderSet, OwnerId, Part, Place};
use crate::words::suggest;

use causes::Causes;
use texts::Texts;

pub use control::{Suppressed, can_be_set, suppress};
pub use example::files;

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
    /// A ladder with this defect and no other; see [`files`] for several files in one text.
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
    /// After suppressing findings by comments: see [`suppress`].
    Ignores,
}

/// Every rule, in the order of the catalogue.
pub static ALL: &[&Rule] = &[
    &shape::syntax::RULE,
    &shape::unknown_field::RULE,
    &shape::missing_field::RULE,
    &shape::wrong_type::RULE,
    &shape::bad_value::RULE,
    &shape::empty_value::RULE,
    &shape::duplicate_key::RULE,
    &shape::duplicate_id::RULE,
    &shape::unknown_reference::RULE,
    &shape::missing_base::RULE,
    &shape::base_cycle::RULE,
    &shape::redefined::RULE,
    &shape::empty_track::RULE,
    &shape::band_order::RULE,
    &shape::bad_version::RULE,
    &alignment::grade_order::RULE,
    &alignment::grade_gap::RULE,
    &alignment::grade_collision::RULE,
    &alignment::missing_grade::RULE,
    &alignment::track_ceiling::RULE,
    &alignment::fork_mismatch::RULE,
    &alignment::missing_track::RULE,
    &alignment::pay_mismatch::RULE,
    &alignment::pay_on_one_side::RULE,
    &alignment::scope_missing::RULE,
    &alignment::uneven_detail::RULE,
    &alignment::competency_on_one_side::RULE,
    &moves::promotion_by_switch::RULE,
    &moves::demotion_by_switch::RULE,
    &moves::one_way_switch::RULE,
    &moves::no_switch::RULE,
    &moves::forced_switch::RULE,
    &moves::dead_end::RULE,
    &moves::unreachable_level::RULE,
    &moves::duplicate_move::RULE,
    &leadership::leadership_for_managers_only::RULE,
    &leadership::no_leadership_named::RULE,
    &leadership::management_on_ic_track::RULE,
    &leadership::manages_mismatch::RULE,
    &threads::missing_expectation::RULE,
    &threads::step_drop::RULE,
    &threads::repeated_expectation::RULE,
    &threads::nothing_new::RULE,
    &threads::empty_level::RULE,
    &threads::expectation_off_track::RULE,
    &threads::unused_competency::RULE,
    &pay::band_drop::RULE,
    &pay::band_outside_grade::RULE,
    &pay::band_gap::RULE,
    &pay::currency_mix::RULE,
    &words::duplicate_title::RULE,
    &words::tenure_criterion::RULE,
    &words::cut_text::RULE,
    &words::placeholder_text::RULE,
    &words::pasted_text::RULE,
    &words::banned_word::RULE,
    &across::title_across_ladders::RULE,
    &across::ceiling_across_ladders::RULE,
    &across::switch_across_ladders::RULE,
    &control::review_due::RULE,
    &control::unused_ignore::RULE,
];

/// The rule with that id or an earlier one.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id || rule.aliases.contains(&id))
}

/// The rules whose ids are near `id`.
pub fn near(id: &str) -> Vec<&'static str> {
    suggest::nearest(id, ALL.iter().map(|rule| rule.id))
}

/// One ladder, with everything that most rules need worked out once.
pub struct Subject<'a> {
    /// The ladder, resolved.
    pub resolved: &'a Resolved<'a>,
    /// Its two sides.
    pub sides: Sides,
    /// The two sides of each of its crafts.
    pub crafts: Vec<Sides>,
    /// Every way from level to level that starts or ends in it.
    pub routes: Vec<Route<'a>>,
    /// What is written in its file; nothing in a [`Project`], which would be too large.
    pub texts: Texts<'a>,
    /// The causes of findings in it.
    pub causes: Causes,
    /// The project's settings.
    pub settings: &'a Settings,
}

/// The moves of all ladders.
struct Moves<'a> {
    by_ladder: MovesByLadder<'a>,
    /// Whether every move between any two ladders is known, so that the absence of one says something.
    are_known: bool,
}

/// One file by itself.
pub enum File<'f, 'a> {
    /// A ladder.
    Ladder(&'f Subject<'a>),
    /// A base, what is written in it, and what the project sets.
    Base(&'f Base, &'f Texts<'a>, &'f Settings),
}

impl File<'_, '_> {
    /// The whole file, as a place.
    pub fn owner(&self) -> OwnerId {
        match self {
            Self::Ladder(subject) => subject.ladder().owner(),
            Self::Base(base, ..) => base.owner(),
        }
    }

    /// What is written in it.
    pub(in crate::rules) fn texts(&self) -> &Texts<'_> {
        match self {
            Self::Ladder(subject) => &subject.texts,
            Self::Base(_, texts, _) => texts,
        }
    }

    /// What the project sets.
    pub(in crate::rules) fn settings(&self) -> &Settings {
        match self {
            Self::Ladder(subject) => subject.settings,
            Self::Base(_, _, settings) => settings,
        }
    }

    /// Its definitions.
    pub fn definitions(&self) -> &Definitions {
        match self {
            Self::Ladder(subject) => &subject.ladder().definitions,
            Self::Base(base, ..) => &base.definitions,
        }
    }
}

/// Every ladder of a project.
pub struct Project<'a> {
    /// The ladders and bases.
    pub set: &'a LadderSet,
    /// Each ladder, as [`Check::Ladder`] gets it.
    pub subjects: &'a [Subject<'a>],
}

impl<'a> Subject<'a> {
    fn new(resolved: &'a Resolved<'a>, moves: &Moves<'a>, settings: &'a Settings) -> Self {
        let (sides, crafts, routes) =
            (resolved.sides(), resolved.sides_by_craft(), resolved.routes_by(&moves.by_ladder));
        let levels: Vec<_> =
            resolved.levels.iter().map(|standing| (&standing.level.id, standing.level.status())).collect();
        let texts = Texts::new(&resolved.ladder.owner(), resolved.ladder.facts(), &levels);
        let causes = Causes::new(resolved, &crafts, &routes, &texts, moves.are_known);
        Self { resolved, sides, crafts, routes, texts, causes, settings }
    }

    /// The ladder.
    pub fn ladder(&self) -> &Ladder {
        self.resolved.ladder
    }

    /// A mark at the id of a level.
    pub fn level_mark(&self, level: usize, label: impl Into<String>) -> Mark {
        Mark::place(self.resolved.levels[level].place(self.ladder()), label)
    }

    /// A mark at a key of a level.
    pub fn level_key(&self, level: usize, key: &'static str, label: impl Into<String>) -> Mark {
        Mark::key(self.resolved.levels[level].place(self.ladder()), key, label)
    }

    /// The place of an expectation.
    pub fn expectation_place(&self, level: usize, competency: &CompetencyId) -> Place {
        let standing = &self.resolved.levels[level];
        let part = Part::Expectation(standing.track.id.clone(), standing.level.id.clone(), competency.clone());
        Place::new(&self.ladder().id, part)
    }

    /// A mark at an expectation.
    pub fn expectation_mark(&self, level: usize, competency: &CompetencyId, label: impl Into<String>) -> Mark {
        Mark::place(self.expectation_place(level, competency), label)
    }
}

/// Takes the findings of one rule.
pub struct Report {
    rule: &'static Rule,
    findings: Vec<Finding>,
}

impl Report {
    /// What a rule reports.
    fn of(rule: &'static Rule, check: impl FnOnce(&mut Self)) -> Vec<Finding> {
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

/// Runs every rule on the wanted ladders of `set`, and the rules about whole projects if the whole project is loaded.
pub fn check<'s>(
    set: &LadderSet,
    wanted: impl Fn(&OwnerId) -> bool,
    whole_project: bool,
    settings: impl Fn(&OwnerId) -> &'s Settings + Sync,
) -> Vec<Finding> {
    let ladders = set.ladders.iter().filter(|ladder| wanted(&ladder.owner()));
    let moves =
        Moves { by_ladder: MovesByLadder::new(set), are_known: set.ladders.iter().all(|ladder| !ladder.moves.partial) };
    let ladders: Vec<&Ladder> = ladders.collect();
    let resolved = for_each(&ladders, |ladder| Resolved::new(set, ladder));
    let judged = for_each(&resolved, |resolved| {
        let mut subject = Subject::new(resolved, &moves, settings(&resolved.ladder.owner()));
        let found = of_ladder(&subject);
        subject.texts = Texts::default();
        (subject, found)
    });
    let (subjects, found): (Vec<_>, Vec<_>) = judged.into_iter().unzip();
    let bases: Vec<&Base> = set.bases.iter().filter(|base| wanted(&base.owner())).collect();
    let of_bases = for_each(&bases, |base| of_base(base, settings(&base.owner())));
    let project = Project { set, subjects: &subjects };
    let of_project = ALL.iter().copied().map(|rule| match rule.check {
        Check::Named(check) => Report::of(rule, |report| check(&project, report)),
        Check::Project(check) if whole_project => Report::of(rule, |report| check(&project, report)),
        _ => Vec::new(),
    });
    found.into_iter().chain(of_bases).chain(of_project).flatten().collect()
}

/// What the rules of one file find in a ladder.
fn of_ladder(subject: &Subject<'_>) -> Vec<Finding> {
    let found = ALL.iter().copied().flat_map(|rule| match rule.check {
        Check::Ladder(check) => Report::of(rule, |report| check(subject, report)),
        Check::File(check) => Report::of(rule, |report| check(&File::Ladder(subject), report)),
        _ => Vec::new(),
    });
    found.collect()
}

/// What they find in a base.
fn of_base(base: &Base, settings: &Settings) -> Vec<Finding> {
    let texts = Texts::new(&base.owner(), base.facts(), &[]);
    let found = ALL.iter().copied().flat_map(|rule| match rule.check {
        Check::File(check) => Report::of(rule, |report| check(&File::Base(base, &texts, settings), report)),
        _ => Vec::new(),
    });
    found.collect()
}

/// The day that it is for examples.
#[cfg(test)]
const TODAY: &str = "2026-11-24";

/// The files of an example, and their findings as a whole project.
#[cfg(test)]
fn checked(example: &str) -> (crate::parse::Loaded, Vec<Finding>) {
    let inputs = [crate::parse::Input::Path(".".into())];
    let tree =
        files(example).into_iter().fold(crate::source::Memory::new(), |tree, (name, text)| tree.with(name, text));
    let loaded = crate::parse::load(&tree, &inputs);
    let mut findings = loaded.findings.clone();
    let config = crate::config::read(&tree, std::path::Path::new(crate::parse::PROJECT_FILE)).ok();
    let mut settings = Settings::default();
    if let Some(read) = config {
        let today = crate::model::Date::parse(TODAY).expect("a day");
        settings.review = read.config.review_months.map(|months| Review { months: months.value, today });
        settings.banned = read.config.banned;
    }
    findings.extend(check(&loaded.set, |_| true, true, |_| &settings));
    let line = |mark: &Mark| {
        let span = loaded.origins.span(mark)?;
        Some((span.file, loaded.sources.positions(span).0.line))
    };
    let findings = suppress(findings, &loaded.ignores, line, |_| true).findings;
    (loaded, findings)
}

/// What is wrong with the files of an example: the rule, and the text that its primary mark is at.
#[cfg(test)]
pub(crate) fn found(example: &str) -> Vec<(&'static str, String)> {
    let (loaded, findings) = checked(example);
    let text = |finding: &Finding| {
        let span = loaded.span(finding).expect("a finding is about something that is written");
        loaded.sources.slice(span).to_owned()
    };
    findings.iter().map(|finding| (finding.rule, text(finding))).collect()
}

mod companies;
mod holes;
mod silence;
#[cfg(test)]
mod symmetry;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_each_rule_once_in_kebab_case() {
        for (index, rule) in ALL.iter().enumerate() {
            assert!(rule.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", rule.id);
            let names = |rule: &Rule| rule.aliases.iter().chain([&rule.id]).copied().collect::<Vec<_>>();
            for other in &ALL[..index] {
                assert!(names(rule).iter().all(|name| !names(other).contains(name)), "{}", rule.id);
            }
        }
    }

    #[test]
    fn a_rule_of_the_loader_has_the_id_that_the_loader_stamps() {
        for rule in ALL {
            if let Check::Loader(shape) = rule.check {
                assert_eq!(rule.id, shape.id());
                assert_eq!(rule.severity, shape.severity());
            }
        }
    }

    #[test]
    fn texts_are_of_one_form() {
        for rule in ALL {
            let explanation = &rule.explanation;
            let starts_well = rule.summary.starts_with(|c: char| c.is_lowercase() || c == '`');
            assert!(!rule.summary.ends_with('.') && starts_well, "{}", rule.id);
            for text in [explanation.finds, explanation.why, explanation.off] {
                assert!(text.ends_with('.') && text.starts_with(char::is_uppercase), "{}: {text}", rule.id);
            }
        }
    }

    #[test]
    fn every_example_shows_its_rule() {
        for rule in ALL {
            let bad = found(rule.explanation.bad);
            assert!(!bad.is_empty(), "{}: nothing is found in the bad ladder", rule.id);
            assert!(bad.iter().all(|(id, _)| *id == rule.id), "{}: the bad ladder shows {bad:?}", rule.id);
            let good = found(rule.explanation.good);
            assert!(good.is_empty(), "{}: the good ladder shows {good:?}", rule.id);
        }
    }
}
