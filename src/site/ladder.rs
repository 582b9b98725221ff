//! The pages of one ladder: itself, its levels, its pairs of levels, and what changed; each with its JSON beside it.

use super::address::{From, former, of_changes, of_ladder, of_level, of_pair};
use super::data;
use super::folder::{FolderError, SiteFolder};
use super::frame::Page;
use super::{Shown, Site, changes};
use crate::render::html::{Script, ladder, level, level_comparison};
use crate::render::{Format, Json, Screen, Svg};
use crate::view::{LevelComparison, LevelPage, Output, ShownLadder, View, named};

/// Writes everything of a ladder; returns its line in the file of texts to find.
pub(super) fn write(site: &Site<'_>, at: &Shown<'_>, folder: &SiteFolder) -> Result<String, FolderError> {
    let mut shown = ShownLadder::new(site.plan.resolved(at), &Default::default(), at.path.clone());
    shown.name.changed = site.history.changed(shown.id()).map(str::to_owned);
    shown.shows_pay = site.shows_pay;
    let (matrix, view) = (shown.matrix(), shown.view());
    let writer = Writer { site, folder, shown: &shown };
    writer.ladder()?;
    for index in 0..shown.resolved().levels.len() {
        writer.level(index)?;
    }
    for (a, b) in site.plan.pages.pairs(shown.id()) {
        writer.pair(a, b)?;
    }
    if site.history.has(shown.id()) {
        writer.changes()?;
    }
    folder.write(&format!("{}/levels.js", shown.id()), data::levels(&matrix).as_bytes())?;
    let (picture, page) = (format!("{}/picture.svg", shown.id()), of_ladder(shown.id()));
    let output = Output::Ladders(vec![shown]);
    folder.write(&picture, &rendered(&Svg, &output))?;
    json(folder, &page, &output)?;
    Ok(data::texts(&view, &matrix))
}

/// Writes a page for each address that ladders gave up, if no page has it now.
pub(super) fn write_former(site: &Site<'_>, folder: &SiteFolder) -> Result<(), FolderError> {
    for at in &site.plan.ladders {
        for (old, new, name) in former(at.ladder) {
            if !folder.has(&old) {
                let text = site.frame().moved(&old, &new, &name);
                folder.write(&old, text.as_bytes())?;
            }
        }
    }
    Ok(())
}

struct Writer<'w, 'a> {
    site: &'w Site<'w>,
    folder: &'w SiteFolder,
    shown: &'w ShownLadder<'a>,
}

impl Writer<'_, '_> {
    fn id(&self) -> &str {
        self.shown.id()
    }

    fn from<'f>(&'f self, address: &'f str) -> From<'f> {
        From { pages: &self.site.plan.pages, page: address }
    }

    fn page<'p>(&'p self, address: &'p str, title: String, main: maud::Markup) -> Page<'p> {
        let ladder = Some(&self.shown.name);
        let scripts = &[Script::Ladder];
        Page { address, title, ladder, level: None, part: None, main, scripts, own_scripts: &[] }
    }

    fn write(&self, page: &Page<'_>) -> Result<(), FolderError> {
        self.folder.write(page.address, self.site.frame().document(page).as_bytes())
    }

    fn ladder(&self) -> Result<(), FolderError> {
        let address = of_ladder(self.id());
        let main = ladder(self.shown, &self.from(&address));
        self.write(&self.page(&address, self.shown.name.title.clone(), main))
    }

    fn level(&self, index: usize) -> Result<(), FolderError> {
        let mut page = LevelPage::new(self.shown.resolved(), index, false, self.site.shows_pay);
        page.ladder.changed.clone_from(&self.shown.name.changed);
        let (id, title) = (page.level.id.clone(), page.level.titles.first().cloned().unwrap_or_default());
        let address = of_level(self.id(), &id);
        let from = self.from(&address);
        let changed = self.site.history.of_level(self.id(), &id, from);
        let main = level(&page, false, changed.as_ref(), &from);
        let about = format!("{}, {}", named(&id, &title), self.shown.name.title);
        self.write(&Page { level: Some((&id, &title)), ..self.page(&address, about, main) })?;
        json(self.folder, &address, &Output::Levels(vec![page]))
    }

    fn pair(&self, a: usize, b: usize) -> Result<(), FolderError> {
        let resolved = self.shown.resolved();
        let compared = LevelComparison::new((resolved, a), (resolved, b), false, self.site.shows_pay);
        let (low, high) = (&compared.a.level, &compared.b.level);
        let address = of_pair(self.id(), &low.id, &high.id);
        let main = level_comparison(&compared, &self.from(&address));
        let part = format!("with {}", high.id);
        let title = low.titles.first().cloned().unwrap_or_default();
        let about = format!("{} and {}, {}", low.id, high.id, self.shown.name.title);
        let page = self.page(&address, about, main);
        self.write(&Page { level: Some((&low.id, &title)), part: Some(&part), ..page })?;
        json(self.folder, &address, &Output::View(View::Levels(Box::new(compared))))
    }

    fn changes(&self) -> Result<(), FolderError> {
        let address = of_changes(self.id());
        let title = &self.shown.name.title;
        let fail = |error| FolderError::Io("keep changes in", std::env::temp_dir(), error);
        let main = changes::page(&self.site.history, self.id(), title).map_err(fail)?;
        let page = self.page(&address, format!("Changes of {title}"), main);
        self.write(&Page { part: Some(changes::CHANGES), scripts: &[], ..page })?;
        let text = self.site.history.json(self.id()).map_err(fail)?;
        self.folder.write(&address.replace(".html", ".json"), text.as_bytes())
    }
}

/// Writes an output as JSON beside its page.
pub(super) fn json(folder: &SiteFolder, page: &str, output: &Output<'_>) -> Result<(), FolderError> {
    folder.write(&page.replace(".html", ".json"), &rendered(&Json, output))
}

fn rendered(format: &dyn Format, output: &Output<'_>) -> Vec<u8> {
    let mut text = Vec::new();
    format.render(output, Screen::default(), &mut text).expect("the format supports it, and memory takes everything");
    text
}
