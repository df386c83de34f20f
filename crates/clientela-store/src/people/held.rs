//! All that the book holds about a person, for the person (Regulation (EU) 2016/679, article 15).

use clientela_domain::ids::{InteractionId, NoteId, PersonId};
use jiff::Timestamp;

use super::{Person, get};
use crate::accounts;
use crate::affiliations::{self, Affiliation};
use crate::error::StoreError;
use crate::journal::{self, JournalRow};
use crate::sql::{self, Values, binds};
use crate::transaction::Reader;
use crate::viewer::{Permission, Viewer};

/// Most rows of the journal in one export.
const JOURNAL_ROWS_MAX: u64 = 10_000;

/// All that is held about a person.
#[derive(Clone, Debug)]
pub struct Held {
    /// Who they are and how to reach them.
    pub person: Person,
    /// Places, also former ones.
    pub affiliations: Vec<Affiliation>,
    /// What happened with them.
    pub interactions: Vec<HeldInteraction>,
    /// Notes about them.
    pub notes: Vec<HeldNote>,
    /// What is to be done with them next.
    pub next_steps: Vec<String>,
    /// What they owe us or are owed.
    pub obligations: Vec<String>,
    /// What is said of them on people maps: day, kind, what, whence it is known.
    pub statements: Vec<HeldStatement>,
    /// What was given to them or by them.
    pub gifts: Vec<String>,
    /// Support they gave, confirmed or took part in.
    pub supports: Vec<String>,
    /// What they offered, gave up or were offered in negotiations.
    pub negotiations: Vec<String>,
    /// Problems they told us of, or the worth of whose solution they confirmed.
    pub problems: Vec<String>,
    /// Prospects at which they are, and those they gave us.
    pub prospects: Vec<String>,
    /// Agreements on names they give us for a fee.
    pub spotter_agreements: Vec<String>,
    /// Opportunities they decide.
    pub opportunities: Vec<String>,
    /// What they answered when asked how satisfied they are.
    pub survey_answers: Vec<String>,
    /// What they said of us and of the market.
    pub remarks: Vec<String>,
    /// What plans of clients say of them: what they are to do, what they told, how they are to be won.
    pub plans: Vec<String>,
    /// Names of files kept about them.
    pub attachments: Vec<String>,
    /// Other names they are or were known by.
    pub aliases: Vec<String>,
    /// What the journal says, the newest first.
    pub journal: Vec<JournalRow>,
}

/// Something that happened with a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldInteraction {
    /// Which one.
    pub id: InteractionId,
    /// What kind, a stable word.
    pub kind: String,
    /// The day, as its text.
    pub day: String,
    /// What was said.
    pub summary: String,
}

/// What somebody said of a person on a people map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldStatement {
    /// Since which day.
    pub day: String,
    /// About what, a stable word.
    pub aspect: String,
    /// Which role, or what kind of tie; empty for other things.
    pub detail: String,
    /// What, a stable word.
    pub value: String,
    /// Whence it is known.
    pub evidence: String,
}

/// A note about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldNote {
    /// Which one.
    pub id: NoteId,
    /// What it says.
    pub text: String,
    /// When it was written.
    pub created_at: Timestamp,
}

/// All that is held about a person the viewer may see, without the private notes and interactions of
/// others. Needs [`Permission::ReadJournal`].
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn held(reader: &dyn Reader, id: PersonId) -> Result<Held, StoreError> {
    reader.viewer().require(Permission::ReadJournal)?;
    let person = get(reader, id)
        .await?
        .ok_or(StoreError::Missing("person"))?;
    let texts = async |table: &str, text: &str| {
        let mut values = binds![id.0];
        let outside = match table {
            "" => "1 = 1".to_owned(),
            _ => accounts::none_or_outside_walls(
                reader.viewer(),
                &format!("{table}.account_id"),
                &mut values,
            ),
        };
        let text = text.replace("{outside}", &outside);
        sql::all(reader, "reading what is held", &text, values, |row| {
            row.text("held")
        })
        .await
    };
    Ok(Held {
        affiliations: affiliations::of_people(reader, &[id]).await?,
        interactions: interactions(reader, id).await?,
        notes: notes(reader, id).await?,
        next_steps: texts(
            "next_steps",
            "SELECT what AS held FROM next_steps WHERE person_id = $1 AND deleted_at IS NULL
                 AND {outside} ORDER BY created_at, id",
        )
        .await?,
        obligations: texts(
            "obligations",
            "SELECT what AS held FROM obligations WHERE person_id = $1 AND state <> 'withdrawn'
                 AND {outside} ORDER BY created_at, id",
        )
        .await?,
        gifts: texts(
            "gifts",
            "SELECT what AS held FROM gifts WHERE person_id = $1 AND state <> 'withdrawn'
                 AND {outside} ORDER BY created_at, id",
        )
        .await?,
        supports: texts(
            "supports",
            "SELECT what AS held FROM supports
             WHERE (person_id = $1 OR confirmed_by = $1 OR id IN (
                     SELECT support_id FROM support_people WHERE person_id = $1))
                 AND state <> 'withdrawn' AND {outside}
             ORDER BY created_at, id",
        )
        .await?,
        negotiations: texts(
            "agreements",
            "SELECT agreement_rounds.what AS held FROM agreement_rounds
             JOIN agreements ON agreements.id = agreement_rounds.agreement_id
             WHERE agreement_rounds.person_id = $1 AND NOT agreement_rounds.is_taken_back AND {outside}
             ORDER BY agreement_rounds.created_at, agreement_rounds.id",
        )
        .await?,
        problems: texts(
            "problems",
            "SELECT what AS held FROM problems WHERE (said_by = $1 OR confirmed_by = $1) AND {outside}
             ORDER BY created_at, id",
        )
        .await?,
        prospects: texts(
            "prospects",
            "SELECT name AS held FROM prospects
             WHERE (id IN (SELECT prospect_id FROM prospect_people WHERE person_id = $1)
                 OR id IN (SELECT prospect_id FROM prospect_sources WHERE person_id = $1)) AND {outside}
             ORDER BY created_at, id",
        )
        .await?,
        spotter_agreements: texts(
            "",
            "SELECT name || '. ' || contract || ' ' || employer_consent || ' ' || tax_document || ' ' || note AS held
             FROM spotters WHERE person_id = $1 ORDER BY created_at, id",
        )
        .await?,
        opportunities: texts(
            "opportunities",
            "SELECT name AS held FROM opportunities WHERE person_id = $1 AND {outside}
             ORDER BY created_at, id",
        )
        .await?,
        survey_answers: texts(
            "survey_answers",
            "SELECT day || ': ' || coalesce(cast(recommend AS TEXT), '?') || '/10, '
                 || coalesce(cast(satisfied AS TEXT), '?') || '/5, '
                 || coalesce(cast(effort AS TEXT), '?') || '/7. ' || comment AS held
             FROM survey_answers WHERE person_id = $1 AND {outside}
             ORDER BY created_at, id",
        )
        .await?,
        remarks: texts(
            "remarks",
            "SELECT day || ': ' || what AS held FROM remarks WHERE person_id = $1 AND {outside}
             ORDER BY created_at, id",
        )
        .await?,
        plans: texts(
            "plan_entries",
            "SELECT what || ' ' || detail AS held FROM plan_entries WHERE person_id = $1 AND {outside}
             ORDER BY created_at, id",
        )
        .await?
        .into_iter()
        .chain(
            texts(
                "plan_statements",
                "SELECT words AS held FROM plan_statements WHERE person_id = $1 AND words <> '' AND {outside}
                 ORDER BY created_at, id",
            )
            .await?,
        )
        .collect(),
        statements: statements(reader, id).await?,
        attachments: texts(
            "",
            "SELECT name AS held FROM attachments
             WHERE entity = 'person' AND entity_id = $1 AND deleted_at IS NULL
             ORDER BY created_at, id",
        )
        .await?,
        aliases: texts(
            "",
            "SELECT alias AS held FROM aliases WHERE entity = 'person' AND entity_id = $1
             ORDER BY alias_folded",
        )
        .await?,
        journal: journal::about_person(reader, id, JOURNAL_ROWS_MAX).await?,
        person,
    })
}

/// The condition that leaves out what is private to somebody else.
fn not_anothers(table: &str, viewer: &Viewer, values: &mut Values) -> String {
    match viewer.user {
        None => format!("NOT {table}.private"),
        Some(user) => {
            values.push(sql::Bind::bind(user.0));
            format!(
                "(NOT {table}.private OR {table}.author_id = ${})",
                values.len()
            )
        }
    }
}

async fn interactions(
    reader: &dyn Reader,
    id: PersonId,
) -> Result<Vec<HeldInteraction>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT i.id, i.kind, i.day, i.summary FROM interactions AS i
         JOIN interaction_people AS p ON p.interaction_id = i.id
         WHERE p.person_id = $1 AND i.deleted_at IS NULL AND {} AND {} ORDER BY i.day_order, i.id",
        not_anothers("i", reader.viewer(), &mut values),
        accounts::none_or_outside_walls(reader.viewer(), "i.account_id", &mut values)
    );
    sql::all(reader, "reading interactions", &text, values, |row| {
        Ok(HeldInteraction {
            id: InteractionId(row.uuid("id")?),
            kind: row.text("kind")?,
            day: row.text("day")?,
            summary: row.text("summary")?,
        })
    })
    .await
}

/// What is said of a person, also by whom they are named, without what was taken back.
async fn statements(reader: &dyn Reader, id: PersonId) -> Result<Vec<HeldStatement>, StoreError> {
    let mut values = binds![id.0];
    let column = "map_statements.account_id";
    let text = format!(
        "SELECT day, aspect, detail, value, evidence FROM map_statements
         WHERE (person_id = $1 OR to_person_id = $1 OR placeholder_id IN (
             SELECT id FROM map_placeholders WHERE map_placeholders.person_id = $1))
             AND taken_back_at IS NULL AND {} ORDER BY day, id",
        accounts::none_or_outside_walls(reader.viewer(), column, &mut values)
    );
    sql::all(reader, "reading what was said", &text, values, |row| {
        Ok(HeldStatement {
            day: row.text("day")?,
            aspect: row.text("aspect")?,
            detail: row.text("detail")?,
            value: row.text("value")?,
            evidence: row.text("evidence")?,
        })
    })
    .await
}

async fn notes(reader: &dyn Reader, id: PersonId) -> Result<Vec<HeldNote>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT n.id, n.text, n.created_at FROM notes AS n
         WHERE n.person_id = $1 AND n.deleted_at IS NULL AND {} AND {} ORDER BY n.created_at, n.id",
        not_anothers("n", reader.viewer(), &mut values),
        accounts::none_or_outside_walls(reader.viewer(), "n.account_id", &mut values)
    );
    sql::all(reader, "reading notes", &text, values, |row| {
        Ok(HeldNote {
            id: NoteId(row.uuid("id")?),
            text: row.text("text")?,
            created_at: row.instant("created_at")?,
        })
    })
    .await
}
