//! What a sample firm knows of its clients: their problems, threats to the business with them, what they answered
//! when asked how satisfied they are, and their market.

use clientela_domain::day::Date;
use clientela_domain::ids::{
    CampaignId, ColdBatchId, CompetitorId, OpportunityId, ProblemId, SpotterId, SurveyAnswerId,
    SurveyId, ThreatId,
};
use serde_json::json;

use crate::campaigns::{self, NewCampaign};
use crate::cold_batches::{self, NewColdBatch};
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::market::competitors::{self, NewCompetitor};
use crate::market::{
    self, MarketRecord, NewClientPurchase, NewContest, NewIncident, NewPosition, NewRemark,
    StoredRecord,
};
use crate::new_id::new_id;
use crate::opportunities::{self, NewOpportunity, NewOpportunityMove, StoredOpportunity};
use crate::problems::{self, NewProblem, StoredProblem};
use crate::prospects::{self, SampleProspect};
use crate::reading::{self, SamplePublication};
use crate::sample_happenings::Dated;
use crate::spotters::{self, NewSpotter};
use crate::sql::{self, binds};
use crate::survey_answers::{self, NewSurveyAnswer, StoredAnswer};
use crate::surveys::{self, NewSurvey};
use crate::threats::{self, NewThreat, StoredThreat};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// What is known of the clients of a sample firm.
#[derive(Clone, Debug, Default)]
pub struct SampleKnown {
    /// Their problems.
    pub problems: Vec<Dated<NewProblem>>,
    /// Threats.
    pub threats: Vec<Dated<NewThreat>>,
    /// Questions that were sent and not answered, each with its day.
    pub surveys: Vec<(NewSurvey, Date)>,
    /// Answers.
    pub answers: Vec<Dated<NewSurveyAnswer>>,
    /// Competitors; those of a name that is known already stay as they are.
    pub competitors: Vec<(CompetitorId, NewCompetitor)>,
    /// Where they stand.
    pub positions: Vec<Dated<NewPosition>>,
    /// What was won from them and lost to them.
    pub contests: Vec<Dated<NewContest>>,
    /// What clients buy in all.
    pub purchases: Vec<Dated<NewClientPurchase>>,
    /// Campaigns by which some of them came.
    pub campaigns: Vec<(CampaignId, NewCampaign)>,
    /// Batches of cold contacts in which some of them came.
    pub batches: Vec<(ColdBatchId, NewColdBatch)>,
    /// Who finds prospects for a fee; prospects name them by their ids.
    pub spotters: Vec<(SpotterId, NewSpotter)>,
    /// Who may become a client.
    pub prospects: Vec<Dated<SampleProspect>>,
    /// What the firm reads, with its readings.
    pub publications: Vec<Dated<SamplePublication>>,
    /// What its people saw, each line with its day.
    pub seen: Vec<Dated<(String, Date)>>,
    /// What went wrong.
    pub incidents: Vec<Dated<NewIncident>>,
    /// What is said of the firm and of the market.
    pub remarks: Vec<Dated<NewRemark>>,
    /// What clients may buy, each with the steps it took.
    pub opportunities: Vec<Dated<(NewOpportunity, Vec<NewOpportunityMove>)>>,
}

/// Records what a sample firm knows of its clients.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn record(tx: &mut Tx, known: &SampleKnown) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let rows: Vec<StoredProblem<'_>> = known
        .problems
        .iter()
        .map(|sample| StoredProblem {
            id: ProblemId(new_id(sample.at)),
            new: &sample.what,
            author: sample.author,
            created_at: sample.at,
            is_sample: true,
            import: None,
        })
        .collect();
    problems::insert(tx, &rows).await?;
    let rows: Vec<StoredThreat<'_>> = known
        .threats
        .iter()
        .map(|sample| StoredThreat {
            id: ThreatId(new_id(sample.at)),
            new: &sample.what,
            author: sample.author,
            created_at: sample.at,
            is_sample: true,
            import: None,
        })
        .collect();
    threats::insert(tx, &rows).await?;
    for (survey, day) in &known.surveys {
        let id = SurveyId(new_id(tx.at()));
        // No link has a hash of this length: nobody answers for a client of a sample.
        surveys::insert(tx, (id, survey), id.0.as_bytes(), *day, true).await?;
    }
    let rows: Vec<StoredAnswer<'_>> = known
        .answers
        .iter()
        .map(|sample| StoredAnswer {
            id: SurveyAnswerId(new_id(sample.at)),
            new: &sample.what,
            survey: None,
            author: sample.author,
            created_at: sample.at,
            is_sample: true,
            import: None,
        })
        .collect();
    survey_answers::insert(tx, &rows).await?;
    for (id, competitor) in &known.competitors {
        if competitors::get(tx, *id).await?.is_none() {
            competitors::insert(tx, (*id, competitor), None, true).await?;
        }
    }
    insert_told(tx, &known.positions).await?;
    insert_told(tx, &known.contests).await?;
    insert_told(tx, &known.purchases).await?;
    let told: Vec<_> = known.campaigns.iter().map(|(id, new)| (*id, new)).collect();
    campaigns::insert(tx, &told, true).await?;
    let told: Vec<_> = known.batches.iter().map(|(id, new)| (*id, new)).collect();
    cold_batches::insert(tx, &told, true).await?;
    let rows: Vec<(SpotterId, &NewSpotter)> =
        known.spotters.iter().map(|(id, new)| (*id, new)).collect();
    spotters::insert(tx, &rows, (true, None)).await?;
    prospects::insert_samples(tx, &known.prospects).await?;
    reading::insert_samples(tx, &known.publications, &known.seen).await?;
    insert_told(tx, &known.incidents).await?;
    insert_told(tx, &known.remarks).await?;
    insert_opportunities(tx, known).await?;
    let after = json!({
        "problems": known.problems.len(),
        "threats": known.threats.len(),
        "survey_answers": known.answers.len(),
        "competitors": known.competitors.len(),
        "prospects": known.prospects.len(),
    });
    tx.journal(JournalEntry::new("sample_known", "book", "").after(after))
        .await
}

/// Opportunities, each that has ended with what was won or lost by it.
async fn insert_opportunities(tx: &Tx, known: &SampleKnown) -> Result<(), StoreError> {
    let rows: Vec<StoredOpportunity<'_>> = known
        .opportunities
        .iter()
        .map(|sample| StoredOpportunity {
            id: OpportunityId(new_id(sample.at)),
            new: &sample.what.0,
            steps: sample.what.1.clone(),
            author: sample.author,
            created_at: sample.at,
            is_sample: true,
            import: None,
        })
        .collect();
    opportunities::insert(tx, &rows).await?;
    let text = "UPDATE opportunities SET contest_id = (
            SELECT contests.id FROM contests
            WHERE contests.account_id = opportunities.account_id AND contests.what = opportunities.name
                AND contests.is_sample = $1 ORDER BY contests.id LIMIT 1)
        WHERE opportunities.is_sample = $1 AND opportunities.stage IN ('won', 'lost')";
    sql::execute(tx, "joining what was won and lost", text, binds![true])
        .await
        .map(drop)
}

async fn insert_told<R: MarketRecord>(tx: &Tx, samples: &[Dated<R>]) -> Result<(), StoreError> {
    let rows = samples.iter().map(|sample| StoredRecord {
        id: new_id(sample.at),
        new: &sample.what,
        author: sample.author,
        created_at: sample.at,
        is_sample: true,
        import: None,
    });
    market::insert(tx, &rows.collect::<Vec<_>>()).await
}
