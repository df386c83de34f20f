//! What the wholesaler and its bigger clients promised each other, and what became of it. Some keep
//! their word better than others, on either side: that is worth finding.

use super::clients::Client;
use crate::chance::Chance;
use crate::firm::SampleObligation;

/// Clients with whom promises are written down.
const CLIENTS_WITH_PROMISES: usize = 18;

/// Days the promises reach back.
const DAYS_BACK: i64 = 540;

/// Days of grace of promises that have some.
const GRACE_DAYS: u16 = 5;

/// Stream of chance, so that a change here leaves the rest alone.
const SUBJECT: u64 = 0x0F1D;

/// What, its kind, whence, and where it is written.
type Line = (&'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip] // One line a row: read as a table.
const OURS: &[Line] = &[
    ("Да пратим мостри от новата био гама", "delivery", "interaction", "разговор по телефона"),
    ("Доставка преди 9 ч. в централния склад", "deadline", "clause", "рамков договор, т. 6"),
    ("Планограма за стойката със сосове", "information", "interaction", "среща в офиса им"),
    ("Кредитно известие за липсващите два кашона", "payment", "interaction", "рекламационен протокол"),
    ("Обучение на персонала за новите етикети", "service", "support", ""),
    ("Сертификати за всяка партида", "quality", "clause", "рамков договор, т. 9"),
    ("Оферта за собствена марка", "information", "interaction", "имейл"),
    ("Замяна на стоката с кратък срок", "quality", "custom", ""),
    ("Писмен план за подобряване на доставките", "service", "interaction", "среща за качеството"),
    ("Запазване на цената до края на тримесечието", "protection", "clause", "анекс 2, т. 1"),
];

#[rustfmt::skip]
const THEIRS: &[Line] = &[
    ("Плащане по фактурите до 30 дни", "payment", "clause", "рамков договор, т. 11"),
    ("Прогноза по артикули за тримесечието", "information", "interaction", "имейл"),
    ("Две лица на рафта за новата гама", "service", "interaction", "среща в офиса им"),
    ("Препоръка пред веригата в Русе", "reference", "interaction", "разговор на изложението"),
    ("Листване на три нови артикула", "service", "interaction", "протокол от съвета"),
    ("Потвърждение на заявките до 12 ч.", "deadline", "custom", ""),
    ("Връщане на палетите", "delivery", "clause", "рамков договор, т. 7"),
    ("Плащане на просрочената фактура", "payment", "interaction", "разговор по телефона"),
];

/// Proof that something was done.
const PROOFS: [&str; 5] = [
    "приемо-предавателен протокол",
    "имейл с потвърждение",
    "товарителница с подпис",
    "банково извлечение",
    "снимка от обекта",
];

/// What became of a promise.
#[derive(Clone, Copy)]
enum Fate {
    Kept,
    KeptInGrace,
    Cured,
    Broken,
    Forgiven,
    Waived,
}

/// How well the sides keep their word, in promises of a thousand, by place of the client: we, they.
/// The others keep it well.
const CHARACTERS: [(usize, i64, i64); 5] = [
    // They pay late and confirm late.
    (1, 900, 420),
    // Our deliveries went wrong here.
    (2, 380, 900),
    // Both sides have got used to it.
    (5, 560, 540),
    // The best of friends.
    (0, 960, 950),
    (7, 980, 700),
];

/// The clients with whom only a few promises are written down: nothing can be said of them yet.
const BARELY_KNOWN: [usize; 3] = [3, 8, 13];

/// What the wholesaler and its clients owe or owed each other.
pub(super) fn promises(seed: u64, clients: &[Client]) -> Vec<SampleObligation> {
    let mut biggest: Vec<&Client> = clients.iter().collect();
    biggest.sort_by(|a, b| {
        b.revenue
            .total_cmp(&a.revenue)
            .then_with(|| a.code.cmp(&b.code))
    });
    let mut found = Vec::new();
    for (place, client) in biggest.into_iter().take(CLIENTS_WITH_PROMISES).enumerate() {
        let mut chance = Chance::stream(seed, SUBJECT + place as u64);
        let character = CHARACTERS.iter().find(|(of, ..)| *of == place);
        let (we, they) = character.map_or((880, 860), |(_, we, they)| (*we, *they));
        for (debtor, lines, keeps) in [("us", OURS, we), ("them", THEIRS, they)] {
            past(
                client,
                (debtor, lines),
                (place, keeps),
                &mut chance,
                &mut found,
            );
            open(client, (debtor, lines), place, &mut chance, &mut found);
        }
        if place % 6 == 4 {
            found.push(gift(client, place));
        }
    }
    found
}

fn past(
    client: &Client,
    (debtor, lines): (&'static str, &[Line]),
    (place, keeps): (usize, i64),
    chance: &mut Chance,
    into: &mut Vec<SampleObligation>,
) {
    let first = chance.below(lines.len());
    let most = if BARELY_KNOWN.contains(&place) { 2 } else { 12 };
    let mut due_days_ago = chance.between(32, 50);
    for number in 0..most {
        if due_days_ago > DAYS_BACK {
            break;
        }
        let fate = fate(keeps, chance);
        let line = lines[(first + number) % lines.len()];
        into.push(closed(client, debtor, line, (fate, due_days_ago), chance));
        due_days_ago += chance.between(24, 70);
    }
}

fn fate(keeps: i64, chance: &mut Chance) -> Fate {
    if chance.between(0, 999) < keeps {
        return if chance.per_mille(160) {
            Fate::KeptInGrace
        } else {
            Fate::Kept
        };
    }
    match chance.below(8) {
        0..=3 => Fate::Cured,
        4 | 5 => Fate::Broken,
        6 => Fate::Forgiven,
        _ => Fate::Waived,
    }
}

fn closed(
    client: &Client,
    debtor: &'static str,
    (what, kind, origin, source): Line,
    (fate, due_days_ago): (Fate, i64),
    chance: &mut Chance,
) -> SampleObligation {
    let made_days_ago = due_days_ago + chance.between(12, 40);
    let proof = PROOFS[chance.below(PROOFS.len())];
    let mut events = vec![("accept_unconditional", made_days_ago, "")];
    match fate {
        Fate::Kept => events.push(("discharge", due_days_ago + chance.between(0, 9), proof)),
        Fate::KeptInGrace => {
            events.push(("discharge", due_days_ago - chance.between(1, 4), proof));
        }
        Fate::Cured => events.push(("discharge", due_days_ago - chance.between(7, 26), proof)),
        Fate::Broken => {}
        Fate::Forgiven => {
            let note = "уредено с отстъпка при следващата поръчка";
            events.push(("release", due_days_ago - chance.between(7, 20), note));
        }
        Fate::Waived => {
            let note = "вече не е нужно";
            events.push(("release", due_days_ago + chance.between(1, 8), note));
        }
    }
    let has_grace = matches!(fate, Fate::KeptInGrace);
    SampleObligation {
        customer_code: client.code.clone(),
        debtor,
        what,
        kind,
        origin,
        source,
        made_days_ago,
        due_in: Some(-due_days_ago),
        grace_days: if has_grace { GRACE_DAYS } else { 0 },
        importance: importance(origin),
        is_gift: false,
        events,
    }
}

/// What stands in an agreement weighs more than what was said in passing.
fn importance(origin: &str) -> u8 {
    if origin == "clause" { 2 } else { 1 }
}

fn open(
    client: &Client,
    (debtor, lines): (&'static str, &[Line]),
    place: usize,
    chance: &mut Chance,
    into: &mut Vec<SampleObligation>,
) {
    // The biggest have something due today and something late, so that the first page is not empty.
    let days: &[i64] = match (place, debtor) {
        (0, "us") => &[0, 12],
        (1, "them") => &[-2, 9],
        (2, "us") => &[-3, 4],
        (4, "us") => &[1],
        (6, "them") => &[0],
        _ => &[20],
    };
    for due_in in days {
        let (what, kind, origin, source) = lines[chance.below(lines.len())];
        let due_in = if *due_in == 20 {
            chance.between(3, 45)
        } else {
            *due_in
        };
        let made_days_ago = chance.between(4, 20);
        into.push(SampleObligation {
            customer_code: client.code.clone(),
            debtor,
            what,
            kind,
            origin,
            source,
            made_days_ago,
            due_in: (!chance.per_mille(80) || due_in <= 0).then_some(due_in),
            grace_days: GRACE_DAYS,
            importance: importance(origin),
            is_gift: false,
            events: vec![("accept_unconditional", made_days_ago, "")],
        });
    }
}

fn gift(client: &Client, place: usize) -> SampleObligation {
    let made_days_ago = 20 + i64::try_from(place).unwrap_or(0) * 9;
    SampleObligation {
        customer_code: client.code.clone(),
        debtor: if place.is_multiple_of(4) {
            "us"
        } else {
            "them"
        },
        what: "Зала за обучение на новите търговци, без насрещно задължение",
        kind: "service",
        origin: "support",
        source: "",
        made_days_ago,
        due_in: None,
        grace_days: 0,
        importance: 1,
        is_gift: true,
        events: vec![
            ("accept_unconditional", made_days_ago, ""),
            ("discharge", made_days_ago, ""),
        ],
    }
}
