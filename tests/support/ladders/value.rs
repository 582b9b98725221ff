//! What is written down, whatever the layout.

use crate::support::ladders::dice::Dice;

/// A value as the author of a ladder means it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text, which may be written in any way that gives it.
    Text(String),
    /// A number or `true`, which must not be quoted.
    Bare(String),
    /// `~`
    Null,
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

impl Value {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub fn list(texts: impl IntoIterator<Item = String>) -> Self {
        Self::List(texts.into_iter().map(Self::Text).collect())
    }

    /// One text, or a list of one or more: both mean the same.
    pub fn one_or_more(dice: &Dice<'_>, mut texts: Vec<String>) -> Self {
        if texts.len() == 1 && !dice.once_in(3) { Self::Text(texts.remove(0)) } else { Self::list(texts) }
    }

    /// The same value, for the other writer.
    pub fn for_serde(&self) -> serde_yaml::Value {
        match self {
            Self::Text(text) => serde_yaml::Value::String(text.clone()),
            Self::Bare(word) => serde_yaml::from_str(word).expect("a number or a flag"),
            Self::Null => serde_yaml::Value::Null,
            Self::List(items) => items.iter().map(Self::for_serde).collect(),
            Self::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| (key.as_str().into(), value.for_serde()));
                serde_yaml::Value::Mapping(entries.collect())
            }
        }
    }
}
