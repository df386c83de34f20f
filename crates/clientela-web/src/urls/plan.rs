//! Addresses of the plan of a client, its review, and the link by which a client reads what was agreed.

use clientela_domain::account_plan::{EntryKind, Field};
use clientela_domain::ids::{AccountId, PlanEntryId, PlanShareId};

/// What was agreed, with `?token=`; open to anybody who has the link.
pub const SHARED_PLAN: &str = "/joint-plan";
/// The same on paper.
pub const SHARED_PLAN_PDF: &str = "/joint-plan.pdf";

/// The plan of a client.
#[must_use]
pub fn plan(id: AccountId) -> String {
    format!("/accounts/{id}/plan")
}

/// The plan on paper: `one`, `full` or `client`.
#[must_use]
pub fn plan_pdf(id: AccountId, extent: &str) -> String {
    super::with_query(&format!("/accounts/{id}/plan.pdf"), &[("extent", extent)])
}

/// Writing down a thing of a plan.
#[must_use]
pub fn plan_entry_new(id: AccountId, kind: EntryKind) -> String {
    super::with_query(
        &format!("/accounts/{id}/plan/new"),
        &[("kind", kind.code())],
    )
}

/// A thing of a plan.
#[must_use]
pub fn plan_entry(id: PlanEntryId) -> String {
    format!("/plan-entries/{id}")
}

/// Saying what a field is.
#[must_use]
pub fn plan_field(id: AccountId, field: Field) -> String {
    super::with_query(
        &format!("/accounts/{id}/plan/field"),
        &[("field", field.code())],
    )
}

/// Showing the plan to the client.
#[must_use]
pub fn plan_share(id: AccountId) -> String {
    format!("/accounts/{id}/plan/share")
}

/// Taking a link back.
#[must_use]
pub fn plan_share_withdraw(id: PlanShareId) -> String {
    format!("/plan-shares/{id}/withdraw")
}

/// The path of the link by which a client reads.
#[must_use]
pub fn shared_plan_link(secret: &str) -> String {
    super::with_query(SHARED_PLAN, &[("token", secret)])
}

/// What is gone through with a client in a quarter.
#[must_use]
pub fn review(id: AccountId, quarter: &str) -> String {
    super::with_query(&format!("/accounts/{id}/review"), &[("quarter", quarter)])
}

/// The same on paper.
#[must_use]
pub fn review_pdf(id: AccountId, quarter: &str) -> String {
    super::with_query(
        &format!("/accounts/{id}/review.pdf"),
        &[("quarter", quarter)],
    )
}
