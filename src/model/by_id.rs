//! A list whose entries are found by id as fast among thousands as among ten.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt};

/// What has an id.
pub trait HasId {
    /// The id.
    fn id(&self) -> &str;
}

/// A list of things with ids. It is made into an index when somebody first asks for an id, and again after each change.
#[derive(Clone)]
pub struct ById<T> {
    list: Vec<T>,
    index: OnceLock<HashMap<Box<str>, usize>>,
}

impl<T: HasId> ById<T> {
    /// The first entry of that id.
    pub fn of(&self, id: &str) -> Option<&T> {
        let index = self.index.get_or_init(|| {
            let mut index = HashMap::with_capacity(self.list.len());
            for (at, entry) in self.list.iter().enumerate() {
                index.entry(entry.id().into()).or_insert(at);
            }
            index
        });
        index.get(id).map(|at| &self.list[*at])
    }
}

impl<T> Deref for ById<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.list
    }
}

impl<T> DerefMut for ById<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        self.index = OnceLock::new();
        &mut self.list
    }
}

impl<T> Default for ById<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T> From<Vec<T>> for ById<T> {
    fn from(list: Vec<T>) -> Self {
        Self { list, index: OnceLock::new() }
    }
}

impl<T> FromIterator<T> for ById<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        Vec::from_iter(entries).into()
    }
}

impl<T> IntoIterator for ById<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a ById<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut ById<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<T: PartialEq> PartialEq for ById<T> {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list
    }
}

impl<T: Eq> Eq for ById<T> {}

impl<T: fmt::Debug> fmt::Debug for ById<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.list.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl HasId for (&str, usize) {
        fn id(&self) -> &str {
            self.0
        }
    }

    #[test]
    fn an_entry_is_found_by_id_also_after_a_change() {
        let mut list = ById::from(vec![("a", 1), ("b", 2), ("a", 3)]);
        assert_eq!((list.of("a"), list.of("b"), list.of("c")), (Some(&("a", 1)), Some(&("b", 2)), None));
        list.push(("c", 4));
        list[0].0 = "d";
        assert_eq!((list.of("a"), list.of("c"), list.of("d")), (Some(&("a", 3)), Some(&("c", 4)), Some(&("d", 1))));
    }
}
