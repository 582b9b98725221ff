//! Values that may be missing or unreadable.

use std::ops::Deref;

/// A value that a file may leave out, and that the loader may fail to understand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Stated<T> {
    /// The file does not say.
    #[default]
    Unstated,
    /// The file says something that could not be read or resolved; a finding has been raised.
    Unknown,
    /// The file says this.
    Is(T),
}

impl<T> Stated<T> {
    /// The value, where there is one.
    pub fn get(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Unstated | Self::Unknown => None,
        }
    }

    /// Whether something was said that could not be understood.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }

    /// Whether nothing was said.
    pub fn is_unstated(&self) -> bool {
        matches!(self, Self::Unstated)
    }

    /// The value, turned into another.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Stated<U> {
        match self {
            Self::Unstated => Stated::Unstated,
            Self::Unknown => Stated::Unknown,
            Self::Is(value) => Stated::Is(f(value)),
        }
    }

    /// The value by reference.
    pub fn as_ref(&self) -> Stated<&T> {
        match self {
            Self::Unstated => Stated::Unstated,
            Self::Unknown => Stated::Unknown,
            Self::Is(value) => Stated::Is(value),
        }
    }
}

impl<T: Copy> Stated<T> {
    /// The value where it is stated, `default` where nothing is said, `None` where it is unknown.
    pub fn or_default(&self, default: T) -> Option<T> {
        match self {
            Self::Unstated => Some(default),
            Self::Unknown => None,
            Self::Is(value) => Some(*value),
        }
    }
}

impl<T: AsRef<str>> Stated<T> {
    /// The text, where there is one.
    pub fn text(&self) -> Option<&str> {
        self.get().map(AsRef::as_ref)
    }
}

impl<T> From<Option<T>> for Stated<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unstated, Self::Is)
    }
}

/// A list as it was written, and whether entries of it could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entries<T> {
    /// The entries that could be read, in the order of the file.
    pub list: Vec<T>,
    /// Whether something in the list could not be read; then its absence proves nothing.
    pub partial: bool,
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self { list: Vec::new(), partial: false }
    }
}

impl<T> Deref for Entries<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.list
    }
}

impl<T> From<Vec<T>> for Entries<T> {
    fn from(list: Vec<T>) -> Self {
        Self { list, partial: false }
    }
}

impl<'a, T> IntoIterator for &'a Entries<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}
