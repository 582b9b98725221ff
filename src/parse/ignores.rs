//! Comments that speak to the program: `# ladder: ignore[rule] reason` and `# ladder: judge[edit] impact reason`.

use super::yaml::Tree;
use crate::finding::Ignore;
use crate::source::{FileId, SourceFile, Span};

/// What a comment begins with that is meant for the program.
const MARK: &str = "ladder:";

/// A comment that says of one edit what it does to people, in place of the comparison's own judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The comment.
    pub span: Span,
    /// What the edit is known by.
    pub edit: String,
    /// The impact, as written.
    pub impact: String,
    /// Why.
    pub reason: String,
}

/// The comments of a file that judge an edit, and give an impact and a reason.
pub fn judged(file: &SourceFile, tree: &Tree) -> Vec<Judged> {
    tree.comments().iter().filter_map(|span| judgement(file, *span)).collect()
}

fn judgement(file: &SourceFile, span: Span) -> Option<Judged> {
    let said = said(&file.text()[span.range()])?;
    let (edit, rest) = said.strip_prefix("judge")?.trim_start().strip_prefix('[')?.split_once(']')?;
    let (impact, reason) = rest.trim().split_once(char::is_whitespace)?;
    let word = |text: &str| text.trim().to_owned();
    Some(Judged { span, edit: word(edit), impact: word(impact), reason: word(reason) })
}

/// What a comment says to the program.
fn said(comment: &str) -> Option<&str> {
    Some(comment.trim_start_matches('#').trim_start().strip_prefix(MARK)?.trim_start())
}

/// The ignore comments of a file. One that names no rule has an empty list.
pub fn ignores(id: FileId, file: &SourceFile, tree: &Tree) -> Vec<Ignore> {
    // From the last to the first, so that a line is looked at once, however many comments stand above it.
    let mut below = Below::default();
    let mut ignores: Vec<Ignore> =
        tree.comments().iter().rev().filter_map(|span| ignore(id, file, *span, &mut below)).collect();
    ignores.reverse();
    ignores
}

/// What is known of the lines below a comment.
#[derive(Default)]
struct Below {
    /// The line of the comment that came before this one in the walk upwards.
    comment: Option<usize>,
    /// The first line from there on with something else than comments.
    line: Option<usize>,
}

fn ignore(id: FileId, file: &SourceFile, span: Span, below: &mut Below) -> Option<Ignore> {
    let text = &file.text()[span.range()];
    if judgement(file, span).is_some() {
        return None;
    }
    let named = said(text)?
        .strip_prefix("ignore")
        .and_then(|rest| rest.trim_start().strip_prefix('['))
        .and_then(|rest| rest.split_once(']'));
    let (rules, reason) = match named {
        Some((names, reason)) => {
            let at = |part: &str| span.start as usize + (part.as_ptr() as usize - text.as_ptr() as usize);
            let name = |part: &str| {
                let name = part.trim();
                let start = at(name);
                (!name.is_empty()).then(|| (name.to_owned(), Span::new(id, start, start + name.len())))
            };
            (names.split(',').filter_map(name).collect(), reason.trim().to_owned())
        }
        None => (Vec::new(), String::new()),
    };
    Some(Ignore { span, line: line(file, span, below), rules, reason })
}

/// The line that a comment is about.
fn line(file: &SourceFile, span: Span, below: &mut Below) -> usize {
    let own = file.position(span.start as usize).line;
    let stands_alone = |line: usize| {
        let text = file.text()[file.line_range(line)].trim();
        text.is_empty() || text.starts_with('#')
    };
    let last = file.position(file.text().len()).line;
    let found = (own..=last).find(|line| below.comment == Some(*line) || !stands_alone(*line));
    let found = if found.is_some() && found == below.comment { below.line } else { found };
    *below = Below { comment: Some(own), line: found };
    found.unwrap_or(own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::yaml;
    use crate::source::Sources;

    fn read(text: &str) -> Vec<(usize, Vec<String>, String)> {
        let mut sources = Sources::default();
        let id = sources.add(SourceFile::new("x.yaml", text.to_owned()));
        let tree = yaml::parse(id, text, &mut Vec::new()).expect("a document");
        let names = |ignore: &Ignore| ignore.rules.iter().map(|(name, _)| name.clone()).collect();
        ignores(id, sources.file(id), &tree)
            .iter()
            .map(|ignore| (ignore.line, names(ignore), ignore.reason.clone()))
            .collect()
    }

    #[test]
    fn a_judgement_has_an_edit_an_impact_and_a_reason_or_is_no_instruction() {
        let text = "a: 1 # ladder: judge[d1706c09] wording the same duty\nb: 2 # ladder: judge[d1706c09] wording\n";
        let mut sources = Sources::default();
        let id = sources.add(SourceFile::new("x.yaml", text.to_owned()));
        let tree = yaml::parse(id, text, &mut Vec::new()).expect("a document");
        let found: Vec<_> = judged(sources.file(id), &tree).into_iter().map(|j| (j.edit, j.impact, j.reason)).collect();
        assert_eq!(found, [("d1706c09".to_owned(), "wording".to_owned(), "the same duty".to_owned())]);
        assert_eq!(read(text), [(2, Vec::new(), String::new())]);
    }

    #[test]
    fn a_comment_is_about_its_own_line_or_the_next() {
        let text = "a: 1 # ladder: ignore[grade-gap] they are paid alike\n\n# ladder: ignore[x, y]\n# why\n\nb: 2\n";
        assert_eq!(
            read(text),
            [
                (1, vec!["grade-gap".to_owned()], "they are paid alike".to_owned()),
                (6, vec!["x".to_owned(), "y".to_owned()], String::new()),
            ]
        );
    }

    #[test]
    fn only_comments_speak() {
        assert_eq!(read("a: \"# ladder: ignore[x]\"\nb: |\n  # ladder: ignore[y]\n"), []);
        assert_eq!(read("a: 1 # a ladder: ignore[x]\n"), []);
        assert_eq!(read("a: 1 # ladder: ignroe[x]\n"), [(1, vec![], String::new())]);
    }
}
