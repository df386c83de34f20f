//! The firm whose book it is, and the people who sign in.

use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::UserId;
use clientela_texts::{Language, Vocabulary};

/// What every page shows of the firm.
#[derive(Clone, Debug, PartialEq)]
pub struct FirmView {
    /// Its name; empty before the first run.
    pub name: String,
    /// Last day with sales.
    pub sales_to: Option<Date>,
    /// Reporting currency.
    pub currency: Currency,
    /// Language of people who have not chosen one.
    pub language: Option<Language>,
    /// The words the book is told in.
    pub vocabulary: Vocabulary,
    /// The data is invented.
    pub is_sample: bool,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq)]
pub struct UserView {
    /// Id.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// Role code.
    pub role: String,
    /// Chosen language.
    pub language: Option<Language>,
    /// May change settings, users and keys.
    pub is_administrator: bool,
    /// May change clients they see.
    pub may_edit: bool,
    /// May import files and undo imports.
    pub may_import: bool,
    /// Sees every client.
    pub sees_all: bool,
    /// Clients stand behind walls with them outside; no page may tell.
    pub walled: bool,
    /// Sets walls, names rivals and decides about conflicts of interest.
    pub sets_walls: bool,
    /// Sees the firm's total, shares and ranks.
    pub sees_firm_totals: bool,
    /// Keeps users and teams.
    pub manages_users: bool,
    /// Hands out clients in bulk.
    pub assigns_owners: bool,
}

impl UserView {
    /// First letters of the first and the last word of the name.
    #[must_use]
    pub fn initials(&self) -> String {
        let mut words = self.name.split_whitespace();
        let first = words.next().and_then(|word| word.chars().next());
        let last = words.next_back().and_then(|word| word.chars().next());
        first
            .into_iter()
            .chain(last)
            .flat_map(char::to_uppercase)
            .collect()
    }
}

/// A session that has just begun.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Who.
    pub user: UserView,
    /// Secret for the cookie.
    pub secret: String,
    /// Seconds until it ends at the latest.
    pub seconds: u64,
}

/// What the first page asks.
#[derive(Clone, Debug, Default)]
pub struct FirstRunForm {
    /// Name of the firm.
    pub firm: String,
    /// Name of the person.
    pub name: String,
    /// Their e-mail.
    pub email: String,
    /// Their password.
    pub password: String,
    /// Language of the pages.
    pub language: Language,
}
