//! `start [FILE …]`: open a book, show its key clients, serve it. Without files, the sample firm.

use std::sync::Arc;

use clientela_app::progress::Progress;
use clientela_app::sample_firm::load_sample_firm;
use clientela_store::imports;
use clientela_store::{Via, Viewer};

use super::{import, key, serve};
use crate::cli::{Global, KeyArguments, StartArguments};
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

/// Book of the sample firm, apart from the user's own so that the two never mix.
const SAMPLE_BOOK: &str = "./sample-book";

/// What clap puts in when nobody names a book.
const DEFAULT_BOOK: &str = "./book";

pub async fn run(
    global: &Global,
    arguments: &StartArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let mut global = global.clone();
    let own = !arguments.files.is_empty() || global.book != DEFAULT_BOOK;
    if !own {
        SAMPLE_BOOK.clone_into(&mut global.book);
    }
    for file in &arguments.files {
        import::must_be_file(file)?;
    }
    let context = wire::open(&global).await?;
    let viewer = Viewer::system(Via::Cli, context.clock.now());
    if !own
        && imports::list_done(&context.store.read(&viewer))
            .await?
            .is_empty()
    {
        load_sample_firm(&context, &viewer, &Arc::new(Progress::default())).await?;
    }
    let options = import::import_options(&arguments.options)?;
    for file in &arguments.files {
        let report =
            import::run_import(&context, &viewer, file, options.clone(), false, printer).await?;
        import::print(&context, &report, printer);
    }
    key::print(
        &context,
        &global,
        &KeyArguments {
            all: false,
            profile: None,
        },
        printer,
    )
    .await?;
    if !own {
        printer.say(
            &printer
                .texts()
                .with1("terminal-sample", "path", SAMPLE_BOOK),
        );
    }
    if arguments.serve.no_serve {
        return Ok(Exit::Done);
    }
    serve::open(&context, &arguments.serve, printer).await
}
