//! Who finds prospects of a sample firm for a fee.

/// An agreement with somebody who finds prospects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleSpotter {
    /// Whom it is with; prospects of the sample name it by this.
    pub name: &'static str,
    /// `spotter` or `service`.
    pub kind: &'static str,
    /// Where the written contract is.
    pub contract: &'static str,
    /// Since how many days it holds.
    pub days_ago: i64,
    /// For a name that was accepted, in cents.
    pub fee_name: i64,
    /// For a prospect that qualified, in cents.
    pub fee_qualified: i64,
    /// The price of each delivered list, in cents.
    pub list_price: Option<i64>,
    /// Days after a fee arose within which it is paid.
    pub payment_days: u16,
    /// Where the tax document is.
    pub tax_document: &'static str,
}
