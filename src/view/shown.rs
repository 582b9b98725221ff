//! A ladder for any format: what is asked for, from which each makes what it draws.

use super::picture::Form;
use super::{ExportedLadder, Kept, LadderName, LadderView, Layout, Matrix, Narrowing, Picture, SideBySide};
use crate::model::resolve::Resolved;

/// One ladder, or what is kept of it.
pub struct ShownLadder<'a> {
    pub name: LadderName,
    resolved: Resolved<'a>,
    kept: Kept,
    /// The path of its file.
    path: String,
    /// The address of a page of the ladder, so that the levels of a picture are links.
    pub link_base: Option<String>,
    /// Whether a format that is meant for publication shows pay.
    pub shows_pay: bool,
    /// What to type behind `ladder show` to load it again; `None` for standard input.
    pub typed: Option<String>,
}

impl<'a> ShownLadder<'a> {
    /// What `narrowing` keeps of a ladder.
    pub fn new(resolved: Resolved<'a>, narrowing: &Narrowing, path: String) -> Self {
        let kept = narrowing.of(&resolved);
        Self { name: LadderName::new(&resolved), resolved, kept, path, link_base: None, shows_pay: false, typed: None }
    }

    /// Whether any level is kept.
    pub fn has_levels(&self) -> bool {
        self.kept.has_levels()
    }

    /// The ladder's id.
    pub fn id(&self) -> &str {
        self.resolved.ladder.id.as_str()
    }

    /// The ladder itself, whatever is kept of it.
    pub fn resolved(&self) -> &Resolved<'a> {
        &self.resolved
    }

    /// Everything that it says, resolved.
    pub fn view(&self) -> LadderView {
        LadderView::new(&self.resolved, &self.kept, self.path.clone())
    }

    /// Its tracks.
    pub fn side_by_side(&self) -> SideBySide {
        SideBySide::new(&self.resolved, &self.kept)
    }

    /// The picture of the whole ladder.
    pub fn picture(&self, form: Form) -> Picture {
        Picture::new(&self.resolved, form, self.link_base.as_deref())
    }

    /// What each level asks.
    pub fn matrix(&self) -> Matrix {
        Matrix::new(&self.resolved, &self.kept)
    }

    /// One self-contained ladder file.
    pub fn export(&self) -> ExportedLadder {
        ExportedLadder::new(&self.resolved)
    }

    /// The ladder as tables, of which those of texts and all others can be read back.
    pub fn workbook(&self) -> Layout {
        self.export().workbook(&self.view(), &self.matrix(), self.shows_pay)
    }
}
