//! `token`: keys for programs that use the API.

use clientela_app::api_tokens;
use clientela_app::error::AppError;
use clientela_domain::ids::TokenId;
use serde_json::json;

use crate::cli::{Global, TokenCommand};
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

pub async fn run(
    global: &Global,
    command: &TokenCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    match command {
        TokenCommand::List => {
            let tokens = api_tokens::list(&context, &viewer).await?;
            let entries: Vec<_> = tokens
                .iter()
                .map(|token| {
                    let scopes: Vec<_> = token.scopes.iter().map(|scope| scope.code()).collect();
                    json!({
                        "id": token.id.to_string(),
                        "name": token.name,
                        "scopes": scopes,
                        "revoked": token.revoked_at.is_some(),
                    })
                })
                .collect();
            printer.answer(&json!({ "tokens": entries }), |page| {
                for token in &tokens {
                    let scopes: Vec<_> = token.scopes.iter().map(|scope| scope.code()).collect();
                    page.line(&format!(
                        "{}  {}  {}",
                        token.id,
                        token.name,
                        scopes.join(", ")
                    ));
                }
            });
        }
        TokenCommand::Create { name, scopes } => {
            let new_key = api_tokens::create(&context, &viewer, name, scopes).await?;
            let answer =
                json!({ "id": new_key.id.to_string(), "name": name, "token": new_key.key });
            printer.answer(&answer, |page| {
                page.say_with(
                    "terminal-token-created",
                    &[("name", name), ("token", &new_key.key)],
                );
            });
        }
        TokenCommand::Revoke { id } => {
            let id = TokenId::parse(id).ok_or(AppError::NotFound("token"))?;
            api_tokens::revoke(&context, &viewer, id).await?;
            let answer = json!({ "id": id.to_string(), "revoked": true });
            printer.answer(&answer, |page| page.say("terminal-token-revoked"));
        }
    }
    Ok(Exit::Done)
}
