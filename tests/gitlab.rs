//! The component for GitLab, its script run as a job runs it, against a server that plays GitLab's API on this machine.

use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::support::program::{HEALTHY, PROGRAM, scrub};
use crate::support::repository::Repository;
use crate::support::server::{self, Answer};
use crate::support::skipped::installed;

const MARK: &str = "<!-- ladder: what this merge request changes -->";
const NOTES: &str = "/api/v4/projects/5/merge_requests/7/notes";

/// The notes of a merge request, and the calls that wrote any.
#[derive(Default)]
struct Api {
    notes: Vec<Value>,
    writes: Vec<String>,
    refuses: bool,
}

impl Api {
    fn answer(&mut self, method: &str, path: &str, body: &str) -> (u16, Value) {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        if self.refuses {
            return (403, json!({ "message": "no" }));
        }
        if method != "GET" {
            self.writes.push(format!("{method} {path}"));
        }
        let text = || serde_json::from_str::<Value>(body).unwrap()["body"].clone();
        match method {
            "GET" if path == "/api/v4/user" => (200, json!({ "id": 1 })),
            "GET" => {
                assert_eq!(path, NOTES);
                let is_first = query.ends_with("&page=1");
                (200, if is_first { self.notes.clone().into() } else { json!([]) })
            }
            "POST" => {
                self.notes.push(note(self.notes.len(), 1, text().as_str().unwrap()));
                (201, json!({}))
            }
            _ => {
                let id = path.rsplit('/').next().unwrap().parse::<usize>().unwrap();
                self.notes[id]["body"] = text();
                (200, json!({}))
            }
        }
    }
}

fn note(id: usize, author: usize, body: &str) -> Value {
    json!({ "id": id, "author": { "id": author }, "body": body })
}

fn serve(api: &Arc<Mutex<Api>>) -> String {
    let shared = Arc::clone(api);
    let address = server::serve(move |request| {
        assert_eq!(request.header("private-token"), "t0ken");
        let (status, answer) = shared.lock().unwrap().answer(&request.method, &request.path, &request.body);
        Answer::json(status, &answer)
    });
    format!("{address}/api/v4")
}

/// A merge request: a ladder before and after, and what its job is given.
struct Job {
    repository: Repository,
    base: String,
    api: Arc<Mutex<Api>>,
    address: String,
}

impl Job {
    fn new(after: &str, notes: Vec<Value>) -> Self {
        let repository = Repository::new().with(&[("ladders/a.yaml", HEALTHY)]);
        let base = repository.git(&["rev-parse", "HEAD"]).trim().to_owned();
        std::fs::write(repository.at("ladders/a.yaml"), after).unwrap();
        let api = Arc::new(Mutex::new(Api { notes, ..Api::default() }));
        let address = serve(&api);
        Self { repository, base, api, address }
    }

    /// Runs the script; its status and its log.
    fn run(&self, variables: &[(&str, &str)]) -> (Option<i32>, String) {
        let mut command = Command::new("bash");
        scrub(command.args(["-c", &script()]).current_dir(self.repository.at("")));
        let folder = Path::new(PROGRAM).parent().unwrap();
        command.env("PATH", format!("{}:{}", folder.display(), std::env::var("PATH").unwrap()));
        for name in ["LADDER_PATHS", "LADDER_FAIL_ON", "LADDER_FAIL_ON_IMPACT"] {
            command.env(name, "");
        }
        command.env("LADDER_COMMENT", "true").env("LADDER_TOKEN", "t0ken").env("CI_API_V4_URL", &self.address);
        command
            .env("CI_PROJECT_ID", "5")
            .env("CI_MERGE_REQUEST_IID", "7")
            .env("CI_PROJECT_DIR", self.repository.at(""));
        command.env("CI_MERGE_REQUEST_DIFF_BASE_SHA", &self.base).envs(variables.iter().copied());
        let run = command.output().unwrap();
        let log = format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        (run.status.code(), log)
    }

    fn writes(&self) -> Vec<String> {
        self.api.lock().unwrap().writes.clone()
    }

    fn body(&self, index: usize) -> String {
        self.api.lock().unwrap().notes[index]["body"].as_str().unwrap().to_owned()
    }
}

/// What the job of the component runs after it has installed the program.
fn script() -> String {
    let template = include_str!("../templates/ladder.yml");
    let job = template.split("\n---\n").nth(1).unwrap();
    let job: serde_yaml::Value = serde_yaml::from_str(job).unwrap();
    job["ladder"]["script"][1].as_str().unwrap().to_owned()
}

fn can_run() -> bool {
    ["bash", "python3"].into_iter().all(installed)
}

#[test]
fn a_merge_request_gets_a_note_once_and_the_reports() {
    if !can_run() {
        return;
    }
    let job = Job::new(&HEALTHY.replace("title: Two", "title: Second"), vec![note(0, 2, &format!("{MARK}\nnot ours"))]);
    let (status, log) = job.run(&[]);
    assert_eq!(status, Some(0), "{log}");
    assert_eq!(job.writes(), [format!("POST {NOTES}")], "{log}");
    assert!(job.body(1).starts_with(&format!("{MARK}\n### Ladders: wording")), "{}", job.body(1));
    for file in ["gl-code-quality.json", "ladder.xml"] {
        assert!(job.repository.at(file).exists(), "{file}: {log}");
    }
    // A run that says the same writes nothing, and the next that says something else changes the note.
    job.run(&[]);
    assert_eq!(job.writes().len(), 1);
    std::fs::write(job.repository.at("ladders/a.yaml"), HEALTHY).unwrap();
    job.run(&[]);
    assert_eq!(job.writes()[1..], [format!("PUT {NOTES}/1")]);
    assert!(job.body(1).contains("no change") && job.body(0).ends_with("not ours"), "{}", job.body(1));
}

#[test]
fn nothing_changed_no_token_and_no_answer_leave_no_note_and_fail_nothing() {
    if !can_run() {
        return;
    }
    let job = Job::new(HEALTHY, Vec::new());
    assert_eq!(job.run(&[]).0, Some(0));
    let changed = Job::new(&HEALTHY.replace("title: Two", "title: Second"), Vec::new());
    let (status, log) = changed.run(&[("LADDER_TOKEN", "")]);
    assert!(status == Some(0) && log.contains("LADDER_TOKEN is not set"), "{log}");
    assert_eq!(changed.run(&[("LADDER_COMMENT", "false")]).0, Some(0));
    changed.api.lock().unwrap().refuses = true;
    let (status, log) = changed.run(&[]);
    assert!(status == Some(0) && log.contains("there is no note on the merge request: HTTP Error 403"), "{log}");
    assert_eq!((job.writes().len(), changed.writes().len()), (0, 0));
}

#[test]
fn the_gates_fail_the_job() {
    if !can_run() {
        return;
    }
    let job = Job::new(&HEALTHY.replace("{ id: IC1, title: One, grade: 1 }, ", ""), Vec::new());
    assert_eq!(job.run(&[]).0, Some(0));
    assert_eq!(job.run(&[("LADDER_FAIL_ON_IMPACT", "breaking")]).0, Some(1));
    assert_eq!(job.run(&[("LADDER_FAIL_ON_IMPACT", "braking")]).0, Some(2));
    let job = Job::new(&format!("{HEALTHY}bogus: 1\n"), Vec::new());
    assert_eq!(job.run(&[]).0, Some(1));
    assert_eq!(job.run(&[("LADDER_FAIL_ON", "never")]).0, Some(0));
    assert_eq!(job.run(&[("LADDER_PATHS", "nowhere\n")]).0, Some(4));
}
