//! The file is read back field by field, with a reader of its own: what these tests know of the
//! format they know from the header alone.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use clientela_domain::day::Date;
use clientela_domain::identifiers::Eik;

use super::{answers, clients, conditions, wholesaler};
use crate::{SAMPLE_SEED, SampleFirm};

const TODAY: Date = Date::constant(2026, 11, 24);

static FIRM: LazyLock<SampleFirm> = LazyLock::new(|| wholesaler(TODAY, SAMPLE_SEED));

struct Table {
    header: Vec<&'static str>,
    rows: Vec<Vec<&'static str>>,
}

impl Table {
    fn column(&self, name: &str) -> usize {
        self.header
            .iter()
            .position(|header| *header == name)
            .unwrap_or_else(|| panic!("no column {name}"))
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &'static str> {
        let column = self.column(name);
        self.rows.iter().map(move |row| row[column])
    }
}

fn table() -> Table {
    let text = std::str::from_utf8(&FIRM.csv).expect("UTF-8");
    let text = text.strip_prefix('\u{feff}').expect("a byte-order mark");
    let mut lines = text
        .strip_suffix("\r\n")
        .expect("a last line end")
        .split("\r\n");
    let header = lines.next().expect("a header").split(';').collect();
    Table {
        header,
        rows: lines.map(|line| line.split(';').collect()).collect(),
    }
}

fn cents(text: &str) -> i64 {
    let (whole, rest) = text.split_once(',').expect("a decimal comma");
    assert_eq!(rest.len(), 2, "{text}");
    format!("{whole}{rest}").parse().expect("digits")
}

fn day(text: &str) -> Date {
    let part = |range: std::ops::Range<usize>| text[range].parse().expect("digits");
    Date::new(part(6..10), part(3..5) as i8, part(0..2) as i8).expect("a day of the calendar")
}

/// Net sales in euro cents by client code; only documents that are sales.
fn sales_by_client(table: &Table, from: Date) -> HashMap<&'static str, i64> {
    let column = |name| table.column(name);
    let (kind, state, date) = (
        column("Вид документ"),
        column("Статус"),
        column("Дата на документа"),
    );
    let (code, net, currency) = (
        column("Код на клиент"),
        column("Стойност без ДДС"),
        column("Валута"),
    );
    let mut sales = HashMap::new();
    for row in &table.rows {
        if row[kind] == "Проформа" || row[state] == "Анулиран" || day(row[date]) < from
        {
            continue;
        }
        let euro = match row[currency] {
            "BGN" => (cents(row[net]) as f64 / 1.95583).round() as i64,
            _ => cents(row[net]),
        };
        *sales.entry(row[code]).or_insert(0) += euro;
    }
    sales
}

#[test]
fn the_same_day_and_seed_give_the_same_bytes() {
    assert!(wholesaler(TODAY, SAMPLE_SEED) == *FIRM);
    let other = wholesaler(TODAY, SAMPLE_SEED + 1);
    assert!(other.csv != FIRM.csv);
    let later = wholesaler(Date::constant(2028, 2, 29), SAMPLE_SEED);
    assert!(later.csv != FIRM.csv);
}

#[test]
fn it_has_the_size_of_a_wholesaler() {
    let table = table();
    assert!(
        (57_000..63_000).contains(&table.rows.len()),
        "{} lines",
        table.rows.len()
    );
    let clients: HashSet<_> = table
        .values("Код на клиент")
        .filter(|code| !code.is_empty())
        .collect();
    assert!(
        (390..=clients::CLIENTS).contains(&clients.len()),
        "{} clients",
        clients.len()
    );
    let representatives: HashSet<_> = table
        .values("Търговец")
        .filter(|name| !name.is_empty())
        .collect();
    assert_eq!(representatives.len(), 8);
    let days: Vec<Date> = table.values("Дата на документа").map(day).collect();
    assert!(
        days.iter()
            .all(|&day| (Date::constant(2023, 11, 25)..=TODAY).contains(&day))
    );
    assert!(*days.iter().max().expect("days") >= Date::constant(2026, 11, 23));
}

#[test]
fn every_line_is_well_formed() {
    let table = table();
    let column = |name| table.column(name);
    let (net, vat, gross) = (
        column("Стойност без ДДС"),
        column("ДДС сума"),
        column("Сума с ДДС"),
    );
    let (quantity, price, discount) = (
        column("Количество"),
        column("Ед. цена"),
        column("Отстъпка %"),
    );
    let (paid, open) = (column("Платено"), column("Неплатено"));
    let (number, currency, date) = (
        column("Номер на документ"),
        column("Валута"),
        column("Дата на документа"),
    );
    for row in &table.rows {
        assert_eq!(row.len(), table.header.len(), "{row:?}");
        assert_eq!(row[number].len(), 10, "{row:?}");
        assert_eq!(
            cents(row[net]) + cents(row[vat]),
            cents(row[gross]),
            "{row:?}"
        );
        assert_eq!(
            cents(row[paid]) + cents(row[open]),
            cents(row[gross]),
            "{row:?}"
        );
        let quantity: i64 = row[quantity].parse().expect("a whole quantity");
        let exact = quantity * cents(row[price]) * (10_000 - cents(row[discount]));
        assert!((exact - cents(row[net]) * 10_000).abs() <= 5_000, "{row:?}");
        let expected = if day(row[date]) < Date::constant(2026, 1, 1) {
            "BGN"
        } else {
            "EUR"
        };
        assert_eq!(row[currency], expected, "{row:?}");
    }
}

#[test]
fn it_has_the_traps_of_a_real_export() {
    let table = table();
    let count = |name, value: &str| table.values(name).filter(|found| *found == value).count();
    assert!(count("Вид документ", "Кредитно известие") > 150);
    assert!((10..400).contains(&count("Вид документ", "Проформа")));
    assert!((10..300).contains(&count("Статус", "Анулиран")));
    assert!((10..40).contains(&count("Код на клиент", "")));
    assert!(count("Себестойност", "") > 100);
    assert!(count("Дата на доставка", "") > 5);
    let (promised, delivered) = (
        table.column("Обещано количество"),
        table.column("Доставено количество"),
    );
    let short = table
        .rows
        .iter()
        .filter(|row| !row[delivered].is_empty() && row[promised] != row[delivered])
        .count();
    assert!((1_000..5_000).contains(&short), "{short} lines short");
    let kind = table.column("Вид документ");
    let net = table.column("Стойност без ДДС");
    assert!(
        table
            .rows
            .iter()
            .all(|row| (row[kind] == "Кредитно известие") == (cents(row[net]) < 0))
    );
}

#[test]
fn company_numbers_are_right_and_each_belongs_to_one_client() {
    let table = table();
    let by_code: HashMap<_, _> = table
        .values("Код на клиент")
        .zip(table.values("ЕИК"))
        .collect();
    let mut seen = HashSet::new();
    for (code, number) in by_code {
        if !code.is_empty() {
            assert!(Eik::parse(number).is_ok(), "{number}");
            assert!(number.starts_with("99") && seen.insert(number), "{number}");
        }
    }
}

#[test]
fn a_few_clients_carry_the_firm() {
    let sales = sales_by_client(&table(), Date::constant(2025, 11, 25));
    let total: i64 = sales.values().sum();
    assert!((700_000_000..1_000_000_000).contains(&total), "{total}");
    let mut largest: Vec<i64> = sales.values().copied().collect();
    largest.sort_unstable();
    let top: i64 = largest.iter().rev().take(10).sum();
    let share = top as f64 / total as f64;
    assert!(
        (0.35..0.60).contains(&share),
        "the ten largest carry {share:.3}"
    );
}

#[test]
fn the_stories_can_be_found() {
    let table = table();
    let year = sales_by_client(&table, Date::constant(2025, 11, 25));
    let half = sales_by_client(&table, Date::constant(2026, 5, 1));
    let names: HashMap<_, _> = table
        .values("Име на клиента")
        .zip(table.values("Код на клиент"))
        .collect();
    let of = |name: &str| names[name];
    let mut ranked: Vec<_> = year.iter().map(|(code, sales)| (*sales, *code)).collect();
    ranked.sort_unstable_by(|one, other| other.cmp(one));
    let rank = |code: &str| {
        ranked
            .iter()
            .position(|(_, found)| *found == code)
            .expect("bought")
    };

    assert!(
        rank(of("Зорница Склад ООД")) < 6,
        "the big buyer that is not key"
    );
    assert!(
        rank(of("Самовила Дрогерии АД")) > 40,
        "small sales, proven potential"
    );
    assert!(
        !half.contains_key(of("Старият мост Маркет ООД")),
        "the client that was lost"
    );
    assert!(
        year[of("Медена роса ЕТ")] < 0,
        "more came back than was bought"
    );
}

#[test]
fn conditions_are_about_clients_of_the_file() {
    let codes: HashSet<_> = table().values("Код на клиент").collect();
    assert_eq!(FIRM.conditions.len(), conditions::TOLD);
    for one in &FIRM.conditions {
        assert!(codes.contains(one.customer_code.as_str()), "{one:?}");
        let (low, high) = one.bounds;
        assert!(0.0 <= low && low <= high && high <= 1.0, "{one:?}");
    }
}

#[test]
fn answers_are_about_clients_of_the_file() {
    let codes: HashSet<_> = table().values("Код на клиент").collect();
    assert_eq!((FIRM.answers.len(), FIRM.potentials.len()), answers::TOLD);
    for answer in &FIRM.answers {
        assert!(codes.contains(answer.customer_code.as_str()), "{answer:?}");
        assert!((0.0..=1.0).contains(&answer.confidence));
        assert!(["yes", "partly", "no"].contains(&answer.answer));
    }
    for potential in &FIRM.potentials {
        assert!(
            codes.contains(potential.customer_code.as_str()),
            "{potential:?}"
        );
        assert!(potential.low <= potential.likely && potential.likely <= potential.high);
    }
}

#[test]
fn the_biggest_clients_have_people_some_with_two_places_or_a_former_one() {
    let people = &FIRM.people;
    let mut at_client: HashMap<&str, usize> = HashMap::new();
    for person in people {
        let present = &person.places[0];
        assert!(present.years_until.is_none(), "{}", person.family_name);
        *at_client.entry(&present.customer_code).or_default() += 1;
        for place in &person.places[1..] {
            assert_ne!(place.customer_code, present.customer_code);
            assert!(
                place
                    .years_until
                    .is_none_or(|left| left < place.years_since)
            );
        }
    }
    assert_eq!(at_client.len(), 40);
    assert!(at_client.values().all(|known| (2..=5).contains(known)));
    let places = || people.iter().flat_map(|person| &person.places[1..]);
    assert!(places().filter(|place| place.years_until.is_some()).count() >= 10);
    assert!(places().filter(|place| place.years_until.is_none()).count() >= 5);
    let names: HashSet<_> = people
        .iter()
        .map(|one| (one.given_name, one.family_name))
        .collect();
    assert_eq!(names.len(), people.len());
    assert_eq!(wholesaler(TODAY, SAMPLE_SEED).people, *people);
}

#[test]
fn what_happened_is_of_known_clients_and_in_the_two_years_before() {
    let told = &FIRM.happenings;
    assert_eq!(*told, wholesaler(TODAY, SAMPLE_SEED).happenings);
    let codes: HashSet<&str> = table().values("Код на клиент").collect();
    let known = |code: &String| codes.contains(code.as_str());
    assert!(
        told.interactions
            .iter()
            .all(|one| known(&one.customer_code))
    );
    assert!(
        told.interactions
            .iter()
            .all(|one| (1..=730).contains(&one.days_ago))
    );
    assert!(
        told.interactions.len() > 1_000,
        "{}",
        told.interactions.len()
    );
    let kinds: HashSet<&str> = told.interactions.iter().map(|one| one.kind).collect();
    assert_eq!(kinds.len(), 8, "{kinds:?}");
    let open = told
        .steps
        .iter()
        .filter(|step| step.done_days_ago.is_none());
    let mut per_client: HashMap<&str, usize> = HashMap::new();
    for step in open {
        *per_client.entry(&step.customer_code).or_default() += 1;
    }
    assert!(per_client.values().all(|count| *count == 1));
    assert!((20..40).contains(&per_client.len()), "{}", per_client.len());
    let last = |name: &str| {
        let client = clients::all(SAMPLE_SEED)
            .into_iter()
            .find(|one| one.name.starts_with(name));
        let code = client.expect("a client of the story").code;
        let days = told
            .interactions
            .iter()
            .filter(|one| one.customer_code == code);
        days.map(|one| one.days_ago).min()
    };
    assert_eq!(last("Калимера Маркет"), Some(47));
    assert_eq!(last("Тримонт Кетъринг"), Some(81));
    assert!(last("Ракита Ритейл").expect("spoken with") <= 13);
}

#[test]
fn gifts_and_support_use_known_words_and_tell_of_both_sides() {
    use clientela_domain::gifts::{GiftDirection, GiftKind, Official};
    use clientela_domain::support::{Mark, SupportKind, SupportSide};
    let told = wholesaler(TODAY, SAMPLE_SEED).happenings;
    for one in &told.gifts {
        let words = (
            GiftDirection::from_code(one.direction),
            GiftKind::from_code(one.kind),
            Official::from_code(one.official),
        );
        assert!(matches!(words, (Some(_), Some(_), Some(_))), "{one:?}");
    }
    for direction in ["given", "received"] {
        assert!(
            told.gifts
                .iter()
                .filter(|one| one.direction == direction)
                .count()
                >= 3
        );
    }
    for one in &told.supports {
        let kind = SupportKind::from_code(one.kind).expect("a kind");
        assert!(SupportSide::from_code(one.side).is_some(), "{one:?}");
        assert_eq!(
            kind.has_mark(),
            Mark::from_code(one.mark).is_some(),
            "{one:?}"
        );
        assert!(
            one.ends_in.is_none_or(|ends| -ends <= one.days_ago),
            "{one:?}"
        );
    }
    for side in ["us", "them", "both"] {
        assert!(told.supports.iter().any(|one| one.side == side), "{side}");
    }
}

#[test]
fn promises_are_possible_and_tell_of_both_sides() {
    use clientela_domain::ids::ObligationEventId;
    use clientela_domain::obligations::{
        Deed, Entry, Event, Group, ObligationKind, Origin, Party, Terms, standing,
    };
    let told = wholesaler(TODAY, SAMPLE_SEED).happenings.obligations;
    let day = |days_ago: i64| {
        let span = jiff::Span::new().days(days_ago);
        TODAY.checked_sub(span).expect("a day")
    };
    let mut groups: HashMap<(&str, Group), usize> = HashMap::new();
    for (number, one) in (0_u128..).zip(&told) {
        let terms = Terms {
            due: one.due_in.map(|days| day(-days)),
            grace_days: one.grace_days,
        };
        let entries: Vec<Entry> = (0_u128..)
            .zip(&one.events)
            .map(|(place, (event, days_ago, _))| Entry {
                id: ObligationEventId::parse(&format!(
                    "00000000-0000-7000-8000-{:012x}",
                    number * 100 + place
                ))
                .expect("an id"),
                deed: Deed::Happened(Event::from_code(event).expect("an event")),
                day: day(*days_ago),
                at: jiff::Timestamp::UNIX_EPOCH,
            })
            .collect();
        let known = standing(&terms, &entries, TODAY);
        assert!(known.refused.is_empty(), "{one:?}: {:?}", known.refused);
        assert!(one.made_days_ago >= 0 && one.events.iter().all(|(_, days, _)| *days >= 0));
        assert!(terms.due.is_none_or(|due| due >= day(one.made_days_ago)));
        let words = (
            Party::from_code(one.debtor),
            ObligationKind::from_code(one.kind),
            Origin::from_code(one.origin),
        );
        assert!(matches!(words, (Some(_), Some(_), Some(_))), "{one:?}");
        *groups.entry((one.debtor, known.state.group())).or_default() += 1;
    }
    for side in ["us", "them"] {
        for group in [Group::Open, Group::Kept, Group::KeptLate, Group::Broken] {
            let count = groups.get(&(side, group)).copied().unwrap_or(0);
            assert!(count >= 3, "{side} {group:?}: {count} of {}", told.len());
        }
    }
    assert!((200..500).contains(&told.len()), "{}", told.len());
}

#[test]
fn what_is_known_of_clients_is_in_words_of_the_domain() {
    use clientela_domain::troubles::{Degree, ProblemState, ThreatKind};
    let told = &FIRM.happenings;
    for one in &told.problems {
        let state = ProblemState::from_code(one.state).expect("a state");
        let is_solved = state == ProblemState::Solved;
        assert!(
            is_solved || one.shown.or(one.confirmed).is_none(),
            "{one:?}"
        );
    }
    let confirmed = told.problems.iter().filter(|one| one.confirmed.is_some());
    assert_eq!(
        confirmed.count(),
        1,
        "the other solutions wait for the client"
    );
    for one in &told.threats {
        assert!(ThreatKind::from_code(one.kind).is_some(), "{one:?}");
        for degree in one.likelihood.into_iter().chain(one.effect) {
            assert!(Degree::from_number(degree).is_some(), "{one:?}");
        }
    }
    assert!(told.threats.iter().any(|one| one.alternative.is_empty()));
    assert!(
        told.answers.iter().any(|one| one.recommend.is_none()),
        "somebody is silent"
    );
}

#[test]
fn what_is_said_of_the_firm_is_told_in_words_of_the_domain() {
    use clientela_domain::brand::{IncidentSeverity, MentionTone, RemarkAbout, ToldOrigin};
    let market = &FIRM.happenings.market;
    let known: HashSet<&str> = market.competitors.iter().map(|one| one.name).collect();
    for one in &market.incidents {
        assert!(IncidentSeverity::from_code(one.severity).is_some());
        assert!(ToldOrigin::from_code(one.origin).is_some());
        assert!(
            one.settled_after
                .is_none_or(|after| 0 <= after && after <= one.days_ago)
        );
    }
    for one in &market.remarks {
        assert!(ToldOrigin::from_code(one.origin).is_some());
        assert!(one.competitor.is_empty() || known.contains(one.competitor));
        let about = RemarkAbout::from_code(one.about).unwrap();
        assert!(
            one.tone
                .is_none_or(|tone| MentionTone::from_code(tone).is_some())
        );
        assert!(
            one.tone.is_none() || about == RemarkAbout::Us,
            "the market has no tone"
        );
    }
    let open = market
        .incidents
        .iter()
        .filter(|one| one.settled_after.is_none());
    assert_eq!(open.count(), 1);
}

#[test]
fn opportunities_take_possible_steps_and_end_as_their_contests_did() {
    use clientela_domain::opportunities::OpportunityStage;

    let market = &FIRM.happenings.market;
    assert!(!market.opportunities.is_empty());
    for one in &market.opportunities {
        let steps = one.steps.iter();
        let steps: Vec<(OpportunityStage, i64)> = steps
            .map(|(code, ago)| (OpportunityStage::from_code(code).expect("a stage"), *ago))
            .collect();
        for pair in steps.windows(2) {
            assert!(pair[0].0.may_become(pair[1].0), "{}", one.name);
            assert!(pair[0].1 > pair[1].1, "{} goes forward", one.name);
        }
        let (last, ago) = *steps.last().expect("a step");
        let contest = market.contests.iter().find(|known| known.what == one.name);
        assert_eq!(contest.is_some(), !last.is_open(), "{}", one.name);
        if let Some(contest) = contest {
            assert_eq!((contest.outcome, contest.days_ago), (last.code(), ago));
            assert_eq!(
                (contest.reason, &contest.customer_code),
                (one.reason, &one.customer_code)
            );
            assert_eq!(contest.value.map(|value| (value, value)), one.value);
        }
    }
}

#[test]
fn the_market_is_told_in_words_of_the_domain_and_contradicts_itself_once() {
    use clientela_domain::market::{
        ContestOutcome, ContestReason, PositionSource, PurchasesSource, ReasonSource,
    };
    let market = &FIRM.happenings.market;
    let known: HashSet<&str> = market.competitors.iter().map(|one| one.name).collect();
    assert_eq!(known.len(), 3);
    for one in &market.positions {
        assert!(known.contains(one.competitor) && PositionSource::from_code(one.source).is_some());
        assert!(
            one.share
                .is_none_or(|(low, high)| 0 <= low && low <= high && high <= 100)
        );
    }
    for one in &market.contests {
        assert!(one.competitor.is_empty() || known.contains(one.competitor));
        assert!(ContestOutcome::from_code(one.outcome).is_some());
        if let Some((reason, source)) = one.reason {
            assert!(
                ContestReason::from_code(reason).is_some()
                    && ReasonSource::from_code(source).is_some()
            );
        }
    }
    let mut lows: HashMap<&str, i64> = HashMap::new();
    let mut highs: HashMap<&str, i64> = HashMap::new();
    for one in &market.purchases {
        assert!(PurchasesSource::from_code(one.source).is_some());
        let low = lows.entry(&one.customer_code).or_default();
        *low = one.low.max(*low);
        if let Some(high) = one.high {
            let least = highs.entry(&one.customer_code).or_insert(high);
            *least = high.min(*least);
        }
    }
    let torn = lows
        .iter()
        .filter(|(code, low)| highs.get(*code).is_some_and(|high| high < low));
    assert_eq!(
        torn.count(),
        1,
        "at one client the sources contradict each other"
    );
}

#[test]
fn names_under_agreements_come_under_those_of_the_sample() {
    let today = clientela_domain::day::Date::constant(2026, 11, 24);
    let told = super::wholesaler(today, crate::SAMPLE_SEED).happenings;
    let known: Vec<&str> = told.spotters.iter().map(|one| one.name).collect();
    let under: Vec<&str> = told
        .prospects
        .iter()
        .filter_map(|one| one.agreement)
        .collect();
    assert_eq!((known.len(), under.len()), (2, 5));
    assert!(under.iter().all(|name| known.contains(name)));
}
