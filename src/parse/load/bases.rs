//! Bases that are missing, or cannot be used.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::{Loader, folder_of};
use crate::finding::{Finding, Mark, Shape};
use crate::parse::Origins;
use crate::source::{FileId, Kind, Span, lexical};
use crate::words::suggest;

/// A base that a file extends.
pub(super) struct Extended {
    /// Where the file says so.
    span: Span,
    written: PathBuf,
    /// Its index among the files; `None` where it is no ladder or base file.
    pub file: Option<usize>,
}

impl Loader<'_> {
    /// The bases of each file.
    pub(super) fn extends(&self) -> Vec<Vec<Extended>> {
        let of_file = |index: usize| {
            let extended = self.files[index].extends.iter().zip(self.extended(index)).map(|(base, path)| Extended {
                span: base.span,
                written: base.value.clone(),
                file: self.by_path.get(&self.tree.canonical(&path)).copied().flatten(),
            });
            extended.collect()
        };
        (0..self.files.len()).map(of_file).collect()
    }

    /// Reports bases that are not there or are no ladder files.
    pub(super) fn missing_bases(&mut self, extends: &[Vec<Extended>]) {
        for (file, extended) in self.files.iter().zip(extends) {
            for base in extended.iter().filter(|base| base.file.is_none()) {
                let shown = base.written.display();
                let path = folder_of(&file.path).join(&base.written);
                if let Some(beyond) = self.beyond(&file.path, &path) {
                    let message = format!("the base `{shown}` is outside of the {beyond}");
                    let help = format!("move it into the {beyond}; if you trust the file, use `--allow-outside`");
                    self.findings
                        .push(Shape::MissingBase.finding(message, Mark::span(base.span, "extended here")).help(help));
                    continue;
                }
                let (message, help) = match self.tree.read(&path) {
                    Ok(_) => {
                        (format!("`{shown}` is not a base file"), "a base file begins with `base: <id>`".to_owned())
                    }
                    Err(error) => (
                        format!("the base `{shown}` could not be read: {}", error.reason),
                        self.near_files(&path, &base.written),
                    ),
                };
                let mark = Mark::span(base.span, "extended here");
                self.findings.push(Shape::MissingBase.finding(message, mark).help(help));
            }
        }
    }

    /// What of a file a path leads out of, if it may not: whoever writes a ladder could otherwise have other people's files
    /// read, and see of them what a finding quotes.
    pub(super) fn beyond(&self, file: &Path, path: &Path) -> Option<&'static str> {
        if !self.tree.confines() {
            return None;
        }
        let folder = self.tree.canonical(&folder_of(file));
        let has_git = |folder: &&Path| self.tree.kind(&folder.join(".git")).is_ok_and(|kind| kind != Kind::Missing);
        let (roots, name) = match folder.ancestors().find(has_git) {
            Some(repository) => (vec![repository.to_path_buf()], "repository"),
            None => {
                let project = self.tree.canonical(&self.project_root(file));
                let here = self.tree.canonical(Path::new("."));
                let named = self.folders.iter().cloned().chain([here]).filter(|root| folder.starts_with(root));
                (named.chain([project]).collect(), "project")
            }
        };
        let target = match self.tree.kind(path) {
            Ok(Kind::Missing) | Err(_) => lexical(&folder.join(path.strip_prefix(folder_of(file)).unwrap_or(path))),
            Ok(_) => self.tree.canonical(path),
        };
        (!roots.iter().any(|root| target.starts_with(root))).then_some(name)
    }

    /// The files beside a missing one that it may have meant.
    fn near_files(&self, path: &Path, written: &Path) -> String {
        let folder = folder_of(path);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let walk = self.tree.walk(&folder).unwrap_or_default();
        let names: Vec<String> = walk
            .files
            .iter()
            .filter(|file| folder_of(file) == folder)
            .filter_map(|file| Some(file.file_name()?.to_string_lossy().into_owned()))
            .collect();
        // `company` for `company.yaml`.
        let is_same = |file: &&str| Path::new(file).file_stem().is_some_and(|stem| stem == &*name);
        let mut near: Vec<&str> = names.iter().map(String::as_str).filter(is_same).collect();
        if near.is_empty() {
            near = suggest::nearest(&name, names.iter().map(String::as_str));
        }
        match near[..] {
            [near] => format!("did you mean `{}`?", written.with_file_name(near).display()),
            _ => "the path is relative to the file that extends it".to_owned(),
        }
    }

    /// A base that is not reported on but has errors is one finding where it is extended.
    pub(super) fn faulty_bases(&mut self, extends: &[Vec<Extended>], origins: &Origins) {
        let mut faults: HashMap<FileId, &Finding> = HashMap::new();
        for finding in &self.findings {
            if let Some(span) = origins.span(&finding.primary) {
                faults.entry(span.file).or_insert(finding);
            }
        }
        let mut findings = Vec::new();
        for (_, extended) in self.files.iter().zip(extends).filter(|(file, _)| file.reported) {
            for base in extended {
                let Some(fault) = self.first_fault(base, extends, &faults) else { continue };
                let message = format!("the base `{}` cannot be used: {}", base.written.display(), fault.message);
                let finding = Shape::MissingBase
                    .finding(message, Mark::span(base.span, "extended here"))
                    .also(fault.primary.clone())
                    .help("correct it there; name that file too, or its folder, to see all that is wrong with it");
                findings.push(finding);
            }
        }
        self.findings.append(&mut findings);
    }

    /// The first error in a file, not reported on, that is reached through `start`.
    fn first_fault<'f>(
        &self,
        start: &Extended,
        extends: &[Vec<Extended>],
        faults: &HashMap<FileId, &'f Finding>,
    ) -> Option<&'f Finding> {
        // That a ladder is extended is a mistake of its own, and said already.
        let usable = |base: &Extended| base.file.filter(|file| !self.files[*file].is_ladder);
        let mut seen = HashSet::new();
        let mut stack: Vec<usize> = usable(start).into_iter().collect();
        while let Some(at) = stack.pop() {
            if !seen.insert(at) || self.files[at].reported {
                continue;
            }
            if let Some(fault) = faults.get(&self.files[at].id) {
                return Some(fault);
            }
            stack.extend(extends[at].iter().filter_map(usable));
        }
        None
    }
}
