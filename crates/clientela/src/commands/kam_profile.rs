//! `kam profile`: what each brings as a key account manager.

use clientela_app::answers::manager::ManagerAnswer;
use clientela_app::context::Context;
use clientela_app::manager_profiles::{
    ManagerCard, StatedSkill, find_manager, manager, managers, save_profile,
};
use clientela_domain::amount::Amount;
use clientela_store::Viewer;
use clientela_texts::{Texts, format};
use serde_json::json;

use super::arguments;
use crate::cli::ProfileArguments;
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};

pub async fn run(
    context: &Context,
    viewer: &Viewer,
    asked: &ProfileArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let Some(wanted) = &asked.user else {
        let all = managers(context, viewer).await?;
        let answers: Vec<ManagerAnswer> = all.iter().map(Into::into).collect();
        printer.answer(&json!({ "managers": answers }), |page| {
            list_page(page, &all)
        });
        return Ok(Exit::Done);
    };
    let user = find_manager(context, viewer, wanted).await?;
    let card = manager(context, viewer, user).await?;
    let mut profile = card.profile.clone().unwrap_or_default();
    let mut changed = false;
    if let Some(day) = arguments::day(asked.hired_on.as_deref(), "--hired-on")? {
        (profile.hired_on, changed) = (Some(day), true);
    }
    for (at, stated) in asked.skills.iter().enumerate() {
        let skill = skill(stated, asked.evidence.get(at))?;
        profile.skills.retain(|known| known.skill != skill.skill);
        profile.skills.push(skill);
        changed = true;
    }
    if let Some(results) = &asked.results {
        (profile.results, changed) = (results.clone(), true);
    }
    if asked.hours.is_some() {
        (profile.hours_a_year, changed) = (asked.hours, true);
    }
    if asked.accounts_max.is_some() {
        (profile.accounts_max, changed) = (asked.accounts_max, true);
    }
    if let Some(cost) = &asked.cost {
        let amount = Amount::parse(cost);
        let amount = amount.ok_or_else(|| Failure::Usage("usage-amount", cost.clone()))?;
        (profile.yearly_cost, changed) = (Some(amount), true);
    }
    if changed {
        save_profile(context, viewer, user, &profile).await?;
    }
    let card = manager(context, viewer, user).await?;
    printer.answer(&ManagerAnswer::from(&card), |page| {
        if changed {
            page.say_with("terminal-manager-kept", &[("name", &card.name)]);
        }
        card_page(page, &card);
    });
    Ok(Exit::Done)
}

/// `language:de=4` with what proves it.
fn skill(stated: &str, evidence: Option<&String>) -> Result<StatedSkill, Failure> {
    let wrong = || Failure::Usage("usage-skill", stated.to_owned());
    let (skill, level) = stated.rsplit_once('=').ok_or_else(wrong)?;
    Ok(StatedSkill {
        skill: skill.to_owned(),
        level: level.trim().parse().map_err(|_| wrong())?,
        evidence: evidence.cloned().unwrap_or_default(),
        ..StatedSkill::default()
    })
}

fn list_page(page: &mut Page, all: &[ManagerCard]) {
    if all.is_empty() {
        page.say("manager-empty");
        return;
    }
    for card in all {
        card_page(page, card);
    }
}

fn card_page(page: &mut Page, card: &ManagerCard) {
    let texts = page.texts();
    page.heading(&card.name);
    let Some(profile) = &card.profile else {
        page.say("manager-no-profile");
        return;
    };
    let word = |id: &str| texts.get(id).into_owned();
    let mut pairs = vec![
        (word("manager-tenure"), tenure(texts, card)),
        (word("manager-accounts"), card.accounts.len().to_string()),
        (
            word("manager-revenue"),
            format::amount_whole(texts.language, card.revenue),
        ),
        (word("manager-results"), profile.results.clone()),
        (word("manager-promises"), word("manager-promises-unknown")),
    ];
    for skill in &profile.skills {
        let evidence = match skill.evidence.as_str() {
            "" => word("proof-stated"),
            text => text.to_owned(),
        };
        pairs.push((skill.skill.clone(), format!("{} ({evidence})", skill.level)));
    }
    page.pairs(&pairs);
}

fn tenure(texts: Texts, card: &ManagerCard) -> String {
    card.tenure_years.map_or_else(
        || texts.get("unknown").into_owned(),
        |years| {
            let years = format::decimal(texts.language, years, 1);
            texts.with1("manager-tenure-years", "years", years)
        },
    )
}
