//! What a piece of a text does to a demand, told by the words that it begins with: `patterns.txt`.

use std::sync::LazyLock;

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

/// What the words do, by the first pattern that they begin with. Of words that fit several, the limit wins.
pub(super) fn sense(words: &[&Word], sentence: bool) -> Option<Sense> {
    let words = &words[..words.len().min(LONGEST)];
    let whole = |sense: Sense| matches!(sense, Sense::Aside | Sense::Waiver);
    let mut fitting = PATTERNS.iter().filter(|(sense, _)| sentence == whole(*sense));
    fitting.find(|(_, pattern)| fits(pattern, words)).map(|(sense, _)| *sense)
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
