//! British and American spelling of a word as one.

/// The word with what British and American spelling differ in made one. Not a spelling: only equality means something.
pub(super) fn british(word: &str) -> String {
    let mut word = word.to_owned();
    for (from, to) in [
        ("isation", "ization"),
        ("ising", "izing"),
        ("yse", "yze"),
        ("ysing", "yzing"),
        ("avour", "avor"),
        ("aviour", "avior"),
        ("olour", "olor"),
        ("abour", "abor"),
        ("onour", "onor"),
        ("eighbour", "eighbor"),
        ("umour", "umor"),
        ("entre", "enter"),
        ("ogue", "og"),
        ("elling", "eling"),
        ("elled", "eled"),
        ("eller", "eler"),
        ("programme", "program"),
        ("efence", "efense"),
        ("icence", "icense"),
        ("judgement", "judgment"),
        ("fulfill", "fulfil"),
        ("enroll", "enrol"),
        ("skillful", "skilful"),
    ] {
        if word.contains(from) {
            word = word.replace(from, to);
        }
    }
    for (from, to) in [("ise", "ize"), ("ises", "izes"), ("ised", "ized"), ("iser", "izer"), ("isers", "izers")] {
        if let Some(stem) = word.strip_suffix(from) {
            word = format!("{stem}{to}");
            break;
        }
    }
    word
}
