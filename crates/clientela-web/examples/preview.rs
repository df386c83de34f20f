//! Serves the sample firm from a new book in a temporary folder, for looking at the pages:
//! `cargo run -p clientela-web --example preview -- 8099`. Sign in as `preview@example.org` with
//! `preview of the pages`; with `empty` as a second word the book is empty and a first-run link is
//! printed.

#![expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]

use std::net::SocketAddr;
use std::sync::Arc;

use clientela_app::context::{Clock, Context};
use clientela_app::{first_run, sample_firm};
use clientela_domain::day::Date;
use clientela_intake::{FileIntake, WorkerCommand};
use clientela_ledger::{LedgerSettings, ParquetLedger};
use clientela_store::{BookLocation, Store, Via, Viewer};
use clientela_web::serve::{Reach, ServeLimits, serve};
use clientela_web::{AppDesk, WebConfig, WebState, router};

struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> jiff::Timestamp {
        #[expect(
            clippy::disallowed_methods,
            reason = "a program of its own reads its own clock"
        )]
        let now = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        jiff::Timestamp::from_second(now.as_secs().cast_signed())
            .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }

    fn today(&self) -> Date {
        jiff::tz::Offset::UTC.to_datetime(self.now()).date()
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let port: u16 = arguments
        .next()
        .and_then(|port| port.parse().ok())
        .unwrap_or(8099);
    let empty = arguments.next().is_some();
    let folder = tempfile::tempdir()?;
    let store = Store::open(&BookLocation::Folder(folder.path().to_owned())).await?;
    let ledger_folder = folder.path().join("ledger");
    fs_err::create_dir_all(&ledger_folder)?;
    let settings = LedgerSettings {
        memory_bytes: 256 << 20,
        partitions: 2,
    };
    let ledger = Arc::new(ParquetLedger::open(&ledger_folder, settings)?);
    let worker = WorkerCommand {
        program: std::env::current_exe()?,
        arguments: vec!["parse-worker".into()],
    };
    let files = Arc::new(FileIntake::new(worker));
    let context = Arc::new(Context::new(
        store,
        ledger,
        files,
        folder.path().to_owned(),
        Arc::new(SystemClock),
    ));
    let link = first_run::first_run_link(&context)
        .await?
        .unwrap_or_default();
    if empty {
        println!("http://127.0.0.1:{port}/start?token={link}");
    } else {
        let answers = first_run::FirstRun {
            firm: "Светлопол Трейд ООД".to_owned(),
            name: "Калина Недева".to_owned(),
            email: "preview@example.org".to_owned(),
            password: "preview of the pages".to_owned(),
            language: "bg".to_owned(),
        };
        first_run::first_run(&context, &link, &answers).await?;
        let viewer = Viewer::system(Via::Cli, context.clock.now());
        sample_firm::load_sample_firm(&context, &viewer, &Arc::default()).await?;
    }
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let config = WebConfig::new(&format!("http://{address}"), folder.path().join("uploads"));
    let state = WebState::new(Arc::new(AppDesk::new(context)), config);
    let listener = tokio::net::TcpListener::bind(address).await?;
    println!("http://{address}");
    serve(
        listener,
        router(state, axum::Router::new()),
        Reach::default(),
        ServeLimits::default(),
        std::future::pending(),
    )
    .await?;
    Ok(())
}
