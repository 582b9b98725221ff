//! What the server knows, and its answer to each method.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gen_lsp_types as lsp;
use serde::Serialize;
use serde_json::{Value, json};

use super::actions::offers;
use super::buffers::Buffers;
use super::complete::candidates;
use super::outline::{self, Outline};
use super::project::{Found, Project};
use super::protocol::{self, Encoding, Terms};
use super::wire::{self, Code};
use super::{hover, names, spot};
use crate::edit;
use crate::model::{Date, Part, Place};
use crate::parse;
use crate::schema;
use crate::session::usual_place;
use crate::source::{Disk, FileId, Memo, Span};

/// Why there is no answer.
type Refusal = (Code, String);

/// An answer, or why there is none.
pub(super) type Answer = Result<Value, Refusal>;

/// What is named at a place: its project, the thing, and where its name is.
type Named<'p> = Option<(&'p Project, Place, Span)>;

/// The state of the conversation.
pub(super) struct Server {
    disk: Disk,
    today: Date,
    encoding: Encoding,
    /// Whether the client can watch files for us.
    can_watch: bool,
    /// Whether a YAML server shows what breaks the schema of an open file.
    has_yaml_server: bool,
    /// Requests and messages for the client that wait.
    outbox: Vec<Value>,
    buffers: Buffers,
    /// The folders of the window.
    folders: Vec<PathBuf>,
    /// What is known of each folder, and of each open file that is in none; `None` where it cannot be read.
    projects: BTreeMap<PathBuf, Option<Project>>,
    /// Whether the projects have to be read again: a change of a file may be a mistake in any other.
    is_outdated: bool,
    /// The findings that the client has, by address.
    published: BTreeMap<String, Value>,
}

impl Server {
    pub(super) fn new(disk: Disk, today: Date) -> Self {
        Self {
            disk,
            today,
            encoding: Encoding::Utf16,
            can_watch: false,
            has_yaml_server: false,
            outbox: Vec::new(),
            buffers: Buffers::default(),
            folders: Vec::new(),
            projects: BTreeMap::new(),
            is_outdated: false,
            published: BTreeMap::new(),
        }
    }

    /// Learns what the client can do and which folders are open, and says what the server can do.
    pub(super) fn initialize(&mut self, params: &Value) -> Value {
        let encodings = params["capabilities"]["general"]["positionEncodings"].as_array();
        if encodings.is_some_and(|all| all.iter().any(|known| known == "utf-8")) {
            self.encoding = Encoding::Utf8;
        }
        let watching = &params["capabilities"]["workspace"]["didChangeWatchedFiles"];
        self.can_watch = watching["dynamicRegistration"] == true;
        match &params["initializationOptions"]["yamlServer"] {
            Value::Null => {}
            Value::Bool(has_one) => self.has_yaml_server = *has_one,
            other => self.outbox.push(wire::log(&format!("`yamlServer` is `true` or `false`, not `{other}`"))),
        }
        let folders = params["workspaceFolders"].as_array().into_iter().flatten();
        let mut uris: Vec<&str> = folders.filter_map(|folder| folder["uri"].as_str()).collect();
        if uris.is_empty() {
            uris.extend(params["rootUri"].as_str());
        }
        self.folders = uris.into_iter().filter_map(protocol::path).collect();
        self.is_outdated = true;
        let encoding = match self.encoding {
            Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
            Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
        };
        let sync = lsp::TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(lsp::TextDocumentSyncKind::Incremental),
            ..lsp::TextDocumentSyncOptions::default()
        };
        let capabilities = lsp::ServerCapabilities {
            position_encoding: Some(encoding),
            text_document_sync: Some(lsp::TextDocumentSync::Options(sync)),
            completion_provider: Some(lsp::CompletionOptions {
                trigger_characters: Some([" ", "/", "[", "{"].map(str::to_owned).to_vec()),
                ..lsp::CompletionOptions::default()
            }),
            hover_provider: Some(lsp::HoverProvider::Bool(true)),
            definition_provider: Some(lsp::DefinitionProvider::Bool(true)),
            references_provider: Some(lsp::ReferencesProvider::Bool(true)),
            document_symbol_provider: Some(lsp::DocumentSymbolProvider::Bool(true)),
            workspace_symbol_provider: Some(lsp::WorkspaceSymbolProvider::Bool(true)),
            code_action_provider: Some(lsp::CodeActionProvider::Bool(true)),
            folding_range_provider: Some(lsp::FoldingRangeProvider::Bool(true)),
            rename_provider: Some(lsp::RenameProvider::RenameOptions(lsp::RenameOptions {
                prepare_provider: Some(true),
                ..lsp::RenameOptions::default()
            })),
            ..lsp::ServerCapabilities::default()
        };
        let mut result = value(&lsp::InitializeResult {
            capabilities,
            server_info: Some(lsp::ServerInfo {
                name: "ladder".to_owned(),
                version: Some(env!("LADDER_VERSION").to_owned()),
            }),
        });
        result["capabilities"]["workspace"] =
            json!({ "workspaceFolders": { "supported": true, "changeNotifications": true } });
        result
    }

    /// Takes a message that needs no answer. What is not known, or not as it should be, changes nothing.
    pub(super) fn notified(&mut self, method: &str, params: &Value) {
        match method {
            "initialized" if self.can_watch => self.outbox.push(watch()),
            "textDocument/didOpen" => drop(self.buffers.open(params)),
            "textDocument/didChange" => drop(self.buffers.change(params, self.encoding)),
            "textDocument/didClose" => {
                if let Some(path) = self.buffers.close(params) {
                    self.projects.remove(&path);
                }
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => {}
            "workspace/didChangeWorkspaceFolders" => {
                let paths = |key: &str| {
                    let all = params["event"][key].as_array().into_iter().flatten();
                    all.filter_map(|folder| protocol::path(folder["uri"].as_str()?)).collect::<Vec<_>>()
                };
                let (added, removed) = (paths("added"), paths("removed"));
                self.folders.retain(|folder| !removed.contains(folder));
                self.folders.extend(added);
                self.projects.clear();
            }
            _ => return,
        }
        self.is_outdated = true;
    }

    /// Answers a request.
    pub(super) fn asked(&mut self, method: &str, params: &Value) -> Answer {
        if method == "workspace/symbol" {
            self.refresh();
            return Ok(self.workspace_symbols(params["query"].as_str().unwrap_or_default()));
        }
        let answer: fn(&Self, &Path, &Value) -> Answer = match method {
            "textDocument/completion" => Self::completion,
            "textDocument/hover" => Self::hover,
            "textDocument/definition" => Self::definition,
            "textDocument/references" => Self::references,
            "textDocument/prepareRename" => Self::prepare_rename,
            "textDocument/rename" => Self::rename,
            "textDocument/documentSymbol" => Self::document_symbols,
            "textDocument/foldingRange" => Self::folding_ranges,
            "textDocument/codeAction" => Self::code_actions,
            _ => return Err((Code::UnknownMethod, format!("there is no method `{method}`"))),
        };
        let uri = params["textDocument"]["uri"].as_str().ok_or_else(|| invalid("`textDocument.uri` is missing"))?;
        let path = protocol::path(uri).ok_or_else(|| invalid("`textDocument.uri` is not the address of a file"))?;
        self.refresh();
        answer(self, &path, params)
    }

    /// What is to be sent once no message waits: the findings of files where they changed.
    pub(super) fn news(&mut self) -> Vec<Value> {
        self.refresh();
        let mut findings: BTreeMap<String, Vec<lsp::Diagnostic>> = BTreeMap::new();
        for project in self.projects.values().flatten() {
            for found in project.found.iter().filter(|found| !self.leaves(project, found)) {
                let sources = project.sources_of(found);
                let uri = self.terms().uri(sources.path(found.span.file));
                let diagnostic = self.terms().diagnostic(sources, found);
                let of_file = findings.entry(uri.0).or_default();
                // Folders of a window may be within each other.
                if !of_file.contains(&diagnostic) {
                    of_file.push(diagnostic);
                }
            }
        }
        let now: BTreeMap<String, Value> = findings.iter().map(|(uri, all)| (uri.clone(), value(all))).collect();
        let gone = self.published.keys().filter(|uri| !now.contains_key(*uri)).map(|uri| (uri, json!([])));
        let changed = now.iter().filter(|(uri, all)| self.published.get(*uri) != Some(*all));
        let changed = changed.map(|(uri, all)| (uri, all.clone()));
        let mut news = std::mem::take(&mut self.outbox);
        news.extend(gone.chain(changed).map(|(uri, diagnostics)| {
            let params = json!({ "uri": uri, "diagnostics": diagnostics });
            wire::notification("textDocument/publishDiagnostics", &params)
        }));
        self.published = now;
        news
    }

    /// Whether a finding is left to the YAML server. That sees only files that are open.
    fn leaves(&self, project: &Project, found: &Found) -> bool {
        self.has_yaml_server
            && schema::CHECKED.contains(&found.finding.rule)
            && self.buffers.name_schema(project.sources_of(found).path(found.span.file))
    }

    /// Reads the projects again if they are outdated.
    fn refresh(&mut self) {
        if !std::mem::take(&mut self.is_outdated) {
            return;
        }
        let disk = Memo::new(&self.disk);
        let tree = self.buffers.over(&disk);
        let (outbox, today) = (&mut self.outbox, self.today);
        let mut read = |root: &Path, input: &Path| {
            let project = Project::read(&tree, root, input, today);
            project.map_err(|error| outbox.push(wire::log(&error.to_string()))).ok()
        };
        for folder in &self.folders {
            self.projects.entry(folder.clone()).or_default();
        }
        for (root, project) in &mut self.projects {
            let input = if self.folders.contains(root) { usual_place(&tree, root) } else { root.clone() };
            let older = project.take();
            *project = read(root, &input).map(|new| new.after(older));
        }
        // An open ladder that is in no folder is a project by itself.
        for path in self.buffers.paths() {
            let is_known = self.projects.values().flatten().any(|project| project.judges(path));
            if !is_known && !self.projects.contains_key(path) && parse::is_ladder(&tree, path) {
                self.projects.insert(path.clone(), read(path, path));
            }
        }
    }

    fn terms(&self) -> Terms<'_> {
        Terms { encoding: self.encoding, open: &self.buffers.uris }
    }

    /// The project that judges a file, and the file in it.
    fn file(&self, path: &Path) -> Option<(&Project, FileId)> {
        self.projects.values().flatten().filter(|project| project.judges(path)).find_map(|project| {
            let sources = &project.loaded.sources;
            let (file, _) = project.loaded.files.iter().find(|(file, _)| sources.path(*file) == path)?;
            Some((project, *file))
        })
    }

    /// The thing that is named at a position.
    fn named(&self, path: &Path, params: &Value) -> Result<Named<'_>, Refusal> {
        let position = position(params)?;
        let Some((project, file)) = self.file(path) else { return Ok(None) };
        let offset = self.encoding.offset(project.loaded.sources.file(file).text(), position);
        Ok(names::at(&project.loaded, file, offset).map(|(place, span)| (project, place, span)))
    }

    fn completion(&self, path: &Path, params: &Value) -> Answer {
        let position = position(params)?;
        let (Some(text), Some(project)) = (self.buffers.text(path), self.project_of(path)) else {
            return Ok(json!([]));
        };
        let offset = self.encoding.offset(text, position);
        let Some((spot, start)) = spot::at(text, offset) else { return Ok(json!([])) };
        let units = self.encoding.units(&text[start..offset]) as u32;
        let start = lsp::Position { character: position.character.saturating_sub(units), ..position };
        let range = lsp::Range { start, end: position };
        let items =
            candidates(project.for_completion(path), path, &spot).into_iter().enumerate().map(|(index, candidate)| {
                let about = Some(candidate.about).filter(|about| !about.is_empty());
                lsp::CompletionItem {
                    label: candidate.text.trim_end_matches(':').to_owned(),
                    kind: Some(candidate.kind),
                    detail: Some(candidate.title).filter(|title| !title.is_empty()),
                    documentation: about.map(lsp::Documentation::String),
                    // In the order of the file: levels go from the lowest up.
                    sort_text: Some(format!("{index:05}")),
                    text_edit: Some(lsp::CompletionItemTextEdit::TextEdit(lsp::TextEdit {
                        range,
                        new_text: candidate.text,
                    })),
                    ..lsp::CompletionItem::default()
                }
            });
        Ok(value(&items.collect::<Vec<_>>()))
    }

    /// The project of a file that may hold nothing yet.
    fn project_of(&self, path: &Path) -> Option<&Project> {
        let judging = self.projects.values().flatten().find(|project| project.judges(path));
        let around = self.projects.iter().filter(|(root, _)| path.starts_with(root));
        judging.or_else(|| around.filter_map(|(_, project)| project.as_ref()).next_back())
    }

    fn hover(&self, path: &Path, params: &Value) -> Answer {
        let Some((project, place, span)) = self.named(path, params)? else { return Ok(Value::Null) };
        let Some(text) = hover::text(project, &place) else { return Ok(Value::Null) };
        let contents = lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value: text };
        let range = self.terms().location(&project.loaded.sources, span).range;
        Ok(value(&lsp::Hover { contents: lsp::Contents::MarkupContent(contents), range: Some(range) }))
    }

    fn definition(&self, path: &Path, params: &Value) -> Answer {
        let Some((project, place, _)) = self.named(path, params)? else { return Ok(Value::Null) };
        let loaded = &project.loaded;
        let written = loaded.origins.of(&place).into_iter();
        let locations = written.map(|origin| self.terms().location(&loaded.sources, origin.name));
        Ok(value(&locations.collect::<Vec<_>>()))
    }

    fn references(&self, path: &Path, params: &Value) -> Answer {
        let Some((project, place, _)) = self.named(path, params)? else { return Ok(json!([])) };
        let loaded = &project.loaded;
        let with_own = params["context"]["includeDeclaration"] != false;
        let own: Vec<Span> = loaded.origins.of(&place).iter().map(|origin| origin.name).collect();
        let spans = names::all(loaded, &place).into_iter().filter(|span| with_own || !own.contains(span));
        Ok(value(&spans.map(|span| self.terms().location(&loaded.sources, span)).collect::<Vec<_>>()))
    }

    fn prepare_rename(&self, path: &Path, params: &Value) -> Answer {
        let Some((project, _, span)) = self.named(path, params)? else { return Ok(Value::Null) };
        Ok(value(&self.terms().location(&project.loaded.sources, span).range))
    }

    fn rename(&self, path: &Path, params: &Value) -> Answer {
        let new = params["newName"].as_str().ok_or_else(|| invalid("`newName` is missing"))?;
        let failed = |message: String| (Code::Failed, message);
        let Some((project, place, _)) = self.named(path, params)? else {
            return Err(failed(
                "there is no id here: a ladder, track, level, competency or grade can be renamed".into(),
            ));
        };
        let loaded = &project.loaded;
        let edits = edit::rename(loaded, &project.configs, &place, new).map_err(|refused| {
            failed(refused.help.as_ref().map_or(refused.message.clone(), |help| format!("{}: {help}", refused.message)))
        })?;
        let mut changes = serde_json::Map::new();
        for edit in &edits {
            let file = loaded.files.iter().find(|(_, known)| *known == edit.path).map(|(file, _)| *file);
            let config = || project.configs.iter().find(|read| read.config.path == edit.path);
            let source = file.map(|file| loaded.sources.file(file)).or_else(|| config()?.sources.files().next());
            let source = source.expect("an edit is of a file that was read");
            let text_edit = |splice: &edit::Splice| {
                let range = self.encoding.range(source, splice.range.clone());
                lsp::TextEdit { range, new_text: splice.text.clone() }
            };
            let edits: Vec<lsp::TextEdit> = edit.splices.iter().map(text_edit).collect();
            changes.insert(self.terms().uri(source.path()).0, value(&edits));
        }
        Ok(json!({ "changes": changes }))
    }

    fn document_symbols(&self, path: &Path, _: &Value) -> Answer {
        let text = self.buffers.text(path).unwrap_or_default();
        Ok(value(&Outline::new(text, self.encoding).symbols()))
    }

    fn folding_ranges(&self, path: &Path, _: &Value) -> Answer {
        let text = self.buffers.text(path).unwrap_or_default();
        Ok(value(&Outline::new(text, self.encoding).folds()))
    }

    fn code_actions(&self, path: &Path, params: &Value) -> Answer {
        let range: lsp::Range =
            serde_json::from_value(params["range"].clone()).map_err(|_| invalid("`range` is missing"))?;
        let terms = self.terms();
        let mut actions = Vec::new();
        for project in self.projects.values().flatten() {
            for found in &project.found {
                let sources = project.sources_of(found);
                if sources.path(found.span.file) != path {
                    continue;
                }
                let diagnostic = terms.diagnostic(sources, found);
                if range.end < diagnostic.range.start || diagnostic.range.end < range.start {
                    continue;
                }
                actions.extend(offers(project, found).into_iter().map(|offer| lsp::CodeAction {
                    edit: Some(terms.edit(sources, &offer.replacements)),
                    title: offer.title,
                    kind: Some(lsp::CodeActionKind::QuickFix),
                    diagnostics: Some(vec![diagnostic.clone()]),
                    is_preferred: Some(offer.is_preferred),
                    ..lsp::CodeAction::default()
                }));
            }
        }
        Ok(value(&actions))
    }

    fn workspace_symbols(&self, query: &str) -> Value {
        let query = query.to_lowercase();
        let mut symbols: Vec<lsp::WorkspaceSymbol> = Vec::new();
        for project in self.projects.values().flatten() {
            let loaded = &project.loaded;
            for named in &loaded.named {
                let given = names::given(&project.loaded, named.file).into_iter();
                let found = given.map(|(place, span)| {
                    let base_symbol_information = lsp::BaseSymbolInformation {
                        name: loaded.sources.slice(span).to_owned(),
                        kind: kind(&place.part),
                        tags: None,
                        container_name: Some(place.to_string()),
                    };
                    let location = lsp::WorkspaceSymbolLocation::Location(self.terms().location(&loaded.sources, span));
                    lsp::WorkspaceSymbol { location, data: None, base_symbol_information }
                });
                symbols.extend(found.filter(|symbol| {
                    let container = symbol.base_symbol_information.container_name.as_deref();
                    container.is_some_and(|place| place.to_lowercase().contains(&query))
                }));
            }
        }
        value(&symbols)
    }
}

fn kind(part: &Part) -> lsp::SymbolKind {
    outline::kind(match part {
        Part::Whole => return lsp::SymbolKind::File,
        Part::Track(_) => "tracks",
        Part::Level(..) => "levels",
        Part::Grade(_) => "grades",
        Part::Step(_) | Part::CompetencyScale(..) => "scale",
        Part::Role(_) => "roles",
        _ => "competencies",
    })
    .expect("these are lists of symbols")
}

fn position(params: &Value) -> Result<lsp::Position, Refusal> {
    serde_json::from_value(params["position"].clone()).map_err(|_| invalid("`position` is missing"))
}

fn invalid(message: &str) -> Refusal {
    (Code::InvalidParams, message.to_owned())
}

fn value(shape: &impl Serialize) -> Value {
    serde_json::to_value(shape).expect("shapes of the protocol are JSON")
}

/// The request to be told of files that change outside of the editor.
fn watch() -> Value {
    let watchers = json!([{ "globPattern": "**/*.{yaml,yml}" }]);
    let registration = json!({
        "id": "files",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": { "watchers": watchers },
    });
    let params = json!({ "registrations": [registration] });
    json!({ "jsonrpc": "2.0", "id": "watch", "method": "client/registerCapability", "params": params })
}
