//! Identity: what a thing is called, whatever its position and text.

use std::fmt;
use std::sync::Arc;

/// Whether `text` may be an id: a letter or digit, then letters, digits, `-`, `_` and `.`, without `..`.
pub fn is_valid_id(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_alphanumeric)
        && chars.all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
        && !text.contains("..")
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }
    )*};
}

id! {
    /// The id of a ladder: `engineering`.
    LadderId;
    /// The id of a base: `company`.
    BaseId;
    /// The id of what a place begins with: a ladder or a base, which share one space of names.
    OwnerId;
    /// The id of a track: `ic`.
    TrackId;
    /// The id of a level, unique in its ladder: `IC4`.
    LevelId;
    /// The id of a competency: `system-design`.
    CompetencyId;
    /// The id of a grade: `4`. Without a list of grades it is a number in its shortest form.
    GradeId;
    /// The id of a role: `tech-lead`.
    RoleId;
    /// The id of a step of the scale, or a number in its shortest form where there is no scale.
    StepId;
}

impl From<&LadderId> for OwnerId {
    fn from(id: &LadderId) -> Self {
        Self(id.0.clone())
    }
}

impl From<&BaseId> for OwnerId {
    fn from(id: &BaseId) -> Self {
        Self(id.0.clone())
    }
}
