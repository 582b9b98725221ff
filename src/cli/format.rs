//! The option `--format`.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::Arg;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::render;
use crate::view::OutputKind;

/// A format, and the file that its output goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatChoice {
    /// The format's name.
    pub name: String,
    /// The file; `None` for standard output.
    pub file: Option<PathBuf>,
}

/// Reads `FORMAT` and `FORMAT=FILE`; clap checks and suggests the names.
#[derive(Debug, Clone, Copy)]
pub(super) struct FormatChoices(pub(super) &'static [OutputKind]);

impl TypedValueParser for FormatChoices {
    type Value = FormatChoice;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<FormatChoice, clap::Error> {
        let (name, file) = match value.to_str().and_then(|value| value.split_once('=')) {
            Some((name, file)) => (OsStr::new(name), Some(file)),
            None => (value, None),
        };
        let name = PossibleValuesParser::new(render::names_of_any(self.0)).parse_ref(command, arg, name)?;
        if file == Some("") {
            let message = format!("`{name}=` names no file; write `{name}` alone for standard output\n");
            return Err(clap::Error::raw(clap::error::ErrorKind::InvalidValue, message).with_cmd(command));
        }
        let file = file.filter(|file| *file != "-").map(PathBuf::from);
        Ok(FormatChoice { name, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(render::names_of_any(self.0).into_iter().map(PossibleValue::new)))
    }
}

pub(super) fn formats(kind: OutputKind) -> PossibleValuesParser {
    PossibleValuesParser::new(render::names(kind))
}
