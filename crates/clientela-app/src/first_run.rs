//! The first run: a one-time link makes the first administrator.

use clientela_store::setup_links::LinkPurpose;
use clientela_store::users::NewUser;
use clientela_store::{Role, Via, Viewer, settings, setup_links, users};

use crate::context::Context;
use crate::error::AppError;
use crate::firm_settings::FirmSettings;
use crate::import_sales::blocking;
use crate::secrets;
use crate::sign_in::{LINK_LIFE, SignedIn, check_email, start_session};

/// What the first page asks.
#[derive(Clone, Debug)]
pub struct FirstRun {
    /// Name of the firm.
    pub firm: String,
    /// Name of the person.
    pub name: String,
    /// Their e-mail.
    pub email: String,
    /// Their password.
    pub password: String,
    /// `bg` or `en`.
    pub language: String,
}

/// Secret of a new one-time link; `None` when somebody can sign in already.
///
/// # Errors
/// When the book cannot answer.
pub async fn first_run_link(context: &Context) -> Result<Option<String>, AppError> {
    let viewer = Viewer::system(Via::Cli, context.clock.now());
    if users::count(&context.store.read(&viewer)).await? > 0 {
        return Ok(None);
    }
    let secret = secrets::new_secret();
    let expires_at = viewer.at.saturating_add(LINK_LIFE).unwrap_or(viewer.at);
    context
        .store
        .write_with(
            &viewer,
            (secrets::hash_of(&secret), expires_at),
            |tx, (hash, expires_at)| {
                Box::pin(setup_links::create(
                    tx,
                    hash,
                    LinkPurpose::FirstRun,
                    None,
                    *expires_at,
                ))
            },
        )
        .await?;
    Ok(Some(secret))
}

/// Is this link for the first run still good?
///
/// # Errors
/// When the book cannot answer.
pub async fn first_run_is_open(context: &Context, link: &str) -> Result<bool, AppError> {
    let viewer = Viewer::system(Via::Web, context.clock.now());
    let read = context.store.read(&viewer);
    Ok(users::count(&read).await? == 0
        && setup_links::is_open(&read, &secrets::hash_of(link), LinkPurpose::FirstRun).await?)
}

/// Makes the first administrator, names the firm and signs the administrator in.
///
/// # Errors
/// [`AppError::NotFound`] when the link was used or has expired; [`AppError::Invalid`] for a field.
pub async fn first_run(
    context: &Context,
    link: &str,
    answers: &FirstRun,
) -> Result<SignedIn, AppError> {
    let email = check_email(&answers.email)?;
    secrets::check_new_password(&answers.password)?;
    let name = answers.name.trim().to_owned();
    if name.is_empty() {
        return Err(AppError::Invalid {
            field: "name",
            code: "required",
            value: name,
        });
    }
    let password = answers.password.clone();
    let hash = blocking(move || secrets::hash_password(&password)).await?;
    let viewer = Viewer::system(Via::Web, context.clock.now());
    let mut firm = FirmSettings::load(context, &viewer).await?;
    firm.name = answers.firm.trim().to_owned();
    firm.language.clone_from(&answers.language);
    let new_user = NewUser {
        email,
        name,
        role: Role::Administrator,
        password_hash: Some(hash),
        locale: Some(answers.language.clone()),
    };
    let input = (
        secrets::hash_of(link),
        new_user,
        firm.to_json(),
        firm.version,
    );
    let created = context
        .store
        .write_with(&viewer, input, |tx, (link, user, firm, version)| {
            Box::pin(async move {
                if users::count(tx).await? > 0
                    || setup_links::take(tx, link, LinkPurpose::FirstRun)
                        .await?
                        .is_none()
                {
                    return Ok(None);
                }
                settings::put(tx, FirmSettings::row_name(), firm, *version).await?;
                users::create(tx, user).await.map(Some)
            })
        })
        .await?;
    let id = created.ok_or(AppError::NotFound("link"))?;
    let user = users::by_id(&context.store.read(&viewer), id)
        .await?
        .ok_or(AppError::NotFound("user"))?;
    start_session(context, user).await
}
