//! The tables of words, read once: what a word or phrase is, on which scales, and which others ask the same.
//!
//! Every table is a text file beside this one, so that it can be read and changed without reading code.

mod dictionary;
mod scales;
mod word;

use std::rc::Rc;
use std::sync::LazyLock;

use foldhash::HashMap;

use super::british::british;

pub(super) use dictionary::is_word;
pub use scales::{Scale, Strength, scales};
pub(super) use word::{Word, mark, word};

/// The kinds of words, in the order of `classes.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Function,
    Neutral,
    Person,
    Outside,
    Unit,
    Domain,
    General,
    Demand,
    Ease,
    Hedge,
    Aid,
    Little,
    Their,
    Negation,
    StopForeign,
}

const CLASSES: [(&str, Class); 15] = [
    ("function", Class::Function),
    ("neutral", Class::Neutral),
    ("person", Class::Person),
    ("outside", Class::Outside),
    ("unit", Class::Unit),
    ("domain", Class::Domain),
    ("general", Class::General),
    ("demand", Class::Demand),
    ("ease", Class::Ease),
    ("hedge", Class::Hedge),
    ("aid", Class::Aid),
    ("little", Class::Little),
    ("their", Class::Their),
    ("negation", Class::Negation),
    ("stop-foreign", Class::StopForeign),
];

/// What the tables say of a word or phrase.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    classes: u32,
    /// The scales that it is on, by index, with its rank.
    pub ranks: Vec<(usize, u8)>,
    /// Its group of words that ask the same.
    pub group: Option<usize>,
}

impl Entry {
    pub(super) fn is(&self, class: Class) -> bool {
        self.classes & (1 << class as u32) != 0
    }
}

/// Whether two words are ranked apart on a scale: `team` and `teams`.
pub(super) fn apart(a: &Entry, b: &Entry) -> bool {
    let on = |index: usize| b.ranks.iter().find(|(scale, _)| *scale == index);
    a.ranks
        .iter()
        .any(|(index, rank)| on(*index).is_some_and(|(_, other)| rank.abs_diff(*other) >= scales()[*index].step))
}

static EMPTY: Entry = Entry { classes: 0, ranks: Vec::new(), group: None };

/// What the tables say, by word or phrase in small letters and one spelling.
static ENTRIES: LazyLock<HashMap<String, Entry>> = LazyLock::new(|| {
    let mut entries: HashMap<String, Entry> = HashMap::default();
    for (heading, lines) in sections(include_str!("classes.txt")) {
        let name = heading.split_once(']').map_or(heading, |(name, _)| name);
        let class = CLASSES.iter().find(|(known, _)| *known == name).expect("the tests hold the headings").1;
        for word in lines.iter().flat_map(|line| line.split(", ")) {
            entries.entry(british(word)).or_default().classes |= 1 << class as u32;
        }
    }
    for (index, scale) in scales().iter().enumerate() {
        for strength in &scale.strengths {
            for word in &strength.words {
                entries.entry(british(word)).or_default().ranks.push((index, strength.rank));
            }
        }
    }
    for (index, line) in lines(include_str!("synonyms.txt")).enumerate() {
        for word in line.split(", ") {
            entries.entry(british(word)).or_default().group = Some(index);
        }
    }
    // What asks the same as a word on a scale is on it too.
    for line in lines(include_str!("synonyms.txt")) {
        let words: Vec<String> = line.split(", ").map(british).collect();
        let ranks: Vec<(usize, u8)> =
            words.iter().filter_map(|word| entries.get(word)).flat_map(|entry| entry.ranks.clone()).collect();
        let agreed = |(on, rank): &(usize, u8)| ranks.iter().all(|(other, known)| other != on || known == rank);
        for word in &words {
            let Some(entry) = entries.get_mut(word).filter(|entry| !entry.is(Class::Person)) else { continue };
            for rank in ranks.iter().filter(|rank| agreed(rank)) {
                if !entry.ranks.contains(rank) {
                    entry.ranks.push(*rank);
                }
            }
        }
    }
    // `the team` on a scale is a unit as `team` is.
    let phrases: Vec<String> = entries.keys().filter(|word| word.contains(' ')).cloned().collect();
    for phrase in phrases {
        let mut words = phrase.split(' ').rev();
        let last = words.next().and_then(|word| entries.get(word)).map_or(0, |last| last.classes);
        let whose = words.all(|word| entries.get(word).is_some_and(|entry| entry.is(Class::Their)));
        if let (true, Some(entry)) = (whose, entries.get_mut(&phrase)) {
            entry.classes |= last & (1 << Class::Unit as u32 | 1 << Class::Person as u32);
        }
    }
    // A form that is in a table itself is in those of its word too: `leads`, a noun there, is on the scales of `lead`, and
    // `team members` are persons as a `team member` is.
    let forms: Vec<String> = entries.keys().cloned().collect();
    for word in forms {
        for base in bases(&word).into_iter().skip(1) {
            let Some(known) = entries.get(&base).cloned() else { continue };
            let entry = entries.entry(word.clone()).or_default();
            if word.ends_with('s') && !known.is(Class::Function) {
                entry.classes |= known.classes;
            }
            let on: Vec<usize> = entry.ranks.iter().map(|(scale, _)| *scale).collect();
            entry.ranks.extend(known.ranks.into_iter().filter(|(scale, _)| !on.contains(scale)));
        }
    }
    entries
});

/// The most words that a phrase has, by its first word.
static PHRASES: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    let mut phrases = HashMap::default();
    for entry in ENTRIES.keys() {
        if let Some((first, rest)) = entry.split_once(' ') {
            let length = 1 + rest.split(' ').count();
            let longest = phrases.entry(first).or_insert(length);
            *longest = length.max(*longest);
        }
    }
    phrases
});

/// What the tables say of a word, given with what it may be a form of, and its group of words that ask the same.
fn entry_of(bases: &[String]) -> (&'static Entry, Option<usize>) {
    let entry = bases.iter().find_map(|base| ENTRIES.get(base)).unwrap_or(&EMPTY);
    (entry, bases.iter().find_map(|base| ENTRIES.get(base)?.group))
}

/// The most words of a phrase of the tables that begins with one of these; 0 if there is none.
fn longest_phrase(bases: &[String]) -> usize {
    bases.iter().filter_map(|base| PHRASES.get(base.as_str())).copied().max().unwrap_or(0)
}

/// The longest phrase of the tables that the words begin with, in how many words; the first and the last word may be inflected.
pub(super) fn phrase<'a>(words: impl Fn(usize) -> Option<&'a Word>) -> Option<(usize, Rc<Word>)> {
    let first = words(0)?;
    if first.longest_phrase == 0 {
        return None;
    }
    let mut best: Option<(usize, &'static str)> = None;
    for base in &first.bases {
        let Some(longest) = PHRASES.get(base.as_str()) else { continue };
        let mut phrase = base.clone();
        for length in 2..=*longest {
            let Some(next) = words(length - 1) else { break };
            phrase.push(' ');
            let end = phrase.len();
            if best.is_none_or(|(known, _)| known < length) {
                for last in &next.bases {
                    phrase.truncate(end);
                    phrase.push_str(last);
                    if let Some((known, _)) = ENTRIES.get_key_value(&phrase) {
                        best = Some((length, known));
                        break;
                    }
                }
            }
            phrase.truncate(end);
            phrase.push_str(&next.spelling);
        }
    }
    best.map(|(length, phrase)| (length, word(phrase)))
}

/// The word itself, and what it may be a form of: `leads`, `led` and `leading` of `lead`.
fn bases(word: &str) -> Vec<String> {
    let mut bases = vec![word.to_owned()];
    if let Some((_, base)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        bases.push((*base).to_owned());
    }
    let mut add = |stem: &str, ending: &str| {
        if stem.len() > 1 {
            bases.push(format!("{stem}{ending}"));
        }
    };
    if let Some(stem) = word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")) {
        add(stem, "y");
    }
    if !word.ends_with("ss")
        && let Some(stem) = word.strip_suffix('s')
    {
        add(stem, "");
    }
    if let Some(stem) = word.strip_suffix("es") {
        add(stem, "");
    }
    for ending in ["ed", "ing"] {
        if let Some(stem) = word.strip_suffix(ending) {
            add(stem, "e");
            add(stem, "");
            let mut letters = stem.chars().rev();
            if let (Some(last), Some(before)) = (letters.next(), letters.next())
                && last == before
            {
                add(&stem[..stem.len() - last.len_utf8()], "");
            }
        }
    }
    bases
}

#[rustfmt::skip]
static IRREGULAR: &[(&str, &str)] = &[
    ("led", "lead"), ("built", "build"), ("made", "make"), ("ran", "run"), ("wrote", "write"), ("written", "write"),
    ("taught", "teach"), ("understood", "understand"), ("knew", "know"), ("known", "know"), ("took", "take"),
    ("taken", "take"), ("gave", "give"), ("given", "give"), ("went", "go"), ("gone", "go"), ("held", "hold"),
    ("kept", "keep"), ("sought", "seek"), ("found", "find"), ("brought", "bring"), ("thought", "think"), ("set", "set"),
    ("got", "get"), ("came", "come"), ("did", "do"), ("done", "do"), ("has", "have"), ("had", "have"), ("is", "be"),
    ("are", "be"), ("am", "be"), ("was", "be"), ("were", "be"), ("been", "be"), ("being", "be"), ("grew", "grow"),
    ("grown", "grow"), ("drove", "drive"), ("driven", "drive"), ("chose", "choose"), ("chosen", "choose"),
    ("broke", "break"), ("broken", "break"), ("spoke", "speak"), ("spoken", "speak"), ("met", "meet"), ("sent", "send"),
    ("spent", "spend"), ("saw", "see"), ("seen", "see"), ("told", "tell"), ("people", "person"), ("children", "child"),
    ("criteria", "criterion"), ("analyses", "analyse"), ("won", "win"), ("said", "say"), ("felt", "feel"),
    ("meant", "mean"), ("lost", "lose"), ("heard", "hear"), ("learnt", "learn"), ("became", "become"),
    ("shown", "show"), ("drawn", "draw"), ("drew", "draw"), ("stood", "stand"), ("paid", "pay"), ("bought", "buy"),
    ("sold", "sell"), ("caught", "catch"), ("proven", "prove"), ("forgotten", "forget"), ("hidden", "hide"),
    ("rose", "rise"), ("risen", "rise"), ("fell", "fall"), ("fallen", "fall"), ("threw", "throw"), ("thrown", "throw"),
    ("fed", "feed"), ("laid", "lay"), ("dealt", "deal"), ("began", "begin"), ("begun", "begin"), ("left", "leave"),
    ("lent", "lend"), ("does", "do"),
];

/// Words that turn a sentence round. What one of them governs is not judged.
pub fn negations() -> Vec<&'static str> {
    let sections = sections(include_str!("classes.txt")).into_iter();
    let negation = sections.filter(|(heading, _)| heading.starts_with("negation]"));
    negation.flat_map(|(_, lines)| lines).flat_map(|line| line.split(", ")).collect()
}

/// The sections of a table: what stands after `[`, and the lines below.
fn sections(table: &'static str) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut sections: Vec<(&'static str, Vec<&'static str>)> = Vec::new();
    for line in lines(table) {
        match (line.strip_prefix('['), sections.last_mut()) {
            (Some(heading), _) => sections.push((heading, Vec::new())),
            (None, Some((_, lines))) => lines.push(line),
            (None, None) => {}
        }
    }
    sections
}

/// The lines of a table that say something.
fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}
