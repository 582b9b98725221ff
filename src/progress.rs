//! A line on standard error while a person waits. It belongs to the program; the library draws nothing.

use std::env;
use std::io::{self, IsTerminal};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Nobody reads a line that is gone sooner.
const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(120);

/// The line. Dropping it removes what it drew.
pub struct Progress(Option<(Sender<()>, JoinHandle<()>)>);

impl Progress {
    /// Begins to wait, if somebody watches standard error; `doing` says for what.
    pub fn begin(doing: &'static str) -> Self {
        let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        // On standard input somebody may be typing a ladder.
        let is_typed = io::stdin().is_terminal() && env::args_os().any(|argument| argument == "-");
        if !io::stderr().is_terminal() || is_dumb || is_set("CI") || is_typed {
            return Self(None);
        }
        let bar = ProgressBar::new_spinner().with_message(doing);
        bar.set_style(ProgressStyle::with_template("{spinner} {msg} ({elapsed})").expect("the template is valid"));
        let (done, is_done) = channel();
        let drawer = thread::Builder::new().spawn(move || {
            if is_done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                bar.enable_steady_tick(TICK);
                let _ = is_done.recv();
                bar.finish_and_clear();
            }
        });
        Self(drawer.ok().map(|drawer| (done, drawer)))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, drawer)) = self.0.take() {
            drop(done);
            let _ = drawer.join();
        }
    }
}
