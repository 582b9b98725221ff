//! Arguments in, exit status out.

use std::io::{self, Write};
use std::process::ExitCode;

use anstream::AutoStream;
use anstream::ColorChoice;
use clap::Parser;

use ladder::cli::Cli;
use ladder::commands::{self, Status, Stop, World};
use ladder::render::Screen;
use ladder::source::Disk;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let (stdout, stderr) = (io::stdout(), io::stderr());
    let screen = |is_color: bool| Screen { width: width(), color: is_color };
    let mut out = Vec::new();
    let mut err = Vec::new();
    let result = commands::run(
        &cli,
        &mut World {
            tree: &Disk,
            stdin: &mut io::stdin().lock(),
            out: &mut out,
            err: &mut err,
            screen: screen(AutoStream::choice(&stdout) != ColorChoice::Never),
            err_screen: screen(AutoStream::choice(&stderr) != ColorChoice::Never),
        },
    );
    let status = match result {
        Ok(status) => status,
        Err(error) => {
            // `{:#}` prints the chain of causes on one line.
            let text = error.downcast_ref::<Stop>().map_or_else(|| format!("{error:#}"), ToString::to_string);
            let _ = writeln!(err, "error: {text}");
            error.downcast_ref::<Stop>().map_or(Status::Unusable, |stop| stop.status)
        }
    };
    // Whoever closes the pipe has seen enough: that is no error, and changes no status.
    let closed = |result: io::Result<()>| result.is_err_and(|error| error.kind() != io::ErrorKind::BrokenPipe);
    let _ = stderr.lock().write_all(&err);
    let mut stdout = stdout.lock();
    if closed(stdout.write_all(&out).and_then(|()| stdout.flush())) {
        let _ = writeln!(io::stderr(), "error: could not write to standard output");
        return Status::Unusable.into();
    }
    status.into()
}

/// The width of the terminal that standard output or error is; 80 columns in a pipe.
fn width() -> usize {
    let size = terminal_size::terminal_size_of(io::stdout()).or_else(|| terminal_size::terminal_size_of(io::stderr()));
    match size {
        Some((terminal_size::Width(columns), _)) if is_terminal() && columns >= 40 => usize::from(columns),
        _ => Screen::default().width,
    }
}

fn is_terminal() -> bool {
    io::IsTerminal::is_terminal(&io::stdout())
}
