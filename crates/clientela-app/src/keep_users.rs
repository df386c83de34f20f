//! People who sign in: who they are, what they see, opening and closing their access.

use clientela_domain::ids::UserId;
use clientela_store::setup_links::{self, LinkPurpose};
use clientela_store::users::{self, User, UserChange};
use clientela_store::{Permission, StoreError, Viewer, Visibility};

use crate::answers::firm::UserAnswer;
use crate::context::Context;
use crate::error::AppError;
use crate::import_sales::blocking;
use crate::secrets;
use crate::sign_in::LINK_LIFE;

/// Longest name taken.
const NAME_CHARACTERS_MAX: usize = 300;

/// Everybody who signs in, by address.
///
/// # Errors
/// [`AppError::Forbidden`]; when the book cannot answer.
pub async fn list_users(context: &Context, viewer: &Viewer) -> Result<Vec<User>, AppError> {
    Ok(users::list(&context.store.read(viewer)).await?)
}

/// One of them.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn one_user(context: &Context, viewer: &Viewer, id: UserId) -> Result<User, AppError> {
    if viewer.user != Some(id) {
        viewer.require(Permission::ManageUsers)?;
    }
    users::by_id(&context.store.read(viewer), id)
        .await?
        .ok_or(AppError::NotFound("user"))
}

/// The user of an address.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn user_of_email(
    context: &Context,
    viewer: &Viewer,
    email: &str,
) -> Result<User, AppError> {
    viewer.require(Permission::ManageUsers)?;
    users::by_email(&context.store.read(viewer), email)
        .await?
        .ok_or(AppError::NotFound("user"))
}

/// Changes name, role, team and visibility of a user who was read at `version`; any version when
/// absent. Returns the new version.
///
/// # Errors
/// [`AppError::Invalid`] for an empty name or when no administrator would be left;
/// [`AppError::Stale`], [`AppError::NotFound`], [`AppError::Forbidden`].
pub async fn change_user(
    context: &Context,
    viewer: &Viewer,
    id: UserId,
    change: UserChange,
    version: Option<i64>,
) -> Result<i64, AppError> {
    let change = UserChange {
        name: checked_name(&change.name)?,
        ..change
    };
    context
        .store
        .write_with(
            viewer,
            (id, change, version),
            |tx, (id, change, version)| Box::pin(users::change(tx, *id, change, *version)),
        )
        .await
        .map_err(|error| refused(error, "role"))
}

/// Closes a user's access and ends their sessions.
///
/// # Errors
/// [`AppError::Invalid`] when no administrator would be left; [`AppError::NotFound`],
/// [`AppError::Forbidden`].
pub async fn disable_user(context: &Context, viewer: &Viewer, id: UserId) -> Result<(), AppError> {
    context
        .store
        .write_with(viewer, id, |tx, id| Box::pin(users::disable(tx, *id)))
        .await
        .map_err(|error| refused(error, "user"))
}

/// Opens a user's access again.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`].
pub async fn enable_user(context: &Context, viewer: &Viewer, id: UserId) -> Result<(), AppError> {
    context
        .store
        .write_with(viewer, id, |tx, id| Box::pin(users::enable(tx, *id)))
        .await?;
    Ok(())
}

/// The secret of a new link by which a user chooses another password; the old one holds until then.
///
/// # Errors
/// [`AppError::NotFound`] without such a user, or when their access is closed;
/// [`AppError::Forbidden`].
pub async fn reset_link_of(
    context: &Context,
    viewer: &Viewer,
    id: UserId,
) -> Result<String, AppError> {
    viewer.require(Permission::ManageUsers)?;
    users::by_id(&context.store.read(viewer), id)
        .await?
        .filter(|user| user.disabled_at.is_none())
        .ok_or(AppError::NotFound("user"))?;
    let secret = secrets::new_secret();
    let expires_at = viewer.at.saturating_add(LINK_LIFE).unwrap_or(viewer.at);
    let input = (secrets::hash_of(&secret), id, expires_at);
    context
        .store
        .write_with(viewer, input, |tx, (hash, user, expires_at)| {
            let purpose = LinkPurpose::PasswordReset;
            Box::pin(setup_links::create(
                tx,
                hash,
                purpose,
                Some(*user),
                *expires_at,
            ))
        })
        .await?;
    Ok(secret)
}

/// Changes the viewer's own password; every session of theirs ends, so they sign in anew.
///
/// # Errors
/// [`AppError::Invalid`] when the current password is wrong or the new one is too short or too long;
/// [`AppError::Forbidden`] for the program itself.
pub async fn change_own_password(
    context: &Context,
    viewer: &Viewer,
    current: &str,
    new: &str,
) -> Result<User, AppError> {
    let id = viewer.user.ok_or(AppError::Forbidden)?;
    secrets::check_new_password(new)?;
    let user = one_user(context, viewer, id).await?;
    let (current, new) = (current.to_owned(), new.to_owned());
    let known = user.password_hash.clone();
    let matches =
        blocking(move || Ok(secrets::password_matches(&current, known.as_deref()))).await?;
    if !matches {
        return Err(AppError::Invalid {
            field: "current_password",
            code: "password-wrong",
            value: String::new(),
        });
    }
    let hash = blocking(move || secrets::hash_password(&new)).await?;
    context
        .store
        .write_with(viewer, (id, hash), |tx, (id, hash)| {
            Box::pin(users::set_password(tx, *id, hash))
        })
        .await?;
    Ok(user)
}

/// Changes the viewer's own name.
///
/// # Errors
/// [`AppError::Invalid`] for an empty name; [`AppError::Forbidden`] for the program itself.
pub async fn rename_oneself(
    context: &Context,
    viewer: &Viewer,
    name: &str,
) -> Result<(), AppError> {
    let id = viewer.user.ok_or(AppError::Forbidden)?;
    let name = checked_name(name)?;
    context
        .store
        .write_with(viewer, (id, name), |tx, (id, name)| {
            Box::pin(users::rename(tx, *id, name))
        })
        .await?;
    Ok(())
}

pub(crate) fn checked_name(name: &str) -> Result<String, AppError> {
    let name = name.trim();
    let code = if name.is_empty() {
        "required"
    } else if name.chars().count() > NAME_CHARACTERS_MAX {
        "too-long"
    } else {
        return Ok(name.to_owned());
    };
    Err(AppError::Invalid {
        field: "name",
        code,
        value: String::new(),
    })
}

/// What the book refused for a reason, as a field that cannot be taken.
pub(crate) fn refused(error: StoreError, field: &'static str) -> AppError {
    match error {
        StoreError::GivenUp(code) => AppError::Invalid {
            field,
            code,
            value: String::new(),
        },
        StoreError::Exists("team") => AppError::Invalid {
            field: "name",
            code: "team-taken",
            value: String::new(),
        },
        other => other.into(),
    }
}

/// A user as they leave the program.
#[must_use]
pub fn answer(user: &User) -> UserAnswer {
    UserAnswer {
        user: user.id.to_string(),
        email: user.email.clone(),
        name: user.name.clone(),
        role: user.role.code().to_owned(),
        team: user.team_id.map(|team| team.to_string()),
        visibility: user.visibility.map(Visibility::code).map(str::to_owned),
        sees: user.sees().code().to_owned(),
        disabled: user.disabled_at.is_some(),
        last_sign_in: user.last_sign_in_at.map(|at| at.to_string()),
        version: user.version,
    }
}
