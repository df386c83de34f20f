//! What records are called, for sentences about them: the journal, the trash.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{self, Bind, KEYS_MAX};
use crate::transaction::Reader;

/// Names by kind of record and id.
pub type RecordNames = HashMap<(String, String), String>;

/// How the records of a kind are called: `id` and `name` of the rows whose id is in the list. What
/// happened with a client is called by the client's name.
fn statement(entity: &str) -> Option<&'static str> {
    Some(match entity {
        "account" => "SELECT id, name FROM accounts WHERE id",
        "user" | "manager_profile" => "SELECT id, name FROM users WHERE id",
        "team" => "SELECT id, name FROM teams WHERE id",
        "token" => "SELECT id, name FROM tokens WHERE id",
        "import" => "SELECT id, file_name AS name FROM imports WHERE id",
        "person" => {
            "SELECT id, TRIM(given_name || ' ' || family_name) AS name FROM people WHERE id"
        }
        "affiliation" => {
            "SELECT l.id AS id, TRIM(p.given_name || ' ' || p.family_name) AS name
             FROM affiliations AS l JOIN people AS p ON p.id = l.person_id WHERE l.id"
        }
        "absence" => {
            "SELECT l.id AS id, u.name AS name
             FROM absences AS l JOIN users AS u ON u.id = l.user_id WHERE l.id"
        }
        "interaction" => {
            "SELECT l.id AS id, a.name AS name
             FROM interactions AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "note" => {
            "SELECT l.id AS id, COALESCE(a.name, p.given_name || ' ' || p.family_name) AS name
             FROM notes AS l LEFT JOIN accounts AS a ON a.id = l.account_id
             LEFT JOIN people AS p ON p.id = l.person_id WHERE l.id"
        }
        "next_step" => {
            "SELECT l.id AS id, a.name AS name
             FROM next_steps AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "obligation" => {
            "SELECT l.id AS id, a.name AS name
             FROM obligations AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        // What was promised or aimed at, where another record points to it.
        "obligation_words" => "SELECT id, what AS name FROM obligations WHERE id",
        "objective_words" => "SELECT id, what AS name FROM plan_entries WHERE id",
        "people_map" => "SELECT a.id AS id, a.name AS name FROM accounts AS a WHERE a.id",
        "map_placeholder" => {
            "SELECT l.id AS id, a.name AS name
             FROM map_placeholders AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "purchase_process" => {
            "SELECT l.id AS id, a.name AS name
             FROM purchase_processes AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "wall" => {
            "SELECT l.id AS id, a.name AS name
             FROM walls AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "conflict_class" => "SELECT id, name FROM conflict_classes WHERE id",
        "service" => "SELECT id, name FROM accounts WHERE id",
        "conflict_decision" => {
            "SELECT l.id AS id, a.name AS name
             FROM conflict_decisions AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "confidentiality" => {
            "SELECT l.id AS id, a.name AS name FROM confidentiality_agreements AS l
             JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "interest" => {
            "SELECT l.id AS id, a.name AS name FROM declared_interests AS l
             JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "gift" => {
            "SELECT l.id AS id, a.name AS name
             FROM gifts AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "support" => {
            "SELECT l.id AS id, a.name AS name
             FROM supports AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "agreement" => {
            "SELECT l.id AS id, l.number || ', ' || a.name AS name
             FROM agreements AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "execution_event" => {
            "SELECT l.id AS id, a.name AS name
             FROM execution_events AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "problem" => {
            "SELECT l.id AS id, a.name AS name
             FROM problems AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "prospect" => "SELECT id, name FROM prospects WHERE id",
        "observation" => "SELECT id, line AS name FROM observations WHERE id",
        "publication" => "SELECT id, name FROM publications WHERE id",
        "spotter" => "SELECT id, name FROM spotters WHERE id",
        "opportunity" => "SELECT id, name FROM opportunities WHERE id",
        "campaign" => "SELECT id, name FROM campaigns WHERE id",
        "cold_batch" => "SELECT id, name FROM cold_batches WHERE id",
        "threat" => {
            "SELECT l.id AS id, a.name AS name
             FROM threats AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "competitor" => "SELECT id, name FROM competitors WHERE id",
        "competitor_position" => {
            "SELECT l.id AS id, a.name AS name
             FROM competitor_positions AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "contest" => {
            "SELECT l.id AS id, a.name AS name
             FROM contests AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "client_purchase" => {
            "SELECT l.id AS id, a.name AS name
             FROM client_purchases AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "incident" => "SELECT id, what AS name FROM incidents WHERE id",
        "remark" => "SELECT id, what AS name FROM remarks WHERE id",
        "survey" => {
            "SELECT l.id AS id, a.name AS name
             FROM surveys AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "survey_answer" => {
            "SELECT l.id AS id, a.name AS name
             FROM survey_answers AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "plan_entry" => {
            "SELECT l.id AS id, a.name AS name
             FROM plan_entries AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "plan_statement" => {
            "SELECT l.id AS id, a.name AS name
             FROM plan_statements AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "plan_share" => {
            "SELECT l.id AS id, a.name AS name
             FROM plan_shares AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "planned_visit" => {
            "SELECT l.id AS id, COALESCE(a.name, p.name) AS name
             FROM planned_visits AS l LEFT JOIN accounts AS a ON a.id = l.account_id
             LEFT JOIN prospects AS p ON p.id = l.prospect_id WHERE l.id"
        }
        "work_hours" | "calendar_feed" => "SELECT id, name FROM users WHERE id",
        "greeting" => {
            "SELECT l.id AS id, a.name AS name
             FROM greetings AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        "handover" => {
            "SELECT l.id AS id, a.name AS name
             FROM handovers AS l JOIN accounts AS a ON a.id = l.account_id WHERE l.id"
        }
        _ => return None,
    })
}

/// The names of records, each a kind and an id. Records that are gone and kinds without names are
/// left out. The caller may see the rows that name them: no permission is asked here.
///
/// # Errors
/// When the database refuses.
pub async fn of(
    reader: &dyn Reader,
    records: impl IntoIterator<Item = (String, String)>,
) -> Result<RecordNames, StoreError> {
    let mut wanted: BTreeMap<String, Vec<Uuid>> = BTreeMap::new();
    for (entity, id) in records {
        if let Ok(id) = Uuid::try_parse(&id) {
            wanted.entry(entity).or_default().push(id);
        }
    }
    let mut names = RecordNames::new();
    for (entity, mut ids) in wanted {
        let Some(statement) = statement(&entity) else {
            continue;
        };
        ids.sort_unstable();
        ids.dedup();
        for chunk in ids.chunks(KEYS_MAX) {
            let text = format!("{statement} IN ({})", sql::list(1, chunk.len()));
            let values = chunk.iter().map(|id| (*id).bind()).collect();
            let found = sql::all(reader, "naming records", &text, values, |row| {
                Ok((row.uuid("id")?, row.text_if_any("name")?))
            })
            .await?;
            for (id, name) in found {
                if let Some(name) = name.filter(|name| !name.is_empty()) {
                    names.insert((entity.clone(), id.to_string()), name);
                }
            }
        }
    }
    Ok(names)
}
