//! The schemas and the loader agree: a file that the loader takes the schema takes, and an `unknown-field`, a
//! `missing-field` and a `wrong-type` of the loader is a mistake to the schema too. What the program writes passes as well.
//!
//! The validator reads YAML through serde_yaml, a reader of its own, and JSON Schema through the jsonschema crate.

mod project;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use jsonschema::Validator;
use ladder::finding::{Finding, Severity};
use ladder::parse::keys::NODES;
use ladder::parse::{self, Input};
use ladder::rules;
use ladder::schema::CHECKED;
use ladder::source::Memory;
use ladder::{config, schema};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use serde_yaml::Value as Yaml;

/// What no schema sees, because it takes more than one place to see it. The rest (an empty value, a word that is none of
/// its key's) a schema may check or leave.
const UNSEEN: [&str; 6] =
    ["band-order", "base-cycle", "duplicate-id", "missing-base", "redefined", "unknown-reference"];

static FILE: LazyLock<Validator> = LazyLock::new(|| validator("file"));

fn validator(kind: &str) -> Validator {
    jsonschema::draft7::new(&schema::find(kind).unwrap().schema()).unwrap()
}

/// What the schema has against a text; `None` where it is not even YAML to the second reader, or nothing that JSON can say.
fn objections(validator: &Validator, text: &str) -> Option<Vec<String>> {
    let mut yaml: Yaml = serde_yaml::from_str(text).ok()?;
    yaml.apply_merge().ok()?;
    let document = json_of(&yaml)?;
    Some(validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect())
}

/// A document as an editor hands it to a validator: keys are texts, and a number without end is a number.
fn json_of(yaml: &Yaml) -> Option<Value> {
    Some(match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(flag) => json!(flag),
        Yaml::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(number), ..) => json!(number),
            (_, Some(number), _) => json!(number),
            (.., Some(number)) if number.is_finite() => json!(number),
            _ => json!(f64::MAX),
        },
        Yaml::String(text) => json!(text),
        Yaml::Sequence(entries) => Value::Array(entries.iter().map(json_of).collect::<Option<_>>()?),
        Yaml::Mapping(entries) => {
            let entry = |(key, value)| {
                let key = match json_of(key)? {
                    Value::String(key) => key,
                    Value::Array(_) | Value::Object(_) => return None,
                    key => key.to_string(),
                };
                Some((key, json_of(value)?))
            };
            Value::Object(entries.iter().map(entry).collect::<Option<_>>()?)
        }
        Yaml::Tagged(tagged) => json_of(&tagged.value)?,
    })
}

/// What the loader finds in the first of some files.
fn found(files: &[(String, String)]) -> Vec<Finding> {
    let tree = files.iter().fold(Memory::new(), |tree, (name, text)| tree.with(name, text.as_str()));
    let mut loaded = parse::load(&tree, &[Input::Path(PathBuf::from(&files[0].0))]);
    // A warning is about what a valid file may mean.
    loaded.findings.retain(|finding| finding.severity == Severity::Error);
    loaded.findings
}

fn ids(findings: &[Finding]) -> BTreeSet<&'static str> {
    findings.iter().map(|finding| finding.rule).collect()
}

/// Holds the schema to what the loader says of the first of some files, and says whether the loader takes it.
fn judged_alike(files: &[(String, String)]) -> Result<bool, String> {
    let text = &files[0].1;
    let findings = found(files);
    let rules = ids(&findings);
    let objections = objections(&FILE, text);
    let accepted = objections.as_ref().is_some_and(Vec::is_empty);
    if rules.iter().any(|rule| CHECKED.contains(rule)) {
        if accepted {
            return Err(format!("the loader raises {rules:?}, and the schema nothing:\n{text}"));
        }
    } else if rules.iter().all(|rule| UNSEEN.contains(rule)) && !accepted {
        return Err(format!("the loader raises {rules:?}, and the schema says {objections:?}:\n{text}"));
    }
    Ok(findings.is_empty())
}

fn agree(what: &str, files: &[(String, String)]) {
    judged_alike(files).unwrap_or_else(|error| panic!("{what}: {error}"));
}

/// Each file of an example in turn, with the others beside it.
fn each_first(files: &[(String, String)]) -> impl Iterator<Item = Vec<(String, String)>> + '_ {
    (0..files.len()).map(|first| {
        let mut files = files.to_vec();
        files.swap(0, first);
        files
    })
}

fn on_disk(paths: &[&str]) -> Vec<(String, String)> {
    paths.iter().map(|path| ((*path).to_owned(), std::fs::read_to_string(path).unwrap())).collect()
}

const SHIPPED: [&str; 6] = [
    "ladders/engineering.yaml",
    "ladders/product.yaml",
    "ladders/design.yaml",
    "ladders/company.yaml",
    "ladders/education.yaml",
    "ladders/school.yaml",
];

#[test]
fn every_schema_is_one() {
    for kind in schema::kinds() {
        let schema = kind.schema();
        jsonschema::draft7::meta::validate(&schema).unwrap_or_else(|error| panic!("{}: {error}", kind.name));
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    }
}

/// An editor offers `true` and `false` wherever a schema names the type.
#[test]
fn only_flags_name_booleans() {
    fn hold(value: &Value) {
        if let Some(types) = value["type"].as_array() {
            assert!(!types.contains(&json!("boolean")), "{value}");
        }
        value.as_array().into_iter().flatten().for_each(hold);
        value.as_object().into_iter().flatten().for_each(|(_, inner)| hold(inner));
    }
    for kind in ["file", "ladder", "base", "config"] {
        hold(&schema::find(kind).unwrap().schema());
    }
}

#[test]
fn shipped_ladders_pass() {
    for files in each_first(&on_disk(&SHIPPED)) {
        assert_eq!(found(&files), [], "{}", files[0].0);
        agree(&files[0].0, &files);
    }
}

#[test]
fn ladder_and_base_files_have_schemas_of_their_own() {
    let (ladder, base) = (validator("ladder"), validator("base"));
    let [engineering, .., company] = &on_disk(&SHIPPED)[..] else { panic!("four files") };
    assert_eq!(objections(&ladder, &engineering.1), Some(Vec::new()));
    assert_eq!(objections(&base, &company.1), Some(Vec::new()));
    assert_ne!(objections(&ladder, &company.1), Some(Vec::new()));
    assert_ne!(objections(&base, &engineering.1), Some(Vec::new()));
}

#[test]
fn examples_of_the_table_of_keys_pass() {
    for node in NODES {
        for files in each_first(&rules::files(node.example)) {
            assert_eq!(found(&files), [], "{}", node.title);
            agree(node.title, &files);
        }
    }
}

#[test]
fn examples_of_the_rules_are_judged_alike() {
    for rule in rules::ALL {
        for example in [rule.explanation.bad, rule.explanation.good] {
            for files in each_first(&rules::files(example)) {
                agree(rule.id, &files);
            }
        }
        if CHECKED.contains(&rule.id) {
            let bad = rules::files(rule.explanation.bad);
            assert!(each_first(&bad).any(|files| ids(&found(&files)).contains(rule.id)), "{}", rule.id);
        }
    }
}

#[test]
fn the_ladders_of_other_tests_are_judged_alike() {
    for folder in ["tests/cmd", "tests/cmd/ladders"] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "yaml") {
                let path = path.display().to_string();
                agree(&path, &on_disk(&[&path]));
            }
        }
    }
}

/// A ladder with `line` as the only entry of a level, track or the like.
fn level(keys: &str) -> String {
    format!(
        "ladder: x\ncompetencies: [{{ id: a }}]\ntracks: [{{ id: ic, kind: ic, levels: [{{ id: L1, {keys} }}] }}]\n"
    )
}

#[test]
fn what_the_loader_takes_as_a_text_passes() {
    for value in ["4", "3.5", "-0", "0x1F", "1e3", ".inf", ".nan", "true", "No", "012", "2024-01-01", "\"4\"", "' 4'"] {
        for keys in [format!("title: {value}"), format!("title: [{value}]"), format!("summary: {value}")] {
            let files = [("x.yaml".to_owned(), level(&format!("grade: 1, {keys}")))];
            assert_eq!(found(&files), [], "{keys}");
            agree(&keys, &files);
        }
    }
    for id in ["4", "3.5", "true", "Δ1", "学4", "a-b_c.d", "IC4.", "\"4\"", "1e3"] {
        let text = format!("ladder: x\ntracks: [{{ id: {id}, kind: ic, levels: [{{ id: {id}, grade: 1 }}] }}]\n");
        let files = [("x.yaml".to_owned(), text)];
        assert_eq!(found(&files), [], "{id}");
        agree(id, &files);
    }
}

#[test]
fn blocks_merge_keys_and_tags_are_judged_alike() {
    for text in [
        "ladder: |\n  x\nversion: |\n  1.0.0\ntracks:\n  - id: ic\n    kind: |\n      ic\n    levels: [{ id: L1, grade: 1 }]\n",
        "x-level: &l { grade: 1, status: active }\nladder: x\ntracks: [{ id: ic, kind: ic, levels: [{ id: L1, <<: *l }] }]\n",
        "x-level: &l { grad: 1 }\nladder: x\ntracks: [{ id: ic, kind: ic, levels: [{ id: L1, <<: *l }] }]\n",
        "x-own: !tag [1, { ? [a] : b }]\nladder: x\ntracks: [{ id: ic, kind: ic, levels: [{ id: L1, grade: 1 }] }]\n",
        "ladder: x\ntracks: [{ id: ic, kind: ic, levels: [{ id: L1, grade: 1, <<: 3 }] }]\n",
        "ladder: x\ntracks: [{ id: ic, kind: ic, levels: [{ id: L1, grade: 1, ? [a] : b }] }]\n",
        "ladder: x\ntracks: [{ id: ic, kind: ic, levels: [L1: { grade: 1 }] }]\n",
        "base: x\ntracks: []\n",
        "ladder: x\nbase: x\ntracks: [{ id: ic, kind: ic, levels: [{ id: L1, grade: 1 }] }]\n",
        "title: x\n",
        "- ladder\n",
        "ladder\n",
    ] {
        agree("a text", &[("x.yaml".to_owned(), text.to_owned())]);
    }
}

#[test]
fn expectations_are_judged_alike() {
    for (ask, taken) in [
        ("~", true),
        ("a text", true),
        ("[a, b]", true),
        ("4", true),
        ("{ text: [a] }", true),
        ("{ step: 3 }", true),
        ("{ text: a, examples: b }", true),
        ("{ x-note: a, step: 3 }", true),
        ("{}", false),
        ("{ examples: a }", false),
        ("{ txt: a }", false),
        ("{ text: { a: b } }", false),
        ("[a, { text: b }]", true),
        ("[a, { text: b, examples: [c, d] }]", true),
        ("{ text: [a, { text: b, examples: c }] }", true),
        ("[{ text: [a] }]", false),
        ("[{ examples: a }]", false),
        ("[{ text: a, example: b }]", false),
        ("[[a]]", false),
        ("[~]", false),
        ("[]", false),
        ("{ step: [3] }", false),
    ] {
        let files = [("x.yaml".to_owned(), level(&format!("grade: 1, expectations: {{ a: {ask} }}")))];
        assert_eq!(found(&files).is_empty(), taken, "{ask}: {:?}", found(&files));
        agree(ask, &files);
        assert_eq!(objections(&FILE, &files[0].1).unwrap().is_empty(), taken, "{ask}");
    }
}

#[test]
fn configurations_are_judged_alike() {
    let validator = validator("config");
    let broken = [
        "rule: {}\n",
        "rules: []\n",
        "paths: [{ match: a }]\n",
        "fail_on: [error]\n",
        "rules: { words: ~ }\n",
        "explanations: ftp://example.org/\n",
        "explanations: https://example.org/規則\n",
    ];
    let taken = [
        "",
        "# only a mark\n",
        "tolerance: { pay: 5% }\n",
        "rules: { across: off, no-such-rule: note }\n",
        "explanations: https://example.org/{rule}#x\n",
        "explanations: |\n  http://example.org/\n\n",
    ];
    for text in config::keys::NODES.iter().map(|node| node.example).chain(broken).chain(taken) {
        let read = config::read(&Memory::new().with(".ladder.yaml", text), Path::new(".ladder.yaml")).unwrap();
        let accepted = objections(&validator, text).is_some_and(|objections| objections.is_empty());
        assert_eq!(accepted, read.findings.is_empty(), "{text}: {:?}", read.findings);
        assert_eq!(accepted, !broken.contains(&text), "{text}");
    }
}

/// A change to a document that may or may not break it.
#[derive(Debug, Clone)]
enum Mutation {
    Rename(Index, &'static str),
    Drop(Index),
    Replace(Index, Yaml),
    Wrap(Index),
    Unwrap(Index),
}

fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let other = prop_oneof![
        Just("text"),
        Just("4"),
        Just("4.5"),
        Just("\"4\""),
        Just("true"),
        Just("\"true\""),
        Just("~"),
        Just("''"),
        Just("[]"),
        Just("{}"),
        Just("[a, b]"),
        Just("[~]"),
        Just("[[a]]"),
        Just("{ a: b }"),
        Just("[{ a: b }]"),
        Just("{ text: a }"),
        Just("{ same_as: L1 }"),
        Just("{ id: a }"),
        Just("[{ id: a }]"),
        Just("ic"),
        Just("{ currency: EUR, min: 1, max: 2 }"),
        Just("[{ currency: EUR, min: '1', max: 2 }]"),
    ]
    .prop_map(|text| serde_yaml::from_str::<Yaml>(text).unwrap());
    let name = prop_oneof![
        Just("x-own"),
        Just("id"),
        Just("title"),
        Just("levels"),
        Just("kind"),
        Just("text"),
        Just("ladder"),
        Just("base"),
        Just("tracks"),
        Just("sumary"),
        Just("nonsense"),
        Just("4"),
        Just("formerly"),
        Just("min"),
    ];
    let mutation = prop_oneof![
        2 => (any::<Index>(), name).prop_map(|(at, name)| Mutation::Rename(at, name)),
        2 => any::<Index>().prop_map(Mutation::Drop),
        4 => (any::<Index>(), other).prop_map(|(at, other)| Mutation::Replace(at, other)),
        1 => any::<Index>().prop_map(Mutation::Wrap),
        1 => any::<Index>().prop_map(Mutation::Unwrap),
    ];
    proptest::collection::vec(mutation, 1..4)
}

/// A way from the top of a document to a value.
type Way = Vec<Yaml>;

/// The ways to every entry of every mapping, or to every value.
fn ways(value: &Yaml, here: &Way, entries_only: bool, found: &mut Vec<Way>) {
    let below: Vec<(Yaml, &Yaml, bool)> = match value {
        Yaml::Mapping(entries) => entries.iter().map(|(key, value)| (key.clone(), value, true)).collect(),
        Yaml::Sequence(entries) => {
            entries.iter().enumerate().map(|(index, value)| (Yaml::from(index), value, false)).collect()
        }
        _ => Vec::new(),
    };
    for (step, value, is_entry) in below {
        let mut way = here.clone();
        way.push(step);
        if is_entry || !entries_only {
            found.push(way.clone());
        }
        ways(value, &way, entries_only, found);
    }
}

fn at<'a>(mut value: &'a mut Yaml, way: &[Yaml]) -> &'a mut Yaml {
    for step in way {
        value = match value {
            Yaml::Mapping(entries) => entries.get_mut(step).unwrap(),
            Yaml::Sequence(entries) => &mut entries[usize::try_from(step.as_u64().unwrap()).unwrap()],
            _ => unreachable!("ways lead through lists and mappings"),
        };
    }
    value
}

fn mutate(document: &mut Yaml, mutation: &Mutation) {
    let entries_only = matches!(mutation, Mutation::Rename(..) | Mutation::Drop(_));
    let mut all = Vec::new();
    ways(document, &Vec::new(), entries_only, &mut all);
    let (Mutation::Rename(index, _)
    | Mutation::Drop(index)
    | Mutation::Replace(index, _)
    | Mutation::Wrap(index)
    | Mutation::Unwrap(index)) = mutation;
    if all.is_empty() {
        return;
    }
    let way = index.get(&all);
    let (last, above) = way.split_last().unwrap();
    match mutation {
        Mutation::Rename(_, name) => {
            let entries = at(document, above).as_mapping_mut().unwrap();
            let name = Yaml::from(*name);
            // Two keys of one name are another mistake.
            if !entries.contains_key(&name) {
                let value = entries.remove(last).unwrap();
                entries.insert(name, value);
            }
        }
        Mutation::Drop(_) => {
            at(document, above).as_mapping_mut().unwrap().remove(last);
        }
        Mutation::Replace(_, other) => *at(document, way) = other.clone(),
        Mutation::Wrap(_) => {
            let value = at(document, way);
            *value = Yaml::Sequence(vec![value.clone()]);
        }
        Mutation::Unwrap(_) => {
            let value = at(document, way);
            if let Some(inner) = value.as_sequence().and_then(|entries| entries.first()).cloned() {
                *value = inner;
            }
        }
    }
}

/// Documents to change: the examples that load alone and between them use every key.
static DOCUMENTS: LazyLock<Vec<Yaml>> = LazyLock::new(|| {
    let mut texts: Vec<String> =
        NODES.iter().flat_map(|node| rules::files(node.example)).map(|(_, text)| text).collect();
    texts.push(std::fs::read_to_string("tests/cmd/ladders/wide.yaml").unwrap());
    texts.iter().map(|text| serde_yaml::from_str(text).unwrap()).collect()
});

fn one_file(document: &Yaml) -> [(String, String); 1] {
    [("x.yaml".to_owned(), serde_yaml::to_string(document).unwrap())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn changed_documents_are_judged_alike(which in any::<Index>(), mutations in mutations()) {
        let mut document = which.get(&DOCUMENTS).clone();
        for mutation in &mutations {
            mutate(&mut document, mutation);
        }
        judged_alike(&one_file(&document)).map_err(TestCaseError::fail)?;
    }
}

/// Every single change of one kind, so that no key of the format is left to chance.
#[test]
fn every_key_is_judged_alike_when_it_goes_is_renamed_or_changes_its_type() {
    let others: Vec<Yaml> =
        ["text", "4", "'4'", "true", "'true'", "~", "[]", "{}", "[text]", "[~]", "[[text]]", "{ a: b }", "[{ a: b }]"]
            .map(|text| serde_yaml::from_str(text).unwrap())
            .into();
    for document in DOCUMENTS.iter() {
        let mut all = Vec::new();
        ways(document, &Vec::new(), true, &mut all);
        for way in &all {
            let (last, above) = way.split_last().unwrap();
            let mut dropped = document.clone();
            let value = at(&mut dropped, above).as_mapping_mut().unwrap().remove(last).unwrap();
            agree("dropped", &one_file(&dropped));
            for name in ["x-own", "nonsense"] {
                let mut renamed = dropped.clone();
                at(&mut renamed, above).as_mapping_mut().unwrap().insert(Yaml::from(name), value.clone());
                agree("renamed", &one_file(&renamed));
            }
            for other in &others {
                let mut replaced = document.clone();
                *at(&mut replaced, way) = other.clone();
                agree("replaced", &one_file(&replaced));
            }
        }
    }
}

fn ladder(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_ladder")).args(arguments).env("NO_COLOR", "1").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The schema with no room for fields that it does not name, so that a new field without a schema is seen.
fn strict(mut schema: Value) -> Value {
    fn close(schema: &mut Value) {
        match schema {
            Value::Object(fields) => {
                if fields.contains_key("properties") {
                    fields.insert("additionalProperties".to_owned(), json!(false));
                }
                fields.values_mut().for_each(close);
            }
            Value::Array(schemas) => schemas.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    schema
}

#[test]
fn what_the_program_writes_passes_its_schema() {
    let everything: Vec<Vec<&str>> = rules::ALL.iter().map(|rule| vec!["explain", rule.id]).collect();
    let mut runs: Vec<(&str, Vec<&str>)> = vec![
        ("validate", vec!["validate", "tests/cmd/ladders/twenty.yaml"]),
        ("validate", vec!["validate", "tests/cmd/ceiling.yaml", "nowhere.yaml"]),
        ("validate", vec!["validate", "ladders"]),
        ("show", vec!["show"]),
        ("show", vec!["show", "tests/cmd/ladders/wide.yaml"]),
        ("level", vec!["show", "engineering/IC5", "product/M6"]),
        ("compare", vec!["compare", "engineering/IC5", "product/M6"]),
        ("compare", vec!["compare", "engineering/IC7"]),
        ("compare-ladders", vec!["compare", "engineering", "product"]),
        ("search", vec!["search", "mentoring"]),
        ("search", vec!["search", "menttoring"]),
        ("worksheet", vec!["worksheet", "engineering/IC4"]),
        ("stats", vec!["stats"]),
        ("matrix", vec!["show", "engineering", "--view", "matrix"]),
        ("moves", vec!["show", "engineering", "--view", "moves"]),
        ("competency", vec!["show", "engineering", "--view", "competency"]),
        ("path", vec!["path", "engineering/IC4"]),
        ("path", vec!["path", "engineering/IC3", "product/M5"]),
        ("path", vec!["path", "tests/cmd/ladders/wide.yaml", "M6"]),
        ("list", vec!["list"]),
        ("list", vec!["list", "tests/cmd/ladders/wide.yaml"]),
        ("rules", vec!["rules"]),
        ("diff", vec!["diff", "ladders/product.yaml", "ladders/design.yaml"]),
        ("diff", vec!["diff", "tests/cmd/ladders/wide.yaml", "tests/cmd/ladders/wide.yaml"]),
        ("settings", vec!["config"]),
        ("diff-tables", vec!["diff", "--explain"]),
    ];
    runs.extend(everything.into_iter().map(|arguments| ("explain", arguments)));
    for (kind, mut arguments) in runs {
        arguments.extend(["--format", "json"]);
        let written: Value = serde_json::from_str(&ladder(&arguments)).unwrap();
        let schema: Value = serde_json::from_str(&ladder(&["schema", kind])).unwrap();
        for schema in [schema.clone(), strict(schema)] {
            let validator = jsonschema::draft7::new(&schema).unwrap();
            let errors: Vec<String> =
                validator.iter_errors(&written).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(errors.is_empty(), "{arguments:?}: {errors:?}");
        }
    }
    for name in ["engineering", "product", "design", "education"] {
        let alone = ladder(&["show", name, "--format", "yaml"]);
        assert_eq!(objections(&FILE, &alone), Some(Vec::new()), "{name}");
    }
}

#[test]
fn a_fresh_ladder_names_a_schema_that_takes_it() {
    for template in ["minimal", "engineering", "product", "design", "education"] {
        let folder = tempfile::tempdir().unwrap();
        let into = folder.path().join("ladders");
        ladder(&["init", "--template", template, into.to_str().unwrap()]);
        let mut seen = 0;
        for entry in std::fs::read_dir(&into).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "json") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let modeline = text.lines().next().unwrap();
            let named = modeline.strip_prefix("# yaml-language-server: $schema=").expect("the first line");
            let schema = std::fs::read_to_string(into.join(named)).unwrap();
            assert_eq!(schema, ladder(&["schema"]));
            let validator = jsonschema::draft7::new(&serde_json::from_str(&schema).unwrap()).unwrap();
            assert_eq!(objections(&validator, &text), Some(Vec::new()), "{}", path.display());
            seen += 1;
        }
        assert_eq!(seen, 2, "{template}");
    }
}
