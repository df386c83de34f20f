//! Cyrillic to Latin letters, and Latin letters without their accents.

/// Writes Bulgarian in Latin letters by the Transliteration Act (State Gazette 19/2009): final „ия“
/// becomes `ia`, България is Bulgaria, and a capital digraph has one capital in a capitalised word
/// and all in an all-capital one. Everything that is not Cyrillic stays.
///
/// The system cannot be reversed (ъ and а, й and ь fall together): never turn a name back for
/// display. Source: Ivanov, Skordev & Dobrev 2010, "The new national standard for the Romanization
/// of Bulgarian".
#[must_use]
pub fn transliterate(text: &str) -> String {
    if !text.chars().any(is_cyrillic) {
        return text.to_owned();
    }
    let mut latin = String::with_capacity(text.len());
    let mut word: Vec<char> = Vec::new();
    for character in text.chars() {
        match (character, word.last_mut()) {
            _ if is_cyrillic(character) => word.push(character),
            // Some systems store й and ѝ as и with a combining accent.
            ('\u{306}', Some(last @ ('и' | 'И'))) => {
                *last = if *last == 'и' { 'й' } else { 'Й' }
            }
            ('\u{300}', Some('и' | 'И')) => {}
            _ => {
                push_word(&word, &mut latin);
                word.clear();
                latin.push(character);
            }
        }
    }
    push_word(&word, &mut latin);
    latin
}

/// Letters of the Cyrillic block.
fn is_cyrillic(character: char) -> bool {
    matches!(character, '\u{400}'..='\u{4ff}')
}

/// Cyrillic letters that have a Latin spelling here. The others stay as they are when a text is
/// folded, so they must not make its other letters change again.
pub(super) fn is_spelled_cyrillic(character: char) -> bool {
    is_cyrillic(character) && !latin_letters(small(character)).is_empty()
}

fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

fn push_word(word: &[char], latin: &mut String) {
    let all_capitals = word.len() > 1 && word.iter().all(|letter| letter.is_uppercase());
    let spells = |pattern: &str| {
        word.len() == pattern.chars().count()
            && word
                .iter()
                .flat_map(|letter| letter.to_lowercase())
                .eq(pattern.chars())
    };
    if spells("българия") {
        let first_capital = word.first().is_some_and(|letter| letter.is_uppercase());
        latin.push_str(if all_capitals {
            "BULGARIA"
        } else if first_capital {
            "Bulgaria"
        } else {
            "bulgaria"
        });
        return;
    }
    let ends_in_ia =
        matches!(word, [.., before, last] if small(*before) == 'и' && small(*last) == 'я');
    for (at, letter) in word.iter().enumerate() {
        let is_final_ya = ends_in_ia && at + 1 == word.len();
        let spelling = if is_final_ya {
            "a"
        } else {
            latin_letters(small(*letter))
        };
        match spelling {
            // A letter we have no spelling for stays as it is.
            "" => latin.push(*letter),
            _ if !letter.is_uppercase() => latin.push_str(spelling),
            _ if all_capitals => latin.extend(
                spelling
                    .chars()
                    .map(|character| character.to_ascii_uppercase()),
            ),
            _ => {
                let (first, others) = spelling.split_at(1);
                latin.extend(
                    first
                        .chars()
                        .map(|character| character.to_ascii_uppercase()),
                );
                latin.push_str(others);
            }
        }
    }
}

/// The Latin spelling of a small Cyrillic letter; empty for letters without one.
fn latin_letters(letter: char) -> &'static str {
    match letter {
        'а' | 'ъ' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'ѝ' => "i",
        'й' | 'ь' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "sht",
        'ю' => "yu",
        'я' => "ya",
        // Bulgarian until 1945, and still on signs that are older.
        'ѣ' => "e",
        'ѫ' | 'ѭ' => "a",
        // Not Bulgarian; names of neighbours' firms, by the same ear.
        'ы' => "y",
        'э' | 'є' | 'ѐ' => "e",
        'ё' => "yo",
        'і' => "i",
        'ї' => "yi",
        'ґ' | 'ѓ' => "g",
        'ј' => "y",
        'љ' => "ly",
        'њ' => "ny",
        'ћ' => "ch",
        'ђ' | 'џ' => "dzh",
        'ќ' => "k",
        'ѕ' => "dz",
        _ => "",
    }
}

/// Accents that stand as characters of their own.
pub(super) fn is_combining_accent(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

/// Appends the letter or digit in lower case and without its accent; nothing for other characters.
pub(super) fn push_plain_lower(character: char, plain: &mut String) {
    if character.is_ascii() {
        if character.is_ascii_alphanumeric() {
            plain.push(character.to_ascii_lowercase());
        }
        return;
    }
    for lower in character.to_lowercase() {
        match without_accent(lower) {
            "" if lower.is_alphanumeric() => plain.push(lower),
            spelling => plain.push_str(spelling),
        }
    }
}

/// Plain spelling of small Latin letters of western and central Europe; empty for all others.
fn without_accent(letter: char) -> &'static str {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => "",
    }
}
