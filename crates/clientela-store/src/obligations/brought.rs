//! Obligations as files bring them: looked up so that none comes twice, made in bulk, changed when a later
//! file knows better, removed by the undo.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::day::Date;
use clientela_domain::event_day::ToldDay;
use clientela_domain::ids::{AccountId, ImportId, ObligationEventId, ObligationId, UserId};
use clientela_domain::obligations::{Deed, Entry, Event, Party, State, admit};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{
    COLUMNS, NewObligation, Obligation, ObligationEvent, StoredObligation, as_json, events, insert,
    read_obligation, rewrite, settled, visible,
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
    table: "obligations",
    entity: CodedEntity::Obligation,
};

/// What tells one obligation from another when no code does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownObligation {
    /// Between us and which client.
    pub account_id: AccountId,
    /// Who owes, a stable word.
    pub debtor: String,
    /// What, folded.
    pub what_folded: String,
    /// Since when, ISO 8601.
    pub made_on: String,
}

/// Obligations of these clients in the book, and the codes among these that obligations have.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_of(
    reader: &dyn Reader,
    accounts: &[AccountId],
    codes: &[String],
) -> Result<(Vec<KnownObligation>, BTreeSet<String>), StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut known = Vec::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT account_id, debtor, what_folded, made_on, told_day FROM obligations
             WHERE state <> 'withdrawn' AND account_id IN ({})",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|account| account.0.bind()).collect();
        let read = |row: &Row| {
            Ok(KnownObligation {
                account_id: AccountId(row.uuid("account_id")?),
                debtor: row.text("debtor")?,
                what_folded: row.text("what_folded")?,
                made_on: row.told_day("made_on")?.to_string(),
            })
        };
        known.extend(sql::all(reader, "reading obligations", &text, values, read).await?);
    }
    let codes = brought::taken_codes(reader, (KIND.table, KIND.entity), codes).await?;
    Ok((known, codes))
}

/// An obligation as a file tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldObligation {
    /// What was promised.
    pub obligation: NewObligation,
    /// What happened to it, by day.
    pub life: Vec<(Event, ToldDay)>,
}

impl ToldObligation {
    /// Its fields by the names of the journal, and its life.
    #[must_use]
    pub fn as_json(&self) -> Json {
        let mut told = as_json(&self.obligation);
        if let Some(fields) = told.as_object_mut() {
            let step = |(event, day): &(Event, ToldDay)| json!([event.code(), day.to_string()]);
            let life: Vec<Json> = self.life.iter().map(step).collect();
            fields.insert("life".into(), life.into());
        }
        told
    }

    /// The obligation as the book has it.
    fn of(known: &Obligation) -> Self {
        Self {
            obligation: known.obligation.clone(),
            life: life(known)
                .into_iter()
                .map(|(_, event, day)| (event, day))
                .collect(),
        }
    }
}

impl SetBack for ToldObligation {
    const FIELDS: &'static [&'static str] = &["debtor", "made_on", "life"];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        let day = |value: &Json| value.as_str()?.parse::<Date>().ok();
        let told_day = |value: &Json| ToldDay::parse(value.as_str()?);
        let told = &mut self.obligation;
        match field {
            "debtor" => told.debtor = Party::from_code(value.as_str()?)?,
            "made_on" => told.made_on = told_day(value)?,
            "due_day" if value.is_null() => told.due_day = None,
            "due_day" => told.due_day = Some(day(value)?),
            "grace_days" => told.grace_days = u16::try_from(value.as_u64()?).ok()?,
            "condition" => told.condition = value.as_str()?.to_owned(),
            "is_gift" => told.is_gift = value.as_bool()?,
            "life" => {
                let step = |one: &Json| {
                    let event = Event::from_code(one.get(0)?.as_str()?)?;
                    Some((event, told_day(one.get(1)?)?))
                };
                self.life = value.as_array()?.iter().map(step).collect::<Option<_>>()?;
            }
            other => told.set_back(other, value)?,
        }
        Some(())
    }
}

/// The entries of a list that count, in the order in which they happened.
fn life(known: &Obligation) -> Vec<(ObligationEventId, Event, ToldDay)> {
    let told = |id: ObligationEventId, civil: Date| {
        let mut events = known.events.iter();
        let event = events.find(|event| event.entry.id == id);
        event.map_or_else(|| civil.into(), ObligationEvent::day)
    };
    let path = known.standing(Date::MAX).path.into_iter();
    path.filter_map(|step| {
        let id = step.entry?;
        Some((id, step.event, told(id, step.day)))
    })
    .collect()
}

/// Obligations the viewer sees that have these codes, by code.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_by_codes(
    reader: &dyn Reader,
    codes: &[String],
) -> Result<HashMap<String, BroughtRecord<ToldObligation>>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let owners = external_codes::owners(reader, KIND.entity, codes).await?;
    let seen = of_ids(reader, &brought::ids_of(&owners)).await?;
    let seen = seen.into_iter().map(|(known, touched)| BroughtRecord {
        id: known.id.0,
        version: known.version,
        touched,
        record: ToldObligation::of(&known),
    });
    Ok(brought::by_codes(owners, seen))
}

/// Those of these obligations that the viewer sees and that were not withdrawn, and whether a person wrote or
/// changed each.
async fn of_ids(reader: &dyn Reader, ids: &[Uuid]) -> Result<Vec<(Obligation, bool)>, StoreError> {
    let untouched = brought::untouched(reader, KIND, ids).await?;
    let mut found = Vec::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| id.bind()).collect();
        let text = format!(
            "SELECT {COLUMNS} FROM obligations
             WHERE obligations.state <> 'withdrawn' AND obligations.id IN ({}) AND {}",
            sql::list(1, chunk.len()),
            visible(reader.viewer(), &mut values)
        );
        let operation = "reading obligations";
        found.extend(sql::all(reader, operation, &text, values, read_obligation).await?);
    }
    events::add(reader, &mut found).await?;
    let with_touch = |known: Obligation| {
        let touched = !untouched.contains(&known.id.0);
        (known, touched)
    };
    Ok(found.into_iter().map(with_touch).collect())
}

/// Writes what a later file says an obligation is, read at `version`. What it says happened otherwise is taken
/// back and written anew: the list only grows. `note` stands with what is written last.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`]; [`StoreError::Transition`] for a
/// life that cannot have been.
pub async fn change_brought(
    tx: &mut Tx,
    (id, version): (ObligationId, i64),
    told: &ToldObligation,
    note: &str,
) -> Result<(), StoreError> {
    let known = of_ids(tx, &[id.0]).await?.pop();
    let (before, touched) = known.ok_or(StoreError::Missing("obligation"))?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    write_brought(tx, (&before, touched), told, note).await
}

async fn write_brought(
    tx: &mut Tx,
    (before, touched): (&Obligation, bool),
    told: &ToldObligation,
    note: &str,
) -> Result<(), StoreError> {
    rewrite(tx, "changed", before, &told.obligation).await?;
    let had = life(before);
    let same = had.iter().zip(&told.life);
    let kept = same
        .take_while(|((_, event, day), told)| (*event, *day) == **told)
        .count();
    let back = had.iter().skip(kept).map(|(id, _, day)| {
        let deed = Deed::TakenBack(*id);
        events::of_now(tx, deed, *day, "")
    });
    let mut new: Vec<ObligationEvent> = back.collect();
    for (event, day) in told.life.iter().skip(kept) {
        new.push(events::of_now(tx, Deed::Happened(*event), *day, ""));
    }
    if let Some(last) = new.last_mut() {
        note.clone_into(&mut last.note);
    }
    if !new.is_empty() {
        let now = Obligation {
            obligation: told.obligation.clone(),
            version: before.version + 1,
            ..before.clone()
        };
        let was = settled(&before.obligation.terms(), &before.entries());
        let is = events::extend(tx, &now, &new).await?;
        let entry = JournalEntry::new("changed", "obligation", before.id);
        let state = |state: State| json!({ "state": state.code() });
        tx.journal(entry.before(state(was)).after(state(is)))
            .await?;
    }
    if touched {
        return Ok(());
    }
    brought::is_of_a_file(tx, KIND, before.id.0).await
}

/// Sets those fields of an obligation back that still are as an import left them, and what happened to it if
/// nothing has happened since. One that is gone is left alone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn undo_brought(
    tx: &mut Tx,
    id: ObligationId,
    fields: BroughtFields<'_>,
) -> Result<(), StoreError> {
    let Some((before, touched)) = of_ids(tx, &[id.0]).await?.pop() else {
        return Ok(());
    };
    let told = ToldObligation::of(&before);
    match brought::as_before(&told, &told.as_json(), fields)? {
        Some(back) if is_possible(&before, &back) => {
            write_brought(tx, (&before, touched), &back, "").await
        }
        _ => Ok(()),
    }
}

/// Can what happened have happened under these terms? A person may have added what rests on a file's words.
fn is_possible(known: &Obligation, told: &ToldObligation) -> bool {
    let step = |(place, (event, day)): (usize, &(Event, ToldDay))| Entry {
        id: ObligationEventId(Uuid::from_u128(place as u128)),
        deed: Deed::Happened(*event),
        day: day.civil(),
        at: known.created_at,
    };
    let entries: Vec<Entry> = told.life.iter().enumerate().map(step).collect();
    let begun = told
        .life
        .iter()
        .all(|(_, day)| day.civil() >= told.obligation.made_on.civil());
    begun && admit(&told.obligation.terms(), &[], &entries).is_ok()
}

/// An obligation a file brings: what, its events, who wrote it, and the code by which the file knows it.
pub type BroughtObligation = (
    ObligationId,
    NewObligation,
    Vec<ObligationEvent>,
    Option<UserId>,
    String,
);

/// Makes the obligations a file brings.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[BroughtObligation],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let at = tx.at();
    let stored: Vec<StoredObligation<'_>> = rows
        .iter()
        .map(|(id, new, events, author, _)| StoredObligation {
            id: *id,
            new,
            replaces_id: None,
            events: events.clone(),
            author: *author,
            created_at: at,
            is_sample: false,
            import: Some(import),
        })
        .collect();
    insert(tx, &stored).await?;
    let codes = rows.iter().map(|(id, .., code)| (id.0, code));
    brought::give_codes(tx, KIND.entity, codes).await?;
    let after = json!({ "obligations": rows.len() });
    tx.journal(JournalEntry::new("obligations_created", "import", import).after(after))
        .await
}

/// Removes the obligations that only undone imports made and that nobody has changed or agreed anew; returns
/// how many. `import` is the one that is being undone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_left_behind(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    let removed = brought::remove_left_behind(tx, KIND).await?;
    let before = json!({ "obligations": removed });
    tx.journal(JournalEntry::new("obligations_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
