//! A prospect becomes a client with its whole story, and what is taken back of it.

use clientela_domain::ids::{AccountId, ProspectId};
use clientela_domain::names::fold;
use clientela_domain::prospects::SourceKind;
use clientela_store::accounts::{AccountFacts, AccountValues, Origin};
use clientela_store::prospects::{self, Prospect, ProspectSource};
use clientela_store::{Permission, Viewer};
use clientela_texts::Texts;

use crate::context::Context;
use crate::edit_account::legal_form;
use crate::error::AppError;
use crate::keep_obligations::past_day;
use crate::keep_prospects::show_prospect;

/// Makes a client of a prospect that was read at `version`: a new one, or one that is in the book. `texts` is the
/// language of what is written about how it came. Returns the client.
///
/// # Errors
/// [`AppError::NotNow`] for one that is a client already; [`AppError::Invalid`]; [`AppError::Stale`];
/// [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn win_prospect(
    context: &Context,
    viewer: &Viewer,
    id: ProspectId,
    (known, day): (Option<AccountId>, &str),
    (version, texts): (i64, Texts),
) -> Result<AccountId, AppError> {
    let before = show_prospect(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    if before.account_id.is_some() {
        return Err(AppError::NotNow("prospect-is-client"));
    }
    let day = past_day("day", day, context.clock.today())?;
    let read = context.store.read(viewer);
    let sources = prospects::sources_of(&read, id).await?;
    let mut values = client_of(&before, &sources, texts);
    values.owner_id = values.owner_id.or(viewer.user);
    values.details.acquired_on = Some(day.to_string());
    let won = context.store.write_with(viewer, values, move |tx, values| {
        Box::pin(prospects::win(tx, id, (known, values), day, version))
    });
    Ok(won.await?)
}

/// The client a prospect becomes: all that is known of it, and how it came.
fn client_of(of: &Prospect, sources: &[ProspectSource], texts: Texts) -> AccountValues {
    let own = &of.prospect;
    let named = sources
        .iter()
        .any(|one| one.source.kind.is_named_by_somebody());
    let inherited = sources
        .iter()
        .any(|one| one.source.kind == SourceKind::Inherited);
    let origin = match (named, inherited) {
        (true, _) => Origin::Introduced,
        (false, true) => Origin::Inherited,
        (false, false) => Origin::Won,
    };
    let ways: Vec<String> = sources.iter().map(|one| way(one, texts)).collect();
    AccountValues {
        name: own.name.clone(),
        name_folded: fold(&own.name),
        registration_number: own.registration_number.clone(),
        city: own.city.clone(),
        owner_id: own.owner_id,
        details: AccountFacts {
            legal_form: legal_form("", &own.name),
            country: own.country.clone(),
            phone: own.phone.clone(),
            email: own.email.clone(),
            website: own.website.clone(),
            note: own.note.clone(),
            origin: Some(origin),
            origin_note: ways.join("; "),
            ..AccountFacts::default()
        },
        ..AccountValues::default()
    }
}

/// How it came, in words; who gave it stands with the prospect, not here.
fn way(of: &ProspectSource, texts: Texts) -> String {
    let own = &of.source;
    let name = match own.channel.as_str() {
        "" => texts.get(own.kind.message_id()).into_owned(),
        channel => channel.to_owned(),
    };
    match own.detail.as_str() {
        "" => name,
        detail => format!("{name}: {detail}"),
    }
}

/// Takes back that a prospect, read at `version`, became a client; returns the new version.
///
/// # Errors
/// [`AppError::NotNow`] for one that is no client; [`AppError::Stale`]; [`AppError::NotFound`];
/// [`AppError::Forbidden`].
pub async fn take_win_back(
    context: &Context,
    viewer: &Viewer,
    id: ProspectId,
    version: i64,
) -> Result<i64, AppError> {
    show_prospect(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let back = context.store.write(viewer, move |tx| {
        Box::pin(prospects::take_back(tx, id, version))
    });
    Ok(back.await?)
}
