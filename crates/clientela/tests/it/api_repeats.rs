//! A request of a program sent twice is done once and answered the same: in one process, by two at
//! the same time, and when the server was killed in between.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use clientela_app::api_tokens;
use clientela_app::context::Context;
use clientela_app::import_options::ImportOptions;
use clientela_domain::ids::AccountId;
use clientela_store::users::{self, NewUser};
use clientela_store::{BookLocation, Role, Store, criterion_answers, db_tests, key_status_history};
use clientela_web::api::{self, ApiState};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::books::{context, deep, import, viewer};
use crate::server::{Server, ask, book_with_key};

const SALES: &str = "Номер;Дата;Клиент;Стойност без ДДС;Валута\n\
    1;05.10.2026;Хранимир АД;1000,50;EUR\n2;06.10.2026;Ракита ООД;50,00;EUR\n";

struct Api {
    router: Router,
    key: String,
    account: String,
    import: String,
    context: Arc<Context>,
}

async fn api(store: Store) -> Api {
    let context = context(store);
    let path = context.folder.join("sales.csv");
    fs_err::write(&path, SALES).expect("a file");
    let report = import(&context, &path, ImportOptions::default()).await;
    let import = report.expect("imported").import.expect("an import");
    let maria = NewUser {
        email: "maria@example.bg".into(),
        name: "Мария".into(),
        role: Role::Administrator,
        password_hash: None,
        locale: None,
    };
    let added = context.store.write_with(&viewer(), maria, |tx, maria| {
        Box::pin(async move { users::create(tx, maria).await.map(drop) })
    });
    added.await.expect("a user");
    let scopes = ["read", "write", "import"].map(str::to_owned);
    let made = api_tokens::create(&context, &viewer(), "test", &scopes).await;
    let router = api::router(ApiState {
        context: Arc::clone(&context),
        upload_folder: context.folder.join("uploads"),
    });
    let mut api = Api {
        router,
        key: made.expect("a key").key,
        account: String::new(),
        import: import.to_string(),
        context,
    };
    let (_, list) = api.ask("GET", "/api/v1/accounts", None, "").await;
    let list: Value = serde_json::from_str(&list).expect("JSON");
    api.account = first_account(&list);
    api
}

fn first_account(list: &Value) -> String {
    list["accounts"][0]["account"]
        .as_str()
        .unwrap_or_else(|| panic!("no client in {list}"))
        .to_owned()
}

impl Api {
    async fn ask(
        &self,
        method: &str,
        path: &str,
        key: Option<&str>,
        body: &str,
    ) -> (StatusCode, String) {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {}", self.key))
            .header("accept-language", "en")
            .header("content-type", "application/json");
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let request = request
            .body(Body::from(body.to_owned()))
            .expect("a request");
        let answer = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let status = answer.status();
        let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await;
        let text = String::from_utf8(bytes.expect("a body").to_vec()).expect("text");
        (status, text)
    }

    async fn says(&self, key: Option<&str>, evidence: &str) -> (StatusCode, String) {
        let path = format!("/api/v1/accounts/{}/criteria/market_power", self.account);
        self.ask("POST", &path, key, &statement(evidence)).await
    }

    async fn answers(&self) -> usize {
        let read = self.context.store.read(&viewer());
        let account = AccountId::parse(&self.account).expect("an id");
        let history = criterion_answers::history(&read, account).await;
        history.expect("a history").len()
    }
}

fn statement(evidence: &str) -> String {
    json!({ "answer": "yes", "evidence_text": evidence }).to_string()
}

fn code(problem: &str) -> String {
    let problem: Value = serde_json::from_str(problem).expect("a problem");
    problem["code"].as_str().expect("a code").to_owned()
}

db_tests! {
    async fn a_write_under_a_key_is_done_once_and_answered_the_same(store: Store) {
        let api = api(store).await;
        let (status, first) = api.says(Some("k1"), "frame contract 14").await;
        assert_eq!(status, StatusCode::OK, "{first}");
        let verdict: Value = serde_json::from_str(&first).expect("JSON");
        assert_eq!(verdict["account"], api.account.as_str());
        assert_eq!(api.says(Some("k1"), "frame contract 14").await, (status, first));
        assert_eq!(api.answers().await, 1);
        // The answer is what a fresh look at the client says, and its status has a history.
        let (_, page) = api.ask("GET", &format!("/api/v1/accounts/{}", api.account), None, "").await;
        let page: Value = serde_json::from_str(&page).expect("JSON");
        assert_eq!(page["verdict"], verdict["verdict"], "{page}");
        let account = AccountId::parse(&api.account).expect("an id");
        let read = api.context.store.read(&viewer());
        let history = key_status_history::history(&read, account).await.expect("a history");
        assert_eq!(history.len(), 1, "the status moved with the first answer");
        assert_eq!(history[0].verdict, verdict["verdict"].as_str().expect("a verdict"));

        // Another request under the key, be it of another body or of another address, is refused.
        let (status, other) = api.says(Some("k1"), "frame contract 15").await;
        assert_eq!((status.as_u16(), code(&other).as_str()), (422, "key_reused"));
        let elsewhere = format!("/api/v1/accounts/{}/criteria/professionalism", api.account);
        let (status, other) = api
            .ask("POST", &elsewhere, Some("k1"), &statement("frame contract 14"))
            .await;
        assert_eq!((status.as_u16(), code(&other).as_str()), (422, "key_reused"));
        for bad in ["", " ", "два", &"x".repeat(201)] {
            let (status, refused) = api.says(Some(bad), "e").await;
            assert_eq!((status.as_u16(), code(&refused).as_str()), (422, "invalid"), "{bad}");
        }
        assert_eq!(api.answers().await, 1);
        for _ in 0..2 {
            assert_eq!(api.says(None, "without a key").await.0, StatusCode::OK);
        }
        assert_eq!(api.answers().await, 3, "without a key each is a statement of its own");
        // What failed is not kept: corrected, it is done under the same key.
        let path = format!("/api/v1/accounts/{}/potential", api.account);
        let potential = |low: &str| {
            json!({ "low": low, "likely": "200", "high": "300", "source": "their tender" }).to_string()
        };
        let (status, refused) = api.ask("POST", &path, Some("k2"), &potential("250")).await;
        assert_eq!((status.as_u16(), code(&refused).as_str()), (422, "potential_order"));
        let (status, done) = api.ask("POST", &path, Some("k2"), &potential("100")).await;
        assert_eq!(status, StatusCode::OK, "{done}");
        assert_eq!(api.ask("POST", &path, Some("k2"), &potential("100")).await, (status, done));
    }

    async fn the_same_request_many_times_at_once_is_one_write(store: Store) {
        let api = Arc::new(api(store).await);
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let api = Arc::clone(&api);
                tokio::spawn(async move { api.says(Some("k"), "seen at the fair").await })
            })
            .collect();
        let mut answers = Vec::new();
        for task in tasks {
            answers.push(task.await.expect("an answer"));
        }
        assert_eq!(answers[0].0, StatusCode::OK, "{}", answers[0].1);
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        assert_eq!(api.answers().await, 1);
    }

    async fn an_undo_under_a_key_can_be_sent_again(store: Store) {
        let api = api(store).await;
        let path = format!("/api/v1/imports/{}/undo", api.import);
        let first = api.ask("POST", &path, Some("k"), "").await;
        assert_eq!(first.0, StatusCode::OK, "{}", first.1);
        let entry: Value = serde_json::from_str(&first.1).expect("JSON");
        assert_eq!((&entry["status"], &entry["undone"]), (&json!("undone"), &json!(true)));
        assert_eq!(api.ask("POST", &path, Some("k"), "").await, first);
        let (status, refused) = api.ask("POST", &path, None, "").await;
        assert_eq!((status.as_u16(), code(&refused).as_str()), (409, "import_not_done"));
    }
}

/// Every write says that it can be sent under a key; an import is known by its file.
#[test]
fn every_write_of_the_api_takes_a_key() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let document = runtime.block_on(api::openapi::document());
    let document = serde_json::to_value(document.0).expect("JSON");
    let mut writes = 0;
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            if method != "post" || api::openapi::WITHOUT_KEY.contains(&path.as_str()) {
                continue;
            }
            writes += 1;
            let takes_key = operation["parameters"]
                .as_array()
                .is_some_and(|all| all.iter().any(|one| one["name"] == "Idempotency-Key"));
            assert!(takes_key, "{method} {path} takes no Idempotency-Key");
        }
    }
    assert!(writes >= 12, "{writes}");
}

/// kill -9 while a request is on its way: sent again to the next server it is done exactly once.
#[test]
fn a_request_cut_off_by_a_killed_server_is_done_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let sales = folder.path().join("sales.csv");
    fs_err::write(&sales, SALES).expect("a file");
    let key = book_with_key(&book, &sales);
    let mut server = Server::start(&book);
    let read = format!("GET /api/v1/accounts\nAuthorization: Bearer {key}");
    let (_, list) = server.ask(&read, b"").expect("an answer");
    let account = first_account(&serde_json::from_str(&list).expect("JSON"));
    let head = |round: u32| {
        format!(
            "POST /api/v1/accounts/{account}/criteria/market_power\nAuthorization: Bearer {key}\n\
             Content-Type: application/json\nIdempotency-Key: round-{round}"
        )
    };
    let started = Instant::now();
    let first = server.ask(&head(0), statement("round 0").as_bytes());
    let length = started.elapsed();
    assert_eq!(
        first.as_ref().map(|answer| answer.0),
        Some(200),
        "{first:?}"
    );
    let rounds = if deep() { 60 } else { 8 };
    let mut cut_off = 0;
    for round in 1..=rounds {
        let (head, body) = (head(round), statement(&format!("round {round}")));
        let address = server.address().to_owned();
        let sent = std::thread::spawn({
            let (head, body) = (head.clone(), body.clone());
            move || ask(&address, &head, body.as_bytes())
        });
        // A golden-ratio walk spreads the moments evenly and is the same in every run.
        let part = (f64::from(round) * 0.618_033_988_749_895).fract();
        std::thread::sleep(Duration::from_secs_f64(length.as_secs_f64() * part * 1.2));
        server.kill();
        let before = sent.join().expect("the request ended");
        server = Server::start(&book);
        let again = server.ask(&head, body.as_bytes()).expect("an answer");
        assert_eq!(again.0, 200, "{}", again.1);
        match before {
            Some(before) => assert_eq!(before, again, "round {round}"),
            None => cut_off += 1,
        }
    }
    drop(server);
    assert!(cut_off > 0, "no request was cut off");
    assert_eq!(recorded(&book, &account), rounds as usize + 1);
}

fn recorded(book: &Path, account: &str) -> usize {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let store = Store::open(&BookLocation::Folder(book.to_owned()))
            .await
            .expect("the book opens");
        let account = AccountId::parse(account).expect("an id");
        let history = criterion_answers::history(&store.read(&viewer()), account).await;
        history.expect("a history").len()
    })
}
