//! Every address of the pages, as functions: templates and handlers never write one by hand.

mod team;

pub use team::*;

use clientela_domain::ids::{AccountId, ImportId};
use clientela_domain::sector::Sector;

mod journal;

pub use journal::*;
mod duplicates;

pub use duplicates::*;
mod people;

pub use people::*;
mod managers;
mod trash;

pub use trash::*;

pub use managers::*;
mod opportunities;

pub use opportunities::*;
mod prospects;
mod spotters;

pub use prospects::*;
pub use spotters::*;
mod search;

pub use search::*;
mod stage;

pub use stage::*;
mod watch;

pub use watch::*;
mod week;

pub use week::*;

/// Percent-encodes a value of a query.
#[must_use]
pub fn encode(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(byte as char)
            }
            _ => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                encoded.push('%');
                encoded.push(HEX[usize::from(byte >> 4)] as char);
                encoded.push(HEX[usize::from(byte & 15)] as char);
            }
        }
    }
    encoded
}

/// An address with a query; empty values are left out.
#[must_use]
pub fn with_query(path: &str, query: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    let mut mark = '?';
    for (name, value) in query.iter().filter(|(_, value)| !value.is_empty()) {
        address.push(mark);
        address.push_str(name);
        address.push('=');
        address.push_str(&encode(value));
        mark = '&';
    }
    address
}

/// A path of our own, or the front page: keeps a form from sending people to another site.
#[must_use]
pub fn own_path(path: &str) -> &str {
    let own = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control);
    if own { path } else { HOME }
}

mod agreements;
mod authority;
mod bond_rules;
mod brand;
mod chain;
mod execution;
mod gifts;
mod happenings;
mod interests;
mod known;
mod market;
mod morning;
mod obligations;
mod observations;
mod people_map;
mod plan;
mod reading;
mod support;
mod walls;

pub use agreements::*;
pub use authority::*;
pub use bond_rules::*;
pub use brand::*;
pub use chain::*;
pub use execution::*;
pub use gifts::*;
pub use happenings::*;
pub use interests::*;
pub use known::*;
pub use market::*;
pub use morning::*;
pub use obligations::*;
pub use observations::*;
pub use people_map::*;
pub use plan::*;
pub use reading::*;
pub use support::*;
pub use walls::*;

/// The front page.
pub const HOME: &str = "/";
/// All clients.
pub const ACCOUNTS: &str = "/accounts";
/// Key clients.
pub const KEY_ACCOUNTS: &str = "/key-accounts";
/// Concentration.
pub const CONCENTRATION: &str = "/concentration";
/// History of imports.
pub const IMPORTS: &str = "/imports";
/// A new import.
pub const IMPORT_NEW: &str = "/imports/new";
/// Settings.
pub const SETTINGS: &str = "/settings";
/// Name, language and currency of the firm.
pub const SETTINGS_FIRM: &str = "/settings/firm";
/// Weights and thresholds of the profiles.
pub const SETTINGS_PROFILES: &str = "/settings/profiles";
/// Rates of other currencies.
pub const SETTINGS_RATES: &str = "/settings/rates";
/// Keys for programs.
pub const SETTINGS_TOKENS: &str = "/settings/tokens";
/// Leaving the sample firm behind.
pub const SETTINGS_SAMPLE: &str = "/settings/sample";
/// Help.
pub const HELP: &str = "/help";
/// Licences of what is bundled.
pub const LICENSES: &str = "/licenses";
/// Sign-in.
pub const SIGN_IN: &str = "/sign-in";
/// Sign-out.
pub const SIGN_OUT: &str = "/sign-out";
/// First run, with `?token=`.
pub const START: &str = "/start";
/// Choosing a password by a link, with `?token=`.
pub const PASSWORD: &str = "/password";
/// How to begin, right after the first run.
pub const WELCOME: &str = "/welcome";
/// Language and theme.
pub const PREFERENCES: &str = "/preferences";

/// A page of the settings, about one sector when there is one.
#[must_use]
pub fn settings_sector(page: &str, sector: Option<Sector>) -> String {
    let word = sector.map_or("", Sector::id);
    with_query(page, &[("sector", word)])
}

/// One client.
#[must_use]
pub fn account(id: AccountId) -> String {
    format!("{ACCOUNTS}/{id}")
}

/// Answer to a criterion of a client.
#[must_use]
pub fn account_criteria(id: AccountId) -> String {
    format!("{ACCOUNTS}/{id}/criteria")
}

/// A document that proves an answer about a client, by its hash.
#[must_use]
pub fn account_evidence(id: AccountId, sha256: &str) -> String {
    format!("{ACCOUNTS}/{id}/evidence/{sha256}")
}

/// Sector of a client.
#[must_use]
pub fn account_sector(id: AccountId) -> String {
    format!("{ACCOUNTS}/{id}/sector")
}

/// Potential of a client.
#[must_use]
pub fn account_potential(id: AccountId) -> String {
    format!("{ACCOUNTS}/{id}/potential")
}

/// The list of clients as a file; `format` is `csv` or `xlsx`.
#[must_use]
pub fn accounts_export(format: &str, query: &str) -> String {
    join_query(&format!("{ACCOUNTS}.{format}"), query)
}

/// Concentration as a file.
#[must_use]
pub fn concentration_export(format: &str, query: &str) -> String {
    join_query(&format!("{CONCENTRATION}.{format}"), query)
}

fn join_query(path: &str, query: &str) -> String {
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

/// One import.
#[must_use]
pub fn import(id: ImportId) -> String {
    format!("{IMPORTS}/{id}")
}

/// Something done to an import: `settings`, `trial`, `commit`, `stop`, `undo`, `discard`,
/// `progress`, `conflicts`.
#[must_use]
pub fn import_step(id: ImportId, step: &str) -> String {
    format!("{IMPORTS}/{id}/{step}")
}

/// Rows an import set aside.
#[must_use]
pub fn set_aside(id: ImportId) -> String {
    format!("{IMPORTS}/{id}/set-aside")
}

/// Rows set aside as a file.
#[must_use]
pub fn set_aside_csv(id: ImportId) -> String {
    format!("{IMPORTS}/{id}/set-aside.csv")
}

/// A corrected file of rows set aside.
#[must_use]
pub fn set_aside_upload(id: ImportId) -> String {
    format!("{IMPORTS}/{id}/set-aside/upload")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_encoded_and_empty_values_left_out() {
        assert_eq!(
            with_query(ACCOUNTS, &[("q", "А & Б"), ("class", ""), ("page", "2")]),
            "/accounts?q=%D0%90%20%26%20%D0%91&page=2"
        );
    }

    #[test]
    fn a_form_never_leads_to_another_site() {
        for wrong in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "",
            "/a\r\nSet-Cookie: b",
        ] {
            assert_eq!(own_path(wrong), HOME, "{wrong:?}");
        }
        assert_eq!(own_path("/accounts?q=1"), "/accounts?q=1");
    }
}
