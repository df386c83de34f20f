//! The plan of activity through the use cases and on the command line: hours without holidays and absences, the best
//! distribution of visits, what became of a week, a parked prospect whose day comes.

use std::process::Command;
use std::sync::Arc;

use clientela_app::allocate_visits::{AllocationRequest, Outcome, allocate_visits};
use clientela_app::change_settings::{SettingsChanges, change_settings};
use clientela_app::compose_home::compose_home;
use clientela_app::compose_morning::{MorningRequest, compose_morning};
use clientela_app::context::{Clock, Context};
use clientela_app::error::AppError;
use clientela_app::greet_prospects::ProspectReason;
use clientela_app::import_options::ImportOptions;
use clientela_app::judge_response::{ResponseDraft, judge_response};
use clientela_app::keep_prospects::{
    ContactPersonDraft, MoveDraft, add_contact_person, capture_prospect, move_prospect,
    show_prospect, wake_prospect,
};
use clientela_app::keep_visits::{VisitChange, VisitDraft, change_visit, plan_visit, settle_visit};
use clientela_app::keep_work_hours::{set_work_hours, time_of};
use clientela_app::log_interaction::{InteractionDraft, StepDraft, log_interaction};
use clientela_app::rhythm_settings::ProspectRhythmSettings;
use clientela_app::sample_files::sample_file;
use clientela_app::show_week::{ProposalGround, WeekOf, WeekRequest, show_week};
use clientela_app::undo_import::undo_import;
use clientela_app::what_followed::{FollowedRequest, what_followed};
use clientela_domain::account_plan::Quarter;
use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::prospects::{ProspectClass, Stage};
use clientela_domain::records::FileKind;
use clientela_domain::sales::report::SetAsideReason;
use clientela_domain::week_plan::{
    Adherence, Against, MissReason, VisitReason, VisitState, Visited, Week, WeekHours,
};
use clientela_store::interactions::InteractionKind;
use clientela_store::users::{self, NewUser};
use clientela_store::work_hours::WorkHours;
use clientela_store::{Role, Store, Via, Viewer, db_tests};
use clientela_texts::{Language, Texts};
use jiff::Timestamp;

use crate::books::{FixedClock, context, context_at, import, import_as, viewer};

const CLIENTS: &str = "Код;Клиент\nK1;Алфа АД\nK2;Бета ООД\nK3;Гама ЕООД\nK4;Делта ООД\n";

/// The same book some weeks later.
struct Later;

impl Clock for Later {
    fn now(&self) -> Timestamp {
        FixedClock
            .now()
            .saturating_add(jiff::SignedDuration::from_hours(24 * 40))
            .expect("a moment")
    }

    fn today(&self) -> Date {
        Date::constant(2027, 1, 3)
    }
}

async fn signed_in(store: &Store) -> (UserId, Viewer) {
    let new = NewUser {
        email: "maria@firm.bg".into(),
        name: "Мария".into(),
        role: Role::Director,
        password_hash: None,
        locale: None,
    };
    let created = store.write_with(&viewer(), new, |tx, new| Box::pin(users::create(tx, new)));
    let id = created.await.expect("a user");
    (
        id,
        Viewer::user(id, Role::Director, Via::Web, FixedClock.now()),
    )
}

async fn clients(context: &Arc<Context>) -> Vec<AccountId> {
    let path = context.folder.join("clients.csv");
    fs_err::write(&path, CLIENTS).expect("a file");
    let options = ImportOptions {
        kind: FileKind::Accounts,
        ..ImportOptions::default()
    };
    import(context, &path, options).await.expect("clients");
    let state = context.book_state(&viewer()).await.expect("a state");
    let find = |code| state.directory.find(code).expect("a client");
    ["K1", "K2", "K3", "K4"].map(find).to_vec()
}

fn visit(account: AccountId, day: &str) -> VisitDraft {
    VisitDraft {
        with: Some(Visited::Account(account)),
        day: day.into(),
        ..VisitDraft::default()
    }
}

/// The judgement behind a curve of S15.1: from `without` to `saturated`, its form and distance, at two numbers of
/// visits.
fn curve(
    (without, saturated): (i64, i64),
    (form, distance): (u32, i64),
    hours: u32,
) -> ResponseDraft {
    let at = |calls: i64| {
        let calls = calls.pow(form);
        let units = (without * (distance + calls) + (saturated - without) * calls) * 10_000;
        Amount::from_units(i128::from(units / (distance + calls)))
    };
    ResponseDraft {
        without: Some(Amount::from_cents(without * 100)),
        saturated: Some(Amount::from_cents(saturated * 100)),
        calls_now: Some(2),
        brings_now: Some(at(2)),
        calls_more: Some(4),
        brings_more: Some(at(4)),
        visit_quarters: Some(hours * 4),
        evidence: "преценка на представителя".into(),
    }
}

db_tests! {
    async fn the_hours_of_a_quarter_go_where_they_bring_most(store: Store) {
        let context = context(store.clone());
        let (maria, viewer) = signed_in(&store).await;
        let clients = clients(&context).await;
        let request = AllocationRequest { of: None, quarter: Quarter::parse("2027-Q1") };
        let bare = allocate_visits(&context, &viewer, &request).await.expect("an allocation");
        assert_eq!(bare.outcome, Outcome::Nothing);
        assert_eq!(bare.unjudged.len(), 4, "unknown, not zero");
        assert!(!bare.time.is_stated);
        // S15.1 without the first client, whose visits take two hours: in 12 hours Beta 3, Gama 6 and Delta 1 of 10.
        let curves = [((200, 600), (1, 3), 2), ((100, 520), (1, 2), 1), ((50, 700), (2, 9), 1), ((0, 180), (1, 1), 1)];
        for (account, (ends, form, hours)) in clients.iter().zip(curves) {
            let draft = curve(ends, form, hours);
            judge_response(&context, &viewer, Visited::Account(*account), &draft).await.expect("a judgement");
        }
        // Twelve hours in all: one quarter of an hour on 48 Mondays would not fit, so one Monday of the quarter has them.
        let none = WorkHours { usual: WeekHours([0; 7]), visit_quarters: 4, version: 0 };
        set_work_hours(&context, &viewer, maria, none).await.expect("hours");
        let monday = Date::constant(2027, 1, 11);
        clientela_app::keep_work_hours::set_day_hours(&context, &viewer, maria, (monday, Some(48)))
            .await
            .expect("a day");
        let found = allocate_visits(&context, &viewer, &request).await.expect("an allocation");
        assert_eq!(found.time.quarters(), 48);
        let Outcome::Planned(plan) = &found.outcome else { panic!("a plan: {:?}", found.outcome) };
        // On one day nobody is visited more than once: the best single visits.
        assert_eq!(found.lines.iter().map(|line| line.visits).collect::<Vec<_>>(), [1, 1, 1, 1]);
        assert!((plan.value - (300.0 + 240.0 + 115.0 + 90.0)).abs() < 0.1, "{}", plan.value);
        // Spread over days there is room for the oracle: 1312 with 1, 3, 6 and 1 visits.
        clientela_app::keep_work_hours::set_day_hours(&context, &viewer, maria, (monday, None)).await.expect("a day");
        for day in [11, 12, 13, 14, 15, 18] {
            let day = Date::constant(2027, 1, day);
            clientela_app::keep_work_hours::set_day_hours(&context, &viewer, maria, (day, Some(8)))
                .await
                .expect("a day");
        }
        let found = allocate_visits(&context, &viewer, &request).await.expect("an allocation");
        let Outcome::Planned(plan) = &found.outcome else { panic!("a plan: {:?}", found.outcome) };
        assert_eq!(found.lines.iter().map(|line| line.visits).collect::<Vec<_>>(), [1, 3, 6, 1]);
        assert!((plan.value - 1312.0).abs() < 0.1, "{}", plan.value);
        assert!(found.lines.iter().all(|line| line.gain_by_hour().is_some()));
        // Promised visits that do not fit make it infeasible, and say with whom to speak.
        for day in 11..=19 {
            let draft = VisitDraft { promised: true, quarters: Some(8), ..visit(clients[0], &format!("2027-01-{day}")) };
            plan_visit(&context, &viewer, &draft).await.expect("a visit");
        }
        let found = allocate_visits(&context, &viewer, &request).await.expect("an allocation");
        let Outcome::Infeasible(refused) = &found.outcome else { panic!("infeasible: {:?}", found.outcome) };
        assert_eq!((refused.needed, refused.available), (72, 48));
        assert_eq!(found.lines[refused.promised[0]].name, "Алфа АД");
        assert_eq!(found.answer().infeasible.expect("an answer").promised, ["Алфа АД"]);
    }

    async fn a_week_knows_its_holidays_and_what_became_of_it(store: Store) {
        let context = context(store.clone());
        let (maria, viewer) = signed_in(&store).await;
        let clients = clients(&context).await;
        let holidays = time_of(&context, &viewer, maria, (Date::constant(2026, 12, 21), Date::constant(2026, 12, 28)))
            .await
            .expect("a time");
        let quarters: Vec<u32> = holidays.days.iter().map(|day| day.quarters).collect();
        assert_eq!(quarters, [16, 16, 16, 0, 0, 0, 0, 0], "24 to 26 December, and the Monday given for the Saturday");
        let ids = [
            plan_visit(&context, &viewer, &visit(clients[0], "2026-11-23")).await.expect("a visit"),
            plan_visit(&context, &viewer, &visit(clients[1], "2026-11-23")).await.expect("a visit"),
            plan_visit(&context, &viewer, &visit(clients[2], "2026-11-26")).await.expect("a visit"),
        ];
        let mut talk = InteractionDraft::new(Some(clients[0]), InteractionKind::Visit);
        talk.day = "2026-11-23".into();
        talk.summary = "Приеха мострите".into();
        log_interaction(&context, &viewer, &talk, &StepDraft::default()).await.expect("a talk");
        let request = WeekRequest::default();
        let week = show_week(&context, &viewer, &request).await.expect("a week");
        assert_eq!(week.week, Week::parse("2026-W48").expect("a week"));
        let expected = Adherence { meant: 3, done: 1, missed: 0, unknown: 1, ahead: 1, unplanned: 0 };
        assert_eq!(week.adherence, expected);
        assert_eq!(week.expected, Estimate::Unknown("unknown-visits-unjudged"));
        assert!(week.days[0].visits.iter().any(|line| line.is_open_question));
        // Moved and settled; what is over is not moved any more, what is ahead did not take place yet.
        let early = settle_visit(&context, &viewer, ids[2], (VisitState::Done, None, ""), 1).await;
        assert!(matches!(early, Err(AppError::NotNow("visit-ahead"))));
        let moved = VisitChange { day: Some("2026-11-27".into()), ..VisitChange::default() };
        assert_eq!(change_visit(&context, &viewer, ids[2], &moved, 1).await.expect("a version"), 2);
        assert!(matches!(change_visit(&context, &viewer, ids[2], &moved, 1).await, Err(AppError::Stale)));
        let why = (VisitState::Missed, Some(MissReason::Other), " ");
        let bare = settle_visit(&context, &viewer, ids[1], why, 1).await;
        assert!(matches!(bare, Err(AppError::Invalid { field: "note", code: "required", .. })));
        let why = (VisitState::Missed, Some(MissReason::NoTime), "");
        settle_visit(&context, &viewer, ids[1], why, 1).await.expect("an outcome");
        assert!(matches!(change_visit(&context, &viewer, ids[1], &moved, 2).await, Err(AppError::NotNow("visit-settled"))));
        for (account, curve) in [(clients[2], curve((100, 520), (1, 2), 1)), (clients[3], curve((50, 700), (1, 9), 1))] {
            judge_response(&context, &viewer, Visited::Account(account), &curve).await.expect("a judgement");
        }
        let week = show_week(&context, &viewer, &request).await.expect("a week");
        assert_eq!((week.adherence.missed, week.adherence.unknown, week.adherence.ahead), (1, 0, 1));
        // Two visits of 2 bring 210 more: 105 by visit; that of the unjudged client is at least nothing known.
        let Estimate::Range(low, high) = week.expected else { panic!("{:?}", week.expected) };
        assert!((low - 105.0).abs() < 0.01 && high.is_infinite(), "{low}");
        let proposed = week.proposals.iter().find(|one| one.with == Visited::Account(clients[3]));
        let grounds = &proposed.expect("a proposal").grounds;
        assert!(matches!(grounds[..], [ProposalGround::Gain(gain)] if gain > 0.0), "{grounds:?}");
        assert!(week.proposals.iter().all(|one| one.with != Visited::Account(clients[0])), "visited already");
        let answer = serde_json::to_value(week.answer()).expect("an answer");
        assert_eq!(answer["visits"].as_array().map(Vec::len), Some(3));
        assert_eq!(answer["hours"]["available"], 20.0);
    }

    async fn visits_come_in_files_and_go_with_their_undo(store: Store) {
        let context = context(store.clone());
        let (maria, viewer) = signed_in(&store).await;
        let clients = clients(&context).await;
        let path = context.folder.join("visits.csv");
        let visits = ImportOptions { kind: FileKind::Visits, ..ImportOptions::default() };
        let bring = async |text: &str| {
            fs_err::write(&path, text).expect("a file");
            import_as(&context, &viewer, &path, visits.clone()).await.expect("an import")
        };
        let first = bring(
            "Код;Дата;Клиент;Часове;Повод;Състояние;Причина\n\
             П1;26.11.2026;K1;1,5;мостри;планирано;\n\
             П2;23.11.2026;K2;;;;нямаше време\n\
             П3;30.11.2026;K3;;;състояло се;\n\
             П4;23.11.2026;K4;1,1;;;\n",
        )
        .await;
        assert_eq!((first.visits.created, first.set_aside.len()), (2, 2), "{:?}", first.set_aside);
        let reasons: Vec<SetAsideReason> = first.set_aside.iter().map(|row| row.reason).collect();
        assert_eq!(reasons, [SetAsideReason::DayInFuture, SetAsideReason::NumberInvalid]);
        let week = WeekRequest { of: WeekOf::Own, week: Week::parse("2026-W48") };
        let plan = show_week(&context, &viewer, &week).await.expect("a week");
        assert_eq!((plan.adherence.meant, plan.adherence.missed, plan.adherence.ahead), (2, 1, 1));
        let lines: Vec<_> = plan.days.iter().flat_map(|day| &day.visits).collect();
        assert!(lines.iter().all(|line| line.visit.visit.user_id == maria));
        assert_eq!(lines[0].visit.visit.with, Visited::Account(clients[1]));
        assert_eq!(lines[0].visit.outcome.missed, Some(MissReason::NoTime));
        // A later file knows by the code what became of it; empty cells change nothing, the same again is known.
        let later = bring("Код;Дата;Клиент;Състояние\nП1;24.11.2026;K1;състояло се\n").await;
        assert_eq!((later.visits.created, later.visits.matched), (0, 1), "{:?}", later.set_aside);
        let plan = show_week(&context, &viewer, &week).await.expect("a week");
        let line = plan.days[1].visits.first().expect("a visit on Tuesday");
        assert_eq!((line.state, line.visit.visit.quarters), (VisitState::Done, 6));
        assert_eq!(line.visit.visit.purpose, "мостри");
        let again = bring("Код;Дата;Клиент;Състояние;Повод\nП1;24.11.2026;K1;състояло се;\n").await;
        assert_eq!(again.rows.duplicate, 1);
        undo_import(&context, &viewer, again.import.expect("an import")).await.expect("undone");
        undo_import(&context, &viewer, later.import.expect("an import")).await.expect("undone");
        let plan = show_week(&context, &viewer, &week).await.expect("a week");
        assert_eq!(plan.adherence.done, 0, "it is planned for Thursday again");
        assert_eq!(plan.adherence.ahead, 1);
        undo_import(&context, &viewer, first.import.expect("an import")).await.expect("undone");
        let plan = show_week(&context, &viewer, &week).await.expect("a week");
        assert_eq!(plan.adherence.meant, 0);
        // The samples bring every row, in both languages.
        for language in [Language::Bg, Language::En] {
            let accounts = context.folder.join("accounts.csv");
            fs_err::write(&accounts, sample_file(FileKind::Accounts, Texts::of(language))).expect("a file");
            let options = ImportOptions { kind: FileKind::Accounts, ..ImportOptions::default() };
            import(&context, &accounts, options).await.expect("clients");
            let sample = bring(&sample_file(FileKind::Visits, Texts::of(language))).await;
            assert!(sample.set_aside.is_empty(), "{:?}", sample.set_aside);
            assert_eq!(sample.rows.read, 2);
            assert!(sample.detected.unused.is_empty(), "{:?}", sample.detected.unused);
        }
    }

    async fn what_followed_contacts_is_set_against_the_clients_own_past(store: Store) {
        let context = context(store.clone());
        let (_, viewer) = signed_in(&store).await;
        let clients = clients(&context).await;
        // A hundred every ten days from January on, and ninety more on the day after the contact of 1 October.
        let mut sales = "Номер;Дата;Код на клиент;Клиент;Стойност без ДДС;Валута\n".to_owned();
        let first = Date::constant(2026, 1, 5);
        for number in 0..32_i64 {
            let day = first.saturating_add(jiff::Span::new().days(10 * number));
            let written = format!("{:02}.{:02}.{}", day.day(), day.month(), day.year());
            sales.push_str(&format!("{};{written};K1;Алфа АД;100,00;EUR\n", 100 + number));
        }
        sales.push_str("900;02.10.2026;K1;Алфа АД;90,00;EUR\n");
        let path = context.folder.join("sales.csv");
        fs_err::write(&path, sales).expect("a file");
        import(&context, &path, ImportOptions::default()).await.expect("sales");
        let planned = plan_visit(&context, &viewer, &visit(clients[0], "2026-10-01")).await.expect("a visit");
        settle_visit(&context, &viewer, planned, (VisitState::Done, None, ""), 1).await.expect("an outcome");
        let missed = plan_visit(&context, &viewer, &visit(clients[1], "2026-10-05")).await.expect("a visit");
        let why = (VisitState::Missed, Some(MissReason::NoTime), "");
        settle_visit(&context, &viewer, missed, why, 1).await.expect("an outcome");
        for day in ["2026-10-12", "2026-11-20"] {
            let mut talk = InteractionDraft::new(Some(clients[0]), InteractionKind::Call);
            talk.day = day.into();
            talk.summary = "Обаждане".into();
            log_interaction(&context, &viewer, &talk, &StepDraft::default()).await.expect("a talk");
        }
        let found = what_followed(&context, &viewer, &FollowedRequest::default()).await.expect("a report");
        assert_eq!((found.adherence.meant, found.adherence.done, found.adherence.missed), (2, 1, 1));
        let no_time = found.missed.iter().find(|(reason, _)| *reason == MissReason::NoTime);
        assert_eq!(no_time, Some(&(MissReason::NoTime, 1)));
        assert_eq!((found.planned.contacts, found.unplanned.contacts), (1, 2));
        // The call of 12 October belongs to the days of the visit; that of 20 November is not over yet.
        let against: Vec<Against> = found.lines.iter().map(|line| line.followed.against).collect();
        assert_eq!(against, [Against::Open, Against::Above]);
        let visited = &found.lines[1].followed;
        assert_eq!(visited.bought, Estimate::Known(390.0), "three of a hundred and the ninety");
        let (low, high) = visited.usual.bounds().expect("a past of eight windows");
        assert!(low <= 300.0 && (300.0..390.0).contains(&high), "{low} to {high}");
        assert_eq!(found.planned.sales.judged, 1);
        assert_eq!(found.unplanned.sales.open, 1);
        let wrong = FollowedRequest { within: Some(93), ..FollowedRequest::default() };
        let refused = what_followed(&context, &viewer, &wrong).await;
        assert!(matches!(refused, Err(AppError::Invalid { field: "within", .. })));
    }

    async fn a_parked_prospect_wakes_when_its_day_has_come(store: Store) {
        let context = context(store.clone());
        let (_, viewer) = signed_in(&store).await;
        let id = capture_prospect(&context, &viewer, "Пекарна Зора: нова фурна").await.expect("a prospect");
        let park = MoveDraft { note: "след празниците".into(), review_on: "2027-01-02".into(), ..MoveDraft::default() };
        move_prospect(&context, &viewer, id, (Stage::Parked, &park), 1).await.expect("a step");
        // Two names: nobody spoke with one, the other was visited.
        let bare = capture_prospect(&context, &viewer, "Мелница Изток: брашно").await.expect("a prospect");
        let met = capture_prospect(&context, &viewer, "Хотел Бриз: закуски").await.expect("a prospect");
        let there = VisitDraft { with: Some(Visited::Prospect(met)), day: "2026-11-23".into(), ..VisitDraft::default() };
        let there = plan_visit(&context, &viewer, &there).await.expect("a visit");
        settle_visit(&context, &viewer, there, (VisitState::Done, None, ""), 1).await.expect("an outcome");
        let home = compose_home(&context, &viewer).await.expect("a page");
        assert_eq!(home.reviews.matching, 0, "its day is still to come");
        let later = context_at(store.clone(), Arc::new(Later));
        let viewer = Viewer { at: Later.now(), ..viewer };
        let home = compose_home(&later, &viewer).await.expect("a page");
        assert_eq!(home.reviews.lines[0].prospect.id, id);
        let week = show_week(&later, &viewer, &WeekRequest::default()).await.expect("a week");
        let proposed = week.proposals.iter().find(|one| one.with == Visited::Prospect(id));
        let proposed = proposed.expect("it is proposed");
        assert_eq!(proposed.grounds, [ProposalGround::Review("след празниците".into())]);
        assert_eq!(proposed.grounds[0].reason(), VisitReason::Review);
        let silence = |id| {
            let proposed = week.proposals.iter().find(|one| one.with == Visited::Prospect(id)).expect("it is proposed");
            let [ProposalGround::ProspectSilence(silence)] = proposed.grounds[..] else {
                panic!("{:?}", proposed.grounds)
            };
            (silence.class, silence.rhythm_days, silence.since_contact, silence.days)
        };
        let (class, meant, since_contact, days) = silence(bare);
        assert_eq!((class, meant, since_contact), (ProspectClass::New, 14, false));
        assert!(days >= 39.0, "{days}");
        assert_eq!(silence(met), (ProspectClass::New, 14, true, 41.0), "since the visit of 23 November");
        let none = ProspectRhythmSettings { new: None, ..ProspectRhythmSettings::default() };
        let changes = SettingsChanges { prospect_rhythms: Some(none), ..SettingsChanges::default() };
        change_settings(&later, &crate::books::viewer(), None, &changes).await.expect("settings");
        let calm = show_week(&later, &viewer, &WeekRequest::default()).await.expect("a week");
        assert!(calm.proposals.iter().all(|one| one.with != Visited::Prospect(bare)), "no rhythm is meant");
        // Nobody is known there, so nobody is greeted; with somebody known, they are, until it is woken.
        let own = MorningRequest::default();
        let bare = compose_morning(&later, &viewer, &own).await.expect("a morning");
        assert!(bare.prospects.greetings.iter().all(|one| one.prospect != id));
        let person = ContactPersonDraft { name: "Зорница Пекарева".into(), ..ContactPersonDraft::default() };
        let version = add_contact_person(&later, &viewer, id, &person, 2).await.expect("a person");
        let morning = compose_morning(&later, &viewer, &own).await.expect("a morning");
        let greeting = &morning.prospects.greetings[0];
        assert_eq!((greeting.prospect, greeting.person.name.as_str()), (id, "Зорница Пекарева"));
        let ProspectReason::Parked { why, until, before } = &greeting.reason else { panic!("{:?}", greeting.reason) };
        assert_eq!((why.as_str(), *until, *before), ("след празниците", Date::constant(2027, 1, 2), Stage::Prospect));
        wake_prospect(&later, &viewer, id, version).await.expect("awake");
        let awake = show_prospect(&later, &viewer, id).await.expect("a prospect");
        assert_eq!(awake.standing.stage, Stage::Prospect, "where it stood");
        let twice = wake_prospect(&later, &viewer, id, awake.version).await;
        assert!(matches!(twice, Err(AppError::NotNow("prospect-not-parked"))));
        let after = compose_morning(&later, &viewer, &own).await.expect("a morning");
        assert!(after.prospects.greetings.iter().all(|one| one.reason.code() != "parked"));
        let home = compose_home(&later, &viewer).await.expect("a page");
        assert_eq!(home.reviews.matching, 0);
    }
}

#[test]
fn the_week_is_told_on_the_command_line_beside_the_plan_of_a_client() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clientela"));
        command.arg("--book").arg(&book).args(words);
        command.output().expect("the program runs")
    };
    let started = run(&["start", "--sample", "firm", "--no-serve", "--lang", "bg"]);
    assert!(
        started.status.success(),
        "{}",
        String::from_utf8_lossy(&started.stderr)
    );
    let told = run(&["plan", "week", "--week", "2026-W48", "--json"]);
    assert!(
        told.status.success(),
        "{}",
        String::from_utf8_lossy(&told.stderr)
    );
    let answer: serde_json::Value = serde_json::from_slice(&told.stdout).expect("an answer");
    for key in ["visits", "hours", "expected"] {
        assert!(!answer[key].is_null(), "{key}");
    }
    assert_eq!(answer["week"], "2026-W48");
    let wrong = run(&["plan", "week", "--week", "2026-W60"]);
    assert_eq!(wrong.status.code(), Some(2));
    let email = "maria@example.bg";
    let added = run(&[
        "user",
        "add",
        email,
        "--name",
        "Мария",
        "--role",
        "director",
    ]);
    assert!(
        added.status.success(),
        "{}",
        String::from_utf8_lossy(&added.stderr)
    );
    let json = |words: &[&str]| -> serde_json::Value {
        let told = run(words);
        assert!(
            told.status.success(),
            "{}",
            String::from_utf8_lossy(&told.stderr)
        );
        serde_json::from_slice(&told.stdout).expect("an answer")
    };
    let said = [
        "plan",
        "hours",
        "--usual",
        "3,4,4,4,2.5,0,0",
        "--by",
        email,
        "--json",
    ];
    let hours = json(&said);
    assert_eq!(
        (&hours["monday"], &hours["friday"]),
        (&serde_json::json!(3.0), &serde_json::json!(2.5))
    );
    assert_eq!(hours["stated"], true);
    let day = [
        "plan",
        "hours",
        "--day",
        "2026-12-03",
        "--day-hours",
        "1.5",
        "--by",
        email,
        "--json",
    ];
    let hours = json(&day);
    assert_eq!(hours["days"][0]["hours"], 1.5);
    assert_eq!(hours["days"][0]["kind"], "stated");
    let six = run(&["plan", "hours", "--usual", "1,2,3", "--by", email]);
    assert_eq!(six.status.code(), Some(2), "seven numbers are wanted");
    let made = json(&["plan", "calendar", "--renew", "--by", email, "--json"]);
    let address = made["address"].as_str().expect("an address");
    assert!(address.starts_with("/calendar.ics?token="), "{address}");
    let later = json(&["plan", "calendar", "--by", email, "--json"]);
    assert_eq!(
        (&later["exists"], &later["address"]),
        (&serde_json::json!(true), &serde_json::Value::Null)
    );
    let gone = json(&["plan", "calendar", "--withdraw", "--by", email, "--json"]);
    assert_eq!(gone["exists"], false);
    let followed = json(&["plan", "followed", "--json"]);
    for key in ["visits", "planned", "unplanned", "contacts"] {
        assert!(!followed[key].is_null(), "{key}");
    }
    let rhythm = json(&[
        "settings",
        "rhythm",
        "--cold",
        "none",
        "--promising",
        "10",
        "--json",
    ]);
    assert_eq!(rhythm["prospect_rhythm"]["promising"], 10);
    assert_eq!(rhythm["prospect_rhythm"]["cold"], serde_json::Value::Null);
    assert_eq!(
        rhythm["prospect_rhythm"]["new"], 14,
        "what is not given stays"
    );
    let nobody = run(&["plan", "--json"]);
    assert_eq!(
        nobody.status.code(),
        Some(2),
        "a client or a verb is wanted"
    );
}
