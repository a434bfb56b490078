//! Irregular forms of English words, which a stemmer does not reduce to their base: `wives`, `said`, `sent`.

use std::sync::LazyLock;

use hashbrown::HashMap;

/// One word per line, followed by its irregular forms. Forms that the stemmer handles are omitted.
const WORDS: &str = "\
child children
foot feet
goose geese
half halves
knife knives
leaf leaves
life lives
loaf loaves
man men
mouse mice
ox oxen
person people
self selves
shelf shelves
thief thieves
tooth teeth
wife wives
wolf wolves
woman women
crisis crises
analysis analyses
basis bases
hypothesis hypotheses
thesis theses
criterion criteria
phenomenon phenomena
datum data
arise arose arisen
bear bore borne
beat beaten
become became
begin began begun
bind bound
bleed bled
break broke broken
breed bred
bring brought
build built
burn burnt
buy bought
catch caught
choose chose chosen
come came
cling clung
dig dug
do does did done
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
flee fled
fly flew flown
forbid forbade forbidden
foresee foresaw foreseen
forget forgot forgotten
forgive forgave forgiven
freeze froze frozen
get got gotten
give gave given
go goes went gone
grow grew grown
hang hung
hear heard
hide hid hidden
hold held
keep kept
know knew known
lay laid
lead led
learn learnt
leave left
lend lent
lie lay lain
lose lost
make made
mean meant
meet met
mislead misled
outgrow outgrew outgrown
overcome overcame
oversee oversaw overseen
overtake overtook overtaken
overthrow overthrew overthrown
pay paid
prove proven
repay repaid
ride rode ridden
ring rang rung
rise rose risen
run ran
say said
see saw seen
seek sought
sell sold
send sent
shake shook shaken
shoot shot
show shown
shrink shrank shrunk
sing sang sung
sink sank sunk
sit sat
sleep slept
speak spoke spoken
spend spent
spring sprang sprung
stand stood
steal stole stolen
stick stuck
strike struck
swear swore sworn
sweep swept
swim swam swum
swing swung
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
undergo underwent undergone
understand understood
undertake undertook undertaken
uphold upheld
wear wore worn
win won
withdraw withdrew withdrawn
withhold withheld
withstand withstood
write wrote written
";

/// Length of the longest form, in bytes. Longer words are not looked up.
const MAX_BYTES: usize = 11;

static BASES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = WORDS.lines().filter_map(|line| line.split_once(' '));
    lines.flat_map(|(base, forms)| forms.split(' ').map(move |form| (form, base))).collect()
});

/// Returns the base of an irregular form. The word must be folded.
pub(super) fn base(word: &str) -> Option<&'static str> {
    if word.len() > MAX_BYTES { None } else { BASES.get(word).copied() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold;

    #[test]
    fn forms_are_folded_and_short_enough_to_be_looked_up() {
        for word in WORDS.split_whitespace() {
            assert!(fold(word) == word && word.len() <= MAX_BYTES, "{word}");
        }
        assert_eq!(base("wives"), Some("wife"));
        assert_eq!(base("wife"), None);
    }
}
