//! The table of words: what is stronger than what, where two sentences differ in nothing else.
//!
//! The four orders, and what stands in them, are those of the issue that asked for `ladder diff`, with the plain
//! synonyms of each word. A word that is not in the table is never judged.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word says about a demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// How binding it is.
    Modal,
    /// How much of the work is meant.
    Verb,
    /// How far it goes.
    Reach,
    /// How often it is done.
    Frequency,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Modal, Self::Verb, Self::Reach, Self::Frequency];

    /// What it is called.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Modal => "modal",
            Self::Verb => "verb",
            Self::Reach => "reach",
            Self::Frequency => "frequency",
        }
    }

    /// What the stronger word does to the weaker, and the weaker to the stronger.
    pub(super) const fn compares(self) -> (&'static str, &'static str) {
        match self {
            Self::Modal => ("binds more than", "binds less than"),
            Self::Verb => ("takes on more than", "takes on less than"),
            Self::Reach => ("reaches further than", "reaches less far than"),
            Self::Frequency => ("is more often than", "is less often than"),
        }
    }
}

/// One strength in an order, and every way to say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strength {
    /// The order that it stands in.
    pub order: Order,
    /// Its place in the order: more is stronger.
    pub rank: u8,
    /// The words, in small letters; the first is the one that the table is read by.
    pub words: &'static [&'static str],
}

const fn strength(order: Order, rank: u8, words: &'static [&'static str]) -> Strength {
    Strength { order, rank, words }
}

/// Every strength, order by order, weakest first.
#[rustfmt::skip]
pub static WORDS: &[Strength] = &[
    strength(Order::Modal, 0, &["may", "can", "might", "could"]),
    strength(Order::Modal, 1, &["should", "ought to"]),
    strength(Order::Modal, 2, &["must", "shall", "has to", "have to", "is required to", "are required to"]),
    strength(Order::Verb, 0, &["helps", "help", "helps to", "help to", "helps with", "help with", "assists", "assist",
        "assists with", "assist with", "helping"]),
    strength(Order::Verb, 1, &["contributes", "contribute", "contributes to", "contribute to", "takes part in",
        "take part in", "participates in", "participate in", "contributing", "contributing to"]),
    strength(Order::Verb, 2, &["leads", "lead", "leading"]),
    strength(Order::Verb, 3, &["owns", "own", "owning", "is accountable for", "are accountable for"]),
    strength(Order::Reach, 0, &["own work", "their own work", "own tasks", "their own tasks"]),
    strength(Order::Reach, 1, &["a team", "one team", "the team", "their team", "own team", "their own team",
        "a single team", "team"]),
    strength(Order::Reach, 2, &["several teams", "many teams", "multiple teams", "a number of teams"]),
    strength(Order::Reach, 3, &["the company", "a company", "company", "the whole company", "the entire company"]),
    strength(Order::Frequency, 0, &["occasionally", "sometimes", "now and then", "from time to time"]),
    strength(Order::Frequency, 1, &["regularly", "often", "frequently"]),
    strength(Order::Frequency, 2, &["always", "consistently", "every time"]),
];

/// Words that turn a sentence round. A word of the table that one of them governs is not judged.
#[rustfmt::skip]
pub static NEGATIONS: &[&str] = &[
    "not", "no", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "without", "unable", "fails",
    "cannot", "cant", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "wont", "shouldnt", "mustnt", "neednt",
    "couldnt", "wouldnt", "hasnt", "havent", "hardly", "rarely", "seldom", "unless", "except", "avoids", "avoid",
];

/// A phrase in its words, and its strength.
type Phrase = (Vec<&'static str>, &'static Strength);

/// The phrases by their first word: most words begin none, and every word of every text is looked up.
static BY_FIRST: LazyLock<HashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<&'static str, Vec<Phrase>> = HashMap::new();
    for strength in WORDS {
        for phrase in strength.words {
            let words: Vec<&'static str> = phrase.split(' ').collect();
            phrases.entry(words[0]).or_default().push((words, strength));
        }
    }
    phrases
});

/// The longest phrase of the table that `words` begins with: how many words, and which strength.
pub(super) fn strength_at(words: &[&str]) -> Option<(usize, &'static Strength)> {
    let phrases = BY_FIRST.get(words.first()?)?;
    let fitting = phrases.iter().filter(|(phrase, _)| words.starts_with(phrase));
    fitting.map(|(phrase, strength)| (phrase.len(), *strength)).max_by_key(|(length, _)| *length)
}

/// Whether the word turns a sentence round.
pub(super) fn is_negation(word: &str) -> bool {
    NEGATIONS.contains(&word)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_phrase_stands_once_and_ranks_follow_each_other() {
        let mut seen = HashSet::new();
        for order in Order::ALL {
            let ranks: Vec<u8> = WORDS.iter().filter(|s| s.order == order).map(|s| s.rank).collect();
            assert_eq!(ranks, (0..ranks.len() as u8).collect::<Vec<_>>(), "{}", order.as_str());
        }
        for phrase in WORDS.iter().flat_map(|strength| strength.words) {
            assert!(seen.insert(phrase), "{phrase}");
            assert_eq!(phrase.to_lowercase(), **phrase);
            assert!(phrase.split(' ').all(|word| !is_negation(word)), "{phrase}");
        }
    }

    #[test]
    fn the_longest_phrase_wins() {
        let (length, strength) = strength_at(&["their", "own", "team", "leads"]).expect("a phrase");
        assert_eq!((length, strength.order, strength.rank), (3, Order::Reach, 1));
        assert_eq!(strength_at(&["teams"]), None);
    }
}
