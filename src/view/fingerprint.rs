//! What a finding is known by from run to run: its rule, its place and the marked text, never a line number.

use std::collections::HashMap;

use crate::finding::{Finding, Target};

/// Changes with what is hashed, so that old fingerprints match nothing instead of something else.
const VERSION: &str = "1";

/// Gives out fingerprints: 32 hexadecimal digits, unlike each other within a run.
///
/// Moving blocks and editing other lines changes none of them. Findings that are alike in all that counts are told
/// apart by their order: correcting one of three leaves the fingerprints of the first two.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    met: HashMap<u128, usize>,
}

impl Fingerprints {
    /// The fingerprint of a finding that marks `text` in a file of that name.
    pub(super) fn next(&mut self, finding: &Finding, file: &str, text: &str) -> String {
        // Of what has no place yet, the file's name says most. Its folder may be named in several ways, so it is left out.
        let place = finding.place.as_ref().map_or_else(|| file.to_owned(), ToString::to_string);
        let key = match finding.primary.target {
            Target::Key(_, key) => key,
            Target::Span(_) | Target::Place(_) | Target::Again(..) => "",
        };
        // An amount could be found again by trying every amount: of pay, only the key counts.
        let text = if finding.about_pay { String::new() } else { normal(text) };
        let alike = hash(&[VERSION, finding.rule, &place, key, &text]);
        let ordinal = self.met.entry(alike).and_modify(|met| *met += 1).or_insert(1);
        format!("{:032x}", hash(&[&format!("{alike:032x}"), &ordinal.to_string()]))
    }
}

/// A text without what layout changes.
fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// FNV-1a with 128 bits. Nobody gains by a collision, since people who can write a ladder can also write a comment that
/// ignores a finding; so what counts is that it is the same everywhere and for ever, and that needs no crate.
fn hash(parts: &[&str]) -> u128 {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    // No text holds 0xFF, so the parts cannot run into each other.
    let bytes = parts.iter().enumerate().flat_map(|(index, part)| {
        let separator = (index > 0).then_some(0xff);
        separator.into_iter().chain(part.bytes())
    });
    bytes.fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Mark, Shape};
    use crate::source::{SourceFile, Sources, Span};

    fn unknown_field() -> Finding {
        let file = Sources::default().add(SourceFile::new("x.yaml", String::new()));
        Shape::UnknownField.finding("a level has no key `x`", Mark::span(Span::new(file, 0, 0), "unknown"))
    }

    #[test]
    fn the_hash_is_that_of_its_authors() {
        // draft-eastlake-fnv, appendix C.
        assert_eq!(hash(&[""]), 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
        assert_eq!(hash(&["a"]), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
        assert_eq!(hash(&["foobar"]), 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18);
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
    }

    #[test]
    fn a_fingerprint_stays_what_it_was() {
        // A change here loses every baseline that anybody has: raise the version, and say so.
        let mut fingerprints = Fingerprints::default();
        let first = fingerprints.next(&unknown_field(), "x.yaml", "titel");
        assert_eq!(first, "45affa8070bf016ed43e16693d06986d");
    }

    #[test]
    fn layout_does_not_count_and_equals_are_told_apart() {
        let next = |text: &str| Fingerprints::default().next(&unknown_field(), "x.yaml", text);
        assert_eq!(next("two  words\r\n"), next("two words"));
        let mut fingerprints = Fingerprints::default();
        let three = ["a", "a", "a"].map(|text| fingerprints.next(&unknown_field(), "x.yaml", text));
        assert!(three[0] != three[1] && three[1] != three[2] && three[0] != three[2]);
    }

    #[test]
    fn pay_cannot_be_guessed_from_a_fingerprint() {
        let mut finding = unknown_field();
        finding.about_pay = true;
        let next = |text: &str| Fingerprints::default().next(&finding, "x.yaml", text);
        assert_eq!(next("70000"), next("80000"));
    }
}
