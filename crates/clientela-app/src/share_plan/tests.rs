//! A client reads what was agreed and nothing else: every other text of a plan carries a canary that must not leave.

use clientela_domain::account_plan::{EntryKind, EntryState, Field, FieldState, Measure, Section};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PlanEntryId};
use clientela_domain::troubles::Degree;
use clientela_domain::why::Why;
use clientela_store::plan_entries::{NewPlanEntry, PlanEntry};
use clientela_texts::{Language, Texts};
use jiff::Timestamp;
use uuid::Uuid;

use super::for_client;
use crate::plan_facts::{MeasureValue, Unit};
use crate::plan_paper::{Extent, client_paper, plan_paper};
use crate::show_plan::{EntryLine, FieldLine, Plan, SectionLine};

/// Stands in everything that must not leave.
const CANARY: &str = "канарче";

/// Our margin in these plans.
const MARGIN: f64 = 31.7;

const TODAY: Date = Date::constant(2026, 11, 26);

fn line(kind: EntryKind, what: &str, measure: Option<Measure>, for_client: bool) -> EntryLine {
    let value = measure.map(|measure| MeasureValue {
        bounds: Some(match measure {
            Measure::Revenue => (120_000.0, 120_000.0),
            _ => (MARGIN, MARGIN),
        }),
        unit: match measure {
            Measure::Revenue => Unit::Money(Currency::EUR),
            _ => Unit::Percent,
        },
        day: Some(TODAY),
        why: Why::default(),
    });
    EntryLine {
        entry: PlanEntry {
            id: PlanEntryId(Uuid::from_u128(1)),
            entry: NewPlanEntry {
                account_id: AccountId(Uuid::from_u128(2)),
                kind,
                what: what.to_owned(),
                detail: format!("{CANARY} в подробностите"),
                measure,
                own_measure: String::new(),
                start_value: None,
                target: measure.and_then(|_| Amount::parse("150000")),
                actual: None,
                actual_on: None,
                day: Some(TODAY),
                owner_id: None,
                person_id: None,
                objective_id: None,
                obligation_id: None,
                likelihood: Some(Degree::Fourth),
                effect: Some(Degree::Fourth),
                early_sign: format!("{CANARY} в знака"),
                reply: format!("{CANARY} в отговора"),
                state: EntryState::Open,
                for_client,
            },
            created_by: None,
            changed_at: Timestamp::UNIX_EPOCH,
            is_sample: false,
            version: 1,
        },
        owner_name: "Иво".to_owned(),
        person_name: "Анна".to_owned(),
        objective: format!("{CANARY} в целта"),
        value,
        progress: None,
    }
}

fn plan() -> Plan {
    let hidden = |kind| line(kind, CANARY, None, false);
    let mut entries: Vec<EntryLine> = EntryKind::ALL.iter().map(|kind| hidden(*kind)).collect();
    // Marked by mistake, or by a file: what may never leave does not.
    entries.push(line(EntryKind::Risk, CANARY, None, true));
    entries.push(line(EntryKind::Win, CANARY, None, true));
    for measure in [
        Measure::Margin,
        Measure::Share,
        Measure::OurTrust,
        Measure::Contacts,
    ] {
        entries.push(line(EntryKind::Objective, CANARY, Some(measure), true));
    }
    entries.push(line(EntryKind::ClientGoal, "Два магазина", None, true));
    entries.push(line(EntryKind::OurGoal, "Основен доставчик", None, true));
    entries.push(line(
        EntryKind::Objective,
        "Оборот",
        Some(Measure::Revenue),
        true,
    ));
    entries.push(line(EntryKind::Action, "Доставка в петък", None, true));
    entries.push(line(EntryKind::Review, "Преглед", None, true));
    let field = FieldLine {
        field: Field::Competitors,
        state: FieldState::Filled,
        said: CANARY.to_owned(),
        source: CANARY.to_owned(),
        author: CANARY.to_owned(),
        day: Some(TODAY),
        ask: CANARY.to_owned(),
        stated: CANARY.to_owned(),
    };
    Plan {
        account: AccountId(Uuid::from_u128(2)),
        account_name: "Ракита".to_owned(),
        today: TODAY,
        is_key: true,
        entries,
        sections: vec![SectionLine {
            section: Section::Wallet,
            filled: 1,
            required: 1,
            fresh: 1,
            fields: vec![field],
        }],
        far: None,
        shares: Vec::new(),
        people: Vec::new(),
        to_win: vec![CANARY.to_owned()],
    }
}

#[test]
fn a_client_reads_what_was_agreed_and_nothing_else() {
    for language in [Language::Bg, Language::En] {
        let texts = Texts::of(language);
        let read = for_client(&plan(), texts);
        let page = format!("{read:?}");
        let paper = client_paper(&read, "Светлопол", texts);
        for told in [page, paper.texts().join("\n")] {
            for wanted in [
                "Два магазина",
                "Основен доставчик",
                "Оборот",
                "Доставка в петък",
                "Анна",
            ] {
                assert!(told.contains(wanted), "{wanted} in {told}");
            }
            assert!(!told.contains(CANARY), "{told}");
            assert!(!told.contains("31"), "our margin in {told}");
        }
    }
}

#[test]
fn our_own_paper_has_all_of_it_in_both_languages() {
    for (language, heading) in [(Language::Bg, "Рискове"), (Language::En, "Risks")] {
        let texts = Texts::of(language);
        let full = plan_paper(&plan(), "Светлопол", texts, Extent::Full)
            .texts()
            .join("\n");
        assert!(full.contains(heading) && full.contains(CANARY), "{full}");
        let one = plan_paper(&plan(), "Светлопол", texts, Extent::OnePage);
        assert!(
            !one.texts()
                .join("\n")
                .contains(texts.get("plan-section-wallet").as_ref())
        );
    }
}
