//! What programs write about agreements.

use clientela_app::keep_agreements::{AgreementDraft, NEW_CLAUSE};
use clientela_domain::agreements::{Clause, ClausePeriod, CreditTier, Measurer, PortfolioLine};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::execution::{Dimension, Metric};
use clientela_domain::ids::{AttachmentId, ClauseId, UserId};
use clientela_domain::obligations::Party;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::caller::Caller;
use super::happenings::{invalid, read};
use super::problem::Problem;

/// What is written about an agreement.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "account": "01900000-0000-7000-8000-000000000001", "number": "Д-2026-14",
    "title": "Рамков договор за доставки", "valid_from": "2026-01-01", "valid_to": "2026-12-31",
    "notice_days": 60, "discount": "5.00",
    "clauses": [{ "number": "3.1", "text": "Редовете се доставят в срок", "metric": "on_time_lines",
        "target": "95" }] }))]
pub struct AgreementBody {
    /// With which client; not taken when an agreement is changed.
    pub account: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// What it is about.
    pub title: Option<String>,
    /// Who of us answers for it; the key's user when absent.
    pub owner: Option<String>,
    /// When it was signed, ISO 8601.
    pub signed_on: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// The first day, ISO 8601.
    pub valid_from: Option<String>,
    /// The last day, ISO 8601.
    pub valid_to: Option<String>,
    /// Days of notice before the end.
    pub notice_days: Option<u16>,
    /// Without notice it goes on for as long again.
    pub renewed: Option<bool>,
    /// ISO 4217 code; the book's when absent.
    pub currency: Option<String>,
    /// Discount on everything in per cent, a decimal string.
    pub discount: Option<String>,
    /// Days until payment.
    pub payment_days: Option<u16>,
    /// Credit we give, a decimal string.
    pub credit_limit: Option<String>,
    /// Guarantee we give, a decimal string.
    pub guarantee: Option<String>,
    /// Products and groups; all of them when given.
    pub portfolio: Option<Vec<PortfolioBody>>,
    /// What is promised; all of it when given.
    pub clauses: Option<Vec<ClauseBody>>,
    /// Files of the client that belong to it, by id; all of them when given.
    pub files: Option<Vec<String>>,
    /// Why the terms are changed.
    pub reason: Option<String>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// A product, or a group of products.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PortfolioBody {
    /// Name or code.
    pub what: String,
    /// A whole group.
    #[serde(default)]
    pub is_group: bool,
    /// Price of one unit, a decimal string.
    #[serde(default)]
    pub price: Option<String>,
    /// Of which unit.
    #[serde(default)]
    pub unit: Option<String>,
    /// Discount in per cent, a decimal string.
    #[serde(default)]
    pub discount: Option<String>,
}

/// A clause.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseBody {
    /// Id of a clause that goes on; a new one when absent.
    #[serde(default)]
    pub id: Option<String>,
    /// Its number in the document.
    #[serde(default)]
    pub number: Option<String>,
    /// What it says.
    pub text: String,
    /// Who promises: `us` (when absent) or `them`.
    #[serde(default)]
    pub debtor: Option<String>,
    /// `quality`, `delivery`, `deadline` or `service`; as the metric says when absent.
    #[serde(default)]
    pub dimension: Option<String>,
    /// What is measured, for example `on_time_lines`; only people can tell when absent.
    #[serde(default)]
    pub metric: Option<String>,
    /// What is promised, a decimal string: per cent for shares.
    #[serde(default)]
    pub target: Option<String>,
    /// By how much it may be missed, likewise.
    #[serde(default)]
    pub tolerance: Option<String>,
    /// Days by which a delivery may come early; any number when absent.
    #[serde(default)]
    pub early_days: Option<u16>,
    /// Days by which it may come late.
    #[serde(default)]
    pub late_days: Option<u16>,
    /// By how many per cent a quantity may fall short, a decimal string.
    #[serde(default)]
    pub quantity_tolerance: Option<String>,
    /// `month` (when absent), `quarter`, `half_year` or `year`.
    #[serde(default)]
    pub period: Option<String>,
    /// Who measures: `us` (when absent), `them` or `third`.
    #[serde(default)]
    pub measurer: Option<String>,
    /// Who of us answers for it, by id.
    #[serde(default)]
    pub owner: Option<String>,
    /// From which level on which per cent of the fee is credited, `98:0; 95:2`.
    #[serde(default)]
    pub tiers: Option<String>,
    /// Of which amount, a decimal string.
    #[serde(default)]
    pub fee: Option<String>,
}

impl AgreementBody {
    /// A draft with what the body says in place of what it had.
    pub(super) fn onto(
        &self,
        caller: &Caller,
        base: AgreementDraft,
    ) -> Result<AgreementDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let on = |field, own: &Option<String>, base: String| {
            let day = |text: &str| text.parse::<Date>().ok();
            let read = read(caller, field, own.as_deref(), day)?;
            Ok::<_, Problem>(read.map_or(base, |day| day.to_string()))
        };
        let money =
            |field, own: &Option<String>| read(caller, field, own.as_deref(), Amount::parse);
        let currency = self.currency.as_deref();
        let mut terms = base.terms;
        terms.notice_days = self.notice_days.or(terms.notice_days);
        terms.is_renewed = self.renewed.unwrap_or(terms.is_renewed);
        terms.discount = money("discount", &self.discount)?.or(terms.discount);
        terms.payment_days = self.payment_days.or(terms.payment_days);
        terms.credit_limit = money("credit_limit", &self.credit_limit)?.or(terms.credit_limit);
        terms.guarantee = money("guarantee", &self.guarantee)?.or(terms.guarantee);
        if let Some(portfolio) = &self.portfolio {
            let lines = portfolio.iter().map(|line| line.line(caller));
            terms.portfolio = lines.collect::<Result<_, _>>()?;
        }
        if let Some(clauses) = &self.clauses {
            let clauses = clauses.iter().map(|clause| clause.clause(caller));
            terms.clauses = clauses.collect::<Result<_, _>>()?;
        }
        let files = match &self.files {
            None => base.files,
            Some(ids) => ids
                .iter()
                .map(|id| AttachmentId::parse(id).ok_or_else(|| invalid(caller, "files", id)))
                .collect::<Result<_, _>>()?,
        };
        Ok(AgreementDraft {
            number: text(&self.number, base.number),
            title: text(&self.title, base.title),
            owner: read(caller, "owner", self.owner.as_deref(), UserId::parse)?.or(base.owner),
            signed_on: on("signed_on", &self.signed_on, base.signed_on)?,
            note: text(&self.note, base.note),
            valid_from: on("valid_from", &self.valid_from, base.valid_from)?,
            valid_to: on("valid_to", &self.valid_to, base.valid_to)?,
            currency: read(caller, "currency", currency, Currency::from_code)?.or(base.currency),
            terms,
            reason: text(&self.reason, String::new()),
            files,
        })
    }
}

impl PortfolioBody {
    fn line(&self, caller: &Caller) -> Result<PortfolioLine, Problem> {
        let money =
            |field, own: &Option<String>| read(caller, field, own.as_deref(), Amount::parse);
        Ok(PortfolioLine {
            what: self.what.clone(),
            is_group: self.is_group,
            price: money("price", &self.price)?,
            unit: self.unit.clone().unwrap_or_default(),
            discount: money("discount", &self.discount)?,
        })
    }
}

impl ClauseBody {
    fn clause(&self, caller: &Caller) -> Result<Clause, Problem> {
        let money =
            |field, own: &Option<String>| read(caller, field, own.as_deref(), Amount::parse);
        let metric = read(caller, "metric", self.metric.as_deref(), Metric::from_code)?;
        let said = self.dimension.as_deref();
        let said = read(caller, "dimension", said, Dimension::from_code)?;
        let dimension = said
            .or(metric.map(Metric::dimension))
            .ok_or_else(|| invalid(caller, "dimension", ""))?;
        let debtor = read(caller, "debtor", self.debtor.as_deref(), Party::from_code)?;
        let period = self.period.as_deref();
        let period = read(caller, "period", period, ClausePeriod::from_code)?;
        let measurer = self.measurer.as_deref();
        let measurer = read(caller, "measurer", measurer, Measurer::from_code)?;
        let tiers = self.tiers.as_deref();
        let id = read(caller, "id", self.id.as_deref(), ClauseId::parse)?;
        Ok(Clause {
            number: self.number.clone().unwrap_or_default(),
            debtor: debtor.unwrap_or(Party::Us),
            dimension,
            metric,
            target: money("target", &self.target)?,
            tolerance: money("tolerance", &self.tolerance)?,
            early_days: self.early_days,
            late_days: self.late_days,
            quantity_tolerance: money("quantity_tolerance", &self.quantity_tolerance)?,
            period: period.unwrap_or(ClausePeriod::Month),
            measurer: measurer.unwrap_or(Measurer::Us),
            owner: read(caller, "owner", self.owner.as_deref(), UserId::parse)?,
            tiers: read(caller, "tiers", tiers, CreditTier::read_all)?.unwrap_or_default(),
            fee: money("fee", &self.fee)?,
            ..Clause::new(
                id.unwrap_or(NEW_CLAUSE),
                self.text.clone(),
                Metric::OnTimeLines,
            )
        })
    }
}
