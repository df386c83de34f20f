//! What a sample firm knows of its market.

/// Who else sells to the clients of a sample firm.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SampleMarket {
    /// The competitors.
    pub competitors: &'static [SampleCompetitor],
    /// Where they stand.
    pub positions: Vec<SamplePosition>,
    /// What was won from them and lost to them.
    pub contests: Vec<SampleContest>,
    /// What clients buy in all.
    pub purchases: Vec<SampleClientPurchase>,
    /// What went wrong.
    pub incidents: Vec<SampleIncident>,
    /// What is said of the firm and of the market.
    pub remarks: Vec<SampleRemark>,
    /// What clients may buy.
    pub opportunities: Vec<SampleOpportunity>,
}

/// Something that went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleIncident {
    /// The client's code in the export; empty when it was at none in particular.
    pub customer_code: String,
    /// Group of products; may be empty.
    pub product_group: &'static str,
    /// What went wrong.
    pub what: &'static str,
    /// Stable code of the severity, for example `minor`.
    pub severity: &'static str,
    /// Stable code of the source, for example `client`.
    pub origin: &'static str,
    /// What the firm did; may be empty.
    pub done: &'static str,
    /// Days after which it was settled; open when absent.
    pub settled_after: Option<i64>,
    /// Days before the day the sample is made for.
    pub days_ago: i64,
}

/// Something said of the firm or of the market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleRemark {
    /// The client's code in the export; empty when it was at none in particular.
    pub customer_code: String,
    /// Name of the competitor of whom it tells; empty without one.
    pub competitor: &'static str,
    /// Stable code of what it is about, for example `us`.
    pub about: &'static str,
    /// Stable code of the tone.
    pub tone: Option<&'static str>,
    /// Group of products; may be empty.
    pub product_group: &'static str,
    /// What was said or seen.
    pub what: &'static str,
    /// Stable code of the source.
    pub origin: &'static str,
    /// Days before the day the sample is made for.
    pub days_ago: i64,
}

/// A competitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SampleCompetitor {
    /// Its name.
    pub name: &'static str,
    /// What it is good at.
    pub strengths: &'static str,
    /// What it is weak at.
    pub weaknesses: &'static str,
}

/// How a competitor stands at a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamplePosition {
    /// The client's code in the export.
    pub customer_code: String,
    /// Name of the competitor.
    pub competitor: &'static str,
    /// Group of products.
    pub product_group: &'static str,
    /// Share in per cent, from and to; unknown when absent.
    pub share: Option<(i64, i64)>,
    /// Their price where ours is 100.
    pub price_index: Option<i64>,
    /// Days until their contract ends.
    pub ends_in: Option<i64>,
    /// Stable code of the source, for example `client`.
    pub source: &'static str,
    /// Days before the day the sample is made for.
    pub days_ago: i64,
}

/// Something won from a competitor or lost to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleContest {
    /// The client's code in the export.
    pub customer_code: String,
    /// Name of the competitor; empty when nobody knows.
    pub competitor: &'static str,
    /// What was at stake.
    pub what: &'static str,
    /// Group of products.
    pub product_group: &'static str,
    /// Stable code of the outcome, for example `won`.
    pub outcome: &'static str,
    /// Stable codes of the reason and of who says so.
    pub reason: Option<(&'static str, &'static str)>,
    /// What it was worth, in whole euro.
    pub value: Option<i64>,
    /// Days before the day the sample is made for.
    pub days_ago: i64,
}

/// Something a client may buy. One that was won or lost by a contest is called as that contest is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleOpportunity {
    /// The client's code in the export.
    pub customer_code: String,
    /// What it is about.
    pub name: &'static str,
    /// Group of products.
    pub product_group: &'static str,
    /// Name of the competitor; empty when nobody knows.
    pub competitor: &'static str,
    /// What it is worth, from and to, in whole euro; unknown when absent.
    pub value: Option<(i64, i64)>,
    /// Days until it is expected to be decided.
    pub expected_in: Option<i64>,
    /// The steps it took: stable code of the stage, days before the day the sample is made for.
    pub steps: &'static [(&'static str, i64)],
    /// Stable codes of why it ended so and of who says so.
    pub reason: Option<(&'static str, &'static str)>,
}

/// What somebody says a client buys in the calendar year before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleClientPurchase {
    /// The client's code in the export.
    pub customer_code: String,
    /// Group of products; everything when empty.
    pub product_group: &'static str,
    /// At least so much, in whole euro.
    pub low: i64,
    /// At most so much.
    pub high: Option<i64>,
    /// Stable code of the source, for example `statement`.
    pub source: &'static str,
    /// How sure it is, in per cent.
    pub confidence: Option<u8>,
    /// Days before the day the sample is made for.
    pub days_ago: i64,
}
