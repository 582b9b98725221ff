//! Commands that change a user's files.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// `ladder rename`
#[derive(Debug, Args)]
pub struct RenameArgs {
    /// What gets another id
    #[arg(value_enum, value_name = "KIND")]
    pub kind: Renamed,
    /// Its name, such as `engineering/IC4` or `company/delivery`; the id alone if only one has it
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The new id
    #[arg(value_name = "ID")]
    pub id: String,
    /// Files and folders; each stands for its whole project [default: `ladders`, or the current folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Print what would change as a patch, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// What can get another id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Renamed {
    /// A level
    Level,
    /// A track
    Track,
    /// A competency
    Competency,
    /// A grade of a list of grades
    Grade,
    /// A ladder
    Ladder,
}

impl Renamed {
    /// The word for one, and for several.
    pub fn words(self) -> [&'static str; 2] {
        match self {
            Self::Level => ["level", "levels"],
            Self::Track => ["track", "tracks"],
            Self::Competency => ["competency", "competencies"],
            Self::Grade => ["grade", "grades"],
            Self::Ladder => ["ladder", "ladders"],
        }
    }
}
