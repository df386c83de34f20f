//! Who is who at the wholesaler's biggest clients, and how they buy. Posts whose holder nobody knows
//! are on the map all the same, as somebody to be found.

use super::clients::{Client, Trade};
use crate::chance::Chance;
use crate::firm::SamplePurchase;
use crate::maps::{SampleMap, SampleMapMember, SampleMapTie};

/// Clients of which somebody drew a map: the biggest.
const CLIENTS_WITH_MAPS: usize = 6;

/// Stream of chance, so that a change here leaves the rest alone.
const SUBJECT: u64 = 0x3A9;

/// Attitudes from worst to best.
const ATTITUDES: [&str; 5] = ["blocker", "opponent", "neutral", "supporter", "champion"];

/// Post, department, roles, place in [`ATTITUDES`] (none when nobody knows), influence (0 when nobody
/// knows), can stop a decision alone, the post above, whence it is known.
type Line = (
    &'static str,
    &'static str,
    &'static [&'static str],
    Option<usize>,
    u8,
    &'static str,
    &'static str,
    &'static str,
);

#[rustfmt::skip] // One line a row: read as a table.
const CHAIN: &[Line] = &[
    ("Категориен мениджър", "Категории", &["buyer", "influencer"], Some(4), 4, "no", "Директор „Покупки“", "защити ни пред комисията, протокол"),
    ("Директор „Покупки“", "Покупки", &["decider"], Some(2), 5, "yes", "Изпълнителен директор", "подписва договора, т. 14"),
    ("Ръководител „Логистика“", "Логистика", &["gatekeeper", "user"], Some(1), 3, "", "Изпълнителен директор", ""),
    ("Главен счетоводител", "Финанси", &["influencer"], None, 2, "no", "Изпълнителен директор", ""),
    ("Изпълнителен директор", "Управление", &["initiator"], Some(3), 5, "", "", "думите му на годишната среща"),
    ("Ръководител „Качество“", "Качество", &["gatekeeper"], None, 0, "", "Изпълнителен директор", ""),
];
#[rustfmt::skip]
const SHOP: &[Line] = &[
    ("Управител", "Управление", &["decider", "initiator"], Some(3), 5, "yes", "", "подписва поръчките"),
    ("Снабдител", "Покупки", &["buyer"], Some(4), 3, "no", "Управител", "даде ни име на съседна верига"),
    ("Счетоводител", "Финанси", &["influencer"], Some(2), 2, "no", "Управител", ""),
    ("Ръководител на магазин", "Магазини", &["user"], None, 2, "", "Управител", ""),
];
#[rustfmt::skip]
const HOTEL: &[Line] = &[
    ("Мениджър „Храни и напитки“", "Храни и напитки", &["initiator", "user"], Some(4), 4, "no", "Управител", "поиска дегустация за целия екип"),
    ("Главен готвач", "Кухня", &["user", "influencer"], Some(3), 4, "", "Мениджър „Храни и напитки“", "избра зехтина ни на сляпо"),
    ("Снабдител", "Покупки", &["buyer"], Some(2), 3, "no", "Финансов директор", ""),
    ("Финансов директор", "Финанси", &["gatekeeper"], Some(0), 4, "yes", "Управител", "спря договора през март, писмо"),
    ("Управител", "Управление", &["decider"], None, 5, "", "", ""),
];
#[rustfmt::skip]
const BANK: &[Line] = &[
    ("Ръководител „Покупки“", "Покупки", &["buyer"], Some(3), 4, "no", "Регионален директор", "покани ни в търга"),
    ("Експерт „Обществено възлагане“", "Покупки", &["gatekeeper"], Some(2), 2, "", "Ръководител „Покупки“", ""),
    ("Началник „Административно обслужване“", "Администрация", &["user"], Some(4), 3, "no", "Регионален директор", "препоръка с писмо"),
    ("Юрисконсулт", "Право", &["influencer"], Some(1), 2, "yes", "Регионален директор", ""),
    ("Регионален директор", "Управление", &["decider"], None, 0, "", "", ""),
];

/// From whom, what kind of tie, to whom, how strong.
type Tie = (&'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const TIES: &[Tie] = &[
    ("Категориен мениджър", "influences", "Директор „Покупки“", "strong"),
    ("Ръководител „Логистика“", "opposes", "Категориен мениджър", "plain"),
    ("Главен счетоводител", "friend", "Ръководител „Логистика“", "weak"),
    ("Снабдител", "former_colleague", "Управител", "plain"),
    ("Главен готвач", "influences", "Управител", "strong"),
    ("Финансов директор", "opposes", "Мениджър „Храни и напитки“", "plain"),
    ("Началник „Административно обслужване“", "friend", "Ръководител „Покупки“", "plain"),
    ("Юрисконсулт", "influences", "Регионален директор", "strong"),
];

const fn lines(trade: Trade) -> &'static [Line] {
    match trade {
        Trade::Chain => CHAIN,
        Trade::Shop | Trade::Wholesaler => SHOP,
        Trade::Hotel => HOTEL,
        Trade::Bank => BANK,
    }
}

/// The maps of the biggest clients.
pub(super) fn maps(seed: u64, clients: &[Client]) -> Vec<SampleMap> {
    let mut biggest: Vec<&Client> = clients.iter().collect();
    biggest.sort_by(|a, b| {
        b.revenue
            .total_cmp(&a.revenue)
            .then_with(|| a.code.cmp(&b.code))
    });
    biggest
        .into_iter()
        .take(CLIENTS_WITH_MAPS)
        .enumerate()
        .map(|(place, client)| {
            let mut chance = Chance::stream(seed, SUBJECT + place as u64);
            map(client, place, &mut chance)
        })
        .collect()
}

fn map(client: &Client, place: usize, chance: &mut Chance) -> SampleMap {
    let lines = lines(client.trade);
    let has = |post: &str| lines.iter().any(|line| line.0 == post);
    SampleMap {
        customer_code: client.code.clone(),
        members: lines.iter().map(|line| member(*line, chance)).collect(),
        ties: TIES
            .iter()
            .filter(|tie| has(tie.0) && has(tie.2))
            .map(|(from, kind, to, strength)| SampleMapTie {
                from,
                kind,
                to,
                strength,
                days_ago: chance.between(20, 300),
            })
            .collect(),
        purchase: (place < 2).then(|| purchase(lines)),
    }
}

/// Clients of one trade are not all alike: now and then somebody thinks better or worse of us.
fn member(line: Line, chance: &mut Chance) -> SampleMapMember {
    let (title, unit, roles, attitude, influence, veto, reports_to, evidence) = line;
    let moved = attitude.map(|place| match chance.below(5) {
        0 => place.saturating_sub(1),
        1 => (place + 1).min(ATTITUDES.len() - 1),
        _ => place,
    });
    SampleMapMember {
        title,
        unit,
        roles,
        attitude: moved.map_or("", |place| ATTITUDES[place]),
        influence,
        veto,
        reports_to,
        evidence,
        days_ago: chance.between(8, 200),
    }
}

fn purchase(lines: &[Line]) -> SamplePurchase {
    let post = |role: &str| {
        let found = lines.iter().find(|line| line.2.contains(&role));
        found.map_or("", |line| line.0)
    };
    SamplePurchase {
        name: "Годишен договор за доставки",
        budget_cycle: "приема се всяка година през декември",
        budget_in: 20,
        steps: vec![
            ("Сравнение на цените", post("buyer"), -30, true),
            ("Одобрение на асортимента", post("user"), 12, false),
            ("Подписване на договора", post("decider"), 34, false),
        ],
        criteria: vec![
            ("Цена", post("buyer"), 50),
            ("Точност на доставките", post("gatekeeper"), 30),
            ("Отстъпка за обем", post("decider"), 20),
        ],
    }
}
