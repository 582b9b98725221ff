//! A base file: what ladders share, apart from any of them.

use serde::Serialize;

use super::{ExportedCompetency, ExportedGrade, ExportedLadder, ExportedStep};
use crate::model::Base;

/// A base file, ready to be written. Keys are in the order of the table of keys.
#[derive(Debug, Clone, Serialize)]
pub struct ExportedBase {
    base: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    grades: Vec<ExportedGrade>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scale: Vec<ExportedStep>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    competencies: Vec<ExportedCompetency>,
}

impl ExportedBase {
    /// The file of a base.
    pub fn new(base: &Base) -> Self {
        let definitions = &base.definitions;
        Self {
            base: base.id.to_string(),
            grades: definitions.grades.get().into_iter().flatten().map(super::grade).collect(),
            scale: definitions.scale.get().into_iter().flatten().map(super::step).collect(),
            competencies: definitions.competencies.iter().map(super::competency).collect(),
        }
    }
}

impl ExportedLadder {
    /// The same as two files: a base of that id, in a file beside that of the ladder, and the ladder that builds on it.
    pub fn apart(mut self, base: &str, file: &str) -> (ExportedBase, Self) {
        let base = ExportedBase {
            base: base.to_owned(),
            grades: std::mem::take(&mut self.grades),
            scale: std::mem::take(&mut self.scale),
            competencies: std::mem::take(&mut self.competencies),
        };
        self.extends = vec![file.to_owned()];
        (base, self)
    }
}
