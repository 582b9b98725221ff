//! A text taken apart: words in small letters with what the tables say of them, numbers, and the marks that part clauses.

use std::ops::{Deref, Range};
use std::rc::Rc;

use super::lexicon::{self, Class, Word};
use super::numbers::Number;

/// One word, number or mark.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// In small letters, without apostrophes. A phrase of the tables is one token, with spaces.
    pub word: Rc<Word>,
    /// Where it stands, in bytes of the text.
    pub at: Range<usize>,
    pub kind: Kind,
    /// Which tokens of the text it is: one, or those of a phrase.
    pub from: Range<usize>,
    /// Whether it begins with a capital letter or holds one, other than at the start of a sentence.
    pub capital: bool,
    /// Whether it ends in `'s` or `s'`.
    pub possessive: bool,
    /// Whether a hyphen joins it to the token before it.
    pub joined: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Word,
    Number(Number),
    /// The end of a sentence.
    Stop,
    Comma,
    Colon,
    Dash,
    Open,
    Close,
    Slash,
}

/// A token is a word at a place.
impl Deref for Token {
    type Target = Word;

    fn deref(&self) -> &Word {
        &self.word
    }
}

impl Token {
    pub(super) fn is_mark(&self) -> bool {
        !matches!(self.kind, Kind::Word | Kind::Number(_))
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it says something of the demand: no mark, and no word of grammar.
    pub(super) fn is_content(&self) -> bool {
        !self.is_mark() && !self.is(Class::Function)
    }
}

/// Takes a text apart, each word on its own.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = raw(text);
    join_ranges(&mut tokens);
    for at in 0..tokens.len() {
        tokens[at].from = at..at + 1;
        // `manages own work` is not to own it.
        let before = at.checked_sub(1).map(|at| &tokens[at]);
        let subject = |token: &Token| {
            token.is_mark()
                || ["and", "or", "to", "you", "i", "can", "will", "who", "we", "fully"].contains(&token.text.as_str())
        };
        if tokens[at].text.starts_with("own") && (tokens[at].text != "own" || before.is_none_or(subject)) {
            let owning = lexicon::word("take ownership of");
            let (entry, group) = (owning.entry, owning.group);
            tokens[at].word = Rc::new(Word { entry, group, ..Word::clone(&tokens[at].word) });
        }
    }
    tokens
}

/// Makes one number of a range in words: `3 to 5`.
fn join_ranges(tokens: &mut Vec<Token>) {
    let mut at = 1;
    while at + 1 < tokens.len() {
        let ends = (tokens[at - 1].kind, tokens[at + 1].kind);
        if let ("to", (Kind::Number(low), Kind::Number(high))) = (tokens[at].text.as_str(), ends)
            && let Some(range) = low.up_to(high)
        {
            let text = format!("{}-{}", tokens[at - 1].text, tokens[at + 1].text);
            let last = tokens.drain(at..at + 2).next_back().map_or(0, |token| token.at.end);
            let first = &mut tokens[at - 1];
            (first.word, first.kind, first.at.end) = (lexicon::mark(text), Kind::Number(range), last);
        }
        at += 1;
    }
}

/// A word as it was found, before phrases are joined.
struct Reader<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// Whether a sentence begins.
    begins: bool,
}

impl Reader<'_> {
    fn mark(&mut self, kind: Kind, at: Range<usize>) {
        self.begins |= matches!(kind, Kind::Stop | Kind::Colon);
        // Marks in a row are one, the strongest.
        if let Some(last) = self.tokens.last_mut()
            && last.is_mark()
        {
            if kind == Kind::Stop && matches!(last.kind, Kind::Comma | Kind::Colon | Kind::Dash) {
                last.kind = kind;
            }
            if !matches!(kind, Kind::Open | Kind::Close) {
                return;
            }
        }
        let text = self.text[at.clone()].to_owned();
        self.push(text, at, kind, false, false);
    }

    fn word(&mut self, at: Range<usize>, joined: bool) {
        let written = &self.text[at.clone()];
        let capital = written.chars().any(char::is_uppercase);
        let inner = written.chars().skip(1).any(char::is_uppercase);
        let small =
            if written.is_ascii() { written.to_ascii_lowercase() } else { written.to_lowercase().replace('’', "'") };
        let capital = inner || (capital && !self.begins);
        self.begins = false;
        // `Three Peaks` is a name.
        let spelled = capital && written.chars().all(char::is_alphabetic);
        if let Some(number) = Number::read(&small).filter(|_| !spelled) {
            self.push(small, at, Kind::Number(number), false, joined);
            return;
        }
        let (word, rest) = uncontracted(&small);
        let possessive = small.ends_with("'s") || self.text[at.end..].starts_with(['\'', '’']) && small.ends_with('s');
        self.push(word, at.clone(), Kind::Word, capital, joined);
        if let Some(token) = self.tokens.last_mut() {
            token.possessive = possessive;
        }
        if let Some(rest) = rest {
            self.push(rest.to_owned(), at, Kind::Word, false, false);
        }
    }

    fn push(&mut self, text: String, at: Range<usize>, kind: Kind, capital: bool, joined: bool) {
        let word = match kind {
            Kind::Word => lexicon::word(&text),
            _ => lexicon::mark(text),
        };
        self.tokens.push(Token { word, at, kind, from: 0..0, capital, possessive: false, joined });
    }
}

/// `don't` is `do` and `not`; an `'s` says nothing of a demand.
fn uncontracted(word: &str) -> (String, Option<&'static str>) {
    if !word.contains('\'') && word != "cannot" {
        return (word.to_owned(), None);
    }
    let word = word.trim_matches('\'');
    if let Some(verb) = word.strip_suffix("n't") {
        let verb = match verb {
            "ca" => "can",
            "wo" => "will",
            "sha" => "shall",
            verb => verb,
        };
        return (verb.to_owned(), Some("not"));
    }
    if word == "cannot" {
        return ("can".to_owned(), Some("not"));
    }
    for (ending, rest) in [("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am"), ("'d", "would")] {
        if let Some(word) = word.strip_suffix(ending) {
            return (word.to_owned(), Some(rest));
        }
    }
    (word.strip_suffix("'s").unwrap_or(word).replace('\'', ""), None)
}

/// The tokens, each word on its own.
fn raw(text: &str) -> Vec<Token> {
    let mut reader = Reader { text, tokens: Vec::new(), begins: true };
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let end = |index: usize| chars.get(index).map_or(text.len(), |(at, _)| *at);
    let char_at = |index: usize| chars.get(index).map(|(_, c)| *c);
    let is_apostrophe = |c: char| matches!(c, '\'' | '’' | 'ʼ');
    let mut index = 0;
    let mut joined = false;
    while index < chars.len() {
        let (at, c) = chars[index];
        let next = char_at(index + 1);
        let before = index.checked_sub(1).and_then(char_at);
        if c.is_alphabetic() {
            let mut last = index + 1;
            while let Some(c) = char_at(last) {
                let behind = char_at(last + 1);
                let inner = (is_apostrophe(c) && behind.is_some_and(char::is_alphabetic))
                    || (c == '.'
                        && behind.is_some_and(char::is_lowercase)
                        && char_at(last + 2).is_some_and(char::is_alphabetic));
                if c.is_alphanumeric() || inner || (matches!(c, '+' | '#') && last == index + 1) {
                    last += 1;
                } else {
                    break;
                }
            }
            // `e.g.` and `i.e.`, however they are written.
            let abbreviation = ["e.g", "i.e"]
                .iter()
                .find(|known| text[at..].get(..3).is_some_and(|start| start.eq_ignore_ascii_case(known)));
            if let Some(known) = abbreviation {
                let stop = usize::from(char_at(index + 3) == Some('.'));
                let range = at..end(index + 3 + stop);
                let plain = known.replace('.', "");
                reader.push(plain, range, Kind::Word, false, false);
                index += 3 + stop;
                continue;
            }
            reader.word(at..end(last), std::mem::take(&mut joined));
            index = last;
            if char_at(index) == Some('.') && matches!(&text[at..end(last)], "etc" | "vs" | "eg" | "ie") {
                index += 1;
                reader.begins = false;
            }
            continue;
        }
        if c.is_ascii_digit() || (is_sign(c) && next.is_some_and(|c| c.is_ascii_digit())) {
            let length = Number::length(&text[at..]);
            let last = index + text[at..at + length].chars().count();
            reader.word(at..end(last), false);
            joined = false;
            index = last;
            continue;
        }
        joined = false;
        let here = at..end(index + 1);
        match c {
            '.' | '!' | '?' if next.is_none_or(|c| !c.is_alphanumeric()) => reader.mark(Kind::Stop, here),
            '\n' if next == Some('\n') => reader.mark(Kind::Stop, here),
            ';' | '…' | '•' | '✅' => reader.mark(Kind::Stop, here),
            ',' => reader.mark(Kind::Comma, here),
            ':' => reader.mark(Kind::Colon, here),
            '(' | '[' => {
                reader.mark(Kind::Open, here);
                reader.begins = false;
            }
            ')' | ']' => {
                reader.mark(Kind::Close, here);
                // The address of a link says nothing of a demand.
                if c == ']'
                    && next == Some('(')
                    && let Some(close) = text[at..].find(')')
                {
                    index += text[at..=at + close].chars().count();
                    continue;
                }
            }
            '–' | '—' | '―' => reader.mark(Kind::Dash, here),
            '-' | '‐' | '‑' => {
                let within = before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
                if within {
                    joined = true;
                } else if before.is_none_or(char::is_whitespace) && next.is_none_or(char::is_whitespace) {
                    let kind = if before.is_none_or(|c| c == '\n') { Kind::Stop } else { Kind::Dash };
                    reader.mark(kind, here);
                }
            }
            '/' => reader.mark(Kind::Slash, here),
            '&' => {
                if let Some(close) = text[at..].find(';').filter(|close| (2..8).contains(close)) {
                    let name = &text[at + 1..at + close];
                    if name.chars().all(char::is_alphanumeric) {
                        if name == "amp" {
                            reader.push("and".to_owned(), at..at + close + 1, Kind::Word, false, false);
                        }
                        index += close + 1;
                        continue;
                    }
                }
                reader.push("and".to_owned(), here, Kind::Word, false, false);
            }
            // A sign has a meaning of its own: `> some`, `80 %`.
            c if is_sign(c) || matches!(c, '%' | '+' | '=') => {
                reader.push(c.to_string(), here, Kind::Word, false, false);
            }
            _ => {}
        }
        index += 1;
    }
    reader.tokens
}

fn is_sign(c: char) -> bool {
    matches!(c, '<' | '>' | '≤' | '≥' | '~' | '$' | '€' | '£')
}

/// The tokens with the words of each phrase that the tables know joined to one.
pub(super) fn phrases(tokens: &[Token]) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut index = 0;
    while index < tokens.len() {
        let word = |ahead: usize| tokens.get(index + ahead).filter(|token| token.is_word()).map(|token| &*token.word);
        match lexicon::phrase(word) {
            Some((length, word)) => {
                let words = &tokens[index..index + length];
                let (first, last) = (&words[0], &words[length - 1]);
                joined.push(Token {
                    word,
                    at: first.at.start..last.at.end,
                    from: first.from.start..last.from.end,
                    kind: Kind::Word,
                    capital: words.iter().any(|token| token.capital),
                    possessive: last.possessive,
                    joined: first.joined,
                });
                index += length;
            }
            None => {
                joined.push(tokens[index].clone());
                index += 1;
            }
        }
    }
    joined
}
