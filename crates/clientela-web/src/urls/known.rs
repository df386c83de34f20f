//! Addresses of what is known of clients: their problems, threats, how satisfied they are.

use clientela_domain::ids::{AccountId, ProblemId, SurveyAnswerId, SurveyId, ThreatId};

/// Problems of clients.
pub const PROBLEMS: &str = "/problems";
/// Writing one down.
pub const PROBLEM_NEW: &str = "/problems/new";
/// Threats to the business with clients.
pub const THREATS: &str = "/market/threats";
/// Writing one down.
pub const THREAT_NEW: &str = "/market/threats/new";
/// How satisfied clients are.
pub const SATISFACTION: &str = "/satisfaction";
/// The question to somebody of a client, with `?token=`; open to anybody who has the link.
pub const SURVEY: &str = "/survey";

/// A problem.
#[must_use]
pub fn problem(id: ProblemId) -> String {
    format!("{PROBLEMS}/{id}")
}

/// Problems of a client.
#[must_use]
pub fn problems_of(id: AccountId) -> String {
    super::with_query(PROBLEMS, &[("account", &id.to_string())])
}

/// Writing down a problem of a client.
#[must_use]
pub fn problem_new_of(id: AccountId) -> String {
    super::with_query(PROBLEM_NEW, &[("account", &id.to_string())])
}

/// A threat.
#[must_use]
pub fn threat(id: ThreatId) -> String {
    format!("{THREATS}/{id}")
}

/// Threats to the business with a client.
#[must_use]
pub fn threats_of(id: AccountId) -> String {
    super::with_query(THREATS, &[("account", &id.to_string())])
}

/// Writing down a threat to the business with a client.
#[must_use]
pub fn threat_new_of(id: AccountId) -> String {
    super::with_query(THREAT_NEW, &[("account", &id.to_string())])
}

/// How satisfied a client is.
#[must_use]
pub fn satisfaction_of(id: AccountId) -> String {
    format!("/accounts/{id}/satisfaction")
}

/// Something done there: `ask` or `answer`.
#[must_use]
pub fn satisfaction_deed(id: AccountId, deed: &str) -> String {
    format!("/accounts/{id}/satisfaction/{deed}")
}

/// Taking a question back.
#[must_use]
pub fn survey_withdraw(id: SurveyId) -> String {
    format!("{SATISFACTION}/questions/{id}/withdraw")
}

/// An answer.
#[must_use]
pub fn survey_answer(id: SurveyAnswerId) -> String {
    format!("{SATISFACTION}/answers/{id}")
}

/// The path of the link by which a question is answered.
#[must_use]
pub fn survey_link(secret: &str) -> String {
    super::with_query(SURVEY, &[("token", secret)])
}
