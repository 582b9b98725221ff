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
mod rule;
mod shape;
mod subject;
mod texts;
mod threads;
mod words;

#[cfg(test)]
use crate::config::Review;
use crate::config::Settings;
use crate::finding::Finding;
use crate::jobs::for_each;
use crate::model::resolve::{MovesByLadder, Resolved};
use crate::model::{Base, Ladder, LadderSet, OwnerId};
use crate::words::suggest;

use subject::Moves;
use texts::Texts;

pub use causes::{Gap, gaps};
pub use control::{Suppressed, can_be_set, suppress};
pub use example::files;
pub use rule::{Category, Check, Explanation, Report, Rule};
pub use subject::{File, Project, Subject};

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
    let resolved = for_each(&ladders, |ladder| Resolved::among(set, ladder, &moves.by_ladder));
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
    let line = |mark: &crate::finding::Mark| {
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
