//! References: to grades, steps, competencies and levels.

use foldhash::{HashMap, HashSet};

use super::{All, Linker};
use crate::finding::{Finding, Fix, Mark, Shape};
use crate::model::resolve::{Number, Resolved, Scale, Spine};
use crate::model::{
    Ask, Asked, CompetencyId, Entries, Expectation, GradeId, GradeSpan, Ladder, LevelId, Move, Part, Place, Stated,
    StepId,
};
use crate::parse::Origins;
use crate::parse::document::{Document, RawAsk, RawExpectation, RawLevel, RawRole, Spanned};
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

impl<'a> SameAs<'a> {
    fn new(document: &'a Document, resolved: &Resolved<'_>) -> Self {
        let mut same_as = Self {
            said: HashMap::default(),
            levels: Vec::new(),
            hazy: HashSet::default(),
            levels_partial: document.tracks.partial || document.tracks.iter().any(|track| track.levels.partial),
            known: HashMap::default(),
        };
        for level in document.tracks.iter().flat_map(|track| track.levels.iter()) {
            same_as.levels.push(level.value.id.as_str());
            let is_known = |raw: &RawExpectation| resolved.competency(&raw.competency.value.as_str().into()).is_some();
            if level.expectations.partial || !level.expectations.iter().all(is_known) {
                same_as.hazy.insert(level.value.id.as_str());
            }
            for raw in &level.expectations {
                same_as.said.entry((level.value.id.as_str(), raw.competency.value.as_str())).or_insert(raw);
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
            match self.said.get(&at).map(|raw| &raw.ask) {
                Some(RawAsk::Asked(..)) => break Ok(true),
                Some(RawAsk::SameAs(target)) => at = (target.value.as_str(), at.1),
                Some(RawAsk::NotAsked | RawAsk::Unknown) | None => break Ok(false),
            }
        };
        let words = *outcome.as_ref().unwrap_or(&false);
        self.known.extend(path.into_iter().map(|step| (step, words)));
        outcome
    }
}

impl Linker {
    pub(super) fn references(&mut self, resolved: &Resolved<'_>, document: &Document, all: &All<'_>) -> References {
        let owner = resolved.ladder.owner();
        let fork = match &document.fork {
            Stated::Is(fork) => {
                self.grade(&resolved.spine, fork, &Place::whole(owner.clone())).map_or(Stated::Unknown, Stated::Is)
            }
            Stated::Unstated => Stated::Unstated,
            Stated::Unknown => Stated::Unknown,
        };
        self.competencies_are_defined(resolved, document);
        self.steps_exist(resolved, all.origins);
        let mut same_as = SameAs::new(document, resolved);
        let mut levels = Vec::new();
        let mut taken: HashSet<&str> = HashSet::default();
        for track in &document.tracks {
            for level in &track.levels {
                // Marks find a level by its id: what is said of the second of two would point at the first.
                if !taken.insert(level.value.id.as_str()) {
                    levels.push((Stated::Unknown, Entries { list: Vec::new(), partial: true }));
                    continue;
                }
                let place = Place::new(owner.clone(), Part::Level(track.value.id.clone(), level.value.id.clone()));
                let grades = self.span(&resolved.spine, level, &place);
                let (track, level_id) = (&track.value.id, &level.value.id);
                let part = |competency| Part::Expectation(track.clone(), level_id.clone(), competency);
                let asked =
                    self.expectations(resolved, &mut same_as, Some(level_id.as_str()), &level.expectations, part);
                levels.push((grades, asked));
            }
        }
        let spans: Vec<&Stated<GradeSpan>> = levels.iter().map(|(grades, _)| grades).collect();
        let moves = self.moves(resolved, document, &spans, all);
        let roles = document.roles.iter().map(|role| self.role(resolved, &mut same_as, role)).collect();
        References { fork, levels, moves, roles }
    }

    fn role<'d>(
        &mut self,
        resolved: &Resolved<'_>,
        same_as: &mut SameAs<'d>,
        role: &'d RawRole,
    ) -> (Entries<LevelId>, Entries<Expectation>) {
        let id = &role.value.id;
        let place = Place::new(&resolved.ladder.id, Part::Role(id.clone()));
        let mut levels = Entries { list: Vec::new(), partial: role.levels.partial };
        for named in &role.levels {
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
        (levels, self.expectations(resolved, same_as, None, &role.expectations, part))
    }

    /// Levels may ask something only of competencies that are defined somewhere.
    fn competencies_are_defined(&mut self, resolved: &Resolved<'_>, document: &Document) {
        if !resolved.competencies_complete || !resolved.competencies.is_empty() {
            return;
        }
        let asking = document.tracks.iter().flat_map(|track| {
            track.levels.iter().flat_map(move |level| {
                let part = |raw: &RawExpectation| {
                    let competency = raw.competency.value.as_str().into();
                    Part::Expectation(track.value.id.clone(), level.value.id.clone(), competency)
                };
                level.expectations.iter().map(move |raw| (raw, part(raw)))
            })
        });
        let asking: Vec<_> = asking.collect();
        let Some((first, part)) = asking.first() else { return };
        let message = match asking.len() {
            1 => format!("there is no competency `{}`", first.competency.value),
            _ => "levels have expectations, but no competency is defined".to_owned(),
        };
        let help = match document.extends.list.is_empty() {
            true => "define them under `competencies`, or name their base file under `extends`",
            false => "define them under `competencies`, here or in a base file that this ladder extends",
        };
        let label = "no such competency";
        let finding = Shape::UnknownReference.finding(message, Mark::span(first.competency.span, label)).help(help);
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

    fn span(&mut self, spine: &Spine<'_>, level: &RawLevel, place: &Place) -> Stated<GradeSpan> {
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

    /// What a level asks, or a role where `level` is `None`.
    fn expectations<'d>(
        &mut self,
        resolved: &Resolved<'_>,
        same_as: &mut SameAs<'d>,
        level: Option<&'d str>,
        raw: &'d Entries<RawExpectation>,
        part: impl Fn(CompetencyId) -> Part,
    ) -> Entries<Expectation> {
        let mut expectations = Entries { list: Vec::with_capacity(raw.len()), partial: raw.partial };
        let all = raw;
        for raw in all {
            let competency = CompetencyId::from(raw.competency.value.as_str());
            let place = Place::new(&resolved.ladder.id, part(competency.clone()));
            if resolved.competency(&competency).is_none() {
                // If none is defined, this is reported once.
                if resolved.competencies_complete && !resolved.competencies.is_empty() {
                    // A competency that already has an expectation was not meant, unless no other is near.
                    let known = || {
                        let asked: HashSet<&str> = all.iter().map(|other| other.competency.value.as_str()).collect();
                        let known = || resolved.competencies.iter().map(|defined| defined.value.id.as_str());
                        let free: Vec<&str> = known().filter(|id| !asked.contains(id)).collect();
                        let near = suggest::nearest(&raw.competency.value, free.iter().copied());
                        if near.is_empty() { known().collect() } else { free }
                    };
                    self.unknown("competency", &raw.competency, &place, known);
                }
                expectations.partial = true;
                continue;
            }
            let ask = match &raw.ask {
                RawAsk::Asked(asked, step) => match self.step(resolved.scale_of(&competency), step, &place) {
                    Stated::Unknown if asked.points.is_empty() => Ask::Unknown,
                    step => Ask::Asked(Asked { step, ..asked.clone() }),
                },
                RawAsk::SameAs(target) => {
                    // A role follows a level, and no level follows a role.
                    let from = (level.unwrap_or(&target.value), raw.competency.value.as_str());
                    self.same_as(same_as, from, target, &place)
                }
                RawAsk::NotAsked => Ask::NotAsked,
                RawAsk::Unknown => Ask::Unknown,
            };
            expectations.list.push(Expectation { competency, ask });
        }
        // A mapping has no order: they stand as the competencies do.
        expectations.list.sort_by_key(|expectation| resolved.competency_index(&expectation.competency));
        expectations
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
    ) -> Ask {
        let (_, competency) = from;
        let says_nothing = |message: String| {
            Shape::BadValue.finding(message, Mark::span(target.span, "nothing to repeat")).about(place.clone())
        };
        let Some(next) = same_as.said.get(&(target.value.as_str(), competency)) else {
            if same_as.hazy.contains(target.value.as_str()) {
                return Ask::Unknown;
            }
            if same_as.levels.contains(&target.value.as_str()) {
                let message = format!("`{}` has no expectation of `{competency}`", target.value);
                self.report(says_nothing(message).help("name a level that has one, or write what is asked"));
            } else if !same_as.levels_partial {
                self.unknown("level", target, place, || same_as.levels.clone());
            }
            return Ask::Unknown;
        };
        if let RawAsk::NotAsked = next.ask {
            let message = format!(
                "`{}` deliberately asks nothing of `{competency}`, so `same_as` has nothing to repeat",
                target.value
            );
            self.report(
                says_nothing(message)
                    .also(Mark::span(next.competency.span, "deliberately not asked here"))
                    .help("write `~` here too, or write what is asked"),
            );
            return Ask::Unknown;
        }
        match same_as.leads_to_words(from) {
            Ok(true) => Ask::SameAs(LevelId::from(target.value.as_str())),
            Ok(false) => Ask::Unknown,
            Err(circle) => {
                let message = format!("`same_as` leads in a circle: {circle}");
                let finding = Shape::BadValue.finding(message, Mark::span(target.span, "part of the circle"));
                self.report(finding.help("write what is asked at one of the levels").about(place.clone()));
                Ask::Unknown
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
