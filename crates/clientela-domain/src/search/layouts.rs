//! Text typed with the keyboard set to another layout than the person believed.

/// Keys of the Latin layout, in the order of the Cyrillic letters below.
const LATIN_KEYS: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`\\";
/// The same keys in BDS 5237:1978, the typewriter's layout.
const BDS_KEYS: &str = ",уеишщксдзц;ьяаожгтнвмчюйъэфхпрлб(„";
/// The same keys in the traditional phonetic layout.
const PHONETIC_KEYS: &str = "явертъуиопшщасдфгхйкл;'зьцжбнм,./чю";
/// The same keys in the phonetic layout of BDS 5237:2006.
const NEW_PHONETIC_KEYS: &str = "чшертъуиопящасдфгхйкл;'зжцвбнм,./юь";

/// The layouts in which Bulgarian is typed, the commonest first.
const LAYOUTS: [&str; 3] = [BDS_KEYS, PHONETIC_KEYS, NEW_PHONETIC_KEYS];

/// More consonants in a row are no word of ours.
const CONSONANTS_MAX: usize = 4;

/// What a word means if it was typed with another layout than believed: Latin keys for a Cyrillic
/// layout, a Cyrillic layout for Latin keys, or one Cyrillic layout for the other. Only readings
/// that could be words; each in lower case, in the alphabet that was meant.
pub(super) fn other_layouts(typed: &str) -> Vec<String> {
    let typed = typed.to_lowercase();
    let is_cyrillic = typed.chars().any(|letter| matches!(letter, 'а'..='я'));
    let mut readings: Vec<String> = Vec::new();
    let mut add = |reading: Option<String>| {
        if let Some(reading) = reading.filter(|reading| could_be_word(reading))
            && !readings.contains(&reading)
        {
            readings.push(reading);
        }
    };
    if is_cyrillic {
        for layout in LAYOUTS {
            add(retype(&typed, layout, LATIN_KEYS));
        }
        add(retype(&typed, BDS_KEYS, PHONETIC_KEYS));
        add(retype(&typed, BDS_KEYS, NEW_PHONETIC_KEYS));
        add(retype(&typed, PHONETIC_KEYS, BDS_KEYS));
        add(retype(&typed, NEW_PHONETIC_KEYS, BDS_KEYS));
    } else {
        for layout in LAYOUTS {
            add(retype(&typed, LATIN_KEYS, layout));
        }
    }
    readings
}

/// The same keys pressed in another layout; `None` when a letter is not on the first one.
fn retype(typed: &str, from: &str, to: &str) -> Option<String> {
    typed
        .chars()
        .map(|letter| {
            if letter.is_ascii_digit() || letter == '-' {
                return Some(letter);
            }
            let key = from.chars().position(|known| known == letter)?;
            to.chars().nth(key)
        })
        .collect()
}

/// True for letters of one script with a vowel among them, not too many consonants in a row, and no
/// sign at the start: keys pressed in the wrong layout mostly make no such thing.
fn could_be_word(text: &str) -> bool {
    let mut consonants = 0;
    let mut vowels = 0;
    for letter in text.chars() {
        match letter {
            'а' | 'ъ' | 'о' | 'у' | 'е' | 'и' | 'ю' | 'я' | 'a' | 'e' | 'i' | 'o' | 'u' | 'y' =>
            {
                vowels += 1;
                consonants = 0;
            }
            'э' => return false,
            _ if letter.is_alphabetic() => consonants += 1,
            '0'..='9' | '-' => consonants = 0,
            _ => return false,
        }
        if consonants > CONSONANTS_MAX {
            return false;
        }
    }
    vowels > 0 && !text.starts_with('ь')
}
