//! Interactions, notes and next steps a sample book comes with. They leave its accounts untouched and
//! go with them.

use clientela_domain::agreements::{AgreementState, Exceeded};
use clientela_domain::day::Date;
use clientela_domain::ids::{
    AgreementId, ConfidentialityId, ExecutionEventId, GiftId, InteractionId, NextStepId, NoteId,
    ObligationEventId, ObligationId, RoundId, SupportId, UserId,
};
use clientela_domain::obligations::{Deed, Entry, Event};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::agreements::{self, NewAgreement, NewRound, StoredAgreement};
use crate::confidentiality::{self, NewConfidentiality, StoredConfidentiality};
use crate::error::StoreError;
use crate::execution_events::{self, NewExecutionEvent, StoredEvent};
use crate::gifts::{self, GiftRules, NewGift, StoredGift};
use crate::happening_words::{self, INTERACTIONS, NEXT_STEPS, NOTES};
use crate::happenings;
use crate::interactions::{self, NewInteraction, StoredRow};
use crate::journal::JournalEntry;
use crate::market::competitors;
use crate::new_id::new_id;
use crate::next_steps::{self, NewNextStep, StepState, StoredStep};
use crate::notes::{self, NewNote, StoredNote};
use crate::obligations::{self, NewObligation, ObligationEvent, StoredObligation};
use crate::prospects;
use crate::reading;
use crate::sql::{self, Values, binds};
use crate::supports::{self, NewSupport, StoredSupport};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// A sample with its author and the moment it pretends to be written at.
#[derive(Clone, Debug)]
pub struct Dated<T> {
    /// What was written.
    pub what: T,
    /// By whom.
    pub author: Option<UserId>,
    /// When.
    pub at: Timestamp,
}

/// A next step of a sample, open or closed.
#[derive(Clone, Debug)]
pub struct SampleStep {
    /// What was planned.
    pub step: NewNextStep,
    /// How far it is.
    pub state: StepState,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
}

/// Everything that happens in a sample.
#[derive(Clone, Debug, Default)]
pub struct SampleHappenings {
    /// Interactions.
    pub interactions: Vec<Dated<NewInteraction>>,
    /// Notes.
    pub notes: Vec<Dated<NewNote>>,
    /// Next steps.
    pub steps: Vec<Dated<SampleStep>>,
    /// What both sides owe each other.
    pub obligations: Vec<Dated<SampleObligation>>,
}

/// An obligation of a sample, with what became of it.
#[derive(Clone, Debug)]
pub struct SampleObligation {
    /// What was promised.
    pub obligation: NewObligation,
    /// What happened, by day: the event, the day, proof or reason.
    pub events: Vec<(Event, Date, String)>,
}

/// Tables whose rows of a sample go with it.
const SAMPLE_TABLES: [&str; 28] = [
    "planned_visits",
    "response_judgements",
    "prospects",
    "plan_shares",
    "plan_statements",
    "plan_entries",
    "confidentiality_agreements",
    "execution_events",
    "purchase_processes",
    "map_statements",
    "map_placeholders",
    "obligations",
    "agreements",
    "survey_answers",
    "surveys",
    "threats",
    "opportunities",
    "competitor_positions",
    "contests",
    "client_purchases",
    "incidents",
    "remarks",
    "problems",
    "supports",
    "gifts",
    "next_steps",
    "notes",
    "interactions",
];

/// Records the happenings of a sample book.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn record(tx: &mut Tx, samples: &SampleHappenings) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let rows: Vec<StoredRow<'_>> = samples
        .interactions
        .iter()
        .map(|sample| StoredRow {
            id: InteractionId(new_id(sample.at)),
            new: &sample.what,
            author: sample.author,
            created_at: sample.at,
            is_sample: true,
            import: None,
        })
        .collect();
    interactions::insert(tx, &rows).await?;
    let rows: Vec<StoredNote<'_>> = samples
        .notes
        .iter()
        .map(|sample| StoredNote {
            id: NoteId(new_id(sample.at)),
            new: &sample.what,
            author: sample.author,
            created_at: sample.at,
            is_sample: true,
        })
        .collect();
    notes::insert(tx, &rows).await?;
    let rows: Vec<StoredStep<'_>> = samples
        .steps
        .iter()
        .map(|sample| StoredStep {
            id: NextStepId(new_id(sample.at)),
            new: &sample.what.step,
            state: sample.what.state,
            closed_at: sample.what.closed_at,
            closed_by: sample.author.filter(|_| sample.what.closed_at.is_some()),
            created_by: sample.author,
            created_at: sample.at,
            is_sample: true,
        })
        .collect();
    next_steps::insert(tx, &rows).await?;
    record_obligations(tx, &samples.obligations).await?;
    let mut accounts: Vec<Uuid> = samples
        .interactions
        .iter()
        .filter_map(|sample| sample.what.account_id)
        .map(|account| account.0)
        .collect();
    accounts.sort_unstable();
    accounts.dedup();
    for account in accounts {
        happenings::renew_last_contact(tx, account).await?;
    }
    let after = json!({
        "interactions": samples.interactions.len(),
        "notes": samples.notes.len(),
        "next_steps": samples.steps.len(),
        "obligations": samples.obligations.len(),
    });
    tx.journal(JournalEntry::new("sample_happenings", "book", "").after(after))
        .await
}

async fn record_obligations(
    tx: &Tx,
    samples: &[Dated<SampleObligation>],
) -> Result<(), StoreError> {
    let event = |sample: &Dated<SampleObligation>, (event, day, note): &(Event, Date, String)| {
        ObligationEvent {
            entry: Entry {
                id: ObligationEventId(new_id(sample.at)),
                deed: Deed::Happened(*event),
                day: *day,
                at: sample.at,
            },
            told: None,
            note: note.clone(),
            author_id: sample.author,
        }
    };
    let rows: Vec<StoredObligation<'_>> = samples
        .iter()
        .map(|sample| StoredObligation {
            id: ObligationId(new_id(sample.at)),
            new: &sample.what.obligation,
            replaces_id: None,
            events: sample
                .what
                .events
                .iter()
                .map(|one| event(sample, one))
                .collect(),
            author: sample.author,
            created_at: sample.at,
            is_sample: true,
            import: None,
        })
        .collect();
    obligations::insert(tx, &rows).await
}

/// Records what a sample firm gave and received, how it and its clients supported each other, and what it
/// agreed to keep confidential.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn record_support(
    tx: &mut Tx,
    gifts: &[Dated<NewGift>],
    supports: &[Dated<NewSupport>],
    agreements: &[Dated<NewConfidentiality>],
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    record_gifts(tx, gifts).await?;
    record_supports(tx, supports).await?;
    record_confidentiality(tx, agreements).await?;
    let after = json!({
        "gifts": gifts.len(),
        "supports": supports.len(),
        "confidentiality": agreements.len(),
    });
    tx.journal(JournalEntry::new("sample_support", "book", "").after(after))
        .await
}

async fn record_confidentiality(
    tx: &Tx,
    samples: &[Dated<NewConfidentiality>],
) -> Result<(), StoreError> {
    let rows: Vec<StoredConfidentiality<'_>> = samples
        .iter()
        .map(|sample| StoredConfidentiality {
            id: ConfidentialityId(new_id(sample.at)),
            new: &sample.what,
            author: sample.author,
            created_at: sample.at,
            is_sample: true,
            import: None,
        })
        .collect();
    confidentiality::insert(tx, &rows).await
}

/// An agreement of a sample, with the rounds in which it was negotiated.
#[derive(Clone, Debug)]
pub struct SampleAgreement {
    /// What was agreed.
    pub agreement: NewAgreement,
    /// How far it is.
    pub state: AgreementState,
    /// Since when.
    pub state_day: Date,
    /// What of it is above the firm's limits, and waits.
    pub exceeded: Vec<Exceeded>,
    /// The rounds, by day.
    pub rounds: Vec<NewRound>,
}

/// Records what a sample firm agreed on with its clients.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn record_agreements(
    tx: &mut Tx,
    samples: &[Dated<SampleAgreement>],
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    for sample in samples {
        let id = AgreementId(new_id(sample.at));
        let what = &sample.what;
        let row = StoredAgreement {
            id,
            new: &what.agreement,
            state: what.state,
            state_day: what.state_day,
            exceeded: &what.exceeded,
            approval: agreements::approval_of(&what.exceeded),
            author: sample.author,
            created_at: sample.at,
            is_sample: true,
            import: None,
        };
        agreements::insert(tx, &[row]).await?;
        for round in &what.rounds {
            let by = (round.user_id, sample.at);
            agreements::insert_round(tx, id, RoundId(new_id(sample.at)), round, by).await?;
        }
    }
    let after = json!({ "agreements": samples.len() });
    tx.journal(JournalEntry::new("sample_agreements", "book", "").after(after))
        .await
}
/// Records what was noted of promises at a sample firm.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn record_executions(
    tx: &mut Tx,
    samples: &[Dated<NewExecutionEvent>],
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let rows: Vec<StoredEvent<'_>> = samples
        .iter()
        .map(|sample| StoredEvent {
            id: ExecutionEventId(new_id(sample.at)),
            new: &sample.what,
            author: sample.author,
            created_at: sample.at,
            is_sample: true,
            import: None,
        })
        .collect();
    execution_events::insert(tx, &rows).await?;
    let after = json!({ "execution_events": samples.len() });
    tx.journal(JournalEntry::new("sample_executions", "book", "").after(after))
        .await
}

async fn record_supports(tx: &Tx, samples: &[Dated<NewSupport>]) -> Result<(), StoreError> {
    let rows: Vec<StoredSupport<'_>> = samples
        .iter()
        .map(|sample| StoredSupport {
            id: SupportId(new_id(sample.at)),
            new: &sample.what,
            author: sample.author,
            created_at: sample.at,
            is_sample: true,
            import: None,
        })
        .collect();
    supports::insert(tx, &rows).await
}

/// Gifts of a sample, judged one after the other by the rules of a firm that set none.
async fn record_gifts(tx: &Tx, samples: &[Dated<NewGift>]) -> Result<(), StoreError> {
    for sample in samples {
        let id = GiftId(new_id(sample.at));
        let judged = gifts::judged_now(tx, &sample.what, GiftRules::default(), id).await?;
        let row = StoredGift {
            id,
            new: &sample.what,
            judged: &judged,
            author: sample.author,
            created_at: sample.at,
            is_sample: true,
            import: None,
        };
        gifts::insert(tx, &[row]).await?;
    }
    Ok(())
}

/// Removes what a sample brought to those of the accounts that nobody has touched, before the
/// accounts go.
pub(crate) async fn remove_of_untouched(tx: &Tx, accounts: &[Uuid]) -> Result<(), StoreError> {
    let untouched = format!(
        "SELECT accounts.id FROM accounts WHERE NOT accounts.touched AND accounts.id IN ({})",
        sql::list(1, accounts.len())
    );
    let values = || -> Values { accounts.iter().map(|id| sql::Bind::bind(*id)).collect() };
    for (source, table) in [("note", "notes"), ("interaction", "interactions")] {
        let text = format!(
            "DELETE FROM mentions WHERE source = '{source}' AND source_id IN (
                 SELECT {table}.id FROM {table} WHERE {table}.is_sample AND {table}.account_id IN ({untouched}))"
        );
        sql::execute(tx, "removing mentions of a sample", &text, values()).await?;
    }
    for texts in [NEXT_STEPS, NOTES, INTERACTIONS] {
        let condition = format!("is_sample AND account_id IN ({untouched})");
        happening_words::forget(tx, texts, &condition, values()).await?;
    }
    for table in SAMPLE_TABLES {
        let text = format!(
            "DELETE FROM {table} WHERE {table}.is_sample AND {table}.account_id IN ({untouched})"
        );
        sql::execute(tx, "removing what happened in a sample", &text, values()).await?;
    }
    Ok(())
}

/// Removes what is left of a sample on accounts people have touched: what the sample brought goes
/// with it, what people wrote stays.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove(tx: &mut Tx) -> Result<u64, StoreError> {
    tx.viewer().require(Permission::ChangeSettings)?;
    // A step people planned may follow from a sample's interaction.
    let text =
        "UPDATE next_steps SET interaction_id = NULL WHERE NOT is_sample AND interaction_id IN (
        SELECT interactions.id FROM interactions WHERE interactions.is_sample)";
    sql::execute(tx, "freeing next steps of a sample", text, binds![]).await?;
    let read = |row: &sql::Row| row.uuid("account_id");
    let text =
        "SELECT DISTINCT account_id FROM interactions WHERE is_sample AND account_id IS NOT NULL";
    let accounts = sql::all(tx, "finding accounts of a sample", text, binds![], read).await?;
    let mut removed = 0;
    for (source, table) in [("note", "notes"), ("interaction", "interactions")] {
        let text = format!(
            "DELETE FROM mentions WHERE source = '{source}'
                 AND source_id IN (SELECT {table}.id FROM {table} WHERE {table}.is_sample)"
        );
        sql::execute(tx, "removing mentions of a sample", &text, binds![]).await?;
    }
    for texts in [NEXT_STEPS, NOTES, INTERACTIONS] {
        happening_words::forget(tx, texts, "is_sample", binds![]).await?;
    }
    for table in SAMPLE_TABLES {
        let text = format!("DELETE FROM {table} WHERE is_sample");
        removed += sql::execute(tx, "removing what happened in a sample", &text, binds![]).await?;
    }
    // A competitor of the sample of whom people told something stays.
    let text = format!(
        "DELETE FROM competitors WHERE is_sample AND {}",
        competitors::nothing_told()
    );
    removed += sql::execute(tx, "removing competitors of a sample", &text, binds![]).await?;
    removed += reading::remove_samples(tx, None).await?;
    let text = "DELETE FROM spotters WHERE is_sample
        AND NOT EXISTS (SELECT 1 FROM prospect_sources WHERE spotter_id = spotters.id)";
    removed += sql::execute(tx, "removing spotters of a sample", text, binds![]).await?;
    removed += prospects::remove_sample_origins(tx).await?;
    for account in accounts {
        happenings::renew_last_contact(tx, account).await?;
    }
    let before = json!({ "rows": removed });
    tx.journal(JournalEntry::new("sample_happenings_removed", "book", "").before(before))
        .await?;
    Ok(removed)
}
