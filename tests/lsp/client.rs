//! The other end of the protocol.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::support::program::{PROGRAM, Project, scrub};

type Check = Box<dyn FnOnce(&Value)>;

/// Messages to the program, and what is expected of its answers.
pub struct Client<'p> {
    project: &'p Project,
    sent: Vec<u8>,
    asked: u64,
    checks: Vec<(u64, &'static str, Check)>,
}

/// What came back.
pub struct Talk {
    pub messages: Vec<Value>,
    root: String,
}

impl<'p> Client<'p> {
    /// A client that has opened the folder of a project.
    pub fn new(project: &'p Project, capabilities: Value) -> Self {
        Self::with_options(project, capabilities, Value::Null)
    }

    /// The same, with options for the server.
    pub fn with_options(project: &'p Project, capabilities: Value, options: Value) -> Self {
        let mut client = Self { project, sent: Vec::new(), asked: 0, checks: Vec::new() };
        let folders = json!([{ "uri": client.uri(""), "name": "project" }]);
        let params =
            json!({ "capabilities": capabilities, "workspaceFolders": folders, "initializationOptions": options });
        client.ask("initialize", "", params);
        client.notify("initialized", json!({}));
        client
    }

    pub fn uri(&self, file: &str) -> String {
        let path = self.project.at(file).display().to_string();
        format!("file://{}", path.trim_end_matches('/'))
    }

    pub fn raw(&mut self, bytes: &[u8]) {
        self.sent.extend(bytes);
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    pub fn open(&mut self, file: &str, text: &str) {
        let document = json!({ "uri": self.uri(file), "languageId": "yaml", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub fn change(&mut self, file: &str, start: &Value, end: &Value, text: &str) {
        let document = json!({ "uri": self.uri(file), "version": 2 });
        let change = json!({ "range": { "start": start, "end": end }, "text": text });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
    }

    /// Asks something about a file, or about none; the number of the request.
    pub fn ask(&mut self, method: &str, file: &str, mut params: Value) -> u64 {
        if !file.is_empty() {
            params["textDocument"] = json!({ "uri": self.uri(file) });
        }
        self.asked += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.asked, "method": method, "params": params }));
        self.asked
    }

    /// Looks at the result of a request once the talk is over.
    pub fn expect(&mut self, request: u64, check: impl FnOnce(&Value) + 'static) {
        self.checks.push((request, "result", Box::new(check)));
    }

    pub fn expect_error(&mut self, request: u64, check: impl FnOnce(&Value) + 'static) {
        self.checks.push((request, "error", Box::new(check)));
    }

    /// Ends the talk as the protocol wants it, and looks at what came back.
    pub fn end(mut self) -> Talk {
        // The findings come once no message waits: the input ends without `exit`, so that they still come.
        let run = self.project.call(["lsp"]).stdin(std::mem::take(&mut self.sent)).run();
        assert_eq!(run.status, Some(4), "without `shutdown` the end is not as it should be: {run}");
        let mut messages = Vec::new();
        let mut rest = run.stdout.as_str();
        while let Some((header, body)) = rest.split_once("\r\n\r\n") {
            let length: usize = header.strip_prefix("Content-Length: ").unwrap().parse().unwrap();
            messages.push(serde_json::from_str(&body[..length]).unwrap());
            rest = &body[length..];
        }
        assert_eq!(rest, "");
        let talk = Talk { messages, root: format!("{}/", self.uri("")) };
        for (request, part, check) in self.checks {
            let answers: Vec<&Value> = talk.messages.iter().filter(|message| message["id"] == request).collect();
            let [answer] = answers[..] else { panic!("{} answers to request {request}", answers.len()) };
            check(answer.get(part).unwrap_or_else(|| panic!("no {part}: {answer}")));
        }
        talk
    }
}

/// A program that runs, and is sent more once it has answered.
pub struct Turns<'p> {
    pub client: Client<'p>,
    pub talk: Talk,
    program: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl<'p> Turns<'p> {
    pub fn new(client: Client<'p>) -> Self {
        let mut command = Command::new(PROGRAM);
        scrub(command.arg("lsp").current_dir(client.project.at("")));
        let mut program = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (input, output) = (program.stdin.take().unwrap(), BufReader::new(program.stdout.take().unwrap()));
        let talk = Talk { messages: Vec::new(), root: format!("{}/", client.uri("")) };
        Self { client, talk, program, input, output }
    }

    /// Sends what the client has to say, and reads until all that follows from it has come.
    pub fn take(&mut self) -> &Talk {
        // Findings come behind the answers to all that was sent together with them, and before the next answer.
        for _ in 0..2 {
            let request = self.client.ask("workspace/symbol", "", json!({ "query": "" }));
            self.input.write_all(&std::mem::take(&mut self.client.sent)).unwrap();
            while self.read()["id"] != request {}
        }
        &self.talk
    }

    fn read(&mut self) -> &Value {
        let mut header = String::new();
        while !header.ends_with("\r\n\r\n") {
            assert!(self.output.read_line(&mut header).unwrap() > 0, "the program ended");
        }
        let length = header.trim().strip_prefix("Content-Length: ").unwrap().parse().unwrap();
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        self.talk.messages.push(serde_json::from_slice(&body).unwrap());
        self.talk.messages.last().unwrap()
    }
}

impl Drop for Turns<'_> {
    fn drop(&mut self) {
        // A test that failed leaves no program behind; one that has ended already is no mistake.
        drop(self.program.kill());
        drop(self.program.wait());
    }
}

impl Talk {
    /// The result of a request.
    pub fn result(&self, request: u64) -> &Value {
        let answer = self.messages.iter().find(|message| message["id"] == request);
        answer.and_then(|answer| answer.get("result")).unwrap_or_else(|| panic!("no result of request {request}"))
    }

    /// The findings that were sent last, by file.
    pub fn diagnostics(&self) -> BTreeMap<String, Value> {
        let mut last = BTreeMap::new();
        let sent = self.messages.iter().filter(|message| message["method"] == "textDocument/publishDiagnostics");
        for params in sent.map(|message| &message["params"]) {
            let file = params["uri"].as_str().unwrap().strip_prefix(&self.root).unwrap();
            last.insert(file.to_owned(), params["diagnostics"].clone());
        }
        last
    }
}
