//! What can be written at a place: keys, ids with their titles, words.

use std::borrow::Cow;
use std::path::Path;

use gen_lsp_types as lsp;

use super::project::Project;
use super::spot::Spot;
use crate::model::Ladder;
use crate::parse::keys::{BASE, KeySpec, LADDER, Takes};
use crate::parse::{Choice, Choices};

/// Something that can be written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub text: String,
    /// What it is, in a few words.
    pub title: String,
    /// What it is for.
    pub about: String,
    pub kind: lsp::CompletionItemKind,
}

/// What can be written at a spot of a file.
pub(super) fn candidates(project: &Project, path: &Path, spot: &Spot) -> Vec<Candidate> {
    let home = home(project, path);
    let choices = Choices::new(&project.loaded, path, home.as_deref());
    let ids = |choices: Vec<Choice>| choices.into_iter().map(|choice| of(choice, lsp::CompletionItemKind::Reference));
    match spot {
        Spot::FirstKey => {
            let first = [(&LADDER, "ladder"), (&BASE, "base")];
            first.into_iter().filter_map(|(spec, name)| spec.key(name)).map(key).collect()
        }
        Spot::Key(spec, present) => {
            spec.keys.iter().filter(|key| !present.iter().any(|known| known == key.name)).map(key).collect()
        }
        Spot::Competency(present) => as_keys(ids(choices.competencies()), present),
        Spot::StepKey { competency, present } => as_keys(ids(choices.steps(competency.as_deref())), present),
        Spot::Value { key, competency, is_lateral } => {
            let values = choices.values(key.takes, competency.as_deref(), *is_lateral).into_iter();
            let kind = match key.takes {
                Takes::Word(_) | Takes::Flag => lsp::CompletionItemKind::EnumMember,
                _ => lsp::CompletionItemKind::Reference,
            };
            values.map(|choice| of(choice, kind)).collect()
        }
    }
}

/// The ladder or base of a file.
fn home<'p>(project: &'p Project, path: &Path) -> Option<Cow<'p, Ladder>> {
    let loaded = &project.loaded;
    let named = loaded.named.iter().find(|named| loaded.sources.path(named.file) == path)?;
    loaded.set.ladder_or_base(named.owner.as_ref()?.as_str())
}

fn of(choice: Choice, kind: lsp::CompletionItemKind) -> Candidate {
    Candidate { text: choice.text, title: choice.title, about: choice.summary.unwrap_or_default(), kind }
}

/// Ids to be written as keys, without those that are there.
fn as_keys(ids: impl Iterator<Item = Candidate>, present: &[String]) -> Vec<Candidate> {
    let new = ids.filter(|candidate| !present.contains(&candidate.text));
    new.map(|candidate| Candidate { text: format!("{}:", candidate.text), ..candidate }).collect()
}

fn key(spec: &KeySpec) -> Candidate {
    let title = if spec.required { format!("{}, required", spec.takes.describe()) } else { spec.takes.describe() };
    let (text, about) = (format!("{}:", spec.name), spec.about.to_owned());
    Candidate { text, title, about, kind: lsp::CompletionItemKind::Property }
}
