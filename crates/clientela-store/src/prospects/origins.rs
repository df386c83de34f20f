//! What became of the prospects of each campaign and of each batch of cold contacts.

use std::collections::HashMap;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, CampaignId, ColdBatchId};
use uuid::Uuid;

use super::visible;
use crate::error::StoreError;
use crate::sql::{self, Row, binds};
use crate::transaction::Reader;

/// What prospects came from, of which there are many of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A campaign.
    Campaign(CampaignId),
    /// A batch of cold contacts.
    Batch(ColdBatchId),
}

/// Which kind of origins figures are asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origins {
    /// All campaigns.
    Campaigns,
    /// All batches of cold contacts.
    Batches,
}

impl Origins {
    const fn column(self) -> &'static str {
        match self {
            Self::Campaigns => "campaign_id",
            Self::Batches => "batch_id",
        }
    }

    const fn of(self, id: Uuid) -> Origin {
        match self {
            Self::Campaigns => Origin::Campaign(CampaignId(id)),
            Self::Batches => Origin::Batch(ColdBatchId(id)),
        }
    }
}

/// What became of the prospects of one origin, each counted once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OriginFigures {
    /// How many came.
    pub names: u64,
    /// Those of them we have spoken with.
    pub contacted: u64,
    /// Those of which it was found out that they cannot become clients before they ever counted as qualified.
    pub disqualified: u64,
    /// Those that were qualified at some time.
    pub qualified: u64,
    /// Those that became clients.
    pub won: u64,
    /// When we first spoke with one of them.
    pub first_contact: Option<Date>,
    /// Those that qualified after we spoke with them: the day of the first contact, and since when they count as
    /// qualified.
    pub ways: Vec<(Date, Date)>,
    /// The clients they became, each with the day on which it came to us as a name.
    pub clients: Vec<(AccountId, Date)>,
}

/// When a prospect was first spoken with; absent while it was not.
const CONTACTED_ON: &str = "(SELECT MIN(step.day) FROM prospect_moves AS step
    WHERE step.prospect_id = prospects.id AND step.stage IN ('contacted', 'qualified', 'offered', 'won'))";

/// What became of the prospects of each origin of a kind that the viewer may see; origins without any are not in it.
///
/// # Errors
/// When the database refuses.
pub async fn origin_figures(
    reader: &dyn Reader,
    of: Origins,
) -> Result<HashMap<Origin, OriginFigures>, StoreError> {
    let mut found = counted(reader, of).await?;
    for one in told(reader, of).await? {
        let figures = found.entry(of.of(one.origin)).or_default();
        if let (Some(contacted), Some(qualified)) = (one.contacted_on, one.qualified_on) {
            figures.ways.push((contacted, qualified));
        }
        let client = one.client.map(|client| (client, one.came));
        figures.clients.extend(client);
    }
    Ok(found)
}

async fn counted(
    reader: &dyn Reader,
    of: Origins,
) -> Result<HashMap<Origin, OriginFigures>, StoreError> {
    let mut values = binds![];
    let column = of.column();
    let text = format!(
        "SELECT met.origin, count(*) AS names, count(met.contacted_on) AS contacted,
             count(CASE WHEN met.verdict = 'disqualified' AND met.qualified_on IS NULL THEN 1 END) AS disqualified,
             count(met.qualified_on) AS qualified,
             count(CASE WHEN met.stage = 'won' THEN 1 END) AS won,
             MIN(met.contacted_on) AS first_contact
         FROM (SELECT came.origin, prospects.verdict, prospects.qualified_on, prospects.stage,
                   {CONTACTED_ON} AS contacted_on
               FROM (SELECT DISTINCT prospect_id, {column} AS origin FROM prospect_sources
                     WHERE {column} IS NOT NULL) AS came
               JOIN prospects ON prospects.id = came.prospect_id
               WHERE {}) AS met
         GROUP BY met.origin",
        visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        let figures = OriginFigures {
            names: row.count("names")?,
            contacted: row.count("contacted")?,
            disqualified: row.count("disqualified")?,
            qualified: row.count("qualified")?,
            won: row.count("won")?,
            first_contact: row.day_if_any("first_contact")?,
            ways: Vec::new(),
            clients: Vec::new(),
        };
        Ok((row.uuid("origin")?, figures))
    };
    let found = sql::all(reader, "counting origins", &text, values, read).await?;
    let found = found.into_iter();
    Ok(found.map(|(id, figures)| (of.of(id), figures)).collect())
}

/// What is told of one prospect that qualified or became a client.
struct Told {
    origin: Uuid,
    came: Date,
    contacted_on: Option<Date>,
    qualified_on: Option<Date>,
    client: Option<AccountId>,
}

async fn told(reader: &dyn Reader, of: Origins) -> Result<Vec<Told>, StoreError> {
    let mut values = binds![];
    let column = of.column();
    let text = format!(
        "SELECT came.origin, came.day, prospects.qualified_on, prospects.account_id,
             {CONTACTED_ON} AS contacted_on
         FROM (SELECT prospect_id, {column} AS origin, MIN(day) AS day FROM prospect_sources
               WHERE {column} IS NOT NULL GROUP BY prospect_id, {column}) AS came
         JOIN prospects ON prospects.id = came.prospect_id
         WHERE (prospects.qualified_on IS NOT NULL OR prospects.account_id IS NOT NULL) AND {}
         ORDER BY came.day, prospects.id",
        visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        Ok(Told {
            origin: row.uuid("origin")?,
            came: row.day("day")?,
            contacted_on: row.day_if_any("contacted_on")?,
            qualified_on: row.day_if_any("qualified_on")?,
            client: row.uuid_if_any("account_id")?.map(AccountId),
        })
    };
    let doing = "reading what became of origins";
    sql::all(reader, doing, &text, values, read).await
}

/// What was paid for single names of an origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginCost {
    /// Of which origin.
    pub origin: Origin,
    /// What one cost.
    pub cost: Amount,
    /// In which currency.
    pub currency: Currency,
    /// How many cost so much.
    pub count: u64,
}

/// What is known to have been paid for single names the viewer may see, beside the cost of the origin itself.
///
/// # Errors
/// When the database refuses.
pub async fn origin_costs(reader: &dyn Reader, of: Origins) -> Result<Vec<OriginCost>, StoreError> {
    let mut values = binds![];
    let column = of.column();
    let text = format!(
        "SELECT came.{column} AS origin, came.cost, came.currency, count(*) AS found
         FROM prospect_sources AS came JOIN prospects ON prospects.id = came.prospect_id
         WHERE came.{column} IS NOT NULL AND came.cost IS NOT NULL AND came.currency IS NOT NULL AND {}
         GROUP BY came.{column}, came.cost, came.currency",
        visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        let paid = (
            row.word("cost", Amount::parse)?,
            row.word("currency", Currency::from_code)?,
            row.count("found")?,
        );
        Ok((row.uuid("origin")?, paid))
    };
    let found = sql::all(reader, "adding up origins", &text, values, read).await?;
    let cost = |(id, (cost, currency, count)): (Uuid, (Amount, Currency, u64))| OriginCost {
        origin: of.of(id),
        cost,
        currency,
        count,
    };
    Ok(found.into_iter().map(cost).collect())
}
