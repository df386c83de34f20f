//! How clients buy: steps with their deadlines, criteria with their weights, who decides each, and when
//! the budget is made. A process is seen with its client and written as a whole.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, PlaceholderId, PurchaseProcessId};
use clientela_domain::people_map::Node;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::accounts;
use crate::changes::{FieldValues, changed, filled};
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// A step of a purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseStep {
    /// What happens.
    pub what: String,
    /// Who decides it.
    pub decider: Option<Node>,
    /// Until when.
    pub deadline: Option<Date>,
    /// When it was done.
    pub done_on: Option<Date>,
}

/// What a purchase is decided by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseCriterion {
    /// What.
    pub what: String,
    /// How much of a hundred it counts; absent when nobody said.
    pub weight: Option<u8>,
    /// Whose it is.
    pub decider: Option<Node>,
}

/// How a client buys something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPurchaseProcess {
    /// Which client.
    pub account_id: AccountId,
    /// What is bought.
    pub name: String,
    /// When and how the budget is made, in words.
    pub budget_cycle: String,
    /// When the next one is decided.
    pub budget_day: Option<Date>,
    /// Anything else.
    pub note: String,
    /// Its steps, in their order.
    pub steps: Vec<PurchaseStep>,
    /// Its criteria, in their order.
    pub criteria: Vec<PurchaseCriterion>,
}

/// A process in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseProcess {
    /// Which one.
    pub id: PurchaseProcessId,
    /// What was written.
    pub process: NewPurchaseProcess,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

fn node_text(node: Option<Node>) -> Json {
    match node {
        Some(Node::Person(id)) => json!(format!("person:{id}")),
        Some(Node::Placeholder(id)) => json!(format!("placeholder:{id}")),
        None => Json::Null,
    }
}

/// The mirror of how the journal names somebody.
pub(crate) fn read_node(text: &str) -> Option<Node> {
    let (kind, id) = text.split_once(':')?;
    match kind {
        "person" => PersonId::parse(id).map(Node::Person),
        "placeholder" => PlaceholderId::parse(id).map(Node::Placeholder),
        _ => None,
    }
}

impl NewPurchaseProcess {
    pub(crate) fn fields(&self) -> FieldValues {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let steps: Vec<Json> = self
            .steps
            .iter()
            .map(|step| {
                json!({ "what": step.what, "decider": node_text(step.decider),
                    "deadline": day(step.deadline), "done_on": day(step.done_on) })
            })
            .collect();
        let criteria: Vec<Json> = self
            .criteria
            .iter()
            .map(|one| {
                json!({ "what": one.what, "weight": one.weight, "decider": node_text(one.decider) })
            })
            .collect();
        vec![
            ("account", json!(self.account_id.to_string())),
            ("name", json!(self.name)),
            ("budget_cycle", json!(self.budget_cycle)),
            ("budget_day", json!(day(self.budget_day))),
            ("note", json!(self.note)),
            ("steps", json!(steps)),
            ("criteria", json!(criteria)),
        ]
    }

    fn deciders(&self) -> impl Iterator<Item = Node> {
        let of_steps = self.steps.iter().filter_map(|step| step.decider);
        of_steps.chain(self.criteria.iter().filter_map(|one| one.decider))
    }
}

/// Writes down how a client buys; the client then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`] without such a client or person; [`StoreError::Forbidden`].
pub async fn create(
    tx: &mut Tx,
    new: &NewPurchaseProcess,
) -> Result<PurchaseProcessId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, new.account_id).await?;
    check(tx, new).await?;
    let id = PurchaseProcessId(new_id(tx.at()));
    insert(tx, &[(id, new)], false).await?;
    let entry = JournalEntry::new("created", "purchase_process", id).after(filled(&new.fields()));
    tx.journal(entry).await?;
    Ok(id)
}

async fn check(reader: &dyn Reader, new: &NewPurchaseProcess) -> Result<(), StoreError> {
    for node in new.deciders() {
        match node {
            Node::Person(person) => people::require_seen(reader, &[person]).await?,
            Node::Placeholder(id) => {
                let found = crate::people_map::placeholder(reader, id).await?;
                found
                    .filter(|found| found.placeholder.account_id == new.account_id)
                    .ok_or(StoreError::Missing("map_placeholder"))?;
            }
        }
    }
    Ok(())
}

/// Writes processes with their parts.
pub(crate) async fn insert(
    tx: &Tx,
    rows: &[(PurchaseProcessId, &NewPurchaseProcess)],
    is_sample: bool,
) -> Result<(), StoreError> {
    let head =
        "INSERT INTO purchase_processes (id, account_id, name, budget_cycle, budget_day, note,
        is_sample, created_by, created_at, version)";
    let (at, user) = (tx.at(), tx.viewer().user);
    sql::insert_many(tx, "writing purchases", (head, ""), rows, |(id, new)| {
        binds![
            id.0,
            new.account_id.0,
            &new.name,
            &new.budget_cycle,
            new.budget_day,
            &new.note,
            is_sample,
            user.map(|user| user.0),
            at,
            1_i64,
        ]
    })
    .await?;
    for (id, new) in rows {
        insert_parts(tx, *id, new).await?;
    }
    Ok(())
}

async fn insert_parts(
    tx: &Tx,
    id: PurchaseProcessId,
    new: &NewPurchaseProcess,
) -> Result<(), StoreError> {
    let mut rows: Vec<Values> = Vec::new();
    for (position, step) in (0_i64..).zip(&new.steps) {
        let (person, placeholder) = ends(step.decider);
        rows.push(binds![
            new_id(tx.at()),
            id.0,
            "step",
            position,
            &step.what,
            None::<i64>,
            step.deadline,
            step.done_on,
            person,
            placeholder,
        ]);
    }
    for (position, one) in (0_i64..).zip(&new.criteria) {
        let (person, placeholder) = ends(one.decider);
        rows.push(binds![
            new_id(tx.at()),
            id.0,
            "criterion",
            position,
            &one.what,
            one.weight.map(i64::from),
            None::<Date>,
            None::<Date>,
            person,
            placeholder,
        ]);
    }
    let head = "INSERT INTO purchase_parts (id, process_id, kind, position, what, weight, deadline,
        done_on, person_id, placeholder_id)";
    sql::insert_many(tx, "writing a purchase", (head, ""), &rows, Clone::clone).await?;
    Ok(())
}

const fn ends(node: Option<Node>) -> (Option<Uuid>, Option<Uuid>) {
    match node {
        Some(Node::Person(PersonId(id))) => (Some(id), None),
        Some(Node::Placeholder(PlaceholderId(id))) => (None, Some(id)),
        None => (None, None),
    }
}

/// Writes a process somebody read at `version`; its client stays. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change(
    tx: &mut Tx,
    id: PurchaseProcessId,
    new: &NewPurchaseProcess,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (PurchaseProcessId, i64),
    new: &NewPurchaseProcess,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, version).await?;
    let new = NewPurchaseProcess {
        account_id: before.process.account_id,
        ..new.clone()
    };
    check(tx, &new).await?;
    let Some((old, is)) = changed(&before.process.fields(), &new.fields()) else {
        tx.unjournalled("nothing changed");
        return Ok(version);
    };
    let text =
        "UPDATE purchase_processes SET name = $3, budget_cycle = $4, budget_day = $5, note = $6,
        is_sample = $7, version = version + 1 WHERE id = $1 AND version = $2";
    let values = binds![
        id.0,
        version,
        &new.name,
        &new.budget_cycle,
        new.budget_day,
        &new.note,
        false,
    ];
    accounts::fresh(sql::execute(tx, "changing a purchase", text, values).await?)?;
    let text = "DELETE FROM purchase_parts WHERE process_id = $1";
    sql::execute(tx, "changing a purchase", text, binds![id.0]).await?;
    insert_parts(tx, id, &new).await?;
    accounts::touch(tx, new.account_id).await?;
    let entry = JournalEntry::new(action, "purchase_process", id)
        .before(old)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Removes a process that was written by mistake; the journal keeps what it said, and brings it back.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn delete(tx: &mut Tx, id: PurchaseProcessId, version: i64) -> Result<(), StoreError> {
    let before = editable(tx, id, version).await?;
    let text = "DELETE FROM purchase_processes WHERE id = $1 AND version = $2";
    accounts::fresh(sql::execute(tx, "removing a purchase", text, binds![id.0, version]).await?)?;
    accounts::touch(tx, before.process.account_id).await?;
    let entry = JournalEntry::new("deleted", "purchase_process", id)
        .before(filled(&before.process.fields()));
    tx.journal(entry).await
}

/// Writes a process that was removed again, as it was; whoever decided a part and is gone by now decides it no
/// more.
///
/// # Errors
/// [`StoreError::Missing`] without its client; [`StoreError::GivenUp`] when it is there; [`StoreError::Forbidden`].
pub(crate) async fn write_again(
    tx: &mut Tx,
    id: PurchaseProcessId,
    gone: &NewPurchaseProcess,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, gone.account_id).await?;
    if get(tx, id).await?.is_some() {
        return Err(StoreError::GivenUp("not-restorable"));
    }
    let mut again = gone.clone();
    let deciders = again.steps.iter_mut().map(|step| &mut step.decider);
    for decider in deciders.chain(again.criteria.iter_mut().map(|one| &mut one.decider)) {
        if let Some(node) = *decider
            && !is_there(tx, gone.account_id, node).await?
        {
            *decider = None;
        }
    }
    insert(tx, &[(id, &again)], false).await?;
    let entry = JournalEntry::new("restored", "purchase_process", id);
    tx.journal(entry.after(filled(&again.fields()))).await
}

async fn is_there(tx: &Tx, account: AccountId, node: Node) -> Result<bool, StoreError> {
    Ok(match node {
        Node::Person(person) => people::get(tx, person).await?.is_some(),
        Node::Placeholder(id) => crate::people_map::placeholder(tx, id)
            .await?
            .is_some_and(|found| found.placeholder.account_id == account),
    })
}

async fn editable(
    tx: &Tx,
    id: PurchaseProcessId,
    version: i64,
) -> Result<PurchaseProcess, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let found = get(tx, id).await?;
    let found = found.ok_or(StoreError::Missing("purchase_process"))?;
    if found.version == version {
        Ok(found)
    } else {
        Err(StoreError::Stale)
    }
}

const COLUMNS: &str =
    "b.id, b.account_id, b.name, b.budget_cycle, b.budget_day, b.note, b.is_sample,
    b.version";

/// One process, of a client the viewer sees.
///
/// # Errors
/// When the database refuses.
pub async fn get(
    reader: &dyn Reader,
    id: PurchaseProcessId,
) -> Result<Option<PurchaseProcess>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM purchase_processes AS b JOIN accounts ON accounts.id = b.account_id
         WHERE b.id = $1 AND {}",
        accounts::visible(reader.viewer(), &mut values)
    );
    let mut found = sql::all(reader, "reading a purchase", &text, values, read_process).await?;
    add_parts(reader, &mut found).await?;
    Ok(found.pop())
}

/// How a client buys, in the order in which it was written.
///
/// # Errors
/// When the database refuses.
pub async fn of_account(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<PurchaseProcess>, StoreError> {
    let mut values = binds![account.0];
    let text = format!(
        "SELECT {COLUMNS} FROM purchase_processes AS b JOIN accounts ON accounts.id = b.account_id
         WHERE b.account_id = $1 AND {} ORDER BY b.created_at, b.id",
        accounts::visible(reader.viewer(), &mut values)
    );
    let mut found = sql::all(reader, "reading purchases", &text, values, read_process).await?;
    add_parts(reader, &mut found).await?;
    Ok(found)
}

/// A part as it stands in the table.
enum Part {
    Step(PurchaseStep),
    Criterion(PurchaseCriterion),
}

async fn add_parts(
    reader: &dyn Reader,
    processes: &mut [PurchaseProcess],
) -> Result<(), StoreError> {
    let mut parts: HashMap<Uuid, Vec<Part>> = HashMap::new();
    for chunk in processes.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT d.process_id, d.kind, d.what, d.weight, d.deadline, d.done_on,
                 COALESCE(d.person_id, h.person_id) AS person_id, d.placeholder_id
             FROM purchase_parts AS d LEFT JOIN map_placeholders AS h ON h.id = d.placeholder_id
             WHERE d.process_id IN ({}) ORDER BY d.process_id, d.kind, d.position, d.id",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|one| one.id.0.bind()).collect();
        for (of, part) in sql::all(reader, "reading purchases", &text, values, read_part).await? {
            parts.entry(of).or_default().push(part);
        }
    }
    for one in processes {
        for part in parts.remove(&one.id.0).unwrap_or_default() {
            match part {
                Part::Step(step) => one.process.steps.push(step),
                Part::Criterion(criterion) => one.process.criteria.push(criterion),
            }
        }
    }
    Ok(())
}

fn read_part(row: &Row) -> Result<(Uuid, Part), StoreError> {
    let person = row
        .uuid_if_any("person_id")?
        .map(PersonId)
        .map(Node::Person);
    let placeholder = row.uuid_if_any("placeholder_id")?.map(PlaceholderId);
    let decider = person.or(placeholder.map(Node::Placeholder));
    let what = row.text("what")?;
    let part = match row.text("kind")?.as_str() {
        "step" => Part::Step(PurchaseStep {
            what,
            decider,
            deadline: row.day_if_any("deadline")?,
            done_on: row.day_if_any("done_on")?,
        }),
        _ => Part::Criterion(PurchaseCriterion {
            what,
            weight: row
                .integer_if_any("weight")?
                .and_then(|weight| u8::try_from(weight).ok()),
            decider,
        }),
    };
    Ok((row.uuid("process_id")?, part))
}

fn read_process(row: &Row) -> Result<PurchaseProcess, StoreError> {
    Ok(PurchaseProcess {
        id: PurchaseProcessId(row.uuid("id")?),
        process: NewPurchaseProcess {
            account_id: AccountId(row.uuid("account_id")?),
            name: row.text("name")?,
            budget_cycle: row.text("budget_cycle")?,
            budget_day: row.day_if_any("budget_day")?,
            note: row.text("note")?,
            steps: Vec::new(),
            criteria: Vec::new(),
        },
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}
