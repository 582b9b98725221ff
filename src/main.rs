//! Arguments in, exit status out.

mod progress;

use std::io::{self, Write};
use std::panic;
use std::process::ExitCode;

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use clap::Parser;
use mimalloc::MiMalloc;
use rayon::ThreadPoolBuilder;
use supports_hyperlinks::Stream;
use terminal_size::{Height, Width};

use ladder::cli::{Cli, Color, Command};
use ladder::commands;
use ladder::commands::completions::{VARIABLE, answer};
use ladder::model::Date;
use ladder::render::{Screen, defuse};
use ladder::session::{Status, Stop, World};
use ladder::source::{Disk, Memo};
use ladder::words::printable;
use progress::Progress;

/// A run is many small pieces of text, and this allocator is quick with those.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    if let Some(status) = completions() {
        return status;
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return told(&error),
    };
    if let Some(jobs) = cli.jobs {
        let threads = ThreadPoolBuilder::new().num_threads(jobs.into()).build_global();
        if let Err(error) = threads {
            let _ = writeln!(io::stderr(), "error: could not start {jobs} threads: {error}");
            return Status::Unusable.into();
        }
    }
    let progress = match cli.command {
        // Git calls one command for each file, and shows what they print in a pager.
        Command::GitDiff(_) | Command::Lsp => None,
        Command::Site(_) => Some(Progress::begin("writing the site")),
        _ => Some(Progress::begin("reading ladders")),
    };
    let (stdout, stderr) = (io::stdout(), io::stderr());
    let mut out = Vec::new();
    let mut err = Vec::new();
    let result = commands::run(
        &cli,
        &mut World {
            tree: &Memo::new(&Disk { allows_outside: cli.allow_outside }),
            stdin: &mut io::stdin(),
            env: &|name| std::env::var(name).ok(),
            today: Date::today(),
            out: &mut out,
            err: &mut err,
            screen: Screen {
                links: has_links(Stream::Stdout),
                ..screen(cli.color, &stdout, terminal_size::terminal_size_of(&stdout))
            },
            err_screen: Screen {
                links: has_links(Stream::Stderr),
                ..screen(cli.color, &stderr, terminal_size::terminal_size_of(&stderr))
            },
        },
    );
    drop(progress);
    let status = match result {
        Ok(status) => status,
        Err(error) => {
            // `{:#}` prints the chain of causes on one line.
            let text = error.downcast_ref::<Stop>().map_or_else(|| format!("{error:#}"), ToString::to_string);
            let _ = writeln!(err, "error: {}", printable(&text));
            error.downcast_ref::<Stop>().map_or(Status::Unusable, |stop| stop.status)
        }
    };
    // Standard error is for people, but GitHub obeys commands in it too.
    if std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true") {
        err = defuse(&String::from_utf8_lossy(&err)).into_bytes();
    }
    let _ = stderr.lock().write_all(&err);
    if !cli.no_pager && is_paged(&out, &stdout) {
        return status.into();
    }
    let mut stdout = stdout.lock();
    written(stdout.write_all(&out).and_then(|()| stdout.flush()), status.into())
}

/// Whether a pager showed the output of a terminal.
#[cfg(unix)]
fn is_paged(out: &[u8], stdout: &io::Stdout) -> bool {
    use std::io::IsTerminal;

    use ladder::session::pager::{pager, show};
    let size = terminal_size::terminal_size_of(stdout).filter(|_| stdout.is_terminal());
    let Some((_, Height(lines))) = size else { return false };
    let env = |name: &str| std::env::var(name).ok();
    let command = pager(&env, out, usize::from(lines));
    command.is_some_and(|command| show(&command, &env, out).is_ok_and(|was_shown| was_shown))
}

/// Other systems have no pager that everybody has.
#[cfg(not(unix))]
fn is_paged(_: &[u8], _: &io::Stdout) -> bool {
    false
}

/// The end of a run that only has help, the version or a usage error to print.
fn told(error: &clap::Error) -> ExitCode {
    let status = u8::try_from(error.exit_code()).map_or(Status::Usage.into(), ExitCode::from);
    let printed = error.print();
    if error.use_stderr() { status } else { written(printed.and_then(|()| io::stdout().flush()), status) }
}

/// The exit status, if standard output took everything. A reader may close the pipe early: that is no error.
fn written(result: io::Result<()>, status: ExitCode) -> ExitCode {
    if result.is_err_and(|error| error.kind() != io::ErrorKind::BrokenPipe) {
        let _ = writeln!(io::stderr(), "error: could not write to standard output");
        return Status::Unusable.into();
    }
    status
}

/// Answers a shell that completes a line, if a shell calls. Prints only candidates, even if there is a bug.
fn completions() -> Option<ExitCode> {
    let shell = std::env::var_os(VARIABLE)?;
    let mut arguments = std::env::args_os().skip(1);
    arguments.next().filter(|first| first == "--")?;
    panic::set_hook(Box::new(|_| {}));
    let mut out = Vec::new();
    let answered = answer(&shell, arguments.collect(), &mut out).and_then(|()| io::stdout().write_all(&out));
    Some(if answered.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The screen of a stream: 80 columns without colour in a pipe, so that its output is the same everywhere.
fn screen(color: Color, stream: &impl RawStream, size: Option<(Width, Height)>) -> Screen {
    let pipe = Screen::default();
    let is_terminal = stream.is_terminal();
    let width = size.filter(|_| is_terminal).map_or(pipe.width, |(Width(columns), _)| usize::from(columns).max(20));
    let color = match color {
        Color::Auto => AutoStream::choice(stream) != ColorChoice::Never,
        Color::Always => true,
        Color::Never => false,
    };
    Screen { width, color, is_terminal, ..pipe }
}

/// Whether a stream is a terminal that has links, or `FORCE_HYPERLINK` says so.
fn has_links(stream: Stream) -> bool {
    let variable = std::env::var_os;
    // A program inside a terminal inherits its variables, even if it shows no links itself and says so with `TERM=dumb`.
    let is_dumb = variable("TERM").is_some_and(|term| term == "dumb") && variable("FORCE_HYPERLINK").is_none();
    !is_dumb && supports_hyperlinks::on(stream)
}
