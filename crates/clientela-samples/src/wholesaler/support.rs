//! What the wholesaler and its biggest clients gave each other: gifts, and support. Small things, mostly
//! within the limits; one waits for a decision, one is refused, thanks for two favours are still owed, one
//! permission ends soon and one use has outlived its own.

use super::clients::Client;
use crate::firm::{SampleGift, SampleSupport};

/// Place of the client by revenue, way, kind, what, occasion, euro, official, days ago.
type GiftLine = (
    usize,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<i64>,
    &'static str,
    i64,
);

#[rustfmt::skip] // One line a row: read as a table.
const GIFTS: &[GiftLine] = &[
    (0, "given", "goods", "Кошница с български деликатеси", "Коледа", Some(45), "no", 330),
    (0, "received", "goods", "Бутилка вино от тяхната изба", "Коледа", Some(30), "no", 328),
    (0, "given", "meal", "Обяд след годишния преглед", "годишен преглед", Some(38), "no", 96),
    (0, "given", "event", "Билети за концерт във Варна", "десет години заедно", Some(85), "no", 6),
    (1, "received", "meal", "Вечеря с ръководството на склада", "нов договор", Some(40), "no", 150),
    (1, "given", "goods", "Календари и бележници", "Нова година", Some(15), "no", 320),
    (2, "received", "goods", "Ръчно рисувана чаша", "откриване на магазин", None, "no", 60),
    (2, "given", "travel", "Два дни на изложението в Кьолн", "изложение", Some(420), "no", 48),
    (4, "given", "sample", "Мостри от новата гама", "", Some(60), "no", 20),
    (5, "given", "meal", "Обяд", "среща", Some(22), "unknown", 12),
];

pub(super) fn by_revenue(clients: &[Client]) -> Vec<&Client> {
    let mut biggest: Vec<&Client> = clients.iter().collect();
    biggest.sort_by(|a, b| {
        b.revenue
            .total_cmp(&a.revenue)
            .then_with(|| a.code.cmp(&b.code))
    });
    biggest
}

/// What was given and received.
pub(super) fn gifts(clients: &[Client]) -> Vec<SampleGift> {
    let biggest = by_revenue(clients);
    let gift = |line: &GiftLine| {
        let (place, direction, kind, what, occasion, euro, official, days_ago) = *line;
        Some(SampleGift {
            customer_code: biggest.get(place)?.code.clone(),
            direction,
            kind,
            what,
            occasion,
            euro,
            official,
            days_ago,
        })
    };
    GIFTS.iter().filter_map(gift).collect()
}

/// Place of the client by revenue, side, kind, what, before whom, mark.
type SupportLine = (
    usize,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// Days ago, days until it ends, stated and confirmed euro, thanked days ago.
type Course = (i64, Option<i64>, Option<i64>, Option<i64>, Option<i64>);

#[rustfmt::skip] // One line a row: read as a table.
const SUPPORTS: &[(SupportLine, Course)] = &[
    ((0, "them", "reference", "Препоръчаха ни за точността на доставките", "верига магазини в Русе", ""), (34, None, None, None, None)),
    ((0, "them", "permission", "Логото им в нашия каталог", "", "logo"), (345, Some(18), None, None, None)),
    ((0, "them", "use", "Логото им на страница 3 от каталога", "", "logo"), (300, Some(10), None, None, None)),
    ((0, "us", "service", "Обучение на персонала за био гамата", "", ""), (120, None, Some(1_200), Some(900), None)),
    ((0, "both", "anniversary", "Десет години съвместна работа", "", ""), (6, None, None, None, None)),
    ((1, "them", "introduction", "Запознаха ни с новия логистичен директор", "", ""), (75, None, None, None, Some(70))),
    ((1, "us", "added_value", "Пренареждане на склада по оборот", "", ""), (64, None, Some(2_500), None, None)),
    ((2, "them", "permission", "Името им в списъка с клиенти", "", "name"), (500, Some(-40), None, None, None)),
    ((2, "them", "use", "Името им на сайта ни", "", "name"), (480, None, None, None, None)),
    ((2, "both", "fair", "Общ щанд на изложението", "", ""), (48, Some(-46), None, None, None)),
    ((3, "us", "reference", "Препоръчахме ги на производител от Ямбол", "производител от Ямбол", ""), (40, None, None, None, Some(38))),
    ((4, "them", "testimonial", "Писмен отзив за рекламната ни брошура", "", ""), (22, None, None, None, None)),
    ((5, "us", "incident", "Сгрешен етикет с тяхното име на промоция", "", ""), (15, None, None, None, None)),
];

/// How both sides supported each other.
pub(super) fn supports(clients: &[Client]) -> Vec<SampleSupport> {
    let biggest = by_revenue(clients);
    let support = |(line, course): &(SupportLine, Course)| {
        let (place, side, kind, what, before_whom, mark) = *line;
        let (days_ago, ends_in, stated, confirmed, thanked_days_ago) = *course;
        Some(SampleSupport {
            customer_code: biggest.get(place)?.code.clone(),
            side,
            kind,
            what,
            before_whom,
            mark,
            days_ago,
            ends_in,
            stated,
            confirmed,
            thanked_days_ago,
        })
    };
    SUPPORTS.iter().filter_map(support).collect()
}
