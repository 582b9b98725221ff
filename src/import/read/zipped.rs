//! Workbooks are archives: they are unpacked once, counting, so that a small file cannot fill the memory.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Unreadable;

/// The most bytes of a workbook once it is unpacked.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// The most files in a workbook.
const MOST_FILES: usize = 10_000;

/// An archive that fits into memory.
///
/// # Errors
/// If the bytes are not an archive, or unpack to more than a workbook of people has.
pub(super) fn open<'a>(bytes: &'a [u8], kind: &str) -> Result<ZipArchive<Cursor<&'a [u8]>>, Unreadable> {
    let damaged = |error: &dyn std::fmt::Display| Unreadable(format!("this is not {kind} workbook: {error}"));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > MOST_FILES {
        return Err(Unreadable(format!("the workbook has more than {MOST_FILES} files in it")));
    }
    let mut rest = MOST_BYTES;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|error| damaged(&error))?;
        let size = std::io::copy(&mut file.take(rest + 1), &mut std::io::sink()).map_err(|error| damaged(&error))?;
        if size > rest {
            return Err(Unreadable(format!("the workbook unpacks to more than {} MB", MOST_BYTES / (1024 * 1024))));
        }
        rest -= size;
    }
    Ok(archive)
}
