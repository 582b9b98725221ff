//! Tables as people keep them: exports, several tables in one, headings in place of tables, files that are no ladder.

use ladder::import::{Error, Format};

use super::support::{csv, left, read, told};

const HEADINGS: &str = "\
# Stage crew

How we grow.

## Crew

### S1: Stagehand

Learns the house.

- **Rigging**
  - Ties what is shown
  - Asks before lifting
- **Safety**
  - Wears a helmet

### S2: Senior Stagehand

- **Rigging**
  - Plans a hang
- **Safety**
  - Stops unsafe work

## Managers

### M2: Stage Manager

- **Safety**: Answers for the house

## FAQ

- Who decides?
";

#[test]
fn levels_as_headings_with_lists_below() {
    let reading = read(HEADINGS.as_bytes(), Format::Markdown).unwrap();
    assert_eq!(
        told(&reading),
        [
            "ic ic: S1 Stagehand @1, S2 Senior Stagehand @2",
            "manager managers: M2 Stage Manager",
            "rigging: Rigging",
            "safety: Safety",
            "S1 summary = Learns the house.",
            "S1 rigging = Ties what is shown / Asks before lifting",
            "S1 safety = Wears a helmet",
            "S2 rigging = Plans a hang",
            "S2 safety = Stops unsafe work",
            "M2 safety = Answers for the house",
        ]
    );
    assert!(reading.left.is_empty(), "{:?}", reading.left);
}

#[test]
fn levels_and_competencies_as_headings() {
    let page = "<h1>Rangers</h1>
<h2>Ranger (R1)</h2><h3>Trails</h3><ul><li>Walks them</li><li>Clears them</li></ul><h3>Visitors</h3><p>Greets them.</p>
<h2>Senior Ranger (R2)</h2><h3>Trails</h3><ul><li>Plans them</li></ul><h3>Visitors</h3><p>Trains the guides.</p>";
    assert_eq!(
        told(&read(page.as_bytes(), Format::Html).unwrap()),
        [
            "ic ic: R1 Ranger @1, R2 Senior Ranger @2",
            "trails: Trails",
            "visitors: Visitors",
            "R1 trails = Walks them / Clears them",
            "R1 visitors = Greets them.",
            "R2 trails = Plans them",
            "R2 visitors = Trains the guides.",
        ]
    );
}

#[test]
fn lists_below_levels_that_share_no_competency_are_named() {
    let page = "# Ladder\n\n## Junior Cook\n\n- Peels\n- Washes\n\n## Senior Cook\n\n- Fries\n\n| Level | Title | Grade |\n|---|---|---|\n| K1 | Junior Cook | 1 |\n| K2 | Senior Cook | 2 |\n";
    let reading = read(page.as_bytes(), Format::Markdown).unwrap();
    assert_eq!(reading.draft.competencies.len(), 0);
    let named = &left(&reading)["no competency is beside it that other levels have too"];
    assert_eq!(named, &["heading `Junior Cook`", "heading `Senior Cook`"]);
}

#[test]
fn a_page_that_a_spreadsheet_service_exports() {
    let cells = |row: usize, cells: [&str; 4]| {
        let cells: String = cells.iter().map(|text| format!("<td class=\"s{row}\" dir=\"ltr\">{text}</td>")).collect();
        format!("<tr style=\"height: 20px\"><th id=\"0R{row}\"><div>{}</div></th>{cells}</tr>", row + 1)
    };
    let bar =
        "<tr><th class=\"freezebar-cell\"></th><td class=\"freezebar-cell\"></td><td></td><td></td><td></td></tr>";
    let page = format!(
        "<html><head><style>.ritz{{}}</style></head><body><div><table class=\"waffle\"><thead><tr><th></th><th>A</th><th>B</th>\
         <th>C</th><th>D</th></tr></thead><tbody>{}{bar}{}{}</tbody></table></div></body></html>",
        cells(0, ["Group", "Competency", "IC1", "EM1"]),
        cells(1, ["Craft", "Delivery", "Ships what is planned", "Plans what is shipped"]),
        cells(2, ["", "Review", "Reads one change", "Reads them all"]),
    );
    let reading = read(page.as_bytes(), Format::Html).unwrap();
    assert_eq!(
        told(&reading)[2..],
        [
            "delivery: Delivery in Craft",
            "review: Review in Craft",
            "IC1 delivery = Ships what is planned",
            "IC1 review = Reads one change",
            "EM1 delivery = Plans what is shipped",
            "EM1 review = Reads them all",
        ]
    );
}

#[test]
fn a_wiki_table_with_merged_groups_and_lists_in_cells() {
    let page = "<table><tr><td><p><strong>Area</strong></p></td><td><p><strong>Competency</strong></p></td>\
        <td><p>P1 – Nurse</p></td><td><p>P2 – Senior Nurse</p></td></tr>\
        <tr><td rowspan=2><p>Care</p></td><td><p>Triage</p></td><td><ul><li><p>Asks</p></li><li><p>Notes</p></li></ul></td>\
        <td><ul><li><p>Decides</p></li></ul></td></tr>\
        <tr><td><p>Wards</p></td><td>Walks<br>Looks</td><td>Plans</td></tr>\
        <tr><td><p>Team</p></td><td><p>Mentoring</p></td><td>&nbsp;</td><td>Mentors</td></tr></table>";
    let reading = read(page.as_bytes(), Format::Html).unwrap();
    let told = told(&reading);
    assert_eq!(told[1..4], ["triage: Triage in Care", "wards: Wards in Care", "mentoring: Mentoring in Team"]);
    assert_eq!(told[4..7], ["P1 triage = Asks / Notes", "P1 wards = Walks / Looks", "P2 triage = Decides"]);
    assert_eq!(left(&reading)["a blank"], ["table 1 row 4 column 3"]);
}

#[test]
fn windows_1252_with_words_of_another_language() {
    let table = "Gärtnerei;;;;\r\n;;Fachlaufbahn;;Führungslaufbahn\r\n;Stufe;G1;G2;M2\r\n;Titel;Gärtner;Senior Gärtner;Teamleiter\r\n\
        Fachliches;Pflanzen;Gießt die Beete;Plant die Beete;Prüft die Beete\r\n;Wege;Fegt die Wege;Baut die Wege;Zählt die Wege\r\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(table);
    let reading = read(&bytes, Format::Csv).unwrap();
    let told = told(&reading);
    assert!(told.contains(&"pflanzen: Pflanzen in Fachliches".to_owned()), "{told:?}");
    assert!(told.contains(&"G1 pflanzen = Gießt die Beete".to_owned()), "{told:?}");
    assert!(told.contains(&"M2 wege = Zählt die Wege".to_owned()), "{told:?}");
}

#[test]
fn two_tables_side_by_side_are_two() {
    let table = csv("
Individual contributors | | | | Managers | |
Competency | IC1 | IC2 | | Competency | M2 | M3
Sewing | Sews a seam | Cuts a coat | | Rota | Plans a week | Plans a year
Fitting | Pins a hem | Fits a suit | | Hiring | Hires a tailor | Hires a team
");
    let told = told(&read(&table, Format::Csv).unwrap());
    assert!(told[0].ends_with("IC1 @1, IC2 @2") && told[1].contains("M2, M3"), "{told:?}");
    assert_eq!(told[2..6], ["sewing: Sewing", "fitting: Fitting", "rota: Rota", "hiring: Hiring"]);
    assert!(told.contains(&"M2 hiring = Hires a tailor".to_owned()), "{told:?}");
}

#[test]
fn totals_and_a_legend_below_a_table_are_no_competencies() {
    let table = csv("
Key: bold is new | |
Skill | R1 (Trainee) | R2 (Shift Lead)
Counting | Counts a shelf | Counts a hall
Total | 12 | 3
 | |
Legend | |
R1 | entry level |
");
    let reading = read(&table, Format::Csv).unwrap();
    assert_eq!(reading.draft.competencies.len(), 1);
    assert_eq!(told(&reading).len(), 4, "{:?}", told(&reading));
    assert_eq!(left(&reading)["it explains a level and is no competency"], ["line 7, column 1", "line 7, column 2"]);
}

#[test]
fn a_level_is_named_once_for_several_rows() {
    let table = csv("
Level | Competency | What it looks like
Y1 | Coaching | Coaches one
 | Rules | Keeps them
Y2 | Coaching | Coaches a team
 | Rules | Explains them
");
    let told = told(&read(&table, Format::Csv).unwrap());
    assert_eq!(
        told[1..5],
        ["coaching: Coaching", "rules: Rules", "Y1 coaching = Coaches one", "Y1 rules = Keeps them"]
    );
}

#[test]
fn a_heading_is_the_competency_of_a_table_of_levels() {
    let page = "## Fundraising\n\n| Level | What we expect |\n|---|---|\n| V1 | Calls a donor |\n| V2 | Plans a gala |\n\n\
        ## Volunteers\n\n| Level | What we expect |\n|---|---|\n| V1 | Greets them |\n| V2 | Trains them |\n";
    let told = told(&read(page.as_bytes(), Format::Markdown).unwrap());
    assert_eq!(told[1..3], ["fundraising: Fundraising", "volunteers: Volunteers"]);
    assert!(told.contains(&"V2 volunteers = Trains them".to_owned()), "{told:?}");
}

#[test]
fn a_workbook_of_libreoffice_with_merged_headings() {
    let reading = read(include_bytes!("workshop.ods"), Format::Ods).unwrap();
    let told = told(&reading);
    assert_eq!(told[0], "ic ic: F1 Apprentice Welder @1, F2 Welder @2, F3 Master Welder @3");
    assert_eq!(told[1..3], ["welding: Welding in Workshop", "cutting: Cutting in Workshop"]);
    assert_eq!(told.iter().filter(|line| line.contains(" = ")).count(), 12, "{told:?}");
}

#[test]
fn a_competency_may_be_called_like_a_remark() {
    let table = csv("
Competency | Junior Archivist | Archivist
Sources | Reads one letter | Reads a whole estate
Notes to files | 1) Dates them / 2) Signs them | - Sorts them / - Binds them
");
    let told = told(&read(&table, Format::Csv).unwrap());
    assert!(told.contains(&"archivist sources = Reads a whole estate".to_owned()), "{told:?}");
    assert!(told.contains(&"junior-archivist notes-to-files = Dates them / Signs them".to_owned()), "{told:?}");
    assert!(told.contains(&"archivist notes-to-files = Sorts them / Binds them".to_owned()), "{told:?}");
}

#[test]
fn the_lowest_level_may_have_a_name_of_its_own() {
    let table = csv("
 | Farmhand | Grower | Senior Grower
Soil | Digs a bed | Plans a bed | Plans a field
Water | Fills a can | Lays a pipe | Digs a well
");
    let told = told(&read(&table, Format::Csv).unwrap());
    assert!(told[0].starts_with("ic ic: farmhand Farmhand @1, grower Grower @2"), "{told:?}");
}

#[test]
fn tables_that_are_no_ladder_are_refused() {
    for table in [
        "\nDepartment | Head | Reports to\nSales | Director of Sales | CEO\nSupport | Head of Support | Director of Sales\nDesign | Head of Design | CEO\n",
        "\nQuestion | Disagree | Neutral | Agree\nMy level is clear | 3 | 9 | 20\nPay is fair | 12 | 10 | 5\n",
        "\nCost centre | Q1 | Q2 | Q3 | Total\nSalaries | 120000 | 121000 | 125000 | 366000\nTravel | 4000 | 2000 | 6000 | 12000\n",
        "\nWeighting | Junior | Medior | Senior\nCode | 60% | 50% | 30%\nTeam | 30% | 30% | 40%\nSales | 10% | 20% | 30%\n",
    ] {
        assert!(matches!(read(&csv(table), Format::Csv), Err(Error::NoLadder(_))), "{table}");
    }
}
