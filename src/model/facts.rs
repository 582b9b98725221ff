//! One walk over what a file says: every field and text, in order, each with its place. What asks for the parts of a level
//! asks here.

use std::borrow::Cow;

use super::{
    Ask, Band, Base, Competency, Definitions, Expectation, Grade, Ladder, Level, Link, Part, Role, Stated, Step,
    StepId, Track, TrackId, Use,
};

/// One thing that a file says.
#[derive(Debug, Clone)]
pub struct Fact<'a> {
    /// What it is about.
    pub part: Part,
    /// The key that says it; `None` where `part` names it already, as it does a point.
    pub key: Option<&'static str>,
    pub says: Says<'a>,
}

/// What a fact says.
#[derive(Debug, Clone)]
pub enum Says<'a> {
    /// Words for people.
    Text(Use, &'a str),
    /// An id, a grade, a flag: what is not there to be read as prose.
    Word(Cow<'a, str>),
    Band(&'a Band),
    Link(&'a Link),
    /// There is no title or note, or a competency is deliberately not asked.
    Nothing,
    /// A text, or what is asked, could not be read.
    Unknown,
}

impl Ladder {
    /// What its file says.
    pub fn facts(&self) -> Vec<Fact<'_>> {
        let mut facts = Facts::default();
        facts.title(&Part::Whole, &self.title);
        facts.stated(&Part::Whole, "version", &self.version);
        facts.all(&Part::Whole, "extends", &self.extends);
        facts.text(&Part::Whole, "summary", Use::Summary, &self.summary);
        facts.stated(&Part::Whole, "owned_by", &self.owned_by);
        facts.stated(&Part::Whole, "reviewed", &self.reviewed);
        facts.all(&Part::Whole, "formerly", &self.formerly);
        facts.stated(&Part::Whole, "fork", &self.fork);
        facts.definitions(&self.definitions);
        for track in &self.tracks {
            facts.track(track);
        }
        for role in &self.roles {
            facts.role(role);
        }
        for written in &self.moves {
            let part = Part::Move(written.from.relative_to(&self.id), written.to.relative_to(&self.id));
            facts.text_or_nothing(&part, "note", Use::Note, &written.note);
            if written.of_tracks {
                facts.word(&part, "lateral", "true");
            }
        }
        facts.list
    }
}

impl Base {
    /// What its file says.
    pub fn facts(&self) -> Vec<Fact<'_>> {
        let mut facts = Facts::default();
        facts.title(&Part::Whole, &self.title);
        facts.stated(&Part::Whole, "version", &self.version);
        facts.all(&Part::Whole, "extends", &self.extends);
        facts.text(&Part::Whole, "summary", Use::Summary, &self.summary);
        facts.definitions(&self.definitions);
        facts.list
    }
}

impl Level {
    /// What its file says of the level, which is on `track`.
    pub fn facts(&self, track: &TrackId) -> Vec<Fact<'_>> {
        let mut facts = Facts::default();
        facts.level(track, self);
        facts.list
    }
}

#[derive(Default)]
struct Facts<'a> {
    list: Vec<Fact<'a>>,
}

impl<'a> Facts<'a> {
    fn say(&mut self, part: &Part, key: Option<&'static str>, says: Says<'a>) {
        self.list.push(Fact { part: part.clone(), key, says });
    }

    fn word(&mut self, part: &Part, key: &'static str, word: impl Into<Cow<'a, str>>) {
        self.say(part, Some(key), Says::Word(word.into()));
    }

    fn text(&mut self, part: &Part, key: &'static str, used_as: Use, text: &'a Stated<String>) {
        match text {
            Stated::Is(words) => self.say(part, Some(key), Says::Text(used_as, words)),
            Stated::Unknown => self.say(part, Some(key), Says::Unknown),
            Stated::Unstated => {}
        }
    }

    /// A text whose line is always there: without it, a thing that says nothing else would not be seen.
    fn text_or_nothing(&mut self, part: &Part, key: &'static str, used_as: Use, text: &'a Stated<String>) {
        match text.is_unstated() {
            true => self.say(part, Some(key), Says::Nothing),
            false => self.text(part, key, used_as, text),
        }
    }

    fn title(&mut self, part: &Part, title: &'a Stated<String>) {
        self.text_or_nothing(part, "title", Use::Title, title);
    }

    fn stated<T: ToString>(&mut self, part: &Part, key: &'static str, value: &Stated<T>) {
        if let Some(value) = value.get() {
            self.word(part, key, value.to_string());
        }
    }

    fn all<T: ToString>(&mut self, part: &Part, key: &'static str, values: &[T]) {
        for value in values {
            self.word(part, key, value.to_string());
        }
    }

    fn bands(&mut self, bands: &'a [Band], part: impl Fn(Option<String>) -> Part) {
        for band in bands {
            self.say(&part(band.location.text().map(str::to_owned)), None, Says::Band(band));
        }
    }

    fn definitions(&mut self, definitions: &'a Definitions) {
        for grade in definitions.grades.get().into_iter().flatten() {
            self.grade(grade);
        }
        for step in definitions.scale.get().into_iter().flatten() {
            self.step(&Part::Step(step.id.clone()), step);
        }
        for competency in &definitions.competencies {
            self.competency(competency);
        }
    }

    fn grade(&mut self, grade: &'a Grade) {
        let part = Part::Grade(grade.id.clone());
        self.title(&part, &grade.title);
        self.text(&part, "summary", Use::Summary, &grade.summary);
        self.text(&part, "scope", Use::Scope, &grade.scope);
        self.all(&part, "formerly", &grade.formerly);
        self.bands(&grade.pay, |location| Part::GradePay(grade.id.clone(), location));
        self.all(&part, "equivalents", &grade.equivalents);
    }

    fn step(&mut self, part: &Part, step: &'a Step) {
        self.title(part, &step.title);
        self.text(part, "summary", Use::Summary, &step.summary);
        self.all(part, "formerly", &step.formerly);
    }

    fn competency(&mut self, competency: &'a Competency) {
        let part = Part::Competency(competency.id.clone());
        self.title(&part, &competency.title);
        self.text(&part, "summary", Use::Summary, &competency.summary);
        self.text(&part, "group", Use::Title, &competency.group);
        self.stated(&part, "kind", &competency.kind);
        self.all(&part, "tracks", &competency.tracks);
        for step in competency.scale.get().into_iter().flatten() {
            self.step(&Part::CompetencyScale(competency.id.clone(), step.id.clone()), step);
        }
        for asked in &competency.steps {
            let step = asked.step.get().map_or_else(|| StepId::from(""), Clone::clone);
            let part = Part::CompetencyStep(competency.id.clone(), step);
            for point in &asked.points {
                self.say(&part, None, Says::Text(Use::Point, &point.text));
            }
            for example in asked.points.iter().flat_map(|point| &point.examples) {
                self.say(&part, Some("examples"), Says::Text(Use::Example, example));
            }
        }
        self.all(&part, "formerly", &competency.formerly);
    }

    fn track(&mut self, track: &'a Track) {
        let part = Part::Track(track.id.clone());
        self.title(&part, &track.title);
        self.stated(&part, "kind", &track.kind.map(|kind| kind.as_str()));
        self.text(&part, "summary", Use::Summary, &track.summary);
        self.all(&part, "profession", &track.professions);
        self.stated(&part, "aligned", &track.aligned);
        self.stated(&part, "cumulative", &track.cumulative);
        self.all(&part, "formerly", &track.formerly);
        for level in &track.levels {
            self.level(&track.id, level);
        }
    }

    fn level(&mut self, track: &TrackId, level: &'a Level) {
        let part = Part::Level(track.clone(), level.id.clone());
        if level.titles.is_empty() {
            self.say(&part, Some("title"), Says::Nothing);
        }
        for title in &level.titles {
            self.say(&part, Some("title"), Says::Text(Use::Title, title));
        }
        self.stated(&part, "grade", &level.grades);
        for (key, used_as, text) in level.texts() {
            self.text(&part, key, used_as, text);
        }
        self.stated(&part, "manages", &level.manages.map(|manages| manages.as_str()));
        self.stated(&part, "terminal", &level.terminal);
        self.stated(&part, "status", &level.status.map(|status| status.as_str()));
        self.all(&part, "formerly", &level.formerly);
        self.bands(&level.pay, |location| Part::LevelPay(track.clone(), level.id.clone(), location));
        self.all(&part, "equivalents", &level.equivalents);
        for expectation in &level.expectations {
            let (id, competency) = (&level.id, &expectation.competency);
            let part = Part::Expectation(track.clone(), id.clone(), competency.clone());
            let point = |index| Part::Point(track.clone(), id.clone(), competency.clone(), index + 1);
            self.expectation(&part, expectation, point);
        }
        for link in &level.links {
            self.say(&part, Some("links"), Says::Link(link));
        }
    }

    fn role(&mut self, role: &'a Role) {
        let part = Part::Role(role.id.clone());
        self.title(&part, &role.title);
        self.text(&part, "summary", Use::Summary, &role.summary);
        self.all(&part, "levels", &role.levels);
        self.all(&part, "formerly", &role.formerly);
        for expectation in &role.expectations {
            let part = Part::RoleExpectation(role.id.clone(), expectation.competency.clone());
            self.expectation(&part, expectation, |_| part.clone());
        }
    }

    /// What is said of a competency; `place` is that of a point, by its index.
    fn expectation(&mut self, part: &Part, expectation: &'a Expectation, place: impl Fn(usize) -> Part) {
        match &expectation.ask {
            Ask::Asked(asked) => {
                self.stated(part, "step", &asked.step);
                for (index, point) in asked.points.iter().enumerate() {
                    self.say(&place(index), None, Says::Text(Use::Point, &point.text));
                }
                for (index, point) in asked.points.iter().enumerate() {
                    for example in &point.examples {
                        self.say(&place(index), Some("examples"), Says::Text(Use::Example, example));
                    }
                }
                for example in &asked.examples {
                    self.say(part, Some("examples"), Says::Text(Use::Example, example));
                }
            }
            Ask::SameAs(other) => self.word(part, "same_as", other.as_str()),
            Ask::NotAsked => self.say(part, None, Says::Nothing),
            Ask::Unknown => self.say(part, None, Says::Unknown),
        }
    }
}
