//! "Did you mean": the near names, of the same kind of thing only.

use super::listed;

/// How many unknown names get a suggestion in one go. Nobody reads more, and each is compared with all that are known.
pub const MOST: usize = 100;

/// The candidates nearest to `word`: case, `-` and `_` ignored, at most two edits, and never more edits than half of
/// the longer word. Several if they are equally near, up to three; none if there are more.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    // A word much longer than any id is a misplaced text.
    if word.len() > 200 {
        return Vec::new();
    }
    let wanted = plain(word);
    let mut best = usize::MAX;
    let mut found: Vec<&str> = Vec::new();
    let letters = wanted.chars().count();
    for candidate in candidates {
        let known = plain(candidate);
        let (longest, shortest) = (letters.max(known.chars().count()), letters.min(known.chars().count()));
        if longest - shortest > 2 {
            continue;
        }
        let edits = strsim::osa_distance(&wanted, &known);
        if edits > 2 || edits * 2 > longest || edits > best {
            continue;
        }
        if edits < best {
            best = edits;
            found.clear();
        }
        // Of more than three it does not matter which they are.
        if found.len() <= 3 && !found.contains(&candidate) {
            found.push(candidate);
        }
    }
    if found.len() > 3 { Vec::new() } else { found }
}

/// "did you mean `x`?", if something is near.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let found = nearest(word, candidates);
    (!found.is_empty()).then(|| format!("did you mean {}?", one_of(&found)))
}

/// Words as a choice: "`a`, `b` or `c`".
pub fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    listed(&quoted, "or")
}

fn plain(word: &str) -> String {
    word.chars().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_more_than_three_that_are_near_none_is_suggested() {
        let names: Vec<String> = (0..9).map(|number| format!("name{number}")).collect();
        let near = |number: usize| nearest("namex", names[..number].iter().chain(&names[..1]).map(String::as_str));
        assert_eq!(near(3), ["name0", "name1", "name2"]);
        assert_eq!((near(4), near(9)), (Vec::new(), Vec::new()));
    }

    #[test]
    fn suggestions_ignore_case_and_dashes_and_allow_two_edits() {
        assert_eq!(nearest("System_Design", ["system-design", "delivery"]), ["system-design"]);
        assert_eq!(nearest("expectatoins", ["expectations"]), ["expectations"]);
        assert_eq!(nearest("xyz", ["expectations", "id"]), Vec::<&str>::new());
        assert_eq!(nearest("IC44", ["IC4", "M4"]), ["IC4"]);
        assert_eq!(nearest("IC9", ["IC1", "IC2", "IC3", "IC4"]), Vec::<&str>::new());
    }
}
