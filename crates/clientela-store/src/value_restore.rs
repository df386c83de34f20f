//! Sets back what a row of the journal changed: one write that brings the old values, refused when
//! somebody has changed them since.

use clientela_domain::ids::{
    AccountId, AffiliationId, InteractionId, NextStepId, ObligationId, PersonId,
};
use clientela_domain::names;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use crate::error::StoreError;
use crate::journal::{self, JournalEntry, JournalRow};
use crate::next_steps::{self, StepState};
use crate::search_words::{self, Searched};
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::trash::{self, TrashKind, TrashRef};
use crate::viewer::Permission;
use crate::{accounts, affiliations, happenings, interactions, obligations, people};

/// The word of the journal for a change that was set back.
pub const ACTION: &str = "value_restored";

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Truth,
    Id,
}

/// A kind of record whose values can be set back.
struct Restorable {
    entity: &'static str,
    table: &'static str,
    permission: Permission,
    /// Fields of the journal with the columns they stand in.
    fields: &'static [(&'static str, &'static str, Kind)],
    /// A column and the one that holds it folded.
    folded: Option<(&'static str, &'static str)>,
    /// The table says whether a person changed the row.
    touched: bool,
}

const RESTORABLE: [Restorable; 7] = [
    Restorable {
        entity: "account",
        table: "accounts",
        permission: Permission::EditAccounts,
        fields: &[
            ("name", "name", Kind::Text),
            ("registration_number", "registration_number", Kind::Text),
            ("vat_number", "vat_number", Kind::Text),
            ("city", "city", Kind::Text),
            ("sector", "sector", Kind::Text),
            ("legal_name", "legal_name", Kind::Text),
            ("legal_form", "legal_form", Kind::Text),
            ("country", "country", Kind::Text),
            ("address", "address", Kind::Text),
            ("phone", "phone", Kind::Text),
            ("email", "email", Kind::Text),
            ("website", "website", Kind::Text),
            ("note", "note", Kind::Text),
            ("origin", "origin", Kind::Text),
            ("origin_note", "origin_note", Kind::Text),
            ("acquired_on", "acquired_on", Kind::Text),
            ("rhythm_days", "rhythm_days", Kind::Number),
            ("owner_id", "owner_id", Kind::Id),
            ("substitute_id", "substitute_id", Kind::Id),
            ("owner", "owner_id", Kind::Id),
            ("substitute", "substitute_id", Kind::Id),
            ("parent", "parent_id", Kind::Id),
        ],
        folded: Some(("name", "name_folded")),
        touched: true,
    },
    Restorable {
        entity: "person",
        table: "people",
        permission: Permission::EditAccounts,
        fields: &[
            ("honorific", "honorific", Kind::Text),
            ("note", "note", Kind::Text),
            ("consent", "consent", Kind::Text),
            ("consent_day", "consent_day", Kind::Text),
            ("lawful_basis", "lawful_basis", Kind::Text),
            ("retain_until", "retain_until", Kind::Text),
        ],
        folded: None,
        touched: true,
    },
    Restorable {
        entity: "affiliation",
        table: "affiliations",
        permission: Permission::EditAccounts,
        fields: &[
            ("title", "title", Kind::Text),
            ("unit", "unit", Kind::Text),
            ("first_day", "first_day", Kind::Text),
            ("last_day", "last_day", Kind::Text),
            ("former", "former", Kind::Truth),
        ],
        folded: None,
        touched: false,
    },
    Restorable {
        entity: "next_step",
        table: "next_steps",
        permission: Permission::EditAccounts,
        fields: &[
            ("what", "what", Kind::Text),
            ("due_day", "due_day", Kind::Text),
            ("owner_id", "owner_id", Kind::Id),
        ],
        folded: Some(("what", "what_folded")),
        touched: false,
    },
    Restorable {
        entity: "interaction",
        table: "interactions",
        permission: Permission::EditAccounts,
        fields: &[
            ("kind", "kind", Kind::Text),
            ("direction", "direction", Kind::Text),
            ("summary", "summary", Kind::Text),
            ("mood", "mood", Kind::Number),
            ("duration_minutes", "duration_minutes", Kind::Number),
        ],
        folded: Some(("summary", "summary_folded")),
        touched: false,
    },
    Restorable {
        entity: "obligation",
        table: "obligations",
        permission: Permission::EditAccounts,
        fields: &[
            ("what", "what", Kind::Text),
            ("kind", "kind", Kind::Text),
            ("origin", "origin", Kind::Text),
            ("source", "source", Kind::Text),
            ("importance", "importance", Kind::Number),
            ("owner", "owner_id", Kind::Id),
            ("person", "person_id", Kind::Id),
            ("value_low", "value_low", Kind::Text),
            ("value_high", "value_high", Kind::Text),
            ("currency", "currency", Kind::Text),
        ],
        folded: Some(("what", "what_folded")),
        touched: false,
    },
    Restorable {
        entity: "user",
        table: "users",
        permission: Permission::ManageUsers,
        fields: &[("name", "name", Kind::Text)],
        folded: None,
        touched: false,
    },
];

/// Can what this row changed be set back, as far as the row itself tells?
#[must_use]
pub fn is_restorable(row: &JournalRow) -> bool {
    if row.entity == "setting" {
        return row.before.is_some() && row.after.is_some();
    }
    if removed(row).is_some() || closed(row).is_some() {
        return true;
    }
    let Some((kind, before, after)) = parts(row) else {
        return false;
    };
    !before.is_empty()
        && before
            .keys()
            .all(|name| after.contains_key(name) && column(kind, name).is_some())
}

/// The record a row put into the trash.
fn removed(row: &JournalRow) -> Option<TrashRef> {
    let kind = TrashKind::from_code(&row.entity)?;
    let id = Uuid::try_parse(&row.entity_id).ok()?;
    (row.action == "deleted").then_some((kind, id))
}

/// The next step a row closed.
fn closed(row: &JournalRow) -> Option<NextStepId> {
    let (_, before, after) = parts(row).filter(|_| row.entity == "next_step")?;
    let was_open = before.get("state").and_then(Json::as_str) == Some(StepState::Open.code());
    let id = NextStepId::parse(&row.entity_id)?;
    (was_open && after.contains_key("state")).then_some(id)
}

/// What is no longer as the row left it cannot be set back by it.
fn or_given_up(end: Result<(), StoreError>) -> Result<(), StoreError> {
    match end {
        Err(StoreError::Missing(_) | StoreError::Transition { .. }) => {
            Err(StoreError::GivenUp("not-restorable"))
        }
        other => other,
    }
}

/// The fields of a row: what they were and what they became.
type Fields = Map<String, Json>;

fn parts(row: &JournalRow) -> Option<(&'static Restorable, Fields, Fields)> {
    let kind = RESTORABLE.iter().find(|kind| kind.entity == row.entity)?;
    let object = |text: &Option<String>| serde_json::from_str(text.as_deref()?).ok();
    Some((kind, object(&row.before)?, object(&row.after)?))
}

fn column(kind: &Restorable, name: &str) -> Option<(&'static str, Kind)> {
    kind.fields
        .iter()
        .copied()
        .find(|(known, ..)| *known == name)
        .map(|(_, column, holds)| (column, holds))
}

/// Sets back what the row at a position changed: values, a record put into the trash, a next step
/// that was closed. The write has its own row, which can be set back in
/// its turn.
///
/// # Errors
/// [`StoreError::Missing`] without such a row, when the record is gone or the viewer may not see
/// either; [`StoreError::GivenUp`] for a row whose change cannot be set back; [`StoreError::Stale`]
/// when a value is another by now; [`StoreError::Forbidden`].
pub async fn restore(tx: &mut Tx, seq: i64) -> Result<(), StoreError> {
    let row = journal::get(tx, seq)
        .await?
        .ok_or(StoreError::Missing("change"))?;
    if !is_restorable(&row) {
        return Err(StoreError::GivenUp("not-restorable"));
    }
    if row.entity == "setting" {
        return restore_setting(tx, &row).await;
    }
    if let Some(record) = removed(&row) {
        return or_given_up(trash::restore(tx, record).await.map(drop));
    }
    if let Some(step) = closed(&row) {
        return or_given_up(next_steps::reopen(tx, step).await);
    }
    let (kind, before, after) = parts(&row).ok_or(StoreError::GivenUp("not-restorable"))?;
    tx.viewer().require(kind.permission)?;
    let id = Uuid::try_parse(&row.entity_id).map_err(|_| StoreError::Missing("record"))?;
    require_visible(tx, kind.entity, id).await?;
    for (name, expected) in after.iter().filter(|(name, _)| before.contains_key(*name)) {
        let found = value_of(tx, kind, id, name).await?;
        if found != *expected {
            return Err(StoreError::Stale);
        }
    }
    let (text, values) = update(kind, id, &before)?;
    let changed = sql::execute(tx, "setting values back", &text, values).await?;
    if changed == 0 {
        return Err(StoreError::Missing("record"));
    }
    if let Some(kind) = Searched::from_code(kind.entity) {
        search_words::refresh(tx, kind, &[id]).await?;
    }
    let now: Map<String, Json> = after
        .into_iter()
        .filter(|(name, _)| before.contains_key(name))
        .collect();
    let entry = JournalEntry::new(ACTION, kind.entity, id)
        .before(Json::from(now))
        .after(Json::from(before));
    // Values about a person lie where erasing the person takes them away.
    let entry = match person_of(tx, kind.entity, id).await? {
        Some(person) => entry.personal(person),
        None => entry,
    };
    tx.journal(entry).await
}

/// The person a record says something about.
async fn person_of(tx: &Tx, entity: &str, id: Uuid) -> Result<Option<PersonId>, StoreError> {
    match entity {
        "person" => Ok(Some(PersonId(id))),
        "affiliation" => {
            let text = "SELECT person_id FROM affiliations WHERE id = $1";
            sql::one(tx, "reading a place", text, binds![id], |row| {
                Ok(PersonId(row.uuid("person_id")?))
            })
            .await
        }
        _ => Ok(None),
    }
}

async fn restore_setting(tx: &mut Tx, row: &JournalRow) -> Result<(), StoreError> {
    let before = row.before.as_deref().unwrap_or_default();
    let found = crate::settings::get(tx, &row.entity_id)
        .await?
        .ok_or(StoreError::Missing("setting"))?;
    if Some(found.value.as_str()) != row.after.as_deref() {
        return Err(StoreError::Stale);
    }
    crate::settings::put(tx, &row.entity_id, before, found.version)
        .await
        .map(drop)
}

/// The record is one the viewer sees, and where it holds words, one they may change.
async fn require_visible(tx: &Tx, entity: &str, id: Uuid) -> Result<(), StoreError> {
    match entity {
        "account" => seen(accounts::get(tx, AccountId(id)).await?, "account").map(drop),
        "person" => seen(people::get(tx, PersonId(id)).await?, "person").map(drop),
        "affiliation" => seen(
            affiliations::get(tx, AffiliationId(id)).await?,
            "affiliation",
        )
        .map(drop),
        "next_step" => seen(next_steps::get(tx, NextStepId(id)).await?, "next step").map(drop),
        "obligation" => seen(obligations::get(tx, ObligationId(id)).await?, "obligation").map(drop),
        "interaction" => {
            let found = seen(
                interactions::get(tx, InteractionId(id)).await?,
                "interaction",
            )?;
            happenings::require_author(tx, found.author_id.map(|user| user.0))
        }
        _ => tx.viewer().require(Permission::SeeAllAccounts),
    }
}

fn seen<T>(found: Option<T>, what: &'static str) -> Result<T, StoreError> {
    found.ok_or(StoreError::Missing(what))
}

/// The value a field has now, as the journal writes it.
async fn value_of(tx: &Tx, kind: &Restorable, id: Uuid, name: &str) -> Result<Json, StoreError> {
    let (column, holds) = column(kind, name).ok_or(StoreError::GivenUp("not-restorable"))?;
    let text = format!("SELECT {column} AS value FROM {} WHERE id = $1", kind.table);
    let read: fn(&Row) -> Result<Json, StoreError> = match holds {
        Kind::Text => |row| Ok(Json::from(row.text_if_any("value")?)),
        Kind::Number => |row| Ok(Json::from(row.integer_if_any("value")?)),
        Kind::Truth => |row| Ok(Json::from(row.truth("value")?)),
        Kind::Id => |row| {
            let id = row.uuid_if_any("value")?;
            Ok(Json::from(id.map(|id| id.to_string())))
        },
    };
    sql::one(tx, "reading a value", &text, binds![id], read)
        .await?
        .ok_or(StoreError::Missing("record"))
}

fn update(
    kind: &Restorable,
    id: Uuid,
    before: &Map<String, Json>,
) -> Result<(String, Values), StoreError> {
    let mut values = binds![id];
    let mut sets = vec!["version = version + 1".to_owned()];
    let mut set = |column: &str, value| {
        values.push(value);
        sets.push(format!("{column} = ${}", values.len()));
    };
    for (name, json) in before {
        let unknown = || StoreError::Inconsistent {
            what: "value in the journal",
            value: json.to_string(),
        };
        let (column, holds) = column(kind, name).ok_or_else(unknown)?;
        let text = json.as_str();
        let value = match holds {
            Kind::Text if json.is_null() => None::<String>.bind(),
            Kind::Text => text.ok_or_else(unknown)?.bind(),
            Kind::Number if json.is_null() => None::<i64>.bind(),
            Kind::Number => json.as_i64().ok_or_else(unknown)?.bind(),
            Kind::Truth => json.as_bool().ok_or_else(unknown)?.bind(),
            Kind::Id if json.is_null() => None::<Uuid>.bind(),
            Kind::Id => {
                let id = text.and_then(|text| Uuid::try_parse(text).ok());
                id.ok_or_else(unknown)?.bind()
            }
        };
        set(column, value);
        if let Some((plain, folded)) = kind.folded.filter(|(plain, _)| *plain == column) {
            debug_assert_eq!(plain, column, "the folded column follows its plain one");
            set(folded, names::fold(text.unwrap_or_default()).bind());
        }
    }
    if kind.touched {
        set("touched", true.bind());
    }
    let deleted = match kind.table {
        "users" | "affiliations" | "obligations" => "",
        _ => " AND deleted_at IS NULL",
    };
    let text = format!(
        "UPDATE {} SET {} WHERE id = $1{deleted}",
        kind.table,
        sets.join(", ")
    );
    Ok((text, values))
}
