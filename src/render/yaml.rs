//! One self-contained ladder file.

use std::io::{self, Write};

use super::{Audience, Format, Screen, unsupported};
use crate::view::{Output, OutputKind};

/// A ladder file that needs no other.
pub struct Yaml;

impl Format for Yaml {
    fn name(&self) -> &'static str {
        "yaml"
    }

    fn audience(&self) -> Audience {
        Audience::Programs
    }

    fn supports(&self, kind: OutputKind) -> bool {
        kind == OutputKind::Ladders
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        let (Output::Ladders(ladders), true) = (output, self.supports(output.kind())) else {
            return Err(unsupported(self));
        };
        for shown in ladders {
            writeln!(out, "# The ladder `{}` on its own: its base merged in, `same_as` followed.", shown.ladder.id)?;
            for left_out in &shown.export.left_out {
                writeln!(out, "# Left out, because it touches another ladder: the move from {left_out}.")?;
            }
            out.write_all(serde_yaml::to_string(&shown.export).map_err(io::Error::other)?.as_bytes())?;
        }
        Ok(())
    }
}
