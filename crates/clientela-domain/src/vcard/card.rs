//! What a card says of a person.

use crate::birthday::Birthday;

/// What a phone, an address or a page is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContactKind {
    /// At work.
    Work,
    /// At home.
    Home,
    /// A mobile phone.
    Mobile,
    /// A fax.
    Fax,
    /// A pager.
    Pager,
    /// For speaking; the usual meaning of a phone.
    Voice,
    /// For short messages.
    Text,
    /// For video calls.
    Video,
    /// Another word, in lower case.
    Other(String),
}

impl ContactKind {
    /// The kind of a word of a TYPE parameter; `None` for words that say nothing.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        Some(match word.trim().to_ascii_lowercase().as_str() {
            "work" => Self::Work,
            "home" => Self::Home,
            "cell" | "mobile" | "iphone" | "car" => Self::Mobile,
            "fax" => Self::Fax,
            "pager" => Self::Pager,
            "voice" => Self::Voice,
            "text" | "sms" | "msg" => Self::Text,
            "video" => Self::Video,
            // What every address of today is; preference has its own place.
            "" | "internet" | "pref" => return None,
            other => Self::Other(other.to_owned()),
        })
    }

    /// The word of a TYPE parameter.
    pub(super) fn word(&self) -> &str {
        match self {
            Self::Work => "work",
            Self::Home => "home",
            Self::Mobile => "cell",
            Self::Fax => "fax",
            Self::Pager => "pager",
            Self::Voice => "voice",
            Self::Text => "text",
            Self::Video => "video",
            Self::Other(word) => word,
        }
    }
}

/// The parts of a name (N); each may have several words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardName {
    /// Family names.
    pub family: String,
    /// Given names.
    pub given: String,
    /// Further names, in Bulgaria the father's.
    pub additional: String,
    /// Titles before the name.
    pub prefixes: String,
    /// Titles after the name.
    pub suffixes: String,
}

/// An organisation and, within it, units from the widest to the narrowest (ORG).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardOrganisation {
    /// Its name.
    pub name: String,
    /// Units.
    pub units: Vec<String>,
}

/// A phone (TEL).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardPhone {
    /// The number as it is written.
    pub number: String,
    /// What it is for.
    pub kinds: Vec<ContactKind>,
    /// True for the one to be tried first.
    pub is_preferred: bool,
    /// A name somebody gave it.
    pub label: Option<String>,
}

/// An e-mail address (EMAIL).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardEmail {
    /// The address.
    pub address: String,
    /// What it is for.
    pub kinds: Vec<ContactKind>,
    /// True for the one to be tried first.
    pub is_preferred: bool,
    /// A name somebody gave it.
    pub label: Option<String>,
}

/// A postal address (ADR).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardAddress {
    /// Post-office box.
    pub box_number: String,
    /// Flat, floor, building.
    pub extended: String,
    /// Street and number.
    pub street: String,
    /// Town or village.
    pub town: String,
    /// District or state.
    pub region: String,
    /// Postcode.
    pub postcode: String,
    /// Country.
    pub country: String,
    /// What it is for.
    pub kinds: Vec<ContactKind>,
    /// True for the one to be tried first.
    pub is_preferred: bool,
}

/// A page (URL).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardLink {
    /// The address of the page.
    pub address: String,
    /// What it is for.
    pub kinds: Vec<ContactKind>,
    /// A name somebody gave it.
    pub label: Option<String>,
}

/// A language the person may be addressed in (LANG).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardLanguage {
    /// Its tag, for example `bg`.
    pub tag: String,
    /// True for the one the person prefers.
    pub is_preferred: bool,
}

/// A card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// The name as it is shown (FN).
    pub formatted_name: String,
    /// Its parts.
    pub name: Option<CardName>,
    /// Nicknames.
    pub nicknames: Vec<String>,
    /// Organisations.
    pub organisations: Vec<CardOrganisation>,
    /// Positions, as on a business card (TITLE).
    pub titles: Vec<String>,
    /// What the person does there (ROLE).
    pub roles: Vec<String>,
    /// Phones.
    pub phones: Vec<CardPhone>,
    /// E-mail addresses.
    pub emails: Vec<CardEmail>,
    /// Postal addresses.
    pub addresses: Vec<CardAddress>,
    /// Pages.
    pub links: Vec<CardLink>,
    /// Tags (CATEGORIES).
    pub categories: Vec<String>,
    /// Notes anybody may read.
    pub notes: Vec<String>,
    /// What the other program knows the person by (UID).
    pub uid: Option<String>,
    /// When the card was last changed, as it is written (REV).
    pub revision: Option<String>,
    /// The birthday (BDAY), with or without its year.
    pub birthday: Option<Birthday>,
    /// Languages.
    pub languages: Vec<CardLanguage>,
}

impl Card {
    /// The name to show: as written, or put together from what there is; empty for a card without
    /// any name.
    #[must_use]
    pub fn shown_name(&self) -> String {
        if !self.formatted_name.is_empty() {
            return self.formatted_name.clone();
        }
        let parts = self.name.as_ref().map_or(String::new(), |name| {
            let parts = [
                &name.prefixes,
                &name.given,
                &name.additional,
                &name.family,
                &name.suffixes,
            ];
            let known: Vec<&str> = parts
                .into_iter()
                .map(String::as_str)
                .filter(|part| !part.is_empty())
                .collect();
            known.join(" ")
        });
        let others = [
            Some(parts),
            self.nicknames.first().cloned(),
            self.organisations
                .first()
                .map(|organisation| organisation.name.clone()),
            self.emails.first().map(|email| email.address.clone()),
            self.phones.first().map(|phone| phone.number.clone()),
        ];
        others
            .into_iter()
            .flatten()
            .find(|name| !name.is_empty())
            .unwrap_or_default()
    }
}
