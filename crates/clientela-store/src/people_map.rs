//! Who is who inside clients: statements about people and about those nobody knows yet.
//!
//! A map is seen with its client. Statements are only added; one that was a mistake is marked as taken
//! back and stays. What the journal says of them lies with the person they are about, so that erasing the
//! person takes it away.

use clientela_domain::day::Date;
use clientela_domain::estimate::Truth;
use clientela_domain::ids::{AccountId, ImportId, MapStatementId, PersonId, PlaceholderId, UserId};
use clientela_domain::people_map::{
    Aspect, Attitude, BuyingRole, INFLUENCE_MAX, Node, Said, Statement, Strength, TieKind,
};
use jiff::Timestamp;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::accounts;
use crate::error::StoreError;
use crate::happenings::require_author;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

mod brought;
mod contacts;
mod placeholders;

pub use brought::{BroughtStatement, SampleMaps, create_brought, create_samples, remove_brought};
pub use contacts::{MapContact, contacts_with};
pub(crate) use placeholders::change_placeholder_as;
pub use placeholders::{
    NewPlaceholder, Placeholder, change_placeholder, create_placeholder, placeholder,
    placeholders_of,
};

/// A statement as somebody makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStatement {
    /// What.
    pub said: Said,
    /// Since which day it is so.
    pub day: Date,
    /// Whence it is known; empty for nowhere.
    pub evidence: String,
}

/// A statement in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapStatement {
    /// What it says; about a placeholder of whom it is known who it is, about that person.
    pub statement: Statement,
    /// Of which client's map.
    pub account_id: AccountId,
    /// When it was taken back as a mistake, and by whom.
    pub taken_back: Option<(Timestamp, Option<UserId>)>,
    /// Part of a sample book.
    pub is_sample: bool,
}

/// What a statement says, as columns: aspect, detail, value, and to whom.
pub(crate) struct Columns {
    pub(crate) aspect: Aspect,
    pub(crate) detail: &'static str,
    pub(crate) value: String,
    pub(crate) to: Option<Node>,
    pub(crate) to_user: Option<UserId>,
}

/// The word for what was asked and is not known.
const UNKNOWN: &str = "unknown";

/// The word for a tie that has ended, nobody above, no counterpart.
const NONE: &str = "none";

const fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

pub(crate) fn columns(said: Said) -> Columns {
    let plain = |aspect, value: &str| Columns {
        aspect,
        detail: "",
        value: value.to_owned(),
        to: None,
        to_user: None,
    };
    match said {
        Said::Role(role, holds) => Columns {
            detail: role.code(),
            ..plain(Aspect::Role, yes_or_no(holds))
        },
        Said::Attitude(attitude) => {
            plain(Aspect::Attitude, attitude.map_or(UNKNOWN, Attitude::code))
        }
        Said::Influence(influence) => {
            let value = influence.map_or(UNKNOWN.to_owned(), |influence| influence.to_string());
            plain(Aspect::Influence, &value)
        }
        Said::Veto(veto) => {
            let value = match veto {
                Truth::True => "yes",
                Truth::False => "no",
                Truth::Undecided => UNKNOWN,
            };
            plain(Aspect::Veto, value)
        }
        Said::ReportsTo(to) => Columns {
            to,
            ..plain(Aspect::ReportsTo, to.map_or(NONE, |_| ""))
        },
        Said::Counterpart(to_user) => Columns {
            to_user,
            ..plain(Aspect::Counterpart, to_user.map_or(NONE, |_| ""))
        },
        Said::Tie(kind, to, strength) => Columns {
            detail: kind.code(),
            to: Some(to),
            ..plain(Aspect::Tie, strength.map_or(NONE, Strength::code))
        },
        Said::Place(place) => plain(Aspect::Place, yes_or_no(place)),
    }
}

/// The mirror of [`columns`]; `None` for what no statement says.
fn said(
    aspect: Aspect,
    detail: &str,
    value: &str,
    to: Option<Node>,
    user: Option<UserId>,
) -> Option<Said> {
    let yes = match value {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    Some(match aspect {
        Aspect::Role => Said::Role(BuyingRole::from_code(detail)?, yes?),
        Aspect::Attitude if value == UNKNOWN => Said::Attitude(None),
        Aspect::Attitude => Said::Attitude(Some(Attitude::from_code(value)?)),
        Aspect::Influence if value == UNKNOWN => Said::Influence(None),
        Aspect::Influence => Said::Influence(Some(influence(value)?)),
        Aspect::Veto if value == UNKNOWN => Said::Veto(Truth::Undecided),
        Aspect::Veto => Said::Veto(if yes? { Truth::True } else { Truth::False }),
        Aspect::ReportsTo => Said::ReportsTo(to),
        Aspect::Counterpart => Said::Counterpart(user),
        Aspect::Tie if value == NONE => Said::Tie(TieKind::from_code(detail)?, to?, None),
        Aspect::Tie => {
            let strength = Strength::from_code(value)?;
            Said::Tie(TieKind::from_code(detail)?, to?, Some(strength))
        }
        Aspect::Place => Said::Place(yes?),
    })
}

fn influence(text: &str) -> Option<u8> {
    let number = text.parse().ok()?;
    (1..=INFLUENCE_MAX).contains(&number).then_some(number)
}

/// Says something about somebody at a client; the client then counts as touched. All of it is one change
/// of the journal.
///
/// # Errors
/// [`StoreError::Missing`] without such a client, person, placeholder or user;
/// [`StoreError::Forbidden`].
pub async fn state(
    tx: &mut Tx,
    account: AccountId,
    about: Node,
    new: &[NewStatement],
) -> Result<Vec<MapStatementId>, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, account).await?;
    require_node(tx, account, about).await?;
    for one in new {
        let columns = columns(one.said);
        if let Some(to) = columns.to {
            require_node(tx, account, to).await?;
        }
        if let Some(user) = columns.to_user {
            let found = crate::users::by_id(tx, user).await?;
            found.ok_or(StoreError::Missing("user"))?;
        }
    }
    if new.is_empty() {
        tx.unjournalled("nothing was said");
        return Ok(Vec::new());
    }
    let at = tx.at();
    let author = tx.viewer().user;
    let rows: Vec<StoredStatement> = new
        .iter()
        .map(|one| StoredStatement {
            account,
            statement: Statement {
                id: MapStatementId(new_id(at)),
                about,
                said: one.said,
                day: one.day,
                at,
                author,
                evidence: one.evidence.clone(),
            },
            is_sample: false,
            import: None,
        })
        .collect();
    insert(tx, &rows).await?;
    let ids = rows.iter().map(|row| row.statement.id).collect();
    let said: Vec<Json> = rows.iter().map(|row| as_json(&row.statement)).collect();
    let entry = JournalEntry::new("stated", "people_map", account)
        .after(json!({ "about": node_json(about), "said": said }));
    tx.journal(of(about, entry)).await?;
    Ok(ids)
}

/// The row of the journal, with the person it is about.
fn of(about: Node, entry: JournalEntry) -> JournalEntry {
    match about {
        Node::Person(person) => entry.personal(person),
        Node::Placeholder(_) => entry,
    }
}

fn node_json(node: Node) -> Json {
    match node {
        Node::Person(person) => json!({ "person": person.to_string() }),
        Node::Placeholder(placeholder) => json!({ "placeholder": placeholder.to_string() }),
    }
}

/// A statement as the journal keeps it.
fn as_json(statement: &Statement) -> Json {
    let columns = columns(statement.said);
    json!({
        "statement": statement.id.to_string(),
        "aspect": columns.aspect.code(),
        "detail": columns.detail,
        "value": columns.value,
        "to": columns.to.map(node_json),
        "user": columns.to_user.map(|user| user.to_string()),
        "day": statement.day.to_string(),
        "evidence": statement.evidence,
    })
}

/// Refuses somebody the viewer may not see, or a placeholder of another client.
async fn require_node(
    reader: &dyn Reader,
    account: AccountId,
    node: Node,
) -> Result<(), StoreError> {
    match node {
        Node::Person(person) => people::require_seen(reader, &[person]).await,
        Node::Placeholder(id) => {
            let found = placeholder(reader, id).await?;
            found
                .filter(|found| found.placeholder.account_id == account)
                .map(drop)
                .ok_or(StoreError::Missing("map_placeholder"))
        }
    }
}

/// One row to be inserted.
pub(crate) struct StoredStatement {
    pub(crate) account: AccountId,
    pub(crate) statement: Statement,
    pub(crate) is_sample: bool,
    pub(crate) import: Option<ImportId>,
}

const fn ends(node: Option<Node>) -> (Option<Uuid>, Option<Uuid>) {
    match node {
        Some(Node::Person(PersonId(id))) => (Some(id), None),
        Some(Node::Placeholder(PlaceholderId(id))) => (None, Some(id)),
        None => (None, None),
    }
}

pub(crate) async fn insert(tx: &Tx, rows: &[StoredStatement]) -> Result<(), StoreError> {
    let head =
        "INSERT INTO map_statements (id, account_id, person_id, placeholder_id, aspect, detail,
        value, to_person_id, to_placeholder_id, to_user_id, day, evidence, author_id, is_sample,
        created_by_import, created_at)";
    sql::insert_many(tx, "writing what was said", (head, ""), rows, |row| {
        let one = &row.statement;
        let columns = columns(one.said);
        let (person, placeholder) = ends(Some(one.about));
        let (to_person, to_placeholder) = ends(columns.to);
        binds![
            one.id.0,
            row.account.0,
            person,
            placeholder,
            columns.aspect.code(),
            columns.detail,
            columns.value,
            to_person,
            to_placeholder,
            columns.to_user.map(|user| user.0),
            one.day,
            &one.evidence,
            one.author.map(|user| user.0),
            row.is_sample,
            row.import.map(|import| import.0),
            one.at,
        ]
    })
    .await?;
    Ok(())
}

/// Statements with those they are about: a placeholder of whom it is known who it is counts as that
/// person, and people in the trash are left out.
const SELECTION: &str = "SELECT s.id, s.account_id, s.aspect, s.detail, s.value, s.day, s.evidence,
        s.author_id, s.created_at, s.taken_back_at, s.taken_back_by, s.is_sample, s.to_user_id,
        COALESCE(s.person_id, h.person_id) AS person_id, s.placeholder_id,
        COALESCE(s.to_person_id, t.person_id) AS to_person_id, s.to_placeholder_id
     FROM map_statements AS s
     JOIN accounts ON accounts.id = s.account_id
     LEFT JOIN map_placeholders AS h ON h.id = s.placeholder_id
     LEFT JOIN map_placeholders AS t ON t.id = s.to_placeholder_id
     LEFT JOIN people AS p ON p.id = COALESCE(s.person_id, h.person_id)
     LEFT JOIN people AS q ON q.id = COALESCE(s.to_person_id, t.person_id)
     WHERE p.deleted_at IS NULL AND q.deleted_at IS NULL";

/// Everything that was said on a client's map, the latest first; what was taken back is among it.
///
/// # Errors
/// When the database refuses.
pub async fn of_account(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<MapStatement>, StoreError> {
    let mut values = binds![account.0];
    let text = format!(
        "{SELECTION} AND s.account_id = $1 AND {} ORDER BY s.day DESC, s.created_at DESC, s.id DESC",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(
        reader,
        "reading what was said",
        &text,
        values,
        read_statement,
    )
    .await
}

/// Everything that counts on the maps of all clients the viewer sees, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_all(reader: &dyn Reader) -> Result<Vec<MapStatement>, StoreError> {
    let mut values = binds![];
    let text = format!(
        "{SELECTION} AND s.taken_back_at IS NULL AND {}
         ORDER BY s.day DESC, s.created_at DESC, s.id DESC",
        accounts::visible(reader.viewer(), &mut values)
    );
    let what = "reading what was said";
    sql::all(reader, what, &text, values, read_statement).await
}

/// Clients the viewer sees on whose maps something is said, in a stable order.
///
/// # Errors
/// When the database refuses.
pub async fn accounts_with_maps(reader: &dyn Reader) -> Result<Vec<AccountId>, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT accounts.id FROM accounts WHERE EXISTS (
             SELECT 1 FROM map_statements AS s
             WHERE s.account_id = accounts.id AND s.taken_back_at IS NULL) AND {}
         ORDER BY accounts.name_folded, accounts.id",
        accounts::visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| Ok(AccountId(row.uuid("id")?));
    sql::all(reader, "finding maps", &text, values, read).await
}

async fn of_ids(
    reader: &dyn Reader,
    ids: &[MapStatementId],
) -> Result<Vec<MapStatement>, StoreError> {
    let ids = &ids[..ids.len().min(sql::KEYS_MAX)];
    let mut values: Values = ids.iter().map(|id| id.0.bind()).collect();
    let text = format!(
        "{SELECTION} AND s.id IN ({}) AND {} ORDER BY s.id",
        sql::list(1, ids.len()),
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(
        reader,
        "reading what was said",
        &text,
        values,
        read_statement,
    )
    .await
}

/// Marks statements as mistakes: they stay, and count no longer. Who did not make them needs
/// [`Permission::EditOthersWords`].
///
/// # Errors
/// [`StoreError::Transition`] when one is taken back already; [`StoreError::Missing`];
/// [`StoreError::Forbidden`].
pub async fn take_back(tx: &mut Tx, ids: &[MapStatementId]) -> Result<(), StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let found = of_ids(tx, ids).await?;
    let first = found.first().ok_or(StoreError::Missing("map_statement"))?;
    if found.len() != ids.len() {
        return Err(StoreError::Missing("map_statement"));
    }
    for one in &found {
        require_author(tx, one.statement.author.map(|user| user.0))?;
        let text = "UPDATE map_statements SET taken_back_at = $2, taken_back_by = $3
            WHERE id = $1 AND taken_back_at IS NULL";
        let user = tx.viewer().user.map(|user| user.0);
        let values = binds![one.statement.id.0, tx.at(), user];
        if sql::execute(tx, "taking back what was said", text, values).await? != 1 {
            return Err(StoreError::Transition {
                entity: "map_statement",
                from: "taken_back",
                to: "taken_back",
            });
        }
    }
    accounts::touch(tx, first.account_id).await?;
    let about = first.statement.about;
    let said: Vec<Json> = found.iter().map(|one| as_json(&one.statement)).collect();
    let entry = JournalEntry::new("taken_back", "people_map", first.account_id)
        .before(json!({ "about": node_json(about), "said": said }));
    tx.journal(of(about, entry)).await
}

/// The statements a row of the journal made.
pub(crate) fn stated_by(after: &Json) -> Option<Vec<MapStatementId>> {
    let said = after.get("said")?.as_array()?;
    said.iter()
        .map(|one| MapStatementId::parse(one.get("statement")?.as_str()?))
        .collect()
}

fn read_statement(row: &Row) -> Result<MapStatement, StoreError> {
    let node = |person: Option<Uuid>, placeholder: Option<Uuid>| {
        let person = person.map(|id| Node::Person(PersonId(id)));
        person.or(placeholder.map(|id| Node::Placeholder(PlaceholderId(id))))
    };
    let broken = || StoreError::Inconsistent {
        what: "statement of a people map",
        value: String::new(),
    };
    let about = node(
        row.uuid_if_any("person_id")?,
        row.uuid_if_any("placeholder_id")?,
    );
    let to = node(
        row.uuid_if_any("to_person_id")?,
        row.uuid_if_any("to_placeholder_id")?,
    );
    let aspect = row.word("aspect", Aspect::from_code)?;
    let user = row.uuid_if_any("to_user_id")?.map(UserId);
    let said = said(aspect, &row.text("detail")?, &row.text("value")?, to, user);
    let taken_back = match row.instant_if_any("taken_back_at")? {
        Some(at) => Some((at, row.uuid_if_any("taken_back_by")?.map(UserId))),
        None => None,
    };
    Ok(MapStatement {
        statement: Statement {
            id: MapStatementId(row.uuid("id")?),
            about: about.ok_or_else(broken)?,
            said: said.ok_or_else(broken)?,
            day: row.day("day")?,
            at: row.instant("created_at")?,
            author: row.uuid_if_any("author_id")?.map(UserId),
            evidence: row.text("evidence")?,
        },
        account_id: AccountId(row.uuid("account_id")?),
        taken_back,
        is_sample: row.truth("is_sample")?,
    })
}
