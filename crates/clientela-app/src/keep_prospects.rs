//! People write prospects down, say how they came and what they found out, move, park, lose and win them.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{
    AccountId, CampaignId, ColdBatchId, PersonId, ProspectId, PublicationId, SourceRecordId,
    SpotterId, UserId,
};
use clientela_domain::prospects::{Answer, LossReason, Question, SourceKind, Stage, captured};
use clientela_domain::typed_day::Side;
use clientela_store::people::{self, PersonValues};
use clientela_store::prospects::{self, GivenAnswer, NewMove, NewProspect, NewSource, Prospect};
use clientela_store::{Permission, StoreError, Tx, Viewer};

use crate::context::Context;
use crate::edit_person::{ContactDraft, PersonChanges, PersonField, new_values};
use crate::error::AppError;
use crate::field_texts::{self, Checked};
use crate::keep_gifts::any_day;
use crate::keep_obligations::{OBLIGATION_CHARACTERS_MAX, optional, past_day};
use crate::log_interaction::{invalid, words};

/// A prospect as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProspectDraft {
    /// Name of the organisation.
    pub name: String,
    /// Registration number.
    pub registration_number: String,
    /// City.
    pub city: String,
    /// Country, two letters.
    pub country: String,
    /// Web address.
    pub website: String,
    /// Telephone of the organisation.
    pub phone: String,
    /// E-mail of the organisation.
    pub email: String,
    /// Who of us answers for it.
    pub owner: Option<UserId>,
    /// More about it.
    pub note: String,
    /// What is to be done next.
    pub next_step: String,
    /// When, as typed.
    pub next_on: String,
    /// When the people there were told whence we have their data, as typed.
    pub informed_on: String,
}

/// How a prospect came, as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceDraft {
    /// Which way.
    pub kind: Option<SourceKind>,
    /// The firm's own name of a way that is none of ours.
    pub channel: String,
    /// On which day, as typed; today when empty.
    pub day: String,
    /// Who gave it to us, by name or code: a client or a person.
    pub given_by: String,
    /// Who gave it to us.
    pub person: Option<PersonId>,
    /// Which client gave it to us, or whose person did.
    pub account: Option<AccountId>,
    /// Through which campaign.
    pub campaign: Option<CampaignId>,
    /// In what we read it was found, by name or id; wins over [`SourceDraft::publication_id`].
    pub publication: String,
    /// In what we read it was found.
    pub publication_id: Option<PublicationId>,
    /// In which batch of cold contacts.
    pub batch: Option<ColdBatchId>,
    /// Under which agreement, by name or id; wins over [`SourceDraft::spotter_id`].
    pub spotter: String,
    /// Under which agreement with somebody who is paid for names.
    pub spotter_id: Option<SpotterId>,
    /// More about it.
    pub detail: String,
    /// What it cost.
    pub cost: Option<Amount>,
    /// In which currency; the firm's when absent.
    pub currency: Option<Currency>,
}

/// Somebody at a prospect, as somebody writes them; nobody when the name is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactPersonDraft {
    /// Their name: given and family name.
    pub name: String,
    /// What they are there.
    pub role: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
}

/// A step of a prospect, as somebody takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoveDraft {
    /// On which day, as typed; today when empty.
    pub day: String,
    /// Why it is lost.
    pub reason: Option<LossReason>,
    /// Why, in words.
    pub note: String,
    /// When to look at it again, as typed.
    pub review_on: String,
}

fn taken<T>(field: &'static str, text: &str, read: Checked<T>) -> Result<T, AppError> {
    read.map_err(|code| invalid(field, code, text))
}

pub(crate) fn checked(draft: &ProspectDraft, today: Date) -> Result<NewProspect, AppError> {
    let country = taken(
        "country",
        &draft.country,
        field_texts::country(&draft.country),
    )?;
    let number = &draft.registration_number;
    let registration_number = field_texts::registration_number(number, &country);
    let informed_on = any_day("informed_on", &draft.informed_on, today, Side::Behind)?;
    if informed_on.is_some_and(|day| day > today) {
        return Err(invalid("informed_on", "day-in-future", &draft.informed_on));
    }
    let next_step = optional("next_step", &draft.next_step)?;
    let next_on = any_day("next_on", &draft.next_on, today, Side::Ahead)?;
    if next_step.is_empty() && next_on.is_some() {
        return Err(invalid("next_step", "required", ""));
    }
    Ok(NewProspect {
        name: words("name", &draft.name, NAME_CHARACTERS_MAX)?,
        registration_number: taken("registration_number", number, registration_number)?,
        city: taken("city", &draft.city, field_texts::short(&draft.city))?,
        website: taken(
            "website",
            &draft.website,
            field_texts::website(&draft.website),
        )?,
        phone: taken(
            "phone",
            &draft.phone,
            field_texts::phone(&draft.phone, &country),
        )?,
        email: taken("email", &draft.email, field_texts::email(&draft.email))?,
        country,
        owner_id: draft.owner,
        note: optional("note", &draft.note)?,
        next_step,
        next_on,
        informed_on,
    })
}

/// Characters of a name.
const NAME_CHARACTERS_MAX: usize = 300;

async fn checked_source(
    context: &Context,
    viewer: &Viewer,
    draft: &SourceDraft,
) -> Result<NewSource, AppError> {
    let kind = draft
        .kind
        .ok_or_else(|| invalid("source", "required", ""))?;
    if draft.cost.is_some_and(Amount::is_negative) {
        return Err(invalid("cost", "value-invalid", ""));
    }
    let currency = match (draft.cost, draft.currency) {
        (None, _) => None,
        (Some(_), Some(currency)) => Some(currency),
        (Some(_), None) => {
            let state = context.book_state(viewer).await?;
            Some(state.settings.reporting_currency())
        }
    };
    let channel = if kind == SourceKind::Other {
        words("channel", &draft.channel, NAME_CHARACTERS_MAX)?
    } else {
        String::new()
    };
    let (person_id, account_id) = giver(context, viewer, draft).await?;
    let spotter_id = match draft.spotter.trim() {
        "" => draft.spotter_id,
        typed => Some(crate::keep_spotters::find_spotter(context, viewer, typed).await?),
    };
    if spotter_id.is_some() && !kind.is_paid_by_name() {
        return Err(invalid("spotter", "source-not-paid", kind.code()));
    }
    let publication_id = match draft.publication.trim() {
        "" => draft.publication_id,
        typed => Some(crate::keep_reading::find_publication(context, viewer, typed).await?),
    };
    if publication_id.is_some() && !kind.is_read() {
        return Err(invalid("publication", "source-not-read", kind.code()));
    }
    if draft.batch.is_some() && !kind.is_cold() {
        return Err(invalid("batch", "source-not-cold", kind.code()));
    }
    Ok(NewSource {
        kind,
        channel,
        day: past_day("source_day", &draft.day, context.clock.today())?,
        person_id,
        account_id,
        campaign_id: draft.campaign,
        publication_id,
        batch_id: draft.batch,
        spotter_id,
        detail: optional("detail", &draft.detail)?,
        cost: draft.cost,
        currency,
    })
}

/// Who gave a prospect to us: as chosen, or the one client or person of the name or code that was typed.
async fn giver(
    context: &Context,
    viewer: &Viewer,
    draft: &SourceDraft,
) -> Result<(Option<PersonId>, Option<AccountId>), AppError> {
    let typed = draft.given_by.trim();
    if typed.is_empty() {
        return Ok((draft.person, draft.account));
    }
    let read = context.store.read(viewer);
    let people = prospects::people_called(&read, typed).await?;
    if let [person] = people[..] {
        return Ok((Some(person), draft.account));
    }
    let state = context.book_state(viewer).await?;
    let account = state.directory.find(typed);
    let account = account.ok_or_else(|| invalid("given_by", "giver-unknown", typed))?;
    Ok((draft.person, Some(account)))
}

pub(crate) fn checked_person(
    draft: &ContactPersonDraft,
) -> Result<Option<(PersonValues, String)>, AppError> {
    let name = draft.name.trim();
    if name.is_empty() {
        let says_more = [&draft.role, &draft.phone, &draft.email];
        if says_more.into_iter().any(|text| !text.trim().is_empty()) {
            return Err(invalid("contact", "required", ""));
        }
        return Ok(None);
    }
    let (given, family) = name.rsplit_once(char::is_whitespace).unwrap_or(("", name));
    let contact = |kind: &str, value: &String| ContactDraft {
        kind: kind.to_owned(),
        value: value.clone(),
        label: String::new(),
        preferred: false,
    };
    let ways = [
        contact("phone", &draft.phone),
        contact("email", &draft.email),
    ];
    let changes = PersonChanges {
        texts: vec![
            (PersonField::GivenName, given.trim().to_owned()),
            (PersonField::FamilyName, family.to_owned()),
        ],
        contacts: Some(
            ways.into_iter()
                .filter(|way| !way.value.trim().is_empty())
                .collect(),
        ),
    };
    let values = new_values(&changes)?;
    let role = taken("contact_role", &draft.role, field_texts::short(&draft.role))?;
    Ok(Some((values, role)))
}

/// Everything of a new prospect, written in one transaction.
type NewWhole = (NewProspect, Vec<NewSource>, Option<(PersonValues, String)>);

async fn write_whole(
    tx: &mut Tx,
    (new, sources, person): &NewWhole,
) -> Result<ProspectId, StoreError> {
    let id = prospects::create(tx, new, sources).await?;
    if let Some((values, role)) = person {
        let person = people::create(tx, values, None).await?;
        prospects::add_person(tx, id, (person, role), 1).await?;
    }
    Ok(id)
}

/// Writes a prospect down with the way in which it came and with whom we speak there. Whoever writes it answers for
/// it unless somebody else is named.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`] without such a person, client, campaign or
/// colleague; [`AppError::Forbidden`].
pub async fn write_prospect(
    context: &Context,
    viewer: &Viewer,
    (draft, source, person): (&ProspectDraft, &SourceDraft, &ContactPersonDraft),
) -> Result<ProspectId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let mut new = checked(draft, context.clock.today())?;
    new.owner_id = new.owner_id.or(viewer.user);
    let source = checked_source(context, viewer, source).await?;
    let whole: NewWhole = (new, vec![source], checked_person(person)?);
    let written = context
        .store
        .write_with(viewer, whole, |tx, whole| Box::pin(write_whole(tx, whole)));
    Ok(written.await?)
}

/// Writes a prospect down from one jotted line: its name, then what was noticed.
///
/// # Errors
/// As [`write_prospect`].
pub async fn capture_prospect(
    context: &Context,
    viewer: &Viewer,
    line: &str,
) -> Result<ProspectId, AppError> {
    let line = words("line", line, OBLIGATION_CHARACTERS_MAX)?;
    let read = captured(&line).ok_or_else(|| invalid("line", "required", ""))?;
    let draft = ProspectDraft {
        name: read.name,
        ..ProspectDraft::default()
    };
    let source = SourceDraft {
        kind: Some(SourceKind::Observation),
        detail: read.noticed,
        ..SourceDraft::default()
    };
    let nobody = ContactPersonDraft::default();
    write_prospect(context, viewer, (&draft, &source, &nobody)).await
}

/// Changes a prospect that was read at `version`; returns the new version.
///
/// # Errors
/// As [`write_prospect`]; [`AppError::Stale`].
pub async fn change_prospect(
    context: &Context,
    viewer: &Viewer,
    id: ProspectId,
    draft: &ProspectDraft,
    version: i64,
) -> Result<i64, AppError> {
    show_prospect(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let new = checked(draft, context.clock.today())?;
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(prospects::change(tx, id, new, version))
    });
    Ok(changed.await?)
}

/// A prospect.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_prospect(
    context: &Context,
    viewer: &Viewer,
    id: ProspectId,
) -> Result<Prospect, AppError> {
    let found = prospects::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("prospect"))
}

/// A prospect as its form says it.
#[must_use]
pub fn draft_of(of: &Prospect) -> ProspectDraft {
    let own = &of.prospect;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    ProspectDraft {
        name: own.name.clone(),
        registration_number: own.registration_number.clone(),
        city: own.city.clone(),
        country: own.country.clone(),
        website: own.website.clone(),
        phone: own.phone.clone(),
        email: own.email.clone(),
        owner: own.owner_id,
        note: own.note.clone(),
        next_step: own.next_step.clone(),
        next_on: day(own.next_on),
        informed_on: day(own.informed_on),
    }
}

/// Writes an answer to one of the five questions; returns the new version. A yes or a no wants its evidence; from
/// silence alone nobody concludes that the wish for standing is not there.
///
/// # Errors
/// [`AppError::Invalid`]; [`AppError::Stale`]; [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn answer_question(
    context: &Context,
    viewer: &Viewer,
    id: ProspectId,
    (question, answer, evidence, day): (Question, Answer, &str, &str),
    version: i64,
) -> Result<i64, AppError> {
    show_prospect(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let settled = matches!(answer, Answer::Yes | Answer::No);
    let evidence = if settled {
        words("evidence", evidence, OBLIGATION_CHARACTERS_MAX)?
    } else {
        optional("evidence", evidence)?
    };
    let given = GivenAnswer {
        question,
        answer,
        evidence,
        day: past_day("day", day, context.clock.today())?,
        author_id: viewer.user,
        created_at: viewer.at,
    };
    let written = context.store.write_with(viewer, given, move |tx, given| {
        Box::pin(prospects::answer(tx, id, given, version))
    });
    Ok(written.await?)
}

/// Takes a step with a prospect that was read at `version`; returns the new version. A lost one wants its reason, a
/// parked one its reason in words and the day on which to look again.
///
/// # Errors
/// [`AppError::Invalid`]; [`AppError::NotNow`] where it may not go there; [`AppError::Stale`];
/// [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn move_prospect(
    context: &Context,
    viewer: &Viewer,
    id: ProspectId,
    (stage, draft): (Stage, &MoveDraft),
    version: i64,
) -> Result<i64, AppError> {
    let before = show_prospect(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    if !before.standing.stage.may_become(stage) {
        return Err(AppError::NotNow("prospect-stage"));
    }
    let step = checked_move(stage, draft, context.clock.today())?;
    let moved = context.store.write_with(viewer, step, move |tx, step| {
        Box::pin(prospects::move_to(tx, id, step, version))
    });
    Ok(moved.await?)
}

/// Wakes a parked prospect that was read at `version`: it goes back to where it stood before. Returns the new version.
///
/// # Errors
/// [`AppError::NotNow`] for one that is not parked; [`AppError::Stale`]; [`AppError::NotFound`];
/// [`AppError::Forbidden`].
pub async fn wake_prospect(
    context: &Context,
    viewer: &Viewer,
    id: ProspectId,
    version: i64,
) -> Result<i64, AppError> {
    let parked = show_prospect(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    if parked.standing.stage != Stage::Parked {
        return Err(AppError::NotNow("prospect-not-parked"));
    }
    let before = prospects::stages_before(&context.store.read(viewer), &[id]).await?;
    let stage = before.get(&id).copied().unwrap_or(Stage::Prospect);
    let step = (stage, &MoveDraft::default());
    move_prospect(context, viewer, id, step, version).await
}

fn checked_move(stage: Stage, draft: &MoveDraft, today: Date) -> Result<NewMove, AppError> {
    let reason = match (stage, draft.reason) {
        (Stage::Lost, None) => return Err(invalid("reason", "required", "")),
        (Stage::Lost, Some(reason)) => reason.code().to_owned(),
        _ => String::new(),
    };
    let in_words = stage == Stage::Parked || draft.reason == Some(LossReason::Other);
    let note = if in_words && stage.wants_reason() {
        words("note", &draft.note, OBLIGATION_CHARACTERS_MAX)?
    } else {
        optional("note", &draft.note)?
    };
    let review_on = match stage {
        Stage::Parked => {
            let day = any_day("review_on", &draft.review_on, today, Side::Ahead)?;
            let day = day.ok_or_else(|| invalid("review_on", "required", ""))?;
            if day <= today {
                return Err(invalid("review_on", "day-not-ahead", &draft.review_on));
            }
            Some(day)
        }
        _ => None,
    };
    Ok(NewMove {
        stage,
        day: past_day("day", &draft.day, today)?,
        reason,
        note,
        review_on,
    })
}

/// Adds a way in which a prospect came that was read at `version`; returns the new version.
///
/// # Errors
/// As [`write_prospect`]; [`AppError::Stale`].
pub async fn add_source(
    context: &Context,
    viewer: &Viewer,
    id: ProspectId,
    draft: &SourceDraft,
    version: i64,
) -> Result<i64, AppError> {
    show_prospect(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let source = checked_source(context, viewer, draft).await?;
    let added = context.store.write_with(viewer, source, move |tx, source| {
        Box::pin(prospects::add_source(tx, id, source, version))
    });
    Ok(added.await?)
}

/// Takes a way that was written by mistake away; one always stays. Returns the new version.
///
/// # Errors
/// [`AppError::NotNow`] for the only one; [`AppError::Stale`]; [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn remove_source(
    context: &Context,
    viewer: &Viewer,
    id: ProspectId,
    source: SourceRecordId,
    version: i64,
) -> Result<i64, AppError> {
    show_prospect(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let all = prospects::sources_of(&context.store.read(viewer), id).await?;
    if all.len() == 1 && all[0].id == source {
        return Err(AppError::NotNow("prospect-only-source"));
    }
    let removed = context.store.write(viewer, move |tx| {
        Box::pin(prospects::remove_source(tx, id, source, version))
    });
    Ok(removed.await?)
}

/// Joins somebody new to a prospect that was read at `version`; returns the new version.
///
/// # Errors
/// As [`write_prospect`]; [`AppError::Stale`].
pub async fn add_contact_person(
    context: &Context,
    viewer: &Viewer,
    id: ProspectId,
    draft: &ContactPersonDraft,
    version: i64,
) -> Result<i64, AppError> {
    show_prospect(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let person = checked_person(draft)?.ok_or_else(|| invalid("contact", "required", ""))?;
    let added = context
        .store
        .write_with(viewer, person, move |tx, (values, role)| {
            Box::pin(async move {
                let person = people::create(tx, values, None).await?;
                prospects::add_person(tx, id, (person, role), version).await
            })
        });
    Ok(added.await?)
}
