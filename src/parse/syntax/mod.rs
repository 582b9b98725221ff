//! The parser's errors in words for somebody who edits a ladder, with the likely cause.

mod scene;

use granit_parser::{ErrorKind, ScanError};

use super::invisible;
use crate::finding::Finding;
use crate::source::FileId;
use scene::{Line, Scene, balance};

pub use scene::squeezed;

/// When a text needs quotation marks.
const QUOTED: &str =
    "a text that contains `: ` or ` #`, or begins with one of `@ ` % & * ! | > [ { \" '`, needs quotation marks";

/// A finding for what the parser could not read.
pub fn explain(file: FileId, text: &str, error: &ScanError) -> Finding {
    let scene = Scene::new(file, text, error.marker().byte_offset().unwrap_or(0));
    let kind = error.kind();
    invisible_character(scene).or_else(|| likely(scene, kind)).unwrap_or_else(|| plainly(scene, kind))
}

/// A no-break space and the like in the indentation, in a key or behind its colon, here or on the line above.
fn invisible_character(scene: Scene<'_>) -> Option<Finding> {
    let lines = [scene.above(), Some(scene.line())];
    let at = lines.into_iter().flatten().find_map(|line| {
        let is_blank = |c: char| c == ' ' || c == '-' || invisible::is(c);
        let indentation = line.text.len() - line.text.trim_start_matches(is_blank).len();
        let key = line.text[indentation..].find(':').filter(|end| !line.text[indentation..][..*end].contains(' '));
        // With the character behind the colon.
        let behind = |end: usize| line.text[indentation + end + 1..].chars().next().map_or(0, char::len_utf8);
        let end = indentation + key.map_or(0, |end| end + 1 + behind(end));
        Some(line.start + invisible::find(&line.text[..end])?)
    })?;
    Some(invisible::finding(scene.file, scene.text, at))
}

/// The probable intention, by the text around the place.
fn likely(scene: Scene<'_>, kind: &ErrorKind) -> Option<Finding> {
    match kind {
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => no_space_behind_colon(scene)
            .or_else(|| no_opening_brace(scene))
            .or_else(|| forbidden_beginning(scene))
            .or_else(|| no_comma(scene))
            .or_else(|| second_colon(scene))
            .or_else(|| key_too_deep(scene)),
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            text_behind_quotation(scene)
        }
        ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofImplicitFlowMapping => {
            forbidden_beginning(scene).or_else(|| no_comma(scene)).or_else(|| text_behind_brackets(scene))
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation
        | ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey
        | ErrorKind::UnexpectedEofBlockMapping
        | ErrorKind::UnexpectedEofBlockSequence
        | ErrorKind::ExpectedNodeContent => {
            text_behind_brackets(scene).or_else(|| no_space_behind_colon(scene)).or_else(|| forbidden_beginning(scene))
        }
        ErrorKind::FlowMappingValueAdjacentCollection => no_space_before_brackets(scene),
        ErrorKind::UnknownAnchor
        | ErrorKind::UnclosedQuotedScalar
        | ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::RecursionLimitExceeded => None,
        _ => forbidden_beginning(scene),
    }
}

/// `from:IC4`, here or on the line above, of which this one then looks like the rest.
fn no_space_behind_colon(scene: Scene<'_>) -> Option<Finding> {
    let line = scene.line();
    let squeezed = |line: &Line<'_>| line.squeezed();
    let above = || scene.above().filter(|above| above.body() <= line.body());
    let key = squeezed(&line).or_else(|| squeezed(&above()?))?;
    Some(missing_space(scene, key))
}

fn missing_space(scene: Scene<'_>, key: std::ops::Range<usize>) -> Finding {
    let written = &scene.text[key.clone()];
    let value = scene.text[key.end..].lines().next().unwrap_or_default();
    let value = value.split([',', '}', ']']).next().unwrap_or_default().trim_end();
    let help = if value.is_empty() || value.len() > 40 || value.starts_with(['[', '{']) {
        format!("write `{written} …`")
    } else {
        format!("write `{written} {value}`")
    };
    scene.finding_of(key, format!("a space is missing after `{written}`"), "no space after the colon").help(help)
}

/// `{ a:[x] }`
fn no_space_before_brackets(scene: Scene<'_>) -> Option<Finding> {
    let before = scene.before().trim_end_matches(':');
    let start = before.rfind([' ', ',', '{', '[']).map_or(0, |at| at + 1);
    let start = scene.line().start + start;
    let end = scene.text[start..].find(':')? + start + 1;
    Some(missing_space(scene, start..end))
}

/// `- from: IC4, to: M4 }`
fn no_opening_brace(scene: Scene<'_>) -> Option<Finding> {
    let line = scene.line();
    let body = line.text[line.body()..].trim_end();
    if !body.ends_with('}') || balance(body) >= 0 || !scene.before().contains(": ") {
        return None;
    }
    let key = line.key()?;
    let message = format!("a `{{` is missing before `{}`", &scene.text[key.clone()]);
    Some(scene.finding_of(key, message, "the mapping begins here").help(format!("write `{{ {body}`")))
}

/// A text that begins with a character that means something to YAML.
fn forbidden_beginning(scene: Scene<'_>) -> Option<Finding> {
    let c = scene.character().filter(|_| scene.begins_a_value())?;
    "&*!|>%@`?:,]}-#".contains(c).then(|| cannot_begin(scene, c, "this character has another meaning in YAML"))
}

/// A text from the place on cannot begin with `c`.
fn cannot_begin(scene: Scene<'_>, c: char, label: &str) -> Finding {
    let name = if c == '`' { "a backtick".to_owned() } else { format!("`{c}`") };
    let mut help = in_quotation_marks(scene, scene.at);
    if matches!(c, '|' | '>') {
        help = format!("{help}; `{c}` at the end of a line begins a block of text below it");
    }
    if c == '-' {
        help = format!("{help}; begin a list on its own line");
    }
    scene.finding(format!("a text cannot begin with {name}"), label).help(help)
}

/// The text from `start` on as it should be written, where that can be told.
fn in_quotation_marks(scene: Scene<'_>, start: usize) -> String {
    match scene.meant_from(start).and_then(quoted) {
        Some(quoted) => format!("put the text in quotation marks: `{quoted}`"),
        None => format!("put the text in quotation marks: {QUOTED}"),
    }
}

/// A text in quotation marks, where none in it has to be escaped.
fn quoted(text: &str) -> Option<String> {
    if text.contains('`') {
        None
    } else if !text.contains(['"', '\\']) {
        Some(format!("\"{text}\""))
    } else if !text.contains('\'') {
        Some(format!("'{text}'"))
    } else {
        None
    }
}

/// `{ from: IC4 to: M4 }`: the colon belongs to a key that should be an entry of its own.
fn no_comma(scene: Scene<'_>) -> Option<Finding> {
    if !scene.is_in_brackets() {
        return None;
    }
    // The parser stops at the key, or at its colon.
    let at_colon = scene.character() == Some(':');
    let before = scene.before();
    let start = if at_colon { before.rfind(' ')? + 1 } else { before.len() };
    let start = scene.line().start + start;
    let rest = &scene.text[start..];
    let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_'))?;
    if end == 0 || !rest[end..].starts_with(": ") || before.trim_end().ends_with([',', '{', '[', ':']) {
        return None;
    }
    let key = start..start + end;
    let message = format!("a `,` is missing before `{}`", &scene.text[key.clone()]);
    let help = format!("in braces, separate keys with commas; {QUOTED}");
    Some(scene.finding_of(key, message, "another key begins here").help(help))
}

/// `a: b: c`
fn second_colon(scene: Scene<'_>) -> Option<Finding> {
    let before = scene.before();
    let value = before.find(": ")? + 2;
    let line = scene.line();
    let finding = scene.finding("a second `: ` in one line", "this colon");
    // What follows a comma looks like one more key.
    let word = before.rsplit(' ').next().unwrap_or_default();
    let keys_in_a_row = before[..before.len() - word.len()].trim_end().ends_with(',');
    if keys_in_a_row && !scene.is_in_brackets() {
        let body = line.text[line.body()..].trim_end();
        return Some(
            finding.help(format!(
                "put keys on one line in braces: `{{ {body} }}`; put a text with `: ` in quotation marks"
            )),
        );
    }
    let whole = scene.meant_from(line.start + value).filter(|_| !scene.is_in_brackets()).and_then(quoted);
    let example = whole.zip(line.key()).map_or_else(
        || "summary: \"First: the reason\"".to_owned(),
        |(whole, key)| format!("{}: {whole}", &scene.text[key]),
    );
    Some(finding.help(format!("put the whole text in quotation marks: `{example}`, or start a block with `>-`")))
}

/// A key that is indented further than the line above, which has a value already.
fn key_too_deep(scene: Scene<'_>) -> Option<Finding> {
    let line = scene.line();
    let Some(key) = line.key().filter(|key| key.end == scene.at) else {
        return (!scene.before().trim().is_empty()).then(|| {
            scene
                .finding("a `: ` in a text that continues from the line above", "this colon")
                .help("put the whole text in quotation marks, or start a block with `>-`")
        });
    };
    let finding = |label: &str| scene.finding_of(key.clone(), "a key in a place where none is allowed", label);
    let column = key.start - line.start;
    let same = "the keys of a mapping begin in the same column";
    let above = scene.above().filter(|above| above.key().is_some() && above.body() < column);
    Some(match above {
        Some(above) => {
            let neighbour = above.body();
            let label = match column - neighbour {
                1 => "one space too many".to_owned(),
                more => format!("{more} spaces more than the line above"),
            };
            finding(&label).help(format!("{same}: put {neighbour} spaces before it, or finish the line above"))
        }
        None => finding("here").help(format!("is the line indented like its neighbours? {same}")),
    })
}

/// `[draft] Finishes`: what begins with a bracket is a list, and nothing can follow it.
fn text_behind_brackets(scene: Scene<'_>) -> Option<Finding> {
    let line = scene.line();
    let before = scene.before().trim_end();
    let close = before.chars().next_back().filter(|c| matches!(c, ']' | '}'))?;
    let open = if close == ']' { '[' } else { '{' };
    // Back to the bracket that this one closes.
    let mut depth = 0;
    let start = before.char_indices().rev().find_map(|(at, c)| {
        depth += i32::from(c == close) - i32::from(c == open);
        (depth == 0).then_some(at)
    })?;
    let scene = Scene { at: line.start + start, ..scene };
    let label = if open == '[' { "this begins a list" } else { "this begins a mapping" };
    scene.begins_a_value().then(|| cannot_begin(scene, open, label))
}

/// `"Associate" Engineer`, `'Engineer's helper'`
fn text_behind_quotation(scene: Scene<'_>) -> Option<Finding> {
    let end = scene.text[..scene.at].trim_end().len();
    let quote = scene.text[..end].chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
    let line = scene.line();
    let value = line.key().map(|key| key.end + 1).map(|at| {
        let rest = &scene.text[at..];
        at + rest.len() - rest.trim_start().len()
    });
    let whole = value.filter(|at| *at < scene.at).and_then(|at| scene.meant_from(at));
    let whole = whole.filter(|whole| whole.starts_with(quote) && !whole.contains('`'));
    let is_wrapped = |whole: &str| whole.len() > 2 && whole.ends_with(quote);
    let help = match (quote, whole) {
        ('\'', Some(whole)) if is_wrapped(whole) => {
            let inner = whole[1..whole.len() - 1].replace('\'', "''");
            format!("in single quotation marks, write an apostrophe twice: `'{inner}'`")
        }
        ('\'', Some(whole)) if quoted(whole).is_some() => {
            format!("put the whole text in quotation marks: `\"{whole}\"`")
        }
        ('"', Some(whole)) => {
            let inner = if is_wrapped(whole) { &whole[1..whole.len() - 1] } else { whole };
            format!("put the whole text in the other kind of quotation marks: `'{}'`", inner.replace('\'', "''"))
        }
        ('\'', _) => "in single quotation marks, write an apostrophe twice: `'it''s'`".to_owned(),
        _ => "put the whole text in the other kind of quotation marks: `'the \"best\" way'`".to_owned(),
    };
    let finding =
        scene.finding_of(end - 1..end, "a text that continues after its quotation marks", "the quotation ends here");
    Some(finding.help(help))
}

/// What the parser says, in other words.
fn plainly(scene: Scene<'_>, kind: &ErrorKind) -> Finding {
    match kind {
        ErrorKind::MappingValueNotAllowed
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::MappingKeyNotAllowed => scene
            .finding("a key in a place where none is allowed", "here")
            .help("is the line indented like its neighbours? the keys of a mapping begin in the same column"),
        ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabNotAllowed
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => {
            tab(scene).finding("a tab in place of spaces", "a tab").help("indent with two spaces for each step")
        }
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => scene
            .finding(format!("a control character (U+{:04X})", u32::from(*character)), "here")
            .help("delete it; in double quotation marks you can write it as `\\x1B`"),
        ErrorKind::UnexpectedCharacter { character } => cannot_begin(scene, *character, "here"),
        ErrorKind::RecursionLimitExceeded => scene
            .finding("lists or mappings nested too deep", "one level too many")
            .help("a ladder never needs more than nine; look for a stray `[`, `{` or `- `"),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => scene
            .finding("a quotation mark that is never closed", "opened here")
            .help("close it; in single quotation marks, write an apostrophe twice: `'it''s'`"),
        ErrorKind::InvalidQuotedScalarIndent | ErrorKind::InvalidFlowScalarIndent => scene
            .finding("a line that is indented too little to continue the one above", "here")
            .help("is a quotation mark or a bracket above not closed? indent a value that covers several lines further than its key"),
        ErrorKind::UnknownAnchor => scene
            .finding("an alias to a missing anchor", "no `&` of that name comes before it")
            .help("put a text that begins with `*` in quotation marks"),
        ErrorKind::UnclosedFlowCollection { open } => scene
            .finding(format!("`{open}` is never closed"), "opened here")
            .help(format!("add the closing `{}`", closing(*open))),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => scene
            .finding(format!("`{close}` does not close `{open}`"), "opened here")
            .help(format!("close it with `{}`", closing(*open))),
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator => scene
            .finding("a list or mapping in brackets is not finished", "it should continue or end before this")
            .help("look for a missing `]`, `}` or `,` before this place; put a text with a comma in quotation marks"),
        ErrorKind::MisplacedFlowCollectionEnd => scene
            .finding("a closing bracket that nothing opened", "here")
            .help("delete it, or put the text in quotation marks"),
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::InvalidIndentation
        | ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey
        | ErrorKind::ExpectedNodeContent
        | ErrorKind::ExpectedWhitespace
        | ErrorKind::UnexpectedEndOfPlainScalar
        | ErrorKind::UnexpectedEofBlockMapping
        | ErrorKind::UnexpectedEof => scene
            .finding("the line does not fit the lines above it", "here")
            .help("write `key: value` in the column of its neighbours: look for a missing or extra space, or a missing `: `"),
        ErrorKind::BlockEntryInFlowCollection => scene
            .finding("a `- ` inside brackets", "here")
            .help("is a `}` or `]` above missing, or hidden after ` #`, which begins a comment?"),
        ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::InvalidBlockEntryWhitespace
        | ErrorKind::UnexpectedEofBlockSequence => scene
            .finding("the line does not fit the list around it", "here")
            .help(
                "the entries of a list begin with `- ` in one column, and the keys of an entry begin in one column: look for \
                 a missing or extra space",
            ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => scene
            .finding("a `\\` in double quotation marks without a meaning", "in this text")
            .help("write `\\\\`, or use single quotation marks"),
        ErrorKind::CommentInterceptedScalar => scene
            .finding("a comment in the middle of a text", "the text would continue after it")
            .help("put the comment above the text; put a text with a `#` in quotation marks"),
        ErrorKind::CommentNotSeparated => scene
            .finding("a `#` directly after a value", "here")
            .help("put a space before a comment; put a text with a `#` in quotation marks"),
        ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent => scene
            .finding("`|` or `>` with something after it", "here")
            .help(format!("a block of text begins on the next line; {QUOTED}")),
        ErrorKind::InvalidBlockScalarIndent => scene
            .finding("a line of a block of text is indented too little", "here")
            .help("indent every line of the block at least as far as its first"),
        ErrorKind::MissingAnchorOrAliasName if scene.text[scene.at..].starts_with("* ") => scene
            .finding("a list begins its lines with `-`, not with `*`", "here")
            .help("write one point a line, each behind a dash: `- Writes code that others can read.`"),
        ErrorKind::MissingAnchorOrAliasName => scene
            .finding("`&` or `*` without a name", "here")
            .help(format!("`&name` marks a value, `*name` repeats it; {QUOTED}")),
        ErrorKind::PlainScalarStartsWithDashFlowIndicator => cannot_begin(scene, '-', "here"),
        ErrorKind::ExpectedTagBang
        | ErrorKind::InvalidGlobalTagCharacter
        | ErrorKind::UndeclaredTagHandle
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::MissingTagUri
        | ErrorKind::UnclosedVerbatimTag
        | ErrorKind::InvalidTagEscape
        | ErrorKind::InvalidTagUtf8LeadingByte
        | ErrorKind::InvalidTagUtf8TrailingByte
        | ErrorKind::InvalidTagUtf8 => scene
            .finding("a tag without a meaning", "here")
            .help("delete the tag; put a text that begins with `!` in quotation marks"),
        ErrorKind::DuplicateVersionDirective
        | ErrorKind::UnsupportedYamlMajorVersion
        | ErrorKind::DuplicateTagDirective
        | ErrorKind::ExpectedTagDirectiveBang
        | ErrorKind::MissingDocumentEndBeforeDirective
        | ErrorKind::InvalidDirectiveTerminator
        | ErrorKind::DirectiveDisallowed
        | ErrorKind::MissingYamlVersionSeparator
        | ErrorKind::MissingDirectiveName
        | ErrorKind::InvalidDirectiveName
        | ErrorKind::DirectiveByteLimitExceeded { .. }
        | ErrorKind::TooManyReservedDirectiveParams { .. }
        | ErrorKind::YamlVersionTooLong
        | ErrorKind::MissingYamlVersion
        | ErrorKind::InvalidTagDirectiveTerminator => scene
            .finding("a line with `%` that is not a YAML directive", "here")
            .help("delete the line, since a ladder needs no directives; put a text that begins with `%` in quotation marks"),
        ErrorKind::ExpectedDocumentStart | ErrorKind::InvalidDocumentEnd => scene
            .finding("something follows the end of the document", "here")
            .help("`---` begins a document and `...` ends it, each on its own line; a ladder needs neither"),
        ErrorKind::BomInsideDocument => scene
            .finding("a byte order mark in the middle of the file", "an invisible character")
            .help("delete the character; it is allowed only at the very start of a file"),
        // The remaining errors belong to inputs and limits that are not used here.
        _ => scene.finding("this cannot be read", "here").help(QUOTED),
    }
}

fn closing(open: char) -> char {
    if open == '[' { ']' } else { '}' }
}

/// The nearest tab: on the line that the parser names, or where the text goes on below it.
fn tab(scene: Scene<'_>) -> Scene<'_> {
    let start = scene.line().start;
    let at = scene.text[start..].find('\t').map_or(scene.at, |tab| start + tab);
    Scene { at, ..scene }
}
