//! Verbs of those who find prospects for a fee.

use clap::{Args, Subcommand};

use super::happenings::By;

/// What is written about an agreement.
#[derive(Debug, Clone, Default, Args)]
pub struct SpotterFields {
    /// `spotter` for somebody who gives names, `service` for a firm that finds and qualifies
    #[arg(long = "kind", id = "spotter-kind")]
    pub kind: Option<String>,
    /// The person of the book it is with, by name
    #[arg(long = "person", id = "spotter-person", value_name = "NAME")]
    pub person: Option<String>,
    /// Where the written contract is
    #[arg(long, value_name = "TEXT")]
    pub contract: Option<String>,
    /// Since when it holds
    #[arg(long = "from", id = "spotter-from", value_name = "DAY")]
    pub first_day: Option<String>,
    /// Until when
    #[arg(long = "until", id = "spotter-until", value_name = "DAY")]
    pub last_day: Option<String>,
    /// For a name that was accepted
    #[arg(long, value_name = "AMOUNT")]
    pub fee_name: Option<String>,
    /// For a prospect that qualified
    #[arg(long, value_name = "AMOUNT")]
    pub fee_qualified: Option<String>,
    /// Of the net revenue of the first year, in per cent
    #[arg(long = "share", id = "spotter-share", value_name = "PERCENT")]
    pub share: Option<String>,
    /// Days within which a success that falls through is given back in part (by default, 90)
    #[arg(long, value_name = "DAYS")]
    pub window_days: Option<String>,
    /// The most that one prospect may bring
    #[arg(long, value_name = "AMOUNT")]
    pub most_by_prospect: Option<String>,
    /// The price of each delivered list
    #[arg(long, value_name = "AMOUNT")]
    pub list_price: Option<String>,
    /// Currency (by default, the book's)
    #[arg(long = "currency", id = "known-currency", value_name = "CODE")]
    pub currency: Option<String>,
    /// Days after a fee arose within which it is paid
    #[arg(
        long = "payment-days",
        id = "spotter-payment-days",
        value_name = "DAYS"
    )]
    pub payment_days: Option<String>,
    /// Whether they hold a public office: `yes`, `no` or `unknown`
    #[arg(long = "official", id = "spotter-official")]
    pub official: Option<String>,
    /// Where their employer's consent is written
    #[arg(long, value_name = "TEXT")]
    pub employer_consent: Option<String>,
    /// Where the tax document is
    #[arg(long, value_name = "TEXT")]
    pub tax_document: Option<String>,
    /// More about it
    #[arg(long = "note", id = "known-note", value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum SpotterCommand {
    /// Agreements: names, what was earned, paid and is due
    List {
        /// `spotter` for somebody who gives names, `service` for a firm that finds and qualifies
        #[arg(long = "kind", id = "spotter-kind")]
        kind: Option<String>,
        /// Only those of which something is due
        #[arg(long)]
        due: bool,
        /// Words in the name, the contract or the note
        #[arg(long, value_name = "WORDS")]
        search: Option<String>,
        /// `name`, `due`, `earned` or `qualified`
        #[arg(long)]
        sort: Option<String>,
    },
    /// What an agreement accrued month by month
    Accrual {
        /// The agreement: id or name
        spotter: String,
    },
    /// One agreement: each name with what it earned, what is due, what was paid
    Show {
        /// The agreement: id or name
        spotter: String,
    },
    /// Write an agreement down
    Add {
        /// Whom it is with
        name: String,
        #[command(flatten)]
        fields: Box<SpotterFields>,
        #[command(flatten)]
        by: By,
    },
    /// Change an agreement; what is not given stays
    Set {
        /// The agreement: id or name
        spotter: String,
        /// Another name
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        fields: Box<SpotterFields>,
        #[command(flatten)]
        by: By,
    },
    /// Write down what became of a name
    Tell {
        /// The agreement: id or name
        spotter: String,
        /// The prospect
        prospect: String,
        /// Its first invoice was paid
        #[arg(long, value_name = "DAY")]
        first_paid: Option<String>,
        /// The business was cancelled, returned or not paid
        #[arg(long, value_name = "DAY")]
        fell: Option<String>,
        /// Why
        #[arg(long = "why", id = "fell-why", value_name = "TEXT")]
        why: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// What is due up to a day; with `--confirm`, that it was paid
    Run {
        /// The agreement: id or name
        spotter: String,
        /// Everything due up to this day (by default, today)
        #[arg(long, value_name = "DAY")]
        up_to: Option<String>,
        /// It was paid
        #[arg(long)]
        confirm: bool,
        /// When (by default, today)
        #[arg(long, value_name = "DAY")]
        paid_on: Option<String>,
        /// The order of payment, or more about it
        #[arg(long = "note", id = "known-note", value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Take back a payment that was confirmed by mistake
    TakeBack {
        /// The agreement: id or name
        spotter: String,
        /// The payment
        payment: String,
        #[command(flatten)]
        by: By,
    },
}
