//! `start [FILE …]`: open a book, show its key clients, serve it. Without files, the sample firm.

use std::sync::Arc;

use clientela_app::compose_morning::MorningRequest;
use clientela_app::progress::Progress;
use clientela_app::sample_firm::load_sample_firm;
use clientela_app::sample_patron::load_patron_book;
use clientela_store::imports;
use clientela_store::{Via, Viewer};

use super::{import, key, salutatio, serve};
use crate::cli::{Global, KeyArguments, StartArguments};
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

/// A sample to open, in a book apart from the user's own so that the two never mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sample {
    /// The wholesaler.
    Firm,
    /// A Roman patron.
    Patron,
}

impl Sample {
    const fn book(self) -> &'static str {
        match self {
            Self::Firm => "./sample-book",
            Self::Patron => "./patron-book",
        }
    }

    /// What is said of it.
    const fn said(self) -> &'static str {
        match self {
            Self::Firm => "terminal-sample",
            Self::Patron => "terminal-sample-patron",
        }
    }
}

/// What clap puts in when nobody names a book.
const DEFAULT_BOOK: &str = "./book";

pub async fn run(
    global: &Global,
    arguments: &StartArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let mut global = global.clone();
    let sample = match arguments.sample.as_deref() {
        None => None,
        Some("firm") => Some(Sample::Firm),
        Some("patron") => Some(Sample::Patron),
        Some(other) => return Err(Failure::Usage("usage-sample", other.to_owned())),
    };
    let elsewhere = !arguments.files.is_empty() || global.book != DEFAULT_BOOK;
    let sample = sample.or((!elsewhere).then_some(Sample::Firm));
    if let Some(sample) = sample.filter(|_| !elsewhere) {
        sample.book().clone_into(&mut global.book);
    }
    for file in &arguments.files {
        import::must_be_file(file)?;
    }
    let context = wire::open(&global).await?;
    let viewer = Viewer::system(Via::Cli, context.clock.now());
    let is_new = imports::list_done(&context.store.read(&viewer))
        .await?
        .is_empty();
    match sample.filter(|_| is_new) {
        None => {}
        Some(Sample::Firm) => {
            load_sample_firm(&context, &viewer, &Arc::new(Progress::default())).await?;
        }
        Some(Sample::Patron) => {
            load_patron_book(&context, &viewer, printer.texts().language).await?;
        }
    }
    let options = import::import_options(&arguments.options)?;
    for file in &arguments.files {
        let report =
            import::run_import(&context, &viewer, file, options.clone(), false, printer).await?;
        import::print(&context, &report, printer);
    }
    if sample != Some(Sample::Patron) {
        let key_clients = KeyArguments {
            all: false,
            profile: None,
        };
        key::print(&context, &global, &key_clients, printer).await?;
    }
    if !printer.is_json() {
        let request = MorningRequest::default();
        salutatio::print(&context, &viewer, &request, printer).await?;
    }
    if let Some(sample) = sample {
        let texts = printer.texts();
        printer.say(&texts.with1(sample.said(), "path", &global.book));
    }
    if arguments.serve.no_serve {
        return Ok(Exit::Done);
    }
    serve::open(&context, &arguments.serve, printer).await
}
