//! Pairs that may be one, and two records side by side, field by field.

use clientela_domain::duplicates::{Comparison, Kind, Model, Record, compare};
use clientela_domain::ids::{AccountId, DuplicatePairId, MergeId, PersonId};
use clientela_store::accounts::{self, AccountRecord};
use clientela_store::duplicate_pairs::{self, DuplicatePair, PairKind, PairState};
use clientela_store::merges::{self, Merge};
use clientela_store::people::Person;
use clientela_store::record_extent::{self, Extent};
use clientela_store::{Viewer, affiliations, duplicate_facts};
use jiff::Timestamp;
use uuid::Uuid;

use crate::context::Context;
use crate::directory::{Directory, shown_code};
use crate::edit_account::{AccountField, account_record, field_text};
use crate::edit_person::{self, PersonField, person_record};
use crate::error::AppError;
use crate::merge_records::{proposed_for_account, proposed_for_person};
use crate::pair_evidence::PairEvidence;
use crate::show_person::full_name;

/// Most pairs of one page.
pub const PAIRS_SHOWN_MAX: u64 = 100;

/// Merges shown with their undo button.
const MERGES_SHOWN_MAX: u64 = 50;

/// Twins named on the page of one record.
const TWINS_SHOWN_MAX: u64 = 3;

/// One of the two records of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Which one.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What tells it from others of the name: town and number, or employers.
    pub about: String,
}

/// A pair in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct PairLine {
    /// The pair.
    pub pair: DuplicatePair,
    /// Why they may be one.
    pub evidence: PairEvidence,
    /// One.
    pub first: Party,
    /// The other.
    pub second: Party,
}

/// Pairs of a kind and state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairList {
    /// The most certain first.
    pub pairs: Vec<PairLine>,
    /// How many there are in all.
    pub total: u64,
}

/// A field of both records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldPair {
    /// Stable name of the field.
    pub field: &'static str,
    /// What the one that stays says.
    pub kept: String,
    /// What the other says.
    pub gone: String,
    /// The other's value is proposed: the one that stays has none.
    pub take_gone: bool,
}

/// One of two records side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideRecord {
    /// Which one, its name and what tells it from others.
    pub party: Party,
    /// The version at which it was read.
    pub version: i64,
    /// When it came into the book.
    pub created_at: Timestamp,
    /// How much hangs on it.
    pub extent: Extent,
    /// Customer keys of a client.
    pub customer_keys: Vec<String>,
}

/// Two records side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct SideBySide {
    /// What kind of records.
    pub kind: PairKind,
    /// The pair in the book, when a scan or an import has found it.
    pub pair: Option<DuplicatePair>,
    /// The chance that they are one.
    pub probability: f64,
    /// Why.
    pub evidence: PairEvidence,
    /// The one that would stay.
    pub kept: SideRecord,
    /// The one that would go.
    pub gone: SideRecord,
    /// Their fields, those in which one of them says something.
    pub fields: Vec<FieldPair>,
}

/// Pairs of a kind and state of which the viewer sees both records.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_pairs(
    context: &Context,
    viewer: &Viewer,
    (kind, state): (PairKind, PairState),
    (offset, limit): (u64, u64),
) -> Result<PairList, AppError> {
    let read = context.store.read(viewer);
    let window = (offset, limit.min(PAIRS_SHOWN_MAX));
    let pairs = duplicate_pairs::list(&read, kind, state, window).await?;
    told(context, viewer, (kind, state), pairs).await
}

/// The place of a pair in the order of the list: its probability, then its id.
pub type PairPlace = (f64, DuplicatePairId);

/// The pairs after a place, and where the list goes on; none on the last page.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_pairs_after(
    context: &Context,
    viewer: &Viewer,
    (kind, state): (PairKind, PairState),
    after: Option<PairPlace>,
    limit: u64,
) -> Result<(PairList, Option<PairPlace>), AppError> {
    let read = context.store.read(viewer);
    let limit = limit.clamp(1, PAIRS_SHOWN_MAX);
    let mut pairs = duplicate_pairs::list_after(&read, kind, state, after, limit + 1).await?;
    let shown = usize::try_from(limit).unwrap_or(usize::MAX);
    let goes_on = pairs.len() > shown;
    pairs.truncate(shown);
    let last = pairs.last().filter(|_| goes_on);
    let next = last.map(|pair| (pair.probability, pair.id));
    let list = told(context, viewer, (kind, state), pairs).await?;
    Ok((list, next))
}

/// Pairs with what is told of their records.
async fn told(
    context: &Context,
    viewer: &Viewer,
    (kind, state): (PairKind, PairState),
    pairs: Vec<DuplicatePair>,
) -> Result<PairList, AppError> {
    let read = context.store.read(viewer);
    let total = duplicate_pairs::count(&read, kind, state).await?;
    let ids: Vec<Uuid> = pairs
        .iter()
        .flat_map(|pair| [pair.first, pair.second])
        .collect();
    let parties = parties(context, viewer, kind, &ids).await?;
    let party = |id: Uuid| parties.iter().find(|party| party.id == id).cloned();
    let line = |pair: DuplicatePair| {
        Some(PairLine {
            evidence: PairEvidence::from_json(&pair.evidence),
            first: party(pair.first)?,
            second: party(pair.second)?,
            pair,
        })
    };
    Ok(PairList {
        pairs: pairs.into_iter().filter_map(line).collect(),
        total,
    })
}

/// Records that may be the same as this one: the other of each open pair, the surest first.
///
/// # Errors
/// When the book cannot answer.
pub async fn twins_of(
    context: &Context,
    viewer: &Viewer,
    kind: PairKind,
    id: Uuid,
) -> Result<Vec<Party>, AppError> {
    let read = context.store.read(viewer);
    let pairs = duplicate_pairs::open_with(&read, kind, id, TWINS_SHOWN_MAX).await?;
    let other = |pair: &DuplicatePair| {
        if pair.first == id {
            pair.second
        } else {
            pair.first
        }
    };
    let others: Vec<Uuid> = pairs.iter().map(other).collect();
    if others.is_empty() {
        return Ok(Vec::new());
    }
    parties(context, viewer, kind, &others).await
}

/// One pair.
///
/// # Errors
/// [`AppError::NotFound`] when there is none of which the viewer sees both records.
pub async fn pair(
    context: &Context,
    viewer: &Viewer,
    id: DuplicatePairId,
) -> Result<DuplicatePair, AppError> {
    duplicate_pairs::get(&context.store.read(viewer), id)
        .await?
        .ok_or(AppError::NotFound("duplicate_pair"))
}

/// How many pairs are open that the viewer sees: of clients, of people.
///
/// # Errors
/// When the book cannot answer.
pub async fn open_pairs(context: &Context, viewer: &Viewer) -> Result<(u64, u64), AppError> {
    let read = context.store.read(viewer);
    Ok((
        duplicate_pairs::count(&read, PairKind::Account, PairState::Open).await?,
        duplicate_pairs::count(&read, PairKind::Person, PairState::Open).await?,
    ))
}

/// Merges that can still be undone, and those undone, the newest first.
///
/// # Errors
/// When the book cannot answer.
pub async fn recent_merges(context: &Context, viewer: &Viewer) -> Result<Vec<Merge>, AppError> {
    let read = context.store.read(viewer);
    let since = merges::oldest_open(context.clock.now());
    let mut all = merges::list(&read, PairKind::Account, since, MERGES_SHOWN_MAX).await?;
    all.extend(merges::list(&read, PairKind::Person, since, MERGES_SHOWN_MAX).await?);
    all.sort_by_key(|merge| std::cmp::Reverse((merge.merged_at, merge.id)));
    Ok(all)
}

/// One merge of which the viewer sees the record that stayed.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn merge(context: &Context, viewer: &Viewer, id: MergeId) -> Result<Merge, AppError> {
    merges::get(&context.store.read(viewer), id)
        .await?
        .ok_or(AppError::NotFound("merge"))
}

/// The client into which this one was merged, when the viewer sees it.
///
/// # Errors
/// When the book cannot answer.
pub async fn surviving_account(
    context: &Context,
    viewer: &Viewer,
    id: AccountId,
) -> Result<Option<AccountId>, AppError> {
    let read = context.store.read(viewer);
    let found = merges::survivor(&read, PairKind::Account, id.0).await?;
    match found.map(AccountId) {
        Some(found) => Ok(accounts::get(&read, found).await?.map(|account| account.id)),
        None => Ok(None),
    }
}

/// The person into whom this one was merged, when the viewer sees them.
///
/// # Errors
/// When the book cannot answer.
pub async fn surviving_person(
    context: &Context,
    viewer: &Viewer,
    id: PersonId,
) -> Result<Option<PersonId>, AppError> {
    let read = context.store.read(viewer);
    let found = merges::survivor(&read, PairKind::Person, id.0).await?;
    match found.map(PersonId) {
        Some(found) => {
            let person = clientela_store::people::get(&read, found).await?;
            Ok(person.map(|person| person.id))
        }
        None => Ok(None),
    }
}

/// Two clients side by side. The one on which more hangs stays, unless `kept` says which.
///
/// # Errors
/// [`AppError::NotFound`] for a client the viewer does not see.
pub async fn compare_accounts(
    context: &Context,
    viewer: &Viewer,
    (one, other): (AccountId, AccountId),
    kept: Option<AccountId>,
) -> Result<SideBySide, AppError> {
    let read = context.store.read(viewer);
    let state = context.book_state(viewer).await?;
    let mut sides = [
        (one, record_extent::of_account(&read, one).await?),
        (other, record_extent::of_account(&read, other).await?),
    ];
    let extents = sides.map(|(_, extent)| extent);
    if !stays_first(kept.map(|id| id == one), extents, one <= other) {
        sides.reverse();
    }
    let [(kept, kept_extent), (gone, gone_extent)] = sides;
    let records = [
        account_record(context, viewer, kept).await?,
        account_record(context, viewer, gone).await?,
    ];
    let facts = duplicate_facts::organisations(&read, Some(&[kept, gone])).await?;
    let record = |id: AccountId| {
        let found = facts.iter().find(|(known, _)| *known == id);
        found.map(|(_, facts)| Record::of_organisation(facts))
    };
    let (Some(left), Some(right)) = (record(kept), record(gone)) else {
        return Err(AppError::NotFound("account"));
    };
    let comparison = compare(&left, &right, &Model::default_for(Kind::Organisation));
    let fields = account_fields(&state.directory, &records);
    let pair = duplicate_pairs::between(&read, PairKind::Account, kept.0, gone.0).await?;
    let (probability, evidence) = as_found(pair.as_ref(), &comparison);
    Ok(SideBySide {
        kind: PairKind::Account,
        pair,
        probability,
        evidence,
        kept: account_side(&read, &records[0], kept_extent).await?,
        gone: account_side(&read, &records[1], gone_extent).await?,
        fields,
    })
}

/// Two people side by side. The one on whom more hangs stays, unless `kept` says which.
///
/// # Errors
/// [`AppError::NotFound`] for a person the viewer does not see.
pub async fn compare_people(
    context: &Context,
    viewer: &Viewer,
    (one, other): (PersonId, PersonId),
    kept: Option<PersonId>,
) -> Result<SideBySide, AppError> {
    let read = context.store.read(viewer);
    let mut sides = [
        (one, record_extent::of_person(&read, one).await?),
        (other, record_extent::of_person(&read, other).await?),
    ];
    let extents = sides.map(|(_, extent)| extent);
    if !stays_first(kept.map(|id| id == one), extents, one <= other) {
        sides.reverse();
    }
    let [(kept, kept_extent), (gone, gone_extent)] = sides;
    let records = [
        person_record(context, viewer, kept).await?,
        person_record(context, viewer, gone).await?,
    ];
    let facts = duplicate_facts::persons(&read, Some(&[kept, gone])).await?;
    let record = |id: PersonId| {
        let found = facts.iter().find(|(known, _)| *known == id);
        found.map(|(_, facts)| Record::of_person(facts))
    };
    let (Some(left), Some(right)) = (record(kept), record(gone)) else {
        return Err(AppError::NotFound("person"));
    };
    let comparison = compare(&left, &right, &Model::default_for(Kind::Person));
    let parties = parties(context, viewer, PairKind::Person, &[kept.0, gone.0]).await?;
    let side = |person: &Person, extent: Extent| SideRecord {
        party: parties
            .iter()
            .find(|party| party.id == person.id.0)
            .cloned()
            .unwrap_or_else(|| person_party(person, String::new())),
        version: person.version,
        created_at: person.created_at,
        extent,
        customer_keys: Vec::new(),
    };
    let pair = duplicate_pairs::between(&read, PairKind::Person, kept.0, gone.0).await?;
    let (probability, evidence) = as_found(pair.as_ref(), &comparison);
    Ok(SideBySide {
        kind: PairKind::Person,
        pair,
        probability,
        evidence,
        kept: side(&records[0], kept_extent),
        gone: side(&records[1], gone_extent),
        fields: person_fields(&records),
    })
}

/// What a scan has found, which knows the whole book; for a pair no scan has found, or of records that
/// agree otherwise by now, what comparing the two shows.
fn as_found(pair: Option<&DuplicatePair>, now: &Comparison) -> (f64, PairEvidence) {
    let found = pair.map(|pair| (pair.probability, PairEvidence::from_json(&pair.evidence)));
    let now = (now.probability, PairEvidence::of(now));
    let levels = |evidence: &PairEvidence| -> Vec<_> {
        let lines = evidence.lines.iter();
        lines.map(|line| (line.field, line.agreement)).collect()
    };
    match found {
        Some(found) if levels(&found.1) == levels(&now.1) => found,
        _ => now,
    }
}

/// Does the first of two stay? As chosen; otherwise the one on which more hangs, then the older one.
fn stays_first(chosen: Option<bool>, extents: [Extent; 2], is_older: bool) -> bool {
    let [first, second] = extents.map(|extent| extent.sum());
    chosen.unwrap_or_else(|| match first.cmp(&second) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => is_older,
    })
}

fn account_fields(directory: &Directory, [kept, gone]: &[AccountRecord; 2]) -> Vec<FieldPair> {
    let proposed = proposed_for_account(&kept.values, &gone.values);
    let shown = |record: &AccountRecord, field: AccountField| match field {
        AccountField::Owner => person_name(directory, record.values.owner_id),
        AccountField::Substitute => person_name(directory, record.values.details.substitute_id),
        AccountField::Parent => {
            let parent = record.values.details.parent_id;
            parent.map_or_else(String::new, |id| directory.name_of(id).to_owned())
        }
        _ => field_text(directory, &record.values, field),
    };
    let pair = |field: &AccountField| FieldPair {
        field: field.code(),
        kept: shown(kept, *field),
        gone: shown(gone, *field),
        take_gone: proposed.contains(field),
    };
    let pairs = AccountField::ALL.iter().map(pair);
    pairs
        .filter(|pair| !pair.kept.is_empty() || !pair.gone.is_empty())
        .collect()
}

fn person_name(directory: &Directory, user: Option<clientela_domain::ids::UserId>) -> String {
    let name = user.and_then(|user| directory.colleague_name(user));
    name.unwrap_or_default().to_owned()
}

fn person_fields([kept, gone]: &[Person; 2]) -> Vec<FieldPair> {
    let proposed = proposed_for_person(&kept.values, &gone.values);
    let pair = |field: &PersonField| FieldPair {
        field: field.code(),
        kept: edit_person::field_text(&kept.values, *field),
        gone: edit_person::field_text(&gone.values, *field),
        take_gone: proposed.contains(field),
    };
    let pairs = PersonField::ALL.iter().map(pair);
    pairs
        .filter(|pair| !pair.kept.is_empty() || !pair.gone.is_empty())
        .collect()
}

async fn account_side(
    read: &clientela_store::Read,
    record: &AccountRecord,
    extent: Extent,
) -> Result<SideRecord, AppError> {
    let account = &record.account;
    Ok(SideRecord {
        party: Party {
            id: account.id.0,
            name: account.name.clone(),
            about: about_account(&account.city, &account.registration_number),
        },
        version: account.version,
        created_at: account.created_at,
        extent,
        customer_keys: accounts::customer_keys_of(read, account.id).await?,
    })
}

/// A customer key as people know it: the code, or the name a file without codes used.
#[must_use]
pub fn key_shown(customer_key: &str) -> &str {
    shown_code(customer_key)
        .or_else(|| customer_key.strip_prefix("n:"))
        .unwrap_or(customer_key)
}

fn about_account(city: &str, number: &str) -> String {
    let known = [city, number].into_iter().filter(|text| !text.is_empty());
    known.collect::<Vec<_>>().join(", ")
}

fn person_party(person: &Person, about: String) -> Party {
    Party {
        id: person.id.0,
        name: full_name(&person.values.given_name, &person.values.family_name),
        about,
    }
}

/// The records of these ids that the viewer sees, with what tells them apart.
async fn parties(
    context: &Context,
    viewer: &Viewer,
    kind: PairKind,
    ids: &[Uuid],
) -> Result<Vec<Party>, AppError> {
    let read = context.store.read(viewer);
    match kind {
        PairKind::Account => {
            let ids: Vec<AccountId> = ids.iter().copied().map(AccountId).collect();
            let facts = duplicate_facts::organisations(&read, Some(&ids)).await?;
            let party =
                |(id, facts): (AccountId, clientela_domain::duplicates::OrganisationFacts)| {
                    let number = facts.registration_number.or(facts.vat_number);
                    Party {
                        id: id.0,
                        name: facts.names.into_iter().next().unwrap_or_default(),
                        about: about_account(
                            facts.town.as_deref().unwrap_or_default(),
                            number.as_deref().unwrap_or_default(),
                        ),
                    }
                };
            Ok(facts.into_iter().map(party).collect())
        }
        PairKind::Person => {
            let ids: Vec<PersonId> = ids.iter().copied().map(PersonId).collect();
            let places = affiliations::of_people(&read, &ids).await?;
            let facts = duplicate_facts::persons(&read, Some(&ids)).await?;
            let party = |(id, facts): (PersonId, clientela_domain::duplicates::PersonFacts)| {
                let employer = places.iter().find(|place| place.person_id == id);
                let name = [facts.given_name, facts.family_name].map(Option::unwrap_or_default);
                Party {
                    id: id.0,
                    name: full_name(&name[0], &name[1]),
                    about: employer.map_or_else(String::new, |place| place.account_name.clone()),
                }
            };
            Ok(facts.into_iter().map(party).collect())
        }
    }
}
