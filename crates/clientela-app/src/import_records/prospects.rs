//! Rows of a file of prospects: each makes one prospect, unless the book or an earlier row has it already; one the
//! book knows by its code becomes a client when the file says so.

use std::collections::{BTreeSet, HashMap, HashSet};

use clientela_domain::day::Date;
use clientela_domain::ids::{CampaignId, ColdBatchId, PersonId, ProspectId, SpotterId};
use clientela_domain::names::{fold, matching_key};
use clientela_domain::prospects::{Answer, Question, SourceKind, Stage};
use clientela_domain::records::RecordColumn;
use clientela_domain::records::prospect_words::{prospect_answer, prospect_source, prospect_stage};
use clientela_domain::records::words;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::Viewer;
use clientela_store::campaigns::{self, Campaign};
use clientela_store::cold_batches::{self, ColdBatch};
use clientela_store::import_records::{ImportRecord, RecordAction, RecordEntity};
use clientela_store::new_id::new_id;
use clientela_store::people::NewPerson;
use clientela_store::prospects::{
    self, BroughtProspect, BroughtWin, NewMove, NewProspect, NewSource, Prospect,
};
use clientela_store::spotters::{self, Spotter};
use serde_json::json;

use super::Wishes;
use super::account_finder::AccountFinder;
use super::gifts::{colleague, free, read_day};
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::{Work, reason_of};
use crate::context::{BookState, Context};
use crate::error::{AppError, Refusal};
use crate::keep_prospects::{ContactPersonDraft, ProspectDraft, checked, checked_person};

/// The five questions and their columns.
const ANSWERS: [(RecordColumn, Question); 5] = [
    (RecordColumn::FunctionalNeed, Question::FunctionalNeed),
    (RecordColumn::PrestigeNeed, Question::PrestigeNeed),
    (RecordColumn::Ability, Question::Ability),
    (RecordColumn::Authority, Question::Authority),
    (RecordColumn::Access, Question::Access),
];

/// What each row would do.
pub(super) async fn sort(
    context: &Context,
    viewer: &Viewer,
    plan: &RecordPlan,
    rows: &[Row],
    wishes: Wishes,
) -> Result<Work, AppError> {
    let state = context.book_state(viewer).await?;
    let read = context.store.read(viewer);
    let of_file = match wishes.campaign {
        None => None,
        Some(id) => {
            let found = campaigns::get(&read, id).await?;
            Some(found.ok_or_else(|| Refusal::OptionInvalid {
                option: "--campaign",
                code: "no-campaign",
                value: id.to_string(),
            })?)
        }
    };
    let texts = rows
        .iter()
        .map(|row| row.text(plan, RecordColumn::Referrer));
    let finder = AccountFinder::load(context, viewer, &state, texts).await?;
    let codes: BTreeSet<String> = rows
        .iter()
        .filter_map(|row| row.code(plan).ok())
        .filter(|code| !code.is_empty())
        .map(str::to_owned)
        .collect();
    let codes: Vec<String> = codes.into_iter().collect();
    let mut sorting = Sorting {
        viewer,
        plan,
        state: &state,
        finder: &finder,
        now: context.clock.now(),
        today: context.clock.today(),
        known: prospects::known_by_codes(&read, &codes).await?,
        names: names_of(&read, plan, rows).await?,
        spotters: spotters::list(&read).await?,
        campaigns: campaigns::list(&read).await?,
        of_file,
        batches: cold_batches::list(&read).await?,
        seen: HashSet::new(),
        won: HashSet::new(),
        work: Work::default(),
    };
    for row in rows {
        if let Err(fault) = sorting.take(row) {
            sorting.work.set_aside.push(row.set_aside(plan, fault));
        }
    }
    Ok(sorting.work)
}

/// Keys of the names in rows without a code that the book has.
async fn names_of(
    read: &clientela_store::Read,
    plan: &RecordPlan,
    rows: &[Row],
) -> Result<HashSet<String>, AppError> {
    let keys: BTreeSet<String> = rows
        .iter()
        .filter(|row| row.code(plan).is_ok_and(str::is_empty))
        .map(|row| matching_key(row.text(plan, RecordColumn::Name)).key)
        .filter(|key| !key.is_empty())
        .collect();
    let keys: Vec<String> = keys.into_iter().collect();
    Ok(prospects::known_keys(read, &keys).await?)
}

/// What stands behind a way in which a prospect came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Behind {
    campaign: Option<CampaignId>,
    batch: Option<ColdBatchId>,
    spotter: Option<SpotterId>,
}

/// The one there is; none where there are several.
fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

struct Sorting<'a> {
    viewer: &'a Viewer,
    plan: &'a RecordPlan,
    state: &'a BookState,
    finder: &'a AccountFinder,
    now: jiff::Timestamp,
    today: Date,
    /// Prospects of the book by their codes.
    known: HashMap<String, Prospect>,
    /// Agreements with those who are paid for names.
    spotters: Vec<Spotter>,
    /// Campaigns.
    campaigns: Vec<Campaign>,
    /// By which those came whose way the file does not say.
    of_file: Option<Campaign>,
    /// Batches of cold contacts.
    batches: Vec<ColdBatch>,
    /// Keys of names the book has.
    names: HashSet<String>,
    /// What earlier rows brought: by code, or by the key of the name.
    seen: HashSet<String>,
    /// What earlier rows said became a client.
    won: HashSet<ProspectId>,
    work: Work,
}

impl Sorting<'_> {
    fn text(&self, row: &Row, column: RecordColumn) -> String {
        row.text(self.plan, column).to_owned()
    }

    fn take(&mut self, row: &Row) -> Result<(), Fault> {
        let code = row.code(self.plan)?.to_owned();
        if let Some(known) = self.known.get(&code).filter(|_| !code.is_empty()) {
            let known = known.clone();
            return self.take_known(row, &known);
        }
        let name = match self.text(row, RecordColumn::Name) {
            name if name.is_empty() => code.clone(),
            name => name,
        };
        if name.is_empty() {
            return Err(Fault::at(RecordColumn::Name, SetAsideReason::NameMissing));
        }
        let key = matching_key(&name).key;
        let mark = if code.is_empty() {
            format!("n:{key}")
        } else {
            format!("c:{code}")
        };
        let in_book = code.is_empty() && self.names.contains(&key);
        if in_book || self.seen.contains(&mark) {
            self.work.duplicate += 1;
            self.work.prospects_found.matched += 1;
            return Ok(());
        }
        let brought = self.read(row, (name, code))?;
        self.seen.insert(mark);
        self.work.accepted += 1;
        self.work.prospects_found.created += 1;
        let made = ImportRecord::created(RecordEntity::Prospect, brought.id.0);
        self.work.records.push(made);
        self.work.new_prospects.push(brought);
        Ok(())
    }

    /// A prospect of the book: it becomes a client when the row says so, and is known otherwise.
    fn take_known(&mut self, row: &Row, known: &Prospect) -> Result<(), Fault> {
        let step = self.step(row)?;
        let was = known.standing.stage;
        if step.stage != Stage::Won || was == Stage::Won || !self.won.insert(known.id) {
            self.work.duplicate += 1;
            self.work.prospects_found.matched += 1;
            return Ok(());
        }
        self.work.accepted += 1;
        self.work.prospects_found.matched += 1;
        self.work.records.push(ImportRecord {
            entity: RecordEntity::Prospect,
            id: known.id.0,
            detail: String::new(),
            action: RecordAction::Changed,
            before: Some(json!({ "stage": was.code() }).to_string()),
            after: Some(json!({ "stage": Stage::Won.code() }).to_string()),
        });
        self.work.won_prospects.push(BroughtWin {
            id: known.id,
            version: known.version,
            day: step.day,
        });
        Ok(())
    }

    fn read(
        &mut self,
        row: &Row,
        (name, code): (String, String),
    ) -> Result<BroughtProspect, Fault> {
        let step = self.step(row)?;
        let contact = self.text(row, RecordColumn::ContactPerson);
        let (phone, email) = (
            self.text(row, RecordColumn::Phone),
            self.text(row, RecordColumn::Email),
        );
        let of_person = !contact.is_empty();
        let own = |text: &String| {
            if of_person {
                String::new()
            } else {
                text.clone()
            }
        };
        let new = self.prospect(row, (name, own(&phone), own(&email)))?;
        let source = self.source(row, step.day)?;
        let answers = self.answers(row)?;
        let person = if of_person {
            let draft = ContactPersonDraft {
                name: contact,
                role: String::new(),
                phone,
                email,
            };
            Some(self.person(&draft)?)
        } else {
            None
        };
        Ok(BroughtProspect {
            id: ProspectId(new_id(self.now)),
            new,
            source,
            answers,
            step,
            person,
            code,
        })
    }

    fn person(&mut self, draft: &ContactPersonDraft) -> Result<PersonId, Fault> {
        let read = checked_person(draft).map_err(|error| fault(&error))?;
        let missing = Fault::at(RecordColumn::ContactPerson, SetAsideReason::NameMissing);
        let (values, _) = read.ok_or(missing)?;
        let id = PersonId(new_id(self.now));
        let made = ImportRecord::created(RecordEntity::Person, id.0);
        self.work.records.push(made);
        self.work.new_people.push(NewPerson { id, values });
        Ok(id)
    }

    fn prospect(
        &self,
        row: &Row,
        (name, phone, email): (String, String, String),
    ) -> Result<NewProspect, Fault> {
        let day = |column| {
            let day = read_day(self.plan, column, row.text(self.plan, column))?;
            Ok::<_, Fault>(day.map(|day| day.to_string()).unwrap_or_default())
        };
        let country = self.text(row, RecordColumn::Country);
        let owner = row.text(self.plan, RecordColumn::Owner);
        let draft = ProspectDraft {
            name,
            registration_number: self.text(row, RecordColumn::RegistrationNumber),
            city: self.text(row, RecordColumn::City),
            country: words::country(&country).unwrap_or(country),
            website: self.text(row, RecordColumn::Website),
            phone,
            email,
            owner: colleague(self.viewer, self.state, owner)?,
            note: free(RecordColumn::Note, &self.text(row, RecordColumn::Note))?,
            next_step: free(
                RecordColumn::NextStep,
                &self.text(row, RecordColumn::NextStep),
            )?,
            next_on: day(RecordColumn::NextOn)?,
            informed_on: String::new(),
        };
        checked(&draft, self.today).map_err(|error| fault(&error))
    }

    /// How it came; none where neither the file nor whoever brings it says: that is not the same as a way called
    /// `unknown`.
    fn source(&mut self, row: &Row, day: Date) -> Result<Option<NewSource>, Fault> {
        let said = row.text(self.plan, RecordColumn::ProspectSource);
        let campaign = self.of_file.as_ref().filter(|_| said.is_empty());
        let (kind, channel) = match campaign {
            Some(of) => (of.campaign.kind, String::new()),
            None if said.is_empty() => return Ok(None),
            None => prospect_source(said),
        };
        // Whoever was there came when it began; not after the day on which the file says how far they are.
        let began = campaign.and_then(|one| one.campaign.first_day);
        let day = began.map_or(day, |began| began.min(day));
        let campaign = campaign.map(|one| one.id);
        let detail = self.text(row, RecordColumn::SourceDetail);
        let mut detail = free(RecordColumn::SourceDetail, &detail)?;
        let referrer = row.text(self.plan, RecordColumn::Referrer);
        let by_referrer = self.agreement(kind, referrer);
        let behind = match campaign {
            Some(_) => Behind::default(),
            None => self.behind(kind, &detail),
        };
        // Beside a campaign that is said already, what the row tells stays as words.
        let may_name = campaign.is_none() && by_referrer.is_none() && kind.has_something_behind();
        if behind != Behind::default() {
            // What the detail names is joined, and needs no words of its own.
            detail.clear();
        } else if may_name && !detail.is_empty() {
            self.work.unknown_sources.insert(detail.clone());
        }
        let account = match self.finder.all(referrer)[..] {
            [one] if !referrer.is_empty() && by_referrer.is_none() => Some(one),
            _ => None,
        };
        if account.is_none() && by_referrer.is_none() && !referrer.is_empty() {
            // Whoever is not in the book as a client stays as a word.
            detail = match detail.as_str() {
                "" => referrer.to_owned(),
                other => format!("{referrer}: {other}"),
            };
        }
        Ok(Some(NewSource {
            kind,
            channel: free(RecordColumn::ProspectSource, &channel)?,
            day: self.past(row, RecordColumn::ReferredOn)?.unwrap_or(day),
            person_id: None,
            account_id: account,
            campaign_id: campaign.or(behind.campaign),
            batch_id: behind.batch,
            publication_id: None,
            spotter_id: by_referrer.or(behind.spotter),
            detail,
            cost: None,
            currency: None,
        }))
    }

    /// The one campaign of the kind, batch or agreement that the detail of a way names.
    fn behind(&self, kind: SourceKind, detail: &str) -> Behind {
        let folded = fold(detail);
        let mut behind = Behind::default();
        if folded.is_empty() {
            return behind;
        }
        if kind.is_campaign() {
            let fits =
                |one: &&Campaign| one.campaign.kind == kind && fold(&one.campaign.name) == folded;
            let found = only(self.campaigns.iter().filter(fits));
            behind.campaign = found.map(|one| one.id);
        }
        if kind.is_cold() {
            let fits = |one: &&ColdBatch| fold(&one.batch.name) == folded;
            let found = only(self.batches.iter().filter(fits));
            behind.batch = found.map(|one| one.id);
        }
        behind.spotter = self.agreement(kind, detail);
        behind
    }

    /// The one agreement with whom a paid way names.
    fn agreement(&self, kind: SourceKind, referrer: &str) -> Option<SpotterId> {
        let folded = fold(referrer);
        let named = |one: &&Spotter| fold(&one.spotter.name) == folded;
        let mut found = self.spotters.iter().filter(named);
        match (found.next(), found.next()) {
            (Some(one), None) if kind.is_paid_by_name() && !folded.is_empty() => Some(one.id),
            _ => None,
        }
    }

    fn answers(&self, row: &Row) -> Result<Vec<(Question, Answer, String)>, Fault> {
        let evidence = free(
            RecordColumn::Evidence,
            &self.text(row, RecordColumn::Evidence),
        )?;
        let mut answers = Vec::new();
        for (column, question) in ANSWERS {
            let said = row.text(self.plan, column);
            if said.is_empty() {
                continue;
            }
            let unknown = Fault::at(column, SetAsideReason::ProspectWordUnknown);
            let answer = prospect_answer(said).ok_or(unknown)?;
            answers.push((question, answer, evidence.clone()));
        }
        Ok(answers)
    }

    /// Where the row says it stands, and since when.
    fn step(&self, row: &Row) -> Result<NewMove, Fault> {
        let won_on = self.past(row, RecordColumn::WonOn)?;
        let said = row.text(self.plan, RecordColumn::State);
        let unknown = Fault::at(RecordColumn::State, SetAsideReason::ProspectWordUnknown);
        let stage = match (said, won_on) {
            ("", Some(_)) => Stage::Won,
            ("", None) => Stage::Prospect,
            (word, _) => prospect_stage(word).ok_or(unknown)?,
        };
        let came = self.past(row, RecordColumn::ReferredOn)?;
        Ok(NewMove {
            stage,
            day: won_on.or(came).unwrap_or(self.today),
            reason: String::new(),
            note: String::new(),
            review_on: None,
        })
    }

    /// A day that has been; a time behind it is left out.
    fn past(&self, row: &Row, column: RecordColumn) -> Result<Option<Date>, Fault> {
        let text = row.text(self.plan, column);
        let day = text.split(['T', ' ']).next().unwrap_or_default();
        let day = read_day(self.plan, column, day)?;
        if day.is_some_and(|day| day > self.today) {
            return Err(Fault::at(column, SetAsideReason::DayInFuture));
        }
        Ok(day)
    }
}

/// The cell at which a form of a prospect would refuse what stands in a row.
fn fault(error: &AppError) -> Fault {
    let AppError::Invalid { field, code, .. } = error else {
        return Fault::at(RecordColumn::Name, SetAsideReason::NameMissing);
    };
    let column = match *field {
        "registration_number" => RecordColumn::RegistrationNumber,
        "country" => RecordColumn::Country,
        "website" => RecordColumn::Website,
        "phone" => RecordColumn::Phone,
        "email" => RecordColumn::Email,
        "city" => RecordColumn::City,
        "next_step" => RecordColumn::NextStep,
        "contact" | "given_name" | "family_name" | "contacts" => RecordColumn::ContactPerson,
        _ => RecordColumn::Name,
    };
    Fault::at(column, reason_of(code))
}
