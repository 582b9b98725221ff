//! References: to grades, steps, competencies and levels.

use foldhash::{HashMap, HashSet};

use super::define::{Open, OpenLevel, OpenRole};
use super::{All, Linker};
use crate::finding::{Finding, Fix, Mark, Shape};
use crate::model::resolve::{Number, Resolved, Scale, Spine};
use crate::model::{
    Ask, Asked, CompetencyId, Entries, Expectation, GradeId, GradeSpan, Ladder, LevelId, Move, Part, Place, Role,
    Stated, StepId,
};
use crate::parse::Origins;
use crate::parse::document::{Origin, RawExpectation, Spanned};
use crate::parse::origins::Asking;
use crate::words::suggest;

/// The references of one ladder, resolved, in the order of its levels.
pub(super) struct References {
    pub fork: Stated<GradeId>,
    pub levels: Vec<(Stated<GradeSpan>, Entries<Expectation>)>,
    pub moves: Entries<Move>,
    pub roles: Vec<(Entries<LevelId>, Entries<Expectation>)>,
}

impl References {
    /// Puts the references where the model has them.
    pub(super) fn fill(self, ladder: &mut Ladder) {
        ladder.fork = self.fork;
        ladder.moves = self.moves;
        for (role, (levels, expectations)) in ladder.roles.list.iter_mut().zip(self.roles) {
            role.levels = levels;
            role.expectations = expectations;
        }
        let levels = ladder.tracks.list.iter_mut().flat_map(|track| track.levels.list.iter_mut());
        for (level, (grades, expectations)) in levels.zip(self.levels) {
            level.grades = grades;
            level.expectations = expectations;
        }
    }
}

/// What is needed to follow `same_as` in one ladder.
struct SameAs<'a> {
    /// Every expectation, by level and competency.
    said: HashMap<(&'a str, &'a str), &'a RawExpectation>,
    /// Every level.
    levels: Vec<&'a str>,
    /// Whether there are levels that could not be read.
    levels_partial: bool,
    /// Levels some of whose expectations could not be read, so that their silence proves nothing.
    hazy: HashSet<&'a str>,
    /// Whether an expectation, followed, ends in words.
    known: HashMap<(&'a str, &'a str), bool>,
}

/// What becomes of an expectation.
enum Verdict {
    /// Nothing has its competency.
    Out,
    /// It holds as it is read.
    Stays,
    /// It holds with this step.
    Step(Stated<StepId>),
    /// Nobody knows what it says.
    Unknown,
}

impl<'a> SameAs<'a> {
    fn new(open: &'a Open, resolved: &'a Resolved<'_>) -> Self {
        let tracks = &resolved.ladder.tracks;
        let mut same_as = Self {
            said: HashMap::default(),
            levels: resolved.levels.iter().map(|standing| standing.level.id.as_str()).collect(),
            hazy: HashSet::default(),
            levels_partial: tracks.partial || tracks.iter().any(|track| track.levels.partial),
            known: HashMap::default(),
        };
        let follows = |raw: &RawExpectation| matches!(raw.value.ask, Ask::SameAs(_));
        let of_levels = open.levels.iter().map(|level| &level.expectations);
        if !of_levels.chain(open.roles.iter().map(|role| &role.expectations)).any(|asked| asked.iter().any(follows)) {
            return same_as;
        }
        for (standing, open) in resolved.levels.iter().zip(&open.levels) {
            let level = standing.level.id.as_str();
            let is_known = |raw: &RawExpectation| resolved.competency(&raw.value.competency).is_some();
            if open.expectations.partial || !open.expectations.iter().all(is_known) {
                same_as.hazy.insert(level);
            }
            for raw in &open.expectations {
                same_as.said.entry((level, raw.value.competency.as_str())).or_insert(raw);
            }
        }
        same_as
    }

    /// Whether an expectation ends in words; an error names the levels of a circle, once for each circle.
    fn leads_to_words(&mut self, start: (&'a str, &'a str)) -> Result<bool, String> {
        let mut path: Vec<(&'a str, &'a str)> = Vec::new();
        let mut seen: HashSet<(&'a str, &'a str)> = HashSet::default();
        let mut at = start;
        let outcome = loop {
            if let Some(known) = self.known.get(&at) {
                break Ok(*known);
            }
            if !seen.insert(at) {
                let from = path.iter().position(|step| *step == at).unwrap_or(0);
                let way = path[from..].iter().chain([&at]).map(|(level, _)| format!("`{level}`"));
                break Err(way.collect::<Vec<_>>().join(", "));
            }
            path.push(at);
            match self.said.get(&at).map(|raw| &raw.value.ask) {
                Some(Ask::Asked(_)) => break Ok(true),
                Some(Ask::SameAs(target)) => at = (target.as_str(), at.1),
                Some(Ask::NotAsked | Ask::Unknown) | None => break Ok(false),
            }
        };
        let words = *outcome.as_ref().unwrap_or(&false);
        self.known.extend(path.into_iter().map(|step| (step, words)));
        outcome
    }
}

impl Linker {
    pub(super) fn references(&mut self, resolved: &Resolved<'_>, open: Open, all: &All<'_>) -> References {
        let owner = resolved.ladder.owner();
        let fork = match &open.fork {
            Stated::Is(fork) => {
                self.grade(&resolved.spine, fork, &Place::whole(owner.clone())).map_or(Stated::Unknown, Stated::Is)
            }
            Stated::Unstated => Stated::Unstated,
            Stated::Unknown => Stated::Unknown,
        };
        self.competencies_are_defined(resolved, &open);
        self.steps_exist(resolved, all.origins);
        let mut same_as = SameAs::new(&open, resolved);
        let mut levels = Vec::new();
        let mut taken: HashSet<&str> = HashSet::default();
        for (standing, level) in resolved.levels.iter().zip(&open.levels) {
            let (track, id) = (&standing.track.id, &standing.level.id);
            // Marks find a level by its id: what is said of the second of two would point at the first.
            if !taken.insert(id.as_str()) {
                levels.push((Stated::Unknown, None));
                continue;
            }
            let grades = self.span(&resolved.spine, level, &standing.place(resolved.ladder));
            let part = |competency| Part::Expectation(track.clone(), id.clone(), competency);
            let asked = self.expectations(resolved, &mut same_as, Some(id.as_str()), &level.expectations, part);
            levels.push((grades, Some(asked)));
        }
        let spans: Vec<&Stated<GradeSpan>> = levels.iter().map(|(grades, _)| grades).collect();
        let moves = self.moves(resolved, &open.moves, &spans, all);
        let roles = resolved.ladder.roles.iter().zip(&open.roles);
        let roles: Vec<_> = roles.map(|(role, open)| self.role(resolved, &mut same_as, role, open)).collect();

        let levels = resolved.levels.iter().zip(open.levels).zip(levels).map(|((standing, open), (grades, asked))| {
            let place = standing.place(resolved.ladder);
            (grades, self.judged(resolved, place, open.origin, open.expectations, asked))
        });
        let levels = levels.collect();
        let roles = resolved.ladder.roles.iter().zip(open.roles).zip(roles).map(|((role, open), (levels, asked))| {
            let place = Place::new(owner.clone(), Part::Role(role.id.clone()));
            (levels, self.judged(resolved, place, open.origin, open.expectations, Some(asked)))
        });
        let roles = roles.collect();
        References { fork, levels, moves, roles }
    }

    /// What is left of expectations by the verdicts on them, which are missing where marks could not find them.
    fn judged(
        &mut self,
        resolved: &Resolved<'_>,
        place: Place,
        origin: Origin,
        raw: Entries<RawExpectation>,
        verdicts: Option<Vec<Verdict>>,
    ) -> Entries<Expectation> {
        let mut expectations =
            Entries { list: Vec::with_capacity(raw.len()), partial: raw.partial || verdicts.is_none() };
        let mut asked = Vec::with_capacity(raw.len());
        let mut verdicts = verdicts.map(Vec::into_iter);
        for RawExpectation { value, origin, points } in raw.list {
            asked.push(Asking { competency: value.competency.clone(), origin, points });
            let ask = match (verdicts.as_mut().and_then(Iterator::next).unwrap_or(Verdict::Out), value.ask) {
                (Verdict::Out, _) => {
                    expectations.partial = true;
                    continue;
                }
                (Verdict::Step(step), Ask::Asked(asked)) => Ask::Asked(Asked { step, ..asked }),
                (Verdict::Stays | Verdict::Step(_), ask) => ask,
                (Verdict::Unknown, _) => Ask::Unknown,
            };
            expectations.list.push(Expectation { competency: value.competency, ask });
        }
        self.origins.add_asking(place, origin, asked);
        // A mapping has no order: they stand as the competencies do.
        expectations.list.sort_by_key(|expectation| resolved.competency_index(&expectation.competency));
        expectations
    }

    fn role<'d>(
        &mut self,
        resolved: &Resolved<'_>,
        same_as: &mut SameAs<'d>,
        role: &Role,
        open: &'d OpenRole,
    ) -> (Entries<LevelId>, Vec<Verdict>) {
        let id = &role.id;
        let place = Place::new(&resolved.ladder.id, Part::Role(id.clone()));
        let mut levels = Entries { list: Vec::new(), partial: open.levels.partial };
        for named in &open.levels {
            if resolved.level_index(&named.value).is_some() {
                levels.list.push(LevelId::from(named.value.as_str()));
                continue;
            }
            levels.partial = true;
            if !same_as.levels_partial {
                self.unknown("level", named, &place, || same_as.levels.clone());
            }
        }
        let part = |competency| Part::RoleExpectation(id.clone(), competency);
        (levels, self.expectations(resolved, same_as, None, &open.expectations, part))
    }

    /// Levels may ask something only of competencies that are defined somewhere.
    fn competencies_are_defined(&mut self, resolved: &Resolved<'_>, open: &Open) {
        if !resolved.competencies_complete || !resolved.competencies.is_empty() {
            return;
        }
        let asking = resolved.levels.iter().zip(&open.levels).flat_map(|(standing, level)| {
            let part = |raw: &RawExpectation| {
                let competency = raw.value.competency.clone();
                Part::Expectation(standing.track.id.clone(), standing.level.id.clone(), competency)
            };
            level.expectations.iter().map(move |raw| (raw, part(raw)))
        });
        let asking: Vec<_> = asking.collect();
        let Some((first, part)) = asking.first() else { return };
        let message = match asking.len() {
            1 => format!("there is no competency `{}`", first.value.competency),
            _ => "levels have expectations, but no competency is defined".to_owned(),
        };
        let help = match resolved.ladder.extends.is_empty() {
            true => "define them under `competencies`, or name their base file under `extends`",
            false => "define them under `competencies`, here or in a base file that this ladder extends",
        };
        let label = "no such competency";
        let finding = Shape::UnknownReference.finding(message, Mark::span(first.origin.name, label)).help(help);
        self.report(finding.about(Place::new(&resolved.ladder.id, part.clone())));
    }

    /// What competencies say of steps is about steps of their scale.
    fn steps_exist(&mut self, resolved: &Resolved<'_>, origins: &Origins) {
        for defined in &resolved.competencies {
            for step in defined.value.steps.iter().filter_map(|asked| asked.step.get()) {
                let part = Part::CompetencyStep(defined.value.id.clone(), step.clone());
                let place = Place::new(defined.owner.clone(), part);
                let Some(span) = origins.of(&place).first().map(|origin| origin.name) else { continue };
                let text = Spanned { value: step.to_string(), span };
                self.step(resolved.scale_of(&defined.value.id), &Stated::Is(text), &place);
            }
        }
    }

    fn span(&mut self, spine: &Spine<'_>, level: &OpenLevel, place: &Place) -> Stated<GradeSpan> {
        let (low, high) = match &level.grades {
            Stated::Is(span) => span,
            Stated::Unstated => return Stated::Unstated,
            Stated::Unknown => return Stated::Unknown,
        };
        let low_id = self.grade(spine, low, place);
        let high_id = if low == high { low_id.clone() } else { self.grade(spine, high, place) };
        let (Some(low_id), Some(high_id)) = (low_id, high_id) else { return Stated::Unknown };
        if spine.rank(&low_id) > spine.rank(&high_id) {
            let mark = Mark::span(high.span, format!("below `{}`", low.value));
            let finding = Shape::BadValue
                .finding("a span of grades begins with its lowest", mark)
                .help(format!("write `grade: [{}, {}]`", high.value, low.value));
            self.report(finding.about(place.clone()));
            return Stated::Unknown;
        }
        Stated::Is(GradeSpan { low: low_id, high: high_id })
    }

    fn grade(&mut self, spine: &Spine<'_>, text: &Spanned<String>, place: &Place) -> Option<GradeId> {
        match spine {
            Spine::Unknown => None,
            Spine::Numbers => {
                if let Some(number) = Number::parse(&text.value) {
                    return Some(GradeId::from(number.to_string().as_str()));
                }
                let help = match meant_span(&text.value, |part| Number::parse(part).is_some()) {
                    Some(span) => format!("write a span as its lowest and highest grade: `{span}`"),
                    None => "without a list of `grades`, a grade is a number: `4`, `3.5`".to_owned(),
                };
                let finding = Shape::BadValue
                    .finding(format!("`{}` is not a grade", text.value), Mark::span(text.span, "not a number"))
                    .help(help);
                self.report(finding.about(place.clone()));
                None
            }
            Spine::Listed { grades, .. } => {
                if let Some(grade) = spine.find(&text.value) {
                    return Some(grade.id.clone());
                }
                if let Some(span) = meant_span(&text.value, |part| spine.find(part).is_some()) {
                    let finding = Shape::UnknownReference
                        .finding(format!("there is no grade `{}`", text.value), Mark::span(text.span, "no such grade"))
                        .help(format!("write a span as its lowest and highest grade: `{span}`"));
                    self.report(finding.about(place.clone()));
                } else if !grades.partial {
                    self.unknown("grade", text, place, || grades.iter().map(|grade| grade.id.as_str()).collect());
                }
                None
            }
        }
    }

    /// What becomes of what a level asks, or a role where `level` is `None`.
    fn expectations<'d>(
        &mut self,
        resolved: &Resolved<'_>,
        same_as: &mut SameAs<'d>,
        level: Option<&'d str>,
        all: &'d Entries<RawExpectation>,
        part: impl Fn(CompetencyId) -> Part,
    ) -> Vec<Verdict> {
        let mut verdicts = Vec::with_capacity(all.len());
        for raw in all {
            let competency = &raw.value.competency;
            let place = Place::new(&resolved.ladder.id, part(competency.clone()));
            if resolved.competency(competency).is_none() {
                // If none is defined, this is reported once.
                if resolved.competencies_complete && !resolved.competencies.is_empty() {
                    // A competency that already has an expectation was not meant, unless no other is near.
                    let known = || {
                        let asked: HashSet<&str> = all.iter().map(|other| other.value.competency.as_str()).collect();
                        let known = || resolved.competencies.iter().map(|defined| defined.value.id.as_str());
                        let free: Vec<&str> = known().filter(|id| !asked.contains(id)).collect();
                        let near = suggest::nearest(competency.as_str(), free.iter().copied());
                        if near.is_empty() { known().collect() } else { free }
                    };
                    let written = Spanned { value: competency.to_string(), span: raw.origin.name };
                    self.unknown("competency", &written, &place, known);
                }
                verdicts.push(Verdict::Out);
                continue;
            }
            verdicts.push(match &raw.value.ask {
                Ask::Asked(asked) => {
                    let step = asked.step.as_ref().map(|step| raw.word("step", step.as_str()));
                    match self.step(resolved.scale_of(competency), &step, &place) {
                        Stated::Unknown if asked.points.is_empty() => Verdict::Unknown,
                        step => Verdict::Step(step),
                    }
                }
                Ask::SameAs(target) => {
                    // A role follows a level, and no level follows a role.
                    let from = (level.unwrap_or(target.as_str()), competency.as_str());
                    self.same_as(same_as, from, &raw.word("same_as", target.as_str()), &place)
                }
                Ask::NotAsked | Ask::Unknown => Verdict::Stays,
            });
        }
        verdicts
    }

    fn step(&mut self, scale: &Scale<'_>, step: &Stated<Spanned<String>>, place: &Place) -> Stated<StepId> {
        let text = match step {
            Stated::Is(text) => text,
            Stated::Unstated => return Stated::Unstated,
            Stated::Unknown => return Stated::Unknown,
        };
        match scale {
            Scale::Unknown => Stated::Unknown,
            Scale::Numbers => match Number::parse(&text.value) {
                Some(number) => Stated::Is(StepId::from(number.to_string().as_str())),
                None => {
                    let finding = Shape::BadValue
                        .finding(format!("`{}` is not a step", text.value), Mark::span(text.span, "not a number"))
                        .help("without a `scale`, a step is a number; add a `scale` to name steps");
                    self.report(finding.about(place.clone()));
                    Stated::Unknown
                }
            },
            Scale::Listed { steps, .. } => match scale.find(&text.value) {
                Some(step) => Stated::Is(step.id.clone()),
                None => {
                    if !steps.partial {
                        self.unknown("step", text, place, || steps.iter().map(|step| step.id.as_str()).collect());
                    }
                    Stated::Unknown
                }
            },
        }
    }

    /// Checks that `same_as` leads to a level that says something.
    fn same_as<'d>(
        &mut self,
        same_as: &mut SameAs<'d>,
        from: (&'d str, &'d str),
        target: &Spanned<String>,
        place: &Place,
    ) -> Verdict {
        let (_, competency) = from;
        let says_nothing = |message: String| {
            Shape::BadValue.finding(message, Mark::span(target.span, "nothing to repeat")).about(place.clone())
        };
        let Some(next) = same_as.said.get(&(target.value.as_str(), competency)) else {
            if same_as.hazy.contains(target.value.as_str()) {
                return Verdict::Unknown;
            }
            if same_as.levels.contains(&target.value.as_str()) {
                let message = format!("`{}` has no expectation of `{competency}`", target.value);
                self.report(says_nothing(message).help("name a level that has one, or write what is asked"));
            } else if !same_as.levels_partial {
                self.unknown("level", target, place, || same_as.levels.clone());
            }
            return Verdict::Unknown;
        };
        if let Ask::NotAsked = next.value.ask {
            let message = format!(
                "`{}` deliberately asks nothing of `{competency}`, so `same_as` has nothing to repeat",
                target.value
            );
            self.report(
                says_nothing(message)
                    .also(Mark::span(next.origin.name, "deliberately not asked here"))
                    .help("write `~` here too, or write what is asked"),
            );
            return Verdict::Unknown;
        }
        match same_as.leads_to_words(from) {
            Ok(true) => Verdict::Stays,
            Ok(false) => Verdict::Unknown,
            Err(circle) => {
                let message = format!("`same_as` leads in a circle: {circle}");
                let finding = Shape::BadValue.finding(message, Mark::span(target.span, "part of the circle"));
                self.report(finding.help("write what is asked at one of the levels").about(place.clone()));
                Verdict::Unknown
            }
        }
    }

    /// Reports a name that nothing of its kind has; the first of them with what is near of `known`.
    pub(super) fn unknown<K: AsRef<str>>(
        &mut self,
        what: &str,
        text: &Spanned<String>,
        place: &Place,
        known: impl FnOnce() -> Vec<K>,
    ) {
        let message = format!("there is no {what} `{}`", text.value);
        let mut finding: Finding =
            Shape::UnknownReference.finding(message, Mark::span(text.span, format!("no such {what}")));
        if self.unknown < suggest::MOST {
            self.unknown += 1;
            let known = known();
            let known: Vec<&str> = known.iter().map(AsRef::as_ref).collect();
            let near = suggest::nearest(&text.value, known.iter().copied());
            finding = match &near[..] {
                [] => finding.help(known_in_words(what, &known)),
                near => finding.help(format!("did you mean {}?", suggest::one_of(near))),
            };
            if let ([near], true) = (&near[..], what != "ladder") {
                finding = finding.fix(Fix::word(text.span, near));
            }
        }
        self.report(finding.about(place.clone()));
    }
}

/// What `1-2`, `1–2`, `1..2` and `1, 2]` probably mean, where both ends are grades: `[1, 2]`.
fn meant_span(text: &str, is_grade: impl Fn(&str) -> bool) -> Option<String> {
    let text = text.trim_matches(['[', ']', ' ']);
    [" to ", "..", "–", "-", ",", "/"].into_iter().find_map(|between| {
        let (low, high) = text.split_once(between)?;
        let (low, high) = (low.trim(), high.trim());
        (is_grade(low) && is_grade(high)).then(|| format!("[{low}, {high}]"))
    })
}

/// "known grades: `1`, `2`, and 9 more".
fn known_in_words(what: &str, known: &[&str]) -> String {
    const SHOWN: usize = 12;
    if known.is_empty() {
        return format!("no {what} is defined");
    }
    let mut seen = HashSet::default();
    let known: Vec<&str> = known.iter().copied().filter(|id| seen.insert(*id)).collect();
    let shown: Vec<String> = known.iter().take(SHOWN).map(|id| format!("`{id}`")).collect();
    let more = known.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    format!("known {}: {}{more}", super::plural(what), shown.join(", "))
}
