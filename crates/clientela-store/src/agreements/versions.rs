//! The versions of the terms: each is written once and stays.

use std::collections::HashMap;

use clientela_domain::agreements::{AgreementTerms, ApprovalState, Exceeded};
use clientela_domain::ids::{AgreementId, UserId};
use jiff::Timestamp;

use super::{Agreement, COLUMNS, FROM, content, files, read_agreement, visible};
use crate::error::StoreError;
use crate::sql::{self, Bind, Row, binds};
use crate::transaction::{Reader, Tx};

/// One version of the terms of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermsVersion {
    /// Its number, from 1.
    pub number: u32,
    /// What it says.
    pub terms: AgreementTerms,
    /// Why the terms were changed; may be empty.
    pub note: String,
    /// What of it is above the limits of its day.
    pub exceeded: Vec<Exceeded>,
    /// Whether it needs the director, and what they said.
    pub approval: ApprovalState,
    /// Who decided, and when.
    pub decided: Option<(UserId, Timestamp)>,
    /// Why it was decided so.
    pub decision_note: String,
    /// Who wrote it.
    pub made_by: Option<UserId>,
    /// When.
    pub made_at: Timestamp,
}

/// A version to be inserted.
pub(super) struct NewVersion<'a> {
    pub number: u32,
    pub terms: &'a AgreementTerms,
    pub note: &'a str,
    pub exceeded: &'a [Exceeded],
    pub approval: ApprovalState,
    pub author: Option<UserId>,
    pub at: Timestamp,
}

/// Writes a version, and makes its clauses known.
pub(super) async fn insert(
    tx: &Tx,
    id: AgreementId,
    new: &NewVersion<'_>,
) -> Result<(), StoreError> {
    let text =
        "INSERT INTO agreement_versions (agreement_id, number, terms, note, exceeded, approval,
            decided_by, decided_at, decision_note, made_by, made_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let values = binds![
        id.0,
        i64::from(new.number),
        content::write_terms(new.terms),
        new.note,
        content::write_exceeded(new.exceeded),
        new.approval.code(),
        None::<uuid::Uuid>,
        None::<Timestamp>,
        "",
        new.author.map(|user| user.0),
        new.at,
    ];
    sql::execute(tx, "writing terms", text, values).await?;
    for clause in &new.terms.clauses {
        let text = "INSERT INTO agreement_clauses (id, agreement_id) VALUES ($1, $2)
            ON CONFLICT DO NOTHING";
        sql::execute(tx, "writing a clause", text, binds![clause.id.0, id.0]).await?;
        let text =
            "SELECT count(*) AS found FROM agreement_clauses WHERE id = $1 AND agreement_id = $2";
        let values = binds![clause.id.0, id.0];
        let own = sql::one(tx, "finding a clause", text, values, |row| {
            row.count("found")
        });
        // A clause of another agreement is not this one's.
        if own.await?.unwrap_or(0) != 1 {
            return Err(StoreError::Missing("clause"));
        }
    }
    Ok(())
}

/// The versions of an agreement the viewer may see, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn versions_of(
    reader: &dyn Reader,
    id: AgreementId,
) -> Result<Vec<TermsVersion>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT agreement_versions.number, agreement_versions.terms, agreement_versions.note,
             agreement_versions.exceeded, agreement_versions.approval, agreement_versions.decided_by,
             agreement_versions.decided_at, agreement_versions.decision_note, agreement_versions.made_by,
             agreement_versions.made_at
         FROM agreement_versions JOIN agreements ON agreements.id = agreement_versions.agreement_id
         WHERE agreements.id = $1 AND {} ORDER BY agreement_versions.number DESC",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading terms", &text, values, read_version).await
}

fn read_version(row: &Row) -> Result<TermsVersion, StoreError> {
    let decided = match (
        row.uuid_if_any("decided_by")?,
        row.instant_if_any("decided_at")?,
    ) {
        (Some(user), Some(at)) => Some((UserId(user), at)),
        _ => None,
    };
    Ok(TermsVersion {
        number: u32::try_from(row.integer("number")?).unwrap_or(1),
        terms: row.word("terms", content::read_terms)?,
        note: row.text("note")?,
        exceeded: row.word("exceeded", content::read_exceeded)?,
        approval: row.word("approval", ApprovalState::from_code)?,
        decided,
        decision_note: row.text("decision_note")?,
        made_by: row.uuid_if_any("made_by")?.map(UserId),
        made_at: row.instant("made_at")?,
    })
}

/// The terms that bind us, of agreements the viewer has been shown; those of which none may are left out.
///
/// # Errors
/// When the database refuses.
pub async fn standing_terms(
    reader: &dyn Reader,
    agreements: &[AgreementId],
) -> Result<HashMap<AgreementId, AgreementTerms>, StoreError> {
    let mut found = HashMap::new();
    for chunk in agreements.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT agreements.id, agreement_versions.terms FROM agreements JOIN agreement_versions
                 ON agreement_versions.agreement_id = agreements.id
                 AND agreement_versions.number = agreements.standing
             WHERE agreements.id IN ({})",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|id| id.0.bind()).collect();
        let read = |row: &Row| {
            let terms = row.word("terms", content::read_terms)?;
            Ok((AgreementId(row.uuid("id")?), terms))
        };
        found.extend(sql::all(reader, "reading terms", &text, values, read).await?);
    }
    Ok(found)
}

/// Agreements the newest terms of which wait for the director, the longest waiting first.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(reader: &dyn Reader, limit: u64) -> Result<Vec<Agreement>, StoreError> {
    let mut values = binds![limit];
    let text = format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE agreement_versions.approval = 'waiting'
             AND agreements.state NOT IN ('ended', 'withdrawn') AND {}
         ORDER BY agreement_versions.made_at, agreements.id LIMIT $1",
        visible(reader.viewer(), &mut values)
    );
    let mut found = sql::all(reader, "listing what waits", &text, values, read_agreement).await?;
    files::add(reader, &mut found).await?;
    Ok(found)
}
