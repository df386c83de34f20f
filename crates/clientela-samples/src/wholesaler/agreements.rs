//! What the wholesaler agreed on with its biggest clients: one agreement is kept, one is breached, one waits for
//! the director, one is near its day of notice, one has been offered and one has ended.

use super::clients::Client;
use super::support::by_revenue;
use crate::firm::{SampleAgreement, SampleClause, SampleRound};

const DELIVERIES: &[SampleClause] = &[
    SampleClause {
        number: "4.1",
        text: "Поръчките се доставят изцяло и в срок",
        metric: "on_time_lines",
        target: 75,
        tolerance: 5,
        late_days: 1,
        tiers: "",
        fee: None,
    },
    SampleClause {
        number: "4.2",
        text: "Рекламациите се решават до пет работни дни",
        metric: "complaint_days",
        target: 5,
        tolerance: 0,
        late_days: 0,
        tiers: "",
        fee: None,
    },
];

const STRICT: &[SampleClause] = &[SampleClause {
    number: "5.1",
    text: "Всеки ред се доставя в обещания ден",
    metric: "on_time_lines",
    target: 99,
    tolerance: 1,
    late_days: 0,
    tiers: "99:0; 95:2; 85:5",
    fee: Some(2_000),
}];

const ROUNDS: &[SampleRound] = &[
    SampleRound {
        kind: "offer",
        side: "us",
        what: "Отстъпка 8 % и плащане до 30 дни",
        purpose: "целогодишен обем",
        in_return: "",
        days_ago: 40,
    },
    SampleRound {
        kind: "counter_offer",
        side: "them",
        what: "Отстъпка 15 % и плащане до 75 дни",
        purpose: "равни условия с другия им доставчик",
        in_return: "",
        days_ago: 27,
    },
    SampleRound {
        kind: "concession",
        side: "us",
        what: "Отстъпка 12 % за био гамата",
        purpose: "",
        in_return: "две промоции на тримесечие",
        days_ago: 12,
    },
];

/// The agreements of a client by its place by revenue.
fn all() -> Vec<(usize, SampleAgreement)> {
    let base = SampleAgreement {
        customer_code: String::new(),
        number: "",
        title: "",
        state: "in_force",
        valid_from: 330,
        valid_in: None,
        notice_days: None,
        is_renewed: false,
        discount: None,
        payment_days: Some(30),
        credit: None,
        products: &[],
        clauses: &[],
        rounds: &[],
    };
    vec![
        (
            0,
            SampleAgreement {
                number: "Д-118",
                title: "Рамков договор за доставки",
                valid_in: Some(400),
                notice_days: Some(60),
                is_renewed: true,
                discount: Some(8),
                credit: Some(15_000),
                products: &[("Био храни", true, 8), ("Чайове", true, 6)],
                clauses: DELIVERIES,
                ..base.clone()
            },
        ),
        (
            1,
            SampleAgreement {
                number: "Д-121",
                title: "Доставки до магазините в точен ден",
                valid_in: Some(250),
                notice_days: Some(30),
                discount: Some(6),
                clauses: STRICT,
                ..base.clone()
            },
        ),
        (
            2,
            SampleAgreement {
                number: "Д-109",
                title: "Годишен договор за цялата гама",
                valid_in: Some(44),
                notice_days: Some(30),
                is_renewed: true,
                discount: Some(5),
                clauses: DELIVERIES,
                ..base.clone()
            },
        ),
        (
            3,
            SampleAgreement {
                number: "Д-130",
                title: "Нови условия за био гамата",
                state: "draft",
                valid_from: -30,
                valid_in: Some(395),
                notice_days: Some(45),
                discount: Some(12),
                payment_days: Some(75),
                products: &[("Био храни", true, 12)],
                clauses: DELIVERIES,
                rounds: ROUNDS,
                ..base.clone()
            },
        ),
        (
            4,
            SampleAgreement {
                number: "Д-127",
                title: "Сезонни доставки",
                state: "offered",
                valid_from: -5,
                valid_in: Some(120),
                discount: Some(4),
                ..base.clone()
            },
        ),
        (
            5,
            SampleAgreement {
                number: "Д-084",
                title: "Доставки за миналата година",
                state: "ended",
                valid_from: 700,
                valid_in: Some(-335),
                ..base
            },
        ),
    ]
}

/// What was agreed on.
pub(super) fn agreements(clients: &[Client]) -> Vec<SampleAgreement> {
    let biggest = by_revenue(clients);
    let of = |(place, agreement): (usize, SampleAgreement)| {
        Some(SampleAgreement {
            customer_code: biggest.get(place)?.code.clone(),
            ..agreement
        })
    };
    all().into_iter().filter_map(of).collect()
}
