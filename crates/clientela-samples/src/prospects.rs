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

/// Where several prospects come from together: a batch of cold contacts, or a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SampleOrigin {
    /// Stable code of the way: `cold` for a batch, otherwise the kind of the campaign.
    pub source: &'static str,
    /// Its name; prospects that came the same way with this detail came by it.
    pub name: &'static str,
    /// The list the names come from; empty for a campaign.
    pub list: &'static str,
    /// Why it was chosen, or more about it.
    pub reason: &'static str,
    /// Days before the day the sample is made for.
    pub days_ago: i64,
    /// What it cost, in whole euro.
    pub cost: i64,
}
