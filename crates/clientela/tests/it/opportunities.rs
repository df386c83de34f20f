//! Opportunities through the use cases, as files (a real pipeline among them) and on the command line.

use std::path::Path;
use std::process::{Command, Output};

use clientela_app::error::AppError;
use clientela_app::export_opportunities;
use clientela_app::import_options::ImportOptions;
use clientela_app::keep_opportunities::{
    OpportunityBeginning, OpportunityDraft, OpportunityStep, change_opportunity, draft_of,
    move_opportunity, show_opportunity, write_opportunity,
};
use clientela_app::list_opportunities::{OpportunityQuery, list_opportunities, view_opportunity};
use clientela_app::opportunity_pipeline::opportunity_pipeline;
use clientela_app::undo_import::undo_import;
use clientela_domain::amount::Amount;
use clientela_domain::opportunities::OpportunityStage as Stage;
use clientela_domain::records::FileKind;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::{Store, db_tests};
use clientela_texts::{Language, Texts};
use serde_json::Value;

use crate::books::{context, currency, import, real_data, trial, viewer};

const CLIENTS: &str = "Код;Име\n1001;Ракита Маркет ООД\n1002;Хотел Бриз\n";

const FILE: &str = "Код;Сделка;Клиент;Продуктова група;Стойност;Етап;Открита на;Приключена на;Търговец\n\
    С1;Чай за хотела;1002;Напитки;8000;с оферта;10.10.2026;;Мила Стоева\n\
    С2;Лютеница;1001;Консерви;14500;спечелена;02.09.2026;21.10.2026;Мила Стоева\n\
    С3;Сирене;1001;Млечни;0;изгубена;02.09.2026;05.10.2026;Коста Енев\n\
    С4;Странна;1001;;;може би;;;\n\
    С5;Ничия;;Напитки;;;;;\n";

fn of(kind: FileKind) -> ImportOptions {
    ImportOptions {
        kind,
        ..ImportOptions::default()
    }
}

fn all() -> OpportunityQuery {
    OpportunityQuery {
        limit: 100,
        ..OpportunityQuery::default()
    }
}

fn close(value: f64, wanted: f64) {
    assert!((value - wanted).abs() < 1e-8, "{value} for {wanted}");
}

db_tests! {
    async fn opportunities_come_from_a_file_are_corrected_and_go(store: Store) {
        let context = context(store);
        let file = |name: &str, text: &str| {
            let path = context.folder.join(name);
            fs_err::write(&path, text).expect("a file");
            path
        };
        let clients = file("clients.csv", CLIENTS);
        import(&context, &clients, of(FileKind::Accounts)).await.expect("clients");
        let path = file("pipeline.csv", FILE);
        let tried = trial(&context, &path, of(FileKind::Opportunities)).await.expect("a trial");
        assert_eq!(tried.opportunities.created, 4);
        let page = list_opportunities(&context, &viewer(), &all()).await.expect("a list");
        assert_eq!(page.matching, 0, "a trial writes nothing");
        let brought = import(&context, &path, of(FileKind::Opportunities)).await.expect("brought");
        let reasons: Vec<_> = brought.set_aside.iter().map(|row| row.reason).collect();
        assert_eq!(reasons, [SetAsideReason::OpportunityWordUnknown]);
        let page = list_opportunities(&context, &viewer(), &all()).await.expect("a list");
        let called = |name: &str| {
            let mut lines = page.lines.iter();
            lines.find(|line| line.opportunity.opportunity.name == name).expect("one of the file")
        };
        assert_eq!(called("Чай за хотела").account_name, "Хотел Бриз");
        assert_eq!(called("Чай за хотела").owner_name, "Мила Стоева");
        assert_eq!(called("Ничия").account_name, "");
        assert_eq!(called("Ничия").opportunity.opportunity.value_low, None);
        let lost = &called("Сирене").opportunity;
        assert_eq!(lost.opportunity.value_low, None, "what was lost at nothing is worth nobody knows what");
        let view = view_opportunity(&context, &viewer(), called("Лютеница").opportunity.id).await;
        let view = view.expect("one");
        let days: Vec<_> = view.stays.iter().map(|stay| stay.days).collect();
        assert_eq!((view.codes, days), (vec!["С2".to_owned()], vec![Some(49), None]));
        assert!(view.sales.is_some_and(|sales| sales.first_day.is_none()), "no sales yet");
        let corrected = FILE.replace("8000;с оферта", "9500;в преговори");
        let path = file("again.csv", &corrected);
        let again = import(&context, &path, of(FileKind::Opportunities)).await.expect("corrected");
        assert_eq!((again.opportunities.created, again.rows.accepted), (0, 1));
        let id = called("Чай за хотела").opportunity.id;
        let now = show_opportunity(&context, &viewer(), id).await.expect("one");
        assert_eq!(now.standing.stage, Stage::Negotiating);
        assert_eq!(now.opportunity.value_high, Amount::parse("9500"));
        undo_import(&context, &viewer(), again.import.expect("an import")).await.expect("undone");
        let now = show_opportunity(&context, &viewer(), id).await.expect("one");
        assert_eq!((now.standing.stage, now.opportunity.value_high), (Stage::Offered, Amount::parse("8000")));
        undo_import(&context, &viewer(), brought.import.expect("an import")).await.expect("undone");
        let page = list_opportunities(&context, &viewer(), &all()).await.expect("a list");
        assert_eq!(page.matching, 0);
    }

    async fn what_leaves_in_a_sheet_comes_back_without_change(store: Store) {
        let context = context(store);
        let clients = context.folder.join("clients.csv");
        fs_err::write(&clients, CLIENTS).expect("a file");
        import(&context, &clients, of(FileKind::Accounts)).await.expect("clients");
        let path = context.folder.join("pipeline.csv");
        fs_err::write(&path, FILE).expect("a file");
        import(&context, &path, of(FileKind::Opportunities)).await.expect("brought");
        let page = list_opportunities(&context, &viewer(), &all()).await.expect("a list");
        let rows = export_opportunities::table(&context, &viewer(), &page.lines).await.expect("rows");
        let texts = Texts::of(Language::Bg);
        let mut lines = vec![export_opportunities::header(texts).join(";")];
        lines.extend(rows.iter().map(|row| row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(";")));
        let path = context.folder.join("exported.csv");
        fs_err::write(&path, lines.join("\n")).expect("a file");
        let again = import(&context, &path, of(FileKind::Opportunities)).await.expect("brought again");
        assert!(again.set_aside.is_empty(), "{:?}", again.set_aside);
        assert_eq!((again.rows.accepted, again.rows.duplicate), (0, 4));
    }

    async fn an_opportunity_is_written_changed_and_moved(store: Store) {
        let context = context(store);
        let (context, viewer) = (&context, &viewer());
        let draft = OpportunityDraft {
            name: "Фурна".into(),
            product_groups: "Фурни; Резервни части".into(),
            value_low: Amount::parse("18000"),
            value_high: Amount::parse("22000"),
            ..OpportunityDraft::default()
        };
        let begun = OpportunityBeginning::default();
        let reversed = OpportunityDraft { value_high: Amount::parse("1"), ..draft.clone() };
        let refused = write_opportunity(context, viewer, (&reversed, &begun)).await;
        assert!(matches!(refused, Err(AppError::Invalid { field: "value_high", .. })));
        let ended = OpportunityBeginning { stage: Some(Stage::Won), ..begun.clone() };
        let refused = write_opportunity(context, viewer, (&draft, &ended)).await;
        assert!(matches!(refused, Err(AppError::Invalid { field: "stage", .. })));
        let id = write_opportunity(context, viewer, (&draft, &begun)).await.expect("written");
        let now = show_opportunity(context, viewer, id).await.expect("one");
        assert_eq!(draft_of(&now).product_groups, "Фурни; Резервни части");
        let other = OpportunityDraft { name: "Втора фурна".into(), ..draft_of(&now) };
        change_opportunity(context, viewer, id, &other, 1).await.expect("changed");
        let stale = change_opportunity(context, viewer, id, &other, 1).await;
        assert!(matches!(stale, Err(AppError::Stale)));
        let step = OpportunityStep { note: "чакат бюджет".into(), ..OpportunityStep::default() };
        move_opportunity(context, viewer, id, (Stage::Lost, &step), 2).await.expect("lost");
        let won = move_opportunity(context, viewer, id, (Stage::Won, &step), 3).await;
        assert!(matches!(won, Err(AppError::NotNow("opportunity-stage"))));
    }

    async fn whom_one_does_not_see_has_no_id_in_an_answer(store: Store) {
        let context = context(store);
        let clients = context.folder.join("clients.csv");
        fs_err::write(&clients, CLIENTS).expect("a file");
        import(&context, &clients, of(FileKind::Accounts)).await.expect("clients");
        let people = context.folder.join("people.csv");
        fs_err::write(&people, "Име;Фамилия;Фирма\nМария;Илиева;1002\n").expect("a file");
        import(&context, &people, of(FileKind::People)).await.expect("people");
        let read = context.store.read(&viewer());
        let called = clientela_store::prospects::people_called(&read, "Мария Илиева").await;
        let maria = called.expect("people")[0];
        let draft = OpportunityDraft {
            name: "Чай за хотела".into(),
            person: Some(maria),
            ..OpportunityDraft::default()
        };
        let begun = OpportunityBeginning::default();
        let id = write_opportunity(&context, &viewer(), (&draft, &begun)).await.expect("written");
        let answer = async || {
            let view = view_opportunity(&context, &viewer(), id).await.expect("one");
            view.line.answer().person.map(|person| person.name)
        };
        assert_eq!(answer().await.as_deref(), Some("Мария Илиева"));
        let person = clientela_store::people::get(&read, maria).await.expect("people").expect("her");
        let version = person.version;
        context.store.write(&viewer(), move |tx| Box::pin(clientela_store::people::delete(tx, maria, version)))
            .await.expect("in the trash");
        assert_eq!(answer().await, None);
    }

    async fn what_was_won_is_confirmed_by_sales_by_themselves(store: Store) {
        let context = context(store);
        let path = context.folder.join("pipeline.csv");
        let clients = context.folder.join("clients.csv");
        fs_err::write(&clients, CLIENTS).expect("a file");
        fs_err::write(&path, FILE).expect("a file");
        import(&context, &clients, of(FileKind::Accounts)).await.expect("clients");
        import(&context, &path, of(FileKind::Opportunities)).await.expect("brought");
        let sales = "Документ;Дата;Код на клиент;Клиент;Артикул;Количество;Стойност\n\
            1;01.09.2026;1001;Ракита Маркет ООД;Чай;1;5,00\n\
            2;28.10.2026;1001;Ракита Маркет ООД;Лютеница;10;120,50\n\
            3;03.11.2026;1001;Ракита Маркет ООД;Лютеница;20;241,00\n";
        let file = context.folder.join("sales.csv");
        fs_err::write(&file, sales).expect("a file");
        let lines = import(&context, &file, currency("EUR")).await.expect("sales");
        let page = list_opportunities(&context, &viewer(), &all()).await.expect("a list");
        let won = page.lines.iter().find(|line| line.opportunity.standing.stage == Stage::Won);
        let id = won.expect("won").opportunity.id;
        let confirmed = async || {
            let view = view_opportunity(&context, &viewer(), id).await.expect("one");
            let sales = view.sales.expect("a client");
            (sales.first_day.map(|day| day.to_string()), sales.lines)
        };
        assert_eq!(confirmed().await, (Some("2026-10-28".to_owned()), 2), "lines before it was won say nothing");
        undo_import(&context, &viewer(), lines.import.expect("an import")).await.expect("undone");
        assert_eq!(confirmed().await, (None, 0), "what is taken back confirms nothing");
    }
}

/// The real pipeline: win rate and won value are what independent programs computed; what has no client in the file
/// is nobody's, and no day that is missing was made up.
#[test]
fn the_real_pipeline_is_won_as_its_oracle_says() {
    clientela_store::testing::on_sqlite(real_pipeline);
}

async fn real_pipeline(store: Store) {
    let Some(folder) = real_data() else {
        return;
    };
    let folder = folder.join("crm_sales");
    let oracle = fs_err::read_to_string(folder.join("oracle.json")).expect("the oracle");
    let oracle: Value = serde_json::from_str(&oracle).expect("JSON");
    let oracle = &oracle["thomas"];
    let context = context(store);
    let clients = ImportOptions {
        columns: vec![("name".into(), "account".into())],
        ..of(FileKind::Accounts)
    };
    let clients = import(&context, &folder.join("accounts.csv"), clients).await;
    assert_eq!(clients.expect("clients").accounts.created, 85);
    let pipeline = folder.join("sales_pipeline.csv");
    let brought = import(&context, &pipeline, of(FileKind::Opportunities)).await;
    let brought = brought.expect("opportunities");
    assert!(
        brought.set_aside.is_empty(),
        "{:?}",
        brought.set_aside.first()
    );
    assert_eq!(
        Some(brought.opportunities.created),
        oracle["opportunities"].as_u64()
    );
    let found = opportunity_pipeline(&context, &viewer(), &OpportunityQuery::default()).await;
    let found = found.expect("the pipeline");
    let count = |stage: Stage| {
        let mut stages = found.stages.iter();
        stages
            .find(|one| one.stage == stage)
            .map_or(0, |one| one.here.count)
    };
    let stages = &oracle["stage"];
    for (stage, name) in [
        (Stage::Won, "Won"),
        (Stage::Lost, "Lost"),
        (Stage::Engaged, "Engaging"),
        (Stage::Identified, "Prospecting"),
    ] {
        assert_eq!(Some(count(stage)), stages[name].as_u64(), "{name}");
    }
    let (rate, low, high) = found.ended.rate.rate.expect("ended");
    close(rate, oracle["win_rate_closed"].as_f64().expect("a rate"));
    assert!(low < rate && rate < high);
    let (worth, most) = found.ended.won_value.bounds().expect("worth");
    close(worth, oracle["won_value"].as_f64().expect("a sum"));
    close(most, worth);
    assert_eq!(found.ended.won_without_value, 0);
    assert_eq!(found.by_representative.len(), 30);
    for best in oracle["won_by_agent_top5"].as_array().expect("agents") {
        let mut lines = found.by_representative.iter();
        let line = lines.find(|line| line.name().as_deref() == best[0].as_str());
        let worth = line.expect("the agent").won_value.bounds().expect("worth");
        close(worth.0, best[1].as_f64().expect("a sum"));
    }
    let engaged = found.stages.iter().find(|one| one.stage == Stage::Engaged);
    let days = engaged.and_then(|one| one.days.as_ref()).expect("stays");
    assert_eq!(days.known, count(Stage::Won) + count(Stage::Lost));
    let again = import(&context, &pipeline, of(FileKind::Opportunities)).await;
    assert_eq!(again.expect("the same file").rows.accepted, 0);
    let import = brought.import.expect("an import");
    undo_import(&context, &viewer(), import)
        .await
        .expect("undone");
    let page = list_opportunities(&context, &viewer(), &all()).await;
    assert_eq!(page.expect("a list").matching, 0);
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
fn the_command_line_adds_moves_and_shows_the_pipeline() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = &folder.path().join("book");
    let clients = folder.path().join("clients.csv");
    fs_err::write(&clients, CLIENTS).expect("a file");
    let done = run(
        path,
        &["import", "accounts", &clients.display().to_string()],
    );
    assert!(done.status.success(), "{done:?}");
    let answer = |arguments: &[&str]| -> Value {
        let output = run(path, &[&["--json"], arguments].concat());
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    let added = answer(&[
        "opportunities",
        "add",
        "Tea for all hotels",
        "--client",
        "1002",
        "--value-from",
        "8000",
        "--value-to",
        "12000",
        "--product-groups",
        "Drinks",
        "--code",
        "O-7",
    ]);
    let id = added["id"].as_str().expect("an id").to_owned();
    assert_eq!(added["account"]["name"], "Хотел Бриз");
    assert_eq!(
        (&added["value_low"], &added["value_high"]),
        (&"8000.00".into(), &"12000.00".into())
    );
    assert_eq!(
        (&added["stage"], &added["codes"][0]),
        (&"identified".into(), &"O-7".into())
    );
    let lost = ["--reason", "price", "--said-by-client"];
    let moved = answer(&[&["opportunities", "move", &id, "lost"], &lost[..]].concat());
    assert_eq!(
        (&moved["reason"], &moved["reason_source"]),
        (&"price".into(), &"client".into())
    );
    assert!(
        moved["contest"].is_string(),
        "it stands where all that was lost stands"
    );
    let refused = run(path, &["opportunities", "move", &id, "won"]);
    assert!(!refused.status.success(), "what has ended is opened first");
    let listed = answer(&["opportunities", "list", "--stage", "open"]);
    assert_eq!(listed["matching"], 0);
    let pipeline = answer(&["opportunities", "pipeline"]);
    assert_eq!(
        (&pipeline["ended"]["lost"], &pipeline["open"]["count"]),
        (&1.into(), &0.into())
    );
}
