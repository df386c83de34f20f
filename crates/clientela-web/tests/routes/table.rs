//! The policy: one line for each route. A new route gets its line here, nothing else.
//!
//! `page` and `api` take method, pattern and who may: [`Policy`]. `.of(…)` says what the first `{…}` of
//! the pattern is; `.fill(…)` fills further ones; `.form(…)` and `.json(…)` give a body where the route
//! looks at it before it looks at who asks.

use clientela_store::Permission;

use crate::world::{Principal, Record};

/// What somebody gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An answer: what was asked for, or a word about a field.
    Allowed,
    /// As if there were no such thing.
    Hidden,
    /// That they may not do this.
    Refused,
    /// The way to the sign-in.
    SentToSignIn,
    /// A failure of ours.
    Failed,
}

/// Who may use a route.
#[derive(Clone, Copy, Debug)]
pub enum Policy {
    /// Anybody, signed in or not.
    Anybody,
    /// Nobody: it is only there to be asked for what is not.
    Nobody,
    /// Whoever has signed in.
    SignedIn,
    /// Whoever sees the record; for others it does not exist.
    Sees,
    /// Whoever sees the record and changes clients at all.
    Edits,
    /// Whoever has the permission.
    Needs(Permission),
    /// Whoever owns the record, and whoever has the permission; for others it does not exist.
    OwnOr(Permission),
}

/// What the first `{…}` of a pattern is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Nothing.
    Nothing,
    /// A client, new for each request.
    Account,
    /// A user, new for each request.
    User,
    /// A team, new for each request.
    Team,
    /// An absence, new for each request; own, a colleague's or a stranger's.
    Absence,
    /// The import of the book.
    Import,
    /// An assignment of owners, new for each request.
    Assignment,
}

impl Subject {
    /// Whose records there are.
    pub const fn records(self) -> &'static [Record] {
        match self {
            Self::Account | Self::Absence => &[Record::Own, Record::Team, Record::Stranger],
            _ => &[Record::Own],
        }
    }
}

/// One route.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub method: &'static str,
    pub path: &'static str,
    pub policy: Policy,
    pub subject: Subject,
    pub fill: &'static [(&'static str, &'static str)],
    pub body: &'static str,
    pub content_type: &'static str,
    pub is_api: bool,
}

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

const fn page(method: &'static str, path: &'static str, policy: Policy) -> Row {
    Row {
        method,
        path,
        policy,
        subject: Subject::Nothing,
        fill: &[],
        body: "",
        content_type: FORM,
        is_api: false,
    }
}

const fn api(method: &'static str, path: &'static str, policy: Policy) -> Row {
    Row {
        content_type: JSON,
        body: "{}",
        is_api: true,
        ..page(method, path, policy)
    }
}

impl Row {
    const fn of(self, subject: Subject) -> Self {
        Self { subject, ..self }
    }

    const fn fill(self, fill: &'static [(&'static str, &'static str)]) -> Self {
        Self { fill, ..self }
    }

    const fn form(self, body: &'static str) -> Self {
        Self { body, ..self }
    }

    const fn json(self, body: &'static str) -> Self {
        Self { body, ..self }
    }

    const fn upload(self) -> Self {
        Self {
            content_type: "multipart/form-data; boundary=x",
            body: "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--x--\r\n",
            ..self
        }
    }

    /// What the table says somebody gets.
    pub fn expected(&self, who: Principal, record: Record) -> Outcome {
        let allowed = |yes: bool, otherwise| if yes { Outcome::Allowed } else { otherwise };
        match (who.viewer(), self.policy) {
            (_, Policy::Anybody) => Outcome::Allowed,
            (_, Policy::Nobody) => Outcome::Hidden,
            (None, _) => Outcome::SentToSignIn,
            (Some(_), Policy::SignedIn) => Outcome::Allowed,
            (Some(_), Policy::Sees) => allowed(who.sees(record), Outcome::Hidden),
            (Some(viewer), Policy::Edits) if who.sees(record) => {
                allowed(viewer.may(Permission::EditAccounts), Outcome::Refused)
            }
            (Some(_), Policy::Edits) => Outcome::Hidden,
            (Some(viewer), Policy::Needs(permission)) => {
                allowed(viewer.may(permission), Outcome::Refused)
            }
            (Some(viewer), Policy::OwnOr(permission)) => allowed(
                record == Record::Own || viewer.may(permission),
                Outcome::Hidden,
            ),
        }
    }
}

use Permission::{AssignOwners, ChangeSettings, Import, ManageUsers};
use Policy::{Anybody, Edits, Needs, Nobody, OwnOr, Sees, SignedIn};
use Subject as Of;

/// Every route.
#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // Before anybody has signed in
    page("GET", "/sign-in", Anybody),
    page("POST", "/sign-in", Anybody),
    page("POST", "/sign-out", Anybody),
    page("GET", "/password", Anybody),
    page("POST", "/password", Anybody),
    page("GET", "/start", Anybody),
    page("POST", "/start", Anybody),
    page("POST", "/preferences", Anybody),
    page("GET", "/licenses", Anybody),
    page("GET", "/assets/{name}", Nobody).fill(&[("name", "without-its-hash.css")]),
    page("GET", "/healthz", Anybody),
    page("GET", "/readyz", Anybody),
    page("GET", "/metrics", Anybody),
    // Clients and figures
    page("GET", "/", Anybody),
    page("GET", "/help", SignedIn),
    page("GET", "/accounts", SignedIn),
    page("GET", "/accounts.csv", SignedIn),
    page("GET", "/accounts.xlsx", SignedIn),
    page("GET", "/accounts/{id}", Sees).of(Of::Account),
    page("POST", "/accounts/{id}/criteria", Edits).of(Of::Account).form("criterion=market_power&answer=yes&text=x"),
    page("POST", "/accounts/{id}/potential", Edits).of(Of::Account).form("low=1&likely=2&high=3&source=x"),
    page("GET", "/key-accounts", SignedIn),
    page("GET", "/concentration", SignedIn),
    page("GET", "/concentration.csv", SignedIn),
    page("GET", "/concentration.xlsx", SignedIn),
    // Imports
    page("GET", "/imports", Needs(Import)),
    page("POST", "/imports", Needs(Import)).upload(),
    page("GET", "/imports/new", Needs(Import)),
    page("GET", "/imports/{id}", Needs(Import)).of(Of::Import),
    page("GET", "/imports/{id}/progress", Needs(Import)).of(Of::Import),
    page("POST", "/imports/{id}/settings", Needs(Import)).of(Of::Import),
    page("POST", "/imports/{id}/conflicts", Needs(Import)).of(Of::Import),
    page("GET", "/imports/{id}/set-aside", Needs(Import)).of(Of::Import),
    page("POST", "/imports/{id}/set-aside", Needs(Import)).of(Of::Import),
    page("GET", "/imports/{id}/set-aside.csv", Needs(Import)).of(Of::Import),
    page("POST", "/imports/{id}/set-aside/upload", Needs(Import)).of(Of::Import).upload(),
    page("POST", "/imports/{id}/{step}", Needs(Import)).of(Of::Import).fill(&[("step", "stop")]),
    // Settings
    page("GET", "/welcome", Needs(ChangeSettings)),
    page("POST", "/welcome", Needs(ChangeSettings)),
    page("GET", "/settings", SignedIn),
    page("POST", "/settings/firm", Needs(ChangeSettings)),
    page("POST", "/settings/profiles", Needs(ChangeSettings)),
    page("POST", "/settings/rates", Needs(ChangeSettings)),
    page("POST", "/settings/tokens", SignedIn),
    page("POST", "/settings/sample", Needs(ChangeSettings)),
    // The firm's own people
    page("GET", "/settings/people", Needs(ManageUsers)),
    page("POST", "/settings/people", Needs(ManageUsers)),
    page("POST", "/settings/people/{id}", Needs(ManageUsers)).of(Of::User),
    page("POST", "/settings/permissions", Needs(ManageUsers)),
    page("GET", "/settings/teams", Needs(ManageUsers)),
    page("POST", "/settings/teams", Needs(ManageUsers)),
    page("POST", "/settings/teams/{id}", Needs(ManageUsers)).of(Of::Team).form("deed=remove"),
    page("GET", "/settings/representatives", Needs(AssignOwners)),
    page("POST", "/settings/representatives", Needs(AssignOwners)),
    page("GET", "/settings/owners", Needs(AssignOwners)),
    page("POST", "/settings/owners", Needs(AssignOwners)),
    page("POST", "/settings/owners/{id}/undo", Needs(AssignOwners)).of(Of::Assignment),
    page("POST", "/absences", SignedIn),
    page("POST", "/absences/{id}", OwnOr(ManageUsers)).of(Of::Absence),
    page("GET", "/me", SignedIn),
    page("POST", "/me", SignedIn),
    page("POST", "/me/password", SignedIn),
    // The API
    api("GET", "/api/v1/openapi.json", Anybody),
    api("GET", "/api/v1/accounts", SignedIn),
    api("GET", "/api/v1/accounts/{id}", Sees).of(Of::Account),
    api("POST", "/api/v1/accounts/{id}/criteria/{criterion}", Edits).of(Of::Account).fill(&[("criterion", "market_power")]).json(r#"{"answer":"yes","evidence_text":"x"}"#),
    api("POST", "/api/v1/accounts/{id}/potential", Edits).of(Of::Account).json(r#"{"low":"1","likely":"2","high":"3","source":"x"}"#),
    api("GET", "/api/v1/key-accounts", SignedIn),
    api("GET", "/api/v1/concentration", SignedIn),
    api("GET", "/api/v1/imports", Needs(Import)),
    api("POST", "/api/v1/imports", Needs(Import)),
    api("GET", "/api/v1/imports/{id}", Needs(Import)).of(Of::Import),
    api("POST", "/api/v1/imports/{id}/undo", Needs(Import)).of(Of::Import),
    api("GET", "/api/v1/users", Needs(ManageUsers)),
    api("POST", "/api/v1/users", Needs(ManageUsers)),
    api("GET", "/api/v1/users/{id}", Needs(ManageUsers)).of(Of::User),
    api("PATCH", "/api/v1/users/{id}", Needs(ManageUsers)).of(Of::User),
    api("POST", "/api/v1/users/{id}/disable", Needs(ManageUsers)).of(Of::User),
    api("POST", "/api/v1/users/{id}/enable", Needs(ManageUsers)).of(Of::User),
    api("POST", "/api/v1/users/{id}/reset-link", Needs(ManageUsers)).of(Of::User),
    api("GET", "/api/v1/teams", Needs(ManageUsers)),
    api("POST", "/api/v1/teams", Needs(ManageUsers)),
    api("PATCH", "/api/v1/teams/{id}", Needs(ManageUsers)).of(Of::Team),
    api("DELETE", "/api/v1/teams/{id}", Needs(ManageUsers)).of(Of::Team),
    api("GET", "/api/v1/absences", SignedIn),
    api("POST", "/api/v1/absences", SignedIn),
    api("DELETE", "/api/v1/absences/{id}", OwnOr(ManageUsers)).of(Of::Absence),
    api("GET", "/api/v1/representatives", Needs(AssignOwners)),
    api("PUT", "/api/v1/representatives", Needs(AssignOwners)),
    api("GET", "/api/v1/owners", Needs(AssignOwners)),
    api("POST", "/api/v1/owners", Needs(AssignOwners)),
    api("POST", "/api/v1/owners/{id}/undo", Needs(AssignOwners)).of(Of::Assignment),
    api("GET", "/api/v1/permissions", Needs(ManageUsers)),
    api("PUT", "/api/v1/permissions", Needs(ManageUsers)),
];
