//! A piece that stands instead of another: what the words that were exchanged do to a demand.

use std::cmp::Ordering;
use std::ops::Range;

use super::align::{Hunk, alike};
use super::lexicon::{Class, scales};
use super::names;
use super::numbers::Number;
use super::pattern::{self, Sense};
use super::pieces::{self, Lean, Side};
use super::tokens::{Kind, Token, phrases};

/// How many words around a stretch may make a phrase with it.
const AROUND: usize = 3;

/// Judges the words of a stretch with those around it, so that `with little guidance` is compared with `with guidance`;
/// `None` where only one text has any, or nothing can be said.
pub(super) fn judge(old: &Side<'_>, new: &Side<'_>, hunk: &Hunk) -> Option<Lean> {
    let (mut before, mut after) = phrased(old, new, hunk);
    let (all_before, all_after) = (before.clone(), after.clone());
    let is_moved =
        |side: &Side<'_>, token: &Token| token.from.clone().all(|at| side.moved[at] || !side.tokens[at].is_content());
    before.retain(|token| token.is_content() && !is_moved(old, token));
    after.retain(|token| token.is_content() && !is_moved(new, token));
    // What stands on both sides in another order.
    before.retain(|token| match after.iter().position(|other| alike(token, other).is_some()) {
        Some(at) => {
            after.remove(at);
            false
        }
        None => true,
    });
    if before.is_empty() && after.is_empty() {
        return Some(Lean::Same);
    }
    if let Some(lean) = numbers(old, hunk, &before, &after) {
        return Some(lean);
    }
    if let Some(lean) = on_a_scale(&all_before, &all_after, &before, &after) {
        let denied = pieces::is_denied(old.tokens, &hunk.old) || pieces::is_denied(new.tokens, &hunk.new);
        return Some(if denied && lean != Lean::Same { Lean::Unknown } else { lean });
    }
    if before.is_empty() || after.is_empty() {
        let rest = if before.is_empty() { &after } else { &before };
        let (side, range) = if before.is_empty() { (new, &hunk.new) } else { (old, &hunk.old) };
        let is_field = |token: &Token| {
            token.is(Class::Domain) && side.tokens.get(token.from.end).is_some_and(|next| next.is_content())
        };
        let named = |token: &Token| {
            names::is_name(token) || token.is(Class::Person) || token.is(Class::Neutral) || is_field(token)
        };
        let exchanged = !hunk.old.is_empty() && !hunk.new.is_empty();
        let sense = pattern::sense(&pieces::words(&side.tokens[range.clone()]), false);
        let plain = !matches!(sense, Some(Sense::Limit | Sense::Gain));
        return (exchanged && plain && rest.iter().all(named)).then_some(Lean::Same);
    }
    let all = |tokens: &[Token], is: &dyn Fn(&Token) -> bool| {
        tokens.iter().all(|token| token.is(Class::Neutral) || is(token))
    };
    let both = |is: &dyn Fn(&Token) -> bool| all(&before, is) && all(&after, is);
    let outside = |tokens: &[Token]| tokens.iter().any(|token| token.is(Class::Outside));
    if outside(&before) || outside(&after) {
        return None;
    }
    if (are_names(&before) && are_things(&after) && same_grammar(&all_before, &all_after))
        || (are_names(&after) && are_things(&before) && same_grammar(&all_before, &all_after))
    {
        return Some(Lean::Same);
    }
    if both(&|token| names::is_name(token) || token.is(Class::Person))
        || both(&|token| token.is(Class::Person) || (token.is(Class::Unit) && !token.entry.ranks.is_empty()))
    {
        return Some(Lean::Same);
    }
    None
}

/// Whether each word is a name, of a tool for example.
fn are_names(tokens: &[Token]) -> bool {
    tokens.iter().all(names::is_name)
}

/// Whether the words are a few nouns of which no table says that they matter.
fn are_things(tokens: &[Token]) -> bool {
    let weighs = |token: &Token| {
        [Class::Demand, Class::Ease, Class::Person, Class::Unit].iter().any(|class| token.is(*class))
            || !token.entry.ranks.is_empty()
    };
    let noun = |token: &Token| token.parts.is_mostly('n');
    tokens.len() <= 3 && tokens.iter().all(|token| token.is_word() && noun(token) && !weighs(token))
}

/// Whether two stretches have the same words of grammar, articles aside.
fn same_grammar(old: &[Token], new: &[Token]) -> bool {
    let of = |tokens: &[Token]| -> Vec<String> {
        let grammar = tokens.iter().filter(|token| token.is(Class::Function) && !token.is(Class::Their));
        grammar.map(|token| token.text.clone()).collect()
    };
    of(old) == of(new)
}

/// What a piece that went and another that came instead do together.
pub(super) fn together(gone: Lean, come: Lean) -> Lean {
    match (gone, come) {
        (Lean::Same, Lean::Same) => Lean::Same,
        (Lean::Same | Lean::Less, Lean::More) => Lean::More,
        (Lean::Same | Lean::More, Lean::Less) => Lean::Less,
        (Lean::More, Lean::Same) => Lean::Less,
        (Lean::Less, Lean::Same) => Lean::More,
        _ => Lean::Unknown,
    }
}

/// A stretch in whole phrases: `a team` and `several teams` where `a` became `several`.
pub(super) fn phrased(old: &Side<'_>, new: &Side<'_>, hunk: &Hunk) -> (Vec<Token>, Vec<Token>) {
    // The words around it that both texts have, within the clause.
    let same = |(a, b): &(&Token, &Token)| !a.is_mark() && alike(a, b).is_some();
    let before = old.tokens[..hunk.old.start].iter().rev().zip(new.tokens[..hunk.new.start].iter().rev());
    let after = old.tokens[hunk.old.end..].iter().zip(&new.tokens[hunk.new.end..]);
    let (left, right) = (before.take(AROUND).take_while(same).count(), after.take(AROUND).take_while(same).count());
    let of = |side: &Side<'_>, range: &Range<usize>| phrases(&side.tokens[range.start - left..range.end + right]);
    let (mut before, mut after) = (of(old, &hunk.old), of(new, &hunk.new));
    let head = before.iter().zip(&after).take_while(|(a, b)| a.text == b.text).count();
    before.drain(..head);
    after.drain(..head);
    while before.last().zip(after.last()).is_some_and(|(a, b)| a.text == b.text) {
        before.pop();
        after.pop();
    }
    (before, after)
}

/// One number instead of another, or several of which none goes the other way.
fn numbers(old: &Side<'_>, hunk: &Hunk, before: &[Token], after: &[Token]) -> Option<Lean> {
    let all = |tokens: &[Token]| -> Option<Vec<Number>> {
        tokens
            .iter()
            .filter(|token| !token.is(Class::Neutral))
            .map(|token| match token.kind {
                Kind::Number(number) => Some(number),
                _ => None,
            })
            .collect()
    };
    let (before, after) = (all(before)?, all(after)?);
    if before.is_empty() || before.len() != after.len() {
        return None;
    }
    let clause = old.tokens[..hunk.old.start].iter().rev().take(4).take_while(|token| token.kind != Kind::Stop);
    let limit = clause.into_iter().any(|token| LIMITS.contains(&token.text.as_str()));
    let mut lean = Lean::Same;
    for (a, b) in before.iter().zip(&after) {
        let this = match (b.compare(*a), limit) {
            (None, _) => return Some(Lean::Unknown),
            (Some(Ordering::Equal), _) => continue,
            (Some(Ordering::Greater), false) | (Some(Ordering::Less), true) => Lean::More,
            (Some(_), _) => Lean::Less,
        };
        if lean != Lean::Same && lean != this {
            return Some(Lean::Unknown);
        }
        lean = this;
    }
    Some(lean)
}

/// A number behind one of these is a limit: the smaller it is, the more is asked.
const LIMITS: [&str; 10] = ["within", "under", "below", "most", "than", "maximum", "latency", "every", "max", "fewer"];

/// Words of one scale exchanged; whatever else was exchanged must not matter.
fn on_a_scale(old: &[Token], new: &[Token], before: &[Token], after: &[Token]) -> Option<Lean> {
    let mut found: Option<Lean> = None;
    for (index, scale) in scales().iter().enumerate() {
        let top = |tokens: &[Token]| {
            let ranks = tokens.iter().flat_map(|token| &token.entry.ranks);
            ranks.filter(|(on, _)| *on == index).map(|(_, rank)| *rank).max()
        };
        let (Some(a), Some(b)) = (top(old), top(new)) else { continue };
        let others = |tokens: &[Token]| {
            tokens
                .iter()
                .filter(|token| {
                    !token.entry.ranks.iter().any(|(on, _)| *on == index)
                        && !token.is(Class::Neutral)
                        && !token.is(Class::Unit)
                        && !token.is(Class::Person)
                        && !names::is_name(token)
                })
                .count()
        };
        if others(before) + others(after) > 0 {
            continue;
        }
        let lean = match (a.abs_diff(b) >= scale.step, a < b) {
            (false, _) => Lean::Same,
            (true, true) => Lean::More,
            (true, false) => Lean::Less,
        };
        match found {
            Some(known) if known == lean || lean == Lean::Same => {}
            Some(known) if known != Lean::Same => return Some(Lean::Unknown),
            _ => found = Some(lean),
        }
    }
    found
}
