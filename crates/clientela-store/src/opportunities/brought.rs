//! Opportunities as files bring them: looked up so that none comes twice, made in bulk, changed when a later file
//! knows better, removed by the undo.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ImportId, OpportunityId};
use clientela_domain::market::ContestReason;
use clientela_domain::opportunities::OpportunityStage;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{
    COLUMNS, NewOpportunity, NewOpportunityMove, Opportunity, StoredOpportunity, as_json, insert,
    moves, read_opportunity, rewrite, visible,
};
use crate::brought::{self, BroughtFields, BroughtKind, BroughtRecord};
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity};
use crate::journal::JournalEntry;
use crate::sql::{self, Bind, Row, Values};
use crate::transaction::{Reader, Tx};
use crate::value_restore::SetBack;
use crate::viewer::Permission;

const KIND: BroughtKind = BroughtKind {
    table: "opportunities",
    entity: CodedEntity::Opportunity,
};

/// What tells one opportunity from another when no code does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownOpportunity {
    /// Its code; empty when the file has none.
    pub code: String,
    /// Of which client.
    pub account_id: Option<AccountId>,
    /// Its name, folded.
    pub name_folded: String,
    /// On which day it came to where it stands, ISO 8601; empty when unknown.
    pub day: String,
}

/// Opportunities of these clients in the book, as a row without a code is compared with them, and the codes among
/// these that opportunities have.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_of(
    reader: &dyn Reader,
    accounts: &[AccountId],
    codes: &[String],
) -> Result<(Vec<KnownOpportunity>, BTreeSet<String>), StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut known = Vec::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT account_id, name_folded, stage_day FROM opportunities WHERE account_id IN ({})",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|account| account.0.bind()).collect();
        let read = |row: &Row| {
            Ok(KnownOpportunity {
                code: String::new(),
                account_id: row.uuid_if_any("account_id")?.map(AccountId),
                name_folded: row.text("name_folded")?,
                day: row.text_if_any("stage_day")?.unwrap_or_default(),
            })
        };
        known.extend(sql::all(reader, "reading opportunities", &text, values, read).await?);
    }
    let codes = brought::taken_codes(reader, (KIND.table, KIND.entity), codes).await?;
    Ok((known, codes))
}

/// An opportunity as a file tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldOpportunity {
    /// What it is.
    pub opportunity: NewOpportunity,
    /// How far it is.
    pub stage: OpportunityStage,
    /// Since when it is there; unknown when absent.
    pub day: Option<Date>,
    /// Why it was won or lost; unknown when absent.
    pub reason: Option<ContestReason>,
    /// Since when somebody works on it, where the file says so of one that has ended.
    pub opened_on: Option<Date>,
}

impl ToldOpportunity {
    /// Its fields by the names of the journal, and where it stands.
    #[must_use]
    pub fn as_json(&self) -> Json {
        let mut told = as_json(&self.opportunity);
        told["stage"] = json!(self.stage.code());
        told["day"] = json!(self.day.map(|day| day.to_string()));
        told["contest_reason"] = json!(self.reason.map(ContestReason::code));
        told
    }

    fn of(known: &Opportunity) -> Self {
        Self {
            opportunity: known.opportunity.clone(),
            stage: known.standing.stage,
            day: known.standing.day,
            reason: known.standing.reason,
            opened_on: None,
        }
    }

    /// The step that leads to where it stands.
    fn step(&self) -> NewOpportunityMove {
        NewOpportunityMove {
            reason: self.reason,
            ..NewOpportunityMove::plain(self.stage, self.day)
        }
    }

    /// The steps a file tells of a new one: one that has ended was worked on before, since a day that may be
    /// unknown.
    fn steps(&self) -> Vec<NewOpportunityMove> {
        let begun = NewOpportunityMove::plain(OpportunityStage::Engaged, self.opened_on);
        let begun = (!self.stage.is_open()).then_some(begun);
        begun.into_iter().chain([self.step()]).collect()
    }
}

impl SetBack for ToldOpportunity {
    const FIELDS: &'static [&'static str] = &["stage", "day", "contest_reason"];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "stage" => self.stage = OpportunityStage::from_code(value.as_str()?)?,
            "day" if value.is_null() => self.day = None,
            "day" => self.day = Some(value.as_str()?.parse().ok()?),
            "contest_reason" if value.is_null() => self.reason = None,
            "contest_reason" => self.reason = Some(ContestReason::from_code(value.as_str()?)?),
            other => self.opportunity.set_back(other, value)?,
        }
        Some(())
    }
}

/// Opportunities the viewer sees that have these codes, by code.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_by_codes(
    reader: &dyn Reader,
    codes: &[String],
) -> Result<HashMap<String, BroughtRecord<ToldOpportunity>>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let owners = external_codes::owners(reader, KIND.entity, codes).await?;
    let seen = of_ids(reader, &brought::ids_of(&owners)).await?;
    let seen = seen.into_iter().map(|(known, touched)| BroughtRecord {
        id: known.id.0,
        version: known.version,
        touched,
        record: ToldOpportunity::of(&known),
    });
    Ok(brought::by_codes(owners, seen))
}

/// Those of these opportunities that the viewer sees, and whether a person wrote or changed each.
async fn of_ids(reader: &dyn Reader, ids: &[Uuid]) -> Result<Vec<(Opportunity, bool)>, StoreError> {
    let untouched = brought::untouched(reader, KIND, ids).await?;
    let mut found = Vec::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| id.bind()).collect();
        let text = format!(
            "SELECT {COLUMNS} FROM opportunities WHERE opportunities.id IN ({}) AND {}",
            sql::list(1, chunk.len()),
            visible(reader.viewer(), &mut values)
        );
        let operation = "reading opportunities";
        found.extend(sql::all(reader, operation, &text, values, read_opportunity).await?);
    }
    let with_touch = |known: Opportunity| {
        let touched = !untouched.contains(&known.id.0);
        (known, touched)
    };
    Ok(found.into_iter().map(with_touch).collect())
}

/// An opportunity a file brings, and the code by which the file knows it.
pub type BroughtOpportunity = (OpportunityId, ToldOpportunity, String);

/// Makes the opportunities a file brings. What was won or lost by them is not written where contests stand: a file
/// rarely knows why, and a firm's past of thousands would drown what people wrote there.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[BroughtOpportunity],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let (at, author) = (tx.at(), tx.viewer().user);
    let stored: Vec<StoredOpportunity<'_>> = rows
        .iter()
        .map(|(id, told, _)| StoredOpportunity {
            id: *id,
            new: &told.opportunity,
            steps: told.steps(),
            author,
            created_at: at,
            is_sample: false,
            import: Some(import),
        })
        .collect();
    insert(tx, &stored).await?;
    let codes = rows.iter().map(|(id, _, code)| (id.0, code));
    brought::give_codes(tx, KIND.entity, codes).await?;
    let after = json!({ "opportunities": rows.len() });
    tx.journal(JournalEntry::new("opportunities_created", "import", import).after(after))
        .await
}

/// Writes what a later file says an opportunity is, read at `version`; where it stands otherwise, a step is added.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change_brought(
    tx: &mut Tx,
    (id, version): (OpportunityId, i64),
    told: &ToldOpportunity,
) -> Result<(), StoreError> {
    let known = of_ids(tx, &[id.0]).await?.pop();
    let (before, touched) = known.ok_or(StoreError::Missing("opportunity"))?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    write_brought(tx, (&before, touched), told).await
}

async fn write_brought(
    tx: &mut Tx,
    (before, touched): (&Opportunity, bool),
    told: &ToldOpportunity,
) -> Result<(), StoreError> {
    rewrite(tx, "changed", (before, before.version), &told.opportunity).await?;
    let known = ToldOpportunity::of(before);
    let moved = (known.stage, known.day, known.reason) != (told.stage, told.day, told.reason);
    if moved {
        moves::place(tx, before, &told.step(), before.version + 1).await?;
    }
    if before.contest_id.is_some() {
        super::contest::follow(tx, before.id).await?;
    }
    if touched {
        return Ok(());
    }
    brought::is_of_a_file(tx, KIND, before.id.0).await
}

/// Sets those fields of an opportunity back that still are as an import left them. One that is gone is left alone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn undo_brought(
    tx: &mut Tx,
    id: OpportunityId,
    fields: BroughtFields<'_>,
) -> Result<(), StoreError> {
    let Some((before, touched)) = of_ids(tx, &[id.0]).await?.pop() else {
        return Ok(());
    };
    let told = ToldOpportunity::of(&before);
    match brought::as_before(&told, &told.as_json(), fields)? {
        Some(back) => write_brought(tx, (&before, touched), &back).await,
        None => Ok(()),
    }
}

/// Removes the opportunities that only undone imports made and that nobody has touched; returns how many. `import`
/// is the one that is being undone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_left_behind(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    let removed = brought::remove_left_behind(tx, KIND).await?;
    let before = json!({ "opportunities": removed });
    tx.journal(JournalEntry::new("opportunities_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
