//! A ladder as a flowchart of Mermaid, for wikis that draw it: a subgraph a track, the lowest level at the bottom.

use std::fmt::Write as _;
use std::io::{self, Write};

use foldhash::{HashMap, HashSet};

use super::{Audience, Format, Screen, unsupported};
use crate::view::picture::Form;
use crate::view::{LevelView, MoveKind, Output, OutputKind, ShownLadder};
use crate::words::one_line;

/// The text of a flowchart.
pub struct Mermaid;

impl Format for Mermaid {
    fn name(&self) -> &'static str {
        "mermaid"
    }

    fn audience(&self) -> Audience {
        Audience::Programs
    }

    fn is_published(&self) -> bool {
        true
    }

    fn has_links(&self) -> bool {
        true
    }

    fn is_whole(&self) -> bool {
        true
    }

    fn supports(&self, kind: OutputKind) -> bool {
        kind == OutputKind::Ladders
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        let Output::Ladders(ladders) = output else { return Err(unsupported(self)) };
        ladders.iter().try_for_each(|shown| out.write_all(flowchart(shown).as_bytes()))
    }
}

/// The class of levels at which nobody new is today.
const PAPER: &str = "stroke-dasharray:5 4,fill:none";

fn flowchart(shown: &ShownLadder<'_>) -> String {
    let ladder = shown.view();
    let mut chart = String::from("flowchart BT\n");
    let mut nodes = Nodes::default();
    let mut inactive = Vec::new();
    for (at, track) in ladder.tracks.iter().enumerate().filter(|(_, track)| !track.levels.is_empty()) {
        let _ = writeln!(chart, "  subgraph T{at}[\"{}\"]", escaped(track.title.as_deref().unwrap_or(&track.id)));
        for level in &track.levels {
            let node = nodes.of(&level.id);
            let _ = writeln!(chart, "    {node}[\"{}\"]", label(level));
            if level.status != "active" {
                inactive.push(node);
            }
        }
        chart.push_str("  end\n");
    }
    let all: HashSet<(&str, &str)> = ladder.moves.iter().map(|way| (way.from.as_str(), way.to.as_str())).collect();
    let mut drawn: HashSet<(&str, &str)> = HashSet::default();
    for way in &ladder.moves {
        let (from, to) = (way.from.as_str(), way.to.as_str());
        if drawn.contains(&(to, from)) {
            continue;
        }
        drawn.insert((from, to));
        for end in [from, to] {
            if !nodes.is_known(end) {
                let _ = writeln!(chart, "  {}([\"{}\"])", nodes.of(end), escaped(end));
            }
        }
        let arrow = match (way.kind, all.contains(&(to, from))) {
            (MoveKind::Promotion, false) => "-->",
            (MoveKind::Promotion, true) => "<-->",
            (MoveKind::StepDown, false) => "-. step down .->",
            (_, false) => "-.->",
            (_, true) => "<-.->",
        };
        let _ = writeln!(chart, "  {} {arrow} {}", nodes.of(from), nodes.of(to));
    }
    if !inactive.is_empty() {
        let _ = writeln!(chart, "  classDef inactive {PAPER}\n  class {} inactive", inactive.join(","));
    }
    for level in &shown.picture(Form::Wide).levels {
        if let Some(link) = &level.link {
            let _ = writeln!(chart, "  click {} href \"{}\"", nodes.of(&level.id), address(link));
        }
    }
    chart
}

/// Levels by their place, since an id may be a word of Mermaid, such as `end`.
#[derive(Default)]
struct Nodes {
    places: HashMap<String, usize>,
}

impl Nodes {
    fn is_known(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

    fn of(&mut self, id: &str) -> String {
        let next = self.places.len();
        format!("L{}", self.places.entry(id.to_owned()).or_insert(next))
    }
}

fn label(level: &LevelView) -> String {
    let grades = level.grades.as_ref().map(|span| {
        if span.low == span.high {
            format!("grade {}", span.low)
        } else {
            format!("grades {} to {}", span.low, span.high)
        }
    });
    let status = (level.status != "active").then(|| level.status.to_owned());
    let career = level.terminal.then(|| "career level".to_owned());
    let remarks: Vec<String> = grades.into_iter().chain(status).chain(career).collect();
    let lines = [level.id.clone(), level.titles.join(" / "), remarks.join(", ")];
    let lines = lines.iter().filter(|line| !line.is_empty()).map(|line| escaped(line));
    lines.collect::<Vec<_>>().join("<br/>")
}

/// A text between quotation marks. All that could have a meaning for Mermaid, or for the page that it makes, is a number.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in one_line(text).chars() {
        if c.is_alphanumeric() || !c.is_ascii() || matches!(c, ' ' | '-' | '.' | ',' | '/' | '(' | ')' | ':') {
            escaped.push(c);
        } else {
            let _ = write!(escaped, "#{};", u32::from(c));
        }
    }
    escaped
}

/// An address between quotation marks.
fn address(link: &str) -> String {
    let mut address = String::new();
    for c in link.chars() {
        if matches!(c, '"' | '<' | '>' | '\\' | '`' | ' ') {
            let _ = write!(address, "%{:02X}", u32::from(c));
        } else {
            address.push(c);
        }
    }
    address
}
