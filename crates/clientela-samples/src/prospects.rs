//! Prospects of a sample firm.

/// An organisation that may become a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleProspect {
    /// Its name.
    pub name: &'static str,
    /// Its city.
    pub city: &'static str,
    /// Stable code of how it came, for example `chain`.
    pub source: &'static str,
    /// More about how it came.
    pub detail: &'static str,
    /// The client whose person named it, by its code in the export.
    pub named_by: Option<String>,
    /// Under which agreement of the sample it came, by whom that is with.
    pub agreement: Option<&'static str>,
    /// Days before the day the sample is made for.
    pub days_ago: i64,
    /// Answers: stable codes of question and answer, and the evidence.
    pub answers: &'static [(&'static str, &'static str, &'static str)],
    /// Steps: stable code of the stage, days ago, a reason or a note.
    pub moves: &'static [(&'static str, i64, &'static str)],
    /// Days until a parked one is looked at again.
    pub review_in: Option<i64>,
    /// The client it became, by its code in the export.
    pub became: Option<String>,
}
