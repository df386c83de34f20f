//! What the wholesaler knows of its market: three competitors, where they stand at the biggest clients, what was won
//! and lost, and what two clients buy in all, at one of them by sources that contradict each other.

use super::clients::Client;
use super::support::by_revenue;
use crate::market::{
    SampleClientPurchase, SampleCompetitor, SampleContest, SampleIncident, SampleMarket,
    SampleOpportunity, SamplePosition, SampleRemark,
};

const COMPETITORS: &[SampleCompetitor] = &[
    SampleCompetitor {
        name: "Дуналог Дистрибуция",
        strengths: "Ниски цени на напитките, собствен транспорт",
        weaknesses: "Доставят само два пъти седмично",
    },
    SampleCompetitor {
        name: "Калоян Фууд",
        strengths: "Широка гама млечни продукти",
        weaknesses: "Няма представител на място",
    },
    SampleCompetitor {
        name: "Хеми Плюс",
        strengths: "Битова химия от производителя",
        weaknesses: "Дълги срокове при рекламации",
    },
];

/// Place of the client by revenue, competitor by place, group, share, price index.
type Where = (usize, usize, &'static str, Option<(i64, i64)>, Option<i64>);

/// Days until the contract ends, source, days ago.
type Told = (Option<i64>, &'static str, i64);

#[rustfmt::skip] // One line a row: read as a table.
const POSITIONS: &[(Where, Told)] = &[
    ((0, 0, "Напитки", Some((30, 45)), Some(96)), (Some(75), "client", 20)),
    ((0, 2, "Битова химия", Some((50, 60)), Some(103)), (Some(400), "client", 35)),
    ((1, 0, "Напитки", Some((20, 35)), Some(97)), (Some(140), "observed", 18)),
    ((1, 1, "Млечни", Some((60, 70)), None), (None, "published", 60)),
    ((2, 1, "Млечни", None, Some(94)), (Some(30), "hearsay", 40)),
    ((3, 2, "Битова химия", Some((80, 100)), Some(99)), (None, "client", 12)),
    ((4, 0, "Напитки", None, Some(92)), (None, "hearsay", 150)),
];

/// Place of the client by revenue, competitor by place, what, group.
type Fought = (usize, Option<usize>, &'static str, &'static str);

/// Outcome, reason with who says so, whole euro, days ago.
type Ended = (
    &'static str,
    Option<(&'static str, &'static str)>,
    Option<i64>,
    i64,
);

#[rustfmt::skip] // One line a row: read as a table.
const CONTESTS: &[(Fought, Ended)] = &[
    ((0, Some(0), "Промоция на напитки за лятото", "Напитки"), ("won", Some(("delivery", "client")), Some(14_000), 160)),
    ((0, Some(0), "Годишен договор за минерална вода", "Напитки"), ("lost", Some(("price", "client")), Some(22_000), 95)),
    ((1, Some(0), "Сокове за новите магазини", "Напитки"), ("won", Some(("quality", "guessed")), Some(6_500), 70)),
    ((1, Some(1), "Сирене за търговската марка", "Млечни"), ("lost", Some(("specification", "client")), Some(9_000), 210)),
    ((2, Some(1), "Кисело мляко", "Млечни"), ("unknown", None, None, 30)),
    ((3, Some(2), "Препарати за хотела", "Битова химия"), ("lost", Some(("price", "guessed")), Some(3_200), 45)),
    ((4, Some(0), "Безалкохолни за есента", "Напитки"), ("won", Some(("relation", "client")), Some(4_800), 50)),
    ((5, None, "Кафе за офисите", "Напитки"), ("lost", None, None, 15)),
];

/// Place of the client by revenue, competitor by place, what, group.
type Sought = (usize, Option<usize>, &'static str, &'static str);

/// Whole euro from and to, days until it is decided, steps with their days ago, reason with who says so.
type Way = (
    Option<(i64, i64)>,
    Option<i64>,
    &'static [(&'static str, i64)],
    Option<(&'static str, &'static str)>,
);

#[rustfmt::skip] // One line a row: read as a table.
const OPPORTUNITIES: &[(Sought, Way)] = &[
    ((0, Some(0), "Промоция на напитки за лятото", "Напитки"), (Some((14_000, 14_000)), None, &[("identified", 215), ("offered", 190), ("won", 160)], Some(("delivery", "client")))),
    ((0, Some(0), "Годишен договор за минерална вода", "Напитки"), (Some((22_000, 22_000)), None, &[("engaged", 150), ("offered", 128), ("negotiating", 110), ("lost", 95)], Some(("price", "client")))),
    ((1, Some(0), "Сокове за новите магазини", "Напитки"), (Some((6_500, 6_500)), None, &[("engaged", 104), ("offered", 88), ("won", 70)], Some(("quality", "guessed")))),
    ((1, Some(1), "Сирене за търговската марка", "Млечни"), (Some((9_000, 9_000)), None, &[("identified", 260), ("engaged", 241), ("lost", 210)], Some(("specification", "client")))),
    ((3, Some(2), "Препарати за хотела", "Битова химия"), (Some((3_200, 3_200)), None, &[("engaged", 80), ("offered", 66), ("lost", 45)], Some(("price", "guessed")))),
    ((4, Some(0), "Безалкохолни за есента", "Напитки"), (Some((4_800, 4_800)), None, &[("engaged", 92), ("offered", 75), ("negotiating", 61), ("won", 50)], Some(("relation", "client")))),
    ((0, Some(2), "Препарати за почистване за всички обекти", "Битова химия"), (Some((18_000, 24_000)), Some(40), &[("identified", 55), ("engaged", 34), ("offered", 12)], None)),
    ((1, Some(1), "Кисело мляко под тяхна марка", "Млечни"), (Some((11_000, 15_000)), Some(75), &[("identified", 48), ("engaged", 20)], None)),
    ((2, None, "Кафе за служебните помещения", "Напитки"), (None, None, &[("identified", 9)], None)),
    ((3, Some(0), "Вода за конферентните зали", "Напитки"), (Some((2_400, 2_400)), Some(10), &[("engaged", 30), ("negotiating", 6)], None)),
    ((5, Some(1), "Сирена и кашкавали за празниците", "Млечни"), (Some((5_000, 7_500)), Some(21), &[("engaged", 26), ("offered", 17)], None)),
];

/// Place of the client by revenue, group, least and most in thousandths of what it bought from the firm.
type Bought = (usize, &'static str, i64, Option<i64>);

#[rustfmt::skip] // One line a row: read as a table.
const PURCHASES: &[(Bought, Told)] = &[
    ((0, "", 2_400, Some(3_300)), (Some(80), "statement", 60)),
    ((0, "", 2_900, Some(3_900)), (Some(60), "accounts", 40)),
    ((0, "", 1_200, None), (None, "observed", 20)),
    ((1, "", 2_000, Some(2_500)), (Some(70), "statement", 90)),
    ((1, "", 3_100, Some(3_600)), (Some(50), "norm", 30)),
];

/// Place of the client by revenue, group, what went wrong.
type WentWrong = (Option<usize>, &'static str, &'static str);

/// Severity, source, what was done, days until it was settled, days ago.
type Settled = (&'static str, &'static str, &'static str, Option<i64>, i64);

#[rustfmt::skip] // One line a row: read as a table.
const INCIDENTS: &[(WentWrong, Settled)] = &[
    ((Some(1), "Млечни", "Кисело мляко с изтичащ срок в три магазина"), ("major", "client", "Прибрахме партидата и заменихме стоката за един ден", Some(2), 75)),
    ((Some(0), "Напитки", "Счупени палети с минерална вода"), ("minor", "client", "Кредитно известие за счупеното", Some(6), 120)),
    ((None, "Битова химия", "Сигнал в социална мрежа за течащи опаковки на препарат"), ("major", "online", "Проверяваме партидата с производителя", None, 9)),
];

/// Place of the client by revenue, competitor by place, group, what was said or seen.
type Words = (Option<usize>, Option<usize>, &'static str, &'static str);

/// About what, tone, source, days ago.
type Heard = (&'static str, Option<&'static str>, &'static str, i64);

#[rustfmt::skip] // One line a row: read as a table.
const REMARKS: &[(Words, Heard)] = &[
    ((Some(0), None, "", "Управителят ни препоръча на собственика на съседната верига"), ("us", Some("recommends"), "client", 25)),
    ((None, None, "Напитки", "Местният вестник похвали доставките ни преди празниците"), ("us", Some("good"), "press", 48)),
    ((Some(3), None, "Битова химия", "Оплакаха се пред колега от дългите срокове при рекламации"), ("us", Some("bad"), "colleague", 60)),
    ((None, Some(0), "Напитки", "Конкурентът отваря склад в Пловдив през пролетта"), ("market", None, "fair", 33)),
    ((None, None, "Млечни", "Веригите искат собствена марка кисело мляко"), ("market", None, "partner", 14)),
];

/// Everything it knows.
pub(super) fn market(clients: &[Client]) -> SampleMarket {
    let biggest = by_revenue(clients);
    let name = |place: usize| COMPETITORS.get(place).map(|one| one.name);
    let position = |(at, told): &(Where, Told)| {
        let (place, competitor, product_group, share, price_index) = *at;
        let (ends_in, source, days_ago) = *told;
        Some(SamplePosition {
            customer_code: biggest.get(place)?.code.clone(),
            competitor: name(competitor)?,
            product_group,
            share,
            price_index,
            ends_in,
            source,
            days_ago,
        })
    };
    let contest = |(fought, ended): &(Fought, Ended)| {
        let (place, competitor, what, product_group) = *fought;
        let (outcome, reason, value, days_ago) = *ended;
        Some(SampleContest {
            customer_code: biggest.get(place)?.code.clone(),
            competitor: competitor.and_then(name).unwrap_or_default(),
            what,
            product_group,
            outcome,
            reason,
            value,
            days_ago,
        })
    };
    let purchase = |(bought, told): &(Bought, Told)| {
        let (place, product_group, low, high) = *bought;
        let (confidence, source, days_ago) = *told;
        let client = biggest.get(place)?;
        let euro = |thousandths: i64| hundreds(client.revenue * thousandths as f64 / 1_000.0);
        Some(SampleClientPurchase {
            customer_code: client.code.clone(),
            product_group,
            low: euro(low),
            high: high.map(euro),
            source,
            confidence: confidence.and_then(|percent| u8::try_from(percent).ok()),
            days_ago,
        })
    };
    let code = |place: Option<usize>| match place {
        None => Some(String::new()),
        Some(place) => Some(biggest.get(place)?.code.clone()),
    };
    let incident = |(wrong, settled): &(WentWrong, Settled)| {
        let (place, product_group, what) = *wrong;
        let (severity, origin, done, settled_after, days_ago) = *settled;
        Some(SampleIncident {
            customer_code: code(place)?,
            product_group,
            what,
            severity,
            origin,
            done,
            settled_after,
            days_ago,
        })
    };
    let remark = |(words, heard): &(Words, Heard)| {
        let (place, competitor, product_group, what) = *words;
        let (about, tone, origin, days_ago) = *heard;
        Some(SampleRemark {
            customer_code: code(place)?,
            competitor: competitor.and_then(name).unwrap_or_default(),
            about,
            tone,
            product_group,
            what,
            origin,
            days_ago,
        })
    };
    let opportunity = |(sought, way): &(Sought, Way)| {
        let (place, competitor, name_of_it, product_group) = *sought;
        let (value, expected_in, steps, reason) = *way;
        Some(SampleOpportunity {
            customer_code: biggest.get(place)?.code.clone(),
            name: name_of_it,
            product_group,
            competitor: competitor.and_then(name).unwrap_or_default(),
            value,
            expected_in,
            steps,
            reason,
        })
    };
    SampleMarket {
        incidents: INCIDENTS.iter().filter_map(incident).collect(),
        remarks: REMARKS.iter().filter_map(remark).collect(),
        opportunities: OPPORTUNITIES.iter().filter_map(opportunity).collect(),
        competitors: COMPETITORS,
        positions: POSITIONS.iter().filter_map(position).collect(),
        contests: CONTESTS.iter().filter_map(contest).collect(),
        purchases: PURCHASES.iter().filter_map(purchase).collect(),
    }
}

/// Whole euro, as people say such figures: in hundreds.
fn hundreds(euro: f64) -> i64 {
    (euro / 100.0).round() as i64 * 100
}
