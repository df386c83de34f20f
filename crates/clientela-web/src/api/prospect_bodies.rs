//! What programs send about prospects.

use clientela_app::keep_prospects::{ContactPersonDraft, ProspectDraft, SourceDraft};
use clientela_app::prospect_ability::FactDraft;
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, CampaignId, ColdBatchId, PersonId, UserId};
use clientela_domain::prospects::FactKind;
use clientela_domain::records::prospect_words::prospect_source;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::caller::Caller;
use super::happenings::read;
use super::problem::Problem;

/// A prospect, how it came, and with whom we speak there.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "name": "Пекарна Зора", "city": "Варна",
    "source": { "source": "observation", "detail": "нова фурна до гарата" } }))]
pub struct ProspectBody {
    /// Name of the organisation.
    pub name: Option<String>,
    /// Registration number.
    pub registration_number: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Country, two letters.
    pub country: Option<String>,
    /// Web address.
    pub website: Option<String>,
    /// Telephone of the organisation.
    pub phone: Option<String>,
    /// E-mail of the organisation.
    pub email: Option<String>,
    /// Who of us answers for it; the key's user when absent.
    pub owner: Option<String>,
    /// What is to be done next.
    pub next_step: Option<String>,
    /// When, ISO 8601.
    pub next_on: Option<String>,
    /// When the people there were told whence we have their data, ISO 8601.
    pub informed_on: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// How it came; not taken when a prospect is changed.
    pub source: Option<SourceBody>,
    /// With whom we speak there; not taken when a prospect is changed.
    pub contact: Option<ContactPersonBody>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// How a prospect came.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "source": "exhibition", "detail": "Храни и напитки 2026" }))]
pub struct SourceBody {
    /// Which way, a stable word; any other text is the firm's own name of a way.
    pub source: Option<String>,
    /// On which day, ISO 8601; today when absent.
    pub day: Option<String>,
    /// The person who gave it to us.
    pub person: Option<String>,
    /// The client who gave it to us.
    pub account: Option<String>,
    /// Through which campaign.
    pub campaign: Option<String>,
    /// In what we read it was found, for `directory` and `press`: its id or name.
    pub publication: Option<String>,
    /// In which batch of cold contacts; only with `cold`.
    pub batch: Option<String>,
    /// Under which agreement with somebody who is paid for names: its id or name.
    pub spotter: Option<String>,
    /// More about it.
    pub detail: Option<String>,
    /// What it cost, a decimal string.
    pub cost: Option<String>,
    /// ISO 4217 code; the book's when absent.
    pub currency: Option<String>,
    /// The version the prospect was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// Somebody at a prospect.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "name": "Мария Илиева", "role": "управител" }))]
pub struct ContactPersonBody {
    /// Given and family name.
    pub name: Option<String>,
    /// What they are there.
    pub role: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
}

/// An answer to one of the five questions.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "question": "ability", "answer": "yes", "evidence": "баланс за 2025 г." }))]
pub struct ProspectAnswerBody {
    /// `functional_need`, `prestige_need`, `ability`, `authority` or `access`.
    pub question: Option<String>,
    /// `yes`, `partly`, `no` or `unknown`.
    pub answer: Option<String>,
    /// Whence it is known; a yes or a no needs it.
    pub evidence: Option<String>,
    /// Since when, ISO 8601; today when absent.
    pub day: Option<String>,
    /// The version the prospect was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// A fact about the ability of a prospect to pay.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "fact": "credit_limit", "amount": "5000.00", "currency": "EUR",
    "source": "кредитна застраховка" }))]
pub struct ProspectFactBody {
    /// `credit_limit`, `exposure`, `accounts`, `insolvency`, `refused`, `deposit` or `reference`.
    pub fact: Option<String>,
    /// It is so; `false` when it is no longer so, or was looked up and is not so. So when absent.
    pub holds: Option<bool>,
    /// The sum of a limit, an exposure or a deposit, a decimal string.
    pub amount: Option<String>,
    /// ISO 4217 code; the book's when absent.
    pub currency: Option<String>,
    /// The year of filed accounts.
    pub year: Option<i64>,
    /// Revenue of that year, a decimal string.
    pub revenue: Option<String>,
    /// Result of that year, a decimal string.
    pub result: Option<String>,
    /// Who says so, or where it stands.
    pub source: Option<String>,
    /// Since when, ISO 8601; today when absent.
    pub day: Option<String>,
    /// The version the prospect was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// A step of a prospect.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "stage": "parked", "note": "след сезона", "review_on": "2030-03-01" }))]
pub struct MoveBody {
    /// `prospect`, `contacted`, `qualified`, `offered`, `lost` or `parked`.
    pub stage: Option<String>,
    /// Why it is lost: `price`, `competitor`, `no_need`, `no_money`, `no_access`, `silence`, `gone` or `other`.
    pub reason: Option<String>,
    /// Why, in words; a parked one needs it.
    pub note: Option<String>,
    /// When to look at a parked one again, ISO 8601.
    pub review_on: Option<String>,
    /// On which day, ISO 8601; today when absent.
    pub day: Option<String>,
    /// The version the prospect was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// How a prospect becomes a client.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({}))]
pub struct WinBody {
    /// A client that is in the book; a new one when absent.
    pub account: Option<String>,
    /// On which day, ISO 8601; today when absent.
    pub day: Option<String>,
    /// The version the prospect was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// Nothing but the version.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({}))]
pub struct TakeBackBody {
    /// The version the prospect was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

pub(super) fn iso(
    caller: &Caller,
    field: &'static str,
    own: &Option<String>,
) -> Result<Option<String>, Problem> {
    let day = |text: &str| text.parse::<Date>().ok();
    let read = read(caller, field, own.as_deref(), day)?;
    Ok(read.map(|day| day.to_string()))
}

impl ProspectBody {
    /// A draft with what the body says in place of what it had.
    pub(super) fn onto(
        &self,
        caller: &Caller,
        base: ProspectDraft,
    ) -> Result<ProspectDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let on = |field, own: &Option<String>, base: String| {
            Ok::<_, Problem>(iso(caller, field, own)?.unwrap_or(base))
        };
        let owner = read(caller, "owner", self.owner.as_deref(), UserId::parse)?;
        Ok(ProspectDraft {
            name: text(&self.name, base.name),
            registration_number: text(&self.registration_number, base.registration_number),
            city: text(&self.city, base.city),
            country: text(&self.country, base.country),
            website: text(&self.website, base.website),
            phone: text(&self.phone, base.phone),
            email: text(&self.email, base.email),
            owner: owner.or(base.owner),
            note: text(&self.note, base.note),
            next_step: text(&self.next_step, base.next_step),
            next_on: on("next_on", &self.next_on, base.next_on)?,
            informed_on: on("informed_on", &self.informed_on, base.informed_on)?,
        })
    }
}

impl SourceBody {
    pub(super) fn draft(&self, caller: &Caller) -> Result<SourceDraft, Problem> {
        let text = |own: &Option<String>| own.clone().unwrap_or_default();
        let way = self.source.as_deref().map(str::trim);
        let way = way.filter(|way| !way.is_empty()).map(prospect_source);
        let (kind, channel) = way.map_or((None, String::new()), |(kind, channel)| {
            (Some(kind), channel)
        });
        let campaign = self.campaign.as_deref();
        let currency = self.currency.as_deref();
        Ok(SourceDraft {
            kind,
            channel,
            day: iso(caller, "day", &self.day)?.unwrap_or_default(),
            given_by: String::new(),
            person: read(caller, "person", self.person.as_deref(), PersonId::parse)?,
            account: read(caller, "account", self.account.as_deref(), AccountId::parse)?,
            campaign: read(caller, "campaign", campaign, CampaignId::parse)?,
            publication: text(&self.publication),
            publication_id: None,
            batch: read(caller, "batch", self.batch.as_deref(), ColdBatchId::parse)?,
            spotter: text(&self.spotter),
            spotter_id: None,
            detail: text(&self.detail),
            cost: read(caller, "cost", self.cost.as_deref(), Amount::parse)?,
            currency: read(caller, "currency", currency, Currency::from_code)?,
        })
    }
}

impl ProspectFactBody {
    pub(super) fn draft(&self, caller: &Caller) -> Result<FactDraft, Problem> {
        let sum =
            |field, text: &Option<String>| read(caller, field, text.as_deref(), Amount::parse);
        let (fact, currency) = (self.fact.as_deref(), self.currency.as_deref());
        Ok(FactDraft {
            kind: read(caller, "fact", fact, FactKind::from_code)?,
            over: self.holds == Some(false),
            amount: sum("amount", &self.amount)?,
            currency: read(caller, "currency", currency, Currency::from_code)?,
            year: self.year.map(|year| year.to_string()).unwrap_or_default(),
            revenue: sum("revenue", &self.revenue)?,
            result: sum("result", &self.result)?,
            source: self.source.clone().unwrap_or_default(),
            day: iso(caller, "day", &self.day)?.unwrap_or_default(),
        })
    }
}

impl ContactPersonBody {
    pub(super) fn draft(&self) -> ContactPersonDraft {
        let text = |own: &Option<String>| own.clone().unwrap_or_default();
        ContactPersonDraft {
            name: text(&self.name),
            role: text(&self.role),
            phone: text(&self.phone),
            email: text(&self.email),
        }
    }
}
