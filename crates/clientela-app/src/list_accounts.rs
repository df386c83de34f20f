//! The list of clients: search, filter, sort, page by page, all from memory.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use clientela_domain::concentration::Class;
use clientela_domain::ids::AccountId;
use clientela_domain::key_criteria::Verdict;
use clientela_domain::names::fold;
use clientela_store::Viewer;
use clientela_store::accounts::DirectoryEntry;

use crate::answers::account::{AccountEntryAnswer, AccountsAnswer};
use crate::context::Context;
use crate::directory::shown_code;
use crate::error::AppError;
use crate::figures::{AccountFigure, FigureRequest, Figures};
use crate::judge_accounts::{Bench, BriefVerdict, bench, verdicts_key, verdicts_of};

/// By what a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AccountSort {
    /// Net revenue of the period; clients without sales last.
    #[default]
    Revenue,
    /// Name.
    Name,
    /// City, then name.
    City,
    /// Last day with a sale.
    LastSale,
    /// Upper end of the score.
    Score,
}

impl AccountSort {
    /// Every order, for menus.
    pub const ALL: [Self; 5] = [
        Self::Revenue,
        Self::Name,
        Self::City,
        Self::LastSale,
        Self::Score,
    ];

    /// The word in URLs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Revenue => "revenue",
            Self::Name => "name",
            Self::City => "city",
            Self::LastSale => "last_sale",
            Self::Score => "score",
        }
    }

    /// The order of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

/// Which clients, in which order.
#[derive(Clone, Debug, Default)]
pub struct AccountQuery {
    /// Part of a name or code, in either alphabet.
    pub search: String,
    /// Only this class.
    pub class: Option<Class>,
    /// Only this verdict.
    pub verdict: Option<Verdict>,
    /// Only this city.
    pub city: Option<String>,
    /// Order.
    pub sort: AccountSort,
    /// The other way round.
    pub reversed: bool,
    /// Clients to skip.
    pub offset: usize,
    /// At most so many; all when absent.
    pub limit: Option<usize>,
    /// Period and currency of the figures.
    pub figures: FigureRequest,
}

/// One client of a list.
#[derive(Clone, Debug)]
pub struct AccountRow {
    /// Name and codes.
    pub card: DirectoryEntry,
    /// Sales, when there are any in the period.
    pub figure: Option<AccountFigure>,
    /// Verdict by the default profile.
    pub verdict: Option<BriefVerdict>,
}

/// A page of the list.
#[derive(Debug)]
pub struct AccountList {
    /// The clients of the page.
    pub rows: Vec<AccountRow>,
    /// Clients that fit the filters.
    pub matching: usize,
    /// Clients in the book.
    pub total: usize,
    /// Sales behind the list.
    pub figures: Arc<Figures>,
    /// What judges the clients of the list.
    pub bench: Bench,
}

/// A page of the list of clients.
///
/// # Errors
/// When the book or the ledger cannot answer.
pub async fn list_accounts(
    context: &Context,
    viewer: &Viewer,
    query: &AccountQuery,
) -> Result<AccountList, AppError> {
    let bench = bench(context, viewer, &query.figures).await?;
    let figures = Arc::clone(&bench.figures);
    let verdicts = verdicts_of(context, &bench).await?;
    let order = order(context, &bench, &verdicts, query.sort).await?;
    let wanted = fold(&query.search);
    let code = query.search.trim();
    let matches = |card: &DirectoryEntry| {
        let figure = figures.of(card.id);
        (wanted.is_empty()
            || card.name_folded.contains(&wanted)
            || card
                .customer_keys
                .iter()
                .any(|key| shown_code(key).is_some_and(|own| own.contains(code))))
            && query
                .class
                .is_none_or(|class| figure.and_then(|figure| figure.class) == Some(class))
            && query.city.as_ref().is_none_or(|city| card.city == *city)
            && query.verdict.is_none_or(|verdict| {
                verdicts
                    .get(&card.id)
                    .is_some_and(|brief| brief.verdict == verdict)
            })
    };
    let plain = wanted.is_empty()
        && query.class.is_none()
        && query.city.is_none()
        && query.verdict.is_none();
    let cards = bench.state.directory.cards();
    let page = query.offset
        ..query
            .limit
            .map_or(usize::MAX, |limit| query.offset.saturating_add(limit));
    let fits = |at: usize| matches(&cards[at]);
    let (matching, positions) = if query.reversed {
        page_of(order.iter().rev(), plain, page, fits)
    } else {
        page_of(order.iter(), plain, page, fits)
    };
    let rows = positions
        .into_iter()
        .map(|at| AccountRow {
            figure: figures.of(cards[at].id).cloned(),
            verdict: verdicts.get(&cards[at].id).copied(),
            card: cards[at].clone(),
        })
        .collect();
    Ok(AccountList {
        rows,
        matching,
        total: cards.len(),
        figures,
        bench,
    })
}

/// How many of an order fit, and those of them that are on the page; with `all`, everybody fits.
fn page_of<'o>(
    order: impl ExactSizeIterator<Item = &'o usize>,
    all: bool,
    page: Range<usize>,
    fits: impl Fn(usize) -> bool,
) -> (usize, Vec<usize>) {
    if all {
        let positions = order.len();
        let on_page = order.skip(page.start).take(page.len());
        return (positions, on_page.copied().collect());
    }
    let mut matching = 0;
    let mut positions = Vec::new();
    for &at in order.filter(|at| fits(**at)) {
        if page.contains(&matching) {
            positions.push(at);
        }
        matching += 1;
    }
    (matching, positions)
}

/// Positions of all clients in the directory, sorted; from memory when nothing changed, for sorting
/// a hundred thousand clients takes far longer than showing fifty.
async fn order(
    context: &Context,
    bench: &Bench,
    verdicts: &HashMap<AccountId, BriefVerdict>,
    sort: AccountSort,
) -> Result<Arc<Vec<usize>>, AppError> {
    context
        .orders_cache
        .get_or_compute((verdicts_key(bench), sort), || async {
            let cards = bench.state.directory.cards();
            let mut positions: Vec<usize> = (0..cards.len()).collect();
            positions.sort_unstable_by(|a, b| {
                compare(sort, &cards[*a], &cards[*b], &bench.figures, verdicts)
            });
            Ok(positions)
        })
        .await
}

fn compare(
    sort: AccountSort,
    a: &DirectoryEntry,
    b: &DirectoryEntry,
    figures: &Figures,
    verdicts: &HashMap<AccountId, BriefVerdict>,
) -> Ordering {
    let by_name = || {
        a.name_folded
            .cmp(&b.name_folded)
            .then_with(|| a.id.cmp(&b.id))
    };
    let place = |id: AccountId| figures.positions.get(&id).copied().unwrap_or(usize::MAX);
    match sort {
        AccountSort::Revenue => place(a.id).cmp(&place(b.id)).then_with(by_name),
        AccountSort::Name => by_name(),
        AccountSort::City => a.city.cmp(&b.city).then_with(by_name),
        AccountSort::LastSale => {
            let day = |id: AccountId| figures.of(id).map(|figure| figure.last_day);
            day(b.id).cmp(&day(a.id)).then_with(by_name)
        }
        AccountSort::Score => {
            let score = |id: AccountId| {
                verdicts
                    .get(&id)
                    .map_or((0.0, 0.0), |brief| (brief.low, brief.high))
            };
            let ((a_low, a_high), (b_low, b_high)) = (score(a.id), score(b.id));
            b_low
                .total_cmp(&a_low)
                .then_with(|| b_high.total_cmp(&a_high))
                .then_with(by_name)
        }
    }
}

impl AccountList {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> AccountsAnswer {
        AccountsAnswer {
            period: self.figures.period.map(Into::into),
            currency: self.figures.currency.to_string(),
            accounts: self.rows.iter().map(entry_answer).collect(),
        }
    }
}

/// One client of a list as it leaves the program.
#[must_use]
pub fn entry_answer(row: &AccountRow) -> AccountEntryAnswer {
    let figure = row.figure.as_ref();
    let codes = row
        .card
        .customer_keys
        .iter()
        .filter_map(|key| shown_code(key))
        .map(str::to_owned);
    AccountEntryAnswer {
        account: row.card.id.to_string(),
        name: row.card.name.clone(),
        codes: codes.collect(),
        owner: None,
        revenue: figure.map(|figure| figure.revenue.to_string()),
        share: figure.and_then(|figure| figure.share),
        class: figure
            .and_then(|figure| figure.class)
            .map(|class| class.id().to_owned()),
        verdict: row
            .verdict
            .map_or(Verdict::Undecided, |brief| brief.verdict)
            .id()
            .to_owned(),
        next_step: None,
        city: Some(row.card.city.clone()).filter(|city| !city.is_empty()),
        rank: figure.and_then(|figure| figure.rank),
        sample: row.card.is_sample,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_counts_everybody_who_fits_and_shows_its_own() {
        let order = [4, 2, 0, 3, 1];
        let even = |at: usize| at.is_multiple_of(2);
        assert_eq!(page_of(order.iter(), true, 1..3, even), (5, vec![2, 0]));
        assert_eq!(page_of(order.iter(), false, 1..3, even), (3, vec![2, 0]));
        assert_eq!(page_of(order.iter().rev(), false, 0..1, even), (3, vec![0]));
        assert_eq!(page_of(order.iter(), false, 5..9, even), (3, vec![]));
        assert_eq!(
            page_of(order.iter(), true, 4..usize::MAX, even),
            (5, vec![1])
        );
    }
}
