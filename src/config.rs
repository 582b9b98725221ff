//! What a project can set, with the values that hold where it sets nothing.

/// The name of the file that marks the top of a project and holds its settings.
pub const FILE_NAME: &str = ".ladder.yaml";

/// What is handed to every rule and to the diff.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// How far the midpoints of parallel levels may differ, as a part of the larger one: 0.05 is 5 per cent.
    pub pay_tolerance: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { pay_tolerance: 0.05 }
    }
}
