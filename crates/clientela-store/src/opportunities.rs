//! Opportunities: what a client or a prospect may buy from us, with how far each is.
//!
//! An opportunity is seen with its client; that of a prospect with the prospect; one of which nobody knows yet whose
//! it is by whoever answers for it, by whoever wrote it down, by those who see that person's clients, and, while
//! nobody answers for it, by everybody. Nobody deletes one: what comes to nothing is lost, with its reason.
//!
//! Reading order: this file (what people write) → `moves` (steps and how they end) → `contest` (what was won or lost
//! stands once) → `list` → `facts` (for the pipeline) → `brought` (by files).

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{
    AccountId, CompetitorId, ContestId, ImportId, OpportunityId, PersonId, ProspectId, UserId,
};
use clientela_domain::market::{ContestReason, ReasonSource};
use clientela_domain::names::fold;
use clientela_domain::opportunities::OpportunityStage;
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::accounts;
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity};
use crate::happenings::differences;
use crate::journal::JournalEntry;
use crate::market::competitors;
use crate::new_id::new_id;
use crate::people;
use crate::prospects;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

mod brought;
mod contest;
mod facts;
mod list;
mod moves;

pub use brought::{
    BroughtOpportunity, KnownOpportunity, ToldOpportunity, change_brought, create_brought,
    known_by_codes, known_of, remove_left_behind, undo_brought,
};
pub use facts::{OpportunityFact, StepFact, facts, steps};
pub use list::{
    OpportunityFilter, OpportunityKey, OpportunitySort, StageCount, by_stage, count, list,
};
pub use moves::{NewOpportunityMove, OpportunityMove, move_to, moves_of};
pub(crate) use moves::{back_to_prospect, with_client};

/// An opportunity as people write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewOpportunity {
    /// Of which client; unknown when absent.
    pub account_id: Option<AccountId>,
    /// Of which prospect, or of which it was while the client was one.
    pub prospect_id: Option<ProspectId>,
    /// What it is called.
    pub name: String,
    /// Which groups of products.
    pub product_groups: Vec<String>,
    /// It is worth at least so much; unknown when absent.
    pub value_low: Option<Amount>,
    /// At most so much.
    pub value_high: Option<Amount>,
    /// In which currency; absent without a value.
    pub currency: Option<Currency>,
    /// When it is expected to be decided.
    pub expected_on: Option<Date>,
    /// Who of us answers for it.
    pub owner_id: Option<UserId>,
    /// How a file calls who of us works on it, where that is no user; may be empty.
    pub representative: String,
    /// Who decides there.
    pub person_id: Option<PersonId>,
    /// Against whom we stand.
    pub competitor_id: Option<CompetitorId>,
    /// More about it; may be empty.
    pub note: String,
}

/// Where an opportunity stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpportunityStanding {
    /// How far it is.
    pub stage: OpportunityStage,
    /// Since when; unknown when absent.
    pub day: Option<Date>,
    /// Why it was won or lost; unknown when absent.
    pub reason: Option<ContestReason>,
    /// Who says why.
    pub reason_source: Option<ReasonSource>,
    /// Why, in words; may be empty.
    pub note: String,
}

/// An opportunity in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opportunity {
    /// Which one.
    pub id: OpportunityId,
    /// What was written.
    pub opportunity: NewOpportunity,
    /// Where it stands.
    pub standing: OpportunityStanding,
    /// What was won or lost by it.
    pub contest_id: Option<ContestId>,
    /// Who wrote it down.
    pub created_by: Option<UserId>,
    /// When it was written down.
    pub created_at: Timestamp,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

pub(crate) const COLUMNS: &str = "opportunities.id, opportunities.account_id, opportunities.prospect_id,
    opportunities.name, opportunities.product_groups, opportunities.value_low, opportunities.value_high,
    opportunities.currency, opportunities.expected_on, opportunities.owner_id, opportunities.representative,
    opportunities.person_id, opportunities.competitor_id, opportunities.note, opportunities.stage,
    opportunities.stage_day, opportunities.reason, opportunities.reason_source, opportunities.stage_note,
    opportunities.contest_id, opportunities.created_by, opportunities.created_at, opportunities.is_sample,
    opportunities.version";

/// The condition that leaves only opportunities the viewer may see; `opportunities` is the table's name in it. What
/// it needs bound is added to `values`.
pub(crate) fn visible(viewer: &Viewer, values: &mut Values) -> String {
    let of_client = accounts::seen_by(viewer, "opportunities.account_id", values);
    let of_prospect = prospects::visible(viewer, values);
    let of_nobody = match (viewer.may(Permission::SeeAllAccounts), viewer.user) {
        (true, _) => "1 = 1".to_owned(),
        (false, None) => "1 = 0".to_owned(),
        (false, Some(user)) => {
            values.push(sql::Bind::bind(user.0));
            let who = values.len();
            values.push(sql::Bind::bind(viewer.day()));
            let day = values.len();
            format!(
                "(opportunities.owner_id IS NULL OR opportunities.owner_id = ${who}
                     OR opportunities.created_by = ${who}
                     OR opportunities.owner_id IN (SELECT sight.owner_id FROM sight
                     WHERE sight.viewer_id = ${who} AND sight.first_day <= ${day} AND sight.last_day >= ${day}))"
            )
        }
    };
    format!(
        "((opportunities.account_id IS NOT NULL AND {of_client})
          OR (opportunities.account_id IS NULL AND opportunities.prospect_id IS NOT NULL
              AND EXISTS (SELECT 1 FROM prospects
                          WHERE prospects.id = opportunities.prospect_id AND {of_prospect}))
          OR (opportunities.account_id IS NULL AND opportunities.prospect_id IS NULL AND {of_nobody}))"
    )
}

/// Writes an opportunity down, as one that stands in an open stage since a day, and by which code another system
/// knows it; its client then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`] without such a client, prospect, person, competitor or user; [`StoreError::Refused`] for a
/// code that is taken; [`StoreError::Forbidden`].
pub async fn create(
    tx: &mut Tx,
    new: &NewOpportunity,
    (stage, day): (OpportunityStage, Date),
    code: &str,
) -> Result<OpportunityId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    check(tx, new).await?;
    let id = OpportunityId(new_id(tx.at()));
    let step = NewOpportunityMove::plain(stage, Some(day));
    let row = StoredOpportunity {
        id,
        new,
        steps: vec![step],
        author: tx.viewer().user,
        created_at: tx.at(),
        is_sample: false,
        import: None,
    };
    insert(tx, &[row]).await?;
    if !code.is_empty() {
        let code = code.to_owned();
        let codes = std::slice::from_ref(&code);
        let owners = external_codes::owners(tx, CodedEntity::Opportunity, codes).await?;
        if let Some((_, owner)) = owners.first() {
            // Of one the viewer does not see it is said only that there is one.
            let seen = get(tx, OpportunityId(*owner)).await?.is_some();
            return Err(StoreError::Refused {
                field: "code",
                code: if seen {
                    "opportunity-code-taken"
                } else {
                    "opportunity-code-unseen"
                },
            });
        }
        let given = std::iter::once((id.0, &code));
        crate::brought::give_codes(tx, CodedEntity::Opportunity, given).await?;
    }
    let mut after = as_json(new);
    after["stage"] = json!(stage.code());
    tx.journal(JournalEntry::new("created", "opportunity", id).after(after))
        .await?;
    Ok(id)
}

/// Everything it names is there and seen; its client and its prospect count as touched.
async fn check(tx: &Tx, new: &NewOpportunity) -> Result<(), StoreError> {
    if let Some(account) = new.account_id {
        accounts::touch(tx, account).await?;
    }
    if let Some(prospect) = new.prospect_id {
        prospects::keep(tx, prospect).await?;
    }
    people::require_seen(tx, new.person_id.as_slice()).await?;
    if let Some(competitor) = new.competitor_id {
        let found = competitors::get(tx, competitor).await?;
        let found = found.filter(|one| one.merged_into.is_none());
        found.ok_or(StoreError::Missing("competitor"))?;
    }
    if let Some(user) = new.owner_id {
        let found = crate::users::by_id(tx, user).await?;
        found.ok_or(StoreError::Missing("user"))?;
    }
    Ok(())
}

/// One row to be inserted, with the steps it took, the oldest first.
pub(crate) struct StoredOpportunity<'a> {
    pub id: OpportunityId,
    pub new: &'a NewOpportunity,
    pub steps: Vec<NewOpportunityMove>,
    pub author: Option<UserId>,
    pub created_at: Timestamp,
    pub is_sample: bool,
    pub import: Option<ImportId>,
}

/// Inserts opportunities with their steps.
pub(crate) async fn insert(tx: &Tx, rows: &[StoredOpportunity<'_>]) -> Result<(), StoreError> {
    let head = "INSERT INTO opportunities (id, account_id, prospect_id, name, name_folded, words_folded,
        product_groups, value_low, value_high, currency, expected_on, owner_id, representative, person_id,
        competitor_id, note, stage, stage_day, reason, reason_source, stage_note, is_sample, created_by,
        created_by_import, brought_version, created_at, version)";
    sql::insert_many(tx, "writing opportunities", (head, ""), rows, |row| {
        let mut values = binds![row.id.0];
        values.extend(written(row.new));
        let last = row.steps.last();
        let stage = last.map_or(OpportunityStage::Identified, |last| last.stage);
        let reason = last.and_then(|last| last.reason);
        values.extend(binds![
            stage.code(),
            last.and_then(|last| last.day),
            reason.map(|reason| reason.code().to_owned()),
            last.and_then(|last| last.reason_source)
                .map(|source| source.code().to_owned()),
            last.map_or("", |last| last.note.as_str()),
            row.is_sample,
            row.author.map(|user| user.0),
            row.import.map(|import| import.0),
            row.import.map(|_| 1_i64),
            row.created_at,
            1_i64,
        ]);
        values
    })
    .await?;
    let steps = rows
        .iter()
        .flat_map(|row| row.steps.iter().map(move |step| (row, step)))
        .map(|(row, step)| (row.id, step, row.author, row.created_at));
    moves::insert(tx, &steps.collect::<Vec<_>>()).await
}

/// What people write, in the order of the columns from the client on.
fn written(new: &NewOpportunity) -> Values {
    let amount = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
    let groups = new.product_groups.join("\n");
    let words = [&new.name, &groups, &new.representative];
    let words: Vec<&str> = words.into_iter().map(String::as_str).collect();
    let has_value = new.value_low.or(new.value_high).is_some();
    binds![
        new.account_id.map(|id| id.0),
        new.prospect_id.map(|id| id.0),
        &new.name,
        fold(&new.name),
        fold(&words.join(" ")),
        groups,
        amount(new.value_low),
        amount(new.value_high),
        new.currency
            .filter(|_| has_value)
            .map(|currency| currency.code().to_owned()),
        new.expected_on,
        new.owner_id.map(|user| user.0),
        &new.representative,
        new.person_id.map(|person| person.0),
        new.competitor_id.map(|id| id.0),
        &new.note,
    ]
}

/// Changes an opportunity that was read at `version`; whose it is stays once it is known. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change(
    tx: &mut Tx,
    id: OpportunityId,
    new: &NewOpportunity,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (OpportunityId, i64),
    new: &NewOpportunity,
) -> Result<i64, StoreError> {
    let before = editable(tx, id).await?;
    rewrite(tx, action, (&before, version), new).await?;
    contest::follow(tx, id).await?;
    Ok(version + 1)
}

/// Writes over an opportunity the caller may change, with its row of the journal.
async fn rewrite(
    tx: &mut Tx,
    action: &'static str,
    (before, version): (&Opportunity, i64),
    new: &NewOpportunity,
) -> Result<(), StoreError> {
    let old = &before.opportunity;
    let kept = NewOpportunity {
        account_id: old.account_id.or(new.account_id),
        prospect_id: old.prospect_id.or(new.prospect_id),
        ..new.clone()
    };
    check(tx, &kept).await?;
    let text =
        "UPDATE opportunities SET account_id = $3, prospect_id = $4, name = $5, name_folded = $6,
            words_folded = $7, product_groups = $8, value_low = $9, value_high = $10, currency = $11,
            expected_on = $12, owner_id = $13, representative = $14, person_id = $15, competitor_id = $16,
            note = $17, is_sample = $18, version = version + 1
        WHERE id = $1 AND version = $2";
    let mut values = binds![before.id.0, version];
    values.extend(written(&kept));
    values.extend(binds![false]);
    accounts::fresh(sql::execute(tx, "changing an opportunity", text, values).await?)?;
    let (was, is) = differences(&as_json(old), &as_json(&kept));
    let entry = JournalEntry::new(action, "opportunity", before.id)
        .before(was)
        .after(is);
    tx.journal(entry).await
}

/// An opportunity the viewer may write about.
async fn editable(tx: &Tx, id: OpportunityId) -> Result<Opportunity, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    get(tx, id).await?.ok_or(StoreError::Missing("opportunity"))
}

/// An opportunity.
///
/// # Errors
/// When the database refuses.
pub async fn get(
    reader: &dyn Reader,
    id: OpportunityId,
) -> Result<Option<Opportunity>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM opportunities WHERE opportunities.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    sql::one(
        reader,
        "reading an opportunity",
        &text,
        values,
        read_opportunity,
    )
    .await
}

/// The opportunity another system knows by this code, if the viewer sees it.
///
/// # Errors
/// When the database refuses.
pub async fn by_code(reader: &dyn Reader, code: &str) -> Result<Option<Opportunity>, StoreError> {
    let codes = [code.to_owned()];
    let owners = external_codes::owners(reader, CodedEntity::Opportunity, &codes).await?;
    match owners.first() {
        Some((_, id)) => get(reader, OpportunityId(*id)).await,
        None => Ok(None),
    }
}

/// The codes by which other systems know an opportunity the viewer sees.
///
/// # Errors
/// When the database refuses.
pub async fn codes_of(reader: &dyn Reader, id: OpportunityId) -> Result<Vec<String>, StoreError> {
    let found = external_codes::of(reader, CodedEntity::Opportunity, id.0).await?;
    Ok(found.into_iter().map(|one| one.code).collect())
}

/// Between groups of products in the journal.
pub(crate) const BETWEEN_GROUPS: &str = "; ";

pub(crate) fn as_json(new: &NewOpportunity) -> Json {
    let amount = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
    json!({
        "account": new.account_id.map(|id| id.to_string()),
        "prospect": new.prospect_id.map(|id| id.to_string()),
        "name": new.name,
        "product_groups": new.product_groups.join(BETWEEN_GROUPS),
        "value_low": amount(new.value_low),
        "value_high": amount(new.value_high),
        "currency": new.currency.map(|currency| currency.code().to_owned()),
        "expected_on": new.expected_on.map(|day| day.to_string()),
        "owner": new.owner_id.map(|id| id.to_string()),
        "representative": new.representative,
        "person": new.person_id.map(|id| id.to_string()),
        "competitor": new.competitor_id.map(|id| id.to_string()),
        "note": new.note,
    })
}

fn groups(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

pub(crate) fn read_opportunity(row: &Row) -> Result<Opportunity, StoreError> {
    Ok(Opportunity {
        id: OpportunityId(row.uuid("id")?),
        opportunity: NewOpportunity {
            account_id: row.uuid_if_any("account_id")?.map(AccountId),
            prospect_id: row.uuid_if_any("prospect_id")?.map(ProspectId),
            name: row.text("name")?,
            product_groups: groups(&row.text("product_groups")?),
            value_low: row.word_if_any("value_low", Amount::parse)?,
            value_high: row.word_if_any("value_high", Amount::parse)?,
            currency: row.word_if_any("currency", Currency::from_code)?,
            expected_on: row.day_if_any("expected_on")?,
            owner_id: row.uuid_if_any("owner_id")?.map(UserId),
            representative: row.text("representative")?,
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
            competitor_id: row.uuid_if_any("competitor_id")?.map(CompetitorId),
            note: row.text("note")?,
        },
        standing: OpportunityStanding {
            stage: row.word("stage", OpportunityStage::from_code)?,
            day: row.day_if_any("stage_day")?,
            reason: row.word_if_any("reason", ContestReason::from_code)?,
            reason_source: row.word_if_any("reason_source", ReasonSource::from_code)?,
            note: row.text("stage_note")?,
        },
        contest_id: row.uuid_if_any("contest_id")?.map(ContestId),
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}
