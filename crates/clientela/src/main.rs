//! The binary: reads the command line, opens the book, calls one use case, prints its answer.

#![expect(
    unreachable_pub,
    reason = "a binary has no public items; `pub` marks what a module offers the others"
)]

use std::process::ExitCode;

use clap::FromArgMatches;

mod cli;
mod cli_words;
mod clock;
mod commands;
mod exit;
mod printer;
mod refusal_text;
mod wire;

fn main() -> ExitCode {
    let line: Vec<String> = std::env::args_os()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let texts = cli_words::texts(&line);
    let parsed = cli_words::command(texts)
        .try_get_matches()
        .and_then(|found| cli::Cli::from_arg_matches(&found));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return printer::wrong_line(&error, texts, &line),
    };
    if let cli::Command::ParseWorker { arguments } = &arguments.command {
        return commands::parse_worker::run(arguments);
    }
    wire::start_logging();
    let printer = printer::Printer::new(&arguments.global);
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return printer.fail(&exit::Failure::system("starting the runtime", error)),
    };
    match runtime.block_on(commands::run(&arguments, &printer)) {
        Ok(exit) => exit.into(),
        Err(failure) => printer.fail(&failure),
    }
}
