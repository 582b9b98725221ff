//! Which point of a list became which.

use std::cell::OnceCell;

use foldhash::HashMap;

use super::likeness::Bag;
use super::verdict::{Text, compare};
use super::{Reading, fold};

/// How alike two points must be, in per cent, to be one point reworded and not one gone and one new.
const ALIKE: u8 = 50;

/// Up to this many pairs, all are compared; beyond, only points near each other in their lists. Keeps the cost linear.
const ALL_PAIRS: usize = 1024;

/// How near, in positions.
const WINDOW: usize = 16;

/// Which point became which, by index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::diff) struct Pairing {
    /// Points that stayed, as they are or reworded, in the order of the new list.
    pub pairs: Vec<(usize, usize)>,
    /// Old points that are gone.
    pub gone: Vec<usize>,
    /// New points that were not there.
    pub come: Vec<usize>,
}

/// Matches points by their text, then by its folded form, then by likeness, the most alike first.
pub(in crate::diff) fn pair_points<T: AsRef<str>>(old: &[T], new: &[T]) -> Pairing {
    let mut partner: Vec<Option<usize>> = vec![None; new.len()];
    let mut taken = vec![false; old.len()];
    // The plain text first, so that of two points that differ in punctuation alone each finds its own.
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    by_form(old, new, plain, &mut partner, &mut taken);
    by_form(old, new, fold, &mut partner, &mut taken);
    by_likeness(old, new, &mut partner, &mut taken);

    let mut pairing = Pairing::default();
    for (index, partner) in partner.iter().enumerate() {
        match partner {
            Some(old) => pairing.pairs.push((*old, index)),
            None => pairing.come.push(index),
        }
    }
    pairing.gone = (0..old.len()).filter(|index| !taken[*index]).collect();
    pairing
}

fn by_form<T: AsRef<str>>(
    old: &[T],
    new: &[T],
    form: impl Fn(&str) -> String,
    partner: &mut [Option<usize>],
    taken: &mut [bool],
) {
    if taken.iter().all(|taken| *taken) || partner.iter().all(Option::is_some) {
        return;
    }
    let mut places: HashMap<String, Vec<usize>> = HashMap::default();
    // The last first, so that `pop` hands out the first.
    for index in (0..old.len()).rev().filter(|index| !taken[*index]) {
        places.entry(form(old[index].as_ref())).or_default().push(index);
    }
    for index in 0..new.len() {
        if partner[index].is_none()
            && let Some(found) = places.get_mut(&form(new[index].as_ref())).and_then(Vec::pop)
        {
            partner[index] = Some(found);
            taken[found] = true;
        }
    }
}

fn by_likeness<T: AsRef<str>>(old: &[T], new: &[T], partner: &mut [Option<usize>], taken: &mut [bool]) {
    let gone: Vec<usize> = (0..old.len()).filter(|index| !taken[*index]).collect();
    let come: Vec<usize> = (0..new.len()).filter(|index| partner[*index].is_none()).collect();
    if gone.is_empty() || come.is_empty() {
        return;
    }
    let bags = |texts: &[T], indices: &[usize]| -> Vec<Bag> {
        indices.iter().map(|index| Bag::of(texts[*index].as_ref())).collect()
    };
    let (old_bags, new_bags) = (bags(old, &gone), bags(new, &come));
    // Most points need no second look.
    let unread = |count: usize| -> Vec<OnceCell<Text<'_>>> { (0..count).map(|_| OnceCell::new()).collect() };
    let (old_texts, new_texts) = (unread(gone.len()), unread(come.len()));
    let all = gone.len() * come.len() <= ALL_PAIRS;
    let mut scored = Vec::new();
    for (i, a) in gone.iter().enumerate() {
        let near = if all { 0..come.len() } else { i.saturating_sub(WINDOW)..(i + WINDOW).min(come.len()) };
        for j in near {
            let b = come[j];
            let mut score = old_bags[i].likeness(&new_bags[j]);
            // In a short point one word of the table weighs more than it should.
            if score > 0 && score < ALIKE {
                let before = old_texts[i].get_or_init(|| Text::new(old[*a].as_ref()));
                let after = new_texts[j].get_or_init(|| Text::new(new[b].as_ref()));
                let are_short = before.is_short() && after.is_short();
                if are_short && !matches!(compare(before, after), Reading::Unsure(_)) {
                    score = ALIKE;
                }
            }
            if score >= ALIKE {
                // Ties go to the nearest, so that the way back pairs the same.
                scored.push((std::cmp::Reverse(score), a.abs_diff(b), *a + b, *a, b));
            }
        }
    }
    scored.sort_unstable();
    for (.., a, b) in scored {
        if !taken[a] && partner[b].is_none() {
            taken[a] = true;
            partner[b] = Some(a);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn order_is_not_a_change_and_likeness_finds_what_was_reworded() {
        let old = texts(&["Explains the code that it changes.", "Writes tests.", "Ships."]);
        let new = texts(&["Ships", "Hires people.", "Explains to others the code that it changes."]);
        let pairing = pair_points(&old, &new);
        assert_eq!(pairing, Pairing { pairs: vec![(2, 0), (0, 2)], gone: vec![1], come: vec![1] });
    }

    #[test]
    fn equal_points_are_counted() {
        let pairing = pair_points(&texts(&["Ships.", "Ships."]), &texts(&["Ships."]));
        assert_eq!(pairing, Pairing { pairs: vec![(0, 0)], gone: vec![1], come: vec![] });
    }

    #[test]
    fn the_same_letters_come_before_the_same_words_and_these_before_likeness() {
        let pairing = pair_points(&texts(&["Ships!", "Ships."]), &texts(&["Ships."]));
        assert_eq!(pairing.pairs, [(1, 0)]);
        let old = texts(&["Tests plans!", "Hires.", "Plans tests!"]);
        assert_eq!(pair_points(&old, &texts(&["Plans tests."])).pairs, [(2, 0)]);
    }

    #[test]
    fn a_point_has_one_partner() {
        let old = texts(&["Writes tests for new tools.", "Writes tests for old tools."]);
        let pairing = pair_points(&old, &texts(&["Writes tests for all tools."]));
        assert_eq!(pairing, Pairing { pairs: vec![(0, 0)], gone: vec![1], come: vec![] });
    }

    #[test]
    fn short_points_are_one_if_the_tables_can_judge_them() {
        let paired = |old: &str, new: &str| !pair_points(&texts(&[old]), &texts(&[new])).pairs.is_empty();
        assert!(paired("Leads a team.", "Leads several teams."));
        assert!(!paired("Presents to customers.", "Presents weekly budgets."));
    }

    #[test]
    fn in_a_long_list_only_neighbours_are_compared() {
        let list = |letter: char| (0..40).map(|n| format!("{letter}{n}")).collect::<Vec<_>>();
        let (mut old, mut new) = (list('x'), list('y'));
        old[20] = "Explains the code that it changes.".to_owned();
        new[30] = "Explains to others the code that it changes.".to_owned();
        old[5] = "Keeps records of what the shop sells.".to_owned();
        new[39] = "Keeps good records of what the shop sells.".to_owned();
        assert_eq!(pair_points(&old, &new).pairs, [(20, 30)]);
    }

    #[test]
    fn a_long_list_costs_no_more_than_its_length() {
        let old: Vec<String> = (0..4000).map(|n| format!("Does the thing number {n} well.")).collect();
        let new: Vec<String> = (0..4000).map(|n| format!("Does the matter number {n} badly.")).collect();
        assert_eq!(pair_points(&old, &new).pairs.len(), 4000);
    }
}
