//! Data flows one way: who may use whom is a table, and this holds the code to it. Where a folder has an order inside, the
//! order is a table as well.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Each module of the crate, and those that it may use. `main` is the binary, which uses the crate from outside.
const MAY_USE: &[(&str, &[&str])] = &[
    ("jobs", &[]),
    ("words", &[]),
    ("source", &["words"]),
    ("model", &[]),
    ("finding", &["model", "source"]),
    ("parse", &["jobs", "source", "model", "finding", "words"]),
    ("config", &["source", "parse", "finding", "model"]),
    ("edit", &["source", "model", "finding", "parse", "config"]),
    ("rules", &["jobs", "source", "model", "finding", "config", "words"]),
    ("diff", &["words", "model", "config"]),
    ("roster", &["words", "model", "diff"]),
    ("view", &["words", "model", "finding", "source", "rules", "diff", "roster"]),
    ("render", &["words", "model", "view", "finding", "source", "rules", "diff", "roster"]),
    ("import", &["words", "source", "model", "view"]),
    ("schema", &["model", "parse", "config", "rules", "render"]),
    ("shipped", &[]),
    ("cli", &["shipped", "model", "finding", "config", "diff", "roster", "render", "view", "import", "schema"]),
    (
        "session",
        &["words", "source", "model", "finding", "parse", "edit", "config", "rules", "diff", "view", "render", "cli"],
    ),
    ("revisions", &["words", "source", "model", "finding", "parse", "config", "diff", "view", "session"]),
    ("site", &["words", "jobs", "source", "model", "parse", "config", "diff", "view", "render", "revisions"]),
    (
        "lsp",
        &[
            "words", "source", "model", "finding", "parse", "edit", "config", "rules", "view", "render", "schema",
            "session",
        ],
    ),
    (
        "commands",
        &[
            "lsp",
            "words",
            "source",
            "model",
            "finding",
            "parse",
            "edit",
            "config",
            "rules",
            "diff",
            "roster",
            "view",
            "render",
            "import",
            "schema",
            "shipped",
            "cli",
            "session",
            "revisions",
            "site",
        ],
    ),
    ("progress", &[]),
    ("main", &["cli", "commands", "model", "progress", "render", "session", "source", "words"]),
];

/// Folders with an order inside: a file or folder uses those before it. The folder's `mod.rs` puts them together, and what
/// it declares itself is for all of them.
const ORDERS: &[(&str, &[&str])] = &[
    (
        "model",
        &[
            "text", "stated", "id", "by_id", "date", "pay", "grade", "level", "role", "ladder", "place", "facts",
            "resolve",
        ],
    ),
    (
        "parse",
        &[
            "keys",
            "invisible",
            "conflict",
            "syntax",
            "yaml",
            "decode",
            "document",
            "reader",
            "read",
            "origins",
            "link",
            "ignores",
            "load",
            "choices",
            "alone",
        ],
    ),
    (
        "view",
        &[
            "words",
            "names",
            "spot",
            "public",
            "fingerprint",
            "findings",
            "catalogue",
            "parts",
            "moves",
            "level",
            "narrow",
            "ladder",
            "side_by_side",
            "page",
            "picture",
            "layout",
            "level_layout",
            "compare",
            "paths",
            "search",
            "stats",
            "worksheet",
            "matrix",
            "threads",
            "ladder_moves",
            "export",
            "shown",
            "ladder_page",
            "text",
            "facets",
            "headline",
            "change",
            "announcement",
            "diff",
            "log",
        ],
    ),
    (
        "import",
        &[
            "words", "level", "points", "ids", "grid", "read", "part", "money", "shapes", "draft", "joined", "scale",
            "grades", "join", "own", "update",
        ],
    ),
    ("diff", &["text", "asks", "impact", "case", "kind", "change", "judgement", "identity", "compare", "verdict"]),
];

/// A file of the sources.
struct File {
    /// Its path as a module: `diff::compare` is `src/diff/compare/mod.rs` or `src/diff/compare.rs`.
    module: String,
    /// Its text without comments and without its own tests: what a test uses does not matter to the flow.
    code: String,
    /// Every path of the crate that it names, written from the root. What another module declares again (`pub use`) has the
    /// path of the first declaration.
    uses: Vec<String>,
}

static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    let mut files: Vec<File> = rust_files(Path::new("src")).iter().map(|path| read(path)).collect();
    let mut declared_again: BTreeMap<String, String> = files.iter().flat_map(declares_again).collect();
    // A function that is called like its module: the path is the module's.
    declared_again.retain(|short, _| files.iter().all(|file| file.module != *short));
    for file in &mut files {
        for used in &mut file.uses {
            *used = origin(used, &declared_again);
        }
    }
    files
});

#[test]
fn modules_use_only_what_the_table_allows() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in FILES.iter().filter(|file| file.module != "lib") {
        let module = first(&file.module);
        let Some(allowed) = allowed.get(module) else {
            wrong.push(format!("`{module}` is not in the table of layers"));
            continue;
        };
        for used in file.uses.iter().map(|used| first(used)) {
            if used != module && !allowed.contains(&used) {
                wrong.push(format!("`{}` uses `{used}`", file.module));
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

#[test]
fn files_use_only_those_before_them_in_their_folder() {
    let mut wrong = Vec::new();
    for (folder, order) in ORDERS {
        let part = |path: &str| Some(first(path.strip_prefix(folder)?.strip_prefix("::")?).to_owned());
        let position = |part: &str| order.iter().position(|known| *known == part);
        for gone in order.iter().filter(|known| FILES.iter().all(|file| part(&file.module).as_deref() != Some(**known)))
        {
            wrong.push(format!("`{folder}::{gone}` is in the order, and there is no such file"));
        }
        for file in FILES.iter() {
            let Some(own) = part(&file.module) else { continue };
            let Some(at) = position(&own) else {
                wrong.push(format!("`{}` is not in the order of `{folder}`", file.module));
                continue;
            };
            for used in &file.uses {
                if part(used).and_then(|used| position(&used)).is_some_and(|used| used > at) {
                    wrong.push(format!("`{}` uses `{used}`, which comes after it", file.module));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "against the order:\n{}", wrong.join("\n"));
}

#[test]
fn no_folder_has_a_circle() {
    let mut edges: BTreeMap<&str, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for file in FILES.iter() {
        for used in &file.uses {
            // The folder that two modules share, and the part of it that each is in.
            let ends = file.module.split("::").zip(used.split("::"));
            let shared: usize = ends.take_while(|(own, other)| own == other).map(|(own, _)| own.len() + 2).sum();
            let (own, other) = (file.module.get(shared..), used.get(shared..));
            let is_file = |part: &str| FILES.iter().any(|file| file.module == format!("{}{part}", &used[..shared]));
            if let (Some(own), Some(other)) = (own.map(first), other.map(first).filter(|other| is_file(other))) {
                edges.entry(&used[..shared]).or_default().insert((own, other));
            }
        }
    }
    let mut wrong = Vec::new();
    for (folder, mut edges) in edges {
        // What uses nothing that is left, or is used by nothing that is left, is in no circle.
        loop {
            let before = edges.len();
            let (users, used): (BTreeSet<&str>, BTreeSet<&str>) = edges.iter().copied().unzip();
            edges.retain(|(own, other)| users.contains(other) && used.contains(own));
            if edges.len() == before {
                break;
            }
        }
        wrong.extend(edges.iter().map(|(own, other)| format!("`{folder}{own}` uses `{other}`")));
    }
    assert!(wrong.is_empty(), "in a circle:\n{}", wrong.join("\n"));
}

#[test]
fn no_rule_uses_another() {
    let is_rule = |file: &&File| file.code.contains("pub static RULE: Rule");
    let rules: Vec<&File> = FILES.iter().filter(is_rule).collect();
    assert!(rules.len() > 50, "rules are not found any more");
    let mut wrong = Vec::new();
    for file in &rules {
        let others = rules.iter().filter(|other| other.module != file.module);
        for other in others.filter(|other| file.uses.iter().any(|used| is_within(used, &other.module))) {
            wrong.push(format!("`{}` uses `{}`", file.module, other.module));
        }
    }
    assert!(wrong.is_empty(), "what two rules need is a cause:\n{}", wrong.join("\n"));
}

#[test]
fn what_a_rename_means_is_asked_of_the_diff() {
    for file in FILES.iter().filter(|file| first(&file.module) != "diff") {
        let message = "`Diff::now` and `Diff::was` know what became of a place";
        assert!(!file.code.contains("Edit::Rename"), "`{}` reads `Edit::Rename`: {message}", file.module);
    }
}

#[test]
fn json_shapes_are_in_one_folder() {
    for file in FILES.iter().filter(|file| !is_within(&file.module, "render::json")) {
        assert!(!file.code.contains("JsonSchema)]"), "`{}` has the shape of a JSON output", file.module);
    }
}

/// What the tables rest on: a path is found in each of its forms.
#[test]
fn paths_are_read_in_every_form() {
    let code = "use crate::{a::B, c::{self, d::{E, F as G}}};\nuse super::h;\nfn f() -> super::super::I<crate::j::K> { \
                self::l::m::<u8>() }\nuse k::L; let z = not_k::x(); mycrate::y();";
    let found = paths(code, "one::two::three", &["k"]);
    let own = ["one::two::h", "one::two::three::k::L", "one::two::three::l::m"];
    assert_eq!(found, [&["a::B", "c", "c::d::E", "c::d::F", "j::K", "one::I"][..], &own].concat());
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

fn read(path: &Path) -> File {
    let text = fs::read_to_string(path).expect("a source file can be read");
    let code = text.split("[cfg(test)]").next().expect("split yields a first part");
    let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let path = path.strip_prefix("src").expect("below src").with_extension("");
    let parts = path.iter().map(|part| part.to_string_lossy()).filter(|part| part != "mod");
    let module = parts.collect::<Vec<_>>().join("::");
    let uses = paths(&code, &module, &children(&code));
    File { module, code, uses }
}

/// The modules that a file declares: in the file, their paths need no `self`.
fn children(code: &str) -> Vec<&str> {
    let declared = code.lines().filter_map(|line| line.trim().trim_start_matches("pub ").strip_prefix("mod "));
    declared.filter_map(|name| name.strip_suffix(';')).collect()
}

/// Where a module uses the parts that it declares, what it uses is there under its own path as well.
fn declares_again(file: &File) -> Vec<(String, String)> {
    let from_below = file.uses.iter().filter(|used| used.len() > file.module.len() && is_within(used, &file.module));
    let short = |used: &String| Some((format!("{}::{}", file.module, used.rsplit("::").next()?), used.clone()));
    from_below.filter_map(short).filter(|(short, long)| short != long).collect()
}

fn origin(path: &str, declared_again: &BTreeMap<String, String>) -> String {
    let mut path = path.to_owned();
    while let Some((short, long)) = declared_again.iter().find(|(short, _)| is_within(&path, short)) {
        path = format!("{long}{}", &path[short.len()..]);
    }
    path
}

/// Every path that the code names, from the root of the crate; sorted.
fn paths(code: &str, module: &str, children: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut before = ' ';
    for (at, c) in code.char_indices() {
        let is_start = !is_of_word(before) && before != ':' && is_of_word(c);
        before = c;
        let word = word(&code[at..]);
        let starts = ["self", "super"].contains(&word) || is_root(word, module) || children.contains(&word);
        if is_start && starts && code[at + word.len()..].starts_with("::") {
            let mut rest = &code[at..];
            read_path(&mut rest, "", &mut found);
        }
    }
    let mut found: Vec<String> = found.iter().map(|path| from_root(path, module)).collect();
    found.sort();
    found.dedup();
    found
}

/// Takes a path off the text; of a group, `a::{b, c}`, each path.
fn read_path<'a>(text: &mut &'a str, before: &str, found: &mut Vec<String>) {
    if let Some(mut list) = text.strip_prefix('{') {
        while !list.is_empty() {
            list = list.trim_start();
            read_path(&mut list, before, found);
            // What follows a name may be `as another`.
            let end = list.find([',', '}']).unwrap_or(list.len());
            let is_last = !list[end..].starts_with(',');
            list = list.get(end + 1..).unwrap_or_default();
            if is_last {
                break;
            }
        }
        *text = list;
        return;
    }
    let name: &'a str = word(text);
    *text = &text[name.len()..];
    let path = match name {
        "" => before.to_owned(),
        "self" if !before.is_empty() => before.to_owned(),
        _ if before.is_empty() => name.to_owned(),
        _ => format!("{before}::{name}"),
    };
    match text.strip_prefix("::") {
        Some(rest) if !name.is_empty() => {
            *text = rest;
            read_path(text, &path, found);
        }
        _ => found.push(path),
    }
}

/// A path as a module writes it, from the root of the crate.
fn from_root(path: &str, module: &str) -> String {
    let mut parts: Vec<&str> = module.split("::").collect();
    let mut rest = path.split("::").peekable();
    match rest.peek() {
        Some(&("self" | "super")) => {}
        Some(root) if is_root(root, module) => {
            parts.clear();
            rest.next();
        }
        _ => return format!("{module}::{path}"),
    }
    for part in rest {
        match part {
            "self" => {}
            "super" => drop(parts.pop()),
            other => parts.push(other),
        }
    }
    parts.join("::")
}

/// The root of the crate; `main` uses the crate from outside, by its name.
fn is_root(word: &str, module: &str) -> bool {
    word == if module == "main" { "ladder" } else { "crate" }
}

/// Whether a path is this module or in it.
fn is_within(path: &str, module: &str) -> bool {
    path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn first(path: &str) -> &str {
    path.split("::").next().expect("split yields a first part")
}

fn word(text: &str) -> &str {
    &text[..text.find(|c| !is_of_word(c)).unwrap_or(text.len())]
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
