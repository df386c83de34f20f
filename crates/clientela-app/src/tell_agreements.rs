//! Agreements as answers of the command line and the API.

use clientela_domain::agreements::{
    AgreementTerms, Clause, CreditTier, Exceeded, PortfolioLine, TermChange, TermValue,
};
use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::execution::Metric;

use crate::answers::agreements::{
    AgreementAnswer, AgreementFullAnswer, AgreementsAnswer, ApprovalsAnswer, ClauseAnswer,
    ClauseTermsAnswer, ExceededAnswer, PortfolioAnswer, RoundAnswer, TermChangeAnswer, TermsAnswer,
    ValidAnswer, VersionAnswer, WaitingAnswer,
};
use crate::answers::happenings::NamedAnswer;
use crate::answers::value::{EstimateAnswer, WhyAnswer};
use crate::list_agreements::{
    AgreementLine, AgreementPage, AgreementView, ClauseLine, RoundLine, VersionLine, cursor_text,
};

fn iso(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn decimal(amount: Option<Amount>) -> Option<String> {
    amount.map(|amount| amount.to_string())
}

impl AgreementPage {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> AgreementsAnswer {
        AgreementsAnswer {
            agreements: self.lines.iter().map(AgreementLine::answer).collect(),
            next: self.next.as_ref().map(cursor_text),
            matching: self.matching,
        }
    }
}

impl AgreementLine {
    fn account(&self) -> NamedAnswer {
        NamedAnswer {
            id: self.agreement.agreement.account_id.to_string(),
            name: self.account_name.clone(),
        }
    }

    /// As an answer tells it in a list.
    #[must_use]
    pub fn answer(&self) -> AgreementAnswer {
        AgreementAnswer {
            id: self.agreement.id.to_string(),
            account: self.account(),
            number: self.agreement.agreement.number.clone(),
            valid: ValidAnswer {
                from: iso(self.agreement.agreement.terms.valid_from),
                to: iso(self.renewal.ends),
            },
            notice_by: iso(self.renewal.notice_by),
            clauses: self.clauses.iter().map(ClauseLine::answer).collect(),
        }
    }
}

/// Terms that wait, as an answer tells them.
#[must_use]
pub fn approvals_answer(waiting: &[AgreementLine]) -> ApprovalsAnswer {
    let one = |line: &AgreementLine| WaitingAnswer {
        id: line.agreement.id.to_string(),
        account: line.account(),
        number: line.agreement.agreement.number.clone(),
        terms_version: line.agreement.latest,
        by: line.terms_by_name.clone(),
        exceeded: exceeded(&line.agreement.exceeded),
    };
    ApprovalsAnswer {
        agreements: waiting.iter().map(one).collect(),
    }
}

impl ClauseLine {
    fn answer(&self) -> ClauseAnswer {
        ClauseAnswer {
            id: self.clause.id.to_string(),
            dimension: self.clause.dimension.code().to_owned(),
            metric: self.clause.metric.map(|metric| metric.code().to_owned()),
            target: self.clause.target_measured(),
            tolerance: self.clause.tolerance_measured(),
            actual: EstimateAnswer::from(&self.actual),
            state: self.state.code().to_owned(),
            why: WhyAnswer::from(&self.why),
        }
    }
}

fn exceeded(all: &[Exceeded]) -> Vec<ExceededAnswer> {
    let one = |one: &Exceeded| ExceededAnswer {
        kind: one.kind.code().to_owned(),
        of: one.of.clone(),
        asked: decimal(one.asked),
        limit: one.limit.to_string(),
    };
    all.iter().map(one).collect()
}

impl AgreementView {
    /// As an answer tells it whole.
    #[must_use]
    pub fn answer(&self) -> AgreementFullAnswer {
        let found = &self.line.agreement;
        let own = &found.agreement;
        AgreementFullAnswer {
            agreement: self.line.answer(),
            title: own.title.clone(),
            state: found.state.code().to_owned(),
            state_day: found.state_day.to_string(),
            owner: own.owner_id.map(|id| NamedAnswer {
                id: id.to_string(),
                name: self.line.owner_name.clone(),
            }),
            signed_on: iso(own.signed_on),
            note: own.note.clone(),
            approval: found.approval.code().to_owned(),
            exceeded: exceeded(&found.exceeded),
            standing: found.standing,
            terms: terms(&own.terms),
            versions: self.versions.iter().map(version).collect(),
            rounds: self.rounds.iter().map(round).collect(),
            version: found.version,
        }
    }
}

fn terms(terms: &AgreementTerms) -> TermsAnswer {
    let line = |line: &PortfolioLine| PortfolioAnswer {
        what: line.what.clone(),
        is_group: line.is_group,
        price: decimal(line.price),
        unit: line.unit.clone(),
        discount: decimal(line.discount),
    };
    TermsAnswer {
        valid_from: iso(terms.valid_from),
        valid_to: iso(terms.valid_to),
        notice_days: terms.notice_days,
        is_renewed: terms.is_renewed,
        currency: terms.currency.code().to_owned(),
        discount: decimal(terms.discount),
        payment_days: terms.payment_days,
        credit_limit: decimal(terms.credit_limit),
        guarantee: decimal(terms.guarantee),
        portfolio: terms.portfolio.iter().map(line).collect(),
        clauses: terms.clauses.iter().map(clause).collect(),
    }
}

fn clause(clause: &Clause) -> ClauseTermsAnswer {
    ClauseTermsAnswer {
        id: clause.id.to_string(),
        number: clause.number.clone(),
        text: clause.text.clone(),
        debtor: clause.debtor.code().to_owned(),
        dimension: clause.dimension.code().to_owned(),
        metric: clause.metric.map(Metric::code).map(str::to_owned),
        target: decimal(clause.target),
        tolerance: decimal(clause.tolerance),
        early_days: clause.early_days,
        late_days: clause.late_days,
        quantity_tolerance: decimal(clause.quantity_tolerance),
        period: clause.period.code().to_owned(),
        measurer: clause.measurer.code().to_owned(),
        owner: clause.owner.map(|id| id.to_string()),
        tiers: CreditTier::write_all(&clause.tiers),
        fee: decimal(clause.fee),
    }
}

fn version(line: &VersionLine) -> VersionAnswer {
    let own = &line.version;
    VersionAnswer {
        number: own.number,
        by: line.author_name.clone(),
        at: own.made_at.to_string(),
        note: own.note.clone(),
        approval: own.approval.code().to_owned(),
        decided_by: line.decider_name.clone(),
        decision_note: own.decision_note.clone(),
        changes: line.changes.iter().map(change).collect(),
    }
}

fn change(change: &TermChange) -> TermChangeAnswer {
    TermChangeAnswer {
        term: change.name.to_owned(),
        of: change.of.clone(),
        before: change.before.as_ref().map(plain),
        after: change.after.as_ref().map(plain),
    }
}

/// What stands in a term, as programs read it.
fn plain(value: &TermValue) -> String {
    match value {
        TermValue::Text(text) => text.clone(),
        TermValue::Word(id) => (*id).to_owned(),
        TermValue::Percent(amount)
        | TermValue::PerMillion(amount)
        | TermValue::Number(amount)
        | TermValue::Days(amount) => amount.to_string(),
        TermValue::Money(amount, currency) => format!("{amount} {}", currency.code()),
        TermValue::Day(day) => day.to_string(),
        TermValue::User(id) => id.to_string(),
    }
}

fn round(line: &RoundLine) -> RoundAnswer {
    let own = &line.round.round;
    RoundAnswer {
        id: line.round.id.to_string(),
        day: own.day.to_string(),
        kind: own.kind.code().to_owned(),
        side: own.side.code().to_owned(),
        what: own.what.clone(),
        purpose: own.purpose.clone(),
        in_return: own.in_return.clone(),
        person: line.person_name.clone(),
        user: line.user_name.clone(),
        note: own.note.clone(),
        taken_back: line.round.is_taken_back,
    }
}
