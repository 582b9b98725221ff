//! The text of a file, from its bytes.

/// Why the bytes of a file are no text.
pub enum Damage {
    /// They are another encoding's.
    Utf16,
    /// The first that is not UTF-8.
    At(usize),
}

/// The text of a file, as readable as it can be made.
pub fn decode(bytes: Vec<u8>) -> (String, Option<Damage>) {
    if let Some(text) = utf16(&bytes) {
        return (text, Some(Damage::Utf16));
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(Damage::At(at)))
        }
    }
}

/// The text of what looks like UTF-16: with its byte order mark, or where every other byte is NUL, as in what is written in
/// Latin letters.
fn utf16(bytes: &[u8]) -> Option<String> {
    let units =
        |read: fn([u8; 2]) -> u16| -> Vec<u16> { bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect() };
    let is_latin = |units: &[u16]| {
        let latin = units.iter().filter(|unit| (1..0x100).contains(*unit)).count();
        latin > units.len() / 2 && !units.contains(&0)
    };
    let units = match bytes {
        [0xff, 0xfe, ..] => units(u16::from_le_bytes),
        [0xfe, 0xff, ..] => units(u16::from_be_bytes),
        // Without a NUL there are no Latin letters, and a text is looked through once only.
        _ if !bytes.contains(&0) || bytes.len() < 4 => return None,
        _ => [u16::from_le_bytes, u16::from_be_bytes].into_iter().map(units).find(|units| is_latin(units))?,
    };
    Some(String::from_utf16_lossy(&units))
}
