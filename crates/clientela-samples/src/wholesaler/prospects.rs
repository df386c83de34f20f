//! Whom the wholesaler would like to sell to: names from its clients, one of whom became a client and named the next
//! one; a fair, a directory, cold visits; one to look at again, one without money, one lost.

use super::clients::Client;
use super::support::by_revenue;
use crate::prospects::{SampleOrigin, SampleProspect};

/// Place of the client by revenue whose person named it, how it came, more about it, days ago.
type Came = (Option<usize>, &'static str, &'static str, i64);

/// Question, answer, evidence.
type Answers = &'static [(&'static str, &'static str, &'static str)];

/// Stage, days ago, why.
type Moves = &'static [(&'static str, i64, &'static str)];

/// Days until it is looked at again, place of the client it became.
type Then = (Option<i64>, Option<usize>);

#[rustfmt::skip] // One prospect a block: read as a table.
const PROSPECTS: &[(&str, &str, Came, Answers, Moves, Then)] = &[
    ("Смесен магазин „Изток“", "Русе", (Some(0), "chain", "съсед на склада им", 104),
        &[("functional_need", "yes", "зарежда два пъти седмично"), ("ability", "yes", "плаща при доставка"), ("authority", "yes", "собственикът решава сам"), ("access", "yes", "запозна ни техният управител")],
        &[("contacted", 98, ""), ("qualified", 90, ""), ("offered", 84, ""), ("won", 66, "")], (None, Some(14))),
    ("Пекарна „Слънчоглед“", "Русе", (Some(14), "chain", "пече хляба за магазина им", 44),
        &[("functional_need", "yes", "търсят брашно на палети")],
        &[("contacted", 37, "")], (None, None)),
    ("Хотел „Орфей“", "Девин", (Some(1), "client", "снабдителят им работеше там", 88),
        &[("functional_need", "yes", "сменят доставчика на напитки"), ("prestige_need", "yes", "искат марки за петте звезди"), ("ability", "yes", "обявени отчети, печалба три години поред"), ("authority", "yes", "управителят подписва до 20 000 €"), ("access", "yes", "срещнахме се на 3-ти")],
        &[("contacted", 80, ""), ("qualified", 52, "")], (None, None)),
    ("Ресторант „Кипарис“", "Пловдив", (Some(2), "chain", "зет на управителя", 36),
        &[("functional_need", "yes", "ще отварят втори салон")],
        &[("contacted", 30, "")], (None, None)),
    ("Сладкарница „Маркиза“", "Пловдив", (Some(2), "chain", "до ресторанта", 36), &[], &[], (None, None)),
    ("Кетъринг „Наздраве“", "София", (Some(0), "chain", "работят за същите събития", 62),
        &[("functional_need", "partly", "купуват от пазара"), ("access", "yes", "обадиха се сами")],
        &[("contacted", 55, "")], (None, None)),
    ("Магазини „Балкан“", "Габрово", (None, "exhibition", "Храни и напитки, щанд 14", 92),
        &[("functional_need", "yes", "четири магазина, един доставчик"), ("ability", "yes", "банкова референция"), ("authority", "yes", "търговският директор"), ("access", "yes", "среща в централата")],
        &[("contacted", 85, ""), ("qualified", 60, ""), ("offered", 16, "")], (None, None)),
    ("Бензиностанции „Пътник“", "Плевен", (None, "observation", "нова обява за магазин на входа на града", 12), &[], &[], (None, None)),
    ("Училищно хранене „Здраве“", "Варна", (None, "directory", "Търговски справочник, раздел „Кетъринг“", 140),
        &[("functional_need", "yes", "600 порции дневно"), ("ability", "yes", "общински договор"), ("authority", "yes", "директорът"), ("access", "yes", "приеха ни веднага")],
        &[("contacted", 132, ""), ("qualified", 120, ""), ("offered", 100, ""), ("lost", 71, "price")], (None, None)),
    ("Стол на болница „Надежда“", "Варна", (None, "cold", COLD_BATCH, 112),
        &[("functional_need", "yes", "нов изпълнител от пролетта"), ("authority", "no", "решава обществена поръчка, не домакинът")],
        &[("contacted", 108, ""), ("parked", 76, "Поръчката се обявява наесен")], (Some(0), None)),
    ("Клуб „Акваланд“", "Бургас", (None, "cold", COLD_BATCH, 110),
        &[("ability", "no", "запорирани сметки")],
        &[("contacted", 105, ""), ("parked", 104, "Няма с какво да плати")], (Some(75), None)),
    ("Магазин „Роза“", "Казанлък", (Some(3), "influence", "председателят на местните търговци", 21),
        &[("functional_need", "yes", "иска собствена марка")],
        &[("contacted", 15, "")], (None, None)),
    ("Пансион „Морска звезда“", "Созопол", (None, "cold", COLD_BATCH, 112), &[], &[], (None, None)),
    ("Гостилница „При моста“", "Ловеч", (None, "meeting", MEETING, 29),
        &[("functional_need", "yes", "сменя менюто и търси нови доставчици")],
        &[("contacted", 24, "")], (None, None)),
    ("Хотел „Калина“", "Велинград", (None, "meeting", MEETING, 29), &[], &[], (None, None)),
];

/// The batch of cold contacts.
const COLD_BATCH: &str = "Столове и клубове край морето";

/// The professional meeting.
const MEETING: &str = "Среща на хотелиерите и ресторантьорите";

/// Where several of them come from together.
pub(super) const ORIGINS: &[SampleOrigin] = &[
    SampleOrigin {
        source: "cold",
        name: COLD_BATCH,
        list: "Регистър на обектите за хранене, област Варна и област Бургас",
        reason: "готвят цяла година и купуват на палети",
        days_ago: 114,
        cost: 180,
    },
    SampleOrigin {
        source: "meeting",
        name: MEETING,
        list: "",
        reason: "годишната среща на бранша, бяхме на щанда за дегустация",
        days_ago: 30,
        cost: 640,
    },
];

/// All of them.
pub(super) fn prospects(clients: &[Client]) -> Vec<SampleProspect> {
    let biggest = by_revenue(clients);
    let code = |place: usize| biggest.get(place).map(|client| client.code.clone());
    let told = PROSPECTS.iter().map(|line| {
        let (name, city, came, answers, moves, then) = *line;
        SampleProspect {
            name,
            city,
            source: came.1,
            detail: came.2,
            named_by: came.0.and_then(code),
            agreement: None,
            days_ago: came.3,
            answers,
            moves,
            review_in: then.0,
            became: then.1.and_then(code),
        }
    });
    told.collect()
}
