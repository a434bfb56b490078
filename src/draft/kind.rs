//! The kind of assertion of a proposal, by its verb and mood.

use std::sync::LazyLock;

use hashbrown::HashSet;

use super::attribution::Attribution;
use super::words::Word;
use crate::briefing::{Genre, Kind};

const ALLEGATION: &str = "accuse allege blame charge implicate suspect accuser dénoncer reprocher";
const DENIAL: &str =
    "deny reject dispute dismiss refute disavow disown repudiate nier démentir rejeter récuser réfuter";
const FORECAST: &str = "predict forecast expect anticipate foresee prophesy prévoir prédire anticiper";
const OPINION: &str = "think believe hope fear feel doubt suppose reckon guess regret praise criticize criticise condemn hail laud \
    applaud blast slam mock deride lament bemoan admire respect consider deem regard call label dub describe characterize \
    characterise portray like hate love prefer favor favour suspect worry wish commend denounce decry assail \
    penser croire espérer craindre estimer juger considérer regretter saluer critiquer condamner";

/// Words that put what is said into the future.
const FUTURE: &str = "will won't shall gonna we'll they'll he'll she'll it'll i'll you'll";
/// Words that mark a charge or report as not established.
const UNPROVEN: &str = "allegedly alleged reportedly accused suspected purportedly présumé accusé";
/// Adjectives and verbs of judgement.
const JUDGEMENT: &str = "should must ought disaster disastrous terrible wonderful shameful disgraceful great greatest best worst \
    remarkable tremendous outrageous unfortunate unfortunately frankly undoubtedly clearly important significant crucial vital";

/// The lists of single words above, prepared for look-ups.
static LISTS: LazyLock<[HashSet<&str>; 3]> =
    LazyLock::new(|| [FUTURE, UNPROVEN, JUDGEMENT].map(|words| words.split_whitespace().collect()));

fn has(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

/// Returns the kind of what is attributed. `words` are those of what is said.
pub(super) fn attributed(attribution: &Attribution, words: &[Word]) -> Kind {
    let verb = attribution.verb.as_deref().unwrap_or_default();
    let is = |list: &str| has(list, verb);
    if is(DENIAL) {
        return Kind::Denial;
    }
    if is(ALLEGATION) {
        return Kind::Allegation;
    }
    if is(FORECAST) || (any(words, 0) && !promises(verb) && !intends(words)) {
        return Kind::Forecast;
    }
    if is(OPINION) || any(words, 2) {
        return Kind::Opinion;
    }
    Kind::Statement
}

/// Returns the kind of a sentence in the article's own voice.
pub(super) fn own_voice(words: &[Word], genre: Option<Genre>) -> Kind {
    if any(words, 0) || expects(words) {
        return Kind::Forecast;
    }
    if any(words, 1) {
        return Kind::Allegation;
    }
    if genre == Some(Genre::Opinion) { Kind::Opinion } else { Kind::Fact }
}

/// Returns whether a verb makes a statement of an intention rather than a forecast.
fn promises(verb: &str) -> bool {
    matches!(
        verb,
        "promise" | "pledge" | "vow" | "announce" | "plan" | "intend" | "threaten" | "agree" | "promettre" | "annoncer"
    )
}

/// Returns whether those who speak say what they will do themselves.
fn intends(words: &[Word]) -> bool {
    words.windows(2).any(|pair| matches!(pair[0].folded.as_str(), "we" | "i") && pair[1].folded == "will")
        || words.iter().any(|word| matches!(word.folded.as_str(), "we'll" | "i'll"))
}

/// Returns whether a list has one of the words.
fn any(words: &[Word], list: usize) -> bool {
    words.iter().any(|word| LISTS[list].contains(word.folded.as_str()))
}

/// Returns whether something is expected or likely.
fn expects(words: &[Word]) -> bool {
    words.windows(2).any(|pair| {
        matches!(pair[0].folded.as_str(), "expected" | "likely" | "poised" | "bound" | "set") && pair[1].folded == "to"
    })
}
