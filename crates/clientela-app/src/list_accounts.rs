//! The list of clients: search, filter, sort, page by page, all from memory.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::concentration::Class;
use clientela_domain::day::Date;
use clientela_domain::ids::AccountId;
use clientela_domain::key_criteria::Verdict;
use clientela_domain::names::fold;
use clientela_domain::search::Query;
use clientela_store::Viewer;
use clientela_store::accounts::DirectoryEntry;

use crate::account_filter::{AccountFilter, StageFilter};
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
    /// Only clients that stand after this place in the order.
    pub after: Option<AccountPlace>,
    /// At most so many; all when absent.
    pub limit: Option<usize>,
    /// Period and currency of the figures.
    pub figures: FigureRequest,
}

/// The place of a client in an order: what it is sorted by, then its name, then its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AccountPlace {
    leading: Leading,
    name: String,
    id: AccountId,
}

/// What an order is sorted by first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Leading {
    Nothing,
    Revenue(Reverse<Option<Amount>>),
    City(String),
    LastSale(Reverse<Option<Date>>),
    Score(Reverse<(u64, u64)>),
}

impl AccountPlace {
    /// The place as a text, for a cursor.
    #[must_use]
    pub fn to_text(&self) -> String {
        let leading = match &self.leading {
            Leading::Nothing => String::new(),
            Leading::Revenue(Reverse(revenue)) => {
                revenue.map_or_else(String::new, |revenue| revenue.units().to_string())
            }
            Leading::City(city) => city.replace('\n', " "),
            Leading::LastSale(Reverse(day)) => day.map_or_else(String::new, |day| day.to_string()),
            Leading::Score(Reverse((low, high))) => format!("{low} {high}"),
        };
        format!("{}\n{leading}\n{}", self.id, self.name)
    }

    /// The place a text means in an order; `None` for anything that is none.
    #[must_use]
    pub fn of_text(sort: AccountSort, text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '\n');
        let (id, leading, name) = (parts.next()?, parts.next()?, parts.next()?);
        let given = Some(leading).filter(|leading| !leading.is_empty());
        let leading = match sort {
            AccountSort::Name => given.is_none().then_some(Leading::Nothing)?,
            AccountSort::Revenue => {
                let units = given.map(|units| units.parse().ok().map(Amount::from_units));
                Leading::Revenue(Reverse(units.map_or(Some(None), |one| one.map(Some))?))
            }
            AccountSort::City => Leading::City(leading.to_owned()),
            AccountSort::LastSale => {
                let day = given.map(|day| day.parse::<Date>().ok());
                Leading::LastSale(Reverse(day.map_or(Some(None), |one| one.map(Some))?))
            }
            AccountSort::Score => {
                let (low, high) = leading.split_once(' ')?;
                Leading::Score(Reverse((low.parse().ok()?, high.parse().ok()?)))
            }
        };
        Some(Self {
            leading,
            name: name.to_owned(),
            id: AccountId::parse(id)?,
        })
    }

    fn of(
        sort: AccountSort,
        card: &DirectoryEntry,
        figures: &Figures,
        verdicts: &HashMap<AccountId, BriefVerdict>,
    ) -> Self {
        let figure = figures.of(card.id);
        let leading = match sort {
            AccountSort::Name => Leading::Nothing,
            AccountSort::Revenue => Leading::Revenue(Reverse(figure.map(|one| one.revenue))),
            AccountSort::City => Leading::City(card.city.clone()),
            AccountSort::LastSale => Leading::LastSale(Reverse(figure.map(|one| one.last_day))),
            AccountSort::Score => Leading::Score(Reverse(score_bits(verdicts.get(&card.id)))),
        };
        Self {
            leading,
            name: card.name_folded.clone(),
            id: card.id,
        }
    }
}

/// Scores are never negative, and such numbers stand in the order of their bits.
fn score_bits(brief: Option<&BriefVerdict>) -> (u64, u64) {
    let (low, high) = brief.map_or((0.0, 0.0), |brief| (brief.low, brief.high));
    (low.to_bits(), high.to_bits())
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
    /// How far the relationship has come.
    pub stage: StageFilter,
    /// Next step and silence.
    pub attention: Attention,
}

/// A page of the list.
#[derive(Debug)]
pub struct AccountList {
    /// The clients of the page.
    pub rows: Vec<AccountRow>,
    /// Where the list goes on; none on the last page.
    pub next: Option<AccountPlace>,
    /// Clients that fit the filters.
    pub matching: usize,
    /// Their net revenue in the period; of all clients what the figures say, of some what is below zero
    /// included.
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
    let named = (!wanted.is_empty()).then(|| {
        let words = Query::parse(&query.search);
        state.directory.named(&wanted, &words, query.search.trim())
    });
    let cards = state.directory.cards();
    let matches = |at: usize| {
        let card = &cards[at];
        let figure = figures.of(card.id);
        named.as_ref().is_none_or(|named| named[at])
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
    let order = ordered(context, query, &state, &figures, &verdicts).await?;
    let in_order = |places: &[usize]| -> Vec<usize> {
        let mut places = places.to_vec();
        if query.reversed {
            places.reverse();
        }
        places
    };
    let fitting: Vec<usize> = if plain {
        Vec::new()
    } else {
        let fitting = order.iter().copied().filter(|&at| matches(at));
        fitting.collect()
    };
    let all: &[usize] = if plain { &order } else { &fitting };
    let place = |at: usize| AccountPlace::of(query.sort, &cards[at], &figures, &verdicts);
    let page = page_of(all, query, place);
    let matching = all.len();
    let matching_revenue = if matching == cards.len() {
        figures.revenue
    } else {
        let figure = |at: &usize| figures.of(cards[*at].id);
        let revenues = fitting.iter().filter_map(figure).map(|one| one.revenue);
        revenues.sum()
    };
    let next = page.goes_on.then(|| page.last.map(place)).flatten();
    let positions = in_order(page.places);
    let rows = positions
        .into_iter()
        .map(|at| AccountRow {
            figure: figures.of(cards[at].id).cloned(),
            verdict: verdicts.get(&cards[at].id).copied(),
            owner: state.directory.owner_name(&cards[at]),
            stage: StageFilter::of(state.directory.stage_of(cards[at].id)),
            attention: attention.of(cards[at].id, weight(cards[at].id)),
            card: cards[at].clone(),
        })
        .collect();
    Ok(AccountList {
        rows,
        next,
        matching,
        matching_revenue,
        total: cards.len(),
        figures,
        state: state.clone(),
    })
}

/// A page of an order.
struct Page<'a> {
    /// In the order that is not reversed.
    places: &'a [usize],
    /// The last one as the reader goes.
    last: Option<usize>,
    /// There are more after it.
    goes_on: bool,
}

/// The page asked for: found by the place where the one before ended, and after it by counting.
fn page_of<'a>(
    all: &'a [usize],
    query: &AccountQuery,
    place: impl Fn(usize) -> AccountPlace,
) -> Page<'a> {
    let limit = query.limit.unwrap_or(usize::MAX);
    let rest = match (&query.after, query.reversed) {
        (None, _) => all,
        (Some(after), false) => &all[all.partition_point(|&at| place(at) <= *after)..],
        (Some(after), true) => &all[..all.partition_point(|&at| place(at) < *after)],
    };
    let skipped = query.offset.min(rest.len());
    let taken = limit.min(rest.len() - skipped);
    let goes_on = skipped + taken < rest.len();
    if query.reversed {
        let end = rest.len() - skipped;
        let places = &rest[end - taken..end];
        let last = places.first().copied();
        Page {
            places,
            last,
            goes_on,
        }
    } else {
        let places = &rest[skipped..skipped + taken];
        let last = places.last().copied();
        Page {
            places,
            last,
            goes_on,
        }
    }
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
            let revenue = figures.of(cards[at].id).map(|figure| figure.revenue);
            (Reverse(revenue), name(at))
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
            let bits = score_bits(verdicts.get(&cards[at].id));
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
        stage: row.stage.code().to_owned(),
        next_step: row.attention.step_answer(),
        silence: row.attention.silence_answer(),
        city: Some(row.card.city.clone()).filter(|city| !city.is_empty()),
        rank: figure.and_then(|figure| figure.rank),
        sample: row.card.is_sample,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u128) -> AccountId {
        AccountId(uuid::Uuid::from_u128(number))
    }

    fn at(leading: Leading, number: u128) -> AccountPlace {
        AccountPlace {
            leading,
            name: format!("фирма {number}"),
            id: id(number),
        }
    }

    #[test]
    fn a_place_goes_into_a_text_and_back() {
        let day = Date::constant(2026, 11, 24);
        for (sort, leading) in [
            (AccountSort::Name, Leading::Nothing),
            (AccountSort::Revenue, Leading::Revenue(Reverse(None))),
            (
                AccountSort::Revenue,
                Leading::Revenue(Reverse(Some(Amount::from_cents(-5)))),
            ),
            (AccountSort::City, Leading::City("Русе".to_owned())),
            (AccountSort::City, Leading::City(String::new())),
            (AccountSort::LastSale, Leading::LastSale(Reverse(Some(day)))),
            (AccountSort::LastSale, Leading::LastSale(Reverse(None))),
            (AccountSort::Score, Leading::Score(Reverse((7, 9)))),
        ] {
            let place = at(leading, 7);
            assert_eq!(AccountPlace::of_text(sort, &place.to_text()), Some(place));
        }
        for wrong in ["", "x\n\nу", "00000000-0000-0000-0000-000000000007\nх\nу"] {
            assert_eq!(
                AccountPlace::of_text(AccountSort::Revenue, wrong),
                None,
                "{wrong}"
            );
        }
    }

    /// The numbers of the pages of a list that is read to its end; `between` may change it after a page.
    fn read(
        mut all: Vec<u128>,
        reversed: bool,
        mut between: impl FnMut(usize, &mut Vec<u128>),
    ) -> Vec<u128> {
        let mut seen = Vec::new();
        let mut after = None;
        for round in 0..20 {
            let places: Vec<usize> = (0..all.len()).collect();
            let place = |at: usize| at_number(all[at]);
            let query = AccountQuery {
                after: after.take(),
                reversed,
                limit: Some(2),
                ..AccountQuery::default()
            };
            let page = page_of(&places, &query, place);
            let mut numbers: Vec<u128> = page.places.iter().map(|&at| all[at]).collect();
            if reversed {
                numbers.reverse();
            }
            seen.extend(numbers);
            let Some(last) = page.last.filter(|_| page.goes_on) else {
                break;
            };
            after = Some(place(last));
            between(round, &mut all);
        }
        seen
    }

    fn at_number(number: u128) -> AccountPlace {
        AccountPlace {
            leading: Leading::Nothing,
            name: format!("{number:03}"),
            id: id(number),
        }
    }

    #[test]
    fn what_comes_and_goes_between_two_pages_neither_repeats_nor_leaves_out_a_record() {
        let all: Vec<u128> = (10..17).collect();
        assert_eq!(read(all.clone(), false, |_, _| {}), all);
        let backwards: Vec<u128> = (10..17).rev().collect();
        assert_eq!(read(all.clone(), true, |_, _| {}), backwards);
        let changing = |round: usize, all: &mut Vec<u128>| match round {
            0 => all.insert(0, 1),
            1 => all.retain(|number| *number != 10 && *number != 13),
            _ => {}
        };
        assert_eq!(read(all.clone(), false, changing), all);
        let changing = |round: usize, all: &mut Vec<u128>| match round {
            0 => all.push(90),
            1 => all.retain(|number| *number != 16 && *number != 13),
            _ => {}
        };
        assert_eq!(read(all, true, changing), backwards);
    }
}
