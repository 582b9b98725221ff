//! JUnit's XML, which every CI can show: a test case a finding.
//!
//! Only the elements and attributes that the schema of Jenkins' xUnit plugin knows are used.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::concise::line;
use super::{Audience, Format, Screen, unsupported};
use crate::source::FileId;
use crate::view::{FindingReport, Located, Output, OutputKind};
use crate::words::one_line;

/// A test case for each finding, which fails at or above the gate, and one for each file without findings.
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
        out.write_all(document(&cases(report)).as_bytes())
    }
}

/// A test case, before anything is escaped.
struct Case {
    /// The file.
    class: String,
    name: String,
    outcome: Outcome,
}

enum Outcome {
    Passed,
    /// It passed, and has something to say.
    Told(String),
    Failed {
        element: &'static str,
        kind: &'static str,
        message: String,
        text: String,
    },
}

fn cases(report: &FindingReport<'_>) -> Vec<Case> {
    let path = |file: FileId| one_line(&report.public.path(report.sources.path(file)));
    let mut found: HashMap<FileId, Vec<&Located<'_>>> = HashMap::new();
    for located in &report.findings {
        found.entry(located.span.file).or_default().push(located);
    }
    let mut cases = Vec::new();
    for file in &report.files {
        match found.get(file) {
            Some(found) => cases.extend(found.iter().map(|located| case(report, located, path(*file)))),
            None => cases.push(Case { class: path(*file), name: "no findings".to_owned(), outcome: Outcome::Passed }),
        }
    }
    cases.extend(report.unreadable.iter().map(|error| Case {
        class: one_line(&report.public.path(&error.path)),
        name: "readable".to_owned(),
        outcome: Outcome::Failed {
            element: "error",
            kind: "unreadable",
            message: format!("could not read this: {}", one_line(&error.reason)),
            text: String::new(),
        },
    }));
    cases
}

fn case(report: &FindingReport<'_>, located: &Located<'_>, path: String) -> Case {
    let (finding, public) = (located.finding, located.in_public(&report.public));
    let (start, _) = report.sources.positions(located.span);
    let help = public.help.map_or_else(String::new, |help| format!("\nhelp: {help}"));
    let text = line(&path, start, finding, &public.message) + &help;
    let outcome = if report.fails(located) {
        Outcome::Failed { element: "failure", kind: finding.severity.as_str(), message: public.message, text }
    } else {
        Outcome::Told(text)
    };
    Case { class: path, name: format!("{} at {}:{}", finding.rule, start.line, start.column), outcome }
}

fn document(cases: &[Case]) -> String {
    let count = |wanted: &str| {
        let is_wanted = |case: &&Case| matches!(case.outcome, Outcome::Failed { element, .. } if element == wanted);
        cases.iter().filter(is_wanted).count()
    };
    let counts = format!("tests=\"{}\" failures=\"{}\" errors=\"{}\"", cases.len(), count("failure"), count("error"));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"ladder\" {counts}>\n  \
         <testsuite name=\"ladder validate\" {counts}>\n"
    );
    for case in cases {
        let _ = write!(xml, "    <testcase classname=\"{}\" name=\"{}\"", escape(&case.class), escape(&case.name));
        let _ = match &case.outcome {
            Outcome::Passed => writeln!(xml, "/>"),
            Outcome::Told(text) => {
                writeln!(xml, ">\n      <system-out>{}</system-out>\n    </testcase>", escape(text))
            }
            Outcome::Failed { element, kind, message, text } => {
                let (message, text) = (escape(message), escape(text));
                let body = format!("<{element} type=\"{kind}\" message=\"{message}\">{text}</{element}>");
                writeln!(xml, ">\n      {body}\n    </testcase>")
            }
        };
    }
    xml.push_str("  </testsuite>\n</testsuites>\n");
    xml
}

/// Text for an attribute or an element. What XML cannot hold, even as a reference, becomes U+FFFD; blanks that a reader would
/// change are references.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => {
                let _ = write!(escaped, "&#{};", u32::from(c));
            }
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a reader of XML must find: everything, but for characters that XML does not have.
    fn held(text: &str) -> String {
        let is_held = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
        text.chars().map(|c| if is_held(c) { c } else { '\u{fffd}' }).collect()
    }

    fn read_back(class: &str, text: &str) -> (String, String, String) {
        let failed = Outcome::Failed { element: "failure", kind: "error", message: text.into(), text: text.into() };
        let xml = document(&[Case { class: class.into(), name: "x".into(), outcome: failed }]);
        let document = roxmltree::Document::parse(&xml).expect("it is XML");
        let failure = document.descendants().find(|node| node.has_tag_name("failure")).expect("there is a failure");
        let case = failure.parent().expect("it is within its case");
        (
            case.attribute("classname").unwrap_or_default().to_owned(),
            failure.attribute("message").unwrap_or_default().to_owned(),
            failure.text().unwrap_or_default().to_owned(),
        )
    }

    proptest! {
        #[test]
        fn a_reader_of_xml_finds_what_was_written(class in any::<String>(), text in any::<String>()) {
            prop_assert_eq!(read_back(&class, &text), (held(&class), held(&text), held(&text)));
        }
    }

    #[test]
    fn what_xml_cannot_hold_or_would_change_is_kept_or_replaced() {
        let nasty = "]]> <!-- &amp; \u{0}\u{b}\u{1b} \u{fffe}\u{ffff} \r\n\t \u{85}\u{2028} 'x' \"y\" ]]>";
        assert_eq!(read_back(nasty, nasty), (held(nasty), held(nasty), held(nasty)));
    }
}
