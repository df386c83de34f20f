//! The program as a server of its own process, and just enough HTTP to ask it something.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

/// A running server; killed when dropped.
pub(crate) struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts on a free port and waits until it says its address.
    pub(crate) fn start(book: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_clientela"))
            .arg("--book")
            .arg(book)
            .args(["--json", "serve", "--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut said = String::new();
        let lines = BufReader::new(child.stdout.take().expect("the output is piped")).lines();
        let answer: Value = lines
            .map_while(Result::ok)
            .find_map(|line| {
                said.push_str(&line);
                serde_json::from_str(&said).ok()
            })
            .unwrap_or_else(|| panic!("the server said: {said}"));
        let address = answer["address"].as_str().expect("an address");
        let address = address.trim_start_matches("http://").to_owned();
        Self { child, address }
    }

    /// The number of its process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// A request and its answer: status and body. `None` when the connection breaks.
    pub(crate) fn ask(&self, head: &str, body: &[u8]) -> Option<(u16, String)> {
        ask(&self.address, head, body)
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// kill -9.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Killed already, or killed now.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Sends `head` (method, path and further lines) with a body, and reads status and body.
pub(crate) fn ask(address: &str, head: &str, body: &[u8]) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(120)))
        .expect("a timeout");
    let (first, rest) = head.split_once('\n').unwrap_or((head, ""));
    let lines: String = rest.lines().map(|line| format!("{line}\r\n")).collect();
    let head = format!(
        "{first} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {}\r\n{lines}\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    // A refused body may break the connection before all of it is sent; the answer counts.
    drop(stream.write_all(body));
    let mut answer = Vec::new();
    drop(stream.read_to_end(&mut answer));
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, body.to_owned()))
}

/// A book with one imported file and a key for programs.
pub(crate) fn book_with_key(book: &Path, sales: &Path) -> String {
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_clientela"))
            .arg("--book")
            .arg(book)
            .arg("--json")
            .args(arguments)
            .output()
            .expect("the program runs");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "{arguments:?}: {text} {}",
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_str::<Value>(&text).expect("JSON")
    };
    run(&["import", "sales", sales.to_str().expect("a plain path")]);
    run(&[
        "user",
        "add",
        "maria@example.bg",
        "--name",
        "Мария",
        "--role",
        "administrator",
    ]);
    let scopes = ["--scope", "read", "--scope", "write", "--scope", "import"];
    let created = run(&[&["token", "create", "test"][..], &scopes].concat());
    created["token"].as_str().expect("a key").to_owned()
}
