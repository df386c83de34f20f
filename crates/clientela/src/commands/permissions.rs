//! `permissions`: what roles may do beyond the rule.

use clientela_app::grant_permissions::{answer, grant_permissions, granted};
use clientela_store::grants::Grantable;
use clientela_store::{Permission, Role};

use super::user::role_of;
use crate::cli::{Global, PermissionsCommand};
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

pub async fn run(
    global: &Global,
    command: &PermissionsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    viewer.require(Permission::ManageUsers)?;
    let mut given = granted(&context, &viewer).await?;
    let changed = match command {
        PermissionsCommand::List => false,
        PermissionsCommand::Give { role, permission } => {
            given.push(choice(role, permission)?);
            true
        }
        PermissionsCommand::Take { role, permission } => {
            let taken = choice(role, permission)?;
            given.retain(|one| *one != taken);
            true
        }
    };
    if changed {
        grant_permissions(&context, &viewer, given).await?;
        given = granted(&context, &viewer).await?;
    }
    let answer = answer(&given);
    printer.answer(&answer, |page| {
        page.pairs(&[
            (
                "see_firm_totals".to_owned(),
                answer.see_firm_totals.join(", "),
            ),
            ("import".to_owned(), answer.import.join(", ")),
        ]);
    });
    Ok(Exit::Done)
}

fn choice(role: &str, permission: &str) -> Result<(Role, Grantable), Failure> {
    let known = Grantable::from_code(permission)
        .ok_or_else(|| Failure::Usage("usage-permission", permission.to_owned()))?;
    Ok((role_of(role)?, known))
}
