//! `ladder schema`

use std::io::Write;

use crate::cli::SchemaArgs;
use crate::schema;
use crate::session::names::usable;
use crate::session::{Status, World};

pub(super) fn run(args: &SchemaArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    if args.project {
        let loaded = world.load(&[])?;
        let (_, status) = usable(world, &loaded)?;
        write_value(&schema::of_project(&loaded, &world.usual_place()), world.out)?;
        return Ok(status);
    }
    let kind = schema::find(&args.kind).expect("clap takes only kinds of the table");
    write(kind, world.out)?;
    Ok(Status::Fine)
}

/// Writes a schema as `ladder schema` prints it.
pub(super) fn write(kind: schema::Kind, out: &mut dyn Write) -> anyhow::Result<()> {
    write_value(&kind.schema(), out)
}

fn write_value(schema: &serde_json::Value, out: &mut dyn Write) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(&mut *out, schema)?;
    Ok(writeln!(out)?)
}
