//! Splits Chinese and Japanese, which have no spaces, into words as ICU does.
//!
//! `icu_segmenter` takes the longest word of its dictionary from left to right. ICU, and so the browsers that use it,
//! takes the words with the lowest total cost in the same dictionary. This module does the latter.

use std::sync::LazyLock;

use icu_provider::prelude::*;
use icu_segmenter::provider::{Baked, DictionaryBreakData, SegmenterDictionaryAutoV2};

/// Cost of a character that is not in the dictionary: the highest cost of any word.
const UNKNOWN: u32 = 255;
/// Maximum number of characters of a word, because ICU does not look up longer ones.
const MAX_WORD: usize = 20;
/// Costs of a run of katakana by its length. Most are foreign words or names that are in no dictionary.
const KATAKANA: [u32; 9] = [8192, 984, 408, 240, 204, 252, 300, 372, 480];

static DICTIONARY: LazyLock<&DictionaryBreakData<'static>> = LazyLock::new(|| {
    let name = DataMarkerAttributes::from_str_or_panic("cjdict");
    let request = DataRequest { id: DataIdentifierBorrowed::for_marker_attributes(name), ..DataRequest::default() };
    let loaded: Result<DataResponse<SegmenterDictionaryAutoV2>, _> = Baked.load(request);
    loaded.ok().and_then(|loaded| loaded.payload.get_static()).expect("the dictionary is compiled in")
});

/// Returns the character offsets at which words begin in a run of Han characters and kana, without offset 0.
pub(super) fn cuts(run: &[char]) -> Vec<usize> {
    let mut best: Vec<(u32, usize)> = vec![(u32::MAX, 0); run.len() + 1];
    best[0].0 = 0;
    for start in 0..run.len() {
        let cost = best[start].0;
        let mut offer = |length: usize, word: u32| {
            let end = start + length;
            if cost.saturating_add(word) < best[end].0 {
                best[end] = (cost.saturating_add(word), start);
            }
        };
        offer_words(&run[start..], &mut offer);
        let katakana = run[start..].iter().take_while(|c| is_katakana(**c)).take(MAX_WORD).count();
        let begins = katakana > 0 && start.checked_sub(1).is_none_or(|before| !is_katakana(run[before]));
        if begins && katakana < MAX_WORD {
            offer(katakana, KATAKANA.get(katakana).copied().unwrap_or(KATAKANA[0]));
        }
    }
    let mut cuts: Vec<_> =
        std::iter::successors(Some(best[run.len()].1), |at| Some(best[*at].1)).take_while(|at| *at > 0).collect();
    cuts.reverse();
    cuts
}

/// Calls `offer` with the length and cost of each word at the beginning of a text.
fn offer_words(text: &[char], offer: &mut impl FnMut(usize, u32)) {
    let DictionaryBreakData::Char16Trie(trie) = *DICTIONARY else { return offer(1, UNKNOWN) };
    let mut cursor = trie.cursor();
    let mut single = false;
    for (at, c) in text.iter().take(MAX_WORD).enumerate() {
        cursor.step32(u32::from(*c));
        if let Some(cost) = cursor.value().and_then(|cost| u32::try_from(cost).ok()) {
            offer(at + 1, cost);
            single |= at == 0;
        }
        if cursor.is_empty() {
            break;
        }
    }
    if !single {
        offer(1, UNKNOWN);
    }
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30fe}' | '\u{ff66}'..='\u{ff9f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_icu_cuts_them() {
        let split = |text: &str| {
            let run: Vec<char> = text.chars().collect();
            let ends = [vec![0], cuts(&run), vec![run.len()]].concat();
            ends.windows(2).map(|pair| run[pair[0]..pair[1]].iter().collect()).collect::<Vec<String>>().join("|")
        };
        for (text, words) in [
            ("工人们非常高兴", "工|人们|非常|高兴"),
            ("金额被夸大了一倍", "金额|被|夸大|了|一倍"),
            ("交渉がまだ続いていると", "交渉|が|まだ|続|い|て|いる|と"),
            ("列車が三日間運休した", "列車|が|三|日間|運休|した"),
            ("人々は", "人々|は"),
            ("母はスーパーマーケットで", "母|は|スーパーマーケット|で"),
        ] {
            assert_eq!(split(text), words);
        }
    }
}
