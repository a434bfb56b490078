//! Words before and after names that say what an actor is.

use std::sync::LazyLock;

use hashbrown::HashSet;

/// Titles and offices that stand before a person's name.
const TITLES: &str = "mr mrs ms mx dr prof professor sir dame lord lady rev reverend pastor bishop cardinal pope imam rabbi sheikh \
    president vice minister premier chancellor king queen prince princess emir sultan governor gov senator sen representative rep \
    congressman congresswoman mayor secretary ambassador envoy judge justice sheriff general gen colonel col captain capt major \
    lieutenant lt sergeant sgt admiral adm commander chief chairman chairwoman chair ceo director editor spokesman spokeswoman \
    spokesperson attorney leader candidate speaker deputy prime foreign interior defense defence finance former acting interim \
    transitional head founder author analyst economist lawyer activist journalist correspondent strategist researcher \
    manager adviser advisor pollster scholar expert author activist farmer teacher student resident \
    monsieur madame mme ministre analyste expert chercheur chercheuse professeur directeur directrice avocat avocate journaliste \
    militant porte ";

/// Words that only the name of an organization has.
const ORGANIZATIONS: &str = "group party company inc corp corporation ltd bank university college school institute association union \
    alliance confederation federation league foundation society club times post journal news press agency gazette herald tribune \
    review network radio television tv media center centre fund organization organisation front movement brigade coalition \
    partners holdings airlines motors campaign committee team portal outlook observatory watch church";

/// Words that only the name of a part of a state has.
const PUBLIC_BODIES: &str = "ministry government department parliament senate congress court police army navy commission authority \
    council assembly bureau office administration treasury kremlin house embassy legislature cabinet ministere gouvernement";

/// Words that only the name of an event has.
const EVENTS: &str = "summit conference forum war games olympics election elections referendum festival convention debate \
    championship cup revolution consultations";

/// Words that only the name of a place has.
const PLACES: &str = "city river lake mountain mountains valley street avenue desert island islands sea ocean gulf region province county \
    village square airport port bridge bay sahel africa asia europe";

/// The lists above, prepared for look-ups.
static LISTS: LazyLock<[HashSet<&str>; 5]> = LazyLock::new(|| {
    [TITLES, ORGANIZATIONS, PUBLIC_BODIES, EVENTS, PLACES].map(|words| words.split_whitespace().collect())
});

/// Returns whether a folded word is a title or office before a name.
pub(super) fn is_title(word: &str) -> bool {
    LISTS[0].contains(word)
}

/// Returns whether a folded word is of an organization's name.
pub(super) fn is_organization(word: &str) -> bool {
    LISTS[1].contains(word)
}

/// Returns whether a folded word is of the name of a part of a state.
pub(super) fn is_public_body(word: &str) -> bool {
    LISTS[2].contains(word)
}

/// Returns whether a folded word is of an event's name.
pub(super) fn is_event(word: &str) -> bool {
    LISTS[3].contains(word)
}

/// Returns whether a folded word is of a place's name.
pub(super) fn is_place(word: &str) -> bool {
    LISTS[4].contains(word)
}

/// Returns whether a folded word is a spokesperson.
pub(super) fn is_spokesperson(word: &str) -> bool {
    matches!(word, "spokesman" | "spokeswoman" | "spokesperson" | "spokesmen" | "spokespeople" | "porte parole")
}
