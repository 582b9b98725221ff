//! Pay is private: amounts stand in a terminal and in JSON, and in nothing that a pipeline publishes.

use ladder::rules;

use super::{PUBLIC, folder, program, stdout, validate};

/// Runs every published format, and the summary of a job, and looks for numbers that are long enough to be an amount,
/// whether written in the ladder or worked out from it.
fn hold(files: &[(String, String)]) {
    let folder = folder(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    for format in PUBLIC {
        let summary = folder.path().join("summary.md");
        let output = program(folder.path())
            .args(["validate", "--fail-on", "note", "--format", format])
            .env("GITHUB_STEP_SUMMARY", &summary)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{format}");
        let mut text = stdout(&output);
        if format == "sarif" {
            // The explanations of rules hold examples of their own.
            let mut log: serde_json::Value = serde_json::from_str(&text).unwrap();
            log["runs"][0]["tool"] = serde_json::Value::Null;
            text = log.to_string();
        }
        text.push_str(&std::fs::read_to_string(&summary).unwrap_or_default());
        let words = text.split(|c: char| !c.is_ascii_alphanumeric());
        // A fingerprint has 32 digits, and may by chance have no letter among them.
        let is_amount =
            |word: &&str| word.len() > 3 && word.len() != 32 && word.bytes().all(|byte| byte.is_ascii_digit());
        let amounts: Vec<&str> = words.filter(is_amount).collect();
        assert!(amounts.is_empty(), "{amounts:?} in {format}:\n{text}");
    }
}

#[test]
fn no_rule_publishes_an_amount() {
    let mut rules: Vec<_> = rules::ALL.iter().filter(|rule| rule.explanation.bad.contains("pay:")).collect();
    rules.sort_by_key(|rule| rule.id);
    assert!(rules.iter().any(|rule| rule.id == "band-order"));
    for rule in rules {
        hold(&rules::files(rule.explanation.bad));
    }
}

#[test]
fn no_mistake_within_pay_publishes_an_amount() {
    for pay in [
        "{ currency: EUR, min: 81111, max: 72222 }",
        "{ currency: EUR, min: \"81111\", max: 92222 }",
        "{ currency: EUR, min: 81111 EUR, max: 92222 }",
        "{ currency: EUR 81111, min: 1, max: 2 }",
        "{ currency: EUR, min: [81111], max: 92222, 93333: mid }",
        "{ currency: EUR, minimum: 81111, max: 92222 }",
        "81111",
        "[81111, 92222]",
        "{ location: 81111, currency: eur, min: 81111, max: 92222 }",
    ] {
        let text = format!(
            "ladder: a\ntracks:\n  - {{ id: ic, kind: ic, levels: [{{ id: IC1, grade: 1, pay: {pay} }}] }}\n\
             grades: [{{ id: 1, pay: {pay} }}]\n"
        );
        hold(&[("a.yaml".to_owned(), text)]);
    }
}

#[test]
fn a_terminal_and_json_show_amounts() {
    let text = "ladder: a\ntracks:\n  - id: ic\n    kind: ic\n    levels: [{ id: IC1, grade: 1, pay: { currency: EUR, \
                min: 81111, max: 72222 } }]\n";
    let folder = folder([("a.yaml", text)]);
    let run = |format| stdout(&validate(folder.path(), &["--format", format])).replace('\u{a0}', "");
    assert!(run("human").contains("81111") && run("human").contains("72222"), "{}", run("human"));
    assert!(run("json").contains("72222"), "{}", run("json"));
}

#[test]
fn the_hash_of_a_line_is_published_only_where_no_amount_can_be_found_by_it() {
    let bare = "ladder: a\ntitel: x\ntracks: []\n";
    let paid = format!("{bare}grades: [{{ id: 1, pay: {{ currency: EUR, min: 1, max: 2 }} }}]\n");
    let hashes = |ladder: &str, config: &str| {
        let folder = folder([("a.yaml", ladder), (".ladder.yaml", config)]);
        stdout(&validate(folder.path(), &["--format", "sarif"])).matches("primaryLocationLineHash").count()
    };
    assert_eq!(hashes(bare, ""), hashes(bare, "pay: show"));
    assert_ne!(hashes(bare, ""), 0);
    assert_eq!(hashes(&paid, ""), 0);
    assert_ne!(hashes(&paid, "pay: show"), 0);
}

#[test]
fn a_finding_about_pay_still_says_what_and_where() {
    let text = "ladder: a\ngrades:\n  - id: 1\n    pay: { currency: EUR, min: 81111, max: 72222 }\n";
    let folder = folder([("a.yaml", text)]);
    let text = stdout(&validate(folder.path(), &["--format", "github"]));
    assert!(text.contains("file=a.yaml,line=4,"), "{text}");
    assert!(text.contains("the amounts of a pay band are not in order"), "{text}");
    assert!(text.contains("`ladder validate` in a terminal shows it"), "{text}");
}
