//! What visits are expected to bring to the wholesaler, and the visits of this week.

use super::clients::Client;
use super::support::by_revenue;
use crate::visits::{SampleResponse, SampleVisit};

/// Place by revenue; margin without a visit, at saturation, visits now and their margin, more visits and theirs; what
/// shows it.
type Response = (
    usize,
    &'static str,
    &'static str,
    u32,
    &'static str,
    u32,
    &'static str,
    &'static str,
);

#[rustfmt::skip] // One line a row: read as a table.
const RESPONSES: &[Response] = &[
    (0, "42000", "78000", 6, "61000", 9, "66000", "Три години посещения на всеки две седмици, сравнени с тримесечието без тях"),
    (1, "36000", "52000", 3, "41000", 5, "44500", "Договарят се веднъж на тримесечие; посещенията по обектите помагат за подредбата"),
    (2, "18000", "39000", 4, "24000", 6, "29500", "След втория разговор с управителите поръчките нарастват"),
    (4, "9000", "15000", 3, "12500", 5, "13200", "Преценка на представителя за района"),
];

/// Place by revenue, days after Monday, quarters of an hour, what for, whether it was promised.
#[rustfmt::skip] // One line a row: read as a table.
const VISITS: &[(usize, i64, u32, &str, bool)] = &[
    (0, 0, 8, "Преглед на плана за празниците", true),
    (2, 1, 6, "Мострите от новата серия", false),
    (3, 3, 6, "Да попитаме кой решава за новата категория", false),
    (1, 4, 6, "Подредба в двата нови магазина", true),
];

/// What is expected of visits.
pub(super) fn responses(clients: &[Client]) -> Vec<SampleResponse> {
    let biggest = by_revenue(clients);
    let response = |told: &Response| {
        let (place, without, saturated, calls_now, brings_now, calls_more, brings_more, evidence) =
            *told;
        Some(SampleResponse {
            customer_code: biggest.get(place)?.code.clone(),
            without,
            saturated,
            calls_now,
            brings_now,
            calls_more,
            brings_more,
            evidence,
        })
    };
    RESPONSES.iter().filter_map(response).collect()
}

/// The visits of the week.
pub(super) fn visits(clients: &[Client]) -> Vec<SampleVisit> {
    let biggest = by_revenue(clients);
    let visit = |told: &(usize, i64, u32, &'static str, bool)| {
        let (place, after_monday, quarters, purpose, promised) = *told;
        Some(SampleVisit {
            customer_code: biggest.get(place)?.code.clone(),
            after_monday,
            quarters,
            purpose,
            promised,
        })
    };
    VISITS.iter().filter_map(visit).collect()
}
