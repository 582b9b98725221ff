//! `ladder man`

use std::fs;
use std::path::Path;

use anyhow::Context;
use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::cli::{Cli, ManArgs};
use crate::session::replace::replace;
use crate::session::{Status, Stop, World};

pub(super) fn run(args: &ManArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    // `help` says what the pages say.
    let mut command = Cli::command().disable_help_subcommand(true);
    // Gives each command its full name: `ladder-show`.
    command.build();
    let Some(folder) = &args.folder else {
        page(&command).render(world.out)?;
        return Ok(Status::Fine);
    };
    fs::create_dir_all(folder).with_context(|| format!("could not create the folder `{}`", folder.display()))?;
    write(&command, folder, world)?;
    Ok(Status::Fine)
}

/// Writes the page of a command and those of the commands in it.
fn write(command: &Command, folder: &Path, world: &mut World<'_>) -> anyhow::Result<()> {
    let page = page(command);
    let path = folder.join(page.get_filename());
    let mut text = Vec::new();
    page.render(&mut text)?;
    if path.is_symlink() {
        let message = format!("`{}` is a link; a page is not written through it", path.display());
        return Err(Stop::new(Status::Unusable, message).help("remove the link, or name another folder").into());
    }
    replace(&path, &text).with_context(|| format!("could not write `{}`", path.display()))?;
    writeln!(world.out, "wrote {}", path.display())?;
    command.get_subcommands().filter(|inner| !inner.is_hide_set()).try_for_each(|inner| write(inner, folder, world))
}

fn page(command: &Command) -> Man {
    Man::new(command.clone()).source(concat!("ladder ", env!("CARGO_PKG_VERSION"))).manual("Ladder manual")
}
