//! Words that say how people met.

use std::sync::LazyLock;

use super::proposal::{Channel, Direction};
use super::words::Word;
use crate::names::fold;

use Channel::{Call, Email, Fair, Meeting, Message, Observation, Seminar, Visit};

/// How much a phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Counts when nothing better stands in the line: one speaks on the phone and at a fair.
    Weak,
    /// Names the way.
    Plain,
    /// Names an occasion, which is more than how one spoke there.
    Occasion,
}

/// What a phrase says of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// It happened.
    Past,
    /// A noun: it happened unless something else says that it is planned.
    Noun,
    /// It is to happen.
    Plan,
}

/// A phrase found in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ChannelPhrase {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) channel: Channel,
    pub(super) strength: Strength,
    pub(super) tense: Tense,
    pub(super) direction: Option<Direction>,
}

/// Phrases parted by `|`, of one channel, strength, tense and direction.
struct Group(Channel, Strength, Tense, Option<Direction>, &'static str);

const OURS: Option<Direction> = Some(Direction::Ours);
const THEIRS: Option<Direction> = Some(Direction::Theirs);

/// All phrases, in both languages.
const GROUPS: &[Group] = &[
    Group(
        Call,
        Strength::Plain,
        Tense::Past,
        OURS,
        "обадих се|се обадих|му се обадих|ѝ се обадих|обадихме се|се обадихме|звъннах|звъннахме|позвъних|позвънихме|звънях|звънях им|called up|i called|we called|i phoned|we phoned|i rang|we rang|gave a call",
    ),
    Group(
        Call,
        Strength::Plain,
        Tense::Past,
        THEIRS,
        "се обади|ми се обади|ни се обади|обадиха се|се обадиха|ми се обадиха|звънна|ми звънна|звъннаха|ми звъннаха|ни звъннаха|обади ми се|обади ни се|обадиха ми се|обадиха ни се|called me|called us|called back|phoned me|phoned us|rang me|rang us|they called",
    ),
    Group(
        Call,
        Strength::Plain,
        Tense::Past,
        None,
        "обади се|чухме се|се чухме|чух се|се чух|говорих по телефона|говорихме по телефона|called|had a call|spoke on the phone|talked on the phone|rang|phoned",
    ),
    Group(
        Call,
        Strength::Weak,
        Tense::Past,
        None,
        "говорих|говорихме|разговарях|разговаряхме|spoke|talked",
    ),
    Group(
        Call,
        Strength::Plain,
        Tense::Noun,
        None,
        "обаждане|телефонен разговор|разговор по телефона|по телефона|разговор|телефон|тел|call with|phone call|call|by phone|on the phone|phone",
    ),
    Group(
        Call,
        Strength::Plain,
        Tense::Plan,
        OURS,
        "обади се на|се обадя|обадя се|обадя|се обадим|звънна на|звънни|звъня|се чуем|се чуя|call|ring|phone|call back|give a call",
    ),
    Group(
        Visit,
        Strength::Plain,
        Tense::Past,
        OURS,
        "посетих|посетихме|бях при|бяхме при|бях в|бяхме в|ходих|ходихме|отидох|отидохме|минах през|минах при|минахме през|минахме при|visited|went to|was at|were at|dropped by|stopped by|drove to",
    ),
    Group(
        Visit,
        Strength::Plain,
        Tense::Past,
        THEIRS,
        "дойдоха|дойде|идваха|посетиха ни|ни посетиха|came by|came to us|came over|visited us",
    ),
    Group(
        Visit,
        Strength::Plain,
        Tense::Noun,
        None,
        "посещение|посещението|визита|на място|visit|on site",
    ),
    Group(
        Visit,
        Strength::Plain,
        Tense::Plan,
        OURS,
        "посетя|посетим|отида|отидем|мина през|мина при|ида|visit|drop by|stop by|go to",
    ),
    Group(
        Email,
        Strength::Plain,
        Tense::Past,
        OURS,
        "писах мейл|писах имейл|пратих мейл|пратих имейл|изпратих мейл|изпратих имейл|писах по мейла|sent an email|sent email|sent a mail",
    ),
    Group(
        Email,
        Strength::Plain,
        Tense::Past,
        THEIRS,
        "получих мейл|получих имейл|писаха по мейла|прати мейл|пратиха мейл|пратиха имейл|изпратиха мейл|изпратиха имейл|отговориха по имейл|отговориха по мейла|got an email|got a mail|received an email|emailed me|emailed us|replied by email",
    ),
    Group(
        Email,
        Strength::Weak,
        Tense::Past,
        OURS,
        "писах|писахме|пратих|изпратих|изпратихме",
    ),
    Group(
        Email,
        Strength::Weak,
        Tense::Past,
        THEIRS,
        "писа|писаха|писаха ми|пише|пишат|отговориха|отговори|wrote me|wrote us|wrote back|writes|replied",
    ),
    Group(
        Email,
        Strength::Plain,
        Tense::Noun,
        None,
        "имейл|имейла|имейл до|мейл|мейла|мейл до|по имейл|по мейл|по мейла|електронна поща|email|e-mail|by email|mail to",
    ),
    Group(
        Email,
        Strength::Plain,
        Tense::Plan,
        OURS,
        "пиша мейл|пиша имейл|напиша мейл|напиша имейл|пратя мейл|пратя имейл|изпратя имейл|email|write an email",
    ),
    Group(Email, Strength::Weak, Tense::Past, None, "wrote|sent"),
    Group(Email, Strength::Plain, Tense::Past, None, "emailed|mailed"),
    Group(
        Message,
        Strength::Plain,
        Tense::Past,
        None,
        "texted|messaged",
    ),
    Group(
        Meeting,
        Strength::Plain,
        Tense::Past,
        None,
        "срещнах|срещнах се|срещнахме|срещнахме се|се срещнах|се срещнахме|видях се|видяхме се|се видях|се видяхме|обядвах|обядвахме|вечеряхме|пихме кафе|пих кафе|имахме среща|met|met with|had a meeting|had lunch|had dinner|had coffee|sat down with|saw each other",
    ),
    Group(
        Meeting,
        Strength::Plain,
        Tense::Noun,
        None,
        "среща|среща с|срещата|на срещата|обяд с|кафе с|вечеря с|видеосреща|онлайн среща|зуум|meeting|meeting with|lunch with|coffee with|dinner with|zoom|teams|video call|zoom call|teams call",
    ),
    Group(
        Meeting,
        Strength::Plain,
        Tense::Plan,
        OURS,
        "се срещна|се срещнем|срещна|срещнем|се видя|се видим|видим|уговоря среща|уговори среща|насроча среща|meet|meet with|schedule a meeting|arrange a meeting|book a meeting|set up a meeting",
    ),
    Group(
        Fair,
        Strength::Occasion,
        Tense::Noun,
        None,
        "изложение|изложението|на изложението|панаир|панаира|на панаира|на щанда|щанда|fair|trade fair|at the fair|trade show|expo|exhibition|booth|at our stand|at the stand",
    ),
    Group(
        Seminar,
        Strength::Occasion,
        Tense::Noun,
        None,
        "семинар|семинара|на семинара|обучение|обучението|конференция|конференцията|на конференцията|уебинар|уебинара|seminar|webinar|conference|workshop|training",
    ),
    Group(
        Message,
        Strength::Plain,
        Tense::Past,
        OURS,
        "писах във вайбър|писах съобщение|пратих съобщение|изпратих съобщение|пратих смс|sent a message|sent a text",
    ),
    Group(
        Message,
        Strength::Plain,
        Tense::Past,
        THEIRS,
        "писа във вайбър|писаха във вайбър|прати съобщение|пратиха съобщение|получих съобщение|texted me|messaged me|got a message|got a text",
    ),
    Group(
        Message,
        Strength::Plain,
        Tense::Noun,
        None,
        "съобщение|смс|есемес|вайбър|във вайбър|по вайбър|уотсап|месинджър|чат|sms|viber|on viber|whatsapp|on whatsapp|messenger|message|message from|text from|text message|on linkedin|chat",
    ),
    Group(
        Message,
        Strength::Plain,
        Tense::Plan,
        OURS,
        "пиша във вайбър|пратя съобщение|пратя смс|text|message|send a message",
    ),
    Group(
        Observation,
        Strength::Weak,
        Tense::Past,
        None,
        "видях|видяхме|чух|чухме|прочетох|забелязах|забелязахме|научих|научихме|saw|heard|read|noticed|spotted|learned|learnt|seen",
    ),
    Group(
        Observation,
        Strength::Plain,
        Tense::Noun,
        None,
        "наблюдение|видяно|observation|seen",
    ),
];

struct Known {
    words: Vec<String>,
    channel: Channel,
    strength: Strength,
    tense: Tense,
    direction: Option<Direction>,
}

/// The phrases folded, longer ones first.
static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let mut known: Vec<Known> = GROUPS
        .iter()
        .flat_map(|Group(channel, strength, tense, direction, phrases)| {
            phrases.split('|').map(|phrase| Known {
                words: phrase
                    .split(' ')
                    .map(|word| fold(word).replace(' ', ""))
                    .collect(),
                channel: *channel,
                strength: *strength,
                tense: *tense,
                direction: *direction,
            })
        })
        .collect();
    known.sort_by_key(|known| std::cmp::Reverse(known.words.len()));
    known
});

/// The longest phrase that starts here, in a plan or outside of one.
pub(super) fn channel_at(words: &[Word], at: usize, in_plan: bool) -> Option<ChannelPhrase> {
    let fits = |known: &&Known| {
        let is_plan = known.tense == Tense::Plan;
        (is_plan == in_plan || (in_plan && known.tense == Tense::Noun)) && matches(words, at, known)
    };
    let known = KNOWN.iter().find(fits)?;
    Some(ChannelPhrase {
        first: at,
        end: at + known.words.len(),
        channel: known.channel,
        strength: known.strength,
        tense: known.tense,
        direction: known.direction,
    })
}

fn matches(words: &[Word], at: usize, known: &Known) -> bool {
    words.len() >= at + known.words.len()
        && known.words.iter().enumerate().all(|(place, wanted)| {
            let word = &words[at + place];
            word.folded == *wanted && (place == 0 || !word.starts_clause)
        })
}
