//! What the wholesaler's people know of the conditions that call for a key account manager, where the
//! ledger cannot tell: how long decisions take, who decides, how essential the goods are.

use super::answers::code_of;
use super::clients::Client;
use crate::firm::SampleCondition;

const KALINA: &str = "Калина Недева";
const PLAMEN: &str = "Пламен Зарев";
const STANISLAV: &str = "Станислав Гешев";

/// Client, question, at least and at most so far, evidence, days ago, author.
type Row = (
    &'static str,
    &'static str,
    (f64, f64),
    &'static str,
    u16,
    &'static str,
);

#[rustfmt::skip] // One answer a line: read as a table.
const CONDITIONS: &[Row] = &[
    // Everything speaks for a manager of their own.
    ("Ракита Ритейл", "long_process", (0.8, 1.0), "Годишният договор: девет месеца от първата среща до подписа, 14 срещи по протоколи", 64, KALINA),
    ("Ракита Ритейл", "several_deciders", (1.0, 1.0), "Комисия по категории от шестима, отдели „Покупки“, „Качество“ и „Логистика“", 120, KALINA),
    ("Ракита Ритейл", "essential_goods.supply_risk", (0.5, 0.5), "Три от собствените им марки се пълнят само при нас; писмо от 3 септември", 64, KALINA),
    ("Ракита Ритейл", "essential_goods.profit_impact", (1.0, 1.0), "Консервите ни са 11 % от оборота им в категорията; тримесечен преглед", 41, KALINA),
    ("Ракита Ритейл", "direct_dealing", (1.0, 1.0), "Договор № 3, доставка до складовете им, без посредник", 64, KALINA),
    ("Ракита Ритейл", "long_relation.joint_plan", (1.0, 1.0), "Съвместен бизнес план за 2026 г.", 41, KALINA),
    ("Ракита Ритейл", "long_relation.shared_data", (1.0, 1.0), "EDI поръчки и седмични наличности", 41, KALINA),
    ("Ракита Ритейл", "long_relation.joint_project", (0.0, 0.0), "Няма общ проект; разговор с категорийния мениджър", 41, KALINA),
    ("Ракита Ритейл", "long_relation.multi_year_contract", (0.0, 0.0), "Договорът е едногодишен", 64, KALINA),
    // Most is known; the essential question is open.
    ("Хранимир", "long_process", (0.6, 0.8), "Листването отне шест месеца и десет срещи", 173, PLAMEN),
    ("Хранимир", "several_deciders", (1.0, 1.0), "Комисия по категории и одитор; одитен доклад", 173, PLAMEN),
    ("Хранимир", "direct_dealing", (1.0, 1.0), "Рамков договор № 14", 257, PLAMEN),
    ("Хранимир", "essential_goods.supply_risk", (1.0, 1.0), "", 80, PLAMEN),
    // Large and simple: the sales alone do not make a need.
    ("Зорница Склад", "long_process", (0.0, 0.0), "Поръчва по телефона и купува същия ден", 55, STANISLAV),
    ("Зорница Склад", "several_deciders", (0.0, 0.0), "Решава сам собственикът", 55, STANISLAV),
    ("Зорница Склад", "direct_dealing", (1.0, 1.0), "Купува от нашия склад", 55, STANISLAV),
    ("Зорница Склад", "essential_goods.supply_risk", (0.0, 0.0), "Купува същото и от още трима доставчици; каза собственикът", 55, STANISLAV),
    ("Зорница Склад", "essential_goods.profit_impact", (0.0, 0.5), "Малка част от оборота на склада", 55, STANISLAV),
    ("Самовила Дрогерии", "several_deciders", (1.0, 1.0), "Комисия „Нови доставчици“, петима; протокол от 18 юни", 102, PLAMEN),
    ("Самовила Дрогерии", "long_process", (0.4, 0.6), "Пет месеца от поканата до договора", 60, PLAMEN),
];

/// The answers about conditions, in the order they are told.
pub(super) fn conditions(clients: &[Client]) -> Vec<SampleCondition> {
    let condition = |&(name, question, bounds, evidence, days_ago, author): &Row| {
        Some(SampleCondition {
            customer_code: code_of(clients, name)?,
            question,
            bounds,
            evidence_text: evidence.to_owned(),
            days_ago,
            author,
        })
    };
    CONDITIONS.iter().filter_map(condition).collect()
}

#[cfg(test)]
pub(super) const TOLD: usize = CONDITIONS.len();
