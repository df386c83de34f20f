//! Rows of a file of what clients buy in all: each names its client and makes one estimate.

use clientela_domain::ids::{ClientPurchaseId, UserId};
use clientela_domain::market::read_period;
use clientela_domain::records::{RecordColumn, market_words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::Viewer;
use clientela_store::brought;
use clientela_store::import_records::RecordEntity;
use clientela_store::market::{self, Brought, Kept, KnownPurchase, NewClientPurchase};
use serde_json::Value as Json;
use uuid::Uuid;

use super::Wishes;
use super::account_finder::AccountFinder;
use super::coded::{self, Known, Says, Told, same_client};
use super::gifts::{currency_of, free, money};
use super::plan::RecordPlan;
use super::positions::{account, in_order, line, past, source};
use super::rows::{Fault, Row};
use super::work::Work;
use crate::answers::import::MatchedAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;

/// What a row says, checked.
struct Said {
    purchase: NewClientPurchase,
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
    };
    let said = coded::read_rows(&mut work, plan, rows, |row| reading.read(row));
    let accounts = coded::clients(said.iter().map(|(_, said)| said.purchase.account_id));
    let given = coded::codes(&said);
    let read = context.store.read(viewer);
    let (known, codes) = market::known_of::<NewClientPurchase>(&read, &accounts, &given).await?;
    let known = Known {
        identities: known.into_iter().collect(),
        codes,
        by_code: brought::known_by_codes::<Kept<NewClientPurchase>>(&read, &given).await?,
    };
    coded::take(context, &mut work, plan, (said, known), wishes);
    Ok(work)
}

impl Told for Said {
    type Record = NewClientPurchase;
    type Identity = KnownPurchase;

    const ENTITY: RecordEntity = RecordEntity::ClientPurchase;

    fn code(&self) -> &str {
        &self.code
    }

    fn record(&self) -> &NewClientPurchase {
        &self.purchase
    }

    fn identity(&self) -> KnownPurchase {
        self.purchase.identity()
    }

    fn rests_on(&self) -> Vec<(RecordEntity, Uuid)> {
        vec![(RecordEntity::Account, self.purchase.account_id.0)]
    }

    fn over(&self, known: &NewClientPurchase) -> Result<NewClientPurchase, Fault> {
        use RecordColumn as C;
        let (said, says) = (&self.purchase, &self.says);
        same_client(said.account_id, known.account_id)?;
        let amount_high = said.amount_high.or(known.amount_high);
        in_order(Some(said.amount_low), amount_high, C::AmountHigh)?;
        let group = says.or(C::ProductGroup, &said.product_group, &known.product_group);
        Ok(NewClientPurchase {
            account_id: known.account_id,
            product_group: group,
            period: said.period,
            amount_low: said.amount_low,
            amount_high,
            currency: says.or(C::Currency, &said.currency, &known.currency),
            source: said.source,
            confidence: said.confidence.or(known.confidence),
            day: says.or(C::Day, &said.day, &known.day),
            note: says.or(C::Note, &said.note, &known.note),
            withdrawn: known.withdrawn,
        })
    }

    fn as_json(record: &NewClientPurchase) -> Json {
        market::as_json(record)
    }

    fn create(self, work: &mut Work, id: Uuid) {
        let one = (ClientPurchaseId(id), self.purchase, self.author, self.code);
        work.new_purchases.push(one);
    }

    fn change(&self, work: &mut Work, (id, version): (Uuid, i64), new: NewClientPurchase) {
        let change = (ClientPurchaseId(id), version, new);
        work.changed_purchases.push(change);
    }

    fn found(work: &mut Work) -> &mut MatchedAnswer {
        &mut work.purchases_found
    }
}

struct Reading<'a> {
    context: &'a Context,
    viewer: &'a Viewer,
    plan: &'a RecordPlan,
    state: &'a BookState,
    finder: &'a AccountFinder,
}

impl Reading<'_> {
    fn read(&self, row: &Row) -> Result<Said, Fault> {
        use RecordColumn as C;
        let text = |column| row.text(self.plan, column);
        let account_id = account(self.finder, self.state, text(C::Account))?;
        let period = read_period(text(C::Period));
        let amount_low = money(C::AmountLow, text(C::AmountLow))?;
        let amount_low = amount_low.ok_or(Fault::at(C::AmountLow, SetAsideReason::CellMissing))?;
        let amount_high = money(C::AmountHigh, text(C::AmountHigh))?;
        in_order(Some(amount_low), amount_high, C::AmountHigh)?;
        let currency = currency_of(text(C::Currency))?;
        let own = self.state.settings.reporting_currency();
        let day = past(self.plan, self.context, row, C::Day)?;
        Ok(Said {
            purchase: NewClientPurchase {
                account_id,
                product_group: line(C::ProductGroup, text(C::ProductGroup))?,
                period: period.ok_or(Fault::at(C::Period, SetAsideReason::PeriodUnread))?,
                amount_low,
                amount_high,
                currency: currency.unwrap_or(own),
                source: source(text(C::KnownFrom), market_words::purchases_source)?,
                confidence: confidence(text(C::Confidence))?,
                day: day.unwrap_or(self.context.clock.today()),
                note: free(C::Note, text(C::Note))?,
                withdrawn: false,
            },
            author: self.viewer.user,
            code: row.code(self.plan)?.to_owned(),
            says: Says::of(row, self.plan),
        })
    }
}

/// Whole per cent; none when the cell is empty.
fn confidence(text: &str) -> Result<Option<u8>, Fault> {
    let text = text.trim_end_matches('%').trim();
    if text.is_empty() {
        return Ok(None);
    }
    let percent = text.parse().ok().filter(|percent: &u8| *percent <= 100);
    let column = RecordColumn::Confidence;
    let invalid = Fault::at(column, SetAsideReason::WholeNumberInvalid);
    percent.map(Some).ok_or(invalid)
}
