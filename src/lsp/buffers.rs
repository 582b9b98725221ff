//! The texts of the files that are open, as they are in the editor.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use gen_lsp_types as lsp;
use serde_json::Value;

use super::protocol::{self, Encoding};
use crate::source::{Overlay, Tree};

/// The files that are open.
#[derive(Default)]
pub(super) struct Buffers {
    texts: HashMap<PathBuf, String>,
    /// What the client calls them.
    pub uris: HashMap<PathBuf, lsp::Uri>,
}

impl Buffers {
    /// The texts over a tree.
    pub(super) fn over<'t>(&self, tree: &'t dyn Tree) -> Overlay<'t> {
        let mut overlay = Overlay::new(tree);
        for (path, text) in &self.texts {
            overlay.set(path, text.clone().into_bytes());
        }
        overlay
    }

    pub(super) fn text(&self, path: &Path) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.texts.keys()
    }

    /// Whether a file is open and a comment in it names its schema.
    pub(super) fn name_schema(&self, path: &Path) -> bool {
        let names_it = |line: &str| {
            let comment = line.trim_start().strip_prefix('#').map(str::trim_start);
            let said = comment.and_then(|comment| comment.strip_prefix("yaml-language-server:"));
            said.is_some_and(|said| said.contains("$schema="))
        };
        self.text(path).is_some_and(|text| text.lines().any(names_it))
    }

    /// Takes a file that is opened; `None` where the message is not one of that.
    pub(super) fn open(&mut self, params: &Value) -> Option<PathBuf> {
        let document = &params["textDocument"];
        let (uri, text) = (document["uri"].as_str()?, document["text"].as_str()?);
        let path = protocol::path(uri)?;
        self.uris.insert(path.clone(), lsp::Uri(uri.to_owned()));
        self.texts.insert(path.clone(), text.to_owned());
        Some(path)
    }

    /// Makes the changes of a message, each in the text that the one before it left.
    pub(super) fn change(&mut self, params: &Value, encoding: Encoding) -> Option<PathBuf> {
        let path = protocol::path(params["textDocument"]["uri"].as_str()?)?;
        let text = self.texts.get_mut(&path)?;
        for change in params["contentChanges"].as_array()? {
            let new = change["text"].as_str()?;
            match change.get("range").filter(|range| !range.is_null()) {
                None => new.clone_into(text),
                Some(range) => {
                    let range: lsp::Range = serde_json::from_value(range.clone()).ok()?;
                    let start = encoding.offset(text, range.start);
                    let end = encoding.offset(text, range.end).max(start);
                    text.replace_range(start..end, new);
                }
            }
        }
        Some(path)
    }

    pub(super) fn close(&mut self, params: &Value) -> Option<PathBuf> {
        let path = protocol::path(params["textDocument"]["uri"].as_str()?)?;
        self.uris.remove(&path);
        self.texts.remove(&path).map(|_| path)
    }
}
