//! What came under an agreement, and what is known of each name.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ProspectId, SpotterId};
use clientela_domain::prospects::Stage;
use serde_json::json;

use super::{editable, touch};
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Viewer;
use crate::{accounts, prospects};

/// What people say became of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameTold {
    /// The first invoice was paid.
    pub first_paid_on: Option<Date>,
    /// The business was cancelled, returned or not paid.
    pub fell_on: Option<Date>,
    /// Why; may be empty.
    pub fell_why: String,
}

/// A prospect that came under an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpotterName {
    /// Which one.
    pub prospect_id: ProspectId,
    /// Its name.
    pub name: String,
    /// How far it is.
    pub stage: Stage,
    /// Since when.
    pub stage_day: Date,
    /// Since when it counts as qualified.
    pub qualified_on: Option<Date>,
    /// The client it became.
    pub account_id: Option<AccountId>,
    /// On which day it came.
    pub came: Date,
    /// The list it came with, or more about it; may be empty.
    pub detail: String,
    /// It had come another way before, or the book had it already, as far as the viewer sees.
    pub known_already: bool,
    /// Somebody there may be approached on no basis anybody stated.
    pub without_basis: bool,
    /// The person of the agreement works there.
    pub works_there: bool,
    /// What people say became of it.
    pub told: NameTold,
}

/// Most names of one agreement read at once.
const NAMES_MAX: u64 = 10_000;

/// The names that came under an agreement and that the viewer sees, in the order in which they came; a prospect that
/// came twice under it counts once.
///
/// # Errors
/// When the database refuses.
pub async fn names_of(
    reader: &dyn Reader,
    spotter: SpotterId,
) -> Result<Vec<SpotterName>, StoreError> {
    let mut values = binds![spotter.0, NAMES_MAX];
    let known_already = known_already(reader.viewer(), &mut values);
    let text = format!(
        "SELECT prospects.id AS prospect_id, prospects.name AS prospect_name, prospects.stage, prospects.stage_day,
             prospects.qualified_on, prospects.account_id, came.day, came.detail, came.first_paid_on,
             came.fell_on, came.fell_why, ({known_already}) AS known_already,
             ({WITHOUT_BASIS}) AS without_basis, ({WORKS_THERE}) AS works_there
         FROM prospect_sources AS came
         JOIN prospects ON prospects.id = came.prospect_id
         JOIN spotters ON spotters.id = came.spotter_id
         WHERE came.spotter_id = $1
             AND NOT EXISTS (SELECT 1 FROM prospect_sources AS twice
                 WHERE twice.prospect_id = came.prospect_id AND twice.spotter_id = came.spotter_id
                     AND (twice.day < came.day OR (twice.day = came.day AND twice.id < came.id)))
             AND {} ORDER BY came.day, came.id LIMIT $2",
        prospects::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading names", &text, values, read_name).await
}

/// It came another way before, another prospect of its name or number was there before, or a client was; of prospects
/// and clients those alone that the viewer may see, so that it tells of no other.
fn known_already(viewer: &Viewer, values: &mut Values) -> String {
    let prospect_seen = prospects::visible(viewer, values);
    let twin_seen = format!(
        "EXISTS (SELECT 1 FROM prospects WHERE prospects.id = twin.id AND {prospect_seen})"
    );
    let client_seen = accounts::seen_by(viewer, "client.id", values);
    format!(
        "EXISTS (SELECT 1 FROM prospect_sources AS other
            WHERE other.prospect_id = came.prospect_id
                AND (other.day < came.day OR (other.day = came.day AND other.id < came.id)))
        OR EXISTS (SELECT 1 FROM prospects AS twin
            WHERE twin.id <> prospects.id AND twin.created_at < prospects.created_at
                AND twin.name_key = prospects.name_key AND twin.name_key <> '' AND {twin_seen})
        OR EXISTS (SELECT 1 FROM prospects AS twin
            WHERE twin.id <> prospects.id AND twin.created_at < prospects.created_at
                AND twin.registration_number = prospects.registration_number
                AND twin.registration_number <> '' AND {twin_seen})
        OR EXISTS (SELECT 1 FROM accounts AS client
            WHERE client.created_at < prospects.created_at AND client.deleted_at IS NULL
                AND (client.name_folded = prospects.name_folded
                    OR (client.registration_number = prospects.registration_number
                        AND client.registration_number <> ''))
                AND {client_seen})"
    )
}

/// Somebody is there of whom nobody said on what basis we have their data.
const WITHOUT_BASIS: &str = "EXISTS (SELECT 1 FROM prospect_people AS joined
        JOIN people ON people.id = joined.person_id
        WHERE joined.prospect_id = came.prospect_id AND people.lawful_basis = 'unknown'
            AND people.deleted_at IS NULL)";

/// The person of the agreement is among those of the prospect, or has a place at the client it became, or had one on
/// the day the name came. A place may begin or end in a month or a year.
const WORKS_THERE: &str = "EXISTS (SELECT 1 FROM prospect_people AS joined
        WHERE joined.prospect_id = came.prospect_id AND joined.person_id = spotters.person_id)
    OR EXISTS (SELECT 1 FROM affiliations AS place
        WHERE place.account_id = prospects.account_id AND place.person_id = spotters.person_id
            AND (NOT place.former
                OR (COALESCE(place.first_day, '') <= came.day
                    AND place.last_day >= substr(came.day, 1, length(place.last_day)))))";

fn read_name(row: &Row) -> Result<SpotterName, StoreError> {
    Ok(SpotterName {
        prospect_id: ProspectId(row.uuid("prospect_id")?),
        name: row.text("prospect_name")?,
        stage: row.word("stage", Stage::from_code)?,
        stage_day: row.day("stage_day")?,
        qualified_on: row.day_if_any("qualified_on")?,
        account_id: row.uuid_if_any("account_id")?.map(AccountId),
        came: row.day("day")?,
        detail: row.text("detail")?,
        known_already: row.truth("known_already")?,
        without_basis: row.truth("without_basis")?,
        works_there: row.truth("works_there")?,
        told: NameTold {
            first_paid_on: row.day_if_any("first_paid_on")?,
            fell_on: row.day_if_any("fell_on")?,
            fell_why: row.text("fell_why")?,
        },
    })
}

/// Writes down what became of a name of an agreement that was read at `version`. Returns the new version.
///
/// # Errors
/// [`StoreError::Missing`]; [`StoreError::Stale`]; [`StoreError::Forbidden`].
pub async fn tell_of_name(
    tx: &mut Tx,
    (spotter, version): (SpotterId, i64),
    prospect: ProspectId,
    told: &NameTold,
) -> Result<i64, StoreError> {
    editable(tx, spotter).await?;
    let names = names_of(tx, spotter).await?;
    let before = names.into_iter().find(|one| one.prospect_id == prospect);
    let before = before.ok_or(StoreError::Missing("prospect"))?;
    touch(tx, spotter, version).await?;
    let text = "UPDATE prospect_sources SET first_paid_on = $3, fell_on = $4, fell_why = $5
        WHERE spotter_id = $1 AND prospect_id = $2";
    let values = binds![
        spotter.0,
        prospect.0,
        told.first_paid_on,
        told.fell_on,
        &told.fell_why
    ];
    sql::execute(tx, "telling of a name", text, values).await?;
    let as_json = |told: &NameTold| {
        json!({
            "first_paid_on": told.first_paid_on.map(|day| day.to_string()),
            "fell_on": told.fell_on.map(|day| day.to_string()),
            "fell_why": told.fell_why,
        })
    };
    let entry = JournalEntry::new("fee_told", "prospect", prospect)
        .before(as_json(&before.told))
        .after(as_json(told));
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Something was paid for this name under this agreement, and not taken back.
///
/// # Errors
/// When the database refuses.
pub async fn was_paid(
    reader: &dyn Reader,
    spotter: SpotterId,
    prospect: ProspectId,
) -> Result<bool, StoreError> {
    let text = "SELECT count(*) AS found FROM spotter_payments AS paid
        JOIN spotter_runs AS run ON run.id = paid.run_id
        WHERE run.spotter_id = $1 AND paid.prospect_id = $2 AND NOT run.is_taken_back";
    let values = binds![spotter.0, prospect.0];
    let found = sql::one(reader, "looking for payments", text, values, |row| {
        row.count("found")
    });
    Ok(found.await?.unwrap_or(0) > 0)
}
