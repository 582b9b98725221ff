//! `ladder lsp`

use std::io;

use crate::lsp;
use crate::session::{Status, Stop, World};

pub(super) fn run(allows_outside: bool, world: &mut World<'_>) -> anyhow::Result<Status> {
    // The protocol is a conversation, so its answers cannot wait in `out` for the end of the run.
    let was_shut_down = lsp::serve(io::stdin(), &mut io::stdout(), allows_outside, world.today)?;
    if !was_shut_down {
        return Err(Stop::new(Status::Unusable, "standard input ended without the request `shutdown`")
            .help("an editor starts `ladder lsp`: docs/editors.md says how")
            .into());
    }
    Ok(Status::Fine)
}
