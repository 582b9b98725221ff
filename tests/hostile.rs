//! Input that nobody would write, or only in malice: always a clear end, never a panic, a hang or all of the memory.

use crate::support::program::{HEALTHY, Project};

/// `text` in a file `x.yaml` cannot be read: for `validate` that is a finding, for other commands it makes the file
/// unusable. Both point at the same place and say the same.
#[track_caller]
fn cannot_be_read(text: impl AsRef<[u8]>, at: &str, message: &str) {
    let project = Project::new().with("x.yaml", text);
    let pointer = format!("--> x.yaml:{at}\n");
    project.run("validate x.yaml").ends_with(1).prints(message).prints(&pointer).is_short().is_tame();
    for command in ["show x.yaml", "list x.yaml", "show x.yaml --format yaml"] {
        project.run(command).ends_with(4).complains(message).complains(&pointer).is_short().is_tame();
    }
    let json = project.run("validate x.yaml --format json");
    let (line, column) = at.split_once(':').expect("a line and a column");
    json.ends_with(1).prints(&format!("\"line\": {line},")).prints(&format!("\"column\": {column},"));
}

/// A file that loads without a finding.
#[track_caller]
fn is_fine(text: impl AsRef<[u8]>) {
    let project = Project::new().with("x.yaml", text);
    project.run("validate x.yaml").ends_with(0).prints("no findings");
    project.run("show x.yaml").ends_with(0).prints("Healthy");
}

mod text {
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
        cannot_be_read(
            "ladder: x\n\u{feff}title: X\ntracks: []\n",
            "2:1",
            "a byte order mark in the middle of the file",
        );
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
}

mod size {
    use super::*;

    /// Nesting deeper than anybody needs, in any style.
    const DEEP: usize = 100_000;
    /// More than one text may hold, which is 1 MiB.
    const HUGE: usize = 3 * 1024 * 1024;

    fn words() -> String {
        "word ".repeat(HUGE / 5)
    }

    /// What [`cannot_be_read`] holds of small texts holds of huge ones. One run is enough to see that it comes in time, and
    /// that what is shown is short.
    #[track_caller]
    fn is_refused(text: impl AsRef<[u8]>, at: &str, message: &str) {
        let run = Project::new().with("x.yaml", text).run("validate x.yaml");
        run.ends_with(1).prints(message).prints(&format!("--> x.yaml:{at}\n")).is_short().is_tame();
    }

    #[test]
    fn nesting_in_brackets_has_an_end() {
        let too_deep = "nested too deep";
        cannot_be_read(format!("ladder: x\nx-a: {}", "[".repeat(DEEP)), "2:70", too_deep);
        cannot_be_read(format!("ladder: x\nx-a: {}{}\n", "[".repeat(DEEP), "]".repeat(DEEP)), "2:70", too_deep);
        cannot_be_read(format!("ladder: x\nx-a: {}", "[\n".repeat(DEEP)), "66:1", too_deep);
    }

    #[test]
    fn nesting_in_braces_has_an_end() {
        let too_deep = "nested too deep";
        cannot_be_read(format!("ladder: x\nx-a: {}", "{a: ".repeat(DEEP)), "2:262", too_deep);
        cannot_be_read(format!("ladder: x\nx-a: {}", "{".repeat(DEEP)), "2:70", too_deep);
        cannot_be_read(format!("ladder: x\nx-a: {}", "[{a: ".repeat(DEEP / 2)), "2:166", too_deep);
    }

    #[test]
    fn nesting_in_dashes_has_an_end() {
        cannot_be_read(format!("ladder: x\nx-a:\n  {}x\n", "- ".repeat(DEEP)), "3:129", "nested too deep");
        cannot_be_read(format!("{}x\n", "- ".repeat(DEEP)), "1:129", "nested too deep");
        cannot_be_read(format!("{}x\n", "? ".repeat(DEEP)), "1:129", "nested too deep");
    }

    #[test]
    fn nesting_by_indentation_has_an_end() {
        // At a column a level, 100,000 levels are a file of 5 GB, which nobody reads: these are enough to overflow a stack.
        let steps: String = (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        cannot_be_read(format!("ladder: x\nx-a:\n{}", steps.replace("a:", " a:")), "66:65", "nested too deep");
        let flat: String = (0..2_000).map(|depth| format!("{}- a:\n", " ".repeat(depth * 2))).collect();
        cannot_be_read(flat, "33:67", "nested too deep");
    }

    #[test]
    fn depth_that_an_honest_file_may_have_is_fine() {
        let nested = format!("{}x{}", "[".repeat(50), "]".repeat(50));
        is_fine(format!("{HEALTHY}x-notes: {nested}\n"));
    }

    #[test]
    fn a_huge_text_is_refused_in_every_style() {
        let huge = words();
        let lines = "  word word\n".repeat(HUGE / 12);
        for (text, at) in [
            (format!("\"{huge}\""), "2:10"),
            (format!("'{huge}'"), "2:10"),
            (huge.clone(), "2:10"),
            (format!("\n{lines}"), "3:3"),
            (format!("|\n{lines}"), "3:3"),
            (format!(">-\n{lines}"), "3:3"),
            (format!("|\n  {huge}"), "3:3"),
        ] {
            is_refused(format!("ladder: x\nsummary: {text}\ntracks: []\n"), at, "; the limit is 1048576");
        }
    }

    #[test]
    fn a_huge_quotation_that_is_never_closed_is_found_where_it_begins() {
        is_refused(format!("ladder: x\nsummary: \"{}", words()), "2:10", "a quotation mark that is never closed");
    }

    #[test]
    fn a_huge_key_is_refused() {
        is_refused(format!("{}: x\n", "k".repeat(HUGE)), "1:1", &format!("a text of {HUGE} bytes"));
    }

    #[test]
    fn a_huge_line_is_shown_only_around_its_mistake() {
        let texts = format!("'{}', ", "word ".repeat(200)).repeat(HUGE / 1000);
        let line = format!("{{ ladder: x, x-notes: [ {texts} ], tracks: [");
        let end = line.len();
        is_refused(&line, &format!("1:{end}"), "`[` is never closed");
        is_refused(format!("{line} }} }}"), &format!("1:{end}"), "`}` does not close `[`");
        is_refused(format!("{line}], title: }}\n"), &format!("1:{}", end + 4), "`title` has no value");
    }

    #[test]
    fn a_file_larger_than_the_limit_is_not_read() {
        let project = Project::new().with("x.yaml", HEALTHY);
        let file = std::fs::File::options().write(true).open(project.at("x.yaml")).expect("the file is there");
        file.set_len(1 << 40).expect("a file with a hole");
        project.run("validate x.yaml").ends_with(4).complains("`x.yaml`: it is larger than 64 MB");
        let input = std::fs::File::open("/dev/zero").ok().map(|_| vec![b'#'; 65 * 1024 * 1024]);
        if let Some(input) = input {
            project.call(["validate", "-"]).stdin(input).run().ends_with(4).complains("standard input");
        }
    }

    #[test]
    fn comments_without_end_are_passed_over_in_time() {
        is_fine(format!("{HEALTHY}{}", "# a comment that says nothing\n".repeat(300_000)));
        is_fine(format!("# {}\n{HEALTHY}", words()));
        // These speak to the program, and each is one that ignores nothing: a warning, which fails no check.
        let idle = "# ladder: ignore[grade-gap] so many times\n".repeat(5_000);
        let project = Project::new().with("x.yaml", format!("{HEALTHY}{idle}"));
        project.run("validate x.yaml --format json").ends_with(0).prints("\"warnings\": 5000,");
    }

    #[test]
    fn forty_thousand_keys_that_are_none_are_all_found_in_time() {
        let keys: String = (0..40_000).map(|index| format!("key{index}: 1\n")).collect();
        let project = Project::new().with("x.yaml", format!("{HEALTHY}{keys}"));
        project.run("validate x.yaml --format json").ends_with(1).prints("\"errors\": 40000,");
    }

    #[test]
    fn twenty_thousand_findings_in_one_line_are_all_found_in_time() {
        let keys: String = (0..20_000).map(|index| format!("key{index}: 1, ")).collect();
        let project = Project::new().with("x.yaml", format!("{{ ladder: x, {keys} tracks: [] }}"));
        project.run("validate x.yaml --format json").ends_with(1).prints("\"errors\": 20001,");
    }

    #[test]
    fn spans_over_spans_are_compared_in_time() {
        let levels = |id: &str| -> String {
            let level = |low: usize| format!("      - {{ id: {id}{low}, scope: x, grade: [{low}, {}] }}\n", low + 4000);
            (1..4000).map(level).collect()
        };
        let (ic, manager) = (levels("IC"), levels("M"));
        let text = format!(
            "ladder: x\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n{ic}  - id: m\n    kind: manager\n    levels:\n{manager}\
             moves: [{{ from: IC1, to: M1, both_ways: true }}]\n"
        );
        Project::new().with("x.yaml", text).run("validate .").ends_with(0).prints("no findings");
    }

    #[test]
    fn lists_in_moves_do_not_multiply_without_end() {
        let many = |id: &str| format!("[{}]", vec![id; 20_000].join(", "));
        let text = HEALTHY.replace("from: IC2", &format!("from: {}", many("IC2")));
        let text = text.replace("to: M2", &format!("to: {}", many("M2")));
        let project = Project::new().with("x.yaml", text);
        project.run("validate x.yaml").ends_with(1).prints("--> x.yaml:10:17\n");
    }

    #[test]
    fn a_finding_quotes_no_more_of_a_text_than_fits() {
        let long = "k".repeat(1_000_000);
        let project = Project::new()
            .with("value.yaml", HEALTHY.replace("kind: ic", &format!("kind: {long}")))
            .with("key.yaml", format!("{HEALTHY}? {long}\n: 1\n"))
            .with("tag.yaml", HEALTHY.replace("Healthy", &format!("!{long} x")))
            .with("alias.yaml", HEALTHY.replace("Healthy", &format!("*{long}")))
            .with("reference.yaml", HEALTHY.replace("to: M2", &format!("to: {long}")));
        for file in ["value.yaml", "key.yaml", "tag.yaml", "alias.yaml", "reference.yaml"] {
            project.run(&format!("validate {file}")).ends_with(1).prints(&format!("--> {file}:")).is_short();
        }
    }
}

mod bombs {
    use super::*;

    /// Names that each stand for ten of the name before: ten to the power of their number.
    fn bomb(first: &str, name: impl Fn(usize, &str) -> String) -> String {
        let mut text = format!("ladder: x\nx-0: &n0 {first}\n");
        for index in 1..12 {
            let below = vec![format!("*n{}", index - 1); 10].join(", ");
            text.push_str(&format!("x-{index}: &n{index} {}\n", name(index, &below)));
        }
        text
    }

    #[test]
    fn aliases_of_aliases_have_an_end() {
        let text = bomb("[a, b, c, d, e, f, g, h, i, j]", |_, below| format!("[{below}]"));
        cannot_be_read(text, "6:46", "aliases that would add more than 100000 values");
    }

    #[test]
    fn merge_keys_of_merge_keys_have_an_end() {
        let first: Vec<String> = (0..100).map(|index| format!("k{index}: 1")).collect();
        let text =
            bomb(&format!("{{ {} }}", first.join(", ")), |index, below| format!("{{ z{index}: 1, <<: [{below}] }}"));
        cannot_be_read(text, "5:64", "aliases that would add more than 100000 values");
    }

    #[test]
    fn merge_keys_without_aliases_have_an_end() {
        // Each mapping merges one with a key more: a sum of squares from a short text.
        let mut text = "ladder: x\nx-a:\n  - &n0 { k0: 1 }\n".to_owned();
        for index in 1..3_000 {
            text.push_str(&format!("  - &n{index} {{ <<: *n{}, k{index}: 1 }}\n", index - 1));
        }
        let project = Project::new().with("x.yaml", text);
        project.run("validate x.yaml").ends_with(1).prints("aliases that would add").is_short();
    }

    #[test]
    fn an_alias_inside_what_it_names_is_found() {
        cannot_be_read("ladder: x\nx-a: &a [*a]\n", "2:10", "an alias inside the value that it names");
        cannot_be_read("ladder: x\nx-a: &a { <<: *a }\n", "2:15", "an alias inside the value that it names");
    }

    #[test]
    fn honest_aliases_are_fine() {
        let notes = vec!["*note"; 1_000].join(", ");
        is_fine(format!("{HEALTHY}x-note: &note {{ text: x }}\nx-notes: [{notes}]\n"));
    }
}

mod extends {
    use super::*;

    #[test]
    fn a_base_that_extends_itself_is_a_finding() {
        let project = Project::new().with("x.yaml", "base: x\nextends: x.yaml\ncompetencies: [{ id: a }]\n");
        for named in ["x.yaml", "./x.yaml", "."] {
            let run = project.run(&format!("validate {named}"));
            run.ends_with(1).prints("base-cycle").prints("--> x.yaml:2:10\n").prints("found 1 error");
        }
    }

    #[test]
    fn two_bases_in_a_circle_are_one_finding() {
        let project = Project::new()
            .with("ladders/a.yaml", "base: a\nextends: b.yaml\n")
            .with("ladders/b.yaml", "base: b\nextends: [../ladders/a.yaml]\n")
            .with("ladders/x.yaml", format!("extends: b.yaml\n{HEALTHY}"));
        let run = project.run("validate");
        run.ends_with(1).prints("base-cycle").prints("--> ladders/a.yaml:2:10\n").prints("found 1 error");
        project.run("show healthy").ends_with(4).complains("circle");
    }

    #[test]
    fn a_ladder_that_extends_itself_is_one_finding() {
        let project = Project::new().with("x.yaml", format!("extends: [x.yaml]\n{HEALTHY}"));
        let run = project.run("validate x.yaml");
        run.ends_with(1).prints("`healthy` extends itself").prints("--> x.yaml:1:11\n").prints("found 1 error");
    }

    #[test]
    fn a_base_that_cannot_be_read_is_found_where_it_is_extended() {
        for (base, reason) in [("no.yaml", "no such file"), (".", "folder"), ("/dev/null", "not a regular")] {
            let project = Project::new().with("x.yaml", format!("extends: {base}\n{HEALTHY}"));
            let run = project.run("validate x.yaml");
            run.ends_with(1).prints("missing-base").prints(reason).prints("--> x.yaml:1:10\n").prints("found 1 error");
        }
    }

    #[test]
    fn a_chain_of_a_thousand_bases_is_followed() {
        let mut project = Project::new().with("x.yaml", format!("extends: b0.yaml\n{HEALTHY}"));
        for index in 0..1_000 {
            let next = if index < 999 { format!("extends: b{}.yaml\n", index + 1) } else { String::new() };
            project = project.with(format!("b{index}.yaml"), format!("base: b{index}\n{next}"));
        }
        project.run("validate x.yaml").ends_with(0).prints("no findings");
    }
}

mod terminal {
    use super::*;

    /// Colours, moves the cursor, clears the screen, sets the title, rings the bell, and the same by C1 codes.
    const WILD: &str = r"\e[31mred\e[2J\e[1;1H\e]0;title\a\x9b31m\x90\x7f\b\rX";

    /// Every text of the format is wild, and nothing is wrong.
    fn wild_ladder() -> String {
        format!(
            r#"
ladder: wild
title: "{WILD}"
version: 1.0.0
summary: "{WILD}"
grades: [{{ id: 1, title: "{WILD}", summary: "{WILD}", scope: "{WILD}", pay: {{ location: "{WILD}", currency: EUR, min: 1, max: 2 }} }}]
scale: [{{ id: a, title: "{WILD}", summary: "{WILD}" }}]
competencies: [{{ id: c, title: "{WILD}", summary: "{WILD}", group: "{WILD}", kind: "{WILD}" }}, {{ id: d }}]
tracks:
  - id: ic
    kind: ic
    title: "{WILD}"
    summary: "{WILD}"
    levels:
      - id: IC1
        title: ["{WILD}", "{WILD}"]
        grade: 1
        summary: "{WILD}"
        scope: "{WILD}"
        expectations:
          c: {{ step: a, text: ["{WILD}", "{WILD}"], examples: ["{WILD}"] }}
          d: "{WILD}"
        links: [{{ title: "{WILD}", url: https://example.org/ }}]
  - {{ id: m, title: "{WILD}", kind: manager, levels: [{{ id: M1, grade: 1, title: "{WILD}" }}] }}
  - {{ id: f, title: "{WILD}", kind: ic, aligned: false, levels: [{{ id: F1, title: "{WILD}" }}] }}
moves: [{{ from: IC1, to: M1, note: "{WILD}" }}]
"#
        )
    }

    #[test]
    fn escapes_in_texts_do_not_reach_the_terminal() {
        let project = Project::new().with("x.yaml", wild_ladder());
        project.run("validate x.yaml").ends_with(0).is_tame();
        for command in ["show x.yaml", "list x.yaml", "show x.yaml IC1", "show x.yaml IC1 M1 F1"] {
            let run = project.run(command);
            run.ends_with(0).is_tame().prints("red");
        }
        for command in ["show x.yaml", "show x.yaml IC1", "list x.yaml"] {
            let json = project.run(&format!("{command} --format json"));
            json.ends_with(0).is_escaped().prints("red");
        }
        project.run("show x.yaml --format yaml").ends_with(0).is_tame().prints("red");
    }

    #[test]
    fn escapes_in_what_is_wrong_do_not_reach_the_terminal() {
        // Each of these puts the text into a message, a label, a help line or an excerpt.
        let wild = |wrong: &str, right: &str| HEALTHY.replace(right, wrong).replace("WILD", &format!("\"{WILD}\""));
        let broken = [
            wild("ladder: WILD", "ladder: healthy"),
            wild("kind: WILD", "kind: ic"),
            wild("id: WILD", "id: IC1"),
            wild("grade: WILD", "grade: 1"),
            wild("grade: [2, WILD]", "grade: 1"),
            wild("to: WILD", "to: M2"),
            wild("from: [IC2, WILD]", "from: IC2"),
            wild("both_ways: WILD", "both_ways: true"),
            wild("title: Healthy\nversion: WILD", "title: Healthy"),
            wild("title: Healthy\nWILD: 1", "title: Healthy"),
            wild("title: Healthy\nextends: WILD", "title: Healthy"),
            wild("title: Healthy\nfork: WILD", "title: Healthy"),
            wild("title: Healthy\nx: &a { WILD: 1, WILD: 2 }", "title: Healthy"),
            wild("id: IC1, expectations: { WILD: x }", "id: IC1"),
            wild("id: IC1, expectations: { WILD: }", "id: IC1"),
            wild("id: IC1, expectations: { WILD: { same_as: WILD } }", "id: IC1"),
            wild("id: IC1, status: WILD", "id: IC1"),
            wild("id: IC1, links: [{ url: WILD }]", "id: IC1"),
            wild("id: IC1, pay: { currency: WILD, min: WILD, max: WILD }", "id: IC1"),
            wild("id: IC1, pay: [{ location: WILD }, { location: WILD }]", "id: IC1"),
            wild("title: Healthy\ncompetencies: [{ id: c, tracks: [WILD] }]", "title: Healthy"),
            wild("title: Healthy\n\u{1b}[31m: x", "title: Healthy"),
            wild("title: Healthy # \u{1b}[31m\u{7}\nbogus: x # \u{1b}[31m\u{9b}", "title: Healthy"),
            wild("title: &\u{1b}[31m *\u{1b}[32m", "title: Healthy"),
            wild("title: !\u{1b}[31m x", "title: Healthy"),
        ];
        for text in broken {
            let project = Project::new().with("x.yaml", &text);
            project.run("validate x.yaml").ends_with(1).is_tame();
            project.run("validate x.yaml --format json").ends_with(1).is_escaped();
            project.run("show x.yaml").ends_with(4).is_tame();
        }
    }

    #[test]
    fn escapes_in_arguments_do_not_reach_the_terminal() {
        let project = Project::new().with("x.yaml", HEALTHY);
        let wild = "\u{1b}[31mred\u{7}";
        project.call(["show", "x.yaml", wild]).run().ends_with(3).is_tame();
        project.call(["show", "x.yaml", &format!("healthy/{wild}")]).run().ends_with(3).is_tame();
        project.call(["explain", wild]).run().ends_with(3).is_tame();
        project.call(["validate", wild]).run().ends_with(4).is_tame();
    }
}

mod arguments {
    use super::*;

    #[test]
    fn a_path_that_begins_with_a_dash_is_an_option_unless_it_is_marked_as_none() {
        let project = Project::new().with("-x.yaml", HEALTHY).with("--fail-on", HEALTHY);
        project.run("validate -x.yaml").ends_with(2).complains("-x");
        project.run("validate -- -x.yaml").ends_with(0);
        project.run("validate ./-x.yaml").ends_with(0);
        project.run("show -- -x.yaml").ends_with(0).prints("Healthy");
        project.run("list -- --fail-on").ends_with(0).prints("healthy");
    }

    #[test]
    fn a_file_that_is_named_twice_is_loaded_once() {
        let project = Project::new().with("ladders/x.yaml", HEALTHY);
        let run = project.run("validate ladders/x.yaml ladders ./ladders/../ladders/x.yaml .");
        run.ends_with(0).prints("checked 1 file");
    }

    #[test]
    fn an_empty_argument_is_no_path() {
        let project = Project::new().with("x.yaml", HEALTHY);
        project.call(["validate", ""]).run().ends_with(2);
        project.call(["show", ""]).run().ends_with(2).complains("an argument is empty");
    }

    #[test]
    fn a_thousand_paths_are_fine() {
        let mut project = Project::new();
        for index in 0..1_000 {
            project = project.with(format!("{index}.yaml"), HEALTHY.replace("healthy", &format!("l{index}")));
        }
        let paths = (0..1_000).map(|index| format!("{index}.yaml"));
        let run = project.call(["validate".to_owned()].into_iter().chain(paths)).run();
        run.ends_with(0).prints("checked 1000 files");
    }
}

#[cfg(unix)]
mod files {
    use std::ffi::{OsStr, OsString};
    use std::fs;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::{Command, Stdio};

    use super::*;
    use crate::support::program::{PROGRAM, Run};
    use crate::support::skipped::skip;

    fn fifo(project: &Project, name: &str) {
        let made = Command::new("mkfifo").arg(project.at(name)).status().expect("mkfifo is a program of every Unix");
        assert!(made.success());
    }

    #[test]
    fn a_pipe_that_is_named_does_not_block() {
        let project = Project::new();
        fifo(&project, "x.yaml");
        for command in ["validate x.yaml", "show x.yaml", "list x.yaml"] {
            project.run(command).ends_with(4).complains("`x.yaml`: it is not a regular file");
        }
    }

    #[test]
    fn a_pipe_in_a_folder_does_not_block() {
        let project = Project::new().with("ladders/healthy.yaml", HEALTHY);
        fifo(&project, "ladders/x.yaml");
        project.run("validate").ends_with(0).prints("checked 1 file");
        project.run("show").ends_with(0);
        fs::remove_file(project.at("ladders/healthy.yaml")).expect("the file is there");
        project.run("validate").ends_with(3);
    }

    #[test]
    fn a_pipe_that_is_extended_does_not_block() {
        let project = Project::new().with("x.yaml", format!("extends: pipe.yaml\n{HEALTHY}"));
        fifo(&project, "pipe.yaml");
        let run = project.run("validate x.yaml");
        run.ends_with(1).prints("not a regular").prints("--> x.yaml:1:10\n");
    }

    #[test]
    fn a_pipe_as_settings_or_ignore_file_does_not_block() {
        let project = Project::new().with("ladders/x.yaml", HEALTHY);
        fifo(&project, ".ladder.yaml");
        fifo(&project, "ladders/.ladder.yaml");
        project.run("validate").ends_with(0);
    }

    #[test]
    fn a_device_is_not_read() {
        let project = Project::new();
        project.run("validate /dev/zero").ends_with(4).complains("not a regular file");
        project.run("validate /dev/null").ends_with(4).complains("not a regular file");
    }

    #[test]
    fn a_folder_may_be_called_like_a_file() {
        let project = Project::new().with("ladders/x.yaml/y.yaml", HEALTHY);
        project.run("validate").ends_with(0).prints("checked 1 file");
        project.run("validate ladders/x.yaml").ends_with(0).prints("checked 1 file");
        fs::remove_file(project.at("ladders/x.yaml/y.yaml")).expect("the file is there");
        project.run("validate ladders/x.yaml").ends_with(3).complains("`ladders/x.yaml`");
        project.run("show ladders/x.yaml").ends_with(3);
    }

    /// Runs `args` as somebody whom permissions hold; `None`, and a line that says so, where that cannot be done.
    fn as_nobody(project: &Project, args: &[&str]) -> Option<Run> {
        let is_root = fs::read(project.at("secret.yaml")).is_ok();
        if !is_root {
            return Some(project.call(args).run());
        }
        // The folder of the build may be closed to others: the program comes along.
        let program = project.at("ladder");
        fs::copy(PROGRAM, &program).expect("the program is copied");
        fs::set_permissions(project.at("."), fs::Permissions::from_mode(0o755)).expect("the folder is ours");
        let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"].map(OsStr::new);
        let words: Vec<&OsStr> = nobody.into_iter().chain([program.as_os_str()]).collect();
        let works = Command::new(words[0]).args(&words[1..]).arg("--version").stdout(Stdio::null()).status();
        if !works.is_ok_and(|exit| exit.success()) {
            skip("root reads everything, and `setpriv` cannot run the program as nobody");
            return None;
        }
        Some(project.call(args).through(&words).run())
    }

    #[test]
    fn a_file_without_permission_is_unreadable() {
        let project = Project::new().with("healthy.yaml", HEALTHY).with("secret.yaml", HEALTHY);
        let closed = fs::Permissions::from_mode(0o000);
        fs::set_permissions(project.at("secret.yaml"), closed).expect("the file is ours");
        for args in [&["validate", "secret.yaml"][..], &["show", "secret.yaml"], &["validate", "."], &["list", "."]] {
            let Some(run) = as_nobody(&project, args) else { return };
            run.ends_with(4).complains("secret.yaml`: permission denied");
        }
        // What could be read is checked all the same.
        let Some(run) = as_nobody(&project, &["validate", "."]) else { return };
        run.prints("checked 1 file").prints("no findings in the files that could be read");
    }

    #[test]
    fn a_folder_without_permission_is_unreadable() {
        let project = Project::new().with("healthy.yaml", HEALTHY).with("closed/x.yaml", HEALTHY);
        let project = project.with("secret.yaml", "");
        for closed in ["closed", "secret.yaml"] {
            fs::set_permissions(project.at(closed), fs::Permissions::from_mode(0o000)).expect("the folder is ours");
        }
        let run = as_nobody(&project, &["validate", "closed"]);
        let inside = as_nobody(&project, &["validate", "closed/x.yaml"]);
        let around = as_nobody(&project, &["validate", "."]);
        // The temporary folder can only be removed while its folders are open.
        fs::set_permissions(project.at("closed"), fs::Permissions::from_mode(0o755)).expect("the folder is ours");
        for run in [run, inside, around].into_iter().flatten() {
            run.ends_with(4).complains("closed").complains("permission denied");
        }
    }

    #[test]
    fn a_link_to_nothing_is_unreadable_where_it_is_named() {
        let project = Project::new();
        symlink("gone.yaml", project.at("x.yaml")).expect("a link");
        project.run("validate x.yaml").ends_with(4).complains("`x.yaml`");
        project.run("show x.yaml").ends_with(4).complains("`x.yaml`");
    }

    #[test]
    fn a_link_to_nothing_in_a_folder_is_unreadable() {
        let project = Project::new().with("ladders/healthy.yaml", HEALTHY);
        symlink("gone.yaml", project.at("ladders/x.yaml")).expect("a link");
        project.run("validate").ends_with(4).complains("`ladders/x.yaml`").prints("checked 1 file");
    }

    #[test]
    fn links_that_lead_in_a_circle_come_to_an_end() {
        let project = Project::new().with("ladders/healthy.yaml", HEALTHY);
        symlink("../ladders", project.at("ladders/again")).expect("a link");
        symlink("loop.yaml", project.at("loop.yaml")).expect("a link");
        project.run("validate").ends_with(0).prints("checked 1 file");
        project.run("validate ladders/again").ends_with(0).prints("checked 1 file");
        project.run("validate loop.yaml").ends_with(4).complains("`loop.yaml`");
    }

    #[test]
    fn a_link_and_its_file_are_one() {
        let project = Project::new().with("ladders/x.yaml", HEALTHY);
        symlink("x.yaml", project.at("ladders/y.yaml")).expect("a link");
        project.run("validate").ends_with(0).prints("checked 1 file");
    }

    #[test]
    fn a_name_may_have_spaces_and_any_letters() {
        for name in ["a ladder.yaml", "設計.yaml", "e\u{301}té — 👩‍💻.yml", "a:1:2.yaml", "'\"`.yaml", "a\\b.YAML"]
        {
            let project = Project::new().with(name, format!("{HEALTHY}bogus: 1\n"));
            project.call(["validate", name]).run().ends_with(1).prints(&format!("--> {name}:11:1\n"));
            project.run("validate .").ends_with(1).prints(&format!("--> {name}:11:1\n"));
            let json = project.call(["validate", name, "--format", "json"]).run();
            let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("one JSON document");
            assert_eq!(json["findings"][0]["path"], name);
        }
    }

    #[test]
    fn a_name_that_is_no_utf_8_is_loaded() {
        let name = OsString::from(OsStr::from_bytes(b"caf\xe9.yaml"));
        let project = Project::new();
        if fs::write(project.at(&name), HEALTHY).is_err() {
            // Some file systems take only UTF-8.
            return;
        }
        project.run("validate .").ends_with(0).prints("checked 1 file");
        project.call([OsStr::new("validate"), &name]).run().ends_with(0).prints("checked 1 file");
        project.call([OsStr::new("list"), &name]).run().ends_with(0).prints("caf\u{fffd}.yaml");
        fs::write(project.at(&name), "ladder: x\n").expect("the file is there");
        let run = project.call([OsStr::new("validate"), &name]).run();
        run.ends_with(1).prints("--> caf\u{fffd}.yaml:1:1");
        project.call([OsStr::new("validate"), &name, OsStr::new("--format=json")]).run().ends_with(1);
        // `show` takes ladders as well as paths.
        let run = project.call([OsStr::new("show"), &name]).run();
        assert!(matches!(run.status, Some(2 | 4)), "{run}");
    }

    #[test]
    fn escapes_in_names_do_not_reach_the_terminal() {
        let name = "\u{1b}[31mred\u{7}\u{1b}]0;title\u{7}.yaml";
        let project = Project::new().with(format!("ladders/{name}"), format!("{HEALTHY}bogus: 1\n"));
        let project = project.with(format!("fine/{name}"), HEALTHY);
        project.run("validate").ends_with(1).is_tame().prints("red");
        project.run("show").ends_with(4).is_tame();
        project.run("show fine").ends_with(0).is_tame();
        project.run("list fine").ends_with(0).is_tame();
        project.run("list fine --format json").ends_with(0).is_escaped();
        let project =
            Project::new().with("x.yaml", "extends: \"\\e[31mred\\a.yam\"\nladder: x\n").with(name, "base: b\n");
        project.run("validate x.yaml").ends_with(1).is_tame();
        fs::remove_file(project.at(name)).expect("the file is there");
        symlink("gone", project.at(name)).expect("a link");
        project.call(["validate", name]).run().ends_with(4).is_tame();
    }
}
