//! Ladders in which nothing is wrong, drawn from the table of keys.

use ladder::parse::keys::{self, NodeSpec, Takes};

use crate::support::ladders::dice::Dice;
use crate::support::ladders::value::Value;
use crate::support::ladders::words::{ids, text};

/// A base and a ladder that extends it, in which nothing is wrong.
#[derive(Debug)]
pub struct Files {
    pub base: Value,
    pub ladder: Value,
}

/// What the parts of a ladder refer to.
struct Known {
    grades: Vec<String>,
    steps: Vec<String>,
    competencies: Vec<String>,
    tracks: Vec<String>,
    levels: Vec<String>,
}

/// Draws a document, keeping to the table of keys: what a key takes, and whether it must be there.
struct Author<'a> {
    dice: &'a Dice<'a>,
    known: Known,
    /// Pay bands and links that were drawn, to be repeated.
    repeated: Vec<(&'static str, Value)>,
}

pub fn files(dice: &Dice<'_>) -> Files {
    // Numbers where there is no list of grades, and the same for the scale.
    let (has_grades, has_scale) = (!dice.once_in(3), !dice.once_in(3));
    let numbers = ["1", "2.5", "3", "40"].map(str::to_owned).to_vec();
    let levels = 2 + dice.roll(4);
    let known = Known {
        grades: if has_grades { ids(dice, 4) } else { numbers.clone() },
        steps: if has_scale { ids(dice, 3) } else { numbers },
        competencies: ids(dice, 4),
        tracks: ids(dice, 2),
        levels: ids(dice, levels * 2),
    };
    let mut author = Author { dice, known, repeated: Vec::new() };
    let in_base = [has_grades && !dice.once_in(3), has_scale && !dice.once_in(3)];
    let (first, second) = (author.competencies(0..2), author.competencies(2..4));
    let (grades, scale) = (author.grades(), author.scale());
    let part = |is_here: bool, value: &Value| is_here.then(|| value.clone());
    let base = author.node(&keys::BASE, &mut |author, key| {
        Some(match key {
            "base" => Some(Value::text("company")),
            "extends" => None,
            "grades" => part(in_base[0], &grades),
            "scale" => part(in_base[1], &scale),
            "competencies" => Some(first.clone()),
            _ => return author.simple(key),
        })
    });
    let tracks = author.tracks(levels);
    let ladder = author.node(&keys::LADDER, &mut |author, key| {
        Some(match key {
            "ladder" => Some(Value::text("no")),
            "extends" => Some(Value::one_or_more(dice, vec!["company.yaml".to_owned()])),
            "fork" => part(dice.once_in(2), &Value::text(author.known.grades[0].clone())),
            "grades" => part(has_grades && !in_base[0], &grades),
            "scale" => part(has_scale && !in_base[1], &scale),
            "competencies" => Some(second.clone()),
            "tracks" => Some(tracks.clone()),
            "moves" => Some(author.moves()),
            "roles" => author.dice.once_in(2).then(|| author.roles()),
            _ => return author.simple(key),
        })
    });
    Files { base, ladder }
}

/// What a caller says of a key: `Some(None)` leaves it out, `None` lets [`Author::node`] draw a text or leave it out.
type Drawn = Option<Option<Value>>;

impl Author<'_> {
    /// A mapping with the keys of the table; `draw` gives the values that are not just texts.
    fn node(&mut self, spec: &'static NodeSpec, draw: &mut dyn FnMut(&mut Self, &'static str) -> Drawn) -> Value {
        let mut entries = Vec::new();
        for key in spec.keys {
            let drawn = draw(self, key.name).unwrap_or_else(|| {
                (key.required || self.dice.once_in(2)).then(|| match key.takes {
                    Takes::Text => Value::Text(text(self.dice)),
                    Takes::Texts | Takes::Crafts => {
                        let texts = (0..=self.dice.roll(3)).map(|_| text(self.dice)).collect();
                        Value::one_or_more(self.dice, texts)
                    }
                    Takes::Ids => Value::one_or_more(self.dice, vec![format!("was-{}", self.dice.roll(9))]),
                    Takes::Flag => Value::Bare(self.dice.pick(&["true", "false"]).to_owned()),
                    Takes::Version => Value::text(self.dice.pick(&["1.0.0", "0.1.10", "2.0.0-rc.1+x"])),
                    Takes::Word(words) => Value::text(self.dice.pick(words)),
                    Takes::Url => Value::text(self.dice.pick(&["https://example.org/a?b=c&d#e", "mailto:a@b.c"])),
                    Takes::Date => Value::text(self.dice.pick(&["2026-03-31", "2024-02-29"])),
                    Takes::Equivalents => Value::Map(vec![
                        ("sfia".to_owned(), Value::text("5")),
                        ("no".to_owned(), Value::Text(text(self.dice))),
                    ]),
                    Takes::Steps(_) => {
                        let steps = self.known.steps.clone();
                        let said = steps.iter().filter(|_| self.dice.once_in(2));
                        let said: Vec<_> = said.map(|step| (step.clone(), self.points())).collect();
                        if said.is_empty() {
                            Value::Map(vec![(steps[0].clone(), Value::Text(text(self.dice)))])
                        } else {
                            Value::Map(said)
                        }
                    }
                    other => panic!("`{}` takes {other:?}, and this generator draws none", key.name),
                })
            });
            entries.extend(drawn.map(|value| (key.name.to_owned(), value)));
        }
        Value::Map(entries)
    }

    /// Nothing special: as the table says.
    fn simple(&self, _: &'static str) -> Drawn {
        None
    }

    /// A value that has been drawn before, or a new one.
    fn perhaps_again(&mut self, kind: &'static str, draw: fn(&mut Self) -> Value) -> Value {
        let before: Vec<&Value> = self.repeated.iter().filter(|(known, _)| *known == kind).map(|(_, v)| v).collect();
        if !before.is_empty() && self.dice.once_in(2) {
            return self.dice.pick(&before).clone();
        }
        let value = draw(self);
        self.repeated.push((kind, value.clone()));
        value
    }

    fn pay(&mut self) -> Value {
        let places = ["Berlin", "no", "New York: NY"];
        let mut bands = Vec::new();
        for place in 0..=self.dice.roll(3) {
            let (min, step) = (self.dice.roll(90_000), 1 + self.dice.roll(900));
            let cents = self.dice.pick(&["", "", ".5", ".25", ".00"]).to_owned();
            let open = self.dice.roll(4);
            bands.push(self.node(&keys::BAND, &mut |author, key| {
                Some(Some(match key {
                    "period" => return author.simple(key),
                    // At most one band holds everywhere.
                    "location" if place == 0 => return Some(author.dice.once_in(2).then(|| Value::text("all"))),
                    "location" => Value::text(places[place - 1]),
                    "currency" => Value::text(author.dice.pick(&["EUR", "USD"])),
                    "min" if open == 0 => return Some(None),
                    "max" if open == 1 => return Some(None),
                    "min" => Value::Bare(format!("{min}{cents}")),
                    "mid" => return Some(author.dice.once_in(2).then(|| Value::Bare((min + step).to_string()))),
                    _ => Value::Bare(format!("{}{cents}", min + 2 * step)),
                }))
            }));
        }
        if bands.len() == 1 && !self.dice.once_in(3) { bands.remove(0) } else { Value::List(bands) }
    }

    fn links(&mut self) -> Value {
        let links = (0..=self.dice.roll(2)).map(|_| self.node(&keys::LINK, &mut |author, key| author.simple(key)));
        Value::List(links.collect())
    }

    fn grades(&mut self) -> Value {
        let grades = (0..self.known.grades.len()).map(|index| {
            self.node(&keys::GRADE, &mut |author, key| match key {
                "id" => Some(Some(Value::text(author.known.grades[index].clone()))),
                "pay" => Some(author.dice.once_in(2).then(|| author.perhaps_again("pay", Self::pay))),
                key => author.simple(key),
            })
        });
        Value::List(grades.collect())
    }

    fn scale(&mut self) -> Value {
        let steps = (0..self.known.steps.len()).map(|index| {
            self.node(&keys::STEP, &mut |author, key| match key {
                "id" => Some(Some(Value::text(author.known.steps[index].clone()))),
                key => author.simple(key),
            })
        });
        Value::List(steps.collect())
    }

    /// The steps that levels ask for, the other way round.
    fn own_scale(&mut self) -> Value {
        let steps = (0..self.known.steps.len()).rev().map(|index| {
            self.node(&keys::STEP, &mut |author, key| match key {
                "id" => Some(Some(Value::text(author.known.steps[index].clone()))),
                key => author.simple(key),
            })
        });
        Value::List(steps.collect())
    }

    fn roles(&mut self) -> Value {
        let roles = ["tech-lead", "no"][..=self.dice.roll(2)].iter().map(|id| {
            self.node(&keys::ROLE, &mut |author, key| match key {
                "id" => Some(Some(Value::text(*id))),
                "levels" => {
                    let levels = author.known.levels[..=author.dice.roll(author.known.levels.len())].to_vec();
                    Some(Some(Value::one_or_more(author.dice, levels)))
                }
                "expectations" => Some(Some(author.expectations(author.known.levels.len()))),
                key => author.simple(key),
            })
        });
        Value::List(roles.collect())
    }

    fn competencies(&mut self, range: std::ops::Range<usize>) -> Value {
        let competencies = range.map(|index| {
            self.node(&keys::COMPETENCY, &mut |author, key| match key {
                "id" => Some(Some(Value::text(author.known.competencies[index].clone()))),
                "scale" => Some(author.dice.once_in(3).then(|| author.own_scale())),
                "tracks" => Some(author.dice.once_in(2).then(|| {
                    let mut tracks = vec![author.known.tracks[0].clone(), "manager".to_owned()];
                    tracks.truncate(1 + author.dice.roll(2));
                    Value::one_or_more(author.dice, tracks)
                })),
                key => author.simple(key),
            })
        });
        Value::List(competencies.collect())
    }

    fn tracks(&mut self, levels: usize) -> Value {
        let tracks = (0..2).map(|track| {
            self.node(&keys::TRACK, &mut |author, key| match key {
                "id" => Some(Some(Value::text(author.known.tracks[track].clone()))),
                "levels" => {
                    Some(Some(Value::List((0..levels).map(|level| author.level(track, level, levels)).collect())))
                }
                key => author.simple(key),
            })
        });
        Value::List(tracks.collect())
    }

    fn level(&mut self, track: usize, level: usize, levels: usize) -> Value {
        // Along a track the grades rise; the last level may reach over the rest of the spine.
        let grade = level * self.known.grades.len() / levels;
        let id = track * levels + level;
        self.node(&keys::LEVEL, &mut |author, key| match key {
            "id" => Some(Some(Value::text(author.known.levels[id].clone()))),
            "grade" => {
                let mut grades = vec![author.known.grades[grade].clone()];
                if level + 1 == levels && author.dice.once_in(2) {
                    grades.push(author.known.grades[author.known.grades.len() - 1].clone());
                }
                Some(Some(Value::one_or_more(author.dice, grades)))
            }
            "pay" => Some(author.dice.once_in(3).then(|| author.perhaps_again("pay", Self::pay))),
            "links" => Some(author.dice.once_in(3).then(|| author.perhaps_again("links", Self::links))),
            "expectations" => Some(Some(author.expectations(id))),
            key => author.simple(key),
        })
    }

    fn expectations(&mut self, level: usize) -> Value {
        let mut entries = Vec::new();
        for (index, competency) in self.known.competencies.clone().into_iter().enumerate() {
            // The first competency is asked at the first level, so that others can say that they are the same.
            let ask = match self.dice.roll(6) {
                _ if level == 0 && index == 0 => Value::Text(text(self.dice)),
                0 => continue,
                1 if index == 0 => Value::Map(vec![("same_as".to_owned(), Value::text(self.known.levels[0].clone()))]),
                1 | 2 => Value::Text(text(self.dice)),
                3 => self.points(),
                // It may be that `same_as` leads here.
                4 if index > 0 => Value::Null,
                _ => self.perhaps_again("expectation", Self::long_expectation),
            };
            entries.push((competency, ask));
        }
        Value::Map(entries)
    }

    /// A text, or a list of points, some with examples.
    fn points(&self) -> Value {
        let mut points: Vec<Value> = (0..=self.dice.roll(3)).map(|_| self.point()).collect();
        match points.as_slice() {
            [Value::Text(_)] if !self.dice.once_in(3) => points.remove(0),
            _ => Value::List(points),
        }
    }

    fn point(&self) -> Value {
        let said = Value::Text(text(self.dice));
        if !self.dice.once_in(3) {
            return said;
        }
        let mut entries = vec![("text".to_owned(), said)];
        if self.dice.once_in(2) {
            let examples = (0..=self.dice.roll(2)).map(|_| text(self.dice)).collect();
            entries.push(("examples".to_owned(), Value::one_or_more(self.dice, examples)));
        }
        Value::Map(entries)
    }

    fn long_expectation(&mut self) -> Value {
        // A step alone asks what the competency says of it.
        let is_bare = self.dice.once_in(4);
        self.node(&keys::EXPECTATION, &mut |author, key| match key {
            "same_as" => Some(None),
            "step" => {
                let step = author.known.steps[author.dice.roll(author.known.steps.len())].clone();
                Some((is_bare || author.dice.once_in(2)).then_some(Value::Text(step)))
            }
            _ if is_bare => Some(None),
            "text" => Some(Some(author.points())),
            key => author.simple(key),
        })
    }

    fn moves(&mut self) -> Value {
        let (low, high) = self.known.levels.split_at(self.known.levels.len() / 2);
        let (low, high) = (low.to_vec(), high.to_vec());
        let moves = (0..self.dice.roll(3)).map(|at| {
            let mut from = vec![low[at % low.len()].clone()];
            if at == 0 {
                from.extend(self.dice.some(&low[1..2]));
            }
            let to = vec![high[at % high.len()].clone()];
            self.node(&keys::MOVE, &mut |author, key| match key {
                "from" => Some(Some(Value::one_or_more(author.dice, from.clone()))),
                "to" => Some(Some(Value::one_or_more(author.dice, to.clone()))),
                "lateral" => Some(author.dice.once_in(3).then(|| Value::Bare("false".to_owned()))),
                key => author.simple(key),
            })
        });
        let mut moves: Vec<Value> = moves.collect();
        if self.dice.once_in(2) {
            let tracks = self.known.tracks.clone();
            moves.push(self.node(&keys::MOVE, &mut |author, key| match key {
                "from" => Some(Some(Value::text(tracks[0].clone()))),
                "to" => Some(Some(Value::text(tracks[1].clone()))),
                "lateral" => Some(Some(Value::Bare("true".to_owned()))),
                key => author.simple(key),
            }));
        }
        Value::List(moves)
    }
}
