//! A piece that stands instead of another: what the words that were exchanged do to a demand.

use std::cmp::Ordering;
use std::ops::Range;

use super::align::{Hunk, Likeness, alike};
use super::lean::Lean;
use super::lexicon::{self, Class, scales};
use super::names;
use super::numbers::Number;
use super::pattern::{self, Sense};
use super::pieces::{self, Side};
use super::rates;
use super::repeated;
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
    without_parted(&mut before, &mut after);
    without_parted(&mut after, &mut before);
    if before.is_empty() && after.is_empty() {
        let asks = |side: &Side<'_>, range: &Range<usize>| side.tokens[range.clone()].iter().any(pieces::is_question);
        let one_sided = hunk.old.is_empty() || hunk.new.is_empty();
        return (!one_sided || !(asks(old, &hunk.old) || asks(new, &hunk.new))).then_some(Lean::Same);
    }
    if is_agreement(old.tokens, &hunk.old, new.tokens, &hunk.new) {
        return Some(Lean::Same);
    }
    if let Some(lean) = rates::judge(old, &hunk.old, new, &hunk.new) {
        return Some(lean);
    }
    if let Some(lean) = numbers(old, hunk, (&before, &all_before), (&after, &all_after)) {
        return Some(lean);
    }
    let count = {
        let number = |token: &&Token| matches!(token.kind, Kind::Number(_));
        let of = |tokens: &[Token]| tokens.iter().filter(number).cloned().collect::<Vec<_>>();
        numbers(old, hunk, (&of(&before), &all_before), (&of(&after), &all_after))
    };
    if let Some(lean) = on_a_scale(&all_before, &all_after, &before, &after, count) {
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
        // `our guide` for `the team's guide`.
        let (gone, next) = match before.is_empty() {
            true => (&all_before, new.tokens.get(hunk.new.end)),
            false => (&all_after, old.tokens.get(hunk.old.end)),
        };
        let whose = gone.iter().any(|token| token.is(Class::Their)) && next.is_some_and(Token::is_content);
        let named = |token: &Token| named(token) || (whose && token.is(Class::Unit));
        let exchanged = !hunk.old.is_empty() && !hunk.new.is_empty();
        let sense = pattern::sense(&pieces::words(&side.tokens[range.clone()]), false);
        let plain = !matches!(sense, Some(Sense::Limit | Sense::Gain));
        return (exchanged && plain && rest.iter().all(named)).then_some(Lean::Same);
    }
    let written_out = |short: &[Token], words: &Range<usize>, side: &Side<'_>| match short {
        [short] => repeated::abbreviates(short, side.tokens[words.clone()].iter()),
        _ => false,
    };
    if written_out(&before, &hunk.new, new) || written_out(&after, &hunk.old, old) {
        return Some(Lean::Same);
    }
    let all = |tokens: &[Token], is: &dyn Fn(&Token) -> bool| {
        tokens.iter().all(|token| token.is(Class::Neutral) || is(token))
    };
    let both = |is: &dyn Fn(&Token) -> bool| all(&before, is) && all(&after, is);
    let outside = |tokens: &[Token]| tokens.iter().any(|token| token.is(Class::Outside));
    if outside(&before) || outside(&after) {
        return None;
    }
    let at_verb = pieces::begins_clause(old.tokens, hunk.old.start);
    let things = |tokens: &[Token]| are_things(tokens, at_verb);
    if ((are_names(&before) && things(&after)) || (are_names(&after) && things(&before)))
        && same_grammar(&all_before, &all_after)
    {
        return Some(Lean::Same);
    }
    if things(&before) && things(&after) && same_grammar(&all_before, &all_after) {
        // Said in general or in particular: `ships features`, `ships work`.
        let general =
            |tokens: &[Token]| tokens.iter().all(|token| token.is(Class::General) || token.is(Class::Neutral));
        let named = |tokens: &[Token]| tokens.iter().any(names::is_name);
        if general(&before) != general(&after) || named(&before) || named(&after) {
            return Some(Lean::Same);
        }
    }
    if both(&|token| names::is_name(token) || token.is(Class::Person))
        || both(&|token| token.is(Class::Person) || is_group(token))
    {
        return Some(Lean::Same);
    }
    None
}

/// Takes out a word that the other side writes as two: `lifecycle`, `life cycle`.
fn without_parted(whole: &mut Vec<Token>, parted: &mut Vec<Token>) {
    let found = parted.windows(2).enumerate().find_map(|(at, pair)| {
        let joined = format!("{}{}", pair[0].text, pair[1].text);
        Some((whole.iter().position(|token| token.text == joined)?, at))
    });
    if let Some((one, two)) = found {
        whole.remove(one);
        parted.drain(two..two + 2);
    }
}

/// Whether a plural came for a singular, or the other way round, where nothing is counted: `the teams plan`
/// for `the team plan`, `their reports' teams` for `their reports' team`.
fn is_agreement(old: &[Token], gone: &Range<usize>, new: &[Token], come: &Range<usize>) -> bool {
    let counted = |tokens: &[Token], at: usize| {
        let owned = at.checked_sub(1).is_some_and(|before| tokens[before].possessive);
        let before_noun = tokens.get(at + 1).is_some_and(|next| next.is_content() && next.parts.is_mostly('n'));
        !owned && !before_noun
    };
    gone.len() == 1
        && come.len() == 1
        && old[gone.start].is_word()
        && old[gone.start].stem == new[come.start].stem
        && !(counted(old, gone.start) && counted(new, come.start))
}

/// Whether people are in it: a team, and not a project.
fn is_group(token: &Token) -> bool {
    token.is(Class::Unit) && !token.is(Class::General) && !token.entry.ranks.is_empty()
}

/// Whether each word is a name, of a tool for example.
fn are_names(tokens: &[Token]) -> bool {
    tokens.iter().all(names::is_name)
}

/// Whether the words are a few nouns of which no table says that they matter.
fn are_things(tokens: &[Token], at_verb: bool) -> bool {
    let weighs = |token: &Token| {
        let weighty = [Class::Demand, Class::Ease, Class::Aid];
        // What a verb is ranked by says nothing of the noun: `handling`.
        let ranked = token.entry.ranks.iter().any(|(on, _)| at_verb || !scales()[*on].is_of_verbs());
        !token.is(Class::General) && (weighty.iter().any(|class| token.is(*class)) || ranked)
    };
    let of_people = tokens.last().is_none_or(|token| token.is(Class::Person));
    let may_be = |token: &Token| !at_verb && (token.parts.may_be('n') || token.text.ends_with("ing"));
    let noun = |token: &Token| {
        token.parts.is_mostly('n') || may_be(token) || token.is(Class::General) || names::is_name(token)
    };
    tokens.len() <= 3 && !of_people && tokens.iter().all(|token| token.is_word() && noun(token) && !weighs(token))
}

/// Words of grammar that tell how a thing takes part.
const RELATIONS: [&str; 26] = [
    "of", "to", "in", "on", "at", "for", "from", "by", "with", "within", "into", "about", "as", "between", "among",
    "across", "or", "when", "if", "how", "why", "what", "where", "while", "before", "after",
];

/// Whether two stretches have the same words between their things.
fn same_grammar(old: &[Token], new: &[Token]) -> bool {
    let of = |tokens: &[Token]| -> Vec<String> {
        // Places and means are one: `in Slack`, `on Slack`.
        let relation = |token: &Token| match token.text.as_str() {
            "on" | "at" | "within" | "via" | "using" | "through" => "in".to_owned(),
            text => text.to_owned(),
        };
        tokens.iter().map(relation).filter(|text| RELATIONS.contains(&text.as_str())).collect()
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
    // `helps to write` and `writes` differ in the help.
    let shared = |(a, b): &(&Token, &Token)| alike(a, b).is_some_and(|how| how != Likeness::Equal);
    let head = before.iter().zip(&after).take_while(shared).count();
    before.drain(..head);
    after.drain(..head);
    while before.last().zip(after.last()).is_some_and(|pair| shared(&pair)) {
        before.pop();
        after.pop();
    }
    (before, after)
}

/// One number instead of another, or several of which none goes the other way.
fn numbers(
    old: &Side<'_>,
    hunk: &Hunk,
    (before, all_before): (&[Token], &[Token]),
    (after, all_after): (&[Token], &[Token]),
) -> Option<Lean> {
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
    let one = |range: &[Token]| range.iter().any(|token| matches!(token.text.as_str(), "one" | "a" | "an" | "single"));
    let (mut before, mut after) = (all(before)?, all(after)?);
    // Two projects, and then a project.
    match (before.len(), after.len()) {
        (1, 0) if one(all_after) => after.push(Number::ONE),
        (0, 1) if one(all_before) => before.push(Number::ONE),
        _ => {}
    }
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

/// Words that leave a team a team.
const WHOLE: [&str; 4] = ["whole", "entire", "all", "own"];

/// Whether the words speak of everybody in a company by its name: `at Initech`.
fn names_a_company(tokens: &[Token]) -> bool {
    let everywhere = |token: &Token| matches!(token.text.as_str(), "at" | "across" | "throughout");
    tokens.windows(2).any(|pair| everywhere(&pair[0]) && names::is_proper(&pair[1]) && pair[1].entry.ranks.is_empty())
}

/// Words of a scale exchanged, or of several that agree; whatever else was exchanged must not matter.
fn on_a_scale(old: &[Token], new: &[Token], before: &[Token], after: &[Token], count: Option<Lean>) -> Option<Lean> {
    let company = lexicon::word("company").entry.ranks.first().copied();
    // The highest rank on each scale.
    let tops = |tokens: &[Token]| {
        let mut tops: Vec<Option<u8>> = vec![None; scales().len()];
        // To be responsible for doing a thing is to do it.
        let does = |at: usize| {
            tokens[at].text.ends_with(" for") && tokens.get(at + 1).is_some_and(|next| next.text.ends_with("ing"))
        };
        for (on, rank) in (0..tokens.len()).filter(|at| !does(*at)).flat_map(|at| &tokens[at].entry.ranks) {
            tops[*on] = tops[*on].max(Some(*rank));
        }
        if let Some((on, rank)) = company
            && tops[on].is_none()
            && names_a_company(tokens)
        {
            tops[on] = Some(rank);
        }
        tops
    };
    let both = tops(old).into_iter().zip(tops(new)).enumerate();
    let shared: Vec<(usize, u8, u8)> = both.filter_map(|(index, (a, b))| Some((index, a?, b?))).collect();
    let mut found: Option<Lean> = count.filter(|_| !shared.is_empty());
    for (index, a, b) in &shared {
        let scale = &scales()[*index];
        let ranked =
            |token: &Token| token.entry.ranks.iter().any(|(on, _)| shared.iter().any(|(index, ..)| on == index));
        // What makes the larger one larger still does not matter: `for the wider community`.
        let agrees = |token: &Token, this: u8, other: u8| match this.cmp(&other) {
            Ordering::Greater => token.is(Class::Demand),
            Ordering::Less => token.is(Class::Ease),
            Ordering::Equal => false,
        };
        let matters = |token: &&Token, this: u8, other: u8| {
            let counted = count.is_some() && matches!(token.kind, Kind::Number(_));
            let whole = scale.name == "reach" && WHOLE.contains(&token.text.as_str());
            !ranked(token)
                && ![Class::Neutral, Class::Unit, Class::Person].iter().any(|class| token.is(*class))
                && !names::is_name(token)
                && !agrees(token, this, other)
                && !counted
                && !whole
        };
        if before.iter().any(|token| matters(&token, *a, *b)) || after.iter().any(|token| matters(&token, *b, *a)) {
            continue;
        }
        let lean = match (a.abs_diff(*b) >= scale.step, a < b) {
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
