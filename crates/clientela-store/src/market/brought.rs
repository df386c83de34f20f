//! Positions and purchases as files bring them: looked up so that none comes twice, made in bulk, changed when a
//! later file knows better, removed by the undo.

use std::collections::BTreeSet;
use std::hash::Hash;

use clientela_domain::ids::{AccountId, CompetitorId, ImportId, UserId};
use clientela_domain::names::fold;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::kinds::{NewClientPurchase, NewPosition};
use super::records::{
    Kept, MarketRecord, StoredRecord, columns, insert, read_kept, rewrite, visible,
};
use crate::brought::{self, BroughtKind, Corrected};
use crate::error::StoreError;
use crate::external_codes::CodedEntity;
use crate::journal::JournalEntry;
use crate::sql::{self, Bind, Row, Values};
use crate::transaction::{Reader, Tx};
use crate::value_restore::SetBack;
use crate::viewer::{Permission, Viewer};

/// A kind of record of the market that files bring.
#[expect(private_bounds, reason = "only this crate sets values back")]
pub trait Brought: MarketRecord + SetBack {
    /// What tells one such record from another when no code does.
    type Identity: Eq + Hash;

    /// Its word in the list of codes.
    const CODED: CodedEntity;

    /// The words of the journal for what an import made and for what its undo removed.
    const JOURNAL: (&'static str, &'static str);

    /// What tells this one from others.
    fn identity(&self) -> Self::Identity;
}

/// What tells one observation of a competitor from another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownPosition {
    /// At which client.
    pub account_id: AccountId,
    /// Which competitor.
    pub competitor_id: CompetitorId,
    /// With which group of products, folded.
    pub group_folded: String,
    /// When it was observed, ISO 8601.
    pub day: String,
}

/// What tells one estimate of what a client buys from another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownPurchase {
    /// Which client.
    pub account_id: AccountId,
    /// Of which group of products, folded.
    pub group_folded: String,
    /// In which days, ISO 8601.
    pub period: (String, String),
    /// Where it comes from, a stable word.
    pub source: String,
    /// At least and at most so much, decimal strings.
    pub amounts: (String, Option<String>),
    /// In which currency.
    pub currency: String,
}

impl Brought for NewPosition {
    type Identity = KnownPosition;
    const CODED: CodedEntity = CodedEntity::CompetitorPosition;
    const JOURNAL: (&'static str, &'static str) = ("positions_created", "positions_removed");

    fn identity(&self) -> KnownPosition {
        KnownPosition {
            account_id: self.account_id,
            competitor_id: self.competitor_id,
            group_folded: fold(&self.product_group),
            day: self.day.to_string(),
        }
    }
}

impl Brought for NewClientPurchase {
    type Identity = KnownPurchase;
    const CODED: CodedEntity = CodedEntity::ClientPurchase;
    const JOURNAL: (&'static str, &'static str) = ("purchases_created", "purchases_removed");

    fn identity(&self) -> KnownPurchase {
        KnownPurchase {
            account_id: self.account_id,
            group_folded: fold(&self.product_group),
            period: (self.period.from.to_string(), self.period.to.to_string()),
            source: self.source.code().to_owned(),
            amounts: (
                self.amount_low.to_string(),
                self.amount_high.map(|amount| amount.to_string()),
            ),
            currency: self.currency.code().to_owned(),
        }
    }
}

const fn kind<R: Brought>() -> BroughtKind {
    BroughtKind {
        table: R::TABLE,
        entity: R::CODED,
    }
}

/// What tells the records of these clients in the book apart, and the codes among these that such records have.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_of<R: Brought>(
    reader: &dyn Reader,
    accounts: &[AccountId],
    codes: &[String],
) -> Result<(Vec<R::Identity>, BTreeSet<String>), StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut known = Vec::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT {} FROM {} WHERE NOT withdrawn AND account_id IN ({})",
            columns::<R>(),
            R::TABLE,
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|account| account.0.bind()).collect();
        let read = |row: &Row| Ok(read_kept::<R>(row)?.record.identity());
        known.extend(sql::all(reader, "reading of the market", &text, values, read).await?);
    }
    let codes = brought::taken_codes(reader, (R::TABLE, R::CODED), codes).await?;
    Ok((known, codes))
}

#[expect(private_interfaces, reason = "only this crate reads rows")]
impl<R: Brought> Corrected for Kept<R> {
    type Id = R::Id;
    type Told = R;
    const KIND: BroughtKind = kind::<R>();
    const WORD: &'static str = R::WORD;
    const STANDS: &'static str = "NOT withdrawn";

    fn columns() -> String {
        columns::<R>()
    }

    fn seen_by(viewer: &Viewer, values: &mut Values) -> String {
        visible::<R>(viewer, values)
    }

    fn read(row: &Row) -> Result<Self, StoreError> {
        read_kept::<R>(row)
    }

    fn key_of(id: R::Id) -> Uuid {
        R::key_of(id)
    }

    fn key(&self) -> Uuid {
        R::key_of(self.id)
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn told(&self) -> &R {
        &self.record
    }

    fn json(&self) -> Json {
        self.record.json()
    }

    async fn rewrite(&self, tx: &mut Tx, new: &R) -> Result<(), StoreError> {
        rewrite(tx, "changed", self, new).await.map(drop)
    }
}

/// A record a file brings: what, who wrote it, and the code by which the file knows it.
pub type BroughtTold<R> = (<R as MarketRecord>::Id, R, Option<UserId>, String);

/// Makes the records a file brings.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought<R: Brought>(
    tx: &mut Tx,
    rows: &[BroughtTold<R>],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let at = tx.at();
    let stored: Vec<StoredRecord<'_, R>> = rows
        .iter()
        .map(|(id, new, author, _)| StoredRecord {
            id: R::key_of(*id),
            new,
            author: *author,
            created_at: at,
            is_sample: false,
            import: Some(import),
        })
        .collect();
    insert(tx, &stored).await?;
    let codes = rows.iter().map(|(id, .., code)| (R::key_of(*id), code));
    brought::give_codes(tx, R::CODED, codes).await?;
    let after = json!({ R::TABLE: rows.len() });
    tx.journal(JournalEntry::new(R::JOURNAL.0, "import", import).after(after))
        .await
}

/// Removes the records that only undone imports made and that nobody has touched; returns how many. `import` is
/// the one that is being undone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_left_behind<R: Brought>(
    tx: &mut Tx,
    import: ImportId,
) -> Result<u64, StoreError> {
    let removed = brought::remove_left_behind(tx, kind::<R>()).await?;
    if removed == 0 {
        return Ok(0);
    }
    let before = json!({ R::TABLE: removed });
    tx.journal(JournalEntry::new(R::JOURNAL.1, "import", import).before(before))
        .await?;
    Ok(removed)
}
