//! Agreements with clients: their terms in versions, who approved them, the rounds in which they were
//! negotiated, and how their clauses were kept.
//!
//! An agreement is seen with its client. Nobody deletes one: what was written by mistake is withdrawn, and
//! stays. Terms are never written over: another version stands beside the earlier ones, and only what is
//! within the firm's limits, or approved, binds us.

use clientela_domain::agreements::{AgreementState, AgreementTerms, ApprovalState, Exceeded};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, AgreementId, AttachmentId, ClauseId, ImportId, UserId};
use clientela_domain::names::fold;
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::accounts;
use crate::attachments::{self, AttachedTo};
use crate::error::StoreError;
use crate::happenings::differences;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

mod brought;
mod content;
mod files;
mod list;
mod measures;
mod rounds;
mod states;
mod versions;

pub use brought::{BroughtAgreement, create_brought, known_of, remove_brought};
pub use list::{AgreementFilter, AgreementKey, count, in_force, list};
pub use measures::{ClauseMeasure, Consequences, Measured, keep_measures, measures_of};
pub(crate) use rounds::insert as insert_round;
pub use rounds::{NewRound, Round, add_round, rounds_of, take_round_back};
pub use states::{decide, turn};
pub use versions::{TermsVersion, standing_terms, versions_of, waiting};

/// An agreement as people write it, with the newest version of its terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAgreement {
    /// With which client.
    pub account_id: AccountId,
    /// Its number; one client has no two agreements of the same.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Who of us answers for it.
    pub owner_id: Option<UserId>,
    /// When it was signed.
    pub signed_on: Option<Date>,
    /// More about it; may be empty.
    pub note: String,
    /// What was agreed.
    pub terms: AgreementTerms,
    /// Files of the client that belong to it.
    pub files: Vec<AttachmentId>,
}

/// An agreement in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Which one.
    pub id: AgreementId,
    /// What was written.
    pub agreement: NewAgreement,
    /// How far it is.
    pub state: AgreementState,
    /// Since when.
    pub state_day: Date,
    /// The number of the newest version.
    pub latest: u32,
    /// The number of the version that binds us; absent while none may.
    pub standing: Option<u32>,
    /// How the newest version stands to the firm's limits.
    pub approval: ApprovalState,
    /// What of the newest version is above them.
    pub exceeded: Vec<Exceeded>,
    /// Who wrote the newest version.
    pub terms_by: Option<UserId>,
    /// Why the newest version was decided about so; may be empty.
    pub decision_note: String,
    /// Who wrote the agreement.
    pub created_by: Option<UserId>,
    /// When it was written.
    pub created_at: Timestamp,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

pub(crate) const COLUMNS: &str = "agreements.id, agreements.account_id, agreements.number,
    agreements.title, agreements.owner_id, agreements.signed_on, agreements.note, agreements.state,
    agreements.state_day, agreements.latest, agreements.standing, agreements.is_sample,
    agreements.created_by, agreements.created_at, agreements.version, agreement_versions.terms,
    agreement_versions.exceeded, agreement_versions.approval, agreement_versions.made_by,
    agreement_versions.decision_note";

/// Agreements with the newest version of their terms.
pub(crate) const FROM: &str = "agreements JOIN agreement_versions
    ON agreement_versions.agreement_id = agreements.id AND agreement_versions.number = agreements.latest";

/// The condition that leaves only agreements the viewer may see; `agreements` is the table's name.
pub(crate) fn visible(viewer: &Viewer, values: &mut Values) -> String {
    accounts::seen_by(viewer, "agreements.account_id", values)
}

/// Writes an agreement down, as a draft; its account then counts as touched. What of its terms is above the
/// firm's limits comes with it, and makes it wait.
///
/// # Errors
/// [`StoreError::Missing`] without such an account, user or file; [`StoreError::Refused`] for a number the
/// client has already; [`StoreError::Forbidden`].
pub async fn create(
    tx: &mut Tx,
    new: &NewAgreement,
    exceeded: &[Exceeded],
) -> Result<AgreementId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, new.account_id).await?;
    check(tx, new, None).await?;
    let id = AgreementId(new_id(tx.at()));
    let row = StoredAgreement {
        id,
        new,
        state: AgreementState::Draft,
        state_day: tx.viewer().day(),
        exceeded,
        approval: approval_of(exceeded),
        author: tx.viewer().user,
        created_at: tx.at(),
        is_sample: false,
        import: None,
    };
    insert(tx, &[row]).await?;
    tx.journal(JournalEntry::new("created", "agreement", id).after(as_json(new)))
        .await?;
    Ok(id)
}

pub(crate) fn approval_of(exceeded: &[Exceeded]) -> ApprovalState {
    if exceeded.is_empty() {
        ApprovalState::NotNeeded
    } else {
        ApprovalState::Waiting
    }
}

async fn check(tx: &Tx, new: &NewAgreement, own: Option<AgreementId>) -> Result<(), StoreError> {
    let owners = new.terms.clauses.iter().filter_map(|clause| clause.owner);
    for user in new.owner_id.into_iter().chain(owners) {
        let found = crate::users::by_id(tx, user).await?;
        found.ok_or(StoreError::Missing("user"))?;
    }
    let known = attachments::of(tx, &[AttachedTo::Account(new.account_id)]).await?;
    for file in &new.files {
        if !known.iter().any(|one| one.id == *file) {
            return Err(StoreError::Missing("attachment"));
        }
    }
    let own = own.map_or(uuid::Uuid::nil(), |own| own.0);
    let text = "SELECT count(*) AS found FROM agreements
        WHERE account_id = $1 AND number_folded = $2 AND id <> $3 AND state <> 'withdrawn'";
    let values = binds![new.account_id.0, fold(&new.number), own];
    let found = sql::one(tx, "looking for a number", text, values, |row| {
        row.count("found")
    });
    if found.await?.unwrap_or(0) > 0 {
        return Err(StoreError::Refused {
            field: "number",
            code: "agreement-number-taken",
        });
    }
    Ok(())
}

/// One agreement to be inserted, with its first version.
pub(crate) struct StoredAgreement<'a> {
    pub id: AgreementId,
    pub new: &'a NewAgreement,
    pub state: AgreementState,
    pub state_day: Date,
    pub exceeded: &'a [Exceeded],
    pub approval: ApprovalState,
    pub author: Option<UserId>,
    pub created_at: Timestamp,
    pub is_sample: bool,
    pub import: Option<ImportId>,
}

pub(crate) async fn insert(tx: &Tx, rows: &[StoredAgreement<'_>]) -> Result<(), StoreError> {
    let head = "INSERT INTO agreements (id, account_id, number, number_folded, title, title_folded,
        owner_id, signed_on, note, state, state_day, valid_from, valid_to, latest, standing, is_sample,
        created_by, created_by_import, created_at, version)";
    sql::insert_many(tx, "writing agreements", (head, ""), rows, |row| {
        let new = row.new;
        binds![
            row.id.0,
            new.account_id.0,
            &new.number,
            fold(&new.number),
            &new.title,
            fold(&new.title),
            new.owner_id.map(|user| user.0),
            new.signed_on,
            &new.note,
            row.state.code(),
            row.state_day,
            new.terms.valid_from,
            new.terms.valid_to,
            1_i64,
            row.approval.is_free().then_some(1_i64),
            row.is_sample,
            row.author.map(|user| user.0),
            row.import.map(|import| import.0),
            row.created_at,
            1_i64,
        ]
    })
    .await?;
    for row in rows {
        let version = versions::NewVersion {
            number: 1,
            terms: &row.new.terms,
            note: "",
            exceeded: row.exceeded,
            approval: row.approval,
            author: row.author,
            at: row.created_at,
        };
        versions::insert(tx, row.id, &version).await?;
        files::put(tx, row.id, &row.new.files).await?;
    }
    Ok(())
}

/// Changes an agreement somebody read at `version`; its account stays. Other terms become a further version,
/// which waits when something of it is above the limits; an earlier approval was about the earlier one.
/// Returns the new version of the record.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Transition`] for one that is withdrawn; as [`create`].
pub async fn change(
    tx: &mut Tx,
    id: AgreementId,
    (new, exceeded, note): (&NewAgreement, &[Exceeded], &str),
    version: i64,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, Some(version)).await?;
    if before.state == AgreementState::Withdrawn {
        return Err(refused(before.state, "changed"));
    }
    let old = &before.agreement;
    let kept = NewAgreement {
        account_id: old.account_id,
        ..new.clone()
    };
    check(tx, &kept, Some(id)).await?;
    let anew = kept.terms != old.terms;
    let latest = if anew {
        before.latest + 1
    } else {
        before.latest
    };
    let approval = if anew {
        approval_of(exceeded)
    } else {
        before.approval
    };
    let standing = match anew && approval.is_free() {
        true => Some(latest),
        false => before.standing,
    };
    let text = "UPDATE agreements SET number = $3, number_folded = $4, title = $5, title_folded = $6,
            owner_id = $7, signed_on = $8, note = $9, valid_from = $10, valid_to = $11, latest = $12,
            standing = $13, is_sample = $14, version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![
        id.0,
        version,
        &kept.number,
        fold(&kept.number),
        &kept.title,
        fold(&kept.title),
        kept.owner_id.map(|user| user.0),
        kept.signed_on,
        &kept.note,
        kept.terms.valid_from,
        kept.terms.valid_to,
        i64::from(latest),
        standing.map(i64::from),
        false,
    ];
    if sql::execute(tx, "changing an agreement", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    if anew {
        let further = versions::NewVersion {
            number: latest,
            terms: &kept.terms,
            note,
            exceeded,
            approval,
            author: tx.viewer().user,
            at: tx.at(),
        };
        versions::insert(tx, id, &further).await?;
    }
    files::put(tx, id, &kept.files).await?;
    accounts::touch(tx, old.account_id).await?;
    let (was, is) = differences(&as_json(old), &as_json(&kept));
    told_of_change(tx, id, (was, is), anew.then_some((before.latest, latest))).await?;
    Ok(version + 1)
}

/// The journal's rows of a change: of the record itself, and of its terms.
async fn told_of_change(
    tx: &mut Tx,
    id: AgreementId,
    (was, is): (Json, Json),
    versions: Option<(u32, u32)>,
) -> Result<(), StoreError> {
    let changed = was.as_object().is_some_and(|fields| !fields.is_empty());
    if changed || versions.is_none() {
        let entry = JournalEntry::new("changed", "agreement", id);
        tx.journal(entry.before(was).after(is)).await?;
    }
    if let Some((before, after)) = versions {
        let was = json!({ "terms_version": before });
        let is = json!({ "terms_version": after });
        let entry = JournalEntry::new("terms_changed", "agreement", id);
        tx.journal(entry.before(was).after(is)).await?;
    }
    Ok(())
}

/// As [`change`] for the fields of the record alone, under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (AgreementId, i64),
    new: &NewAgreement,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, Some(version)).await?;
    let old = &before.agreement;
    check(tx, new, Some(id)).await?;
    let text =
        "UPDATE agreements SET number = $3, number_folded = $4, title = $5, title_folded = $6,
            owner_id = $7, signed_on = $8, note = $9, is_sample = $10, version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![
        id.0,
        version,
        &new.number,
        fold(&new.number),
        &new.title,
        fold(&new.title),
        new.owner_id.map(|user| user.0),
        new.signed_on,
        &new.note,
        false,
    ];
    if sql::execute(tx, "changing an agreement", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    files::put(tx, id, &new.files).await?;
    accounts::touch(tx, old.account_id).await?;
    let (was, is) = differences(&as_json(old), &as_json(new));
    let entry = JournalEntry::new(action, "agreement", id);
    tx.journal(entry.before(was).after(is)).await?;
    Ok(version + 1)
}

fn refused(from: AgreementState, to: &'static str) -> StoreError {
    StoreError::Transition {
        entity: "agreement",
        from: from.code(),
        to,
    }
}

async fn editable(tx: &Tx, id: AgreementId, version: Option<i64>) -> Result<Agreement, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    read(tx, id, version).await
}

async fn read(tx: &Tx, id: AgreementId, version: Option<i64>) -> Result<Agreement, StoreError> {
    let found = get(tx, id).await?.ok_or(StoreError::Missing("agreement"))?;
    match version {
        Some(version) if version != found.version => Err(StoreError::Stale),
        _ => Ok(found),
    }
}

/// An agreement.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: AgreementId) -> Result<Option<Agreement>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE agreements.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    let mut found = sql::all(
        reader,
        "reading an agreement",
        &text,
        values,
        read_agreement,
    )
    .await?;
    files::add(reader, &mut found).await?;
    Ok(found.pop())
}

/// The agreement a clause stands in.
///
/// # Errors
/// When the database refuses.
pub async fn of_clause(
    reader: &dyn Reader,
    clause: ClauseId,
) -> Result<Option<Agreement>, StoreError> {
    let mut values = binds![clause.0];
    let text = format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE agreements.id = (
             SELECT agreement_id FROM agreement_clauses WHERE agreement_clauses.id = $1) AND {}",
        visible(reader.viewer(), &mut values)
    );
    let found = sql::all(
        reader,
        "reading an agreement",
        &text,
        values,
        read_agreement,
    );
    Ok(found.await?.pop())
}

/// What the journal keeps of a record; its terms stand in their versions.
pub(crate) fn as_json(new: &NewAgreement) -> Json {
    let files: Vec<String> = new.files.iter().map(ToString::to_string).collect();
    json!({
        "account": new.account_id.to_string(),
        "number": new.number,
        "title": new.title,
        "owner": new.owner_id.map(|id| id.to_string()),
        "signed_on": new.signed_on.map(|day| day.to_string()),
        "note": new.note,
        "files": files,
    })
}

pub(crate) fn read_agreement(row: &Row) -> Result<Agreement, StoreError> {
    let whole = |number: i64| u32::try_from(number).unwrap_or(1);
    Ok(Agreement {
        id: AgreementId(row.uuid("id")?),
        agreement: NewAgreement {
            account_id: AccountId(row.uuid("account_id")?),
            number: row.text("number")?,
            title: row.text("title")?,
            owner_id: row.uuid_if_any("owner_id")?.map(UserId),
            signed_on: row.day_if_any("signed_on")?,
            note: row.text("note")?,
            terms: row.word("terms", content::read_terms)?,
            files: Vec::new(),
        },
        state: row.word("state", AgreementState::from_code)?,
        state_day: row.day("state_day")?,
        latest: whole(row.integer("latest")?),
        standing: row.integer_if_any("standing")?.map(whole),
        approval: row.word("approval", ApprovalState::from_code)?,
        exceeded: row.word("exceeded", content::read_exceeded)?,
        terms_by: row.uuid_if_any("made_by")?.map(UserId),
        decision_note: row.text("decision_note")?,
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}
