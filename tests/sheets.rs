//! `csv` and `xlsx` of views, read back by readers that share nothing with their writers.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

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
pub const VIEWS: [&[&str]; 8] = [
    &["compare", "IC1", "IC2", "--full"],
    &["compare", "a", "a"],
    &["path", "IC1", "M2"],
    &["show", "--view", "matrix"],
    &["show", "--view", "moves"],
    &["show", "--view", "competency"],
    &["search", "b", "--competency", "c"],
    &["worksheet", "IC2", "--to", "IC1"],
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
        for view in VIEWS {
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
        for view in VIEWS {
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
fn a_workbook_goes_to_a_file_or_a_pipe() {
    let project = Project::new().with("a.yaml", ladder("x"));
    let run = project.run("path IC1 --format xlsx");
    assert!(run.ends_with(0).stdout.starts_with("PK"));
    project.run("path IC1 --format xlsx=a.yaml").ends_with(2).complains("would overwrite `a.yaml`");
}
