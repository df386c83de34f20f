//! Rows of a file of competitors' positions: each names its client and its competitor and makes one observation. A
//! competitor nobody has written down yet is made with the first row that names it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::{CompetitorId, CompetitorPositionId, UserId};
use clientela_domain::names::fold;
use clientela_domain::records::RecordColumn;
use clientela_domain::records::market_words::{self, Told as Source};
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::Viewer;
use clientela_store::brought;
use clientela_store::import_records::{ImportRecord, RecordEntity};
use clientela_store::market::{self, Brought, Kept, KnownPosition, NewPosition, competitors};
use clientela_store::new_id::new_id;
use serde_json::Value as Json;
use uuid::Uuid;

use super::Wishes;
use super::account_finder::AccountFinder;
use super::coded::{self, Known, Says, Told, same_client};
use super::gifts::{free, money, read_day};
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::answers::import::MatchedAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::keep_competitors::NAME_CHARACTERS_MAX;

/// What a row says, checked.
struct Said {
    position: NewPosition,
    /// The competitor is in the book already.
    is_known: bool,
    author: Option<UserId>,
    code: String,
    says: Says,
}

/// What each row would do.
pub(super) async fn sort(
    context: &Context,
    viewer: &Viewer,
    plan: &RecordPlan,
    rows: &[Row],
    wishes: Wishes,
) -> Result<Work, AppError> {
    let state = context.book_state(viewer).await?;
    let texts = rows.iter().map(|row| row.text(plan, RecordColumn::Account));
    let finder = AccountFinder::load(context, viewer, &state, texts).await?;
    let mut work = Work::default();
    let reading = Reading {
        context,
        viewer,
        plan,
        state: &state,
        finder: &finder,
        known: competitors::by_names(&context.store.read(viewer)).await?,
        new: RefCell::default(),
    };
    let said = coded::read_rows(&mut work, plan, rows, |row| reading.read(row));
    let accounts = coded::clients(said.iter().map(|(_, said)| said.position.account_id));
    let given = coded::codes(&said);
    let read = context.store.read(viewer);
    let (known, codes) = market::known_of::<NewPosition>(&read, &accounts, &given).await?;
    let known = Known {
        identities: known.into_iter().collect(),
        codes,
        by_code: brought::known_by_codes::<Kept<NewPosition>>(&read, &given).await?,
    };
    coded::take(context, &mut work, plan, (said, known), wishes);
    take_competitors(&mut work, reading.new.into_inner());
    Ok(work)
}

/// The new competitors that a row needs which was taken.
fn take_competitors(work: &mut Work, new: BTreeMap<String, (CompetitorId, String)>) {
    let made = work.new_positions.iter().map(|(_, one, ..)| one);
    let changed = work.changed_positions.iter().map(|(.., one)| one);
    let needed: BTreeSet<CompetitorId> = made.chain(changed).map(|one| one.competitor_id).collect();
    let used = new.into_values().filter(|(id, _)| needed.contains(id));
    work.new_competitors = used.collect();
    let made = work.new_competitors.iter();
    let made = made.map(|(id, _)| ImportRecord::created(RecordEntity::Competitor, id.0));
    work.records.extend(made);
}

impl Told for Said {
    type Record = NewPosition;
    type Identity = KnownPosition;

    const ENTITY: RecordEntity = RecordEntity::CompetitorPosition;

    fn code(&self) -> &str {
        &self.code
    }

    fn record(&self) -> &NewPosition {
        &self.position
    }

    fn identity(&self) -> KnownPosition {
        self.position.identity()
    }

    fn rests_on(&self) -> Vec<(RecordEntity, Uuid)> {
        let account = (RecordEntity::Account, self.position.account_id.0);
        let competitor = (RecordEntity::Competitor, self.position.competitor_id.0);
        let competitor = self.is_known.then_some(competitor);
        [account].into_iter().chain(competitor).collect()
    }

    fn over(&self, known: &NewPosition) -> Result<NewPosition, Fault> {
        use RecordColumn as C;
        let (said, says) = (&self.position, &self.says);
        same_client(said.account_id, known.account_id)?;
        let share_low = said.share_low.or(known.share_low);
        let share_high = said.share_high.or(known.share_high);
        in_order(share_low, share_high, C::ShareHigh)?;
        Ok(NewPosition {
            account_id: known.account_id,
            competitor_id: said.competitor_id,
            product_group: said.product_group.clone(),
            share_low,
            share_high,
            price_index: said.price_index.or(known.price_index),
            contract_end: said.contract_end.or(known.contract_end),
            since: said.since.or(known.since),
            source: said.source,
            day: said.day,
            note: says.or(C::Note, &said.note, &known.note),
            withdrawn: known.withdrawn,
        })
    }

    fn as_json(record: &NewPosition) -> Json {
        market::as_json(record)
    }

    fn create(self, work: &mut Work, id: Uuid) {
        let id = CompetitorPositionId(id);
        let one = (id, self.position, self.author, self.code);
        work.new_positions.push(one);
    }

    fn change(&self, work: &mut Work, (id, version): (Uuid, i64), new: NewPosition) {
        let change = (CompetitorPositionId(id), version, new);
        work.changed_positions.push(change);
    }

    fn found(work: &mut Work) -> &mut MatchedAnswer {
        &mut work.positions_found
    }
}

struct Reading<'a> {
    context: &'a Context,
    viewer: &'a Viewer,
    plan: &'a RecordPlan,
    state: &'a BookState,
    finder: &'a AccountFinder,
    /// Competitors of the book by their folded names.
    known: HashMap<String, CompetitorId>,
    /// Competitors only the file names, by their folded names.
    new: RefCell<BTreeMap<String, (CompetitorId, String)>>,
}

impl Reading<'_> {
    fn read(&self, row: &Row) -> Result<Said, Fault> {
        use RecordColumn as C;
        let text = |column| row.text(self.plan, column);
        let account_id = account(self.finder, self.state, text(C::Account))?;
        let day = past(self.plan, self.context, row, C::Day)?;
        let day = day.ok_or(Fault::at(C::Day, SetAsideReason::CellMissing))?;
        let share_low = percent(C::ShareLow, text(C::ShareLow))?;
        let share_high = percent(C::ShareHigh, text(C::ShareHigh))?;
        in_order(share_low, share_high, C::ShareHigh)?;
        let price_index = money(C::PriceIndex, text(C::PriceIndex))?;
        if price_index.is_some_and(|index| !index.is_positive()) {
            return Err(Fault::at(C::PriceIndex, SetAsideReason::NumberInvalid));
        }
        let group = line(C::ProductGroup, text(C::ProductGroup))?;
        if group.is_empty() {
            return Err(Fault::at(C::ProductGroup, SetAsideReason::CellMissing));
        }
        let (since, contract_end) = (
            past(self.plan, self.context, row, C::Since)?,
            read_day(self.plan, C::ContractEnd, text(C::ContractEnd))?,
        );
        let source = source(text(C::KnownFrom), market_words::position_source)?;
        let note = free(C::Note, text(C::Note))?;
        let code = row.code(self.plan)?.to_owned();
        let (competitor_id, is_known) = self.competitor(text(C::Competitor))?;
        Ok(Said {
            position: NewPosition {
                account_id,
                competitor_id,
                product_group: group,
                share_low,
                share_high,
                price_index,
                contract_end,
                since,
                source,
                day,
                note,
                withdrawn: false,
            },
            is_known,
            author: self.viewer.user,
            code,
            says: Says::of(row, self.plan),
        })
    }

    /// The competitor of a name, and whether the book knows it.
    fn competitor(&self, name: &str) -> Result<(CompetitorId, bool), Fault> {
        let column = RecordColumn::Competitor;
        let name = line(column, name)?;
        let folded = fold(&name);
        if folded.is_empty() {
            return Err(Fault::at(column, SetAsideReason::CellMissing));
        }
        if let Some(id) = self.known.get(&folded) {
            return Ok((*id, true));
        }
        let mut new = self.new.borrow_mut();
        let fresh = || (CompetitorId(new_id(self.context.clock.now())), name);
        Ok((new.entry(folded).or_insert_with(fresh).0, false))
    }
}

/// The client of a cell.
pub(super) fn account(
    finder: &AccountFinder,
    state: &BookState,
    text: &str,
) -> Result<clientela_domain::ids::AccountId, Fault> {
    let column = RecordColumn::Account;
    if text.is_empty() {
        return Err(Fault::at(column, SetAsideReason::AccountMissing));
    }
    finder.one(state, text, column)
}

/// A day that has been; none when the cell is empty.
pub(super) fn past(
    plan: &RecordPlan,
    context: &Context,
    row: &Row,
    column: RecordColumn,
) -> Result<Option<Date>, Fault> {
    let day = read_day(plan, column, row.text(plan, column))?;
    if day.is_some_and(|day| day > context.clock.today()) {
        return Err(Fault::at(column, SetAsideReason::DayInFuture));
    }
    Ok(day)
}

/// A name or a group of products; may be empty.
pub(super) fn line(column: RecordColumn, text: &str) -> Result<String, Fault> {
    if text.chars().count() > NAME_CHARACTERS_MAX {
        return Err(Fault::at(column, SetAsideReason::TextTooLong));
    }
    Ok(text.to_owned())
}

/// Where it is known from, which has to be said and is never a competitor.
pub(super) fn source<S>(text: &str, read: fn(&str) -> Source<S>) -> Result<S, Fault> {
    let column = RecordColumn::KnownFrom;
    if text.is_empty() {
        return Err(Fault::at(column, SetAsideReason::CellMissing));
    }
    match read(text) {
        Source::By(source) => Ok(source),
        Source::Competitor => Err(Fault::at(column, SetAsideReason::SourceIsCompetitor)),
        Source::Unread => Err(Fault::at(column, SetAsideReason::MarketWordUnknown)),
    }
}

/// Two ends, of which the upper one is not below the lower one.
pub(super) fn in_order(
    low: Option<Amount>,
    high: Option<Amount>,
    column: RecordColumn,
) -> Result<(), Fault> {
    match (low, high) {
        (Some(low), Some(high)) if low > high => {
            Err(Fault::at(column, SetAsideReason::EndsImpossible))
        }
        _ => Ok(()),
    }
}

/// Per cent of a whole; none when the cell is empty.
fn percent(column: RecordColumn, text: &str) -> Result<Option<Amount>, Fault> {
    let percent = money(column, text.trim_end_matches('%').trim())?;
    if percent.is_some_and(|percent| percent > Amount::from_cents(10_000)) {
        return Err(Fault::at(column, SetAsideReason::EndsImpossible));
    }
    Ok(percent)
}
