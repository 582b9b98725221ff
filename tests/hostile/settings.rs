//! A `.ladder.yaml` that is no text, or full of mistakes.

use super::*;

/// Every command that reads the settings `bytes` points at the same place in them and ends.
#[track_caller]
fn cannot_be_read(bytes: &[u8], at: &str, message: &str) {
    let project = Project::new().with("x.yaml", HEALTHY).with(".ladder.yaml", bytes);
    for command in ["validate", "show", "list", "diff x.yaml x.yaml", "config"] {
        let pointer = format!(".ladder.yaml:{at}\n");
        project.run(command).ends_with(2).complains(message).complains(&pointer).is_short().is_tame();
    }
}

#[test]
fn bytes_that_are_no_utf_8_are_found_by_line_and_column() {
    cannot_be_read(b"# caf\xe9\n", "1:6", "not UTF-8");
    cannot_be_read(b"\xef\xbb\xbf# caf\xe9\n", "1:6", "not UTF-8");
    // With the mark counted, the place would be past the end, or inside a character.
    cannot_be_read(b"\xef\xbb\xbf\xe9", "1:1", "not UTF-8");
    cannot_be_read(
        "\u{feff}words: { banned: [{ word: \"設".bytes().chain(*b"\xe9\"}] }").collect::<Vec<_>>().as_slice(),
        "1:29",
        "not UTF-8",
    );
}

#[test]
fn what_is_written_as_utf_16_is_named() {
    let text: Vec<u8> = "rules:\n  grade-gap: off\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    cannot_be_read(&text, "1:1", "it looks like UTF-16");
}

#[test]
fn a_byte_order_mark_is_no_column() {
    cannot_be_read("\u{feff}rules: { grade-gap: maybe }\n".as_bytes(), "1:21", "not a severity");
}
