//! Which files are read, and how they find each other: named files, folders, bases, the rest of a project.

mod bases;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use foldhash::{HashMap, HashSet};

use self::bases::Extended;
use super::decode::{Damage, decode};
use super::document::{Document, DocumentKind, Spanned};
use super::ignores::{self, Judged};
use super::link::{self, Linked, Scope};
use super::read::{self, Read};
use super::reader::Reader;
use super::{Origins, yaml};
use crate::finding::{Finding, Ignore, Mark, Severity, Shape};
use crate::jobs::for_each;
use crate::model::resolve::Resolved;
use crate::model::{Base, Ladder, LadderSet, OwnerId};
use crate::source::{FileId, Kind, ReadError, STDIN_NAME, SourceFile, Sources, Span, Tree, is_table, is_yaml};

/// The name of the file that marks the top of a project and holds its settings.
pub const PROJECT_FILE: &str = ".ladder.yaml";

/// Something that is named to be loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file or a folder.
    Path(PathBuf),
    /// What came on standard input; its references resolve from the current folder.
    Stdin(Vec<u8>),
}

/// Everything that loading found out.
#[derive(Debug)]
pub struct Loaded {
    /// The model.
    pub set: LadderSet,
    /// Where its things are written.
    pub origins: Origins,
    /// Every text that was read.
    pub sources: Sources,
    /// What is wrong with the files that were named, in no order.
    pub findings: Vec<Finding>,
    /// The comments of those files that ask to pass over findings.
    pub ignores: Vec<Ignore>,
    /// The comments of those files that judge an edit.
    pub judged: Vec<Judged>,
    /// The files that were named or found in a named folder, and are ladder or base files.
    pub named: Vec<NamedFile>,
    /// Every ladder and base file that was read, also for a reference, with its path as the tree takes it.
    pub files: Vec<(FileId, PathBuf)>,
    /// How many YAML files of named folders are neither ladder nor base.
    pub skipped: usize,
    /// Files and folders that could not be read.
    pub unreadable: Vec<ReadError>,
    /// Whether the whole project was named, so that an absence in it can be judged.
    pub whole_project: bool,
    /// Every path that was looked up, in its one spelling; also where there was nothing.
    pub looked_up: Vec<PathBuf>,
    /// The owners of `named`.
    owners: HashSet<OwnerId>,
}

/// A file that was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFile {
    /// Its text.
    pub file: FileId,
    /// Its path, as the tree takes it.
    pub path: PathBuf,
    /// The ladder or base that it holds; `None` where that could not be read.
    pub owner: Option<OwnerId>,
    /// Whether the loader found an error in it.
    pub has_errors: bool,
}

impl Loaded {
    /// Whether a finding or a view about `owner` is wanted: it was named, not only referred to.
    pub fn is_named(&self, owner: &OwnerId) -> bool {
        self.owners.contains(owner)
    }

    /// The ladders that are wanted themselves.
    pub fn named_ladders(&self) -> impl Iterator<Item = &Ladder> + Clone {
        self.set.ladders.iter().filter(|ladder| self.is_named(&ladder.owner()))
    }

    /// The files that say something of a ladder, its own and those of its bases, as the tree takes them.
    pub fn files_of(&self, ladder: &Ladder) -> Vec<PathBuf> {
        let bases = Resolved::new(&self.set, ladder).bases;
        let owners = std::iter::once(ladder.owner()).chain(bases.into_iter().map(Base::owner));
        let files = owners.filter_map(|owner| {
            let file = self.origins.file(&owner)?;
            self.files.iter().find(|(known, _)| *known == file).map(|(_, path)| path.clone())
        });
        files.collect()
    }

    /// Where a finding stands: the span of its first mark that is written anywhere.
    pub fn span(&self, finding: &Finding) -> Option<Span> {
        self.origins.span(&finding.primary)
    }
}

/// Loads what `inputs` name from `tree`.
pub fn load(tree: &dyn Tree, inputs: &[Input]) -> Loaded {
    load_with(tree, inputs, &|_| false)
}

/// Loads what `inputs` name from `tree`; of folders, without the files that `passes_over` takes.
pub fn load_with(tree: &dyn Tree, inputs: &[Input], passes_over: &dyn Fn(&Path) -> bool) -> Loaded {
    let mut loader = Loader {
        tree,
        passes_over,
        sources: Sources::default(),
        findings: Vec::new(),
        ignores: Vec::new(),
        judged: Vec::new(),
        files: Vec::new(),
        by_path: HashMap::default(),
        folders: Vec::new(),
        skipped: 0,
        unreadable: Vec::new(),
    };
    for input in inputs {
        match input {
            Input::Stdin(bytes) => {
                let text = loader.text(Path::new(STDIN_NAME), bytes.clone(), How::Named);
                loader.add(vec![text]);
            }
            Input::Path(path) => loader.named_path(path),
        }
    }
    loader.bases();
    if loader.refers_elsewhere() {
        loader.rest_of_project();
        loader.bases();
    }
    loader.finish()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// By its own name: it has to be a ladder or base file.
    Named,
    /// In a named folder.
    Walked,
    /// Only because a named file refers to it.
    Silent,
}

struct File {
    id: FileId,
    path: PathBuf,
    reported: bool,
    /// The ladder or base in it; `None` where that could not be read.
    owner: Option<OwnerId>,
    is_ladder: bool,
    /// The files that it extends, as written.
    extends: Vec<Spanned<PathBuf>>,
    /// `None` where it could not be read as a ladder or base file, and once it is linked.
    document: Option<Document>,
}

/// A text that is among the sources, and not parsed yet.
struct Text {
    id: FileId,
    path: PathBuf,
    how: How,
    damage: Option<Damage>,
}

/// What a text by itself says.
struct Parsed {
    read: Read,
    findings: Vec<Finding>,
    ignores: Vec<Ignore>,
    judged: Vec<Judged>,
}

fn parse(text: &Text, file: &SourceFile) -> Parsed {
    let id = text.id;
    let mut findings = Vec::new();
    let (mut ignores, mut judged) = (Vec::new(), Vec::new());
    let read = match &text.damage {
        Some(damage) => {
            findings.push(damage.finding(id, file));
            Read::Broken
        }
        None => match yaml::parse(id, file.text(), &mut findings) {
            None => Read::Broken,
            Some(tree) => {
                (ignores, judged) = (ignores::ignores(id, file, &tree), ignores::judged(file, &tree));
                read::document(&mut Reader::new(&tree, file.text(), &mut findings))
            }
        },
    };
    Parsed { read, findings, ignores, judged }
}

struct Loader<'a> {
    tree: &'a dyn Tree,
    passes_over: &'a dyn Fn(&Path) -> bool,
    sources: Sources,
    findings: Vec<Finding>,
    ignores: Vec<Ignore>,
    judged: Vec<Judged>,
    files: Vec<File>,
    by_path: HashMap<PathBuf, Option<usize>>,
    /// The folders that were named, each in its one spelling.
    folders: Vec<PathBuf>,
    skipped: usize,
    unreadable: Vec<ReadError>,
}

impl Loader<'_> {
    fn named_path(&mut self, path: &Path) {
        match self.tree.kind(path) {
            Ok(Kind::Folder) => {
                self.folders.push(self.tree.canonical(path));
                match self.tree.walk(path) {
                    Ok(walk) => {
                        // Findings name files in this form too.
                        let shown = |error: ReadError| ReadError::new(without_dot(&error.path), error.reason);
                        self.unreadable.extend(walk.errors.into_iter().map(shown));
                        let files = walk.files.into_iter().filter(|file| !(self.passes_over)(file));
                        let texts = files.filter_map(|file| self.read(&file, How::Walked)).collect();
                        self.add(texts);
                    }
                    Err(error) => self.unreadable.push(error),
                }
            }
            Ok(_) => self.path(path, How::Named),
            Err(error) => self.unreadable.push(error),
        }
    }

    /// Loads a file, once for all the ways to name it.
    fn path(&mut self, path: &Path, how: How) {
        let texts = self.read(path, how).into_iter().collect();
        self.add(texts);
    }

    /// Reads a file, unless it was read before.
    fn read(&mut self, path: &Path, how: How) -> Option<Text> {
        let canonical = self.tree.canonical(path);
        if let Some(known) = self.by_path.get(&canonical) {
            // A file that was skipped in a walk and is named after all is reported on.
            if known.is_some() || how != How::Named {
                return None;
            }
        }
        self.by_path.insert(canonical, None);
        match self.tree.read(path) {
            Ok(_) if how == How::Named && is_table(path) => {
                let reason =
                    format!("it is no ladder file; `ladder import {}` makes one of its tables", path.display());
                self.unreadable.push(ReadError::new(path, reason));
                None
            }
            Ok(bytes) => Some(self.text(path, bytes, how)),
            Err(error) => {
                if how != How::Silent {
                    self.unreadable.push(error);
                }
                None
            }
        }
    }

    fn text(&mut self, path: &Path, bytes: Vec<u8>, how: How) -> Text {
        let path = without_dot(path);
        let (text, damage) = decode(bytes);
        let id = self.sources.add(SourceFile::new(self.tree.shown(path), text));
        Text { id, path: path.to_path_buf(), how, damage }
    }

    /// Parses texts, and takes in those that are ladder or base files.
    fn add(&mut self, texts: Vec<Text>) {
        let sources = &self.sources;
        let parsed = for_each(&texts, |text| parse(text, sources.file(text.id)));
        for (text, parsed) in texts.into_iter().zip(parsed) {
            self.take(text, parsed);
        }
    }

    fn take(
        &mut self,
        Text { id, path, how, .. }: Text,
        Parsed { read, mut findings, mut ignores, mut judged }: Parsed,
    ) {
        let file = self.sources.file(id);
        let looks_like_one = match &read {
            Read::Document(_) => true,
            Read::NotALadder(_) => false,
            // A ladder file that somebody emptied would otherwise be as good as deleted.
            Read::Broken => looks_like_a_ladder(file.text()) || (how == How::Walked && file.text().trim().is_empty()),
        };
        if how != How::Named && !looks_like_one {
            self.skipped += usize::from(how == How::Walked);
            return;
        }
        let document = match read {
            Read::Document(document) => Some(*document),
            Read::Broken => None,
            Read::NotALadder(span) => {
                findings.push(
                    Shape::MissingField
                        .finding(
                            "this is not a ladder file: it has none of `ladder`, `base` and `tracks` at its top",
                            Mark::span(yaml::first_line(file.text(), span), "the top of the file"),
                        )
                        .help("a ladder file begins with `ladder: <id>`, a base file with `base: <id>`"),
                );
                None
            }
        };
        self.by_path.insert(self.tree.canonical(&path), Some(self.files.len()));
        self.findings.append(&mut findings);
        if how != How::Silent {
            self.ignores.append(&mut ignores);
            self.judged.append(&mut judged);
        }
        self.files.push(File {
            id,
            path,
            reported: how != How::Silent,
            owner: document.as_ref().and_then(|document| Some(OwnerId::from(document.id.get()?.value.as_str()))),
            is_ladder: document.as_ref().is_some_and(|document| document.kind == DocumentKind::Ladder),
            extends: document.as_ref().map_or_else(Vec::new, |document| document.extends.list.clone()),
            document,
        });
    }

    /// Loads every base that a loaded file extends, and the bases of those.
    fn bases(&mut self) {
        let mut queue: VecDeque<usize> = (0..self.files.len()).collect();
        while let Some(index) = queue.pop_front() {
            for path in self.extended(index) {
                let before = self.files.len();
                let is_known = self.by_path.contains_key(&self.tree.canonical(&path));
                if !is_known && self.beyond(&self.files[index].path, &path).is_none() {
                    self.path(&path, How::Silent);
                }
                queue.extend(before..self.files.len());
            }
        }
    }

    /// The files that a file extends.
    fn extended(&self, index: usize) -> Vec<PathBuf> {
        let file = &self.files[index];
        let folder = folder_of(&file.path);
        file.extends.iter().map(|base| folder.join(&base.value)).collect()
    }

    /// Whether a move leads to a ladder that is not loaded.
    fn refers_elsewhere(&self) -> bool {
        let documents = || self.files.iter().filter_map(|file| file.document.as_ref());
        let known: HashSet<&str> =
            documents().filter_map(|document| document.id.get()).map(|id| id.value.as_str()).collect();
        let ends = documents()
            .flat_map(|document| document.moves.iter())
            .flat_map(|written| written.from.iter().chain(&written.to));
        ends.filter_map(|end| end.value.split_once('/')).any(|(ladder, _)| !known.contains(ladder))
    }

    /// Loads the other files of the projects that the named files belong to, without reporting on them.
    fn rest_of_project(&mut self) {
        let roots: HashSet<PathBuf> =
            self.files.iter().filter(|file| file.reported).map(|file| self.project_root(&file.path)).collect();
        let mut roots: Vec<PathBuf> = roots.into_iter().collect();
        roots.sort();
        for root in roots {
            let Ok(walk) = self.tree.walk(&root) else { continue };
            for path in walk.files.into_iter().filter(|file| !(self.passes_over)(file)) {
                self.path(&path, How::Silent);
            }
        }
    }

    /// The nearest folder above a file that holds `.ladder.yaml`, else the file's own.
    fn project_root(&self, path: &Path) -> PathBuf {
        let folder = folder_of(path);
        let absolute = self.tree.canonical(&folder);
        let has_settings = |folder: &&Path| self.tree.kind(&folder.join(PROJECT_FILE)) == Ok(Kind::File);
        match absolute.ancestors().find(has_settings) {
            Some(root) if root != absolute => root.to_path_buf(),
            _ => folder,
        }
    }

    fn finish(mut self) -> Loaded {
        let whole_project = self.is_whole_project();
        let extends = self.extends();
        self.missing_bases(&extends);
        let linked = self.link(&extends, whole_project);
        self.faulty_bases(&extends, &linked.origins);
        self.keep_reported(&linked.origins);
        let named = self.named(&linked.origins);
        Loaded {
            owners: named.iter().filter_map(|named| named.owner.clone()).collect(),
            set: linked.set,
            origins: linked.origins,
            sources: self.sources,
            findings: self.findings,
            ignores: self.ignores,
            judged: self.judged,
            named,
            files: self.files.into_iter().map(|file| (file.id, file.path)).collect(),
            skipped: self.skipped,
            unreadable: self.unreadable,
            whole_project,
            looked_up: self.by_path.into_keys().collect(),
        }
    }

    fn is_whole_project(&self) -> bool {
        !self.files.is_empty()
            && self.files.iter().filter(|file| file.reported).all(|file| {
                let root = self.tree.canonical(&self.project_root(&file.path));
                self.folders.iter().any(|folder| root.starts_with(folder))
            })
    }

    fn link(&mut self, extends: &[Vec<Extended>], whole_project: bool) -> Linked {
        let complete = self.unreadable.is_empty() && self.files.iter().all(|file| file.owner.is_some());
        // Of the files, those that could be read are linked: which of them each is.
        let read = (0..self.files.len()).filter(|index| self.files[*index].document.is_some());
        let position: HashMap<usize, usize> = read.zip(0..).collect();
        let documents = self.files.iter_mut().zip(extends).filter_map(|(file, extends)| {
            let bases = extends.iter().map(|base| position.get(&base.file?).copied()).collect();
            Some(link::Loaded { document: file.document.take()?, bases })
        });
        link::link(documents.collect(), Scope { complete, whole_project }, &mut self.findings)
    }

    /// Keeps what is found in files that are reported on.
    fn keep_reported(&mut self, origins: &Origins) {
        let reported: HashSet<FileId> = self.files.iter().filter(|file| file.reported).map(|file| file.id).collect();
        // What stands in an anchor is read wherever it is used, and is one mistake all the same.
        let mut seen = HashSet::default();
        self.findings.retain(|finding| {
            let span = origins.span(&finding.primary);
            span.is_some_and(|span| reported.contains(&span.file))
                && seen.insert((finding.rule, span, finding.message.clone()))
        });
    }

    fn named(&self, origins: &Origins) -> Vec<NamedFile> {
        let errors = self.findings.iter().filter(|finding| finding.severity == Severity::Error);
        let with_errors: HashSet<FileId> =
            errors.filter_map(|finding| Some(origins.span(&finding.primary)?.file)).collect();
        let reported = self.files.iter().filter(|file| file.reported);
        let named = reported.map(|file| NamedFile {
            file: file.id,
            path: file.path.clone(),
            owner: file.owner.clone(),
            has_errors: with_errors.contains(&file.id),
        });
        named.collect()
    }
}

/// A path as it is shown: `./x.yaml` is `x.yaml`.
fn without_dot(path: &Path) -> &Path {
    match path.strip_prefix("./") {
        Ok(rest) if !rest.as_os_str().is_empty() => rest,
        _ => path,
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// Whether a path leads to a ladder or base file, however broken.
pub fn is_ladder(tree: &dyn Tree, path: &Path) -> bool {
    let Ok(bytes) = tree.read(path) else { return false };
    let (text, _) = decode(bytes);
    let mut sources = Sources::default();
    let id = sources.add(SourceFile::new(path, text));
    let text = sources.file(id).text();
    if !looks_like_a_ladder(text) {
        return false;
    }
    match yaml::parse(id, text, &mut Vec::new()) {
        Some(tree) => matches!(read::document(&mut Reader::new(&tree, text, &mut Vec::new())), Read::Document(_)),
        None => is_yaml(path),
    }
}

/// Whether a text that could not be read was meant as a ladder or base file.
fn looks_like_a_ladder(text: &str) -> bool {
    let keys = ["ladder", "base", "tracks"];
    let in_braces = text.lines().any(|line| line.starts_with('{'));
    text.split(|c| c == '\n' || (in_braces && matches!(c, '{' | ','))).any(|line| {
        let key = line.split(':').next().unwrap_or_default().trim_end();
        let key = if in_braces { key.trim_start() } else { key };
        line.contains(':') && keys.contains(&key.trim_matches(['"', '\'']))
    })
}
