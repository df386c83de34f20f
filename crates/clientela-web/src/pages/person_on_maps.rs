//! Where a person stands in the people maps of their clients, as their page says it.

use clientela_domain::ids::PersonId;

use super::people_map_parts::{attitude_text, influence_text, role_names};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::PersonView;
use crate::views::people_map::Node;

/// Most maps read for one page: somebody in more clients than these is no one's buyer.
const MAPS_MAX: usize = 3;

/// What a map says of a person.
pub(super) struct OnMap {
    pub(super) account: String,
    pub(super) href: String,
    pub(super) said: String,
}

/// What the maps of their present clients say of a person; only those on which something was said.
pub(super) async fn of_person(
    state: &WebState,
    visitor: &SignedIn,
    view: &PersonView,
    id: PersonId,
) -> Result<Vec<OnMap>, WebError> {
    let t = visitor.t;
    let mut found = Vec::new();
    let present = view.places.iter().filter(|place| !place.former);
    for place in present.take(MAPS_MAX) {
        let map = state.desk.people_map(&visitor.user, place.account, None);
        let map = match map.await {
            Err(DeskError::NotFound) => continue,
            map => map?,
        };
        let node = Node::Person(id);
        let Some(one) = map.node(node).filter(|one| !one.state.rests_on.is_empty()) else {
            continue;
        };
        let state = &one.state;
        let roles = match role_names(t, &state.roles) {
            none if none.is_empty() => t.get("person-map-no-role").into_owned(),
            roles => roles,
        };
        let said = t.with(
            "person-map-said",
            &[
                ("roles", &roles),
                ("attitude", &attitude_text(t, state.attitude)),
                ("influence", &influence_text(t, state.influence)),
            ],
        );
        found.push(OnMap {
            account: map.account_name.clone(),
            href: urls::people_map_at(place.account, "", "", Some(id.0)),
            said,
        });
    }
    Ok(found)
}
