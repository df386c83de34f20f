//! What a sample tells of visits.

/// What visits to one client are expected to bring in a quarter of a year, in margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleResponse {
    /// The client's code in the export.
    pub customer_code: String,
    /// Without a visit.
    pub without: &'static str,
    /// With as many visits as can be.
    pub saturated: &'static str,
    /// Visits at present.
    pub calls_now: u32,
    /// What they bring.
    pub brings_now: &'static str,
    /// More visits.
    pub calls_more: u32,
    /// What those would bring.
    pub brings_more: &'static str,
    /// What shows it.
    pub evidence: &'static str,
}

/// A visit of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleVisit {
    /// The client's code in the export.
    pub customer_code: String,
    /// Days after Monday.
    pub after_monday: i64,
    /// Quarters of an hour it takes.
    pub quarters: u32,
    /// What for.
    pub purpose: &'static str,
    /// It was promised.
    pub promised: bool,
}
