//! Who finds prospects for the wholesaler for a fee: somebody who gave two names, of which a payment is due, and a firm
//! that delivered a list.

use crate::prospects::SampleProspect;
use crate::spotters::SampleSpotter;

const PERSON: &str = "Стефан Витанов";
const FIRM: &str = "„Търговски следи“ ЕООД";

/// The agreements.
pub(super) fn spotters() -> Vec<SampleSpotter> {
    vec![
        SampleSpotter {
            name: PERSON,
            kind: "spotter",
            contract: "Договор за посредничество № 3",
            days_ago: 160,
            fee_name: 4_000,
            fee_qualified: 12_000,
            list_price: None,
            payment_days: 14,
            tax_document: "Сметка за изплатени суми",
        },
        SampleSpotter {
            name: FIRM,
            kind: "service",
            contract: "Договор за проучване № 8",
            days_ago: 90,
            fee_name: 0,
            fee_qualified: 6_000,
            list_price: Some(30_000),
            payment_days: 30,
            tax_document: "Фактура",
        },
    ]
}

/// Under which agreement, more about it, days ago.
type Came = (&'static str, &'static str, i64);

/// Question, answer, evidence.
type Answers = &'static [(&'static str, &'static str, &'static str)];

/// Stage, days ago, why.
type Moves = &'static [(&'static str, i64, &'static str)];

#[rustfmt::skip] // One prospect a block: read as a table.
const NAMES: &[(&str, &str, Came, Answers, Moves)] = &[
    ("Ферма „Тополите“", "Ловеч", (PERSON, "съсед на вилата му", 41),
        &[("functional_need", "yes", "отварят фермерски магазин"), ("ability", "yes", "платиха стелажите наведнъж"), ("authority", "yes", "собственикът решава"), ("access", "yes", "той ни запозна")],
        &[("contacted", 33, ""), ("qualified", 9, "")]),
    ("Хижа „Здравец“", "Троян", (PERSON, "познава управителя", 22), &[], &[]),
    ("Столова „Механик“", "Стара Загора", (FIRM, "Есенен списък", 26),
        &[("functional_need", "yes", "сменят доставчика")],
        &[("contacted", 18, "")]),
    ("Пансион „Бор“", "Велинград", (FIRM, "Есенен списък", 26), &[], &[]),
    ("Кафе-сладкарница „Ива“", "Сливен", (FIRM, "Есенен списък", 26), &[], &[]),
];

/// The names that came under them.
pub(super) fn names() -> Vec<SampleProspect> {
    let told = NAMES.iter().map(|line| {
        let (name, city, came, answers, moves) = *line;
        SampleProspect {
            name,
            city,
            source: if came.0 == PERSON {
                "spotter"
            } else {
                "service"
            },
            detail: came.1,
            named_by: None,
            agreement: Some(came.0),
            days_ago: came.2,
            answers,
            moves,
            review_in: None,
            became: None,
        }
    });
    told.collect()
}
