//! Nothing that stands in a ladder, or names its file, breaks out of a format.

use super::{folder, program, read, stdout, validate};
use crate::support::readers;

/// Texts as somebody could write them into a ladder, within double quotation marks.
const HOSTILE: [&str; 14] = [
    r"two\nlines\r\nthree",
    r"x\n::error file=other,line=1::pwned",
    r"x\n##[add-mask]e and ##[error]pwned",
    r"100%25 %0A::warning::x%",
    r"]]></failure><script>alert(1)</script>&amp;",
    r"<img src=x onerror=alert(1)> <!-- </code></td></table>",
    r"a | b || c \\| d \\\\| e",
    r"`tick` ``two`` ```\n```",
    r"[link](https://evil.example) ![image](x) [one](1) [x\\](2)",
    r"@everyone #1 !2 ~label %3 org/repo#4 https://evil.example www.evil.example a@b.example",
    r"{0} {{1}} {name}",
    r"\u0007\u001b[31mred\u001b[0m\u0008\u007f\u0085",
    r"\u202etfel ot thgir\u2066 \u200bzero\ufeff",
    r"👩‍💻 設計 e\u0301 *bold* _under_ ~~gone~~ $x$ <https://evil.example>",
];

fn ladder(text: &str) -> String {
    format!(
        "ladder: a\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n      - {{ id: \"{text}\", title: \"{text}\", grade: 1, \
         \"{text}\": 1 }}\n      - {{ id: IC2, title: \"{text}\", grade: 2, links: [{{ title: x, url: \"{text}\" }}] }}\n\
         moves:\n  - {{ from: IC2, to: \"{text}\" }}\n"
    )
}

/// What every published format shows of a message: one line, without what moves the cursor or turns the text.
fn shown(message: &str) -> String {
    let line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_hostile =
        |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
    line.chars().map(|c| if is_hostile(c) { '\u{fffd}' } else { c }).collect()
}

#[test]
fn every_format_gives_hostile_text_back_as_it_was() {
    for text in HOSTILE {
        let folder = folder([("a.yaml", ladder(text).as_str())]);
        let run = |format| stdout(&validate(folder.path(), &["--format", format, "a.yaml"]));
        let mut expected = readers::json(&run("json"));
        expected.sort();
        assert!(expected.len() >= 3, "{text}: {expected:?}");
        for format in ["concise", "sarif", "github", "gitlab", "junit", "markdown"] {
            let mut found = read(format, &run(format)).unwrap();
            assert_eq!(found.len(), expected.len(), "{text}: {format}");
            // Of equal places, the order is that of the messages, which some formats shorten.
            found.sort();
            for (found, expected) in found.iter().zip(&expected) {
                assert_eq!(found.key(), expected.key(), "{text}: {format}");
                let wanted = shown(&expected.message);
                let (found, wanted) = match format {
                    // Backticks are drawn as code: only where they stand is lost.
                    "markdown" => (found.message.replace('`', ""), wanted.replace(['`', '\u{200b}'], "")),
                    _ => (found.message.clone(), wanted),
                };
                assert!(found.starts_with(&wanted), "{text}: {format}:\n{found}\n{wanted}");
            }
        }
    }
}

#[test]
fn markdown_makes_no_element_of_hostile_text() {
    for text in HOSTILE {
        let folder = folder([("a.yaml", ladder(text).as_str())]);
        let page = stdout(&validate(folder.path(), &["--format", "markdown", "a.yaml"]));
        let parser = pulldown_cmark::Parser::new_ext(&page, pulldown_cmark::Options::all());
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, parser);
        for tag in html.split('<').skip(1).map(|tag| tag.split(['>', ' ']).next().unwrap().trim_start_matches('/')) {
            let known = ["h3", "p", "table", "thead", "tbody", "tr", "th", "td", "strong", "code", "br"];
            assert!(known.contains(&tag), "{text}: <{tag}> in\n{html}");
        }
        assert_eq!(html.matches("<code>").count(), html.matches("</code>").count());
        // A name follows no sign that GitHub or GitLab would look up; within code they look for none.
        let outside: String = html.split("<code>").map(|part| part.rsplit("</code>").next().unwrap()).collect();
        for sign in ["@e", "#1", "!2", "~l", "%3", "#4", "@b", "://", "www."] {
            assert!(!outside.contains(sign), "{text}: {sign} in\n{outside}");
        }
    }
}

#[test]
fn a_log_on_github_holds_no_command_but_ours() {
    for text in HOSTILE {
        let folder = folder([("a.yaml", ladder(text).as_str())]);
        let job = |arguments: &[&str]| {
            let output = program(folder.path()).arg("validate").args(arguments).env("GITHUB_ACTIONS", "true").output();
            readers::commands(&stdout(&output.unwrap()))
        };
        assert!(job(&["--format", "human"]).is_empty(), "{text}");
        assert!(job(&["--format", "concise"]).is_empty(), "{text}");
        let ours = job(&[]);
        assert!(ours.iter().all(|command| readers::annotation(command).is_some()), "{text}: {ours:?}");
        assert!(ours.iter().all(|command| command.property("file") == Some("a.yaml")), "{text}: {ours:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_hostile_name_of_a_file_stays_a_name() {
    let names = [
        "a,line=9,title=x.yaml",
        "a::b%0A:c.yaml",
        "a|b`c`.yaml",
        "<script>@everyone.yaml",
        "a b#c?d%20e.yaml",
        "[x](y).yaml",
        "設計👩‍💻.yaml",
        "\"'&.yaml",
    ];
    for name in names {
        let folder = folder([(name, "ladder: a\ntitel: x\ntracks: []\n")]);
        for format in ["concise", "sarif", "github", "gitlab", "junit", "markdown"] {
            let text = stdout(&validate(folder.path(), &["--format", format, "."]));
            let found = read(format, &text).unwrap();
            assert!(!found.is_empty(), "{name}: {format}");
            for found in found {
                assert_eq!(found.path.trim_start_matches("./"), name, "{format}:\n{text}");
            }
        }
    }
    // A line break in a name is told apart from one that is written only where a name must be exact.
    let folder = folder([("a\n::error::b.yaml", "ladder: a\ntitel: x\ntracks: []\n")]);
    let found = readers::github(&stdout(&validate(folder.path(), &["--format", "github", "."])));
    assert!(found.iter().all(|found| found.path == "a\n::error::b.yaml"), "{found:?}");
    assert_eq!(readers::concise(&stdout(&validate(folder.path(), &["--format", "concise", "."]))).len(), found.len());
}
