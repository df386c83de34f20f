//! What the rules of the bond look at: what was promised, given and done for each other over all clients at
//! once, without words; and the words of the few records that show a rule.

use std::collections::HashMap;

use clientela_domain::bond_rules::{Act, Deed, Record};
use clientela_domain::day::Date;
use clientela_domain::event_day::EventDay;
use clientela_domain::gifts::{GiftDirection, GiftKind};
use clientela_domain::ids::{AccountId, GiftId, ObligationId, SupportId};
use clientela_domain::obligations::{ObligationKind, Origin, Party, State};
use clientela_domain::support::{SupportKind, SupportSide};

use crate::accounts;
use crate::error::StoreError;
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::Reader;

/// What was promised, given and done, each with its client, among the clients the viewer may see. What was
/// withdrawn, refused or only intended is left out; what is late by more than its days of grace counts as
/// broken on `today`.
///
/// # Errors
/// When the database refuses.
pub async fn deeds(reader: &dyn Reader, today: Date) -> Result<Vec<(AccountId, Deed)>, StoreError> {
    let mut all = promised(reader, today).await?;
    all.extend(given(reader).await?);
    all.extend(supported(reader).await?);
    Ok(all)
}

async fn promised(reader: &dyn Reader, today: Date) -> Result<Vec<(AccountId, Deed)>, StoreError> {
    let mut values: Values = binds![];
    let text = format!(
        "SELECT obligations.id, obligations.account_id, obligations.debtor, obligations.kind,
             obligations.origin, obligations.state, obligations.last_day, obligations.is_gift
         FROM obligations JOIN accounts ON accounts.id = obligations.account_id
         WHERE obligations.state NOT IN ('proposed', 'conditional', 'withdrawn', 'expired',
             'renegotiated') AND {}
         ORDER BY obligations.made_on, obligations.id",
        accounts::visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        let act = Act::Promised {
            by: row.word("debtor", Party::from_code)?,
            kind: row.word("kind", ObligationKind::from_code)?,
            state: row.word("state", State::from_code)?,
            is_gift: row.truth("is_gift")?,
            returns_support: row.word("origin", Origin::from_code)? == Origin::Support,
        };
        let record = Record::Promise(ObligationId(row.uuid("id")?));
        let account = AccountId(row.uuid("account_id")?);
        Ok((account, Deed { record, act }, row.day_if_any("last_day")?))
    };
    let operation = "reading promises for the rules";
    let found = sql::all(reader, operation, &text, values, read).await?;
    let by_now = |(account, mut deed, last): (AccountId, Deed, Option<Date>)| {
        if let Act::Promised { state, .. } = &mut deed.act
            && state.waits_for_a_day()
            && last.is_some_and(|last| last < today)
        {
            *state = State::Broken;
        }
        (account, deed)
    };
    Ok(found.into_iter().map(by_now).collect())
}

async fn given(reader: &dyn Reader) -> Result<Vec<(AccountId, Deed)>, StoreError> {
    let mut values: Values = binds![];
    let text = format!(
        "SELECT gifts.id, gifts.account_id, gifts.direction, gifts.kind
         FROM gifts JOIN accounts ON accounts.id = gifts.account_id
         WHERE gifts.state IN ('recorded', 'waiting', 'approved')
             AND NOT (gifts.kind = 'sample' AND gifts.document <> '')
             AND (gifts.disposal IS NULL OR gifts.disposal <> 'returned') AND {}
         ORDER BY gifts.day, gifts.id",
        accounts::visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        let act = Act::Given {
            direction: row.word("direction", GiftDirection::from_code)?,
            kind: row.word("kind", GiftKind::from_code)?,
        };
        let record = Record::Gift(GiftId(row.uuid("id")?));
        Ok((AccountId(row.uuid("account_id")?), Deed { record, act }))
    };
    sql::all(reader, "reading gifts for the rules", &text, values, read).await
}

async fn supported(reader: &dyn Reader) -> Result<Vec<(AccountId, Deed)>, StoreError> {
    let mut values: Values = binds![];
    let text = format!(
        "SELECT supports.id, supports.account_id, supports.side, supports.kind, supports.settled_on
         FROM supports JOIN accounts ON accounts.id = supports.account_id
         WHERE supports.state = 'done' AND {}
         ORDER BY supports.day, supports.id",
        accounts::visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        let act = Act::Supported {
            by: row.word("side", SupportSide::from_code)?,
            kind: row.word("kind", SupportKind::from_code)?,
            is_settled: row.text_if_any("settled_on")?.is_some(),
        };
        let record = Record::Support(SupportId(row.uuid("id")?));
        Ok((AccountId(row.uuid("account_id")?), Deed { record, act }))
    };
    sql::all(reader, "reading support for the rules", &text, values, read).await
}

/// The words of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordWords {
    /// What was promised, given or done.
    pub what: String,
    /// When.
    pub day: EventDay,
}

/// The id of a record of one kind.
type IdOf = fn(&Record) -> Option<uuid::Uuid>;

/// A record of one kind by its id.
type RecordOf = fn(uuid::Uuid) -> Record;

/// The words of some records; those the viewer may not see are left out.
///
/// # Errors
/// When the database refuses.
pub async fn words_of(
    reader: &dyn Reader,
    records: &[Record],
) -> Result<HashMap<Record, RecordWords>, StoreError> {
    let mut found = HashMap::with_capacity(records.len());
    let kinds: [(&str, &str, IdOf, RecordOf); 3] = [
        ("obligations", "made_on", promise_id, |id| {
            Record::Promise(ObligationId(id))
        }),
        ("gifts", "day", gift_id, |id| Record::Gift(GiftId(id))),
        ("supports", "day", support_id, |id| {
            Record::Support(SupportId(id))
        }),
    ];
    for (table, day, of, make) in kinds {
        let ids: Vec<uuid::Uuid> = records.iter().filter_map(of).collect();
        for chunk in ids.chunks(sql::KEYS_MAX) {
            let mut values: Values = chunk.iter().map(|id| (*id).bind()).collect();
            let list = sql::list(1, chunk.len());
            let text = format!(
                "SELECT r.id, r.what, r.{day} AS day, r.told_day
                 FROM {table} AS r JOIN accounts ON accounts.id = r.account_id
                 WHERE r.id IN ({list}) AND {}",
                accounts::visible(reader.viewer(), &mut values)
            );
            let read = |row: &Row| {
                let words = RecordWords {
                    what: row.text("what")?,
                    day: row.told_day("day")?.event_day(),
                };
                Ok((row.uuid("id")?, words))
            };
            let words = sql::all(reader, "reading words of records", &text, values, read).await?;
            found.extend(words.into_iter().map(|(id, words)| (make(id), words)));
        }
    }
    Ok(found)
}

fn promise_id(record: &Record) -> Option<uuid::Uuid> {
    match record {
        Record::Promise(id) => Some(id.0),
        Record::Gift(_) | Record::Support(_) => None,
    }
}

fn gift_id(record: &Record) -> Option<uuid::Uuid> {
    match record {
        Record::Gift(id) => Some(id.0),
        Record::Promise(_) | Record::Support(_) => None,
    }
}

fn support_id(record: &Record) -> Option<uuid::Uuid> {
    match record {
        Record::Support(id) => Some(id.0),
        Record::Promise(_) | Record::Gift(_) => None,
    }
}

/// Other names of the clients that came out of our house, folded.
///
/// # Errors
/// When the database refuses.
pub async fn names_of_freed(
    reader: &dyn Reader,
) -> Result<HashMap<AccountId, Vec<String>>, StoreError> {
    let mut values: Values = binds![
        crate::aliases::AliasedEntity::Account.code(),
        accounts::Origin::FormerEmployee.code()
    ];
    let text = format!(
        "SELECT accounts.id, aliases.alias_folded
         FROM aliases JOIN accounts ON accounts.id = aliases.entity_id
         WHERE aliases.entity = $1 AND accounts.origin = $2 AND {}
         ORDER BY accounts.id, aliases.alias_folded",
        accounts::visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| Ok((AccountId(row.uuid("id")?), row.text("alias_folded")?));
    let mut names: HashMap<AccountId, Vec<String>> = HashMap::new();
    for (account, name) in sql::all(reader, "reading other names", &text, values, read).await? {
        names.entry(account).or_default().push(name);
    }
    Ok(names)
}
