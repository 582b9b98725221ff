//! What a set means, whatever its order and notation: two sets with one meaning compare equal.

use ladder::model::{Ask, Asked, Definitions, Entries, Expectation, Ladder, LadderSet, Level, Manages, Stated, Status};

/// The set in one canonical form: lists without an order sorted, defaults written out, `same_as` kept, whitespace
/// plain, earlier ids forgotten.
pub fn of(set: &LadderSet) -> LadderSet {
    let mut set = set.clone();
    set.bases.sort_by(|a, b| a.id.cmp(&b.id));
    set.ladders.sort_by(|a, b| a.id.cmp(&b.id));
    for base in &mut set.bases {
        text(&mut base.title);
        text(&mut base.summary);
        base.extends.list.sort();
        definitions(&mut base.definitions);
    }
    set.ladders.iter_mut().for_each(ladder);
    set
}

fn ladder(ladder: &mut Ladder) {
    text(&mut ladder.title);
    text(&mut ladder.summary);
    ladder.formerly.clear();
    ladder.extends.list.sort();
    definitions(&mut ladder.definitions);
    ladder.roles.list.sort_by(|a, b| a.id.cmp(&b.id));
    for role in &mut ladder.roles.list {
        text(&mut role.title);
        text(&mut role.summary);
        role.formerly.clear();
        role.levels.list.sort();
        expectations(&mut role.expectations);
    }
    ladder.moves.list.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
    ladder.moves.list.iter_mut().for_each(|written| text(&mut written.note));
    ladder.tracks.list.sort_by(|a, b| a.id.cmp(&b.id));
    for track in &mut ladder.tracks.list {
        text(&mut track.title);
        text(&mut track.summary);
        track.formerly.clear();
        default(&mut track.aligned, true);
        default(&mut track.cumulative, false);
        track.levels.list.iter_mut().for_each(level);
    }
}

fn level(level: &mut Level) {
    level.formerly.clear();
    level.titles.list.iter_mut().for_each(plain);
    text(&mut level.summary);
    text(&mut level.scope);
    default(&mut level.manages, Manages::None);
    default(&mut level.terminal, false);
    default(&mut level.status, Status::Active);
    bands(&mut level.pay);
    expectations(&mut level.expectations);
}

fn expectations(expectations: &mut Entries<Expectation>) {
    expectations.list.sort_by(|a, b| a.competency.cmp(&b.competency));
    for expectation in &mut expectations.list {
        if let Ask::Asked(Asked { points, examples, .. }) = &mut expectation.ask {
            for point in points.iter_mut() {
                plain(&mut point.text);
                point.examples.iter_mut().for_each(plain);
            }
            points.sort();
            examples.iter_mut().for_each(plain);
        }
    }
}

fn definitions(definitions: &mut Definitions) {
    if let Stated::Is(grades) = &mut definitions.grades {
        for grade in &mut grades.list {
            text(&mut grade.title);
            text(&mut grade.summary);
            text(&mut grade.scope);
            grade.formerly.clear();
            bands(&mut grade.pay);
        }
    }
    if let Stated::Is(steps) = &mut definitions.scale {
        for step in &mut steps.list {
            text(&mut step.title);
            text(&mut step.summary);
            step.formerly.clear();
        }
    }
    definitions.competencies.list.sort_by(|a, b| a.id.cmp(&b.id));
    for competency in &mut definitions.competencies.list {
        text(&mut competency.title);
        text(&mut competency.summary);
        text(&mut competency.group);
        text(&mut competency.kind);
        competency.formerly.clear();
        competency.tracks.list.sort();
    }
}

fn bands(pay: &mut Entries<ladder::model::Band>) {
    pay.list.sort_by(|a, b| a.location.text().cmp(&b.location.text()));
    for band in &mut pay.list {
        band.mid = band.midpoint().into();
    }
}

fn default<T: Clone>(stated: &mut Stated<T>, value: T) {
    if stated.is_unstated() {
        *stated = Stated::Is(value);
    }
}

fn text(stated: &mut Stated<String>) {
    if let Stated::Is(text) = stated {
        plain(text);
    }
}

fn plain(text: &mut String) {
    *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
}
