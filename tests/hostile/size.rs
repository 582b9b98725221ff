//! Files that are deep, long or full of mistakes.

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

#[test]
fn names_that_nothing_has_are_all_found_in_time() {
    let list = |name: &str| -> Vec<String> { (0..3_000).map(|index| format!("{name}{index}")).collect() };
    let known: Vec<String> = list("c").iter().map(|id| format!("{{ id: {id} }}")).collect();
    let asked: Vec<String> = list("d").iter().map(|id| format!("{id}: x")).collect();
    let text = HEALTHY
        .replace("tracks:", &format!("competencies: [{}]\ntracks:", known.join(", ")))
        .replace("{ id: IC1,", &format!("{{ id: IC1, expectations: {{ {} }},", asked.join(", ")));
    let project = Project::new().with("x.yaml", text);
    project.run("validate x.yaml --format json").ends_with(1).prints("\"errors\": 3000,").prints("did you mean");
}

#[test]
fn a_comment_may_name_any_number_of_rules() {
    let names = |count: usize| (0..count).map(|index| format!("grade-grap{index}")).collect::<Vec<_>>().join(", ");
    let project = Project::new().with("x.yaml", format!("{HEALTHY}# ladder: ignore[{}]\n", names(100_000)));
    project.run("validate x.yaml").ends_with(0).prints("found 100000 warnings");
}

#[test]
fn carriage_returns_that_stand_alone_are_passed_over_in_time() {
    let keys: String = (0..5_000).map(|index| format!("k{index}: 1\r")).collect();
    let text = format!("{}{keys}{}", HEALTHY.replace('\n', "\r"), "\r".repeat(500_000));
    let project = Project::new().with("x.yaml", text);
    project.run("validate x.yaml --format json").ends_with(1).prints("\"errors\": 5000,");
    project.run("validate x.yaml --full").ends_with(1).prints("found 5000 errors");
    let text = format!("{}x-a:\r{}", HEALTHY.replace('\n', "\r"), "- 1\r".repeat(100_000));
    is_fine(text);
}
