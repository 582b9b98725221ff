//! Levels as columns.

use ladder::import::Format;

use super::support::{Sheet, csv, left, read, told, xlsx};

#[test]
fn a_small_table_in_csv() {
    let table = csv("
Competency | Junior Cook (K1) | Cook (K2) | Senior Cook (K3)
Knives | Cuts what is shown. | Cuts alone. | Teaches cutting.
Stock | Keeps the shelf tidy. | - | Plans the week. / Orders in time.
");
    let reading = read(&table, Format::Csv).unwrap();
    assert_eq!(
        told(&reading),
        [
            "ic ic: K1 Junior Cook @1, K2 Cook @2, K3 Senior Cook @3",
            "knives: Knives",
            "stock: Stock",
            "K1 knives = Cuts what is shown.",
            "K1 stock = Keeps the shelf tidy.",
            "K2 knives = Cuts alone.",
            "K3 knives = Teaches cutting.",
            "K3 stock = Plans the week. / Orders in time.",
        ]
    );
    assert_eq!(left(&reading).into_iter().collect::<Vec<_>>(), [("it says nothing", vec!["line 3, column 3"])]);
}

#[test]
fn seven_rows_of_header_groups_notes_and_a_footer() {
    let table = xlsx(&[Sheet {
        name: "Kitchen",
        rows: "
Kitchen ladder 2026
 | | Individual contributor | | | Management |
Level | | K1 | K2 | K3 | M3 | M4 | Notes
Title | | Junior Cook | Cook | Senior Cook | Sous Chef Manager | Head Chef | ask HR
Theme | | Learns the trade | Works alone | Sets the bar | Runs a shift | Runs the kitchen |
Scope | | A station | A station | The line | A shift | The kitchen |
Salary | | 20k-24k € | 24k-28k € | 28k-35k € | 30k-38k € | 40k-50k € |
Years of experience | | 0-1 | 1-3 | 3-6 | 4+ | 8+ |
Craft | Knives | Cuts what is shown to them. | Cuts alone and fast. | Teaches cutting to others. | | Buys knives for all of us. |
 | Stock | Keeps the shelf tidy always. | Notices what runs low early. | Plans the week with others. | Plans the month ahead. | n/a | see file
People | Feedback | Listens to what others say. | Asks others for feedback. | Gives feedback that helps. | Holds talks every month. | Builds the habit for all. |
Headcount | | 4 | 3 | 2 | 1 | 1 |
Last updated in March by the team.
",
        merged: &[(0, 0, 0, 7), (1, 2, 1, 4), (1, 5, 1, 6), (8, 0, 9, 0)],
    }]);
    let reading = read(&table, Format::Xlsx).unwrap();
    let told = told(&reading);
    assert_eq!(
        told[..2],
        [
            "ic individual-contributor: K1 Junior Cook @1, K2 Cook @2, K3 Senior Cook @3",
            "manager management: M3 Sous Chef Manager @3, M4 Head Chef @4",
        ]
    );
    assert_eq!(told[2..5], ["knives: Knives in Craft", "stock: Stock in Craft", "feedback: Feedback in People"]);
    assert!(told.contains(&"K3 summary = Sets the bar".to_owned()), "{told:?}");
    assert!(told.contains(&"M4 scope = The kitchen".to_owned()), "{told:?}");
    assert!(told.contains(&"M3 stock = Plans the month ahead.".to_owned()), "{told:?}");
    assert_eq!(told.iter().filter(|line| line.contains(" = ")).count(), 10 + 13, "{told:#?}");
    let left = left(&reading);
    assert_eq!(left["the format has no key for it"].len(), 5, "{left:?}");
    assert_eq!(
        left["it is about people, and not about a level"],
        ["Kitchen!C12", "Kitchen!D12", "Kitchen!E12", "Kitchen!F12", "Kitchen!G12"]
    );
    assert_eq!(left["it says nothing"], ["Kitchen!G10"]);
    let pay: Vec<_> = reading.draft.tracks[0].levels.iter().map(|level| level.pay.clone().unwrap()).collect();
    assert_eq!((pay[2].currency.as_deref(), pay[2].min, pay[2].max), (Some("EUR"), Some(2_800_000), Some(3_500_000)));
}

#[test]
fn three_columns_a_level() {
    let table = xlsx(&[Sheet {
        name: "Desk",
        rows: "
 | L1 Clerk | | | L2 Senior Clerk | |
Skill | Expectation | Example | Score | Expectation | Example | Score
Letters | Answers letters within a week. | A note of thanks | 2 | Writes letters for others to sign. | The letter to the mayor | 3
Files | Files what is on the desk. | | 1 | Decides what is kept and why. | The archive of 2019 |
Own score: |
",
        merged: &[(0, 1, 0, 3), (0, 4, 0, 6)],
    }]);
    let reading = read(&table, Format::Xlsx).unwrap();
    assert_eq!(
        told(&reading),
        [
            "ic ic: L1 Clerk @1, L2 Senior Clerk @2",
            "letters: Letters",
            "files: Files",
            "L1 letters = Answers letters within a week. e.g. A note of thanks",
            "L1 files = Files what is on the desk.",
            "L2 letters = Writes letters for others to sign. e.g. The letter to the mayor",
            "L2 files = Decides what is kept and why. e.g. The archive of 2019",
        ]
    );
    assert_eq!(left(&reading)["an answer, a score or somebody's evidence"], ["Desk!D3", "Desk!G3", "Desk!D4"]);
}
