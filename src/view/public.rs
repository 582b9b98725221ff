//! What may go out in public, where anybody may read it: amounts of pay, paths, and the words of findings.

use std::path::{Path, PathBuf};

use crate::source::{lexical, slashed};

/// What of a report may go out in public, and how that names files: decided once, before the report is made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Public {
    /// Whether amounts of pay are shown.
    pub shows_pay: bool,
    /// The checkout that paths are relative to, where somebody knows of one.
    pub checkout: Option<Checkout>,
}

/// The absolute paths of the checkout in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkout {
    /// Its top folder.
    pub top: PathBuf,
    /// The folder that the program runs in.
    pub here: PathBuf,
}

impl Public {
    /// A path as the checkout names it, with `/` between folders; as it was named where it lies outside, or where nobody
    /// knows of a checkout.
    pub fn path(&self, path: &Path) -> String {
        let inside = self.checkout.as_ref().and_then(|checkout| {
            let absolute = lexical(&checkout.here.join(path));
            absolute.strip_prefix(lexical(&checkout.top)).map(Path::to_path_buf).ok()
        });
        slashed(inside.unwrap_or_else(|| lexical(path))).to_string_lossy().into_owned()
    }
}
