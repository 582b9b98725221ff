//! What is around the body of every page: its head, the way to the text, the footer, and the style sheet and scripts.

use std::sync::LazyLock;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::name;
use crate::render::{svg, tokens};
use crate::view::LadderName;
use crate::words::one_line;

/// The one style sheet of all pages.
static STYLE: LazyLock<String> = LazyLock::new(|| {
    let parts = [
        include_str!("css/base.css"),
        include_str!("css/view.css"),
        include_str!("css/ladder.css"),
        include_str!("css/level.css"),
        include_str!("css/diff.css"),
    ];
    format!("{}{}{}", tokens::variables(), parts.concat(), svg::page_style())
});

/// What a browser lets into a page that is one file: the style sheet and the scripts by their SHA-256, and nothing from
/// anywhere. `tests/html.rs` holds the sums to the files, and says what they are.
const OWN_PARTS: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; \
     style-src 'sha256-N0hvcc5XpqqyD7Z/KWEvr742LIggV5eK7mRduV2dNaI='; \
     script-src 'sha256-r0jKcY0Bb6i0hJPZe0RdQf8IVcVs3ldpmRcXHvcBH6A=' 'sha256-+DXrLpo1A5WwXp65dm1iIdQaQ1b//iKgMxGJlnBBBOE='";

/// What it lets into a page of a site: the files of that site. A page that is opened from a disk has no host to be the same.
const OWN_FILES: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src 'self' file: data:; style-src 'self' file:; \
     script-src 'self' file:";

/// A script that makes a page easier to use. No page needs one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Filters and finds in a matrix, compares two of its levels, copies links.
    Ladder,
    /// Filters changes.
    Diff,
}

impl Script {
    /// The name of its file in a site.
    pub fn file(self) -> &'static str {
        match self {
            Self::Ladder => "ladder.js",
            Self::Diff => "diff.js",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Ladder => include_str!("ladder.js"),
            Self::Diff => include_str!("diff.js"),
        }
    }
}

/// Where a page has its style sheet and scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assets<'a> {
    /// In itself.
    Inside,
    /// In files of a folder, by its address: empty, or with a `/` at its end.
    Folder(&'a str),
}

/// The name of the style sheet in a site.
pub const STYLE_FILE: &str = "style.css";

/// The files that pages of a site need in the folder of [`Assets::Folder`], by name.
pub fn files() -> [(&'static str, &'static str); 3] {
    let script = |script: Script| (script.file(), script.text());
    [(STYLE_FILE, STYLE.as_str()), script(Script::Ladder), script(Script::Diff)]
}

/// A page, but for the ladder that is in it.
pub struct Shell<'a> {
    pub title: String,
    /// What is above the text; may be empty.
    pub top: Markup,
    /// The text. It has the only heading of the first rank.
    pub main: Markup,
    /// What is below it, as [`editions`] and other lines; may be empty.
    pub foot: Markup,
    pub scripts: &'a [Script],
    pub assets: Assets<'a>,
}

impl Shell<'_> {
    /// The whole document.
    pub fn document(&self) -> Markup {
        let policy = if self.assets == Assets::Inside { OWN_PARTS } else { OWN_FILES };
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="no-referrer";
                    // Without it, a browser asks the host for one.
                    link rel="icon" href="data:,";
                    title { (one_line(&self.title)) }
                    @match self.assets {
                        Assets::Inside => style { (PreEscaped(STYLE.as_str())) },
                        Assets::Folder(folder) => link rel="stylesheet" href={ (folder) (STYLE_FILE) };
                    }
                }
                body {
                    a.skip href="#_text" { "To the text" }
                    (self.top)
                    main id="_text" { (self.main) }
                    @if !self.foot.0.is_empty() { footer.foot { (self.foot) } }
                    @for script in self.scripts {
                        @match self.assets {
                            Assets::Inside => script { (PreEscaped(script.text())) },
                            Assets::Folder(folder) => script src={ (folder) (script.file()) } {},
                        }
                    }
                }
            }
            "\n"
        }
    }
}

/// Which state of ladders a page shows: a line each, for the footer.
pub fn editions(ladders: &[&LadderName]) -> Markup {
    html! {
        @for ladder in ladders {
            span {
                (name(&ladder.title))
                @if let Some(version) = &ladder.version { ", version " (one_line(version)) }
                @if let Some(day) = &ladder.changed { ", last changed " time datetime=(day) { (day) } }
            }
        }
    }
}
