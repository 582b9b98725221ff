//! What a run of a program costs.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;

/// What a run cost, in seconds.
#[derive(Clone, Copy)]
pub struct Cost {
    /// Of the user and the system together.
    pub cpu: f64,
    pub wall: f64,
}

/// The cheapest of some runs of a program.
pub fn best(runs: usize, program: &dyn Fn() -> Command) -> Cost {
    let once = |_| {
        let before = cpu_of_children();
        let start = Instant::now();
        let status = program().stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it runs");
        let wall = start.elapsed().as_secs_f64();
        assert!(matches!(status.code(), Some(0 | 1)), "{status}");
        Cost { cpu: (cpu_of_children() - before).as_secs_f64(), wall }
    };
    let costs: Vec<Cost> = (0..runs).map(once).collect();
    let least = |of: fn(&Cost) -> f64| costs.iter().map(of).fold(f64::INFINITY, f64::min);
    Cost { cpu: least(|cost| cost.cpu), wall: least(|cost| cost.wall) }
}

fn cpu_of_children() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the system tells");
    let time = |value: TimeVal| {
        Duration::from_micros(u64::try_from(value.tv_sec() * 1_000_000 + value.tv_usec()).expect("time is positive"))
    };
    time(usage.user_time()) + time(usage.system_time())
}
