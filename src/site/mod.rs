//! A site of ladders: its pages, the links between them, and its folder. Each ladder is written by itself, page by page, so that
//! it is no matter how many there are.

mod address;
mod changes;
mod data;
mod folder;
mod frame;
mod index;
mod kept;
mod ladder;
mod look;
mod tools;

use std::io::Write as _;

use maud::Markup;

use address::{COMPARE, SEARCH};
use frame::{Frame, Page};
use index::Column;

use crate::jobs;
use crate::model::resolve::{MovesByLadder, Resolved};
use crate::model::{Ladder, LadderSet};
use crate::render::html::{STYLE_FILE, files};
use crate::view::{ListedLadder, Output};

pub use address::Pages;
pub use changes::History;
pub use folder::{FolderError, SiteFolder};
pub use look::{Look, PICTURES};

/// How many ladders are written before their texts go to the file of texts to find.
const AT_ONCE: usize = 64;

/// A ladder of a site.
pub struct Shown<'a> {
    pub ladder: &'a Ladder,
    /// The path of its file, as the site may tell it.
    pub path: String,
}

/// What a site is made of.
pub struct Site<'a> {
    set: &'a LadderSet,
    moves: MovesByLadder<'a>,
    ladders: Vec<Shown<'a>>,
    look: Look,
    pages: &'a Pages,
    history: History<'a>,
    shows_pay: bool,
    columns: Vec<Column>,
}

impl<'a> Site<'a> {
    /// A site of some ladders of a set, with these pages. If pay is not shown, the set has none.
    pub fn new(
        set: &'a LadderSet,
        (ladders, pages): (Vec<Shown<'a>>, &'a Pages),
        look: Look,
        history: History<'a>,
        shows_pay: bool,
    ) -> Self {
        let moves = MovesByLadder::new(set);
        let column = |shown: &Shown<'a>| Column::new(&Resolved::among(set, shown.ladder, &moves));
        let columns = ladders.iter().map(column).collect();
        Self { set, moves, ladders, look, pages, history, shows_pay, columns }
    }

    /// How many ladders and levels it has.
    pub fn counts(&self) -> (usize, usize) {
        (self.columns.len(), self.columns.iter().map(|column| column.levels).sum())
    }

    /// Writes every file of it, with `list` as what is listed in JSON.
    ///
    /// # Errors
    /// If two pages would be one file, or a file cannot be written.
    pub fn write(&self, list: Vec<ListedLadder>, folder: &SiteFolder) -> Result<(), FolderError> {
        self.write_parts(folder)?;
        let mut texts = folder.create(data::TEXTS)?;
        let fail = |error| FolderError::Io("write", folder.out().join(data::TEXTS), error);
        texts.write_all(data::TEXTS_HEAD.as_bytes()).map_err(fail)?;
        for some in self.ladders.chunks(AT_ONCE) {
            for line in jobs::for_each(some, |shown| ladder::write(self, shown, folder)) {
                texts.write_all(line?.as_bytes()).map_err(fail)?;
            }
        }
        texts.flush().map_err(fail)?;
        self.write_page(
            folder,
            "index.html",
            &self.look.name,
            None,
            index::page(&self.look.name, &self.columns, self.frame().from("index.html")),
            &[],
        )?;
        ladder::json(folder, "index.html", &Output::List(list))?;
        ladder::write_former(self, folder)
    }

    /// Writes what pages share, and the pages that work by scripts.
    fn write_parts(&self, folder: &SiteFolder) -> Result<(), FolderError> {
        for (name, text) in files() {
            let own =
                if name == STYLE_FILE { [include_str!("site.css"), &self.look.colors].concat() } else { String::new() };
            folder.write(name, [text, &own].concat().as_bytes())?;
        }
        for (name, text) in tools::SCRIPTS {
            folder.write(name, text.as_bytes())?;
        }
        if let Some((name, picture)) = &self.look.logo {
            folder.write(name, picture)?;
        }
        folder.write(data::NAMES, data::names(&self.columns).as_bytes())?;
        let frame = self.frame();
        self.write_page(
            folder,
            SEARCH,
            "Search",
            Some("Search"),
            tools::search(frame.from(SEARCH)),
            &tools::SEARCH_SCRIPTS,
        )?;
        self.write_page(
            folder,
            COMPARE,
            "Compare",
            Some("Compare"),
            tools::compare(frame.from(COMPARE)),
            &tools::COMPARE_SCRIPTS,
        )
    }

    /// Writes a page that is about no ladder.
    fn write_page(
        &self,
        folder: &SiteFolder,
        address: &str,
        title: &str,
        part: Option<&str>,
        main: Markup,
        own_scripts: &[&str],
    ) -> Result<(), FolderError> {
        let page =
            Page { address, title: title.to_owned(), ladder: None, level: None, part, main, scripts: &[], own_scripts };
        folder.write(address, self.frame().document(&page).as_bytes())
    }

    fn frame(&self) -> Frame<'_> {
        Frame { look: &self.look, pages: self.pages, history: &self.history }
    }

    fn resolved(&self, shown: &Shown<'a>) -> Resolved<'_> {
        Resolved::among(self.set, shown.ladder, &self.moves)
    }
}
