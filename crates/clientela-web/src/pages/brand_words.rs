//! What our brand is told in: tables of incidents and remarks, of those who decide and of prices, and the sums
//! over them.

use clientela_domain::day::Date;
use clientela_texts::{Texts, format};

use super::market_words::{MarketCell, MarketRow, MarketTable, header};
use super::satisfaction_parts::score_lines;
use crate::urls;
use crate::views::brand::{Brand, DeciderLine, DeciderSurvey, GroupPrice, NewIncident, NewRemark};
use crate::views::market::MarketLine;

fn word(t: Texts, id: &str) -> String {
    t.get(id).into_owned()
}

fn day(t: Texts, day: Date) -> String {
    format::day(t.language, day)
}

/// A table of incidents; `with_account` when it is of several clients.
pub(super) fn incidents_table(
    t: Texts,
    lines: &[MarketLine<NewIncident>],
    with_account: bool,
) -> MarketTable {
    let row = |line: &MarketLine<NewIncident>| {
        let own = &line.kept.record;
        let account = own.account_id.filter(|_| with_account);
        let closed = match own.closed_on {
            Some(closed) => t.with1("incident-closed-day", "day", day(t, closed)),
            None => word(t, "incident-open"),
        };
        MarketRow {
            href: urls::incident(line.kept.id),
            head: own.what.clone(),
            account: account.map_or_else(String::new, |_| line.account_name.clone()),
            account_href: account.map(urls::account).unwrap_or_default(),
            cells: vec![
                MarketCell::with(
                    word(t, own.severity.message_id()),
                    own.product_group.clone(),
                ),
                MarketCell::new(day(t, own.day)),
                MarketCell::with(closed, own.done.clone()),
                MarketCell::new(word(t, own.origin.message_id())),
            ],
        }
    };
    MarketTable {
        caption: word(t, "incidents-title"),
        header: header(
            t,
            &[
                "incident-what",
                "incident-severity",
                "incident-day",
                "incident-settled",
                "incident-origin",
            ],
        ),
        rows: lines.iter().map(row).collect(),
    }
}

/// A table of remarks; `with_account` when it is of several clients.
pub(super) fn remarks_table(
    t: Texts,
    lines: &[MarketLine<NewRemark>],
    with_account: bool,
) -> MarketTable {
    let row = |line: &MarketLine<NewRemark>| {
        let own = &line.kept.record;
        let account = own.account_id.filter(|_| with_account);
        let tone = own.tone.map(|tone| word(t, tone.message_id()));
        let topics = [own.product_group.as_str(), line.competitor_name.as_str()];
        let topics: Vec<&str> = topics.into_iter().filter(|one| !one.is_empty()).collect();
        MarketRow {
            href: urls::remark(line.kept.id),
            head: if own.what.is_empty() {
                word(t, "remark-erased")
            } else {
                own.what.clone()
            },
            account: account.map_or_else(String::new, |_| line.account_name.clone()),
            account_href: account.map(urls::account).unwrap_or_default(),
            cells: vec![
                MarketCell::with(word(t, own.about.message_id()), tone.unwrap_or_default()),
                MarketCell::with(word(t, own.origin.message_id()), line.person_name.clone()),
                MarketCell::new(topics.join(", ")),
                MarketCell::new(day(t, own.day)),
            ],
        }
    };
    MarketTable {
        caption: word(t, "remarks-title"),
        header: header(
            t,
            &[
                "remark-what",
                "remark-about",
                "remark-origin",
                "remark-topic",
                "remark-day",
            ],
        ),
        rows: lines.iter().map(row).collect(),
    }
}

/// What somebody thinks of us, from the worse to the better where those who know them differ.
fn attitude(t: Texts, line: &DeciderLine) -> String {
    match line.attitude.ends() {
        None => word(t, "brand-attitude-unknown"),
        Some((one, other)) if one == other => word(t, one.message_id()),
        Some((worst, best)) => t.with(
            "brand-attitude-between",
            &[
                ("worst", &t.get(worst.message_id()).as_ref()),
                ("best", &t.get(best.message_id()).as_ref()),
            ],
        ),
    }
}

/// A table of those who decide.
pub(super) fn deciders_table(t: Texts, brand: &Brand) -> MarketTable {
    let row = |line: &DeciderLine| {
        let told = line.told.as_ref();
        let age = line.age(brand.today);
        let age = age.map(|days| t.with1("brand-days-old", "days", i64::from(days)));
        let evidence = told.map(|(_, evidence)| evidence.clone());
        let evidence = evidence.filter(|text| !text.is_empty());
        MarketRow {
            href: match line.person {
                Some(id) => urls::person(id),
                None => urls::people_map(line.account),
            },
            head: if line.name.is_empty() {
                word(t, "map-unknown-person")
            } else {
                line.name.clone()
            },
            account: line.account_name.clone(),
            account_href: urls::account(line.account),
            cells: vec![
                MarketCell::new(attitude(t, line)),
                MarketCell::with(
                    told.map(|(day, _)| format::day(t.language, *day))
                        .unwrap_or_else(|| word(t, "unknown")),
                    age.unwrap_or_default(),
                ),
                MarketCell::new(evidence.unwrap_or_else(|| word(t, "brand-no-evidence"))),
            ],
        }
    };
    MarketTable {
        caption: word(t, "brand-deciders"),
        header: header(
            t,
            &[
                "brand-decider",
                "brand-attitude",
                "brand-said-on",
                "brand-evidence",
            ],
        ),
        rows: brand.deciders.iter().map(row).collect(),
    }
}

/// A table of what those who decide answered in surveys.
pub(super) fn surveys_table(t: Texts, surveys: &[DeciderSurvey]) -> MarketTable {
    let row = |one: &DeciderSurvey| MarketRow {
        href: urls::satisfaction_of(one.account),
        head: one.account_name.clone(),
        account: String::new(),
        account_href: String::new(),
        cells: score_lines(t, &one.answers)
            .into_iter()
            .map(|line| MarketCell::with(line.value, line.detail))
            .collect(),
    };
    MarketTable {
        caption: word(t, "brand-surveys"),
        header: header(
            t,
            &[
                "accounts-client",
                "satisfaction-nps",
                "satisfaction-csat",
                "satisfaction-ces",
            ],
        ),
        rows: surveys.iter().map(row).collect(),
    }
}

/// A table of where our prices stand.
pub(super) fn prices_table(t: Texts, prices: &[GroupPrice]) -> MarketTable {
    let row = |one: &GroupPrice| {
        let own = one.position;
        let index = own.index.map(|index| format::decimal(t.language, index, 2));
        MarketRow {
            href: urls::with_query(urls::POSITIONS, &[("group", &one.product_group)]),
            head: one.product_group.clone(),
            account: String::new(),
            account_href: String::new(),
            cells: vec![
                MarketCell::new(index.unwrap_or_else(|| word(t, "brand-price-few"))),
                MarketCell::new(format::interval(t.language, own.low, own.high, 2)),
                MarketCell::new(
                    t.with("brand-price-rank", &[("rank", &own.rank), ("of", &own.of)]),
                ),
            ],
        }
    };
    MarketTable {
        caption: word(t, "brand-prices"),
        header: header(
            t,
            &[
                "position-product-group",
                "brand-price-index",
                "brand-price-range",
                "brand-price-place",
            ],
        ),
        rows: prices.iter().map(row).collect(),
    }
}

/// A figure of our brand, with what is said below it.
pub(super) struct BrandFigure {
    pub name: String,
    pub value: String,
    pub note: String,
}

/// The figures over our brand.
pub(super) fn figures(t: Texts, brand: &Brand) -> Vec<BrandFigure> {
    vec![
        complaints(t, brand),
        incidents(t, brand),
        mentions(t, brand),
        deciders(t, brand),
    ]
}

fn complaints(t: Texts, brand: &Brand) -> BrandFigure {
    let rate = &brand.complaints;
    let counts = t.with(
        "brand-complaints-counts",
        &[("complaints", &rate.complaints), ("orders", &rate.orders)],
    );
    let (value, note) = match rate.per_hundred {
        None => (word(t, "unknown"), word(t, "brand-complaints-nothing-due")),
        Some(found) => {
            let interval = format::interval(t.language, found.low, found.high, 1);
            let interval = t.with1("satisfaction-interval", "interval", interval);
            let value = format::decimal(t.language, found.mean, 1);
            (value, format!("{interval}; {counts}"))
        }
    };
    BrandFigure {
        name: word(t, "brand-complaints"),
        value,
        note,
    }
}

fn incidents(t: Texts, brand: &Brand) -> BrandFigure {
    let own = brand.incidents;
    let note = t.with(
        "brand-incidents-counts",
        &[
            ("critical", &own.critical),
            ("major", &own.major),
            ("minor", &own.minor),
        ],
    );
    BrandFigure {
        name: word(t, "brand-incidents-open"),
        value: own.open.to_string(),
        note,
    }
}

fn mentions(t: Texts, brand: &Brand) -> BrandFigure {
    let own = brand.mentions;
    let all = own.recommends + own.good + own.neutral + own.bad + own.unknown;
    let note = t.with(
        "brand-mentions-counts",
        &[
            ("recommends", &own.recommends),
            ("good", &own.good),
            ("neutral", &own.neutral),
            ("bad", &own.bad),
            ("unknown", &own.unknown),
        ],
    );
    BrandFigure {
        name: word(t, "brand-mentions"),
        value: all.to_string(),
        note,
    }
}

fn deciders(t: Texts, brand: &Brand) -> BrandFigure {
    let own = brand.counts;
    let note = t.with(
        "brand-deciders-counts",
        &[
            ("for", &own.for_us),
            ("neither", &own.neither),
            ("against", &own.against),
            ("open", &(own.disputed + own.unknown)),
        ],
    );
    let value = match own.for_us_share() {
        None => word(t, "unknown"),
        Some((low, high)) if (high - low).abs() < f64::EPSILON => format::share(t.language, low),
        Some((low, high)) => {
            let ends = format::interval(t.language, low * 100.0, high * 100.0, 0);
            t.with1("market-percent", "value", ends)
        }
    };
    BrandFigure {
        name: word(t, "brand-deciders-for-us"),
        value,
        note,
    }
}
