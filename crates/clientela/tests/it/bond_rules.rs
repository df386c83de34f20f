//! The rules of the bond over the patron's book and over a modern firm, on both databases.

use std::sync::Arc;

use clientela_app::answers::bond_rules::BondRulesAnswer;
use clientela_app::check_bond_rules::check_bond_rules;
use clientela_app::context::Context;
use clientela_app::jot_down::jot_down;
use clientela_app::keep_gifts::{GiftDraft, write_gift};
use clientela_app::keep_obligations::{ObligationDraft, write_obligation};
use clientela_app::keep_support::{SupportDraft, draft_of, show_support, write_support};
use clientela_app::measure_authority::{AuthorityRequest, measure_authority};
use clientela_app::measure_trust::bond_with;
use clientela_app::progress::Progress;
use clientela_app::sample_firm::load_sample_firm;
use clientela_app::sample_patron::load_patron_book;
use clientela_domain::coins;
use clientela_domain::currency::Currency;
use clientela_domain::gifts::{GiftDecision, GiftDirection, Official};
use clientela_domain::ids::AccountId;
use clientela_domain::obligations::Party;
use clientela_domain::support::{SupportKind, SupportSide};
use clientela_store::{Store, affiliations, db_tests, gifts, obligations};
use clientela_texts::Language;

use crate::books::{context, viewer};

async fn patron(store: Store) -> Arc<Context> {
    let context = context(store);
    let reports = load_patron_book(&context, &viewer(), Language::En)
        .await
        .expect("the patron's book opens");
    for report in &reports {
        assert!(report.set_aside.is_empty(), "{:?}", report.set_aside);
    }
    context
}

async fn client(context: &Context, name: &str) -> AccountId {
    let state = context.book_state(&viewer()).await.expect("a book");
    state.directory.find(name).expect("a client")
}

async fn rules(context: &Context) -> BondRulesAnswer {
    check_bond_rules(context, &viewer())
        .await
        .expect("the rules are looked at")
        .answer()
}

/// Finding of a rule by its number, and the clients that show it.
fn found<'a>(answer: &'a BondRulesAnswer, number: &str) -> (&'a str, Vec<&'a str>) {
    let rule = answer
        .rules
        .iter()
        .find(|rule| rule.number == number)
        .expect("a rule");
    let clients = rule
        .shown
        .iter()
        .map(|one| one.account.name.as_str())
        .collect();
    (rule.finding.as_str(), clients)
}

db_tests! {
    async fn the_patrons_book_keeps_breaks_and_leaves_open(store: Store) {
        let context = patron(store).await;
        let answer = rules(&context).await;
        assert_eq!((answer.clients, answer.rules.len()), (39, 19));
        for (number, finding) in [
            ("R1", "applied"), ("R2", "holds"), ("R3", "holds"), ("R4", "not_judged"), ("R5", "not_judged"),
            ("R6", "holds"), ("R7", "holds"), ("R8", "not_judged"), ("R9", "broken"), ("R10", "holds"),
            ("R11", "broken"), ("R12", "not_judged"), ("R13", "not_judged"), ("R14", "holds"),
            ("R16", "applied"), ("R17", "applied"), ("R18", "not_judged"), ("R19", "applied"),
        ] {
            assert_eq!(found(&answer, number).0, finding, "{number}");
        }
        assert_eq!(found(&answer, "R3").1, ["A. Caninius Satyrus"]);
        let both = found(&answer, "R5").1;
        assert!(both.contains(&"Hilarus") && both.contains(&"A. Caecina"), "{both:?}");
        assert_eq!(found(&answer, "R9").1, ["C. Vergilius"]);
        let names = found(&answer, "R11").1;
        assert!(names.contains(&"M. Pomponius Dionysius") && !names.contains(&"M. Tullius Tiro"), "{names:?}");
        let company = answer.rules.iter().find(|rule| rule.number == "R9").expect("a rule");
        assert_eq!(company.keeping, 4, "Laenius, Plancius, Hammonius and Deiotarus stood by him");
        let refused = &company.shown[0];
        assert_eq!(refused.record.as_deref(), Some("obligation"));
        assert_eq!(refused.day.as_deref(), Some("-0057-04"), "spring is no day of April");
    }

    async fn the_same_rules_look_at_a_firm(store: Store) {
        let context = context(store);
        load_sample_firm(&context, &viewer(), &Arc::new(Progress::default())).await.expect("the sample firm opens");
        let answer = rules(&context).await;
        assert_eq!(answer.clients, 400);
        for rule in &answer.rules {
            let judged = matches!(rule.finding.as_str(), "holds" | "broken");
            assert!(!judged || rule.showing > 0, "{} has nothing to show", rule.number);
        }
        assert_eq!(found(&answer, "R11").0, "not_judged", "nobody came out of the firm");
    }

    async fn registers_hold_days_as_they_are_told(store: Store) {
        let context = patron(store).await;
        let read = context.store.read(&viewer());
        let sicilians = client(&context, "SICILIANS").await;
        let promise = obligations::of_account(&read, sicilians).await.expect("read");
        let promise = promise.first().expect("a promise");
        assert_eq!(promise.obligation.made_on.to_string(), "-0074/-0073");
        let days: Vec<String> = promise.events.iter().map(|event| event.day().to_string()).collect();
        assert_eq!(days, ["-0074/-0073", "-0069-01", "-0069-08-05"], "in the order in which they happened");
        let bond = bond_with(&context, &viewer(), sicilians).await.expect("a bond").answer(context.clock.today());
        assert_eq!(bond.ours.promises[0].state, "kept");
        assert!(bond.one_sided, "the only witness is the patron himself");
        let lyso = client(&context, "LYSO").await;
        let bond = bond_with(&context, &viewer(), lyso).await.expect("a bond").answer(context.clock.today());
        assert!(!bond.one_sided, "nothing of ours is closed there");

        let filter = gifts::GiftFilter { account: Some(client(&context, "TREBATIUS").await), ..gifts::GiftFilter::default() };
        let given = gifts::list(&read, &filter, None, 10).await.expect("read");
        assert_eq!(given[0].gift.day.to_string(), "-0043-07-28");
        assert_eq!(given[0].verdict().decision, GiftDecision::HeldValue, "nobody tells what the Topica was worth");
        let filter = gifts::GiftFilter { account: Some(client(&context, "CLUVIUS").await), ..gifts::GiftFilter::default() };
        let left = gifts::list(&read, &filter, None, 10).await.expect("read");
        let standing = measure_authority(&context, &viewer(), &AuthorityRequest::default()).await.expect("measured");
        let received = standing.authority.received;
        assert!((received.valued - 80_000.0).abs() < 1e-9, "in sesterces, and at least: {received:?}");
        assert_eq!(received.unvalued, 3 + 7, "three legacies and seven kinds of support have no worth told");
        let worth = left[0].gift.value.expect("a value");
        assert_eq!((worth.amount, worth.currency), (coins::read("HS 80 000").expect("a sum"), Currency::SESTERTIUS));
    }

    async fn a_roman_day_is_typed_wherever_a_day_of_an_event_is(store: Store) {
        let context = patron(store).await;
        let satyrus = client(&context, "SATYRUS").await;
        let viewer = viewer();
        let jotted = jot_down(&context, &viewer, "a.d. VI Kal. Feb. 60 BC called A. Caninius Satyrus", true).await.expect("read");
        assert_eq!(jotted.day.as_deref(), Some("-0059-01-25"), "{jotted:?}");

        let promise = ObligationDraft { made_on: "Id. Mart. 44 BC".to_owned(), ..ObligationDraft::new(Party::Us, "to stand by him") };
        let id = write_obligation(&context, &viewer, satyrus, &promise).await.expect("written");
        let read = context.store.read(&viewer);
        let kept = obligations::get(&read, id).await.expect("read").expect("there");
        assert_eq!(kept.obligation.made_on.to_string(), "-0043-03-15");

        let mut gift = GiftDraft::new(GiftDirection::Given, "sportula");
        gift.value = coins::read("100 quadrantes");
        gift.currency = Some(Currency::SESTERTIUS);
        gift.official = Official::No;
        gift.day = "prid. Kal. Mai. 54".to_owned();
        gift.person = affiliations::people_at(&read, &[satyrus], 1).await.expect("read").first().map(|one| one.affiliation.person_id);
        let id = write_gift(&context, &viewer, satyrus, &gift).await.expect("written");
        let given = gifts::get(&read, id).await.expect("read").expect("there");
        assert_eq!(given.gift.day.to_string(), "-0053-04-29");
        assert_eq!(given.verdict().decision, GiftDecision::Allowed);

        let mut support = SupportDraft::new(SupportSide::Us, SupportKind::StandingBy, "defends him");
        support.day = "мартенските иди 44 г. пр. Хр.".to_owned();
        let id = write_support(&context, &viewer, satyrus, &support).await.expect("written");
        let kept = show_support(&context, &viewer, id).await.expect("there");
        assert_eq!(draft_of(&kept).day, "-0043-03-15", "a form opens with the day as it is told");
    }
}
