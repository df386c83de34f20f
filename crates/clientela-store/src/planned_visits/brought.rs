//! Visits as files bring them: looked up so that none comes twice, made in bulk, changed when a later file knows what
//! became of them, removed by the undo.

use std::collections::BTreeSet;

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ImportId, PlannedVisitId, ProspectId, UserId};
use clientela_domain::week_plan::{MissReason, VisitState, Visited};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{
    COLUMNS, NewVisit, PlannedVisit, VisitOutcome, as_json, outcome_json, read_visit, visible,
};
use crate::accounts;
use crate::brought::{self, BroughtKind, Corrected};
use crate::error::StoreError;
use crate::external_codes::CodedEntity;
use crate::happenings::differences;
use crate::journal::JournalEntry;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::value_restore::SetBack;
use crate::viewer::{Permission, Viewer};

const KIND: BroughtKind = BroughtKind {
    table: "planned_visits",
    entity: CodedEntity::PlannedVisit,
};

/// A visit as a file tells it, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldVisit {
    /// What was meant.
    pub visit: NewVisit,
    /// What became of it.
    pub outcome: VisitOutcome,
}

impl ToldVisit {
    /// Field by field, by the names of the journal.
    #[must_use]
    pub fn as_json(&self) -> Json {
        let mut told = as_json(&self.visit);
        let outcome = outcome_json(&self.outcome);
        for field in ["visit_state", "missed_reason", "missed_note"] {
            told[field] = outcome[field].clone();
        }
        told
    }
}

impl SetBack for ToldVisit {
    const FIELDS: &'static [&'static str] = &[
        "day",
        "quarters",
        "purpose",
        "promised",
        "visit_state",
        "missed_reason",
        "missed_note",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        let text = || value.as_str().map(str::to_owned);
        match field {
            "day" => self.visit.day = value.as_str()?.parse().ok()?,
            "quarters" => self.visit.quarters = u32::try_from(value.as_u64()?).ok()?,
            "purpose" => self.visit.purpose = text()?,
            "promised" => self.visit.promised = value.as_bool()?,
            "visit_state" => self.outcome.state = VisitState::from_code(value.as_str()?)?,
            "missed_reason" if value.is_null() => self.outcome.missed = None,
            "missed_reason" => self.outcome.missed = Some(MissReason::from_code(value.as_str()?)?),
            "missed_note" => self.outcome.note = text()?,
            _ => return None,
        }
        Some(())
    }
}

/// What tells one visit from another when no code does: who of us goes to whom, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KnownVisit {
    /// Who of us.
    pub user_id: UserId,
    /// To whom.
    pub with: Visited,
    /// When.
    pub day: Date,
}

/// Visits of these days in the book, and the codes among these that visits have.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_of(
    reader: &dyn Reader,
    days: Option<(Date, Date)>,
    codes: &[String],
) -> Result<(Vec<KnownVisit>, BTreeSet<String>), StoreError> {
    reader.viewer().require(Permission::Import)?;
    let known = match days {
        None => Vec::new(),
        Some((first, last)) => {
            let text = "SELECT user_id, account_id, prospect_id, day FROM planned_visits
                WHERE day >= $1 AND day <= $2 AND state <> 'dropped'";
            let read = |row: &Row| {
                let account = row.uuid_if_any("account_id")?.map(AccountId);
                let prospect = row.uuid_if_any("prospect_id")?.map(ProspectId);
                Ok(KnownVisit {
                    user_id: UserId(row.uuid("user_id")?),
                    with: Visited::of(account, prospect).ok_or(StoreError::Missing("account"))?,
                    day: row.day("day")?,
                })
            };
            sql::all(reader, "reading visits", text, binds![first, last], read).await?
        }
    };
    let codes = brought::taken_codes(reader, (KIND.table, KIND.entity), codes).await?;
    Ok((known, codes))
}

/// A visit of the book with what a file may correct.
#[derive(Clone, Debug)]
pub struct CorrectedVisit {
    id: PlannedVisitId,
    told: ToldVisit,
    version: i64,
}

#[expect(private_interfaces, reason = "only this crate reads rows")]
impl Corrected for CorrectedVisit {
    type Id = PlannedVisitId;
    type Told = ToldVisit;
    const KIND: BroughtKind = KIND;
    const WORD: &'static str = "planned_visit";
    const STANDS: &'static str = "1 = 1";

    fn columns() -> String {
        COLUMNS.to_owned()
    }

    fn seen_by(viewer: &Viewer, values: &mut Values) -> String {
        visible(viewer, values)
    }

    fn read(row: &Row) -> Result<Self, StoreError> {
        let PlannedVisit {
            id,
            visit,
            outcome,
            version,
            ..
        } = read_visit(row)?;
        Ok(Self {
            id,
            told: ToldVisit { visit, outcome },
            version,
        })
    }

    fn key_of(id: PlannedVisitId) -> Uuid {
        id.0
    }

    fn key(&self) -> Uuid {
        self.id.0
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn told(&self) -> &ToldVisit {
        &self.told
    }

    fn json(&self) -> Json {
        self.told.as_json()
    }

    async fn rewrite(&self, tx: &mut Tx, new: &ToldVisit) -> Result<(), StoreError> {
        let text = "UPDATE planned_visits SET day = $3, quarters = $4, purpose = $5, promised = $6, state = $7,
                missed_reason = $8, missed_note = $9, is_sample = $10, version = version + 1
            WHERE id = $1 AND version = $2";
        let values = binds![
            self.id.0,
            self.version,
            new.visit.day,
            u64::from(new.visit.quarters),
            &new.visit.purpose,
            new.visit.promised,
            new.outcome.state.code(),
            new.outcome.missed.map(MissReason::code),
            &new.outcome.note,
            false,
        ];
        accounts::fresh(sql::execute(tx, "correcting a visit", text, values).await?)?;
        let (was, is) = differences(&as_json(&self.told.visit), &as_json(&new.visit));
        if was != is {
            let entry = JournalEntry::new("moved", "planned_visit", self.id);
            tx.journal(entry.before(was).after(is)).await?;
        }
        let (was, is) = differences(
            &outcome_json(&self.told.outcome),
            &outcome_json(&new.outcome),
        );
        if was != is {
            let entry = JournalEntry::new("settled", "planned_visit", self.id);
            tx.journal(entry.before(was).after(is)).await?;
        }
        Ok(())
    }
}

/// A visit a file brings, and the code by which the file knows it.
pub type BroughtVisit = (PlannedVisitId, ToldVisit, String);

/// Makes the visits a file brings.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[BroughtVisit],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let at = tx.at();
    let head = "INSERT INTO planned_visits (id, user_id, account_id, prospect_id, day, quarters, purpose, reason,
        promised, state, missed_reason, missed_note, is_sample, created_by, created_at, version, created_by_import,
        brought_version)";
    let author = tx.viewer().user.map(|user| user.0);
    sql::insert_many(tx, "bringing visits", (head, ""), rows, |(id, told, _)| {
        let (new, outcome) = (&told.visit, &told.outcome);
        binds![
            id.0,
            new.user_id.0,
            new.with.account().map(|id| id.0),
            new.with.prospect().map(|id| id.0),
            new.day,
            u64::from(new.quarters),
            &new.purpose,
            new.reason.code(),
            new.promised,
            outcome.state.code(),
            outcome.missed.map(MissReason::code),
            &outcome.note,
            false,
            author,
            at,
            1_i64,
            import.0,
            1_i64,
        ]
    })
    .await?;
    let codes = rows.iter().map(|(id, _, code)| (id.0, code));
    brought::give_codes(tx, KIND.entity, codes).await?;
    let after = json!({ "planned_visits": rows.len() });
    tx.journal(JournalEntry::new("visits_created", "import", import).after(after))
        .await
}

/// Removes the visits that only undone imports made and that nobody has touched; returns how many. `import` is the
/// one that is being undone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_left_behind(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    let removed = brought::remove_left_behind(tx, KIND).await?;
    if removed == 0 {
        return Ok(0);
    }
    let before = json!({ "planned_visits": removed });
    tx.journal(JournalEntry::new("visits_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
