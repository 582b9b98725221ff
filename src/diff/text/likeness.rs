//! How alike two texts are, in time linear in their length.

use foldhash::HashMap;

use super::fold::each_word;

/// The words of a text, each with how often it occurs.
#[derive(Debug, Clone, Default)]
pub(in crate::diff) struct Bag {
    words: HashMap<String, u32>,
    weight: u32,
}

impl Bag {
    /// Adds the words of a text. Short words count half: most sentences share them.
    pub(in crate::diff) fn add(&mut self, text: &str) {
        each_word(text, |word| {
            self.weight += weight(word);
            match self.words.get_mut(word) {
                Some(count) => *count += 1,
                None => {
                    self.words.insert(word.to_owned(), 1);
                }
            }
        });
    }

    /// The words of one text.
    pub(in crate::diff) fn of(text: &str) -> Self {
        let mut bag = Self::default();
        bag.add(text);
        bag
    }

    /// Whether there is no word in it.
    pub(in crate::diff) fn is_empty(&self) -> bool {
        self.weight == 0
    }

    /// How much of both is in common, in per cent; 100 for two empty bags.
    pub(in crate::diff) fn likeness(&self, other: &Self) -> u8 {
        let all = self.weight + other.weight;
        if all == 0 {
            return 100;
        }
        let (small, large) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let shared: u32 = small
            .words
            .iter()
            .filter_map(|(word, count)| Some(weight(word) * (*count).min(*large.words.get(word)?)))
            .sum();
        u8::try_from(shared * 200 / all).unwrap_or(100)
    }
}

fn weight(word: &str) -> u32 {
    if word.chars().count() > 3 { 2 } else { 1 }
}

/// How alike two texts are, in per cent: which words they share, whatever their order.
pub fn likeness(a: &str, b: &str) -> u8 {
    Bag::of(a).likeness(&Bag::of(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_alike_by_the_words_that_they_share() {
        assert_eq!(likeness("Ships what it plans.", "ships what it plans"), 100);
        assert_eq!(likeness("", ""), 100);
        assert_eq!(likeness("Ships", "Hires"), 0);
        assert_eq!(likeness("tests tests", "tests tests"), 100);
        // `and` counts half.
        assert_eq!(likeness("and ships", "and hires"), 33);
        let near = likeness("Explains the code that it changes.", "Explains to others the code that it changes.");
        assert!(near > 80, "{near}");
    }
}
