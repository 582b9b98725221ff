//! Runs the built program in a folder of its own, whatever the caller's environment says of colour and CI.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Guards against waiting for ever: a program that is not done by then is killed and its test fails. A busy machine takes
/// its time, so this says nothing of how much the program computes.
const WATCHDOG: Duration = Duration::from_secs(300);

/// How much the program may compute where a shell can limit it, in seconds of a processor. Generous, for a debug build.
const PROCESSOR_TIME: &str = "20";

/// The address space that the program gets where a shell can limit it, in KiB: 1 GiB.
const ADDRESS_SPACE: &str = "1048576";

/// What would change the output, or tell the program that it runs somewhere special.
const SCRUBBED: &[&str] = &[
    "CI",
    "CI_PROJECT_DIR",
    "TF_BUILD",
    "NO_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "COLORTERM",
    "FORCE_COLOR",
    "RUST_BACKTRACE",
    "TERM",
    // By these a terminal that has links is known.
    "FORCE_HYPERLINK",
    "DOMTERM",
    "VTE_VERSION",
    "TERM_PROGRAM",
    "WT_SESSION",
    "KONSOLE_VERSION",
];

/// A ladder in which nothing is wrong.
pub const HEALTHY: &str = "\
ladder: healthy
title: Healthy
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, title: One, grade: 1 }, { id: IC2, title: Two, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, title: Lead, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
";

/// The program that the tests run.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_ladder");

/// Takes out of a call's environment what would change the output.
pub fn scrub(command: &mut Command) -> &mut Command {
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if SCRUBBED.contains(&&*name) || name.starts_with("GITHUB_") || name.starts_with("LADDER_") {
            command.env_remove(&*name);
        }
    }
    command
}

/// A folder with files, in which the program is run.
pub struct Project {
    folder: TempDir,
}

impl Project {
    /// An empty folder.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The folder with one more file; folders above it are made.
    #[must_use]
    pub fn with(self, path: impl AsRef<Path>, content: impl AsRef<[u8]>) -> Self {
        let path = self.at(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("folders above a file");
        fs::write(path, content).expect("a file is written");
        self
    }

    /// Where a file of the folder is.
    pub fn at(&self, path: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(path)
    }

    /// A call of the program in this folder.
    pub fn call<I, S>(&self, args: I) -> Call
    where
        I: IntoIterator<Item = S>,
        S: AsRef<OsStr>,
    {
        Call {
            program: vec![PROGRAM.into()],
            args: args.into_iter().map(|arg| arg.as_ref().to_owned()).collect(),
            folder: self.folder.path().to_owned(),
            variables: Vec::new(),
            stdin: Vec::new(),
            stdout: None,
        }
    }

    /// Runs the program in this folder with arguments that hold no spaces.
    pub fn run(&self, args: &str) -> Run {
        self.call(args.split_whitespace()).run()
    }
}

/// A call of the program that has not been made yet.
pub struct Call {
    program: Vec<OsString>,
    args: Vec<OsString>,
    folder: PathBuf,
    variables: Vec<(OsString, OsString)>,
    stdin: Vec<u8>,
    stdout: Option<Stdio>,
}

impl Call {
    /// Gives the program something on standard input.
    #[must_use]
    pub fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    /// Sends standard output elsewhere; [`Run::stdout`] is empty then.
    #[must_use]
    pub fn stdout(mut self, stdout: impl Into<Stdio>) -> Self {
        self.stdout = Some(stdout.into());
        self
    }

    /// Sets a variable of the environment.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.variables.push((name.into(), value.as_ref().to_owned()));
        self
    }

    /// Makes the call in a folder of the folder.
    #[must_use]
    pub fn within(mut self, folder: &str) -> Self {
        self.folder.push(folder);
        self
    }

    /// Runs another program, which runs the one that is meant: `setpriv … ladder …`.
    #[must_use]
    pub fn through(mut self, program: &[&OsStr]) -> Self {
        self.program = program.iter().map(|&word| word.to_owned()).collect();
        self
    }

    /// Starts the program; the caller looks after the end.
    pub fn start(self) -> Child {
        let mut command = limited(&self.program);
        scrub(command.args(&self.args).current_dir(&self.folder)).envs(self.variables);
        command.stdin(Stdio::piped()).stdout(self.stdout.unwrap_or_else(Stdio::piped)).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program can be started");
        let mut stdin = child.stdin.take().expect("stdin is a pipe");
        // A program that does not read its input closes the pipe: that is no mistake.
        thread::spawn(move || stdin.write_all(&self.stdin));
        child
    }

    /// Runs the program to its end. It must end by itself, in time, and must not panic.
    pub fn run(self) -> Run {
        let shown = format!("{:?}", self.args);
        let mut child = self.start();
        let stdout = child.stdout.take().map(read_all);
        let stderr = read_all(child.stderr.take().expect("stderr is a pipe"));
        let exit = wait(&mut child);
        let stdout = stdout.map_or_else(Vec::new, |stdout| stdout.join().expect("stdout was read"));
        let stderr = stderr.join().expect("stderr was read");
        let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let run = Run {
            call: shown,
            status: exit.and_then(|exit| exit.code()),
            stdout: lossy(&stdout),
            stderr: lossy(&stderr),
        };
        assert!(exit.is_some(), "did not end within {WATCHDOG:?}: {run}");
        assert!(run.status.is_some(), "was killed by a signal, perhaps after {PROCESSOR_TIME} s of a processor: {run}");
        assert!(!run.stdout.contains("panicked") && !run.stderr.contains("panicked"), "{run}");
        run
    }
}

/// How a run ended, and what it printed.
pub struct Run {
    call: String,
    /// The exit status; `None` where a signal ended it.
    pub status: Option<i32>,
    /// What it printed, bytes that are not UTF-8 replaced.
    pub stdout: String,
    /// What it complained of, bytes that are not UTF-8 replaced.
    pub stderr: String,
}

impl Run {
    /// Requires an exit status.
    #[track_caller]
    pub fn ends_with(&self, status: i32) -> &Self {
        assert_eq!(self.status, Some(status), "{self}");
        self
    }

    /// Requires a text on standard output.
    #[track_caller]
    pub fn prints(&self, text: &str) -> &Self {
        assert!(self.stdout.contains(text), "`{text}` is not on standard output: {self}");
        self
    }

    /// Requires a text on standard error.
    #[track_caller]
    pub fn complains(&self, text: &str) -> &Self {
        assert!(self.stderr.contains(text), "`{text}` is not on standard error: {self}");
        self
    }

    /// Requires that all that is printed is shorter than some 4 KB: no excerpt shows a huge file.
    #[track_caller]
    pub fn is_short(&self) -> &Self {
        assert!(self.stdout.len() + self.stderr.len() < 4096, "printed too much: {self}");
        self
    }

    /// Requires that nothing printed can move the cursor, ring the bell, change a terminal's title or turn the text.
    #[track_caller]
    pub fn is_tame(&self) -> &Self {
        let turns = |c: char| ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
        let is_wild = |c: char| turns(c) || (c.is_control() && c != '\n');
        assert!(!self.stdout.contains(is_wild) && !self.stderr.contains(is_wild), "{:?} {self}", self.stdout);
        self
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |text: &str| text.chars().take(3000).collect::<String>();
        let (out, err) = (short(&self.stdout), short(&self.stderr));
        write!(f, "ladder {} ended with {:?}\n--- stdout\n{out}\n--- stderr\n{err}", self.call, self.status)
    }
}

/// Waits for the end; kills what does not come to one.
pub fn wait(child: &mut Child) -> Option<ExitStatus> {
    let deadline = Instant::now() + WATCHDOG;
    loop {
        if let Some(exit) = child.try_wait().expect("the program can be waited for") {
            return Some(exit);
        }
        if Instant::now() > deadline {
            child.kill().expect("the program can be killed");
            child.wait().expect("a killed program ends");
            return None;
        }
        thread::sleep(Duration::from_millis(5));
    }
}

fn read_all(mut from: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).expect("a pipe can be read");
        bytes
    })
}

/// A program with limited memory and time, where the shell knows how; elsewhere without a limit.
fn limited(program: &[OsString]) -> Command {
    if cfg!(unix) {
        let mut command = Command::new("sh");
        let script = format!("ulimit -t {PROCESSOR_TIME}; ulimit -v {ADDRESS_SPACE} 2>/dev/null; exec \"$@\"");
        command.args(["-c", &script, "sh"]).args(program);
        command
    } else {
        let mut command = Command::new(&program[0]);
        command.args(&program[1..]);
        command
    }
}
