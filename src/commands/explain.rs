//! `ladder explain`

use std::path::PathBuf;

use crate::cli::ExplainArgs;
use crate::diff::{KINDS, Kind};
use crate::parse::{self, Input};
use crate::rules;
use crate::session::judging::{Judging, book, located_with_corrections};
use crate::session::settings::Flags;
use crate::session::{Status, Stop, World};
use crate::source::Memory;
use crate::view::{Output, RuleExample, RulePage};
use crate::words::suggest;

pub(super) fn run(args: &ExplainArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let name = &args.what;
    if let Some(kind) = Kind::find(name) {
        world.write(&args.format, &Output::Kind(kind.row()))?;
        return Ok(Status::Fine);
    }
    let Some(rule) = rules::find(name) else {
        let names = rules::ALL.iter().map(|rule| rule.id).chain(KINDS.iter().map(|row| row.name));
        let help = suggest::did_you_mean(name, names).unwrap_or_else(|| {
            "`ladder rules` lists the rules, `ladder diff --explain` the kinds of change".to_owned()
        });
        let message = format!("there is no rule or kind of change `{name}`");
        return Err(Stop::new(Status::NothingMatched, message).help(help).into());
    };
    let files = rules::files(rule.explanation.bad);
    let tree = files.iter().fold(Memory::new(), |tree, (name, text)| tree.with(name, text.as_str()));
    // As a whole project, by its own settings.
    let loaded = parse::load(&tree, &[Input::Path(PathBuf::from("."))]);
    let book = book(&mut world.with_tree(&tree), Flags::default(), &loaded)?;
    let findings = Judging::new(&tree, &loaded, &book).judge(true).findings;
    let bad = RuleExample { files, sources: &loaded.sources, findings: located_with_corrections(&loaded, &findings) };
    let page = RulePage { rule, bad, good: rules::files(rule.explanation.good) };
    world.write(&args.format, &Output::Rule(page))?;
    Ok(Status::Fine)
}
