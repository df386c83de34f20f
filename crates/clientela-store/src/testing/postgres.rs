//! PostgreSQL for tests: a server of our own from the system's binaries, or the one of a whole run.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use sqlx::{Connection, PgConnection};

use crate::location::BookLocation;
use crate::store::Store;

/// Names a server for the whole run, so that not each test process starts one: the URL of a
/// database whose user may create others.
pub const URL_VARIABLE: &str = "CLIENTELA_TEST_POSTGRES_URL";

/// Where distributions put the binaries of the server.
const BINARIES: &str = "/usr/lib/postgresql";

/// Starts a server in a folder of its own, prints the folder, and when its input ends (which it does
/// however the test process ends) stops the server and removes the folder.
const SCRIPT: &str = r#"
set -e
folder=$(mktemp -d /tmp/clientela-postgres-XXXXXX)
trap '"$0/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1; rm -rf "$folder"' EXIT
"$0/initdb" -D "$folder/data" -U clientela -A trust -E UTF8 --locale=C --no-sync >/dev/null </dev/null
"$0/pg_ctl" -D "$folder/data" -l "$folder/log" -w -o "-c listen_addresses='' \
  -c unix_socket_directories=$folder -c fsync=off -c full_page_writes=off \
  -c synchronous_commit=off -c max_connections=300" start >/dev/null </dev/null
echo "$folder"
cat >/dev/null
"#;

/// A server tests can use.
#[derive(Debug)]
pub struct Server {
    url: String,
    /// Its open input keeps the server alive; absent for the server of a whole run.
    #[expect(
        dead_code,
        reason = "held so that its input stays open as long as this process lives"
    )]
    keeper: Option<Child>,
}

impl Server {
    /// URL of its first database, for [`URL_VARIABLE`].
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// The server of this process: the one of the run, or one of its own. `None`, and a printed line,
/// when the binaries are missing.
pub fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    let server = SERVER.get_or_init(|| match std::env::var(URL_VARIABLE) {
        Ok(url) => Some(Server { url, keeper: None }),
        Err(_) => start(),
    });
    if server.is_none() {
        say_skipped();
    }
    server.as_ref()
}

#[expect(
    clippy::print_stderr,
    reason = "a skipped test has to say so in the output of the tests"
)]
fn say_skipped() {
    eprintln!("SKIPPED: no PostgreSQL under {BINARIES}; install it with `apt install postgresql`");
}

/// Starts a server that lives as long as this process. `None` without binaries.
///
/// # Panics
/// When the binaries are there but the server does not start.
#[must_use]
pub fn start() -> Option<Server> {
    let binaries = newest_binaries()?;
    let mut command = if is_root() {
        // PostgreSQL refuses to run as root.
        let mut command = Command::new("setpriv");
        let user = unprivileged_user();
        command.args(["--reuid", user, "--regid", user, "--init-groups", "sh"]);
        command
    } else {
        Command::new("sh")
    };
    let mut keeper = command
        .args(["-c", SCRIPT])
        .arg(&binaries)
        .current_dir("/")
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell starts");
    let mut folder = String::new();
    let output = keeper.stdout.take().expect("the output is piped");
    BufReader::new(output)
        .read_line(&mut folder)
        .expect("the shell answers");
    let folder = folder.trim();
    assert!(
        !folder.is_empty(),
        "PostgreSQL of {} did not start",
        binaries.display()
    );
    let url = format!("postgres://clientela@localhost/postgres?host={folder}");
    Some(Server {
        url,
        keeper: Some(keeper),
    })
}

/// Makes an empty book from a template that is migrated once, and returns its URL.
///
/// # Panics
/// When the server refuses.
pub async fn new_database(server: &Server) -> String {
    let template = format!(
        "clientela_template_{:016x}",
        crate::migrations::fingerprint()
    );
    let mut connection = PgConnection::connect(&server.url)
        .await
        .expect("the server answers");
    // One at a time: a template cannot be copied while somebody is connected to it.
    run(&mut connection, "SELECT pg_advisory_lock(4811)").await;
    let existing: Option<i32> = sqlx::query_scalar("SELECT 1 FROM pg_database WHERE datname = $1")
        .bind(&template)
        .fetch_optional(&mut connection)
        .await
        .expect("the server answers");
    if existing.is_none() {
        run(&mut connection, &format!("CREATE DATABASE {template}_new")).await;
        let url = with_database(&server.url, &format!("{template}_new"));
        let location = BookLocation::Postgres {
            url,
            folder: PathBuf::new(),
        };
        Store::migrate(&location)
            .await
            .expect("the template is migrated");
        run(
            &mut connection,
            &format!("ALTER DATABASE {template}_new RENAME TO {template}"),
        )
        .await;
    }
    let name = format!("test_{:032x}", rand::random::<u128>());
    run(
        &mut connection,
        &format!("CREATE DATABASE {name} TEMPLATE {template}"),
    )
    .await;
    connection.close().await.expect("the connection closes");
    with_database(&server.url, &name)
}

/// Makes a database without any table and returns its URL.
///
/// # Panics
/// When the server refuses.
pub async fn new_empty_database(server: &Server) -> String {
    let name = format!("test_{:032x}", rand::random::<u128>());
    let mut connection = PgConnection::connect(&server.url)
        .await
        .expect("the server answers");
    run(
        &mut connection,
        &format!("CREATE DATABASE {name} TEMPLATE template0"),
    )
    .await;
    with_database(&server.url, &name)
}

/// Removes a database of [`new_database`].
///
/// # Panics
/// When the server refuses.
pub async fn drop_database(server: &Server, url: &str) {
    let path = url.split('?').next().unwrap_or(url);
    let name = path.rsplit('/').next().unwrap_or_default();
    let mut connection = PgConnection::connect(&server.url)
        .await
        .expect("the server answers");
    run(
        &mut connection,
        &format!("DROP DATABASE {name} WITH (FORCE)"),
    )
    .await;
}

async fn run(connection: &mut PgConnection, text: &str) {
    sqlx::raw_sql(sqlx::AssertSqlSafe(text.to_owned()))
        .execute(connection)
        .await
        .unwrap_or_else(|error| panic!("`{text}` failed: {error}"));
}

/// The URL with another database.
fn with_database(url: &str, name: &str) -> String {
    let (path, query) = url
        .split_once('?')
        .map_or((url, None), |(path, query)| (path, Some(query)));
    let server = path.rsplit_once('/').map_or(path, |(server, _)| server);
    match query {
        None => format!("{server}/{name}"),
        Some(query) => format!("{server}/{name}?{query}"),
    }
}

fn newest_binaries() -> Option<PathBuf> {
    let versions = fs_err::read_dir(BINARIES).ok()?.filter_map(Result::ok);
    versions
        .filter_map(|version| {
            let number: u32 = version.file_name().to_str()?.parse().ok()?;
            let binaries = version.path().join("bin");
            binaries
                .join("initdb")
                .exists()
                .then_some((number, binaries))
        })
        .max()
        .map(|(_, binaries)| binaries)
}

fn is_root() -> bool {
    fs_err::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0)
}

fn unprivileged_user() -> &'static str {
    let users = fs_err::read_to_string("/etc/passwd").unwrap_or_default();
    if users.lines().any(|line| line.starts_with("postgres:")) {
        "postgres"
    } else {
        "nobody"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_of_a_url_is_exchanged() {
        assert_eq!(
            with_database("postgres://a@h:1/x", "y"),
            "postgres://a@h:1/y"
        );
        assert_eq!(
            with_database("postgres://a@h/x?host=/t/s", "y"),
            "postgres://a@h/y?host=/t/s"
        );
    }
}
