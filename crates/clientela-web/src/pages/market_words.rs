//! What the market is told in: intervals of per cent and of money, rates with their intervals, and tables of records.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::estimate::Estimate;
use clientela_texts::{Texts, evidence, format};

use crate::urls;
use crate::views::market::{
    CompetitorLine, ContestReason, MarketLine, NewClientPurchase, NewContest, NewPosition,
    ReasonCount, ReasonSource, WalletGroup, WinRate, period_text,
};

/// A table of records, drawn by `parts/market_table.html`.
pub(super) struct MarketTable {
    pub caption: String,
    pub header: Vec<String>,
    pub rows: Vec<MarketRow>,
}

/// A row of it.
pub(super) struct MarketRow {
    pub href: String,
    pub head: String,
    /// Below the head: the client, unless the table is one client's.
    pub account: String,
    pub account_href: String,
    pub cells: Vec<MarketCell>,
}

/// A cell, with what is said below it.
#[derive(Default)]
pub(super) struct MarketCell {
    pub text: String,
    pub sub: String,
}

impl MarketCell {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            sub: String::new(),
        }
    }

    pub(super) fn with(text: impl Into<String>, sub: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            sub: sub.into(),
        }
    }
}

/// The words of these messages.
pub(super) fn header(t: Texts, ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| t.get(id).into_owned()).collect()
}

/// Between these per cent; nothing when nothing is known.
pub(super) fn percent_ends(t: Texts, low: Option<Amount>, high: Option<Amount>) -> String {
    let low = low.map(Amount::as_f64);
    let high = high.map(Amount::as_f64);
    let ends = match (low, high) {
        (None, None) => return String::new(),
        (Some(low), high) => (low, high.unwrap_or(f64::INFINITY)),
        (None, Some(high)) => (0.0, high),
    };
    t.with1("market-percent", "value", evidence::bounds(t, ends, 0))
}

/// Between these amounts, or at least so much.
pub(super) fn money_ends(
    t: Texts,
    (low, high): (Amount, Option<Amount>),
    currency: Currency,
) -> String {
    let high = high.map_or(f64::INFINITY, Amount::as_f64);
    money_between(t, (low.as_f64(), high), currency)
}

pub(super) fn money_between(t: Texts, ends: (f64, f64), currency: Currency) -> String {
    let between = evidence::bounds(t, ends, 0);
    format!("{between} {}", format::currency_sign(currency))
}

/// An interval of money, or why it is unknown.
fn money_estimate(t: Texts, estimate: &Estimate, currency: Currency) -> String {
    match estimate.bounds() {
        Some(ends) => money_between(t, ends, currency),
        None => evidence::estimate(t, estimate, 0),
    }
}

/// An interval of shares, or why it is unknown.
pub(super) fn share_estimate(t: Texts, estimate: &Estimate) -> String {
    match estimate.bounds() {
        Some((low, high)) => {
            let ends = (low * 100.0, high * 100.0);
            t.with1("market-percent", "value", evidence::bounds(t, ends, 0))
        }
        None => evidence::estimate(t, estimate, 0),
    }
}

/// How sure it is.
pub(super) fn confidence(t: Texts, percent: Option<u8>) -> String {
    match percent {
        Some(percent) => t.with1("market-percent", "value", percent.to_string()),
        None => String::new(),
    }
}

/// Whether what was observed still counts.
pub(super) fn holding(t: Texts, line: &MarketLine<NewPosition>) -> String {
    let own = &line.kept.record;
    let id = match (line.holds(), own.source.confidence() < 1.0) {
        (true, false) => "position-holds-yes",
        (true, true) => "position-holds-heard",
        (false, _) => "position-holds-no",
    };
    t.get(id).into_owned()
}

fn day(t: Texts, day: Option<Date>) -> String {
    day.map(|day| format::day(t.language, day))
        .unwrap_or_default()
}

/// Our price by theirs, from theirs where ours is 100.
fn ours_by(t: Texts, index: f64) -> String {
    let ours = format::share(t.language, 100.0 / index);
    t.with1("position-price-ours", "share", ours)
}

/// A table of positions; `with_account` when it is of several clients.
pub(super) fn positions_table(
    t: Texts,
    lines: &[MarketLine<NewPosition>],
    with_account: bool,
) -> MarketTable {
    let row = |line: &MarketLine<NewPosition>| {
        let own = &line.kept.record;
        let share = percent_ends(t, own.share_low, own.share_high);
        let unknown = || t.get("unknown").into_owned();
        let index = own.price_index.map(Amount::as_f64);
        let ours = index.map(|index| ours_by(t, index)).unwrap_or_default();
        let index = index.map_or_else(unknown, |index| format::decimal(t.language, index, 0));
        let since = own.since.map(|since| day(t, Some(since)));
        let since = since.map(|since| t.with1("position-since-day", "day", since));
        MarketRow {
            href: urls::position(line.kept.id),
            head: format!("{} – {}", line.competitor_name, own.product_group),
            account: if with_account {
                line.account_name.clone()
            } else {
                String::new()
            },
            account_href: urls::account(own.account_id),
            cells: vec![
                MarketCell::with(
                    if share.is_empty() { unknown() } else { share },
                    since.unwrap_or_default(),
                ),
                MarketCell::with(index, ours),
                MarketCell::new(day(t, own.contract_end)),
                MarketCell::with(
                    t.get(own.source.message_id()),
                    format!("{}; {}", day(t, Some(own.day)), holding(t, line)),
                ),
            ],
        }
    };
    MarketTable {
        caption: t.get("positions-title").into_owned(),
        header: header(
            t,
            &[
                "position-competitor",
                "position-share",
                "position-price-index",
                "position-contract-end",
                "position-source",
            ],
        ),
        rows: lines.iter().map(row).collect(),
    }
}

/// A table of what was won and lost.
pub(super) fn contests_table(
    t: Texts,
    lines: &[MarketLine<NewContest>],
    with_account: bool,
) -> MarketTable {
    let row = |line: &MarketLine<NewContest>| {
        let own = &line.kept.record;
        let unknown = || t.get("unknown").into_owned();
        let name = |id: &'static str| t.get(id).into_owned();
        let value = own.value.zip(own.currency);
        let value = value.map(|(value, currency)| format::money_whole(t.language, value, currency));
        let reason = own.reason.map(ContestReason::message_id).map(name);
        let said_by = own.reason_source.map(ReasonSource::message_id).map(name);
        MarketRow {
            href: urls::contest(line.kept.id),
            head: own.what.clone(),
            account: if with_account {
                line.account_name.clone()
            } else {
                String::new()
            },
            account_href: urls::account(own.account_id),
            cells: vec![
                MarketCell::with(t.get(own.outcome.message_id()), day(t, Some(own.day))),
                MarketCell::with(
                    if line.competitor_name.is_empty() {
                        unknown()
                    } else {
                        line.competitor_name.clone()
                    },
                    own.product_group.clone(),
                ),
                MarketCell::with(reason.unwrap_or_else(unknown), said_by.unwrap_or_default()),
                MarketCell::new(value.unwrap_or_else(unknown)),
            ],
        }
    };
    MarketTable {
        caption: t.get("contests-title").into_owned(),
        header: header(
            t,
            &[
                "contest-what",
                "contest-outcome",
                "contest-competitor",
                "contest-reason",
                "contest-value",
            ],
        ),
        rows: lines.iter().map(row).collect(),
    }
}

/// A table of what clients buy in all.
pub(super) fn purchases_table(t: Texts, lines: &[MarketLine<NewClientPurchase>]) -> MarketTable {
    let row = |line: &MarketLine<NewClientPurchase>| {
        let own = &line.kept.record;
        MarketRow {
            href: urls::client_purchase(line.kept.id),
            head: format!(
                "{}, {}",
                group_name(t, &own.product_group),
                period_text(own.period)
            ),
            account: line.account_name.clone(),
            account_href: urls::account(own.account_id),
            cells: vec![
                MarketCell::new(money_ends(
                    t,
                    (own.amount_low, own.amount_high),
                    own.currency,
                )),
                MarketCell::with(t.get(own.source.message_id()), day(t, Some(own.day))),
                MarketCell::new(confidence(t, own.confidence)),
            ],
        }
    };
    MarketTable {
        caption: t.get("wallet-title").into_owned(),
        header: header(
            t,
            &[
                "wallet-product-group",
                "wallet-amount",
                "wallet-source",
                "wallet-confidence",
            ],
        ),
        rows: lines.iter().map(row).collect(),
    }
}

/// A group of products, or everything.
fn group_name(t: Texts, group: &str) -> String {
    match group {
        "" => t.get("wallet-everything").into_owned(),
        group => group.to_owned(),
    }
}

/// A table of our share of what a client buys.
pub(super) fn wallet_table(t: Texts, groups: &[WalletGroup], currency: Currency) -> MarketTable {
    let row = |group: &WalletGroup| {
        let ours = group
            .ours
            .map(|ours| format::money_whole(t.language, ours, currency));
        let sources: Vec<String> = group
            .told
            .iter()
            .map(|one| {
                let own = &one.kept.record;
                let ends = money_ends(t, (own.amount_low, own.amount_high), own.currency);
                format!("{}: {ends}", t.get(own.source.message_id()))
            })
            .collect();
        let note = |id: &str, yes: bool| {
            if yes {
                t.get(id).into_owned()
            } else {
                String::new()
            }
        };
        let latest = group.told.first();
        MarketRow {
            href: latest
                .map(|one| urls::client_purchase(one.kept.id))
                .unwrap_or_default(),
            head: format!(
                "{}, {}",
                group_name(t, &group.product_group),
                period_text(group.period)
            ),
            account: String::new(),
            account_href: String::new(),
            cells: vec![
                MarketCell::with(
                    share_estimate(t, &group.wallet.share),
                    note("wallet-conflict", group.wallet.conflict),
                ),
                MarketCell::with(
                    ours.unwrap_or_else(|| t.get("unknown").into_owned()),
                    note("wallet-partial", group.partial),
                ),
                MarketCell::with(
                    money_estimate(t, &group.wallet.purchases, currency),
                    sources.join("; "),
                ),
                MarketCell::new(money_estimate(t, &group.wallet.room, currency)),
            ],
        }
    };
    MarketTable {
        caption: t.get("wallet-share-title").into_owned(),
        header: header(
            t,
            &[
                "wallet-product-group",
                "wallet-share",
                "wallet-ours",
                "wallet-amount",
                "wallet-room",
            ],
        ),
        rows: groups.iter().map(row).collect(),
    }
}

/// A table of competitors.
pub(super) fn competitors_table(t: Texts, lines: &[CompetitorLine]) -> MarketTable {
    let row = |line: &CompetitorLine| {
        let own = &line.competitor.competitor;
        MarketRow {
            href: urls::competitor(line.competitor.id),
            head: own.name.clone(),
            account: String::new(),
            account_href: String::new(),
            cells: vec![
                MarketCell::new(line.clients.to_string()),
                MarketCell::new(line.ending.to_string()),
                MarketCell::with(rate_value(t, &line.rate), rate_counts(t, &line.rate)),
            ],
        }
    };
    MarketTable {
        caption: t.get("nav-competitors").into_owned(),
        header: header(
            t,
            &[
                "competitor-name",
                "competitor-clients",
                "competitor-ending",
                "contests-rate",
            ],
        ),
        rows: lines.iter().map(row).collect(),
    }
}

/// The rate of what was won, with its interval; unknown while nothing is.
pub(super) fn rate_value(t: Texts, rate: &WinRate) -> String {
    match rate.rate {
        None => t.get("unknown").into_owned(),
        Some((value, low, high)) => t.with(
            "contests-rate-value",
            &[
                ("rate", &format::share(t.language, value)),
                (
                    "interval",
                    &format::interval(t.language, low * 100.0, high * 100.0, 0),
                ),
            ],
        ),
    }
}

/// How many were won, lost and unknown, and what the unknown could change.
pub(super) fn rate_counts(t: Texts, rate: &WinRate) -> String {
    let counts = t.with(
        "contests-counts",
        &[
            ("won", &rate.won),
            ("lost", &rate.lost),
            ("unknown", &rate.unknown),
        ],
    );
    match rate.bounds.filter(|_| rate.unknown > 0) {
        None => counts,
        Some((worst, best)) => {
            let ends = format::interval(t.language, worst * 100.0, best * 100.0, 0);
            format!("{counts}; {}", t.with1("contests-bounds", "interval", ends))
        }
    }
}

/// Why it was won or lost, in words.
pub(super) fn reason_line(t: Texts, count: &ReasonCount) -> String {
    t.with(
        "contests-reason-line",
        &[
            ("outcome", &t.get(count.outcome.message_id()).as_ref()),
            ("reason", &t.get(count.reason.message_id()).as_ref()),
            ("told", &count.told),
            ("guessed", &count.guessed),
        ],
    )
}
