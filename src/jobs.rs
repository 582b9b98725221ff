//! Work for each of many things, on all cores.

use rayon::prelude::*;

/// So few things are done before other threads are awake.
const FEW: usize = 8;

/// What `work` makes of each of `things`, in their order.
pub(crate) fn for_each<'t, T: Sync, R: Send>(things: &'t [T], work: impl Fn(&'t T) -> R + Sync + Send) -> Vec<R> {
    if things.len() <= FEW { things.iter().map(work).collect() } else { things.par_iter().map(work).collect() }
}

/// The same, where `work` takes the things.
pub(crate) fn for_each_owned<T: Send, R: Send>(things: Vec<T>, work: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    match things.len() {
        ..=FEW => things.into_iter().map(work).collect(),
        _ => things.into_par_iter().map(work).collect(),
    }
}
