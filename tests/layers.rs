//! Data flows one way: who may use whom is a table, and this holds the code to it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each module of the crate, and those that it may use. `main` is the binary, which uses the crate from outside.
const MAY_USE: &[(&str, &[&str])] = &[
    ("words", &[]),
    ("source", &["words"]),
    ("model", &[]),
    ("finding", &["model", "source"]),
    ("parse", &["source", "model", "finding", "words"]),
    ("config", &["source", "parse", "finding", "model"]),
    ("rules", &["source", "model", "finding", "config", "words"]),
    ("diff", &["words", "model", "config"]),
    ("roster", &["words", "model", "diff"]),
    ("view", &["words", "model", "finding", "source", "rules", "diff", "roster"]),
    ("render", &["words", "view", "finding", "source", "rules", "diff", "roster"]),
    ("schema", &["parse", "config", "rules", "render"]),
    ("cli", &["finding", "config", "diff", "roster", "render", "view", "schema"]),
    ("session", &["words", "source", "model", "finding", "parse", "config", "rules", "diff", "view", "render", "cli"]),
    ("revisions", &["words", "source", "model", "finding", "parse", "session"]),
    (
        "commands",
        &[
            "words",
            "source",
            "model",
            "finding",
            "parse",
            "config",
            "rules",
            "diff",
            "roster",
            "view",
            "render",
            "schema",
            "cli",
            "session",
            "revisions",
        ],
    ),
    ("main", &["cli", "commands", "render", "session", "source", "words"]),
];

#[test]
fn modules_use_only_what_the_table_allows() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in rust_files(Path::new("src")) {
        let module = module_of(&file);
        if module == "lib" {
            continue;
        }
        let Some(allowed) = allowed.get(module.as_str()) else {
            wrong.push(format!("`{module}` is not in the table of layers ({})", file.display()));
            continue;
        };
        let text = fs::read_to_string(&file).expect("a source file can be read");
        // What a module's own tests use does not matter to the flow.
        let code = text.split("[cfg(test)]").next().expect("split yields a first part");
        let root = if module == "main" { "ladder::" } else { "crate::" };
        for used in used_modules(code, root) {
            if used != module && !allowed.contains(&used.as_str()) {
                wrong.push(format!("`{module}` uses `{used}` ({})", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "against the layers:\n{}", wrong.join("\n"));
}

#[test]
fn the_table_has_no_circle() {
    let position = |name: &str| MAY_USE.iter().position(|(known, _)| *known == name).expect(name);
    for (index, (module, uses)) in MAY_USE.iter().enumerate() {
        for used in *uses {
            // `commands` and `cli` stand in the order in which `main` calls them.
            assert!(position(used) < index, "`{module}` stands before `{used}`, which it uses");
        }
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn module_of(file: &Path) -> String {
    let first = file.components().nth(1).expect("below src").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Every `x` of `crate::x`, where `crate::` is the root; also in `use crate::{a, b::c}`.
fn used_modules(code: &str, root: &str) -> Vec<String> {
    let mut used = Vec::new();
    let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    for (at, _) in code.match_indices(root) {
        let rest = &code[at + root.len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let list = &list[..list.find('}').unwrap_or(list.len())];
            used.extend(list.split(',').map(first_word));
        } else {
            used.push(first_word(rest));
        }
    }
    used.retain(|module| !module.is_empty());
    used
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn what_a_rename_means_is_asked_of_the_diff() {
    for file in rust_files(Path::new("src")).iter().filter(|file| module_of(file) != "diff") {
        let text = fs::read_to_string(file).expect("a source file can be read");
        let message = "`Diff::now` and `Diff::was` know what became of a place";
        assert!(!text.contains("Edit::Rename"), "{} reads `Edit::Rename`: {message}", file.display());
    }
}
