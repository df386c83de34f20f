//! Problems, threats and satisfaction through the use cases, as files and on the command line.

use std::path::Path;
use std::process::{Command, Output};

use clientela_app::ask_satisfaction::{SurveyDraft, answer_survey, ask, open_survey};
use clientela_app::error::AppError;
use clientela_app::import_options::ImportOptions;
use clientela_app::keep_problems::{
    ProblemDraft, change_problem, draft_of, show_problem, write_problem,
};
use clientela_app::keep_threats::{ThreatDraft, write_threat};
use clientela_app::list_problems::{ProblemQuery, list_problems};
use clientela_app::list_threats::{ThreatQuery, threat_grid};
use clientela_app::read_satisfaction::{satisfaction_of, satisfaction_overview};
use clientela_app::undo_import::undo_import;
use clientela_app::{export_answers, export_problems};
use clientela_domain::amount::Amount;
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::AccountId;
use clientela_domain::records::FileKind;
use clientela_domain::sales::report::SetAsideReason;
use clientela_domain::satisfaction::Said;
use clientela_domain::troubles::{Degree, ProblemState, ThreatKind};
use clientela_store::db_tests;
use clientela_store::surveys::GivenAnswer;
use clientela_texts::{Language, Texts};
use serde_json::Value;

use crate::books::{context, import, viewer};

const CLIENTS: &str = "Код;Клиент\nK1;Хранимир АД\nK2;Ракита ООД\n";

const PROBLEMS: &str = "Код;Клиент;Проблем;Последица;Цена за клиента;Валута;Нашето решение;Състояние;Стойност според нас\n\
    P1;K1;Празни рафтове;губят клиенти;1 200,00;EUR;Доставка в петък;решен;900\n\
    P2;K2;Късни фактури;;;;;отворен;\n\
    P3;K2;Още нещо;;;;;някак;\n\
    P4;няма такъв;Нещо;;;;;;\n";

const ANSWERS: &str = "Код;Клиент;Решава;Дата;NPS;CSAT;CES;Коментар\n\
    A1;K1;да;20.10.2026;9;5;6;Точни сте\n\
    A2;K1;не;21.10.2026;10;4;7;\n\
    A3;K1;не;22.10.2026;3;2;;Бавни сте\n\
    A4;K1;не;22.10.2026;11;2;;\n\
    A5;K2;не;22.10.2026;;;;само думи\n";

fn of(kind: FileKind) -> ImportOptions {
    ImportOptions {
        kind,
        ..ImportOptions::default()
    }
}

db_tests! {
    async fn problems_come_from_a_file_are_changed_and_go_with_their_undo(store: Store) {
        let context = context(store);
        let write = |name: &str, text: &str| {
            let path = context.folder.join(name);
            fs_err::write(&path, text).expect("a file");
            path
        };
        let clients = write("clients.csv", CLIENTS);
        import(&context, &clients, of(FileKind::Accounts)).await.expect("clients");
        let file = write("problems.csv", PROBLEMS);
        let brought = import(&context, &file, of(FileKind::Problems)).await.expect("problems");
        let reasons: Vec<_> = brought.set_aside.iter().map(|row| row.reason).collect();
        assert_eq!(brought.problems.created, 2, "{reasons:?}");
        assert_eq!(reasons[0], SetAsideReason::ProblemStateUnknown);
        let all = ProblemQuery { limit: 10, ..ProblemQuery::default() };
        let page = list_problems(&context, &viewer(), &all).await.expect("problems");
        let solved = page.lines.iter().find(|line| line.problem.problem.state == ProblemState::Solved);
        let solved = solved.expect("a solved problem");
        assert_eq!(solved.worth.value, Estimate::Range(0.0, 900.0), "the client has not confirmed it");
        let texts = Texts::of(Language::Bg);
        let row = export_problems::row(solved);
        assert_eq!(export_problems::header(texts).len(), row.len());
        assert!(row.contains(&"Празни рафтове".to_owned()) && row.contains(&"1200.00".to_owned()), "{row:?}");
        let again = import(&context, &file, of(FileKind::Problems)).await.expect("again");
        assert_eq!(again.problems.created, 0);
        // A problem somebody has changed since stays when the import is undone.
        let id = solved.problem.id;
        let now = show_problem(&context, &viewer(), id).await.expect("a problem");
        let draft = ProblemDraft { confirmed: Amount::parse("700"), ..draft_of(&now) };
        change_problem(&context, &viewer(), id, &draft, now.version).await.expect("changed");
        let stale = change_problem(&context, &viewer(), id, &draft, now.version).await;
        assert!(matches!(stale, Err(AppError::Stale)));
        undo_import(&context, &viewer(), brought.import.expect("an import")).await.expect("undone");
        let page = list_problems(&context, &viewer(), &all).await.expect("problems");
        assert_eq!(page.matching, 1);
        assert_eq!(page.lines[0].worth.value, Estimate::Known(700.0));
        let account = page.lines[0].problem.problem.account_id;
        let empty = write_problem(&context, &viewer(), account, &ProblemDraft::new(" ")).await;
        assert!(matches!(empty, Err(AppError::Invalid { field: "what", .. })));
    }

    async fn answers_come_from_a_file_and_by_a_link_and_are_read_with_their_interval(store: Store) {
        let context = context(store);
        let write = |name: &str, text: &str| {
            let path = context.folder.join(name);
            fs_err::write(&path, text).expect("a file");
            path
        };
        let clients = write("clients.csv", CLIENTS);
        import(&context, &clients, of(FileKind::Accounts)).await.expect("clients");
        let file = write("answers.csv", ANSWERS);
        let brought = import(&context, &file, of(FileKind::SurveyAnswers)).await.expect("answers");
        let reasons: Vec<_> = brought.set_aside.iter().map(|row| row.reason).collect();
        assert_eq!((brought.survey_answers.created, reasons.len()), (3, 2), "{reasons:?}");
        assert!(reasons.iter().all(|reason| *reason == SetAsideReason::AnswerUnread));
        let state = context.book_state(&viewer()).await.expect("a state");
        let named = |name: &str| -> AccountId {
            let cards = state.directory.cards().iter();
            cards.filter(|card| card.name == name).map(|card| card.id).next().expect("a client")
        };
        let (first, second) = (named("Хранимир АД"), named("Ракита ООД"));
        let found = satisfaction_of(&context, &viewer(), first).await.expect("a reading");
        let nps = found.reading.all.recommend.known().expect("a score");
        assert_eq!((nps.counts.promoters, nps.counts.detractors), (2, 1));
        assert!(nps.low < nps.score && nps.score < nps.high);
        assert_eq!(found.reading.deciders.recommend, Said::Few(vec![9]));
        // One answer by a link makes no score of the other client.
        let draft = SurveyDraft { person: None, decides: false, language: Language::En, days: 7 };
        let asked = ask(&context, &viewer(), second, &draft).await.expect("a link");
        let language = open_survey(&context, &asked.secret, "192.0.2.1").await.expect("an open link");
        assert_eq!(language, Language::En);
        let given = GivenAnswer { recommend: Some(7), ..GivenAnswer::default() };
        let nothing = answer_survey(&context, &asked.secret, "192.0.2.1", &GivenAnswer::default()).await;
        assert!(matches!(nothing, Err(AppError::Invalid { field: "recommend", .. })));
        answer_survey(&context, &asked.secret, "192.0.2.1", &given).await.expect("answered");
        let twice = answer_survey(&context, &asked.secret, "192.0.2.1", &given).await;
        assert!(matches!(twice, Err(AppError::NotFound("survey"))));
        let overview = satisfaction_overview(&context, &viewer()).await.expect("all clients");
        assert_eq!(overview.clients.len(), 2);
        assert_eq!(overview.together.expect("one client with a score").clients, 1);
        let texts = Texts::of(Language::Bg);
        let row = export_answers::row(texts, &found.answers[0]);
        assert_eq!(export_answers::header(texts).len(), row.len());
        undo_import(&context, &viewer(), brought.import.expect("an import")).await.expect("undone");
        let found = satisfaction_of(&context, &viewer(), first).await.expect("a reading");
        assert_eq!(found.reading.all.recommend, Said::Nothing);
    }

    async fn whoever_guesses_links_waits(store: Store) {
        let context = context(store);
        let mut refused = 0;
        for number in 0..9 {
            match open_survey(&context, &number.to_string(), "192.0.2.7").await {
                Err(AppError::NotFound("survey")) => refused += 1,
                Err(AppError::Throttled { seconds }) => assert!(seconds > 0),
                other => panic!("{other:?}"),
            }
        }
        assert!((5..9).contains(&refused), "{refused}");
        // Somebody else is not kept waiting for it.
        let other = open_survey(&context, "x", "192.0.2.8").await;
        assert!(matches!(other, Err(AppError::NotFound("survey"))));
    }

    async fn threats_are_counted_by_likelihood_and_effect(store: Store) {
        let context = context(store);
        let clients = context.folder.join("clients.csv");
        fs_err::write(&clients, CLIENTS).expect("a file");
        import(&context, &clients, of(FileKind::Accounts)).await.expect("clients");
        let state = context.book_state(&viewer()).await.expect("a state");
        let account = state.directory.cards()[0].id;
        let grave = ThreatDraft {
            likelihood: Some(Degree::Fifth),
            effect: Some(Degree::Third),
            ..ThreatDraft::new(ThreatKind::Terms, "Плащане на 90 дни")
        };
        write_threat(&context, &viewer(), account, &grave).await.expect("a threat");
        let open = ThreatDraft { likelihood: None, ..grave };
        write_threat(&context, &viewer(), account, &open).await.expect("a threat");
        let grid = threat_grid(&context, &viewer(), &ThreatQuery::default()).await.expect("a grid");
        let taken: Vec<_> = grid.cells.iter().filter(|cell| cell.count > 0).collect();
        assert_eq!((taken.len(), taken[0].weight.code(), grid.unjudged), (1, "grave", 1));
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
fn what_is_known_of_clients_has_the_keys_of_the_contract() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let file = folder.path().join("clients.csv");
    fs_err::write(&file, CLIENTS).expect("a file");
    let file = file.to_str().expect("a path");
    let imported = run(&book, &["import", "accounts", file]);
    assert_eq!(imported.status.code(), Some(0));

    let add = [
        "problems",
        "add",
        "K1",
        "Празни рафтове",
        "--cost",
        "1200",
        "--shown",
        "900",
    ];
    let written = json(&run(&book, &add));
    assert_eq!(written["state"], "open");
    assert_eq!(written["worth"]["value"]["high"], 900.0);
    let id = written["id"].as_str().expect("an id");
    let solved = [
        "problems",
        "set",
        id,
        "--state",
        "solved",
        "--confirmed",
        "700",
    ];
    let solved = json(&run(&book, &solved));
    assert_eq!(solved["worth"]["value"]["low"], 700.0);
    assert_eq!(solved["cost"], "1200.00", "what is not given stays");
    let unknown = run(&book, &["problems", "set", id, "--state", "gone"]);
    assert_eq!(unknown.status.code(), Some(2));
    let list = json(&run(&book, &["problems", "list", "--state", "solved"]));
    assert_eq!(list["matching"], 1);

    let add = [
        "threats",
        "add",
        "K2",
        "price",
        "Внос",
        "--likelihood",
        "5",
        "--effect",
        "3",
    ];
    let written = json(&run(&book, &add));
    assert_eq!(
        (&written["weight"], &written["alternative"]),
        (&Value::from("grave"), &Value::from(""))
    );
    let grid = json(&run(&book, &["threats", "grid"]));
    assert_eq!(grid["cells"][2]["unprepared"], 1);
    let six = ["threats", "add", "K2", "price", "Внос", "--likelihood", "6"];
    assert_eq!(run(&book, &six).status.code(), Some(2));

    let asked = json(&run(&book, &["satisfaction", "ask", "K1", "--decides"]));
    assert!(
        asked["path"]
            .as_str()
            .is_some_and(|path| path.starts_with("/survey?token="))
    );
    let told = [
        "satisfaction",
        "answer",
        "K1",
        "--recommend",
        "9",
        "--comment",
        "Точни сте",
    ];
    let told = json(&run(&book, &told));
    assert_eq!(told["reading"]["all"]["few"][0], 9);
    assert!(
        told["reading"]["all"]["nps"].is_null(),
        "one answer makes no score"
    );
    assert_eq!(told["surveys"][0]["open"], true);
    let survey = told["surveys"][0]["id"].as_str().expect("an id");
    assert_eq!(
        run(&book, &["satisfaction", "withdraw", survey])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(
        run(&book, &["satisfaction", "withdraw", survey])
            .status
            .code(),
        Some(1)
    );
    let answer = told["answers"][0]["id"].as_str().expect("an id");
    let withdrawn = json(&run(&book, &["satisfaction", "set", answer, "--withdrawn"]));
    assert_eq!(withdrawn["reading"]["all"]["answered"], 0);
    let out = run(
        &book,
        &["satisfaction", "answer", "K1", "--recommend", "11"],
    );
    assert_eq!(out.status.code(), Some(1));
}
