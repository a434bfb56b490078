//! The order of names, by the Unicode root collation. By code points `Élise` would come after `Zed`.
//!
//! Names are compared by sort keys, which are computed once and compared as bytes.

use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};

static ROOT: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    Collator::try_new(<_>::default(), CollatorOptions::default()).expect("the root collation is built in")
});

/// Returns the sort key of a name.
pub(crate) fn key(name: &str) -> Box<[u8]> {
    let mut key = Vec::with_capacity(2 * name.len() + 8);
    let Ok(()) = ROOT.write_sort_key_to(name, &mut key);
    key.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ordered_as_a_reader_expects_them() {
        let ordered = [
            "“Zed” Ali",
            "1st Brigade",
            "2 Rivers",
            "Åke Blom",
            "Ake Blom the Younger",
            "Elise Blanc",
            "Élise Blanc",
            "élise Zorn",
            "Łukasz",
            "Müller",
            "Muller, Ann",
            "Ndiaye",
            "Østby",
            "Ze\u{301}d",
            "Zed Ali",
            "Лавров",
            "שלום",
            "علی",
            "می\u{200c}خواهم",
            "王毅",
        ];
        let mut sorted = ordered;
        sorted.reverse();
        sorted.sort_by_cached_key(|name| key(name));
        assert_eq!(sorted, ordered);
    }

    #[test]
    fn forms_of_one_name_have_one_place() {
        assert_eq!(key("Goi\u{308}ta"), key("Goïta"));
    }
}
