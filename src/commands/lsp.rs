//! `ladder lsp`

use std::io;

use crate::lsp;
use crate::session::{Status, World};

pub(super) fn run(allows_outside: bool, world: &mut World<'_>) -> anyhow::Result<Status> {
    // The protocol is a conversation, so its answers cannot wait in `out` for the end of the run.
    let was_shut_down = lsp::serve(io::stdin(), &mut io::stdout(), allows_outside, world.today)?;
    Ok(if was_shut_down { Status::Fine } else { Status::Unusable })
}
