//! What the page of a client shows beside its figures.

use clientela_app::context::Context;
use clientela_app::directory::Directory;
use clientela_app::figures::FigureRequest;
use clientela_app::show_account;
use clientela_app::show_person::full_name;
use clientela_domain::groups::Rollup;
use clientela_domain::ids::AccountId;
use clientela_domain::sector::Sector;
use clientela_store::Viewer;

use super::accounts::show_with;
use super::people::{place_view, texts_of};
use crate::desk::Answer;
use crate::views::{AccountMasterView, AccountPersonView, AccountView};

/// What people keep about a client, its group and its people.
pub(super) fn master(directory: &Directory, page: &show_account::AccountPage) -> AccountMasterView {
    let names = |list: &[show_account::AccountName]| {
        list.iter().map(|one| (one.id, one.name.clone())).collect()
    };
    let sector = page.values.sector.as_deref().and_then(Sector::from_id);
    AccountMasterView {
        texts: texts_of(directory, &page.values),
        owner: page.row.owner.clone().unwrap_or_default(),
        substitute: page.substitute.clone().unwrap_or_default(),
        tags: page
            .values
            .tags
            .iter()
            .map(|tag| tag.text.clone())
            .collect(),
        sector_rhythm: sector.map(|sector| sector.template().rhythm_days),
        above: names(&page.above),
        below: names(&page.below),
        rolled_up: page
            .rolled_up
            .as_ref()
            .map_or_else(String::new, |top| top.name.clone()),
        summed: page.summed,
        people: page
            .people
            .iter()
            .map(|one| AccountPersonView {
                name: full_name(&one.given_name, &one.family_name),
                place: place_view(&one.affiliation),
                contact: one.contact.clone(),
            })
            .collect(),
        version: page.account.version,
    }
}

/// One client with the figures of its group.
pub(super) async fn show_group(
    context: &Context,
    viewer: &Viewer,
    id: AccountId,
) -> Answer<AccountView> {
    let request = FigureRequest {
        rollup: Rollup::Groups,
        ..FigureRequest::default()
    };
    show_with(context, viewer, id, &request).await
}
