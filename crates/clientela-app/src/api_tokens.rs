//! Keys for programs that use the API. A key is shown once; the book keeps its hash.

use clientela_domain::ids::{TokenId, UserId};
use clientela_store::tokens::{NewToken, Scope, Token};
use clientela_store::{Role, Via, Viewer, tokens, users};

use crate::context::Context;
use crate::error::AppError;
use crate::secrets;

/// Prefix by which secret scanners know a key of ours.
const PREFIX: &str = "clt_";

/// A new key.
#[derive(Clone, Debug)]
pub struct NewKey {
    /// Its id, for revoking it.
    pub id: TokenId,
    /// The key itself, shown once.
    pub key: String,
}

/// Makes a key that opens at most what its owner may.
///
/// # Errors
/// [`AppError::Invalid`] for an unknown scope or an empty name; [`AppError::NotFound`] without a user.
pub async fn create(
    context: &Context,
    viewer: &Viewer,
    name: &str,
    scopes: &[String],
) -> Result<NewKey, AppError> {
    let scopes = scopes
        .iter()
        .map(|scope| {
            Scope::from_code(scope).ok_or_else(|| AppError::Invalid {
                field: "scope",
                code: "scope-unknown",
                value: scope.clone(),
            })
        })
        .collect::<Result<Vec<_>, _>>()?;
    if name.trim().is_empty() {
        return Err(AppError::Invalid {
            field: "name",
            code: "required",
            value: String::new(),
        });
    }
    let user_id = match viewer.user {
        Some(user) => user,
        None => program_user(context, viewer).await?,
    };
    let key = format!("{PREFIX}{}", secrets::new_secret());
    let token = NewToken {
        token_hash: secrets::hash_of(&key),
        user_id,
        name: name.trim().to_owned(),
        scopes,
        expires_at: None,
    };
    let id = context
        .store
        .write_with(viewer, token, |tx, token| {
            Box::pin(tokens::create(tx, token))
        })
        .await?;
    Ok(NewKey { id, key })
}

/// On the command line keys belong to the first administrator, or, in a book nobody has signed in
/// to yet, to a user without password who stands for the book's programs.
async fn program_user(context: &Context, viewer: &Viewer) -> Result<UserId, AppError> {
    let all = users::list(&context.store.read(viewer)).await?;
    if let Some(user) = all.iter().find(|user| user.role == Role::Administrator) {
        return Ok(user.id);
    }
    Err(AppError::NotNow("no-administrator-yet"))
}

/// The viewer a key stands for; `None` when the key does not hold.
///
/// # Errors
/// When the book cannot answer.
pub async fn viewer_of(
    context: &Context,
    key: &str,
) -> Result<Option<(Viewer, Vec<Scope>)>, AppError> {
    let now = context.clock.now();
    let system = Viewer::system(Via::Api, now);
    let found = tokens::find(&context.store.read(&system), &secrets::hash_of(key)).await?;
    Ok(found.map(|(token, user)| (user.viewer(Via::Api, now), token.scopes)))
}

/// Keys the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn list(context: &Context, viewer: &Viewer) -> Result<Vec<Token>, AppError> {
    let user = match viewer.user {
        Some(user) => user,
        None => program_user(context, viewer).await?,
    };
    Ok(tokens::list(&context.store.read(viewer), user).await?)
}

/// Makes a key useless.
///
/// # Errors
/// [`AppError::NotFound`] without such a key.
pub async fn revoke(context: &Context, viewer: &Viewer, id: TokenId) -> Result<(), AppError> {
    context
        .store
        .write_with(viewer, id, |tx, id| Box::pin(tokens::revoke(tx, *id)))
        .await?;
    Ok(())
}
