//! One self-contained ladder file.

use std::io::{self, Write};

use serde::Serialize;
use serde_yaml::Value;

use super::{Audience, Format, Screen, unsupported};
use crate::view::{Output, OutputKind};
use crate::words::is_hostile;

/// A ladder file that needs no other.
pub struct Yaml;

impl Format for Yaml {
    fn name(&self) -> &'static str {
        "yaml"
    }

    fn audience(&self) -> Audience {
        Audience::Programs
    }

    fn is_whole(&self) -> bool {
        true
    }

    fn supports(&self, kind: OutputKind) -> bool {
        kind == OutputKind::Ladders
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        let (Output::Ladders(ladders), true) = (output, self.supports(output.kind())) else {
            return Err(unsupported(self));
        };
        for shown in ladders {
            writeln!(out, "# The ladder `{}` on its own: its base merged in, `same_as` followed.", shown.id())?;
            let export = shown.export();
            for left_out in &export.left_out {
                writeln!(out, "# Left out, because it touches another ladder: the move from {left_out}.")?;
            }
            out.write_all(yaml(&export).map_err(io::Error::other)?.as_bytes())?;
        }
        Ok(())
    }
}

/// The sign after a bell that becomes `\u`. It is for private use, and escaped itself.
const ESCAPE: char = '\u{e000}';

/// A value as YAML that every reader takes for the same value, and that moves no cursor and turns no text.
///
/// The writer of serde_yaml writes old YAML: it takes some letters of today's for line breaks, and prints others that turn
/// the text as they are. So these become a bell and a code, for which it writes `"\a"` and the code.
///
/// # Errors
/// If the value cannot be written.
pub fn yaml(value: &impl Serialize) -> Result<String, serde_yaml::Error> {
    let mut value = serde_yaml::to_value(value)?;
    mark(&mut value);
    let text = serde_yaml::to_string(&value)?;
    Ok(text.replace(&format!("\\a{ESCAPE}"), "\\u"))
}

fn mark(value: &mut Value) {
    match value {
        Value::String(text) if text.contains(is_special) => {
            let marked = |c: char| {
                if is_special(c) { format!("\u{7}{ESCAPE}{:04X}", u32::from(c)) } else { c.to_string() }
            };
            *text = text.chars().map(marked).collect();
        }
        Value::Sequence(items) => items.iter_mut().for_each(mark),
        Value::Mapping(entries) => {
            *entries = std::mem::take(entries)
                .into_iter()
                .map(|(mut key, mut value)| {
                    mark(&mut key);
                    mark(&mut value);
                    (key, value)
                })
                .collect();
        }
        _ => {}
    }
}

/// Whether a character needs an escape that serde_yaml would not write.
fn is_special(c: char) -> bool {
    matches!(c, '\u{7}' | '\u{85}' | '\u{2028}' | '\u{2029}' | ESCAPE) || (is_hostile(c) && !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_same_when_it_is_read_again() {
        for text in [
            "one\u{85}two\u{2028}three\u{2029}",
            "\u{7}\u{7}u2028",
            "\\a\u{e000}2028 \u{e000}",
            "\\\u{7}\u{e000}",
            "a\u{202e}b\u{2066}",
            "x\u{9b}\u{7f}\n\u{2028}",
        ] {
            let written = yaml(&[("key\u{2029}", text)].into_iter().collect::<std::collections::BTreeMap<_, _>>());
            let written = written.expect("a plain value");
            let is_raw = |c: char| c != '\n' && (is_hostile(c) || ['\u{2028}', '\u{2029}'].contains(&c));
            assert!(!written.contains(is_raw), "{written:?}");
            let again: Value = serde_yaml::from_str(&written).expect("YAML");
            assert_eq!(again["key\u{2029}"], text, "{written:?}");
        }
    }
}
