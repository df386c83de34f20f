//! `user`: people who sign in.

use clientela_app::sign_in::{invite, reset_link};
use clientela_store::{Role, Via, Viewer, users};
use serde_json::json;

use crate::cli::{Global, LinkArguments, UserCommand};
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

pub async fn run(
    global: &Global,
    command: &UserCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open(global).await?;
    let viewer = Viewer::system(Via::Cli, context.clock.now());
    match command {
        UserCommand::List => {
            let all = users::list(&context.store.read(&viewer)).await?;
            let entries: Vec<_> = all
                .iter()
                .map(|user| {
                    json!({
                        "user": user.id.to_string(),
                        "email": user.email,
                        "name": user.name,
                        "role": user.role.code(),
                        "disabled": user.disabled_at.is_some(),
                    })
                })
                .collect();
            printer.answer(&json!({ "users": entries }), |page| {
                let texts = page.texts();
                for user in &all {
                    let id = format!("role-{}", user.role.code().replace('_', "-"));
                    let role = texts.get(&id);
                    page.line(&format!("{}  {}  {role}", user.email, user.name));
                }
            });
        }
        UserCommand::Add {
            email,
            name,
            role,
            address,
        } => {
            let role = match role.as_str() {
                "administrator" => Role::Administrator,
                "director" => Role::Director,
                _ => return Err(Failure::Usage("usage-role", role.clone())),
            };
            let secret = invite(&context, &viewer, email, name, role).await?;
            link(printer, name, address, &secret);
        }
        UserCommand::Reset { email, address } => {
            let secret = reset_link(&context, &viewer, email).await?;
            link(printer, email, address, &secret);
        }
        UserCommand::Disable { email } => {
            let user = users::by_email(&context.store.read(&viewer), email)
                .await?
                .ok_or(clientela_app::error::AppError::NotFound("user"))?;
            context
                .store
                .write_with(&viewer, user.id, |tx, id| Box::pin(users::disable(tx, *id)))
                .await?;
            let answer = json!({ "email": email, "disabled": true });
            printer.answer(&answer, |page| {
                page.say_with("terminal-user-disabled", &[("email", email)])
            });
        }
    }
    Ok(Exit::Done)
}

fn link(printer: &Printer, name: &str, address: &LinkArguments, secret: &str) {
    let base = address.public_url.trim_end_matches('/');
    let link = format!("{base}/password?token={secret}");
    printer.answer(&json!({ "link": link }), |page| {
        page.say_with("terminal-user-link", &[("name", &name), ("address", &link)]);
    });
}
