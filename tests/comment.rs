//! The script that keeps a comment on a pull request, run against a server that plays GitHub's API on this machine.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::support::server::{self, Answer};
use crate::support::skipped::installed;

const MARK: &str = "<!-- ladder: what this pull request changes -->";
const TOKEN: &str = "t0ken\"with\\signs";
const CHANGES: &str = "### Ladders: breaking, which asks for a major version\n\nSomething is gone.\n";
const NO_CHANGE: &str = "### Ladders: no change\n\nNothing changes.\n";

/// What the server holds, and what it was asked.
#[derive(Default)]
struct Api {
    comments: Vec<Value>,
    /// Who the token belongs to; `None` for the token of a job, which may not ask.
    login: Option<&'static str>,
    /// The status of every writing call, where it fails.
    refuses: Option<u16>,
    /// How many calls fail with 502 before the next is answered.
    hiccups: usize,
    /// Whether a comment is written although the call fails.
    writes_all_the_same: bool,
    /// Each call as `GET /path`.
    calls: Vec<String>,
    /// Each call's `Authorization`.
    tokens: Vec<String>,
}

impl Api {
    fn with(comments: Vec<Value>) -> Self {
        Self { comments, ..Self::default() }
    }

    /// The status and the body of an answer.
    fn answer(&mut self, method: &str, path: &str, body: &str) -> (u16, Value) {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        if self.hiccups > 0 && (!self.writes_all_the_same || method != "GET") {
            self.hiccups -= 1;
            if self.writes_all_the_same {
                self.write(method, path, body);
            }
            return (502, json!("<html>"));
        }
        match (method, path) {
            ("GET", "/user") => match self.login {
                Some(login) => (200, json!({ "login": login })),
                None => (403, json!({ "message": "Resource not accessible by integration" })),
            },
            ("GET", "/repos/o/r/issues/7/comments") => {
                let asked = |name: &str| {
                    let pair = query.split('&').find_map(|pair| pair.strip_prefix(name));
                    pair.unwrap().trim_start_matches('=').parse::<usize>().unwrap()
                };
                let (size, page) = (asked("per_page"), asked("page"));
                assert!(size <= 100, "GitHub takes no more");
                let comments = self.comments.iter().skip((page - 1) * size).take(size);
                (200, Value::Array(comments.cloned().collect()))
            }
            ("POST" | "PATCH", _) => match self.refuses {
                Some(status) => (status, json!({ "message": "no" })),
                None => self.write(method, path, body),
            },
            _ => (404, json!({ "message": "Not Found" })),
        }
    }

    fn write(&mut self, method: &str, path: &str, body: &str) -> (u16, Value) {
        let sent: Value = serde_json::from_str(body).unwrap();
        let text = sent["body"].as_str().unwrap();
        assert!(text.encode_utf16().count() <= 65_536, "GitHub takes no more");
        assert_eq!(sent.as_object().unwrap().len(), 1);
        // GitHub drops what is blank at the end.
        let text = text.trim_end();
        if method == "POST" {
            assert_eq!(path, "/repos/o/r/issues/7/comments");
            let login = self.login.unwrap_or("github-actions[bot]");
            self.comments.push(comment(1000 + self.comments.len(), login, text));
            return (201, self.comments.last().unwrap().clone());
        }
        let id = path.strip_prefix("/repos/o/r/issues/comments/").unwrap().parse::<usize>().unwrap();
        let found = self.comments.iter_mut().find(|comment| comment["id"] == id).unwrap();
        found["body"] = text.into();
        (200, found.clone())
    }
}

fn comment(id: usize, login: &str, body: &str) -> Value {
    json!({ "id": id, "user": { "login": login }, "body": body })
}

/// The comment of the job, about something.
fn ours(id: usize, text: &str) -> Value {
    comment(id, "github-actions[bot]", format!("{MARK}\n{text}").trim_end())
}

/// A server for one run.
fn serve(api: Api) -> (String, Arc<Mutex<Api>>) {
    let api = Arc::new(Mutex::new(api));
    let shared = Arc::clone(&api);
    let address = server::serve(move |request| {
        let mut api = shared.lock().unwrap();
        api.calls.push(format!("{} {}", request.method, request.path));
        api.tokens.push(request.header("authorization").to_owned());
        let (status, answer) = api.answer(&request.method, &request.path, &request.body);
        Answer::json(status, &answer)
    });
    (address, api)
}

/// What a run leaves behind.
struct Step {
    status: Option<i32>,
    log: String,
    calls: Vec<String>,
    comments: Vec<Value>,
}

impl Step {
    /// The calls that write.
    fn writes(&self) -> Vec<&str> {
        self.calls.iter().map(String::as_str).filter(|call| !call.starts_with("GET ")).collect()
    }

    fn body(&self, index: usize) -> &str {
        self.comments[index]["body"].as_str().unwrap()
    }
}

/// Whether the programs that the script calls are here.
fn can_run() -> bool {
    ["bash", "curl", "jq"].into_iter().all(installed)
}

/// Runs the script on some Markdown; `None` stands for a comparison that left none.
fn run(api: Api, markdown: Option<&str>) -> Step {
    run_with(api, markdown, &[])
}

fn run_with(api: Api, markdown: Option<&str>, variables: &[(&str, &str)]) -> Step {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("changes.md");
    if let Some(text) = markdown {
        fs::write(&page, text).unwrap();
    }
    let (address, api) = serve(api);
    let temporary = folder.path().join("tmp");
    fs::create_dir(&temporary).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/action/comment.sh");
    let mut command = Command::new("bash");
    command.arg(script).env("TMPDIR", &temporary).env("MARKDOWN", &page);
    command.env("GITHUB_API_URL", address).env("GITHUB_REPOSITORY", "o/r").env("PULL_REQUEST", "7");
    command.env("TOKEN", TOKEN).env("RETRY_SECONDS", "0").env("no_proxy", "127.0.0.1");
    command.envs(variables.iter().copied());
    let output = command.output().unwrap();
    let log = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(!log.contains("t0ken"), "the token is in the log: {log}");
    assert_eq!(fs::read_dir(&temporary).unwrap().count(), 0, "the script cleans up after itself");
    let api = api.lock().unwrap();
    assert!(api.tokens.iter().all(|token| *token == format!("Bearer {TOKEN}")), "{:?}", api.tokens);
    Step { status: output.status.code(), log, calls: api.calls.clone(), comments: api.comments.clone() }
}

#[test]
fn the_first_change_posts_one_comment() {
    if !can_run() {
        return;
    }
    let step = run(Api::with(vec![comment(1, "somebody", "Looks good.")]), Some(CHANGES));
    assert_eq!((step.status, step.log.as_str()), (Some(0), ""));
    assert_eq!(step.writes(), ["POST /repos/o/r/issues/7/comments"]);
    assert_eq!(step.body(1), format!("{MARK}\n{CHANGES}").trim_end());
}

#[test]
fn a_comment_that_says_something_else_is_brought_up_to_date() {
    if !can_run() {
        return;
    }
    let step = run(Api::with(vec![ours(5, "### Ladders: wording")]), Some(CHANGES));
    assert_eq!((step.status, step.log.as_str()), (Some(0), ""));
    assert_eq!(step.writes(), ["PATCH /repos/o/r/issues/comments/5"]);
    assert_eq!(step.comments, [ours(5, CHANGES)]);
}

#[test]
fn a_comment_that_says_the_same_is_left_alone() {
    if !can_run() {
        return;
    }
    for kept in
        [ours(5, CHANGES), comment(5, "github-actions[bot]", &format!("{MARK}\n{CHANGES}").replace('\n', "\r\n"))]
    {
        let step = run(Api::with(vec![kept.clone()]), Some(CHANGES));
        assert_eq!((step.status, step.log.as_str()), (Some(0), ""));
        assert_eq!(step.writes(), [""; 0]);
        assert_eq!(step.comments, [kept]);
    }
}

#[test]
fn where_nothing_changes_nothing_is_posted_and_an_old_comment_says_so() {
    if !can_run() {
        return;
    }
    let step = run(Api::default(), Some(NO_CHANGE));
    assert_eq!((step.status, step.log.as_str(), step.comments.len()), (Some(0), "", 0));
    let step = run(Api::with(vec![ours(5, CHANGES)]), Some(NO_CHANGE));
    assert_eq!(step.comments, [ours(5, NO_CHANGE)]);
}

#[test]
fn what_could_not_be_compared_is_not_posted_and_an_old_comment_does_not_go_on_saying_what_it_said() {
    if !can_run() {
        return;
    }
    let step = run(Api::default(), None);
    assert_eq!((step.status, step.log.as_str(), step.comments.len()), (Some(0), "", 0));
    let step = run(Api::with(vec![ours(5, CHANGES)]), None);
    assert!(step.body(0).starts_with(&format!("{MARK}\n### Ladders: not compared\n")), "{}", step.body(0));
}

#[test]
fn a_comment_on_the_second_page_is_found() {
    if !can_run() {
        return;
    }
    let mut comments: Vec<Value> = (1..=120).map(|id| comment(id, "somebody", "+1")).collect();
    comments[110] = ours(111, "### Ladders: wording");
    let step = run(Api::with(comments), Some(CHANGES));
    assert_eq!(step.writes(), ["PATCH /repos/o/r/issues/comments/111"]);
    // A hundred are one full page: whether there is another is known only from an empty one.
    let full: Vec<Value> = (1..=100).map(|id| comment(id, "somebody", "+1")).collect();
    let step = run(Api::with(full), Some(CHANGES));
    assert_eq!(step.writes(), ["POST /repos/o/r/issues/7/comments"]);
    assert_eq!(step.calls.iter().filter(|call| call.contains("&page=")).count(), 2);
}

#[test]
fn only_what_bears_the_mark_at_its_start_and_is_ones_own_is_changed() {
    if !can_run() {
        return;
    }
    let theirs = vec![
        comment(1, "somebody", &format!("{MARK}\n{CHANGES}")),
        comment(2, "github-actions[bot]", &format!("Quoting:\n{MARK}")),
        json!({ "id": 3, "user": null, "body": MARK }),
        json!({ "id": 4, "user": { "login": "github-actions[bot]" }, "body": null }),
    ];
    let step = run(Api::with(theirs.clone()), Some(CHANGES));
    assert_eq!(step.writes(), ["POST /repos/o/r/issues/7/comments"]);
    assert_eq!(step.comments[..4], theirs[..]);
    // The token of a person writes as that person, and then the job's comment is somebody else's.
    let mut comments = theirs;
    comments.push(ours(5, "x"));
    let step = run(Api { login: Some("somebody"), ..Api::with(comments) }, Some("### Ladders: wording\n"));
    assert_eq!(step.writes(), ["PATCH /repos/o/r/issues/comments/1"]);
}

#[test]
fn a_token_that_may_not_write_is_a_notice() {
    if !can_run() {
        return;
    }
    for status in [403, 404] {
        let step = run(Api { refuses: Some(status), ..Api::default() }, Some(CHANGES));
        assert_eq!(step.status, Some(0));
        assert_eq!(step.writes().len(), 1, "it is asked once");
        assert!(
            step.log.starts_with("::notice title=ladder::there is no comment, because the token may not"),
            "{}",
            step.log
        );
        assert!(step.log.contains("pull-requests: write") && step.log.lines().count() == 1, "{}", step.log);
    }
}

#[test]
fn what_the_api_refuses_otherwise_is_a_warning_and_fails_nothing() {
    if !can_run() {
        return;
    }
    let step = run(Api { refuses: Some(422), ..Api::default() }, Some(CHANGES));
    assert_eq!((step.status, step.writes().len()), (Some(0), 1));
    assert!(step.log.starts_with("::warning title=ladder::there is no comment, because GitHub's API refused"));
}

#[test]
fn a_server_that_fails_is_asked_again_and_not_for_ever() {
    if !can_run() {
        return;
    }
    let step = run(Api { hiccups: 2, ..Api::default() }, Some(CHANGES));
    assert_eq!((step.status, step.log.as_str(), step.comments.len()), (Some(0), "", 1));
    let step = run(Api { refuses: Some(500), ..Api::default() }, Some(CHANGES));
    assert_eq!((step.status, step.writes().len()), (Some(0), 3));
    assert!(step.log.starts_with("::warning title=ladder::there is no comment, because GitHub's API did not answer"));
    // Nobody listens on port 1.
    let step = run_with(Api::default(), Some(CHANGES), &[("GITHUB_API_URL", "http://127.0.0.1:1")]);
    assert_eq!((step.status, step.calls.len()), (Some(0), 0));
    assert!(step.log.contains("did not answer"), "{}", step.log);
}

#[test]
fn a_call_that_only_seemed_to_fail_is_not_made_twice() {
    if !can_run() {
        return;
    }
    let step = run(Api { hiccups: 1, writes_all_the_same: true, ..Api::default() }, Some(CHANGES));
    assert_eq!(step.writes(), ["POST /repos/o/r/issues/7/comments"]);
    assert_eq!((step.log.as_str(), step.comments.len()), ("", 1));
}

#[test]
fn a_page_that_is_too_long_is_not_cut_within_a_tag() {
    if !can_run() {
        return;
    }
    let mut long = CHANGES.to_owned();
    (0..7000).for_each(|line| writeln!(long, "- line {line}").unwrap());
    let step = run(Api::default(), Some(&long));
    assert_eq!(
        step.body(0),
        format!(
            "{MARK}\n### Ladders: breaking, which asks for a major version\n\n\
             What changes is too long for a comment; the summary of the job has it."
        )
    );
}

#[test]
fn what_is_missing_is_said_and_nothing_is_called() {
    if !can_run() {
        return;
    }
    for (variables, said) in [
        (&[("TOKEN", "")][..], "no token"),
        (&[("PULL_REQUEST", "")], "no pull request"),
        (&[("PULL_REQUEST", "7/../8")], "no pull request"),
        (&[("GITHUB_REPOSITORY", "o/r/../x")], "no repository"),
        (&[("GITHUB_REPOSITORY", "o/r?x")], "no repository"),
    ] {
        let step = run_with(Api::default(), Some(CHANGES), variables);
        assert_eq!((step.status, step.calls.len()), (Some(0), 0), "{variables:?}");
        assert!(step.log.contains(said), "{said}: {}", step.log);
    }
}

#[test]
fn the_token_is_no_argument_and_no_variable_of_any_program() {
    if !can_run() {
        return;
    }
    let programs = tempfile::tempdir().unwrap();
    let told = programs.path().join("told");
    for program in ["curl", "jq"] {
        let script = format!(
            "#!/bin/sh\nprintf '%s\\n' \"{program}\" \"$@\" >>'{told}'\nenv >>'{told}'\nexec '{real}' \"$@\"\n",
            told = told.display(),
            real = found(program).unwrap().display()
        );
        let path = programs.path().join(program);
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = format!("{}:{}", programs.path().display(), std::env::var("PATH").unwrap());
    let step = run_with(Api::default(), Some(CHANGES), &[("PATH", &path)]);
    assert_eq!((step.log.as_str(), step.comments.len()), ("", 1));
    let told = fs::read_to_string(told).unwrap();
    assert!(told.contains("curl\n--disable\n") && told.contains("jq\n"), "{told}");
    assert!(!told.contains("t0ken"), "{told}");
}

#[test]
fn a_runner_without_curl_or_jq_is_a_notice() {
    for missing in ["curl", "jq"] {
        let programs = tempfile::tempdir().unwrap();
        for program in ["bash", "mktemp", "rm", "cat", "head", "tr", "wc", "sleep", "curl", "jq"] {
            if program != missing
                && let Some(path) = found(program)
            {
                symlink(path, programs.path().join(program)).unwrap();
            }
        }
        // Where the other is not here either, it is the first that is named.
        let step = run_with(Api::default(), Some(CHANGES), &[("PATH", programs.path().to_str().unwrap())]);
        assert_eq!((step.status, step.calls.len()), (Some(0), 0));
        assert!(step.log.starts_with("::notice title=ladder::there is no comment, because this runner has no"));
        assert!(step.log.contains(missing) || found("curl").is_none(), "{}", step.log);
    }
}

fn found(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap();
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

#[test]
fn nothing_in_a_ladder_breaks_out_of_the_comment() {
    if !can_run() {
        return;
    }
    let hostile =
        "\"}{$(touch x)`id` \\u0000 @everyone </details><script>alert(1)</script> ::error::x %0A --> <!-- ladder";
    let ladder = |text: &str| {
        let text = serde_json::to_string(text).unwrap();
        format!(
            "ladder: a\ntitle: {text}\ntracks:\n  - {{ id: ic, kind: ic, levels: [{{ id: IC1, title: {text}, grade: 1 }}] }}\n"
        )
    };
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.yaml"), ladder("Plain")).unwrap();
    fs::write(folder.path().join("new.yaml"), ladder(hostile)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ladder"));
    command.current_dir(folder.path()).args(["diff", "old.yaml", "new.yaml", "--format", "markdown"]);
    let page = String::from_utf8(command.output().unwrap().stdout).unwrap();
    let step = run(Api::default(), Some(&page));
    assert_eq!(step.log, "");
    assert_eq!(step.body(0), format!("{MARK}\n{page}").trim_end(), "it arrives as it was written");
    for sign in ["@everyone", "<script", "<!-- ladder", "$(touch"] {
        assert!(!step.body(0)[MARK.len()..].contains(sign), "{sign}: {page}");
    }
    // Found again, it is the same.
    let again = run(Api::with(step.comments.clone()), Some(&page));
    assert_eq!(again.writes(), [""; 0]);
}
