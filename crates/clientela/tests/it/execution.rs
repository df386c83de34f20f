//! Promised against done: real delivery files through to the answer, events from files and by hand, and what a
//! moved day does to lines of the ledger.

use std::path::Path;
use std::sync::Arc;

use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::figures::{FigureRequest, PeriodChoice};
use clientela_app::import_options::ImportOptions;
use clientela_app::keep_executions::{EventDraft, change_event, withdraw_event, write_event};
use clientela_app::list_executions::{EventQuery, list_events, show_event};
use clientela_app::measure_execution::{Execution, ExecutionRequest, measure_execution};
use clientela_app::undo_import::undo_import;
use clientela_domain::amount::Amount;
use clientela_domain::estimate::Estimate;
use clientela_domain::execution::{EventKind, Metric};
use clientela_domain::obligations::Party;
use clientela_domain::records::FileKind;
use clientela_store::{Store, db_tests};
use serde_json::Value;

use crate::books::{context, currency, import, real_data, trial, viewer};

async fn measured(context: &Context) -> Arc<Execution> {
    let request = ExecutionRequest {
        figures: FigureRequest {
            period: PeriodChoice::AllTime,
            ..FigureRequest::default()
        },
        ..ExecutionRequest::default()
    };
    let measured = measure_execution(context, &viewer(), &request).await;
    measured.expect("an execution")
}

fn oracle(path: &Path) -> Value {
    let text = fs_err::read_to_string(path).expect("the truth beside the file");
    serde_json::from_str(&text).expect("JSON")
}

/// The country stands for the client; the order is the purchase order, the document its delivery.
fn country_as_customer() -> ImportOptions {
    let columns = [
        ("customer_name", "Country"),
        ("document_number", "ASN/DN #"),
        ("order_number", "PO / SO #"),
        ("net_amount", "Line Item Value"),
        ("document_date", "Delivery Recorded Date"),
        ("promised_date", "Scheduled Delivery Date"),
        ("delivered_date", "Delivered to Client Date"),
    ]
    .map(|(column, header)| (column.to_owned(), header.to_owned()))
    .to_vec();
    ImportOptions {
        columns,
        ..currency("USD")
    }
}

async fn deliveries(store: Store, name: &str) {
    let Some(folder) = real_data() else { return };
    let context = context(store);
    let oracle = oracle(&folder.join(format!("{name}.oracle.json")));
    let path = folder.join(format!("{name}.csv"));
    let report = import(&context, &path, country_as_customer()).await;
    report.expect("an import");
    let execution = measured(&context).await;
    let answer = serde_json::to_value(execution.answer()).expect("an answer");
    let (lines, orders) = (&answer["on_time_lines"], &answer["on_time_orders"]);
    assert_eq!(lines["ok"], oracle["on_time_lines"]);
    assert_eq!(lines["failed"], oracle["late_lines"]);
    assert_eq!(lines["n"], oracle["rows"]);
    assert_eq!(lines["unknown"], 0);
    assert_eq!(lines["rate"]["low"], oracle["on_time_rate"]);
    assert_eq!(lines["rate"]["high"], oracle["on_time_rate"]);
    assert_eq!(orders["n"], oracle["orders"]);
    assert_eq!(orders["ok"], oracle["orders_all_lines_on_time"]);
    let timing = &answer["timing"];
    assert_eq!(timing["early"], oracle["early"]);
    assert_eq!(timing["on_the_day"], oracle["exactly_on_day"]);
    assert_eq!(timing["max_days_late"], oracle["max_late"]);
    let mean = timing["mean_days_late"].as_f64().expect("a mean");
    let expected = oracle["mean_days_late_of_late"].as_f64().expect("a mean");
    assert!((mean - expected).abs() < 1e-5, "{mean} for {expected}");
    // Only the day is known of these lines, and quantities are not: in full nothing can be said, on time
    // and in full at most what was on time.
    assert_eq!(
        answer["in_full_lines"]["rate"]["unknown"],
        "unknown-no-delivery-record"
    );
    assert_eq!(answer["otif_lines"]["rate"]["low"], 0.0);
    assert_eq!(answer["otif_lines"]["rate"]["high"], oracle["on_time_rate"]);
    let late = answer["late"].as_array().expect("late lines");
    assert_eq!(
        late.len() as u64,
        oracle["late_lines"].as_u64().expect("a count")
    );
    assert_eq!(late[0]["days"], oracle["max_late"]);
    let by_country = oracle["by_country_lines_and_on_time"].as_object();
    for (country, counts) in by_country.expect("lines by country") {
        let of = answer["by_account"].as_array().expect("clients").iter();
        let own = of.clone().find(|one| one["name"] == *country);
        let own = &own.expect("a client")["on_time_lines"];
        assert_eq!(
            (&own["n"], &own["ok"]),
            (&counts[0], &counts[1]),
            "{country}"
        );
    }
}

const CLIENTS: &str = "Код;Клиент\nK1;Хранимир АД\nK2;Ракита ООД\n";

const SALES: &str = "Номер;Дата;Код на клиент;Клиент;Стока;Сума;Обещана дата;Дата на доставка;Поръчано количество;Доставено количество\n\
    7001;01.10.2026;K1;Хранимир АД;Сирене;100,00;05.10.2026;05.10.2026;100;100\n\
    7002;01.10.2026;K1;Хранимир АД;Сирене;100,00;05.10.2026;09.10.2026;100;100\n\
    7003;01.10.2026;K2;Ракита ООД;Сирене;100,00;05.10.2026;04.10.2026;100;90\n\
    7004;01.10.2026;K2;Ракита ООД;Сирене;100,00;05.10.2026;;100;\n";

const EVENTS: &str = "Клиент;Вид събитие;Дата;Документ №;Стока;Обещано за;Изпълнено на;Поръчано;Доставено;Дефектни;Кой премести срока;Причина\n\
    K1;доставка;06.10.2026;8001;Кашкавал;06.10.2026;06.10.2026;60;40;;;\n\
    K1;доставка;07.10.2026;8001;Кашкавал;06.10.2026;07.10.2026;;20;;;\n\
    K1;преместен срок;03.10.2026;7002;;09.10.2026;;;;;клиентът;ревизия в склада\n\
    K2;качество;08.10.2026;7003;Сирене;;;;90;3;;\n\
    K2;рекламация;09.10.2026;7003;Сирене;;13.10.2026;;;;;\n\
    K2;рекламация;09.10.2026;7003;Сирене;;13.10.2026;;;;;\n\
    K2;отгатване;09.10.2026;7003;;;;;;;;\n\
    K2;преместен срок;09.10.2026;;;12.10.2026;;;;;клиентът;\n\
    K9;доставка;09.10.2026;1;;;;;;;;\n";

fn of(kind: FileKind) -> ImportOptions {
    ImportOptions {
        kind,
        ..ImportOptions::default()
    }
}

fn known(execution: &Execution, metric: Metric) -> (u64, u64, u64) {
    let counts = execution.facts.counts(metric).expect("counts");
    (counts.ok, counts.fail, counts.unknown)
}

db_tests! {
    async fn on_time_of_deliveries_with_commas(store: Store) {
        deliveries(store, "scms_first5000_comma").await;
    }

    async fn on_time_of_deliveries_with_tabs_and_carriage_returns(store: Store) {
        deliveries(store, "scms_first1000_tab_cr").await;
    }

    async fn on_time_of_deliveries_with_tabs_in_latin_1(store: Store) {
        deliveries(store, "scms_first1000_tab_latin1").await;
    }

    async fn orders_of_northwind_that_were_not_shipped_are_unknown(store: Store) {
        let Some(folder) = real_data() else { return };
        let context = context(store);
        let oracle = oracle(&folder.join("northwind/oracle.json"));
        let file = folder.join("northwind/orders.csv");
        import(&context, &file, currency("USD")).await.expect("an import");
        let execution = measured(&context).await;
        let count = |name: &str| oracle[name].as_u64().expect("a count");
        let orders = execution.facts.orders.on_time;
        assert_eq!(orders.known(), count("otif_orders_shipped"));
        assert_eq!(orders.unknown, count("orders_not_shipped"));
        assert_eq!(orders.fail, count("late_orders_shipped_gt_required"));
        let close = |found: f64, name: &str| {
            let expected = oracle[name].as_f64().expect("a share");
            assert!((found - expected).abs() < 1e-8, "{name}: {found} for {expected}");
        };
        close(orders.known_only().expect("known"), "on_time_rate_shipped");
        let (low, _) = orders.rate().bounds().expect("bounds");
        close(low, "on_time_rate_counting_unshipped_past_required_as_late");
        let mut late: Vec<u64> = execution
            .failed
            .iter()
            .filter(|one| one.line.days_late > 0)
            .filter_map(|one| one.line.document_number.parse().ok())
            .collect();
        late.sort_unstable();
        late.dedup();
        let expected: Vec<u64> = oracle["late_order_ids"]
            .as_array()
            .expect("ids")
            .iter()
            .filter_map(Value::as_u64)
            .collect();
        assert_eq!(late, expected);
    }

    async fn events_of_a_file_join_the_lines_of_the_ledger_and_go_with_their_undo(store: Store) {
        let context = context(store);
        let write = |name: &str, text: &str| {
            let path = context.folder.join(name);
            fs_err::write(&path, text).expect("a file");
            path
        };
        let clients = write("clients.csv", CLIENTS);
        import(&context, &clients, of(FileKind::Accounts)).await.expect("clients");
        let sales = write("sales.csv", SALES);
        import(&context, &sales, currency("EUR")).await.expect("sales");
        let before = measured(&context).await;
        assert_eq!(known(&before, Metric::OnTimeLines), (2, 1, 1));
        assert_eq!(known(&before, Metric::OtifLines), (1, 2, 1));
        assert_eq!(before.facts.quality.per_million(), Estimate::Unknown("unknown-no-quality-count"));
        let file = write("events.csv", EVENTS);
        let tried = trial(&context, &file, of(FileKind::Executions)).await.expect("a trial");
        assert_eq!((tried.executions.created, tried.rows.set_aside), (6, 3), "{:?}", tried.set_aside);
        let codes: Vec<&str> = tried.set_aside.iter().map(|row| row.reason.code()).collect();
        assert_eq!(codes, ["execution_word_unknown", "execution_impossible", "account_unknown"]);
        assert_eq!(known(&*measured(&context).await, Metric::OnTimeLines), (2, 1, 1), "a trial writes nothing");
        let brought = import(&context, &file, of(FileKind::Executions)).await.expect("events");
        assert_eq!(brought.executions.created, 6);
        let after = measured(&context).await;
        // The client moved 7002 with a reason, so it is in time; 8001 came in two parts, one of them late.
        assert_eq!(known(&after, Metric::OnTimeLines), (3, 1, 1));
        assert_eq!(known(&after, Metric::OtifLines), (2, 2, 1));
        assert_eq!((after.facts.quality.units, after.facts.quality.defects), (90, 3));
        assert_eq!(after.facts.complaints.len(), 2, "two alike are two");
        // 12 and 13 October are the working days from Friday the 9th.
        assert_eq!(after.facts.survival(after.today).median(), Estimate::Known(2.0));
        let late = after.failed.iter().find(|one| one.line.days_late > 0).expect("a late line");
        assert_eq!((&*late.line.document_number, late.line.days_late), ("8001", 1));
        let again = write("again.csv", &EVENTS.replace("Причина\n", "Причина \n"));
        let again = import(&context, &again, of(FileKind::Executions)).await.expect("again");
        assert_eq!((again.executions.created, again.executions.matched), (0, 6));
        let import_id = brought.import.expect("an import");
        undo_import(&context, &viewer(), import_id).await.expect("undone");
        assert_eq!(known(&*measured(&context).await, Metric::OnTimeLines), (2, 1, 1));
    }

    async fn an_event_by_hand_is_checked_changed_and_withdrawn(store: Store) {
        let context = context(store);
        let path = context.folder.join("clients.csv");
        fs_err::write(&path, CLIENTS).expect("a file");
        import(&context, &path, of(FileKind::Accounts)).await.expect("clients");
        let viewer = viewer();
        let state = context.book_state(&viewer).await.expect("a state");
        let account = state.directory.find("K1").expect("a client");
        let fault = |result: Result<_, AppError>| match result {
            Err(AppError::Invalid { field, code, .. }) => (field, code),
            other => panic!("{other:?}"),
        };
        let moved = EventDraft {
            document: "7001".into(),
            promised_day: "2026-12-01".into(),
            ..EventDraft::new(EventKind::Moved)
        };
        let refused = write_event(&context, &viewer, account, &moved).await;
        assert_eq!(fault(refused), ("moved_by", "required"));
        let quality = EventDraft {
            delivered: Amount::parse("10"),
            defects: Some(11),
            ..EventDraft::new(EventKind::Quality)
        };
        let refused = write_event(&context, &viewer, account, &quality).await;
        assert_eq!(fault(refused), ("defects", "defects-too-many"));
        let whole = EventDraft { defects: Some(1), ..quality };
        let id = write_event(&context, &viewer, account, &whole).await.expect("an event");
        assert_eq!(measured(&context).await.facts.quality.defects, 1);
        let mut draft = EventDraft::of(&show_event(&context, &viewer, id).await.expect("it").event.event);
        draft.defects = Some(4);
        draft.moved_by = Some(Party::Us);
        change_event(&context, &viewer, id, &draft, 1).await.expect("changed");
        let stale = change_event(&context, &viewer, id, &draft, 1).await;
        assert!(matches!(stale, Err(AppError::Stale)), "{stale:?}");
        assert_eq!(measured(&context).await.facts.quality.defects, 4);
        withdraw_event(&context, &viewer, id, None).await.expect("withdrawn");
        assert_eq!(measured(&context).await.facts.quality.units, 0);
        let query = EventQuery { withdrawn: true, limit: 5, ..EventQuery::default() };
        let page = list_events(&context, &viewer, &query).await.expect("a page");
        assert_eq!((page.matching, page.lines[0].event.withdrawn), (1, true));
    }
}

/// The keys other programs build on.
#[test]
fn the_command_line_answers_with_the_keys_of_the_contract() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let sales = folder.path().join("sales.csv");
    fs_err::write(&sales, SALES).expect("a file");
    let run = |words: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_clientela"))
            .arg("--book")
            .arg(&book)
            .args(["--json", "--lang", "en"])
            .args(words)
            .output()
            .expect("the program");
        assert!(output.status.success(), "{output:?}");
        serde_json::from_slice::<Value>(&output.stdout).expect("JSON")
    };
    run(&[
        "import",
        "sales",
        sales.to_str().expect("a path"),
        "--file-currency",
        "EUR",
    ]);
    let all = run(&["execution", "--all-time"]);
    for key in [
        "on_time_lines",
        "on_time_orders",
        "in_full_lines",
        "otif_lines",
        "otif_orders",
    ] {
        for part in ["rate", "n", "unknown"] {
            assert!(!all[key][part].is_null(), "{key}.{part}");
        }
    }
    assert_eq!(all["late"][0]["document"], "7002");
    assert_eq!(
        (&all["late"][0]["days"], &all["late"][0]["line"]),
        (&4.into(), &3.into())
    );
    let dimensions = all["dimensions"].as_array().expect("dimensions");
    let on_time = dimensions
        .iter()
        .find(|one| one["metric"] == "on_time_lines");
    let on_time = on_time.expect("on time");
    assert_eq!(on_time["dimension"], "deadline");
    for key in ["target", "actual", "n", "period", "breaches"] {
        assert!(on_time.get(key).is_some(), "{key}");
    }
    let one = run(&["execution", "K2", "--all-time"]);
    assert_eq!(one["on_time_lines"]["n"], 2);
    let mild = run(&[
        "execution",
        "--all-time",
        "--late-days",
        "4",
        "--short-percent",
        "10",
    ]);
    assert_eq!(mild["otif_lines"]["failed"], 0);
    let id = run(&[
        "execution-events",
        "add",
        "K1",
        "moved",
        "--document",
        "7002",
        "--promised",
        "2026-10-09",
        "--moved-by",
        "them",
        "--reason",
        "stocktaking",
    ]);
    assert!(id["execution_event"].is_string());
    let moved = run(&["execution", "--all-time"]);
    assert_eq!(moved["on_time_lines"]["failed"], 0);
    assert_eq!(run(&["execution-events", "list"])["matching"], 1);
}
