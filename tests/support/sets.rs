//! Sets of ladders made from a stream of choices: ids from small pools, so that two sets have much in common.
//!
//! The same choices under other names give the same set with everything renamed, and `formerly` saying so.

use ladder::model::{
    Amount, Ask, Asked, Band, Base, Competency, Date, Definitions, Entries, Equivalent, Expectation, Grade, GradeSpan,
    Ladder, LadderSet, Level, LevelRef, Link, Manages, Move, Period, Point, Role, Stated, Status, Step, Track,
    TrackKind,
};

/// Where choices come from; the first of everything once they are used up, so that shrinking makes sets plain.
pub struct Choices<'b> {
    bytes: std::slice::Iter<'b, u8>,
}

impl<'b> Choices<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes: bytes.iter() }
    }

    fn below(&mut self, count: usize) -> usize {
        self.bytes.next().map_or(0, |byte| usize::from(*byte)) % count
    }

    fn often(&mut self) -> bool {
        self.below(4) > 0
    }

    fn seldom(&mut self) -> bool {
        self.below(4) == 3
    }

    fn of<T: Copy>(&mut self, pool: &[T]) -> T {
        pool[self.below(pool.len())]
    }

    /// Some of a pool, in its order or turned round.
    fn some<T: Copy>(&mut self, pool: &[T]) -> Vec<T> {
        let mut some: Vec<T> = pool.iter().copied().filter(|_| self.often()).collect();
        if self.seldom() {
            some.reverse();
        }
        some
    }
}

/// What an id is called in this set.
pub type Names<'n> = &'n dyn Fn(&str) -> String;

const TITLES: &[&str] = &["One", "Two", "one"];
const TEXTS: &[&str] = &[
    "Leads a team.",
    "Leads several teams.",
    "leads a team",
    "Owns the company.",
    "Must not decide alone.",
    "May not decide alone.",
    "Organises the work of others.",
    "Organizes the work of others.",
    "Writes what others read.",
    "Regularly writes what others read with care.",
    "Keeps promises.",
];
const COMPETENCIES: &[&str] = &["craft", "delivery", "hiring"];
const STEPS: &[&str] = &["low", "mid", "top"];
const GRADES: &[&str] = &["1", "2", "3", "4"];
const LEVELS: &[&str] = &["A", "B", "C", "D", "E", "F"];

pub fn set(choices: &mut Choices<'_>, names: Names<'_>) -> LadderSet {
    let mut set = LadderSet::default();
    for id in ["company", "shared"] {
        if choices.often() {
            set.bases.push(Base {
                id: id.into(),
                title: title(choices),
                version: Stated::Unstated,
                summary: text(choices),
                extends: Entries::default(),
                definitions: Definitions::default(),
            });
        }
    }
    if let Some(base) = set.bases.first_mut() {
        base.definitions.grades = if choices.often() { grades(choices, names) } else { Stated::Unstated };
        base.definitions.scale = if choices.often() { scale(choices, names) } else { Stated::Unstated };
    }
    // Each competency has one home, so that nothing is defined twice.
    let homes: Vec<usize> = COMPETENCIES.iter().map(|_| choices.below(3)).collect();
    for (index, base) in set.bases.iter_mut().enumerate() {
        let at_home = COMPETENCIES.iter().zip(&homes).filter(|(_, home)| **home == index);
        let list: Vec<Competency> = at_home.map(|(id, _)| competency(choices, names, id)).collect();
        base.definitions.competencies = list.into();
    }
    for id in choices.some(&["engineering", "product"]) {
        let ladder = ladder(choices, names, &set.bases, id);
        set.ladders.push(ladder);
    }
    moves(choices, &mut set);
    set
}

fn professions(choices: &mut Choices<'_>) -> Entries<String> {
    let named = if choices.seldom() { choices.some(&["design", "support"]) } else { Vec::new() };
    named.into_iter().map(str::to_owned).collect::<Vec<_>>().into()
}

fn ladder(choices: &mut Choices<'_>, names: Names<'_>, bases: &[Base], id: &str) -> Ladder {
    let reached: Vec<&Base> = bases.iter().filter(|_| choices.often()).collect();
    let mut definitions = Definitions::default();
    let shared = |what: fn(&Definitions) -> bool| reached.iter().any(|base| what(&base.definitions));
    let listed = shared(|all| !all.grades.is_unstated());
    let scaled = shared(|all| !all.scale.is_unstated());
    if !listed && choices.seldom() {
        definitions.grades = grades(choices, names);
    }
    if !scaled && choices.seldom() {
        definitions.scale = scale(choices, names);
    }
    let mut known: Vec<String> = Vec::new();
    for base in &reached {
        known.extend(base.definitions.competencies.iter().map(|known| known.id.to_string()));
    }
    let own: Vec<&str> = COMPETENCIES.iter().copied().filter(|id| !known.contains(&names(id))).collect();
    for id in choices.some(&own) {
        let competency = competency(choices, names, id);
        known.push(competency.id.to_string());
        definitions.competencies.list.push(competency);
    }
    let all: Vec<&Definitions> = reached.iter().map(|base| &base.definitions).chain([&definitions]).collect();
    let grades = all.iter().find_map(|all| all.grades.get()).map_or_else(
        || GRADES.iter().map(|grade| (*grade).to_owned()).collect(),
        |grades| grades.iter().map(|grade| grade.id.to_string()).collect::<Vec<String>>(),
    );
    let steps = all.iter().find_map(|all| all.scale.get()).map_or_else(
        || vec!["1".to_owned(), "2".to_owned(), "3".to_owned()],
        |steps| steps.iter().map(|step| step.id.to_string()).collect(),
    );
    for competency in &mut definitions.competencies.list {
        let named = steps.iter().filter(|_| choices.seldom()).cloned().collect::<Vec<_>>();
        competency.steps = named.iter().map(|step| step_text(choices, step)).collect();
    }
    let mut levels = choices.some(LEVELS).into_iter();
    let mut tracks = Vec::new();
    for id in choices.some(&["ic", "lead", "night"]) {
        let count = choices.below(4);
        let ids: Vec<&str> = levels.by_ref().take(count).collect();
        let mut track = Track {
            id: names(id).as_str().into(),
            title: title(choices),
            summary: text(choices),
            kind: Stated::Is(choices.of(&TrackKind::ALL)),
            professions: professions(choices),
            aligned: choices.of(&[Stated::Unstated, Stated::Is(true), Stated::Is(false)]),
            cumulative: choices.of(&[Stated::Unstated, Stated::Is(true), Stated::Is(true)]),
            formerly: formerly(names, id),
            levels: Entries::default(),
        };
        track.levels.list = ids.into_iter().map(|id| level(choices, names, id, (&known, &grades, &steps))).collect();
        tracks.push(track);
    }
    same_as(choices, &mut tracks);
    Ladder {
        id: names(id).as_str().into(),
        title: title(choices),
        version: choices.of(&[None, Some("1.0.0"), Some("1.1.0")]).map(str::to_owned).into(),
        summary: text(choices),
        owned_by: title(choices),
        reviewed: choices.of(&[None, Date::parse("2026-03-31"), Date::parse("2025-12-01")]).into(),
        formerly: formerly(names, id),
        extends: reached.iter().map(|base| base.id.clone()).collect::<Vec<_>>().into(),
        fork: Stated::Unstated,
        definitions,
        roles: roles(choices, &tracks).into(),
        tracks: tracks.into(),
        moves: Entries::default(),
    }
}

fn level(
    choices: &mut Choices<'_>,
    names: Names<'_>,
    id: &str,
    (known, grades, steps): (&[String], &[String], &[String]),
) -> Level {
    let mut expectations = Vec::new();
    for competency in known {
        let ask = match choices.below(6) {
            0 => continue,
            1 => Ask::NotAsked,
            2 if choices.often() => Ask::Asked(Asked {
                step: Stated::Is(steps[choices.below(steps.len())].as_str().into()),
                ..Asked::default()
            }),
            _ => Ask::Asked(Asked {
                step: if choices.seldom() {
                    Stated::Is(steps[choices.below(steps.len())].as_str().into())
                } else {
                    Stated::Unstated
                },
                points: (0..=choices.below(3)).map(|_| point(choices)).collect(),
                examples: if choices.seldom() { vec![choices.of(TEXTS).to_owned()] } else { Vec::new() },
                of_step: false,
            }),
        };
        expectations.push(Expectation { competency: competency.as_str().into(), ask });
    }
    let low = choices.below(grades.len());
    let high = (low + choices.below(2)).min(grades.len() - 1);
    let span = GradeSpan { low: grades[low].as_str().into(), high: grades[high].as_str().into() };
    Level {
        id: names(id).as_str().into(),
        titles: (0..choices.below(3)).map(|_| choices.of(TITLES).to_owned()).collect::<Vec<_>>().into(),
        grades: if choices.often() { Stated::Is(span) } else { Stated::Unstated },
        summary: text(choices),
        scope: text(choices),
        manages: choices.of(&[Stated::Unstated, Stated::Is(Manages::None), Stated::Is(Manages::People)]),
        terminal: choices.of(&[Stated::Unstated, Stated::Is(false), Stated::Is(true)]),
        status: choices.of(&[
            Stated::Unstated,
            Stated::Unstated,
            Stated::Is(Status::Active),
            Stated::Is(Status::Planned),
            Stated::Is(Status::Deprecated),
        ]),
        formerly: formerly(names, id),
        pay: pay(choices),
        expectations: expectations.into(),
        equivalents: equivalents(choices),
        links: if choices.seldom() {
            vec![Link { title: title(choices), url: "https://example.org".to_owned() }]
        } else {
            Vec::new()
        },
    }
}

/// Roles that some levels may hold, and that ask what some level does.
fn roles(choices: &mut Choices<'_>, tracks: &[Track]) -> Vec<Role> {
    let levels: Vec<&Level> = tracks.iter().flat_map(|track| track.levels.iter()).collect();
    if levels.is_empty() {
        return Vec::new();
    }
    let ids = choices.some(&["tech-lead", "chapter-lead"]);
    let role = |id: &str| Role {
        id: id.into(),
        title: title(choices),
        summary: text(choices),
        formerly: Vec::new(),
        levels: vec![levels[choices.below(levels.len())].id.clone()].into(),
        expectations: levels[choices.below(levels.len())].expectations.clone(),
    };
    ids.into_iter().map(role).collect()
}

/// Lets some levels follow others that say something.
fn same_as(choices: &mut Choices<'_>, tracks: &mut [Track]) {
    let says = |level: &Level| {
        let asked = level.expectations.iter().filter(|known| matches!(known.ask, Ask::Asked(_)));
        asked.map(|known| (level.id.clone(), known.competency.clone())).collect::<Vec<_>>()
    };
    let said: Vec<_> = tracks.iter().flat_map(|track| track.levels.iter().flat_map(says)).collect();
    for level in tracks.iter_mut().flat_map(|track| track.levels.list.iter_mut()) {
        for expectation in level.expectations.list.iter_mut().filter(|known| known.ask == Ask::NotAsked) {
            let of_it: Vec<_> = said.iter().filter(|(_, competency)| *competency == expectation.competency).collect();
            if !of_it.is_empty() && choices.often() {
                expectation.ask = Ask::SameAs(of_it[choices.below(of_it.len())].0.clone());
            }
        }
    }
}

fn moves(choices: &mut Choices<'_>, set: &mut LadderSet) {
    let refer = |ladder: &Ladder| {
        let refer = |(_, level): (_, &Level)| LevelRef { ladder: ladder.id.clone(), level: level.id.clone() };
        ladder.levels().map(refer).collect::<Vec<_>>()
    };
    let all: Vec<LevelRef> = set.ladders.iter().flat_map(refer).collect();
    for ladder in &mut set.ladders {
        let own = refer(ladder);
        for _ in 0..choices.below(4) {
            if own.is_empty() {
                break;
            }
            let (from, to) = (own[choices.below(own.len())].clone(), all[choices.below(all.len())].clone());
            if from != to && !ladder.moves.iter().any(|known| known.from == from && known.to == to) {
                ladder.moves.list.push(Move { from, to, note: text(choices), of_tracks: false });
            }
        }
    }
}

fn competency(choices: &mut Choices<'_>, names: Names<'_>, id: &str) -> Competency {
    Competency {
        id: names(id).as_str().into(),
        title: title(choices),
        summary: text(choices),
        group: title(choices),
        kind: title(choices),
        tracks: choices.some(&["manager", "hybrid"]).into_iter().map(str::to_owned).collect::<Vec<_>>().into(),
        scale: Stated::Unstated,
        steps: Vec::new(),
        formerly: formerly(names, id),
    }
}

fn point(choices: &mut Choices<'_>) -> Point {
    let examples = if choices.seldom() { vec![choices.of(TEXTS).to_owned()] } else { Vec::new() };
    Point { text: choices.of(TEXTS).to_owned(), examples }
}

fn step_text(choices: &mut Choices<'_>, step: &str) -> Asked {
    Asked {
        step: Stated::Is(step.into()),
        points: (0..=choices.below(2)).map(|_| point(choices)).collect(),
        examples: Vec::new(),
        of_step: true,
    }
}

fn grades(choices: &mut Choices<'_>, names: Names<'_>) -> Stated<Entries<Grade>> {
    let mut ids = choices.some(GRADES);
    if ids.is_empty() {
        ids.push("1");
    }
    let grades = ids.into_iter().map(|id| Grade {
        id: names(id).as_str().into(),
        title: title(choices),
        summary: text(choices),
        scope: text(choices),
        pay: pay(choices),
        equivalents: equivalents(choices),
        formerly: formerly(names, id),
    });
    Stated::Is(grades.collect::<Vec<_>>().into())
}

fn scale(choices: &mut Choices<'_>, names: Names<'_>) -> Stated<Entries<Step>> {
    let mut ids = choices.some(STEPS);
    if ids.is_empty() {
        ids.push("low");
    }
    let steps = ids.into_iter().map(|id| Step {
        id: names(id).as_str().into(),
        title: title(choices),
        summary: text(choices),
        formerly: formerly(names, id),
    });
    Stated::Is(steps.collect::<Vec<_>>().into())
}

fn pay(choices: &mut Choices<'_>) -> Entries<Band> {
    let mut bands = Vec::new();
    for location in [None, Some("Berlin")] {
        if choices.seldom() {
            let min = 50_000 + 1000 * choices.below(3) as i64;
            let max = 60_000 + 1000 * choices.below(3) as i64;
            let mid = choices.of(&[None, Some(55_000), Some(56_000)]);
            let open = choices.below(6);
            bands.push(Band {
                location: location.map(str::to_owned).into(),
                currency: Stated::Is(choices.of(&["EUR", "EUR", "CHF"]).to_owned()),
                period: choices.of(&[None, None, Some(Period::Month), Some(Period::Hour)]).into(),
                min: if open == 1 { Stated::Unstated } else { Stated::Is(Amount(min * 100)) },
                mid: mid.map(|mid: i64| Amount(mid * 100)).into(),
                max: if open == 2 { Stated::Unstated } else { Stated::Is(Amount(max * 100)) },
            });
        }
    }
    bands.into()
}

fn equivalents(choices: &mut Choices<'_>) -> Vec<Equivalent> {
    let names = choices.some(&["4", "5"]).into_iter();
    names.map(|name| Equivalent { framework: format!("scheme {name}"), name: name.to_owned() }).collect()
}

fn title(choices: &mut Choices<'_>) -> Stated<String> {
    if choices.often() { Stated::Is(choices.of(TITLES).to_owned()) } else { Stated::Unstated }
}

fn text(choices: &mut Choices<'_>) -> Stated<String> {
    if choices.seldom() { Stated::Is(choices.of(TEXTS).to_owned()) } else { Stated::Unstated }
}

fn formerly<T: for<'i> From<&'i str>>(names: Names<'_>, id: &str) -> Vec<T> {
    if names(id) == id { Vec::new() } else { vec![T::from(id)] }
}
