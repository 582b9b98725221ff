//! JSON-RPC messages in their frames. A message that cannot be read is answered, and the next one is read all the same.

use std::io::{self, BufRead, Read, Write};

use serde_json::{Value, json};

/// The largest message that is read, in bytes. A client's largest is a file that somebody opens.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// What came in.
#[derive(Debug)]
pub(super) enum Incoming {
    Message(Value),
    /// What is no message, and why.
    Unreadable(String),
}

/// The numbers of errors that the protocol names.
#[derive(Debug, Clone, Copy)]
pub(super) enum Code {
    Parse = -32700,
    InvalidRequest = -32600,
    UnknownMethod = -32601,
    InvalidParams = -32602,
    Internal = -32603,
    NotInitialized = -32002,
    Failed = -32803,
    Cancelled = -32800,
}

/// The next message; `None` at the end of the input.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        // A header of megabytes is no header.
        if input.by_ref().take(MAX_BYTES as u64).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() {
            match length {
                Some(length) => return body(input, length).map(Some),
                None => continue,
            }
        }
        let Some((name, value)) = line.split_once(':') else {
            return Ok(Some(Incoming::Unreadable("a header is `Content-Length: <bytes>`".to_owned())));
        };
        if name.eq_ignore_ascii_case("Content-Length") {
            length = value.trim().parse::<usize>().ok();
        }
    }
}

fn body(input: &mut impl BufRead, length: usize) -> io::Result<Incoming> {
    if length > MAX_BYTES {
        io::copy(&mut input.by_ref().take(length as u64), &mut io::sink())?;
        return Ok(Incoming::Unreadable(format!("a message has at most {MAX_BYTES} bytes")));
    }
    let mut bytes = vec![0; length];
    input.read_exact(&mut bytes)?;
    Ok(match serde_json::from_slice(&bytes) {
        Ok(message) => Incoming::Message(message),
        Err(error) => Incoming::Unreadable(error.to_string()),
    })
}

/// Writes a message in its frame.
pub(super) fn write(output: &mut dyn Write, message: &Value) -> io::Result<()> {
    let text = message.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    output.flush()
}

/// A message that needs no answer.
pub(super) fn notification(method: &str, params: &Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

/// An error for the client's log.
pub(super) fn log(message: &str) -> Value {
    notification("window/logMessage", &json!({ "type": 1, "message": message }))
}

/// An answer that is an error; `id` is null where the request could not be read.
pub(super) fn error(id: &Value, code: Code, message: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code as i32, "message": message } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_behind_what_is_none() {
        let text = "rubbish\r\n\r\nContent-Length: 2\r\n\r\n{]content-length: 2\r\nX: y\r\n\r\n[]";
        let mut input = text.as_bytes();
        let mut next = || read(&mut input).expect("bytes in memory can be read");
        assert!(matches!(next(), Some(Incoming::Unreadable(_))));
        assert!(matches!(next(), Some(Incoming::Unreadable(_))));
        assert!(matches!(next(), Some(Incoming::Message(Value::Array(_)))));
        assert!(next().is_none());
    }
}
