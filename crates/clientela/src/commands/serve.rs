//! `serve`: pages and API over the book.

use std::sync::Arc;

use clientela_app::context::Context;
use clientela_app::first_run::first_run_link;
use clientela_app::import_history::tidy_up;
use clientela_web::api::{self, ApiState};
use clientela_web::app_desk::AppDesk;
use clientela_web::limits::CONNECTIONS_MAX;
use clientela_web::serve::{ServeLimits, serve};
use clientela_web::{WebConfig, WebState, router};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde_json::json;
use tokio::net::TcpListener;

use crate::cli::{Global, ServeArguments};
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

pub async fn run(
    global: &Global,
    arguments: &ServeArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open(global).await?;
    open(&context, arguments, printer).await
}

/// Serves an open book until Ctrl-C; prints its address, and the first-run link while nobody can
/// sign in yet.
pub async fn open(
    context: &Arc<Context>,
    arguments: &ServeArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    tidy_up(context).await?;
    let address = address(arguments);
    let listener = TcpListener::bind(&address)
        .await
        .map_err(|error| Failure::Usage("usage-listen", format!("{address} ({error})")))?;
    let local = listener
        .local_addr()
        .map_err(|error| Failure::system("reading the address", error))?;
    let url = arguments
        .public_url
        .clone()
        .unwrap_or_else(|| format!("http://{local}"));
    let link = first_run_link(context)
        .await?
        .map(|secret| format!("{url}/start?token={secret}"));
    let answer = json!({ "address": url, "first_run_link": link });
    printer.answer(&answer, |page| {
        page.say_with("terminal-serving", &[("address", &url)]);
        if let Some(link) = &link {
            page.say_with("terminal-first-link", &[("address", link)]);
        }
    });
    let uploads = context.folder.join("uploads");
    let config = WebConfig::new(&url, uploads.clone());
    let state = WebState::new(Arc::new(AppDesk::new(Arc::clone(context))), config);
    let api = api::router(ApiState {
        context: Arc::clone(context),
        upload_folder: uploads,
    });
    let limits = ServeLimits {
        connections_max: connections_max(),
        ..ServeLimits::default()
    };
    serve(listener, router(state, api), limits, stopped())
        .await
        .map_err(|error| Failure::system("serving", error))?;
    Ok(Exit::Done)
}

/// Open files kept free for the book, its ledger and the parse worker.
const FILES_KEPT_FREE: u64 = 256;

/// As many connections as the system gives us files for: a server without a file left for the next
/// connection would make everybody wait for the slowest (`RELIABILITY.md` S2).
fn connections_max() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let wanted = u64::try_from(CONNECTIONS_MAX).unwrap_or(u64::MAX) + FILES_KEPT_FREE;
    let Some(current) = limit.current else {
        return CONNECTIONS_MAX;
    };
    let most = limit.maximum.unwrap_or(wanted).min(wanted).max(current);
    let raised = Rlimit {
        current: Some(most),
        maximum: limit.maximum,
    };
    let files = match setrlimit(Resource::Nofile, raised) {
        Ok(()) => most,
        Err(_) => current,
    };
    let room = usize::try_from(files.saturating_sub(FILES_KEPT_FREE));
    room.unwrap_or(CONNECTIONS_MAX).clamp(1, CONNECTIONS_MAX)
}

fn address(arguments: &ServeArguments) -> String {
    match arguments.port {
        None => arguments.listen.clone(),
        Some(port) => {
            let host = arguments
                .listen
                .rsplit_once(':')
                .map_or(arguments.listen.as_str(), |(host, _)| host);
            format!("{host}:{port}")
        }
    }
}

/// Ready when the user or the system asks the program to end.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    drop(interrupted.await);
}
