//! How much of the margin depends on few clients, where cost is known.
//!
//! A client may carry much of the sales and little of the margin, or the other way round. Only lines
//! whose cost is known are measured; clients without any are counted apart, never as zero.

use clientela_domain::amount::Amount;
use clientela_domain::concentration::{
    Class, ClassCuts, Classification, Concentration, UNKNOWN_COST, classify,
};
use clientela_domain::ids::AccountId;

use crate::answers::concentration::{
    MarginClassAnswer, MarginFiguresAnswer, MarginNegativeAnswer, MarginPartAnswer,
    MarginTopAnswer, MarginUnknownAnswer,
};
use crate::directory::Directory;
use crate::figures::Figures;

/// One client's margin and its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarginRow {
    /// The client.
    pub account: AccountId,
    /// Margin of the lines whose cost is known.
    pub margin: Amount,
    /// Place by margin; ties share it.
    pub rank: usize,
    /// Share of the margin of clients above zero.
    pub share: f64,
    /// Share of this client and all larger ones.
    pub cumulative_share: f64,
    /// Pareto class by margin.
    pub class: Class,
}

/// How much of the margin depends on few clients.
#[derive(Debug)]
pub struct MarginReport {
    /// Share of the firm's sales whose cost is known; `None` when there are no sales.
    pub known_share: Option<f64>,
    /// Clients with a margin above zero, largest first.
    pub rows: Vec<MarginRow>,
    /// Clients whose margin is zero or below.
    pub negative_accounts: usize,
    /// Their margin.
    pub negative: Amount,
    /// Clients none of whose lines has a cost.
    pub unknown_accounts: usize,
    /// Their sales.
    pub unknown_revenue: Amount,
    /// Margin of the lines without a client.
    pub unassigned: Amount,
    /// Indices over the clients above zero.
    pub concentration: Concentration,
    /// Ranks and classes, for the sums of the classes.
    pub classification: Classification,
}

impl MarginReport {
    /// Measures the margin of the figures; `None` when no line's cost is known, and for whoever sees the
    /// firm's totals but not all of its clients: the margin of a part would look like the firm's.
    #[must_use]
    pub fn of(figures: &Figures) -> Option<Self> {
        if !figures.show_everyone() {
            return None;
        }
        let known: Vec<(AccountId, Amount)> = figures
            .accounts
            .iter()
            .filter_map(|figure| Some((figure.account, figure.margin()?)))
            .collect();
        if known.is_empty() && figures.unassigned_costed == Amount::ZERO {
            return None;
        }
        let margins: Vec<Amount> = known.iter().map(|(_, margin)| *margin).collect();
        let classification = classify(&margins, ClassCuts::default());
        let rows = classification
            .accounts
            .iter()
            .filter_map(|place| {
                Some(MarginRow {
                    account: known.get(place.index)?.0,
                    margin: place.revenue,
                    rank: place.rank,
                    share: place.share,
                    cumulative_share: place.cumulative_share,
                    class: place.class,
                })
            })
            .collect();
        let apart = || {
            classification
                .apart
                .iter()
                .filter_map(|at| margins.get(*at))
        };
        let unknown = || {
            figures
                .accounts
                .iter()
                .filter(|figure| figure.margin().is_none())
        };
        let costed: Amount = figures
            .accounts
            .iter()
            .map(|figure| figure.costed_revenue)
            .sum::<Amount>()
            + figures.unassigned_costed;
        let sales = figures.net_total();
        Some(Self {
            known_share: sales
                .is_positive()
                .then(|| costed.as_f64() / sales.as_f64()),
            rows,
            negative_accounts: apart().count(),
            negative: apart().copied().sum(),
            unknown_accounts: unknown().count(),
            unknown_revenue: unknown().map(|figure| figure.revenue).sum(),
            unassigned: figures.unassigned_costed - figures.unassigned_cost,
            concentration: Concentration::of(&margins),
            classification,
        })
    }

    /// Margin of the clients above zero.
    #[must_use]
    pub fn margin(&self) -> Amount {
        self.classification.revenue
    }

    /// Everything whose cost is known.
    #[must_use]
    pub fn total(&self) -> Amount {
        self.margin() + self.negative + self.unassigned
    }

    fn answer(&self, directory: &Directory, top: usize) -> MarginFiguresAnswer {
        let class = |class: Class| {
            let total = self.classification.of_class(class);
            let answer = MarginClassAnswer {
                accounts: count(total.accounts),
                margin: total.revenue.to_string(),
            };
            (class.id().to_owned(), answer)
        };
        MarginFiguresAnswer {
            known_share: self.known_share,
            net_total: self.total().to_string(),
            margin: self.margin().to_string(),
            accounts: count(self.rows.len()),
            negative: MarginNegativeAnswer {
                accounts: count(self.negative_accounts),
                margin: self.negative.to_string(),
            },
            unknown_cost: MarginUnknownAnswer {
                accounts: count(self.unknown_accounts),
                revenue: self.unknown_revenue.to_string(),
            },
            hhi: (&self.concentration.hhi()).into(),
            effective_accounts: (&self.concentration.effective_clients()).into(),
            gini: (&self.concentration.gini()).into(),
            top: self
                .rows
                .iter()
                .take(top)
                .map(|row| MarginTopAnswer {
                    account: row.account.to_string(),
                    name: directory.name_of(row.account).to_owned(),
                    margin: row.margin.to_string(),
                    share: row.share,
                    cumulative_share: row.cumulative_share,
                })
                .collect(),
            classes: Class::ALL.into_iter().map(class).collect(),
        }
    }
}

/// The margin's part of the answer; the reason when no cost is known.
#[must_use]
pub fn margin_answer(
    report: Option<&MarginReport>,
    directory: &Directory,
    top: usize,
) -> MarginPartAnswer {
    match report {
        Some(report) => MarginPartAnswer::Known(Box::new(report.answer(directory, top))),
        None => MarginPartAnswer::Unknown {
            unknown: UNKNOWN_COST.to_owned(),
        },
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
