//! What passes from one record to another when they are merged: rows of other tables that point to it.

use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{self, Bind, KEYS_MAX, Row, Values, binds};
use crate::transaction::{Reader, Tx};

/// Rows of a table that belong to a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    pub(super) table: &'static str,
    /// The column that says whose they are.
    pub(super) owner: &'static str,
    /// The other columns of the key.
    pub(super) key: Key,
    /// A further condition, for tables about several kinds of records.
    pub(super) only: &'static str,
    /// Columns in which a row of the one that stays says the same: then the row stays behind.
    pub(super) same: &'static [&'static str],
}

/// How a row is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// By its id, or another column of ids.
    Id(&'static str),
    /// By a word.
    Word(&'static str),
    /// By a word and an id.
    WordAndId(&'static str, &'static str),
    /// By two words.
    Words(&'static str, &'static str),
}

const fn rows_of(table: &'static str, owner: &'static str) -> Move {
    Move {
        table,
        owner,
        key: Key::Id("id"),
        only: "1 = 1",
        same: &[],
    }
}

/// What passes on with an account.
pub(super) const OF_ACCOUNTS: &[Move] = &[
    Move {
        key: Key::Word("customer_key"),
        ..rows_of("account_codes", "account_id")
    },
    Move {
        key: Key::Words("system", "code"),
        only: "entity = 'account'",
        ..rows_of("external_codes", "entity_id")
    },
    rows_of("criterion_answers", "account_id"),
    rows_of("potentials", "account_id"),
    rows_of("key_status_history", "account_id"),
    rows_of("condition_answers", "account_id"),
    rows_of("handovers", "account_id"),
    Move {
        key: Key::Word("duty"),
        same: &["duty"],
        ..rows_of("duty_marks", "account_id")
    },
    Move {
        same: &["person_id", "title", "unit", "former"],
        ..rows_of("affiliations", "account_id")
    },
    rows_of("interactions", "account_id"),
    rows_of("notes", "account_id"),
    rows_of("next_steps", "account_id"),
    rows_of("obligations", "account_id"),
    rows_of("map_placeholders", "account_id"),
    rows_of("map_statements", "account_id"),
    rows_of("purchase_processes", "account_id"),
    rows_of("walls", "account_id"),
    rows_of("confidentiality_agreements", "account_id"),
    rows_of("conflict_decisions", "account_id"),
    rows_of("declared_interests", "account_id"),
    Move {
        key: Key::Id("class_id"),
        same: &["class_id"],
        ..rows_of("conflict_class_accounts", "account_id")
    },
    Move {
        key: Key::Id("wall_id"),
        same: &["wall_id"],
        ..rows_of("wall_rivals", "account_id")
    },
    Move {
        key: Key::Id("user_id"),
        same: &["user_id"],
        ..rows_of("services", "account_id")
    },
    rows_of("gifts", "account_id"),
    rows_of("supports", "account_id"),
    rows_of("agreements", "account_id"),
    rows_of("execution_events", "account_id"),
    rows_of("problems", "account_id"),
    rows_of("threats", "account_id"),
    rows_of("stage_answers", "account_id"),
    rows_of("stage_reviews", "account_id"),
    rows_of("competitor_positions", "account_id"),
    rows_of("contests", "account_id"),
    rows_of("client_purchases", "account_id"),
    rows_of("incidents", "account_id"),
    rows_of("remarks", "account_id"),
    rows_of("opportunities", "account_id"),
    rows_of("prospects", "account_id"),
    rows_of("prospect_sources", "account_id"),
    rows_of("observations", "account_id"),
    rows_of("surveys", "account_id"),
    rows_of("survey_answers", "account_id"),
    rows_of("plan_entries", "account_id"),
    rows_of("plan_statements", "account_id"),
    rows_of("plan_shares", "account_id"),
    rows_of("planned_visits", "account_id"),
    rows_of("response_judgements", "account_id"),
    rows_of("greetings", "account_id"),
    Move {
        only: "entity = 'account'",
        ..rows_of("attachments", "entity_id")
    },
    Move {
        key: Key::WordAndId("source", "source_id"),
        only: "entity = 'account'",
        same: &["source", "source_id"],
        ..rows_of("mentions", "entity_id")
    },
    rows_of("accounts", "parent_id"),
    rows_of("accounts", "merged_into"),
];

/// What passes on with a person.
pub(super) const OF_PEOPLE: &[Move] = &[
    Move {
        key: Key::Words("system", "code"),
        only: "entity = 'person'",
        ..rows_of("external_codes", "entity_id")
    },
    Move {
        same: &["kind", "value_folded"],
        ..rows_of("person_contacts", "person_id")
    },
    Move {
        same: &["account_id", "title", "unit", "former"],
        ..rows_of("affiliations", "person_id")
    },
    Move {
        key: Key::Id("interaction_id"),
        same: &["interaction_id"],
        ..rows_of("interaction_people", "person_id")
    },
    rows_of("notes", "person_id"),
    rows_of("next_steps", "person_id"),
    rows_of("obligations", "person_id"),
    rows_of("map_placeholders", "person_id"),
    rows_of("map_statements", "person_id"),
    rows_of("map_statements", "to_person_id"),
    rows_of("purchase_parts", "person_id"),
    rows_of("gifts", "person_id"),
    rows_of("supports", "person_id"),
    rows_of("supports", "confirmed_by"),
    rows_of("agreement_rounds", "person_id"),
    rows_of("problems", "said_by"),
    rows_of("problems", "confirmed_by"),
    rows_of("opportunities", "person_id"),
    rows_of("prospect_sources", "person_id"),
    rows_of("spotters", "person_id"),
    Move {
        key: Key::Id("prospect_id"),
        same: &["prospect_id"],
        ..rows_of("prospect_people", "person_id")
    },
    rows_of("remarks", "person_id"),
    rows_of("surveys", "person_id"),
    rows_of("survey_answers", "person_id"),
    rows_of("plan_entries", "person_id"),
    rows_of("plan_statements", "person_id"),
    rows_of("plan_shares", "person_id"),
    Move {
        key: Key::Id("support_id"),
        same: &["support_id"],
        ..rows_of("support_people", "person_id")
    },
    rows_of("greetings", "person_id"),
    Move {
        only: "entity = 'person'",
        ..rows_of("attachments", "entity_id")
    },
    Move {
        key: Key::WordAndId("source", "source_id"),
        only: "entity = 'person'",
        same: &["source", "source_id"],
        ..rows_of("mentions", "entity_id")
    },
    rows_of("people", "merged_into"),
];

/// What passes on with a competitor.
pub(super) const OF_COMPETITORS: &[Move] = &[
    rows_of("competitor_positions", "competitor_id"),
    rows_of("contests", "competitor_id"),
    rows_of("remarks", "competitor_id"),
    rows_of("opportunities", "competitor_id"),
];

/// Gives the rows of one record to another and returns which, by table, for [`give_back`].
pub(super) async fn give(
    tx: &Tx,
    moves: &[Move],
    from: Uuid,
    to: Uuid,
) -> Result<Map<String, Json>, StoreError> {
    let mut moved = Map::new();
    for one in moves {
        let keys = keys(tx, one, from, to).await?;
        pass(tx, one, &keys, from, to).await?;
        if !keys.is_empty() {
            moved.insert(one.name(), json!(keys));
        }
    }
    Ok(moved)
}

/// Gives back what [`give`] gave. What is another's by now stays there.
pub(super) async fn give_back(
    tx: &Tx,
    moves: &[Move],
    moved: &Map<String, Json>,
    (from, to): (Uuid, Uuid),
) -> Result<(), StoreError> {
    for one in moves {
        let rows = moved.get(&one.name()).and_then(Json::as_array);
        let keys: Vec<[String; 2]> = rows
            .into_iter()
            .flatten()
            .filter_map(|key| serde_json::from_value(key.clone()).ok())
            .collect();
        pass(tx, one, &keys, from, to).await?;
    }
    Ok(())
}

impl Move {
    fn name(&self) -> String {
        format!("{}.{}", self.table, self.owner)
    }

    /// The key as two texts; an empty second one is none.
    fn columns(&self) -> (&'static str, Option<&'static str>) {
        match self.key {
            Key::Id(column) | Key::Word(column) => (column, None),
            Key::WordAndId(word, id) | Key::Words(word, id) => (word, Some(id)),
        }
    }
}

/// The keys of the rows of `from` that `to` does not have already.
async fn keys(
    reader: &dyn Reader,
    one: &Move,
    from: Uuid,
    to: Uuid,
) -> Result<Vec<[String; 2]>, StoreError> {
    let Move {
        table, owner, only, ..
    } = one;
    let same: Vec<String> = one
        .same
        .iter()
        .map(|column| format!("other.{column} = {table}.{column}"))
        .collect();
    let unless = if same.is_empty() {
        // The placeholder is used either way, so that both texts take the same values.
        format!("$2 <> {table}.{owner}")
    } else {
        format!(
            "NOT EXISTS (SELECT 1 FROM {table} AS other
                 WHERE other.{owner} = $2 AND {} AND {})",
            only.replace("entity", "other.entity"),
            same.join(" AND ")
        )
    };
    let (first, second) = one.columns();
    let second = second.unwrap_or(first);
    let text = format!(
        "SELECT {table}.{first} AS first, {table}.{second} AS second FROM {table}
         WHERE {table}.{owner} = $1 AND {} AND {unless} ORDER BY {table}.{first}, {table}.{second}",
        only.replace("entity", &format!("{table}.entity"))
    );
    let read: fn(&Row) -> Result<[String; 2], StoreError> = match one.key {
        Key::Id(_) => |row| Ok([row.uuid("first")?.to_string(), String::new()]),
        Key::Word(_) => |row| Ok([row.text("first")?, String::new()]),
        Key::WordAndId(..) => |row| Ok([row.text("first")?, row.uuid("second")?.to_string()]),
        Key::Words(..) => |row| Ok([row.text("first")?, row.text("second")?]),
    };
    sql::all(
        reader,
        "reading what passes on",
        &text,
        binds![from, to],
        read,
    )
    .await
}

/// Gives the rows of these keys that are `from`'s to `to`.
async fn pass(
    tx: &Tx,
    one: &Move,
    keys: &[[String; 2]],
    from: Uuid,
    to: Uuid,
) -> Result<(), StoreError> {
    let Move {
        table, owner, only, ..
    } = one;
    let (first, second) = one.columns();
    let id = |text: &String| {
        Uuid::try_parse(text).map_err(|_| StoreError::Inconsistent {
            what: "key of a merge",
            value: text.clone(),
        })
    };
    let Some(second) = second else {
        for chunk in keys.chunks(KEYS_MAX) {
            let mut values: Values = binds![from, to];
            for [key, _] in chunk {
                values.push(match one.key {
                    Key::Id(_) => id(key)?.bind(),
                    _ => key.bind(),
                });
            }
            let text = format!(
                "UPDATE {table} SET {owner} = $2 WHERE {owner} = $1 AND {only} AND {first} IN ({})",
                sql::list(3, chunk.len())
            );
            sql::execute(tx, "passing on", &text, values).await?;
        }
        return Ok(());
    };
    for [word, other] in keys {
        let other = match one.key {
            Key::WordAndId(..) => id(other)?.bind(),
            _ => other.bind(),
        };
        let mut values: Values = binds![from, to, word];
        values.push(other);
        let text = format!(
            "UPDATE {table} SET {owner} = $2
             WHERE {owner} = $1 AND {only} AND {first} = $3 AND {second} = $4"
        );
        sql::execute(tx, "passing on", &text, values).await?;
    }
    Ok(())
}
