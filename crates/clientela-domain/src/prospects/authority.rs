//! Who at a prospect may decide: what the words of a role say.

use crate::names::fold;

/// How words of roles begin that decide or sign for an organisation, folded as [`fold`] folds them.
const DECIDING: [&str; 19] = [
    "upravitel",
    "sobstvenik",
    "direktor",
    "izpalnitelen",
    "prokurist",
    "predsedatel",
    "prezident",
    "sadruzhnik",
    "reshava",
    "podpisva",
    "manager",
    "managing",
    "owner",
    "director",
    "ceo",
    "president",
    "partner",
    "signatory",
    "decider",
];

/// Whether the words of a role are those of somebody who decides or signs; an assistant of such a person is not.
#[must_use]
pub fn may_decide(role: &str) -> bool {
    let folded = fold(role);
    let begins = |starts: &[&str]| {
        let mut words = folded.split(' ');
        words.any(|word| starts.iter().any(|start| word.starts_with(start)))
    };
    begins(&DECIDING) && !begins(&["asistent", "assistant", "sekretar", "secretary"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_that_decide_are_told_from_those_that_do_not() {
        for role in [
            "управител",
            "Изпълнителен директор",
            "собственик",
            "Managing director",
            "owner",
            "прокурист",
        ] {
            assert!(may_decide(role), "{role}");
        }
        for role in [
            "",
            "счетоводител",
            "асистент на управителя",
            "Secretary to the CEO",
            "buyer",
        ] {
            assert!(!may_decide(role), "{role}");
        }
    }
}
