//! `csv` and `xlsx` of views, read back by readers that share nothing with their writers.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use clap::Parser;
use ladder::model::Date;
use ladder::render::Screen;
use ladder::session::World;
use ladder::source::Disk;

use crate::support::program::Project;
use crate::support::readers;

/// What a terminal, a page, a table or a spreadsheet would take for something else, within double quotation marks.
pub const NASTY: [&str; 8] = [
    "=HYPERLINK(\\\"https://example.org\\\")",
    "+1 | -2 || @SUM(A1)",
    "<script>alert(1)</script> &amp; ]]>",
    "'single' \\\"double\\\" `tick`",
    "two\\nlines\\r\\nthree",
    "設計と開発 שלום עולם",
    "👩\u{200d}💻 e\u{301}",
    "_x0041_ _x👩\u{200d}💻",
];

/// A ladder whose texts are all one text.
pub fn ladder(text: &str) -> String {
    let long = "long ".repeat(60);
    format!(
        "ladder: a\ntitle: \"{text}\"\ncompetencies:\n  - {{ id: c, title: \"{text}\", group: \"{text}\" }}\n  - {{ id: d }}\n\
         tracks:\n  - id: ic\n    kind: ic\n    title: \"{text}\"\n    levels:\n      - {{ id: IC1, title: \"{text}\", \
         grade: 1, summary: \"{text}\", scope: \"{text}\", expectations: {{ c: [\"{text}\", b], d: \"{text}\" }} }}\n      \
         - {{ id: IC2, title: \"{long}\", grade: 2, expectations: {{ d: \"{text} 2\" }} }}\n  - id: m\n    kind: manager\n    \
         title: \"{text}\"\n    levels: [{{ id: M2, title: \"{text}\", grade: 2 }}]\n\
         moves: [{{ from: IC2, to: M2, note: \"{text}\" }}]\n"
    )
}

/// Every view, as somebody would ask for it.
pub const VIEWS: [&[&str]; 9] = [
    &["compare", "IC1", "IC2", "--full"],
    &["compare", "a", "a"],
    &["path", "IC1", "M2"],
    &["show", "--view", "matrix"],
    &["show", "--view", "moves"],
    &["show", "--view", "competency"],
    &["search", "b", "--competency", "c"],
    &["worksheet", "IC2", "--to", "IC1"],
    &["show", "a/IC1"],
];

/// A text as the loader understands it.
pub fn plain(text: &str) -> String {
    serde_yaml::from_str(&format!("\"{text}\"")).expect("a YAML text")
}

/// The sheets of a workbook, each cell as text.
fn sheets(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let text = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("{other:?} is not a text"),
    };
    let names = workbook.sheet_names();
    let read = |name: String| {
        assert!(workbook.worksheet_formula(&name).expect("formulas").is_empty(), "`{name}` has formulas");
        let range = workbook.worksheet_range(&name).expect("a sheet");
        (name, range.rows().map(|row| row.iter().map(text).collect()).collect())
    };
    names.into_iter().map(read).collect()
}

#[test]
fn a_workbook_holds_nasty_text_as_it_is_and_never_as_a_formula() {
    for text in NASTY {
        let project = Project::new().with("a.yaml", ladder(text));
        for view in VIEWS.into_iter().chain([&["show"][..]]) {
            let run = project.call(view.iter().chain(&["--format", "xlsx=out.xlsx"])).run();
            run.ends_with(0);
            let bytes = std::fs::read(project.at("out.xlsx")).expect("the workbook");
            let sheets = sheets(&bytes);
            // A paragraph of several has a sign before it.
            let cells = || sheets.iter().flat_map(|(_, rows)| rows.iter().flatten());
            let wanted = plain(text).replace("\r\n", "\n");
            assert!(cells().any(|cell| cell.replace("\r\n", "\n").contains(&wanted)), "{view:?} {wanted}: {sheets:?}");
            project.call(view.iter().chain(&["--format", "xlsx=again.xlsx"])).run().ends_with(0);
            assert!(bytes == std::fs::read(project.at("again.xlsx")).expect("the workbook"), "{view:?} differs");
        }
    }
}

#[test]
fn every_row_of_a_csv_file_has_every_column_and_no_cell_begins_a_formula() {
    for text in NASTY {
        let project = Project::new().with("a.yaml", ladder(text));
        for view in VIEWS.into_iter().chain([&["show"][..]]) {
            let run = project.call(view.iter().chain(&["--format", "csv"])).run();
            let rows = readers::csv(&run.ends_with(0).stdout);
            assert!(rows.len() > 1 && rows.iter().all(|row| row.len() == rows[0].len()), "{view:?}: {rows:?}");
            let mut cells = rows.iter().flatten();
            assert!(!cells.any(|cell| cell.starts_with(['=', '+', '-', '@'])), "{view:?}: {rows:?}");
            let wanted = plain(text).lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>().join("\n");
            let mut cells = rows.iter().flatten();
            assert!(cells.any(|cell| cell.contains(&wanted)), "{view:?} {wanted}: {rows:?}");
        }
    }
}

#[test]
fn the_columns_of_a_csv_file_are_the_same_whatever_is_found_and_hold_a_fact_each() {
    let project = Project::new().with("a.yaml", ladder("x"));
    let rows = |args: &str| readers::csv(&project.run(&format!("{args} --format csv")).ends_with(0).stdout);
    let (exact, mixed) = (rows("search long"), rows("search longs"));
    assert_eq!(exact[0], mixed[0]);
    assert_eq!(exact[0][..5], ["Match", "Place", "Ladder", "Levels", "Competency"]);
    let in_expectations = rows("search b");
    assert_eq!(in_expectations[1][2..5], ["a", "IC1", "x"]);
    for args in ["search x", "path IC1 M2", "show --view moves", "show --view competency", "show a/IC1"] {
        let found = rows(args);
        assert!(found.len() > 1 && !found.iter().flatten().any(|cell| cell.contains('\n')), "{args}: {found:?}");
    }
}

#[test]
fn a_competency_without_a_group_stands_under_none_of_those_before_it() {
    let project = Project::new().with(
        "a.yaml",
        "ladder: a\ncompetencies: [{ id: one, group: Craft }, { id: two }]\ntracks: [{ id: ic, kind: ic, levels: [\
         { id: L1, expectations: { one: a, two: b } }, { id: L2, expectations: { one: c, two: d } }] }]\n",
    );
    for args in ["show a --view matrix", "compare L1 L2", "worksheet L1"] {
        let rows = readers::csv(&project.run(&format!("{args} --format csv")).ends_with(0).stdout);
        let group = rows[0].iter().position(|heading| heading == "Group").expect("a column of groups");
        let groups = |name: &str| {
            let found = rows.iter().filter(|row| row.iter().any(|cell| cell == name)).map(|row| row[group].as_str());
            found.collect::<std::collections::BTreeSet<_>>()
        };
        assert!(groups("one") == ["Craft"].into() && groups("two") == [""].into(), "{args}: {rows:?}");
        let page = &project.run(&format!("{args} --format markdown")).stdout;
        assert!(page.find("**Craft**") < page.find("**Other**") && page.contains("**Other**"), "{page}");
    }
}

#[test]
fn a_workbook_goes_to_a_file_or_a_pipe() {
    let project = Project::new().with("a.yaml", ladder("x"));
    let run = project.run("path IC1 --format xlsx");
    assert!(run.ends_with(0).stdout.starts_with("PK"));
    project.run("path IC1 --format xlsx=a.yaml").ends_with(2).complains("would overwrite `a.yaml`");
}

/// A project with the shipped ladders.
fn shipped(settings: &str) -> Project {
    let files = std::fs::read_dir("ladders").expect("the shipped ladders").map(|entry| entry.expect("an entry").path());
    let files = files.filter(|path| path.is_file());
    files.fold(Project::new().with(".ladder.yaml", settings), |project, path| {
        let text = std::fs::read(&path).expect("a file");
        project.with(path, text)
    })
}

/// The workbook of a ladder, without the matrices on its first sheets.
fn workbook(project: &Project, ladder: &str) -> Vec<(String, Vec<Vec<String>>)> {
    project.run(&format!("show {ladder} --format xlsx=out.xlsx")).ends_with(0);
    let sheets = sheets(&std::fs::read(project.at("out.xlsx")).expect("the workbook"));
    assert_eq!(sheets[0].0, "Individual contributor");
    sheets.into_iter().skip_while(|(name, _)| name != "Ladder").collect()
}

/// Every key and value of a document, but for the keys of the format.
fn said(value: &serde_yaml::Value, is_table: bool, found: &mut Vec<String>) {
    match value {
        serde_yaml::Value::Mapping(entries) => {
            for (key, value) in entries {
                let key = key.as_str().expect("a key");
                if is_table {
                    found.push(key.to_owned());
                }
                said(value, key == "expectations" || key == "steps", found);
            }
        }
        serde_yaml::Value::Sequence(list) => list.iter().for_each(|value| said(value, false, found)),
        serde_yaml::Value::String(text) => found.push(text.clone()),
        serde_yaml::Value::Number(number) => found.push(number.to_string()),
        serde_yaml::Value::Bool(flag) => found.push(flag.to_string()),
        _ => {}
    }
}

#[test]
fn a_workbook_holds_everything_that_a_ladder_says() {
    let project = shipped("pay: show\n");
    for ladder in ["engineering", "product", "design"] {
        let yaml = project.run(&format!("show {ladder} --format yaml"));
        let mut wanted = Vec::new();
        said(&serde_yaml::from_str(&yaml.ends_with(0).stdout).expect("YAML"), false, &mut wanted);
        let sheets = workbook(&project, ladder);
        let cells = sheets.iter().flat_map(|(_, rows)| rows.iter().flatten());
        let cells: std::collections::HashSet<&str> =
            cells.flat_map(|cell| std::iter::once(&**cell).chain(cell.lines())).collect();
        let missing: Vec<&String> = wanted.iter().filter(|text| !cells.contains(text.as_str())).collect();
        assert!(wanted.len() > 300 && missing.is_empty(), "{ladder}: {missing:?}");
    }
}

#[test]
fn sheets_have_the_columns_that_the_documentation_names() {
    let page = std::fs::read_to_string("docs/spreadsheets.md").expect("the page");
    for (name, rows) in workbook(&shipped("pay: show\n"), "engineering") {
        let line = format!("| {name} | {} |", rows[0].join(", "));
        assert!(page.contains(&line), "docs/spreadsheets.md has no `{line}`");
    }
}

#[test]
fn a_terminal_gets_no_workbook() {
    let cli =
        ladder::cli::Cli::try_parse_from(["ladder", "show", "engineering", "--format", "xlsx"]).expect("arguments");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut world = World {
        tree: &Disk::default(),
        stdin: &mut std::io::empty(),
        env: &|_| None,
        today: Date::today(),
        out: &mut out,
        err: &mut err,
        screen: Screen { is_terminal: true, ..Screen::default() },
        err_screen: Screen::default(),
    };
    let error = ladder::commands::run(&cli, &mut world).expect_err("a terminal cannot show it").to_string();
    assert!(error.contains("name a file: `--format xlsx=FILE`"), "{error}");
    assert!(out.is_empty());
}

#[test]
fn amounts_are_in_a_workbook_only_if_the_settings_say_so() {
    let names = |settings: &str| -> Vec<String> {
        workbook(&shipped(settings), "engineering").into_iter().map(|(name, _)| name).collect()
    };
    assert!(names("pay: show\n").contains(&"Pay".to_owned()));
    assert!(!names("pay: hide\n").contains(&"Pay".to_owned()));
}

#[test]
fn csv_and_markdown_of_a_ladder_name_what_they_leave_out() {
    let project = shipped("");
    let csv = project.run("show engineering --format csv");
    csv.ends_with(0).complains("note: `--format csv` leaves out moves, roles and pay");
    project
        .run("show engineering --format markdown")
        .ends_with(0)
        .prints("This page leaves out examples, moves, roles and pay.");
    let page = &project.run("show engineering --format markdown").stdout;
    for said in ["Choosing what is worth doing", "Manages: organisation", "Practises: Does it unaided"] {
        assert!(page.contains(said), "{said}");
    }
    let rows = readers::csv(&csv.stdout);
    for (name, sheet) in workbook(&project, "engineering").iter().take(7) {
        let count = rows.iter().filter(|row| row[0] == *name).count();
        assert_eq!(count, sheet.len() - 1, "{name}");
    }
}

#[test]
fn narrowing_holds_in_every_table_of_a_ladder() {
    let project = shipped("");
    project.run("show engineering --format xlsx=out.xlsx --levels IC4 --competency delivery").ends_with(0);
    let sheets = sheets(&std::fs::read(project.at("out.xlsx")).expect("the workbook"));
    for (name, rows) in sheets.iter().filter(|(name, _)| ["Levels", "Expectations", "Competencies"].contains(&&**name))
    {
        assert_eq!(rows.len(), 2, "{name}: {rows:?}");
    }
}
