//! Prospects as a list: by stage, source, colleague, verdict, day; and those that may be one and the same.

use clientela_domain::day::Date;
use clientela_domain::ids::{
    AccountId, CampaignId, ColdBatchId, ProspectId, PublicationId, UserId,
};
use clientela_domain::names::matching_key;
use clientela_domain::prospects::{SourceKind, Stage, Verdict};
use clientela_domain::search::Query;
use uuid::Uuid;

use super::{COLUMNS, Prospect, read_prospect, visible};
use crate::error::StoreError;
use crate::happening_words::{self, PROSPECTS, Way};
use crate::sql::{self, Bind, Row, Values, binds, words};
use crate::transaction::Reader;

words! {
    /// The order of a list.
    ProspectSort {
        /// The newest first.
        Newest = "newest",
        /// By name.
        Name = "name",
        /// By the day of the next step, those without one last.
        NextStep = "next",
    }
}

/// Whose prospects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// Everybody's.
    #[default]
    All,
    /// Of this colleague.
    Of(UserId),
    /// Nobody's yet.
    Nobody,
}

/// Which prospects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProspectFilter {
    /// Only in these stages; in any when empty.
    pub stages: Vec<Stage>,
    /// Only those that came this way.
    pub source: Option<SourceKind>,
    /// Only those that came by a way of this name.
    pub channel: Option<String>,
    /// Only those of which nobody wrote how they came.
    pub without_source: bool,
    /// Only those that came through this campaign.
    pub campaign: Option<CampaignId>,
    /// Only those that were found in this publication.
    pub publication: Option<PublicationId>,
    /// Only those of this batch of cold contacts.
    pub batch: Option<ColdBatchId>,
    /// Whose.
    pub whose: Whose,
    /// Only with this verdict.
    pub verdict: Option<Verdict>,
    /// Only those to be looked at again by this day.
    pub review_by: Option<Date>,
    /// Words, all of which stand in it.
    pub search: Query,
}

/// Where a list goes on: after the one with this text of its order and this id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProspectKey {
    /// What it is ordered by; empty for the newest first.
    pub text: String,
    /// Its id.
    pub id: Uuid,
}

impl ProspectSort {
    /// Where a list of this order goes on after this prospect.
    #[must_use]
    pub fn key_of(self, of: &Prospect) -> ProspectKey {
        let text = match self {
            Self::Newest => String::new(),
            Self::Name => clientela_domain::names::fold(&of.prospect.name),
            Self::NextStep => of
                .prospect
                .next_on
                .map_or_else(|| NO_DAY.to_owned(), |day| day.to_string()),
        };
        ProspectKey { text, id: of.id.0 }
    }

    const fn column(self) -> Option<&'static str> {
        match self {
            Self::Newest => None,
            Self::Name => Some("prospects.name_folded"),
            Self::NextStep => Some("COALESCE(prospects.next_on, '9999-99-99')"),
        }
    }
}

/// Stands after every day.
const NO_DAY: &str = "9999-99-99";

/// Prospects the viewer may see, in an order; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    filter: &ProspectFilter,
    (sort, after): (ProspectSort, Option<&ProspectKey>),
    limit: u64,
) -> Result<Vec<Prospect>, StoreError> {
    let mut values = binds![limit];
    let mut text = format!("SELECT {COLUMNS} FROM prospects WHERE 1 = 1");
    conditions(filter, &mut text, &mut values);
    if let Some(key) = after {
        values.push(key.id.bind());
        let id = values.len();
        match sort.column() {
            None => text.push_str(&format!(" AND prospects.id < ${id}")),
            Some(column) => {
                values.push((&key.text).bind());
                let of = values.len();
                text.push_str(&format!(
                    " AND ({column} > ${of} OR ({column} = ${of} AND prospects.id > ${id}))"
                ));
            }
        }
    }
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    match sort.column() {
        None => text.push_str(" ORDER BY prospects.id DESC LIMIT $1"),
        Some(column) => {
            text.push_str(&format!(" ORDER BY {column}, prospects.id LIMIT $1"));
        }
    }
    sql::all(reader, "listing prospects", &text, values, read_prospect).await
}

/// How many prospects of a filter the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn count(reader: &dyn Reader, filter: &ProspectFilter) -> Result<u64, StoreError> {
    let counted = by_stage(reader, filter).await?;
    Ok(counted.iter().map(|(_, count)| count).sum())
}

/// A stage and how many stand there.
pub type StageCount = (Stage, u64);

/// How many prospects of a filter stand in each stage, those the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn by_stage(
    reader: &dyn Reader,
    filter: &ProspectFilter,
) -> Result<Vec<StageCount>, StoreError> {
    let mut values = binds![];
    let mut text =
        "SELECT prospects.stage, count(*) AS found FROM prospects WHERE 1 = 1".to_owned();
    conditions(filter, &mut text, &mut values);
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    text.push_str(" GROUP BY prospects.stage");
    let read = |row: &Row| Ok((row.word("stage", Stage::from_code)?, row.count("found")?));
    let mut found = sql::all(reader, "counting prospects", &text, values, read).await?;
    found.sort_unstable();
    Ok(found)
}

/// The clients that prospects of a filter became, those the viewer may see, each with the day it became one.
///
/// # Errors
/// When the database refuses.
pub async fn clients_of(
    reader: &dyn Reader,
    filter: &ProspectFilter,
) -> Result<Vec<(AccountId, Date)>, StoreError> {
    let mut values = binds![];
    let mut text = "SELECT prospects.account_id, prospects.stage_day FROM prospects
         WHERE prospects.stage = 'won' AND prospects.account_id IS NOT NULL"
        .to_owned();
    conditions(filter, &mut text, &mut values);
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    let read = |row: &Row| Ok((AccountId(row.uuid("account_id")?), row.day("stage_day")?));
    sql::all(reader, "reading what prospects became", &text, values, read).await
}

/// Prospects the viewer may see that may be this organisation: of the same name, legal forms and spelling aside, or
/// of the same number.
///
/// # Errors
/// When the database refuses.
pub async fn twins(
    reader: &dyn Reader,
    (name, number): (&str, &str),
    except: Option<ProspectId>,
) -> Result<Vec<Prospect>, StoreError> {
    let key = matching_key(name).key;
    if key.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = binds![key, number.to_owned()];
    let sight = visible(reader.viewer(), &mut values);
    let text = format!(
        "SELECT {COLUMNS} FROM prospects
         WHERE (prospects.name_key = $1 OR ($2 <> '' AND prospects.registration_number = $2)) AND {sight}
         ORDER BY prospects.id LIMIT 6"
    );
    let mut found = sql::all(reader, "looking for twins", &text, values, read_prospect).await?;
    found.retain(|one| Some(one.id) != except);
    Ok(found)
}

/// Prospects of this registration number that the viewer may see; none for no number.
///
/// # Errors
/// When the database refuses.
pub async fn numbered(reader: &dyn Reader, number: &str) -> Result<Vec<Prospect>, StoreError> {
    if number.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = binds![number.to_owned()];
    let sight = visible(reader.viewer(), &mut values);
    let text = format!(
        "SELECT {COLUMNS} FROM prospects WHERE prospects.registration_number = $1 AND {sight}
         ORDER BY prospects.id LIMIT 2"
    );
    sql::all(reader, "reading prospects", &text, values, read_prospect).await
}

fn conditions(filter: &ProspectFilter, text: &mut String, values: &mut Values) {
    let mut add = |condition: &str, value: sea_orm::Value| {
        values.push(value);
        let condition = condition.replace('?', &format!("${}", values.len()));
        text.push_str(&format!(" AND {condition}"));
    };
    let came = "prospects.id IN (SELECT came.prospect_id FROM prospect_sources AS came WHERE came.";
    if let Some(kind) = filter.source {
        add(&format!("{came}kind = ?)"), kind.code().bind());
    }
    if let Some(channel) = &filter.channel {
        add(&format!("{came}channel = ?)"), channel.bind());
    }
    if let Some(campaign) = filter.campaign {
        add(&format!("{came}campaign_id = ?)"), campaign.0.bind());
    }
    if let Some(publication) = filter.publication {
        add(&format!("{came}publication_id = ?)"), publication.0.bind());
    }
    if let Some(batch) = filter.batch {
        add(&format!("{came}batch_id = ?)"), batch.0.bind());
    }
    if let Whose::Of(user) = filter.whose {
        add("prospects.owner_id = ?", user.0.bind());
    }
    if let Some(verdict) = filter.verdict {
        add("prospects.verdict = ?", verdict.code().bind());
    }
    if let Some(day) = filter.review_by {
        add(
            "prospects.stage = 'parked' AND prospects.review_on <= ?",
            day.bind(),
        );
    }
    if filter.whose == Whose::Nobody {
        text.push_str(" AND prospects.owner_id IS NULL");
    }
    if filter.without_source {
        text.push_str(
            " AND NOT EXISTS (SELECT 1 FROM prospect_sources AS came WHERE came.prospect_id = prospects.id)",
        );
    }
    if !filter.stages.is_empty() {
        let codes = filter.stages.iter().map(|one| format!("'{}'", one.code()));
        let codes: Vec<String> = codes.collect();
        text.push_str(&format!(" AND prospects.stage IN ({})", codes.join(", ")));
    }
    let words = happening_words::condition(PROSPECTS, &filter.search, &Way::Along, values);
    text.push_str(&words);
}
