//! One value in any layout that YAML has for it.

use std::collections::BTreeMap;

use crate::support::ladders::dice::Dice;
use crate::support::ladders::value::Value;

/// Writes a value down in one of the many ways that YAML has for it.
struct Writer<'a> {
    dice: &'a Dice<'a>,
    out: String,
    /// How often each subtree occurs that may become an anchor.
    counts: BTreeMap<String, usize>,
    /// The names of the subtrees that have been written with an anchor.
    anchors: BTreeMap<String, String>,
    /// Mappings that other mappings merge, and that stand at the top under keys of the author's own.
    merged: Vec<Value>,
    /// Whether the line above is of a block scalar, to which blanks would belong.
    is_below_block: bool,
}

/// One file in a random layout.
pub fn write(dice: &Dice<'_>, value: &Value) -> String {
    let mut writer = Writer {
        dice,
        out: String::new(),
        counts: BTreeMap::new(),
        anchors: BTreeMap::new(),
        merged: Vec::new(),
        is_below_block: false,
    };
    let mut value = writer.with_merges(value.clone());
    if let Value::Map(entries) = &mut value {
        writer.shuffle(entries);
        // What is merged has to be known before.
        for (index, merged) in writer.merged.clone().into_iter().enumerate() {
            entries.insert(index, (format!("x-merged-{index}"), merged));
        }
    }
    writer.count(&value);
    writer.document(&value);
    let mut text = writer.out;
    if dice.once_in(3) {
        text = text.replace('\n', "\r\n");
    }
    if dice.once_in(4) {
        text.insert(0, '\u{feff}');
    }
    text
}

impl Writer<'_> {
    /// The value with some entries of its mappings moved into mappings that are merged, and those shuffled.
    fn with_merges(&mut self, value: Value) -> Value {
        match value {
            Value::List(items) => Value::List(items.into_iter().map(|item| self.with_merges(item)).collect()),
            Value::Map(entries) => {
                let entries = entries.into_iter().map(|(key, value)| (key, self.with_merges(value)));
                let mut entries: Vec<_> = entries.collect();
                self.shuffle(&mut entries);
                if entries.len() > 1 && self.dice.once_in(6) {
                    self.merge(&mut entries);
                }
                Value::Map(entries)
            }
            scalar => scalar,
        }
    }

    fn shuffle(&self, entries: &mut [(String, Value)]) {
        if self.dice.once_in(2) {
            self.dice.shuffle(entries);
        }
    }

    fn merge(&mut self, entries: &mut Vec<(String, Value)>) {
        let at = 1 + self.dice.roll(entries.len() - 1);
        let mut moved = entries.split_off(at);
        if self.dice.once_in(2) {
            // What stands in the mapping itself wins, so it does not matter what this is.
            moved.push((entries[0].0.clone(), Value::text("not this")));
        }
        let mut sources = vec![Value::Map(moved)];
        if self.dice.once_in(3) {
            // Of what is merged, the first wins.
            let Value::Map(first) = &sources[0] else { unreachable!("it was made above") };
            sources.push(Value::Map(vec![(first[0].0.clone(), Value::text("nor this"))]));
        }
        if self.dice.once_in(2) {
            self.merged.extend(sources.iter().cloned());
        }
        let source = if sources.len() == 1 { sources.remove(0) } else { Value::List(sources) };
        let at = self.dice.roll(entries.len() + 1);
        entries.insert(at, ("<<".to_owned(), source));
    }

    fn count(&mut self, value: &Value) {
        *self.counts.entry(format!("{value:?}")).or_default() += 1;
        match value {
            Value::List(items) => items.iter().for_each(|item| self.count(item)),
            Value::Map(entries) => entries.iter().for_each(|(_, value)| self.count(value)),
            _ => {}
        }
    }

    fn document(&mut self, value: &Value) {
        let start = self.dice.pick(&["", "", "", "# A ladder\n", "---\n", "\n\n", "--- # x\n", "# a\n---\n"]);
        self.out.push_str(start);
        match value {
            Value::Map(entries) if !self.dice.once_in(8) => self.map(entries, 0),
            value => {
                self.flow(value, 0);
                self.out.push('\n');
            }
        }
        let end = self.dice.pick(&["", "", "", "\n\n", "...\n", "# end", "...\n# end\n", "  \n"]);
        let end = if self.is_below_block { end.trim_start_matches(' ') } else { end };
        if !end.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(end);
    }

    /// Ends a line, and perhaps leaves room or says something before the next, which begins in `column`.
    fn line(&mut self, column: usize) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        if self.dice.once_in(8) {
            let blank = self.dice.pick(&["\n", "\n\n", "  \n"]);
            self.out.push_str(if self.is_below_block { "\n" } else { blank });
        }
        if self.dice.once_in(12) {
            self.out.push_str(&" ".repeat(column));
            self.out.push_str(self.dice.pick(&["# a comment\n", "#\n", "# key: [value\n"]));
        }
        self.out.push_str(&" ".repeat(column));
        self.is_below_block = false;
    }

    /// The entries of a mapping that begins in `column`; the first stands where the writer is, if that is in a line.
    fn map(&mut self, entries: &[(String, Value)], column: usize) {
        for (index, (key, value)) in entries.iter().enumerate() {
            if index > 0 || column == 0 || self.out.ends_with('\n') {
                self.line(column);
            }
            if self.dice.once_in(20) && key != "<<" {
                self.out.push_str("? ");
                self.key(key);
                self.line(column);
            } else {
                self.key(key);
                self.out.push_str(self.dice.pick(&["", "", "", " "]));
            }
            self.out.push(':');
            self.value(value, column, false);
        }
    }

    fn list(&mut self, items: &[Value], column: usize) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 || self.out.ends_with('\n') {
                self.line(column);
            }
            self.out.push('-');
            self.value(item, column, true);
        }
    }

    /// A key: `<<` only means something without quotes.
    fn key(&mut self, key: &str) {
        let text = match self.dice.roll(6) {
            4 if key != "<<" => format!("'{key}'"),
            5 if key != "<<" => format!("\"{key}\""),
            _ => key.to_owned(),
        };
        self.out.push_str(&text);
    }

    /// What follows the colon or dash of a collection that begins in `column`.
    fn value(&mut self, value: &Value, column: usize, after_dash: bool) {
        self.out.push_str(self.dice.pick(&[" ", " ", " ", "   "]));
        let has_anchor = match self.anchor(value) {
            Anchor::Alias => return self.remark(),
            Anchor::Named => true,
            Anchor::None => false,
        };
        let is_empty = matches!(value, Value::List(items) if items.is_empty())
            || matches!(value, Value::Map(entries) if entries.is_empty());
        match value {
            Value::List(_) | Value::Map(_) if is_empty || self.dice.once_in(4) => {
                self.flow(value, column);
                self.remark();
            }
            Value::List(_) | Value::Map(_) if after_dash && !has_anchor && self.dice.once_in(2) => {
                // `- - x` and `- key: x`: the collection begins in this very line.
                let line = self.out.rfind('\n').map_or(0, |at| at + 1);
                let inner = self.out[line..].chars().count();
                match value {
                    Value::List(items) => self.list(items, inner),
                    Value::Map(entries) => self.map(entries, inner),
                    _ => unreachable!("the arm is for collections"),
                }
            }
            Value::List(items) => {
                // A list may stand right below the key that it is of.
                let step = if after_dash { 1 + self.dice.roll(4) } else { self.dice.roll(5) };
                self.out.push('\n');
                self.list(items, column + step);
            }
            Value::Map(entries) => {
                let step = 1 + self.dice.roll(5);
                self.out.push('\n');
                self.map(entries, column + step);
            }
            scalar => self.scalar(scalar, Some(column)),
        }
    }

    /// Writes `&name` or `*name` for what occurs more than once.
    fn anchor(&mut self, value: &Value) -> Anchor {
        let text = format!("{value:?}");
        if self.counts.get(&text).is_none_or(|count| *count < 2) {
            return Anchor::None;
        }
        if let Some(name) = self.anchors.get(&text) {
            if self.dice.once_in(4) {
                return Anchor::None;
            }
            self.out.push_str(&format!("*{name}"));
            return Anchor::Alias;
        }
        if self.dice.once_in(3) {
            return Anchor::None;
        }
        let name = format!("{}{}", self.dice.pick(&["a", "設", "no", "1."]), self.anchors.len());
        self.out.push_str(&format!("&{name} "));
        // It is known from here on; nothing within it can be the same as all of it.
        self.anchors.insert(text, name);
        Anchor::Named
    }

    /// Perhaps a comment at the end of a line.
    fn remark(&mut self) {
        if self.dice.once_in(12) {
            self.out.push_str(self.dice.pick(&[" # why", "   # a: b", " #", " "]));
        }
    }

    /// A value in brackets, braces or as a scalar within them.
    fn flow(&mut self, value: &Value, column: usize) {
        let space = |writer: &mut Self| match writer.dice.roll(8) {
            0..=5 => {}
            6 => writer.out.push(' '),
            _ => writer.out.push_str(&format!("\n{}", " ".repeat(column + 1 + writer.dice.roll(3)))),
        };
        let (open, close, count) = match value {
            Value::List(items) => ('[', ']', items.len()),
            Value::Map(entries) => ('{', '}', entries.len()),
            scalar => return self.scalar(scalar, None),
        };
        self.out.push(open);
        for index in 0..count {
            space(self);
            let value = match value {
                Value::List(items) => &items[index],
                Value::Map(entries) => {
                    self.key(&entries[index].0);
                    self.out.push_str(": ");
                    &entries[index].1
                }
                _ => unreachable!("scalars have returned"),
            };
            if !matches!(self.anchor(value), Anchor::Alias) {
                self.flow(value, column);
            }
            space(self);
            if index + 1 < count {
                self.out.push_str(", ");
            } else if self.dice.once_in(6) {
                self.out.push(',');
            }
        }
        space(self);
        self.out.push(close);
    }

    /// A scalar; `column` is that of the collection around it, `None` within brackets.
    fn scalar(&mut self, value: &Value, column: Option<usize>) {
        let text = match value {
            Value::Text(text) => text,
            Value::Bare(word) => return self.out.push_str(word),
            _ => return self.out.push_str(self.dice.pick(&["~", "null", "Null", "NULL"])),
        };
        let mut styles = vec!["double"];
        if may_be_plain(text, column.is_none()) {
            styles.insert(0, "plain");
        }
        if text.chars().all(is_printable) {
            if !text.contains('\n') {
                styles.push("single");
            }
            if column.is_some() {
                styles.push("literal");
                if !text.contains('\n') && !text.starts_with([' ', '\t']) {
                    styles.push("folded");
                }
            }
        }
        match (self.dice.pick(&styles), column) {
            ("plain", column) => {
                let text = self.fold(text, column);
                self.out.push_str(&text);
                if column.is_some() {
                    self.remark();
                }
            }
            ("single", column) => {
                let text = self.fold(&text.replace('\'', "''"), column);
                self.out.push_str(&format!("'{text}'"));
            }
            ("literal", Some(column)) => self.block('|', text, column),
            ("folded", Some(column)) => self.block('>', text, column),
            _ => self.double(text, column),
        }
    }

    /// Perhaps breaks a text at a space, to go on in the next line.
    fn fold(&mut self, text: &str, column: Option<usize>) -> String {
        let Some(column) = column else { return text.to_owned() };
        if !self.dice.once_in(4) {
            return text.to_owned();
        }
        let indent = " ".repeat(column + 1 + self.dice.roll(4));
        // In a plain text a comment or the end of the document could begin there.
        let follows_well = |next: char| !next.is_whitespace() && !"#-.".contains(next);
        match foldable(text).find(|at| text[at + 1..].starts_with(follows_well)) {
            Some(at) => format!("{}\n{indent}{}", &text[..at], &text[at + 1..]),
            None => text.to_owned(),
        }
    }

    fn double(&mut self, text: &str, column: Option<usize>) {
        self.out.push('"');
        let (escapes_all, break_at) = (self.dice.once_in(8), column.filter(|_| self.dice.once_in(4)));
        for (index, c) in text.chars().enumerate() {
            match c {
                '"' | '\\' => self.out.push_str(&format!("\\{c}")),
                '\n' => self.out.push_str("\\n"),
                '\t' => self.out.push_str(self.dice.pick(&["\\t", "\\x09"])),
                '\u{85}' => self.out.push_str(self.dice.pick(&["\\N", "\\u0085"])),
                '\u{1b}' => self.out.push_str("\\e"),
                c if !is_printable(c) || escapes_all => self.out.push_str(&match u32::from(c) {
                    code @ 0..=0xff => format!("\\x{code:02x}"),
                    code @ 0x100..=0xffff => format!("\\u{code:04X}"),
                    code => format!("\\U{code:08x}"),
                }),
                c => self.out.push(c),
            }
            // A `\` before the line break takes it out of the text; the indentation goes too, and with it any space.
            let next = text.chars().nth(index + 1);
            if let (4, Some(column), Some('!'..='~')) = (index, break_at, next) {
                self.out.push_str(&format!("\\\n{}", " ".repeat(column + 2)));
            }
        }
        self.out.push('"');
        if column.is_some() {
            self.remark();
        }
    }

    fn block(&mut self, style: char, text: &str, column: usize) {
        let step = 1 + self.dice.roll(4);
        let indent = " ".repeat(column + step);
        self.out.push(style);
        // Indentation cannot be told from a text that begins with blanks.
        let must_say = text.starts_with([' ', '\t', '\n']);
        let indicator = if must_say || self.dice.once_in(4) { step.to_string() } else { String::new() };
        // However many line breaks are kept at the end: they are nobody's intention.
        let chomping = self.dice.pick(&["", "", "-", "+"]);
        self.out.push_str(&if self.dice.once_in(2) {
            format!("{indicator}{chomping}")
        } else {
            format!("{chomping}{indicator}")
        });
        self.out.push_str(self.dice.pick(&["", "", "", " # a comment"]));
        let folded = match foldable(text).next() {
            Some(at) if style == '>' && self.dice.once_in(2) => format!("{}\n{}", &text[..at], &text[at + 1..]),
            _ => text.to_owned(),
        };
        for line in folded.split('\n') {
            self.out.push('\n');
            if !line.is_empty() {
                self.out.push_str(&indent);
                self.out.push_str(line);
            }
        }
        self.out.push('\n');
        self.is_below_block = true;
    }
}

/// What was written for a value.
enum Anchor {
    /// Nothing yet.
    None,
    /// `&name`; the value has to follow.
    Named,
    /// `*name`, which is all.
    Alias,
}

/// Spaces that stand alone between two words.
fn foldable(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let is_word = |at: usize| bytes.get(at).is_some_and(|byte| !byte.is_ascii_whitespace());
    text.match_indices(' ').map(|(at, _)| at).filter(move |at| *at > 0 && is_word(at - 1) && is_word(at + 1))
}

/// What YAML lets stand in a text without an escape, and no reader takes for a line break.
fn is_printable(c: char) -> bool {
    matches!(c, '\n' | '\t' | ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202a}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}')
        || matches!(c, '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
}

/// Whether a text means itself without quotes. `no`, `012` and `1.10` do: they are texts where a text is wanted.
fn may_be_plain(text: &str, in_brackets: bool) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    let second = chars.next();
    let begins_well = match first {
        '-' | '?' | ':' => second.is_some_and(|c| !(c.is_whitespace() || in_brackets && ",[]{}".contains(c))),
        first => !",[]{}#&*!|>'\"%@`".contains(first) && !first.is_whitespace(),
    };
    let is_a_marker = text.starts_with("---") || text.starts_with("...");
    begins_well
        && !is_a_marker
        && !matches!(text, "~" | "null" | "Null" | "NULL")
        && text.chars().all(|c| is_printable(c) && c != '\n' && c != '\t')
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !(in_brackets && text.contains([',', '[', ']', '{', '}']))
}
