//! Words that only keep the place of a text.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Marks that stand for a text that is still to come, wherever they are, in capitals.
const MARKS: &[&str] = &["TODO", "FIXME", "TBD", "TBC", "TBA", "XXX"];
/// What makes such a mark a thing that one can talk about: "removes TODO comments".
const THINGS: &[&str] =
    &["comment", "comments", "item", "items", "list", "lists", "marker", "markers", "note", "notes"];
/// Texts that are placeholders where they are all that is written, in the languages of ladders that we know.
const ALONE: &[&str] = &[
    // English
    "\
        todo, fixme, tbd, tbc, tba, wip, lorem, placeholder, coming soon, n/a, na, none, nil, not applicable, \
        not available, under construction, work in progress, in progress, draft, undefined, not defined, \
        not specified, not decided, no description, no description yet, nothing yet, unknown, empty, blank, \
        ditto, idem, to follow, to come, more to follow, more to come, details to follow, \
        more details to follow, details to come, description to follow, text to follow, text goes here, \
        text here, description here, description goes here, add description, add text, fill in, fill me in, \
        write me, needs wording, needs work, rephrase, reword, still open",
    // German
    "\
        noch offen, folgt, folgt noch, kommt noch, noch zu definieren, noch zu klären, zu definieren, \
        noch nicht definiert, wird noch definiert, wird ergänzt, wird noch ergänzt, wird nachgereicht, \
        in arbeit, in bearbeitung, in vorbereitung, im aufbau, entfällt, nicht zutreffend, platzhalter, \
        entwurf, keine angabe, k.a, k. a, keine",
    // French
    "\
        à définir, à compléter, à préciser, à déterminer, à venir, en cours, en cours de rédaction, \
        en construction, non défini, pas encore défini, néant, sans objet, aucun, aucune, non applicable",
    // Spanish and Portuguese
    "\
        por definir, por completar, pendiente, pendiente de definir, en construcción, en progreso, no aplica, \
        ninguno, ninguna, próximamente, sin definir, a definir, a completar, pendente, em construção, \
        em breve, não se aplica, não definido, nenhum, nenhuma",
    // Italian
    "\
        da definire, da completare, in costruzione, in lavorazione, in arrivo, nessuno, nessuna, \
        non applicabile",
    // Dutch
    "\
        nog te bepalen, nog niet bepaald, nog in te vullen, volgt, volgt nog, geen, nvt, n.v.t, \
        niet van toepassing, in ontwikkeling",
    // Polish, Czech, Swedish, Danish, Norwegian, Turkish, Russian
    "\
        do uzupełnienia, do ustalenia, w przygotowaniu, nie dotyczy, brak, wkrótce, bude doplněno, není, \
        kommer snart, ej tillämpligt, ikke relevant, inte definierat, belirlenecek, hazırlanıyor, yok, \
        уточняется, в разработке, будет дополнено, не применимо, нет, скоро",
    // Japanese, Chinese, Korean
    "\
        未定, 準備中, 作成中, 検討中, 該当なし, なし, 待定, 待补充, 建设中, 暂无, 无, 미정, 준비중, 준비 중, 해당 없음, 없음",
];
/// What a short text begins with that says of itself that it is not there yet.
const UNFINISHED: &[&str] = &[
    "to be ",
    "not yet ",
    "still to be ",
    "yet to be ",
    "this is to be ",
    "this level is not yet ",
    "this section is ",
];
/// What follows there.
const DONE: &[&str] = &[
    "added",
    "agreed",
    "announced",
    "available",
    "completed",
    "confirmed",
    "decided",
    "defined",
    "described",
    "determined",
    "documented",
    "done",
    "filled",
    "specified",
    "under construction",
    "written",
];
/// What a text begins with that leaves it to another to say it.
const REFERS: &[&str] = &[
    "same as ",
    "as in ",
    "as for ",
    "as ",
    "see ",
    "identical to ",
    "equal to ",
    "wie ",
    "wie bei ",
    "siehe ",
    "identisch mit ",
    "comme ",
    "identique à ",
    "voir ",
    "igual que ",
    "igual a ",
    "como ",
    "ver ",
    "come ",
    "uguale a ",
    "vedi ",
    "zie ",
    "zelfde als ",
    "hetzelfde als ",
    "som ",
];
/// What is meant there, where it is no level.
const ELSEWHERE: &[&str] =
    &["above", "below", "previous", "prior", "oben", "unten", "ci-dessus", "arriba", "acima", "sopra", "boven"];
/// What authors tell themselves in the middle of a text.
const TO_ONESELF: &[&str] = &[
    "think of a better",
    "find a better word",
    "find a better phrase",
    "need a better word",
    "needs a better word",
    "rephrase this",
    "reword this",
];
/// What a placeholder in brackets begins with.
const IN_BRACKETS: &[&str] = &["insert", "placeholder", "describe", "fill", "your", "todo", "tbd"];
/// The most words of a text that is nothing but a placeholder.
pub(super) const LONGEST: usize = 8;

/// Whether a word, in small letters, may make a text of any length a placeholder.
pub(super) fn is_mark(word: &str) -> bool {
    let is_mark = MARKS.iter().any(|mark| mark.eq_ignore_ascii_case(word));
    is_mark || matches!(word, "lorem" | "better" | "rephrase" | "reword")
}

/// The first placeholder in a text.
pub(super) fn placeholder(text: &str) -> Option<&str> {
    let text = text.trim();
    let found =
        alone(text).then_some(text).or_else(|| mark(text)).or_else(|| lorem(text)).or_else(|| in_brackets(text));
    found.or_else(|| TO_ONESELF.iter().find_map(|phrase| find(text, phrase)))
}

/// Whether a placeholder leaves it to another text to say what is meant.
pub(super) fn refers(placeholder: &str) -> bool {
    let bare = bare(placeholder);
    REFERS.iter().filter_map(|begin| bare.strip_prefix(begin)).any(|rest| {
        let words: Vec<&str> = rest.split_whitespace().collect();
        let is_level = |word: &&str| {
            word.starts_with(char::is_alphabetic) && word.ends_with(|c: char| c.is_ascii_digit()) && word.len() < 8
        };
        words.len() <= 4 && words.iter().any(|word| is_level(word) || ELSEWHERE.contains(word))
    })
}

/// A text in small letters, without what stands around it.
fn bare(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Whether a text is nothing but a placeholder.
fn alone(text: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> =
        LazyLock::new(|| ALONE.iter().flat_map(|texts| texts.split(", ")).collect());
    if text.split_whitespace().count() > LONGEST {
        return false;
    }
    let bare = bare(text);
    if bare.is_empty() {
        return !text.is_empty() && text.chars().all(|c| "?-–—_./*~…! ".contains(c));
    }
    let is_unfinished = UNFINISHED
        .iter()
        .filter_map(|begin| bare.strip_prefix(begin))
        .any(|rest| DONE.iter().any(|done| rest.strip_prefix(done).is_some_and(|rest| rest.len() < 12)));
    let is_row_of_x = bare.len() >= 3 && bare.bytes().all(|b| b == b'x');
    let is_headed =
        bare.split_once(':').is_some_and(|(head, _)| matches!(head, "todo" | "fixme" | "tbd" | "tbc" | "tba" | "wip"));
    is_unfinished || is_row_of_x || is_headed || KNOWN.contains(bare.as_str()) || refers(text)
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
    find(text, "lorem ipsum")
}

/// Where a text holds a phrase, whatever its case.
fn find<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let at = text.as_bytes().windows(phrase.len()).position(|window| window.eq_ignore_ascii_case(phrase.as_bytes()))?;
    text.get(at..at + phrase.len())
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
            ("Todo: ask the design leads about the scope", "Todo: ask the design leads about the scope"),
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
            ("n/a", "n/a"),
            ("None.", "None."),
            ("?", "?"),
            ("-", "-"),
            ("Same as L3", "Same as L3"),
            ("See above.", "See above."),
            ("Same as the level below", "Same as the level below"),
            ("Not yet defined", "Not yet defined"),
            ("Details to follow.", "Details to follow."),
            ("Under construction", "Under construction"),
            ("Drives things (think of a better phrase)", "think of a better"),
            ("noch zu definieren", "noch zu definieren"),
            ("wie IC3", "wie IC3"),
            ("À définir", "À définir"),
            ("Por definir", "Por definir"),
            ("未定", "未定"),
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
            "See the customer's side.",
            "See chapter1",
            "Todo: ask the design leads about the scope again",
            "As good as it gets",
            "None of the team waits for a review.",
            "Draft proposals",
            "✓",
            "Finds a better way.",
            "Same care for every case as for the first",
            "Not yet trusted with production",
        ] {
            assert_eq!(placeholder(text), None, "{text}");
        }
    }
}
