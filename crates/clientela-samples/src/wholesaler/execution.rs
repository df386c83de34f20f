//! What was recorded at the wholesaler's biggest clients beside the ERP: complaints of which one is open, quality
//! checks, services in time and not, a delivery in two parts, a day that a client moved.

use super::clients::Client;
use super::support::by_revenue;
use crate::firm::SampleExecution;

/// Place of the client by revenue, kind, document, what, reason, who moved the day.
type EventLine = (
    usize,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// Noted, promised and done so many days ago; ordered and delivered; defective units.
type Course = (
    i64,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<u32>,
);

#[rustfmt::skip] // One line a row: read as a table.
const EVENTS: &[(EventLine, Course)] = &[
    ((0, "complaint", "Р-0117", "Лютеница", "нарушена опаковка", ""), (75, None, Some(72), None, None, None)),
    ((0, "complaint", "Р-0131", "Сокове", "грешен етикет", ""), (48, None, Some(39), None, None, None)),
    ((0, "complaint", "Р-0140", "Сокове", "грешен етикет", ""), (22, None, Some(20), None, None, None)),
    ((0, "complaint", "Р-0144", "Маслини", "къс срок на годност", ""), (9, None, None, None, None, None)),
    ((0, "quality", "Р-0131", "Сокове", "", ""), (45, None, None, None, Some(1_200), Some(9))),
    ((0, "quality", "Р-0150", "Лютеница", "", ""), (12, None, None, None, Some(2_400), Some(3))),
    ((0, "service", "", "Зареждане на рафтовете", "", ""), (40, Some(40), Some(40), None, None, None)),
    ((0, "service", "", "Отчет за наличностите", "", ""), (20, Some(20), Some(16), None, None, None)),
    ((0, "service", "", "Обучение на продавачите", "", ""), (11, Some(11), None, None, None, None)),
    ((1, "delivery", "П-2201", "Промоционални кутии", "", ""), (33, Some(32), Some(33), Some(300), Some(200), None)),
    ((1, "delivery", "П-2201", "Промоционални кутии", "", ""), (30, Some(32), Some(30), Some(300), Some(100), None)),
    ((1, "moved", "П-2214", "Коледни кошници", "складът им приемаше инвентаризация", "them"), (15, Some(8), None, None, None, None)),
    ((1, "delivery", "П-2214", "Коледни кошници", "", ""), (8, Some(12), Some(8), Some(80), Some(80), None)),
    ((1, "complaint", "П-2201", "Промоционални кутии", "липсваща бройка", ""), (29, None, Some(26), None, None, None)),
    ((2, "quality", "", "Чайове", "", ""), (18, None, None, None, Some(800), Some(0))),
];

/// What was recorded.
pub(super) fn executions(clients: &[Client]) -> Vec<SampleExecution> {
    let biggest = by_revenue(clients);
    let event = |(line, course): &(EventLine, Course)| {
        let (place, kind, document, what, reason, moved_by) = *line;
        let (days_ago, promised_ago, done_ago, ordered, delivered, defects) = *course;
        Some(SampleExecution {
            customer_code: biggest.get(place)?.code.clone(),
            kind,
            document,
            what,
            reason,
            days_ago,
            promised_ago,
            done_ago,
            ordered,
            delivered,
            defects,
            moved_by,
        })
    };
    EVENTS.iter().filter_map(event).collect()
}
