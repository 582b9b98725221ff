//! All that the tables and the dictionary say of one word, looked up once however often it occurs.

use std::cell::RefCell;
use std::rc::Rc;

use foldhash::HashMap;

use super::dictionary::{Parts, is_word, parts_of_speech};
use super::{Class, Entry, bases, entry_of, longest_phrase};
use crate::diff::text::british::british;

/// A word or phrase in small letters, and what is known of it.
#[derive(Debug, Clone)]
pub(in crate::diff::text) struct Word {
    pub text: String,
    /// What the tables say.
    pub entry: &'static Entry,
    /// The group of words that ask the same.
    pub group: Option<usize>,
    /// The word in one of its spellings, British and American.
    pub spelling: String,
    /// What it may be a form of, itself first, in that spelling.
    pub bases: Vec<String>,
    /// What two forms of one word have in common.
    pub stem: String,
    /// Whether a dictionary has it.
    pub known: bool,
    pub parts: Parts,
    /// The word that it is written for by mistake, or that is written for it.
    pub sounds_like: Option<&'static str>,
    /// The most words of a phrase of the tables that begins with it in one of its forms; 0 if there is none.
    pub longest_phrase: usize,
}

/// Words that sound alike and are written for each other.
const CONFUSED: [(&str, &str); 14] = [
    ("their", "there"),
    ("than", "then"),
    ("to", "too"),
    ("practice", "practise"),
    ("practices", "practises"),
    ("advice", "advise"),
    ("affect", "effect"),
    ("affects", "effects"),
    ("ensure", "insure"),
    ("ensures", "insures"),
    ("lose", "loose"),
    ("principal", "principle"),
    ("principals", "principles"),
    ("whether", "weather"),
];

/// What is known of a word.
pub(in crate::diff::text) fn word(text: &str) -> Rc<Word> {
    thread_local!(static WORDS: RefCell<HashMap<String, Rc<Word>>> = RefCell::default());
    WORDS.with_borrow_mut(|words| match words.get(text) {
        Some(word) => Rc::clone(word),
        None => {
            let word = Rc::new(Word::new(text));
            words.insert(text.to_owned(), Rc::clone(&word));
            word
        }
    })
}

/// A mark or a number, of which the tables say nothing.
pub(in crate::diff::text) fn mark(text: String) -> Rc<Word> {
    thread_local!(static MARKS: RefCell<HashMap<String, Rc<Word>>> = RefCell::default());
    let nothing = word("");
    MARKS.with_borrow_mut(|marks| match marks.get(&text) {
        Some(mark) => Rc::clone(mark),
        None => {
            let mark = Rc::new(Word { text: text.clone(), ..Word::clone(&nothing) });
            marks.insert(text, Rc::clone(&mark));
            mark
        }
    })
}

impl Word {
    fn new(text: &str) -> Self {
        let spelling = british(text);
        let bases = bases(&spelling);
        let (entry, group) = entry_of(&bases);
        let stem = if text.contains(' ') { text.to_owned() } else { stem(text) };
        let (known, parts) = (is_word(text), parts_of_speech(text));
        let sounds_like = CONFUSED.iter().find_map(|(one, other)| match text {
            text if text == *one => Some(*other),
            text if text == *other => Some(*one),
            _ => None,
        });
        let longest_phrase = longest_phrase(&bases);
        Self { text: text.to_owned(), entry, group, spelling, bases, stem, known, parts, sounds_like, longest_phrase }
    }

    pub(in crate::diff::text) fn is(&self, class: Class) -> bool {
        self.entry.is(class)
    }
}

/// What is made of a verb: `creation` of `create`.
#[rustfmt::skip]
const MADE_OF_VERBS: [(&str, &str); 16] = [
    ("ion", "e"), ("ion", ""), ("ation", "e"), ("ation", ""), ("ication", "y"), ("ment", ""), ("ance", ""), ("ance", "e"),
    ("ence", "e"), ("ence", ""), ("ery", "er"), ("very", "ver"), ("al", "e"), ("al", ""), ("sion", "de"), ("ship", ""),
];

/// What is made of an adjective: `complexity` of `complex`.
const MADE_OF_ADJECTIVES: [(&str, &str); 5] = [("ity", ""), ("ity", "e"), ("ness", ""), ("cy", "t"), ("ce", "t")];

/// What the forms of a word have in common: `lead`, `leads`, `led`, `leading`; `create`, `creation`; `clear`, `clearly`.
fn stem(word: &str) -> String {
    let bases = bases(word);
    let base = bases.iter().skip(1).find(|base| is_word(base)).unwrap_or(&bases[0]);
    let is = |word: &str, part: char| parts_of_speech(word).may_be(part);
    let noun = MADE_OF_VERBS.iter().filter_map(|(from, to)| Some(format!("{}{to}", base.strip_suffix(from)?)));
    let verb = noun.into_iter().find(|verb| verb.len() > 3 && is(verb, 'v'));
    let adjective = || base.strip_suffix("ly").filter(|adjective| is(adjective, 'a') && !degree(base));
    let of_adjective = || {
        let made = MADE_OF_ADJECTIVES.iter().filter_map(|(from, to)| Some(format!("{}{to}", base.strip_suffix(from)?)));
        made.into_iter().find(|adjective| adjective.len() > 4 && is(adjective, 'a'))
    };
    let root = verb.or_else(|| adjective().map(str::to_owned)).or_else(of_adjective).unwrap_or_else(|| base.clone());
    british(&root)
}

/// Whether an adverb says how much, and not how: `hardly` is no form of `hard`.
fn degree(word: &str) -> bool {
    let (entry, _) = entry_of(&super::bases(&british(word)));
    entry.is(Class::Ease) || entry.is(Class::Negation)
}
