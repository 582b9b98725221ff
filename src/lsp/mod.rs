//! `ladder lsp`: findings, completion, names and edits for editors, by the Language Server Protocol.
//!
//! One thread reads messages, another answers them in their order. Findings are computed once all messages that wait are
//! handled, so that only the newest text is judged.

mod actions;
mod buffers;
mod complete;
mod hover;
mod names;
mod outline;
mod project;
mod protocol;
mod server;
mod spot;
mod wire;

use std::collections::HashSet;
use std::io::{self, BufReader, Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use serde_json::{Value, json};

use self::server::Server;
use self::wire::{Code, Incoming};
use crate::model::Date;
use crate::source::Disk;

/// How far the conversation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    New,
    Running,
    ShutDown,
}

/// Talks with an editor until it says `exit` or its messages end; whether it said `shutdown` before.
///
/// # Errors
/// If an answer cannot be written.
pub fn serve(
    input: impl Read + Send + 'static,
    output: &mut dyn Write,
    allows_outside: bool,
    today: Date,
) -> io::Result<bool> {
    let (sender, messages) = mpsc::channel();
    // It is not waited for: a client that has said `exit` may keep its end open.
    thread::spawn(move || {
        let mut input = BufReader::new(input);
        while let Ok(Some(message)) = wire::read(&mut input) {
            if sender.send(message).is_err() {
                break;
            }
        }
    });
    let mut session = Session { server: Server::new(Disk { allows_outside }, today), phase: Phase::New, output };
    while let Some(waiting) = next(&messages) {
        let cancelled: HashSet<String> = waiting.iter().filter_map(cancels).collect();
        for message in waiting {
            match message {
                Incoming::Unreadable(why) => {
                    wire::write(session.output, &wire::error(&Value::Null, Code::Parse, &why))?;
                }
                Incoming::Message(message) if message["method"] == "exit" => {
                    return Ok(session.phase == Phase::ShutDown);
                }
                Incoming::Message(message) => session.take(&message, &cancelled)?,
            }
        }
        session.publish()?;
    }
    Ok(session.phase == Phase::ShutDown)
}

/// All messages that wait, at least one; `None` once there will be no more.
fn next(messages: &Receiver<Incoming>) -> Option<Vec<Incoming>> {
    let first = messages.recv().ok()?;
    Some([first].into_iter().chain(messages.try_iter()).collect())
}

/// The request that a message cancels.
fn cancels(message: &Incoming) -> Option<String> {
    match message {
        Incoming::Message(message) if message["method"] == "$/cancelRequest" => {
            Some(message["params"]["id"].to_string())
        }
        _ => None,
    }
}

struct Session<'a> {
    server: Server,
    phase: Phase,
    output: &'a mut dyn Write,
}

impl Session<'_> {
    fn take(&mut self, message: &Value, cancelled: &HashSet<String>) -> io::Result<()> {
        let id = message.get("id");
        let Some(method) = message["method"].as_str() else {
            // What has an id and a result is the client's answer to a request of ours.
            let is_answer = id.is_some() && (message.get("result").is_some() || message.get("error").is_some());
            return if is_answer { Ok(()) } else { self.refuse(id, Code::InvalidRequest, "a message has a `method`") };
        };
        let params = message.get("params").unwrap_or(&Value::Null);
        let Some(id) = id else {
            if self.phase == Phase::Running {
                self.guarded(|server| server.notified(method, params))?;
            }
            return Ok(());
        };
        if !(id.is_string() || id.is_number()) {
            return self.refuse(None, Code::InvalidRequest, "an `id` is a number or a text");
        }
        if cancelled.contains(&id.to_string()) {
            return self.refuse(Some(id), Code::Cancelled, "the request was cancelled");
        }
        match (self.phase, method) {
            (Phase::New, "initialize") => {
                let result = self.server.initialize(params);
                self.phase = Phase::Running;
                self.answer(id, result)
            }
            (Phase::New, _) => self.refuse(Some(id), Code::NotInitialized, "the first request is `initialize`"),
            (Phase::ShutDown, _) => self.refuse(Some(id), Code::InvalidRequest, "the server is shut down"),
            (Phase::Running, "initialize") => {
                self.refuse(Some(id), Code::InvalidRequest, "the server is initialized already")
            }
            (Phase::Running, "shutdown") => {
                self.phase = Phase::ShutDown;
                self.answer(id, Value::Null)
            }
            (Phase::Running, _) => match self.guarded(|server| server.asked(method, params))? {
                Some(Ok(result)) => self.answer(id, result),
                Some(Err((code, message))) => self.refuse(Some(id), code, &message),
                None => self.refuse(Some(id), Code::Internal, "a mistake in `ladder`; its log has the details"),
            },
        }
    }

    /// Sends the findings that changed, and what the server asks of the client.
    fn publish(&mut self) -> io::Result<()> {
        if self.phase == Phase::Running {
            for message in self.guarded(Server::news)?.unwrap_or_default() {
                wire::write(self.output, &message)?;
            }
        }
        Ok(())
    }

    /// Lets the server work. A panic is a bug, but no reason to take the editor's help away: it is logged, and `None`.
    fn guarded<T>(&mut self, work: impl FnOnce(&mut Server) -> T) -> io::Result<Option<T>> {
        let server = &mut self.server;
        match panic::catch_unwind(AssertUnwindSafe(|| work(server))) {
            Ok(done) => Ok(Some(done)),
            Err(cause) => {
                let text = cause.downcast_ref::<String>().map(String::as_str);
                let text = text.or(cause.downcast_ref::<&str>().copied()).unwrap_or("no details");
                wire::write(self.output, &wire::log(&format!("a mistake in `ladder`: {text}")))?;
                Ok(None)
            }
        }
    }

    fn answer(&mut self, id: &Value, result: Value) -> io::Result<()> {
        wire::write(self.output, &json!({ "jsonrpc": "2.0", "id": id, "result": result }))
    }

    fn refuse(&mut self, id: Option<&Value>, code: Code, message: &str) -> io::Result<()> {
        wire::write(self.output, &wire::error(id.unwrap_or(&Value::Null), code, message))
    }
}
