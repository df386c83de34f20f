//! S1 of `RELIABILITY.md`: the answer to BEGIN comes late, and who waited for it is gone.
//!
//! sqlx 0.9.0 counts a transaction only once the answer to BEGIN is there. When its future is
//! dropped before, the session stays in a transaction nobody knows of, and what the next borrower
//! writes is never committed.

#![expect(
    clippy::disallowed_methods,
    reason = "the fault lies in `begin`, which for this reason is called nowhere else"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, Executor, PgConnection};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixStream};

use crate::location::BookLocation;
use crate::testing::{postgres, system};
use crate::{Store, settings};

/// Rounds and delay: the numbers of the document with `--deep`. A busy machine may wake a test some
/// fifty milliseconds late, and the answer must not have come by then.
fn rounds_and_delay() -> (i64, Duration) {
    if std::env::var_os("CLIENTELA_TEST_DEEP").is_some() {
        (500, Duration::from_millis(200))
    } else {
        (25, Duration::from_millis(200))
    }
}

/// A proxy in front of the server of `url` that holds back the answer to each BEGIN; the URL
/// through it.
async fn slow_begin(url: &str, delay: Duration) -> String {
    let server: PgConnectOptions = url.parse().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let through = format!(
        "postgres://{}@127.0.0.1:{port}/{}?sslmode=disable",
        server.get_username(),
        server.get_database().unwrap()
    );
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let (host, port) = (server.get_host().to_owned(), server.get_port());
            let socket = server.get_socket().cloned();
            tokio::spawn(async move {
                // A host that is a path is the folder of a socket.
                let folder = socket.or_else(|| host.starts_with('/').then(|| host.clone().into()));
                match folder {
                    Some(folder) => {
                        let path = folder.join(format!(".s.PGSQL.{port}"));
                        let server = UnixStream::connect(path).await.unwrap();
                        carry(client, server, delay).await;
                    }
                    None => {
                        let server = TcpStream::connect((host.as_str(), port)).await.unwrap();
                        carry(client, server, delay).await;
                    }
                }
            });
        }
    });
    through
}

async fn carry(client: TcpStream, server: impl AsyncRead + AsyncWrite, delay: Duration) {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = tokio::io::split(server);
    let begun = Arc::new(AtomicBool::new(false));
    let up = async {
        let mut bytes = vec![0; 64 * 1024];
        while let Ok(read @ 1..) = from_client.read(&mut bytes).await {
            if bytes[..read].windows(5).any(|word| word == b"BEGIN") {
                begun.store(true, Ordering::SeqCst);
            }
            if to_server.write_all(&bytes[..read]).await.is_err() {
                break;
            }
        }
    };
    let down = async {
        let mut bytes = vec![0; 64 * 1024];
        while let Ok(read @ 1..) = from_server.read(&mut bytes).await {
            if begun.swap(false, Ordering::SeqCst) {
                tokio::time::sleep(delay).await;
            }
            if to_client.write_all(&bytes[..read]).await.is_err() {
                break;
            }
        }
    };
    tokio::select! { () = up => {} () = down => {} }
}

async fn put(store: &Store, key: String) {
    store
        .write_with(&system(), key, |tx, key| {
            Box::pin(async move { settings::put(tx, key, "1", 0).await })
        })
        .await
        .unwrap();
}

async fn count(direct: &mut PgConnection, condition: &str) -> i64 {
    let text = format!("SELECT count(*) FROM {condition}");
    sqlx::query_scalar(sqlx::AssertSqlSafe(text))
        .fetch_one(direct)
        .await
        .unwrap()
}

const LEFT_OPEN: &str = "pg_stat_activity WHERE datname = current_database() \
    AND state LIKE 'idle in transaction%'";

fn with_postgres<F: Future<Output = ()>>(test: impl FnOnce(String) -> F) {
    let Some(server) = postgres::server() else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let url = postgres::new_database(server).await;
        test(url.clone()).await;
        postgres::drop_database(server, &url).await;
    });
}

#[test]
fn s1_no_write_is_lost_when_who_waits_for_begin_goes_away() {
    with_postgres(|url| async move {
        let (rounds, delay) = rounds_and_delay();
        let folder = tempfile::tempdir().unwrap();
        let location = BookLocation::Postgres {
            url: slow_begin(&url, delay).await,
            folder: folder.path().into(),
        };
        let store = Store::open_postgres_with(&location, 1).await.unwrap();
        let pool = store.write_pool().get_postgres_connection_pool().clone();
        for round in 0..rounds {
            // The caller of a write goes away: the write goes on without it.
            let write = put(&store, format!("gone {round}"));
            let gone = tokio::time::timeout(delay / 4, write).await;
            assert!(gone.is_err(), "the answer to BEGIN was not held back");
            // And should a bare BEGIN be dropped, its session is cleaned before it is used again.
            let mut connection = pool.acquire().await.unwrap();
            let dropped = tokio::time::timeout(delay / 4, connection.begin()).await;
            assert!(dropped.is_err(), "the answer to BEGIN was not held back");
        }
        for number in 0..100 {
            put(&store, format!("next {number}")).await;
        }
        // From outside, as another program sees it.
        let options: PgConnectOptions = url.parse().unwrap();
        let mut direct = options.connect().await.unwrap();
        assert_eq!(count(&mut direct, LEFT_OPEN).await, 0);
        let next = "settings WHERE key LIKE 'next %'";
        assert_eq!(count(&mut direct, next).await, 100);
        let gone = "settings WHERE key LIKE 'gone %'";
        assert_eq!(count(&mut direct, gone).await, rounds);
        assert_eq!(count(&mut direct, "journal").await, rounds + 100);
        direct.close().await.unwrap();
        store.close().await.unwrap();
    });
}

/// The fault itself, with the pool as sqlx makes it: were it gone from sqlx, the counter-measure
/// could go too.
#[test]
fn s1_without_the_counter_measure_a_write_is_lost() {
    with_postgres(|url| async move {
        let delay = Duration::from_millis(40);
        let options: PgConnectOptions = slow_begin(&url, delay).await.parse().unwrap();
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .test_before_acquire(false)
            .connect_with(options)
            .await
            .unwrap();
        let mut connection = pool.acquire().await.unwrap();
        let dropped = tokio::time::timeout(delay / 4, connection.begin())
            .await
            .is_err();
        assert!(dropped, "the answer to BEGIN was not held back");
        drop(connection);
        let written = pool
            .execute(
                "INSERT INTO settings (key, value, version, updated_at) VALUES ('lost', '1', 1, 0)",
            )
            .await
            .unwrap();
        assert_eq!(written.rows_affected(), 1, "the write looks done");
        let options: PgConnectOptions = url.parse().unwrap();
        let mut direct = options.connect().await.unwrap();
        assert_eq!(count(&mut direct, "settings").await, 0, "and is not");
        assert_eq!(count(&mut direct, LEFT_OPEN).await, 1);
        direct.close().await.unwrap();
        pool.close().await;
    });
}
