//! The list of clients: search, filter, sort, page by page, all from memory.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use clientela_domain::amount::Amount;
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
    /// Their net revenue in the period, what is below zero included when filters leave only some.
    pub matching_revenue: Amount,
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
    let order = ordered(context, query, &state, &figures, &verdicts).await?;
    let count = order.len();
    let in_order = (0..count).map(|place| {
        let place = if query.reversed {
            count - 1 - place
        } else {
            place
        };
        order[place]
    });
    let wanted_here = query.limit.unwrap_or(usize::MAX);
    let (positions, matching, matching_revenue): (Vec<usize>, usize, Amount) = if plain {
        let page = in_order.skip(query.offset).take(wanted_here);
        (page.collect(), count, figures.revenue)
    } else {
        let fitting: Vec<usize> = in_order.filter(|&at| matches(&cards[at])).collect();
        let page = fitting.iter().skip(query.offset).take(wanted_here);
        let figure = |at: &usize| figures.of(cards[*at].id);
        let revenue = fitting.iter().filter_map(figure).map(|one| one.revenue);
        (page.copied().collect(), fitting.len(), revenue.sum())
    };
    let rows = positions
        .into_iter()
        .map(|at| AccountRow {
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
        matching_revenue,
        total: cards.len(),
        figures,
        state: state.clone(),
    })
}

/// Places in the directory in the order asked for. Sorting a hundred thousand clients costs more than
/// everything else a page does, so an order is kept as long as what it was made of: the state of the
/// book, the period, the day, and which clients the viewer sees.
async fn ordered(
    context: &Context,
    query: &AccountQuery,
    state: &BookState,
    figures: &Figures,
    verdicts: &HashMap<AccountId, BriefVerdict>,
) -> Result<Arc<Vec<usize>>, AppError> {
    let figures_key = (state.generation, state.facts, query.figures.clone());
    let verdicts_key = (figures_key, context.clock.today());
    let key = (
        state.scope,
        verdicts_key,
        state.directory.revision,
        query.sort,
    );
    context
        .orders_cache
        .get_or_compute(key, || async {
            Ok(sorted(
                query.sort,
                state.directory.cards(),
                figures,
                verdicts,
            ))
        })
        .await
}

fn sorted(
    sort: AccountSort,
    cards: &[DirectoryEntry],
    figures: &Figures,
    verdicts: &HashMap<AccountId, BriefVerdict>,
) -> Vec<usize> {
    let name = |at: usize| (cards[at].name_folded.as_str(), cards[at].id);
    let mut places: Vec<usize> = (0..cards.len()).collect();
    match sort {
        AccountSort::Revenue => places.sort_by_cached_key(|&at| {
            let place = figures.positions.get(&cards[at].id);
            (place.copied().unwrap_or(usize::MAX), name(at))
        }),
        AccountSort::Name => places.sort_unstable_by_key(|&at| name(at)),
        AccountSort::City => {
            places.sort_unstable_by_key(|&at| (cards[at].city.as_str(), name(at)));
        }
        AccountSort::LastSale => places.sort_by_cached_key(|&at| {
            let day = figures.of(cards[at].id).map(|figure| figure.last_day);
            (Reverse(day), name(at))
        }),
        AccountSort::Score => places.sort_by_cached_key(|&at| {
            let score = verdicts.get(&cards[at].id);
            let (low, high) = score.map_or((0.0, 0.0), |brief| (brief.low, brief.high));
            // Scores are never negative, and such numbers stand in the order of their bits.
            let bits = (low.to_bits(), high.to_bits());
            (Reverse(bits), name(at))
        }),
    }
    places
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
