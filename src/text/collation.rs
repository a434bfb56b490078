//! The order of names: that of the Unicode root collation, in which Élise is not behind Zed.
//!
//! A name's place among others is told by its sort key, which is made once. Keys are compared as bytes.

use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};

static ROOT: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    Collator::try_new(<_>::default(), CollatorOptions::default()).expect("the root collation is built in")
});

/// The bytes by which a name is compared with others.
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
