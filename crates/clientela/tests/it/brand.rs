//! Our brand through the use cases and on the command line: incidents and what is said, refusals, and sums that leave
//! unknown what nobody knows.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::import_options::ImportOptions;
use clientela_app::keep_brand::{IncidentDraft, RemarkDraft, read_origin};
use clientela_app::keep_executions::{EventDraft, write_event};
use clientela_app::keep_market::write_told;
use clientela_app::read_brand::{Brand, read_brand};
use clientela_domain::amount::Amount;
use clientela_domain::brand::{IncidentSeverity, MentionTone, RemarkAbout, ToldOrigin};
use clientela_domain::execution::EventKind;
use clientela_domain::ids::AccountId;
use clientela_domain::people_map::{Attitude, BuyingRole, Judged, Node, Said};
use clientela_domain::records::FileKind;
use clientela_store::people_map::{self, NewPlaceholder, NewStatement};
use clientela_store::users::{self, NewUser};
use clientela_store::walls::{self, WallFields, WallKind};
use clientela_store::{Role, Store, Via, Viewer, db_tests, prospects};
use serde_json::Value;

use crate::books::{context, import, viewer};

/// One line of a client.
const SALES: &str = "Документ №;Дата;Код клиент;Клиент;Код артикул;Артикул;Категория;Количество;Стойност без ДДС;Валута\n\
    1;01.11.2026;K1;Хранимир АД;A1;Чай;Чай;1;40,00;EUR\n";

/// A book with one client.
async fn book(store: Store) -> (Arc<Context>, AccountId) {
    let context = context(store);
    let file = context.folder.join("sales.csv");
    fs_err::write(&file, SALES).expect("a file");
    import(&context, &file, ImportOptions::default())
        .await
        .expect("sales");
    let state = context.book_state(&viewer()).await.expect("a state");
    let account = state.directory.cards()[0].id;
    (context, account)
}

fn incident(what: &str, severity: IncidentSeverity) -> IncidentDraft {
    IncidentDraft {
        what: what.into(),
        severity: Some(severity),
        origin: Some(ToldOrigin::Client),
        ..IncidentDraft::default()
    }
}

fn mention(tone: Option<MentionTone>) -> RemarkDraft {
    RemarkDraft {
        what: "Хвалят доставките ни".into(),
        about: Some(RemarkAbout::Us),
        tone,
        origin: Some(ToldOrigin::Press),
        ..RemarkDraft::default()
    }
}

async fn told(context: &Context) -> Brand {
    read_brand(context, &viewer()).await.expect("the brand")
}

/// The day so many days before today, as typed.
fn before(context: &Context, days: i64) -> String {
    let span = jiff::Span::new().days(days);
    let day = context.clock.today().checked_sub(span);
    day.expect("a day").to_string()
}

/// Somebody unknown at a client who decides, with what they think of us.
async fn decider(context: &Context, account: AccountId, attitude: Option<(Attitude, i64)>) {
    let new = NewPlaceholder {
        account_id: account,
        title: "Директор".into(),
        unit: String::new(),
        person_id: None,
    };
    let made = context.store.write_with(&viewer(), new, |tx, new| {
        Box::pin(people_map::create_placeholder(tx, new))
    });
    let about = Node::Placeholder(made.await.expect("somebody"));
    let today = context.clock.today();
    let mut said = vec![NewStatement {
        said: Said::Role(BuyingRole::Decider, true),
        day: today,
        evidence: String::new(),
    }];
    said.extend(attitude.map(|(attitude, days)| NewStatement {
        said: Said::Attitude(Some(attitude)),
        day: before(context, days).parse().expect("a day"),
        evidence: "среща".into(),
    }));
    let stated = context.store.write_with(&viewer(), said, move |tx, said| {
        Box::pin(people_map::state(tx, account, about, said))
    });
    stated.await.expect("stated");
}

db_tests! {
    async fn complaints_are_a_rate_once_an_order_is_due(store: Store) {
        let (context, account) = book(store).await;
        let complaint = EventDraft { day: before(&context, 5), class: "качество".into(), ..EventDraft::new(EventKind::Complaint) };
        write_event(&context, &viewer(), account, &complaint).await.expect("a complaint");
        let nothing = told(&context).await.complaints;
        assert_eq!((nothing.complaints, nothing.orders, nothing.per_hundred), (1, 0, None));
        for order in ["71", "72"] {
            let delivery = EventDraft {
                document: order.into(),
                ordered: Amount::parse("1"),
                delivered: Amount::parse("1"),
                promised_day: before(&context, 10),
                done_day: before(&context, 10),
                ..EventDraft::new(EventKind::Delivery)
            };
            write_event(&context, &viewer(), account, &delivery).await.expect("a delivery");
        }
        let rate = told(&context).await.complaints;
        assert_eq!((rate.complaints, rate.orders), (1, 2));
        let found = rate.per_hundred.expect("a rate");
        // One event of two cases: 50 of a hundred, by Garwood between 0.0253 and 5.5716 events.
        assert!((found.mean - 50.0).abs() < 1e-9);
        assert!((found.low - 1.2659).abs() < 1e-3 && (found.high - 278.58).abs() < 1e-2, "{found:?}");
    }

    async fn mentions_and_incidents_are_counted_as_they_were_written(store: Store) {
        let (context, account) = book(store).await;
        let write = async |draft: &RemarkDraft| {
            write_told(&context, &viewer(), None::<AccountId>, draft).await
        };
        for tone in [Some(MentionTone::Recommends), Some(MentionTone::Bad), None] {
            write(&mention(tone)).await.expect("a mention");
        }
        write(&RemarkDraft { day: before(&context, 400), ..mention(Some(MentionTone::Good)) }).await.expect("an old one");
        let note = RemarkDraft { about: Some(RemarkAbout::Market), account: Some(account), ..mention(None) };
        write(&note).await.expect("a note");
        for draft in [
            IncidentDraft { account: Some(account), ..incident("Развалена партида", IncidentSeverity::Critical) },
            IncidentDraft { day: before(&context, 9), closed_on: before(&context, 2), ..incident("Закъснял камион", IncidentSeverity::Minor) },
        ] {
            write_told(&context, &viewer(), None::<AccountId>, &draft).await.expect("an incident");
        }
        let brand = told(&context).await;
        let (mentions, incidents) = (brand.mentions, brand.incidents);
        assert_eq!((mentions.recommends, mentions.bad, mentions.unknown, mentions.good), (1, 1, 1, 0));
        assert_eq!((incidents.open, incidents.critical, incidents.minor, incidents.major), (1, 1, 1, 0));
    }

    async fn what_cannot_be_is_refused_at_its_field(store: Store) {
        assert!(matches!(read_origin("competitor"), Err(AppError::Invalid { code: "source-competitor", .. })));
        let (context, _) = book(store).await;
        let market = RemarkDraft { about: Some(RemarkAbout::Market), ..mention(Some(MentionTone::Good)) };
        for (draft, fault) in [
            (market, ("tone", "tone-of-market")),
            (RemarkDraft { link: "javascript:alert(1)".into(), ..mention(None) }, ("link", "link-invalid")),
            (RemarkDraft { link: "https://a b".into(), ..mention(None) }, ("link", "link-invalid")),
            (RemarkDraft { about: None, ..mention(None) }, ("about", "required")),
            (RemarkDraft { origin: None, ..mention(None) }, ("origin", "required")),
            (RemarkDraft { what: " ".into(), ..mention(None) }, ("what", "required")),
        ] {
            match write_told(&context, &viewer(), None::<AccountId>, &draft).await {
                Err(AppError::Invalid { field, code, .. }) => assert_eq!((field, code), fault),
                other => panic!("{other:?}"),
            }
        }
        let early = IncidentDraft { day: before(&context, 2), closed_on: before(&context, 3), ..incident("x", IncidentSeverity::Minor) };
        let refused = write_told(&context, &viewer(), None::<AccountId>, &early).await;
        assert!(matches!(refused, Err(AppError::Invalid { field: "closed_on", code: "closed-before", .. })));
    }

    async fn who_decides_is_counted_with_whom_nobody_knows(store: Store) {
        let (context, account) = book(store).await;
        assert_eq!(told(&context).await.counts.for_us_share(), None);
        decider(&context, account, Some((Attitude::Champion, 30))).await;
        decider(&context, account, Some((Attitude::Opponent, 40))).await;
        decider(&context, account, None).await;
        // What somebody thought more than a year ago is not known today.
        decider(&context, account, Some((Attitude::Champion, 500))).await;
        let brand = told(&context).await;
        let counts = brand.counts;
        assert_eq!((counts.for_us, counts.against, counts.unknown), (1, 1, 2));
        assert_eq!(counts.for_us_share(), Some((0.25, 0.75)));
        let champion = brand.deciders.iter().find(|one| one.attitude == Judged::As(Attitude::Champion));
        let champion = champion.expect("a champion");
        assert_eq!((champion.age(brand.today), champion.account), (Some(30), account));
        assert_eq!(champion.told.as_ref().map(|(_, evidence)| evidence.as_str()), Some("среща"));
    }

    async fn who_decides_and_is_not_seen_is_left_out(store: Store) {
        let (context, account) = book(store).await;
        let other = SALES.replace("K1;Хранимир АД", "K2;Тайна АД").replace("\n1;", "\n2;");
        let bring = async |name: &str, text: &str, kind: FileKind| {
            let file = context.folder.join(name);
            fs_err::write(&file, text).expect("a file");
            let options = ImportOptions { kind, ..ImportOptions::default() };
            import(&context, &file, options).await.expect("brought");
        };
        bring("other.csv", &other, FileKind::Sales).await;
        bring("people.csv", "Име;Фамилия;Фирма\nМария;Илиева;K2\n", FileKind::People).await;
        let read = context.store.read(&viewer());
        let maria = prospects::people_called(&read, "Мария Илиева").await.expect("people")[0];
        let said = vec![NewStatement {
            said: Said::Role(BuyingRole::Decider, true),
            day: context.clock.today(),
            evidence: String::new(),
        }];
        let stated = context.store.write_with(&viewer(), said, move |tx, said| {
            Box::pin(people_map::state(tx, account, Node::Person(maria), said))
        });
        stated.await.expect("stated");
        let new = NewUser {
            email: "director@firm.bg".into(),
            name: "Елена".into(),
            role: Role::Director,
            password_hash: None,
            locale: None,
        };
        let created = context.store.write_with(&viewer(), new, |tx, new| Box::pin(users::create(tx, new)));
        let director = created.await.expect("a user");
        let wall = WallFields {
            kind: WallKind::Outside,
            teams: Vec::new(),
            users: vec![director],
            rivals: Vec::new(),
            reason: "обслужва съперник".into(),
        };
        let state = context.book_state(&viewer()).await.expect("a state");
        let hidden = state.directory.find("Тайна АД").expect("the other client");
        let set = context.store.write_with(&viewer(), wall, move |tx, wall| Box::pin(walls::set(tx, hidden, wall)));
        set.await.expect("a wall");
        let outside = Viewer {
            walled: true,
            ..Viewer::user(director, Role::Director, Via::Web, viewer().at)
        };
        assert_eq!(told(&context).await.deciders.len(), 1);
        let brand = read_brand(&context, &outside).await.expect("the brand");
        assert!(brand.deciders.is_empty());
        assert_eq!(brand.counts.unknown, 0);
    }
}

fn run(book: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clientela"))
        .arg("--book")
        .arg(book)
        .args(["--lang", "en", "--json"])
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn json(output: &Output) -> Value {
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn our_brand_has_the_keys_of_the_contract() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let file = folder.path().join("sales.csv");
    fs_err::write(&file, SALES).expect("a file");
    let file = file.to_str().expect("a path");
    assert_eq!(
        run(&book, &["import", "sales", file]).status.code(),
        Some(0)
    );
    let wrong = [
        "brand",
        "incident",
        "major",
        "Развалено",
        "--origin",
        "competitor",
    ];
    assert_eq!(run(&book, &wrong).status.code(), Some(1));
    let told = [
        "brand",
        "incident",
        "major",
        "Развалено",
        "--origin",
        "client",
        "--account",
        "K1",
    ];
    let told = json(&run(&book, &told));
    assert_eq!(
        (
            &told["severity"],
            &told["closed_on"],
            &told["account"]["name"]
        ),
        (&"major".into(), &Value::Null, &"Хранимир АД".into())
    );
    let id = told["id"].as_str().expect("an id");
    let set = json(&run(
        &book,
        &["brand", "set-incident", id, "--done", "заменено"],
    ));
    assert_eq!(
        (&set["done"], &set["what"]),
        (&"заменено".into(), &"Развалено".into())
    );
    let said = [
        "brand",
        "observe",
        "us",
        "Препоръча ни",
        "--origin",
        "client",
        "--tone",
        "recommends",
    ];
    let said = json(&run(&book, &said));
    assert_eq!(
        (&said["tone"], &said["account"]),
        (&"recommends".into(), &Value::Null)
    );
    let id = said["id"].as_str().expect("an id");
    assert_eq!(
        json(&run(&book, &["brand", "incidents", "--open"]))["matching"],
        1
    );
    let about = |about: &str| {
        json(&run(&book, &["brand", "remarks", "--about", about]))["matching"].clone()
    };
    assert_eq!((about("us"), about("market")), (1.into(), 0.into()));
    let brand = json(&run(&book, &["brand", "show"]));
    assert_eq!(
        (
            &brand["incidents"]["open"],
            &brand["mentions"]["recommends"]
        ),
        (&1.into(), &1.into())
    );
    assert_eq!(brand["complaints"]["per_hundred"], Value::Null);
    assert_eq!(brand["deciders"]["for_us_low"], Value::Null);
    run(&book, &["brand", "set-remark", id, "--withdrawn"]);
    assert_eq!(about("us"), 0);
}
