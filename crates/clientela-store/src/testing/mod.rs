//! Books for tests, on both databases. Behind the feature `testing`.

use jiff::Timestamp;

use crate::location::BookLocation;
use crate::store::Store;
use crate::viewer::{Via, Viewer};

pub mod postgres;

/// Turns each test into two, `sqlite::name` and `postgres::name`. Once in a module.
///
/// ```ignore
/// db_tests! {
///     async fn a_new_book_has_no_accounts(store: Store) {
///         assert_eq!(accounts::count(&store.read(&system())).await.unwrap(), 0);
///     }
/// }
/// ```
///
/// Without the binaries of PostgreSQL (and without [`postgres::URL_VARIABLE`]) the second half says
/// that it was skipped.
#[macro_export]
macro_rules! db_tests {
    ($($(#[$attribute:meta])* async fn $name:ident($store:ident: Store) $body:block)+) => {
        $($(#[$attribute])* async fn $name($store: $crate::Store) $body)+

        mod sqlite {
            $(#[test] fn $name() { $crate::testing::on_sqlite(super::$name); })+
        }

        mod postgres {
            $(#[test] fn $name() { $crate::testing::on_postgres(super::$name); })+
        }
    };
}

/// The program itself, at a fixed moment: 2026-11-24 09:00 UTC.
#[must_use]
pub fn system() -> Viewer {
    Viewer::system(Via::Job, moment())
}

/// The fixed moment of tests: 2026-11-24 09:00 UTC.
#[must_use]
pub fn moment() -> Timestamp {
    Timestamp::constant(1_795_510_800, 0)
}

/// Runs a test on a new SQLite book in a temporary folder, with the pools of production.
///
/// # Panics
/// When the test does.
pub fn on_sqlite<F: Future<Output = ()>>(test: fn(Store) -> F) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let location = BookLocation::Folder(folder.path().to_owned());
    runtime().block_on(async {
        let store = Store::open(&location).await.expect("a new book opens");
        test(store.clone()).await;
        store.close().await.expect("the book closes");
    });
}

/// Runs a test on a new PostgreSQL database, or says that it was skipped.
///
/// # Panics
/// When the test does.
pub fn on_postgres<F: Future<Output = ()>>(test: fn(Store) -> F) {
    let Some(server) = postgres::server() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    runtime().block_on(async {
        let url = postgres::new_database(server).await;
        let location = BookLocation::Postgres {
            url: url.clone(),
            folder: folder.path().to_owned(),
        };
        let store = Store::open(&location).await.expect("a new book opens");
        test(store.clone()).await;
        store.close().await.expect("the book closes");
        postgres::drop_database(server, &url).await;
    });
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime starts")
}
