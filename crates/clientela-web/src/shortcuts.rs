//! Every shortcut, in one table: the script binds it by physical key, the sheet and the help print it.

use crate::navigation::PLACES;
use crate::urls;
use crate::views::UserView;

/// What a shortcut does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Opens an address.
    Go(&'static str),
    /// Puts the focus on what a selector finds.
    Focus(&'static str),
    /// Presses what a selector finds.
    Press(&'static str),
    /// Moves to the next row of a list (1) or the one before (-1).
    Move(i8),
    /// Opens the palette.
    Palette,
    /// Opens the sheet of shortcuts.
    Sheet,
    /// Sends the form; the browser's own, printed only.
    Send,
}

/// Where a shortcut works, for the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// On every page.
    Everywhere,
    /// To a place of the navigation.
    Go,
    /// In lists.
    Lists,
    /// On the page of a client or a person.
    Records,
}

impl Scope {
    /// All, in the order of the sheet.
    pub const ALL: [Self; 4] = [Self::Everywhere, Self::Go, Self::Lists, Self::Records];

    /// Its name, a message id.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Everywhere => "shortcuts-everywhere",
            Self::Go => "shortcuts-go",
            Self::Lists => "shortcuts-lists",
            Self::Records => "shortcuts-records",
        }
    }
}

/// A shortcut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// Physical keys as `event.code`, a chord parted by a space.
    pub keys: String,
    /// As printed.
    pub shown: String,
    /// What it is for, a message id.
    pub name: &'static str,
    /// What it does.
    pub act: Act,
    /// Where it works.
    pub scope: Scope,
    /// Only with Shift.
    pub shift: bool,
    /// Only with Ctrl (or ⌘); these stay when single keys are off.
    pub ctrl: bool,
}

impl Shortcut {
    fn new(scope: Scope, keys: &str, shown: &str, name: &'static str, act: Act) -> Self {
        Self {
            keys: keys.to_owned(),
            shown: shown.to_owned(),
            name,
            act,
            scope,
            shift: false,
            ctrl: false,
        }
    }

    /// As the script reads it.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        let (act, to) = match self.act {
            Act::Go(to) => ("go", to),
            Act::Focus(to) => ("focus", to),
            Act::Press(to) => ("press", to),
            Act::Move(1) => ("next", ""),
            Act::Move(_) => ("previous", ""),
            Act::Palette => ("palette", ""),
            Act::Sheet => ("sheet", ""),
            Act::Send => ("send", ""),
        };
        serde_json::json!({
            "keys": self.keys, "act": act, "to": to, "shift": self.shift, "ctrl": self.ctrl,
        })
    }
}

/// The shortcuts of this user.
#[must_use]
pub fn shortcuts(user: Option<&UserView>) -> Vec<Shortcut> {
    use Scope::{Everywhere, Go, Lists, Records};
    let key = Shortcut::new;
    let mut table = vec![
        Shortcut {
            ctrl: true,
            ..key(
                Everywhere,
                "KeyK",
                "Ctrl K",
                "shortcut-palette",
                Act::Palette,
            )
        },
        key(
            Everywhere,
            "Slash",
            "/",
            "shortcut-search",
            Act::Focus("[data-search], main input[type=search], #search"),
        ),
        key(Everywhere, "Equal", "+", "nav-add", Act::Go(urls::ADD)),
        Shortcut {
            shift: true,
            ..key(Everywhere, "Slash", "?", "shortcut-sheet", Act::Sheet)
        },
        key(
            Everywhere,
            "KeyU",
            "u",
            "undo",
            Act::Press(".toast form button, .notice-done button"),
        ),
        Shortcut {
            ctrl: true,
            ..key(
                Everywhere,
                "Enter",
                "Ctrl Enter",
                "shortcut-send",
                Act::Send,
            )
        },
        Shortcut {
            ctrl: true,
            ..key(Everywhere, "Escape", "Esc", "shortcut-close", Act::Send)
        },
        key(Lists, "KeyJ", "j", "shortcut-next", Act::Move(1)),
        key(Lists, "KeyK", "k", "shortcut-previous", Act::Move(-1)),
        Shortcut {
            ctrl: true,
            ..key(Lists, "Enter", "Enter", "shortcut-open", Act::Send)
        },
        key(
            Records,
            "KeyL",
            "l",
            "shortcut-log",
            Act::Press("[data-log]"),
        ),
        key(
            Records,
            "KeyE",
            "e",
            "shortcut-edit",
            Act::Press("[data-edit]"),
        ),
    ];
    let open = PLACES
        .iter()
        .filter(|place| !place.key.is_empty() && user.is_none_or(|user| (place.open_to)(user)));
    table.extend(open.map(|place| {
        let letter = place
            .key
            .trim_start_matches("Key")
            .trim_start_matches("Digit")
            .to_lowercase();
        let keys = format!("KeyG {}", place.key);
        key(
            Go,
            &keys,
            &format!("g {letter}"),
            place.name,
            Act::Go(place.href),
        )
    }));
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_shortcuts_have_the_same_keys() {
        let table = shortcuts(None);
        let bound = || table.iter().filter(|one| one.act != Act::Send);
        let keys: BTreeSet<_> = bound()
            .map(|one| (&one.keys, one.shift, one.ctrl))
            .collect();
        assert_eq!(keys.len(), bound().count());
        // A chord's first key must do nothing by itself.
        assert!(table.iter().all(|one| one.keys != "KeyG"));
        assert!(
            Scope::ALL
                .iter()
                .all(|scope| table.iter().any(|one| one.scope == *scope))
        );
    }
}
