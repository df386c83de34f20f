//! The API beyond reading: settings with versions, rows set aside corrected and documents decided,
//! records of other systems sent again, files, and problems that name every field.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use clientela_app::api_tokens;
use clientela_store::users::{self, NewUser};
use clientela_store::{Role, Store, db_tests};
use clientela_web::api::{self, ApiState};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::books::{context, viewer};

const SALES: &str = "Номер;Дата;Код на клиент;Клиент;Стойност без ДДС;Валута\n\
    1;05.10.2026;K1;Хранимир АД;1000,50;EUR\n2;06.10.2026;K2;Ракита ООД;50,00;EUR\n\
    3;36.10.2026;K2;Ракита ООД;70,00;EUR\n4;07.10.2026;K1;Хранимир АД;30,00;EUR\n";

/// Document 2 with another amount than before.
const CONFLICT: &str = "Номер;Дата;Код на клиент;Клиент;Стойност без ДДС;Валута\n\
    2;06.10.2026;K2;Ракита ООД;55,00;EUR\n5;08.10.2026;K2;Ракита ООД;1,00;EUR\n";

pub(crate) struct Api {
    router: Router,
    key: String,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    #[track_caller]
    pub(crate) fn ok(self) -> Value {
        assert!(self.status.is_success(), "{}: {}", self.status, self.json());
        self.json()
    }
}

pub(crate) async fn api(store: Store) -> Api {
    let context = context(store);
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
    let scopes = ["read", "write", "import", "admin"].map(str::to_owned);
    let made = api_tokens::create(&context, &viewer(), "test", &scopes).await;
    let router = api::router(ApiState {
        upload_folder: context.folder.join("uploads"),
        context: Arc::clone(&context),
    });
    Api {
        router,
        key: made.expect("a key").key,
    }
}

impl Api {
    async fn send(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let request = request
            .header("authorization", format!("Bearer {}", self.key))
            .header("accept-language", "en");
        let answer = self
            .router
            .clone()
            .oneshot(request.body(body).expect("a request"));
        let (head, body) = answer.await.expect("an answer").into_parts();
        let body = axum::body::to_bytes(body, 1 << 20).await.expect("a body");
        Answer {
            status: head.status,
            headers: head.headers,
            body: body.to_vec(),
        }
    }

    pub(crate) async fn ask(&self, method: &str, path: &str, body: Value) -> Answer {
        self.ask_of(method, path, body, None).await
    }

    async fn ask_of(&self, method: &str, path: &str, body: Value, version: Option<&str>) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1/{path}"))
            .header("content-type", "application/json");
        if let Some(version) = version {
            request = request.header("if-match", version);
        }
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        self.send(request, Body::from(body)).await
    }

    async fn bytes(&self, path: &str, bytes: &str) -> Answer {
        let request = Request::builder()
            .method("POST")
            .uri(format!("/api/v1/{path}"));
        self.send(request, Body::from(bytes.to_owned())).await
    }

    async fn import(&self, name: &str, sales: &str) -> Value {
        self.bytes(&format!("imports?file_name={name}"), sales)
            .await
            .ok()
    }
}

db_tests! {
    async fn settings_are_changed_by_what_is_named_and_by_the_version_that_was_read(store: Store) {
        let api = api(store).await;
        let shown = api.ask("GET", "settings", Value::Null).await;
        let tag = shown.headers["etag"].to_str().expect("a tag").to_owned();
        let before = shown.ok();
        let body = json!({ "firm": "Ракита", "rates": { "USD": "0,92" }, "strict_age": true });
        let changed = api.ask_of("PATCH", "settings", body, Some(&tag)).await.ok();
        assert_eq!(changed["firm"], "Ракита");
        assert_eq!(changed["rates"]["USD"], "0.92");
        assert_eq!(changed["profiles"], before["profiles"], "what is not named stays");
        let stale = api.ask_of("PATCH", "settings", json!({ "firm": "Друга" }), Some(&tag)).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        let problem = stale.json();
        assert_eq!(problem["code"], "stale");
        assert_eq!(problem["versions"]["current"]["firm"], "Ракита", "both versions are told");
        let profile = "settings/profiles/sales?sector=bank";
        let set = api.ask("PUT", profile, json!({ "threshold": 0.8 })).await.ok();
        let of_bank = |answer: &Value| {
            let all = answer["profiles"].as_array().expect("profiles").clone();
            let found = all.into_iter().find(|one| one["sector"] == "bank" && one["profile"] == "sales");
            found.map(|one| one["threshold"].clone())
        };
        assert_eq!(of_bank(&set), Some(json!(0.8)));
        let wrong = api.ask("PUT", profile, json!({ "threshold": 7 })).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(of_bank(&api.ask("DELETE", profile, Value::Null).await.ok()), None);
        let unknown = api.ask("PUT", "settings/profiles/own", json!({})).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        assert_eq!(before["prospect_rhythm"]["promising"], 14, "as shipped");
        let rhythm = json!({ "prospect_rhythm": { "promising": 7, "contacted": 30, "new": 14 } });
        let set = api.ask("PATCH", "settings", rhythm).await.ok();
        assert_eq!((&set["prospect_rhythm"]["promising"], &set["prospect_rhythm"]["cold"]), (&json!(7), &Value::Null));
        assert_eq!(set["rhythm"], before["rhythm"], "what is not named stays");
        let wrong = api.ask("PATCH", "settings", json!({ "prospect_rhythm": { "new": 0 } })).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn hours_and_the_calendar_address_are_read_and_set(store: Store) {
        let api = api(store).await;
        let bare = api.ask("GET", "plan/hours?from=2026-12-21&to=2026-12-27", Value::Null).await;
        let tag = bare.headers["etag"].to_str().expect("a tag").to_owned();
        let bare = bare.ok();
        assert_eq!((&bare["stated"], &bare["version"]), (&json!(false), &json!(0)));
        assert_eq!(bare["days"].as_array().map(Vec::len), Some(7));
        assert_eq!(bare["days"][3]["kind"], "holiday", "24 December");
        let said = json!({ "friday": 2.5, "visit_hours": 1.0 });
        let set = api.ask_of("PUT", "plan/hours", said.clone(), Some(&tag)).await.ok();
        assert_eq!((&set["monday"], &set["friday"], &set["stated"]), (&json!(4.0), &json!(2.5), &json!(true)));
        let stale = api.ask_of("PUT", "plan/hours", said, Some(&tag)).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        let wrong = api.ask("PUT", "plan/hours", json!({ "monday": 1.1 })).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let day = json!({ "day": "2026-12-22", "hours": 1.5 });
        let day = api.ask("PUT", "plan/hours/day", day).await.ok();
        assert_eq!((&day["days"][0]["hours"], &day["days"][0]["kind"]), (&json!(1.5), &json!("stated")));
        let again = api.ask("PUT", "plan/hours/day", json!({ "day": "2026-12-22" })).await.ok();
        assert_eq!(again["days"][0]["kind"], "usual");
        let long = api.ask("GET", "plan/hours?from=2026-01-01&to=2027-06-01", Value::Null).await;
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(api.ask("GET", "plan/calendar", Value::Null).await.ok()["exists"], false);
        let made = api.ask("POST", "plan/calendar", json!({ "language": "en" })).await.ok();
        assert!(made["address"].as_str().is_some_and(|one| one.starts_with("/calendar.ics?token=")));
        let shown = api.ask("GET", "plan/calendar", Value::Null).await.ok();
        assert_eq!((&shown["language"], &shown["address"]), (&json!("en"), &Value::Null), "told once");
        for _ in 0..2 {
            assert_eq!(api.ask("DELETE", "plan/calendar", Value::Null).await.ok()["exists"], false);
        }
    }

    async fn a_row_set_aside_is_corrected_and_a_document_decided(store: Store) {
        let api = api(store).await;
        let import = api.import("sales.csv", SALES).await;
        assert_eq!(import["rows"]["set_aside"], 1, "{import}");
        let path = format!("imports/{}", import["import_id"].as_str().expect("an id"));
        let open = api.ask("GET", &format!("{path}/set-aside"), Value::Null).await.ok();
        assert_eq!(open["matching"], 1);
        let row = &open["rows"][0];
        assert_eq!(row["cells"][1], "36.10.2026");
        let column = json!({ "rows": [{ "line": row["line"], "values": { "Ден": "26.10.2026" } }] });
        let stranger = api.ask("POST", &format!("{path}/set-aside"), column).await;
        assert_eq!(stranger.json()["code"], "column_unknown");
        let fix = json!({ "rows": [{ "line": row["line"], "values": { "Дата": "26.10.2026" } }] });
        let fixed = api.ask("POST", &format!("{path}/set-aside"), fix).await.ok();
        assert_eq!(fixed, json!({ "accepted": 1, "still_set_aside": 0, "skipped": 0 }));
        let report = api.ask("GET", &path, Value::Null).await.ok();
        assert_eq!((&report["rows"]["accepted"], &report["rows"]["set_aside"]), (&json!(4), &json!(0)));
        let later = api.import("later.csv", CONFLICT).await;
        let path = format!("imports/{}", later["import_id"].as_str().expect("an id"));
        let waiting = api.ask("GET", &format!("{path}/set-aside"), Value::Null).await.ok();
        let document = waiting["rows"][0]["document"].as_str().expect("a document");
        let body = json!({ "choice": "replace", "documents": [document] });
        let decided = api.ask("POST", &format!("{path}/conflicts"), body).await.ok();
        assert_eq!(decided["rows"], 1, "{waiting}");
        let all = api.ask("GET", "concentration?all_time=true", Value::Null).await.ok();
        // 1000.50 + 30 + 70 (corrected) + 55 (replaced) + 1
        assert_eq!(all["net_total"], "1156.50", "{all}");
    }

    async fn rows_set_aside_leave_as_a_csv_and_come_back_corrected(store: Store) {
        let api = api(store).await;
        let import = api.import("sales.csv", SALES).await;
        let path = format!("imports/{}/set-aside.csv", import["import_id"].as_str().expect("an id"));
        let list = api.ask("GET", &path, Value::Null).await;
        let text = String::from_utf8(list.body).expect("text");
        let fixed = text.replace("36.10.2026", "26.10.2026");
        assert_ne!(fixed, text);
        assert_eq!(api.bytes(&path, &fixed).await.ok()["accepted"], 1);
        let again = api.bytes(&path, &fixed).await;
        assert_eq!(again.json()["code"], "row_not_set_aside");
    }

    async fn a_client_another_system_knows_is_created_once_and_then_changed(store: Store) {
        let api = api(store).await;
        api.import("sales.csv", SALES).await;
        let path = "accounts/upsert?match=external_code";
        let body = json!({ "name": "Нова верига АД", "codes": ["crm: 17"], "city": "Варна" });
        let created = api.ask("POST", path, body.clone()).await;
        assert_eq!(created.status, StatusCode::CREATED);
        let created = created.ok();
        assert_eq!(created["result"], "created");
        assert_eq!(api.ask("POST", path, body).await.ok()["result"], "unchanged");
        let moved = json!({ "codes": ["crm: 17", "erp: 9"], "city": "Русе" });
        let updated = api.ask("POST", path, moved).await.ok();
        assert_eq!(updated["result"], "updated");
        assert_eq!(updated["record"]["account"], created["record"]["account"]);
        assert_eq!(updated["record"]["city"], "Русе");
        assert_eq!(updated["record"]["name"], "Нова верига АД", "what is absent stays");
        // The customer code of sales files is a key too.
        let known = json!({ "codes": ["K1"], "registration_number": "831641791" });
        let of_sales = api.ask("POST", path, known).await.ok();
        assert_eq!((&of_sales["result"], &of_sales["record"]["name"]), (&json!("updated"), &json!("Хранимир АД")));
        let by_number = "accounts/upsert?match=registration_number";
        let body = json!({ "registration_number": "831641791", "city": "София" });
        let found = api.ask("POST", by_number, body).await.ok();
        assert_eq!(found["record"]["account"], of_sales["record"]["account"]);
        let nameless = api.ask("POST", by_number, json!({ "city": "София" })).await;
        assert_eq!((nameless.status, &nameless.json()["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("required")));
    }

    async fn a_prospect_is_found_by_its_number_and_keeps_what_it_has(store: Store) {
        let api = api(store).await;
        let path = "prospects/upsert";
        let body = json!({ "name": "Пекарна Зора ООД", "registration_number": "831641791", "city": "Варна",
            "source": { "source": "cold" } });
        let created = api.ask("POST", path, body.clone()).await;
        assert_eq!(created.status, StatusCode::CREATED, "{}", created.json());
        let id = created.json()["record"]["id"].clone();
        assert_eq!(api.ask("POST", path, body).await.ok()["result"], "unchanged");
        let moved = json!({ "registration_number": "831 641 791", "city": "Русе" });
        let moved = api.ask("POST", path, moved).await.ok();
        assert_eq!((&moved["result"], &moved["record"]["id"]), (&json!("updated"), &id));
        assert_eq!((&moved["record"]["city"], &moved["record"]["name"]), (&json!("Русе"), &json!("Пекарна Зора ООД")));
        let numberless = api.ask("POST", path, json!({ "city": "София" })).await;
        assert_eq!(numberless.status, StatusCode::UNPROCESSABLE_ENTITY);
        let found = api.ask("GET", "search?q=zora", Value::Null).await.ok();
        assert_eq!(found["prospects"][0]["prospect"], id, "{found}");
        let asked = api.ask("GET", "prospects/to-ask?kind=satisfied", Value::Null).await.ok();
        assert_eq!((&asked["ask"], &asked["asking_days"]), (&json!([]), &json!(90)));
        let wrong = api.ask("GET", "prospects/to-ask?kind=kind", Value::Null).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_person_is_found_by_address_and_keeps_what_they_have(store: Store) {
        let api = api(store).await;
        api.import("sales.csv", SALES).await;
        let path = "people/upsert?match=email";
        let email = |address: &str| json!({ "kind": "email", "value": address });
        let body = json!({ "given_name": "Мария", "family_name": "Иванова",
            "contacts": [email("maria@rakita.example"), { "kind": "mobile", "value": "0888 123 456" }],
            "affiliation": { "account": "K2", "title": "Управител" } });
        let created = api.ask("POST", path, body.clone()).await;
        assert_eq!(created.status, StatusCode::CREATED, "{}", created.json());
        let person = created.json()["record"]["person"].clone();
        assert_eq!(api.ask("POST", path, body).await.ok()["result"], "unchanged");
        let more = json!({ "honorific": "г-жа", "contacts": [email("MARIA@rakita.example")],
            "affiliation": { "account": "K1" } });
        let updated = api.ask("POST", path, more).await.ok();
        assert_eq!((&updated["result"], &updated["record"]["person"]), (&json!("updated"), &person));
        assert_eq!(updated["record"]["contacts"].as_array().map(Vec::len), Some(2), "{updated}");
        assert_eq!(updated["record"]["affiliations"].as_array().map(Vec::len), Some(2));
        let second = json!({ "family_name": "Петрова", "contacts": [email("maria@rakita.example")] });
        api.ask("POST", "people", second.clone()).await.ok();
        let unclear = api.ask("POST", path, second).await;
        assert_eq!(unclear.json()["code"], "match_ambiguous");
    }

    async fn a_file_goes_in_is_listed_comes_out_and_goes(store: Store) {
        let api = api(store).await;
        api.import("sales.csv", SALES).await;
        let list = api.ask("GET", "accounts", Value::Null).await.ok();
        let account = list["accounts"][0]["account"].as_str().expect("a client").to_owned();
        let of = format!("attachments?account={account}");
        let added = api.bytes(&format!("{of}&file_name=plan.txt"), "годишен план").await;
        assert_eq!(added.status, StatusCode::CREATED);
        let id = added.json()["attachment"].as_str().expect("an id").to_owned();
        let listed = api.ask("GET", &of, Value::Null).await.ok();
        assert_eq!(listed["attachments"][0]["name"], "plan.txt");
        let out = api.ask("GET", &format!("attachments/{id}"), Value::Null).await;
        assert_eq!(out.body, "годишен план".as_bytes());
        let gone = api.ask("DELETE", &format!("attachments/{id}"), Value::Null).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
        assert_eq!(api.ask("GET", &of, Value::Null).await.ok()["attachments"], json!([]));
        let two = api.ask("GET", &format!("{of}&note={account}"), Value::Null).await;
        assert_eq!(two.status, StatusCode::UNPROCESSABLE_ENTITY, "of exactly one record");
    }

    async fn words_are_written_anew_on_the_version_that_was_read(store: Store) {
        let api = api(store).await;
        api.import("sales.csv", SALES).await;
        let list = api.ask("GET", "accounts", Value::Null).await.ok();
        let account = &list["accounts"][0]["account"];
        let call = json!({ "account": account, "kind": "call", "summary": "искат цена" });
        let written = api.ask("POST", "interactions", call).await.ok();
        let path = format!("interactions/{}", written["interaction"].as_str().expect("an id"));
        let shown = api.ask("GET", &path, Value::Null).await;
        let tag = shown.headers["etag"].to_str().expect("a tag").to_owned();
        let anew = json!({ "kind": "visit", "summary": "искат нова цена", "mood": 1 });
        let changed = api.ask_of("PUT", &path, anew.clone(), Some(&tag)).await.ok();
        assert_eq!((&changed["kind"], &changed["mood"]), (&json!("visit"), &json!(1)));
        assert_eq!(&changed["account"]["id"], account, "its client stays");
        let stale = api.ask_of("PUT", &path, anew, Some(&tag)).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        assert_eq!(stale.json()["versions"]["current"]["version"], 2);
        let note = json!({ "account": account, "text": "само за мен", "private": true });
        let note = api.ask("POST", "notes", note).await.ok();
        let own = format!("notes/{}", note["note"].as_str().expect("an id"));
        let kept = api.ask("PUT", &own, json!({ "text": "още само за мен" })).await.ok();
        assert_eq!(kept["private"], true, "a word that is not said does not open it to others");
        let gone = api.ask_of("DELETE", &path, Value::Null, Some(&tag)).await;
        assert_eq!(gone.status, StatusCode::PRECONDITION_FAILED);
        assert_eq!(api.ask("DELETE", &path, Value::Null).await.status, StatusCode::NO_CONTENT);
        assert_eq!(api.ask("GET", &path, Value::Null).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_problem_names_every_field_and_has_its_media_type(store: Store) {
        let api = api(store).await;
        let body = json!({ "name": "", "registration_number": "123", "email": "никъде" });
        let refused = api.ask("POST", "accounts", body).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.headers["content-type"], "application/problem+json");
        let problem = refused.json();
        let fields: Vec<&str> = problem["errors"].as_array().expect("errors").iter()
            .map(|error| error["field"].as_str().expect("a field"))
            .collect();
        assert_eq!(fields, ["registration_number", "email", "name"], "{problem}");
        assert_eq!(problem["type"], format!("urn:clientela:problem:{}", problem["code"].as_str().expect("a code")));
        for (method, path, body, status) in [
            ("POST", "accounts", "{", StatusCode::BAD_REQUEST),
            ("POST", "notes", r#"{"unknown":1}"#, StatusCode::UNPROCESSABLE_ENTITY),
            ("GET", "accounts?limit=many", "", StatusCode::BAD_REQUEST),
            ("PATCH", "concentration", "", StatusCode::METHOD_NOT_ALLOWED),
            ("GET", "nowhere", "", StatusCode::NOT_FOUND),
        ] {
            let request = Request::builder().method(method).uri(format!("/api/v1/{path}"))
                .header("content-type", "application/json");
            let answer = api.send(request, Body::from(body)).await;
            assert_eq!(answer.status, status, "{method} {path}");
            assert_eq!(answer.headers["content-type"], "application/problem+json", "{method} {path}");
            assert_eq!(answer.json()["status"], status.as_u16());
        }
        let request = Request::builder().method("POST").uri("/api/v1/accounts");
        let bare = api.send(request, Body::from("{}")).await;
        assert_eq!(bare.json()["code"], "body_not_json");
    }
}
