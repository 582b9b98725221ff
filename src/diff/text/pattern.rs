//! What a piece of a text does to a demand, told by the words that it begins with: `patterns.txt`.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::british::british;
use super::lexicon::{Class, Word};

/// What a piece does to the demand that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    Limit,
    Gain,
    /// A whole sentence that asks nothing.
    Aside,
    /// A whole sentence that leaves it to somebody.
    Waiver,
    Same,
}

/// One place of a pattern.
enum Place {
    /// Any of these, and whether there may be none.
    Any(Vec<Known>, bool),
    /// Up to five words.
    Gap,
    /// The end of the piece.
    End,
}

/// What a pattern takes for a word.
enum Known {
    Class(Class),
    Verb,
    /// This one, in its base form.
    Word(String),
}

/// How many words a gap holds.
const GAP: usize = 5;

/// So many words of a piece are looked at.
const LONGEST: usize = 16;

static PATTERNS: LazyLock<Vec<(Sense, Vec<Place>)>> = LazyLock::new(|| {
    let mut sense = Sense::Same;
    let mut patterns = Vec::new();
    for line in include_str!("patterns.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(heading) = line.strip_prefix('[') {
            sense = match heading.split(']').next() {
                Some("limit") => Sense::Limit,
                Some("gain") => Sense::Gain,
                Some("aside") => Sense::Aside,
                Some("waiver") => Sense::Waiver,
                _ => Sense::Same,
            };
            continue;
        }
        let place = |word: &'static str| match word {
            "..." => Place::Gap,
            "$" => Place::End,
            word => Place::Any(word.trim_end_matches('?').split('|').map(Known::read).collect(), word.ends_with('?')),
        };
        patterns.push((sense, line.split(' ').map(place).collect()));
    }
    patterns
});

/// The patterns by what they begin with, each by its index.
#[derive(Default)]
struct ByFirst {
    words: HashMap<&'static str, Vec<usize>>,
    /// Those that can begin with more than a few words.
    others: Vec<usize>,
}

static BY_FIRST: LazyLock<ByFirst> = LazyLock::new(|| {
    let mut by_first = ByFirst::default();
    for (index, (_, pattern)) in PATTERNS.iter().enumerate() {
        let words = match &pattern[0] {
            Place::Any(known, false) => known.iter().map(Known::word).collect::<Option<Vec<&str>>>(),
            _ => None,
        };
        match words {
            Some(words) => words.into_iter().for_each(|word| by_first.words.entry(word).or_default().push(index)),
            None => by_first.others.push(index),
        }
    }
    by_first
});

/// What the words do, by the first pattern that they begin with. Of words that fit several, the limit wins.
pub(super) fn sense(words: &[&Word], sentence: bool) -> Option<Sense> {
    let words = &words[..words.len().min(LONGEST)];
    let ByFirst { words: by_word, others } = &*BY_FIRST;
    let forms = words.first().map_or(&[][..], |first| &first.bases);
    let mut candidates: Vec<usize> =
        forms.iter().filter_map(|form| by_word.get(form.as_str())).chain([others]).flatten().copied().collect();
    candidates.sort_unstable();
    let whole = |sense: Sense| matches!(sense, Sense::Aside | Sense::Waiver);
    let mut fitting = candidates.into_iter().map(|index| &PATTERNS[index]);
    let found = fitting.find(|(sense, pattern)| sentence == whole(*sense) && fits(pattern, words));
    found.map(|(sense, _)| *sense)
}

fn fits(pattern: &[Place], words: &[&Word]) -> bool {
    match pattern {
        [] => true,
        [Place::End, ..] => words.is_empty(),
        [Place::Gap, rest @ ..] => (0..=GAP.min(words.len())).any(|skipped| {
            words[..skipped].iter().all(|word| !word.is(Class::Little)) && fits(rest, &words[skipped..])
        }),
        [Place::Any(known, may_lack), rest @ ..] => {
            let first = words.first().is_some_and(|word| known.iter().any(|known| known.is(word)));
            (first && fits(rest, &words[1..])) || (*may_lack && fits(rest, words))
        }
    }
}

impl Known {
    fn read(written: &str) -> Self {
        match written {
            "AID" => Self::Class(Class::Aid),
            "LITTLE" => Self::Class(Class::Little),
            "THEIR" => Self::Class(Class::Their),
            "PERSON" => Self::Class(Class::Person),
            "UNIT" => Self::Class(Class::Unit),
            "DOMAIN" => Self::Class(Class::Domain),
            "VERB" => Self::Verb,
            word => Self::Word(british(word)),
        }
    }

    /// The word that it is, if it is one.
    fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            Self::Class(_) | Self::Verb => None,
        }
    }

    /// Whether a word is it, in any form.
    fn is(&self, word: &Word) -> bool {
        match self {
            Self::Class(class) => word.is(*class),
            Self::Verb => word.parts.may_be('v'),
            // `or raises it` is a pattern, `or raised by others` is none.
            Self::Word(known) if word.text.ends_with("ed") => word.spelling == *known,
            Self::Word(known) => word.bases.iter().any(|base| base == known),
        }
    }
}
