//! People, and clients as records.

use clap::{Args, Subcommand};

/// Fields of a client; what is not given stays as it is, an empty text empties a field.
#[derive(Debug, Default, Args)]
pub struct AccountFields {
    /// Registered name, when it differs
    #[arg(long)]
    pub legal_name: Option<String>,
    /// Legal form; taken from the name by itself
    #[arg(long)]
    pub legal_form: Option<String>,
    /// Country, two letters
    #[arg(long)]
    pub country: Option<String>,
    /// Registration number
    #[arg(long)]
    pub registration_number: Option<String>,
    /// VAT number
    #[arg(long)]
    pub vat_number: Option<String>,
    /// `retail_chain`, `specialised_store`, `finance`, `bank`, `services` or `other`
    #[arg(long)]
    pub sector: Option<String>,
    /// City
    #[arg(long)]
    pub city: Option<String>,
    /// Address
    #[arg(long)]
    pub address: Option<String>,
    /// Telephone
    #[arg(long)]
    pub phone: Option<String>,
    /// E-mail
    #[arg(long)]
    pub email: Option<String>,
    /// Web address
    #[arg(long)]
    pub website: Option<String>,
    /// Who answers for it: e-mail or name of a user
    #[arg(long)]
    pub owner: Option<String>,
    /// Who stands in for the owner
    #[arg(long)]
    pub substitute: Option<String>,
    /// The organisation above it: id, code or name
    #[arg(long)]
    pub parent: Option<String>,
    /// Tags with commas between them
    #[arg(long)]
    pub tags: Option<String>,
    /// Key of another system, `system: key` (may be repeated; all of them)
    #[arg(long = "code")]
    pub codes: Option<Vec<String>>,
    /// `won`, `inherited`, `introduced`, `former_employee` or `foreign`
    #[arg(long)]
    pub origin: Option<String>,
    /// More about how it came
    #[arg(long)]
    pub origin_note: Option<String>,
    /// Since when it is a client: a day, a month or a year
    #[arg(long)]
    pub acquired_on: Option<String>,
    /// Days between contacts
    #[arg(long)]
    pub rhythm_days: Option<String>,
    /// A short note
    #[arg(long)]
    pub note: Option<String>,
}

/// Filters on clients.
#[derive(Debug, Default, Args)]
pub struct AccountFilters {
    /// Only clients of this owner: e-mail or name of a user, or `none`
    #[arg(long, value_name = "USER")]
    pub owner: Option<String>,
    /// Only this sector
    #[arg(long, value_name = "WORD")]
    pub sector: Option<String>,
    /// Only this tag
    #[arg(long, value_name = "TAG")]
    pub tag: Option<String>,
    /// Only this city
    #[arg(long, value_name = "CITY")]
    pub city: Option<String>,
    /// Only this client and its group
    #[arg(long, value_name = "ACCOUNT")]
    pub group: Option<String>,
    /// Only clients that came in this way
    #[arg(long, value_name = "WORD")]
    pub origin: Option<String>,
    /// Only clients with which the relationship has come so far: a stage, `uncoupling` or `none`
    #[arg(long, value_name = "STAGE")]
    pub stage: Option<String>,
    /// Only clients for which nothing is to be done next
    #[arg(long)]
    pub no_next_step: bool,
    /// Only this class: `A`, `B` or `C`
    #[arg(long, value_name = "CLASS")]
    pub class: Option<String>,
    /// Only this verdict: `key`, `not_key` or `undecided`
    #[arg(long, value_name = "VERDICT")]
    pub verdict: Option<String>,
}

/// Fields of a person; what is not given stays as it is, an empty text empties a field.
#[derive(Debug, Default, Args)]
pub struct PersonFields {
    /// Given names
    #[arg(long)]
    pub given_name: Option<String>,
    /// Family name
    #[arg(long)]
    pub family_name: Option<String>,
    /// Form of address
    #[arg(long)]
    pub honorific: Option<String>,
    /// Languages, two letters each, with commas between them
    #[arg(long)]
    pub languages: Option<String>,
    /// `unknown`, `given`, `refused` or `withdrawn`
    #[arg(long)]
    pub consent: Option<String>,
    /// Day of the consent
    #[arg(long)]
    pub consent_day: Option<String>,
    /// `unknown`, `consent`, `contract`, `legitimate_interest` or `legal_obligation`
    #[arg(long)]
    pub lawful_basis: Option<String>,
    /// Day after which the data is to go
    #[arg(long)]
    pub retain_until: Option<String>,
    /// Birthday; its year may be left out: `26.11`
    #[arg(long)]
    pub birthday: Option<String>,
    /// Key of another system, `system: key` (may be repeated; all of them)
    #[arg(long = "code")]
    pub codes: Option<Vec<String>>,
    /// A short note
    #[arg(long)]
    pub note: Option<String>,
    /// A way to reach them, `kind=value` (may be repeated; all of them, the first is preferred)
    #[arg(long = "contact", value_name = "KIND=VALUE")]
    pub contacts: Option<Vec<String>>,
}

/// A person's place at a client.
#[derive(Debug, Default, Args)]
pub struct PlaceFields {
    /// Title
    #[arg(long)]
    pub title: Option<String>,
    /// Department
    #[arg(long)]
    pub unit: Option<String>,
    /// Since when: a day, a month or a year
    #[arg(long, value_name = "DAY")]
    pub since: Option<String>,
    /// Until when
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum PeopleCommand {
    /// People at clients, by name
    List {
        /// Beginnings of words of the name
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        /// Only people at this client: id, code or name
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
        #[command(flatten)]
        clients: AccountFilters,
        /// Which places count: `present`, `former` or `all`
        #[arg(long, default_value = "present")]
        places: String,
        /// At most so many (all with 0)
        #[arg(long, default_value_t = 100)]
        limit: usize,
    },
    /// One person: id or whole name
    Show {
        /// The person
        person: String,
    },
    /// Add a person
    Add {
        /// Change the person already known so instead: `email` (the first `--contact email=…`) or
        /// `external_code` (the first `--code`)
        #[arg(long = "match", value_name = "KEY")]
        match_by: Option<String>,
        /// Add them although they resemble somebody in the book
        #[arg(long)]
        anyway: bool,
        #[command(flatten)]
        fields: PersonFields,
        /// Their place: a client's id, code or name
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
        #[command(flatten)]
        place: PlaceFields,
    },
    /// Change a person
    Set {
        /// The person
        person: String,
        #[command(flatten)]
        fields: PersonFields,
    },
    /// Give a person a place, end one, or move them to another employer
    Affiliate {
        /// The person
        person: String,
        /// The client: id, code or name
        account: String,
        #[command(flatten)]
        place: PlaceFields,
        /// They are not there any more
        #[arg(long, conflicts_with = "moving_from")]
        end: bool,
        /// They leave this client for it; the old place stays as a former one
        #[arg(long, value_name = "ACCOUNT")]
        moving_from: Option<String>,
    },
    /// Put a person into the trash
    Delete {
        /// The person
        person: String,
    },
    /// All that is held about a person
    Export {
        /// The person
        person: String,
    },
    /// People as cards (vCard), for telephones and mail programs
    Cards {
        /// The person; everybody without one
        person: Option<String>,
        /// `3` or `4`
        #[arg(long, default_value = "4", value_name = "NUMBER")]
        vcard: String,
    },
    /// Erase a person's data for good; the record stays without a name
    Erase {
        /// The person: the id alone, so that nobody is erased by a name
        person: String,
        /// Yes, for good
        #[arg(long)]
        yes: bool,
    },
    /// Whose data is due to go
    Retention {
        /// Set the firm's rule: months after the last contact (0 clears it)
        #[arg(long, value_name = "MONTHS")]
        set_months: Option<u32>,
    },
}
