//! The page of the ladders that companies and public bodies have published, and their pictures.

use std::cmp::Ordering;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use ladder::model::Ladder;
use ladder::model::resolve::Resolved;
use ladder::parse::{self, Input};
use ladder::render::Screen;
use ladder::source::Disk;
use ladder::view::{LadderStats, Stats};
use serde_json::Value;

use crate::support::golden::{fresh, output};

/// The folder of the ladders.
const FOLDER: &str = "ladders/examples";

/// The headings of the page, each with what it compares: the top of individual contributors with that of managers.
const GROUPS: [(&str, Option<Ordering>); 4] = [
    ("Individual contributors go as high as managers", Some(Ordering::Equal)),
    ("Individual contributors go higher", Some(Ordering::Greater)),
    ("Managers go higher", Some(Ordering::Less)),
    ("Not to be compared", None),
];

/// What the page says of a ladder.
struct Example {
    file: String,
    title: String,
    summary: String,
    source: String,
    figures: LadderStats,
    tops: Option<Ordering>,
}

impl Example {
    fn new(ladder: &Ladder, resolved: &Resolved<'_>, figures: LadderStats) -> Self {
        let sides = resolved.sides();
        let tops = sides.ic.top(resolved).zip(sides.manager.top(resolved));
        let file = format!("{FOLDER}/{}.yaml", ladder.id);
        let text = fs::read_to_string(&file).expect(&file);
        Self {
            title: ladder.title().to_owned(),
            summary: ladder.summary.text().expect("every example says what it does differently").to_owned(),
            source: source(&text),
            file,
            figures,
            tops: tops.map(|(ic, manager)| ic.cmp(&manager)),
        }
    }

    /// Its title, which leads to what the page says of it.
    fn link(&self) -> String {
        format!("[{}](#{})", self.title, anchor(&self.title))
    }

    /// A row of the table.
    fn row(&self) -> String {
        let grade = |grade: &Option<String>| grade.clone().unwrap_or_else(|| "none".to_owned());
        let ladder = &self.figures.ladder;
        let tops = [&ladder.fork, &ladder.ic_ceiling, &ladder.manager_ceiling].map(grade).join(" | ");
        format!(
            "| {} | {} | {} | {tops} | {} |",
            self.link(),
            ladder.tracks.len(),
            ladder.levels,
            self.figures.switches
        )
    }
}

/// Where a ladder was published and read, from the keys of its file that are not of the format.
fn source(text: &str) -> String {
    let keys: Value = serde_yaml::from_str(text).expect("YAML");
    let key = |name: &str| keys[name].as_str();
    let published = key("x-published").map_or_else(|| ", undated".to_owned(), |date| format!(" of {date}"));
    let (address, read) = key("x-source").zip(key("x-read")).expect("every example names its source");
    format!("[Source]({address}){published}, read on {read}.")
}

/// The anchor that GitHub gives a heading.
fn anchor(heading: &str) -> String {
    let kept =
        heading.to_lowercase().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-')).collect::<String>();
    kept.replace(' ', "-")
}

#[test]
fn the_page_of_published_ladders_comes_from_their_files() {
    let loaded = parse::load(&Disk::default(), &[Input::Path(PathBuf::from(FOLDER))]);
    let resolved: Vec<Resolved<'_>> =
        loaded.set.ladders.iter().map(|ladder| Resolved::new(&loaded.set, ladder)).collect();
    let figures = Stats::new(&resolved).ladders;
    let examples: Vec<Example> = resolved
        .iter()
        .zip(figures)
        .map(|(resolved, figures)| Example::new(resolved.ladder, resolved, figures))
        .collect();
    let equal: Vec<&Example> = examples.iter().filter(|example| example.tops == Some(Ordering::Equal)).collect();
    let with_switches: Vec<String> =
        equal.iter().filter(|example| example.figures.switches > 0).map(|example| example.link()).collect();
    let mut page = format!(
        "# Who has done this well?\n\n<!-- Made by `LADDER_WRITE=1 cargo test --test all generated`; do not edit. -->\n\n\
         In {} of these {} ladders, which companies and public bodies have published, individual contributors go as high as \
         managers. Some of them also let people change sides without a change of grade: {}.\n\n\
         The ladders are facts in our own words: names, levels, grades, parallels and moves, but not what a level asks. Each file \
         says what its source leaves open, which grades are ours, and which findings of `ladder validate` are kept because they \
         are true of the source. None of these organisations has a part in this project.\n\n\
         The figures are those of `ladder stats {FOLDER}`. The fork is the lowest grade at which there are managers, and the tops \
         are the highest grades of both sides. Switches are pairs of levels of one grade between which people can change sides; 0 \
         mostly means that the source names none. `ladder show {FOLDER}/artsy.yaml` shows one ladder, and `ladder init --template \
         artsy` starts from it.\n",
        equal.len(),
        examples.len(),
        with_switches.join("; "),
    );
    for (heading, tops) in GROUPS {
        let _ = writeln!(page, "\n**{heading}**\n");
        let _ = writeln!(page, "| ladder | tracks | levels | fork | IC top | manager top | switches |");
        let _ = writeln!(page, "| --- | --- | --- | --- | --- | --- | --- |");
        for example in examples.iter().filter(|example| example.tops == tops) {
            let _ = writeln!(page, "{}", example.row());
        }
    }
    for (heading, tops) in GROUPS {
        let _ = writeln!(page, "\n## {heading}");
        for example in examples.iter().filter(|example| example.tops == tops) {
            let Example { file, title, summary, source, .. } = example;
            let name = &example.figures.ladder.name.id;
            let picture = format!("examples/{name}.svg");
            fresh(&format!("docs/{picture}"), &output(&["show", file, "--format", "svg"], Screen::default()));
            let _ = writeln!(page, "\n### {title}\n\n{summary} [`{name}`](../{file}). {source}\n");
            let _ = writeln!(page, "[![The tracks of {title}, grade by grade]({picture})]({picture})");
        }
    }
    fresh("docs/examples.md", &page);
    let pictures = fs::read_dir("docs/examples").expect("the pictures").count();
    assert_eq!(pictures, examples.len(), "docs/examples has a picture of each example, and no other file");
}
