//! A parser kept from doing harm: on a thread of its own, with its panics caught and its time measured.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;

use super::Limits;

/// The name of the threads that parse foreign files. What panics on them is reported as the fault of a file.
const PARSER_THREAD: &str = "parser";

/// Parsers recurse; what they do not use of this is never touched.
const STACK: usize = 64 << 20;

/// What `work` gives, or what went wrong with it: a panic, or more time than a file may take. A parser that is out of
/// time cannot be stopped; nobody waits for it any more.
pub(super) fn contained<T: Send + 'static>(
    limits: &Limits,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, String> {
    let (sender, receiver) = mpsc::channel();
    let spawned = thread::Builder::new().name(PARSER_THREAD.to_owned()).stack_size(STACK).spawn(move || {
        // Nobody may be waiting any more.
        drop(sender.send(work()));
    });
    let thread = spawned.map_err(|error| format!("cannot be parsed: {error}"))?;
    match receiver.recv_timeout(limits.time) {
        Ok(result) => Ok(result),
        Err(mpsc::RecvTimeoutError::Timeout) => {
            Err(format!("takes more than {} s to parse: want a simpler file", limits.time.as_secs_f32()))
        }
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(match thread.join() {
            Err(panic) => format!("makes its parser fail: {}", message(&*panic)),
            Ok(()) => "makes its parser fail".to_owned(),
        }),
    }
}

thread_local! {
    /// Whether a panic on this thread is caught and reported by who has called.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic on this thread is the fault of a file, and reported as such.
pub fn is_contained() -> bool {
    CAUGHT.get() || thread::current().name() == Some(PARSER_THREAD)
}

/// What `work` gives, or what its panic says.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let before = CAUGHT.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    CAUGHT.set(before);
    result.map_err(|panic| message(&*panic))
}

/// What a panic says, on one line.
fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    let line: String = text.unwrap_or("no reason given").split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(160).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_caught_panic_is_what_it_says() {
        assert_eq!(caught(|| 1), Ok(1));
        assert_eq!(caught(|| -> u8 { panic!("off by\none") }), Err("off by one".to_owned()));
        assert!(!is_contained());
    }

    #[test]
    fn a_panic_and_a_lasting_parser_are_faults_of_a_file() {
        let limits = Limits { time: Duration::from_millis(1500), ..Limits::default() };
        assert_eq!(contained(&limits, || 1), Ok(1));
        let panicked = contained(&limits, || -> u8 { panic!("odd\nfont {}", 7) });
        assert_eq!(panicked, Err("makes its parser fail: odd font 7".to_owned()));
        let late = contained(&limits, || thread::sleep(Duration::from_secs(4)));
        assert_eq!(late, Err("takes more than 1.5 s to parse: want a simpler file".to_owned()));
    }
}
