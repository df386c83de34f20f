//! Values that are one of a few words: sector, origin, consent, channel and so on, as the book's own
//! codes, in English or in Bulgarian. What is none of them is not guessed.

use crate::names::fold;

/// A code of the book and the words that mean it, parted by bars.
pub(super) type Codes = &'static [(&'static str, &'static str)];

/// Sectors, see [`crate::sector::Sector::id`].
const SECTORS: Codes = &[
    (
        "retail_chain",
        "retail chain|chain|supermarket chain|търговска верига|верига|верига магазини|супермаркети",
    ),
    (
        "specialised_store",
        "specialised store|specialized store|shop|store|специализиран магазин|магазин",
    ),
    (
        "finance",
        "finance|financial|insurance|leasing|финанси|финансова институция|застраховане|лизинг",
    ),
    ("bank", "bank|banking|банка|банково дело"),
    (
        "services",
        "services|service|hotel|catering|transport|услуги|хотел|ресторант|транспорт|кетъринг",
    ),
    ("other", "other|друго|друг|други"),
];

/// How a client came.
const ORIGINS: Codes = &[
    ("won", "won|acquired|sale|спечелен|привлечен|спечелена"),
    (
        "inherited",
        "inherited|taken over|наследен|поет|поета|наследена",
    ),
    (
        "introduced",
        "introduced|referral|referred|recommended|представен|препоръчан|препоръка|по препоръка",
    ),
    (
        "former_employee",
        "former employee|former colleague|бивш служител|чрез бивш служител|бивш колега",
    ),
    (
        "foreign",
        "foreign|from abroad|abroad|чуждестранен|чужбина|от чужбина",
    ),
];

/// What was said about keeping a person's data.
const CONSENTS: Codes = &[
    ("unknown", "unknown|не е питан|неизвестно|не е известно"),
    ("given", "given|yes|granted|true|1|да|дадено|има|дал|дала"),
    (
        "refused",
        "refused|no|false|0|не|отказано|отказал|отказала|няма",
    ),
    (
        "withdrawn",
        "withdrawn|revoked|оттеглено|оттеглил|оттеглила",
    ),
];

/// On what basis a person's data is kept.
const BASES: Codes = &[
    ("unknown", "unknown|неизвестно|не е посочено"),
    ("consent", "consent|съгласие"),
    ("contract", "contract|договор|изпълнение на договор"),
    (
        "legitimate_interest",
        "legitimate interest|легитимен интерес|законен интерес",
    ),
    (
        "legal_obligation",
        "legal obligation|law|законово задължение|законово изискване|закон",
    ),
];

/// How people met.
const CHANNELS: Codes = &[
    (
        "call",
        "call|phone|phone call|telephone|обаждане|телефон|телефонен разговор|разговор|по телефона",
    ),
    ("visit", "visit|on site|посещение|визита|на място"),
    (
        "email",
        "email|e mail|mail|letter|имейл|електронна поща|писмо|мейл",
    ),
    (
        "meeting",
        "meeting|online meeting|video call|среща|онлайн среща",
    ),
    (
        "fair",
        "fair|exhibition|trade fair|изложение|панаир|изложба",
    ),
    (
        "seminar",
        "seminar|training|webinar|семинар|обучение|уебинар",
    ),
    (
        "message",
        "message|sms|chat|viber|whatsapp|съобщение|чат|вайбър|вибър",
    ),
    (
        "observation",
        "observation|seen|news|наблюдение|видяно|новина",
    ),
];

/// Who began it.
const DIRECTIONS: Codes = &[
    (
        "in",
        "in|incoming|inbound|they|входящ|входящо|входяща|те|клиентът",
    ),
    (
        "out",
        "out|outgoing|outbound|we|изходящ|изходящо|изходяща|ние",
    ),
];

/// How it felt, from -2 to 2.
const MOODS: Codes = &[
    ("-2", "very bad|много лошо|много зле"),
    ("-1", "bad|negative|лошо|отрицателно|зле"),
    ("0", "neutral|неутрално|обичайно"),
    ("1", "good|positive|добро|положително|добре"),
    ("2", "very good|excellent|отлично|много добро|много добре"),
];

/// Who owes.
const DEBTORS: Codes = &[
    (
        "us",
        "us|we|our|ours|our side|ние|наш|наше|нас|наша страна|фирмата",
    ),
    (
        "them",
        "them|they|their|theirs|client|customer|the client|те|тях|техен|тяхно|клиент|клиентът|клиента",
    ),
];

/// What kind of thing is owed.
const OBLIGATION_KINDS: Codes = &[
    ("quality", "quality|качество"),
    ("delivery", "delivery|доставка"),
    ("deadline", "deadline|term|срок"),
    ("service", "service|обслужване|услуга"),
    ("payment", "payment|pay|плащане"),
    ("information", "information|info|информация"),
    ("reference", "reference|recommendation|препоръка|референция"),
    ("protection", "protection|защита"),
    ("other", "other|друго|друг"),
];

/// Whence an obligation came.
const OBLIGATION_ORIGINS: Codes = &[
    (
        "clause",
        "clause|agreement|contract|клауза|клауза от споразумение|договор|споразумение",
    ),
    (
        "interaction",
        "interaction|promise|conversation|promise in a conversation|обещание|разговор|обещание в разговор|среща",
    ),
    ("custom", "custom|обичай|навик"),
    ("support", "support|подкрепа"),
];

/// What became of an obligation: its states, and a gift that binds nobody.
const OBLIGATION_STATES: Codes = &[
    ("proposed", "proposed|предложен|предложено"),
    ("conditional", "conditional|под условие|условен"),
    ("open", "open|active|в сила|открит|открито|активен"),
    (
        "due",
        "due|overdue|просрочен|просрочено|просрочен в гратисен срок",
    ),
    (
        "kept",
        "kept|done|fulfilled|изпълнен|изпълнено|спазен|спазено",
    ),
    (
        "kept_in_grace",
        "kept in grace|kept within grace|изпълнен в гратисния срок",
    ),
    (
        "broken_cured",
        "broken cured|performed late|kept late|late|изпълнен след срока|изпълнен със закъснение|закъснял",
    ),
    (
        "broken",
        "broken|not kept|неизпълнен|неизпълнено|нарушен|нарушено",
    ),
    (
        "waived",
        "waived|released|опростен|опростено|отпаднал по съгласие",
    ),
    ("forgiven", "forgiven|простен|простено"),
    ("renegotiated", "renegotiated|предоговорен|предоговорено"),
    ("expired", "expired|lapsed|отпаднал|отпаднало|изтекъл"),
    ("withdrawn", "withdrawn|оттеглен|оттеглено"),
    ("disputed", "disputed|спорен|спорно|оспорен"),
    ("gift", "gift|kindness|жест|подарък|без задължение"),
];

/// Which way a gift goes.
const GIFT_DIRECTIONS: Codes = &[
    (
        "given",
        "given|gave|out|from us|даден|дадено|подарен|от нас",
    ),
    (
        "received",
        "received|got|in|to us|получен|получено|приет|към нас",
    ),
];

/// What kind of gift.
const GIFT_KINDS: Codes = &[
    ("goods", "goods|thing|present|вещ|стока|предмет|подарък"),
    (
        "meal",
        "meal|lunch|dinner|hospitality|обяд|вечеря|храна|гощавка",
    ),
    (
        "event",
        "event|concert|match|ticket|събитие|концерт|мач|билет",
    ),
    ("travel", "travel|trip|stay|hotel|пътуване|престой|хотел"),
    ("sample", "sample|мостра|мостри"),
    ("cash", "cash|voucher|money|пари|ваучер|в брой"),
];

/// Whether somebody was asked whom else they know.
const ASKED: Codes = &[
    ("no", "no|false|0|не"),
    ("yes", "yes|true|1|да"),
    (
        "not_recorded",
        "not_recorded|not recorded|unknown|неизвестно|не е записано",
    ),
];

/// Whether somebody is a public official.
const OFFICIALS: Codes = &[
    ("no", "no|false|0|не"),
    ("yes", "yes|true|1|да"),
    ("unknown", "unknown|неизвестно|не е известно"),
];

/// What is recorded of an execution.
const EXECUTION_KINDS: Codes = &[
    (
        "delivery",
        "delivery|deadline|on time|доставка|срок|навреме",
    ),
    (
        "moved",
        "moved|moved deadline|re-promise|postponed|преместен срок|преместен|нов срок|отложено",
    ),
    ("complaint", "complaint|claim|рекламация|оплакване"),
    (
        "quality",
        "quality|quality check|quality count|качество|преглед на качеството|преглед",
    ),
    ("service", "service|услуга|обслужване"),
];

/// Who supports whom.
const SUPPORT_SIDES: Codes = &[
    ("us", "us|we|our|ours|ние|нашата страна|наш|наше"),
    (
        "them",
        "them|they|their|theirs|client|customer|the client|те|тях|клиент|клиентът|клиента",
    ),
    ("both", "both|together|joint|двете страни|заедно|и двете"),
];

/// By what one side supports the other.
const SUPPORT_KINDS: Codes = &[
    ("reference", "reference|препоръка|референция"),
    ("testimonial", "testimonial|отзив|писмена препоръка"),
    (
        "introduction",
        "introduction|запознанство|запознаване|представяне",
    ),
    (
        "advocacy",
        "advocacy|vote|speaking for|застъпничество|глас|подкрепа пред други",
    ),
    (
        "standing_by",
        "standing by|help in trouble|помощ в трудност|застъпване",
    ),
    (
        "joint_tender",
        "joint tender|tender together|съвместен търг|обща оферта",
    ),
    (
        "joint_event",
        "joint event|event together|съвместно събитие",
    ),
    (
        "permission",
        "permission|leave|разрешение|разрешение за име или лого",
    ),
    (
        "use",
        "use|use of name or logo|ползване|ползване на име или лого",
    ),
    ("fair", "fair|trade fair|exhibition|изложение|панаир"),
    ("anniversary", "anniversary|feast|годишнина|празник|юбилей"),
    (
        "review",
        "review|business review|преглед|преглед на работата|бизнес преглед",
    ),
    (
        "incident",
        "incident|brand incident|случай|инцидент|увреждане на името",
    ),
    ("added_value", "added value|добавена стойност"),
    ("service", "service|услуга"),
];

/// Name, logo or both.
const SUPPORT_MARKS: Codes = &[
    ("name", "name|име|името"),
    ("logo", "logo|лого|логото"),
    (
        "name_and_logo",
        "name and logo|both|име и лого|името и логото",
    ),
];

/// How far support is.
const SUPPORT_STATES: Codes = &[
    ("planned", "planned|intended|предстои|планирано|планирана"),
    ("done", "done|given|направено|оказана|дадена|дадено"),
    ("withdrawn", "withdrawn|оттеглено|оттеглена|отпаднало"),
];

/// How far a problem is.
const PROBLEM_STATES: Codes = &[
    ("open", "open|known|отворен|открит|нерешен|известен"),
    (
        "proposed",
        "proposed|предложен|предложено|предложено решение",
    ),
    (
        "underway",
        "underway|in progress|in work|в работа|в процес|работи се",
    ),
    ("solved", "solved|done|решен|решено"),
    ("dropped", "dropped|closed|отпаднал|отпаднало|закрит"),
];

/// Countries firms write in words.
const COUNTRIES: Codes = &[
    ("BG", "bulgaria|bgr|българия|република българия|р българия"),
    ("RO", "romania|rou|румъния"),
    ("GR", "greece|grc|hellas|гърция"),
    ("RS", "serbia|srb|сърбия"),
    ("MK", "north macedonia|mkd|северна македония|македония"),
    ("TR", "turkey|turkiye|tur|турция"),
    ("DE", "germany|deu|deutschland|германия"),
    ("AT", "austria|aut|австрия"),
    ("IT", "italy|ita|италия"),
    ("FR", "france|fra|франция"),
    ("ES", "spain|esp|испания"),
    (
        "GB",
        "united kingdom|great britain|uk|gbr|великобритания|обединено кралство",
    ),
    ("US", "united states|usa|сащ|съединени щати"),
    ("NL", "netherlands|nld|holland|нидерландия|холандия"),
    ("BE", "belgium|bel|белгия"),
    ("CH", "switzerland|che|швейцария"),
    ("PL", "poland|pol|полша"),
    ("CZ", "czech republic|czechia|cze|чехия"),
    ("HU", "hungary|hun|унгария"),
    ("UA", "ukraine|ukr|украйна"),
];

pub(super) fn code_of(codes: Codes, text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let own = codes
        .iter()
        .find(|(code, _)| code.eq_ignore_ascii_case(text.trim()));
    let said = || {
        codes
            .iter()
            .find(|(_, words)| words.split('|').any(|word| fold(word) == folded))
    };
    own.or_else(said).map(|(code, _)| *code)
}

/// The sector a word means.
#[must_use]
pub fn sector(text: &str) -> Option<&'static str> {
    code_of(SECTORS, text)
}

/// The origin a word means.
#[must_use]
pub fn origin(text: &str) -> Option<&'static str> {
    code_of(ORIGINS, text)
}

/// The consent a word means.
#[must_use]
pub fn consent(text: &str) -> Option<&'static str> {
    code_of(CONSENTS, text)
}

/// The lawful basis a word means.
#[must_use]
pub fn lawful_basis(text: &str) -> Option<&'static str> {
    code_of(BASES, text)
}

/// The channel a word means.
#[must_use]
pub fn channel(text: &str) -> Option<&'static str> {
    code_of(CHANNELS, text)
}

/// The direction a word means.
#[must_use]
pub fn direction(text: &str) -> Option<&'static str> {
    code_of(DIRECTIONS, text)
}

/// The side a word means: `us` or `them`.
#[must_use]
pub fn debtor(text: &str) -> Option<&'static str> {
    code_of(DEBTORS, text)
}

/// The kind of obligation a word means.
#[must_use]
pub fn obligation_kind(text: &str) -> Option<&'static str> {
    code_of(OBLIGATION_KINDS, text)
}

/// The origin of an obligation a word means.
#[must_use]
pub fn obligation_origin(text: &str) -> Option<&'static str> {
    code_of(OBLIGATION_ORIGINS, text)
}

/// The state of an obligation a word means; `gift` for one that binds nobody.
#[must_use]
pub fn obligation_state(text: &str) -> Option<&'static str> {
    code_of(OBLIGATION_STATES, text)
}

/// Which way a gift goes: `given` or `received`.
#[must_use]
pub fn gift_direction(text: &str) -> Option<&'static str> {
    code_of(GIFT_DIRECTIONS, text)
}

/// The kind of gift a word means.
#[must_use]
pub fn gift_kind(text: &str) -> Option<&'static str> {
    code_of(GIFT_KINDS, text)
}

/// Whether somebody is a public official: `no`, `yes` or `unknown`.
#[must_use]
pub fn official(text: &str) -> Option<&'static str> {
    code_of(OFFICIALS, text)
}

/// Who supports whom: `us`, `them` or `both`.
#[must_use]
pub fn support_side(text: &str) -> Option<&'static str> {
    code_of(SUPPORT_SIDES, text)
}

/// What was recorded of an execution, in a word.
#[must_use]
pub fn execution_kind(text: &str) -> Option<&'static str> {
    code_of(EXECUTION_KINDS, text)
}

/// The kind of support a word means.
#[must_use]
pub fn support_kind(text: &str) -> Option<&'static str> {
    code_of(SUPPORT_KINDS, text)
}

/// Which mark a word means.
#[must_use]
pub fn support_mark(text: &str) -> Option<&'static str> {
    code_of(SUPPORT_MARKS, text)
}

/// How far support is that a word names.
#[must_use]
pub fn support_state(text: &str) -> Option<&'static str> {
    code_of(SUPPORT_STATES, text)
}

/// How far a problem is that a word names.
#[must_use]
pub fn problem_state(text: &str) -> Option<&'static str> {
    code_of(PROBLEM_STATES, text)
}

/// Whether somebody was asked whom else they know, by a word for yes or no.
#[must_use]
pub fn asked(text: &str) -> Option<&'static str> {
    code_of(ASKED, text)
}

/// The mood a word or a number from -2 to 2 means.
#[must_use]
pub fn mood(text: &str) -> Option<i8> {
    let text = text.trim();
    if let Ok(number) = text.trim_start_matches('+').parse::<i8>() {
        return (-2..=2).contains(&number).then_some(number);
    }
    let words: Codes = MOODS;
    code_of(words, text)?.parse().ok()
}

/// The two letters of a country written in words; letters stay as they are.
#[must_use]
pub fn country(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Some(text.to_ascii_uppercase());
    }
    code_of(COUNTRIES, text).map(str::to_owned)
}
