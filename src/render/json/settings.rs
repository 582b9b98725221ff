//! The shape of `ladder config --format json`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::view::{ConfigView, SCHEMA_VERSION};

/// What is in force, and where each value comes from.
#[derive(Serialize, JsonSchema)]
pub(super) struct Document<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    /// The configuration that was found.
    file: Option<&'a str>,
    /// Every setting.
    settings: Vec<Setting<'a>>,
}

/// A setting.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SettingView")]
struct Setting<'a> {
    /// Its name, as in the configuration.
    name: &'a str,
    /// Its value.
    value: &'a str,
    /// `default`, or where it is set.
    from: &'a str,
}

/// What is in force.
pub(super) fn document(config: &ConfigView) -> Document<'_> {
    let settings = config.settings.iter();
    Document {
        schema_version: SCHEMA_VERSION,
        file: config.file.as_deref(),
        settings: settings
            .map(|setting| Setting { name: &setting.name, value: &setting.value, from: &setting.from })
            .collect(),
    }
}
