//! The fuzz targets for cargo-fuzz; `README.md` says how to run them.

// The tests of the main crate use more of what is shared.
#![allow(dead_code)]

pub mod bodies;

mod support {
    #[path = "../../support/readers.rs"]
    pub mod readers;
}

pub use libfuzzer_sys;

/// Fuzzes the target of a name: half of the changes are ours, which know how a ladder is written, and half libFuzzer's, which
/// follow the branches of the program.
#[macro_export]
macro_rules! target {
    ($name:literal) => {
        $crate::libfuzzer_sys::fuzz_target!(|input: &[u8]| $crate::bodies::run($name, input));
        $crate::libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
            if seed % 2 == 0 {
                return $crate::libfuzzer_sys::fuzzer_mutate(data, size, max_size);
            }
            let changed = $crate::bodies::mutate(&data[..size], &$crate::bodies::choices(seed.into()));
            let size = changed.len().min(max_size);
            data[..size].copy_from_slice(&changed[..size]);
            size
        });
    };
}
