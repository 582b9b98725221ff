//! Where the choices come from.

use std::cell::Cell;

/// Makes choices from a list of numbers. Where the list has come to its end every choice is the first, so that a shorter
/// list or a smaller number is a plainer document: that is all that shrinking needs.
pub struct Dice<'a> {
    numbers: &'a [u32],
    next: Cell<usize>,
}

impl<'a> Dice<'a> {
    pub fn new(numbers: &'a [u32]) -> Self {
        Self { numbers, next: Cell::new(0) }
    }

    /// A number below `sides`.
    pub fn roll(&self, sides: usize) -> usize {
        let number = self.numbers.get(self.next.get()).copied().unwrap_or(0);
        self.next.set(self.next.get() + 1);
        number as usize % sides
    }

    /// Yes once in so many times.
    pub fn once_in(&self, times: usize) -> bool {
        self.roll(times) == times - 1
    }

    pub fn pick<'b, T: ?Sized>(&self, of: &[&'b T]) -> &'b T {
        of[self.roll(of.len())]
    }

    pub fn shuffle<T>(&self, list: &mut [T]) {
        for index in (1..list.len()).rev() {
            let other = index - self.roll(index + 1);
            list.swap(index, other);
        }
    }

    /// Some of a list, in its order.
    pub fn some<T: Clone>(&self, of: &[T]) -> Vec<T> {
        of.iter().filter(|_| self.once_in(2)).cloned().collect()
    }
}
