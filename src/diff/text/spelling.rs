//! Whether two words are one word, spelled in two ways. When in doubt they are two.

/// Words that are one slip apart and not the same; each stands for every pair of its list.
#[rustfmt::skip]
static CONFUSABLE: &[&[&str]] = &[
    &["form", "from"], &["three", "there"], &["trail", "trial"], &["quiet", "quite"], &["causal", "casual"],
    &["united", "untied"], &["unite", "untie"], &["angle", "angel"], &["martial", "marital"], &["dairy", "diary"],
    &["goal", "gaol"], &["clam", "calm"], &["sacred", "scared"], &["reserve", "reverse"], &["tired", "tried"],
    &["through", "though", "thorough", "thought"], &["brought", "bought"], &["contract", "contact"],
    &["contracts", "contacts"], &["learning", "leaning"], &["adverse", "averse"], &["covert", "convert"],
    &["friend", "fiend"], &["country", "county"], &["boarder", "border"], &["starting", "staring"],
    &["imported", "imparted"], &["prescribe", "proscribe"], &["prescribes", "proscribes"], &["prosecute", "persecute"],
    &["adoption", "adaption"], &["adopted", "adapted"], &["adopting", "adapting"], &["planning", "planing"],
    &["dinner", "diner"], &["desert", "dessert"], &["latter", "later"], &["immoral", "immortal"],
    &["collage", "college"], &["stationary", "stationery"], &["ordinance", "ordnance"], &["wondering", "wandering"],
    &["directs", "diverts"], &["enquire", "acquire"], &["sitting", "siting"], &["hopping", "hoping"],
    &["ensure", "insure"], &["intercede", "intersede"], &["intervention", "invention"], &["prepared", "preferred"],
    &["reviewed", "renewed"], &["assessed", "accessed"], &["affective", "effective"], &["detract", "distract"],
    &["deprecate", "depreciate"], &["perspective", "prospective"], &["protecting", "projecting"],
];

/// Whether `a` and `b`, in small letters and without apostrophes, are one word in two spellings: British and American,
/// or one of them with a slip inside (two letters swapped, one letter too many or too few, one vowel for another).
/// Endings are left alone, because `employer` and `employee`, `team` and `teams`, `lead` and `led` are not one word.
pub(super) fn is_one_word(a: &str, b: &str) -> bool {
    let plain = |word: &str| !word.is_empty() && word.chars().all(char::is_alphabetic);
    if !plain(a) || !plain(b) {
        return false;
    }
    if CONFUSABLE.iter().any(|words| words.contains(&a) && words.contains(&b)) {
        return false;
    }
    if british(a) == british(b) {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (long, short) = if a.len() >= b.len() { (&a, &b) } else { (&b, &a) };
    let prefix = long.iter().zip(short).take_while(|(x, y)| x == y).count();
    let suffix = long.iter().rev().zip(short.iter().rev()).take_while(|(x, y)| x == y).count();
    if prefix == 0 {
        return false;
    }
    match long.len() - short.len() {
        0 => {
            // What lies between the common beginning and the common end.
            let end = long.len() - suffix.min(long.len() - prefix);
            match end.saturating_sub(prefix) {
                1 => long.len() >= 7 && suffix >= 2 && is_vowel(long[prefix]) && is_vowel(short[prefix]),
                2 => long[prefix] == short[prefix + 1] && long[prefix + 1] == short[prefix],
                _ => false,
            }
        }
        1 => long.len() >= 7 && suffix >= 2 && prefix >= 2 && prefix + suffix >= short.len(),
        _ => false,
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The word with what British and American spelling differ in made one. Not a spelling: only equality means something.
fn british(word: &str) -> String {
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
        word = word.replace(from, to);
    }
    for (from, to) in [("ise", "ize"), ("ises", "izes"), ("ised", "ized"), ("iser", "izer"), ("isers", "izers")] {
        if let Some(stem) = word.strip_suffix(from) {
            word = format!("{stem}{to}");
            break;
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_in_two_spellings() {
        for (a, b) in [
            ("organise", "organize"),
            ("organisation", "organization"),
            ("behaviour", "behavior"),
            ("analyses", "analyzes"),
            ("described", "desribed"),
            ("receive", "recieve"),
            ("teh", "the"),
            ("separate", "seperate"),
            ("modelling", "modeling"),
            ("accommodate", "accomodate"),
        ] {
            assert!(is_one_word(a, b) && is_one_word(b, a), "{a}, {b}");
        }
    }

    #[test]
    fn two_words_are_two() {
        for (a, b) in [
            ("able", "unable"),
            ("does", "doesnt"),
            ("team", "teams"),
            ("employer", "employee"),
            ("reviewer", "reviewed"),
            ("hire", "fire"),
            ("increase", "decrease"),
            ("internal", "external"),
            ("form", "from"),
            ("weekly", "monthly"),
            ("1", "7"),
            ("now", "not"),
            ("manager", "manages"),
            ("possible", "impossible"),
            ("interval", "internal"),
        ] {
            assert!(!is_one_word(a, b) && !is_one_word(b, a), "{a}, {b}");
        }
    }
}
