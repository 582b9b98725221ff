//! Texts that wait in a temporary file until their page is written.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// The file. A failure is told when a text is read.
pub(super) struct Kept(Mutex<io::Result<File>>);

impl Kept {
    pub fn new() -> Self {
        Self(Mutex::new(tempfile::tempfile()))
    }

    /// Puts a text at the end of the file, and returns where it is.
    pub fn add(&mut self, text: &str) -> Range<u64> {
        let state = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        let Ok(file) = state else { return 0..0 };
        let added = file.seek(SeekFrom::End(0)).and_then(|start| {
            file.write_all(text.as_bytes())?;
            Ok(start..start + text.len() as u64)
        });
        added.unwrap_or_else(|error| {
            *state = Err(error);
            0..0
        })
    }

    /// The text at that place.
    ///
    /// # Errors
    /// If it cannot be read, or one could not be added.
    pub fn read(&self, place: &Range<u64>) -> io::Result<String> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match &mut *state {
            Ok(file) => file,
            Err(error) => return Err(io::Error::new(error.kind(), error.to_string())),
        };
        file.seek(SeekFrom::Start(place.start))?;
        let mut text = String::new();
        file.take(place.end - place.start).read_to_string(&mut text)?;
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_comes_back_as_it_was_added() {
        let mut kept = Kept::new();
        let places: Vec<Range<u64>> = ["one", "", "na\u{ef}ve"].map(|text| kept.add(text)).into();
        assert_eq!(kept.read(&places[0]).unwrap(), "one");
        let last = kept.add("later");
        assert_eq!(kept.read(&places[2]).unwrap(), "na\u{ef}ve");
        assert_eq!(kept.read(&places[1]).unwrap(), "");
        assert_eq!(kept.read(&last).unwrap(), "later");
    }

    #[test]
    fn what_fails_is_told_when_a_text_is_read() {
        let mut kept = Kept(Mutex::new(Err(io::Error::other("the disk is full"))));
        let place = kept.add("text");
        assert_eq!(kept.read(&place).unwrap_err().to_string(), "the disk is full");
    }
}
