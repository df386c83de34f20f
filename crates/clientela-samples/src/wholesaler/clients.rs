//! Who buys from the wholesaler, how much and how.

use std::collections::HashSet;

use clientela_domain::identifiers::company_check_digit;

use crate::chance::Chance;

/// Number of clients in the book.
pub(super) const CLIENTS: usize = 400;

/// Net sales of the whole firm in the last twelve months, euro.
pub(super) const FIRM_REVENUE: f64 = 8_400_000.0;

/// What kind of business a client is; it decides what is bought and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trade {
    /// A chain of shops.
    Chain,
    /// A specialised shop: organic, drugstore, bakery, butcher.
    Shop,
    /// A hotel or a restaurant: buys by the season.
    Hotel,
    /// A wholesaler.
    Wholesaler,
    /// A bank: buys coffee, water and hygiene for its offices.
    Bank,
}

/// How a client's buying goes over the three years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Story {
    /// Grows or shrinks by so many per cent a year.
    Trend(i8),
    /// Bought regularly and stopped so many days before today.
    Lost { days_ago: i64 },
    /// As `Lost`, and gave the last goods back later: the year ends below zero.
    Returned {
        days_ago: i64,
        returned_days_ago: i64,
    },
    /// Bought its first goods so many days before today.
    New { days_ago: i64 },
}

/// A client of the wholesaler.
#[derive(Clone, Debug)]
pub(super) struct Client {
    /// Code in the ERP, with a leading zero to be kept.
    pub(super) code: String,
    /// Name with its legal form.
    pub(super) name: String,
    /// ЕИК with a right check digit.
    pub(super) registration_number: String,
    /// City of the client.
    pub(super) city: &'static str,
    /// Sales representative.
    pub(super) representative: &'static str,
    pub(super) trade: Trade,
    pub(super) story: Story,
    /// Net sales in the last twelve months as if the client bought all year, euro.
    pub(super) revenue: f64,
    /// Agreed discount, per cent.
    pub(super) discount: i64,
    /// Days until an invoice is due.
    pub(super) payment_days: i64,
    /// Delivery places; the first is the main one.
    pub(super) sites: usize,
}

impl Client {
    /// Of a thousand deliveries to the client, how many come late. The one that is turning away has
    /// a reason.
    pub(super) fn late_per_mille(&self) -> usize {
        match self.story {
            Story::Trend(percent) if percent <= -15 => 170,
            _ => 55,
        }
    }
}

/// A client somebody has thought about: name, trade, share of the firm's sales in thousandths,
/// story, discount, payment days, sites.
type Notable = (&'static str, Trade, f64, Story, i64, i64, usize);

/// The clients with a story. Their codes are `00001`, `00002` … in this order.
const NOTABLE: [Notable; 24] = [
    (
        "Ракита Ритейл АД",
        Trade::Chain,
        92.0,
        Story::Trend(6),
        12,
        60,
        14,
    ),
    (
        "Калимера Маркет АД",
        Trade::Chain,
        68.0,
        Story::Trend(3),
        10,
        60,
        9,
    ),
    (
        "Хранимир АД",
        Trade::Chain,
        58.0,
        Story::Trend(8),
        10,
        60,
        7,
    ),
    // The big buyer that is not key: no policy, no bodies, no power, no rules.
    (
        "Зорница Склад ООД",
        Trade::Wholesaler,
        51.0,
        Story::Trend(14),
        6,
        14,
        1,
    ),
    (
        "Бялата кошница ЕООД",
        Trade::Chain,
        41.0,
        Story::Trend(11),
        8,
        45,
        5,
    ),
    (
        "Орлица Хотели АД",
        Trade::Hotel,
        36.0,
        Story::Trend(-2),
        7,
        45,
        6,
    ),
    (
        "Пладне Маркет ООД",
        Trade::Chain,
        30.0,
        Story::Trend(-18),
        8,
        45,
        4,
    ),
    (
        "Тримонт Кетъринг ЕООД",
        Trade::Hotel,
        27.0,
        Story::Trend(5),
        6,
        30,
        2,
    ),
    (
        "Дъбрава Маркет ООД",
        Trade::Chain,
        24.0,
        Story::Trend(1),
        6,
        30,
        3,
    ),
    (
        "Пчелин Био ООД",
        Trade::Shop,
        20.0,
        Story::Trend(22),
        5,
        30,
        3,
    ),
    // The client that was lost: a third of a chain's size, and nothing for seven months.
    (
        "Старият мост Маркет ООД",
        Trade::Chain,
        19.0,
        Story::Lost { days_ago: 214 },
        7,
        45,
        3,
    ),
    (
        "Сребърна лъжица ЕООД",
        Trade::Hotel,
        13.0,
        Story::Trend(5),
        4,
        21,
        2,
    ),
    (
        "Мелница Хляб ООД",
        Trade::Shop,
        10.0,
        Story::Trend(-2),
        3,
        21,
        2,
    ),
    (
        "Кокиче Детски кухни ЕООД",
        Trade::Shop,
        9.0,
        Story::Trend(4),
        3,
        30,
        2,
    ),
    (
        "Еделвайс Хижи ЕООД",
        Trade::Hotel,
        7.5,
        Story::Trend(9),
        2,
        21,
        2,
    ),
    (
        "Тополница Бензиностанции АД",
        Trade::Chain,
        7.0,
        Story::Trend(12),
        3,
        30,
        4,
    ),
    (
        "Смрика Фрут ООД",
        Trade::Wholesaler,
        6.0,
        Story::Trend(2),
        3,
        14,
        1,
    ),
    (
        "Ясен Училищен стол ЕООД",
        Trade::Hotel,
        5.0,
        Story::Trend(3),
        2,
        30,
        1,
    ),
    // Small sales and a proven potential: key for what it can become.
    (
        "Самовила Дрогерии АД",
        Trade::Shop,
        5.0,
        Story::New { days_ago: 117 },
        4,
        45,
        3,
    ),
    // The bank: small for the seller, the strictest buyer of all.
    (
        "Банка Сребърна планина АД",
        Trade::Bank,
        2.6,
        Story::Trend(0),
        0,
        30,
        3,
    ),
    (
        "Горски кът ЕООД",
        Trade::Hotel,
        2.4,
        Story::Trend(7),
        0,
        14,
        1,
    ),
    (
        "Пендара Кафе ЕООД",
        Trade::Shop,
        2.2,
        Story::Trend(-6),
        0,
        14,
        1,
    ),
    (
        "Медена роса ЕТ",
        Trade::Shop,
        0.8,
        Story::Returned {
            days_ago: 402,
            returned_days_ago: 352,
        },
        0,
        7,
        1,
    ),
    (
        "Градина Плюс ООД",
        Trade::Chain,
        0.9,
        Story::New { days_ago: 38 },
        0,
        14,
        1,
    ),
];

/// The firm's sales representatives, each with the cities they look after. The first one keeps the
/// chains.
pub(super) const REPRESENTATIVES: [(&str, [&str; 3]); 8] = [
    ("Калина Недева", ["София", "Перник", "Кюстендил"]),
    ("Пламен Зарев", ["Пловдив", "Пазарджик", "Асеновград"]),
    ("Станислав Гешев", ["Варна", "Добрич", "Балчик"]),
    ("Десислава Манева", ["Бургас", "Несебър", "Поморие"]),
    ("Огнян Трайков", ["Русе", "Разград", "Силистра"]),
    ("Милена Лалева", ["Стара Загора", "Сливен", "Казанлък"]),
    ("Борис Чанов", ["Плевен", "Ловеч", "Троян"]),
    ("Яна Рачева", ["Благоевград", "Банско", "Сандански"]),
];

/// First and second halves of invented names: „Росоцвет“, „Медоклас“ …
const NAME_STARTS: [&str; 24] = [
    "Росо",
    "Медо",
    "Бистро",
    "Злато",
    "Сребро",
    "Ясно",
    "Горо",
    "Ветро",
    "Лъчо",
    "Зелено",
    "Бело",
    "Тихо",
    "Камено",
    "Водо",
    "Снего",
    "Слънце",
    "Липо",
    "Дъбо",
    "Яворо",
    "Житно",
    "Клено",
    "Звездо",
    "Луно",
    "Сладо",
];
const NAME_ENDS: [&str; 20] = [
    "цвет",
    "клас",
    "лист",
    "дол",
    "брег",
    "бор",
    "връх",
    "извор",
    "мост",
    "поле",
    "звън",
    "дар",
    "плод",
    "град",
    "рид",
    "кладенец",
    "сад",
    "вит",
    "мир",
    "ток",
];

/// All clients, the ones with a story first; ascending codes.
pub(super) fn all(seed: u64) -> Vec<Client> {
    let mut chance = Chance::stream(seed, 1);
    let mut numbers = HashSet::new();
    let mut clients: Vec<Client> = NOTABLE
        .iter()
        .enumerate()
        .map(|(index, notable)| from_notable(index, notable, &mut chance, &mut numbers))
        .collect();
    let thousandths: f64 = NOTABLE.iter().map(|notable| notable.2).sum();
    let remaining = FIRM_REVENUE * (1.0 - thousandths / 1_000.0);
    // The tail falls as a power of the rank (Zipf), so that a Pareto curve looks like one.
    let weight = |index: usize| ((index - NOTABLE.len() + 9) as f64).powf(-0.92);
    let weights: f64 = (NOTABLE.len()..CLIENTS).map(weight).sum();
    let mut names = invented_names(&mut chance).into_iter();
    for index in NOTABLE.len()..CLIENTS {
        let revenue = remaining * weight(index) / weights * chance.around_one(0.12);
        let word = names.next().unwrap_or_default();
        clients.push(ordinary(index, &word, revenue, &mut chance, &mut numbers));
    }
    clients
}

fn from_notable(
    index: usize,
    &(name, trade, thousandths, story, discount, payment_days, sites): &Notable,
    chance: &mut Chance,
    numbers: &mut HashSet<String>,
) -> Client {
    let district = match trade {
        Trade::Chain | Trade::Bank => 0,
        _ => chance.below(REPRESENTATIVES.len()),
    };
    let (representative, cities) = REPRESENTATIVES[district];
    Client {
        code: code(index),
        name: name.to_owned(),
        registration_number: registration_number(chance, numbers),
        city: cities[0],
        representative,
        trade,
        story,
        revenue: FIRM_REVENUE * thousandths / 1_000.0,
        discount,
        payment_days,
        sites,
    }
}

fn ordinary(
    index: usize,
    word: &str,
    revenue: f64,
    chance: &mut Chance,
    numbers: &mut HashSet<String>,
) -> Client {
    // The larger ones are no corner shops.
    let large = index < NOTABLE.len() + 20;
    let (trade, kinds): (Trade, &[&str]) = match chance.below(100) {
        0..=49 if large => (Trade::Wholesaler, &["Дистрибуция", "Търговия на едро"]),
        50..=74 if large => (Trade::Hotel, &["Хотели", "Курорт"]),
        _ if large => (Trade::Chain, &["Маркет", "Магазини"]),
        0..=3 => (Trade::Chain, &["Маркет", "Експрес"]),
        4..=58 => (
            Trade::Shop,
            &[
                "Деликатеси",
                "Био",
                "Хляб и закуски",
                "Дрогерия",
                "Месарница",
                "Плод-зеленчук",
            ],
        ),
        59..=83 => (
            Trade::Hotel,
            &["Хотел", "Ресторант", "Къща за гости", "Кетъринг", "Бистро"],
        ),
        _ => (
            Trade::Wholesaler,
            &["Склад", "Дистрибуция", "Търговия на едро"],
        ),
    };
    let kind = kinds[chance.below(kinds.len())];
    let form = ["ЕООД", "ЕООД", "ООД", "ЕТ", "ООД"][chance.below(5)];
    let (representative, cities) = REPRESENTATIVES[chance.below(REPRESENTATIVES.len())];
    let story = match chance.below(100) {
        0..=4 => Story::Lost {
            days_ago: chance.between(60, 700),
        },
        5..=10 => Story::New {
            days_ago: chance.between(40, 600),
        },
        _ => Story::Trend(i8::try_from(chance.between(-12, 30)).unwrap_or(0)),
    };
    Client {
        code: code(index),
        name: format!("{word} {kind} {form}"),
        registration_number: registration_number(chance, numbers),
        city: cities[chance.below(cities.len())],
        representative,
        trade,
        story,
        revenue,
        discount: chance.between(0, 4).max(0),
        payment_days: [7, 14, 14, 21, 30][chance.below(5)],
        sites: 1,
    }
}

fn code(index: usize) -> String {
    format!("{:05}", index + 1)
}

/// Every combination of a start and an end once, in a shuffled order.
fn invented_names(chance: &mut Chance) -> Vec<String> {
    let mut names: Vec<String> = NAME_STARTS
        .iter()
        .flat_map(|start| NAME_ENDS.iter().map(move |end| format!("{start}{end}")))
        .collect();
    for last in (1..names.len()).rev() {
        let other = chance.below(last + 1);
        names.swap(last, other);
    }
    names
}

fn registration_number(chance: &mut Chance, numbers: &mut HashSet<String>) -> String {
    loop {
        let first_eight = format!("99{:06}", chance.below(1_000_000));
        let number = match company_check_digit(&first_eight) {
            Some(digit) => format!("{first_eight}{digit}"),
            None => continue,
        };
        if numbers.insert(number.clone()) {
            return number;
        }
    }
}
