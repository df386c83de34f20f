//! What people of the firm bring as key account managers, and who could be one.

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::UserId;

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Role};

/// What somebody brings; lists are JSON, whose meaning lives with their users.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ManagerProfile {
    /// First day with the firm.
    pub hired_on: Option<Date>,
    /// Languages, each with level and evidence.
    pub languages: String,
    /// Sectors, each with level and evidence.
    pub sectors: String,
    /// Other skills, each with level and evidence.
    pub skills: String,
    /// Proven results, in words.
    pub results: String,
    /// Hours a year there are for key clients.
    pub hours_a_year: Option<f64>,
    /// Most clients at once.
    pub accounts_max: Option<u64>,
    /// What they cost a year, in the reporting currency.
    pub yearly_cost: Option<Amount>,
    /// Grows with every change, from 1; 0 when there is none yet.
    pub version: i64,
}

/// Somebody who is or could be a key account manager.
#[derive(Clone, Debug, PartialEq)]
pub struct Manager {
    /// Who.
    pub user_id: UserId,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// What they bring; `None` while nobody wrote it down.
    pub profile: Option<ManagerProfile>,
}

/// A time in which somebody is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Away {
    /// Who.
    pub user_id: UserId,
    /// First day away.
    pub first_day: Date,
    /// Last day away.
    pub last_day: Date,
}

/// Everybody who may sign in and is or could be a key account manager, by name. Who may not change the
/// firm's settings sees only themselves: costs and levels of others are not theirs to know.
///
/// # Errors
/// When the database refuses.
pub async fn list(reader: &dyn Reader) -> Result<Vec<Manager>, StoreError> {
    let mut values = binds![];
    let condition = in_sight(reader, &mut values);
    let text = format!(
        "SELECT users.id, users.name, users.role, p.user_id AS profile_of, p.hired_on, p.languages,
             p.sectors, p.skills, p.results, p.hours_a_year, p.accounts_max, p.yearly_cost, p.version
         FROM users LEFT JOIN manager_profiles AS p ON p.user_id = users.id
         WHERE users.disabled_at IS NULL AND users.role IN
             ('director', 'key_account_manager', 'sales_representative') AND {condition}
         ORDER BY users.name, users.id"
    );
    sql::all(
        reader,
        "reading profiles of managers",
        &text,
        values,
        read_manager,
    )
    .await
}

fn in_sight(reader: &dyn Reader, values: &mut Values) -> String {
    if reader.viewer().may(Permission::ChangeSettings) {
        return "1 = 1".to_owned();
    }
    match reader.viewer().user {
        None => "1 = 0".to_owned(),
        Some(user) => {
            values.push(sql::Bind::bind(user.0));
            format!("users.id = ${}", values.len())
        }
    }
}

/// Writes down what somebody brings, read at `profile.version` (0 when there was nothing). Returns the
/// new version.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else changed it since; [`StoreError::Missing`] without such a
/// user; [`StoreError::Forbidden`].
pub async fn put(tx: &mut Tx, user: UserId, profile: &ManagerProfile) -> Result<i64, StoreError> {
    put_as(tx, "changed", user, profile).await
}

/// As [`put`], under this word of the journal when there was a profile before.
pub(crate) async fn put_as(
    tx: &mut Tx,
    action: &'static str,
    user: UserId,
    profile: &ManagerProfile,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::ChangeSettings)?;
    let known = list(tx).await?.into_iter().find(|one| one.user_id == user);
    let before = known.ok_or(StoreError::Missing("user"))?.profile;
    let found = before.as_ref().map_or(0, |profile| profile.version);
    if found != profile.version {
        return Err(StoreError::Stale);
    }
    sql::execute(
        tx,
        "writing a profile of a manager",
        "INSERT INTO manager_profiles (user_id, hired_on, languages, sectors, skills, results,
             hours_a_year, accounts_max, yearly_cost, updated_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (user_id) DO UPDATE SET hired_on = excluded.hired_on,
             languages = excluded.languages, sectors = excluded.sectors, skills = excluded.skills,
             results = excluded.results, hours_a_year = excluded.hours_a_year,
             accounts_max = excluded.accounts_max, yearly_cost = excluded.yearly_cost,
             updated_at = excluded.updated_at, version = excluded.version",
        binds![
            user.0,
            profile.hired_on,
            &profile.languages,
            &profile.sectors,
            &profile.skills,
            &profile.results,
            profile.hours_a_year,
            profile.accounts_max,
            profile.yearly_cost.map(|cost| cost.to_string()),
            tx.at(),
            found + 1,
        ],
    )
    .await?;
    let action = if before.is_some() { action } else { "created" };
    let mut entry = JournalEntry::new(action, "manager_profile", user).after(as_json(profile));
    entry.before = before.map(|profile| as_json(&profile).to_string());
    tx.journal(entry).await?;
    Ok(found + 1)
}

pub(crate) fn as_json(profile: &ManagerProfile) -> serde_json::Value {
    serde_json::json!({
        "hired_on": profile.hired_on.map(|day| day.to_string()),
        "languages": profile.languages,
        "sectors": profile.sectors,
        "skills": profile.skills,
        "results": profile.results,
        "hours_a_year": profile.hours_a_year,
        "accounts_max": profile.accounts_max,
        "yearly_cost": profile.yearly_cost.map(|cost| cost.to_string()),
    })
}

/// Absences that are not over on the viewer's day, by first day.
///
/// # Errors
/// When the database refuses.
pub async fn away(reader: &dyn Reader) -> Result<Vec<Away>, StoreError> {
    let text = "SELECT user_id, first_day, last_day FROM absences WHERE last_day >= $1
        ORDER BY first_day, id";
    let values = binds![reader.viewer().day()];
    sql::all(reader, "reading absences", text, values, |row| {
        Ok(Away {
            user_id: UserId(row.uuid("user_id")?),
            first_day: row.day("first_day")?,
            last_day: row.day("last_day")?,
        })
    })
    .await
}

fn read_manager(row: &Row) -> Result<Manager, StoreError> {
    let profile = match row.uuid_if_any("profile_of")? {
        None => None,
        Some(_) => Some(ManagerProfile {
            hired_on: row.day_if_any("hired_on")?,
            languages: row.text("languages")?,
            sectors: row.text("sectors")?,
            skills: row.text("skills")?,
            results: row.text("results")?,
            hours_a_year: row.number_if_any("hours_a_year")?,
            accounts_max: row.count_if_any("accounts_max")?,
            yearly_cost: row
                .text_if_any("yearly_cost")?
                .as_deref()
                .and_then(Amount::parse),
            version: row.integer("version")?,
        }),
    };
    Ok(Manager {
        user_id: UserId(row.uuid("id")?),
        name: row.text("name")?,
        role: row.word("role", Role::from_code)?,
        profile,
    })
}
