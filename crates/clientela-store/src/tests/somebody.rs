//! Colleagues and people that tests of several areas need.

use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_domain::names::fold;

use crate::accounts::{self, AccountValues};
use crate::people::{self, Consent, LawfulBasis, PersonValues};
use crate::testing::{moment, system};
use crate::users::{self, NewUser};
use crate::{Role, Store, Via, Viewer};

/// A new colleague of a role, looking at the book.
pub(super) async fn user(store: &Store, name: &str, role: Role) -> Viewer {
    let new = NewUser {
        email: format!("{name}@firm.bg"),
        name: name.into(),
        role,
        password_hash: None,
        locale: None,
    };
    let id = store
        .write_with(&system(), new, |tx, new| Box::pin(users::create(tx, new)))
        .await
        .unwrap();
    Viewer::user(id, role, Via::Web, moment())
}

/// A new colleague who is called as their role is.
pub(super) async fn user_of(store: &Store, role: Role) -> Viewer {
    user(store, role.code(), role).await
}

/// Somebody of whom only the family name is known.
pub(super) async fn person(store: &Store, name: &str) -> PersonId {
    let values = PersonValues {
        family_name: name.into(),
        name_folded: fold(name),
        family_folded: fold(name),
        given_name: String::new(),
        honorific: String::new(),
        languages: Vec::new(),
        note: String::new(),
        consent: Consent::Unknown,
        consent_day: None,
        lawful_basis: LawfulBasis::Unknown,
        retain_until: None,
        birthday: None,
        contacts: Vec::new(),
        codes: Vec::new(),
    };
    store
        .write_with(&system(), values, |tx, values| {
            Box::pin(people::create(tx, values, None))
        })
        .await
        .unwrap()
}

/// A client, in the care of somebody or of nobody.
pub(super) async fn account(store: &Store, name: &str, owner_id: Option<UserId>) -> AccountId {
    let values = AccountValues {
        name: name.into(),
        name_folded: fold(name),
        owner_id,
        ..AccountValues::default()
    };
    store
        .write_with(&system(), values, |tx, values| {
            Box::pin(accounts::create(tx, values))
        })
        .await
        .unwrap()
}
