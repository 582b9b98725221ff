//! What a file says of itself, and comments to the program: whether they still hold.

pub mod review_due;
pub mod unused_ignore;

use std::collections::HashMap;

use super::{Rule, find, near};
use crate::finding::{Finding, Fix, Ignore, Mark};
use crate::source::FileId;
use crate::words::suggest;

/// Findings without those that comments suppress.
pub struct Suppressed {
    /// The remaining findings, and those for comments that no longer suppress anything.
    pub findings: Vec<Finding>,
    /// Those that were suppressed.
    pub ignored: Vec<Finding>,
}

/// Passes over what comments ask for. `line` says in which file and line a mark stands; `ran` which rules were run,
/// so that a comment is not called idle for want of asking. The line of the primary mark decides; a comment beside another
/// mark of the rule is not idle, for a finding may be about several levels.
pub fn suppress(
    findings: Vec<Finding>,
    ignores: &[Ignore],
    line: impl Fn(&Mark) -> Option<(FileId, usize)>,
    ran: impl Fn(&Rule) -> bool,
) -> Suppressed {
    let mut used: Vec<Vec<bool>> = ignores.iter().map(|ignore| vec![false; ignore.rules.len()]).collect();
    let mut about: HashMap<(FileId, usize), Vec<usize>> = HashMap::new();
    for (index, ignore) in ignores.iter().enumerate() {
        about.entry((ignore.span.file, ignore.line)).or_default().push(index);
    }
    let (mut kept, mut ignored) = (Vec::new(), Vec::new());
    for finding in findings {
        let mut is_ignored = false;
        let related = finding.related.iter().map(|mark| (mark, false));
        let marks =
            if about.is_empty() { Vec::new() } else { [(&finding.primary, true)].into_iter().chain(related).collect() };
        for (mark, is_primary) in marks {
            for index in line(mark).and_then(|at| about.get(&at)).into_iter().flatten() {
                for ((name, _), used) in ignores[*index].rules.iter().zip(&mut used[*index]) {
                    if find(name).is_some_and(|rule| rule.id == finding.rule && can_be_set(rule)) {
                        *used = true;
                        is_ignored |= is_primary;
                    }
                }
            }
        }
        if is_ignored { ignored.push(finding) } else { kept.push(finding) }
    }
    let mut unknown = 0;
    for (ignore, used) in ignores.iter().zip(used) {
        if ignore.rules.is_empty() {
            let mark = Mark::span(ignore.span, "names no rule");
            let finding = unused_ignore::finding("a comment that begins with `ladder:` but has no instruction", mark);
            kept.push(finding.help(
                "write `# ladder: ignore[rule] reason` (`ladder rules` lists the rules) or `# ladder: judge[edit] impact reason`",
            ));
        }
        for ((name, span), used) in ignore.rules.iter().zip(used) {
            if used {
                continue;
            }
            let mark = |label: &str| Mark::span(*span, label);
            let finding = match find(name) {
                None => {
                    let near = if unknown < suggest::MOST { near(name) } else { Vec::new() };
                    unknown += 1;
                    let finding =
                        unused_ignore::finding(format!("there is no rule `{name}` to ignore"), mark("no such rule"));
                    match near[..] {
                        [] => finding.help("`ladder rules` lists the rules"),
                        [one] => finding.help(format!("did you mean `{one}`?")).fix(Fix::word(*span, one)),
                        _ => finding.help(format!("did you mean {}?", suggest::one_of(&near))),
                    }
                }
                Some(rule) if !can_be_set(rule) => {
                    unused_ignore::finding(format!("`{}` cannot be ignored", rule.id), mark("a rule of shape"))
                        .help("a file that cannot be read cannot be checked: correct the line, and delete the comment")
                }
                Some(rule) if !ran(rule) => continue,
                Some(rule) => {
                    unused_ignore::finding(format!("`{}` finds nothing here", rule.id), mark("ignores nothing"))
                        .help("delete the rule from the comment, or the comment")
                }
            };
            kept.push(finding);
        }
    }
    Suppressed { findings: kept, ignored }
}

/// Whether a rule can be turned off, ignored, or given another severity. The rules of shape cannot, because a file that
/// cannot be read cannot be checked.
pub fn can_be_set(rule: &Rule) -> bool {
    rule.category != super::Category::Shape
}
