//! Prospects through the use cases, as files (real leads among them) and on the command line.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use clientela_app::error::AppError;
use clientela_app::export_prospects;
use clientela_app::import_options::ImportOptions;
use clientela_app::keep_prospects::{
    ContactPersonDraft, MoveDraft, ProspectDraft, SourceDraft, answer_question, capture_prospect,
    move_prospect, remove_source, show_prospect, write_prospect,
};
use clientela_app::list_prospects::{ProspectQuery, list_prospects, twins_of, view_prospect};
use clientela_app::prospect_sources::sources_report;
use clientela_app::undo_import::undo_import;
use clientela_app::win_prospect::{take_win_back, win_prospect};
use clientela_domain::ids::ProspectId;
use clientela_domain::prospects::{Answer, Question, SourceKind, Stage, Verdict};
use clientela_domain::records::FileKind;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::accounts::{self, Origin};
use clientela_store::{Store, affiliations, db_tests};
use clientela_texts::{Language, Texts};
use serde_json::Value;

use crate::books::{context, import, real_data, viewer};

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
}
