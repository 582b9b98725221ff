//! `--format announcement`: what a people team posts of a revision, as Markdown that reads well as plain text too.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::super::{Audience, Format, Screen, unsupported};
use super::text;
use crate::view::{self, DiffReport, LadderNews, LevelNews, News, Output, OutputKind};
use crate::words::join;

/// What people are told.
pub struct Announcement;

impl Format for Announcement {
    fn name(&self) -> &'static str {
        "announcement"
    }

    fn audience(&self) -> Audience {
        Audience::Programs
    }

    fn supports(&self, kind: OutputKind) -> bool {
        matches!(kind, OutputKind::Diff | OutputKind::Announcement)
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        let Output::Diff(report) = output else { return Err(unsupported(self)) };
        let told = report.announcement.as_ref().expect("a comparison that is announced was told what to announce");
        out.write_all(page(report, told).as_bytes())
    }
}

fn page(report: &DiffReport, told: &view::Announcement) -> String {
    let mut page = String::new();
    let subject = match &told.ladders[..] {
        [one] => format!("the {} ladder", text(&one.title)),
        _ => "our career ladders".to_owned(),
    };
    let _ = writeln!(page, "# What changes on {subject}\n");
    if let Some(date) = told.notice.effective {
        let _ = writeln!(page, "**From {}.**\n", date.in_words());
    }
    if told.ladders.is_empty() {
        let nothing = match report.impact {
            None => "Nothing changes.",
            Some(_) => {
                "Nothing changes for anybody on a ladder: only spelling, punctuation and the like are different."
            }
        };
        let _ = writeln!(page, "{nothing}\n");
    }
    for ladder in &told.ladders {
        write_ladder(&mut page, ladder, told.ladders.len() > 1, report.stat_only);
    }
    if !report.not_compared.is_empty() {
        let _ = writeln!(page, "This does not cover {}.\n", text(&join(&report.not_compared)));
    }
    write_where(&mut page, report, told);
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

fn write_ladder(page: &mut String, ladder: &LadderNews, is_one_of_several: bool, is_short: bool) {
    let heading = if is_one_of_several { "###" } else { "##" };
    if is_one_of_several {
        let _ = writeln!(page, "## {}\n", text(&ladder.title));
    }
    let concerned = match &ladder.concerned[..] {
        [] => "Nobody is asked for more or less.".to_owned(),
        sentences => sentences.join(" "),
    };
    let _ = writeln!(page, "{}\n", text(&concerned));
    if is_short {
        return;
    }
    if !ladder.whole.is_empty() || !ladder.reworded.is_empty() {
        let _ = writeln!(page, "{heading} The ladder as a whole\n");
        ladder.whole.iter().for_each(|news| write_news(page, news));
        write_reworded(page, &ladder.reworded);
        page.push('\n');
    }
    for level in &ladder.levels {
        let _ = writeln!(page, "{heading} {}\n", text(&level.name));
        write_level(page, level);
        page.push('\n');
    }
    if !ladder.unchanged.is_empty() && !ladder.levels.is_empty() {
        let _ = writeln!(page, "Nothing changes at {}.\n", text(&join(&ladder.unchanged)));
    }
}

fn write_level(page: &mut String, level: &LevelNews) {
    level.news.iter().for_each(|news| write_news(page, news));
    if !level.included.is_empty() {
        let _ = writeln!(page, "- What changes at {} counts here too.", text(&join(&level.included)));
    }
    write_reworded(page, &level.reworded);
    if !level.stays.is_empty() {
        let _ = writeln!(page, "- As before: {}.", text(&join(&level.stays)));
    }
}

fn write_news(page: &mut String, news: &News) {
    let about = news.about.as_ref().map_or_else(String::new, |about| format!("**{}**: ", text(about)));
    let _ = writeln!(page, "- {about}{}", text(&news.text));
    for (when, side) in [("Before", &news.before), ("Now", &news.now)] {
        if let Some(side) = side {
            let _ = writeln!(page, "  - {when}: {}", text(side));
        }
    }
}

fn write_reworded(page: &mut String, reworded: &[String]) {
    if !reworded.is_empty() {
        let _ = writeln!(page, "- In other words, and the same is asked: {}.", text(&join(reworded)));
    }
}

/// Where the ladders can be read: where the author says, else in their files.
fn write_where(page: &mut String, report: &DiffReport, told: &view::Announcement) {
    let mut lines = Vec::new();
    if let Some(place) = &told.notice.read_at {
        lines.push(if is_address(place) { format!("<{place}>") } else { text(place) });
    } else {
        for ladder in &told.ladders {
            let Some(owner) = report.owners.iter().find(|owner| owner.id == ladder.id) else { continue };
            let Some(spot) = &owner.spot else { continue };
            let version = owner.version.new.as_ref().map_or_else(String::new, |version| format!(", version {version}"));
            lines.push(text(&format!("{}{version}: {}", ladder.title, report.public.path(&spot.path))));
        }
    }
    match &lines[..] {
        [] => {}
        [line] => {
            let _ = writeln!(page, "Read the whole ladder here: {line}");
        }
        lines => {
            page.push_str("Read the whole ladders here:\n\n");
            lines.iter().for_each(|line| page.push_str(&format!("- {line}\n")));
        }
    }
}

/// Whether it is an address that Markdown makes a link of.
fn is_address(place: &str) -> bool {
    let is_web = place.starts_with("https://") || place.starts_with("http://");
    is_web && !place.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_address_is_a_link() {
        assert!(is_address("https://example.org/ladders?x=1"));
        for other in ["the wiki", "https://a b", "https://a>b", "javascript:alert(1)"] {
            assert!(!is_address(other), "{other}");
        }
    }
}
