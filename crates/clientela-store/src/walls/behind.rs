//! What a viewer does not see because of walls, where no column says whose a row is: rows of the journal, and
//! imports. Everything here is about viewers who are outside of a wall; for all others it costs nothing.

use std::collections::{BTreeMap, HashSet};

use clientela_domain::ids::AccountId;
use uuid::Uuid;

use crate::error::StoreError;
use crate::journal::JournalRow;
use crate::sql::{self, Bind, KEYS_MAX, Row, Values, binds};
use crate::transaction::Reader;
use crate::viewer::Viewer;

/// Clients behind walls with the viewer outside; of no use but to leave them out.
///
/// # Errors
/// When the database refuses.
pub async fn accounts_behind(reader: &dyn Reader) -> Result<HashSet<AccountId>, StoreError> {
    let Some(user) = reader.viewer().user.filter(|_| reader.viewer().walled) else {
        return Ok(HashSet::new());
    };
    let text = "SELECT account_id FROM walled_off WHERE user_id = $1";
    let read = |row: &Row| Ok(AccountId(row.uuid("account_id")?));
    let found = sql::all(reader, "reading walls", text, binds![user.0], read).await?;
    Ok(found.into_iter().collect())
}

/// Customer keys of these clients, ascending: their lines are in no sum for the viewer.
///
/// # Errors
/// When the database refuses.
pub async fn customer_keys_behind(reader: &dyn Reader) -> Result<Vec<String>, StoreError> {
    let Some(user) = reader.viewer().user.filter(|_| reader.viewer().walled) else {
        return Ok(Vec::new());
    };
    let text = "SELECT account_codes.customer_key FROM account_codes
        JOIN walled_off ON walled_off.account_id = account_codes.account_id
        WHERE walled_off.user_id = $1 ORDER BY account_codes.customer_key";
    let read = |row: &Row| row.text("customer_key");
    sql::all(reader, "reading walls", text, binds![user.0], read).await
}

/// The condition that an import is one the viewer may know of; `imports` is the table's name. What somebody
/// outside of a wall did not bring themselves they see only when nothing of it is about clients behind it;
/// rows that were set aside name clients nobody has matched, so such an import is not theirs to see either.
pub(crate) fn import_is_seen(viewer: &Viewer, values: &mut Values) -> String {
    let Some(user) = viewer.user.filter(|_| viewer.walled) else {
        return "1 = 1".to_owned();
    };
    values.push(user.0.bind());
    let who = values.len();
    let behind = |tables: &str, account: &str, of_import: &str| {
        format!(
            "NOT EXISTS (SELECT 1 FROM {tables}
                 JOIN walled_off ON walled_off.account_id = {account} AND walled_off.user_id = ${who}
                 WHERE {of_import})"
        )
    };
    let record = |table: &str, entity: &str, account: &str| {
        behind(
            &format!("import_records JOIN {table} ON import_records.entity_id = {table}.id"),
            account,
            &format!(
                "import_records.import_id = imports.id AND import_records.entity = '{entity}'"
            ),
        )
    };
    let conditions = [
        "imports.set_aside = 0".to_owned(),
        behind(
            "import_customers
                 JOIN account_codes ON account_codes.customer_key = import_customers.customer_key",
            "account_codes.account_id",
            "import_customers.import_id = imports.id",
        ),
        record("accounts", "account", "accounts.id"),
        record("affiliations", "affiliation", "affiliations.account_id"),
        record("interactions", "interaction", "interactions.account_id"),
        record("obligations", "obligation", "obligations.account_id"),
        record("gifts", "gift", "gifts.account_id"),
        record("supports", "support", "supports.account_id"),
        record(
            "confidentiality_agreements",
            "confidentiality",
            "confidentiality_agreements.account_id",
        ),
        record("agreements", "agreement", "agreements.account_id"),
        record(
            "execution_events",
            "execution_event",
            "execution_events.account_id",
        ),
        record("problems", "problem", "problems.account_id"),
        record("prospects", "prospect", "prospects.account_id"),
        record("threats", "threat", "threats.account_id"),
        record(
            "competitor_positions",
            "competitor_position",
            "competitor_positions.account_id",
        ),
        record(
            "client_purchases",
            "client_purchase",
            "client_purchases.account_id",
        ),
        record("opportunities", "opportunity", "opportunities.account_id"),
        record(
            "survey_answers",
            "survey_answer",
            "survey_answers.account_id",
        ),
        behind(
            "import_records JOIN affiliations ON affiliations.person_id = import_records.entity_id",
            "affiliations.account_id",
            "import_records.import_id = imports.id AND import_records.entity = 'person'",
        ),
    ];
    format!(
        "(imports.user_id = ${who} OR ({}))",
        conditions.join(" AND ")
    )
}

/// How the clients of a record are found: `id` and `account_id` of the rows whose id is in the list.
fn owners(entity: &str) -> Option<&'static str> {
    Some(match entity {
        "next_step" => "SELECT id, account_id FROM next_steps WHERE id",
        "obligation" => "SELECT id, account_id FROM obligations WHERE id",
        "gift" => "SELECT id, account_id FROM gifts WHERE id",
        "support" => "SELECT id, account_id FROM supports WHERE id",
        "agreement" => "SELECT id, account_id FROM agreements WHERE id",
        "execution_event" => "SELECT id, account_id FROM execution_events WHERE id",
        "problem" => "SELECT id, account_id FROM problems WHERE id",
        "prospect" => "SELECT id, account_id FROM prospects WHERE account_id IS NOT NULL AND id",
        "opportunity" => {
            "SELECT id, account_id FROM opportunities WHERE account_id IS NOT NULL AND id"
        }
        "threat" => "SELECT id, account_id FROM threats WHERE id",
        "competitor_position" => "SELECT id, account_id FROM competitor_positions WHERE id",
        "contest" => "SELECT id, account_id FROM contests WHERE id",
        "client_purchase" => "SELECT id, account_id FROM client_purchases WHERE id",
        "incident" => "SELECT id, account_id FROM incidents WHERE id",
        "survey" => "SELECT id, account_id FROM surveys WHERE id",
        "survey_answer" => "SELECT id, account_id FROM survey_answers WHERE id",
        "plan_entry" => "SELECT id, account_id FROM plan_entries WHERE id",
        "plan_statement" => "SELECT id, account_id FROM plan_statements WHERE id",
        "plan_share" => "SELECT id, account_id FROM plan_shares WHERE id",
        "people_map" => {
            "SELECT accounts.id AS id, accounts.id AS account_id FROM accounts WHERE id"
        }
        "map_placeholder" => "SELECT id, account_id FROM map_placeholders WHERE id",
        "purchase_process" => "SELECT id, account_id FROM purchase_processes WHERE id",
        "greeting" => "SELECT id, account_id FROM greetings WHERE id",
        "handover" => "SELECT id, account_id FROM handovers WHERE id",
        "affiliation" => "SELECT id, account_id FROM affiliations WHERE id",
        "confidentiality" => "SELECT id, account_id FROM confidentiality_agreements WHERE id",
        "interest" => "SELECT id, account_id FROM declared_interests WHERE id",
        "conflict_decision" => "SELECT id, account_id FROM conflict_decisions WHERE id",
        "conflict_class" => {
            "SELECT class_id AS id, account_id FROM conflict_class_accounts WHERE class_id"
        }
        _ => return owners_several_ways(entity),
    })
}

/// As [`owners`], where a record belongs to clients in more than one way, or through another record.
fn owners_several_ways(entity: &str) -> Option<&'static str> {
    Some(match entity {
        "interaction" => {
            "SELECT id, account_id FROM (
                 SELECT id, account_id FROM interactions WHERE account_id IS NOT NULL
                 UNION ALL SELECT i.id, a.account_id FROM interactions AS i
                     JOIN interaction_people AS p ON p.interaction_id = i.id
                     JOIN affiliations AS a ON a.person_id = p.person_id
                     WHERE i.account_id IS NULL) AS owned WHERE id"
        }
        "note" => {
            "SELECT id, account_id FROM (
                 SELECT id, account_id FROM notes WHERE account_id IS NOT NULL
                 UNION ALL SELECT n.id, a.account_id FROM notes AS n
                     JOIN affiliations AS a ON a.person_id = n.person_id
                     WHERE n.account_id IS NULL) AS owned WHERE id"
        }
        "remark" => {
            "SELECT id, account_id FROM (
                 SELECT id, account_id FROM remarks WHERE account_id IS NOT NULL
                 UNION ALL SELECT o.id, a.account_id FROM remarks AS o
                     JOIN affiliations AS a ON a.person_id = o.person_id
                     WHERE o.account_id IS NULL) AS owned WHERE id"
        }
        "planned_visit" => {
            "SELECT id, account_id FROM (
                 SELECT id, account_id FROM planned_visits WHERE account_id IS NOT NULL
                 UNION ALL SELECT v.id, p.account_id FROM planned_visits AS v
                     JOIN prospects AS p ON p.id = v.prospect_id
                     WHERE p.account_id IS NOT NULL) AS owned WHERE id"
        }
        "observation" => {
            "SELECT id, account_id FROM (
                 SELECT id, account_id FROM observations WHERE account_id IS NOT NULL
                 UNION ALL SELECT o.id, p.account_id FROM observations AS o
                     JOIN prospects AS p ON p.id = o.prospect_id
                     WHERE p.account_id IS NOT NULL) AS owned WHERE id"
        }
        "spotter" => {
            "SELECT id, account_id FROM (
                 SELECT s.id, a.account_id FROM spotters AS s
                     JOIN affiliations AS a ON a.person_id = s.person_id) AS owned WHERE id"
        }
        "wall" => {
            "SELECT id, account_id FROM (
                 SELECT id, account_id FROM walls
                 UNION ALL SELECT wall_id AS id, account_id FROM wall_rivals) AS owned WHERE id"
        }
        "duplicate_pair" => {
            "SELECT id, account_id FROM (
                 SELECT id, first_id AS account_id FROM duplicate_pairs
                 UNION ALL SELECT id, second_id AS account_id FROM duplicate_pairs
                 UNION ALL SELECT d.id, a.account_id FROM duplicate_pairs AS d
                     JOIN affiliations AS a ON a.person_id IN (d.first_id, d.second_id)) AS owned WHERE id"
        }
        "attachment" => {
            "SELECT id, account_id FROM (
                 SELECT id, entity_id AS account_id FROM attachments WHERE entity = 'account'
                 UNION ALL SELECT f.id, a.account_id FROM attachments AS f
                     JOIN affiliations AS a ON f.entity = 'person' AND a.person_id = f.entity_id
                 UNION ALL SELECT f.id, i.account_id FROM attachments AS f
                     JOIN interactions AS i ON f.entity = 'interaction' AND i.id = f.entity_id
                     WHERE i.account_id IS NOT NULL
                 UNION ALL SELECT f.id, n.account_id FROM attachments AS f
                     JOIN notes AS n ON f.entity = 'note' AND n.id = f.entity_id
                     WHERE n.account_id IS NOT NULL) AS owned WHERE id"
        }
        _ => return None,
    })
}

/// Leaves out the rows of the journal that are about what is behind a wall: by the record itself, by the
/// client it belongs or belonged to, or by an id in what was written.
pub(crate) async fn seen_rows(
    reader: &dyn Reader,
    rows: Vec<JournalRow>,
) -> Result<Vec<JournalRow>, StoreError> {
    let Some(user) = reader.viewer().user.filter(|_| reader.viewer().walled) else {
        return Ok(rows);
    };
    let text = "SELECT account_id AS id FROM walled_off WHERE user_id = $1
        UNION SELECT departed.entity_id AS id FROM departed
            JOIN walled_off ON walled_off.account_id = departed.account_id
            WHERE walled_off.user_id = $1";
    let read = |row: &Row| row.uuid("id");
    let mut behind: HashSet<Uuid> = sql::all(reader, "reading walls", text, binds![user.0], read)
        .await?
        .into_iter()
        .collect();
    let mut asked: BTreeMap<&str, Vec<Uuid>> = BTreeMap::new();
    for row in &rows {
        if let Ok(id) = Uuid::try_parse(&row.entity_id) {
            asked.entry(&row.entity).or_default().push(id);
        }
    }
    let mut hidden: HashSet<Uuid> = HashSet::new();
    for (entity, ids) in asked {
        hidden.extend(hidden_records(reader, entity, &ids, &behind).await?);
    }
    let assigned = assignments_behind(reader, &rows, &behind).await?;
    behind.extend(hidden);
    Ok(rows
        .into_iter()
        .filter(|row| {
            let about = |text: &str| ids_in(text).any(|id| behind.contains(&id));
            let texts = [row.before.as_deref(), row.after.as_deref()];
            let counts_it = match row.action.as_str() {
                // A scan of others counted what is behind.
                "scanned" => row.actor != Some(user),
                _ => {
                    row.entity == "owner_assignment" && assigned.contains(&row.at.as_microsecond())
                }
            };
            let tells = counts_it || about(&row.entity_id);
            !(tells || texts.into_iter().flatten().any(about))
        })
        .collect())
}

/// Every id a text holds between anything else.
fn ids_in(text: &str) -> impl Iterator<Item = Uuid> + '_ {
    text.split(|letter: char| !letter.is_ascii_hexdigit() && letter != '-')
        .filter(|word| word.len() == 36)
        .filter_map(|word| Uuid::try_parse(word).ok())
}

/// Of these records of a kind, those that belong to what is behind.
async fn hidden_records(
    reader: &dyn Reader,
    entity: &str,
    ids: &[Uuid],
    behind: &HashSet<Uuid>,
) -> Result<Vec<Uuid>, StoreError> {
    match entity {
        "person" => return unseen(reader, ids, "people", person_is_seen).await,
        "import" => return unseen(reader, ids, "imports", import_is_seen).await,
        _ => {}
    }
    let Some(statement) = owners(entity) else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for chunk in ids.chunks(KEYS_MAX) {
        let text = format!("{statement} IN ({})", sql::list(1, chunk.len()));
        let values: Values = chunk.iter().map(|id| (*id).bind()).collect();
        let read = |row: &Row| Ok((row.uuid("id")?, row.uuid_if_any("account_id")?));
        let owned = sql::all(reader, "asking whose a record is", &text, values, read).await?;
        found.extend(
            owned
                .into_iter()
                .filter(|(_, account)| account.is_some_and(|account| behind.contains(&account)))
                .map(|(id, _)| id),
        );
    }
    Ok(found)
}

fn person_is_seen(viewer: &Viewer, values: &mut Values) -> String {
    crate::people::outside_walls(viewer, values).unwrap_or_else(|| "1 = 1".to_owned())
}

/// Of these rows of a table, those a condition of sight leaves out.
async fn unseen(
    reader: &dyn Reader,
    ids: &[Uuid],
    table: &str,
    seen: fn(&Viewer, &mut Values) -> String,
) -> Result<Vec<Uuid>, StoreError> {
    let mut found = Vec::new();
    for chunk in ids.chunks(KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| (*id).bind()).collect();
        let text = format!(
            "SELECT {table}.id FROM {table} WHERE {table}.id IN ({}) AND NOT {}",
            sql::list(1, chunk.len()),
            seen(reader.viewer(), &mut values)
        );
        let read = |row: &Row| row.uuid("id");
        found.extend(sql::all(reader, "asking for sight", &text, values, read).await?);
    }
    Ok(found)
}

/// Moments at which owners of clients behind walls were assigned in bulk: the row of the whole assignment
/// counts them.
async fn assignments_behind(
    reader: &dyn Reader,
    rows: &[JournalRow],
    behind: &HashSet<Uuid>,
) -> Result<HashSet<i64>, StoreError> {
    let mut found = HashSet::new();
    if !rows.iter().any(|row| row.entity == "owner_assignment") {
        return Ok(found);
    }
    let behind: Vec<String> = behind.iter().map(Uuid::to_string).collect();
    for chunk in behind.chunks(KEYS_MAX) {
        let text = format!(
            "SELECT DISTINCT at FROM journal
             WHERE entity = 'account' AND action = 'owner_assigned' AND entity_id IN ({})",
            sql::list(1, chunk.len())
        );
        let values: Values = chunk.iter().map(Bind::bind).collect();
        let read = |row: &Row| row.instant("at");
        let moments = sql::all(reader, "reading assignments", &text, values, read).await?;
        found.extend(moments.into_iter().map(jiff::Timestamp::as_microsecond));
    }
    Ok(found)
}
