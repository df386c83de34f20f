//! Which accounts a viewer may see: the one condition every statement about accounts carries.

use clientela_domain::ids::AccountId;

use crate::error::StoreError;
use crate::sql::{self, Values, binds};
use crate::transaction::Reader;
use crate::viewer::{Permission, Viewer};

/// The condition that leaves only accounts the viewer may see; `accounts` is the table's name in it.
/// What it needs bound is added to `values`, so it must be called when all earlier placeholders have
/// their values. Walls are a further condition here, and nowhere else.
pub(crate) fn visible(viewer: &Viewer, values: &mut Values) -> String {
    format!(
        "accounts.deleted_at IS NULL AND {}",
        within_sight(viewer, values)
    )
}

/// As [`visible`], for accounts in the trash too.
pub(crate) fn within_sight(viewer: &Viewer, values: &mut Values) -> String {
    let walls = outside_walls(viewer, "accounts.id", values);
    if viewer.may(Permission::SeeAllAccounts) {
        return walls.unwrap_or_else(|| "1 = 1".to_owned());
    }
    let Some(user) = viewer.user else {
        return "1 = 0".to_owned();
    };
    values.push(sql::Bind::bind(user.0));
    let who = values.len();
    values.push(sql::Bind::bind(viewer.day()));
    let day = values.len();
    let taken_over = taken_over(who);
    let own = format!(
        "(accounts.owner_id = ${who} OR accounts.substitute_id = ${who} OR {taken_over}
             OR accounts.owner_id IN (SELECT sight.owner_id FROM sight
             WHERE sight.viewer_id = ${who} AND sight.first_day <= ${day} AND sight.last_day >= ${day}))"
    );
    match walls {
        Some(walls) => format!("({own} AND {walls})"),
        None => own,
    }
}

/// The condition that the account a column holds is behind no wall with the viewer outside; `None` for a
/// viewer from whom no wall keeps anything.
pub(crate) fn outside_walls(viewer: &Viewer, column: &str, values: &mut Values) -> Option<String> {
    let user = viewer.user.filter(|_| viewer.walled)?;
    values.push(sql::Bind::bind(user.0));
    Some(format!(
        "{column} NOT IN (SELECT walled_off.account_id FROM walled_off WHERE walled_off.user_id = ${})",
        values.len()
    ))
}

/// As [`outside_walls`], for a column that may hold no account.
pub(crate) fn none_or_outside_walls(viewer: &Viewer, column: &str, values: &mut Values) -> String {
    match outside_walls(viewer, column, values) {
        Some(outside) => format!("({column} IS NULL OR {outside})"),
        None => "1 = 1".to_owned(),
    }
}

/// The condition that the account a column holds is one the viewer may see. Written as a set, so that a
/// viewer who sees few accounts has the rows of these looked up, and one who sees all has none.
pub(crate) fn seen_by(viewer: &Viewer, column: &str, values: &mut Values) -> String {
    if viewer.may(Permission::SeeAllAccounts) {
        let there = format!(
            "{column} NOT IN (SELECT accounts.id FROM accounts WHERE accounts.deleted_at IS NOT NULL)"
        );
        return match outside_walls(viewer, column, values) {
            Some(walls) => format!("({there} AND {walls})"),
            None => there,
        };
    }
    let condition = visible(viewer, values);
    format!("{column} IN (SELECT accounts.id FROM accounts WHERE {condition})")
}

/// As [`seen_by`], written as a question about each row, for a few rows of which the accounts are looked
/// up one by one instead of all that are seen.
pub(crate) fn seen_one_by_one(viewer: &Viewer, column: &str, values: &mut Values) -> String {
    let condition = visible(viewer, values);
    format!("EXISTS (SELECT 1 FROM accounts WHERE accounts.id = {column} AND {condition})")
}

/// As [`seen_by`], for accounts in the trash too.
pub(crate) fn within_sight_of(viewer: &Viewer, column: &str, values: &mut Values) -> String {
    if viewer.may(Permission::SeeAllAccounts) {
        return outside_walls(viewer, column, values).unwrap_or_else(|| "1 = 1".to_owned());
    }
    let condition = within_sight(viewer, values);
    format!("{column} IN (SELECT accounts.id FROM accounts WHERE {condition})")
}

/// The condition on accounts that are being handed over to the viewer: who is to take a client over
/// reads its dossier first.
fn taken_over(who: usize) -> String {
    format!(
        "accounts.id IN (SELECT handovers.account_id FROM handovers
             WHERE handovers.to_id = ${who} AND handovers.finished_at IS NULL)"
    )
}

/// Whose accounts a viewer sees who does not see all; `None` for one who does.
pub(crate) async fn owners_in_sight(
    reader: &dyn Reader,
) -> Result<Option<Vec<uuid::Uuid>>, StoreError> {
    let viewer = reader.viewer();
    if viewer.may(Permission::SeeAllAccounts) {
        return Ok(None);
    }
    let Some(user) = viewer.user else {
        return Ok(Some(Vec::new()));
    };
    let text = "SELECT DISTINCT owner_id FROM sight
        WHERE viewer_id = $1 AND first_day <= $2 AND last_day >= $2";
    let values = binds![user.0, viewer.day()];
    let mut owners = sql::all(
        reader,
        "reading whose accounts are seen",
        text,
        values,
        |row| row.uuid("owner_id"),
    )
    .await?;
    owners.push(user.0);
    Ok(Some(owners))
}

/// A statement of the ids that [`visible`] is true for, with the owners by name and each way to be seen
/// on its own, so that both databases go by their indexes: PostgreSQL reads all accounts for conditions
/// joined by OR of which one is a set. For looking through few accounts among many.
pub(crate) fn ids_of(viewer: &Viewer, owners: &[uuid::Uuid], values: &mut Values) -> String {
    let Some(user) = viewer.user else {
        return "SELECT accounts.id FROM accounts WHERE 1 = 0".to_owned();
    };
    values.push(sql::Bind::bind(user.0));
    let who = values.len();
    values.extend(owners.iter().map(|owner| sql::Bind::bind(*owner)));
    let ways = [
        format!(
            "accounts.owner_id IN ({})",
            sql::list(who + 1, owners.len())
        ),
        format!("accounts.substitute_id = ${who}"),
        taken_over(who),
    ];
    let walls = outside_walls(viewer, "accounts.id", values);
    let walls = walls.map_or_else(String::new, |walls| format!(" AND {walls}"));
    ways.map(|way| {
        format!(
            "SELECT accounts.id FROM accounts WHERE accounts.deleted_at IS NULL AND {way}{walls}"
        )
    })
    .join(" UNION ")
}

/// Ids of the accounts the viewer may see, in no particular order.
///
/// # Errors
/// When the database refuses.
pub async fn ids_in_sight(reader: &dyn Reader) -> Result<Vec<AccountId>, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT accounts.id FROM accounts WHERE {}",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading accounts in sight", &text, values, |row| {
        Ok(AccountId(row.uuid("id")?))
    })
    .await
}
