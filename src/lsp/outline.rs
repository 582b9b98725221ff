//! The parts of a file: its symbols, and what can be folded.

use gen_lsp_types as lsp;

use super::protocol::Encoding;
use crate::parse::yaml::{self, Entry, NodeId, NodeKind, Tree};
use crate::source::{FileId, SourceFile, Sources, Span};

/// The lists whose entries are symbols, and of what kind.
const LISTS: [(&str, lsp::SymbolKind); 6] = [
    ("grades", lsp::SymbolKind::Number),
    ("scale", lsp::SymbolKind::EnumMember),
    ("competencies", lsp::SymbolKind::Property),
    ("tracks", lsp::SymbolKind::Module),
    ("levels", lsp::SymbolKind::Class),
    ("roles", lsp::SymbolKind::Interface),
];

/// The kind of the symbols of a list.
pub(super) fn kind(list: &str) -> Option<lsp::SymbolKind> {
    LISTS.iter().find(|(key, _)| *key == list).map(|(_, kind)| *kind)
}

/// A text by itself, as it is in the editor.
pub(super) struct Outline {
    sources: Sources,
    file: FileId,
    tree: Option<Tree>,
    encoding: Encoding,
}

impl Outline {
    pub(super) fn new(text: &str, encoding: Encoding) -> Self {
        let mut sources = Sources::default();
        let file = sources.add(SourceFile::new("buffer", text.to_owned()));
        let tree = yaml::parse(file, sources.file(file).text(), &mut Vec::new());
        Self { sources, file, tree, encoding }
    }

    /// Tracks with their levels, competencies, grades, steps and roles.
    pub(super) fn symbols(&self) -> Vec<lsp::DocumentSymbol> {
        self.tree.as_ref().map_or_else(Vec::new, |tree| self.below(tree, tree.root()))
    }

    fn below(&self, tree: &Tree, node: NodeId) -> Vec<lsp::DocumentSymbol> {
        let mut symbols = Vec::new();
        for entry in entries(tree, node) {
            let Some(kind) = kind(&entry.key) else { continue };
            let NodeKind::List(items) = tree.kind(entry.value) else { continue };
            symbols.extend(items.iter().filter_map(|item| self.symbol(tree, *item, kind)));
        }
        symbols
    }

    fn symbol(&self, tree: &Tree, node: NodeId, kind: lsp::SymbolKind) -> Option<lsp::DocumentSymbol> {
        let value = |key: &str| entries(tree, node).iter().find(|entry| entry.key == key).map(|entry| entry.value);
        let id = value("id")?;
        let title = value("title").map(|title| match tree.kind(title) {
            NodeKind::List(titles) => titles.first().copied().unwrap_or(title),
            _ => title,
        });
        let (range, selection) = (self.range(tree.span(node)), self.range(tree.span(id)));
        let is_within = range.start <= selection.start && selection.end <= range.end;
        let children = self.below(tree, node);
        // The protocol has a field that it no longer uses, without a default.
        #[allow(deprecated)]
        Some(lsp::DocumentSymbol {
            name: scalar(tree, id)?,
            detail: title.and_then(|title| scalar(tree, title)),
            kind,
            tags: None,
            deprecated: None,
            range: if is_within { range } else { selection },
            selection_range: selection,
            children: (!children.is_empty()).then_some(children),
        })
    }

    /// Everything that takes more than one line.
    pub(super) fn folds(&self) -> Vec<lsp::FoldingRange> {
        let Some(tree) = &self.tree else { return Vec::new() };
        let mut folds = Vec::new();
        for node in tree.nodes().filter(|node| !tree.is_alias(*node)) {
            for entry in entries(tree, node) {
                folds.extend(self.fold(entry.key_span, tree.span(entry.value)));
            }
            if let NodeKind::List(items) = tree.kind(node) {
                folds.extend(items.iter().filter_map(|item| self.fold(tree.span(*item), tree.span(*item))));
            }
        }
        folds.sort_by_key(|fold| (fold.start_line, std::cmp::Reverse(fold.end_line)));
        folds.dedup_by_key(|fold| fold.start_line);
        folds
    }

    fn fold(&self, from: Span, to: Span) -> Option<lsp::FoldingRange> {
        let file = self.sources.file(self.file);
        let written = file.text().get(to.range())?.trim_end().len();
        let line = |offset: usize| file.position(offset).line as u32 - 1;
        let (start_line, end_line) = (line(from.start as usize), line(to.start as usize + written));
        (start_line < end_line).then(|| lsp::FoldingRange { start_line, end_line, ..lsp::FoldingRange::default() })
    }

    fn range(&self, span: Span) -> lsp::Range {
        self.encoding.range(self.sources.file(self.file), span.range())
    }
}

fn entries(tree: &Tree, node: NodeId) -> &[Entry] {
    match tree.kind(node) {
        NodeKind::Map(entries) => entries,
        _ => &[],
    }
}

fn scalar(tree: &Tree, node: NodeId) -> Option<String> {
    match tree.kind(node) {
        NodeKind::Scalar { value, .. } => Some(value.clone()),
        _ => None,
    }
}
