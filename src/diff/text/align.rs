//! Which words of two texts are the same, and the stretches between them that are not.

use std::ops::Range;

use super::lexicon::{self, Class};
use super::spelling;
use super::tokens::{Kind, Token};

/// How two tokens are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// The same letters.
    Exact,
    /// The same word, one of the two with a slip or in another spelling.
    Spelling,
    /// Two forms of one word.
    Form,
    /// Two words that ask the same.
    Equal,
}

/// A stretch that differs: the tokens of the old text, and those of the new one that stand there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// What two texts have in common.
#[derive(Debug)]
pub(super) struct Alignment {
    /// Pairs of tokens, in order.
    pub pairs: Vec<(usize, usize, Likeness)>,
    pub hunks: Vec<Hunk>,
}

/// What it costs to begin a stretch that differs: a few words of grammar between two such stretches are chance.
const BREAK: i32 = 4;

/// Beyond this many pairs of tokens, texts are not compared word by word.
const LARGEST: usize = 4_000_000;

/// Whether two tokens say the same.
pub(super) fn alike(a: &Token, b: &Token) -> Option<Likeness> {
    match (a.kind, b.kind) {
        (Kind::Word, Kind::Word) => {}
        (Kind::Number(x), Kind::Number(y)) if a.text == b.text || x == y => {
            return Some(if a.text == b.text { Likeness::Exact } else { Likeness::Spelling });
        }
        (x, y) => return (a.is_mark() && x == y).then_some(Likeness::Exact),
    }
    if a.text == b.text {
        // `own` is two words.
        return (a.group == b.group).then_some(Likeness::Exact);
    }
    if a.is(Class::Negation) != b.is(Class::Negation) {
        return None;
    }
    if a.spelling == b.spelling {
        return Some(Likeness::Spelling);
    }
    // `teams` for `team's`, `it's` for `its`.
    if a.possessive != b.possessive && a.text.trim_end_matches('s') == b.text.trim_end_matches('s') {
        return Some(Likeness::Spelling);
    }
    if spelling::is_slip(a, b) {
        return Some(Likeness::Spelling);
    }
    if !a.is(Class::Function) && !b.is(Class::Function) && a.stem == b.stem {
        // Teams are more than a team.
        return (!lexicon::apart(a.entry, b.entry)).then_some(Likeness::Form);
    }
    (a.group.is_some() && a.group == b.group).then_some(Likeness::Equal)
}

fn weight(token: &Token, likeness: Likeness) -> i32 {
    match token.kind {
        Kind::Stop => 3,
        _ if token.is_mark() => 1,
        _ if token.is(Class::Function) => 3,
        _ => match likeness {
            Likeness::Exact => 20,
            Likeness::Spelling | Likeness::Form => 18,
            Likeness::Equal => 13,
        },
    }
}

/// Aligns two texts by the heaviest common sequence; `None` where they are too long to.
pub(super) fn align(old: &[Token], new: &[Token]) -> Option<Alignment> {
    let same = |(a, b): &(&Token, &Token)| alike(a, b) == Some(Likeness::Exact);
    let head = old.iter().zip(new).take_while(same).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
    let (rows, columns) = (old.len() - head - tail, new.len() - head - tail);
    if rows.saturating_mul(columns) > LARGEST {
        return None;
    }
    let mut pairs: Vec<(usize, usize, Likeness)> = (0..head).map(|at| (at, at, Likeness::Exact)).collect();
    // A stretch that differs may begin or end in what the heads and tails share, so they take part with a few tokens.
    pairs.extend(
        heaviest(&old[head..head + rows], &new[head..head + columns])
            .into_iter()
            .map(|(i, j, how)| (head + i, head + j, how)),
    );
    pairs.extend((0..tail).map(|at| (old.len() - tail + at, new.len() - tail + at, Likeness::Exact)));
    let mut hunks = hunks(&pairs, old.len(), new.len());
    for hunk in &mut hunks {
        without_marks(old, &mut hunk.old, new, &hunk.new);
        without_marks(new, &mut hunk.new, old, &hunk.old);
    }
    let hunks = hunks.into_iter().flat_map(|hunk| parted(old, new, hunk)).collect();
    let mut alignment = Alignment { hunks, pairs };
    alignment.slide(old, new);
    Some(alignment)
}

/// The heaviest common sequence, where each stretch that differs costs [`BREAK`].
fn heaviest(old: &[Token], new: &[Token]) -> Vec<(usize, usize, Likeness)> {
    let width = new.len() + 1;
    let at = |i: usize, j: usize| i * width + j;
    // The best from here on, after a pair and within a stretch that differs.
    let mut paired = vec![0_i32; (old.len() + 1) * width];
    let mut apart = vec![0_i32; (old.len() + 1) * width];
    let mut likenesses = vec![None; old.len() * new.len()];
    for i in (0..=old.len()).rev() {
        for j in (0..=new.len()).rev() {
            let mut best = if i == old.len() && j == new.len() { 0 } else { i32::MIN / 2 };
            if i < old.len() {
                best = best.max(apart[at(i + 1, j)]);
            }
            if j < new.len() {
                best = best.max(apart[at(i, j + 1)]);
            }
            let skip = best;
            let mut pair = i32::MIN / 2;
            if i < old.len() && j < new.len() {
                let how = alike(&old[i], &new[j]);
                likenesses[i * new.len() + j] = how;
                if let Some(how) = how {
                    pair = weight(&old[i], how).max(weight(&new[j], how)) + paired[at(i + 1, j + 1)];
                }
            }
            apart[at(i, j)] = skip.max(pair);
            paired[at(i, j)] = if i == old.len() && j == new.len() { 0 } else { pair.max(skip - BREAK) };
        }
    }
    let (mut i, mut j, mut within) = (0, 0, false);
    let mut pairs = Vec::new();
    while i < old.len() && j < new.len() {
        let how = likenesses[i * new.len() + j];
        let pair = how.map(|how| weight(&old[i], how).max(weight(&new[j], how)) + paired[at(i + 1, j + 1)]);
        let value = if within { apart[at(i, j)] } else { paired[at(i, j)] };
        if let (Some(how), true) = (how, pair == Some(value)) {
            pairs.push((i, j, how));
            (i, j, within) = (i + 1, j + 1, false);
        } else {
            within = true;
            if apart[at(i + 1, j)] >= apart[at(i, j + 1)] {
                i += 1;
            } else {
                j += 1;
            }
        }
    }
    pairs
}

fn hunks(pairs: &[(usize, usize, Likeness)], old: usize, new: usize) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (a, b, _) in pairs.iter().copied().chain([(old, new, Likeness::Exact)]) {
        if a > i || b > j {
            hunks.push(Hunk { old: i..a, new: j..b });
        }
        (i, j) = (a + 1, b + 1);
    }
    hunks
}

/// Takes the marks out of a side that has nothing else: where a full stop went, the words on the other side came.
fn without_marks(tokens: &[Token], range: &mut Range<usize>, others: &[Token], other: &Range<usize>) {
    let only_marks = |tokens: &[Token]| tokens.iter().all(Token::is_mark);
    if only_marks(&tokens[range.clone()]) && !only_marks(&others[other.clone()]) {
        range.end = range.start;
    }
}

/// The pieces on both sides of words of grammar that both texts have: of `[and tells a clear]` and `[a]`, `and tells` and `clear`.
fn parted(old: &[Token], new: &[Token], hunk: Hunk) -> Vec<Hunk> {
    let grammar = |tokens: &[Token]| !tokens.is_empty() && tokens.iter().all(|token| token.is(Class::Function));
    let (gone, come) = (&old[hunk.old.clone()], &new[hunk.new.clone()]);
    if grammar(gone) == grammar(come) {
        return vec![hunk];
    }
    let (mut i, mut j) = (hunk.old.start, hunk.new.start);
    let mut parts = Vec::new();
    while let Some((a, b)) = next_alike(&old[i..hunk.old.end], &new[j..hunk.new.end]) {
        parts.push(Hunk { old: i..i + a, new: j..j + b });
        (i, j) = (i + a + 1, j + b + 1);
    }
    parts.push(Hunk { old: i..hunk.old.end, new: j..hunk.new.end });
    parts.retain(|part| !part.old.is_empty() || !part.new.is_empty());
    parts
}

/// The first word of the shorter side that the longer one has too.
fn next_alike(old: &[Token], new: &[Token]) -> Option<(usize, usize)> {
    let same = |a: &Token, b: &Token| a.is_word() && alike(a, b) == Some(Likeness::Exact);
    if old.len() <= new.len() {
        old.iter().enumerate().find_map(|(i, a)| Some((i, new.iter().position(|b| same(a, b))?)))
    } else {
        new.iter().enumerate().find_map(|(j, b)| Some((old.iter().position(|a| same(a, b))?, j)))
    }
}

impl Alignment {
    /// Moves each piece that came or went to where it is a whole clause or item, if the words around it allow that: of
    /// `reviews code and [writes code and] ships`, `[and writes code]` is as true, and `[reviews code and]` is not.
    fn slide(&mut self, old: &[Token], new: &[Token]) {
        for index in 0..self.hunks.len() {
            let hunk = self.hunks[index].clone();
            let (tokens, piece) = match (hunk.old.is_empty(), hunk.new.is_empty()) {
                (true, false) => (new, hunk.new.clone()),
                (false, true) => (old, hunk.old.clone()),
                _ => continue,
            };
            let left_end =
                index.checked_sub(1).map_or((0, 0), |index| (self.hunks[index].old.end, self.hunks[index].new.end));
            let right_end =
                self.hunks.get(index + 1).map_or((old.len(), new.len()), |hunk| (hunk.old.start, hunk.new.start));
            let (least, most) = if hunk.old.is_empty() { (left_end.1, right_end.1) } else { (left_end.0, right_end.0) };
            let same = |a: usize, b: usize| alike(&tokens[a], &tokens[b]) == Some(Likeness::Exact);
            let mut left = 0;
            while piece.start - left > least && same(piece.start - left - 1, piece.end - left - 1) {
                left += 1;
            }
            let mut right = 0;
            while piece.end + right < most && same(piece.start + right, piece.end + right) {
                right += 1;
            }
            let shifts = (0..=left).map(|by| -(by as isize)).chain((1..=right).map(|by| by as isize));
            let moved = |range: &Range<usize>, by: isize| {
                range.start.saturating_add_signed(by)..range.end.saturating_add_signed(by)
            };
            let best = shifts.max_by_key(|by| (wholeness(tokens, &moved(&piece, *by)), -by.abs(), *by)).unwrap_or(0);
            if best != 0 {
                self.hunks[index] = Hunk { old: moved(&hunk.old, best), new: moved(&hunk.new, best) };
            }
        }
    }
}

/// How whole a piece is: a sentence, an item with what joins it, or neither.
fn wholeness(tokens: &[Token], piece: &Range<usize>) -> u8 {
    let (first, last) = (&tokens[piece.start], &tokens[piece.end - 1]);
    let stops = |token: Option<&Token>| token.is_none_or(|token| token.kind == Kind::Stop);
    let begins = stops(Some(first)) || stops(piece.start.checked_sub(1).map(|at| &tokens[at]));
    let ends = stops(Some(last)) || stops(tokens.get(piece.end));
    if begins && ends { 2 } else { u8::from(first.kind == Kind::Comma || matches!(first.text.as_str(), "and" | "or")) }
}
