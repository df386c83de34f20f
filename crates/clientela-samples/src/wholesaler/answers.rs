//! What the wholesaler's people know about their clients: answers to the key criteria, each with
//! what it rests on, and stated potentials. Volume is computed from the ledger and never answered.

use super::clients::Client;
use crate::firm::{SampleAnswer, SamplePotential};

const POLICY: &str = "purchasing_policy";
const BODIES: &str = "selection_bodies";
const POWER: &str = "market_power";
const RULES: &str = "professionalism";

const KALINA: &str = "Калина Недева";
const PLAMEN: &str = "Пламен Зарев";
const STANISLAV: &str = "Станислав Гешев";

/// Client, criterion, answer, evidence, link, days ago, author, confidence.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    u16,
    &'static str,
    f64,
);

#[rustfmt::skip] // One answer a line: read as a table.
const ANSWERS: &[Row] = &[
    // Key from every point of view.
    ("Ракита Ритейл", POLICY, "yes", "Кодекс за доставчици и годишен рамков договор № 3", "https://rakita.example/dostavchitsi/kodeks.pdf", 64, KALINA, 0.95),
    ("Ракита Ритейл", BODIES, "yes", "Комисия по категории, одит на склада ни от 14 май, портал за доставчици", "https://rakita.example/portal", 120, KALINA, 0.95),
    ("Ракита Ритейл", POWER, "yes", "Отложено плащане 60 дни, ретро бонус 4 %, неустойка 10 % за закъсняла доставка (договор № 3, т. 8)", "", 64, KALINA, 0.9),
    ("Ракита Ритейл", RULES, "yes", "Тримесечна оценъчна карта на доставчика, EDI поръчки, прозорец за доставка 6–9 ч.", "https://rakita.example/portal/ocenki", 41, KALINA, 0.9),
    // Key; the fifth answer is only said, not shown.
    ("Хранимир", POLICY, "yes", "Рамков договор № 14, код на доставчик, централен договор с местни заявки", "", 257, PLAMEN, 0.9),
    ("Хранимир", BODIES, "yes", "Комисия по категории, одитен доклад, портал за доставчици", "https://hranimir.example/odit-2026", 173, PLAMEN, 0.9),
    ("Хранимир", POWER, "yes", "Отложено плащане 60 дни, ретро бонус 3 %, неустойка за закъснение (договор № 14)", "", 257, PLAMEN, 0.85),
    ("Хранимир", RULES, "partly", "", "", 80, PLAMEN, 0.5),
    // Undecided: nobody has asked about bodies and rules yet.
    ("Калимера Маркет", POLICY, "yes", "Търг за годишни доставки на напитки, тръжна документация от 9 януари", "https://kalimera.example/targ-2026", 300, KALINA, 0.9),
    ("Калимера Маркет", POWER, "partly", "Иска ценово съответствие с конкурента; гаранции не иска", "", 98, KALINA, 0.7),
    // The big buyer that is not key.
    ("Зорница Склад", POLICY, "no", "Купува по телефона, без договор и без условия за доставчика; разговор със собственика", "", 55, STANISLAV, 0.9),
    ("Зорница Склад", BODIES, "no", "Решава сам собственикът, на място в склада", "", 55, STANISLAV, 0.9),
    ("Зорница Склад", POWER, "no", "Плаща по нашата ценова листа за 14 дни, без бонус и без неустойки", "", 55, STANISLAV, 0.9),
    ("Зорница Склад", RULES, "no", "Поръчва по телефона, без график; 11 сгрешени заявки за годината", "", 55, STANISLAV, 0.8),
    ("Бялата кошница", POLICY, "yes", "Рамков договор № 22 с анекс за собствена марка", "", 190, PLAMEN, 0.9),
    ("Бялата кошница", BODIES, "yes", "Категориен мениджър и съвет за листване на всеки два месеца; протокол от 12 март", "", 190, PLAMEN, 0.85),
    ("Бялата кошница", POWER, "yes", "Такса за листване 400 € на артикул, плащане 45 дни", "", 190, PLAMEN, 0.85),
    // An answer that has grown old: the policy was seen twenty-one months ago.
    ("Орлица Хотели", POLICY, "yes", "Централен договор за всички хотели, версия 2024", "", 640, PLAMEN, 0.8),
    ("Орлица Хотели", RULES, "partly", "Рекламациите се приемат само на бланка", "", 150, PLAMEN, 0.7),
    ("Пладне Маркет", POLICY, "partly", "Годишни цени, без рамков договор", "", 132, STANISLAV, 0.7),
    ("Пладне Маркет", POWER, "yes", "Плащане 45 дни и връщане на непродаденото до 5 дни преди срока", "", 132, STANISLAV, 0.8),
    ("Тримонт Кетъринг", POLICY, "yes", "Обществена поръчка за училищно хранене, лот 4", "https://trimont.example/op-lot-4", 210, STANISLAV, 0.95),
    ("Тримонт Кетъринг", BODIES, "yes", "Тръжна комисия от петима, протокол № 2", "https://trimont.example/op-lot-4/protokol-2", 205, STANISLAV, 0.95),
    ("Дъбрава Маркет", BODIES, "no", "Избира управителят, няма комисия", "", 77, STANISLAV, 0.8),
    ("Пчелин Био", POLICY, "partly", "Изисква сертификат за биологичен произход за всеки артикул", "", 92, STANISLAV, 0.8),
    ("Пчелин Био", BODIES, "no", "Решават двамата съдружници", "", 92, STANISLAV, 0.8),
    ("Пчелин Био", POWER, "no", "Приема нашите цени и срокове", "", 92, STANISLAV, 0.8),
    // Key for what it can become: small sales, proven potential.
    ("Самовила Дрогерии", POLICY, "yes", "Политика за доставчици на козметика, приложение към поканата от 2 юни", "https://samovila.example/politika.pdf", 110, PLAMEN, 0.9),
    ("Самовила Дрогерии", BODIES, "yes", "Комисия „Нови доставчици“, явихме се на 18 юни; протокол", "", 102, PLAMEN, 0.9),
    ("Самовила Дрогерии", POWER, "yes", "Рамков договор с отложено плащане 45 дни и банкова гаранция 5 000 €", "", 60, PLAMEN, 0.9),
    ("Самовила Дрогерии", RULES, "yes", "Оценъчна карта след първата доставка: 94 от 100", "", 33, PLAMEN, 0.9),
    // The strictest buyer of all, and small: key for the buying side, not for the selling side.
    ("Банка Сребърна планина", POLICY, "yes", "Вътрешни правила за възлагане на доставки, публикувани", "https://srebarna-planina.example/pravila", 240, KALINA, 0.95),
    ("Банка Сребърна планина", BODIES, "yes", "Комисия по възлагане и отдел „Покупки“", "https://srebarna-planina.example/komisiya", 240, KALINA, 0.95),
    ("Банка Сребърна планина", POWER, "partly", "Собствен образец на договор; цените се договарят", "", 240, KALINA, 0.8),
    ("Банка Сребърна планина", RULES, "yes", "Писмен дневен ред, протокол от всяка среща, плащане точно на падежа", "", 175, KALINA, 0.9),
    ("Мелница Хляб", POLICY, "no", "Няма договор, пазарува по промоции", "", 300, STANISLAV, 0.7),
    ("Кокиче Детски кухни", RULES, "yes", "НАССР проверка при всяка доставка, бланка за приемане", "", 115, STANISLAV, 0.9),
];

/// Client, low, likely and high potential in euro a year, source.
type PotentialRow = (&'static str, i64, i64, i64, &'static str);

const POTENTIALS: &[PotentialRow] = &[
    (
        "Самовила Дрогерии",
        260_000,
        310_000,
        380_000,
        "Писмо на клиента с прогноза по категории за 62 дрогерии, договор от октомври",
    ),
    (
        "Калимера Маркет",
        640_000,
        820_000,
        1_050_000,
        "Тръжна документация: обем на всички лотове за напитки и закуски",
    ),
    (
        "Банка Сребърна планина",
        22_000,
        30_000,
        40_000,
        "Бюджет на банката за кафе, вода и хигиена, казан от отдел „Покупки“",
    ),
    (
        "Пчелин Био",
        170_000,
        210_000,
        260_000,
        "Оценка на търговеца по броя на магазините",
    ),
    (
        "Градина Плюс",
        15_000,
        60_000,
        140_000,
        "Първи разговор с управителя",
    ),
];

/// The answers, in the order they are told.
pub(super) fn answers(clients: &[Client]) -> Vec<SampleAnswer> {
    let answer = |&(name, criterion, answer, text, link, days_ago, author, confidence): &Row| {
        Some(SampleAnswer {
            customer_code: code_of(clients, name)?,
            criterion,
            answer,
            evidence_text: text.to_owned(),
            evidence_link: link.to_owned(),
            days_ago,
            author,
            confidence,
        })
    };
    ANSWERS.iter().filter_map(answer).collect()
}

/// The stated potentials.
pub(super) fn potentials(clients: &[Client]) -> Vec<SamplePotential> {
    let potential = |&(name, low, likely, high, source): &PotentialRow| {
        Some(SamplePotential {
            customer_code: code_of(clients, name)?,
            low,
            likely,
            high,
            source: source.to_owned(),
        })
    };
    POTENTIALS.iter().filter_map(potential).collect()
}

pub(super) fn code_of(clients: &[Client], name: &str) -> Option<String> {
    let with_space = format!("{name} ");
    clients
        .iter()
        .find(|client| client.name.starts_with(&with_space))
        .map(|client| client.code.clone())
}

#[cfg(test)]
pub(super) const TOLD: (usize, usize) = (ANSWERS.len(), POTENTIALS.len());
