//! Signing in and out, sessions, and links for choosing a password.

use clientela_domain::ids::UserId;
use clientela_store::setup_links::LinkPurpose;
use clientela_store::users::{NewUser, User};
use clientela_store::{
    Role, StoreError, Via, Viewer, sessions, setup_links, sign_in_attempts, users,
};
use jiff::{SignedDuration, Timestamp};

use crate::context::Context;
use crate::error::AppError;
use crate::import_sales::blocking;
use crate::secrets;

/// A session ends at the latest after so long.
const SESSION_LIFE: SignedDuration = SignedDuration::from_hours(12 * 24);

/// A session left alone for so long has ended.
const SESSION_IDLE: SignedDuration = SignedDuration::from_hours(48);

/// How often a session notes that it was used; more often would write for nothing.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(10);

/// A link for choosing a password holds so long.
pub const LINK_LIFE: SignedDuration = SignedDuration::from_hours(72);

/// A signed-in user and the secret of their session.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub user: User,
    /// Secret of the session, for the cookie; the book knows only its hash.
    pub session_secret: String,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
}

/// Signs a user in by password. `network_address` is throttled beside the e-mail address.
///
/// # Errors
/// [`AppError::Throttled`] after too many failures; [`AppError::Invalid`] with the same code whether
/// the user or the password is wrong.
pub async fn sign_in(
    context: &Context,
    email: &str,
    password: &str,
    network_address: &str,
) -> Result<SignedIn, AppError> {
    let viewer = Viewer::system(Via::Web, context.clock.now());
    let read = context.store.read(&viewer);
    let subjects = [
        format!("user:{}", email.trim().to_lowercase()),
        format!("from:{network_address}"),
    ];
    for subject in &subjects {
        if let Some(until) = sign_in_attempts::blocked_until(&read, subject).await? {
            let seconds = until
                .duration_since(viewer.at)
                .as_secs()
                .max(1)
                .unsigned_abs();
            return Err(AppError::Throttled { seconds });
        }
    }
    let user = users::by_email(&read, email)
        .await?
        .filter(|user| user.disabled_at.is_none());
    let hash = user.as_ref().and_then(|user| user.password_hash.clone());
    let password = password.to_owned();
    let matches =
        blocking(move || Ok(secrets::password_matches(&password, hash.as_deref()))).await?;
    match user.filter(|_| matches) {
        Some(user) => {
            let signed_in = start_session(context, user).await?;
            context
                .store
                .write_with(&viewer, subjects, |tx, subjects| {
                    Box::pin(async move {
                        for subject in subjects {
                            sign_in_attempts::forget(tx, subject).await?;
                        }
                        Ok(())
                    })
                })
                .await?;
            Ok(signed_in)
        }
        None => {
            context
                .store
                .write_with(&viewer, subjects, |tx, subjects| {
                    Box::pin(async move {
                        for subject in subjects {
                            sign_in_attempts::record_failure(tx, subject).await?;
                        }
                        Ok(())
                    })
                })
                .await?;
            Err(AppError::Invalid {
                field: "password",
                code: "sign-in-failed",
                value: String::new(),
            })
        }
    }
}

/// Starts a session for a user who has proved who they are.
///
/// # Errors
/// When the book cannot answer.
pub async fn start_session(context: &Context, user: User) -> Result<SignedIn, AppError> {
    let now = context.clock.now();
    let expires_at = now.saturating_add(SESSION_LIFE).unwrap_or(now);
    let session_secret = secrets::new_secret();
    let viewer = user.viewer(Via::Web, now);
    let input = (secrets::hash_of(&session_secret), user.id, expires_at);
    context
        .store
        .write_with(&viewer, input, |tx, (hash, user, expires_at)| {
            Box::pin(sessions::create(tx, hash, *user, *expires_at))
        })
        .await?;
    Ok(SignedIn {
        user,
        session_secret,
        expires_at,
    })
}

/// The user of a session's secret; `None` when it has ended.
///
/// # Errors
/// When the book cannot answer.
pub async fn user_of_session(context: &Context, secret: &str) -> Result<Option<User>, AppError> {
    let viewer = Viewer::system(Via::Web, context.clock.now());
    let hash = secrets::hash_of(secret);
    let Some(session) = sessions::find(&context.store.read(&viewer), &hash).await? else {
        return Ok(None);
    };
    let unused = viewer.at.duration_since(session.last_seen_at);
    if unused > SESSION_IDLE {
        return Ok(None);
    }
    if unused > TOUCH_EVERY {
        context
            .store
            .write_with(&viewer, hash, |tx, hash| {
                Box::pin(sessions::touch(tx, hash))
            })
            .await?;
    }
    Ok(Some(session.user))
}

/// Ends a session.
///
/// # Errors
/// When the book cannot answer.
pub async fn sign_out(context: &Context, secret: &str) -> Result<(), AppError> {
    let viewer = Viewer::system(Via::Web, context.clock.now());
    let hash = secrets::hash_of(secret);
    context
        .store
        .write_with(&viewer, hash, |tx, hash| {
            Box::pin(sessions::delete(tx, hash))
        })
        .await?;
    Ok(())
}

/// Adds a person and returns the secret of the link by which they choose a password.
///
/// # Errors
/// [`AppError::Invalid`] for an address that is none or is taken; [`AppError::Forbidden`].
pub async fn invite(
    context: &Context,
    viewer: &Viewer,
    email: &str,
    name: &str,
    role: Role,
) -> Result<String, AppError> {
    let email = check_email(email)?;
    let secret = secrets::new_secret();
    let new_user = NewUser {
        email: email.clone(),
        name: name.trim().to_owned(),
        role,
        password_hash: None,
        locale: None,
    };
    let expires_at = viewer.at.saturating_add(LINK_LIFE).unwrap_or(viewer.at);
    let input = (new_user, secrets::hash_of(&secret), expires_at);
    let written = context
        .store
        .write_with(viewer, input, |tx, (user, hash, expires_at)| {
            Box::pin(async move {
                let id = users::create(tx, user).await?;
                setup_links::create(tx, hash, LinkPurpose::Invitation, Some(id), *expires_at).await
            })
        })
        .await;
    match written {
        Err(StoreError::Exists(_)) => Err(AppError::Invalid {
            field: "email",
            code: "email-taken",
            value: email,
        }),
        other => other.map(|()| secret).map_err(AppError::from),
    }
}

/// A new link for a person who forgot the password; the old password holds until it is used.
///
/// # Errors
/// [`AppError::NotFound`] without such a person; [`AppError::Forbidden`].
pub async fn reset_link(
    context: &Context,
    viewer: &Viewer,
    email: &str,
) -> Result<String, AppError> {
    viewer.require(clientela_store::Permission::ManageUsers)?;
    let user = users::by_email(&context.store.read(viewer), email)
        .await?
        .ok_or(AppError::NotFound("user"))?;
    let secret = secrets::new_secret();
    let expires_at = viewer.at.saturating_add(LINK_LIFE).unwrap_or(viewer.at);
    let input = (secrets::hash_of(&secret), user.id, expires_at);
    context
        .store
        .write_with(viewer, input, |tx, (hash, user, expires_at)| {
            Box::pin(setup_links::create(
                tx,
                hash,
                LinkPurpose::PasswordReset,
                Some(*user),
                *expires_at,
            ))
        })
        .await?;
    Ok(secret)
}

/// Sets the password of the person a link was made for, and signs them in.
///
/// # Errors
/// [`AppError::NotFound`] when the link was used or has expired; [`AppError::Invalid`] for the password.
pub async fn choose_password(
    context: &Context,
    link: &str,
    password: &str,
) -> Result<SignedIn, AppError> {
    secrets::check_new_password(password)?;
    let password = password.to_owned();
    let hash = blocking(move || secrets::hash_password(&password)).await?;
    let viewer = Viewer::system(Via::Web, context.clock.now());
    let input = (secrets::hash_of(link), hash);
    let user: Option<UserId> = context
        .store
        .write_with(&viewer, input, |tx, (link, hash)| {
            Box::pin(async move {
                let taken = match setup_links::take(tx, link, LinkPurpose::Invitation).await? {
                    Some(taken) => Some(taken),
                    None => setup_links::take(tx, link, LinkPurpose::PasswordReset).await?,
                };
                let Some(user) = taken.and_then(|taken| taken.user) else {
                    return Ok(None);
                };
                users::set_password(tx, user, hash).await?;
                Ok(Some(user))
            })
        })
        .await?;
    let id = user.ok_or(AppError::NotFound("link"))?;
    let user = users::by_id(&context.store.read(&viewer), id)
        .await?
        .ok_or(AppError::NotFound("user"))?;
    start_session(context, user).await
}

/// Is this link for choosing a password still good?
///
/// # Errors
/// When the book cannot answer.
pub async fn link_is_open(context: &Context, link: &str) -> Result<bool, AppError> {
    let viewer = Viewer::system(Via::Web, context.clock.now());
    let (read, hash) = (context.store.read(&viewer), secrets::hash_of(link));
    Ok(
        setup_links::is_open(&read, &hash, LinkPurpose::Invitation).await?
            || setup_links::is_open(&read, &hash, LinkPurpose::PasswordReset).await?,
    )
}

/// An address that can be an e-mail address, trimmed.
pub(crate) fn check_email(email: &str) -> Result<String, AppError> {
    let email = email.trim();
    let plausible = email.len() <= 254
        && !email
            .chars()
            .any(|letter| letter.is_whitespace() || letter.is_control())
        && email.split_once('@').is_some_and(|(name, domain)| {
            !name.is_empty()
                && domain.contains('.')
                && !domain.starts_with('.')
                && !domain.ends_with('.')
        });
    if plausible {
        Ok(email.to_owned())
    } else {
        Err(AppError::Invalid {
            field: "email",
            code: "email-invalid",
            value: email.to_owned(),
        })
    }
}
