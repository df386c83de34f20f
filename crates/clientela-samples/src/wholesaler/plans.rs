//! Plans of the sample firm: one that is led, with objectives the client agreed to; one that is just begun.

use super::clients::Client;
use super::support::by_revenue;
use crate::firm::{SamplePlanEntry, SamplePlanField};

/// Place of the client by revenue, kind, what, measure with its beginning and target, person, days ahead, agreed.
type EntryLine = (
    usize,
    &'static str,
    &'static str,
    Option<(&'static str, &'static str, &'static str)>,
    Option<usize>,
    Option<i64>,
    bool,
);

#[rustfmt::skip] // One line a row: read as a table.
const ENTRIES: &[EntryLine] = &[
    (0, "client_goal", "Два нови магазина до лятото", None, Some(0), None, true),
    (0, "client_goal", "По-малко празни рафтове в събота", None, Some(0), None, true),
    (0, "our_goal", "Основен доставчик и на новите магазини", None, None, None, false),
    (0, "objective", "Навреме и в пълно количество", Some(("on_time_in_full", "85", "95")), Some(0), Some(120), true),
    (0, "objective", "Оборот за годината", Some(("revenue", "690000", "760000")), Some(0), Some(210), true),
    (0, "objective", "Марж над прага", Some(("margin", "18", "20")), None, Some(210), false),
    (0, "action", "Доставка в петък следобед вместо в събота", None, Some(0), Some(21), true),
    (0, "action", "Списък на артикулите за новите магазини", None, Some(0), Some(35), true),
    (0, "action", "Проверка на маржа по групи", None, None, Some(14), false),
    (0, "win", "Да се убеди, че вторият склад е за него", None, Some(1), Some(60), false),
    (0, "review", "Тримесечен преглед", None, Some(0), Some(40), true),
    (1, "client_goal", "По-дълъг срок на плащане", None, Some(0), None, true),
    (1, "objective", "По-малко нерешени проблеми", Some(("open_problems", "2", "0")), Some(0), Some(90), true),
];

/// Place of the client, risk, likelihood and effect, reply.
type RiskLine = (usize, &'static str, i64, i64, &'static str);

const RISKS: &[RiskLine] = &[
    (
        0,
        "Новите магазини избират друг доставчик",
        3,
        5,
        "Оферта преди търга и посещение на място",
    ),
    (0, "Складът не поема декември", 4, 3, ""),
];

/// Place of the client, field, words, source, days ago.
type FieldLine = (usize, &'static str, &'static str, &'static str, i64);

#[rustfmt::skip] // One line a row: read as a table.
const FIELDS: &[FieldLine] = &[
    (0, "business_model", "Квартални магазини с доставка до дома", "разговор с управителя", 40),
    (0, "strategy", "Разширяване в два квартала", "разговор с управителя", 40),
    (0, "results", "Оборотът расте с 8 % годишно", "обявен отчет", 300),
    (0, "calendar", "Силни месеци: май и декември", "нашите продажби", 60),
    (0, "payment", "30 дни, редовно", "счетоводството", 25),
    (0, "thresholds", "", "", 12),
    (0, "spend", "Около 60 % от покупките са в нашите групи", "оценка на управителя", 200),
    (0, "value_elements", "Спестени 4 часа приемане на седмица", "замерено заедно", 30),
];

/// What stands in the plans.
pub(super) fn entries(clients: &[Client]) -> Vec<SamplePlanEntry> {
    let biggest = by_revenue(clients);
    let entry = |line: &EntryLine| {
        let (place, kind, what, measured, person, days_ahead, for_client) = *line;
        Some(SamplePlanEntry {
            customer_code: biggest.get(place)?.code.clone(),
            kind,
            what,
            measure: measured.map_or("", |(measure, ..)| measure),
            from_to: measured.map(|(_, from, to)| (from, to)),
            person,
            degrees: None,
            reply: "",
            days_ahead,
            for_client,
        })
    };
    let risk = |line: &RiskLine| {
        let (place, what, likelihood, effect, reply) = *line;
        Some(SamplePlanEntry {
            customer_code: biggest.get(place)?.code.clone(),
            kind: "risk",
            what,
            measure: "",
            from_to: None,
            person: None,
            degrees: Some((likelihood, effect)),
            reply,
            days_ahead: None,
            for_client: false,
        })
    };
    let entries = ENTRIES.iter().filter_map(entry);
    entries.chain(RISKS.iter().filter_map(risk)).collect()
}

/// What the fields of the plans say.
pub(super) fn fields(clients: &[Client]) -> Vec<SamplePlanField> {
    let biggest = by_revenue(clients);
    let field = |line: &FieldLine| {
        let (place, field, words, source, days_ago) = *line;
        Some(SamplePlanField {
            customer_code: biggest.get(place)?.code.clone(),
            field,
            words,
            source,
            days_ago,
        })
    };
    FIELDS.iter().filter_map(field).collect()
}
