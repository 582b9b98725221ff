//! From a change in an editor to its findings, beside a whole run of `ladder validate` over the same files.
//!
//! A plain program and not a harness, because what counts is a ratio within one run. `cargo bench --bench lsp`.

#![allow(clippy::print_stdout)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let is_test = !std::env::args().any(|argument| argument == "--bench");
    let changes = if is_test { 4 } else { 100 };
    let shipped = tempfile::tempdir().expect("a temporary folder");
    for name in ["company", "engineering", "product", "design"] {
        let file = format!("{name}.yaml");
        fs::copy(Path::new("ladders").join(&file), shipped.path().join(file)).expect("it is copied");
    }
    report("shipped ladders", shipped.path(), "engineering.yaml", changes);
    let files = if is_test { 10 } else { 500 };
    let many = tempfile::tempdir().expect("a temporary folder");
    let ladder = fs::read_to_string("ladders/examples/mews.yaml").expect("it is read");
    for number in 0..files {
        let text = ladder.replace("ladder: mews", &format!("ladder: mews{number}"));
        fs::write(many.path().join(format!("f{number}.yaml")), text).expect("it is written");
    }
    report(&format!("{files} files"), many.path(), "f0.yaml", changes);
}

fn report(what: &str, folder: &Path, file: &str, changes: usize) {
    let mut times = Editor::new(folder).times(&folder.join(file), changes);
    times.sort();
    let (median, late) = (times[times.len() / 2], times[times.len() * 95 / 100]);
    let runs = (0..5).map(|_| {
        let start = Instant::now();
        let run = Command::new(env!("CARGO_BIN_EXE_ladder")).arg("validate").current_dir(folder).output();
        run.expect("the program runs");
        start.elapsed()
    });
    let whole = runs.min().unwrap_or_default();
    let ratio = late.as_secs_f64() / whole.as_secs_f64();
    println!(
        "{what}: median {median:.1?}, 95th percentile {late:.1?}; `ladder validate` {whole:.1?}, ratio {ratio:.2}"
    );
}

/// The other end of the protocol.
struct Editor {
    program: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Editor {
    fn new(folder: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ladder"));
        let mut program =
            command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program runs");
        let to = program.stdin.take().expect("a pipe");
        let from = BufReader::new(program.stdout.take().expect("a pipe"));
        let mut editor = Self { program, to, from };
        let folders = json!([{ "uri": uri(folder), "name": "folder" }]);
        let params = json!({ "capabilities": {}, "workspaceFolders": folders });
        editor.send(&json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params }));
        editor
    }

    /// The time from each change to its findings: every second change breaks the file, the others put it right.
    fn times(mut self, file: &Path, changes: usize) -> Vec<Duration> {
        let text = fs::read_to_string(file).expect("it is read");
        let broken = text.replacen("kind: ic", "kind: icy", 1);
        assert_ne!(text, broken);
        let document = json!({ "uri": uri(file), "languageId": "yaml", "version": 0, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        let times = (0..changes).map(|change| {
            let (text, is_broken) = if change % 2 == 0 { (&broken, true) } else { (&text, false) };
            let start = Instant::now();
            let document = json!({ "uri": uri(file), "version": change });
            let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
            self.notify("textDocument/didChange", &params);
            loop {
                let params = self.receive();
                let found = params["diagnostics"].to_string();
                if params["uri"] == uri(file) && found.contains("icy") == is_broken {
                    return start.elapsed();
                }
            }
        });
        let times = times.collect();
        let _ = self.program.kill();
        let _ = self.program.wait();
        times
    }

    fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("it reads");
        self.to.flush().expect("it reads");
    }

    /// The parameters of the next message.
    fn receive(&mut self) -> Value {
        let mut header = String::new();
        self.from.read_line(&mut header).expect("it writes");
        let length = header.trim().strip_prefix("Content-Length: ").and_then(|length| length.parse::<usize>().ok());
        let mut body = vec![0; length.expect("a length") + 2];
        self.from.read_exact(&mut body).expect("it writes");
        let message: Value = serde_json::from_slice(&body).expect("JSON");
        message["params"].clone()
    }
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
