//! Campaigns that bring prospects: advertisements, catalogues, exhibitions, seminars, each with its days and its cost.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::CampaignId;
use clientela_domain::names::fold;
use clientela_domain::prospects::SourceKind;
use serde_json::{Value as Json, json};

use crate::accounts;
use crate::error::StoreError;
use crate::happenings::differences;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// A campaign as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCampaign {
    /// What it is: one of the ways that are campaigns.
    pub kind: SourceKind,
    /// Name.
    pub name: String,
    /// Its first day.
    pub first_day: Option<Date>,
    /// Its last day.
    pub last_day: Option<Date>,
    /// What it cost; unknown when absent.
    pub cost: Option<Amount>,
    /// In which currency.
    pub currency: Option<Currency>,
    /// More about it; may be empty.
    pub note: String,
}

/// A campaign in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Which one.
    pub id: CampaignId,
    /// What was written.
    pub campaign: NewCampaign,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

/// Most campaigns read at once.
const CAMPAIGNS_MAX: u64 = 1_000;

const COLUMNS: &str =
    "id, kind, name, first_day, last_day, cost, currency, note, is_sample, version";

/// Writes a campaign down.
///
/// # Errors
/// [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, new: &NewCampaign) -> Result<CampaignId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let id = CampaignId(new_id(tx.at()));
    insert(tx, &[(id, new)], false).await?;
    tx.journal(JournalEntry::new("created", "campaign", id).after(as_json(new)))
        .await?;
    Ok(id)
}

pub(crate) async fn insert(
    tx: &Tx,
    rows: &[(CampaignId, &NewCampaign)],
    is_sample: bool,
) -> Result<(), StoreError> {
    let head = "INSERT INTO campaigns (id, kind, name, name_folded, first_day, last_day, cost, currency, note,
        is_sample, created_by, created_at, version)";
    let (at, author) = (tx.at(), tx.viewer().user);
    sql::insert_many(tx, "writing campaigns", (head, ""), rows, |(id, new)| {
        let mut values = binds![id.0];
        values.extend(written(new));
        values.extend(binds![is_sample, author.map(|user| user.0), at, 1_i64]);
        values
    })
    .await
    .map(drop)
}

fn written(new: &NewCampaign) -> Values {
    binds![
        new.kind.code(),
        &new.name,
        fold(&new.name),
        new.first_day,
        new.last_day,
        new.cost.map(|cost| cost.to_string()),
        new.cost
            .and(new.currency)
            .map(|currency| currency.code().to_owned()),
        &new.note,
    ]
}

/// Changes a campaign somebody read at `version`. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change(
    tx: &mut Tx,
    id: CampaignId,
    new: &NewCampaign,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (CampaignId, i64),
    new: &NewCampaign,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let before = get(tx, id).await?.ok_or(StoreError::Missing("campaign"))?;
    let text = "UPDATE campaigns SET kind = $3, name = $4, name_folded = $5, first_day = $6, last_day = $7,
            cost = $8, currency = $9, note = $10, is_sample = $11, version = version + 1
        WHERE id = $1 AND version = $2";
    let mut values = binds![id.0, version];
    values.extend(written(new));
    values.extend(binds![false]);
    accounts::fresh(sql::execute(tx, "changing a campaign", text, values).await?)?;
    let (was, is) = differences(&as_json(&before.campaign), &as_json(new));
    let entry = JournalEntry::new(action, "campaign", id)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// A campaign. Campaigns are the firm's: whoever signs in sees them.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: CampaignId) -> Result<Option<Campaign>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM campaigns WHERE id = $1");
    sql::one(
        reader,
        "reading a campaign",
        &text,
        binds![id.0],
        read_campaign,
    )
    .await
}

/// All campaigns, the latest first, those without a day last.
///
/// # Errors
/// When the database refuses.
pub async fn list(reader: &dyn Reader) -> Result<Vec<Campaign>, StoreError> {
    let text = format!(
        "SELECT {COLUMNS} FROM campaigns ORDER BY COALESCE(first_day, '') DESC, id DESC LIMIT $1"
    );
    sql::all(
        reader,
        "listing campaigns",
        &text,
        binds![CAMPAIGNS_MAX],
        read_campaign,
    )
    .await
}

pub(crate) fn as_json(new: &NewCampaign) -> Json {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    json!({
        "campaign_kind": new.kind.code(),
        "name": new.name,
        "first_day": day(new.first_day),
        "last_day": day(new.last_day),
        "campaign_cost": new.cost.map(|cost| cost.to_string()),
        "currency": new.currency.map(|currency| currency.code().to_owned()),
        "note": new.note,
    })
}

fn read_campaign(row: &Row) -> Result<Campaign, StoreError> {
    Ok(Campaign {
        id: CampaignId(row.uuid("id")?),
        campaign: NewCampaign {
            kind: row.word("kind", SourceKind::from_code)?,
            name: row.text("name")?,
            first_day: row.day_if_any("first_day")?,
            last_day: row.day_if_any("last_day")?,
            cost: row.word_if_any("cost", Amount::parse)?,
            currency: row.word_if_any("currency", Currency::from_code)?,
            note: row.text("note")?,
        },
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}
