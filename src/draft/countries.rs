//! Countries by their names and adjectives, for offices such as `Malian foreign minister`.

use std::sync::LazyLock;

use hashbrown::HashMap;

/// The codes of countries by folded name or adjective.
pub(super) struct Countries {
    codes: HashMap<&'static str, &'static str>,
    names: HashMap<&'static str, &'static str>,
}

static COUNTRIES: LazyLock<Countries> = LazyLock::new(|| {
    let mut countries = Countries { codes: HashMap::new(), names: HashMap::new() };
    for line in include_str!("lexicon/countries.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split(',').map(str::trim);
        let (Some(code), Some(name)) = (parts.next(), parts.next()) else { continue };
        countries.names.insert(name, code);
        for word in std::iter::once(name).chain(parts) {
            countries.codes.insert(word, code);
        }
    }
    countries
});

impl Countries {
    /// Returns the table.
    pub(super) fn get() -> &'static Self {
        &COUNTRIES
    }

    /// Returns the ISO 3166-1 code for a folded name or adjective.
    pub(super) fn code(&self, folded: &str) -> Option<&'static str> {
        self.codes.get(folded).copied()
    }

    /// Returns whether a folded text is the name of a country.
    pub(super) fn is_country(&self, folded: &str) -> bool {
        self.names.contains_key(folded)
    }
}
