//! What may go out in public, where anybody may read it: amounts of pay, paths, and the words of findings.

use std::path::{Path, PathBuf};

use super::Located;
use crate::rules;
use crate::source::{Span, lexical};
use crate::words::one_line;

/// The help of a finding whose words are withheld.
const WITHHELD: &str = "pay is not shown here; `ladder validate` in a terminal shows it";

/// What of a report may go out in public, and how that names files: decided once, before the report is made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Public {
    /// Whether amounts of pay are shown.
    pub shows_pay: bool,
    /// The checkout that paths are relative to, where somebody knows of one.
    pub checkout: Option<Checkout>,
}

/// Where the checkout that is worked in stands, as absolute paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkout {
    /// Its top folder.
    pub top: PathBuf,
    /// The folder that the program runs in.
    pub here: PathBuf,
}

/// The words of a finding, fit for publication. Each is one line without control characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicFinding {
    /// What is wrong.
    pub message: String,
    /// What was expected, or the likely fix.
    pub help: Option<String>,
    /// What to say at the mark.
    pub label: Option<String>,
    /// What else to look at, and what to say there.
    pub related: Vec<(Span, String)>,
}

impl Public {
    /// The words of a finding. Of one that is about pay only the rule's own words are left, since its message, its labels and
    /// its help may all carry amounts.
    pub fn finding(&self, located: &Located<'_>) -> PublicFinding {
        let finding = located.finding;
        if finding.about_pay && !self.shows_pay {
            let summary = rules::find(finding.rule).map_or("a mistake in pay", |rule| rule.summary);
            let message = match &finding.place {
                Some(place) => format!("{summary}: `{}`", one_line(&place.to_string())),
                None => summary.to_owned(),
            };
            return PublicFinding { message, help: Some(WITHHELD.to_owned()), label: None, related: Vec::new() };
        }
        let related = located.related.iter().map(|marked| (marked.span, one_line(&marked.mark.label)));
        PublicFinding {
            message: one_line(&finding.message),
            help: finding.help.as_deref().map(one_line),
            label: Some(one_line(&finding.primary.label)).filter(|label| !label.is_empty()),
            related: related.collect(),
        }
    }

    /// A path as the checkout names it, with `/` between folders; as it was named where it lies outside, or where nobody
    /// knows of a checkout.
    pub fn path(&self, path: &Path) -> String {
        let inside = self.checkout.as_ref().and_then(|checkout| {
            let absolute = lexical(&checkout.here.join(path));
            absolute.strip_prefix(lexical(&checkout.top)).map(Path::to_path_buf).ok()
        });
        let path = inside.unwrap_or_else(|| lexical(path));
        path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
    }
}
