//! One PostgreSQL server for a whole test run, in a temporary folder.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::step::{Failure, Outcome};
use crate::tools;

/// The variable by which the store's tests find the server.
pub(crate) const URL_VARIABLE: &str = "CLIENTELA_TEST_POSTGRES_URL";

/// Starts a server that listens on a socket of its own folder only, prints the folder, and stops
/// and removes it when its input ends: which it does however this process ends, `kill -9` included.
/// Nothing here needs to survive a crash, so nothing is flushed to disk.
const SCRIPT: &str = r#"
set -e
folder=$(mktemp -d /tmp/clientela-test-XXXXXX)
trap '"$0/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1; rm -rf "$folder"' EXIT
"$0/initdb" -D "$folder/data" -U clientela -A trust -E UTF8 --locale=C --no-sync >"$folder/log" 2>&1 </dev/null \
  || { cat "$folder/log" >&2; exit 1; }
"$0/pg_ctl" -D "$folder/data" -l "$folder/log" -w -o "-c listen_addresses='' \
  -c unix_socket_directories=$folder -c fsync=off -c full_page_writes=off \
  -c synchronous_commit=off -c max_connections=300" start >/dev/null </dev/null \
  || { cat "$folder/log" >&2; exit 1; }
echo "$folder"
cat >/dev/null
"#;

/// A running server; dropping it stops it and removes its folder.
pub(crate) struct Server {
    keeper: Child,
    /// For [`URL_VARIABLE`].
    pub(crate) url: String,
}

/// Starts the server, as an unprivileged user when we are root, for PostgreSQL refuses to run as
/// root.
///
/// # Errors
/// When the binaries are missing or the server does not start.
pub(crate) fn start() -> Outcome<Server> {
    let binaries = tools::need_postgres()?;
    println!("\n── PostgreSQL of {} for this run", binaries.display());
    let mut command = if tools::is_root() {
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
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Failure::new(format!("PostgreSQL cannot be started: {error}")))?;
    let mut folder = String::new();
    if let Some(output) = keeper.stdout.take() {
        BufReader::new(output).read_line(&mut folder)?;
    }
    let folder = folder.trim();
    let url = format!("postgres://clientela@localhost/postgres?host={folder}");
    let server = Server { keeper, url };
    if folder.is_empty() {
        return Err(Failure::new(
            "PostgreSQL did not start; its own message stands above",
        ));
    }
    Ok(server)
}

/// `postgres` where the package made that user, otherwise `nobody`.
fn unprivileged_user() -> &'static str {
    let users = fs_err::read_to_string("/etc/passwd").unwrap_or_default();
    if users.lines().any(|line| line.starts_with("postgres:")) {
        "postgres"
    } else {
        "nobody"
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The end of its input is what the script waits for.
        drop(self.keeper.stdin.take());
        let _stopped_or_gone = self.keeper.wait();
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_server_answers_and_leaves_nothing_behind() {
        if tools::postgres_binaries().is_none() {
            eprintln!("SKIPPED: PostgreSQL is missing");
            return;
        }
        let server = start().expect("a server");
        let (_, folder) = server.url.split_once("?host=").expect("a folder");
        let folder = Path::new(folder).to_path_buf();
        assert!(
            folder.join(".s.PGSQL.5432").exists(),
            "it listens on its own socket"
        );
        assert!(
            !folder.to_string_lossy().starts_with("/root"),
            "anybody can reach it"
        );
        drop(server);
        assert!(!folder.exists(), "the folder is gone");
    }
}
