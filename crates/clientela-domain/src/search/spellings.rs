//! How people spell Bulgarian by the ear, in Latin letters and digits.

/// Readings of one word by the ear that are followed; people mean one of the first.
const READINGS_MAX: usize = 6;
/// Readings further from what was typed are guesses.
const COST_MAX: u8 = 5;
/// Longer words are not read by the ear.
const LETTERS_MAX: usize = 24;
/// Reading one letter now this way and now that.
const INCONSISTENT: u8 = 1;

/// A way to spell, and how unusual it is to mean it; zero for what cannot mean anything else.
struct Rule {
    typed: &'static str,
    meant: &'static str,
    cost: u8,
    place: Place,
}

/// Where in a word a rule holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Anywhere,
    End,
    /// Not before one of these letters.
    NotBefore(&'static str),
    /// Neither before nor after a vowel.
    BetweenConsonants,
}

const fn rule(typed: &'static str, meant: &'static str, cost: u8, place: Place) -> Rule {
    Rule {
        typed,
        meant,
        cost,
        place,
    }
}

/// What people type in Latin, and what the law writes. Longer spellings stand first.
const LATIN: &[Rule] = &[
    rule("6t", "sht", 0, Place::Anywhere),
    rule("6", "sh", 0, Place::Anywhere),
    rule("4", "ch", 0, Place::Anywhere),
    rule("q", "ya", 0, Place::Anywhere),
    rule("dj", "dzh", 1, Place::Anywhere),
    rule("ja", "ya", 1, Place::Anywhere),
    rule("ju", "yu", 1, Place::Anywhere),
    rule("jo", "yo", 1, Place::Anywhere),
    rule("j", "zh", 1, Place::Anywhere),
    rule("j", "y", 2, Place::Anywhere),
    rule("w", "v", 1, Place::Anywhere),
    rule("x", "h", 1, Place::Anywhere),
    rule("x", "ks", 2, Place::Anywhere),
    rule("tz", "ts", 1, Place::Anywhere),
    rule("ck", "k", 2, Place::Anywhere),
    rule("c", "ts", 1, Place::NotBefore("hk")),
    rule("c", "k", 2, Place::NotBefore("hk")),
    rule("kh", "h", 2, Place::Anywhere),
    rule("ph", "f", 2, Place::Anywhere),
    rule("sch", "sh", 2, Place::Anywhere),
    rule("ff", "v", 2, Place::End),
    rule("ou", "u", 2, Place::Anywhere),
    rule("ia", "ya", 2, Place::Anywhere),
    rule("iu", "yu", 2, Place::Anywhere),
    rule("io", "yo", 2, Place::Anywhere),
    rule("ai", "ay", 2, Place::Anywhere),
    rule("ei", "ey", 2, Place::Anywhere),
    rule("oi", "oy", 2, Place::Anywhere),
    rule("ui", "uy", 2, Place::Anywhere),
    rule("y", "a", 2, Place::BetweenConsonants),
    rule("u", "a", 2, Place::Anywhere),
];

/// What people type in Cyrillic, and how somebody may have spelt it in Latin when it was stored.
const CYRILLIC: &[Rule] = &[
    rule("ов", "off", 3, Place::End),
    rule("ев", "eff", 3, Place::End),
    rule("кс", "x", 2, Place::Anywhere),
    rule("ъ", "u", 2, Place::Anywhere),
    rule("ц", "c", 2, Place::Anywhere),
    rule("ж", "j", 2, Place::Anywhere),
    rule("й", "i", 2, Place::Anywhere),
    rule("я", "ia", 3, Place::Anywhere),
    rule("в", "w", 3, Place::Anywhere),
];

/// A word as it may have been meant, with its cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    pub(super) text: String,
    pub(super) cost: u8,
}

/// Readings of a folded Latin word by the ear, the likeliest first, without the word itself.
pub(super) fn of_latin(word: &str) -> Vec<Spelling> {
    if !word.is_ascii()
        || word.len() > LETTERS_MAX
        || word.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (rules, cost) in rule_sets(word) {
        for (except, more) in [
            (Except::Nothing, 0),
            (Except::First, INCONSISTENT),
            (Except::Last, INCONSISTENT),
        ] {
            if cost + more <= COST_MAX && (except == Except::Nothing || !rules.is_empty()) {
                found.push(Spelling {
                    text: read(word, &rules, except),
                    cost: (cost + more).max(1),
                });
            }
        }
    }
    found.retain(|spelling| spelling.text != word);
    found.sort_by(|one, other| (one.cost, &one.text).cmp(&(other.cost, &other.text)));
    found.dedup_by(|one, other| one.text == other.text);
    found.truncate(READINGS_MAX);
    found
}

/// Latin spellings of a Cyrillic word that the law does not write, one rule at a time.
pub(super) fn of_cyrillic(word: &str) -> Vec<Spelling> {
    let word = word.to_lowercase();
    CYRILLIC
        .iter()
        .filter_map(|rule| {
            let spelt = match rule.place {
                Place::End => format!("{}{}", word.strip_suffix(rule.typed)?, rule.meant),
                _ if word.contains(rule.typed) => word.replace(rule.typed, rule.meant),
                _ => return None,
            };
            Some(Spelling {
                text: crate::names::transliterate(&spelt),
                cost: rule.cost,
            })
        })
        .collect()
}

/// Optional rules that one reading follows; more would be a cipher.
const RULES_MAX: usize = 3;

/// Sets of rules to read a word by, with their cost: everybody spells one way throughout a word, so
/// that a word of many doubtful letters has few readings all the same.
fn rule_sets(word: &str) -> Vec<(Vec<&'static Rule>, u8)> {
    let occurs = |rule: &&Rule| rule.cost > 0 && (0..word.len()).any(|at| holds(rule, word, at));
    let optional: Vec<&Rule> = LATIN.iter().filter(occurs).collect();
    let mut sets: Vec<(Vec<&Rule>, u8)> = vec![(Vec::new(), 0)];
    let mut from = 0;
    for _ in 0..RULES_MAX {
        let known = sets.len();
        for at in from..known {
            let (set, cost) = sets[at].clone();
            let last = set
                .last()
                .and_then(|last| optional.iter().position(|rule| std::ptr::eq(*rule, *last)));
            for rule in optional.iter().skip(last.map_or(0, |last| last + 1)) {
                let reads_otherwise = set.iter().any(|known| known.typed == rule.typed);
                if !reads_otherwise && cost + rule.cost <= COST_MAX {
                    let mut next = set.clone();
                    next.push(rule);
                    sets.push((next, cost + rule.cost));
                }
            }
        }
        from = known;
    }
    sets
}

/// Which uses of its rules a reading leaves out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Except {
    Nothing,
    First,
    Last,
}

/// The word read by the given rules and by those that always hold.
fn read(word: &str, rules: &[&Rule], except: Except) -> String {
    let uses = |at: usize| rules.iter().find(|rule| holds(rule, word, at));
    let places: Vec<usize> = (0..word.len()).filter(|at| uses(*at).is_some()).collect();
    let left_out = match except {
        Except::Nothing => None,
        Except::First => places.first(),
        Except::Last => places.last(),
    };
    let mut meant = String::with_capacity(word.len() + 4);
    let mut at = 0;
    while at < word.len() {
        let always = LATIN
            .iter()
            .find(|rule| rule.cost == 0 && holds(rule, word, at));
        let chosen = uses(at).filter(|_| left_out != Some(&at)).copied();
        match always.or(chosen) {
            Some(rule) => {
                meant.push_str(rule.meant);
                at += rule.typed.len();
            }
            None => {
                meant.push_str(&word[at..=at]);
                at += 1;
            }
        }
    }
    meant
}

fn holds(rule: &Rule, word: &str, at: usize) -> bool {
    let Some(after) = word[at..].strip_prefix(rule.typed) else {
        return false;
    };
    let is_vowel = |letter: Option<char>| letter.is_some_and(|letter| "aeiouyq".contains(letter));
    let next = after.chars().next();
    match rule.place {
        Place::Anywhere => true,
        Place::End => after.is_empty() && at > 0,
        Place::NotBefore(letters) => !next.is_some_and(|next| letters.contains(next)),
        Place::BetweenConsonants => !is_vowel(next) && !is_vowel(word[..at].chars().next_back()),
    }
}
