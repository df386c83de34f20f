//! Prospects through the use cases, as files (real leads among them) and on the command line.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use clientela_app::affiliate::PlaceChanges;
use clientela_app::ask_for_names::{AskingQuery, whom_to_ask};
use clientela_app::ask_satisfaction::{AnswerDraft, write_answer};
use clientela_app::edit_account::{AccountField, create_account};
use clientela_app::edit_person::{PersonChanges, PersonField, create_person};
use clientela_app::error::AppError;
use clientela_app::export_prospects;
use clientela_app::import_options::ImportOptions;
use clientela_app::keep_problems::{ProblemDraft, write_problem};
use clientela_app::keep_prospects::{
    ContactPersonDraft, MoveDraft, ProspectDraft, SourceDraft, answer_question, capture_prospect,
    move_prospect, remove_source, show_prospect, write_prospect,
};
use clientela_app::list_prospects::{ProspectQuery, list_prospects, twins_of, view_prospect};
use clientela_app::log_interaction::{InteractionDraft, StepDraft, log_interaction};
use clientela_app::names_given::{Thanked, names_given};
use clientela_app::prospect_ability::{FactDraft, NumberCheck, add_fact};
use clientela_app::prospect_sources::{SourceSort, SourcesQuery, sources_in_full, sources_report};
use clientela_app::search_book::{SearchRequest, search_book};
use clientela_app::take_names::NamesDraft;
use clientela_app::undo_import::undo_import;
use clientela_app::who_decides::go_for_decider;
use clientela_app::win_prospect::{take_win_back, win_prospect};
use clientela_domain::amount::Amount;
use clientela_domain::ids::ProspectId;
use clientela_domain::prospects::{
    Answer, AskingKind, AskingObstacle, FactKind, Question, SourceKind, Stage, Verdict,
};
use clientela_domain::records::FileKind;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::accounts::{self, Origin};
use clientela_store::interactions::InteractionKind;
use clientela_store::prospects::Giver;
use clientela_store::prospects::{Cold, SourceFilter};
use clientela_store::surveys::GivenAnswer;
use clientela_store::{Store, affiliations, db_tests};
use clientela_texts::{Language, Texts};
use serde_json::Value;

use crate::books::{context, currency, import, real_data, viewer};

const FILE: &str = "Код;Име;Лице за контакт;Телефон;Град;Източник;Подробности за източника;Дата;Нужда;Възможност да плати;Основание;Етап\n\
    П1;Пекарна Зора ООД;Мария Илиева;+359 52 300 100;Варна;изложение;Храни и напитки;10.11.2026;да;не;видяхме баланса;\n\
    П2;Хотел Бриз;;;Бургас;наш сайт;;12.11.2026;;;;осъществен контакт\n\
    П3;Без източник;;;;;;;;;;\n\
    П4;Странен;;;;;;;може би;;;\n\
    П1;Пекарна Зора ООД;;;;;;;;;;\n\
    ;Хотел „Бриз“ ЕООД;;;;;;;;;;\n";

fn of(kind: FileKind) -> ImportOptions {
    ImportOptions {
        kind,
        ..ImportOptions::default()
    }
}

fn named(name: &str) -> ProspectDraft {
    ProspectDraft {
        name: name.into(),
        ..ProspectDraft::default()
    }
}

fn cold() -> SourceDraft {
    SourceDraft {
        kind: Some(SourceKind::Cold),
        ..SourceDraft::default()
    }
}

fn all() -> ProspectQuery {
    ProspectQuery {
        limit: 50,
        ..ProspectQuery::default()
    }
}

db_tests! {
    async fn prospects_come_from_a_file_and_go_with_their_undo(store: Store) {
        let context = context(store);
        let path = context.folder.join("prospects.csv");
        fs_err::write(&path, FILE).expect("a file");
        let brought = import(&context, &path, of(FileKind::Prospects)).await.expect("prospects");
        let reasons: Vec<_> = brought.set_aside.iter().map(|row| row.reason).collect();
        assert_eq!(reasons, [SetAsideReason::ProspectWordUnknown]);
        assert_eq!((brought.prospects.created, brought.prospects.matched), (4, 1));
        let page = list_prospects(&context, &viewer(), &all()).await.expect("prospects");
        let bakery = page.lines.iter().find(|line| line.prospect.prospect.city == "Варна");
        let bakery = bakery.expect("the bakery");
        assert_eq!(bakery.qualification.verdict, Verdict::Disqualified);
        assert_eq!(bakery.source.as_ref().map(|came| came.source.kind), Some(SourceKind::Exhibition));
        let row = export_prospects::row(bakery);
        assert_eq!(export_prospects::header(Texts::of(Language::Bg)).len(), row.len());
        let view = view_prospect(&context, &viewer(), bakery.prospect.id).await.expect("one");
        assert_eq!(view.people[0].name, "Мария Илиева");
        assert_eq!(view.answers[0].0.evidence, "видяхме баланса");
        let report = sources_report(&context, &viewer()).await.expect("sources");
        let names: BTreeMap<_, _> = report
            .lines
            .iter()
            .map(|line| ((line.figures.kind, line.figures.channel.clone()), line.figures.names))
            .collect();
        assert_eq!(names[&(Some(SourceKind::Other), "наш сайт".to_owned())], 1);
        assert_eq!(names[&(None, String::new())], 2, "no source is no source called something");
        undo_import(&context, &viewer(), brought.import.expect("an import")).await.expect("undone");
        let page = list_prospects(&context, &viewer(), &all()).await.expect("prospects");
        assert_eq!(page.matching, 0);
    }

    async fn a_prospect_is_judged_moved_won_and_taken_back(store: Store) {
        let context = context(store);
        let (context, viewer) = (&context, &viewer());
        let person = ContactPersonDraft {
            name: "Мария Илиева".into(),
            role: "управител".into(),
            phone: "+359888123456".into(),
            email: String::new(),
        };
        let nothing = SourceDraft::default();
        let without = write_prospect(context, viewer, (&named("Зора"), &nothing, &person)).await;
        assert!(matches!(without, Err(AppError::Invalid { field: "source", .. })));
        let id = write_prospect(context, viewer, (&named("Пекарна Зора ООД"), &cold(), &person)).await;
        let id = id.expect("a prospect");
        let version = async |id: ProspectId| show_prospect(context, viewer, id).await.expect("one").version;
        let bare = (Question::Ability, Answer::Yes, "", "");
        let bare = answer_question(context, viewer, id, bare, version(id).await).await;
        assert!(matches!(bare, Err(AppError::Invalid { field: "evidence", .. })));
        let given = (Question::PrestigeNeed, Answer::Partly, "", "");
        answer_question(context, viewer, id, given, version(id).await).await.expect("answered");
        let line = view_prospect(context, viewer, id).await.expect("one").line;
        assert!(line.next.is_some(), "there is a question to ask next");
        let parked = (Stage::Parked, &MoveDraft { note: "сезон".into(), ..MoveDraft::default() });
        let parked = move_prospect(context, viewer, id, parked, version(id).await).await;
        assert!(matches!(parked, Err(AppError::Invalid { field: "review_on", .. })));
        let won = (Stage::Won, &MoveDraft::default());
        let won = move_prospect(context, viewer, id, won, version(id).await).await;
        assert!(matches!(won, Err(AppError::NotNow("prospect-stage"))));
        let only = view_prospect(context, viewer, id).await.expect("one").sources;
        let removed = remove_source(context, viewer, id, only[0].source.id, version(id).await).await;
        assert!(matches!(removed, Err(AppError::NotNow("prospect-only-source"))));
        let how = (version(id).await, Texts::of(Language::Bg));
        let account = win_prospect(context, viewer, id, (None, ""), how).await.expect("a client");
        let read = context.store.read(viewer);
        let made = accounts::get(&read, account).await.expect("read").expect("a client");
        assert_eq!((made.details.origin, made.details.origin_note.as_str()), (Some(Origin::Won), "студен контакт"));
        let there = view_prospect(context, viewer, id).await.expect("one").people;
        let places = affiliations::of_people(&read, &[there[0].person_id]).await.expect("places");
        assert_eq!(places[0].values.account_id, account);
        take_win_back(context, viewer, id, version(id).await).await.expect("taken back");
        assert_eq!(accounts::get(&context.store.read(viewer), account).await.expect("read"), None);
        let jotted = capture_prospect(context, viewer, "ЗОРА, пекарна: нова фурна").await.expect("jotted");
        let jotted = show_prospect(context, viewer, jotted).await.expect("one").prospect.name;
        assert_eq!(jotted, "ЗОРА");
        let twins = twins_of(context, viewer, ("„Пекарна Зора“ ЕООД", ""), None).await.expect("twins");
        assert_eq!(twins.len(), 1);
    }

    async fn a_satisfied_client_is_asked_once_and_what_its_names_became_is_told(store: Store) {
        let context = context(store);
        let (context, viewer) = (&context, &viewer());
        let named = vec![(AccountField::Name, "Хотел Рила АД".to_owned())];
        let account = create_account(context, viewer, &named).await.expect("a client");
        let there = PlaceChanges { account: Some(account.to_string()), ..PlaceChanges::default() };
        let who = PersonChanges {
            texts: vec![(PersonField::GivenName, "Мария".into()), (PersonField::FamilyName, "Илиева".into())],
            contacts: None,
        };
        let maria = create_person(context, viewer, &who, Some(&there)).await.expect("a person");
        let list = async || whom_to_ask(context, viewer, &AskingQuery::default()).await.expect("a list");
        assert!(list().await.ask.is_empty(), "of whom nothing is known nobody is satisfied");
        let said = AnswerDraft {
            person: Some(maria),
            given: GivenAnswer { recommend: Some(10), ..GivenAnswer::default() },
            ..AnswerDraft::default()
        };
        write_answer(context, viewer, account, &said).await.expect("an answer");
        let ask = list().await.ask;
        assert_eq!(ask.len(), 1, "{ask:?}");
        assert_eq!((ask[0].name.as_str(), ask[0].account_name.as_str()), ("Мария Илиева", "Хотел Рила АД"));
        assert_eq!(ask[0].asking.kinds, [AskingKind::Satisfied]);
        let influence = AskingQuery { kind: Some(AskingKind::Influence), ..AskingQuery::default() };
        assert!(whom_to_ask(context, viewer, &influence).await.expect("a list").ask.is_empty());
        let hurts = ProblemDraft { what: "закъснели доставки".into(), ..ProblemDraft::default() };
        write_problem(context, viewer, account, &hurts).await.expect("a problem");
        let later = list().await;
        assert!(later.ask.is_empty());
        assert_eq!(later.not_now[0].asking.against, [AskingObstacle::OpenProblem]);
        let talk = InteractionDraft {
            summary: "попитах я кого още познава".into(),
            people: vec![maria],
            names: NamesDraft { given_by: None, lines: "Пекарна Зора".into() },
            ..InteractionDraft::new(Some(account), InteractionKind::Call)
        };
        log_interaction(context, viewer, &talk, &StepDraft::default()).await.expect("a talk");
        let asked = list().await;
        assert_eq!((asked.ask.len(), asked.not_now.len(), asked.lately), (0, 0, 1));
        let hers = names_given(context, viewer, Giver::Person(maria)).await.expect("names");
        assert_eq!(hers.names.len(), 1);
        assert_eq!((hers.names[0].given.name.as_str(), hers.names[0].thanked), ("Пекарна Зора", Thanked::Owed));
        assert_eq!(hers.names[0].told, None, "the talk that named it does not tell what became of it");
        let theirs = names_given(context, viewer, Giver::Account(account)).await.expect("names");
        assert_eq!(theirs.names[0].giver, "Мария Илиева");
        assert!(theirs.came.is_empty());
        let bakery = theirs.names[0].given.prospect;
        let version = show_prospect(context, viewer, bakery).await.expect("one").version;
        let how = (version, Texts::of(Language::Bg));
        let won = win_prospect(context, viewer, bakery, (None, ""), how).await.expect("a client");
        let came = names_given(context, viewer, Giver::Account(won)).await.expect("names").came;
        assert_eq!((came.len(), came[0].giver.as_str()), (1, "Мария Илиева"));
        let found = search_book(context, viewer, &SearchRequest::of("зор пек")).await.expect("found");
        assert_eq!(found.prospects.iter().map(|hit| hit.id).collect::<Vec<_>>(), [bakery]);
    }

    async fn facts_suggest_an_answer_and_who_decides_is_gone_for(store: Store) {
        let context = context(store);
        let (context, viewer) = (&context, &viewer());
        let manager = ContactPersonDraft {
            name: "Мария Илиева".into(),
            role: "управител".into(),
            ..ContactPersonDraft::default()
        };
        let numbered = |name: &str| ProspectDraft { registration_number: "175074752".into(), ..named(name) };
        let id = write_prospect(context, viewer, (&numbered("Пекарна Зора"), &cold(), &manager)).await;
        let id = id.expect("a prospect");
        let nobody = ContactPersonDraft::default();
        let twin = write_prospect(context, viewer, (&numbered("Зора 2"), &cold(), &nobody)).await;
        twin.expect("another of the number");
        let version = async || show_prospect(context, viewer, id).await.expect("one").version;
        let fact = |kind, amount: &str| FactDraft {
            kind: Some(kind),
            amount: Amount::parse(amount),
            source: "застраховател".into(),
            ..FactDraft::default()
        };
        let suggested = async || {
            let view = view_prospect(context, viewer, id).await.expect("one");
            (view.ability.suggestion.answer, view.ability.offers)
        };
        assert_eq!(suggested().await, (Answer::Unknown, false), "silence suggests nothing");
        for (kind, amount, suggests) in [
            (FactKind::CreditLimit, "5000", Answer::Partly),
            (FactKind::Exposure, "6000", Answer::Partly),
            (FactKind::Deposit, "1000", Answer::Yes),
            (FactKind::Refused, "", Answer::No),
        ] {
            add_fact(context, viewer, id, &fact(kind, amount), version().await).await.expect("kept");
            assert_eq!(suggested().await, (suggests, true), "{kind:?}");
        }
        let over = FactDraft { over: true, ..fact(FactKind::Refused, "") };
        add_fact(context, viewer, id, &over, version().await).await.expect("kept");
        let view = view_prospect(context, viewer, id).await.expect("one");
        assert_eq!(view.answer().ability.suggestion, "yes");
        let standing = view.line.prospect.answers.answer(Question::Ability);
        assert_eq!(standing, Answer::Unknown, "nobody took it over");
        assert_eq!((view.ability.number, view.ability.prospects.len()), (NumberCheck::Valid, 1));
        let no_source = FactDraft { source: String::new(), ..fact(FactKind::Reference, "") };
        let refused = add_fact(context, viewer, id, &no_source, version().await).await;
        assert!(matches!(refused, Err(AppError::Invalid { field: "source", .. })));
        let no_year = add_fact(context, viewer, id, &fact(FactKind::Accounts, ""), version().await).await;
        assert!(matches!(no_year, Err(AppError::Invalid { field: "year", .. })));
        // Nobody knows whether whom we speak with may decide: the manager may.
        let [decider] = &view.deciders[..] else { panic!("one decides: {:?}", view.deciders) };
        assert_eq!((decider.name.as_str(), &decider.way), ("Мария Илиева", &None));
        let to = (decider.person, "Разговор с Мария");
        go_for_decider(context, viewer, id, to, version().await).await.expect("the next step");
        let after = view_prospect(context, viewer, id).await.expect("one");
        assert_eq!(after.line.prospect.prospect.next_step, "Разговор с Мария");
        assert_eq!(after.people.len(), 1, "she was there already");
        let decides = (Question::Authority, Answer::Yes, "устав", "");
        answer_question(context, viewer, id, decides, version().await).await.expect("answered");
        assert!(view_prospect(context, viewer, id).await.expect("one").deciders.is_empty());
        let only = SourcesQuery {
            filter: SourceFilter { cold: Some(Cold::Only), ..SourceFilter::default() },
            sort: SourceSort::Chance,
        };
        let (report, efforts) = sources_in_full(context, viewer, &only).await.expect("sources");
        assert_eq!((report.lines.len(), report.totals.names), (1, 2));
        assert_eq!(efforts.representatives.iter().map(|one| one.figures.names).sum::<u64>(), 2);
        assert!(efforts.next_money().is_empty(), "nobody wrote down what it cost");
        let without = SourcesQuery {
            filter: SourceFilter { cold: Some(Cold::Without), ..SourceFilter::default() },
            ..SourcesQuery::default()
        };
        let (report, _) = sources_in_full(context, viewer, &without).await.expect("sources");
        assert_eq!((report.lines.len(), report.totals.names), (0, 0));
    }

    async fn a_client_that_was_a_prospect_is_confirmed_by_its_sales(store: Store) {
        let context = context(store);
        let (context, viewer) = (&context, &viewer());
        let sales = "Документ;Дата;Код на клиент;Клиент;Артикул;Количество;Стойност\n\
            1;01.09.2026;1001;Ракита Маркет ООД;Чай;1;5,00\n\
            2;28.10.2026;1001;Ракита Маркет ООД;Лютеница;10;120,50\n";
        let file = context.folder.join("sales.csv");
        fs_err::write(&file, sales).expect("a file");
        let lines = import(context, &file, currency("EUR")).await.expect("sales");
        let bought = context.book_state(viewer).await.expect("a book").directory.find("1001");
        let nobody = ContactPersonDraft::default();
        let won = async |name: &str, known| {
            let id = write_prospect(context, viewer, (&named(name), &cold(), &nobody)).await;
            let id = id.expect("a prospect");
            let how = (1, Texts::of(Language::Bg));
            let day = if known == bought { "2026-10-15" } else { "2026-11-01" };
            win_prospect(context, viewer, id, (known, day), how).await.expect("a client");
            id
        };
        let (market, bakery) = (won("Ракита", bought).await, won("Пекарна Зора", None).await);
        let view = view_prospect(context, viewer, market).await.expect("one");
        assert_eq!(view.line.confirmed, Some(true));
        let since = view.sales.as_ref().expect("a client");
        assert_eq!(since.first_day.map(|day| day.to_string()).as_deref(), Some("2026-10-28"));
        assert_eq!(view.stays.len(), view.moves.len());
        let of = async |confirmed| {
            let query = ProspectQuery { confirmed: Some(confirmed), ..all() };
            let page = list_prospects(context, viewer, &query).await.expect("a list");
            let ids: Vec<ProspectId> = page.lines.iter().map(|line| line.prospect.id).collect();
            (ids, page.matching)
        };
        assert_eq!(of(true).await, (vec![market], 1));
        assert_eq!(of(false).await, (vec![bakery], 1));
        undo_import(context, viewer, lines.import.expect("an import")).await.expect("undone");
        let view = view_prospect(context, viewer, market).await.expect("one");
        assert!(view.sales.is_none_or(|since| since.first_day.is_none()), "what is taken back confirms nothing");
    }
}

/// The real leads: conversion by source is what independent libraries computed, and leads without a source are not
/// those of the source called `unknown`.
#[test]
fn real_leads_convert_by_source_as_their_oracle_says() {
    clientela_store::testing::on_sqlite(real_leads);
}

async fn real_leads(store: Store) {
    let Some(folder) = real_data() else {
        return;
    };
    let folder = folder.join("olist");
    let oracle = fs_err::read_to_string(folder.join("oracle.json")).expect("the oracle");
    let oracle: Value = serde_json::from_str(&oracle).expect("JSON");
    let context = context(store);
    let leads = folder.join("olist_marketing_qualified_leads_dataset.csv");
    let brought = import(&context, &leads, of(FileKind::Prospects))
        .await
        .expect("leads");
    assert_eq!(brought.prospects.created, 8000);
    let deals = folder.join("olist_closed_deals_dataset.csv");
    let won = import(&context, &deals, of(FileKind::Prospects))
        .await
        .expect("deals");
    assert_eq!((won.prospects.created, won.prospects.matched), (0, 842));
    let report = sources_report(&context, &viewer()).await.expect("sources");
    assert_eq!((report.totals.names, report.totals.won), (8000, 842));
    let origins = oracle["by_origin"].as_object().expect("origins");
    assert_eq!(report.lines.len(), origins.len());
    for line in &report.lines {
        let name = match line.figures.kind {
            None => "(null)".to_owned(),
            Some(_) => line.figures.channel.replace('_', " "),
        };
        let expected = (
            origins[&name]["leads"].as_u64(),
            origins[&name]["won"].as_u64(),
        );
        let found = (Some(line.figures.names), Some(line.figures.won));
        assert_eq!(found, expected, "{name}");
    }
    // Half of history, in the order of time, and the rest: one chance for everybody does worse.
    let tried = report.calibration.as_ref().expect("enough history");
    assert!(tried.learned_from + tried.tried_on <= 8000, "{tried:?}");
    assert!(tried.brier <= tried.brier_of_base_rate, "{tried:?}");
    let deals = won.import.expect("an import");
    undo_import(&context, &viewer(), deals)
        .await
        .expect("undone");
    let report = sources_report(&context, &viewer()).await.expect("sources");
    assert_eq!((report.totals.names, report.totals.won), (8000, 0));
    let leads = brought.import.expect("an import");
    undo_import(&context, &viewer(), leads)
        .await
        .expect("undone");
    let report = sources_report(&context, &viewer()).await.expect("sources");
    assert_eq!(report.totals.names, 0, "nobody touched them, so they go");
}

fn run(book: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clientela"))
        .arg("--book")
        .arg(book)
        .args(["--lang", "en"])
        .args(arguments)
        .output()
        .expect("the program runs")
}

#[test]
fn the_command_line_notes_qualifies_parks_and_wins() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = &folder.path().join("book");
    let file = folder.path().join("prospects.csv");
    fs_err::write(&file, FILE).expect("a file");
    let done = run(path, &["import", "prospects", &file.display().to_string()]);
    assert_eq!(done.status.code(), Some(3), "a row was set aside: {done:?}");
    let answer = |arguments: &[&str]| -> Value {
        let output = run(path, &[&["--json"], arguments].concat());
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    let noted = answer(&["prospects", "note", "Кафе Изгрев: търсят доставчик"]);
    let id = noted["id"].as_str().expect("an id").to_owned();
    assert_eq!(noted["source"], "observation");
    assert_eq!(noted["verdict"], "open");
    assert!(noted["next_question"].is_string());
    let evidence = ["--evidence", "каза управителят"];
    let mut asked = vec!["prospects", "qualify", &id, "ability", "no"];
    asked.extend(evidence);
    let judged = answer(&asked);
    assert_eq!(
        (&judged["verdict"], &judged["failing"][0]),
        (&"disqualified".into(), &"ability".into())
    );
    assert_eq!(judged["qualification"]["ability"], "no");
    let mut told = vec!["prospects", "fact", &id, "credit_limit"];
    told.extend(["--source", "застраховател", "--amount", "5000"]);
    let told = answer(&told);
    assert_eq!(told["ability"]["facts"][0]["amount"], "5000.00");
    assert_eq!(told["ability"]["suggestion"], "partly");
    let parked = answer(&["prospects", "park", &id, "след сезона", "--until", "+30d"]);
    assert_eq!(parked["stage"], "parked");
    let won = answer(&["prospects", "win", &id]);
    assert_eq!(won["account"]["name"], "Кафе Изгрев");
    let back = answer(&["prospects", "take-back", &id]);
    assert_eq!(
        (&back["stage"], &back["account"]),
        (&"prospect".into(), &Value::Null)
    );
    let listed = answer(&["prospects", "list", "--source", "observation"]);
    assert_eq!(listed["matching"], 1);
    let sources = answer(&["sources"]);
    assert_eq!(sources["names"], 5);
    let nobody = answer(&["prospects", "ask", "--kind", "influence"]);
    assert_eq!(nobody["ask"], Value::Array(Vec::new()));
    let wrong = run(path, &["prospects", "ask", "--kind", "kind"]);
    assert_eq!(wrong.status.code(), Some(2), "{wrong:?}");
    assert_eq!(
        sources["chance_method"], "source",
        "five prospects are no history"
    );
    assert_eq!(sources["next_euro"], Value::Array(Vec::new()));
    let none = answer(&["sources", "--from", "2000-01-01", "--to", "2000-12-31"]);
    assert_eq!(none["names"], 0);
    let confirmed = answer(&["prospects", "list", "--confirmed", "true"]);
    assert_eq!(confirmed["matching"], 0);
    let names = folder.path().join("names.txt");
    fs_err::write(&names, "Хотел Вълна; Варна\nХотел „Бриз“\n").expect("a file");
    let names = names.display().to_string();
    let batch = [
        "prospects",
        "batches",
        "add",
        "Хотели",
        "--names",
        &names,
        "--cost",
        "120",
    ];
    let batch = answer(&batch);
    assert_eq!(
        (&batch["added"], &batch["known"][0]),
        (&1.into(), &"Хотел „Бриз“".into())
    );
    let shown = answer(&[
        "prospects",
        "batches",
        "show",
        batch["batch"].as_str().expect("an id"),
    ]);
    assert_eq!(
        (&shown["figures"]["names"], &shown["cost"]),
        (&1.into(), &"120.00".into())
    );
    let fair = [
        "prospects",
        "campaigns",
        "add",
        "Среща",
        "--kind",
        "meeting",
        "--first-day",
        "2026-11-04",
    ];
    let fair = answer(&fair);
    assert_eq!(
        (&fair["kind"], &fair["figures"]["names"]),
        (&"meeting".into(), &0.into())
    );
    let listed = answer(&["prospects", "campaigns", "list"]);
    assert_eq!(listed["campaigns"][0]["id"], fair["id"]);
    let sources = answer(&["sources"]);
    assert_eq!(
        (&sources["cold"]["names"], &sources["without_cold"]["names"]),
        (&1.into(), &5.into())
    );
    a_reading_list_is_kept(answer);
}

/// What is due is in the morning until it is read; what was found leads to a prospect that names it.
fn a_reading_list_is_kept(answer: impl Fn(&[&str]) -> Value) {
    let paper = "Дунавски вести";
    let added = answer(&[
        "reading",
        "add",
        paper,
        "--every",
        "7",
        "--address",
        "vesti.example",
    ]);
    assert_eq!(added["address"], "https://vesti.example");
    assert_eq!(added["readings"], serde_json::json!([]));
    let read = answer(&["reading", "read", paper, "--day", "2026-01-05"]);
    assert_eq!((&read["due"], &read["found"]), (&true.into(), &0.into()));
    assert_eq!(read["next_reading"], "2026-01-12");
    let morning = answer(&["salutatio"]);
    assert_eq!(morning["to_read"][0]["publication"]["name"], paper);
    let lines = [
        "Хотел Орфей: отваря ресторант",
        "Сладкарница Маркиза: търси хора",
    ];
    let read = answer(&["reading", "read", paper, lines[0], lines[1]]);
    assert_eq!((&read["due"], &read["found"]), (&false.into(), &2.into()));
    let due = answer(&["reading", "list", "--show", "due"]);
    assert_eq!(due["publications"], serde_json::json!([]));
    assert_eq!(answer(&["salutatio"])["to_read"], serde_json::json!([]));
    let waiting = answer(&["observations", "list"]);
    let found = waiting["observations"].as_array().expect("observations");
    let found = found.iter().find(|one| one["line"] == lines[0]);
    let found = found.expect("a line that was read");
    assert_eq!(found["publication"]["name"], paper);
    let id = found["id"].as_str().expect("an id");
    let turned = answer(&["observations", "prospect", id]);
    let prospect = turned["prospect"]["id"].as_str().expect("an id");
    let shown = answer(&["prospects", "show", prospect]);
    assert_eq!(shown["sources"][0]["source"], "press");
    assert_eq!(shown["sources"][0]["publication"]["name"], paper);
    let listed = answer(&["reading", "take-back", paper]);
    assert_eq!(
        (&listed["due"], &listed["prospects"]),
        (&true.into(), &1.into())
    );
    let stopped = answer(&["reading", "set", paper, "--stop"]);
    assert_eq!(
        (&stopped["due"], &stopped["next_reading"]),
        (&false.into(), &Value::Null)
    );
}
