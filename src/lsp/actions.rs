//! Edits that an editor offers at a finding: its correction, the word that was meant, a comment that passes over it.

use crate::finding::Edit;
use crate::parse::yaml;
use crate::rules::{self, Check};
use crate::source::{SourceFile, Sources, Span};

use super::project::{Found, Project};

/// An edit that is offered.
pub(super) struct Offer {
    pub title: String,
    pub replacements: Vec<(Span, String)>,
    /// Whether it corrects the finding for certain.
    pub is_preferred: bool,
}

/// What is offered at a finding.
pub(super) fn offers(project: &Project, found: &Found) -> Vec<Offer> {
    let sources = project.sources_of(found);
    let corrected = found.correction.as_ref().map(|correction| Offer {
        title: correction.title.clone(),
        replacements: correction.replacements.clone(),
        is_preferred: true,
    });
    corrected.or_else(|| word_meant(sources, found)).into_iter().chain(silence(sources, found)).collect()
}

/// A word like the one that is written, where nobody can tell whether it is the one that was meant.
fn word_meant(sources: &Sources, found: &Found) -> Option<Offer> {
    let fix = found.finding.fix.as_ref()?;
    let [Edit::Word(span, word)] = &fix.edits[..] else { return None };
    let is_plain = !sources.slice(*span).starts_with(['"', '\'', '*', '&', '!', '|', '>']);
    let replacements = vec![(*span, word.clone())];
    is_plain.then(|| Offer { title: fix.title.clone(), replacements, is_preferred: false })
}

/// A comment on the line before the finding; the author adds the reason.
fn silence(sources: &Sources, found: &Found) -> Option<Offer> {
    let rule = found.finding.rule;
    // A comment cannot pass over what is said of comments.
    rules::find(rule).filter(|rule| rules::can_be_set(rule) && !matches!(rule.check, Check::Ignores))?;
    let file = sources.file(found.span.file);
    let line = file.line_range(file.position(found.span.start as usize).line);
    let text = file.text();
    let indent: String = text[line.clone()].chars().take_while(|letter| *letter == ' ').collect();
    let comment = format!("{indent}# ladder: ignore[{rule}] say here why\n");
    let edited = format!("{}{comment}{}", &text[..line.start], &text[line.start..]);
    // Within a text of several lines it would be no comment.
    if comments(&edited) != comments(text) + 1 {
        return None;
    }
    Some(Offer {
        title: format!("pass over `{rule}` here"),
        replacements: vec![(Span::new(found.span.file, line.start, line.start), comment)],
        is_preferred: false,
    })
}

fn comments(text: &str) -> usize {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new("buffer", text.to_owned()));
    yaml::parse(file, text, &mut Vec::new()).map_or(0, |tree| tree.comments().len())
}
