//! Every sentence a person reads, in both languages, and the one place where numbers, money,
//! shares, days and months are written out.
//!
//! Texts are Fluent messages in `locales/<language>/<area>.ftl`. They are read once, when the first
//! one is asked for; a test holds both languages to the same ids and the same variables.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

pub mod event_days;
pub mod evidence;
pub mod execution;
pub mod format;
pub mod report;

#[cfg(test)]
mod parity;

/// A language of the pages, the command line and the mails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Bulgarian.
    #[default]
    Bg,
    /// British English.
    En,
}

impl Language {
    /// Both, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::Bg, Self::En];

    /// The code, as in `lang="bg"` and `--lang bg`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Bg => "bg",
            Self::En => "en",
        }
    }

    /// The language of a code such as `bg` or `en-GB`; `None` for any other language.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "bg" => Some(Self::Bg),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The best language of an `Accept-Language` header or a `LANG` variable: the first one known,
    /// else English.
    #[must_use]
    pub fn preferred(accepted: &str) -> Self {
        accepted
            .split(',')
            .filter_map(|part| Self::from_code(part.split(';').next()?.trim()))
            .next()
            .unwrap_or(Self::En)
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Bg => Self::En,
            Self::En => Self::Bg,
        }
    }

    /// The language's own name.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Bg => "Български",
            Self::En => "English",
        }
    }
}

/// The words a book is told in. A further vocabulary is one file of messages under ids that are there
/// already: whatever it leaves out is said as everywhere. No code knows which one is spoken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Vocabulary {
    /// A firm and its clients.
    #[default]
    Business,
    /// A Roman patron and his clients.
    Roman,
}

impl Vocabulary {
    /// Both, in the order of the menu.
    pub const ALL: [Self; 2] = [Self::Business, Self::Roman];

    /// The stable word of settings, command line and API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Business => "business",
            Self::Roman => "roman",
        }
    }

    /// The vocabulary of a stable word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Business => "vocabulary-business",
            Self::Roman => "vocabulary-roman",
        }
    }
}

/// What the Roman vocabulary says otherwise, by language.
const ROMAN: [&str; 2] = [
    include_str!("../locales/bg/roman.ftl"),
    include_str!("../locales/en/roman.ftl"),
];

/// Message files in reading order; both languages have the same ones.
macro_rules! areas {
    ($($area:literal),+ $(,)?) => {
        const SOURCES: &[(&str, &str, &str)] = &[$((
            $area,
            include_str!(concat!("../locales/bg/", $area, ".ftl")),
            include_str!(concat!("../locales/en/", $area, ".ftl")),
        )),+];
    };
}

areas![
    "common",
    "import",
    "import_records",
    "accounts",
    "people",
    "duplicates",
    "key",
    "happenings",
    "obligations",
    "execution",
    "people_map",
    "walls",
    "interests",
    "gifts",
    "support",
    "agreements",
    "known",
    "plan",
    "stage",
    "questions",
    "market",
    "market_files",
    "market_prices",
    "brand",
    "prospects",
    "asking",
    "batches",
    "spotters",
    "observations",
    "reading",
    "opportunities",
    "greeting",
    "authority",
    "bond_rules",
    "chain",
    "concentration",
    "settings",
    "team",
    "sign_in",
    "search",
    "help",
    "glossary",
    "errors",
    "journal",
    "trash",
    "cli",
    "terminal",
    "evidence",
    "need",
    "managers",
    "terminal_managers",
    "watch",
    "week",
];

type Bundle = FluentBundle<FluentResource>;

/// By vocabulary, then by language.
static BUNDLES: LazyLock<[[Bundle; 2]; 2]> = LazyLock::new(|| {
    Vocabulary::ALL.map(|vocabulary| Language::ALL.map(|language| bundle(language, vocabulary)))
});

/// Numbers inside sentences are written like numbers anywhere else.
fn bulgarian_number<M>(value: &FluentValue, _memoizer: &M) -> Option<String> {
    grouped(value, Language::Bg)
}

fn english_number<M>(value: &FluentValue, _memoizer: &M) -> Option<String> {
    grouped(value, Language::En)
}

fn grouped(value: &FluentValue, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => {
            Some(format::integer(language, number.value as i128))
        }
        _ => None,
    }
}

fn bundle(language: Language, vocabulary: Vocabulary) -> Bundle {
    // Both codes are well-formed; the default would only lose the plural forms.
    let identifier: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Bg => bulgarian_number,
        Language::En => english_number,
    }));
    for (_, bulgarian, english) in SOURCES {
        add(
            &mut bundle,
            match language {
                Language::Bg => bulgarian,
                Language::En => english,
            },
        );
    }
    if vocabulary == Vocabulary::Roman {
        add(&mut bundle, ROMAN[language as usize]);
    }
    bundle
}

/// A broken entry is skipped here and caught by the parity test.
fn add(bundle: &mut Bundle, source: &str) {
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(parsed, _)| parsed);
    bundle.add_resource_overriding(resource);
}

/// A value that stands in a sentence: a word, or a count that decides between singular and plural.
pub trait Argument {
    /// As Fluent takes it.
    fn value(&self) -> FluentValue<'_>;
}

impl Argument for str {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::String(Cow::Borrowed(self))
    }
}

impl Argument for String {
    fn value(&self) -> FluentValue<'_> {
        self.as_str().value()
    }
}

impl Argument for Cow<'_, str> {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::String(Cow::Borrowed(self.as_ref()))
    }
}

macro_rules! count_arguments {
    ($($type:ty),+) => {$(
        impl Argument for $type {
            fn value(&self) -> FluentValue<'_> {
                FluentValue::from(*self)
            }
        }
    )+};
}

count_arguments!(u8, u16, u32, u64, usize, i32, i64);

impl<T: Argument + ?Sized> Argument for &T {
    fn value(&self) -> FluentValue<'_> {
        (**self).value()
    }
}

/// The texts of one language, in the words of one vocabulary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// Which language.
    pub language: Language,
    /// In which words.
    pub vocabulary: Vocabulary,
}

impl Texts {
    /// The texts of a language.
    #[must_use]
    pub const fn of(language: Language) -> Self {
        Self {
            language,
            vocabulary: Vocabulary::Business,
        }
    }

    /// The same texts in the words of another vocabulary.
    #[must_use]
    pub const fn in_words_of(self, vocabulary: Vocabulary) -> Self {
        Self { vocabulary, ..self }
    }

    fn bundle(self) -> &'static Bundle {
        &BUNDLES[self.vocabulary as usize][self.language as usize]
    }

    /// True when there is a message of that id.
    #[must_use]
    pub fn has(self, id: &str) -> bool {
        self.bundle().has_message(id)
    }

    /// The message of that id. An unknown id comes back as it is: ugly on the page, never a panic;
    /// the tests keep it from happening.
    #[must_use]
    pub fn get(self, id: &str) -> Cow<'static, str> {
        self.format(id, None)
    }

    /// The message of that id with its variables filled in.
    #[must_use]
    pub fn with(self, id: &str, arguments: &[(&str, &dyn Argument)]) -> String {
        let filled: FluentArgs = arguments
            .iter()
            .map(|(name, value)| (*name, value.value()))
            .collect();
        self.format(id, Some(&filled)).into_owned()
    }

    /// [`Texts::with`] for one variable, short enough for a template.
    #[must_use]
    pub fn with1(self, id: &str, name: &str, value: impl Argument) -> String {
        self.with(id, &[(name, &value)])
    }

    fn format(self, id: &str, arguments: Option<&FluentArgs>) -> Cow<'static, str> {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            return Cow::Owned(id.to_owned());
        };
        let mut errors = Vec::new();
        match arguments {
            None => bundle.format_pattern(pattern, None, &mut errors),
            Some(filled) => Cow::Owned(
                bundle
                    .format_pattern(pattern, Some(filled), &mut errors)
                    .into_owned(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_read_from_codes_and_headers() {
        assert_eq!(Language::from_code("bg-BG"), Some(Language::Bg));
        assert_eq!(Language::from_code("en_GB.UTF-8"), Some(Language::En));
        assert_eq!(Language::from_code("de"), None);
        assert_eq!(
            Language::preferred("de;q=1, bg;q=0.8, en;q=0.5"),
            Language::Bg
        );
        assert_eq!(Language::preferred(""), Language::En);
    }

    #[test]
    fn counts_choose_the_plural_form_of_their_language() {
        let rows = |language, count: u64| Texts::of(language).with1("count-rows", "count", count);
        assert_eq!(rows(Language::Bg, 1), "1 ред");
        assert_eq!(rows(Language::Bg, 412), "412 реда");
        assert_eq!(rows(Language::Bg, 12_412), "12\u{202f}412 реда");
        assert_eq!(rows(Language::En, 1), "1 row");
        assert_eq!(rows(Language::En, 12_412), "12,412 rows");
    }

    #[test]
    fn a_vocabulary_says_some_things_otherwise_and_the_rest_as_everywhere() {
        for language in Language::ALL {
            let business = Texts::of(language);
            let roman = business.in_words_of(Vocabulary::Roman);
            assert_ne!(
                roman.get("nav-obligations"),
                business.get("nav-obligations")
            );
            assert_eq!(roman.get("undo"), business.get("undo"));
        }
        for vocabulary in Vocabulary::ALL {
            assert_eq!(Vocabulary::from_code(vocabulary.code()), Some(vocabulary));
        }
    }

    #[test]
    fn an_unknown_id_comes_back_as_it_is() {
        assert_eq!(
            Texts::of(Language::Bg).get("no-such-message"),
            "no-such-message"
        );
    }
}
