//! `serve`: pages and API over the book.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use clientela_app::context::Context;
use clientela_app::empty_trash::purge_old;
use clientela_app::first_run::first_run_link;
use clientela_app::follow_agreements;
use clientela_app::follow_folders::FollowedFolders;
use clientela_app::import_history::tidy_up;
use clientela_app::status_history;
use clientela_web::api::{self, ApiState};
use clientela_web::app_desk::AppDesk;
use clientela_web::limits::CONNECTIONS_MAX;
use clientela_web::serve::{Reach, ServeLimits, serve};
use clientela_web::tls::Certificate;
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
    let watching = watching(context, arguments)?;
    let daily = tokio::spawn(daily_work(Arc::clone(context)));
    let lists = tokio::spawn(clientela_app::list_memory::keep(Arc::clone(context)));
    let watching =
        watching.map(|followed| tokio::spawn(super::watch::serve(Arc::clone(context), followed)));
    let address = address(arguments);
    let listener = TcpListener::bind(&address)
        .await
        .map_err(|error| Failure::Usage("usage-listen", format!("{address} ({error})")))?;
    let local = listener
        .local_addr()
        .map_err(|error| Failure::system("reading the address", error))?;
    let reach = reach(arguments)?;
    let url = public_url(arguments, local)?;
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
    let served = serve(listener, router(state, api), reach, limits, stopped()).await;
    daily.abort();
    lists.abort();
    if let Some(watching) = watching {
        watching.abort();
    }
    served.map_err(|error| Failure::system("serving", error))?;
    Ok(Exit::Done)
}

/// The folders to be watched: one named at the start, and those chosen below the base; none without either.
fn watching(
    context: &Context,
    arguments: &ServeArguments,
) -> Result<Option<FollowedFolders>, Failure> {
    let named = [&arguments.watch, &arguments.watch_base];
    if let Some(folder) = named.into_iter().flatten().find(|folder| !folder.is_dir()) {
        let shown = folder.display().to_string();
        return Err(Failure::Usage("usage-no-folder", shown));
    }
    if let Some(base) = &arguments.watch_base {
        let base = std::path::absolute(base)
            .map_err(|error| Failure::system("finding the watched folders", error))?;
        context.watching.begin_below(base);
    }
    let any = named.into_iter().any(Option::is_some);
    Ok(any.then(|| FollowedFolders::new(arguments.watch.clone())))
}

/// How often what time brings about is done.
const BETWEEN_DAYS: Duration = Duration::from_hours(24);

/// What time brings about, now and once a day: what has been in the trash long enough goes, and verdicts
/// move because evidence has aged. A write in progress is never cut off by the end of the program: it is a
/// transaction of its own.
async fn daily_work(context: Arc<Context>) {
    loop {
        match purge_old(&context).await {
            Ok(0) => {}
            Ok(records) => tracing::info!(records, "the time of records in the trash was over"),
            Err(error) => {
                let error = &error as &dyn std::error::Error;
                tracing::error!(error, "the trash could not be emptied");
            }
        }
        if let Err(error) = status_history::keep_up_with_time(&context).await {
            let error = &error as &dyn std::error::Error;
            tracing::error!(error, "the history of verdicts could not be kept up");
        }
        follow_agreements::follow_or_log(&context).await;
        tokio::time::sleep(BETWEEN_DAYS).await;
    }
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

/// TLS by certificate files, or the proxies that are believed.
fn reach(arguments: &ServeArguments) -> Result<Reach, Failure> {
    let certificate = match (&arguments.tls_certificate, &arguments.tls_key) {
        (Some(certificate), Some(key)) => Some(
            Certificate::open(certificate.clone(), key.clone())
                .map_err(|error| Failure::Usage("usage-certificate", error.to_string()))?,
        ),
        _ => None,
    };
    let proxies = match (arguments.behind_proxy, arguments.trusted_proxies.is_empty()) {
        (false, _) => Vec::new(),
        (true, true) => vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()],
        (true, false) => arguments.trusted_proxies.clone(),
    };
    Ok(Reach {
        certificate: certificate.map(Arc::new),
        proxies,
    })
}

/// The address people type. Passwords and clients never go over a network in the clear by accident:
/// an address others can reach needs TLS, here or in front.
fn public_url(arguments: &ServeArguments, local: SocketAddr) -> Result<String, Failure> {
    let over_tls = arguments.tls_certificate.is_some();
    if !local.ip().is_loopback() && !over_tls && !arguments.behind_proxy {
        return Err(Failure::Usage("usage-listen-open", local.to_string()));
    }
    let Some(given) = &arguments.public_url else {
        if !local.ip().is_loopback() || arguments.behind_proxy {
            return Err(Failure::Usage(
                "usage-public-url-missing",
                local.to_string(),
            ));
        }
        let scheme = if over_tls { "https" } else { "http" };
        return Ok(format!("{scheme}://{local}"));
    };
    let plain = given.starts_with("http://") && !over_tls;
    if !plain && !given.starts_with("https://") {
        return Err(Failure::Usage("usage-public-url", given.clone()));
    }
    Ok(given.trim_end_matches('/').to_owned())
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
