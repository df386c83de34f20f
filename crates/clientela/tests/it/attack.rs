//! S6 of `RELIABILITY.md`: hostile workbooks sent to a running server, through the whole import. The
//! process that serves does not grow, and it answers others meanwhile.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::books::deep;
use crate::hostile_files::{Case, large, workbooks};
use crate::server::{Server, ask, book_with_key};

/// What the serving process may grow by.
const GROWTH_MAX: u64 = 50 << 20;

/// Longest anybody may wait for the sign of life, on a busy machine in a debug build.
const WAIT_MAX: Duration = Duration::from_secs(2);

/// A line of `/proc/PID/status` in bytes.
fn memory(process: u32, line: &str) -> u64 {
    let status = fs_err::read_to_string(format!("/proc/{process}/status")).expect("a process");
    let value = status
        .lines()
        .find_map(|text| text.strip_prefix(line)?.trim().strip_suffix(" kB"))
        .unwrap_or_else(|| panic!("no {line} in {status}"));
    value.trim().parse::<u64>().expect("kilobytes") << 10
}

/// Asks for the sign of life until told to stop; the longest wait and how often it came.
fn watch(address: String, stop: &AtomicBool) -> (Duration, u32) {
    let (mut longest, mut times) = (Duration::ZERO, 0);
    while !stop.load(Ordering::SeqCst) {
        let asked = Instant::now();
        let answer = ask(&address, "GET /healthz", b"").expect("the server answers");
        assert_eq!(answer.0, 200);
        longest = longest.max(asked.elapsed());
        times += 1;
        std::thread::sleep(Duration::from_millis(20));
    }
    (longest, times)
}

#[test]
fn s6_hostile_workbooks_neither_grow_nor_stop_the_server() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let sales = folder.path().join("sales.csv");
    fs_err::write(
        &sales,
        "Номер;Дата;Клиент;Стойност без ДДС;Валута\n1;05.10.2026;Хранимир АД;5,00;EUR\n",
    )
    .expect("a file");
    let key = book_with_key(&book, &sales);
    let server = Server::start(&book);
    let head = format!("POST /api/v1/imports?dry_run=true\nAuthorization: Bearer {key}");
    let file = folder.path().join("hostile");
    let send = |case: &Case| {
        case.write(&file);
        let bytes = fs_err::read(&file).expect("a file");
        let (status, answer) = server.ask(&head, &bytes).expect("an answer");
        assert!(
            matches!(status, 200 | 422),
            "{}: {status} {answer}",
            case.name
        );
    };
    let mut cases = workbooks::cases();
    if deep() {
        cases.extend(
            large::cases()
                .into_iter()
                .filter(|case| case.name.starts_with('X')),
        );
    }
    // Once round, so that what is allocated once and for all does not count as growth.
    send(cases.last().expect("a case"));
    let before = memory(server.process(), "VmRSS:");
    let stop = Arc::new(AtomicBool::new(false));
    let watching = std::thread::spawn({
        let (address, stop) = (server.address().to_owned(), Arc::clone(&stop));
        move || watch(address, &stop)
    });
    for case in &cases {
        send(case);
    }
    stop.store(true, Ordering::SeqCst);
    let (longest, times) = watching.join().expect("it answered all the time");
    let grown = memory(server.process(), "VmHWM:").saturating_sub(before);
    assert!(
        grown < GROWTH_MAX,
        "grew by {} KiB at its highest",
        grown >> 10
    );
    assert!(longest < WAIT_MAX, "somebody waited {longest:?}");
    assert!(times > 10, "asked {times} times only");
}
