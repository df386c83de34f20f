//! Addresses of people, of forms about clients, and of their lists.

use clientela_domain::ids::{AccountId, AffiliationId, PersonId};

use super::{ACCOUNTS, account};

/// All people.
pub const PEOPLE: &str = "/people";
/// Everything one may see, as a workbook.
pub const EXPORT_ALL: &str = "/export.xlsx";

/// The sales lines one may see; `style=plain` for programs.
pub const EXPORT_SALES: &str = "/export/sales.csv";
/// A new person.
pub const PERSON_NEW: &str = "/people/new";
/// Whose data is due to go.
pub const PEOPLE_RETENTION: &str = "/people/retention";
/// A new client.
pub const ACCOUNT_NEW: &str = "/accounts/new";

/// The form of a client.
#[must_use]
pub fn account_edit(id: AccountId) -> String {
    format!("{}/edit", account(id))
}

/// Puts a client into the trash.
#[must_use]
pub fn account_delete(id: AccountId) -> String {
    format!("{}/delete", account(id))
}

/// The figures of a client's group.
#[must_use]
pub fn account_group(id: AccountId) -> String {
    format!("{}?scope=group", account(id))
}

/// Clients of one tag.
#[must_use]
pub fn accounts_of_tag(tag: &str) -> String {
    super::with_query(ACCOUNTS, &[("tag", tag)])
}

/// One person.
#[must_use]
pub fn person(id: PersonId) -> String {
    format!("{PEOPLE}/{id}")
}

/// The form of a person.
#[must_use]
pub fn person_edit(id: PersonId) -> String {
    format!("{PEOPLE}/{id}/edit")
}

/// Something done to a person: `delete`, `erase`, `export`, `export.json`, `card.vcf`.
#[must_use]
pub fn person_step(id: PersonId, step: &str) -> String {
    format!("{PEOPLE}/{id}/{step}")
}

/// A new person at a client.
#[must_use]
pub fn person_new_at(account: AccountId) -> String {
    format!("{PERSON_NEW}?account={account}")
}

/// People at a client.
#[must_use]
pub fn people_of(account: AccountId) -> String {
    format!("{PEOPLE}?account={account}&places=all")
}

/// A new place of a person.
#[must_use]
pub fn place_new(person: PersonId) -> String {
    format!("{PEOPLE}/{person}/places/new")
}

/// A place of a person.
#[must_use]
pub fn place(person: PersonId, place: AffiliationId) -> String {
    format!("{PEOPLE}/{person}/places/{place}")
}

/// Something done to a place: `end`, `move`, `delete`.
#[must_use]
pub fn place_step(person: PersonId, place: AffiliationId, step: &str) -> String {
    format!("{PEOPLE}/{person}/places/{place}/{step}")
}

/// The list of people as a file; `format` is `csv` or `xlsx`.
#[must_use]
pub fn people_export(format: &str, query: &str) -> String {
    super::join_query(&format!("{PEOPLE}.{format}"), query)
}
