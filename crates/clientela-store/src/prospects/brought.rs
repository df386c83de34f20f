//! Prospects as files bring them: looked up so that none comes twice, made in bulk, and those that a later file
//! knows to have become clients; removed by the undo.

use std::collections::{HashMap, HashSet};

use clientela_domain::day::Date;
use clientela_domain::ids::{ImportId, PersonId, ProspectId};
use clientela_domain::prospects::{Answer, Question, Stage, qualify};
use serde_json::json;

use super::moves::{self, NewMove};
use super::{NewProspect, NewSource, Prospect, StoredProspect, get, insert, sources};
use crate::brought::{self, BroughtFields, BroughtKind};
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity};
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

const KIND: BroughtKind = BroughtKind {
    table: "prospects",
    entity: CodedEntity::Prospect,
};

/// A prospect a file brings.
#[derive(Clone, Debug)]
pub struct BroughtProspect {
    /// Its id.
    pub id: ProspectId,
    /// What the file says of it.
    pub new: NewProspect,
    /// How it came; absent where the file does not say.
    pub source: Option<NewSource>,
    /// The answers the file has, each with its evidence.
    pub answers: Vec<(Question, Answer, String)>,
    /// Where it stands.
    pub step: NewMove,
    /// With whom we speak there, somebody the same file brings.
    pub person: Option<PersonId>,
    /// The code by which the file knows it; may be empty.
    pub code: String,
}

/// A prospect of the book that a file knows to have become a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BroughtWin {
    /// Which one.
    pub id: ProspectId,
    /// The version it was read at.
    pub version: i64,
    /// On which day.
    pub day: Date,
}

/// The prospects these codes belong to, of those the viewer sees.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_by_codes(
    reader: &dyn Reader,
    codes: &[String],
) -> Result<HashMap<String, Prospect>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let owners = external_codes::owners(reader, CodedEntity::Prospect, codes).await?;
    let ids = brought::ids_of(&owners);
    let mut seen: HashMap<uuid::Uuid, Prospect> = HashMap::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: sql::Values = chunk.iter().map(|id| sql::Bind::bind(*id)).collect();
        let text = format!(
            "SELECT {} FROM prospects WHERE prospects.id IN ({}) AND {}",
            super::COLUMNS,
            sql::list(1, chunk.len()),
            super::visible(reader.viewer(), &mut values)
        );
        let found = sql::all(
            reader,
            "reading prospects",
            &text,
            values,
            super::read_prospect,
        );
        seen.extend(found.await?.into_iter().map(|one| (one.id.0, one)));
    }
    let known = owners.into_iter().filter_map(|(code, id)| {
        let found = seen.get(&id)?;
        Some((code, found.clone()))
    });
    Ok(known.collect())
}

/// Those of these keys of names that prospects have which the viewer sees.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_keys(
    reader: &dyn Reader,
    keys: &[String],
) -> Result<HashSet<String>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    keys_in_book(reader, keys).await
}

/// Those of these keys of names that prospects have which the viewer sees, for whoever may see prospects at all.
///
/// # Errors
/// When the database refuses.
pub async fn keys_in_book(
    reader: &dyn Reader,
    keys: &[String],
) -> Result<HashSet<String>, StoreError> {
    let mut known = HashSet::new();
    for chunk in keys.chunks(sql::KEYS_MAX) {
        let mut values: sql::Values = chunk.iter().map(sql::Bind::bind).collect();
        let text = format!(
            "SELECT prospects.name_key FROM prospects WHERE prospects.name_key IN ({}) AND {}",
            sql::list(1, chunk.len()),
            super::visible(reader.viewer(), &mut values)
        );
        let read = |row: &sql::Row| row.text("name_key");
        known.extend(sql::all(reader, "reading names", &text, values, read).await?);
    }
    Ok(known)
}

/// Makes the prospects a file brings.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[BroughtProspect],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let (at, author) = (tx.at(), tx.viewer().user);
    let stored: Vec<StoredProspect<'_>> = rows
        .iter()
        .map(|row| StoredProspect {
            id: row.id,
            new: &row.new,
            day: row.source.as_ref().map_or(row.step.day, |came| came.day),
            author,
            created_at: at,
            is_sample: false,
            import: Some(import),
        })
        .collect();
    insert(tx, &stored).await?;
    let came: Vec<_> = rows
        .iter()
        .filter_map(|row| Some((row.id, row.source.as_ref()?)))
        .collect();
    sources::insert(tx, &came).await?;
    join_people(tx, rows).await?;
    write_answers(tx, rows).await?;
    let moved: Vec<_> = rows
        .iter()
        .filter(|row| row.step.stage != Stage::Prospect)
        .map(|row| (row.id, row.step.clone(), author))
        .collect();
    moves::insert(tx, &moved).await?;
    for (id, step, _) in &moved {
        stand(tx, *id, step).await?;
    }
    let codes = rows.iter().map(|row| (row.id.0, &row.code));
    brought::give_codes(tx, CodedEntity::Prospect, codes).await?;
    let after = json!({ "prospects": rows.len() });
    tx.journal(JournalEntry::new("prospects_created", "import", import).after(after))
        .await
}

async fn join_people(tx: &Tx, rows: &[BroughtProspect]) -> Result<(), StoreError> {
    let joined: Vec<_> = rows
        .iter()
        .filter_map(|row| Some((row.id, row.person?)))
        .collect();
    let head = "INSERT INTO prospect_people (prospect_id, person_id, role, position)";
    sql::insert_many(tx, "joining people", (head, ""), &joined, |(id, person)| {
        binds![id.0, person.0, "", 0_i64]
    })
    .await
    .map(drop)
}

async fn write_answers(tx: &Tx, rows: &[BroughtProspect]) -> Result<(), StoreError> {
    let (at, author) = (tx.at(), tx.viewer().user);
    let given: Vec<_> = rows
        .iter()
        .flat_map(|row| row.answers.iter().map(move |given| (row, given)))
        .collect();
    let head =
        "INSERT INTO prospect_answers (id, prospect_id, question, answer, evidence, day, author_id,
        created_at)";
    sql::insert_many(
        tx,
        "keeping answers",
        (head, ""),
        &given,
        |(row, (question, answer, evidence))| {
            binds![
                new_id(at),
                row.id.0,
                question.code(),
                answer.code(),
                evidence,
                row.step.day,
                author.map(|user| user.0),
                at,
            ]
        },
    )
    .await?;
    for row in rows.iter().filter(|row| !row.answers.is_empty()) {
        let answers = row
            .answers
            .iter()
            .map(|(question, answer, _)| (*question, *answer));
        let answers = clientela_domain::prospects::Answers::of(answers);
        let verdict = qualify(&answers).verdict;
        let qualified = verdict == clientela_domain::prospects::Verdict::Qualified;
        let text = "UPDATE prospects SET functional_need = $2, prestige_need = $3, ability = $4, authority = $5,
                access = $6, verdict = $7, qualified_on = $8 WHERE id = $1";
        let mut values = binds![row.id.0];
        let codes = Question::ALL
            .iter()
            .map(|question| answers.answer(*question).code());
        values.extend(codes.map(sql::Bind::bind));
        values.extend(binds![verdict.code(), qualified.then_some(row.step.day)]);
        sql::execute(tx, "answering questions", text, values).await?;
    }
    Ok(())
}

/// Puts a prospect a file has just made, or of which it says so, where it stands.
async fn stand(tx: &Tx, id: ProspectId, step: &NewMove) -> Result<(), StoreError> {
    let text =
        "UPDATE prospects SET stage = $2, stage_day = $3, stage_reason = $4, stage_note = $5,
            review_on = $6, qualified_on = COALESCE(qualified_on, $7) WHERE id = $1";
    let values = binds![
        id.0,
        step.stage.code(),
        step.day,
        &step.reason,
        &step.note,
        step.review_on,
        step.stage.is_qualified().then_some(step.day),
    ];
    sql::execute(tx, "placing a prospect", text, values).await?;
    Ok(())
}

/// Writes that prospects of the book became clients, as a file knows it. No client is made for them: whoever knows
/// which one it is says so.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn win_brought(
    tx: &mut Tx,
    wins: &[BroughtWin],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if wins.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = wins.iter().map(|win| win.id.0).collect();
    let untouched = brought::untouched(tx, KIND, &ids).await?;
    for win in wins {
        let before = get(tx, win.id).await?;
        let before = before.ok_or(StoreError::Missing("prospect"))?;
        moves::place(tx, &before, &plain(Stage::Won, win.day), win.version).await?;
        if untouched.contains(&win.id.0) {
            brought::is_of_a_file(tx, KIND, win.id.0).await?;
        }
    }
    let after = json!({ "prospects": wins.len() });
    tx.journal(JournalEntry::new("prospects_won", "import", import).after(after))
        .await
}

/// A step without a reason.
fn plain(stage: Stage, day: Date) -> NewMove {
    NewMove {
        stage,
        day,
        reason: String::new(),
        note: String::new(),
        review_on: None,
    }
}

/// Puts a prospect that became a client by an import, and of which nobody said otherwise since, back where it
/// stood. One that is gone, or that has a client by now, is left alone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn undo_brought(
    tx: &mut Tx,
    id: ProspectId,
    (before, after): BroughtFields<'_>,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let stage = |fields: &serde_json::Map<String, serde_json::Value>| {
        let code = fields.get("stage").and_then(serde_json::Value::as_str);
        code.and_then(Stage::from_code)
    };
    let (Some(was), Some(became)) = (stage(before), stage(after)) else {
        return Ok(());
    };
    let Some(now) = get(tx, id).await? else {
        return Ok(());
    };
    if now.standing.stage != became || now.account_id.is_some() {
        return Ok(());
    }
    let untouched = brought::untouched(tx, KIND, &[id.0]).await?;
    moves::place(tx, &now, &plain(was, tx.viewer().day()), now.version).await?;
    if !untouched.is_empty() {
        brought::is_of_a_file(tx, KIND, id.0).await?;
    }
    let entry = JournalEntry::new("moved", "prospect", id);
    let entry = entry
        .before(json!({ "stage": became.code() }))
        .after(json!({ "stage": was.code() }));
    tx.journal(entry).await
}

/// Removes the prospects that only undone imports made and that nobody has touched; returns how many. `import` is
/// the one that is being undone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_left_behind(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    let removed = brought::remove_left_behind(tx, KIND).await?;
    let before = json!({ "prospects": removed });
    tx.journal(JournalEntry::new("prospects_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
