//! The words of numbers, weekdays and months, folded.

/// A small number in words or digits.
pub(super) fn number_word(word: &str) -> Option<i32> {
    Some(match word {
        "edin" | "edna" | "edno" | "one" | "a" | "an" => 1,
        "dva" | "dve" | "two" | "couple" => 2,
        "tri" | "three" => 3,
        "chetiri" | "four" => 4,
        "pet" | "five" => 5,
        "shest" | "six" => 6,
        "sedem" | "seven" => 7,
        "osem" | "eight" => 8,
        "devet" | "nine" => 9,
        "deset" | "ten" => 10,
        digits if digits.len() <= 3 => digits.parse().ok().filter(|number| *number > 0)?,
        _ => return None,
    })
}

/// Monday is 1, Sunday 7. Short forms count only after a word that calls for a day.
pub(super) fn weekday_number(word: &str, with_short: bool) -> Option<i32> {
    let long = match word {
        "ponedelnik" | "monday" => 1,
        "vtornik" | "tuesday" => 2,
        "sryada" | "wednesday" => 3,
        "chetvartak" | "thursday" => 4,
        "petak" | "friday" => 5,
        "sabota" | "saturday" => 6,
        "nedelya" | "sunday" => 7,
        _ => 0,
    };
    let short = match word {
        "pn" | "pon" | "mon" => 1,
        "vt" | "tue" | "tues" => 2,
        "sr" | "wed" => 3,
        "cht" | "thu" | "thur" | "thurs" => 4,
        "pt" | "fri" => 5,
        "sb" | "sat" => 6,
        "nd" | "sun" => 7,
        _ => 0,
    };
    match (long, with_short) {
        (0, true) if short > 0 => Some(short),
        (0, _) => None,
        (long, _) => Some(long),
    }
}

/// January is 1.
pub(super) fn month_number(word: &str) -> Option<i16> {
    const NAMES: [&[&str]; 12] = [
        &["yanuari", "yan", "january", "jan"],
        &["fevruari", "fev", "february", "feb"],
        &["mart", "march", "mar"],
        &["april", "apr"],
        &["may"],
        &["yuni", "june", "jun"],
        &["yuli", "july", "jul"],
        &["avgust", "avg", "august", "aug"],
        &["septemvri", "sept", "sep", "september"],
        &["oktomvri", "okt", "october", "oct"],
        &["noemvri", "noem", "november", "nov"],
        &["dekemvri", "dek", "december", "dec"],
    ];
    let place = NAMES.iter().position(|names| names.contains(&word))?;
    i16::try_from(place).ok().map(|place| place + 1)
}
