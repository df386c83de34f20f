//! Who is who at a client of a sample firm.

use crate::firm::SamplePurchase;

/// Who is who at a client. Posts are those of [`SamplePlace::title`](crate::SamplePlace::title); a post whose holder is nobody of
/// the sample's people is held by somebody still unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleMap {
    /// The client's code in the export.
    pub customer_code: String,
    /// Posts and what is said of who holds them.
    pub members: Vec<SampleMapMember>,
    /// Ties between them.
    pub ties: Vec<SampleMapTie>,
    /// How the client buys.
    pub purchase: Option<SamplePurchase>,
}

/// What is said of somebody; empty words and zero for what nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleMapMember {
    /// Title.
    pub title: &'static str,
    /// Department.
    pub unit: &'static str,
    /// Stable codes of roles.
    pub roles: &'static [&'static str],
    /// Stable code of the attitude.
    pub attitude: &'static str,
    /// From 1 to 5.
    pub influence: u8,
    /// `yes` or `no`.
    pub veto: &'static str,
    /// The title of whom they report to.
    pub reports_to: &'static str,
    /// Whence it is known.
    pub evidence: &'static str,
    /// Since how many days it is so.
    pub days_ago: i64,
}

/// A tie between two people of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleMapTie {
    /// Title of one.
    pub from: &'static str,
    /// Stable code of the kind.
    pub kind: &'static str,
    /// Title of the other.
    pub to: &'static str,
    /// Stable code of the strength.
    pub strength: &'static str,
    /// Since how many days.
    pub days_ago: i64,
}
