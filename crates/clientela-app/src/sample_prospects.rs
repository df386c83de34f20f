//! Who may become a client of the sample firm, as the book keeps it.

use std::collections::HashMap;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::gifts::Official;
use clientela_domain::ids::{AccountId, CampaignId, ColdBatchId, PersonId, SpotterId};
use clientela_domain::prospects::{Answer, FeeTerms, Question, SourceKind, SpotterKind, Stage};
use clientela_samples::{SampleFirm, SampleOrigin, SampleProspect as Told, SampleSpotter};
use clientela_store::Viewer;
use clientela_store::campaigns::NewCampaign;
use clientela_store::cold_batches::NewColdBatch;
use clientela_store::new_id::new_id;
use clientela_store::prospects::{GivenAnswer, NewMove, NewProspect, NewSource, SampleProspect};
use clientela_store::sample_happenings::Dated;
use clientela_store::spotters::NewSpotter;

use crate::keep_spotters::WINDOW_DAYS;
use crate::sample_happenings::{day, moment};

/// The codes of the clients of which it tells.
pub(crate) fn codes(firm: &SampleFirm) -> impl Iterator<Item = &String> {
    let told = firm.happenings.prospects.iter();
    told.flat_map(|one| one.named_by.iter().chain(&one.became))
}

/// Where several prospects of the sample come from together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins {
    /// Campaigns.
    pub(crate) campaigns: Vec<(CampaignId, NewCampaign)>,
    /// Batches of cold contacts.
    pub(crate) batches: Vec<(ColdBatchId, NewColdBatch)>,
}

impl Origins {
    /// Those of a sample firm.
    pub(crate) fn of(firm: &SampleFirm, (viewer, today): (&Viewer, Date)) -> Self {
        let mut all = Self::default();
        for told in &firm.happenings.origins {
            all.add(told, (viewer, today));
        }
        all
    }

    fn add(&mut self, told: &SampleOrigin, (viewer, today): (&Viewer, Date)) {
        let (on, at) = (day(today, told.days_ago), moment(today, told.days_ago));
        let cost = Some(Amount::from_cents(told.cost * 100));
        let currency = Some(Currency::EUR);
        match SourceKind::from_code(told.source) {
            Some(SourceKind::Cold) => {
                let batch = NewColdBatch {
                    name: told.name.to_owned(),
                    list_from: told.list.to_owned(),
                    reason: told.reason.to_owned(),
                    day: on,
                    worker_id: viewer.user,
                    cost,
                    currency,
                    note: String::new(),
                };
                self.batches.push((ColdBatchId(new_id(at)), batch));
            }
            Some(kind) if kind.is_campaign() => {
                let campaign = NewCampaign {
                    kind,
                    name: told.name.to_owned(),
                    first_day: Some(on),
                    last_day: Some(on),
                    cost,
                    currency,
                    note: told.reason.to_owned(),
                };
                self.campaigns.push((CampaignId(new_id(at)), campaign));
            }
            _ => {}
        }
    }

    /// The campaign and the batch a prospect came by.
    fn behind(&self, told: &Told) -> (Option<CampaignId>, Option<ColdBatchId>) {
        let campaign = self
            .campaigns
            .iter()
            .find(|(_, one)| one.kind.code() == told.source && one.name == told.detail);
        let batch = self
            .batches
            .iter()
            .find(|(_, one)| told.source == SourceKind::Cold.code() && one.name == told.detail);
        (campaign.map(|one| one.0), batch.map(|one| one.0))
    }
}

/// The agreements with those who find prospects for a fee.
pub(crate) fn spotters(
    firm: &SampleFirm,
    (viewer, today): (&Viewer, Date),
) -> Vec<(SpotterId, NewSpotter)> {
    let cents = Amount::from_cents;
    let agreement = |told: &SampleSpotter| {
        let new = NewSpotter {
            kind: SpotterKind::from_code(told.kind)?,
            name: told.name.to_owned(),
            person_id: None,
            contract: told.contract.to_owned(),
            first_day: Some(day(today, told.days_ago)),
            last_day: None,
            terms: FeeTerms {
                for_name: cents(told.fee_name),
                for_qualified: cents(told.fee_qualified),
                share_of_first_year: 0,
                window_days: WINDOW_DAYS,
                most_by_prospect: None,
            },
            list_price: told.list_price.map(cents),
            currency: Currency::EUR,
            payment_days: told.payment_days,
            official: Official::No,
            employer_consent: String::new(),
            tax_document: told.tax_document.to_owned(),
            note: String::new(),
        };
        Some((SpotterId(new_id(viewer.at)), new))
    };
    let told = firm.happenings.spotters.iter();
    told.filter_map(agreement).collect()
}

/// The prospects; `clients` are its clients by their keys, and whoever is there.
pub(crate) fn prospects(
    firm: &SampleFirm,
    clients: (
        &HashMap<String, AccountId>,
        &HashMap<AccountId, Vec<PersonId>>,
    ),
    origins: &Origins,
    spotters: &[(SpotterId, NewSpotter)],
    (viewer, today): (&Viewer, Date),
) -> Vec<Dated<SampleProspect>> {
    let book = Book {
        origins,
        spotters,
        known: clients.0,
        people: clients.1,
        viewer,
        today,
    };
    let told = firm.happenings.prospects.iter();
    told.filter_map(|one| book.prospect(one)).collect()
}

/// Whom the sample tells of.
struct Book<'a> {
    origins: &'a Origins,
    spotters: &'a [(SpotterId, NewSpotter)],
    known: &'a HashMap<String, AccountId>,
    people: &'a HashMap<AccountId, Vec<PersonId>>,
    viewer: &'a Viewer,
    today: Date,
}

impl Book<'_> {
    fn account(&self, code: Option<&String>) -> Option<AccountId> {
        self.known.get(&format!("c:{}", code?)).copied()
    }

    fn spotter(&self, name: &str) -> Option<SpotterId> {
        let mut all = self.spotters.iter();
        all.find(|(_, new)| new.name == name).map(|(id, _)| *id)
    }

    fn prospect(&self, told: &Told) -> Option<Dated<SampleProspect>> {
        let came = day(self.today, told.days_ago);
        let named_by = self.account(told.named_by.as_ref());
        let there = named_by.and_then(|account| self.people.get(&account));
        let (campaign_id, batch_id) = self.origins.behind(told);
        let joined = campaign_id.is_some() || batch_id.is_some();
        let source = NewSource {
            kind: SourceKind::from_code(told.source)?,
            channel: String::new(),
            day: came,
            person_id: there.and_then(|people| people.first()).copied(),
            account_id: named_by,
            campaign_id,
            batch_id,
            publication_id: None,
            spotter_id: told.agreement.and_then(|name| self.spotter(name)),
            detail: if joined { "" } else { told.detail }.to_owned(),
            cost: None,
            currency: None,
        };
        let prospect = NewProspect {
            name: told.name.to_owned(),
            city: told.city.to_owned(),
            country: "BG".to_owned(),
            owner_id: self.viewer.user,
            ..NewProspect::default()
        };
        let what = SampleProspect {
            prospect,
            source,
            answers: self.answers(told),
            moves: self.moves(told),
            became: self.account(told.became.as_ref()),
        };
        Some(Dated {
            what,
            author: self.viewer.user,
            at: moment(self.today, told.days_ago),
        })
    }

    /// What was found out, on the day of the first step.
    fn answers(&self, told: &Told) -> Vec<GivenAnswer> {
        let days_ago = told.moves.first().map_or(told.days_ago, |step| step.1);
        let given = |(question, answer, evidence): &(&str, &str, &str)| {
            Some(GivenAnswer {
                question: Question::from_code(question)?,
                answer: Answer::from_code(answer)?,
                evidence: (*evidence).to_owned(),
                day: day(self.today, days_ago),
                author_id: self.viewer.user,
                created_at: moment(self.today, days_ago),
            })
        };
        told.answers.iter().filter_map(given).collect()
    }

    fn moves(&self, told: &Told) -> Vec<NewMove> {
        let step = |(stage, days_ago, why): &(&str, i64, &str)| {
            let stage = Stage::from_code(stage)?;
            let (reason, note) = match stage {
                Stage::Lost => (*why, ""),
                _ => ("", *why),
            };
            let review_in = told.review_in.filter(|_| stage == Stage::Parked);
            Some(NewMove {
                stage,
                day: day(self.today, *days_ago),
                reason: reason.to_owned(),
                note: note.to_owned(),
                review_on: review_in.map(|days| day(self.today, -days)),
            })
        };
        told.moves.iter().filter_map(step).collect()
    }
}
