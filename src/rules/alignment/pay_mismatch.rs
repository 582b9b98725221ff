//! `pay-mismatch`: parallel levels that are not paid alike.

use foldhash::{HashMap, HashSet};

use crate::finding::Severity;
use crate::model::Amount;
use crate::model::resolve::Rank;
use crate::rules::pay::{LevelBand, Market, level_bands};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};
use crate::words::join;

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "pay-mismatch",
    aliases: &[],
    category: Category::Alignment,
    severity: Severity::Warning,
    milder: None,
    summary: "the midpoints of parallel levels differ by more than the tolerance",
    explanation: Explanation {
        finds: "A level whose midpoint is below that of a parallel level by more than the tolerance (5 per cent of the \
                larger one, unless the configuration sets another), at the same location and in the same currency. \
                Only levels at the same grade or with the same span of grades are compared, because a level at one \
                grade may rightly be paid otherwise than a level that spans two. Each `profession` is compared with \
                itself. What is paid less than one \
                track, at several grades or on several tracks, is one finding. If a band \
                leaves the band of its grade, that is `band-outside-grade`.",
        why: "Two levels at one grade are meant to be worth the same. If one pays more, everybody who can changes \
              sides, and the other side learns what the company thinks of it.",
        off: "When the market pays one kind of work so much more that nobody could be hired otherwise; a larger \
              tolerance may be enough.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, pay: { currency: EUR, min: 40000, max: 50000 } }
      - { id: IC2, grade: 2, pay: { currency: EUR, min: 48000, max: 60000 } }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, pay: { currency: EUR, min: 56000, max: 70000 } }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, pay: { currency: EUR, min: 40000, max: 50000 } }
      - { id: IC2, grade: 2, pay: { currency: EUR, min: 48000, max: 60000 } }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, pay: { currency: EUR, min: 50000, max: 60000 } }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

/// What two bands have in common that are compared: the craft, the grades, the market.
type Key = (usize, (Rank, Rank), Market);

fn check(subject: &Subject<'_>, report: &mut Report) {
    let levels = &subject.resolved.levels;
    let mut bands: Vec<(Key, LevelBand)> = Vec::new();
    for (level, standing) in levels.iter().enumerate() {
        if let Some(span) =
            standing.ranks.filter(|_| standing.track.is_aligned() && subject.resolved.is_in_order(level))
        {
            for band in level_bands(subject, level) {
                let crafts = subject.resolved.crafts_of(level).iter();
                bands.extend(crafts.map(|craft| ((*craft, span, band.market.clone()), band.clone())));
            }
        }
    }
    // The best paid of each group, and the best paid of another track: each level is measured by one of them.
    let mut best: HashMap<&Key, [Option<&LevelBand>; 2]> = HashMap::default();
    let track = |band: &LevelBand| levels[band.level].track_index;
    for (key, band) in &bands {
        let [first, second] = best.entry(key).or_default();
        let is_of_first = first.is_some_and(|first| track(first) == track(band));
        if first.is_none_or(|first| band.midpoint > first.midpoint) {
            let former = first.replace(band);
            if !is_of_first {
                *second = former;
            }
        } else if !is_of_first && second.is_none_or(|second| band.midpoint > second.midpoint) {
            *second = Some(band);
        }
    }
    // What is paid less than one track in one market is one pattern, at however many grades and tracks it shows.
    let mut patterns: Vec<Vec<(&LevelBand, &LevelBand)>> = Vec::new();
    let mut known: HashMap<(usize, &Market), usize> = HashMap::default();
    let mut seen: HashSet<(usize, usize, &Market)> = HashSet::default();
    for (key, band) in &bands {
        let twin = best[key].into_iter().flatten().find(|other| track(other) != track(band));
        let Some(twin) = twin.filter(|twin| exceeds(band.midpoint, twin.midpoint, subject.settings.pay_tolerance))
        else {
            continue;
        };
        if band.is_told_by_grade(twin) || !seen.insert((band.level, twin.level, &band.market)) {
            continue;
        }
        let pattern = *known.entry((track(twin), &band.market)).or_insert(patterns.len());
        if pattern == patterns.len() {
            patterns.push(Vec::new());
        }
        patterns[pattern].push((band, twin));
    }
    patterns.iter().for_each(|pattern| mismatch(subject, report, pattern));
}

/// Whether `low` is further below `high` than that part of `high`.
fn exceeds(low: Amount, high: Amount, tolerance: f64) -> bool {
    (high.0 - low.0) as f64 > tolerance * high.0 as f64
}

/// Reports the levels that are paid less than those of one track beside them.
fn mismatch(subject: &Subject<'_>, report: &mut Report, pattern: &[(&LevelBand, &LevelBand)]) {
    let [(low, high), further @ ..] = pattern else { return };
    let level = |band: &LevelBand| subject.resolved.levels[band.level].level;
    let mark = |band: &LevelBand| {
        let label = format!("the midpoint of `{}` is {}", level(band).id, band.market.amount(band.midpoint));
        band.mark(subject, label)
    };
    let less =
        |(low, high): &(&LevelBand, &LevelBand)| (high.midpoint.0 - low.midpoint.0) as f64 / high.midpoint.0 as f64;
    // The grade's band may be in a file that nobody asked about, and is not what is wrong here.
    let (primary, related) = if low.is_own { (low, high) } else { (high, low) };
    let place = low.market.place();
    let message = if further.is_empty() {
        format!(
            "`{}` is paid {} per cent less{place} than `{}`, which is at the same grade",
            level(low).id,
            per_cent(less(&pattern[0])),
            level(high).id,
        )
    } else {
        let track = |band: &LevelBand| &subject.resolved.levels[band.level].track.id;
        let mut lower: Vec<String> = pattern.iter().map(|(low, _)| format!("`{}`", track(low))).collect();
        lower.dedup();
        let of = if lower.len() > 3 { format!("{} tracks", lower.len()) } else { join(&lower) };
        let most = pattern.iter().map(less).fold(0.0, f64::max);
        format!(
            "{} levels of {of} are paid up to {} per cent less{place} than those of `{}` at the same grades",
            pattern.len(),
            per_cent(most),
            track(high),
        )
    };
    let mut finding = report.finding(message, mark(primary)).also(mark(related));
    for (low, high) in further {
        finding = finding.also(mark(low)).also(mark(high));
    }
    let tolerance = per_cent(subject.settings.pay_tolerance);
    report.push(finding.help(format!(
        "bring the midpoints within {tolerance} per cent of each other, or move the levels to the grades that match their pay"
    )));
}

/// A part of one in per cent, rounded up to a tenth, so that what exceeds a tolerance is seen to do so.
fn per_cent(part: f64) -> String {
    let tenths = (part * 1000.0 - 1e-6).ceil();
    format!("{}", tenths / 10.0)
}

#[cfg(test)]
mod tests {
    use super::{exceeds, per_cent};
    use crate::model::Amount;
    use crate::rules::found;

    fn mismatches(ic: &str, manager: &str) -> Vec<String> {
        let ladder = format!(
            "ladder: a\ngrades: [{{ id: 1 }}, {{ id: 2, pay: {{ currency: EUR, min: 900, max: 1300 }} }}]\ntracks:\n  - {{ id: \
             ic, kind: ic, levels: [{{ id: IC1, {ic} }}] }}\n  - {{ id: m, kind: manager, levels: [{{ id: M1, {manager} }}] \
             }}\n"
        );
        found(&ladder).into_iter().filter(|(rule, _)| *rule == "pay-mismatch").map(|(_, text)| text).collect()
    }

    #[test]
    fn the_tolerance_itself_is_allowed() {
        assert!(!exceeds(Amount(9_500_000), Amount(10_000_000), 0.05));
        assert!(exceeds(Amount(9_499_999), Amount(10_000_000), 0.05));
        assert_eq!([per_cent(0.05), per_cent(0.0504), per_cent(0.2)], ["5", "5.1", "20"]);
    }

    #[test]
    fn the_band_that_a_level_states_is_marked() {
        let stated = "grade: 2, pay: { currency: EUR, min: 900, mid: 1000, max: 1100 }";
        assert_eq!(mismatches(stated, "grade: 2"), ["1000"], "the lower one");
        let stated = "grade: 2, pay: { currency: EUR, min: 1200, mid: 1250, max: 1300 }";
        assert_eq!(mismatches(stated, "grade: 2"), ["1250"], "the higher one, beside the grade's own");
    }

    #[test]
    fn unequal_spans_other_locations_and_old_levels_are_not_compared() {
        let low = "pay: { currency: EUR, min: 10, max: 20 }";
        let high = "pay: { currency: EUR, min: 30, max: 40 }";
        let none: [String; 0] = [];
        assert_eq!(mismatches(&format!("grade: 1, {low}"), &format!("grade: [1, 2], {high}")), none);
        assert_eq!(mismatches(&format!("grade: [1, 2], {low}"), &format!("grade: [1, 2], {high}")).len(), 1);
        assert_eq!(mismatches(&format!("grade: 1, status: deprecated, {low}"), &format!("grade: 1, {high}")), none);
        let apart = format!(
            "grade: 1, {high} }}] }}\n  - {{ id: guild, kind: ic, aligned: false, levels: [{{ id: G1, grade: 1, {low}"
        );
        assert_eq!(mismatches(&format!("grade: 1, {high}"), &apart), none);
        let elsewhere = high.replace("currency", "location: Bern, currency");
        assert_eq!(mismatches(&format!("grade: 1, {low}"), &format!("grade: 1, {elsewhere}")), none);
    }

    #[test]
    fn a_band_outside_its_grade_is_told_once() {
        let outside = "grade: 2, pay: { currency: EUR, min: 100, max: 200 }";
        assert_eq!(mismatches(outside, "grade: 2"), [] as [String; 0]);
        assert_eq!(mismatches(outside, "grade: 2, pay: { currency: EUR, min: 950, max: 1250 }").len(), 1);
    }
}
