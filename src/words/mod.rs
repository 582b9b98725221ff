//! How the program speaks: suggestions, counts and lists in words. Knows nothing of ladders.

pub mod suggest;

/// "1 level", "2 levels".
pub fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// "a, b and c".
pub fn join(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
