//! Descriptions, forms of words, ways of writing, addresses and ids.

use super::{A, C, Class, D, E};

pub(super) const CLASSES: &[Class] = &[
    (
        "whole name",
        false,
        &[
            (E, "Mali's foreign minister", "abdoulaye-diop"),
            (E, "foreign minister of Mali", "abdoulaye-diop"),
            (E, "the foreign minister of Mali", "abdoulaye-diop"),
            (E, "Burkina Faso's foreign minister", "karamoko-jean-marie-traore"),
            (E, "foreign minister of Burkina Faso", "karamoko-jean-marie-traore"),
            (E, "Niger's foreign minister", "bakary-yaou-sangare"),
            (E, "foreign minister of Niger", "bakary-yaou-sangare"),
            (E, "the junta", "mali-government burkina-faso-government niger-government"),
            (E, "government of mali", "mali-government"),
            (E, "the russia", "russia"),
            (A, "republic of the niger", "niger"),
        ],
    ),
    (
        "own words",
        false,
        &[
            (C, "first consultations session", "first-consultations-session"),
            (C, "the first session of the consultations", "first-consultations-session"),
            (C, "session consultations", "first-consultations-session"),
        ],
    ),
    (
        "form",
        false,
        &[
            (C, "mercenary", "wagner-and-africa-corps"),
            (C, "sanction", "ecowas-sanctions-cause"),
            (C, "coup junta", "juntas-by-coups"),
            (C, "import levies", "import-levy levy-raises-tension"),
            (E, "mercenary", "wagner-group"),
            (E, "foreign ministries of mali", "aes-foreign-ministries"),
        ],
    ),
    (
        "way of writing",
        false,
        &[
            (C, "inhabitants 5,3", "congo-population"),
            (C, "levy 0,5 per cent", "import-levy"),
            (E, "burkinafaso", "burkina-faso"),
            (E, "africacorps", "africa-corps"),
            (E, "u n security council", "un-security-council"),
            (E, "U.N. Security Council", "un-security-council"),
            (E, "b.b.c.", "bbc"),
            (E, "r f i", "rfi"),
        ],
    ),
    (
        "address or id",
        false,
        &[
            (
                D,
                "https://journal-neo.su/2025/04/07/aes-russia-advancing-the-strategic-partnership/",
                "2025-04-07-neo-aes-russia",
            ),
            (
                D,
                "journal-neo.su/2025/04/07/aes-russia-advancing-the-strategic-partnership#:~:text=The%20visit,relations",
                "2025-04-07-neo-aes-russia",
            ),
            (D, "journal-neo.su", "2025-04-07-neo-aes-russia"),
            (D, "www.journal-neo.su", "2025-04-07-neo-aes-russia"),
            (D, "new-eastern-outlook", "2025-04-07-neo-aes-russia"),
            (A, "2025-04-07-neo-aes-russia", "2025-04-07-neo-aes-russia"),
            (A, "2025-04-07-neo-aes-russia#first-working-session", "first-working-session"),
            (C, "#first-working-session", "first-working-session"),
            (C, "first-working-session", "first-working-session"),
            (A, "sergey-lavrov", "sergey-lavrov"),
        ],
    ),
];
