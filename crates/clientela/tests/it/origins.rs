//! Batches of cold contacts and campaigns through the use cases, and files whose names come by them.

use clientela_app::error::AppError;
use clientela_app::import_options::ImportOptions;
use clientela_app::keep_campaigns::{CampaignDraft, write_campaign};
use clientela_app::keep_cold_batches::{
    ColdBatchDraft, PASTED_LINES_MAX, add_to_batch, write_batch,
};
use clientela_app::keep_prospects::{
    ContactPersonDraft, MoveDraft, ProspectDraft, SourceDraft, answer_question, move_prospect,
    show_prospect, write_prospect,
};
use clientela_app::list_origins::{BatchQuery, BatchSort, list_batches, show_batch, show_campaign};
use clientela_app::list_prospects::{ProspectQuery, list_prospects};
use clientela_app::prospect_sources::sources_report;
use clientela_app::undo_import::undo_import;
use clientela_domain::amount::Amount;
use clientela_domain::estimate::Estimate;
use clientela_domain::prospects::{Answer, Question, SourceKind, Stage};
use clientela_domain::records::FileKind;
use clientela_store::db_tests;

use crate::books::{context, import, trial, viewer};

const LIST: &str = "Хотел „Бриз“ ООД; Бургас; 056 300 100; office@briz.bg\n\n\
    Хотел Вълна\tvalna@example.bg\tВарна\n\
    Пекарна Зора ЕООД; Варна\n\
    ХОТЕЛ БРИЗ; Бургас\n\
    ; без име\n\
    Хотел Гларус; Созопол; не@ поща";

const FILE: &str = "Код;Име;Източник;Подробности за източника;Препоръчал\n\
    А1;Ресторант Кипарис;изложение;ХРАНИ и напитки;\n\
    А2;Сладкарница Маркиза;изложение;щанд 14;\n\
    А3;Хотел Калина;професионална среща;Среща на хотелиерите;\n\
    А4;Пансион Звезда;студен контакт;Хотели по морето;\n\
    А5;Клуб Акваланд;семинар;Храни и напитки;\n";

fn hotels() -> ColdBatchDraft {
    ColdBatchDraft {
        name: "Хотели по морето".into(),
        list_from: "регистър".into(),
        cost: Amount::parse("120"),
        ..ColdBatchDraft::default()
    }
}

fn campaign(kind: SourceKind, name: &str) -> CampaignDraft {
    CampaignDraft {
        kind: Some(kind),
        name: name.into(),
        cost: Amount::parse("9000"),
        ..CampaignDraft::default()
    }
}

fn prospects() -> ImportOptions {
    ImportOptions {
        kind: FileKind::Prospects,
        ..ImportOptions::default()
    }
}

db_tests! {
    async fn a_pasted_list_tells_what_the_book_has_and_is_worked_one_by_one(store: Store) {
        let context = context(store);
        let (context, viewer) = (&context, &viewer());
        let known = ProspectDraft { name: "Пекарна Зора ООД".into(), ..ProspectDraft::default() };
        let chain = SourceDraft { kind: Some(SourceKind::Chain), ..SourceDraft::default() };
        let whole = (&known, &chain, &ContactPersonDraft::default());
        write_prospect(context, viewer, whole).await.expect("a prospect");
        let (id, told) = write_batch(context, viewer, (&hotels(), LIST)).await.expect("a batch");
        assert_eq!((told.added, told.known.len(), told.refused.len()), (3, 2, 1), "{told:?}");
        let again = add_to_batch(context, viewer, id, LIST).await.expect("told");
        assert_eq!((again.added, again.known.len()), (0, 5), "{again:?}");
        let empty = add_to_batch(context, viewer, id, " \n").await;
        assert!(matches!(empty, Err(AppError::Invalid { field: "lines", .. })));
        let long = "Хотел\n".repeat(PASTED_LINES_MAX + 1);
        let long = add_to_batch(context, viewer, id, &long).await;
        assert!(matches!(long, Err(AppError::Invalid { field: "lines", code: "too-long", .. })));

        let query = ProspectQuery { batch: Some(id), limit: 50, ..ProspectQuery::default() };
        let names = list_prospects(context, viewer, &query).await.expect("prospects");
        assert_eq!(names.matching, 3);
        let find = |city: &str| {
            let mut all = names.lines.iter();
            all.find(|line| line.prospect.prospect.city == city).expect("one").prospect.id
        };
        let valna = names.lines.iter().find(|line| line.prospect.prospect.email == "valna@example.bg");
        assert_eq!(valna.map(|line| line.prospect.prospect.city.as_str()), Some("Варна"));
        let briz = find("Бургас");
        let version = async || show_prospect(context, viewer, briz).await.expect("one").version;
        let spoken = (Stage::Contacted, &MoveDraft::default());
        move_prospect(context, viewer, briz, spoken, version().await).await.expect("moved");
        let no = (Question::Ability, Answer::No, "запорирани сметки", "");
        answer_question(context, viewer, briz, no, version().await).await.expect("answered");
        let (line, back) = show_batch(context, viewer, id).await.expect("a batch");
        let figures = &line.report.figures;
        assert_eq!((figures.names, figures.contacted, figures.disqualified), (3, 1, 1));
        assert_eq!(line.report.cost, Estimate::Known(120.0));
        assert_eq!(line.report.by_name.likely, Estimate::Known(40.0));
        assert!(line.report.by_qualified.likely.bounds().is_none(), "nobody qualified yet");
        assert!(line.report.by_qualified.low.is_some(), "it costs at least so much");
        assert_eq!(back.gain, Estimate::Known(-120.0));

        let report = sources_report(context, viewer).await.expect("sources");
        assert_eq!((report.totals.names, report.cold.names), (4, 3));
        assert_eq!(report.totals.without(report.cold).names, 1);
        let cold = report.lines.iter().find(|line| line.figures.kind == Some(SourceKind::Cold));
        assert_eq!(cold.map(|line| line.cost.clone()), Some(Estimate::Known(120.0)));
        let wrong = SourceDraft { batch: Some(id), ..chain };
        let wrong = write_prospect(context, viewer, (&known, &wrong, &ContactPersonDraft::default())).await;
        assert!(matches!(wrong, Err(AppError::Invalid { field: "batch", .. })));
        let other = ColdBatchDraft { name: "Аптеки".into(), ..ColdBatchDraft::default() };
        write_batch(context, viewer, (&other, "")).await.expect("another batch");
        let listed = async |search: &str, sort| {
            let query = BatchQuery { search: search.into(), sort, ..BatchQuery::default() };
            let lines = list_batches(context, viewer, &query).await.expect("batches");
            lines.into_iter().map(|line| line.batch.batch.name).collect::<Vec<_>>()
        };
        assert_eq!(listed("", BatchSort::Name).await, ["Аптеки", "Хотели по морето"]);
        assert_eq!(listed("", BatchSort::Names).await, ["Хотели по морето", "Аптеки"]);
        assert_eq!(listed("РЕГИСТЪР хотели", BatchSort::Newest).await, ["Хотели по морето"]);
    }

    async fn a_file_joins_what_its_details_name_and_its_undo_parts_it_again(store: Store) {
        let context = context(store);
        let viewer = &viewer();
        let fair = campaign(SourceKind::Exhibition, "Храни и напитки");
        let fair = write_campaign(&context, viewer, &fair).await.expect("a fair");
        let meeting = campaign(SourceKind::Meeting, "Среща на хотелиерите");
        let meeting = write_campaign(&context, viewer, &meeting).await.expect("a meeting");
        let (batch, _) = write_batch(&context, viewer, (&hotels(), "")).await.expect("a batch");
        let path = context.folder.join("attendees.csv");
        fs_err::write(&path, FILE).expect("a file");
        let told = trial(&context, &path, prospects()).await.expect("a trial");
        let notice = told.notices.iter().find(|one| one.id == "notice-sources-unknown");
        let names = notice.map(|one| one.arguments.clone()).unwrap_or_default();
        let expected = [("count", "2".to_owned()), ("names", "Храни и напитки; щанд 14".to_owned())];
        assert_eq!(names, expected, "what is no name of the kind stays as words");
        let brought = import(&context, &path, prospects()).await.expect("attendees");
        assert_eq!(brought.prospects.created, 5);
        let names = async || {
            let (fair, _) = show_campaign(&context, viewer, fair).await.expect("the fair");
            let (meeting, _) = show_campaign(&context, viewer, meeting).await.expect("the meeting");
            let (batch, _) = show_batch(&context, viewer, batch).await.expect("the batch");
            let count = |report: &clientela_app::read_origins::OriginReport| report.figures.names;
            (count(&fair.report), count(&meeting.report), count(&batch.report))
        };
        assert_eq!(names().await, (1, 1, 1));
        undo_import(&context, viewer, brought.import.expect("an import")).await.expect("undone");
        assert_eq!(names().await, (0, 0, 0));
    }

    async fn a_list_of_those_who_came_is_brought_to_its_campaign(store: Store) {
        let context = context(store);
        let viewer = &viewer();
        let days = CampaignDraft {
            first_day: "2026-01-15".into(),
            ..campaign(SourceKind::Exhibition, "Храни и напитки")
        };
        let fair = write_campaign(&context, viewer, &days).await.expect("a fair");
        let path = context.folder.join("came.csv");
        let rows = "Име;Източник;Подробности за източника;Етап;Дата\n\
            Хотел Рила;;щанд 14;;\nПекарна Зора ООД;препоръка;;;\nПансион Звезда;;;осъществен контакт;10.01.2026\n";
        fs_err::write(&path, rows).expect("a file");
        let of = |campaign: &str| ImportOptions { campaign: Some(campaign.into()), ..prospects() };
        let refused = async |options| match trial(&context, &path, options).await {
            Err(AppError::Refused(refusal)) => refusal.to_string(),
            other => panic!("{other:?}"),
        };
        let nobody = uuid::Uuid::nil().to_string();
        assert!(refused(of("fair")).await.contains("no-campaign"));
        assert!(refused(of(&nobody)).await.contains("no-campaign"));
        let people = ImportOptions { kind: FileKind::People, ..of(&fair.to_string()) };
        assert!(refused(people).await.contains("campaign-of-prospects-alone"));
        let brought = import(&context, &path, of(&fair.to_string())).await.expect("those who came");
        assert_eq!((brought.prospects.created, brought.notices.len()), (3, 0));
        let query = ProspectQuery { campaign: Some(fair), limit: 50, ..ProspectQuery::default() };
        let came = list_prospects(&context, viewer, &query).await.expect("prospects");
        let read = context.store.read(viewer);
        let mut told = Vec::new();
        for line in &came.lines {
            let sources = clientela_store::prospects::sources_of(&read, line.prospect.id).await.expect("ways in");
            let source = sources[0].source.clone();
            told.push((line.prospect.prospect.name.clone(), source.kind, source.day.to_string(), source.detail));
        }
        told.sort();
        let expected = [("Пансион Звезда", "2026-01-10", ""), ("Хотел Рила", "2026-01-15", "щанд 14")];
        let expected = expected.map(|(name, day, detail)| (name.into(), SourceKind::Exhibition, day.into(), detail.into()));
        assert_eq!(told, expected, "whose way the file says came otherwise");
    }
}
