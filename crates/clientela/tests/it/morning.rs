//! The morning and the patron's book, over the real parts and both databases.

use std::sync::Arc;

use clientela_app::compose_morning::{Ask, Bring, MorningRequest, compose_morning};
use clientela_app::context::Context;
use clientela_app::edit_account::{AccountField, change_account};
use clientela_app::error::AppError;
use clientela_app::keep_greetings::{GreetingDraft, keep_greeting, take_greeting_back};
use clientela_app::keep_obligations::{ObligationDraft, write_obligation};
use clientela_app::measure_authority::{AuthorityRequest, measure_authority};
use clientela_app::morning_reasons::ReasonDetail;
use clientela_app::progress::Progress;
use clientela_app::sample_firm::load_sample_firm;
use clientela_app::sample_patron::load_patron_book;
use clientela_app::show_timeline::{TimelineQuery, show_timeline};
use clientela_domain::briefing::{LENGTH, ReasonKind};
use clientela_domain::ids::AccountId;
use clientela_domain::obligations::{ObligationKind, Party};
use clientela_store::greetings::GreetingState;
use clientela_store::users::{self, NewUser};
use clientela_store::{Role, Store, Via, Viewer, accounts, db_tests};
use clientela_texts::{Language, Texts, Vocabulary};

use crate::books::{context, viewer};

async fn user(context: &Context, name: &str, role: Role) -> Viewer {
    let new = NewUser {
        email: format!("{name}@firm.bg"),
        name: name.into(),
        role,
        password_hash: None,
        locale: None,
    };
    let id = context
        .store
        .write_with(&viewer(), new, |tx, new| Box::pin(users::create(tx, new)))
        .await
        .expect("a user");
    Viewer::user(id, role, Via::Web, context.clock.now())
}

async fn sample(store: Store) -> Arc<Context> {
    let context = context(store);
    load_sample_firm(&context, &viewer(), &Arc::new(Progress::default()))
        .await
        .expect("the sample firm opens");
    context
}

async fn client(context: &Context, name: &str) -> AccountId {
    let state = context.book_state(&viewer()).await.expect("a book");
    state.directory.find(name).expect("a client")
}

async fn owned_by(context: &Context, account: AccountId, owner: &Viewer) {
    let owner = owner.user.map(|user| user.to_string()).unwrap_or_default();
    let changes = vec![(AccountField::Owner, owner)];
    change_account(context, &viewer(), account, None, &changes)
        .await
        .expect("an owner");
}

db_tests! {
    async fn the_sample_has_a_morning_with_our_promises_first(store: Store) {
        let context = sample(store).await;
        let morning = compose_morning(&context, &viewer(), &MorningRequest::default()).await.expect("a morning");
        assert!(!morning.greetings.is_empty());
        let pinned = morning.greetings.iter().take_while(|one| one.is_pinned).count();
        assert!(pinned > 0, "something is promised for today or before");
        assert!(morning.greetings.iter().skip(pinned).all(|one| !one.is_pinned));
        assert!(morning.greetings.len() <= LENGTH.max(pinned));
        for one in morning.greetings.iter().filter(|one| one.is_pinned) {
            assert!(matches!(&one.reasons[0].detail, ReasonDetail::Promise(promise) if promise.debtor == Party::Us));
            assert!(matches!(one.bring[0], Bring::Promised(_)));
        }
        let kinds: Vec<ReasonKind> = morning.greetings.iter().chain(&morning.can_wait).flat_map(|one| one.kinds()).collect();
        for kind in [ReasonKind::TheirPromise, ReasonKind::Silence, ReasonKind::Birthday, ReasonKind::Question] {
            assert!(kinds.contains(&kind), "{kind:?}");
        }
        let overdue = morning.greetings.iter().chain(&morning.can_wait).find(|one| one.kinds().contains(&ReasonKind::TheirPromise));
        assert!(overdue.expect("theirs").ask.iter().any(|ask| matches!(ask, Ask::Promised(_))));
        // The same book says the same, in both languages.
        let again = compose_morning(&context, &viewer(), &MorningRequest::default()).await.expect("a morning");
        assert_eq!(again.greetings, morning.greetings);
        for language in Language::ALL {
            let answer = morning.answer(Texts::of(language));
            assert!(answer.greetings.iter().flat_map(|one| &one.reasons).all(|one| one.text.len() > 5));
            assert_eq!(answer.date, "2026-11-24");
        }
    }

    async fn a_greeting_done_ends_a_silence_and_comes_back_when_taken_back(store: Store) {
        let context = sample(store).await;
        let mila = user(&context, "mila", Role::KeyAccountManager).await;
        let director = user(&context, "director", Role::Director).await;
        let account = client(&context, "Хранимир АД").await;
        owned_by(&context, account, &mila).await;
        let draft = ObligationDraft {
            kind: ObligationKind::Delivery,
            due: "2026-11-24".into(),
            ..ObligationDraft::new(Party::Us, "мостри")
        };
        write_obligation(&context, &mila, account, &draft).await.expect("a promise");
        let own = MorningRequest::default();
        let morning = compose_morning(&context, &mila, &own).await.expect("a morning");
        assert!(morning.greetings.iter().all(|one| one.account == account), "only of one's own");
        let first = &morning.greetings[0];
        assert!(first.is_pinned);

        let t = Texts::of(Language::Bg);
        let done = GreetingDraft {
            person: first.person.as_ref().map(|person| person.id),
            ..GreetingDraft::new(account, GreetingState::Greeted)
        };
        let id = keep_greeting(&context, &mila, t, &done).await.expect("kept");
        let after = compose_morning(&context, &mila, &own).await.expect("a morning");
        assert!(after.greetings.iter().all(|one| !one.is_pinned), "nobody is asked to greet twice");
        assert_eq!(after.dealt.len(), 1);
        assert_eq!(after.owed_by_us.iter().filter(|one| one.promise.what == "мостри").count(), 1, "it is still owed");
        let query = TimelineQuery { account: Some(account), limit: 5, ..TimelineQuery::default() };
        let told = show_timeline(&context, &mila, &query).await.expect("a timeline");
        let told = format!("{told:?}");
        assert!(told.contains("обещахме „мостри“ за днес") && told.contains("Поздрав: "), "{told}");

        // The director sees and may take it back; a colleague sees neither.
        let of = MorningRequest { of: mila.user, day: None };
        assert_eq!(compose_morning(&context, &director, &of).await.expect("a morning").dealt.len(), 1);
        let other = user(&context, "other", Role::KeyAccountManager).await;
        let refused = compose_morning(&context, &other, &of).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
        take_greeting_back(&context, &director, id).await.expect("taken back");
        let back = compose_morning(&context, &mila, &own).await.expect("a morning");
        assert_eq!(back.greetings, morning.greetings);
    }

    async fn what_is_put_off_or_wrong_stays_away_for_a_reason(store: Store) {
        let context = sample(store).await;
        let mila = user(&context, "mila", Role::KeyAccountManager).await;
        let account = client(&context, "Хранимир АД").await;
        owned_by(&context, account, &mila).await;
        let draft = ObligationDraft {
            due: "2026-11-24".into(),
            ..ObligationDraft::new(Party::Us, "мостри")
        };
        write_obligation(&context, &mila, account, &draft).await.expect("a promise");
        let t = Texts::of(Language::Bg);
        let put_off = GreetingDraft {
            until: "27.11".into(),
            ..GreetingDraft::new(account, GreetingState::PutOff)
        };
        let silent = keep_greeting(&context, &mila, t, &put_off).await;
        assert!(matches!(silent, Err(AppError::Invalid { field: "note", .. })), "{silent:?}");
        let put_off = GreetingDraft { note: "в отпуск е".into(), ..put_off };
        keep_greeting(&context, &mila, t, &put_off).await.expect("put off");
        let on = async |day: &str| {
            let request = MorningRequest { of: None, day: Some(day.parse().expect("a day")) };
            let morning = compose_morning(&context, &mila, &request).await.expect("a morning");
            morning.greetings.iter().any(|one| one.is_pinned)
        };
        assert!(!on("2026-11-24").await);
        assert!(!on("2026-11-26").await);
        assert!(on("2026-11-27").await, "on its day it is there again");
        let nobodys = keep_greeting(&context, &viewer(), t, &put_off).await;
        assert!(matches!(nobodys, Err(AppError::NotNow("greeting-of-nobody"))), "{nobodys:?}");
    }

    async fn the_patrons_book_is_a_book_like_any_other(store: Store) {
        let context = context(store);
        let reports = load_patron_book(&context, &viewer(), Language::En).await.expect("the patron's book opens");
        for report in &reports {
            assert!(report.set_aside.is_empty(), "{:?}", report.set_aside);
        }
        let state = context.book_state(&viewer()).await.expect("a book");
        assert_eq!(state.directory.cards().len(), 39);
        assert_eq!(state.settings.spoken(), Vocabulary::Roman);

        let morning = compose_morning(&context, &viewer(), &MorningRequest::default()).await.expect("a morning");
        let t = Texts::of(Language::En).in_words_of(Vocabulary::Roman);
        let answer = morning.answer(t);
        let first = &answer.greetings[0];
        assert!(first.pinned && first.reasons[0].text.starts_with("we gave our word (fides)"), "{first:?}");
        let curius = answer.greetings.iter().find(|one| one.account.name == "M'. Curius of Patrae").expect("a caller");
        assert_eq!(curius.person.as_ref().map(|one| one.name.as_str()), Some("M'. Curius of Patrae"));
        assert_eq!(curius.reasons.len(), 1, "what was promised in 50 BC asks for nothing this morning");
        let reate = answer.greetings.iter().find(|one| one.account.name == "Reate").expect("a community");
        assert_eq!(reate.person, None, "no source names its envoys");
        assert_eq!(answer.owed_to_us.len(), 2);

        let account = client(&context, "M'. Curius of Patrae").await;
        let query = TimelineQuery { account: Some(account), limit: 50, ..TimelineQuery::default() };
        let told = format!("{:?}", show_timeline(&context, &viewer(), &query).await.expect("a timeline"));
        assert!(told.contains("Fam. 7.29.2") && told.contains("Legacy"), "{told}");

        let standing = measure_authority(&context, &viewer(), &AuthorityRequest::default()).await.expect("measured");
        assert_eq!(standing.authority.clients, 37, "{}", standing.authority.clients);
        let freedmen = standing.by_entry.iter().find(|(entry, _)| *entry == Some(accounts::Origin::FormerEmployee));
        assert_eq!(freedmen.map(|(_, count)| *count), Some(8));
        assert_eq!(standing.authority.mean_trust.bounds(), None, "of nobody it is known what they bring");
        let again = load_patron_book(&context, &viewer(), Language::Bg).await;
        assert!(matches!(again, Err(AppError::NotNow("book-not-empty"))), "{again:?}");
    }
}
