//! Mentions in a text: `@name` of a colleague, `#client` by name or code.
//!
//! A name may have several words; the longest that means exactly one wins. What means nobody, or
//! several, stays plain text.

use std::collections::HashMap;

use clientela_domain::ids::UserId;
use clientela_domain::names::fold;
use clientela_store::Viewer;
use clientela_store::mentions::Mention;
use clientela_store::names_of::Colleague;

use crate::context::Context;
use crate::directory::Directory;
use crate::error::AppError;

/// Words a mentioned name may have.
const WORDS_MAX: usize = 5;

/// Mentions read in one text.
const MENTIONS_MAX: usize = 50;

/// Whom and what a text mentions, among colleagues and the clients the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn mentions_in(
    context: &Context,
    viewer: &Viewer,
    text: &str,
) -> Result<Vec<Mention>, AppError> {
    if !text.contains(['@', '#']) {
        return Ok(Vec::new());
    }
    let colleagues = context.colleagues(viewer).await?;
    let state = context.book_state(viewer).await?;
    Ok(find(text, &colleagues, &state.directory))
}

fn find(text: &str, colleagues: &[Colleague], clients: &Directory) -> Vec<Mention> {
    let names = by_name(colleagues);
    let mut found = Vec::new();
    for (at, sign) in text.match_indices(['@', '#']) {
        let before = text[..at].chars().next_back();
        // An e-mail address mentions nobody.
        if before.is_some_and(char::is_alphanumeric) || found.len() >= MENTIONS_MAX {
            continue;
        }
        let rest = &text[at + sign.len()..];
        let mention = longest_first(rest)
            .into_iter()
            .find_map(|words| match sign {
                "@" => names
                    .get(&fold(words))
                    .copied()
                    .flatten()
                    .map(Mention::User),
                _ => clients
                    .find(words.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']))
                    .or_else(|| only_beginning(clients, words))
                    .map(Mention::Account),
            });
        found.extend(mention);
    }
    found
}

/// The first words after a sign, the longest run first.
fn longest_first(rest: &str) -> Vec<&str> {
    let mut ends = Vec::new();
    let mut in_word = false;
    for (at, letter) in rest.char_indices() {
        if letter.is_whitespace() {
            if in_word {
                ends.push(at);
            }
            in_word = false;
            if letter == '\n' || ends.len() == WORDS_MAX || ends.is_empty() {
                break;
            }
        } else {
            in_word = true;
        }
    }
    if in_word && ends.len() < WORDS_MAX {
        ends.push(rest.len());
    }
    ends.reverse();
    ends.into_iter().map(|end| &rest[..end]).collect()
}

/// Colleagues by their folded name, by given name and by the name of their address; `None` where
/// several share it.
fn by_name(colleagues: &[Colleague]) -> HashMap<String, Option<UserId>> {
    let mut names: HashMap<String, Option<UserId>> = HashMap::new();
    for colleague in colleagues {
        let whole = fold(&colleague.name);
        let given = whole.split(' ').next().unwrap_or_default().to_owned();
        let address = colleague
            .email
            .split('@')
            .next()
            .map(fold)
            .unwrap_or_default();
        let mut own = vec![whole, given, address];
        own.sort_unstable();
        own.dedup();
        for name in own.into_iter().filter(|name| !name.is_empty()) {
            names
                .entry(name)
                .and_modify(|known| *known = None)
                .or_insert(Some(colleague.id));
        }
    }
    names
}

/// The one client whose name begins with these words; names carry a legal form nobody types.
pub(crate) fn only_beginning(
    clients: &Directory,
    words: &str,
) -> Option<clientela_domain::ids::AccountId> {
    let wanted = fold(words);
    if wanted.chars().count() < 3 {
        return None;
    }
    let begins = |name: &str| {
        name.strip_prefix(wanted.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let mut matching = clients
        .cards()
        .iter()
        .filter(|card| begins(&card.name_folded));
    match (matching.next(), matching.next()) {
        (Some(card), None) => Some(card.id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clientela_domain::ids::AccountId;
    use clientela_store::accounts::DirectoryEntry;
    use uuid::Uuid;

    fn colleague(number: u128, name: &str) -> Colleague {
        Colleague {
            id: UserId(Uuid::from_u128(number)),
            name: name.to_owned(),
            email: format!("user{number}@firm.bg"),
            active: true,
        }
    }

    fn client(number: u128, name: &str) -> DirectoryEntry {
        DirectoryEntry {
            id: AccountId(Uuid::from_u128(number)),
            name: name.to_owned(),
            name_folded: fold(name),
            customer_keys: vec![format!("c:0{number}")],
            city: String::new(),
            sector: None,
            owner_id: None,
            substitute_id: None,
            parent_id: None,
            origin: None,
            is_sample: false,
        }
    }

    #[test]
    fn names_of_several_words_are_found_in_either_alphabet() {
        let people = [colleague(1, "Калина Недева"), colleague(2, "Пламен Зарев")];
        let clients = Directory::new(
            1,
            vec![client(7, "Ракита Ритейл АД"), client(8, "Хранимир ООД")],
        );
        let text = "Говорих с @kalina nedeva и @Пламен за #ракита ритейл, виж #08 и ivan@firm.bg";
        assert_eq!(
            find(text, &people, &clients),
            [
                Mention::User(people[0].id),
                Mention::User(people[1].id),
                Mention::Account(AccountId(Uuid::from_u128(7))),
                Mention::Account(AccountId(Uuid::from_u128(8))),
            ]
        );
    }

    #[test]
    fn what_means_several_or_nobody_stays_text() {
        let people = [colleague(1, "Иван Петров"), colleague(2, "Иван Стоев")];
        let clients = Directory::new(1, vec![client(7, "Ракита Ритейл"), client(8, "Ракита Юг")]);
        assert_eq!(find("@Иван и @Никой, #Ракита # и @", &people, &clients), []);
        assert_eq!(
            find("@Иван Стоев", &people, &clients),
            [Mention::User(people[1].id)]
        );
    }
}
