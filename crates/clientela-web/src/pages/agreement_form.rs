//! An agreement as its form says it: amounts, days and counts as typed, so that nothing is lost when one cannot
//! be read. Products and clauses are rows of the form with a few empty ones below; an empty row is none.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::ids::{AccountId, AttachmentId, ClauseId, UserId};
use clientela_domain::obligations::Party;
use clientela_texts::Texts;

use super::conflict::FieldVersion;
use super::obligation_parts::options;
use super::shared::SelectOption;
use crate::form::{Fields, amount};
use crate::views::agreements::{
    AgreementDraft, AgreementTerms, Clause, ClausePeriod, CreditTier, Dimension, Measurer, Metric,
    NEW_CLAUSE, PortfolioLine,
};

/// Most rows a form is read for.
const ROWS_MAX: usize = 320;

/// Empty rows below those that say something.
const EMPTY_ROWS: usize = 2;

/// A product of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ProductForm {
    pub what: String,
    pub is_group: bool,
    pub price: String,
    pub unit: String,
    pub discount: String,
}

/// A clause of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClauseForm {
    pub id: String,
    pub number: String,
    pub text: String,
    pub debtor: String,
    pub dimension: String,
    pub metric: String,
    pub target: String,
    pub tolerance: String,
    pub early: String,
    pub late: String,
    pub quantity: String,
    pub period: String,
    pub measurer: String,
    pub owner: String,
    pub tiers: String,
    pub fee: String,
}

/// An agreement as its form says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AgreementForm {
    pub account: Option<AccountId>,
    pub number: String,
    pub title: String,
    pub owner: Option<UserId>,
    pub signed_on: String,
    pub note: String,
    pub valid_from: String,
    pub valid_to: String,
    pub notice_days: String,
    pub is_renewed: bool,
    pub currency: String,
    pub discount: String,
    pub payment_days: String,
    pub credit_limit: String,
    pub guarantee: String,
    pub products: Vec<ProductForm>,
    pub clauses: Vec<ClauseForm>,
    pub reason: String,
    pub files: Vec<AttachmentId>,
}

/// The name of a field of a row.
fn at(row: &str, index: usize, field: &str) -> String {
    format!("{row}{index}_{field}")
}

fn written(amount: Option<Amount>) -> String {
    amount.map(|amount| amount.to_string()).unwrap_or_default()
}

fn counted(days: Option<u16>) -> String {
    days.map(|days| days.to_string()).unwrap_or_default()
}

impl AgreementForm {
    /// As a browser sent it.
    pub(crate) fn of(fields: &Fields, account: Option<AccountId>) -> Self {
        let text = |name: &str| fields.get(name).trim().to_owned();
        let products = (0..ROWS_MAX).map(|index| ProductForm {
            what: text(&at("product", index, "what")),
            is_group: fields.get(&at("product", index, "group")) == "yes",
            price: text(&at("product", index, "price")),
            unit: text(&at("product", index, "unit")),
            discount: text(&at("product", index, "discount")),
        });
        let clauses = (0..ROWS_MAX).map(|index| {
            let text = |field: &str| text(&at("clause", index, field));
            ClauseForm {
                id: text("id"),
                number: text("number"),
                text: text("text"),
                debtor: text("debtor"),
                dimension: text("dimension"),
                metric: text("metric"),
                target: text("target"),
                tolerance: text("tolerance"),
                early: text("early"),
                late: text("late"),
                quantity: text("quantity"),
                period: text("period"),
                measurer: text("measurer"),
                owner: text("owner"),
                tiers: text("tiers"),
                fee: text("fee"),
            }
        });
        Self {
            account,
            number: text("number"),
            title: text("title"),
            owner: UserId::parse(fields.get("owner")),
            signed_on: text("signed_on"),
            note: text("note"),
            valid_from: text("valid_from"),
            valid_to: text("valid_to"),
            notice_days: text("notice_days"),
            is_renewed: fields.get("renewed") == "yes",
            currency: text("currency"),
            discount: text("discount"),
            payment_days: text("payment_days"),
            credit_limit: text("credit_limit"),
            guarantee: text("guarantee"),
            products: products
                .filter(|one| *one != ProductForm::default())
                .collect(),
            clauses: clauses.filter(ClauseForm::says_something).collect(),
            reason: text("reason"),
            files: fields.all("file").filter_map(AttachmentId::parse).collect(),
        }
    }

    /// As an agreement stands in the book.
    pub(crate) fn of_draft(account: AccountId, draft: &AgreementDraft) -> Self {
        let terms = &draft.terms;
        let product = |line: &PortfolioLine| ProductForm {
            what: line.what.clone(),
            is_group: line.is_group,
            price: written(line.price),
            unit: line.unit.clone(),
            discount: written(line.discount),
        };
        Self {
            account: Some(account),
            number: draft.number.clone(),
            title: draft.title.clone(),
            owner: draft.owner,
            signed_on: draft.signed_on.clone(),
            note: draft.note.clone(),
            valid_from: draft.valid_from.clone(),
            valid_to: draft.valid_to.clone(),
            notice_days: counted(terms.notice_days),
            is_renewed: terms.is_renewed,
            currency: draft
                .currency
                .map(|currency| currency.code().to_owned())
                .unwrap_or_default(),
            discount: written(terms.discount),
            payment_days: counted(terms.payment_days),
            credit_limit: written(terms.credit_limit),
            guarantee: written(terms.guarantee),
            products: terms.portfolio.iter().map(product).collect(),
            clauses: terms.clauses.iter().map(ClauseForm::of_clause).collect(),
            reason: draft.reason.clone(),
            files: draft.files.clone(),
        }
    }

    /// What the form asks for, or the field that cannot be read with its message.
    pub(crate) fn draft(&self) -> Result<AgreementDraft, (&'static str, &'static str)> {
        let currency = match self.currency.as_str() {
            "" => None,
            code => Some(
                Currency::from_code(&code.to_uppercase())
                    .ok_or(("currency", "field-currency-invalid"))?,
            ),
        };
        let products = self.products.iter().map(|one| {
            Ok(PortfolioLine {
                what: one.what.clone(),
                is_group: one.is_group,
                price: money("price", &one.price)?,
                unit: one.unit.clone(),
                discount: money("line_discount", &one.discount)?,
            })
        });
        Ok(AgreementDraft {
            owner: self.owner,
            signed_on: self.signed_on.clone(),
            note: self.note.clone(),
            valid_from: self.valid_from.clone(),
            valid_to: self.valid_to.clone(),
            currency,
            reason: self.reason.clone(),
            files: self.files.clone(),
            terms: AgreementTerms {
                notice_days: days("notice_days", &self.notice_days)?,
                is_renewed: self.is_renewed,
                discount: money("discount", &self.discount)?,
                payment_days: days("payment_days", &self.payment_days)?,
                credit_limit: money("credit_limit", &self.credit_limit)?,
                guarantee: money("guarantee", &self.guarantee)?,
                portfolio: products.collect::<Result<_, (&str, &str)>>()?,
                clauses: self
                    .clauses
                    .iter()
                    .map(ClauseForm::clause)
                    .collect::<Result<_, _>>()?,
                ..AgreementTerms::none(Currency::EUR)
            },
            ..AgreementDraft::new(self.number.clone(), self.title.clone())
        })
    }

    /// What the form says, field by field; a product or a clause is one field.
    pub(crate) fn versions(&self, t: Texts, owners: &[SelectOption]) -> Vec<FieldVersion> {
        let text =
            |name: &str, label: &str, value: &str| FieldVersion::text(name, t.get(label), value);
        let chosen = self.owner.map(|id| id.to_string()).unwrap_or_default();
        let mut versions = vec![
            text("number", "agreement-number", &self.number),
            text("title", "agreement-title", &self.title),
            FieldVersion::choice("owner", t.get("agreement-owner"), owners, &chosen),
            text("signed_on", "agreement-signed-on", &self.signed_on),
            text("valid_from", "term-valid-from", &self.valid_from),
            text("valid_to", "term-valid-to", &self.valid_to),
            text("notice_days", "term-notice", &self.notice_days),
            FieldVersion::truth(t, "renewed", t.get("term-renewed"), self.is_renewed),
            text("currency", "gift-currency", &self.currency),
            text("discount", "term-discount", &self.discount),
            text("payment_days", "term-payment", &self.payment_days),
            text("credit_limit", "term-credit", &self.credit_limit),
            text("guarantee", "term-guarantee", &self.guarantee),
            text("note", "agreement-note", &self.note),
        ];
        let files = self.files.iter().map(|id| (id.to_string(), id.to_string()));
        versions.push(FieldVersion::several(
            "file",
            t.get("agreement-files"),
            files,
        ));
        for (index, product) in self.products.iter().enumerate() {
            versions.push(product.version(t, index));
        }
        for (index, clause) in self.clauses.iter().enumerate() {
            versions.push(clause.version(t, index));
        }
        versions
    }

    /// The rows of products, with empty ones below.
    pub(crate) fn product_rows(&self) -> Vec<(usize, ProductForm)> {
        let empty = std::iter::repeat_n(ProductForm::default(), EMPTY_ROWS);
        self.products
            .iter()
            .cloned()
            .chain(empty)
            .enumerate()
            .collect()
    }

    /// The rows of clauses, with an empty one below.
    pub(crate) fn clause_rows(&self) -> Vec<(usize, ClauseForm)> {
        let empty = std::iter::once(ClauseForm::default());
        self.clauses
            .iter()
            .cloned()
            .chain(empty)
            .enumerate()
            .collect()
    }
}

fn money(field: &'static str, text: &str) -> Result<Option<Amount>, (&'static str, &'static str)> {
    match text.trim().trim_end_matches('%').trim() {
        "" => Ok(None),
        text => amount(text).map(Some).ok_or((field, "field-value-invalid")),
    }
}

fn days(field: &'static str, text: &str) -> Result<Option<u16>, (&'static str, &'static str)> {
    match text.trim() {
        "" => Ok(None),
        text => text
            .parse()
            .map(Some)
            .map_err(|_| (field, "field-days-invalid")),
    }
}

impl ProductForm {
    fn version(&self, t: Texts, index: usize) -> FieldVersion {
        let group = if self.is_group { "yes" } else { "" }.to_owned();
        let inputs = [
            ("what", &self.what),
            ("group", &group),
            ("price", &self.price),
            ("unit", &self.unit),
            ("discount", &self.discount),
        ];
        let shown = [&self.what, &self.price, &self.unit, &self.discount];
        row_version(
            ("product", index),
            t.get("agreement-product").as_ref(),
            &inputs,
            &shown,
        )
    }
}

/// A row of the form as one field: all of its inputs go together.
fn row_version(
    (row, index): (&str, usize),
    label: &str,
    inputs: &[(&str, &String)],
    shown: &[&String],
) -> FieldVersion {
    let shown: Vec<&str> = shown
        .iter()
        .map(|text| text.as_str())
        .filter(|text| !text.is_empty())
        .collect();
    FieldVersion {
        name: format!("{row}{index}"),
        label: format!("{label} {}", index + 1),
        shown: shown.join("; "),
        inputs: inputs
            .iter()
            .map(|(field, value)| (at(row, index, field), (*value).clone()))
            .collect(),
    }
}

impl ClauseForm {
    /// The menus of an empty row have their first choice: they say nothing.
    fn says_something(&self) -> bool {
        let said = [
            &self.number,
            &self.text,
            &self.metric,
            &self.target,
            &self.tolerance,
            &self.early,
            &self.late,
            &self.quantity,
            &self.tiers,
            &self.fee,
        ];
        said.iter().any(|text| !text.is_empty())
    }

    fn of_clause(clause: &Clause) -> Self {
        Self {
            id: clause.id.to_string(),
            number: clause.number.clone(),
            text: clause.text.clone(),
            debtor: clause.debtor.code().to_owned(),
            dimension: clause.dimension.code().to_owned(),
            metric: clause
                .metric
                .map(Metric::code)
                .unwrap_or_default()
                .to_owned(),
            target: written(clause.target),
            tolerance: written(clause.tolerance),
            early: counted(clause.early_days),
            late: counted(clause.late_days),
            quantity: written(clause.quantity_tolerance),
            period: clause.period.code().to_owned(),
            measurer: clause.measurer.code().to_owned(),
            owner: clause.owner.map(|id| id.to_string()).unwrap_or_default(),
            tiers: CreditTier::write_all(&clause.tiers),
            fee: written(clause.fee),
        }
    }

    fn clause(&self) -> Result<Clause, (&'static str, &'static str)> {
        let metric = Metric::from_code(&self.metric);
        let dimension = Dimension::from_code(&self.dimension)
            .or(metric.map(Metric::dimension))
            .ok_or(("dimension", "field-dimension-missing"))?;
        let tiers = CreditTier::read_all(&self.tiers).ok_or(("tiers", "field-tiers-invalid"))?;
        Ok(Clause {
            number: self.number.clone(),
            debtor: Party::from_code(&self.debtor).unwrap_or(Party::Us),
            dimension,
            metric,
            target: money("target", &self.target)?,
            tolerance: money("tolerance", &self.tolerance)?,
            early_days: days("early_days", &self.early)?,
            late_days: days("late_days", &self.late)?,
            quantity_tolerance: money("quantity_tolerance", &self.quantity)?,
            period: ClausePeriod::from_code(&self.period).unwrap_or(ClausePeriod::Month),
            measurer: Measurer::from_code(&self.measurer).unwrap_or(Measurer::Us),
            owner: UserId::parse(&self.owner),
            tiers,
            fee: money("fee", &self.fee)?,
            ..Clause::new(
                ClauseId::parse(&self.id).unwrap_or(NEW_CLAUSE),
                self.text.clone(),
                Metric::OnTimeLines,
            )
        })
    }

    fn version(&self, t: Texts, index: usize) -> FieldVersion {
        let inputs = [
            ("id", &self.id),
            ("number", &self.number),
            ("text", &self.text),
            ("debtor", &self.debtor),
            ("dimension", &self.dimension),
            ("metric", &self.metric),
            ("target", &self.target),
            ("tolerance", &self.tolerance),
            ("early", &self.early),
            ("late", &self.late),
            ("quantity", &self.quantity),
            ("period", &self.period),
            ("measurer", &self.measurer),
            ("owner", &self.owner),
            ("tiers", &self.tiers),
            ("fee", &self.fee),
        ];
        let shown = [
            &self.number,
            &self.text,
            &self.target,
            &self.tolerance,
            &self.tiers,
        ];
        row_version(
            ("clause", index),
            t.get("agreement-clause").as_ref(),
            &inputs,
            &shown,
        )
    }

    pub(crate) fn debtors(&self, t: Texts) -> Vec<SelectOption> {
        let chosen = Party::from_code(&self.debtor).or(Some(Party::Us));
        options(t, Party::ALL, chosen, |one| (one.code(), one.message_id()))
    }

    pub(crate) fn dimensions(&self, t: Texts) -> Vec<SelectOption> {
        let chosen = Dimension::from_code(&self.dimension);
        options(t, Dimension::ALL, chosen, |one| {
            (one.code(), one.message_id())
        })
    }

    pub(crate) fn metrics(&self, t: Texts) -> Vec<SelectOption> {
        let chosen = Metric::from_code(&self.metric);
        options(t, Metric::ALL, chosen, |one| (one.code(), one.message_id()))
    }

    pub(crate) fn periods(&self, t: Texts) -> Vec<SelectOption> {
        let chosen = ClausePeriod::from_code(&self.period).or(Some(ClausePeriod::Month));
        options(t, ClausePeriod::ALL, chosen, |one| {
            (one.code(), one.message_id())
        })
    }

    pub(crate) fn measurers(&self, t: Texts) -> Vec<SelectOption> {
        let chosen = Measurer::from_code(&self.measurer).or(Some(Measurer::Us));
        options(t, Measurer::ALL, chosen, |one| {
            (one.code(), one.message_id())
        })
    }

    /// The colleagues who may answer for it.
    pub(crate) fn owners(&self, all: &[SelectOption]) -> Vec<SelectOption> {
        let option = |one: &SelectOption| SelectOption {
            selected: one.value == self.owner,
            value: one.value.clone(),
            name: one.name.clone(),
        };
        all.iter().map(option).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_rows_are_none_and_rows_keep_their_clause() {
        let id = "01900000-0000-7000-8000-000000000001";
        let query = format!(
            "number=1&title=x&product0_what=&product1_what=y&product1_discount=2,5+%25\
             &clause0_debtor=us&clause0_period=month&clause2_id={id}&clause2_text=z\
             &clause2_metric=otif_orders&clause2_target=95"
        );
        let form = AgreementForm::of(&Fields::parse(&query), None);
        let draft = form.draft().expect("a draft");
        assert_eq!(draft.terms.portfolio.len(), 1);
        assert_eq!(
            draft.terms.portfolio[0].discount,
            Some(Amount::from_cents(250))
        );
        assert_eq!(draft.terms.clauses.len(), 1);
        let clause = &draft.terms.clauses[0];
        assert_eq!(clause.id.to_string(), id);
        assert_eq!(clause.dimension, Dimension::Delivery);
        assert_eq!(
            AgreementForm::of_draft(AccountId(uuid::Uuid::nil()), &draft).clauses[0].target,
            "95.00"
        );
    }

    #[test]
    fn what_cannot_be_read_names_its_field() {
        let wrong = |query: &str| {
            let form = AgreementForm::of(&Fields::parse(query), None);
            form.draft().err().map(|(field, _)| field)
        };
        assert_eq!(wrong("number=1&title=x&discount=x"), Some("discount"));
        assert_eq!(
            wrong("number=1&title=x&notice_days=-1"),
            Some("notice_days")
        );
        assert_eq!(wrong("clause0_text=z"), Some("dimension"));
        assert_eq!(
            wrong("clause0_text=z&clause0_metric=otif_lines&clause0_tiers=9"),
            Some("tiers")
        );
    }
}
