//! What the kernel counts of a process: how often its threads gave up the processor, and how long they had it.

use std::fs;
#[cfg(target_os = "linux")]
use std::time::Instant;

use rustix::process::Pid;

#[cfg(target_os = "linux")]
use crate::pty::DEADLINE;

/// Returns the processor time of a process in clock ticks, of which a second has a hundred.
///
/// A process that has ended counts until it is waited for. Without `/proc` the time is always 0.
pub(crate) fn processor_time(process: Pid) -> u64 {
    ticks(&format!("/proc/{}/stat", process.as_raw_nonzero()))
}

/// Returns how often the threads of a process gave up the processor, and their time in clock ticks.
///
/// A thread that wakes up from a wait has to give up the processor again, so an unchanged count means no wake-up.
#[cfg(target_os = "linux")]
pub(crate) fn activity(process: Pid) -> (u64, u64) {
    let tasks = fs::read_dir(format!("/proc/{}/task", process.as_raw_nonzero())).expect("threads").flatten();
    tasks.fold((0, 0), |(switches, time), task| {
        let status = fs::read_to_string(task.path().join("status")).expect("its status");
        let lines = status.lines().filter(|line| line.contains("ctxt_switches"));
        let counts = lines.filter_map(|line| line.split_whitespace().last()?.parse::<u64>().ok());
        (switches + counts.sum::<u64>(), time + ticks(&task.path().join("stat").to_string_lossy()))
    })
}

/// Returns the user and system time from a `stat` file of `/proc`.
fn ticks(path: &str) -> u64 {
    let stat = fs::read_to_string(path).unwrap_or_default();
    // The name of the program is in parentheses and may hold blanks. The times are fields 14 and 15.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum()
}

/// Waits until a process has no children, neither running ones nor zombies.
#[cfg(target_os = "linux")]
pub(crate) fn wait_until_childless(process: Pid) {
    let parent = process.as_raw_nonzero().to_string();
    let has_child = || {
        let processes = fs::read_dir("/proc").expect("processes").flatten();
        let stats = processes.filter_map(|entry| fs::read_to_string(entry.path().join("stat")).ok());
        // After the name come the state and the parent.
        stats
            .into_iter()
            .any(|stat| stat.rsplit(')').next().unwrap_or_default().split_whitespace().nth(1) == Some(&parent))
    };
    let begin = Instant::now();
    while has_child() {
        assert!(begin.elapsed() < DEADLINE, "a child of {parent} is left");
        std::thread::yield_now();
    }
}
