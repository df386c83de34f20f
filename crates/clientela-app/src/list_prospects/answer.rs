//! Prospects as they leave the program.

use clientela_domain::day::Date;
use clientela_domain::prospects::{Answer, Part, Question, Way};

use super::{NamedSource, ProspectLine, ProspectPage, ProspectView, cursor_text};
use crate::answers::happenings::NamedAnswer;
use crate::answers::prospects::{
    GivenAnswerAnswer, ProspectAnswer, ProspectFullAnswer, ProspectPersonAnswer,
    ProspectSourceAnswer, ProspectsAnswer, QualificationAnswer, StageMoveAnswer, WayInAnswer,
};
use crate::confirm_won::SalesSince;
use crate::prospect_chances::ProspectChance;
use crate::ways_in::WayIn;
use crate::who_decides::MayDecide;

impl ProspectPage {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> ProspectsAnswer {
        ProspectsAnswer {
            prospects: self.lines.iter().map(ProspectLine::answer).collect(),
            next: self.next.as_ref().map(cursor_text),
            matching: self.matching,
        }
    }
}

fn text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn named(id: Option<String>, name: &str) -> Option<NamedAnswer> {
    id.map(|id| NamedAnswer {
        id,
        name: name.to_owned(),
    })
}

impl ProspectLine {
    fn qualification(&self) -> QualificationAnswer {
        let answers = &self.prospect.answers;
        let code = |question| answers.answer(question).code().to_owned();
        // Of the two needs the one that says more in favour: either is enough.
        let order = [Answer::Yes, Answer::Partly, Answer::Unknown, Answer::No];
        let either = Part::Need
            .questions()
            .iter()
            .map(|one| answers.answer(*one));
        let either: Vec<Answer> = either.collect();
        let need = order.into_iter().find(|answer| either.contains(answer));
        QualificationAnswer {
            need: need.unwrap_or(Answer::Unknown).code().to_owned(),
            functional_need: code(Question::FunctionalNeed),
            prestige_need: code(Question::PrestigeNeed),
            ability: code(Question::Ability),
            authority: code(Question::Authority),
            access: code(Question::Access),
        }
    }

    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> ProspectAnswer {
        let (own, standing) = (&self.prospect.prospect, &self.prospect.standing);
        let came = self.source.as_ref().map(|one| &one.source);
        let referrer = came.and_then(|came| {
            let person = came.person_id.map(|id| id.to_string());
            person.or_else(|| came.account_id.map(|id| id.to_string()))
        });
        let failing = self.qualification.failing.iter();
        ProspectAnswer {
            id: self.prospect.id.to_string(),
            name: own.name.clone(),
            source: came.map(|came| came.kind.code().to_owned()),
            channel: came.and_then(|came| text(&came.channel)),
            referrer: named(referrer, &self.referrer_name),
            qualification: self.qualification(),
            verdict: self.qualification.verdict.code().to_owned(),
            failing: failing.map(|part| part.code().to_owned()).collect(),
            chance: self.chance.as_ref().map(ProspectChance::answer),
            next_question: self
                .next
                .as_ref()
                .map(|next| next.question.code().to_owned()),
            stage: standing.stage.code().to_owned(),
            stage_day: standing.day.to_string(),
            reason: text(&standing.reason),
            stage_note: standing.note.clone(),
            review_on: day(standing.review_on),
            city: own.city.clone(),
            country: own.country.clone(),
            registration_number: own.registration_number.clone(),
            website: own.website.clone(),
            phone: own.phone.clone(),
            email: own.email.clone(),
            owner: named(own.owner_id.map(|id| id.to_string()), &self.owner_name),
            next_step: own.next_step.clone(),
            next_on: day(own.next_on),
            informed_on: day(own.informed_on),
            note: own.note.clone(),
            account: named(
                self.prospect.account_id.map(|id| id.to_string()),
                &self.account_name,
            ),
            confirmed: self.confirmed,
            days_in_stage: self.days_in_stage,
            version: self.prospect.version,
        }
    }
}

impl NamedSource {
    fn answer(&self) -> ProspectSourceAnswer {
        let own = &self.source.source;
        ProspectSourceAnswer {
            id: self.source.id.to_string(),
            source: own.kind.code().to_owned(),
            channel: text(&own.channel),
            day: own.day.to_string(),
            person: named(own.person_id.map(|id| id.to_string()), &self.person_name),
            account: named(own.account_id.map(|id| id.to_string()), &self.account_name),
            campaign: own.campaign_id.map(|id| id.to_string()),
            publication: named(
                own.publication_id.map(|id| id.to_string()),
                &self.publication_name,
            ),
            batch: own.batch_id.map(|id| id.to_string()),
            detail: own.detail.clone(),
            cost: own.cost.map(|cost| cost.to_string()),
            currency: own.currency.map(|currency| currency.code().to_owned()),
        }
    }
}

fn way((of, warm): &(Way<WayIn>, bool)) -> WayInAnswer {
    let who = &of.who;
    WayInAnswer {
        user: NamedAnswer {
            id: who.user.to_string(),
            name: who.user_name.clone(),
        },
        kind: of.kind.code().to_owned(),
        steps: of.kind.steps(),
        person: NamedAnswer {
            id: who.person.to_string(),
            name: who.person_name.clone(),
        },
        account: named(who.account.map(|id| id.to_string()), &who.account_name),
        last_talk: of.last.to_string(),
        warm: *warm,
    }
}

impl ProspectView {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> ProspectFullAnswer {
        let people = self.people.iter().map(|one| ProspectPersonAnswer {
            person: one.person_id.to_string(),
            name: one.name.clone(),
            role: one.role.clone(),
            contact: one.contact.clone(),
        });
        let answers = self.answers.iter().map(|(one, author)| GivenAnswerAnswer {
            question: one.question.code().to_owned(),
            answer: one.answer.code().to_owned(),
            evidence: one.evidence.clone(),
            day: one.day.to_string(),
            author: text(author),
        });
        let moves = self.moves.iter().zip(&self.stays);
        let moves = moves.map(|((one, author), days)| StageMoveAnswer {
            stage: one.step.stage.code().to_owned(),
            day: one.step.day.to_string(),
            days: *days,
            reason: text(&one.step.reason),
            note: one.step.note.clone(),
            review_on: day(one.step.review_on),
            author: text(author),
        });
        ProspectFullAnswer {
            prospect: self.line.answer(),
            people: people.collect(),
            sources: self.sources.iter().map(NamedSource::answer).collect(),
            answers: answers.collect(),
            moves: moves.collect(),
            sales: self.sales.as_ref().map(SalesSince::answer),
            ability: self.ability.answer(),
            may_decide: self.deciders.iter().map(MayDecide::answer).collect(),
            ways: self.ways.ways.iter().map(way).collect(),
        }
    }
}
