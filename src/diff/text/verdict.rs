//! What all that differs between two texts comes to, and the words that say why.

use std::ops::Range;

use super::Reading;
use super::align::{Alignment, Hunk, Likeness, align, alike};
use super::lean::{Lean, Weight};
use super::lexicon::Class;
use super::pieces::{self, Side};
use super::replaced;
use super::spelling;
use super::tokens::{Kind, Token, tokens};

/// More stretches than this, of which one cannot be judged, are for a reader.
const MANY: usize = 3;

/// More stretches than this that cannot be judged are for a reader.
const MOST: usize = 1;

/// What cannot be judged and has more words than this is for a reader, whatever came or went beside it.
const LARGE: usize = 6;

/// So many words between two stretches do not part them.
const NEAR: usize = 2;

/// So many words are few.
const SHORT: usize = 5;

/// A text that is read once, and compared as often as need be.
pub(super) struct Text<'a> {
    text: &'a str,
    tokens: Vec<Token>,
}

impl<'a> Text<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, tokens: tokens(text) }
    }

    /// Whether it has so few words that each is a large part of it.
    pub(super) fn is_short(&self) -> bool {
        self.words().count() <= SHORT
    }

    /// What its words are, one after the other.
    fn words(&self) -> impl Iterator<Item = &str> {
        self.tokens.iter().filter(|token| !token.is_mark()).map(|token| token.text.as_str())
    }

    fn negations(&self) -> usize {
        self.tokens.iter().filter(|token| token.is(Class::Negation)).count()
    }
}

/// Reads what became of a text. The way back is read alike: what asks for more one way asks for less the other.
pub fn read(old: &str, new: &str) -> Reading {
    if old == new || old.split_whitespace().eq(new.split_whitespace()) {
        return Reading::Same;
    }
    compare(&Text::new(old), &Text::new(new))
}

/// Reads what became of a text that differs.
pub(super) fn compare(old: &Text<'_>, new: &Text<'_>) -> Reading {
    // One of the two ways is judged, and the other is its mirror image.
    let back = (old.text.len(), old.text) > (new.text.len(), new.text);
    let (first, second) = if back { (new, old) } else { (old, new) };
    if first.words().eq(second.words()) {
        return Reading::Notation;
    }
    let joined = |text: &Text<'_>| text.words().collect::<String>();
    if first.negations() == second.negations() && spelling::is_parted(&joined(first), &joined(second)) {
        return Reading::Spelling;
    }
    let Some(alignment) = align(&first.tokens, &second.tokens) else {
        return Reading::Unsure("too long to compare word by word".to_owned());
    };
    Judgement::new(first, second, &alignment).reading(back)
}

/// What one stretch does to the demand, from the first text to the second.
struct Claim {
    hunk: Hunk,
    lean: Lean,
    firm: bool,
}

struct Judgement<'a> {
    first: Side<'a>,
    second: Side<'a>,
    claims: Vec<Claim>,
    /// Whether words differ in more than spelling.
    reworded: bool,
}

impl<'a> Judgement<'a> {
    fn new(first: &'a Text<'a>, second: &'a Text<'a>, alignment: &'a Alignment) -> Self {
        let (a, b) = (&first.tokens, &second.tokens);
        let (gone, come) = moved(a, b, &alignment.hunks);
        let first = Side { text: first.text, tokens: a, moved: gone };
        let second = Side { text: second.text, tokens: b, moved: come };
        let foreign = is_foreign(a) || is_foreign(b);
        let mut claims: Vec<Claim> = alignment
            .hunks
            .iter()
            .filter(|hunk| !is_slip(&first, &second, hunk))
            .filter(|hunk| {
                [(a, &hunk.old), (b, &hunk.new)]
                    .iter()
                    .any(|(tokens, range)| tokens[(*range).clone()].iter().any(|t| !t.is_mark()))
            })
            .map(|hunk| claim(&first, &second, hunk, foreign))
            .collect();
        join_near(&first, &second, &mut claims, foreign);
        if let Some((index, lean)) = choice(a, b, &claims) {
            claims[index].lean = lean;
        }
        let reworded = !claims.is_empty()
            || alignment.pairs.iter().any(|(.., likeness)| matches!(likeness, Likeness::Form | Likeness::Equal));
        Self { first, second, claims, reworded }
    }

    /// What all claims come to.
    ///
    /// What asks for more and what asks for less do not make up for each other. What cannot be judged beside a claim is
    /// for a reader too, unless the claim is a whole sentence, there are two claims, or what cannot be judged is one word.
    fn reading(&self, back: bool) -> Reading {
        if !self.reworded {
            return Reading::Spelling;
        }
        let of = |lean: Lean| self.claims.iter().filter(|claim| claim.lean == lean).collect::<Vec<_>>();
        let (more, less, unknown) = (of(Lean::More), of(Lean::Less), of(Lean::Unknown));
        let directed = if more.is_empty() { &less } else { &more };
        let firm = directed.iter().any(|claim| claim.firm)
            || directed.len() > 1
            || (directed.len() == 1 && unknown.len() == 1 && self.is_minor(unknown[0], 1));
        let large = unknown.iter().any(|claim| !self.is_minor(claim, LARGE));
        if (!more.is_empty() && !less.is_empty()) || (!unknown.is_empty() && (!firm || unknown.len() > MOST || large)) {
            let open = self.why(|claim| claim.lean != Lean::Same, back);
            return Reading::Unsure(format!("{open}: check whether it asks for more or less"));
        }
        if directed.is_empty() {
            let said = self.why(|_| true, back);
            let said = if said.is_empty() { "other forms of the same words".to_owned() } else { said };
            return Reading::Equal(format!("it asks the same: {said}"));
        }
        let why = self.why(|claim| claim.lean == directed[0].lean, back);
        if more.is_empty() == back { Reading::Stronger(why) } else { Reading::Weaker(why) }
    }

    /// Whether what cannot be judged has no more words on either side, and no word of a scale was exchanged.
    fn is_minor(&self, claim: &Claim, most: usize) -> bool {
        let words = |tokens: &'a [Token], moved: &[bool], range: &Range<usize>| -> Vec<&'a Token> {
            let said = range.clone().filter(|at| !moved[*at]).map(|at| &tokens[at]);
            said.filter(|token| token.is_content() && !token.is(Class::Neutral)).collect()
        };
        let (gone, come) = (
            words(self.first.tokens, &self.first.moved, &claim.hunk.old),
            words(self.second.tokens, &self.second.moved, &claim.hunk.new),
        );
        let ranked = |tokens: &[&Token]| tokens.iter().any(|token| !token.entry.ranks.is_empty());
        gone.len() <= most && come.len() <= most && !(most == 1 && ranked(&gone) && ranked(&come))
    }

    /// What the claims of a kind rest on, the first few in words.
    fn why(&self, is: impl Fn(&Claim) -> bool, back: bool) -> String {
        let mut words: Vec<String> =
            self.claims.iter().filter(|claim| is(claim)).map(|claim| self.words(claim, back)).collect();
        words.dedup();
        let more = words.len().saturating_sub(MANY);
        words.truncate(MANY);
        let said = words.join(", ");
        if more > 0 { format!("{said}, and {more} more") } else { said }
    }

    /// The words that a claim rests on, and what they do.
    fn words(&self, claim: &Claim, back: bool) -> String {
        let hunk = &claim.hunk;
        let (first, second) = if hunk.old.is_empty() || hunk.new.is_empty() {
            (quoted(&self.first, &hunk.old), quoted(&self.second, &hunk.new))
        } else {
            let (before, after) = replaced::phrased(&self.first, &self.second, hunk);
            let span = |tokens: &[Token]| match tokens {
                [first, .., last] => first.from.start..last.from.end,
                [only] => only.from.clone(),
                [] => 0..0,
            };
            (quoted(&self.first, &span(&before)), quoted(&self.second, &span(&after)))
        };
        let (old, new) = if back { (second, first) } else { (first, second) };
        let more = (claim.lean == Lean::More) != back;
        match (old, new, claim.lean) {
            (Some(old), Some(new), Lean::More | Lean::Less) if more => format!("`{new}` asks for more than `{old}`"),
            (Some(old), Some(new), Lean::More | Lean::Less) => format!("`{new}` asks for less than `{old}`"),
            (Some(old), Some(new), _) => format!("`{new}` replaces `{old}`"),
            (None, Some(new), _) => format!("`{new}` was added"),
            (Some(old), None, _) => format!("`{old}` was dropped"),
            (None, None, _) => "the order of the words changed".to_owned(),
        }
    }
}

/// The stretch of a text, without marks at its ends.
fn quoted(side: &Side<'_>, range: &Range<usize>) -> Option<String> {
    let tokens = &side.tokens[range.clone()];
    let first = tokens.iter().find(|token| !token.is_mark())?;
    let last = tokens.iter().rfind(|token| !token.is_mark())?;
    let text = side.text.get(first.at.start..last.at.end)?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'"))
}

fn claim(first: &Side<'_>, second: &Side<'_>, hunk: &Hunk, foreign: bool) -> Claim {
    let one_sided = |weight: Weight, came: bool| match (weight.lean, came) {
        (Lean::More, false) => Lean::Less,
        (Lean::Less, false) => Lean::More,
        (lean, _) => lean,
    };
    let weigh = |side: &Side<'_>, range: &Range<usize>, came: bool| match range.is_empty() {
        true => (Lean::Same, false),
        false => {
            let weight = pieces::weigh(side, range, hunk.old.is_empty() || hunk.new.is_empty());
            (if came || hunk.new.is_empty() { one_sided(weight, came) } else { weight.lean }, weight.firm)
        }
    };
    let (gone, come) = (&first.tokens[hunk.old.clone()], &second.tokens[hunk.new.clone()]);
    let has_number = |tokens: &[Token]| tokens.iter().any(|token| matches!(token.kind, Kind::Number(_)));
    let (lean, firm) = match replaced::judge(first, second, hunk) {
        // A number that rose is beyond doubt, whatever was reworded beside it.
        Some(lean) => (lean, has_number(gone) && has_number(come)),
        None if hunk.old.is_empty() => weigh(second, &hunk.new, true),
        None if hunk.new.is_empty() => weigh(first, &hunk.old, false),
        None => (instead(first, second, hunk), false),
    };
    // Of other languages only the ends of sentences are known.
    let lean = if foreign && !firm { Lean::Unknown } else { lean };
    Claim { hunk: hunk.clone(), lean, firm }
}

/// Judges two stretches with few words between them as one, where one of them cannot be judged alone: `[keeps] track [of]`.
fn join_near(first: &Side<'_>, second: &Side<'_>, claims: &mut Vec<Claim>, foreign: bool) {
    let mut at = 1;
    while at < claims.len() {
        let (one, other) = (&claims[at - 1], &claims[at]);
        let near = other.hunk.old.start - one.hunk.old.end <= NEAR && other.hunk.new.start - one.hunk.new.end <= NEAR;
        if near && [one.lean, other.lean].contains(&Lean::Unknown) {
            let hunk =
                Hunk { old: one.hunk.old.start..other.hunk.old.end, new: one.hunk.new.start..other.hunk.new.end };
            if let Some(lean @ (Lean::Same | Lean::More | Lean::Less)) = replaced::judge(first, second, &hunk) {
                let lean = if foreign { Lean::Unknown } else { lean };
                claims[at - 1] = Claim { hunk, lean, firm: false };
                claims.remove(at);
                continue;
            }
        }
        at += 1;
    }
}

/// What a piece does that came instead of another.
fn instead(first: &Side<'_>, second: &Side<'_>, hunk: &Hunk) -> Lean {
    let weigh = |side: &Side<'_>, range: &Range<usize>, alone: bool| pieces::weigh(side, range, alone).lean;
    let (gone, come) = (weigh(first, &hunk.old, false), weigh(second, &hunk.new, false));
    let directed = |lean: Lean| matches!(lean, Lean::More | Lean::Less);
    let joins = |side: &Side<'_>, range: &Range<usize>| ["and", ","].contains(&side.tokens[range.start].text.as_str());
    // A limit went and a duty came: neither is there for the other.
    match (gone, come) {
        (Lean::Unknown, _) if directed(come) && joins(first, &hunk.old) => {
            replaced::together(weigh(first, &hunk.old, true), come)
        }
        (_, Lean::Unknown) if directed(gone) && joins(second, &hunk.new) => {
            replaced::together(gone, weigh(second, &hunk.new, true))
        }
        _ => replaced::together(gone, come),
    }
}

/// Whether an `or` came for an `and` between duties, which leaves a choice, or the other way round; and where.
fn choice(a: &[Token], b: &[Token], claims: &[Claim]) -> Option<(usize, Lean)> {
    let count = |tokens: &[Token], word: &str| tokens.iter().filter(|token| token.text == word).count();
    let ors = (count(a, "or"), count(b, "or"));
    let ands = (count(a, "and"), count(b, "and"));
    let (tokens, lean) = if ors.0 + 1 == ors.1 && ands.0 == ands.1 + 1 {
        (b, Lean::Less)
    } else if ors.0 == ors.1 + 1 && ands.0 + 1 == ands.1 {
        (a, Lean::More)
    } else {
        return None;
    };
    let range = |claim: &Claim| if lean == Lean::Less { claim.hunk.new.clone() } else { claim.hunk.old.clone() };
    let at = claims
        .iter()
        .position(|claim| claim.lean == Lean::Same && tokens[range(claim)].iter().any(|token| token.text == "or"))?;
    let or = range(&claims[at]).find(|at| tokens[*at].text == "or")?;
    // Between things it may be a choice, or a matter of wording.
    let verb = tokens.get(or + 1).is_some_and(|token| token.parts.is_mostly('v'));
    Some((at, if verb { lean } else { Lean::Unknown }))
}

/// Which words are found again elsewhere among what came, and which among what went.
fn moved(a: &[Token], b: &[Token], hunks: &[Hunk]) -> (Vec<bool>, Vec<bool>) {
    let (mut gone, mut come) = (vec![false; a.len()], vec![false; b.len()]);
    let within = |ranges: Vec<Range<usize>>| ranges.into_iter().flatten().collect::<Vec<usize>>();
    let old = within(hunks.iter().map(|hunk| hunk.old.clone()).collect());
    let new = within(hunks.iter().map(|hunk| hunk.new.clone()).collect());
    for i in old {
        // A number that is found again belongs to something else there.
        if !a[i].is_content() || !a[i].is_word() {
            continue;
        }
        if let Some(j) = new.iter().find(|j| !come[**j] && b[**j].is_content() && alike(&a[i], &b[**j]).is_some()) {
            (gone[i], come[*j]) = (true, true);
        }
    }
    (gone, come)
}

/// Whether a stretch differs in how its words are parted or spelled only, or doubles a word.
fn is_slip(first: &Side<'_>, second: &Side<'_>, hunk: &Hunk) -> bool {
    let joined = |side: &Side<'_>, range: &Range<usize>| {
        side.tokens[range.clone()].iter().map(|token| token.text.replace(' ', "")).collect::<String>()
    };
    let (old, new) = (joined(first, &hunk.old), joined(second, &hunk.new));
    let negation =
        |side: &Side<'_>, range: &Range<usize>| side.tokens[range.clone()].iter().any(|t| t.is(Class::Negation));
    if !old.is_empty() && !new.is_empty() {
        let known = |side: &Side<'_>, range: &Range<usize>| side.tokens[range.clone()].iter().all(|t| t.known);
        let spelled = spelling::is_parted(&old, &new)
            || (old.len() > 7 && known(first, &hunk.old) != known(second, &hunk.new) && spelling::is_near(&old, &new));
        return spelled && (negation(first, &hunk.old) == negation(second, &hunk.new) || old == new);
    }
    let doubled = |side: &Side<'_>, range: &Range<usize>| {
        range.len() == 1
            && [range.start.checked_sub(1), Some(range.end)].into_iter().flatten().any(|at| {
                side.tokens.get(at).is_some_and(|token| token.is_word() && token.text == side.tokens[range.start].text)
            })
    };
    doubled(first, &hunk.old) || doubled(second, &hunk.new)
}

/// Whether a text is in another language than English, by the words that every sentence has.
fn is_foreign(tokens: &[Token]) -> bool {
    let words = || tokens.iter().filter(|token| token.kind == Kind::Word);
    let foreign = words().filter(|token| token.is(Class::StopForeign) && !token.is(Class::Function)).count();
    let english = words().filter(|token| token.is(Class::Function) && !token.is(Class::StopForeign)).count();
    let unknown = words().filter(|token| !token.known).count();
    (foreign >= 2 && foreign > english) || (words().count() >= 4 && unknown * 3 > words().count() * 2)
}
