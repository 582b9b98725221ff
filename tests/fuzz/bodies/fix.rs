//! `--fix`, as the patch that it prints: it applies, adds no error, and leaves nothing to do.

use std::collections::BTreeMap;

use ladder::finding::Severity;
use ladder::parse::{self, Input};

use super::Files;
use super::program::run;

pub fn fix(files: &Files) {
    let tree = files.tree();
    let first = run(&tree, "validate . --fix --diff");
    if first.out.is_empty() {
        assert!(!first.err.contains("would fix"), "{}", first.err);
        return;
    }
    assert!(first.err.contains("would fix"), "{}", first.err);
    let mut fixed = files.clone();
    for (name, hunks) in patches(&first.out) {
        let old = files.get(&name).expect("a patch is of a file that is there");
        let old = std::str::from_utf8(old).expect("only text is fixed");
        let new = applied(old, &hunks);
        assert_ne!(old, new, "a patch without effect");
        fixed = fixed.with(&name, new);
    }
    assert!(errors(&fixed) <= errors(files), "more errors than before: {}", first.out);
    if !first.err.contains("is not fixed further") {
        let again = run(&fixed.tree(), "validate . --fix --diff");
        assert_eq!(again.out, "", "fixed, but not all at once: {}", first.out);
    }
}

/// The errors of the loader.
fn errors(files: &Files) -> usize {
    let loaded = parse::load(&files.tree(), &[Input::Path(".".into())]);
    loaded.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
}

/// What a hunk says of each line: the sign, and the line with its end.
type Lines = Vec<(u8, String)>;

/// The hunks of each file: the line where it begins, from 1, and its lines.
fn patches(text: &str) -> BTreeMap<String, Vec<(usize, Lines)>> {
    let mut patches: BTreeMap<String, Vec<(usize, Lines)>> = BTreeMap::new();
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let name = line.strip_prefix("--- a/").expect("a patch begins with the name of its file").trim_end();
        assert!(lines.next().is_some_and(|line| line.starts_with("+++ b/")));
        let hunks = patches.entry(name.to_owned()).or_default();
        while let Some(head) = lines.next_if(|line| line.starts_with("@@ ")) {
            let [old, new] = [1, 2].map(|word| range(head.split(' ').nth(word).expect("two ranges")));
            let (mut in_old, mut in_new, mut hunk) = (old.1, new.1, Lines::new());
            while in_old + in_new > 0 {
                let line = lines.next().expect("as many lines as the head says");
                let sign = line.as_bytes()[0];
                in_old -= usize::from(sign != b'+');
                in_new -= usize::from(sign != b'-');
                hunk.push((sign, line[1..].to_owned()));
                if lines.next_if(|line| line.starts_with("\\ No newline")).is_some() {
                    hunk.last_mut().expect("there is a line").1.pop();
                }
            }
            hunks.push((old.0, hunk));
        }
    }
    patches
}

/// Where a hunk begins, and how many lines it has.
fn range(text: &str) -> (usize, usize) {
    let (start, lines) = text[1..].split_once(',').unwrap_or((&text[1..], "1"));
    (start.parse().expect("a number"), lines.parse().expect("a number"))
}

fn applied(old: &str, hunks: &[(usize, Lines)]) -> String {
    let mut new = String::new();
    let mut rest = old.split_inclusive('\n');
    let mut at = 1;
    for (start, hunk) in hunks {
        while at < *start {
            new.push_str(rest.next().expect("a hunk begins within the file"));
            at += 1;
        }
        for (sign, line) in hunk {
            if *sign != b'+' {
                assert_eq!(rest.next(), Some(&line[..]), "line {at}");
                at += 1;
            }
            if *sign != b'-' {
                new.push_str(line);
            }
        }
    }
    new.extend(rest);
    new
}
