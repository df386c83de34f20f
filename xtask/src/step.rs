//! Running another program as one step of a command.

use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

/// Why a command of ours ends; one sentence for the person at the terminal.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

pub(crate) type Outcome<Value = ()> = Result<Value, Failure>;

/// Runs a program to its end, its output going to the terminal.
///
/// # Errors
/// When it cannot be started or fails.
pub(crate) fn run(title: &str, command: &mut Command) -> Outcome {
    println!("\n── {title}");
    let status = command.status().map_err(|error| {
        Failure::new(format!(
            "{title}: {} cannot be started ({error})",
            shown(command)
        ))
    })?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("{title} failed: {}", shown(command))))
}

/// Like [`run`], and returns the lines of its output that `keep` chooses: a test runner's summary.
/// Both outputs of the program still go to the terminal.
///
/// # Errors
/// When it cannot be started or fails.
pub(crate) fn run_and_keep(
    title: &str,
    command: &mut Command,
    keep: fn(&str) -> bool,
) -> Outcome<Vec<String>> {
    println!("\n── {title}");
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| {
            Failure::new(format!(
                "{title}: {} cannot be started ({error})",
                shown(command)
            ))
        })?;
    let (output, errors) = (child.stdout.take(), child.stderr.take());
    let kept = std::thread::scope(|scope| {
        let from_errors = scope.spawn(move || pass_on(errors, keep));
        let mut kept = pass_on(output, keep);
        kept.extend(from_errors.join().unwrap_or_default());
        kept
    });
    if child.wait()?.success() {
        return Ok(kept);
    }
    Err(Failure::new(format!("{title} failed: {}", shown(command))))
}

fn pass_on(output: Option<impl Read>, keep: fn(&str) -> bool) -> Vec<String> {
    let lines = output
        .into_iter()
        .flat_map(|output| BufReader::new(output).split(b'\n'));
    let mut kept = Vec::new();
    for line in lines.map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line).into_owned();
        println!("{line}");
        if keep(&line) {
            kept.push(line.trim().to_owned());
        }
    }
    kept
}

/// The output of a program that succeeds; `None` when it cannot be started or fails.
pub(crate) fn output_of(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .map(|word| word.to_string_lossy().into_owned()),
    );
    words.join(" ")
}
