//! What a reader types, and what must stand first.
//!
//! A row is typed in one list, and means one of some records: ids as they stand in the files, a claim's without its
//! document unless that matters. Nothing is meant where the answer must be empty. The classes are the kinds of slip that
//! readers make; what is spelt right in one of the ways in which the files spell it is `clean`, and must bring no junk.

use super::*;

/// A kind of slip, whether it is none, and its rows: where it is typed, what, and what is meant.
type Class = (&'static str, bool, &'static [(Scope, &'static str, &'static str)]);

/// One letter for each list keeps a row on a line.
const E: Scope = Scope::Entities;
const C: Scope = Scope::Claims;
/// All lists at once.
const A: Scope = Scope::Everything;

const CLASSES: &[Class] = &[
    (
        "exact",
        true,
        &[
            (E, "sergey lavrov", "sergey-lavrov"),
            (E, "lavrov", "sergey-lavrov"),
            (E, "mali", "mali"),
            (E, "burkina faso", "burkina-faso"),
            (E, "niger", "niger"),
            (E, "russia", "russia"),
            (E, "wagner", "wagner-group"),
            (E, "putin", "vladimir-putin"),
            (E, "africa corps", "africa-corps"),
            (E, "africa", "africa"),
            (E, "bamako", "bamako"),
            (C, "import levy", "import-levy levy-raises-tension"),
            (C, "decolonization", "prigozhin-decolonization"),
            (C, "gulf of guinea oil", "congo-oil"),
            (C, "defence pact", "aes-began-as-defence-pact"),
            (C, "wheat fertilizer fuel", "goita-thanks-for-aid"),
            (C, "wagner month", "wagner-monthly-fee"),
            (C, "hatred ethnic", "government-accuses-broadcasters"),
            (A, "keletigui", "operation-keletigui"),
            (A, "islamic state", "islamic-state"),
        ],
    ),
    (
        "order",
        true,
        &[
            (E, "lavrov sergey", "sergey-lavrov"),
            (E, "faso burkina", "burkina-faso"),
            (E, "yi wang", "wang-yi"),
            (E, "states sahel alliance", "aes"),
            (C, "fuel fertilizer wheat", "goita-thanks-for-aid"),
            (C, "levy import", "import-levy levy-raises-tension"),
            (C, "pact defence", "aes-began-as-defence-pact"),
            (C, "oil guinea", "congo-oil"),
            (A, "corps africa", "africa-corps"),
        ],
    ),
    (
        "prefix",
        true,
        &[
            (E, "lav", "sergey-lavrov"),
            (E, "prig", "yevgeny-prigozhin"),
            (E, "burk f", "burkina-faso"),
            (E, "maurit", "mauritania"),
            (E, "klom", "kester-kenn-klomegah"),
            (C, "decolon", "prigozhin-decolonization"),
            (C, "impor lev", "import-levy levy-raises-tension"),
            (C, "ethn hat", "government-accuses-broadcasters"),
            (C, "inhab 5.3", "congo-population"),
            (A, "kelet", "operation-keletigui"),
        ],
    ),
    (
        "accents",
        true,
        &[
            (E, "goita", "assimi-goita"),
            (E, "Goïta", "assimi-goita"),
            (E, "Goi\u{308}ta", "assimi-goita"),
            (E, "ASSIMI GOITA", "assimi-goita"),
            (E, "sangare", "bakary-yaou-sangare"),
            (E, "karamoko traore", "karamoko-jean-marie-traore"),
            (E, "klomégah", "kester-kenn-klomegah"),
            (E, "erythree", "eritrea"),
            (E, "algerie", "algeria"),
            (A, "Mâli", "mali"),
            (C, "hâtred", "government-accuses-broadcasters"),
        ],
    ),
    (
        "other script or language",
        true,
        &[
            (E, "лавров", "sergey-lavrov"),
            (E, "Путин", "vladimir-putin"),
            (E, "王毅", "wang-yi"),
            (E, "中国", "china"),
            (E, "毅", "wang-yi"),
            (E, "sergei", "sergey-lavrov"),
            (E, "poutine", "vladimir-putin"),
            (E, "république du congo", "republic-of-the-congo"),
            (E, "мали", "mali"),
            (A, "пригожин", "yevgeny-prigozhin"),
            (A, "daesh", "islamic-state"),
            (A, "swaziland", "eswatini"),
            (A, "вагнер", "wagner-group"),
        ],
    ),
    (
        "abbreviation",
        true,
        &[
            (E, "CEDEAO", "ecowas"),
            (E, "ecowas", "ecowas"),
            (E, "aes", "aes"),
            (E, "acled", "acled"),
            (E, "RFI", "rfi"),
            (E, "bbc", "bbc"),
            (E, "fama", "malian-armed-forces"),
            (E, "unsc", "un-security-council"),
            (E, "U.N.S.C.", "un-security-council"),
            (A, "I.S.I.S.", "islamic-state"),
            (A, "A.E.S.", "aes"),
        ],
    ),
    (
        "hyphen and apostrophe",
        true,
        &[
            (E, "sassou nguesso", "denis-sassou-nguesso"),
            (E, "sassou-nguesso", "denis-sassou-nguesso"),
            (E, "sassou–nguesso", "denis-sassou-nguesso"),
            (E, "gamandiy egorov", "mikhail-gamandiy-egorov"),
            (E, "jean-marie traoré", "karamoko-jean-marie-traore"),
            (E, "al qaeda", "al-qaeda"),
            (E, "al-qaida", "al-qaeda"),
            (E, "congo brazzaville", "republic-of-the-congo"),
            (C, "panafrican values", "african-allies-sovereign"),
            (C, "pan african values", "african-allies-sovereign"),
            (C, "junta led", "juntas-seek-non-western-partners ecowas-sanctions-cause"),
            (C, "ministers’ meeting billed", "2025-04-01-starfolk-moscow-visit#first-consultations-session"),
            (C, "self reliance", "turn-to-self-reliance"),
        ],
    ),
    (
        "British and American",
        true,
        &[
            (C, "wheat fertiliser fuel", "goita-thanks-for-aid"),
            (C, "decolonisation", "prigozhin-decolonization"),
            (C, "defense pact", "aes-began-as-defence-pact"),
            (C, "criticizes intervention", "russia-criticises-western-intervention"),
            (C, "program bilateral meetings", "bilateral-meetings"),
            (C, "organizations influence attacked", "critics-attacked"),
            (C, "wagner favor", "prigozhin-decolonization pro-wagner-messages"),
        ],
    ),
    (
        "missing letter",
        false,
        &[
            (E, "lavrv", "sergey-lavrov"),
            (E, "prigozin", "yevgeny-prigozhin"),
            (E, "mauritnia", "mauritania"),
            (E, "avrov", "sergey-lavrov"),
            (E, "rigozhin", "yevgeny-prigozhin"),
            (E, "oita", "assimi-goita"),
            (C, "decolnization", "prigozhin-decolonization"),
            (C, "ecolonization", "prigozhin-decolonization"),
            (C, "multipolr minority", "multipolar-reality"),
            (A, "keltigui", "operation-keletigui"),
        ],
    ),
    (
        "extra letter",
        false,
        &[
            (E, "slavrov", "sergey-lavrov"),
            (E, "eswatiini", "eswatini"),
            (E, "laverov", "sergey-lavrov"),
            (E, "prigozhiin", "yevgeny-prigozhin"),
            (E, "egoita", "assimi-goita"),
            (C, "imports levvy", "import-levy levy-raises-tension"),
            (C, "inhabitantes 5.3", "congo-population"),
            (C, "ehatred", "government-accuses-broadcasters"),
            (A, "keletiguli", "operation-keletigui"),
        ],
    ),
    (
        "doubled letter",
        false,
        &[
            (E, "lavrrov", "sergey-lavrov"),
            (E, "goitta", "assimi-goita"),
            (E, "nigger", "niger"),
            (E, "eswattini", "eswatini"),
            (E, "llavrov", "sergey-lavrov"),
            (E, "ppriggozhin", "yevgeny-prigozhin"),
            (C, "decollonization", "prigozhin-decolonization"),
            (C, "hhatred ethnic", "government-accuses-broadcasters"),
            (A, "wagnner", "wagner-group"),
        ],
    ),
    (
        "transposed letters",
        false,
        &[
            (E, "larvov", "sergey-lavrov"),
            (E, "alvrov", "sergey-lavrov"),
            (E, "ptuin", "vladimir-putin"),
            (E, "wanger", "wagner-group"),
            (E, "bamkao", "bamako"),
            (E, "puitn", "vladimir-putin"),
            (C, "decoloinzation", "prigozhin-decolonization"),
            (C, "edcolonization", "prigozhin-decolonization"),
            (C, "himportas lveies", ""),
            (A, "keletiugi", "operation-keletigui"),
            (C, "wehat fuel", "goita-thanks-for-aid"),
        ],
    ),
    (
        "substituted letter",
        false,
        &[
            (E, "goyta", "assimi-goita"),
            (E, "lawrov", "sergey-lavrov"),
            (E, "prigoshin", "yevgeny-prigozhin"),
            (E, "pavrov", "sergey-lavrov"),
            (E, "boita", "assimi-goita"),
            (E, "гоита", "assimi-goita"),
            (E, "kozambique mali", ""),
            (E, "cote d'ivoire", ""),
            (C, "decolanization", "prigozhin-decolonization"),
            (C, "tecolonization", "prigozhin-decolonization"),
            (C, "multipolar ninority", "multipolar-reality"),
            (A, "keletikui", "operation-keletigui"),
        ],
    ),
    (
        "two letters",
        false,
        &[
            (E, "lavroff", "sergey-lavrov"),
            (E, "lafrof", "sergey-lavrov"),
            (E, "prigoschin", "yevgeny-prigozhin"),
            (E, "sangary", "bakary-yaou-sangare"),
            (E, "gojtta", "assimi-goita"),
            (E, "klomiga", "kester-kenn-klomegah"),
            (C, "decolonisasion", "prigozhin-decolonization"),
        ],
    ),
    (
        "run together",
        false,
        &[
            (E, "burkinafaso", "burkina-faso"),
            (E, "sergeylavrov", "sergey-lavrov"),
            (E, "sassounguesso", "denis-sassou-nguesso"),
            (E, "alqaeda", "al-qaeda"),
            (E, "france24", "france-24"),
            (E, "africacorps", "africa-corps"),
            (C, "importlevy", "import-levy levy-raises-tension"),
            (C, "defencepact", "aes-began-as-defence-pact"),
        ],
    ),
    (
        "split",
        false,
        &[
            (E, "pri gozhin", "yevgeny-prigozhin"),
            (E, "al qaida", "al-qaeda"),
            (E, "france 24", "france-24"),
            (E, "maurit ania", "mauritania"),
            (E, "klo megah", "kester-kenn-klomegah"),
            (C, "decolon ization", "prigozhin-decolonization"),
            (C, "inhabi tants 5.3", "congo-population"),
        ],
    ),
    (
        "scattered letters",
        false,
        &[(E, "lvrv", "sergey-lavrov"), (E, "prgzhn", "yevgeny-prigozhin"), (E, "wgnr", "wagner-group")],
    ),
    (
        "what they are called",
        true,
        &[
            (E, "the russian foreign minister", "sergey-lavrov"),
            (E, "foreign minister of russia", "sergey-lavrov"),
            (E, "president of russia", "vladimir-putin"),
            (E, "foreign minister of mali", "abdoulaye-diop"),
        ],
    ),
];

/// The place of the first hit that is meant among the ten best, and how many of these are junk: neither in what is
/// shown of them nor in the names of whom they are by, about or from is any word that was typed.
struct Outcome {
    place: Option<usize>,
    shown: usize,
    junk: usize,
}

fn outcome(scope: Scope, typed: &str, meant: &str) -> Outcome {
    let answer = ask(&SHIPPED, typed, scope);
    let ids: Vec<_> = answer.hits.iter().take(10).map(|hit| id(&SHIPPED.0, hit)).collect();
    let is_meant = |id: &String| {
        meant.split(' ').any(|meant| id == meant || id.split_once('#').is_some_and(|(_, claim)| claim == meant))
    };
    let place = if meant.is_empty() { ids.is_empty().then_some(0) } else { ids.iter().position(is_meant) };
    let junk = answer.hits.iter().take(10).filter(|hit| is_junk(hit.record, typed)).count();
    Outcome { place, shown: ids.len(), junk }
}

fn is_junk(record: Record, typed: &str) -> bool {
    let corpus = &SHIPPED.0;
    let mut has = fold(corpus.shown(record).as_str());
    for (role, owner) in explain::joined_to(corpus, record) {
        owner.texts(corpus, &mut |field, text| {
            if role == Role::Own || field.is_name() {
                has += " ";
                has += &fold(text);
            }
        });
    }
    // Spelt as one or as two, British or American: the same word.
    let plain = |text: &str| text.replace(['-', '\'', '.'], "").replace('z', "s");
    let has = plain(&has);
    let typed = plain(&fold(typed));
    let mut words = typed.split(' ').filter(|word| !word.is_empty());
    !words.any(|word| has.contains(&word[..word.len().min(6)]) || has.contains(word))
}

#[test]
fn what_is_meant_stands_first() {
    let mut report = String::new();
    let (mut all, mut firsts, mut late) = (0, 0, 0);
    let (mut shown, mut junk) = (0, 0);
    for (class, clean, rows) in CLASSES {
        let mut first = 0;
        for (scope, typed, meant) in *rows {
            let outcome = outcome(*scope, typed, meant);
            first += usize::from(outcome.place == Some(0));
            late += usize::from(outcome.place.is_none());
            if outcome.place != Some(0) {
                report += &format!("  `{typed}` in {scope:?}: {meant:?} in place {:?}\n", outcome.place);
                let found = ask(&SHIPPED, typed, *scope).hits;
                found.iter().take(4).for_each(|hit| report += &format!("    {}\n", line(&SHIPPED.0, hit)));
            }
            if *clean {
                shown += outcome.shown;
                junk += outcome.junk;
                if outcome.junk > 0 {
                    report += &format!("  `{typed}` in {scope:?}: {} of {} are junk\n", outcome.junk, outcome.shown);
                }
            }
        }
        report += &format!("{class}: {first} of {} in the first place\n", rows.len());
        assert!(first + 1 >= rows.len(), "of each class one may be elsewhere:\n{report}");
        all += rows.len();
        firsts += first;
    }
    report +=
        &format!("{firsts} of {all} first, {late} not among the first ten, {junk} of {shown} clean hits are junk\n");
    assert!(all >= 150, "{report}");
    assert!(firsts * 100 >= all * 98, "{report}");
    assert_eq!(late, 0, "{report}");
    assert!(junk * 100 <= shown * 6, "{report}");
}
