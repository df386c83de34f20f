//! Phones, domains, places and numbers in the one form in which they are compared.

use crate::names::fold;

/// Digits at the end of a phone number that name the line whatever stands before them: `0888`,
/// `+359 888` and `00359888` are one.
const PHONE_DIGITS: usize = 8;

/// Providers at which everybody can have an address: such a domain says nothing about a firm.
const FREE_PROVIDERS: &[&str] = &[
    "abv.bg",
    "mail.bg",
    "dir.bg",
    "gbg.bg",
    "bg.bg",
    "mbox.bg",
    "start.bg",
    "data.bg",
    "gmail.com",
    "googlemail.com",
    "yahoo.com",
    "yahoo.co.uk",
    "yahoo.de",
    "yahoo.fr",
    "ymail.com",
    "hotmail.com",
    "outlook.com",
    "live.com",
    "msn.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "aol.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "t-online.de",
    "mail.ru",
    "yandex.ru",
    "yandex.com",
    "proton.me",
    "protonmail.com",
    "pm.me",
    "zoho.com",
    "fastmail.com",
    "orange.fr",
    "free.fr",
    "libero.it",
    "wp.pl",
    "seznam.cz",
    // Pages anybody can have.
    "facebook.com",
    "instagram.com",
    "linkedin.com",
    "google.com",
    "olx.bg",
    "business.site",
    "wordpress.com",
    "blogspot.com",
    "wixsite.com",
    "github.io",
];

/// Second-level names below which firms register, as in `firm.co.uk`.
const SHARED_SECOND_LEVELS: [&str; 8] = ["co", "com", "org", "net", "ac", "gov", "edu", "or"];

/// Words that say a phone extension follows.
const EXTENSION_WORDS: [&str; 6] = ["вътр", "вътреш", "ext", "доб", "x", "#"];

/// The last eight digits of a phone, without its extension; `None` when there are fewer.
#[must_use]
pub fn phone_key(phone: &str) -> Option<String> {
    let lower = phone.to_lowercase();
    let end = EXTENSION_WORDS
        .iter()
        .filter_map(|word| lower.find(word))
        .min()
        .unwrap_or(lower.len());
    let digits: Vec<char> = lower[..end].chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().checked_sub(PHONE_DIGITS)?;
    let key: String = digits[from..].iter().collect();
    // Eight equal digits are what people type into a field that must not stay empty.
    let is_filler = key.chars().all(|digit| key.starts_with(digit));
    (!is_filler).then_some(key)
}

/// The registered domain behind an e-mail address or a page; `None` for a text that names none, and
/// for the domains of [`is_free_provider`].
#[must_use]
pub fn domain_key(address_or_page: &str) -> Option<String> {
    let lower = address_or_page.trim().to_lowercase();
    let host = lower
        .rsplit_once('@')
        .map_or(lower.as_str(), |(_, host)| host);
    let host = host.split_once("://").map_or(host, |(_, host)| host);
    let host = host.split(['/', '?', '#', ':', ' ', '>']).next()?;
    let labels: Vec<&str> = host.split('.').filter(|label| !label.is_empty()).collect();
    let kept = match labels.as_slice() {
        [.., second, last] if last.len() == 2 && SHARED_SECOND_LEVELS.contains(second) => 3,
        [_, .., _] => 2,
        _ => return None,
    };
    if labels.len() < kept {
        return None;
    }
    let domain = labels[labels.len() - kept..].join(".");
    (!is_free_provider(&domain)).then_some(domain)
}

/// True for providers at which everybody can have an address or a page.
#[must_use]
pub fn is_free_provider(domain: &str) -> bool {
    FREE_PROVIDERS.contains(&domain)
}

/// An e-mail address in lower case, when it is one.
pub(super) fn email_key(address: &str) -> Option<String> {
    let lower = address.trim().trim_start_matches("mailto:").to_lowercase();
    let (local, host) = lower.rsplit_once('@')?;
    (!local.is_empty() && host.contains('.') && !lower.contains(char::is_whitespace))
        .then_some(lower)
}

/// A town folded, without the word that says what kind of place it is.
pub(super) fn town_key(town: &str) -> Option<String> {
    without_words(
        town,
        &["gr", "grad", "s", "selo", "k", "city", "town", "of"],
    )
}

/// An address folded, without the words for streets, so that „ул. Шипка № 3“ is `shipka 3`.
pub(super) fn address_key(address: &str) -> Option<String> {
    without_words(
        address,
        &[
            "ul", "ulitsa", "bul", "bulevard", "blvd", "str", "street", "st", "no", "nomer", "pl",
            "ploshtad", "zhk", "zh", "k", "kv", "kvartal", "avenue", "ave", "road", "rd",
        ],
    )
}

/// Letters and digits of a code, upper case left out; `None` when nothing is left.
pub(super) fn code_key(code: &str) -> Option<String> {
    let folded = fold(code).replace(' ', "");
    (!folded.is_empty()).then_some(folded)
}

/// The folded text; `None` when nothing is left.
pub(super) fn words_key(text: &str) -> Option<String> {
    let folded = fold(text);
    (!folded.is_empty()).then_some(folded)
}

fn without_words(text: &str, words: &[&str]) -> Option<String> {
    let folded = fold(text);
    let kept: Vec<&str> = folded
        .split(' ')
        .filter(|word| !word.is_empty() && !words.contains(word))
        .collect();
    if kept.is_empty() {
        (!folded.is_empty()).then_some(folded)
    } else {
        Some(kept.join(" "))
    }
}
