//! A piece that came or went: whether a demand asks for more or less with it.

use std::ops::Range;

use super::lean::{Lean, Weight};
use super::lexicon::{Class, Word};
use super::pattern::{self, Sense};
use super::tokens::{Kind, Token, phrases};
use super::{examples, names, repeated};

/// A text and its tokens.
pub(super) struct Side<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    /// Which tokens are found again elsewhere in the other text.
    pub moved: Vec<bool>,
}

/// Judges a piece that one text has and the other has not.
///
/// `alone`: nothing stands in the other text instead. A name or a field of work alone asks nothing, and one that something
/// else replaces may have.
pub(super) fn weigh(side: &Side<'_>, piece: &Range<usize>, alone: bool) -> Weight {
    // `, e.g. charts. Hosts talks`: the rest of a sentence, and more sentences.
    let goes_on = |at: &usize| {
        side.tokens[*at].kind == Kind::Stop && side.tokens[*at..piece.end].iter().any(|token| !token.is_mark())
    };
    let next = (piece.start + 1..piece.end).find(goes_on).filter(|_| !Surroundings::of(side.tokens, piece).sentence);
    if let Some(next) = next {
        let (rest, sentences) = (weigh(side, &(piece.start..next), alone), weigh(side, &(next..piece.end), alone));
        return match (rest.lean, sentences.lean) {
            (Lean::Same, _) => sentences,
            (rest, lean) if rest == lean => sentences,
            (_, Lean::Same) => rest,
            _ => Weight::new(Lean::Unknown),
        };
    }
    let weight = weigh_whole(side, piece, alone);
    let breaks = |token: &Token| token.is_mark() && token.kind != Kind::Comma;
    if weight.lean != Lean::Unknown || !alone || piece.len() > LONG || side.tokens[piece.clone()].iter().any(breaks) {
        return weight;
    }
    // `regularly | by letter`: two pieces, each of which can be judged.
    let parts = |at: &usize| side.tokens[*at].kind == Kind::Comma || PARTERS.contains(&side.tokens[*at].text.as_str());
    let lean = (piece.start + 1..piece.end).filter(parts).find_map(|at| {
        let (head, tail) =
            (weigh_whole(side, &(piece.start..at), alone).lean, weigh_whole(side, &(at..piece.end), alone).lean);
        let joined = matches!(side.tokens[at].text.as_str(), "and" | ",");
        match (head, tail) {
            (Lean::Same, _) if joined => None,
            (Lean::Unknown, _) | (_, Lean::Unknown) => None,
            (Lean::Same, lean) | (lean, Lean::Same) => Some(lean),
            (head, tail) => (head == tail).then_some(head),
        }
    });
    Weight::new(lean.unwrap_or(Lean::Unknown))
}

/// A longer piece is judged whole or not at all.
const LONG: usize = 8;

const PARTERS: [&str; 13] =
    ["and", "by", "through", "with", "without", "in", "within", "on", "for", "across", "when", "via", "using"];

/// Judges a piece as one.
fn weigh_whole(side: &Side<'_>, piece: &Range<usize>, alone: bool) -> Weight {
    let tokens = phrases(&side.tokens[piece.clone()]);
    let is_moved = |token: &Token| {
        let vague = |at: usize| !side.tokens[at].is_content() || side.tokens[at].is(Class::Neutral);
        token.from.clone().any(|at| side.moved[at]) && token.from.clone().all(|at| side.moved[at] || vague(at))
    };
    let (moved, content): (Vec<&Token>, Vec<&Token>) =
        tokens.iter().filter(|token| token.is_content()).partition(|t| is_moved(t));
    let here = Surroundings::of(side.tokens, piece);
    // `how and when to escalate`
    if content.is_empty() && here.conjunct && alone && side.tokens[piece.clone()].iter().any(is_question) {
        return Weight::new(Lean::More);
    }
    if repeated::is_written_out(side.tokens, piece) {
        return Weight::new(Lean::Same);
    }
    if content.is_empty() || (!moved.is_empty() && content.iter().all(|token| token.is(Class::Neutral))) {
        return Weight::new(Lean::Same);
    }
    if examples::is_label(side.tokens, piece) || is_subject(side.tokens, piece) || is_step(side.tokens, piece) {
        return Weight::new(Lean::Same);
    }
    let sense = pattern::sense(&words(&side.tokens[piece.clone()]), here.sentence);
    if here.sentence {
        let says = |words: &mut dyn Iterator<Item = &Token>| {
            words.filter(|token| token.is_content() && !token.is(Class::Neutral)).count()
        };
        // `Leads people`: a `lead` is a person too.
        let begins_with_verb = begins_clause(side.tokens, content[0].from.start) && content[0].parts.may_be('v');
        return match sense {
            Some(Sense::Aside) => Weight::new(Lean::Same),
            Some(Sense::Waiver) => Weight { lean: Lean::Less, firm: true },
            _ if content.iter().all(|token| is_vague(token)) && !begins_with_verb => Weight::new(Lean::Same),
            _ if says(&mut content.iter().copied()) < 2 && says(&mut side.tokens[piece.clone()].iter()) < 2 => {
                Weight::new(Lean::Unknown)
            }
            _ => Weight { lean: Lean::More, firm: true },
        };
    }
    if examples::within(side.tokens, piece) || here.slashed {
        // `gives feedback, including hard feedback`, but not `charts, including histograms`
        let includes = first_word(side.tokens, piece) == Some("including");
        let harder = |token: &&Token| token.is(Class::Demand) || token.is(Class::Outside) || token.is(Class::Person);
        let unsure = includes && content.iter().any(harder);
        return Weight::new(if unsure { Lean::Unknown } else { Lean::Same });
    }
    if let Some(lean) = hedge(side.tokens, piece, &content) {
        return Weight::new(lean);
    }
    match sense {
        // Much of it is said elsewhere.
        Some(Sense::Limit | Sense::Gain) if moved.len() >= content.len() => return Weight::new(Lean::Unknown),
        Some(Sense::Limit) => return Weight::new(Lean::Less),
        Some(Sense::Gain) if !content.iter().all(|token| token.is(Class::Neutral)) => return Weight::new(Lean::More),
        Some(Sense::Same) => return Weight::new(Lean::Same),
        _ => {}
    }
    // One more verb is one more thing to do, however little it says: `builds and operates`.
    let duty = here.conjunct && alone && content.iter().any(|token| token.parts.is_mostly('v'));
    if content.iter().all(|token| token.is(Class::Neutral)) && !duty {
        return Weight::new(Lean::Same);
    }
    let content = match here.item {
        true => repeated::without(side.tokens, piece, content),
        false => content,
    };
    if content.is_empty() {
        return Weight::new(Lean::Same);
    }
    // What no dictionary has may be a tool, and in a list of items as well a thing.
    let is_name = |token: &Token| if here.item { names::is_proper(token) } else { names::is_name(token) };
    if !duty && content.iter().all(|token| is_name(token) || token.is(Class::Neutral)) {
        return Weight::new(if alone { Lean::Same } else { Lean::Unknown });
    }
    if here.denied {
        return Weight::new(Lean::Unknown);
    }
    let aid = side.tokens[piece.end..].iter().take(2).any(|token| token.is(Class::Aid));
    if aid && content.iter().all(|token| token.is(Class::Little)) {
        return Weight::new(Lean::More);
    }
    if let Some(lean) = qualifiers(&content) {
        return Weight::new(lean);
    }
    if repeated::is_said_already(side.tokens, piece, &content) || repeated::is_adjunct(side.tokens, piece, &content) {
        return Weight::new(Lean::Same);
    }
    if here.alternative {
        return Weight::new(choice(side.tokens, piece, &content));
    }
    if here.framed {
        return examples::bracket(&content);
    }
    if here.item && alone {
        // Much of it is said elsewhere.
        return Weight::new(if moved.len() * 2 < content.len() { Lean::More } else { Lean::Unknown });
    }
    let first = &side.tokens[piece.start];
    let whom = ["to", "with", "for", "among", "from"].contains(&first.text.as_str());
    if alone
        && !whom
        && content.iter().all(|token| is_vague(token) || (token.is(Class::Domain) && !token.text.ends_with("ed")))
    {
        return Weight::new(Lean::Same);
    }
    Weight::new(Lean::Unknown)
}

/// Whether a verb is likely at this place: where a clause begins, or behind `to`.
pub(super) fn begins_clause(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| &tokens[at]);
    let verb_follows =
        ["and", "or", "to", "you", "they", "i", "we", "can", "will", "should", "not", "also", "who", "that"];
    before.is_none_or(|token| token.is_mark() || verb_follows.contains(&token.text.as_str()))
}

/// Whether it is `how`, `when` or the like.
pub(super) fn is_question(token: &Token) -> bool {
    matches!(token.text.as_str(), "how" | "when" | "where" | "why" | "what" | "whom")
}

/// The first word of a piece.
fn first_word<'t>(tokens: &'t [Token], piece: &Range<usize>) -> Option<&'t str> {
    tokens[piece.clone()].iter().find(|token| token.is_word()).map(|token| token.text.as_str())
}

/// What one more choice does: one more case in which to act asks for more, one more thing of a kind asks the same, and one
/// more thing to do instead is for a reader.
fn choice(tokens: &[Token], piece: &Range<usize>, content: &[&Token]) -> Lean {
    let sentence = tokens[..piece.start].iter().rev().take_while(|token| token.kind != Kind::Stop);
    let mut clause = sentence.take_while(|token| token.kind != Kind::Comma);
    if clause.any(|token| matches!(token.text.as_str(), "when" | "if" | "whenever" | "where" | "once")) {
        return Lean::More;
    }
    let thing = |token: &&Token| {
        token.is_word() && !token.parts.is_mostly('v') && !token.is(Class::Person) && !repeated::weighs(token)
    };
    let slashed = tokens[piece.clone()].iter().any(|token| token.kind == Kind::Slash);
    if content.len() <= 4 && !slashed && content.iter().all(thing) { Lean::Same } else { Lean::Unknown }
}

/// What stands around a piece.
struct Surroundings {
    /// It is one sentence or several.
    sentence: bool,
    /// It is a clause or an item of a list: nothing is cut in two at its ends.
    item: bool,
    /// An `and` joins it to what is beside it.
    conjunct: bool,
    /// It is in brackets of its own.
    framed: bool,
    /// It is another choice: `or …`.
    alternative: bool,
    /// It is another word for what is beside it: `/ …`.
    slashed: bool,
    /// A negation governs it.
    denied: bool,
}

impl Surroundings {
    fn of(tokens: &[Token], piece: &Range<usize>) -> Self {
        let before = piece.start.checked_sub(1).map(|at| &tokens[at]);
        let after = tokens.get(piece.end);
        let (first, last) = (&tokens[piece.start], &tokens[piece.end - 1]);
        let is_and = |token: &Token| matches!(token.text.as_str(), "and" | "as well as" | "plus" | "&");
        let ends = |token: &Token| matches!(token.kind, Kind::Stop);
        let parts = |token: &Token| token.is_mark() || is_and(token);
        let framed = first.kind == Kind::Open && last.kind == Kind::Close;
        // `[You hire people] You lead the team`, where a full stop is missing.
        let begins = |token: &Token| {
            token.capital && piece.len() > 3 && first.is_word() && matches!(token.text.as_str(), "you" | "they" | "we")
        };
        let sentence = !framed
            && (before.is_none_or(ends) || ends(first))
            && (after.is_none_or(|token| ends(token) || begins(token)) || ends(last));
        let joined = parts(first) || parts(last);
        let conjunct = is_and(first) || is_and(last) || matches!(last.text.as_str(), "while" | "whilst");
        let slash = |token: &Token| token.kind == Kind::Slash;
        // The first item of a list: `[plans,] builds and ships`.
        let goes_on = tokens[piece.end..]
            .iter()
            .take(4)
            .any(|token| token.kind == Kind::Comma || is_and(token) || token.text == "or");
        let heads = last.kind == Kind::Comma && goes_on && piece.len() <= 4;
        let clean = (before.is_none_or(parts) || parts(first)) && (after.is_none_or(parts) || parts(last));
        // `both on paper, [in the shop] and online`
        let comma = |token: &Token| token.kind == Kind::Comma;
        let between = before.is_some_and(comma) && after.is_some_and(|token| comma(token) || is_and(token));
        let or = |at: usize| tokens.get(at).is_some_and(|token| token.text == "or");
        let alternative = or(piece.start)
            || or(piece.end - 1)
            || (is_and(first) && or(piece.start + 2) && tokens[piece.start + 1].kind == Kind::Slash)
            || (first.is_mark() && or(piece.start + 1));
        let mut near = tokens[..piece.start].iter().rev().take(3).take_while(|token| !token.is_mark());
        let denied = is_denied(tokens, piece) || near.any(|token| token.is(Class::Little));
        Self {
            sentence,
            conjunct,
            item: conjunct || heads || (clean && (joined || between)),
            framed,
            alternative,
            slashed: !alternative && (slash(first) || slash(last)),
            denied,
        }
    }
}

/// Whether the piece says who does what follows: `a senior analyst` before `knows the market`.
fn is_subject(tokens: &[Token], piece: &Range<usize>) -> bool {
    let begins = piece.start.checked_sub(1).is_none_or(|before| tokens[before].kind == Kind::Stop);
    let person =
        |token: &Token| token.is(Class::Person) || matches!(token.text.as_str(), "role" | "level" | "position");
    let modal = |token: &&Token| {
        ["should", "will", "is", "are", "can", "must", "expected", "to", "be", "able"].contains(&token.text.as_str())
    };
    let subject = tokens[piece.clone()].iter().rev().skip_while(modal);
    let vague =
        |token: &Token| !token.is_word() || [Class::Person, Class::Neutral].iter().any(|class| token.is(*class));
    let article = tokens[piece.clone()].iter().filter(|token| token.is_content()).all(vague)
        || ["a", "an", "the", "this", "our"].contains(&tokens[piece.start].text.as_str());
    let verb = |token: &Token| token.is_word() && token.parts.may_be('v');
    begins
        && article
        && piece.len() <= 8
        && subject.take(1).all(person)
        && tokens.get(piece.end).is_some_and(|token| verb(token) || token.is(Class::Function))
}

/// Whether the piece is the number of a step beside a role: `analyst 2`.
fn is_step(tokens: &[Token], piece: &Range<usize>) -> bool {
    let before = piece.start.checked_sub(1).map(|at| &tokens[at]);
    piece.len() == 1
        && matches!(tokens[piece.start].kind, Kind::Number(_))
        && before.is_some_and(|token| token.is(Class::Person) || matches!(token.text.as_str(), "level" | "grade"))
}

/// Whether a negation governs what stands there: `never leads a team`, `leads nobody`, but not `leads a team without help`.
pub(super) fn is_denied(tokens: &[Token], range: &Range<usize>) -> bool {
    let clause = tokens[..range.start].iter().rev().take_while(|token| !token.is_mark() && token.text != "but");
    let behind = tokens.get(range.end).is_some_and(|next| next.is(Class::Negation) && next.text != "without");
    behind || clause.into_iter().any(|token| token.is(Class::Negation))
}

/// The words of a piece, each on its own, without what joins it to the text before.
pub(super) fn words(tokens: &[Token]) -> Vec<&Word> {
    let joins = |token: &&Token| token.is_mark() || matches!(token.text.as_str(), "and" | "also" | "then");
    let rest = tokens.iter().skip_while(joins);
    let mut words: Vec<&Token> = rest.take_while(|token| token.kind != Kind::Stop).collect();
    while words.pop_if(|last| last.is_mark()).is_some() {}
    words.into_iter().map(|token| &*token.word).collect()
}

/// Whether a word names nothing that is asked: a role, a part of the company, or hardly anything.
fn is_vague(token: &Token) -> bool {
    [Class::Neutral, Class::Person, Class::Unit].iter().any(|class| token.is(*class)) || names::is_name(token)
}

/// A verb of trying or helping before another verb: `helps to plan` for `plans`.
fn hedge(tokens: &[Token], piece: &Range<usize>, content: &[&Token]) -> Option<Lean> {
    if !content.iter().all(|token| token.is(Class::Hedge) || token.is(Class::Neutral))
        || !content.iter().any(|t| t.is(Class::Hedge))
    {
        return None;
    }
    // `helps to plan the release and [helps] announce it`
    let sentence = tokens[..piece.start].iter().rev().take_while(|token| token.kind != Kind::Stop);
    let joined = piece.start.checked_sub(1).is_some_and(|at| matches!(tokens[at].text.as_str(), "and" | "or"));
    if joined && sentence.into_iter().any(|token| content.iter().any(|hedge| token.stem == hedge.stem)) {
        return Some(Lean::Same);
    }
    let last = &tokens[piece.end - 1];
    let next = tokens.get(piece.end)?;
    let verb = next.is_word() && next.parts.may_be('v');
    let to = last.text == "to" || last.text.ends_with(" to") || next.text == "to" || last.text.ends_with(" in");
    (to || verb).then_some(Lean::Less)
}

/// What words of degree, quality and the like do; `None` where there is any other word.
fn qualifiers(content: &[&Token]) -> Option<Lean> {
    let (mut more, mut less) = (false, false);
    for token in content {
        let number = matches!(token.kind, Kind::Number(_));
        // `well-researched` is `well`.
        let participle = token.joined && token.text.ends_with("ed");
        if token.is(Class::Demand) || is_adverb_of_manner(token) {
            more = true;
        } else if token.is(Class::Ease) {
            less = true;
        } else if number || !(token.is(Class::Neutral) || participle) {
            return None;
        }
    }
    match (more, less) {
        (true, false) => Some(Lean::More),
        (false, true) => Some(Lean::Less),
        (true, true) => Some(Lean::Unknown),
        (false, false) => None,
    }
}

/// An adverb that says how well something is done; those of degree are on the lists.
fn is_adverb_of_manner(token: &Token) -> bool {
    token.text.ends_with("ly")
        && token.text.len() > 5
        && !token.is(Class::Ease)
        && !token.is(Class::Neutral)
        && token.parts.is_mostly('r')
}
