//! Written moves, as the directed pairs that they stand for.

use super::{All, Linker};
use crate::finding::{Mark, Shape};
use crate::model::resolve::{Rank, Resolved};
use crate::model::{Entries, GradeSpan, LadderId, LevelId, LevelRef, Move, Part, Place, Stated, Track};
use crate::parse::document::{Origin, RawMove, Spanned};
use crate::source::Span;

/// How many pairs of levels one written move may stand for.
pub(in crate::parse) const MAX_PAIRS: usize = 10_000;

impl Linker {
    /// Every written move; `spans` are the grades of its levels, in their order.
    pub(super) fn moves(
        &mut self,
        resolved: &Resolved<'_>,
        raw: &Entries<RawMove>,
        spans: &[&Stated<GradeSpan>],
        all: &All<'_>,
    ) -> Entries<Move> {
        let mut moves = Entries { list: Vec::new(), partial: raw.partial };
        let is_lateral = |written: &&RawMove| written.lateral == Stated::Is(true);
        for written in raw.iter().filter(|written| !is_lateral(written)) {
            // Whether `from` is a level or a track is not known then.
            match written.lateral.is_unknown() {
                true => moves.partial = true,
                false => self.expand(resolved, written, &mut moves, all),
            }
        }
        let ranks: Vec<Option<(Rank, Rank)>> = spans
            .iter()
            .map(|span| span.get().and_then(|span| resolved.spine.rank(&span.low).zip(resolved.spine.rank(&span.high))))
            .collect();
        for written in raw.iter().filter(is_lateral) {
            self.expand_lateral(resolved, written, &ranks, &mut moves);
        }
        moves
    }

    /// A written move becomes one directed move for each pair of its ends, and one back where it holds both ways.
    fn expand(&mut self, resolved: &Resolved<'_>, written: &RawMove, moves: &mut Entries<Move>, all: &All<'_>) {
        let home = &resolved.ladder.id;
        let ends = |linker: &mut Self, texts: &Entries<Spanned<String>>| -> Vec<_> {
            texts.iter().filter_map(|text| Some((linker.end(resolved, text, all)?, text.span))).collect()
        };
        let (from, to) = (ends(self, &written.from), ends(self, &written.to));
        let partial = |raw: &Entries<_>, found: usize| raw.partial || found < raw.list.len();
        moves.partial |= written.both_ways.is_unknown();
        moves.partial |= partial(&written.from, from.len()) || partial(&written.to, to.len());
        if from.len() * to.len() > MAX_PAIRS {
            self.too_many(from.len() * to.len(), written, home);
            moves.partial = true;
            return;
        }
        for (from, from_span) in &from {
            for (to, to_span) in &to {
                if from == to {
                    let finding = Shape::BadValue
                        .finding(
                            "a move must lead to another level",
                            Mark::span(*to_span, "this is the level where it starts"),
                        )
                        .also(Mark::span(*from_span, "it starts here"))
                        .help("name two levels");
                    self.report(finding.about(Place::whole(home)));
                    moves.partial = true;
                    continue;
                }
                if from.ladder != *home && to.ladder != *home {
                    let finding = Shape::BadValue
                        .finding(
                            format!("a move in `{home}` that involves none of its levels"),
                            Mark::span(*to_span, "of another ladder"),
                        )
                        .also(Mark::span(*from_span, "of another ladder"))
                        .help("write the move in the file of one of its two ladders");
                    self.report(finding.about(Place::whole(home)));
                    moves.partial = true;
                    continue;
                }
                self.add((from, *from_span), (to, *to_span), written, resolved, moves);
            }
        }
    }

    fn end(&mut self, resolved: &Resolved<'_>, text: &Spanned<String>, all: &All<'_>) -> Option<LevelRef> {
        let home = resolved.ladder;
        let place = Place::whole(&home.id);
        let (ladder, level) = match text.value.split_once('/') {
            None => (home, text.value.as_str()),
            Some((ladder, level)) => match all.ladders.get(ladder) {
                Some(ladder) => (*ladder, level),
                None => {
                    if self.scope.complete {
                        let ladder = Spanned { value: ladder.to_owned(), span: beginning(text, ladder.len()) };
                        let known = || resolved.set.ladders.iter().map(|ladder| ladder.id.as_str()).collect();
                        self.unknown("ladder", &ladder, &place, known);
                    }
                    return None;
                }
            },
        };
        if ladder.level(level).is_some() {
            return Some(LevelRef { ladder: ladder.id.clone(), level: LevelId::from(level) });
        }
        let partial = ladder.tracks.partial || ladder.tracks.iter().any(|track| track.levels.partial);
        if !partial {
            let named =
                |level: &LevelId| LevelRef { ladder: ladder.id.clone(), level: level.clone() }.relative_to(&home.id);
            self.unknown("level", text, &place, || ladder.levels().map(|(_, level)| named(&level.id)).collect());
        }
        None
    }

    /// A move for whole tracks becomes one from each level to each of the other track that shares a grade with it.
    fn expand_lateral(
        &mut self,
        resolved: &Resolved<'_>,
        written: &RawMove,
        ranks: &[Option<(Rank, Rank)>],
        moves: &mut Entries<Move>,
    ) {
        let home = &resolved.ladder.id;
        moves.partial |= written.both_ways.is_unknown() || written.from.partial || written.to.partial;
        // A pair that is written by itself keeps its own note.
        let known: Vec<(LevelRef, LevelRef)> =
            moves.iter().map(|written| (written.from.clone(), written.to.clone())).collect();
        for (from_text, to_text) in
            written.from.iter().flat_map(|from| written.to.iter().map(move |to| (from, to))).collect::<Vec<_>>()
        {
            let (Some(from), Some(to)) = (self.track_of(resolved, from_text), self.track_of(resolved, to_text)) else {
                moves.partial = true;
                continue;
            };
            if from == to {
                let finding = Shape::BadValue
                    .finding("a lateral move must lead to another track", Mark::span(to_text.span, "the same track"))
                    .help("name two tracks");
                self.report(finding.about(Place::whole(home)));
                moves.partial = true;
                continue;
            }
            let on = |track: usize| (0..ranks.len()).filter(move |level| resolved.levels[*level].track_index == track);
            let pairs: Vec<(usize, usize)> = on(from)
                .flat_map(|from| on(to).map(move |to| (from, to)))
                .filter(|(from, to)| ranks[*from].zip(ranks[*to]).is_some_and(|(a, b)| a.0 <= b.1 && b.0 <= a.1))
                .collect();
            if pairs.len() > MAX_PAIRS {
                self.too_many(pairs.len(), written, home);
                moves.partial = true;
                continue;
            }
            let is_known = on(from).chain(on(to)).all(|level| ranks[level].is_some());
            moves.partial |= !is_known;
            if pairs.is_empty() && is_known {
                let message = format!("no level of `{}` is parallel to one of `{}`", from_text.value, to_text.value);
                let finding = Shape::BadValue
                    .finding(message, Mark::span(to_text.span, "no grade in common"))
                    .also(Mark::span(from_text.span, "the other track"))
                    .help("parallel levels share a grade: correct the grades, or name two levels without `lateral`");
                self.report(finding.about(Place::whole(home)));
                moves.partial = true;
            }
            for (from, to) in pairs {
                let (from, to) = (resolved.level_ref(from), resolved.level_ref(to));
                for (from, to) in [(&from, &to), (&to, &from)].into_iter().take(directions(written)) {
                    if !known.contains(&(from.clone(), to.clone())) {
                        self.add_one(from, to, from_text.span, written, home, moves);
                    }
                }
            }
        }
    }

    /// The index of the track that a text names.
    fn track_of(&mut self, resolved: &Resolved<'_>, text: &Spanned<String>) -> Option<usize> {
        let tracks = &resolved.ladder.tracks;
        let named = |track: &Track| track.id.as_str() == text.value;
        let found = tracks.iter().position(named);
        if found.is_none() && !tracks.partial {
            let known = || tracks.iter().map(|track| track.id.as_str()).collect();
            self.unknown("track", text, &Place::whole(&resolved.ladder.id), known);
        }
        found
    }

    fn add(
        &mut self,
        (from, from_span): (&LevelRef, Span),
        (to, to_span): (&LevelRef, Span),
        written: &RawMove,
        resolved: &Resolved<'_>,
        moves: &mut Entries<Move>,
    ) {
        let home = &resolved.ladder.id;
        self.add_one(from, to, from_span, written, home, moves);
        if directions(written) == 2 {
            self.add_one(to, from, to_span, written, home, moves);
        }
    }

    fn add_one(
        &mut self,
        from: &LevelRef,
        to: &LevelRef,
        name: Span,
        written: &RawMove,
        home: &LadderId,
        moves: &mut Entries<Move>,
    ) {
        let part = Part::Move(from.relative_to(home), to.relative_to(home));
        self.origins.add(Place::new(home, part), Origin { name, keys: written.origin.keys.clone() });
        moves.list.push(Move { from: from.clone(), to: to.clone(), note: written.note.clone(), of_tracks: false });
    }

    fn too_many(&mut self, pairs: usize, written: &RawMove, home: &LadderId) {
        let message = format!("a move that expands to {pairs} moves; the limit is {MAX_PAIRS}");
        let finding = Shape::BadValue.finding(message, Mark::span(written.origin.name, "too many at once"));
        self.report(finding.help("write separate moves for the parts of the ladder").about(Place::whole(home)));
    }
}

fn directions(written: &RawMove) -> usize {
    if written.both_ways == Stated::Is(true) { 2 } else { 1 }
}

/// The first bytes of a text that is written as it is, or in quotation marks without escapes; else all of it.
fn beginning(text: &Spanned<String>, len: usize) -> Span {
    let range = text.span.range();
    match range.len().checked_sub(text.value.len()) {
        Some(0) => Span::new(text.span.file, range.start, range.start + len),
        Some(2) => Span::new(text.span.file, range.start + 1, range.start + 1 + len),
        _ => text.span,
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::{Input, load};
    use crate::source::Memory;

    #[test]
    fn a_move_for_whole_tracks_joins_parallel_levels_and_leaves_what_is_written_by_itself() {
        let text = "\
ladder: a
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }, { id: IC4, grade: [3, 4] }]
  - id: m
    kind: manager
    levels: [{ id: M2, grade: 2 }, { id: M3, grade: 3 }, { id: M5, grade: 5 }]
moves:
  - { from: ic, to: m, lateral: true, both_ways: true }
  - { from: IC2, to: M2, note: After a trial. }
";
        let loaded = load(&Memory::new().with("a.yaml", text), &[Input::Path("a.yaml".into())]);
        assert_eq!(loaded.findings, []);
        let moves = loaded.set.ladders[0].moves.iter();
        let moves = moves.map(|known| (known.from.level.to_string(), known.to.level.to_string(), known.note.text()));
        let expected =
            [("IC2", "M2", Some("After a trial.")), ("M2", "IC2", None), ("IC4", "M3", None), ("M3", "IC4", None)];
        assert_eq!(moves.collect::<Vec<_>>(), expected.map(|(from, to, note)| (from.to_owned(), to.to_owned(), note)));
    }
}
