//! Words that only keep the place of a text.

/// Marks that stand for a text that is still to come, wherever they are, in capitals.
const MARKS: &[&str] = &["TODO", "FIXME", "TBD", "TBC", "TBA", "XXX"];
/// What makes such a mark a thing that one can talk about: "removes TODO comments".
const THINGS: &[&str] =
    &["comment", "comments", "item", "items", "list", "lists", "marker", "markers", "note", "notes"];
/// Texts that are placeholders where they are all that is written.
const ALONE: &[&str] = &["todo", "fixme", "tbd", "tbc", "tba", "wip", "lorem", "placeholder", "coming soon"];
/// What follows "to be" in a text that is one.
const STILL_TO_BE: &[&str] =
    &["added", "agreed", "announced", "completed", "confirmed", "decided", "defined", "determined", "done", "written"];
/// What a placeholder in brackets begins with.
const IN_BRACKETS: &[&str] = &["insert", "placeholder", "describe", "fill", "your", "todo", "tbd"];

/// The first placeholder in a text.
pub(in crate::rules) fn placeholder(text: &str) -> Option<&str> {
    let text = text.trim();
    alone(text).then_some(text).or_else(|| mark(text)).or_else(|| lorem(text)).or_else(|| in_brackets(text))
}

/// Whether a text is nothing but a placeholder.
fn alone(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if bare.is_empty() {
        return text.contains("..") || text.contains('…') || text.contains("??");
    }
    if let Some(rest) = bare.strip_prefix("to be ") {
        return STILL_TO_BE.iter().any(|done| rest.strip_prefix(done).is_some_and(|rest| rest.len() < 12));
    }
    let is_row_of_x = bare.len() >= 3 && bare.bytes().all(|b| b == b'x');
    let begins = |word: &&str| bare.strip_prefix(*word).is_some_and(|rest| rest.starts_with(':'));
    is_row_of_x || ALONE.contains(&bare.as_str()) || ALONE.iter().any(begins)
}

/// A mark in capitals, as a word of its own.
fn mark(text: &str) -> Option<&str> {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        let is_thing = words.peek().is_some_and(|next| THINGS.contains(next));
        if MARKS.contains(&word) && !is_thing {
            return Some(word);
        }
    }
    None
}

fn lorem(text: &str) -> Option<&str> {
    const LOREM: &str = "lorem ipsum";
    text.char_indices().find_map(|(at, _)| {
        let words = text.get(at..at + LOREM.len())?;
        words.eq_ignore_ascii_case(LOREM).then_some(words)
    })
}

/// `<insert …>`, `[your team]`, `{describe …}`, and `<...>`.
fn in_brackets(text: &str) -> Option<&str> {
    for (open, close) in [('<', '>'), ('[', ']'), ('{', '}')] {
        let mut rest = text;
        while let Some(start) = rest.find(open) {
            rest = &rest[start..];
            let inside = &rest[open.len_utf8()..];
            // Up to the next bracket of either kind, so that each character is looked at once.
            match inside.find([open, close]) {
                Some(end) if inside[end..].starts_with(close) && keeps_a_place(inside[..end].trim()) => {
                    return Some(&rest[..open.len_utf8() + end + close.len_utf8()]);
                }
                Some(_) => rest = inside,
                None => break,
            }
        }
    }
    None
}

/// Whether what stands in brackets tells the author what to put there.
fn keeps_a_place(inside: &str) -> bool {
    let first = inside.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    matches!(inside, "..." | "…") || IN_BRACKETS.iter().any(|word| first.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::placeholder;

    #[test]
    fn placeholders_are_found() {
        for (text, expected) in [
            ("TODO", "TODO"),
            ("todo", "todo"),
            ("Todo: ask the design leads", "Todo: ask the design leads"),
            ("Designs services. TODO: say how large.", "TODO"),
            ("Leads (TBD) people", "TBD"),
            ("tbc", "tbc"),
            ("T.B.D. TBD", "TBD"),
            ("FIXME", "FIXME"),
            ("XXX", "XXX"),
            ("xxx", "xxx"),
            ("...", "..."),
            (" … ", "…"),
            ("????", "????"),
            ("Lorem ipsum dolor sit amet", "Lorem ipsum"),
            ("See: lorem ipsum", "lorem ipsum"),
            ("<insert scope here>", "<insert scope here>"),
            ("Leads < 5 people and <insert team>", "<insert team>"),
            ("Works in [your team]", "[your team]"),
            ("<...>", "<...>"),
            ("To be defined", "To be defined"),
            ("to be decided later.", "to be decided later."),
        ] {
            assert_eq!(placeholder(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn prose_is_no_placeholder() {
        for text in [
            "",
            "Finds what there is to do and does it.",
            "Keeps a todo list that others can read.",
            "Removes TODO comments from the code.",
            "Turns TODOs into tickets.",
            "Begins, tries, fails, tries again...",
            "And so on…",
            "Knows when a design is to be defined by others.",
            "To be trusted with what others build on.",
            "Handles fewer than <5 cases and >3 reviews",
            "Reviews [large] changes",
            "Senior <specialism> Engineer",
            "Exchanges data in XML.",
            "Is this the right thing to build?",
            "İ lorem, ẞ ipsum",
            "Works on placeholder images.",
        ] {
            assert_eq!(placeholder(text), None, "{text}");
        }
    }
}
