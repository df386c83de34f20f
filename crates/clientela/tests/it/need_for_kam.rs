//! The need for a key account manager from real ledgers, and the way of a client between managers.

use std::path::PathBuf;
use std::sync::Arc;

use clientela_app::answer_condition::{ConditionStatement, answer_condition};
use clientela_app::assign_managers::{accept, propose};
use clientela_app::condition_questions::ConditionQuestion;
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::figures::FigureRequest;
use clientela_app::hand_over::{ITEMS, begin, check_item, dossier, finish};
use clientela_app::import_options::ImportOptions;
use clientela_app::kam_duties::{DutyState, DutyStatement, duties, mark_duty};
use clientela_app::manager_profiles::{Profile, StatedSkill, save_profile};
use clientela_app::need_for_kam::{need_bench, need_report};
use clientela_app::need_settings::NeedForKamSettings;
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::kam_duties::Duty;
use clientela_domain::need_for_kam::{Condition, Need, Recommendation};
use clientela_store::duty_marks::DutyMarkState;
use clientela_store::users::{self, NewUser};
use clientela_store::{Role, Store, Via, Viewer, db_tests};

use crate::books::{context, import, viewer};

const HEADER: &str = "document_number;document_date;customer_code;customer_name;product_code;product_name;product_group;quantity;unit;net_amount;currency;promised_date;delivered_date\n";

/// K1: 12 months of one unit, half of the revenue in packages, one of four orders late. K2: one order.
fn rows() -> String {
    let mut text = String::from(HEADER);
    for month in 1..=10 {
        let number = 100 + month;
        text.push_str(&format!(
            "{number};2026-{month:02}-05;K1;Ракита;P1;Чай;Напитки;10;бр;100,00;EUR;2026-{month:02}-06;2026-{month:02}-06\n"
        ));
    }
    // Two packages of 500 each: the same document with two groups; one of them late.
    for (number, day, delivered) in [
        (201, "2026-09-10", "2026-09-12"),
        (202, "2026-10-10", "2026-10-11"),
    ] {
        let promised = "2026-10-11";
        for (product, group) in [("P1", "Напитки"), ("P2", "Консерви")] {
            let promised = if number == 201 {
                "2026-09-11"
            } else {
                promised
            };
            text.push_str(&format!(
                "{number};{day};K1;Ракита;{product};Стока;{group};5;бр;250,00;EUR;{promised};{delivered}\n"
            ));
        }
    }
    text.push_str("301;2026-10-31;K2;Зорница;P1;Чай;Напитки;1;бр;20,00;EUR;;\n");
    text
}

async fn book(store: Store) -> (Arc<Context>, AccountId, AccountId) {
    let context = context(store);
    let path: PathBuf = context.folder.join("sales.csv");
    fs_err::write(&path, rows()).expect("a file");
    import(&context, &path, ImportOptions::default())
        .await
        .expect("an import");
    let state = context.book_state(&viewer()).await.expect("a state");
    let of = |code: &str| state.directory.find(code).expect("a client");
    (Arc::clone(&context), of("K1"), of("K2"))
}

async fn need_of(context: &Context, account: AccountId) -> Need {
    let bench = need_bench(context, &viewer(), &FigureRequest::default()).await;
    bench.expect("a bench").assess(account)
}

fn bounds(need: &Need, condition: Condition) -> (f64, f64) {
    let score = &need.conditions[condition.index()].score;
    (score.low, score.high)
}

async fn say(context: &Context, account: AccountId, question: &str, said: (f64, f64), why: &str) {
    let question = ConditionQuestion::from_id(question).expect("a question");
    let statement = ConditionStatement {
        evidence_text: why.to_owned(),
        ..ConditionStatement::of(said)
    };
    answer_condition(context, &viewer(), Some(account), question, &statement)
        .await
        .expect("an answer");
}

async fn user(context: &Context, name: &'static str, role: Role) -> UserId {
    let created = context.store.write(&viewer(), move |tx| {
        Box::pin(async move {
            let new = NewUser {
                email: format!("{name}@example.bg"),
                name: name.into(),
                role,
                password_hash: None,
                locale: None,
            };
            users::create(tx, &new).await
        })
    });
    created.await.expect("a user")
}

async fn describe(context: &Context, user: UserId, level: u8) {
    let skill = |id: &str| StatedSkill {
        skill: id.to_owned(),
        level,
        evidence: "оценка".to_owned(),
        ..StatedSkill::default()
    };
    let profile = Profile {
        skills: ["negotiation", "problem_solving", "analysis", "seniority"]
            .map(skill)
            .into(),
        accounts_max: Some(1),
        ..Profile::default()
    };
    save_profile(context, &viewer(), user, &profile)
        .await
        .expect("a profile");
}

db_tests! {
    async fn the_ledger_answers_what_it_can_and_people_the_rest(store: Store) {
        let (context, one, two) = book(store).await;
        let need = need_of(&context, one).await;
        assert_eq!(bounds(&need, Condition::Concentration), (1.0, 1.0), "nearly all of the sales");
        // 1,000 of 2,000 in packages: (0.5 − 0.2) / 0.4.
        let (low, high) = bounds(&need, Condition::Packages);
        assert!((low - 0.75).abs() < 1e-9 && low == high, "{low} {high}");
        // One of twelve orders came late: 8.3 per hundred, beyond the ramp.
        assert_eq!(bounds(&need, Condition::Risk), (1.0, 1.0));
        assert_eq!(bounds(&need, Condition::LongProcess), (0.0, 1.0), "nobody said anything");
        assert_eq!(bounds(&need_of(&context, two).await, Condition::Risk), (0.0, 1.0), "a first order may be a trial");
        assert_eq!(need.recommendation, Recommendation::Consider);
        assert_eq!(need.next_question, Some(Condition::LongProcess));

        say(&context, one, "long_process", (1.0, 1.0), "").await;
        assert_eq!(bounds(&need_of(&context, one).await, Condition::LongProcess), (0.0, 1.0), "without evidence it is only said");
        for question in ["long_process", "several_deciders", "direct_dealing", "essential_goods.profit_impact"] {
            say(&context, one, question, (1.0, 1.0), "протокол").await;
        }
        let need = need_of(&context, one).await;
        assert_eq!(bounds(&need, Condition::EssentialGoods), (0.5, 1.0), "one of two questions");
        assert_eq!(need.recommendation, Recommendation::Appoint);
    }

    async fn hours_and_clients_make_managers(store: Store) {
        let (context, one, _) = book(store).await;
        let report = need_report(&context, &viewer(), &FigureRequest::default()).await.expect("a report");
        assert!(matches!(report.workload.kams, Estimate::Unknown("unknown-no-hours-stated")), "{:?}", report.workload);
        for question in ["long_process", "several_deciders", "direct_dealing", "essential_goods.profit_impact"] {
            say(&context, one, question, (1.0, 1.0), "протокол").await;
        }
        let mut settings = NeedForKamSettings::load(&context, &viewer()).await.expect("settings");
        settings.hours.insert("visits".into(), Some((100.0, 150.0)));
        settings.hours_of_kam = Some((120.0, 160.0));
        settings.save(&context, &viewer()).await.expect("saved");
        settings.hours.insert("charm".into(), None);
        let refused = settings.save(&context, &viewer()).await;
        assert!(matches!(refused, Err(AppError::Invalid { code: "activity-unknown", .. })), "{refused:?}");
        let report = need_report(&context, &viewer(), &FigureRequest::default()).await.expect("a report");
        assert_eq!(report.firm.accounts.appoint, 1);
        let most = report.firm.accounts.appoint + report.firm.accounts.may_become_appoint;
        assert_eq!(report.workload.accounts, (1, most));
        let (low, high) = report.workload.kams.bounds().expect("known");
        assert_eq!(low, 1.0, "100 hours of 160");
        assert!(high >= 2.0, "150 hours of 120");
        settings.hours.remove("charm");
        settings.hours.insert("calls".into(), None);
        settings.version = NeedForKamSettings::load(&context, &viewer()).await.expect("settings").version;
        settings.save(&context, &viewer()).await.expect("saved");
        let report = need_report(&context, &viewer(), &FigureRequest::default()).await.expect("a report");
        assert_eq!(report.workload.kams.bounds().expect("half known").1, f64::INFINITY);
    }

    async fn duties_are_seen_or_marked_with_evidence(store: Store) {
        let (context, one, _) = book(store).await;
        let state = async |duty: Duty| {
            let list = duties(&context, &viewer(), one).await.expect("duties");
            list.checks.iter().find(|check| check.duty == duty).expect("each").state
        };
        assert_eq!(state(Duty::FollowsSales).await, DutyState::Done);
        assert_eq!(state(Duty::StrictFollowUp).await, DutyState::Open);
        let mark = async |duty: Duty, state: Option<DutyMarkState>, evidence: &str| {
            let said = DutyStatement { state, evidence: evidence.to_owned(), day: None };
            mark_duty(&context, &viewer(), one, duty, &said).await
        };
        let bare = mark(Duty::BrandImage, Some(DutyMarkState::Done), " ").await;
        assert!(matches!(bare, Err(AppError::Invalid { code: "required", .. })), "{bare:?}");
        let seen = mark(Duty::StrictFollowUp, Some(DutyMarkState::Done), "честна дума").await;
        assert!(matches!(seen, Err(AppError::Invalid { code: "duty-seen-by-book", .. })), "{seen:?}");
        mark(Duty::BrandImage, Some(DutyMarkState::Done), "анкета").await.expect("marked");
        mark(Duty::StrictFollowUp, Some(DutyMarkState::NotNeeded), "").await.expect("marked");
        assert_eq!(state(Duty::BrandImage).await, DutyState::Done);
        assert_eq!(state(Duty::StrictFollowUp).await, DutyState::NotNeeded);
        mark(Duty::BrandImage, None, "").await.expect("taken back");
        assert_eq!(state(Duty::BrandImage).await, DutyState::Open);
    }

    async fn the_best_fit_is_proposed_accepted_and_taken_back(store: Store) {
        let (context, one, _) = book(store).await;
        let none = propose(&context, &viewer()).await;
        assert!(matches!(none, Err(AppError::NotNow("no-manager-profiles"))));
        for question in ["long_process", "several_deciders", "direct_dealing", "essential_goods.profit_impact"] {
            say(&context, one, question, (1.0, 1.0), "протокол").await;
        }
        let weak = user(&context, "Ана", Role::KeyAccountManager).await;
        let strong = user(&context, "Борис", Role::KeyAccountManager).await;
        describe(&context, weak, 1).await;
        describe(&context, strong, 5).await;
        let proposal = propose(&context, &viewer()).await.expect("a proposal");
        let at = proposal.clients.iter().position(|client| client.account == one).expect("needs one");
        let chosen = &proposal.assignment.accounts[at];
        assert_eq!(chosen.kam.map(|kam| proposal.managers[kam].user), Some(strong));
        assert!(!proposal.in_hours, "nobody stated hours");
        let before = accept(&context, &viewer(), vec![(one, Some(strong))]).await.expect("accepted");
        assert_eq!(before.get(&one), Some(&None));
        let owner = async || context.book_state(&viewer()).await.expect("a state").directory.card(one).expect("a card").owner_id;
        assert_eq!(owner().await, Some(strong));
        accept(&context, &viewer(), before.into_iter().collect()).await.expect("taken back");
        assert_eq!(owner().await, None);
        let seller = Viewer::user(weak, Role::KeyAccountManager, Via::Web, viewer().at);
        let refused = accept(&context, &seller, vec![(one, Some(weak))]).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
    }

    async fn a_client_is_handed_over_line_by_line(store: Store) {
        let (context, one, _) = book(store).await;
        let to = user(&context, "Вера", Role::KeyAccountManager).await;
        let id = begin(&context, &viewer(), one, to).await.expect("begun");
        let again = begin(&context, &viewer(), one, to).await;
        assert!(matches!(again, Err(AppError::NotNow("handover-running"))), "{again:?}");
        let early = finish(&context, &viewer(), (id, 1)).await;
        assert!(matches!(early, Err(AppError::NotNow("handover-open-items"))), "{early:?}");
        for (version, item) in (1..).zip(ITEMS) {
            check_item(&context, &viewer(), (id, version), (item, true, "")).await.expect("checked");
        }
        let version = i64::try_from(ITEMS.len()).expect("small") + 1;
        finish(&context, &viewer(), (id, version)).await.expect("finished");
        let dossier = dossier(&context, &viewer(), one).await.expect("a dossier");
        assert_eq!(dossier.owner, "Вера");
        assert!(dossier.running().is_none());
        let own = begin(&context, &viewer(), one, to).await;
        assert!(matches!(own, Err(AppError::NotNow("handover-to-owner"))), "{own:?}");
    }
}
