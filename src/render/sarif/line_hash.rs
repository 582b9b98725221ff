//! The hash of a line by which GitHub knows an alert again, as its upload action computes it. A value of another kind would be
//! kept, with a warning at every result.

use std::collections::HashMap;
use std::iter;

use crate::source::SourceFile;

/// How much a line is told by: so many UTF-16 units from its start, without blanks.
const BLOCK: usize = 100;
const FACTOR: u64 = 37;
/// What comes after the last unit of a file.
const END: u16 = u16::MAX;

/// `HASH:N` of each line: of the text that begins there, and how many lines before it, itself counted, have that hash.
pub(super) fn of_lines(file: &SourceFile) -> Vec<String> {
    let mark = file.had_bom().then_some('\u{feff}');
    let (units, starts) = units(mark.into_iter().chain(file.text().chars()));
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let hashes = starts.into_iter().map(|start| {
        let text = units[start..].iter().copied().chain(iter::repeat(0)).take(BLOCK);
        let hash = text.fold(0_u64, |hash, unit| hash.wrapping_mul(FACTOR).wrapping_add(u64::from(unit)));
        let nth = seen.entry(hash).or_default();
        *nth += 1;
        format!("{hash:x}:{nth}")
    });
    hashes.collect()
}

/// The units that count, and where lines begin among them. Every way to end a line is one line feed.
fn units(text: impl Iterator<Item = char>) -> (Vec<u16>, Vec<usize>) {
    let (mut units, mut starts) = (Vec::new(), vec![0]);
    let mut after_return = false;
    for c in text {
        let is_second = after_return && c == '\n';
        after_return = c == '\r';
        match c {
            ' ' | '\t' => {}
            '\n' if is_second => {}
            '\r' | '\n' => {
                units.push(u16::from(b'\n'));
                starts.push(units.len());
            }
            _ => units.extend_from_slice(c.encode_utf16(&mut [0; 2])),
        }
    }
    units.push(END);
    (units, starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<String> {
        of_lines(&SourceFile::new("x.yaml", text.to_owned()))
    }

    #[test]
    fn a_line_has_the_hash_that_the_upload_action_computes() {
        assert_eq!(hashes(""), ["c129715d7a2bc9a3:1"]);
        assert_eq!(
            hashes("a\nb\n\t\tc\n d"),
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]
        );
        assert_eq!(
            hashes(&format!("é😀\n{}\ny", "x".repeat(150)))[..],
            ["949561c6b7ac8764:1", "52b56201ffb58620:1", "ed3261245082261c:1"]
        );
    }

    #[test]
    fn returns_blanks_and_a_byte_order_mark_count_as_the_action_counts_them() {
        let expected = [
            "afa632a40e7c2c15:1",
            "482c277ce356b2ae:1",
            "76418f06dc6740bc:1",
            "2d530d92ae4c6c68:1",
            "94e0d02d31eb189e:1",
            "bf4c4d48992e2ca5:1",
            "ade70578248be16f:1",
            "c129715d7a2bc9a3:1",
        ];
        assert_eq!(hashes("a \r\n\nb\r \nc\n\nb\r\n"), expected);
        assert_eq!(hashes("\u{feff}a"), ["32afc9aa38d90537:1"]);
    }

    #[test]
    fn lines_that_are_alike_are_counted() {
        let line = format!("{}\n", "x".repeat(BLOCK));
        let hashes = hashes(&line.repeat(2));
        assert_eq!(hashes[1], hashes[0].replace(":1", ":2"));
    }
}
