//! The pager that users of git expect: `PAGER`, else `less`, for what is longer than the screen.

use std::io::{self, ErrorKind, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::SIGINT;

/// The pager's command for a text on a screen of so many lines; `None` if it is to be printed as it is.
pub fn pager(env: &dyn Fn(&str) -> Option<String>, text: &[u8], lines: usize) -> Option<String> {
    // The line behind the text is the shell's.
    let is_long = text.iter().filter(|byte| **byte == b'\n').count() >= lines;
    let is_dumb = env("TERM").is_some_and(|term| term == "dumb");
    let command = env("PAGER").unwrap_or_else(|| "less".to_owned());
    let is_off = matches!(command.trim(), "" | "cat");
    (is_long && !is_dumb && !is_off).then_some(command)
}

/// Shows a text in a pager and waits for its end. `false` if there is no such program; then nothing was shown.
///
/// # Errors
/// The system's, if the pager cannot be started or stops reading otherwise than by its end.
pub fn show(command: &str, env: &dyn Fn(&str) -> Option<String>, text: &[u8]) -> io::Result<bool> {
    // `Ctrl-C` is for the pager: if this program ended, two would read from the terminal.
    signal_hook::flag::register(SIGINT, Arc::new(AtomicBool::new(false)))?;
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).stdin(Stdio::piped());
    if env("LESS").is_none() {
        shell.env("LESS", "FRX");
    }
    let mut pager = shell.spawn()?;
    let mut input = pager.stdin.take().expect("it is piped");
    let sent = input.write_all(text);
    drop(input);
    let status = pager.wait()?;
    // So the shell says that it cannot run the command.
    if matches!(status.code(), Some(126 | 127)) {
        return Ok(false);
    }
    // Who has read enough leaves early.
    sent.or_else(|error| if error.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_the_screen_and_what_nobody_pages_is_printed() {
        let with = |variables: &'static [(&str, &str)]| {
            move |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        let text = b"1\n2\n3\n";
        assert_eq!(pager(&with(&[]), text, 3).as_deref(), Some("less"));
        assert_eq!(pager(&with(&[]), text, 4), None);
        assert_eq!(pager(&with(&[("PAGER", "most -s")]), text, 3).as_deref(), Some("most -s"));
        for off in [&[("PAGER", "")], &[("PAGER", " ")], &[("PAGER", "cat")], &[("TERM", "dumb")]] {
            assert_eq!(pager(&with(off), text, 3), None, "{off:?}");
        }
    }
}
