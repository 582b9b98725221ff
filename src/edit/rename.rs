//! A thing gets another id: every word that names it, in every file, and `formerly` where the id is given.

use std::collections::HashSet;
use std::fmt;
use std::path::PathBuf;

use super::beside::beside;
use super::formerly::formerly;
use super::meaning::{Becomes, Meaning};
use super::words::{Names, Word, words};
use super::{Splice, scalar};
use crate::config::ReadConfig;
use crate::model::resolve::Number;
use crate::model::{Part, Place, TrackKind, is_valid_id};
use crate::parse::yaml::{self, Entry, Style, Tree};
use crate::parse::{Loaded, Spanned};
use crate::source::{SourceFile, Span};

/// What changes in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEdit {
    /// Its path, as its text was loaded from the tree.
    pub path: PathBuf,
    /// What changes, in the order of the file; no two overlap.
    pub splices: Vec<Splice>,
}

/// Why a thing is not renamed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What is in the way: lowercase, without a final stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refused {}

/// The edits that give a ladder, track, level, competency or grade another id, file by file: where the id is given and
/// used, and in the judgements of `settings`. `loaded` has to be the whole project.
///
/// # Errors
/// If the new id is malformed or taken, if a file cannot be read as YAML, and if the id is written in a way that no edit
/// of a word can follow.
pub fn rename(loaded: &Loaded, settings: &[ReadConfig], place: &Place, new: &str) -> Result<Vec<FileEdit>, Refused> {
    let meaning = Meaning::new(&loaded.set, place, new).ok_or_else(|| {
        refused(format!("`{place}` cannot be renamed"))
            .help("a ladder, a track, a level, a competency and a grade can be")
    })?;
    free(&meaning, loaded)?;
    let mut edits = Vec::new();
    let mut given = 0;
    for (id, path) in &loaded.files {
        let source = loaded.sources.file(*id);
        let mut findings = Vec::new();
        let tree = yaml::parse(*id, source.text(), &mut findings).filter(|_| findings.is_empty());
        let tree = tree.ok_or_else(|| unreadable(source))?;
        let words = words(&tree);
        let owner = words.iter().find(|word| word.names == Names::Owner).ok_or_else(|| unreadable(source))?.text;
        given += words.iter().filter(|word| meaning.is_given_by(owner, word)).count();
        if given > 1 {
            return Err(refused(format!("two things are `{place}`"))
                .help("give each its own id; `ladder validate` shows where they are"));
        }
        let splices = File { source, tree: &tree }.splices(&words, owner, &meaning)?;
        edits.push(FileEdit { path: path.clone(), splices });
    }
    if given == 0 {
        return Err(refused(format!("there is no `{place}` in the files")));
    }
    edits.extend(settings.iter().map(|read| judgements(read, &meaning)));
    edits.retain(|edit| !edit.splices.is_empty());
    Ok(edits)
}

/// Requires that the new id is one, and that nothing has it.
fn free(meaning: &Meaning<'_>, loaded: &Loaded) -> Result<(), Refused> {
    let (old, new, place) = (meaning.old, meaning.new, meaning.place);
    if !is_valid_id(new) {
        return Err(refused(format!("`{new}` is not an id"))
            .help("an id begins with a letter or digit and continues with letters, digits, `-`, `_` and `.`"));
    }
    if new == old {
        return Err(refused(format!("`{place}` has this id already")));
    }
    let number = |id: &str| Number::parse(id).filter(|_| matches!(place.part, Part::Grade(_)));
    let same = |id: &str| {
        id.to_lowercase() == new.to_lowercase() || number(id).is_some_and(|known| Some(known) == number(new))
    };
    let taken = rivals(meaning).into_iter().find(|(id, _)| *id != old && same(id));
    if let Some((id, rival)) = taken {
        let span = loaded.origins.of(&rival).first().map(|origin| origin.name);
        let at = span.map_or_else(String::new, |span| {
            let line = loaded.sources.positions(span).0.line;
            format!(" at {}:{line}", loaded.sources.path(span.file).display())
        });
        return Err(refused(format!("the id `{id}` is taken: it is that of `{rival}`{at}")).help("choose another id"));
    }
    let kind = TrackKind::ALL.into_iter().find(|kind| kind.as_str() == new);
    if let (Part::Track(_), Some(kind)) = (&place.part, kind) {
        return Err(refused(format!("`{}` is a kind of track, and competencies can name tracks by it", kind.as_str()))
            .help("choose another id"));
    }
    Ok(())
}

/// The things that must not have the same id, each with its place.
fn rivals<'a>(meaning: &Meaning<'a>) -> Vec<(&'a str, Place)> {
    let (set, owner) = (meaning.set, &meaning.place.owner);
    let home = set.ladder(owner.as_str());
    let within = |part: Part| Place::new(owner.clone(), part);
    match &meaning.place.part {
        Part::Whole => {
            let ladders = set.ladders.iter().map(|ladder| (ladder.id.as_str(), Place::whole(&ladder.id)));
            ladders.chain(set.bases.iter().map(|base| (base.id.as_str(), Place::whole(&base.id)))).collect()
        }
        Part::Track(_) => {
            let tracks = home.into_iter().flat_map(|ladder| ladder.tracks.iter());
            tracks.map(|track| (track.id.as_str(), within(Part::Track(track.id.clone())))).collect()
        }
        Part::Level(..) => {
            let levels = home.into_iter().flat_map(|ladder| ladder.levels());
            levels
                .map(|(track, level)| (level.id.as_str(), within(Part::Level(track.id.clone(), level.id.clone()))))
                .collect()
        }
        part => {
            let own = set.definitions(owner);
            if let Part::Grade(_) = part {
                let grades = own.into_iter().flat_map(|own| own.grades.get()).flatten();
                return grades.map(|grade| (grade.id.as_str(), within(Part::Grade(grade.id.clone())))).collect();
            }
            let own = own.into_iter().flat_map(|own| own.competencies.iter()).map(|known| (owner.clone(), known));
            let reached = meaning.users.values().flat_map(|user| &user.competencies);
            own.chain(reached.map(|known| (known.owner.clone(), known.value)))
                .map(|(owner, known)| (known.id.as_str(), Place::new(owner, Part::Competency(known.id.clone()))))
                .collect()
        }
    }
}

/// A ladder or base file.
struct File<'a> {
    source: &'a SourceFile,
    tree: &'a Tree,
}

impl File<'_> {
    fn splices(&self, words: &[Word<'_>], owner: &str, meaning: &Meaning<'_>) -> Result<Vec<Splice>, Refused> {
        let renamed = words.iter().filter_map(|word| Some((word, meaning.of(owner, word)?)));
        let renamed: Vec<(&Word<'_>, Becomes)> = renamed.collect();
        let used: HashSet<Span> = renamed.iter().map(|(word, _)| word.used).collect();
        let mut splices = Vec::new();
        for (word, becomes) in &renamed {
            // What an alias stands for takes the alias along.
            if word.used == word.written || !used.contains(&word.written) {
                splices.push(self.splice(word, becomes).ok_or_else(|| self.unclear(word.used))?);
            }
        }
        self.takes_along_nothing_else(&used)?;
        // A mapping that an alias repeats says its words in each place.
        let elsewhere = words.iter().find(|word| used.contains(&word.used) && meaning.of(owner, word).is_none());
        let given_twice =
            renamed.iter().map(|(word, _)| *word).find(|word| word.is_given && self.is_repeated(word.used));
        if let Some(word) = elsewhere.or(given_twice) {
            return Err(self.unclear(word.used));
        }
        // It would come into force once the entry that wins over it has another key.
        let is_key = |entry: &&Entry| matches!(meaning.place.part, Part::Competency(_)) && entry.key == meaning.old;
        if let Some(entry) = self.tree.overridden().iter().find(is_key).filter(|_| !splices.is_empty()) {
            return Err(self.unclear(entry.key_span));
        }
        if let Some(given) = words.iter().find(|word| meaning.is_given_by(owner, word)) {
            let former = formerly(self.source, self.tree, given, meaning.new);
            splices.extend(former.ok_or_else(|| self.unclear(given.used))?);
        }
        Ok(joined(splices))
    }

    fn splice(&self, word: &Word<'_>, becomes: &Becomes) -> Option<Splice> {
        let text = self.source.text();
        let range = scalar::bare(text, word.used.range());
        let written = text.get(range.clone()).filter(|written| !written.is_empty() && word.style != Style::Block)?;
        match becomes {
            Becomes::Text(new) => Some(Splice { text: scalar::like(written, new), range }),
            Becomes::Both(new) => beside(self.source, word.list, word.used.range(), new),
        }
    }

    /// Requires that no alias of what is edited means something else, which would change with it.
    fn takes_along_nothing_else(&self, edited: &HashSet<Span>) -> Result<(), Refused> {
        let tree = self.tree;
        let mut aliases = tree.nodes().filter(|node| tree.is_alias(*node));
        let other = aliases
            .find(|alias| edited.contains(&tree.span(tree.meant(*alias))) && !edited.contains(&tree.span(*alias)));
        other.map_or(Ok(()), |alias| Err(self.unclear(tree.span(alias))))
    }

    /// Whether an alias repeats something that the span is in.
    fn is_repeated(&self, span: Span) -> bool {
        let tree = self.tree;
        let mut aliased = tree.nodes().filter(|node| tree.is_alias(*node)).map(|alias| tree.span(tree.meant(alias)));
        aliased.any(|whole| whole != span && whole.start <= span.start && span.end <= whole.end)
    }

    /// Why a word cannot be edited by itself.
    fn unclear(&self, span: Span) -> Refused {
        let (path, line) = (self.source.path().display(), self.source.position(span.start as usize).line);
        let written = self.source.text()[span.range()].lines().next().unwrap_or_default();
        refused(format!("`{written}` at {path}:{line} cannot be edited by itself"))
            .help("write each id out in one line, without an anchor or alias")
    }
}

/// The judgements whose places change.
fn judgements(read: &ReadConfig, meaning: &Meaning<'_>) -> FileEdit {
    let splices = read.config.judgements.iter().filter_map(|judgement| {
        let Spanned { value, span } = &judgement.place;
        let text = read.sources.file(span.file).text();
        let range = scalar::bare(text, span.range());
        Some(Splice { text: scalar::like(&text[range.clone()], &meaning.renamed_place(value)?), range })
    });
    FileEdit { path: read.config.path.clone(), splices: joined(splices.collect()) }
}

/// The splices in their order, what is used several times once, and what begins where another ends as one with it.
fn joined(mut splices: Vec<Splice>) -> Vec<Splice> {
    splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
    splices.dedup();
    let mut joined: Vec<Splice> = Vec::new();
    for splice in splices {
        match joined.last_mut() {
            Some(last) if last.range.end == splice.range.start => {
                last.range.end = splice.range.end;
                last.text.push_str(&splice.text);
            }
            _ => joined.push(splice),
        }
    }
    joined
}

fn unreadable(source: &SourceFile) -> Refused {
    refused(format!("`{}` has errors, so ids in it could be missed", source.path().display()))
        .help("`ladder validate` shows them; correct them first")
}

fn refused(message: String) -> Refused {
    Refused { message, help: None }
}

impl Refused {
    fn help(mut self, help: &str) -> Self {
        self.help = Some(help.to_owned());
        self
    }
}
