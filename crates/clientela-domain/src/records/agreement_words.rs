//! Words of a file of agreements: states, dimensions, metrics, periods, units, as the book's own codes, in
//! English or in Bulgarian.

use super::words::{Codes, code_of};

/// How far an agreement is.
const STATES: Codes = &[
    ("draft", "draft|чернова|проект"),
    ("offered", "offered|offer|предложен|предложено|предложение"),
    (
        "in_force",
        "in force|valid|active|signed|в сила|действащ|активен|действа",
    ),
    (
        "ended",
        "ended|over|expired|terminated|приключен|приключил|изтекъл|прекратен",
    ),
];

/// What a clause is about.
const DIMENSIONS: Codes = &[
    ("quality", "quality|качество"),
    ("delivery", "delivery|completeness|доставка|пълнота"),
    ("deadline", "deadline|time|срок|срокове|навременност"),
    ("service", "service|обслужване|услуга"),
];

/// What is measured.
const METRICS: Codes = &[
    (
        "on_time_lines",
        "on time lines|lines on time|редове в срок|навременни редове",
    ),
    (
        "on_time_orders",
        "on time orders|orders on time|поръчки в срок|навременни поръчки",
    ),
    (
        "in_full_lines",
        "in full lines|lines in full|пълни редове|редове в пълен размер",
    ),
    (
        "otif_lines",
        "otif lines|otif|lines on time in full|редове пълни и в срок",
    ),
    (
        "otif_orders",
        "otif orders|orders on time in full|поръчки пълни и в срок",
    ),
    (
        "volume_fill",
        "volume fill|fill rate|volume|изпълнено количество|количество",
    ),
    (
        "defects_per_million",
        "defects per million|ppm|defects|дефекти на милион|дефекти",
    ),
    (
        "complaint_days",
        "complaint days|complaints|days to resolve|дни за рекламация|рекламации",
    ),
    (
        "service_attainment",
        "service attainment|sla|services on time|обслужване в срок",
    ),
];

/// For which span of days a clause is measured.
const PERIODS: Codes = &[
    ("month", "month|monthly|месец|месечно"),
    ("quarter", "quarter|quarterly|тримесечие|на тримесечие"),
    ("half_year", "half year|half a year|полугодие|на полугодие"),
    ("year", "year|yearly|година|годишно"),
];

/// In what a target is counted.
const UNITS: Codes = &[
    ("percent", "%|percent|per cent|процент|проценти"),
    ("per_million", "ppm|per million|на милион"),
    ("days", "days|working days|дни|работни дни"),
];

/// Yes or no.
const ANSWERS: Codes = &[
    ("yes", "yes|true|1|да|подновява се"),
    ("no", "no|false|0|не"),
];

/// The state a word means.
#[must_use]
pub fn agreement_state(text: &str) -> Option<&'static str> {
    code_of(STATES, text)
}

/// The dimension a word means.
#[must_use]
pub fn dimension(text: &str) -> Option<&'static str> {
    code_of(DIMENSIONS, text)
}

/// The metric a word means.
#[must_use]
pub fn metric(text: &str) -> Option<&'static str> {
    code_of(METRICS, text)
}

/// The period a word means.
#[must_use]
pub fn period(text: &str) -> Option<&'static str> {
    code_of(PERIODS, text)
}

/// The unit a word means.
#[must_use]
pub fn unit(text: &str) -> Option<&'static str> {
    code_of(UNITS, text)
}

/// `yes` or `no`.
#[must_use]
pub fn answer(text: &str) -> Option<&'static str> {
    code_of(ANSWERS, text)
}
