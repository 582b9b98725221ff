//! The other shapes, one table or two each.

use ladder::import::{self, Error, File, Format, Options, Orientation};

use super::support::{Sheet, csv, left, read, read_with, told, xlsx};
use crate::support::program::Project;

/// Two files as one ladder, in lines.
fn joined(first: &str, second: &str) -> Vec<String> {
    let (first, second) = (csv(first), csv(second));
    let file = |name: &str, bytes| File { name: name.to_owned(), bytes, format: Format::Csv };
    told(&import::read(&[file("one.csv", &first), file("two.csv", &second)], "x", &Options::default()).unwrap())
}

#[test]
fn levels_as_rows_with_columns_about_people() {
    let table = csv("
Level | Title | Band | Scope | Baking | Serving | Headcount | Avg salary
B1 | Junior Baker | A | A tray | Bakes what is shown. | | 4 | 41000
B2 | Baker | B | An oven | Bakes alone. | Serves at the counter. | 6 | 52000
M2 | Bakery Manager | B | A shop | Plans the ovens. | Plans the counter. | 1 | 70000
");
    let reading = read(&table, Format::Csv).unwrap();
    assert_eq!(
        told(&reading)[..4],
        [
            "ic ic: B1 Junior Baker @A, B2 Baker @B",
            "manager manager: M2 Bakery Manager @B",
            "baking: Baking",
            "serving: Serving"
        ]
    );
    assert!(told(&reading).contains(&"B2 scope = An oven".to_owned()));
    assert_eq!(left(&reading)["it is about people, and not about a level"].len(), 6);
}

#[test]
fn a_sheet_for_each_competency_with_answers_between() {
    let sheet = |name| Sheet {
        name,
        rows: "
 | Craft of this sheet
 | What it is about
 |
 | 1/ Junior | | 2/ Senior | | 3/ Expert |
 | Begins to do it | | Does it for others | | Shapes how it is done |
 |
 | Does one thing well. | Nope | Does two things at once. | Nope | Does all of them. | Nope
 | Asks for help early. | Nope | Gives help to others. | Nope | |
 |
 | Result | Not yet | Result | Not yet | Result | Not yet
",
        merged: &[],
    };
    let reading = read(&xlsx(&[sheet("Kneading"), sheet("Proofing")]), Format::Xlsx).unwrap();
    let told = told(&reading);
    assert_eq!(told[0], "ic ic: 1 Junior @1, 2 Senior @2, 3 Expert @3");
    assert_eq!(told[1], "craft-of-this-sheet: Craft of this sheet (What it is about)");
    assert!(told.contains(&"2 summary = Does it for others".to_owned()), "{told:?}");
    assert!(
        told.contains(&"1 craft-of-this-sheet = Does one thing well. / Asks for help early.".to_owned()),
        "{told:?}"
    );
    assert!(left(&reading)["an answer or a score beside the text"].contains(&"Proofing!C7"));
}

#[test]
fn texts_of_steps_and_the_steps_of_levels_are_joined() {
    let steps = "
Skill | Beginner | Skilled | Master
Kneading | Kneads a loaf | Kneads all day | Teaches kneading
Proofing | Waits | Knows when | Plans the night
";
    let levels = "
 | Baker | Senior Baker | Bakery Manager
Kneading | Beginner | Master | Skilled
Proofing | Beginner | Skilled | Skilled
";
    let told = joined(steps, levels);
    assert_eq!(
        told[..2],
        ["ic ic: baker Baker @1, senior-baker Senior Baker @2", "manager manager: bakery-manager Bakery Manager"]
    );
    assert!(told.contains(&"kneading master = Teaches kneading".to_owned()), "{told:?}");
    assert!(told.contains(&"senior-baker kneading [master] = ".to_owned()), "{told:?}");
}

#[test]
fn numbered_steps_of_roles_with_names_of_their_own() {
    let steps = "
Competency | Level 1 | Level 2 | Level 3
Kneading | Kneads a loaf | Kneads all day | Teaches kneading
Proofing | Waits | Knows when | Plans the night
";
    let told = joined(
        steps,
        "
Role | Kneading | Proofing
Helper | 1 | 1
Oven hand | 2 | 1
Loaf wizard | 3 | 3
",
    );
    assert_eq!(told[0], "ic ic: helper Helper @1, oven-hand Oven hand @2, loaf-wizard Loaf wizard @3");
    assert!(told.contains(&"oven-hand kneading [L2] = ".to_owned()), "{told:?}");
}

#[test]
fn a_table_for_each_level() {
    let page = "\
# Ladder

## B1 – Baker

| Competency | Expectation |
|---|---|
| Kneading | Kneads a loaf from a recipe |
| Proofing | Waits long enough |

## B2 – Senior Baker

| Competency | Expectation |
|---|---|
| Kneading | Kneads all day without help |
";
    let reading = read(page.as_bytes(), Format::Markdown).unwrap();
    assert_eq!(
        told(&reading),
        [
            "ic ic: B1 Baker @1, B2 Senior Baker @2",
            "kneading: Kneading",
            "proofing: Proofing",
            "B1 kneading = Kneads a loaf from a recipe",
            "B1 proofing = Waits long enough",
            "B2 kneading = Kneads all day without help",
        ]
    );
    assert!(reading.left.is_empty(), "{:?}", reading.left);
}

#[test]
fn a_row_for_each_point() {
    let reading = read(
        &csv("
Track | Level | Group | Competency | Expectation | Example | Reviewer
IC | IC1 | Craft | Kneading | Kneads a loaf | A rye loaf | Ann
IC | IC1 | Craft | Kneading | Cleans the table | | Ann
IC | IC2 | Craft | Kneading | Kneads all day | |
Management | M2 | Craft | Kneading | Judges a dough | |
"),
        Format::Csv,
    )
    .unwrap();
    assert_eq!(
        told(&reading),
        [
            "ic ic: IC1 @1, IC2 @2",
            "manager management: M2",
            "kneading: Kneading in Craft",
            "IC1 kneading = Kneads a loaf (A rye loaf) / Cleans the table",
            "IC2 kneading = Kneads all day",
            "M2 kneading = Judges a dough",
        ]
    );
    assert_eq!(reading.left.len(), 3, "{:?}", reading.left);
}

#[test]
fn tracks_side_by_side_with_the_highest_level_first() {
    let reading = read(
        &csv("
Individual contributor | IC level | M level | Manager
Principal Baker | IC4 | M4 | Head of Baking
Staff Baker | IC3 | M3 | Bakery Manager
Senior Baker | IC2 | |
Baker | IC1 | - |
"),
        Format::Csv,
    )
    .unwrap();
    assert_eq!(
        told(&reading),
        [
            "ic individual-contributor: IC1 Baker @1, IC2 Senior Baker @2, IC3 Staff Baker @3, IC4 Principal Baker @4",
            "manager manager: M3 Bakery Manager @3, M4 Head of Baking @4",
        ]
    );
}

#[test]
fn a_list_of_levels_gives_ids_grades_and_pay_to_a_table_of_titles() {
    let told = joined(
        "
Code | Job title | Grade | Min | Max | Currency
B1 | Baker | 3 | 30000 | 36000 | EUR
B2 | Senior Baker | 4 | 36000 | 42000 | EUR
",
        "
Skill | Baker | Senior Baker
Kneading | Kneads a loaf | Kneads all day
",
    );
    assert_eq!(
        told,
        [
            "ic ic: B1 Baker @3, B2 Senior Baker @4",
            "kneading: Kneading",
            "B1 kneading = Kneads a loaf",
            "B2 kneading = Kneads all day"
        ]
    );
}

#[test]
fn a_sheet_for_each_craft_is_a_track_each() {
    let sheet = |name, rows| Sheet { name, rows, merged: &[] };
    let reading = read(
        &xlsx(&[
            sheet(
                "Bread",
                "
Skill | L1 | L2
Kneading | Kneads a loaf | Kneads all day
Selling | Sells a loaf | Sells to shops
",
            ),
            sheet(
                "Cake",
                "
Skill | L1 | L2
Kneading | Stirs a batter | Stirs all day
Selling | Sells a cake | Sells to hotels
",
            ),
        ]),
        Format::Xlsx,
    )
    .unwrap();
    assert_eq!(told(&reading)[..2], ["ic bread: L1 @1, L2 @2", "ic cake: cake-L1 @1, cake-L2 @2"]);
    assert!(told(&reading).contains(&"cake-L2 selling = Sells to hotels".to_owned()));
}

#[test]
fn people_are_never_imported() {
    for table in [
        "\nName | Email | Level\nAnn Lee | ann@example.org | IC1\nBo Ray | bo@example.org | IC2\n",
        "\nBaker | Current level | Score Kneading | Comments\nAnn Lee | B2 | 3 | Great\nBo Ray | B3 | 2 | Good\nCy Dow | B1 | 1 | Fine\n",
        "\nWeek | Goal | Owner\n1 | Meet the team | Ann\n2 | Bake a loaf | Bo\n",
        "\nSkill | Team A | Team B\nKneading | 0.4 | 0.6\nProofing | 0.6 | 0.4\n",
    ] {
        let Err(Error::NoLadder(none)) = read(&csv(table), Format::Csv) else { panic!("{table}") };
        assert_eq!(none.reasons.len(), 1);
    }
    let reading =
        read(&csv("\nSkill | L1 | L2\nKneading | Kneads a loaf | Kneads all day\nAnn Lee | 3 | 2\n"), Format::Csv)
            .unwrap();
    assert_eq!(reading.draft.competencies.len(), 1);
    assert_eq!(left(&reading)["scores or answers among texts"].len(), 3);
}

#[test]
fn what_may_name_or_judge_a_person_is_listed_by_its_place_alone() {
    let table = csv("
Name: | Dee Roe | | |
Skill | L1 | L2 | Notes | Evidence
Kneading | Kneads a loaf | Kneads all day | the mill is new | Bo burnt it
Ann Lee | 3 | 2 | |
");
    let project = Project::new().with("table.csv", String::from_utf8(table).expect("text"));
    let run = project.run("import table.csv");
    run.ends_with(0).complains("line 3, column 4: the mill is new").complains("line 3, column 5");
    run.complains("line 4, column 1; line 4, column 2; line 4, column 3").complains("line 1, column 2");
    for private in ["Bo burnt it", "Ann Lee", "Dee Roe"] {
        assert!(!run.stderr.contains(private) && !run.stdout.contains(private), "{run}");
    }
}

#[test]
fn tables_that_write_a_track_otherwise_have_one_level_of_a_name() {
    let told = joined(
        "
Track | Level | Competency | Expectation
IC | IC1 | Kneading | Kneads a loaf
IC | IC2 | Kneading | Kneads all day
IC | IC2 | Selling | Sells to shops
",
        "
Track | Level | Competency | Expectation
ic | IC1 | Proofing | Waits for it
ic | IC2 | Proofing | Knows when
ic | IC2 | Cleaning | Cleans the mill
",
    );
    assert_eq!(told[0], "ic ic: IC1 @1, IC2 @2");
    assert!(told.contains(&"IC2 proofing = Knows when".to_owned()), "{told:?}");
}

#[test]
fn levels_with_names_of_their_own_need_a_word_only_if_the_corner_has_none() {
    let rows = "Explorer | Pathfinder | Trailblazer\nCraft | Learns how things are done | Does things alone and well | Changes how it is done\n";
    let named = csv(&format!("\nSkill | {rows}"));
    assert!(told(&read(&named, Format::Csv).unwrap())[0].contains("pathfinder Pathfinder @2"));
    let bare = csv(&format!("\n | {rows}"));
    assert!(read(&bare, Format::Csv).is_err());
    let options = Options { levels: Some(Orientation::Columns), ..Options::default() };
    assert!(told(&read_with(&bare, Format::Csv, &options).unwrap())[0].contains("pathfinder Pathfinder @2"));
}

#[test]
fn options_correct_what_was_inferred() {
    let table = csv(
        "\nSkill | Baker | Senior Baker | Oven Lead\nKneading | Kneads a loaf, cleans up | Kneads all day | Plans\n",
    );
    let options = Options {
        manager_levels: vec!["Oven Lead".into()],
        ids: vec![("Baker".into(), "B1".into())],
        grades: vec![("oven lead".into(), "4".into())],
        split: true,
        cumulative: true,
        ..Options::default()
    };
    let reading = read_with(&table, Format::Csv, &options).unwrap();
    let told = told(&reading);
    assert_eq!(
        told[..2],
        ["ic ic: B1 Baker @1, senior-baker Senior Baker @2", "manager manager: oven-lead Oven Lead @4"]
    );
    assert!(told.contains(&"B1 kneading = Kneads a loaf / cleans up".to_owned()), "{told:?}");
    assert!(reading.draft.is_cumulative);
}
