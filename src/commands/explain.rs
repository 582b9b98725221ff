//! `ladder explain`

use std::path::PathBuf;

use crate::cli::ExplainArgs;
use crate::parse::{self, Input, Loaded};
use crate::rules;
use crate::session::judging::{all_findings, report};
use crate::session::{Status, Stop, World};
use crate::source::Memory;
use crate::view::{Output, RuleExample, RulePage};
use crate::words::suggest;

pub(super) fn run(args: &ExplainArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let Some(rule) = rules::find(&args.rule) else {
        let near = rules::near(&args.rule);
        let help = match near[..] {
            [] => "`ladder rules` lists them".to_owned(),
            _ => format!("did you mean {}?", suggest::one_of(&near)),
        };
        return Err(Stop::new(Status::NothingMatched, format!("there is no rule `{}`", args.rule)).help(help).into());
    };
    let files = rules::files(rule.explanation.bad);
    let loaded = load_example(&files);
    let findings = all_findings(&loaded);
    let bad = RuleExample { files, report: report(&loaded, &findings, rules::ALL.len()) };
    let page = RulePage { rule, bad, good: rules::files(rule.explanation.good) };
    world.write(&args.format, &Output::Rule(page))?;
    Ok(Status::Fine)
}

/// Loads the files of an example as a whole project.
fn load_example(files: &[(String, String)]) -> Loaded {
    let tree = files.iter().fold(Memory::new(), |tree, (name, text)| tree.with(name, text.as_str()));
    parse::load(&tree, &[Input::Path(PathBuf::from("."))])
}
