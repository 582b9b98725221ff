//! Each format read back by something that does not know how it was written.

use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

/// What every format tells of a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Read {
    pub path: String,
    pub line: u64,
    pub rule: String,
    pub severity: String,
    pub message: String,
}

impl Read {
    /// Without its words, which formats for programs and for people cut differently.
    pub fn key(&self) -> (String, u64, String, String) {
        (self.path.clone(), self.line, self.rule.clone(), self.severity.clone())
    }
}

pub fn json(text: &str) -> Vec<Read> {
    let value: Value = serde_json::from_str(text).unwrap();
    let findings = value["findings"].as_array().unwrap().iter();
    findings
        .map(|finding| Read {
            path: string(&finding["path"]),
            line: finding["line"].as_u64().unwrap(),
            rule: string(&finding["rule"]),
            severity: string(&finding["severity"]),
            message: string(&finding["message"]),
        })
        .collect()
}

pub fn concise(text: &str) -> Vec<Read> {
    let read = |line: &str| {
        let (at, rest) = line.split_once(": ").unwrap();
        let (path_line, _column) = at.rsplit_once(':').unwrap();
        let (path, number) = path_line.rsplit_once(':').unwrap();
        let (severity, rest) = rest.split_once(": ").unwrap();
        let (message, rule) = rest.strip_suffix(']').unwrap().rsplit_once(" [").unwrap();
        Read {
            path: path.to_owned(),
            line: number.parse().unwrap(),
            rule: rule.to_owned(),
            severity: severity.to_owned(),
            message: message.to_owned(),
        }
    };
    text.lines().map(read).collect()
}

static SARIF: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let mut schema: Value = serde_json::from_str(include_str!("../data/sarif-schema-2.1.0.json")).unwrap();
    // Its one pattern that is no regular expression: `^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$`.
    for object in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][object]["properties"]["language"];
        language.as_object_mut().unwrap().remove("pattern").unwrap();
    }
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
});

/// A log that is valid against the schema of SARIF 2.1.0.
pub fn sarif_log(text: &str) -> Value {
    let log: Value = serde_json::from_str(text).unwrap();
    let errors: Vec<String> =
        SARIF.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "not SARIF: {errors:#?}");
    log
}

pub fn sarif(text: &str) -> Vec<Read> {
    let log = sarif_log(text);
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap().iter();
    results
        .map(|result| {
            let rule = string(&result["ruleId"]);
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], rule.as_str());
            let location = &result["locations"][0]["physicalLocation"];
            Read {
                path: percent_decoded(location["artifactLocation"]["uri"].as_str().unwrap()),
                line: location["region"]["startLine"].as_u64().unwrap(),
                rule,
                severity: string(&result["level"]),
                message: sarif_text(result),
            }
        })
        .collect()
}

/// The text that a viewer shows, by section 3.11.6; a link to anything but a related place would be a mistake. Each related place
/// is linked once.
fn sarif_text(result: &Value) -> String {
    let text = result["message"]["text"].as_str().unwrap();
    let (mut shown, mut links) = (String::new(), Vec::new());
    let mut chars = text.chars().peekable();
    let is_escaped = text.contains("](");
    while let Some(c) = chars.next() {
        match c {
            '\\' if is_escaped => {
                shown.push(chars.next().unwrap());
                continue;
            }
            ']' if chars.peek() == Some(&'(') => {
                let target: String = chars.by_ref().skip(1).take_while(|c| *c != ')').collect();
                links.push(target.parse::<u64>().unwrap_or_else(|_| panic!("a link in {text}")));
                continue;
            }
            '[' if is_escaped => continue,
            _ => {}
        }
        shown.push(c);
    }
    let places = result["relatedLocations"].as_array().into_iter().flatten();
    assert_eq!(links, places.map(|place| place["id"].as_u64().unwrap()).collect::<Vec<_>>(), "{text}");
    shown
}

fn percent_decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        if *first == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&rest[..2]).unwrap(), 16).unwrap());
            rest = &rest[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// A command of a workflow.
#[derive(Debug)]
pub struct Command {
    pub name: String,
    pub properties: Vec<(String, String)>,
    pub message: String,
}

impl Command {
    pub fn property(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Every command that GitHub's runner would take from a log: `::name key=value,…::data` after leading blanks, or, as it
/// was written of old, `##[name key=value;…]data` anywhere in a line. What the runner unescapes is unescaped here.
pub fn commands(log: &str) -> Vec<Command> {
    const NAMES: [&str; 14] = [
        "error",
        "warning",
        "notice",
        "debug",
        "group",
        "endgroup",
        "add-mask",
        "add-matcher",
        "remove-matcher",
        "echo",
        "set-output",
        "save-state",
        "stop-commands",
        "set-env",
    ];
    let known = |name: &str| NAMES.contains(&name);
    let split = |info: &str, separator: char| {
        let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
        let properties = properties.split(separator).filter_map(|pair| pair.split_once('='));
        (name.to_owned(), properties.map(|(key, value)| (key.to_owned(), value.to_owned())).collect::<Vec<_>>())
    };
    let modern = |line: &str| {
        let (info, data) = line.trim_start().strip_prefix("::")?.split_once("::")?;
        let (name, properties) = split(info, ',');
        let value = |text: String| unescaped(&text.replace("%3A", ":").replace("%2C", ","));
        let properties = properties.into_iter().map(|(key, text)| (key, value(text))).collect();
        known(&name).then(|| Command { name, properties, message: unescaped(data) })
    };
    let old = |line: &str| {
        let (info, data) = line.split_once("##[")?.1.split_once(']')?;
        let (name, properties) = split(info, ';');
        known(&name).then(|| Command { name, properties, message: unescaped(data) })
    };
    log.split(['\n', '\r']).filter_map(|line| modern(line).or_else(|| old(line))).collect()
}

fn unescaped(text: &str) -> String {
    text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
}

pub fn github(text: &str) -> Vec<Read> {
    let commands = commands(text);
    assert_eq!(commands.len(), text.lines().count(), "every line is one command:\n{text}");
    commands.iter().filter_map(annotation).collect()
}

/// What a command says of a finding; `None` for the notice that counts the rest.
pub fn annotation(command: &Command) -> Option<Read> {
    let rule = command.property("title")?.strip_prefix("ladder (")?.strip_suffix(')')?;
    Some(Read {
        path: command.property("file").unwrap().to_owned(),
        line: command.property("line").unwrap().parse().unwrap(),
        rule: rule.to_owned(),
        severity: if command.name == "notice" { "note".to_owned() } else { command.name.clone() },
        message: command.message.clone(),
    })
}

pub fn gitlab(text: &str) -> Vec<Read> {
    let value: Value = serde_json::from_str(text).unwrap();
    let issues = value.as_array().unwrap().iter();
    issues
        .map(|issue| {
            assert_eq!(issue["fingerprint"].as_str().unwrap().len(), 32);
            Read {
                path: string(&issue["location"]["path"]),
                line: issue["location"]["lines"]["begin"].as_u64().unwrap(),
                rule: string(&issue["check_name"]),
                severity: match issue["severity"].as_str().unwrap() {
                    "major" => "error".to_owned(),
                    "minor" => "warning".to_owned(),
                    "info" => "note".to_owned(),
                    other => panic!("{other}"),
                },
                message: string(&issue["description"]),
            }
        })
        .collect()
}

pub fn junit(text: &str) -> Vec<Read> {
    let document = roxmltree::Document::parse(text).unwrap();
    let cases = document.descendants().filter(|node| node.has_tag_name("testcase"));
    let told = |case: roxmltree::Node<'_, '_>| {
        let told = case.children().find(|node| node.has_tag_name("failure") || node.has_tag_name("system-out"))?;
        let read = concise(told.text().unwrap().lines().next().unwrap()).remove(0);
        assert_eq!(case.attribute("classname"), Some(read.path.as_str()));
        Some(read)
    };
    cases.filter_map(told).collect()
}

/// The rows of the table, as a renderer shows them. Fails where there is an element that this format does not use.
pub fn markdown(text: &str) -> Vec<Read> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut in_body = false;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::TableHead) | Event::End(TagEnd::Table) => in_body = false,
            Event::End(TagEnd::TableHead) => in_body = true,
            Event::Start(Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) if in_body => rows.last_mut().unwrap().push(String::new()),
            Event::Text(text) if in_body => rows.last_mut().unwrap().last_mut().unwrap().push_str(&text),
            Event::InlineHtml(tag) => {
                assert!(["<code>", "</code>", "<br>"].contains(&&*tag), "an element {tag}");
                if in_body && &*tag == "<br>" {
                    rows.last_mut().unwrap().last_mut().unwrap().push('\n');
                } else if in_body {
                    rows.last_mut().unwrap().last_mut().unwrap().push('`');
                }
            }
            Event::Html(tag) => panic!("a block of HTML: {tag}"),
            Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::BlockQuote(_))) => {
                panic!("{tag:?}");
            }
            _ => {}
        }
    }
    let read = |row: Vec<String>| {
        let [kind, at, what] = row.try_into().unwrap();
        let (severity, rule) = kind.split_once('\n').unwrap();
        let (path, _column) = at.trim_matches('`').rsplit_once(':').unwrap();
        let (path, line) = path.rsplit_once(':').unwrap();
        Read {
            path: path.to_owned(),
            line: line.parse().unwrap(),
            rule: rule.trim_matches('`').to_owned(),
            severity: severity.to_owned(),
            message: what.replace('\u{200b}', ""),
        }
    };
    rows.into_iter().map(read).collect()
}

/// Titles of what is shown with its source: severity and rule.
pub fn human(text: &str) -> Vec<(String, String)> {
    let title = |line: &str| {
        let (severity, rest) = line.split_once('[')?;
        let (rule, _) = rest.split_once("]: ")?;
        ["error", "warning", "note"].contains(&severity).then(|| (severity.to_owned(), rule.to_owned()))
    };
    text.lines().filter_map(title).collect()
}

fn string(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// The rows of a CSV file, by RFC 4180.
pub fn csv(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut signs = text.chars().peekable();
    let mut is_quoted = false;
    while let Some(sign) = signs.next() {
        let row = rows.last_mut().unwrap();
        let cell = row.last_mut().unwrap();
        match sign {
            '"' if is_quoted && signs.peek() == Some(&'"') => cell.push(signs.next().unwrap()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(String::new()),
            '\r' if !is_quoted && signs.peek() == Some(&'\n') => {
                signs.next();
                rows.push(vec![String::new()]);
            }
            sign => cell.push(sign),
        }
    }
    assert!(!is_quoted, "a quotation mark is open");
    assert_eq!(rows.pop(), Some(vec![String::new()]), "the last line ends");
    rows
}
