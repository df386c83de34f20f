//! The binary: reads the command line, opens the book, calls one use case, prints its answer.

#![expect(
    unreachable_pub,
    reason = "a binary has no public items; `pub` marks what a module offers the others"
)]

use std::process::ExitCode;

use clap::Parser;

mod cli;
mod clock;
mod commands;
mod exit;
mod printer;
mod refusal_text;
mod wire;

fn main() -> ExitCode {
    let arguments = cli::Cli::parse();
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
