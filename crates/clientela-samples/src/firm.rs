//! What a sample firm consists of.

/// A sample firm: a sales export as an ERP would write it, and what its people have found out.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleFirm {
    /// Name of the firm with its legal form.
    pub firm_name: String,
    /// Name of the export, as a file name.
    pub file_name: String,
    /// The sales export: CSV in UTF-8 with a byte-order mark, `;` between fields, decimal comma,
    /// days as `dd.mm.yyyy`, `\r\n` at line ends.
    pub csv: Vec<u8>,
    /// Answered key criteria.
    pub answers: Vec<SampleAnswer>,
    /// Stated potentials.
    pub potentials: Vec<SamplePotential>,
    /// Answers about the conditions that call for a key account manager.
    pub conditions: Vec<SampleCondition>,
}

/// One answer about one of the eight conditions, or a part of one, at one client.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleCondition {
    /// The client's code in the export.
    pub customer_code: String,
    /// Stable code of the question, for example `packages` or `essential_goods.supply_risk`.
    pub question: &'static str,
    /// It holds at least and at most so far, 0 to 1.
    pub bounds: (f64, f64),
    /// What the answer rests on; empty for a statement without evidence.
    pub evidence_text: String,
    /// Age of the answer on the day the sample is made for, in days.
    pub days_ago: u16,
    /// Who answered.
    pub author: &'static str,
}

/// One answer to one key criterion of one client.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleAnswer {
    /// The client's code in the export.
    pub customer_code: String,
    /// Stable code of the criterion: `purchasing_policy`, `selection_bodies`, `market_power` or
    /// `professionalism`. `volume` is computed and never answered.
    pub criterion: &'static str,
    /// Stable code of the answer: `yes`, `partly` or `no`.
    pub answer: &'static str,
    /// What the answer rests on; empty for a statement without evidence.
    pub evidence_text: String,
    /// Link to the evidence; empty when there is none.
    pub evidence_link: String,
    /// Age of the answer on the day the sample is made for, in days.
    pub days_ago: u16,
    /// Who answered.
    pub author: &'static str,
    /// How sure the author is, 0 to 1.
    pub confidence: f64,
}

/// What a client could buy from the firm in a year, net of VAT, in whole euro.
#[derive(Clone, Debug, PartialEq)]
pub struct SamplePotential {
    /// The client's code in the export.
    pub customer_code: String,
    /// At least, euro a year.
    pub low: i64,
    /// Most likely, euro a year.
    pub likely: i64,
    /// At most, euro a year.
    pub high: i64,
    /// Where the figures come from.
    pub source: String,
}
