//! One line jotted down about an organisation somebody has seen or heard of.

/// What a line says: of whom, and what was noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Captured {
    /// The organisation: what stands before the first comma, colon, semicolon or dash between blanks.
    pub name: String,
    /// The rest; empty when the line is only a name.
    pub noticed: String,
}

/// Reads a jotted line; `None` when it names nobody.
#[must_use]
pub fn captured(line: &str) -> Option<Captured> {
    let line = line.trim();
    let ends = [",", ":", ";", " – ", " — ", " - "]
        .into_iter()
        .filter_map(|mark| line.find(mark).map(|at| (at, mark.len())));
    let (name, noticed) = match ends.min() {
        Some((at, length)) => (&line[..at], &line[at + length..]),
        None => (line, ""),
    };
    let name = name.trim();
    (!name.is_empty()).then(|| Captured {
        name: name.to_owned(),
        noticed: noticed.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_begins_with_whom_it_is_about() {
        let read = |line| captured(line).map(|one| (one.name, one.noticed));
        let said = |name: &str, noticed: &str| Some((name.to_owned(), noticed.to_owned()));
        assert_eq!(
            read(" Пекарна Зора, Варна: нова фурна до гарата "),
            said("Пекарна Зора", "Варна: нова фурна до гарата")
        );
        assert_eq!(read("Метро-Плюс ЕООД"), said("Метро-Плюс ЕООД", ""));
        assert_eq!(
            read("Зора – търсят доставчик"),
            said("Зора", "търсят доставчик")
        );
        assert_eq!(read("Зора: "), said("Зора", ""));
        assert_eq!(read(", Варна"), None);
        assert_eq!(read("  "), None);
    }
}
