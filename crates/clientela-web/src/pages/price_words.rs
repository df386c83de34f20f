//! Our price among those of competitors as a table: its interval, its place, and what it is known from.

use clientela_texts::{Texts, evidence, format};

use super::market_words::{MarketCell, MarketRow, MarketTable, header};
use crate::urls;
use crate::views::market::{GroupPrices, MarketLine, NewPosition};

/// A table of our price by group of products; a row leads to the positions of its group. `of` narrows these down.
pub(super) fn prices_table(t: Texts, prices: &[GroupPrices], of: &[(&str, &str)]) -> MarketTable {
    let row = |one: &GroupPrices| {
        let position = &one.standing.position;
        let ends = (position.low * 100.0, position.high * 100.0);
        let ends = t.with1("market-percent", "value", evidence::bounds(t, ends, 0));
        let middle = match position.index {
            Some(middle) => {
                let share = format::share(t.language, middle);
                t.with1("prices-middle-is", "share", share)
            }
            None => t.get("prices-too-few").into_owned(),
        };
        let rank = t.with(
            "prices-rank-of",
            &[("rank", &position.rank), ("of", &position.of)],
        );
        let left_out = match one.standing.left_out {
            0 => String::new(),
            count => t.with1("prices-older", "count", count),
        };
        let seen: Vec<String> = one.seen.iter().map(|line| seen(t, line)).collect();
        let group = [("group", one.product_group.as_str())];
        let query: Vec<(&str, &str)> = of.iter().copied().chain(group).collect();
        MarketRow {
            href: urls::with_query(urls::POSITIONS, &query),
            head: one.product_group.clone(),
            account: String::new(),
            account_href: String::new(),
            cells: vec![
                MarketCell::with(ends, middle),
                MarketCell::new(rank),
                MarketCell::with(format::month(t.language, one.standing.month), left_out),
                MarketCell::new(seen.join("; ")),
            ],
        }
    };
    MarketTable {
        caption: t.get("prices-title").into_owned(),
        header: header(
            t,
            &[
                "position-product-group",
                "prices-ours",
                "prices-rank",
                "prices-month",
                "prices-seen",
            ],
        ),
        rows: prices.iter().map(row).collect(),
    }
}

/// What was seen of one price: whose, how much where ours is 100, by whom and when.
fn seen(t: Texts, line: &MarketLine<NewPosition>) -> String {
    let own = &line.kept.record;
    let index = own
        .price_index
        .map(clientela_domain::amount::Amount::as_f64);
    let index = index.map(|index| format::decimal(t.language, index, 0));
    t.with(
        "prices-seen-one",
        &[
            ("competitor", &line.competitor_name),
            ("index", &index.unwrap_or_default()),
            ("source", &t.get(own.source.message_id())),
            ("day", &format::day(t.language, own.day)),
        ],
    )
}
