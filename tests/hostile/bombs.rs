//! Aliases and merge keys that name more and more.

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
    let text = bomb(&format!("{{ {} }}", first.join(", ")), |index, below| format!("{{ z{index}: 1, <<: [{below}] }}"));
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
