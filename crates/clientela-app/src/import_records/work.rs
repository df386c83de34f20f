//! What a file of records is going to write, and the one transaction that makes it true.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::ids::{
    AccountId, ClientPurchaseId, CompetitorId, CompetitorPositionId, ConfidentialityId,
    ExecutionEventId, GiftId, ImportId, InteractionId, ObligationId, OpportunityId, PersonId,
    PlaceholderId, PlannedVisitId, ProblemId, SpotterId, SupportId, SurveyAnswerId, ThreatId,
    UserId,
};
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::accounts::{AccountValues, NewBrought};
use clientela_store::affiliations::AffiliationValues;
use clientela_store::agreements::BroughtAgreement;
use clientela_store::brought;
use clientela_store::confidentiality::{BroughtConfidentiality, NewConfidentiality};
use clientela_store::duplicate_pairs::{FoundPair, PairKind};
use clientela_store::execution_events::{BroughtEvent, ExecutionEvent, NewExecutionEvent};
use clientela_store::gifts::{BroughtGift, GiftRules, NewGift};
use clientela_store::import_records::{ImportRecord, RecordEntity};
use clientela_store::imports::{ImportStatus, RowCounts};
use clientela_store::interactions::NewInteraction;
use clientela_store::market::{
    self, BroughtTold, Kept, NewClientPurchase, NewPosition, competitors,
};
use clientela_store::obligations::{BroughtObligation, ToldObligation};
use clientela_store::opportunities::{BroughtOpportunity, ToldOpportunity};
use clientela_store::people::{NewPerson, PersonValues};
use clientela_store::people_map::{BroughtStatement, NewPlaceholder};
use clientela_store::planned_visits::{BroughtVisit, CorrectedVisit, ToldVisit};
use clientela_store::problems::{BroughtProblem, NewProblem, Problem};
use clientela_store::prospects::{BroughtProspect, BroughtWin};
use clientela_store::spotters::{BroughtSpotter, NewSpotter, Spotter};
use clientela_store::supports::{BroughtSupport, NewSupport};
use clientela_store::survey_answers::{BroughtAnswer, NewSurveyAnswer, SurveyAnswer};
use clientela_store::threats::{BroughtThreat, NewThreat, Threat};
use clientela_store::{JournalEntry, StoreError, Tx, Viewer};
use clientela_store::{
    accounts, agreements, confidentiality, duplicate_pairs, execution_events, gifts,
    import_records, imports, interactions, mappings, obligations, opportunities, people,
    people_map, planned_visits, problems, prospects, set_aside, spotters, supports, survey_answers,
    threats,
};
use serde_json::json;
use uuid::Uuid;

use super::plan::{RecordPlan, mapping_key};
use super::rows::ReadRows;
use crate::answers::import::{MatchedAnswer, RowsAnswer};
use crate::commit_import::{row_counts, stored_row};
use crate::context::Context;
use crate::error::AppError;
use crate::import_options::ImportOptions;
use crate::import_report::{ImportReport, Notice};
use crate::new_twins::{Twins, organisation_of, person_of};
use crate::set_aside::SetAsideRow;
use crate::stored_report::StoredReport;

/// A client that is changed.
#[derive(Clone, Debug)]
pub(crate) struct AccountChange {
    pub(crate) id: AccountId,
    /// The version it was read at.
    pub(crate) version: i64,
    pub(crate) values: AccountValues,
}

/// A person who is changed.
#[derive(Clone, Debug)]
pub(crate) struct PersonChange {
    pub(crate) id: PersonId,
    pub(crate) version: i64,
    pub(crate) values: PersonValues,
}

/// An interaction with its author and the code by which the file knows it.
pub(crate) type NewBroughtInteraction = (InteractionId, NewInteraction, Option<UserId>, String);

/// What the rows of a file do.
#[derive(Clone, Debug, Default)]
pub(crate) struct Work {
    pub(crate) new_accounts: Vec<NewBrought>,
    pub(crate) changed_accounts: Vec<AccountChange>,
    /// New clients and those above them in their groups.
    pub(crate) below: Vec<(AccountId, AccountId)>,
    /// Customer keys and the known clients they belong to from now on.
    pub(crate) links: Vec<(String, AccountId)>,
    pub(crate) new_people: Vec<NewPerson>,
    pub(crate) changed_people: Vec<PersonChange>,
    pub(crate) places: Vec<(PersonId, AffiliationValues)>,
    pub(crate) new_interactions: Vec<NewBroughtInteraction>,
    pub(crate) changed_interactions: Vec<(InteractionId, i64, NewInteraction)>,
    pub(crate) new_obligations: Vec<BroughtObligation>,
    pub(crate) changed_obligations: Vec<(ObligationId, i64, ToldObligation, String)>,
    pub(crate) new_placeholders: Vec<(PlaceholderId, NewPlaceholder)>,
    pub(crate) new_statements: Vec<BroughtStatement>,
    pub(crate) new_gifts: Vec<BroughtGift>,
    pub(crate) changed_gifts: Vec<(GiftId, i64, NewGift)>,
    /// By what gifts are judged.
    pub(crate) gift_rules: GiftRules,
    pub(crate) new_supports: Vec<BroughtSupport>,
    pub(crate) changed_supports: Vec<(SupportId, i64, NewSupport)>,
    pub(crate) new_confidentiality: Vec<BroughtConfidentiality>,
    pub(crate) changed_confidentiality: Vec<(ConfidentialityId, i64, NewConfidentiality)>,
    pub(crate) new_agreements: Vec<BroughtAgreement>,
    pub(crate) new_events: Vec<BroughtEvent>,
    pub(crate) changed_events: Vec<(ExecutionEventId, i64, NewExecutionEvent)>,
    pub(crate) new_problems: Vec<BroughtProblem>,
    pub(crate) changed_problems: Vec<(ProblemId, i64, NewProblem)>,
    pub(crate) new_answers: Vec<BroughtAnswer>,
    pub(crate) changed_answers: Vec<(SurveyAnswerId, i64, NewSurveyAnswer)>,
    /// Competitors the file names first, with their names.
    pub(crate) new_competitors: Vec<(CompetitorId, String)>,
    pub(crate) new_positions: Vec<BroughtTold<NewPosition>>,
    pub(crate) changed_positions: Vec<(CompetitorPositionId, i64, NewPosition)>,
    pub(crate) new_purchases: Vec<BroughtTold<NewClientPurchase>>,
    pub(crate) changed_purchases: Vec<(ClientPurchaseId, i64, NewClientPurchase)>,
    pub(crate) new_threats: Vec<BroughtThreat>,
    pub(crate) changed_threats: Vec<(ThreatId, i64, NewThreat)>,
    pub(crate) new_prospects: Vec<BroughtProspect>,
    /// What the details of ways name that no campaign, batch or agreement of the book is called.
    pub(crate) unknown_sources: BTreeSet<String>,
    /// Prospects of the book that became clients.
    pub(crate) won_prospects: Vec<BroughtWin>,
    pub(crate) new_opportunities: Vec<BroughtOpportunity>,
    pub(crate) changed_opportunities: Vec<(OpportunityId, i64, ToldOpportunity)>,
    pub(crate) new_spotters: Vec<BroughtSpotter>,
    pub(crate) changed_spotters: Vec<(SpotterId, i64, NewSpotter)>,
    pub(crate) new_visits: Vec<BroughtVisit>,
    pub(crate) changed_visits: Vec<(PlannedVisitId, i64, ToldVisit)>,
    /// What is remembered for the undo.
    pub(crate) records: Vec<ImportRecord>,
    /// Rows nobody could take.
    pub(crate) set_aside: Vec<SetAsideRow>,
    /// Rows that brought something.
    pub(crate) accepted: u64,
    /// Rows of which everything is known.
    pub(crate) duplicate: u64,
    pub(crate) accounts: MatchedAnswer,
    pub(crate) people: MatchedAnswer,
    pub(crate) interactions_found: MatchedAnswer,
    pub(crate) obligations_found: MatchedAnswer,
    pub(crate) map_found: MatchedAnswer,
    pub(crate) gifts_found: MatchedAnswer,
    pub(crate) supports_found: MatchedAnswer,
    pub(crate) confidentiality_found: MatchedAnswer,
    pub(crate) agreements_found: MatchedAnswer,
    pub(crate) executions_found: MatchedAnswer,
    pub(crate) problems_found: MatchedAnswer,
    pub(crate) answers_found: MatchedAnswer,
    pub(crate) prospects_found: MatchedAnswer,
    pub(crate) positions_found: MatchedAnswer,
    pub(crate) purchases_found: MatchedAnswer,
    pub(crate) threats_found: MatchedAnswer,
    pub(crate) opportunities_found: MatchedAnswer,
    pub(crate) spotters_found: MatchedAnswer,
    pub(crate) visits_found: MatchedAnswer,
    /// New records that resemble others.
    pub(crate) twins: Twins,
}

/// Unknown sources that are told one by one.
const SOURCES_TOLD_MAX: usize = 5;

impl Work {
    /// That the details of ways name what the book has not: they stay as words.
    pub(crate) fn notice_of_sources(&self) -> Option<Notice> {
        if self.unknown_sources.is_empty() {
            return None;
        }
        let first: Vec<&str> = self
            .unknown_sources
            .iter()
            .take(SOURCES_TOLD_MAX)
            .map(String::as_str)
            .collect();
        Some(Notice {
            id: "notice-sources-unknown",
            arguments: vec![
                ("count", self.unknown_sources.len().to_string()),
                ("names", first.join("; ")),
            ],
        })
    }

    /// Compares the records it makes with those of the book and with each other.
    pub(super) async fn look_for_twins(
        &mut self,
        context: &Context,
        viewer: &Viewer,
    ) -> Result<(), AppError> {
        if !self.new_accounts.is_empty() {
            let new = self.new_accounts.iter();
            let facts = new.map(|new| organisation_of(&new.values)).collect();
            self.twins = Twins::of_accounts(context, viewer, facts).await?;
        }
        if !self.new_people.is_empty() {
            let state = context.book_state(viewer).await?;
            let mut at: HashMap<PersonId, Vec<String>> = HashMap::new();
            for (person, place) in &self.places {
                let name = state.whole.name_of(place.account_id).to_owned();
                at.entry(*person).or_default().push(name);
            }
            let new = self.new_people.iter();
            let facts = new
                .map(|new| person_of(&new.values, at.remove(&new.id).unwrap_or_default()))
                .collect();
            self.twins = Twins::of_people(context, viewer, facts).await?;
        }
        Ok(())
    }

    /// The pairs among them, as the book keeps them.
    fn pairs(&self) -> Vec<FoundPair> {
        let ids: Vec<Uuid> = match self.twins.kind() {
            PairKind::Account => self.new_accounts.iter().map(|new| new.id.0).collect(),
            PairKind::Person => self.new_people.iter().map(|new| new.id.0).collect(),
        };
        self.twins.with_ids(&ids)
    }

    /// read = accepted + set aside + duplicate + skipped.
    pub(crate) fn counts(&self, read: &ReadRows) -> RowsAnswer {
        RowsAnswer {
            read: read.read,
            accepted: self.accepted,
            set_aside: u64::try_from(self.set_aside.len()).unwrap_or(u64::MAX),
            duplicate: self.duplicate,
            skipped: read.skipped.values().sum(),
        }
    }
}

/// What one import writes.
struct Writing {
    import: ImportId,
    work: Work,
    set_aside: Vec<clientela_store::set_aside::SetAsideRow>,
    rows: RowCounts,
    report: String,
    map: Option<(String, String)>,
}

/// Makes the import true.
///
/// # Errors
/// [`AppError::Stale`] when somebody changed a record meanwhile: nothing is written then, and the import
/// can be run again.
pub(crate) async fn commit(
    context: &Context,
    viewer: &Viewer,
    import: ImportId,
    plan: &RecordPlan,
    work: Work,
    report: &ImportReport,
    options: &ImportOptions,
) -> Result<(), AppError> {
    let writing = Writing {
        import,
        set_aside: work.set_aside.iter().map(stored_row).collect(),
        work,
        rows: row_counts(report.rows),
        report: StoredReport::of_report(report).to_json(),
        map: map_to_remember(plan, options),
    };
    context
        .store
        .write_with(viewer, writing, |tx, writing| Box::pin(write(tx, writing)))
        .await?;
    Ok(())
}

/// A mapping the user made is remembered for files of this kind with the same header.
fn map_to_remember(plan: &RecordPlan, options: &ImportOptions) -> Option<(String, String)> {
    if options.columns.is_empty() {
        return None;
    }
    let header = |&(column, at): &(clientela_domain::records::RecordColumn, usize)| {
        let header = plan.mapping.header_at(at).to_owned();
        (column.name().to_owned(), header)
    };
    let map = ImportOptions {
        kind: plan.kind,
        columns: plan.mapping.columns.iter().map(header).collect(),
        ..ImportOptions::default()
    };
    let key = mapping_key(plan.kind, &plan.proposal.fingerprint);
    Some((key, map.to_map_file()))
}

async fn write(tx: &mut Tx, writing: &Writing) -> Result<(), StoreError> {
    let import = writing.import;
    write_records(tx, import, &writing.work).await?;
    set_aside::insert(tx, import, &writing.set_aside).await?;
    if let Some((fingerprint, map)) = &writing.map {
        mappings::remember(tx, fingerprint, map).await?;
    }
    let report = Some(writing.report.as_str());
    imports::finish(tx, import, ImportStatus::Done, writing.rows, report).await?;
    let after = json!({ "accepted": writing.rows.accepted });
    tx.journal(JournalEntry::new("records_imported", "import", import).after(after))
        .await
}

/// Writes the records themselves and what the undo needs.
pub(super) async fn write_records(
    tx: &mut Tx,
    import: ImportId,
    work: &Work,
) -> Result<(), StoreError> {
    accounts::create_brought(tx, &work.new_accounts, import).await?;
    accounts::put_below(tx, &work.below).await?;
    for change in &work.changed_accounts {
        accounts::change_brought(tx, change.id, &change.values, change.version).await?;
    }
    if !work.links.is_empty() {
        accounts::link_codes(tx, &work.links).await?;
    }
    let mut records = work.records.clone();
    if !work.new_people.is_empty() || !work.places.is_empty() {
        let places = people::create_brought(tx, &work.new_people, &work.places, import).await?;
        let made = |id: clientela_domain::ids::AffiliationId| {
            ImportRecord::created(RecordEntity::Affiliation, id.0)
        };
        records.extend(places.into_iter().map(made));
    }
    for change in &work.changed_people {
        people::change_brought(tx, change.id, &change.values, change.version).await?;
    }
    let (unknown, said) = (&work.new_placeholders, &work.new_statements);
    people_map::create_brought(tx, unknown, said, import).await?;
    write_coded(tx, import, work).await?;
    agreements::create_brought(tx, &work.new_agreements, import).await?;
    execution_events::create_brought(tx, &work.new_events, import).await?;
    for (id, version, new) in &work.changed_events {
        brought::change::<ExecutionEvent>(tx, (*id, *version), new).await?;
    }
    write_known(tx, import, work).await?;
    prospects::create_brought(tx, &work.new_prospects, import).await?;
    prospects::win_brought(tx, &work.won_prospects, import).await?;
    duplicate_pairs::write_found(tx, work.twins.kind(), &work.pairs(), false).await?;
    import_records::keep(tx, import, &records).await
}

/// Writes the records files know by a code: what is new, and what a later file says of known ones.
async fn write_coded(tx: &mut Tx, import: ImportId, work: &Work) -> Result<(), StoreError> {
    interactions::create_brought(tx, &work.new_interactions, import).await?;
    for (id, version, new) in &work.changed_interactions {
        interactions::change_brought(tx, (*id, *version), new).await?;
    }
    obligations::create_brought(tx, &work.new_obligations, import).await?;
    for (id, version, told, note) in &work.changed_obligations {
        obligations::change_brought(tx, (*id, *version), told, note).await?;
    }
    let rules = &work.gift_rules;
    gifts::create_brought(tx, &work.new_gifts, rules, import).await?;
    for (id, version, new) in &work.changed_gifts {
        gifts::change_brought(tx, (*id, *version), new, rules).await?;
    }
    supports::create_brought(tx, &work.new_supports, import).await?;
    for (id, version, new) in &work.changed_supports {
        supports::change_brought(tx, (*id, *version), new).await?;
    }
    confidentiality::create_brought(tx, &work.new_confidentiality, import).await?;
    for (id, version, new) in &work.changed_confidentiality {
        confidentiality::change_brought(tx, (*id, *version), new).await?;
    }
    opportunities::create_brought(tx, &work.new_opportunities, import).await?;
    for (id, version, told) in &work.changed_opportunities {
        opportunities::change_brought(tx, (*id, *version), told).await?;
    }
    Ok(())
}

/// Writes what is known of clients and of their market.
async fn write_known(tx: &mut Tx, import: ImportId, work: &Work) -> Result<(), StoreError> {
    problems::create_brought(tx, &work.new_problems, import).await?;
    for (id, version, new) in &work.changed_problems {
        brought::change::<Problem>(tx, (*id, *version), new).await?;
    }
    survey_answers::create_brought(tx, &work.new_answers, import).await?;
    for (id, version, new) in &work.changed_answers {
        brought::change::<SurveyAnswer>(tx, (*id, *version), new).await?;
    }
    competitors::create_brought(tx, &work.new_competitors, import).await?;
    market::create_brought(tx, &work.new_positions, import).await?;
    for (id, version, new) in &work.changed_positions {
        brought::change::<Kept<NewPosition>>(tx, (*id, *version), new).await?;
    }
    market::create_brought(tx, &work.new_purchases, import).await?;
    for (id, version, new) in &work.changed_purchases {
        brought::change::<Kept<NewClientPurchase>>(tx, (*id, *version), new).await?;
    }
    threats::create_brought(tx, &work.new_threats, import).await?;
    for (id, version, new) in &work.changed_threats {
        brought::change::<Threat>(tx, (*id, *version), new).await?;
    }
    spotters::create_brought(tx, &work.new_spotters, import).await?;
    for (id, version, new) in &work.changed_spotters {
        brought::change::<Spotter>(tx, (*id, *version), new).await?;
    }
    planned_visits::create_brought(tx, &work.new_visits, import).await?;
    for (id, version, new) in &work.changed_visits {
        brought::change::<CorrectedVisit>(tx, (*id, *version), new).await?;
    }
    Ok(())
}

/// Why a row is set aside whose field was refused with this code.
pub(super) fn reason_of(code: &str) -> SetAsideReason {
    use SetAsideReason as R;
    match code {
        "registration-number-wrong" => R::RegistrationNumberWrong,
        "registration-number-personal" => R::RegistrationNumberPersonal,
        "vat-number-wrong" => R::VatNumberWrong,
        "email-invalid" => R::EmailInvalid,
        "phone-invalid" => R::PhoneInvalid,
        "website-invalid" => R::WebsiteInvalid,
        "country-invalid" => R::CountryUnknown,
        "sector-unknown" => R::SectorUnknown,
        "origin-unknown" => R::OriginUnknown,
        "user-unknown" => R::ColleagueUnknown,
        "account-unknown" => R::AccountUnknown,
        "day-invalid" => R::DateInvalid,
        "days-invalid" => R::WholeNumberInvalid,
        "language-invalid" => R::LanguageInvalid,
        "code-invalid" => R::CodeInvalid,
        "too-many" => R::TooMany,
        _ => R::TextTooLong,
    }
}
