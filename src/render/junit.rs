//! JUnit's XML, which every CI can show: a test case a file.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{Audience, Format, Screen, unsupported};
use crate::view::{FindingReport, Located, Output, OutputKind};
use crate::words::{count, one_line};

/// A test case for each file: it fails where something was found in it.
pub struct Junit;

impl Format for Junit {
    fn name(&self) -> &'static str {
        "junit"
    }

    fn audience(&self) -> Audience {
        Audience::Programs
    }

    fn supports(&self, kind: OutputKind) -> bool {
        kind == OutputKind::Findings
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        let Output::Findings(report) = output else { return Err(unsupported(self)) };
        let mut suite = TestSuite::new("ladder validate");
        for file in &report.files {
            let path = report.public.path(report.sources.path(*file));
            let found = report.findings.iter().filter(|located| located.span.file == *file).collect::<Vec<_>>();
            suite.add_test_case(case(&path, status(report, &found)));
        }
        for error in report.unreadable {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
            status.set_type("unreadable").set_message(format!("could not read this: {}", one_line(&error.reason)));
            suite.add_test_case(case(&report.public.path(&error.path), status));
        }
        let mut whole = Report::new("ladder");
        whole.add_test_suite(suite);
        let text = whole.to_string().map_err(io::Error::other)?;
        out.write_all(text.as_bytes())
    }
}

fn case(path: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(one_line(path), status);
    case.set_classname("ladder");
    case
}

/// One failure for all that is found in a file: readers of JUnit show only the first of several.
fn status(report: &FindingReport<'_>, found: &[&Located<'_>]) -> TestCaseStatus {
    let Some(worst) = found.iter().map(|located| located.finding.severity).max() else {
        return TestCaseStatus::success();
    };
    let lines: Vec<String> = found
        .iter()
        .map(|located| {
            let (start, _) = report.sources.positions(located.span);
            let (finding, public) = (located.finding, located.in_public(&report.public));
            let help = public.help.map_or_else(String::new, |help| format!("\n    help: {help}"));
            format!("{}:{}: {}[{}] {}{help}", start.line, start.column, finding.severity, finding.rule, public.message)
        })
        .collect();
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_type(worst.as_str()).set_message(count(found.len(), "finding")).set_description(lines.join("\n"));
    status
}
