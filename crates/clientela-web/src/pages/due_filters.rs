//! Filters that lists of what is to be done share: whose it is, and when it is due.

use clientela_domain::ids::UserId;
use clientela_texts::Texts;

use super::shared::SelectOption;
use crate::views::happenings::{Colleague, DueGroup};

/// Whose: mine, nobody's, a colleague's.
pub(super) fn whose_options(
    t: Texts,
    colleagues: &[Colleague],
    own: UserId,
    chosen: &str,
) -> Vec<SelectOption> {
    let option = |value: &str, name: String| SelectOption {
        selected: chosen == value,
        value: value.to_owned(),
        name,
    };
    let mut options = vec![
        option("me", t.get("steps-mine").into_owned()),
        option("nobody", t.get("steps-nobodys").into_owned()),
    ];
    let others = colleagues.iter().filter(|one| one.id != own);
    options.extend(others.map(|one| option(&one.id.to_string(), one.name.clone())));
    options
}

/// Whose, where everything is somebody's.
pub(super) fn somebodys_options(
    t: Texts,
    colleagues: &[Colleague],
    own: UserId,
    chosen: &str,
) -> Vec<SelectOption> {
    let mut options = whose_options(t, colleagues, own, chosen);
    options.retain(|option| option.value != "nobody");
    options
}

/// When it is due.
pub(super) fn due_options(t: Texts, chosen: &str) -> Vec<SelectOption> {
    let option = |due: DueGroup| SelectOption {
        value: due.code().to_owned(),
        name: t.get(&format!("due-{}", due.code())).into_owned(),
        selected: chosen == due.code(),
    };
    DueGroup::ALL.into_iter().map(option).collect()
}
