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

use address::{COMPARE, Pages, SEARCH};
use frame::{Frame, Page};
use index::Column;

use crate::jobs;
use crate::model::resolve::{MovesByLadder, Resolved};
use crate::model::{Ladder, LadderSet};
use crate::render::html::{STYLE_FILE, files};
use crate::view::{ListedLadder, Output};

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

/// The ladders of a site, and its pages.
pub struct Plan<'a> {
    set: &'a LadderSet,
    moves: MovesByLadder<'a>,
    ladders: Vec<Shown<'a>>,
    pages: Pages,
    columns: Vec<Column>,
}

impl<'a> Plan<'a> {
    /// Of some ladders of a set.
    pub fn new(set: &'a LadderSet, ladders: Vec<Shown<'a>>) -> Self {
        let moves = MovesByLadder::new(set);
        let mut pages = Pages::default();
        let mut columns = Vec::new();
        for shown in &ladders {
            let resolved = Resolved::among(set, shown.ladder, &moves);
            pages.add(&resolved);
            columns.push(Column::new(&resolved));
        }
        Self { set, moves, ladders, pages, columns }
    }

    /// How many ladders and levels it has.
    pub fn counts(&self) -> (usize, usize) {
        (self.columns.len(), self.columns.iter().map(|column| column.levels).sum())
    }

    fn resolved(&self, shown: &Shown<'a>) -> Resolved<'_> {
        Resolved::among(self.set, shown.ladder, &self.moves)
    }
}

/// What a site is made of. If pay is not shown, the set of its plan has none.
pub struct Site<'a> {
    pub plan: &'a Plan<'a>,
    pub look: Look,
    pub history: History<'a>,
    pub shows_pay: bool,
}

impl Site<'_> {
    /// Writes every file of it, with `list` as what is listed in JSON.
    ///
    /// # Errors
    /// If two pages would be one file, or a file cannot be written.
    pub fn write(&self, list: Vec<ListedLadder>, folder: &SiteFolder) -> Result<(), FolderError> {
        self.write_parts(folder)?;
        let mut texts = folder.create(data::TEXTS)?;
        let fail = |error| FolderError::Io("write", folder.out().join(data::TEXTS), error);
        texts.write_all(data::TEXTS_HEAD.as_bytes()).map_err(fail)?;
        for some in self.plan.ladders.chunks(AT_ONCE) {
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
            index::page(&self.look.name, &self.plan.columns, self.frame().from("index.html")),
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
        folder.write(data::NAMES, data::names(&self.plan.columns).as_bytes())?;
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
        Frame { look: &self.look, pages: &self.plan.pages, history: &self.history }
    }
}
