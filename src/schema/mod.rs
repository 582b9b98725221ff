//! JSON Schemas of what the program takes and what it writes. There is no second list of keys or fields here: those of files
//! come from the tables that the loader reads by, those of outputs from the structs that are written.

mod input;
mod project;

use serde_json::{Map, Value, json};

pub use self::project::of_project;
use crate::config::keys::CONFIG;
use crate::parse::keys::{BASE, LADDER};
use crate::render::json::{JSON_OUTPUTS, JsonOutput};

/// The draft of every schema. YAML editors build on a language server that knows draft 7 and nothing later.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The rules whose every finding breaks the schema of its file too.
pub const CHECKED: [&str; 3] = ["missing-field", "unknown-field", "wrong-type"];

/// Something that has a schema.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// The word on the command line.
    pub name: &'static str,
    /// What the schema is of, in a line.
    pub about: &'static str,
    of: Of,
}

#[derive(Debug, Clone, Copy)]
enum Of {
    Input(fn() -> Value),
    Output(&'static JsonOutput),
}

/// The files that the program takes.
const INPUTS: &[Kind] = &[
    Kind { name: "file", about: "A ladder file or a base file", of: Of::Input(input::ladder_or_base) },
    Kind { name: "ladder", about: "A ladder file", of: Of::Input(|| input::file(&LADDER)) },
    Kind { name: "base", about: "A base file", of: Of::Input(|| input::file(&BASE)) },
    Kind { name: "config", about: "The configuration `.ladder.yaml`", of: Of::Input(|| input::may_be_blank(&CONFIG)) },
];

/// Everything that has a schema: files, then JSON outputs.
pub fn kinds() -> impl Iterator<Item = Kind> {
    let outputs =
        JSON_OUTPUTS.iter().map(|output| Kind { name: output.name, about: output.about, of: Of::Output(output) });
    INPUTS.iter().copied().chain(outputs)
}

/// The kind of that name.
pub fn find(name: &str) -> Option<Kind> {
    kinds().find(|kind| kind.name == name)
}

impl Kind {
    /// The schema, as a document of its own.
    pub fn schema(self) -> Value {
        let mut document = Map::new();
        document.insert("$schema".to_owned(), json!(DRAFT));
        document.insert("$id".to_owned(), json!(format!("urn:career-ladder:{}", self.name)));
        document.insert("title".to_owned(), json!(self.about));
        let body = match self.of {
            Of::Input(make) => make(),
            Of::Output(output) => output.schema(),
        };
        if let Value::Object(body) = body {
            document.extend(body.into_iter().filter(|(key, _)| !["$schema", "$id", "title"].contains(&key.as_str())));
        }
        Value::Object(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let names: Vec<_> = kinds().map(|kind| kind.name).collect();
        for (index, name) in names.iter().enumerate() {
            assert!(!names[..index].contains(name), "{name}");
        }
    }
}
