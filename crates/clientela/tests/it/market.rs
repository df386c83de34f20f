//! The market through the use cases and on the command line: sources that are none, rates with their intervals, and
//! our share of what a client buys from lines of the ledger to the answer.

use std::path::Path;
use std::process::{Command, Output};

use clientela_app::error::AppError;
use clientela_app::import_options::ImportOptions;
use clientela_app::keep_competitors::{find_competitor, write_competitor};
use clientela_app::keep_market::{
    ClientPurchaseDraft, ContestDraft, PositionDraft, change_told, read_source, write_told,
};
use clientela_app::list_market::{MarketQuery, list_told};
use clientela_app::measure_wallet::measure_wallet;
use clientela_app::read_competitors::{competitor_card, list_competitors};
use clientela_domain::amount::Amount;
use clientela_domain::estimate::Estimate;
use clientela_domain::market::{
    ContestOutcome, ContestReason, PositionSource, PurchasesSource, ReasonSource,
};
use clientela_store::db_tests;
use clientela_store::market::NewPosition;
use clientela_store::market::competitors::NewCompetitor;
use serde_json::Value;

use crate::books::{context, import, viewer};

/// 84 of tea over the whole year 2025, and something else.
const SALES: &str = "Документ №;Дата;Код клиент;Клиент;Код артикул;Артикул;Категория;Количество;Стойност без ДДС;Валута\n\
    1;01.01.2025;K1;Хранимир АД;A1;Чай;Чай;1;40,00;EUR\n\
    2;15.06.2025;K1;Хранимир АД;A1;Чай;Чай;1;44,00;EUR\n\
    3;31.12.2025;K1;Хранимир АД;B1;Кафе;Кафе;1;16,00;EUR\n";

fn purchases(
    low: i64,
    high: Option<i64>,
    source: PurchasesSource,
    group: &str,
) -> ClientPurchaseDraft {
    ClientPurchaseDraft {
        product_group: group.into(),
        period: "2025".into(),
        amount_low: Some(Amount::from_cents(low * 100)),
        amount_high: high.map(|high| Amount::from_cents(high * 100)),
        source: Some(source),
        ..ClientPurchaseDraft::default()
    }
}

fn close(estimate: &Estimate, (low, high): (f64, f64)) {
    let bounds = estimate.bounds().expect("an interval");
    assert!(
        (bounds.0 - low).abs() < 1e-9 && (bounds.1 - high).abs() < 1e-9,
        "{estimate:?}"
    );
}

db_tests! {
    async fn our_share_of_what_a_client_buys_follows_from_the_lines_of_the_ledger(store: Store) {
        let context = context(store);
        let file = context.folder.join("sales.csv");
        fs_err::write(&file, SALES).expect("a file");
        import(&context, &file, ImportOptions::default()).await.expect("sales");
        let state = context.book_state(&viewer()).await.expect("a state");
        let account = state.directory.cards()[0].id;
        // Nobody said what they buy.
        let nothing = measure_wallet(&context, &viewer(), account).await.expect("a wallet");
        assert!(nothing.groups.is_empty());
        assert_eq!(nothing.their_share, Some(1.0), "all our sales of the last twelve months");
        for draft in [
            purchases(200, Some(280), PurchasesSource::Statement, "чай"),
            purchases(240, Some(320), PurchasesSource::Accounts, "ЧАЙ"),
            purchases(150, None, PurchasesSource::Observed, "Чай"),
            purchases(1_000, Some(2_000), PurchasesSource::Norm, ""),
            ClientPurchaseDraft { period: "2024".into(), ..purchases(10, Some(20), PurchasesSource::Norm, "Чай") },
            ClientPurchaseDraft { period: "2025-01-01..2026-06-30".into(), ..purchases(500, Some(700), PurchasesSource::Norm, "Чай") },
        ] {
            write_told(&context, &viewer(), account, &draft).await.expect("written");
        }
        let wallet = measure_wallet(&context, &viewer(), account).await.expect("a wallet");
        let of = |group: &str, year: i16| {
            let found = wallet.groups.iter().find(|one| {
                one.product_group.to_lowercase() == group && one.period.to.year() == year
            });
            found.expect("a group")
        };
        // S22.1 of the reference.
        let tea = of("чай", 2025);
        assert_eq!(tea.ours, Amount::parse("84"));
        close(&tea.wallet.purchases, (240.0, 280.0));
        close(&tea.wallet.share, (0.3, 0.35));
        close(&tea.wallet.room, (156.0, 196.0));
        assert!(!tea.partial && !tea.wallet.conflict);
        close(&of("", 2025).wallet.share, (0.05, 0.1));
        // Of a year before the ledger begins we know nothing, of a period it covers in part the least.
        let before = of("чай", 2024);
        assert_eq!((before.ours, before.wallet.share.bounds()), (None, None));
        let partial = of("чай", 2026);
        assert!(partial.partial);
        close(&partial.wallet.share, (0.12, 1.0));
        let torn = purchases(2_500, Some(2_600), PurchasesSource::Statement, "");
        write_told(&context, &viewer(), account, &torn).await.expect("written");
        let wallet = measure_wallet(&context, &viewer(), account).await.expect("a wallet");
        let whole = wallet.our_share().expect("everything");
        assert!(whole.wallet.conflict);
        close(&whole.wallet.purchases, (1_000.0, 2_600.0));
        for (draft, field) in [
            (purchases(300, Some(200), PurchasesSource::Norm, ""), "amount_high"),
            (ClientPurchaseDraft { period: "лято".into(), ..purchases(1, None, PurchasesSource::Norm, "") }, "period"),
            (ClientPurchaseDraft { source: None, ..purchases(1, None, PurchasesSource::Norm, "") }, "source"),
            (ClientPurchaseDraft { amount_low: None, ..purchases(1, None, PurchasesSource::Norm, "") }, "amount_low"),
        ] {
            let refused = write_told(&context, &viewer(), account, &draft).await;
            assert!(matches!(refused, Err(AppError::Invalid { field: at, .. }) if at == field), "{field}");
        }
    }

    async fn a_competitor_is_no_source_and_its_card_counts_what_holds(store: Store) {
        assert!(matches!(read_source("competitor"), Err(AppError::Invalid { code: "source-competitor", .. })));
        assert_eq!(read_source("hearsay").expect("a source"), PositionSource::Hearsay);
        let context = context(store);
        let file = context.folder.join("sales.csv");
        fs_err::write(&file, SALES).expect("a file");
        import(&context, &file, ImportOptions::default()).await.expect("sales");
        let state = context.book_state(&viewer()).await.expect("a state");
        let account = state.directory.cards()[0].id;
        let named = NewCompetitor { name: " Чаена къща ".into(), ..NewCompetitor::default() };
        let rival = write_competitor(&context, &viewer(), &named).await.expect("a competitor");
        assert_eq!(find_competitor(&context, &viewer(), "чаена КЪЩА").await.expect("found"), rival);
        let unknown = find_competitor(&context, &viewer(), "никой").await;
        assert!(matches!(unknown, Err(AppError::Invalid { code: "competitor-unknown", .. })));
        let today = context.clock.today();
        let days = |days: i64| {
            today.checked_add(jiff::Span::new().days(days)).expect("a day").to_string()
        };
        let position = PositionDraft {
            competitor: Some(rival),
            product_group: "Чай".into(),
            share_low: Amount::parse("20"),
            share_high: Amount::parse("40"),
            contract_end: days(30),
            source: Some(PositionSource::Client),
            ..PositionDraft::default()
        };
        let id = write_told(&context, &viewer(), account, &position).await.expect("a position");
        let old = PositionDraft { source: Some(PositionSource::Hearsay), day: days(-91), ..position.clone() };
        write_told(&context, &viewer(), account, &old).await.expect("a position");
        for (wrong, field) in [
            (PositionDraft { share_high: Amount::parse("10"), ..position.clone() }, "share_high"),
            (PositionDraft { share_high: Amount::parse("101"), ..position.clone() }, "share_high"),
            (PositionDraft { source: None, ..position.clone() }, "source"),
            (PositionDraft { competitor: None, ..position.clone() }, "competitor"),
            (PositionDraft { price_index: Some(Amount::ZERO), ..position.clone() }, "price_index"),
            (PositionDraft { product_group: " ".into(), ..position.clone() }, "product_group"),
        ] {
            let refused = write_told(&context, &viewer(), account, &wrong).await;
            assert!(matches!(refused, Err(AppError::Invalid { field: at, .. }) if at == field), "{field}");
        }
        // S22.3 of the reference.
        for (count, outcome) in [(6, ContestOutcome::Won), (9, ContestOutcome::Lost), (3, ContestOutcome::Unknown)] {
            for number in 0..count {
                let draft = ContestDraft {
                    competitor: Some(rival),
                    what: format!("Търг {number}"),
                    outcome: Some(outcome),
                    reason: (outcome == ContestOutcome::Lost).then_some(ContestReason::Price),
                    reason_source: (number == 0).then_some(ReasonSource::Client),
                    ..ContestDraft::default()
                };
                write_told(&context, &viewer(), account, &draft).await.expect("a contest");
            }
        }
        let card = competitor_card(&context, &viewer(), rival).await.expect("a card");
        assert_eq!((card.line.clients, card.line.ending, card.ending.len()), (1, 1, 1));
        assert_eq!((card.positions.len(), card.contests.len()), (2, 18));
        assert_eq!(card.positions.iter().filter(|one| one.holds()).count(), 1);
        let (rate, low, high) = card.line.rate.rate.expect("a rate");
        assert!((rate - 0.4).abs() < 1e-9 && (low - 0.198_245).abs() < 1e-6 && (high - 0.642_532).abs() < 1e-6);
        let (worst, best) = card.line.rate.bounds.expect("bounds");
        assert!((worst - 1.0 / 3.0).abs() < 1e-9 && (best - 0.5).abs() < 1e-9);
        let lost = card.reasons.iter().find(|one| one.outcome == ContestOutcome::Lost).expect("a reason");
        assert_eq!((lost.reason, lost.told, lost.guessed), (ContestReason::Price, 1, 8));
        let soon = MarketQuery { ending_soon: true, limit: 1, ..MarketQuery::default() };
        let page = list_told::<NewPosition>(&context, &viewer(), &soon).await.expect("positions");
        assert_eq!((page.matching, page.lines.len(), page.next.is_some()), (2, 1, true));
        // Withdrawn it counts nowhere.
        let gone = PositionDraft { withdrawn: true, ..position };
        change_told(&context, &viewer(), id, &gone, 1).await.expect("changed");
        let stale = change_told(&context, &viewer(), id, &gone, 1).await;
        assert!(matches!(stale, Err(AppError::Stale)));
        let lines = list_competitors(&context, &viewer()).await.expect("competitors");
        assert_eq!((lines[0].clients, lines[0].ending), (0, 0));
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
fn the_market_has_the_keys_of_the_contract() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let file = folder.path().join("sales.csv");
    fs_err::write(&file, SALES).expect("a file");
    let file = file.to_str().expect("a path");
    assert_eq!(
        run(&book, &["import", "sales", file]).status.code(),
        Some(0)
    );

    let added = json(&run(
        &book,
        &["competitors", "add", "Чаена къща", "--strengths", "цени"],
    ));
    assert_eq!(added["competitor"]["strengths"], "цени");
    let twice = run(&book, &["competitors", "add", "чаена къща"]);
    assert_eq!(twice.status.code(), Some(1), "one of this name is known");
    let stand = |source: &str| {
        let words = [
            "competitors",
            "stand",
            "K1",
            "Чаена къща",
            "Чай",
            "--source",
            source,
        ];
        run(
            &book,
            &[&words[..], &["--share-from", "20", "--share-to", "40"]].concat(),
        )
    };
    assert_eq!(stand("competitor").status.code(), Some(1));
    let position = json(&stand("client"));
    assert_eq!(
        (&position["share_high"], &position["holds"]),
        (&"40.00".into(), &true.into())
    );
    let id = position["id"].as_str().expect("an id");
    let moved = json(&run(
        &book,
        &["competitors", "set-position", id, "--price-index", "96,5"],
    ));
    assert_eq!(
        (&moved["price_index"], &moved["share_low"]),
        (&"96.50".into(), &"20.00".into())
    );
    let lost = [
        "competitors",
        "contest",
        "K1",
        "lost",
        "Доставка",
        "--against",
        "Чаена къща",
    ];
    let lost = json(&run(
        &book,
        &[&lost[..], &["--reason", "price", "--client-says"]].concat(),
    ));
    assert_eq!(lost["reason_source"], "client");
    let id = lost["id"].as_str().expect("an id");
    let won = json(&run(
        &book,
        &["competitors", "set-contest", id, "--outcome", "won"],
    ));
    assert_eq!(
        (&won["outcome"], &won["reason"]),
        (&"won".into(), &"price".into())
    );
    let card = json(&run(&book, &["competitors", "show", "Чаена къща"]));
    assert_eq!(card["competitor"]["won_and_lost"]["won"], 1);
    assert_eq!(card["positions"].as_array().expect("positions").len(), 1);
    let list = json(&run(&book, &["competitors", "list"]));
    assert_eq!(list["competitors"][0]["clients"], 1);
    let none = json(&run(
        &book,
        &["competitors", "positions", "--group", "кафе"],
    ));
    assert_eq!(none["matching"], 0);
    let contests = json(&run(
        &book,
        &["competitors", "contests", "--outcome", "won"],
    ));
    assert_eq!(contests["matching"], 1);

    let told = ["wallet", "add", "K1", "2025", "200", "--at-most", "280"];
    let told = json(&run(
        &book,
        &[&told[..], &["--source", "statement", "--group", "Чай"]].concat(),
    ));
    assert_eq!(told["period"], "2025");
    let id = told["id"].as_str().expect("an id");
    let set = json(&run(&book, &["wallet", "set", id, "--amount", "210"]));
    assert_eq!(
        (&set["amount_low"], &set["amount_high"]),
        (&"210.00".into(), &"280.00".into())
    );
    let wallet = json(&run(&book, &["wallet", "show", "K1"]));
    let group = &wallet["groups"][0];
    assert_eq!(
        (&group["ours"]["amount"], &group["share"]["low"]),
        (&"84.00".into(), &0.3.into())
    );
    assert_eq!(json(&run(&book, &["wallet", "list"]))["matching"], 1);
}
