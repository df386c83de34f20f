//! What a sample firm reads for prospects, and what it found.

/// Something a sample firm reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamplePublication {
    /// Stable code of its kind, for example `newspaper`.
    pub kind: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Web address; may be empty.
    pub address: &'static str,
    /// What is looked for there.
    pub looks_for: &'static str,
    /// Days between two readings.
    pub rhythm_days: u32,
    /// Readings, the earliest first: days ago, and what was found.
    pub readings: &'static [(i64, &'static [&'static str])],
}

/// A line somebody of a sample firm jotted down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleObservation {
    /// What was seen.
    pub line: &'static str,
    /// Days before the day the sample is made for.
    pub days_ago: i64,
}
