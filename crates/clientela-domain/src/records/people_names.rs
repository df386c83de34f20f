//! A person's whole name in its parts.

/// Given and family name of a whole name: a comma parts family from given names, otherwise the last
/// word is the family name. One word alone is a family name, which is what lists are sorted by.
#[must_use]
pub fn split_name(name: &str) -> (String, String) {
    let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((family, given)) = name.split_once(',') {
        return (spaced(given), spaced(family));
    }
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let family = words.pop().unwrap_or_default().to_owned();
    (words.join(" "), family)
}
