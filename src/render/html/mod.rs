//! Pages for a browser. The body of each is a function, which leads to others by [`Links`]; [`Shell`] is what is around it.
//! `--format html` puts one body into one file that asks the network for nothing; a site puts many into folders.
//!
//! Markup is maud's, which escapes all that is put in. Only the style sheet and the scripts are unescaped.

mod compare;
mod diff;
mod ladder;
mod layout;
mod level;
mod links;
mod matrix;
mod parts;
mod shell;
mod tables;

use std::io::{self, Write};

use maud::{Markup, html};

use super::{Audience, Format, Screen, unsupported};
use crate::view::{LadderName, LevelPage, Matrix, Output, OutputKind, ShownLadder, View};
use crate::words::{join, one_line};

pub use compare::levels as level_comparison;
pub use diff::changes;
pub use ladder::ladder;
pub use layout::layout;
pub use level::{LastChange, level};
pub use links::{Links, Nowhere, Within, address, competency_anchor, fragment};
pub use matrix::{More, matrix};
pub use parts::{badge, impacts, level_name, level_of, name, paragraphs, prose};
pub use shell::{Assets, STYLE_FILE, Script, Shell, editions, files};

/// A page for a browser.
pub struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn audience(&self) -> Audience {
        Audience::Programs
    }

    fn is_published(&self) -> bool {
        true
    }

    fn is_whole(&self) -> bool {
        true
    }

    fn says_when_changed(&self) -> bool {
        true
    }

    fn supports(&self, kind: OutputKind) -> bool {
        use OutputKind::{Diff, DiffTables, Ladders, Levels, View};
        matches!(kind, Diff | DiffTables | Ladders | Levels | View)
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        let shell = match output {
            Output::Diff(report) => diff::page(report),
            Output::DiffTables => tables::page(),
            Output::Ladders(ladders) => ladder_page(ladders),
            Output::Levels(levels) => level_page(levels),
            Output::View(view) => view_page(view),
            _ => return Err(unsupported(self)),
        };
        out.write_all(shell.document().into_string().as_bytes())
    }
}

/// A page by itself.
fn alone(title: String, main: Markup, ladders: &[&LadderName], scripts: &'static [Script]) -> Shell<'static> {
    let foot = editions(ladders);
    Shell { title, top: html! {}, main, foot, scripts, assets: Assets::Inside }
}

fn ladder_page(ladders: &[ShownLadder<'_>]) -> Shell<'static> {
    let names: Vec<&LadderName> = ladders.iter().map(|shown| &shown.name).collect();
    let title = join(&names.iter().map(|name| &name.title).collect::<Vec<_>>());
    let main = html! {
        @for shown in ladders {
            @let view = shown.view();
            (ladder(shown, &Within::new(shown.id(), view.tracks.iter().flat_map(|track| &track.levels).map(|level| level.id.as_str()))))
        }
    };
    alone(title, main, &names, &[Script::Ladder])
}

fn level_page(levels: &[LevelPage]) -> Shell<'static> {
    let mut names: Vec<&LadderName> = Vec::new();
    for level in levels {
        if !names.contains(&&level.ladder) {
            names.push(&level.ladder);
        }
    }
    let titles: Vec<String> = levels.iter().map(LevelPage::title).collect();
    let main = html! { @for page in levels { (level(page, levels.len() > 1, None, &Nowhere)) } };
    alone(join(&titles), main, &names, &[Script::Ladder])
}

fn view_page(view: &View) -> Shell<'static> {
    let laid_out = view.layout(true);
    let mut names = view.ladders();
    names.dedup();
    let (main, scripts): (Markup, &[Script]) = match view {
        View::Levels(compared) => (level_comparison(compared, &Nowhere), &[Script::Ladder]),
        View::Matrix(table) => (matrix_page(table), &[Script::Ladder]),
        _ => (layout(&laid_out), &[]),
    };
    alone(laid_out.title, main, &names, scripts)
}

fn matrix_page(table: &Matrix) -> Markup {
    let levels = table.tracks.iter().flat_map(|track| &track.levels).map(|level| level.level.id.as_str());
    html! {
        header.hero {
            p.eyebrow {
                span { "Career ladder" }
                @if let Some(version) = &table.ladder.version { span { "version " (one_line(version)) } }
            }
            h1 { (name(&table.ladder.title)) }
        }
        (matrix(table, &More::default(), &Within::new(&table.ladder.id, levels).matrix_only()))
    }
}
