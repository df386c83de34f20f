//! Whom the wholesaler's people know at their biggest clients: two to five at each, some of them in
//! two firms at once, some who came from another client. Names and numbers are invented; telephone
//! numbers lie in `+359 88 000 …`, addresses under `.example`.

use std::collections::HashSet;

use super::clients::{Client, Trade};
use crate::chance::Chance;
use crate::firm::{SamplePerson, SamplePlace};

/// Clients at which somebody is known: the biggest.
const CLIENTS_WITH_PEOPLE: usize = 40;

/// Stream of chance of this file.
const SUBJECT: u64 = 9;

const WOMEN: [&str; 16] = [
    "Албена",
    "Биляна",
    "Ваня",
    "Гергана",
    "Деница",
    "Елица",
    "Живка",
    "Зорница",
    "Илиана",
    "Красимира",
    "Лиляна",
    "Мирела",
    "Надежда",
    "Петя",
    "Ралица",
    "Снежана",
];
const MEN: [&str; 16] = [
    "Асен",
    "Благой",
    "Венцислав",
    "Георги",
    "Добрин",
    "Емил",
    "Захари",
    "Ивайло",
    "Камен",
    "Любомир",
    "Момчил",
    "Огнян",
    "Пламен",
    "Росен",
    "Стоян",
    "Тодор",
];
/// Family names in both forms.
const FAMILIES: [(&str, &str); 24] = [
    ("Арнаудова", "Арнаудов"),
    ("Бончева", "Бончев"),
    ("Велинова", "Велинов"),
    ("Гетова", "Гетов"),
    ("Дойчева", "Дойчев"),
    ("Еленкова", "Еленков"),
    ("Желязкова", "Желязков"),
    ("Златарева", "Златарев"),
    ("Искърова", "Искъров"),
    ("Калчева", "Калчев"),
    ("Лозанова", "Лозанов"),
    ("Минчева", "Минчев"),
    ("Найденова", "Найденов"),
    ("Обретенова", "Обретенов"),
    ("Пенчева", "Пенчев"),
    ("Райкова", "Райков"),
    ("Славчева", "Славчев"),
    ("Тонкова", "Тонков"),
    ("Узунова", "Узунов"),
    ("Фурнаджиева", "Фурнаджиев"),
    ("Хлебарова", "Хлебаров"),
    ("Цолова", "Цолов"),
    ("Чакърова", "Чакъров"),
    ("Шишманова", "Шишманов"),
];

/// Title and department, in the order in which people of a client become known.
type Post = (&'static str, &'static str);

const CHAIN: [Post; 5] = [
    ("Категориен мениджър", "Категории"),
    ("Директор „Покупки“", "Покупки"),
    ("Ръководител „Логистика“", "Логистика"),
    ("Главен счетоводител", "Финанси"),
    ("Изпълнителен директор", "Управление"),
];
const SHOP: [Post; 5] = [
    ("Управител", "Управление"),
    ("Снабдител", "Покупки"),
    ("Счетоводител", "Финанси"),
    ("Ръководител на магазин", "Магазини"),
    ("Съдружник", "Управление"),
];
const HOTEL: [Post; 5] = [
    ("Мениджър „Храни и напитки“", "Храни и напитки"),
    ("Главен готвач", "Кухня"),
    ("Снабдител", "Покупки"),
    ("Финансов директор", "Финанси"),
    ("Управител", "Управление"),
];
const BANK: [Post; 5] = [
    ("Ръководител „Покупки“", "Покупки"),
    ("Експерт „Обществено възлагане“", "Покупки"),
    ("Началник „Административно обслужване“", "Администрация"),
    ("Юрисконсулт", "Право"),
    ("Регионален директор", "Управление"),
];

/// People at the biggest clients, in the order of the clients.
pub(super) fn people(seed: u64, clients: &[Client]) -> Vec<SamplePerson> {
    let mut chance = Chance::stream(seed, SUBJECT);
    let mut biggest: Vec<&Client> = clients.iter().collect();
    biggest.sort_by(|a, b| {
        b.revenue
            .total_cmp(&a.revenue)
            .then_with(|| a.code.cmp(&b.code))
    });
    biggest.truncate(CLIENTS_WITH_PEOPLE);
    let mut people = Vec::new();
    let mut names = HashSet::new();
    for (at, client) in biggest.iter().enumerate() {
        let known = 2 + chance.below(4);
        for post in posts(client.trade).iter().take(known) {
            let number = people.len();
            let (given_name, family_name) = name(&mut chance, &mut names);
            let mut places = vec![SamplePlace {
                customer_code: client.code.clone(),
                title: post.0,
                unit: post.1,
                years_since: i16::try_from(1 + chance.below(9)).unwrap_or(1),
                years_until: None,
            }];
            let other = biggest[(at + 1 + chance.below(CLIENTS_WITH_PEOPLE - 1)) % biggest.len()];
            places.extend(other_place(&mut chance, other, &places[0]));
            people.push(SamplePerson {
                given_name,
                family_name,
                languages: if chance.per_mille(350) {
                    vec!["bg", "en"]
                } else {
                    vec!["bg"]
                },
                phone: format!("088 000 {:02} {:02}", number / 100, number % 100),
                email: if chance.per_mille(850) {
                    format!("lice{:03}@{}.example", number + 1, client.code)
                } else {
                    String::new()
                },
                consent: if chance.per_mille(500) {
                    "given"
                } else {
                    "unknown"
                },
                places,
            });
        }
    }
    people
}

fn posts(trade: Trade) -> &'static [Post; 5] {
    match trade {
        Trade::Chain => &CHAIN,
        Trade::Shop | Trade::Wholesaler => &SHOP,
        Trade::Hotel => &HOTEL,
        Trade::Bank => &BANK,
    }
}

/// A name nobody has yet.
fn name(
    chance: &mut Chance,
    taken: &mut HashSet<(&'static str, &'static str)>,
) -> (&'static str, &'static str) {
    loop {
        let family = FAMILIES[chance.below(FAMILIES.len())];
        let name = if chance.per_mille(500) {
            (WOMEN[chance.below(WOMEN.len())], family.0)
        } else {
            (MEN[chance.below(MEN.len())], family.1)
        };
        if taken.insert(name) {
            return name;
        }
    }
}

/// One in ten sits in a second firm too, one in five came from another client.
fn other_place(chance: &mut Chance, other: &Client, present: &SamplePlace) -> Option<SamplePlace> {
    let (title, unit) = posts(other.trade)[chance.below(5)];
    let is_second = chance.per_mille(100);
    let is_former = !is_second && chance.per_mille(200);
    let place = |years_since, years_until| SamplePlace {
        customer_code: other.code.clone(),
        title,
        unit,
        years_since,
        years_until,
    };
    if is_second {
        Some(place(1, None))
    } else if is_former {
        let left = present.years_since;
        let stayed = i16::try_from(2 + chance.below(6)).unwrap_or(2);
        Some(place(left + stayed, Some(left)))
    } else {
        None
    }
}
