//! The list of clients: search, filter, sort, page by page, all from memory.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use clientela_domain::concentration::Class;
use clientela_domain::ids::AccountId;
use clientela_domain::key_criteria::Verdict;
use clientela_domain::names::fold;
use clientela_domain::search::Query;
use clientela_store::Viewer;
use clientela_store::accounts::DirectoryEntry;

use crate::account_filter::AccountFilter;
use crate::answers::account::{AccountEntryAnswer, AccountsAnswer};
use crate::attention::{Attention, AttentionFilter, Weight, attention_book};
use crate::context::{BookState, Context};
use crate::directory::shown_code;
use crate::error::AppError;
use crate::figures::{AccountFigure, FigureRequest, Figures, figures};
use crate::judge_accounts::{BriefVerdict, brief_verdicts};

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
    /// Only clients that fit this.
    pub filter: AccountFilter,
    /// Only clients that need this attention.
    pub attention: Option<AttentionFilter>,
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
    /// Name of the owner.
    pub owner: Option<String>,
    /// Next step and silence.
    pub attention: Attention,
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
    /// The book.
    pub state: BookState,
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
    let state = context.book_state(viewer).await?;
    let figures = figures(context, viewer, &query.figures).await?;
    let verdicts = brief_verdicts(context, viewer, &query.figures).await?;
    let attention = attention_book(context, viewer).await?;
    let weight = |id: AccountId| Weight {
        is_key: verdicts
            .get(&id)
            .is_some_and(|brief| brief.verdict == Verdict::Key),
        class: figures.of(id).and_then(|figure| figure.class),
    };
    let wanted = fold(&query.search);
    let words = Query::parse(&query.search);
    let code = query.search.trim();
    let matches = |card: &DirectoryEntry| {
        let figure = figures.of(card.id);
        (wanted.is_empty()
            || card.name_folded.contains(&wanted)
            || words.fits_folded(&card.name_folded)
            || card
                .customer_keys
                .iter()
                .any(|key| shown_code(key).is_some_and(|own| own.contains(code))))
            && query
                .class
                .is_none_or(|class| figure.and_then(|figure| figure.class) == Some(class))
            && query.filter.fits(&state.directory, card)
            && query
                .attention
                .is_none_or(|filter| attention.fits(filter, card.id, weight(card.id)))
            && query.verdict.is_none_or(|verdict| {
                verdicts
                    .get(&card.id)
                    .is_some_and(|brief| brief.verdict == verdict)
            })
    };
    let plain = wanted.is_empty()
        && query.class.is_none()
        && query.filter.is_empty()
        && query.attention.is_none()
        && query.verdict.is_none();
    let cards = state.directory.cards();
    let mut positions: Vec<usize> = if plain {
        (0..cards.len()).collect()
    } else {
        positions_of(cards, matches)
    };
    let matching = positions.len();
    let page = query.offset
        ..query
            .limit
            .map_or(matching, |limit| query.offset.saturating_add(limit));
    sort_page(&mut positions, page.end, |a, b| {
        let order = compare(query.sort, &cards[*a], &cards[*b], &figures, &verdicts);
        if query.reversed {
            order.reverse()
        } else {
            order
        }
    });
    let rows = positions
        .get(page.start.min(matching)..page.end.min(matching))
        .unwrap_or_default()
        .iter()
        .map(|&at| AccountRow {
            figure: figures.of(cards[at].id).cloned(),
            verdict: verdicts.get(&cards[at].id).copied(),
            owner: state.directory.owner_name(&cards[at]),
            attention: attention.of(cards[at].id, weight(cards[at].id)),
            card: cards[at].clone(),
        })
        .collect();
    Ok(AccountList {
        rows,
        matching,
        total: cards.len(),
        figures,
        state: state.clone(),
    })
}

fn positions_of(cards: &[DirectoryEntry], matches: impl Fn(&DirectoryEntry) -> bool) -> Vec<usize> {
    cards
        .iter()
        .enumerate()
        .filter(|(_, card)| matches(card))
        .map(|(at, _)| at)
        .collect()
}

/// Sorts only as far as the page needs: a list of a hundred thousand clients shows fifty.
fn sort_page(positions: &mut [usize], end: usize, compare: impl Fn(&usize, &usize) -> Ordering) {
    if end < positions.len() && end > 0 {
        positions.select_nth_unstable_by(end - 1, &compare);
        if let Some(first) = positions.get_mut(..end) {
            first.sort_unstable_by(&compare);
        }
    } else {
        positions.sort_unstable_by(&compare);
    }
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
            sample: self.state.settings.is_sample,
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
        owner: row.owner.clone(),
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
        next_step: row.attention.step_answer(),
        silence: row.attention.silence_answer(),
        city: Some(row.card.city.clone()).filter(|city| !city.is_empty()),
        rank: figure.and_then(|figure| figure.rank),
        sample: row.card.is_sample,
    }
}
