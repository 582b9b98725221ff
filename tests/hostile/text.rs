//! Bytes that are no text, and texts that are no YAML.

use super::*;

#[test]
fn an_empty_file_says_that_it_is_empty() {
    cannot_be_read("", "1:1", "the file is empty");
    cannot_be_read("\n \n\n", "1:1", "the file is empty");
}

#[test]
fn a_file_of_comments_is_empty() {
    cannot_be_read("# a ladder\n# to be written\n", "1:1", "the file is empty");
    cannot_be_read("---\n# a ladder\n...\n", "1:1", "the file is empty");
}

#[test]
fn an_empty_file_in_a_folder_is_no_pass() {
    let project = Project::new().with("ladders/x.yaml", "").with("ladders/y.yml", "# soon\n");
    project.run("validate").ends_with(1).prints("ladders/x.yaml:1:1").prints("skipped 1 YAML file");
    let project = Project::new().with("ladders/y.yml", "# soon\n");
    project.run("validate").ends_with(3).complains("(one YAML file has none of");
}

#[test]
fn a_nul_is_found_where_it_stands() {
    cannot_be_read("ladder: x\ntitle: 設\0計\n", "2:9", "a NUL character");
    cannot_be_read("\0\0\0\0", "1:1", "a NUL character");
}

#[test]
fn bytes_that_are_no_utf_8_are_found_by_line_and_column() {
    cannot_be_read(b"ladder: x\ntitle: caf\xe9 au lait\n", "2:11", "not UTF-8");
    cannot_be_read(b"\xef\xbb\xbfladder: \xff\n", "1:9", "not UTF-8");
    cannot_be_read("ladder: x\ntitle: 設計".bytes().chain([0xe8, 0xa8]).collect::<Vec<_>>(), "2:10", "not UTF-8");
}

#[test]
fn what_is_written_as_utf_16_is_named_and_shown_readably() {
    let text = "ladder: x\ntitle: Täst 設計\n";
    let message = "it looks like UTF-16";
    let mark = "\u{feff}";
    for text in [text.to_owned(), format!("{mark}{text}")] {
        cannot_be_read(text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(), "1:1", message);
        cannot_be_read(text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>(), "1:1", message);
    }
    let project =
        Project::new().with("x.yaml", "ladder: x\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    project.run("validate x.yaml").ends_with(1).prints("1 | ladder: x");
}

#[test]
fn a_byte_order_mark_at_the_start_is_fine_and_no_column() {
    is_fine(format!("\u{feff}{HEALTHY}"));
    is_fine(format!("\u{feff}---\n{HEALTHY}"));
    cannot_be_read("\u{feff}ladder: [\n", "1:9", "never closed");
}

#[test]
fn a_byte_order_mark_in_the_middle_is_found() {
    cannot_be_read("ladder: x\n\u{feff}title: X\ntracks: []\n", "2:1", "a byte order mark in the middle of the file");
    cannot_be_read("ladder: x\ntitle: A\u{feff}B\n", "2:9", "a byte order mark in the middle of the file");
}

#[test]
fn crlf_is_fine_and_no_column() {
    is_fine(HEALTHY.replace('\n', "\r\n"));
    cannot_be_read("ladder: x\r\ntitle: 設計: y\r\n", "2:10", "a second `: ` in one line");
}

#[test]
fn crlf_ends_a_line_and_a_text() {
    let project = Project::new().with("x.yaml", HEALTHY.replace("Healthy", "|\n  Healthy").replace('\n', "\r\n"));
    let shown = project.run("show x.yaml --format json");
    shown.ends_with(0).prints("\"title\": \"Healthy\",");
}

#[test]
fn a_tab_as_indentation_is_found() {
    cannot_be_read("ladder: x\ntracks:\n\t- id: ic\n", "3:1", "a tab in place of spaces");
    cannot_be_read("ladder: x\ntracks:\n  - id: ic\n\t  kind: ic\n", "4:1", "a tab in place of spaces");
}

#[test]
fn a_second_document_is_found() {
    cannot_be_read(format!("{HEALTHY}---\n{HEALTHY}"), "11:1", "the file contains more than one document");
    cannot_be_read(format!("{HEALTHY}...\n---\n"), "12:1", "the file contains more than one document");
    let project = Project::new().with("x.yaml", format!("---\n---\n{HEALTHY}"));
    project.run("validate x.yaml").ends_with(1).prints("delete this line").prints("found 1 error");
}

#[test]
fn what_is_not_yaml_at_all_is_a_finding_or_no_ladder() {
    let project = Project::new()
        .with("zip.yaml", b"PK\x03\x04\x14\x00\x08\x00")
        .with("text.yaml", "Dear all,\nthis is not a ladder.\n")
        .with("list.yaml", "- ladder\n- base\n");
    project.run("validate zip.yaml").ends_with(1).prints("--> zip.yaml:1:6");
    project.run("validate text.yaml").ends_with(1).prints("not a ladder file").prints("--> text.yaml:1:1");
    project.run("validate list.yaml").ends_with(1).prints("not a ladder file").prints("--> list.yaml:1:1");
}

#[test]
fn a_broken_ladder_in_a_folder_is_found_however_it_is_laid_out() {
    for text in [
        "ladder: x\ntracks: [\n",
        "# x\n'ladder': x\ntracks: [\n",
        "{ladder: x, tracks: [}",
        "{\n  \"title\": \"X\",\n  \"ladder\": \"x\",\n  \"tracks\": [\n}\n",
    ] {
        let project = Project::new().with("ladders/x.yaml", text).with("ladders/healthy.yaml", HEALTHY);
        project.run("validate").ends_with(1).prints("--> ladders/x.yaml:").prints("checked 2 files");
    }
}

#[test]
fn control_characters_in_a_text_are_not_printed() {
    // A raw escape is no YAML, an escaped one is.
    let project = Project::new().with("x.yaml", "ladder: x\ntitle: \u{1b}[31mred\u{7}\n");
    let run = project.run("validate x.yaml");
    run.ends_with(1).is_tame();
}
