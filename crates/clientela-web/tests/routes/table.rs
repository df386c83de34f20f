//! The policy: one line for each route. A new route gets its line here, nothing else.
//!
//! `page` and `api` take method, pattern and who may: [`Policy`]. `.of(…)` says what the first `{…}` of
//! the pattern is; `.fill(…)` fills further ones; `.form(…)` and `.json(…)` give a body where the route
//! looks at it before it looks at who asks.

use clientela_store::Permission;

use crate::principal::{Principal, Record};

/// What somebody gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An answer: what was asked for, or a word about a field.
    Allowed,
    /// As if there were no such thing.
    Hidden,
    /// That they may not do this.
    Refused,
    /// That the request is not understood: nothing was looked up, done or shown.
    Unread,
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
    /// As [`Policy::Nobody`], for whoever has signed in.
    Absent,
    /// As [`Policy::Absent`], for whoever has the permission, which is asked for first.
    AbsentNeeds(Permission),
    /// Whoever has signed in.
    SignedIn,
    /// Whoever sees the record; for others it does not exist.
    Sees,
    /// Whoever sees the record and changes clients at all.
    Edits,
    /// Whoever sees the record and wrote it, or may change others' words.
    EditsOwnWords,
    /// Whoever changes clients at all.
    Writes,
    /// Whoever has the permission.
    Needs(Permission),
    /// Whoever has the permission; for others it does not exist.
    KnownTo(Permission),
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
    /// A person at a client, new for each request.
    Person,
    /// A person's place at a client.
    Place,
    /// A call with a client, written down by its owner.
    Interaction,
    /// A note on a client, written by its owner.
    Note,
    /// A next step for a client.
    NextStep,
    /// A promise between us and a client, written by its owner.
    Obligation,
    /// Somebody on a client's map whom nobody knows yet.
    Placeholder,
    /// Something said on a client's map by its owner.
    Statement,
    /// How a client buys.
    Purchase,
    /// A gift between us and a client, written by its owner.
    Gift,
    /// Support between us and a client, written by its owner.
    Support,
    /// An agreement with a client, a draft written by its owner.
    Agreement,
    /// What was recorded of an execution, by its owner.
    ExecutionEvent,
    /// A prospect of its owner's.
    Prospect,
    /// An opportunity of a client, written by its owner.
    Opportunity,
    /// A problem of a client, written by its owner.
    Problem,
    /// A threat to the business with a client, written by its owner.
    Threat,
    /// How a competitor stands at a client, written by its owner.
    Position,
    /// Something won from a competitor or lost to one, written by its owner.
    Contest,
    /// What a client buys, written by its owner.
    ClientPurchase,
    /// Something that went wrong at a client, written by its owner.
    Incident,
    /// Something said of us at a client, written by its owner.
    Remark,
    /// A competitor, written by the owner of some client.
    Competitor,
    /// A question how satisfied a client is.
    Survey,
    /// An answer to such a question.
    SurveyAnswer,
    /// A thing of the plan of a client, written by its owner.
    PlanEntry,
    /// A link by which a client reads its plan.
    PlanShare,
    /// A file of a client.
    Attachment,
    /// A client in the trash.
    Trashed,
    /// An agreement on confidentiality with a client.
    Confidentiality,
    /// An interest the owner of a client declared at it.
    Interest,
    /// A wall around a client, which everybody named is inside.
    Wall,
}

impl Subject {
    /// Whose records there are.
    pub const fn records(self) -> &'static [Record] {
        match self {
            Self::Nothing
            | Self::User
            | Self::Team
            | Self::Import
            | Self::Assignment
            | Self::Competitor => &[Record::Own],
            Self::Absence => &[Record::Own, Record::Team, Record::Stranger],
            Self::Wall => &[Record::Stranger, Record::Walled],
            _ => &[Record::Own, Record::Team, Record::Stranger, Record::Walled],
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
    /// The body is looked at before who asks, so that a poor one is [`Outcome::Unread`] for all.
    pub body_first: bool,
}

/// An id nobody has.
const NOBODY: &str = "00000000-0000-7000-8000-000000000000";
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
        body_first: false,
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

    const fn body_first(self) -> Self {
        Self {
            body_first: true,
            ..self
        }
    }

    /// Is this what the table says somebody gets?
    pub fn is_met(&self, expected: Outcome, found: Outcome) -> bool {
        match found {
            Outcome::Unread => expected == Outcome::Allowed || self.body_first,
            found => found == expected,
        }
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
        let there = if record == Record::Walled {
            Outcome::Hidden
        } else {
            Outcome::Allowed
        };
        match (who.viewer(), self.policy) {
            (_, Policy::Anybody) => Outcome::Allowed,
            (_, Policy::Nobody) => Outcome::Hidden,
            (None, _) => Outcome::SentToSignIn,
            (Some(_), Policy::Absent) => Outcome::Hidden,
            (Some(viewer), Policy::AbsentNeeds(permission)) if viewer.may(permission) => {
                Outcome::Hidden
            }
            (Some(_), Policy::AbsentNeeds(_)) => Outcome::Refused,
            (Some(_), Policy::SignedIn) => Outcome::Allowed,
            (Some(_), Policy::Sees) => allowed(who.sees(record), Outcome::Hidden),
            (Some(viewer), Policy::Edits) if who.sees(record) => {
                allowed(viewer.may(Permission::EditAccounts), Outcome::Refused)
            }
            (Some(_), Policy::Edits) => Outcome::Hidden,
            (Some(viewer), Policy::EditsOwnWords) if who.sees(record) => allowed(
                viewer.may(Permission::EditAccounts)
                    && (record == Record::Own || viewer.may(Permission::EditOthersWords)),
                Outcome::Refused,
            ),
            (Some(_), Policy::EditsOwnWords) => Outcome::Hidden,
            (Some(viewer), Policy::Writes) if viewer.may(Permission::EditAccounts) => there,
            (Some(viewer), Policy::Needs(permission)) if viewer.may(permission) => there,
            (Some(_), Policy::Writes | Policy::Needs(_)) => Outcome::Refused,
            (Some(viewer), Policy::KnownTo(permission)) if viewer.may(permission) => there,
            (Some(_), Policy::KnownTo(_)) => Outcome::Hidden,
            (Some(_), Policy::OwnOr(_)) if record == Record::Walled => Outcome::Hidden,
            (Some(viewer), Policy::OwnOr(permission)) => allowed(
                record == Record::Own || viewer.may(permission),
                Outcome::Hidden,
            ),
        }
    }
}

use Permission::{
    ApproveGifts, ApproveTerms, AssignOwners, ChangeSettings, EditAccounts, EditOthersWords,
    Import, ManageUsers, PaySpotters, SetWalls,
};
use Policy::{
    Absent, AbsentNeeds, Anybody, Edits, EditsOwnWords, KnownTo, Needs, Nobody, OwnOr, Sees,
    SignedIn, Writes,
};
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
    page("GET", "/survey", Anybody),
    page("POST", "/survey", Anybody),
    page("GET", "/joint-plan", Anybody),
    page("GET", "/joint-plan.pdf", Anybody),
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
    page("POST", "/first-things", SignedIn),
    page("GET", "/help", SignedIn),
    page("GET", "/search", SignedIn),
    page("GET", "/components", SignedIn),
    page("GET", "/accounts", SignedIn),
    page("GET", "/accounts.csv", SignedIn),
    page("GET", "/accounts.xlsx", SignedIn),
    page("GET", "/accounts/{id}", Sees).of(Of::Account),
    page("POST", "/accounts/{id}/criteria", Edits).of(Of::Account).form("criterion=market_power&answer=yes&text=x").body_first(),
    page("POST", "/accounts/{id}/potential", Edits).of(Of::Account).form("low=1&likely=2&high=3&source=x"),
    page("GET", "/key-accounts", SignedIn),
    page("GET", "/concentration", SignedIn),
    page("GET", "/concentration.csv", SignedIn),
    page("GET", "/concentration.xlsx", SignedIn),
    page("GET", "/accounts/new", Writes),
    page("POST", "/accounts/new", Writes),
    page("GET", "/accounts/{id}/edit", Edits).of(Of::Account),
    page("POST", "/accounts/{id}/edit", Edits).of(Of::Account).form("name=Нова&version=1"),
    page("POST", "/accounts/{id}/delete", Edits).of(Of::Account).form("version=1"),
    page("POST", "/accounts/{id}/sector", Edits).of(Of::Account).form("sector=bank"),
    page("GET", "/accounts/{id}/evidence/{sha256}", Absent).of(Of::Account).fill(&[("sha256", "0000000000000000000000000000000000000000000000000000000000000000")]),
    // Names that are the same
    page("GET", "/duplicates", SignedIn),
    page("POST", "/duplicates/scan", Needs(Import)),
    page("GET", "/duplicates/progress", SignedIn),
    page("GET", "/duplicates/chosen", SignedIn),
    page("POST", "/duplicates/pairs/{id}/different", AbsentNeeds(EditAccounts)).fill(&[("id", "00000000-0000-7000-8000-000000000000")]),
    page("POST", "/duplicates/pairs/{id}/reopen", AbsentNeeds(EditAccounts)).fill(&[("id", "00000000-0000-7000-8000-000000000000")]),
    page("POST", "/duplicates/merges/{id}/undo", AbsentNeeds(EditAccounts)).fill(&[("id", "00000000-0000-7000-8000-000000000000")]),
    page("GET", "/accounts/similar", SignedIn),
    page("GET", "/people/similar", SignedIn),
    page("GET", "/accounts/{id}/same-as/{other}", Absent).of(Of::Account).fill(&[("other", "00000000-0000-7000-8000-000000000000")]),
    page("POST", "/accounts/{id}/same-as/{other}", AbsentNeeds(EditAccounts)).of(Of::Account).fill(&[("other", "00000000-0000-7000-8000-000000000000")]),
    page("GET", "/people/{id}/same-as/{other}", Absent).of(Of::Person).fill(&[("other", "00000000-0000-7000-8000-000000000000")]),
    page("POST", "/people/{id}/same-as/{other}", AbsentNeeds(EditAccounts)).of(Of::Person).fill(&[("other", "00000000-0000-7000-8000-000000000000")]),
    page("POST", "/accounts/{id}/codes", AbsentNeeds(EditAccounts)).of(Of::Account).form("key=c:unknown"),
    api("GET", "/api/v1/duplicates", SignedIn),
    api("GET", "/api/v1/duplicates/scan", SignedIn),
    api("POST", "/api/v1/duplicates/scan", Needs(Import)),
    api("POST", "/api/v1/duplicates/{id}/different", AbsentNeeds(EditAccounts)).fill(&[("id", "00000000-0000-7000-8000-000000000000")]),
    api("POST", "/api/v1/duplicates/{id}/reopen", AbsentNeeds(EditAccounts)).fill(&[("id", "00000000-0000-7000-8000-000000000000")]),
    api("GET", "/api/v1/merges", SignedIn),
    api("POST", "/api/v1/merges/{id}/undo", AbsentNeeds(EditAccounts)).fill(&[("id", "00000000-0000-7000-8000-000000000000")]),
    api("GET", "/api/v1/accounts/similar", SignedIn),
    api("GET", "/api/v1/people/similar", SignedIn),
    api("POST", "/api/v1/accounts/{id}/merge", AbsentNeeds(EditAccounts)).of(Of::Account).json("{\"other\":\"00000000-0000-7000-8000-000000000000\"}"),
    api("POST", "/api/v1/people/{id}/merge", AbsentNeeds(EditAccounts)).of(Of::Person).json("{\"other\":\"00000000-0000-7000-8000-000000000000\"}"),
    api("POST", "/api/v1/accounts/{id}/codes", AbsentNeeds(EditAccounts)).of(Of::Account).json("{\"code\":\"unknown\"}"),
    // What changed
    page("GET", "/journal", SignedIn),
    page("GET", "/journal.csv", SignedIn),
    page("GET", "/accounts/{id}/journal", Sees).of(Of::Account),
    page("POST", "/journal/{position}/restore", Absent).fill(&[("position", "999999")]),
    api("GET", "/api/v1/journal", SignedIn),
    api("POST", "/api/v1/journal/{position}/restore", Absent).fill(&[("position", "999999")]),
    page("GET", "/recent", SignedIn),
    page("GET", "/trash", SignedIn),
    page("POST", "/trash/{id}/restore", Edits).of(Of::Trashed),
    page("POST", "/trash/{id}/purge", Needs(ManageUsers)).of(Of::Trashed),
    api("GET", "/api/v1/trash", SignedIn),
    api("POST", "/api/v1/trash/{id}/restore", Edits).of(Of::Trashed),
    api("DELETE", "/api/v1/trash/{id}", Needs(ManageUsers)).of(Of::Trashed),
    api("DELETE", "/api/v1/interactions/{id}", EditsOwnWords).of(Of::Interaction),
    api("DELETE", "/api/v1/notes/{id}", EditsOwnWords).of(Of::Note),
    api("DELETE", "/api/v1/next-steps/{id}", Edits).of(Of::NextStep),
    api("DELETE", "/api/v1/attachments/{id}", EditsOwnWords).of(Of::Attachment),
    // What happened and what is next
    page("GET", "/accounts/{id}/timeline", Sees).of(Of::Account),
    page("POST", "/accounts/{id}/interactions", Edits).of(Of::Account).form("kind=call&day=2026-11-24&summary=x"),
    page("GET", "/accounts/{id}/interactions/new", Sees).of(Of::Account),
    page("POST", "/accounts/{id}/notes", Edits).of(Of::Account).form("text=x"),
    page("POST", "/accounts/{id}/next-steps", Edits).of(Of::Account).form("what=x"),
    page("POST", "/accounts/{id}/files", Edits).of(Of::Account).upload().body_first(),
    page("GET", "/activity", SignedIn),
    page("GET", "/activity.csv", SignedIn),
    page("GET", "/activity.xlsx", SignedIn),
    page("GET", "/add", SignedIn),
    page("POST", "/add", Writes).form("line=x").body_first(),
    page("GET", "/interactions/{id}", Sees).of(Of::Interaction),
    page("POST", "/interactions/{id}", EditsOwnWords).of(Of::Interaction).form("kind=call&day=2026-11-24&summary=x&version=1"),
    page("POST", "/interactions/{id}/files", Edits).of(Of::Interaction).upload().body_first(),
    page("POST", "/interactions/{id}/{deed}", EditsOwnWords).of(Of::Interaction).fill(&[("deed", "delete")]).form("version=1"),
    page("GET", "/notes/{id}", Sees).of(Of::Note),
    page("POST", "/notes/{id}", EditsOwnWords).of(Of::Note).form("text=x&version=1"),
    page("POST", "/notes/{id}/files", Edits).of(Of::Note).upload().body_first(),
    page("POST", "/notes/{id}/{deed}", EditsOwnWords).of(Of::Note).fill(&[("deed", "delete")]).form("version=1"),
    page("GET", "/next-steps", SignedIn),
    page("GET", "/next-steps.csv", SignedIn),
    page("GET", "/next-steps.xlsx", SignedIn),
    page("GET", "/next-steps/{id}", Sees).of(Of::NextStep),
    page("POST", "/next-steps/{id}", Edits).of(Of::NextStep).form("what=x&version=1"),
    page("POST", "/next-steps/{id}/{deed}", Edits).of(Of::NextStep).fill(&[("deed", "done")]).form("version=1"),
    page("GET", "/confidentiality", SignedIn),
    page("GET", "/accounts/{id}/confidentiality", Sees).of(Of::Account),
    page("POST", "/accounts/{id}/confidentiality", Edits).of(Of::Account),
    page("GET", "/confidentiality/{id}", Sees).of(Of::Confidentiality),
    page("POST", "/confidentiality/{id}", Edits).of(Of::Confidentiality).form("with_whom=x&scope=x&version=1"),
    page("POST", "/confidentiality/{id}/delete", Edits).of(Of::Confidentiality).form("version=1"),
    page("GET", "/interests", SignedIn),
    page("POST", "/interests", SignedIn),
    page("GET", "/interests/{id}", OwnOr(EditOthersWords)).of(Of::Interest),
    page("POST", "/interests/{id}", OwnOr(EditOthersWords)).of(Of::Interest).form("kind=other&version=1"),
    page("POST", "/interests/{id}/withdraw", OwnOr(EditOthersWords)).of(Of::Interest).form("version=1"),
    page("POST", "/accounts/{id}/wall", Needs(SetWalls)).of(Of::Account).body_first(),
    page("POST", "/accounts/{id}/conflict", Needs(SetWalls)).of(Of::Account).body_first(),
    page("POST", "/walls/{id}", Needs(SetWalls)).of(Of::Wall),
    page("POST", "/walls/{id}/lift", Needs(SetWalls)).of(Of::Wall).form("lift_reason=x&version=1"),
    page("POST", "/rivals", Needs(SetWalls)),
    page("POST", "/rivals/{id}", AbsentNeeds(SetWalls)).fill(&[("id", "00000000-0000-0000-0000-000000000000")]).form("remove=yes"),
    page("GET", "/obligations", SignedIn),
    page("GET", "/obligations.csv", SignedIn),
    page("GET", "/obligations.xlsx", SignedIn),
    page("GET", "/obligations/new", Writes),
    page("POST", "/obligations/new", Writes).form("client=x&debtor=us&what=x"),
    page("GET", "/obligations/calendar", SignedIn),
    page("GET", "/obligations/{id}", Sees).of(Of::Obligation),
    page("POST", "/obligations/{id}", Edits).of(Of::Obligation).form("what=x&version=1"),
    page("POST", "/obligations/{id}/{deed}", Edits).of(Of::Obligation).fill(&[("deed", "discharge")]),
    page("GET", "/gifts", SignedIn),
    page("GET", "/gifts.csv", SignedIn),
    page("GET", "/gifts.xlsx", SignedIn),
    page("GET", "/gifts/new", Writes),
    page("POST", "/gifts/new", Writes).form("client=x&direction=given&what=x"),
    page("GET", "/gifts/{id}", Sees).of(Of::Gift),
    page("POST", "/gifts/{id}", Edits).of(Of::Gift).form("what=x&version=1"),
    page("POST", "/gifts/{id}/{deed}", Edits).of(Of::Gift).fill(&[("deed", "dispose")]).form("disposal=shared"),
    page("GET", "/settings/gifts", SignedIn),
    // Agreements
    page("GET", "/agreements", SignedIn),
    page("GET", "/agreements.csv", SignedIn),
    page("GET", "/agreements.xlsx", SignedIn),
    page("GET", "/agreements/new", Writes),
    page("POST", "/agreements/new", Writes).form("client=x&number=1&title=x"),
    page("GET", "/agreements/{id}", Sees).of(Of::Agreement),
    page("GET", "/agreements/{id}/edit", Edits).of(Of::Agreement),
    page("POST", "/agreements/{id}", Edits).of(Of::Agreement).form("number=1&title=x&version=1"),
    page("POST", "/agreements/{id}/{deed}", Edits).of(Of::Agreement).fill(&[("deed", "offer")]),
    page("GET", "/approvals", SignedIn),
    page("GET", "/settings/approvals", SignedIn),
    page("GET", "/settings/on-time", SignedIn),
    page("POST", "/settings/on-time", Needs(ChangeSettings)).form("late_days=1"),
    page("POST", "/settings/approvals", Needs(ChangeSettings)).form("discount=5"),
    page("GET", "/support", SignedIn),
    page("GET", "/support.csv", SignedIn),
    page("GET", "/support.xlsx", SignedIn),
    page("GET", "/support/new", Writes),
    page("POST", "/support/new", Writes).form("client=x&side=us&kind=reference&what=x"),
    page("GET", "/support/{id}", Sees).of(Of::Support),
    page("POST", "/support/{id}", Edits).of(Of::Support).form("what=x&side=us&kind=reference&version=1"),
    page("POST", "/support/{id}/{deed}", Edits).of(Of::Support).fill(&[("deed", "thank")]),
    page("GET", "/problems", SignedIn),
    page("GET", "/problems.csv", SignedIn),
    page("GET", "/problems.xlsx", SignedIn),
    page("GET", "/problems/new", Writes),
    page("POST", "/problems/new", Writes).form("client=x&what=x"),
    page("GET", "/problems/{id}", Sees).of(Of::Problem),
    page("POST", "/problems/{id}", Edits).of(Of::Problem).form("what=x&version=1"),
    page("GET", "/market/competitors", SignedIn),
    page("GET", "/market/competitors.csv", SignedIn),
    page("GET", "/market/competitors.xlsx", SignedIn),
    page("GET", "/market/competitors/new", Writes),
    page("POST", "/market/competitors/new", Writes).form("name="),
    page("GET", "/market/competitors/{id}", SignedIn).of(Of::Competitor),
    page("POST", "/market/competitors/{id}", Writes).of(Of::Competitor).form("name=&version=1"),
    page("POST", "/market/competitors/{id}/merge", Writes).of(Of::Competitor).form("version=1&gone="),
    page("POST", "/market/competitors/merges/{id}/undo", AbsentNeeds(EditAccounts))
        .fill(&[("id", "00000000-0000-7000-8000-000000000000")]),
    page("GET", "/market/positions", SignedIn),
    page("GET", "/market/positions.csv", SignedIn),
    page("GET", "/market/positions.xlsx", SignedIn),
    page("GET", "/market/positions/new", Writes),
    page("POST", "/market/positions/new", Writes).form("client=x&product_group=x"),
    page("GET", "/market/positions/{id}", Sees).of(Of::Position),
    page("POST", "/market/positions/{id}", Edits).of(Of::Position).form("product_group=x&version=1"),
    page("GET", "/market/contests", SignedIn),
    page("GET", "/market/contests.csv", SignedIn),
    page("GET", "/market/contests.xlsx", SignedIn),
    page("GET", "/market/contests/new", Writes),
    page("POST", "/market/contests/new", Writes).form("client=x&what=x&outcome=won"),
    page("GET", "/market/contests/{id}", Sees).of(Of::Contest),
    page("POST", "/market/contests/{id}", Edits).of(Of::Contest).form("what=x&outcome=won&version=1"),
    page("GET", "/market/wallet", SignedIn),
    page("GET", "/market/wallet.csv", SignedIn),
    page("GET", "/market/wallet.xlsx", SignedIn),
    page("GET", "/market/wallet/new", Writes),
    page("POST", "/market/wallet/new", Writes).form("client=x&period=2026&amount_low=1&source=norm"),
    page("GET", "/market/wallet/{id}", Sees).of(Of::ClientPurchase),
    page("POST", "/market/wallet/{id}", Edits).of(Of::ClientPurchase)
        .form("period=2026&amount_low=1&source=norm&version=1"),
    // The market and our brand
    page("GET", "/market", SignedIn),
    page("GET", "/market/incidents", SignedIn),
    page("GET", "/market/incidents.csv", SignedIn),
    page("GET", "/market/incidents.xlsx", SignedIn),
    page("GET", "/market/incidents/new", Writes),
    page("POST", "/market/incidents/new", Writes).form("what=&severity=minor&origin=client"),
    page("GET", "/market/incidents/{id}", Sees).of(Of::Incident),
    page("POST", "/market/incidents/{id}", Edits).of(Of::Incident)
        .form("what=x&severity=minor&origin=client&version=1"),
    page("GET", "/market/remarks", SignedIn),
    page("GET", "/market/remarks.csv", SignedIn),
    page("GET", "/market/remarks.xlsx", SignedIn),
    page("GET", "/market/remarks/new", Writes),
    page("POST", "/market/remarks/new", Writes).form("what=&about=us&origin=client"),
    page("GET", "/market/remarks/{id}", Sees).of(Of::Remark),
    page("POST", "/market/remarks/{id}", Edits).of(Of::Remark)
        .form("what=x&about=us&origin=client&version=1"),
    // Prospects
    page("GET", "/prospects", SignedIn),
    page("GET", "/prospects.csv", SignedIn),
    page("GET", "/prospects.xlsx", SignedIn),
    page("GET", "/prospects/board", SignedIn),
    page("GET", "/prospects/sources", SignedIn),
    page("GET", "/prospects/new", Writes),
    page("POST", "/prospects/new", Writes).form("name=x"),
    page("GET", "/prospects/capture", Writes),
    page("POST", "/prospects/capture", Writes).form("line=x"),
    page("GET", "/prospects/campaigns/new", Writes),
    page("POST", "/prospects/campaigns/new", Writes).form("name=x"),
    page("GET", "/prospects/campaigns/{id}", Absent).fill(&[("id", "00000000-0000-7000-8000-000000000000")]),
    page("POST", "/prospects/campaigns/{id}", Absent).fill(&[("id", "00000000-0000-7000-8000-000000000000")]),
    page("GET", "/prospects/{id}", Sees).of(Of::Prospect),
    page("POST", "/prospects/{id}", Edits).of(Of::Prospect).form("name=x&version=1"),
    page("POST", "/prospects/{id}/answer", Edits).of(Of::Prospect).form("answer_question=ability&answer_answer=partly&version=1"),
    page("POST", "/prospects/{id}/move", Edits).of(Of::Prospect).form("move_stage=contacted&version=1"),
    page("POST", "/prospects/{id}/wake", Edits).of(Of::Prospect).form("version=1"),
    page("POST", "/prospects/{id}/win", Edits).of(Of::Prospect).form("version=1"),
    page("POST", "/prospects/{id}/take-back", Edits).of(Of::Prospect).form("version=1"),
    page("POST", "/prospects/{id}/sources", Edits).of(Of::Prospect).form("source_kind=cold&version=1"),
    page("POST", "/prospects/{id}/sources/remove", AbsentNeeds(EditAccounts)).of(Of::Prospect).form("source=00000000-0000-7000-8000-000000000000&version=1"),
    page("POST", "/prospects/{id}/people", Edits).of(Of::Prospect).form("contact_name=x&version=1"),
    page("GET", "/observations", SignedIn),
    page("POST", "/observations", Writes).form("line=x"),
    page("GET", "/observations/{id}", Absent).fill(&[("id", NOBODY)]),
    page("POST", "/observations/{id}/{deed}", AbsentNeeds(EditAccounts)).fill(&[("id", NOBODY), ("deed", "aside")]).form("version=1"),
    page("GET", "/spotters", SignedIn),
    page("GET", "/spotters.csv", SignedIn),
    page("GET", "/spotters.xlsx", SignedIn),
    page("GET", "/spotters/new", Writes),
    page("POST", "/spotters/new", Writes).form("kind=spotter&name=x"),
    page("GET", "/spotters/{id}", Absent).fill(&[("id", NOBODY)]),
    page("POST", "/spotters/{id}", AbsentNeeds(EditAccounts)).fill(&[("id", NOBODY)]).form("kind=spotter&name=x&version=1"),
    page("GET", "/spotters/{id}/names/{prospect}", Absent).fill(&[("id", NOBODY), ("prospect", NOBODY)]),
    page("POST", "/spotters/{id}/names/{prospect}", AbsentNeeds(EditAccounts)).fill(&[("id", NOBODY), ("prospect", NOBODY)]).form("version=1"),
    page("GET", "/spotters/{id}/pay", Absent).fill(&[("id", NOBODY)]),
    page("POST", "/spotters/{id}/pay", Absent).fill(&[("id", NOBODY)]).form("version=1"),
    page("POST", "/spotters/{id}/payments/{run}/take-back", Absent).fill(&[("id", NOBODY), ("run", NOBODY)]).form("version=1"),
    page("GET", "/spotters/{id}/payments/{run}/{kind}", Absent).fill(&[("id", NOBODY), ("run", NOBODY), ("kind", "csv")]),
    // Opportunities
    page("GET", "/opportunities", SignedIn),
    page("GET", "/opportunities.csv", SignedIn),
    page("GET", "/opportunities.xlsx", SignedIn),
    page("GET", "/opportunities/board", SignedIn),
    page("GET", "/opportunities/pipeline", SignedIn),
    page("GET", "/opportunities/new", Writes),
    page("POST", "/opportunities/new", Writes).form("name=x"),
    page("GET", "/opportunities/{id}", Sees).of(Of::Opportunity),
    page("POST", "/opportunities/{id}", Edits).of(Of::Opportunity).form("name=x&version=1"),
    page("POST", "/opportunities/{id}/move", Edits).of(Of::Opportunity).form("move_stage=engaged&version=1"),
    page("GET", "/market/threats", SignedIn),
    page("GET", "/market/threats.csv", SignedIn),
    page("GET", "/market/threats.xlsx", SignedIn),
    page("GET", "/market/threats/new", Writes),
    page("POST", "/market/threats/new", Writes).form("client=x&kind=price&what=x"),
    page("GET", "/market/threats/{id}", Sees).of(Of::Threat),
    page("POST", "/market/threats/{id}", Edits).of(Of::Threat).form("what=x&kind=price&version=1"),
    page("GET", "/accounts/{id}/plan", Sees).of(Of::Account),
    page("GET", "/accounts/{id}/plan.pdf", Sees).of(Of::Account),
    page("GET", "/accounts/{id}/plan/new", Edits).of(Of::Account),
    page("POST", "/accounts/{id}/plan/new", Edits).of(Of::Account).form("kind=client_goal&what=x"),
    page("GET", "/accounts/{id}/plan/field", Edits).of(Of::Account),
    page("POST", "/accounts/{id}/plan/field", Edits).of(Of::Account).form("field=strategy&words=x"),
    page("POST", "/accounts/{id}/plan/share", Edits).of(Of::Account).form("days=30"),
    page("POST", "/plan-shares/{id}/withdraw", Edits).of(Of::PlanShare),
    page("GET", "/plan-entries/{id}", Sees).of(Of::PlanEntry),
    page("POST", "/plan-entries/{id}", Edits).of(Of::PlanEntry).form("what=x&version=1"),
    page("GET", "/accounts/{id}/review", Sees).of(Of::Account),
    page("GET", "/accounts/{id}/review.pdf", Sees).of(Of::Account),
    page("GET", "/accounts/{id}/stage", Sees).of(Of::Account),
    page("POST", "/accounts/{id}/stage", Edits).of(Of::Account).form("target=basic&version=0"),
    page("POST", "/accounts/{id}/stage/answers", Edits).of(Of::Account).form("fact=joint_plan&holds=unknown"),
    page("GET", "/satisfaction", SignedIn),
    page("GET", "/accounts/{id}/satisfaction", Sees).of(Of::Account),
    page("POST", "/accounts/{id}/satisfaction/ask", Edits).of(Of::Account).form("days=30"),
    page("POST", "/accounts/{id}/satisfaction/answer", Edits).of(Of::Account).form("recommend=9"),
    page("POST", "/satisfaction/questions/{id}/withdraw", Edits).of(Of::Survey),
    page("GET", "/satisfaction/answers/{id}", Sees).of(Of::SurveyAnswer),
    page("POST", "/satisfaction/answers/{id}", Edits).of(Of::SurveyAnswer).form("recommend=9&version=1"),
    page("POST", "/settings/gifts", Needs(ChangeSettings)).form("single_limit=100"),
    page("GET", "/accounts/{id}/bond", Sees).of(Of::Account),
    page("GET", "/accounts/{id}/people-map", Sees).of(Of::Account),
    page("GET", "/accounts/{id}/people-map/shown", Sees).of(Of::Account),
    page("POST", "/accounts/{id}/people-map/{deed}", Edits).of(Of::Account).fill(&[("deed", "placeholder")]).form("title=x"),
    page("GET", "/accounts/{id}/purchases/{purchase}", Edits).of(Of::Account).fill(&[("purchase", "new")]),
    page("POST", "/accounts/{id}/purchases/{purchase}", Edits).of(Of::Account).fill(&[("purchase", "new")]).form("name=x"),
    page("POST", "/accounts/{id}/purchases/{purchase}/remove", Absent).of(Of::Account).fill(&[("purchase", "00000000-0000-7000-8000-000000000000")]),
    page("GET", "/authority", SignedIn),
    page("GET", "/chain", SignedIn),
    page("GET", "/plan/week", SignedIn),
    page("POST", "/plan/visits", Writes).form("client=x"),
    page("POST", "/plan/visits/{id}", AbsentNeeds(EditAccounts)).fill(&[("id", "00000000-0000-7000-8000-000000000000")]),
    page("POST", "/plan/visits/{id}/settle", AbsentNeeds(EditAccounts)).fill(&[("id", "00000000-0000-7000-8000-000000000000")]).form("outcome=done"),
    page("GET", "/plan/allocation", SignedIn),
    page("GET", "/plan/followed", SignedIn),
    page("GET", "/plan/followed.csv", SignedIn),
    page("GET", "/plan/hours", SignedIn),
    page("POST", "/plan/hours", SignedIn).form("monday=x"),
    page("POST", "/plan/hours/day", SignedIn).form("day=x"),
    page("GET", "/plan/response", Absent),
    page("POST", "/plan/response", AbsentNeeds(EditAccounts)),
    page("GET", "/plan/calendar", SignedIn),
    page("POST", "/plan/calendar", SignedIn).form("deed=renew"),
    page("GET", "/calendar.ics", Anybody),
    page("GET", "/bond-rules", SignedIn),
    page("GET", "/execution", SignedIn),
    page("GET", "/execution.csv", SignedIn),
    page("GET", "/execution/events", SignedIn),
    page("GET", "/execution/events/new", Writes),
    page("POST", "/execution/events/new", Writes).form("client=x&kind=delivery"),
    page("GET", "/execution/events/{id}", Sees).of(Of::ExecutionEvent),
    page("POST", "/execution/events/{id}", Edits).of(Of::ExecutionEvent).form("kind=delivery&version=1"),
    page("POST", "/execution/events/{id}/{deed}", EditsOwnWords).of(Of::ExecutionEvent).fill(&[("deed", "withdraw")]),
    page("GET", "/execution.xlsx", SignedIn),
    page("GET", "/accounts/{id}/execution", Sees).of(Of::Account),
    page("POST", "/greetings", Writes).form("state=greeted"),
    page("POST", "/greetings/{id}/take-back", AbsentNeeds(EditAccounts)).fill(&[("id", "00000000-0000-0000-0000-000000000000")]),
    page("GET", "/attachments/{id}", Sees).of(Of::Attachment),
    page("POST", "/attachments/{id}/{deed}", EditsOwnWords).of(Of::Attachment).fill(&[("deed", "remove")]),
    page("GET", "/settings/rhythm", SignedIn),
    page("POST", "/settings/rhythm", Needs(ChangeSettings)).form("days=30"),
    // People at clients
    page("GET", "/people", SignedIn),
    page("GET", "/people.csv", SignedIn),
    page("GET", "/people.vcf", SignedIn),
    page("GET", "/export.xlsx", SignedIn),
    page("GET", "/export/sales.csv", SignedIn),
    page("GET", "/people.xlsx", SignedIn),
    page("GET", "/people/new", Writes),
    page("POST", "/people/new", Writes),
    page("GET", "/people/retention", SignedIn),
    page("POST", "/people/retention", Needs(ChangeSettings)).form("months=12"),
    page("GET", "/people/{id}", Sees).of(Of::Person),
    page("GET", "/people/{id}/edit", Edits).of(Of::Person),
    page("POST", "/people/{id}/edit", Edits).of(Of::Person).form("given_name=x&version=1"),
    page("POST", "/people/{id}/delete", Edits).of(Of::Person).form("version=1"),
    page("POST", "/people/{id}/erase", Needs(ChangeSettings)).of(Of::Person).form("sure=yes"),
    page("GET", "/people/{id}/export", Needs(ChangeSettings)).of(Of::Person),
    page("GET", "/people/{id}/export.json", Needs(ChangeSettings)).of(Of::Person),
    page("GET", "/people/{id}/card.vcf", Sees).of(Of::Person),
    page("POST", "/people/{id}/notes", Edits).of(Of::Person).form("text=x"),
    page("GET", "/people/{id}/places/new", Edits).of(Of::Person),
    page("POST", "/people/{id}/places/new", Edits).of(Of::Person),
    page("GET", "/people/{id}/places/{place}", Edits).of(Of::Place),
    page("POST", "/people/{id}/places/{place}", Edits).of(Of::Place).form("title=x&version=1"),
    page("POST", "/people/{id}/places/{place}/delete", Edits).of(Of::Place).form("version=1"),
    page("POST", "/people/{id}/places/{place}/end", Edits).of(Of::Place).form("version=1"),
    page("GET", "/people/{id}/places/{place}/move", Edits).of(Of::Place),
    page("POST", "/people/{id}/places/{place}/move", Edits).of(Of::Place).form("version=1"),
    // Need for a key account manager
    page("POST", "/accounts/{id}/conditions", Edits).of(Of::Account).form("question=x").body_first(),
    page("POST", "/accounts/{id}/duties", Edits).of(Of::Account).form("duty=x&state=done").body_first(),
    page("GET", "/handover/{account}", Sees).of(Of::Account),
    page("POST", "/handover/{account}", Needs(ChangeSettings)).of(Of::Account).body_first(),
    page("POST", "/handover/{account}/{id}/check", Edits).of(Of::Account).fill(&[("id", "00000000-0000-0000-0000-000000000000")]).body_first(),
    page("POST", "/handover/{account}/{id}/finish", AbsentNeeds(ChangeSettings)).of(Of::Account).fill(&[("id", "00000000-0000-0000-0000-000000000000")]),
    page("GET", "/managers", SignedIn),
    page("GET", "/managers/assignment", Needs(ChangeSettings)),
    page("POST", "/managers/assignment", Needs(ChangeSettings)),
    page("POST", "/managers/assignment/undo", Needs(ChangeSettings)),
    page("GET", "/managers/{id}", KnownTo(ChangeSettings)).of(Of::User),
    page("POST", "/managers/{id}", Needs(ChangeSettings)).of(Of::User),
    page("GET", "/need-for-kam", SignedIn),
    page("POST", "/need-for-kam/answer", Writes).body_first(),
    page("GET", "/need-for-kam/clients", SignedIn),
    page("GET", "/need-for-kam/clients.csv", SignedIn),
    page("GET", "/need-for-kam/clients.xlsx", SignedIn),
    page("POST", "/need-for-kam/hours", Needs(ChangeSettings)),
    // Imports
    page("GET", "/imports", Needs(Import)),
    page("POST", "/imports", Needs(Import)).upload(),
    page("GET", "/imports/new", Needs(Import)),
    page("GET", "/imports/samples/{kind}", Needs(Import)).fill(&[("kind", "people")]),
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
    page("GET", "/settings/watched-folders", Needs(ManageUsers)),
    page("POST", "/settings/watched-folders", Needs(ManageUsers)),
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
    api("GET", "/api/v1/search", SignedIn),
    api("GET", "/api/v1/key-accounts", SignedIn),
    api("GET", "/api/v1/concentration", SignedIn),
    api("GET", "/api/v1/imports", Needs(Import)),
    api("POST", "/api/v1/imports", Needs(Import)),
    api("GET", "/api/v1/imports/{id}", Needs(Import)).of(Of::Import),
    api("POST", "/api/v1/imports/{id}/undo", Needs(Import)).of(Of::Import),
    api("POST", "/api/v1/imports/{id}/stop", Needs(Import)).of(Of::Import),
    api("GET", "/api/v1/imports/{id}/set-aside", Needs(Import)).of(Of::Import),
    api("POST", "/api/v1/imports/{id}/set-aside", Needs(Import)).of(Of::Import).json(r#"{"rows":[]}"#),
    api("GET", "/api/v1/imports/{id}/set-aside.csv", Needs(Import)).of(Of::Import),
    api("POST", "/api/v1/imports/{id}/set-aside.csv", Needs(Import)).of(Of::Import),
    api("POST", "/api/v1/imports/{id}/conflicts", Needs(Import)).of(Of::Import).json(r#"{"choice":"keep"}"#),
    api("GET", "/api/v1/settings", SignedIn),
    api("PATCH", "/api/v1/settings", Needs(ChangeSettings)),
    api("GET", "/api/v1/settings/on-time", SignedIn),
    api("PUT", "/api/v1/settings/on-time", Needs(ChangeSettings)),
    api("GET", "/api/v1/settings/watched-folders", Needs(ManageUsers)),
    api("PUT", "/api/v1/settings/watched-folders", Needs(ManageUsers)),
    api("PUT", "/api/v1/settings/profiles/{profile}", Needs(ChangeSettings)).fill(&[("profile", "equal")]),
    api("DELETE", "/api/v1/settings/profiles/{profile}", Needs(ChangeSettings)).fill(&[("profile", "equal")]),
    api("POST", "/api/v1/accounts/upsert", Writes).body_first(),
    api("POST", "/api/v1/people/upsert", Writes).body_first(),
    api("POST", "/api/v1/accounts", Writes).json(r#"{"name":"Нова"}"#),
    api("PATCH", "/api/v1/accounts/{id}", Edits).of(Of::Account),
    api("DELETE", "/api/v1/accounts/{id}", Edits).of(Of::Account),
    api("PUT", "/api/v1/accounts/{id}/criteria/{criterion}/file", Edits).of(Of::Account).fill(&[("criterion", "market_power")]).body_first(),
    api("GET", "/api/v1/accounts/{id}/evidence/{sha256}", Absent).of(Of::Account).fill(&[("sha256", "0000000000000000000000000000000000000000000000000000000000000000")]),
    api("GET", "/api/v1/accounts/{id}/need-for-kam", Sees).of(Of::Account),
    api("POST", "/api/v1/accounts/{id}/conditions/{question}", Edits).of(Of::Account).fill(&[("question", "risk")]).body_first(),
    api("GET", "/api/v1/accounts/{id}/duties", Sees).of(Of::Account),
    api("POST", "/api/v1/accounts/{id}/duties/{duty}", Edits).of(Of::Account).fill(&[("duty", "knows_firm")]).json(r#"{"state":"done"}"#).body_first(),
    api("GET", "/api/v1/accounts/{id}/handover", Sees).of(Of::Account),
    api("POST", "/api/v1/accounts/{id}/handover", Needs(ChangeSettings)).of(Of::Account).body_first(),
    api("POST", "/api/v1/handovers/{id}/items/{item}", AbsentNeeds(EditAccounts)).fill(&[("id", "00000000-0000-0000-0000-000000000000"), ("item", "x")]).json(r#"{"done":true}"#).body_first(),
    api("POST", "/api/v1/handovers/{id}/finish", AbsentNeeds(ChangeSettings)).fill(&[("id", "00000000-0000-0000-0000-000000000000")]),
    api("GET", "/api/v1/managers", SignedIn),
    api("GET", "/api/v1/managers/assignment", Needs(ChangeSettings)),
    api("POST", "/api/v1/managers/assignment", Needs(AssignOwners)),
    api("GET", "/api/v1/managers/{id}", KnownTo(ChangeSettings)).of(Of::User),
    api("PUT", "/api/v1/managers/{id}", Needs(ChangeSettings)).of(Of::User),
    api("GET", "/api/v1/need-for-kam", SignedIn),
    api("GET", "/api/v1/need-for-kam/accounts", SignedIn),
    api("POST", "/api/v1/need-for-kam/conditions/{question}", Writes).fill(&[("question", "risk")]).body_first(),
    api("GET", "/api/v1/people", SignedIn),
    api("POST", "/api/v1/people", Writes).json(r#"{"given_name":"Нов"}"#),
    api("GET", "/api/v1/people/retention", SignedIn),
    api("GET", "/api/v1/people/{id}", Sees).of(Of::Person),
    api("PATCH", "/api/v1/people/{id}", Edits).of(Of::Person),
    api("DELETE", "/api/v1/people/{id}", Edits).of(Of::Person),
    api("POST", "/api/v1/people/{id}/affiliations", Edits).of(Of::Person).body_first(),
    api("POST", "/api/v1/people/{id}/contacts", Edits).of(Of::Person),
    api("POST", "/api/v1/people/{id}/erase", Needs(ChangeSettings)).of(Of::Person),
    api("GET", "/api/v1/people/{id}/export", Needs(ChangeSettings)).of(Of::Person),
    api("GET", "/api/v1/people/{id}/card", Sees).of(Of::Person),
    api("GET", "/api/v1/export.xlsx", SignedIn),
    api("GET", "/api/v1/export/sales.csv", SignedIn),
    api("PATCH", "/api/v1/affiliations/{id}", Edits).of(Of::Place),
    api("DELETE", "/api/v1/affiliations/{id}", Edits).of(Of::Place),
    api("POST", "/api/v1/affiliations/{id}/move", Edits).of(Of::Place),
    api("GET", "/api/v1/attachments/{id}", Sees).of(Of::Attachment),
    api("GET", "/api/v1/attachments", SignedIn),
    api("POST", "/api/v1/attachments", Writes).body_first(),
    api("GET", "/api/v1/interactions/{id}", Sees).of(Of::Interaction),
    api("PUT", "/api/v1/interactions/{id}", EditsOwnWords).of(Of::Interaction).json(r#"{"kind":"call","summary":"x"}"#),
    api("GET", "/api/v1/notes/{id}", Sees).of(Of::Note),
    api("PUT", "/api/v1/notes/{id}", EditsOwnWords).of(Of::Note).json(r#"{"text":"x"}"#),
    api("GET", "/api/v1/interactions", SignedIn),
    api("POST", "/api/v1/interactions", Writes).body_first(),
    api("POST", "/api/v1/notes", Writes).body_first(),
    api("GET", "/api/v1/confidentiality", SignedIn),
    api("POST", "/api/v1/confidentiality", Writes).body_first(),
    api("GET", "/api/v1/confidentiality/{id}", Sees).of(Of::Confidentiality),
    api("PUT", "/api/v1/confidentiality/{id}", Edits).of(Of::Confidentiality),
    api("DELETE", "/api/v1/confidentiality/{id}", Edits).of(Of::Confidentiality),
    api("GET", "/api/v1/interests", SignedIn),
    api("POST", "/api/v1/interests", SignedIn).body_first(),
    api("GET", "/api/v1/interests/{id}", OwnOr(EditOthersWords)).of(Of::Interest),
    api("PUT", "/api/v1/interests/{id}", OwnOr(EditOthersWords)).of(Of::Interest),
    api("POST", "/api/v1/interests/{id}/withdraw", OwnOr(EditOthersWords)).of(Of::Interest),
    api("GET", "/api/v1/walls", SignedIn),
    api("GET", "/api/v1/accounts/{id}/walls", Sees).of(Of::Account),
    api("POST", "/api/v1/accounts/{id}/walls", Needs(SetWalls)).of(Of::Account).body_first(),
    api("GET", "/api/v1/walls/{id}", Sees).of(Of::Wall),
    api("PUT", "/api/v1/walls/{id}", Needs(SetWalls)).of(Of::Wall).body_first(),
    api("POST", "/api/v1/walls/{id}/lift", Needs(SetWalls)).of(Of::Wall),
    api("GET", "/api/v1/accounts/{id}/conflicts", Needs(SetWalls)).of(Of::Account),
    api("GET", "/api/v1/accounts/{id}/conflicts/{user}", AbsentNeeds(EditAccounts)).of(Of::Account).fill(&[("user", "00000000-0000-0000-0000-000000000000")]),
    api("POST", "/api/v1/accounts/{id}/conflicts/{user}", Needs(SetWalls)).of(Of::Account).fill(&[("user", "00000000-0000-0000-0000-000000000000")]).json(r#"{"allowed":true,"reason":"x"}"#),
    api("GET", "/api/v1/rivals", Needs(SetWalls)),
    api("POST", "/api/v1/rivals", Needs(SetWalls)),
    api("PUT", "/api/v1/rivals/{id}", AbsentNeeds(SetWalls)).fill(&[("id", "00000000-0000-0000-0000-000000000000")]),
    api("DELETE", "/api/v1/rivals/{id}", AbsentNeeds(SetWalls)).fill(&[("id", "00000000-0000-0000-0000-000000000000")]),
    api("GET", "/api/v1/obligations", SignedIn),
    api("POST", "/api/v1/obligations", Writes).body_first(),
    api("POST", "/api/v1/obligations/line", Writes).json(r#"{"line":"x"}"#),
    api("GET", "/api/v1/obligations/{id}", Sees).of(Of::Obligation),
    api("PUT", "/api/v1/obligations/{id}", Edits).of(Of::Obligation),
    api("POST", "/api/v1/obligations/{id}/events", Edits).of(Of::Obligation).json(r#"{"event":"discharge"}"#),
    api("POST", "/api/v1/obligations/{id}/renegotiate", Edits).of(Of::Obligation),
    api("POST", "/api/v1/obligations/{id}/take-back", EditsOwnWords).of(Of::Obligation),
    api("GET", "/api/v1/agreements", SignedIn),
    api("POST", "/api/v1/agreements", Writes).body_first(),
    api("GET", "/api/v1/agreements/limits", SignedIn),
    api("PUT", "/api/v1/agreements/limits", Needs(ChangeSettings)),
    api("GET", "/api/v1/agreements/{id}", Sees).of(Of::Agreement),
    api("PUT", "/api/v1/agreements/{id}", Edits).of(Of::Agreement),
    api("POST", "/api/v1/agreements/{id}/state", Edits).of(Of::Agreement).json(r#"{"state":"offered"}"#),
    api("POST", "/api/v1/agreements/{id}/decision", Needs(ApproveTerms)).of(Of::Agreement).json(r#"{"approve":true}"#),
    api("POST", "/api/v1/agreements/{id}/rounds", Edits).of(Of::Agreement).json(r#"{"kind":"offer","side":"us","what":"x"}"#),
    api("POST", "/api/v1/agreements/{id}/rounds/{round}/take-back", AbsentNeeds(EditAccounts)).fill(&[("id", "00000000-0000-7000-8000-000000000000"), ("round", "00000000-0000-7000-8000-000000000000")]),
    api("GET", "/api/v1/approvals", SignedIn),
    api("GET", "/api/v1/gifts", SignedIn),
    api("POST", "/api/v1/gifts", Writes).body_first(),
    api("GET", "/api/v1/gifts/policy", SignedIn),
    api("PUT", "/api/v1/gifts/policy", Needs(ChangeSettings)),
    api("GET", "/api/v1/gifts/{id}", Sees).of(Of::Gift),
    api("PUT", "/api/v1/gifts/{id}", Edits).of(Of::Gift),
    api("POST", "/api/v1/gifts/{id}/decision", Needs(ApproveGifts)).of(Of::Gift).json(r#"{"approve":true}"#),
    api("POST", "/api/v1/gifts/{id}/withdraw", EditsOwnWords).of(Of::Gift),
    api("POST", "/api/v1/gifts/{id}/reinstate", EditsOwnWords).of(Of::Gift),
    api("POST", "/api/v1/gifts/{id}/disposal", Edits).of(Of::Gift),
    api("GET", "/api/v1/problems", SignedIn),
    api("POST", "/api/v1/problems", Writes).body_first(),
    api("GET", "/api/v1/problems/{id}", Sees).of(Of::Problem),
    api("PUT", "/api/v1/problems/{id}", Edits).of(Of::Problem),
    api("GET", "/api/v1/competitors", SignedIn),
    api("POST", "/api/v1/competitors", Writes),
    api("GET", "/api/v1/competitors/{id}", SignedIn).of(Of::Competitor),
    api("PUT", "/api/v1/competitors/{id}", Writes).of(Of::Competitor),
    api("POST", "/api/v1/competitors/{id}/merge", Writes).of(Of::Competitor).body_first(),
    api("POST", "/api/v1/competitor-merges/{id}/undo", AbsentNeeds(EditAccounts))
        .fill(&[("id", "00000000-0000-7000-8000-000000000000")]),
    api("GET", "/api/v1/accounts/{id}/wallet", Sees).of(Of::Account),
    api("GET", "/api/v1/competitor-positions", SignedIn),
    api("POST", "/api/v1/competitor-positions", Writes).body_first(),
    api("GET", "/api/v1/competitor-positions/{id}", Sees).of(Of::Position),
    api("PUT", "/api/v1/competitor-positions/{id}", Edits).of(Of::Position),
    api("GET", "/api/v1/contests", SignedIn),
    api("POST", "/api/v1/contests", Writes).body_first(),
    api("GET", "/api/v1/contests/{id}", Sees).of(Of::Contest),
    api("PUT", "/api/v1/contests/{id}", Edits).of(Of::Contest),
    api("GET", "/api/v1/brand", SignedIn),
    api("GET", "/api/v1/incidents", SignedIn),
    api("POST", "/api/v1/incidents", Writes),
    api("GET", "/api/v1/incidents/{id}", Sees).of(Of::Incident),
    api("PUT", "/api/v1/incidents/{id}", Edits).of(Of::Incident),
    api("GET", "/api/v1/remarks", SignedIn),
    api("POST", "/api/v1/remarks", Writes),
    api("GET", "/api/v1/remarks/{id}", Sees).of(Of::Remark),
    api("PUT", "/api/v1/remarks/{id}", Edits).of(Of::Remark),
    api("GET", "/api/v1/client-purchases", SignedIn),
    api("POST", "/api/v1/client-purchases", Writes).body_first(),
    api("GET", "/api/v1/client-purchases/{id}", Sees).of(Of::ClientPurchase),
    api("PUT", "/api/v1/client-purchases/{id}", Edits).of(Of::ClientPurchase),
    api("GET", "/api/v1/prospects", SignedIn),
    api("GET", "/api/v1/observations", SignedIn),
    api("POST", "/api/v1/observations", Writes).json(r#"{"line":"x"}"#),
    api("GET", "/api/v1/observations/{id}", Absent).fill(&[("id", NOBODY)]),
    api("POST", "/api/v1/observations/{id}/turn", Absent).fill(&[("id", NOBODY)]).json(r#"{"to":"set_aside","reason":"x"}"#),
    api("GET", "/api/v1/spotters", SignedIn),
    api("POST", "/api/v1/spotters", Writes).json(r#"{"kind":"spotter","name":"x"}"#),
    api("GET", "/api/v1/spotters/{id}", Absent).fill(&[("id", NOBODY)]),
    api("PUT", "/api/v1/spotters/{id}", Absent).fill(&[("id", NOBODY)]),
    api("POST", "/api/v1/spotters/{id}/names/{prospect}", Absent).fill(&[("id", NOBODY), ("prospect", NOBODY)]),
    api("POST", "/api/v1/spotters/{id}/payments", AbsentNeeds(PaySpotters)).fill(&[("id", NOBODY)]),
    api("POST", "/api/v1/spotters/{id}/payments/{payment}/take-back", AbsentNeeds(PaySpotters)).fill(&[("id", NOBODY), ("payment", NOBODY)]),
    api("GET", "/api/v1/prospects/sources", SignedIn),
    api("POST", "/api/v1/prospects", Writes).body_first(),
    api("GET", "/api/v1/prospects/{id}", Sees).of(Of::Prospect),
    api("PUT", "/api/v1/prospects/{id}", Edits).of(Of::Prospect),
    api("POST", "/api/v1/prospects/{id}/answers", Edits).of(Of::Prospect).json(r#"{"question":"ability","answer":"partly"}"#),
    api("POST", "/api/v1/prospects/{id}/moves", Edits).of(Of::Prospect).json(r#"{"stage":"contacted"}"#),
    api("POST", "/api/v1/prospects/{id}/wake", Edits).of(Of::Prospect),
    api("POST", "/api/v1/prospects/{id}/win", Edits).of(Of::Prospect),
    api("POST", "/api/v1/prospects/{id}/take-back", Edits).of(Of::Prospect),
    api("POST", "/api/v1/prospects/{id}/sources", Edits).of(Of::Prospect).json(r#"{"source":"cold"}"#),
    api("GET", "/api/v1/opportunities", SignedIn),
    api("GET", "/api/v1/opportunities/pipeline", SignedIn),
    api("POST", "/api/v1/opportunities", Writes).body_first(),
    api("POST", "/api/v1/opportunities/upsert", Writes).body_first(),
    api("GET", "/api/v1/opportunities/{id}", Sees).of(Of::Opportunity),
    api("PUT", "/api/v1/opportunities/{id}", Edits).of(Of::Opportunity),
    api("POST", "/api/v1/opportunities/{id}/moves", Edits).of(Of::Opportunity).json(r#"{"stage":"engaged"}"#),
    api("GET", "/api/v1/threats", SignedIn),
    api("GET", "/api/v1/threats/grid", SignedIn),
    api("POST", "/api/v1/threats", Writes).body_first(),
    api("GET", "/api/v1/threats/{id}", Sees).of(Of::Threat),
    api("PUT", "/api/v1/threats/{id}", Edits).of(Of::Threat),
    api("GET", "/api/v1/accounts/{id}/plan", Sees).of(Of::Account),
    api("POST", "/api/v1/accounts/{id}/plan/entries", Edits).of(Of::Account).json(r#"{"kind":"client_goal","what":"x"}"#),
    api("POST", "/api/v1/accounts/{id}/plan/fields", Edits).of(Of::Account).json(r#"{"field":"strategy","words":"x"}"#),
    api("POST", "/api/v1/accounts/{id}/plan/shares", Edits).of(Of::Account).json(r#"{"days":30}"#),
    api("POST", "/api/v1/plan-shares/{id}/withdraw", Edits).of(Of::PlanShare),
    api("GET", "/api/v1/plan-entries/{id}", Sees).of(Of::PlanEntry),
    api("PUT", "/api/v1/plan-entries/{id}", Edits).of(Of::PlanEntry),
    api("GET", "/api/v1/accounts/{id}/review", Sees).of(Of::Account),
    api("GET", "/api/v1/accounts/{id}/stage", Sees).of(Of::Account),
    api("PUT", "/api/v1/accounts/{id}/stage", Edits).of(Of::Account).json(r#"{"target":"basic"}"#),
    api("POST", "/api/v1/accounts/{id}/stage/answers", Edits).of(Of::Account).json(r#"{"fact":"joint_plan","holds":"unknown"}"#),
    api("GET", "/api/v1/satisfaction", SignedIn),
    api("GET", "/api/v1/accounts/{id}/satisfaction", Sees).of(Of::Account),
    api("POST", "/api/v1/accounts/{id}/surveys", Edits).of(Of::Account).json(r#"{"days":30}"#),
    api("POST", "/api/v1/accounts/{id}/survey-answers", Edits).of(Of::Account).json(r#"{"recommend":9}"#),
    api("POST", "/api/v1/surveys/{id}/withdraw", Edits).of(Of::Survey),
    api("GET", "/api/v1/survey-answers/{id}", Sees).of(Of::SurveyAnswer),
    api("PUT", "/api/v1/survey-answers/{id}", Edits).of(Of::SurveyAnswer),
    api("GET", "/api/v1/support", SignedIn),
    api("GET", "/api/v1/support/due", SignedIn),
    api("POST", "/api/v1/support", Writes).body_first(),
    api("GET", "/api/v1/support/{id}", Sees).of(Of::Support),
    api("PUT", "/api/v1/support/{id}", Edits).of(Of::Support),
    api("POST", "/api/v1/support/{id}/deeds", Edits).of(Of::Support).json(r#"{"deed":"thank"}"#),
    api("POST", "/api/v1/support/{id}/withdraw", EditsOwnWords).of(Of::Support),
    api("POST", "/api/v1/support/{id}/reinstate", EditsOwnWords).of(Of::Support),
    api("GET", "/api/v1/salutatio", SignedIn),
    api("GET", "/api/v1/authority", SignedIn),
    api("GET", "/api/v1/chain", SignedIn),
    api("GET", "/api/v1/plan/week", SignedIn),
    api("GET", "/api/v1/plan/allocation", SignedIn),
    api("POST", "/api/v1/plan/visits", Writes),
    api("GET", "/api/v1/plan/visits/{id}", Absent).fill(&[("id", "00000000-0000-7000-8000-000000000000")]),
    api("PUT", "/api/v1/plan/visits/{id}", Absent).fill(&[("id", "00000000-0000-7000-8000-000000000000")]),
    api("POST", "/api/v1/plan/visits/{id}/outcome", Absent).fill(&[("id", "00000000-0000-7000-8000-000000000000")]).json(r#"{"state":"done"}"#),
    api("POST", "/api/v1/plan/responses", Writes).body_first(),
    api("GET", "/api/v1/plan/followed", SignedIn),
    api("GET", "/api/v1/plan/hours", SignedIn),
    api("PUT", "/api/v1/plan/hours", SignedIn),
    api("PUT", "/api/v1/plan/hours/day", SignedIn).json(r#"{"day":"2026-12-03"}"#),
    api("GET", "/api/v1/plan/calendar", SignedIn),
    api("POST", "/api/v1/plan/calendar", SignedIn),
    api("DELETE", "/api/v1/plan/calendar", SignedIn),
    api("GET", "/api/v1/bond-rules", SignedIn),
    api("GET", "/api/v1/execution", SignedIn),
    api("GET", "/api/v1/execution-events", SignedIn),
    api("POST", "/api/v1/execution-events", Writes).body_first(),
    api("GET", "/api/v1/execution-events/{id}", Sees).of(Of::ExecutionEvent),
    api("PUT", "/api/v1/execution-events/{id}", Edits).of(Of::ExecutionEvent),
    api("POST", "/api/v1/execution-events/{id}/withdraw", EditsOwnWords).of(Of::ExecutionEvent),
    api("POST", "/api/v1/execution-events/{id}/reinstate", EditsOwnWords).of(Of::ExecutionEvent),
    api("GET", "/api/v1/accounts/{id}/execution", Sees).of(Of::Account),
    api("POST", "/api/v1/greetings", Writes).body_first(),
    api("DELETE", "/api/v1/greetings/{id}", AbsentNeeds(EditAccounts)).fill(&[("id", "00000000-0000-0000-0000-000000000000")]),
    api("GET", "/api/v1/accounts/{id}/trust", Sees).of(Of::Account),
    api("GET", "/api/v1/accounts/{id}/people-map", Sees).of(Of::Account),
    api("POST", "/api/v1/accounts/{id}/people-map/statements", Edits).of(Of::Account).body_first(),
    api("POST", "/api/v1/accounts/{id}/people-map/placeholders", Edits).of(Of::Account).json(r#"{"title":"x"}"#),
    api("GET", "/api/v1/map-placeholders/{id}", Sees).of(Of::Placeholder),
    api("PUT", "/api/v1/map-placeholders/{id}", Edits).of(Of::Placeholder),
    api("POST", "/api/v1/map-statements/{id}/take-back", EditsOwnWords).of(Of::Statement),
    api("POST", "/api/v1/accounts/{id}/purchases", Edits).of(Of::Account).json(r#"{"name":"x"}"#),
    api("GET", "/api/v1/purchases/{id}", Sees).of(Of::Purchase),
    api("PUT", "/api/v1/purchases/{id}", Edits).of(Of::Purchase),
    api("GET", "/api/v1/next-steps", SignedIn),
    api("POST", "/api/v1/next-steps", Writes).body_first(),
    api("GET", "/api/v1/next-steps/{id}", Sees).of(Of::NextStep),
    api("PUT", "/api/v1/next-steps/{id}", Edits).of(Of::NextStep).body_first(),
    api("POST", "/api/v1/next-steps/{id}/state", Edits).of(Of::NextStep).body_first(),
    api("POST", "/api/v1/quick-add", Writes).body_first(),
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
