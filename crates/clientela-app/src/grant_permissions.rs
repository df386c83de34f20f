//! Which roles see the firm's totals and which may import, beyond those who lead.

use clientela_store::grants::{self, Grantable};
use clientela_store::{Role, Viewer};

use crate::answers::firm::PermissionsAnswer;
use crate::context::Context;
use crate::error::AppError;

/// What roles were given.
///
/// # Errors
/// When the book cannot answer.
pub async fn granted(
    context: &Context,
    viewer: &Viewer,
) -> Result<Vec<(Role, Grantable)>, AppError> {
    Ok(grants::list(&context.store.read(viewer)).await?)
}

/// Gives roles exactly this.
///
/// # Errors
/// [`AppError::Invalid`] for what cannot be given; [`AppError::Forbidden`].
pub async fn grant_permissions(
    context: &Context,
    viewer: &Viewer,
    wanted: Vec<(Role, Grantable)>,
) -> Result<(), AppError> {
    if let Some((role, permission)) = wanted
        .iter()
        .find(|choice| !grants::CHOICES.contains(choice))
    {
        return Err(AppError::Invalid {
            field: "role",
            code: "permission-not-grantable",
            value: format!("{}: {}", role.code(), permission.code()),
        });
    }
    context
        .store
        .write_with(viewer, wanted, |tx, wanted| {
            Box::pin(grants::set(tx, wanted))
        })
        .await?;
    Ok(())
}

/// What was given, as it leaves the program; the roles that lead are named too.
#[must_use]
pub fn answer(granted: &[(Role, Grantable)]) -> PermissionsAnswer {
    let roles = |permission: Grantable| {
        let leading = [Role::Administrator, Role::Director];
        let given = granted
            .iter()
            .filter(|(_, one)| *one == permission)
            .map(|(role, _)| *role);
        leading
            .into_iter()
            .chain(given)
            .map(|role| role.code().to_owned())
            .collect()
    };
    PermissionsAnswer {
        see_firm_totals: roles(Grantable::SeeFirmTotals),
        import: roles(Grantable::Import),
    }
}
