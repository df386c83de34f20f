//! Opportunities as they leave the program.

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::market::{ContestReason, ReasonSource};

use super::{OpportunityLine, OpportunityPage, OpportunityView, cursor_text};
use crate::answers::happenings::NamedAnswer;
use crate::answers::opportunities::{
    OpportunitiesAnswer, OpportunityAnswer, OpportunityFullAnswer, OpportunityMoveAnswer,
    SalesSinceAnswer,
};
use crate::answers::value::{MoneyAnswer, WhyAnswer};
use crate::confirm_won::SalesSince;

impl OpportunityPage {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> OpportunitiesAnswer {
        OpportunitiesAnswer {
            opportunities: self.lines.iter().map(OpportunityLine::answer).collect(),
            next: self.next.as_ref().map(cursor_text),
            matching: self.matching,
        }
    }
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Whom the viewer does not see has no name here, and then no id either.
fn named(id: Option<String>, name: &str) -> Option<NamedAnswer> {
    id.filter(|_| !name.is_empty()).map(|id| NamedAnswer {
        id,
        name: name.to_owned(),
    })
}

impl OpportunityLine {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> OpportunityAnswer {
        let of = &self.opportunity;
        let (own, standing) = (&of.opportunity, &of.standing);
        let amount = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
        // Of somebody in a file the name stands as that, not as the name of a user.
        let owner = own.owner_id.map(|id| id.to_string());
        OpportunityAnswer {
            id: of.id.to_string(),
            name: own.name.clone(),
            account: named(own.account_id.map(|id| id.to_string()), &self.account_name),
            prospect: named(
                own.prospect_id.map(|id| id.to_string()),
                &self.prospect_name,
            ),
            product_groups: own.product_groups.clone(),
            value_low: amount(own.value_low),
            value_high: amount(own.value_high),
            currency: own.currency.map(|currency| currency.code().to_owned()),
            expected_on: day(own.expected_on),
            owner: named(owner, &self.owner_name),
            representative: text(&own.representative),
            person: named(own.person_id.map(|id| id.to_string()), &self.person_name),
            competitor: named(
                own.competitor_id.map(|id| id.to_string()),
                &self.competitor_name,
            ),
            stage: standing.stage.code().to_owned(),
            stage_day: day(standing.day),
            reason: standing.reason.map(|one| one.code().to_owned()),
            reason_source: standing.reason_source.map(reason_source),
            stage_note: standing.note.clone(),
            contest: of.contest_id.map(|id| id.to_string()),
            note: own.note.clone(),
            version: of.version,
        }
    }
}

fn reason_source(source: ReasonSource) -> String {
    source.code().to_owned()
}

impl SalesSince {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> SalesSinceAnswer {
        let money = |(amount, currency): &(Amount, _)| MoneyAnswer::new(*amount, *currency);
        SalesSinceAnswer {
            confirmed: self.first_day.is_some(),
            first_day: day(self.first_day),
            lines: self.lines,
            revenue: self.revenue.iter().map(money).collect(),
            why: WhyAnswer::from(&self.why),
        }
    }
}

impl OpportunityView {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> OpportunityFullAnswer {
        let moves = self.moves.iter().zip(&self.stays);
        let moves = moves.map(|((one, author), stay)| OpportunityMoveAnswer {
            stage: one.stage.code().to_owned(),
            day: day(one.day),
            days: stay.days,
            reason: one.reason.map(ContestReason::code).map(str::to_owned),
            note: one.note.clone(),
            author: text(author),
        });
        OpportunityFullAnswer {
            opportunity: self.line.answer(),
            codes: self.codes.clone(),
            moves: moves.collect(),
            sales: self.sales.as_ref().map(SalesSince::answer),
        }
    }
}
