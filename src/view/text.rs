//! What one file says, a line a fact, each with its place: made so that a comparison of two such texts, line by line,
//! reads well. Knows nothing of other files, so that a text is the same whatever lies beside its file.

use crate::model::{
    Ask, Band, Base, Competency, Definitions, Expectation, Grade, Ladder, Level, LevelId, LevelRef, OwnerId, Part,
    Place, Stated, Step, Track,
};

/// What stands for a title that is not there, and for what is deliberately not asked.
const NOTHING: &str = "~";

/// The facts of a file, or of a level, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPage {
    /// A line each.
    pub lines: Vec<TextLine>,
}

/// A fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLine {
    /// What it is about.
    pub place: Place,
    /// What of it: a key of the format; `None` where the place says it.
    pub key: Option<&'static str>,
    /// What is said.
    pub value: String,
}

impl TextPage {
    /// A ladder file. `extends` are the files that it extends, as written.
    pub fn ladder(ladder: &Ladder, extends: &[String], shows_pay: bool) -> Self {
        let mut page = Page::new(ladder.owner(), shows_pay);
        let whole = &Part::Whole;
        page.title(whole, &ladder.title);
        page.stated(whole, "version", &ladder.version);
        page.all(whole, "extends", extends);
        page.stated(whole, "summary", &ladder.summary);
        page.all(whole, "formerly", &ladder.formerly);
        page.stated(whole, "fork", &ladder.fork);
        page.definitions(&ladder.definitions);
        for track in &ladder.tracks {
            page.track(track);
        }
        page.moves(ladder, |_, _| true);
        Self { lines: page.lines }
    }

    /// A base file. `extends` are the files that it extends, as written.
    pub fn base(base: &Base, extends: &[String], shows_pay: bool) -> Self {
        let mut page = Page::new(base.owner(), shows_pay);
        let whole = &Part::Whole;
        page.title(whole, &base.title);
        page.stated(whole, "version", &base.version);
        page.all(whole, "extends", extends);
        page.stated(whole, "summary", &base.summary);
        page.definitions(&base.definitions);
        Self { lines: page.lines }
    }

    /// A level of a ladder, and the moves that the ladder's file writes down from it and to it.
    pub fn level(ladder: &Ladder, level: &LevelId, shows_pay: bool) -> Self {
        let mut page = Page::new(ladder.owner(), shows_pay);
        for (track, level) in ladder.levels().filter(|(_, known)| known.id == *level) {
            page.level(track, level);
        }
        let is_this = |end: &LevelRef| end.ladder == ladder.id && end.level == *level;
        page.moves(ladder, |from, to| is_this(from) || is_this(to));
        Self { lines: page.lines }
    }
}

struct Page {
    owner: OwnerId,
    shows_pay: bool,
    lines: Vec<TextLine>,
}

impl Page {
    fn new(owner: OwnerId, shows_pay: bool) -> Self {
        Self { owner, shows_pay, lines: Vec::new() }
    }

    fn say(&mut self, part: &Part, key: Option<&'static str>, value: impl ToString) {
        let place = Place::new(self.owner.clone(), part.clone());
        self.lines.push(TextLine { place, key, value: value.to_string() });
    }

    /// The line that is always there: without it a thing that says nothing of itself would not be seen.
    fn title(&mut self, part: &Part, title: &Stated<String>) {
        self.say(part, Some("title"), title.text().unwrap_or(NOTHING));
    }

    fn stated<T: ToString>(&mut self, part: &Part, key: &'static str, value: &Stated<T>) {
        if let Some(value) = value.get() {
            self.say(part, Some(key), value.to_string());
        }
    }

    fn all<T: ToString>(&mut self, part: &Part, key: &'static str, values: &[T]) {
        for value in values {
            self.say(part, Some(key), value.to_string());
        }
    }

    fn definitions(&mut self, definitions: &Definitions) {
        for grade in definitions.grades.get().into_iter().flatten() {
            self.grade(grade);
        }
        for step in definitions.scale.get().into_iter().flatten() {
            self.step(step);
        }
        for competency in &definitions.competencies {
            self.competency(competency);
        }
    }

    fn grade(&mut self, grade: &Grade) {
        let part = Part::Grade(grade.id.clone());
        self.title(&part, &grade.title);
        self.stated(&part, "summary", &grade.summary);
        self.stated(&part, "scope", &grade.scope);
        self.all(&part, "formerly", &grade.formerly);
        for band in &grade.pay {
            self.band(&Part::GradePay(grade.id.clone(), location(band)), band);
        }
    }

    fn step(&mut self, step: &Step) {
        let part = Part::Step(step.id.clone());
        self.title(&part, &step.title);
        self.stated(&part, "summary", &step.summary);
        self.all(&part, "formerly", &step.formerly);
    }

    fn competency(&mut self, competency: &Competency) {
        let part = Part::Competency(competency.id.clone());
        self.title(&part, &competency.title);
        self.stated(&part, "summary", &competency.summary);
        self.stated(&part, "group", &competency.group);
        self.stated(&part, "kind", &competency.kind);
        self.all(&part, "tracks", &competency.tracks);
        self.all(&part, "formerly", &competency.formerly);
    }

    fn track(&mut self, track: &Track) {
        let part = Part::Track(track.id.clone());
        self.title(&part, &track.title);
        self.stated(&part, "kind", &track.kind.map(|kind| kind.as_str()));
        self.stated(&part, "summary", &track.summary);
        self.stated(&part, "aligned", &track.aligned);
        self.stated(&part, "cumulative", &track.cumulative);
        self.all(&part, "formerly", &track.formerly);
        for level in &track.levels {
            self.level(track, level);
        }
    }

    fn level(&mut self, track: &Track, level: &Level) {
        let part = Part::Level(track.id.clone(), level.id.clone());
        if level.titles.is_empty() {
            self.say(&part, Some("title"), NOTHING);
        }
        self.all(&part, "title", &level.titles);
        self.stated(&part, "grade", &level.grades);
        self.stated(&part, "summary", &level.summary);
        self.stated(&part, "scope", &level.scope);
        self.stated(&part, "manages", &level.manages.map(|manages| manages.as_str()));
        self.stated(&part, "terminal", &level.terminal);
        self.stated(&part, "status", &level.status.map(|status| status.as_str()));
        self.all(&part, "formerly", &level.formerly);
        for band in &level.pay {
            self.band(&Part::LevelPay(track.id.clone(), level.id.clone(), location(band)), band);
        }
        for expectation in &level.expectations {
            self.expectation(track, level, expectation);
        }
        for link in &level.links {
            let title = link.title.text().map_or_else(String::new, |title| format!("{title} "));
            self.say(&part, Some("links"), format!("{title}<{}>", link.url));
        }
    }

    fn expectation(&mut self, track: &Track, level: &Level, expectation: &Expectation) {
        let (track, level, competency) = (&track.id, &level.id, &expectation.competency);
        let part = Part::Expectation(track.clone(), level.clone(), competency.clone());
        match &expectation.ask {
            Ask::Asked(asked) => {
                self.stated(&part, "step", &asked.step);
                for (index, point) in asked.points.iter().enumerate() {
                    let part = Part::Point(track.clone(), level.clone(), competency.clone(), index + 1);
                    self.say(&part, None, point);
                }
                self.all(&part, "examples", &asked.examples);
            }
            Ask::SameAs(other) => self.say(&part, Some("same_as"), other),
            Ask::NotAsked => self.say(&part, None, NOTHING),
            Ask::Unknown => {}
        }
    }

    /// Amounts are private: what is made of this text may be published.
    fn band(&mut self, part: &Part, band: &Band) {
        let currency = band.currency.text().unwrap_or_default();
        let value = match (band.min.get(), band.max.get(), band.mid.get()) {
            _ if !self.shows_pay => format!("{currency}, amounts are private"),
            (Some(min), Some(max), Some(mid)) => format!("{currency} {min} to {max}, middle {mid}"),
            (Some(min), Some(max), None) => format!("{currency} {min} to {max}"),
            _ => currency.to_owned(),
        };
        self.say(part, None, value);
    }

    fn moves(&mut self, ladder: &Ladder, wanted: impl Fn(&LevelRef, &LevelRef) -> bool) {
        for written in ladder.moves.iter().filter(|written| wanted(&written.from, &written.to)) {
            let (from, to) = (written.from.relative_to(&ladder.id), written.to.relative_to(&ladder.id));
            self.say(&Part::Move(from, to), Some("note"), written.note.text().unwrap_or(NOTHING));
        }
    }
}

fn location(band: &Band) -> Option<String> {
    band.location.text().map(str::to_owned)
}
