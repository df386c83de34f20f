//! Files of competitors' positions, of what clients buy and of threats: what they bring, what a later file corrects,
//! what their undo takes back, and that what goes out comes in again unchanged.

use std::path::PathBuf;
use std::sync::Arc;

use clientela_app::context::Context;
use clientela_app::error::{AppError, Refusal};
use clientela_app::error_words::{self, Edge};
use clientela_app::export_all::export_all;
use clientela_app::import_options::ImportOptions;
use clientela_app::import_sales::ImportReport;
use clientela_app::keep_brand::RemarkDraft;
use clientela_app::keep_competitors::{
    all_competitors, find_competitor, merge_competitors, write_competitor,
};
use clientela_app::keep_market::{MarketDraft, PositionDraft, change_told, write_told};
use clientela_app::keep_opportunities::opportunity_by_code;
use clientela_app::keep_threats::{change_threat, draft_of, show_threat};
use clientela_app::sample_files::sample_file;
use clientela_app::undo_import::undo_import;
use clientela_domain::amount::Amount;
use clientela_domain::brand::{RemarkAbout, ToldOrigin};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, CompetitorPositionId, ImportId, ThreatId};
use clientela_domain::market::{PositionSource, PurchasesSource, period_text};
use clientela_domain::records::FileKind;
use clientela_domain::sales::report::SetAsideReason;
use clientela_domain::satisfaction::AnswerChannel;
use clientela_domain::troubles::{Degree, ProblemState, ThreatKind, ThreatState};
use clientela_store::brought::{self, BroughtRecord};
use clientela_store::execution_events::ExecutionEvent;
use clientela_store::market::competitors::NewCompetitor;
use clientela_store::market::{Brought, Kept, NewClientPurchase, NewPosition};
use clientela_store::problems::Problem;
use clientela_store::survey_answers::SurveyAnswer;
use clientela_store::threats::Threat;
use clientela_store::{Store, db_tests};
use clientela_texts::{Language, Texts};
use clientela_web::workbook::workbook;

use crate::books::{context, import, viewer};

const CLIENTS: &str = "Код;Клиент\nK1;Хранимир АД\nK2;Ракита ООД\n";

const POSITIONS: &str = "Код;Клиент;Конкурент;Продуктова група;Дял от, %;Дял до, %;Цена (нашата е 100);Договорът изтича;Откъде е известно;Ден;Бележка\n\
    П1;K1;Северна зърнена АД;Чай;30;40;96,5;30.06.2027;клиентът;20.10.2026;каза го на срещата\n\
    П2;K2;северна  зърнена ад;Кафе;;50;;;чуто от други;21.10.2026;\n";

const PURCHASES: &str = "Код;Клиент;Продуктова група;Период;Купува най-малко;Купува най-много;Валута;Откъде е известно;Сигурност, %;Ден\n\
    О1;K1;Чай;2025;200;280;EUR;каза го клиентът;80;20.10.2026\n\
    О2;K1;;2026-Q2;1 500,50;;BGN;норма;;\n";

const THREATS: &str = "Код;Клиент;Вид заплаха;Заплаха;Вероятност (1–5);Въздействие (1–5);Какво е подготвено;По какво ще личи;Ден;Следващ преглед;Състояние\n\
    З1;K1;условия;Плащане на 90 дни;4 – вероятно;3;отстъпка;първа забавена фактура;20.10.2026;01.12.2026;следи се\n\
    З2;K2;;Сменят управителя;;;;;;;отминала\n";

fn of(kind: FileKind) -> ImportOptions {
    ImportOptions {
        kind,
        ..ImportOptions::default()
    }
}

fn file(context: &Context, text: &str) -> PathBuf {
    let path = context.folder.join("records.csv");
    fs_err::write(&path, text).expect("a file");
    path
}

async fn bring(context: &Arc<Context>, kind: FileKind, text: &str) -> ImportReport {
    let path = file(context, text);
    import(context, &path, of(kind)).await.expect("an import")
}

fn done_import(report: &ImportReport) -> ImportId {
    report.import.expect("an import that was done")
}

/// Accepted, duplicate, and why rows were set aside.
fn rows(report: &ImportReport) -> (u64, u64, Vec<SetAsideReason>) {
    let why = report.set_aside.iter().map(|row| row.reason).collect();
    (report.rows.accepted, report.rows.duplicate, why)
}

/// What the book knows under a code.
async fn told<R: Brought>(context: &Context, code: &str) -> Option<BroughtRecord<R>> {
    let read = context.store.read(&viewer());
    let known = brought::known_by_codes::<Kept<R>>(&read, &[code.to_owned()]).await;
    known.expect("a read").remove(code)
}

async fn competitors(context: &Context) -> Vec<String> {
    let all = all_competitors(context, &viewer())
        .await
        .expect("competitors");
    all.into_iter().map(|one| one.competitor.name).collect()
}

async fn goes_out_and_comes_in_unchanged(store: Store, language: Language) {
    let context = context(store);
    let texts = Texts::of(language);
    for kind in FileKind::ALL {
        // A visit is somebody's, and nobody signs in here.
        if !matches!(kind, FileKind::Sales | FileKind::Visits) {
            bring(&context, kind, &sample_file(kind, texts)).await;
        }
    }
    let sheets = export_all(&context, &viewer(), texts)
        .await
        .expect("sheets");
    let path = context.folder.join("all.xlsx");
    fs_err::write(&path, workbook(&sheets).expect("a workbook")).expect("a file");
    for kind in [
        FileKind::Executions,
        FileKind::Problems,
        FileKind::SurveyAnswers,
        FileKind::Positions,
        FileKind::Purchases,
        FileKind::Threats,
    ] {
        let report = import(&context, &path, of(kind)).await.expect("an import");
        let brought = sample_file(kind, texts).lines().count() - 1;
        assert_eq!(
            rows(&report),
            (0, brought as u64, vec![]),
            "{kind:?}: {:?}",
            report.set_aside
        );
    }
    assert_eq!(competitors(&context).await.len(), 2);
}

db_tests! {
    async fn positions_come_with_their_competitors_and_go_with_their_undo(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let first = bring(&context, FileKind::Positions, POSITIONS).await;
        assert_eq!(rows(&first), (2, 0, vec![]), "{:?}", first.set_aside);
        assert_eq!(competitors(&context).await, ["Северна зърнена АД"], "one, however it is written");
        let known = told::<NewPosition>(&context, "П1").await.expect("a position");
        let own = &known.record;
        assert_eq!((own.share_low, own.share_high), (Amount::parse("30"), Amount::parse("40")));
        assert_eq!(own.price_index, Amount::parse("96.5"));
        assert_eq!((own.source, own.note.as_str()), (PositionSource::Client, "каза го на срещата"));
        assert!(!known.touched);
        // A later file corrects what it knows by code; empty cells change nothing.
        let later = "Код;Клиент;Конкурент;Продуктова група;Дял до, %;Откъде е известно;Ден\n\
            П1;K1;Северна зърнена АД;Чай;45;клиентът;22.10.2026\n\
            П2;K2;Източна зърнена АД;Кафе;;видяно;21.10.2026\n";
        let later = bring(&context, FileKind::Positions, later).await;
        assert_eq!(rows(&later), (2, 0, vec![]), "{:?}", later.set_aside);
        let now = told::<NewPosition>(&context, "П1").await.expect("a position");
        assert_eq!((now.record.share_low, now.record.share_high), (Amount::parse("30"), Amount::parse("45")));
        assert_eq!(competitors(&context).await.len(), 2);
        // A person changes one of them: the file gives way and the undo leaves it.
        let id = CompetitorPositionId(now.id);
        let draft = PositionDraft { note: "от тяхната листа".into(), ..PositionDraft::of(&now.record) };
        change_told(&context, &viewer(), id, &draft, now.version).await.expect("a change by hand");
        let third = "Код;Клиент;Конкурент;Продуктова група;Дял от, %;Откъде е известно;Ден\n\
            П1;K1;Северна зърнена АД;Чай;10;клиентът;22.10.2026\n";
        let third = bring(&context, FileKind::Positions, third).await;
        assert_eq!(rows(&third), (0, 0, vec![SetAsideReason::RecordDiffers]));
        undo_import(&context, &viewer(), done_import(&later)).await.expect("an undo");
        let back = told::<NewPosition>(&context, "П1").await.expect("a position");
        assert_eq!((back.record.share_high, back.record.note.as_str()), (Amount::parse("40"), "от тяхната листа"));
        let other = told::<NewPosition>(&context, "П2").await.expect("a position");
        assert_eq!(other.record.source, PositionSource::Hearsay);
        assert_eq!(competitors(&context).await, ["Северна зърнена АД"], "nothing is told of the other");
        undo_import(&context, &viewer(), done_import(&first)).await.expect("an undo");
        assert!(told::<NewPosition>(&context, "П2").await.is_none());
        assert!(told::<NewPosition>(&context, "П1").await.is_some(), "a person wrote in it");
        assert_eq!(competitors(&context).await.len(), 1, "the position of a person rests on it");
    }

    async fn the_name_of_a_merged_competitor_leads_every_file_to_the_one_that_stays(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let first = bring(&context, FileKind::Positions, POSITIONS).await;
        let stays = NewCompetitor { name: "Зърнена група".into(), ..NewCompetitor::default() };
        let stays = write_competitor(&context, &viewer(), &stays).await.expect("a competitor");
        let goes = find_competitor(&context, &viewer(), "Северна зърнена АД").await.expect("a competitor");
        merge_competitors(&context, &viewer(), (stays, 1), (goes, 1)).await.expect("a merge");
        let later = "Код;Клиент;Конкурент;Продуктова група;Откъде е известно;Ден\n\
            П3;K1;СЕВЕРНА зърнена АД;Мед;видяно;22.10.2026\n";
        let later = bring(&context, FileKind::Positions, later).await;
        assert_eq!(rows(&later), (1, 0, vec![]), "{:?}", later.set_aside);
        let known = told::<NewPosition>(&context, "П3").await.expect("a position");
        assert_eq!(known.record.competitor_id, stays);
        let deals = "Код;Сделка;Клиент;Конкурент\nС1;Мед за догодина;K1;Северна зърнена АД\n";
        let deals = bring(&context, FileKind::Opportunities, deals).await;
        assert_eq!(rows(&deals), (1, 0, vec![]), "{:?}", deals.set_aside);
        let pursued = opportunity_by_code(&context, &viewer(), "С1").await.expect("a read").expect("an opportunity");
        assert_eq!(pursued.opportunity.competitor_id, Some(stays));
        assert_eq!(competitors(&context).await, ["Зърнена група"]);
        undo_import(&context, &viewer(), done_import(&first)).await.expect("an undo");
        let goes = find_competitor(&context, &viewer(), "Северна зърнена АД").await.expect("a competitor");
        assert_eq!(goes, stays, "the merge outlives the import");
    }

    async fn a_competitor_of_whom_something_was_said_outlives_the_undo(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let first = bring(&context, FileKind::Positions, POSITIONS).await;
        let known = find_competitor(&context, &viewer(), "Северна зърнена АД").await.expect("a competitor");
        let said = RemarkDraft {
            competitor: Some(known),
            about: Some(RemarkAbout::Market),
            what: "строят нов склад".into(),
            origin: Some(ToldOrigin::Press),
            ..RemarkDraft::default()
        };
        write_told(&context, &viewer(), None::<AccountId>, &said).await.expect("a remark");
        undo_import(&context, &viewer(), done_import(&first)).await.expect("an undo");
        assert!(told::<NewPosition>(&context, "П1").await.is_none());
        assert_eq!(competitors(&context).await, ["Северна зърнена АД"]);
    }

    async fn rows_of_positions_are_set_aside_with_their_reason(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let text = "Клиент;Конкурент;Продуктова група;Дял от, %;Дял до, %;Откъде е известно;Ден\n\
            K1;Север;Чай;30;40;конкурентът;20.10.2026\n\
            K1;Север;Чай;30;40;птица;20.10.2026\n\
            K1;Север;Чай;50;40;клиентът;20.10.2026\n\
            K1;Север;Чай;30;140;клиентът;20.10.2026\n\
            K1;;Чай;30;40;клиентът;20.10.2026\n\
            K1;Север;;30;40;клиентът;20.10.2026\n\
            K1;Север;Чай;30;40;;20.10.2026\n\
            K1;Север;Чай;30;40;клиентът;\n\
            K1;Север;Чай;30;40;клиентът;20.10.2030\n\
            няма;Север;Чай;30;40;клиентът;20.10.2026\n\
            K1;Север;Чай;30;40;клиентът;20.10.2026\n\
            K1;СЕВЕР;чай;31;41;клиентът;20.10.2026\n";
        let report = bring(&context, FileKind::Positions, text).await;
        let reasons = vec![
            SetAsideReason::SourceIsCompetitor,
            SetAsideReason::MarketWordUnknown,
            SetAsideReason::EndsImpossible,
            SetAsideReason::EndsImpossible,
            SetAsideReason::CellMissing,
            SetAsideReason::CellMissing,
            SetAsideReason::CellMissing,
            SetAsideReason::CellMissing,
            SetAsideReason::DayInFuture,
            SetAsideReason::AccountUnknown,
        ];
        assert_eq!(rows(&report), (1, 1, reasons));
        assert_eq!(competitors(&context).await, ["Север"]);
    }

    async fn purchases_come_are_corrected_and_taken_back(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let first = bring(&context, FileKind::Purchases, PURCHASES).await;
        assert_eq!(rows(&first), (2, 0, vec![]), "{:?}", first.set_aside);
        let known = told::<NewClientPurchase>(&context, "О2").await.expect("an estimate");
        let own = &known.record;
        assert_eq!((period_text(own.period), own.currency.code()), ("2026-Q2".to_owned(), "BGN"));
        assert_eq!((own.amount_low, own.amount_high), (Amount::parse("1500.50").expect("an amount"), None));
        assert_eq!((own.source, own.confidence), (PurchasesSource::Norm, None));
        assert_eq!(own.day, context.clock.today());
        let later = "Код;Клиент;Период;Купува най-малко;Откъде е известно\nО1;K1;2025;220;клиентът\n";
        let later = bring(&context, FileKind::Purchases, later).await;
        assert_eq!(rows(&later), (1, 0, vec![]), "{:?}", later.set_aside);
        let now = told::<NewClientPurchase>(&context, "О1").await.expect("an estimate");
        assert_eq!((now.record.product_group.as_str(), now.record.confidence), ("Чай", Some(80)));
        assert_eq!(Some(now.record.amount_low), Amount::parse("220"));
        let wrong = "Клиент;Период;Купува най-малко;Купува най-много;Откъде е известно\n\
            K1;лято;200;;клиентът\nK1;2025;300;200;клиентът\nK1;2025;;200;клиентът\nK1;2025;1;2;конкурент\n";
        let wrong = bring(&context, FileKind::Purchases, wrong).await;
        let reasons = [
            SetAsideReason::PeriodUnread,
            SetAsideReason::EndsImpossible,
            SetAsideReason::CellMissing,
            SetAsideReason::SourceIsCompetitor,
        ];
        assert_eq!(rows(&wrong).2, reasons);
        undo_import(&context, &viewer(), done_import(&later)).await.expect("an undo");
        let back = told::<NewClientPurchase>(&context, "О1").await.expect("an estimate");
        assert_eq!(Some(back.record.amount_low), Amount::parse("200"));
        undo_import(&context, &viewer(), done_import(&first)).await.expect("an undo");
        assert!(told::<NewClientPurchase>(&context, "О1").await.is_none());
    }

    async fn threats_come_are_corrected_and_stay_when_a_person_changed_them(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let first = bring(&context, FileKind::Threats, THREATS).await;
        assert_eq!(rows(&first), (2, 0, vec![]), "{:?}", first.set_aside);
        let read = context.store.read(&viewer());
        let codes = ["З1".to_owned(), "З2".to_owned()];
        let known = brought::known_by_codes::<Threat>(&read, &codes).await.expect("threats");
        let (one, two) = (&known["З1"], &known["З2"]);
        assert_eq!((one.record.likelihood, one.record.effect), (Some(Degree::Fourth), Some(Degree::Third)));
        assert_eq!((two.record.kind, two.record.state, two.record.likelihood), (ThreatKind::Other, ThreatState::Passed, None));
        let later = "Код;Клиент;Заплаха;Състояние\nЗ1;K1;Плащане на 120 дни;настъпила\n";
        let later = bring(&context, FileKind::Threats, later).await;
        assert_eq!(rows(&later), (1, 0, vec![]), "{:?}", later.set_aside);
        let now = show_threat(&context, &viewer(), ThreatId(one.id)).await.expect("a threat");
        assert_eq!((now.threat.what.as_str(), now.threat.state), ("Плащане на 120 дни", ThreatState::Arrived));
        assert_eq!(now.threat.kind, ThreatKind::Terms, "an empty cell changes nothing");
        // The same threat without its code is known; what has passed may threaten again.
        let again = "Клиент;Вид;Заплаха;Състояние\nK1;условия;плащане на 120 дни;\nK2;друго;Сменят управителя;отминала\nK2;друго;Сменят управителя;следи се\n";
        let again = bring(&context, FileKind::Threats, again).await;
        assert_eq!(rows(&again), (1, 2, vec![]));
        let mut draft = draft_of(&now);
        draft.note = "говорихме с тях".into();
        change_threat(&context, &viewer(), now.id, &draft, now.version).await.expect("a change by hand");
        undo_import(&context, &viewer(), done_import(&later)).await.expect("an undo");
        let back = show_threat(&context, &viewer(), now.id).await.expect("a threat");
        assert_eq!((back.threat.what.as_str(), back.threat.note.as_str()), ("Плащане на 90 дни", "говорихме с тях"));
        undo_import(&context, &viewer(), done_import(&first)).await.expect("an undo");
        assert!(show_threat(&context, &viewer(), now.id).await.is_ok(), "a person wrote in it");
        assert!(show_threat(&context, &viewer(), ThreatId(two.id)).await.is_err());
    }

    async fn problems_and_answers_are_corrected_by_their_code_and_taken_back(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let header = "Код;Клиент;Проблем;Последица;Цена за клиента;Валута;Нашето решение;Състояние";
        let first = format!("{header}\nP1;K1;Празни рафтове;губят клиенти;1 200,00;EUR;;отворен\nP2;K2;Късни фактури;;;;;отпаднал\n");
        let first = bring(&context, FileKind::Problems, &first).await;
        assert_eq!(rows(&first), (2, 0, vec![]), "{:?}", first.set_aside);
        let later = format!("{header}\nP1;K1;Празни рафтове в събота;;;;Доставка в петък;предложен\n");
        let later = bring(&context, FileKind::Problems, &later).await;
        assert_eq!(rows(&later), (1, 0, vec![]), "{:?}", later.set_aside);
        let read = context.store.read(&viewer());
        let of_problem = async |code: &str| {
            let known = brought::known_by_codes::<Problem>(&read, &[code.to_owned()]).await;
            known.expect("a read").remove(code)
        };
        let now = of_problem("P1").await.expect("a problem").record;
        assert_eq!((now.state, now.effect.as_str(), now.cost), (ProblemState::Proposed, "губят клиенти", Amount::parse("1200")));
        assert_eq!(now.currency.map(|currency| currency.code().to_owned()).as_deref(), Some("EUR"));
        // Without its code a dropped problem may hurt again.
        let again = "Клиент;Проблем;Състояние\nK2;късни фактури;отворен\nK1;празни рафтове в събота;\nK2;късни фактури;отпаднал\n";
        let again = bring(&context, FileKind::Problems, again).await;
        assert_eq!(rows(&again), (1, 2, vec![]));
        undo_import(&context, &viewer(), done_import(&later)).await.expect("an undo");
        assert_eq!(of_problem("P1").await.expect("a problem").record.what, "Празни рафтове");
        undo_import(&context, &viewer(), done_import(&first)).await.expect("an undo");
        assert!(of_problem("P1").await.is_none());

        let header = "Код;Клиент;Дата;NPS;CSAT;Коментар";
        let first = format!("{header}\nA1;K1;20.10.2026;9;5;Точни сте\nA2;K1;20.10.2026;9;5;Точни сте\n");
        let first = bring(&context, FileKind::SurveyAnswers, &first).await;
        assert_eq!(rows(&first), (2, 0, vec![]), "two people who gave no name");
        let later = format!("{header}\nA1;K1;20.10.2026;7;;\n");
        let later = bring(&context, FileKind::SurveyAnswers, &later).await;
        assert_eq!(rows(&later), (1, 0, vec![]), "{:?}", later.set_aside);
        let of_answer = async |code: &str| {
            let known = brought::known_by_codes::<SurveyAnswer>(&read, &[code.to_owned()]).await;
            known.expect("a read").remove(code)
        };
        let now = of_answer("A1").await.expect("an answer").record;
        assert_eq!((now.recommend, now.satisfied, now.channel), (Some(7), Some(5), AnswerChannel::File));
        undo_import(&context, &viewer(), done_import(&later)).await.expect("an undo");
        assert_eq!(of_answer("A1").await.expect("an answer").record.recommend, Some(9));
        undo_import(&context, &viewer(), done_import(&first)).await.expect("an undo");
        assert!(of_answer("A1").await.is_none());
    }

    async fn an_open_complaint_is_resolved_by_a_later_file_that_knows_its_code(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let header = "Код;Клиент;Вид;Ден;Документ;Какво;Изпълнено на;Бележка";
        let text = format!("{header}\nR1;K1;рекламация;20.10.2026;7001;Чай;;етикет\nR2;K1;рекламация;20.10.2026;7001;Чай;;етикет\n");
        let first = bring(&context, FileKind::Executions, &text).await;
        assert_eq!(rows(&first), (2, 0, vec![]), "{:?}", first.set_aside);
        let text = format!("{header}\nR1;K1;рекламация;20.10.2026;7001;Чай;26.10.2026;\nR3;K1;рекламация;20.10.2026;7001;Чай;;етикет\n");
        let later = bring(&context, FileKind::Executions, &text).await;
        assert_eq!(rows(&later), (2, 0, vec![]), "one is resolved, one is new: {:?}", later.set_aside);
        assert_eq!((later.executions.created, later.executions.matched), (1, 1));
        // Without codes each row meets one of those the book has.
        let text = "Клиент;Вид;Ден;Документ;Какво;Бележка\nK1;рекламация;20.10.2026;7001;Чай;етикет\nK1;рекламация;20.10.2026;7001;Чай;етикет\nK1;рекламация;20.10.2026;7001;Чай;етикет\n";
        let plain = bring(&context, FileKind::Executions, text).await;
        assert_eq!(rows(&plain), (1, 2, vec![]));
        let text = format!("{header}\nR1;K1;доставка;20.10.2026;7001;Чай;26.10.2026;\nR2;K2;рекламация;20.10.2026;7001;Чай;;\n");
        let moved = bring(&context, FileKind::Executions, &text).await;
        assert_eq!(rows(&moved).2, [SetAsideReason::RecordContradicts; 2]);
        let read = context.store.read(&viewer());
        let done = async |code: &str| {
            let known = brought::known_by_codes::<ExecutionEvent>(&read, &[code.to_owned()]).await;
            let known = known.expect("a read").remove(code);
            known.map(|known| known.record.recorded.done_day)
        };
        assert_eq!(done("R1").await, Some(Some(Date::constant(2026, 10, 26))));
        undo_import(&context, &viewer(), done_import(&later)).await.expect("an undo");
        assert_eq!(done("R1").await, Some(None));
        assert_eq!(done("R3").await, None);
        undo_import(&context, &viewer(), done_import(&first)).await.expect("an undo");
        assert_eq!(done("R1").await, None);
    }

    async fn what_goes_out_in_bulgarian_comes_in_again_unchanged(store: Store) {
        goes_out_and_comes_in_unchanged(store, Language::Bg).await;
    }

    async fn what_goes_out_in_english_comes_in_again_unchanged(store: Store) {
        goes_out_and_comes_in_unchanged(store, Language::En).await;
    }

    async fn a_refused_file_is_told_of_by_what_it_was_to_bring(store: Store) {
        let context = context(store);
        let path = file(&context, "една;две\nтри;четири\n");
        for (kind, words) in [
            (FileKind::Threats, "„Заплахи“"),
            (FileKind::Positions, "„Позиции на конкуренти“"),
        ] {
            let refused = import(&context, &path, of(kind)).await;
            let Err(AppError::Refused(refusal)) = refused else {
                panic!("{kind:?}: {refused:?}");
            };
            assert!(matches!(&refusal, Refusal::NoHeader { .. }), "{refusal:?}");
            let said = error_words::refusal(Texts::of(Language::Bg), &refusal, Edge::Terminal);
            assert!(said.contains(words), "{said}");
        }
        let path = file(&context, "Клиент;Конкурент\nK1;Север\n");
        let refused = import(&context, &path, of(FileKind::Positions)).await;
        let Err(AppError::Refused(refusal)) = refused else {
            panic!("{refused:?}");
        };
        let said = error_words::refusal(Texts::of(Language::En), &refusal, Edge::Terminal);
        assert!(said.contains("known_from = ") && said.contains("product_group = "), "{said}");
        assert!(!said.contains("document_number"), "{said}");
    }
}
